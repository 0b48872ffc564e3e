import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'

/** Content of the images folder: path relative to it, with `/` → mode and sha256 (hex) of each file. */
export type Sources = ReadonlyMap<string, { readonly executable: boolean; readonly sha256: string }>

/** What every cell is built from; the rest of the images folder is named by the cell (its locks, its tests). */
const SHARED = ['Dockerfile', '.dockerignore', 'build', 'rootfs']

/**
 * Reads and hashes all files of the images folder.
 * @throws ConfigurationError when it is not there.
 */
export function readSources(images: string): Sources {
  const sources: [string, { executable: boolean; sha256: string }][] = []
  for (const entry of listFiles(images)) {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(images, file).split(path.sep).join('/')
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    sources.push([name, { executable: (statSync(file).mode & 0o111) !== 0, sha256 }])
  }
  return new Map(sources.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Small files, read once at the start: one call after the other is faster than waiting for each. */
function listFiles(images: string): Dirent[] {
  try {
    return readdirSync(images, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  } catch (cause) {
    throw new ConfigurationError(`${images}: the images folder cannot be read`, { cause })
  }
}

/** The sources that can change a cell's content: what all cells share, and the cell's own locks. */
export function contentSources(sources: Sources, locks: readonly string[]): Sources {
  return new Map(
    [...sources].filter(([name]) => SHARED.some((top) => within(name, top)) || locks.includes(name)),
  )
}

/** The acceptance scripts that a cell runs, and the servers that they run beside. */
export function testSources(sources: Sources, scripts: readonly string[], services: boolean): Sources {
  const used = new Set(scripts.map((script) => `acceptance/${script}`))
  const serves = (name: string): boolean => services && within(name, 'acceptance/services')
  return new Map([...sources].filter(([name]) => used.has(name) || serves(name)))
}

function within(name: string, top: string): boolean {
  return name === top || name.startsWith(`${top}/`)
}
