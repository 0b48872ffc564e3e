/** Reads and hashes the images folder. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'
import { type Dockerfile, parseDockerfile } from './dockerfile.ts'

/**
 * The files of the images folder: relative path with `/` → mode and sha256 (hex). Python's caches are left out, as
 * .dockerignore keeps them out of a build.
 */
export type Sources = ReadonlyMap<string, { readonly executable: boolean; readonly sha256: string }>

/** The images folder as a plan sees it. */
export interface ImagesFolder {
  /** By their path in the folder: `Dockerfile`, and those of cells with an extension. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>
  readonly sources: Sources
}

/**
 * Reads the images folder: its Dockerfiles, and the hashes of all its files.
 * @throws ConfigurationError when one of them is not there.
 */
export function readImages(images: string): ImagesFolder {
  const sources = readSources(images)
  if (!sources.has('Dockerfile')) throw new ConfigurationError(`${images} has no Dockerfile`)
  const names = [...sources.keys()].filter((name) => name === 'Dockerfile' || within(name, 'dockerfiles'))
  const parsed = names.map((name) => parseDockerfile(readFileSync(path.join(images, name), 'utf8')))
  return { dockerfiles: new Map(names.map((name, index) => [name, parsed[index] as Dockerfile])), sources }
}

/**
 * Reads and hashes all files of the images folder.
 * @throws ConfigurationError when it is not there.
 */
export function readSources(images: string): Sources {
  const sources = new Map<string, { executable: boolean; sha256: string }>()
  for (const name of listFiles(images).sort()) {
    const file = `${images}/${name}`
    const sha256 = createHash('sha256')
      .update(meaningOf(name, readFileSync(file)))
      .digest('hex')
    sources.set(name, { executable: (statSync(file).mode & 0o111) !== 0, sha256 })
  }
  return sources
}

/**
 * The part of a file that counts: its bytes, or the lines of a lockfile or .dockerignore without comments. The order of
 * a lockfile does not count.
 */
function meaningOf(name: string, bytes: Buffer): Buffer | string {
  const isLock = /^locks\/[^/]+\.lock$/.test(name)
  if (!isLock && name !== '.dockerignore') return bytes
  const lines = bytes.toString('utf8').split(/\r?\n/)
  const counted = lines.filter((line) => line !== '' && !line.startsWith('#'))
  return (isLock ? counted.sort() : counted).join('\n')
}

/** Synchronous: reading many small files one after the other is faster than awaiting each. */
function listFiles(images: string): string[] {
  try {
    return filesIn(images, '')
  } catch (cause) {
    throw new ConfigurationError(`${images}: the images folder cannot be read`, { cause })
  }
}

function filesIn(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return [prefix + entry.name]
    if (!entry.isDirectory() || entry.name === '__pycache__') return []
    return filesIn(`${folder}/${entry.name}`, `${prefix}${entry.name}/`)
  })
}

/** The acceptance scripts that a cell runs, and the servers that they run beside. */
export function testSources(sources: Sources, scripts: readonly string[], services: boolean): string[] {
  const used = new Set(scripts.map((script) => `acceptance/${script}`))
  const serves = (name: string): boolean => services && within(name, 'acceptance/services')
  return [...sources.keys()].filter((name) => used.has(name) || serves(name))
}

function within(name: string, top: string): boolean {
  return name === top || name.startsWith(`${top}/`)
}
