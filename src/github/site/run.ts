/** What the site entry does. */
import path from 'node:path'
import * as core from '@actions/core'
import { cellsOf } from '../../catalog/cells.ts'
import { openRepository } from '../../registry/repository.ts'
import { readSite } from '../../site/read.ts'
import { writeSite } from '../../site/write.ts'
import { findCatalog, info, openEntryFamily, warn } from '../entry.ts'
import type { readInputs } from './inputs.ts'

type Inputs = ReturnType<typeof readInputs>

/** Makes the page of the family from what the registry has. @throws as readSite() and writeSite(). */
export async function run(inputs: Inputs): Promise<void> {
  const { image, credentials, releases, images, workspace = '.' } = inputs
  await using family = await openEntryFamily(inputs, await findCatalog(inputs))
  const repository = openRepository(image, { credentials, log: info })
  try {
    const { catalog } = family
    const signing = { ...catalog, repository: inputs.repository }
    const options = { cells: cellsOf(catalog), releases, now: new Date(), signing }
    const site = await readSite(repository, options)
    const folder = path.resolve(workspace, inputs.folder)
    const count = await writeSite(site, folder, path.join(images, '../site/static'))
    info(`${folder}: ${count} files, of ${site.cells.length} images and ${site.releases.length} releases`)
    warn(site.problems.map((problem) => `not shown: ${problem}`))
    core.setOutput('path', folder)
    core.setOutput('releases', site.releases.length)
  } finally {
    repository.client.close()
  }
}
