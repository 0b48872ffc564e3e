/** Keeps the downloads of the fetching stages from one build to the next. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Cell, Download } from '../catalog/cells.ts'
import { artifactsForPlatform, readLockfile } from '../catalog/locks.ts'
import { messageOf } from '../errors.ts'

/** Keeps folders under keys, beyond this machine; it may lose them at any time. */
export interface FolderCache {
  /** Fills the folder with what is kept under the key; false when nothing is. */
  restore(key: string, folder: string): Promise<boolean>
  /** Absent where nothing may be kept. */
  save?(key: string, folder: string): Promise<void>
}

/** What of a cell's downloads was kept from earlier builds, and how to keep the rest. */
export interface KeptDownloads {
  /** Folders by the stage that they replace. */
  readonly contexts: Readonly<Record<string, string>>
  /** Keeps the others; `fetch` writes a stage's files into a folder. A failure is only said. */
  keepOthers(fetch: (stage: string, folder: string) => Promise<void>): Promise<void>
}

/**
 * Restores a cell's downloads, so that the build fetches nothing. What does not match its lockfile any more is
 * left out, as if it were not there.
 * @param images the images folder, which the lockfiles are in.
 * @param work a folder for the files, whose path is the same in every job: caches know files by their path.
 */
export async function restoreDownloads(
  cell: Cell,
  images: string,
  work: string,
  cache: FolderCache,
  say: (text: string) => void,
): Promise<KeptDownloads> {
  const contexts: Record<string, string> = {}
  const others: { download: Download; key: string; folder: string }[] = []
  for (const download of cell.downloads) {
    const key = await keyOf(download, cell, images)
    const folder = path.join(work, download.stage)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const found = await cache.restore(key, folder).catch((error: unknown) => {
      say(`the cache does not give ${download.stage}: ${messageOf(error)}`)
      return false
    })
    const flaw = found ? await flawOf(folder, download, cell, images).catch(messageOf) : undefined
    if (flaw !== undefined) say(`what the cache has for ${download.stage} is not used: ${flaw}`)
    if (found && flaw === undefined) {
      contexts[download.stage] = folder
      continue
    }
    await rm(folder, { recursive: true })
    // A flawed entry keeps its key; caches don't replace what they have.
    if (!found && cache.save !== undefined) others.push({ download, key, folder })
  }
  return {
    contexts,
    keepOthers: async (fetch) => {
      for (const { download, key, folder } of others) {
        try {
          await fetch(download.stage, folder)
          await cache.save?.(key, folder)
        } catch (error) {
          say(`the downloads of ${download.stage} could not be kept: ${messageOf(error)}`)
        }
      }
    },
  }
}

/** Same lockfile, same platform: same files. */
async function keyOf({ stage, lockfile }: Download, { platform }: Cell, images: string): Promise<string> {
  const hash = createHash('sha256').update(platform)
  hash.update(await readFile(path.join(images, lockfile)))
  return `spark-images-${stage}-${hash.digest('hex')}`
}

/**
 * What in a folder is not as the lockfile pins it for the platform: stages take all jars and wheels of it, so it must
 * have no others.
 */
async function flawOf(
  folder: string,
  { lockfile }: Download,
  { platform }: Cell,
  images: string,
): Promise<string | undefined> {
  const rows = await readLockfile(images, lockfile)
  const there = new Set(await readdir(folder))
  for (const { file, sha256 } of artifactsForPlatform(platform, rows)) {
    if (!there.delete(file)) return `${file} is missing`
    const found = await hashOf(path.join(folder, file))
    if (found !== sha256) return `${file} has sha256 ${found}, its lock says ${sha256}`
  }
  const [other] = there
  return other === undefined ? undefined : `${JSON.stringify(other)} is in no lock`
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
