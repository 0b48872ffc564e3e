/** Keeps the downloads of the fetching stages from one build to the next. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Cell } from '../catalog/cells.ts'
import { artifactsForPlatform, type LockedArtifact, readLockfile } from '../catalog/lockfile.ts'
import { messageOf } from '../errors.ts'

/** A cache of folders by key, which outlives this machine and may lose them at any time. */
export interface FolderCache {
  /** Restores the key's files into the folder; false if there are none. */
  restore(key: string, folder: string): Promise<boolean>
  /** Absent if this run may not write. */
  save?(key: string, folder: string): Promise<void>
}

/**
 * Restores a cell's downloads. Files that differ from their lockfile count as missing.
 * @param work a folder whose path must be the same in every job, since caches know files by their path.
 * @returns the restored folders by the stage that each replaces, and what keeps the others: a failure is only reported.
 */
export async function restoreDownloads(
  cell: Cell,
  images: string,
  work: string,
  cache: FolderCache,
  say: (text: string) => void,
) {
  const contexts: Record<string, string> = {}
  const others: { stage: string; key: string; folder: string }[] = []
  for (const { stage, lockfile } of cell.downloads) {
    // Same lockfile, same platform: same files.
    const hash = createHash('sha256').update(cell.platform)
    hash.update(await readFile(path.join(images, lockfile)))
    const key = `spark-images-${stage}-${hash.digest('hex')}`
    const folder = path.join(work, stage)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const found = await cache.restore(key, folder).catch((error: unknown) => {
      say(`the cache can't restore ${stage}: ${messageOf(error)}`)
      return false
    })
    const locked = artifactsForPlatform(cell.platform, await readLockfile(images, lockfile))
    const flaw = found ? await flawOf(folder, locked).catch(messageOf) : undefined
    if (flaw !== undefined) say(`what the cache has for ${stage} is not used: ${flaw}`)
    if (found && flaw === undefined) contexts[stage] = folder
    else await rm(folder, { recursive: true })
    // Caches don't replace an entry, not even a flawed one.
    if (!found && cache.save !== undefined) others.push({ stage, key, folder })
  }
  const keepOthers = async (fetch: (stage: string, folder: string) => Promise<void>): Promise<void> => {
    for (const { stage, key, folder } of others) {
      try {
        await fetch(stage, folder)
        await cache.save?.(key, folder)
      } catch (error) {
        say(`the downloads of ${stage} could not be kept: ${messageOf(error)}`)
      }
    }
  }
  return { contexts, keepOthers }
}

/** What in a folder is not as lockfiles pin it, if anything: stages take all its jars and wheels, so there must be no others. */
async function flawOf(folder: string, locked: readonly LockedArtifact[]): Promise<string | undefined> {
  const there = new Set(await readdir(folder))
  for (const { file, sha256 } of locked) {
    if (!there.delete(file)) return `${file} is missing`
    const hash = createHash('sha256')
    await pipeline(createReadStream(path.join(folder, file)), hash)
    const found = hash.digest('hex')
    if (found !== sha256) return `${file} has sha256 ${found}, its lockfile says ${sha256}`
  }
  const [other] = there
  return other === undefined ? undefined : `${JSON.stringify(other)} is in no lockfile`
}
