/** `npm run site`: the page of a family as a folder. */
import path from 'node:path'
import { cellsOf } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import { parseImageName } from '../oci/reference.ts'
import { openRepository } from '../registry/repository.ts'
import { readSite } from '../site/read.ts'
import { writeSite } from '../site/write.ts'
import type { Command } from './arguments.ts'
import { type Context, openLocalFamily } from './context.ts'

const FOLDER = 'out/site'
const RELEASES = 20

/** @throws ConfigurationError when it is not told whose page, as readSite() and writeSite(). */
export async function makeSite(command: Command, context: Context): Promise<string> {
  const { image, output } = command
  const { root, progress } = context
  if (image === undefined)
    throw new ConfigurationError(
      'npm run site -- --image REGISTRY/NAME: name the images, like ghcr.io/OWNER/spark',
    )
  await using family = await openLocalFamily(command, context)
  const repository = openRepository(parseImageName(image), { log: progress.info })
  try {
    progress.step(`read ${image}`)
    const { catalog } = family
    const options = { cells: cellsOf(catalog), releases: RELEASES, now: new Date(), signing: catalog }
    const site = await readSite(repository, options)
    const folder =
      output === undefined ? path.join(root, FOLDER) : path.resolve(context.env.INIT_CWD ?? '.', output)
    await writeSite(site, folder, path.join(root, 'site/static'))
    for (const problem of site.problems) progress.warning(`not shown: ${problem}`)
    return `The page is ${path.join(folder, 'index.html')}.`
  } finally {
    repository.client.close()
  }
}
