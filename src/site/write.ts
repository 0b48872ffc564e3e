/** Makes the folder of a page. */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'
import { siteFiles } from './files.ts'
import type { Site } from './model.ts'

/** What is in the folder of a page; nothing else is ever removed. */
const OWN = [
  'index.html',
  'releases.html',
  'search-index.js',
  'search.js',
  'style.css',
  'icon.svg',
  'images',
  'releases',
  'data',
]

/**
 * Writes the page into a folder, which is made; an earlier page in it goes.
 * @param assets the folder site/static of the action.
 * @returns the number of files
 * @throws ConfigurationError when the folder has other files in it.
 */
export async function writeSite(site: Site, folder: string, assets: string): Promise<number> {
  await mkdir(folder, { recursive: true })
  const strange = (await readdir(folder)).find((name) => !OWN.includes(name))
  if (strange !== undefined)
    throw new ConfigurationError(
      `${folder} has ${JSON.stringify(strange)} in it: name a folder that is empty, or has an earlier page and nothing else`,
    )
  for (const name of OWN) await rm(path.join(folder, name), { recursive: true, force: true })
  for (const name of ['images', 'releases', 'data/images', 'data/releases'])
    await mkdir(path.join(folder, name), { recursive: true })
  let count = 0
  for (const [name, text] of siteFiles(site)) {
    await writeFile(path.join(folder, name), text)
    count++
  }
  for (const name of await readdir(assets)) {
    await cp(path.join(assets, name), path.join(folder, name))
    count++
  }
  return count
}
