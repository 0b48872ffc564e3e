/** Reads and hashes the images folder. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'
import { type Dockerfile, parseDockerfile } from './dockerfile.ts'

/** The images folder as a plan sees it. */
export interface ImagesFolder {
  readonly dockerfile: Dockerfile
  /** Relative path with `/` → mode and sha256 (hex). Python's caches are left out, as .dockerignore does for a build. */
  readonly sources: ReadonlyMap<string, { readonly executable: boolean; readonly sha256: string }>
}

/** @throws ConfigurationError when the folder or its Dockerfile is not there. */
export function readImages(images: string): ImagesFolder {
  let dockerfile: Dockerfile | undefined
  const sources = new Map<string, { executable: boolean; sha256: string }>()
  // Synchronous: reading many small files one after the other is faster than awaiting each.
  for (const name of namesIn(images)) {
    const file = path.join(images, name)
    const bytes = readFileSync(file)
    const sha256 = createHash('sha256').update(meaningOf(name, bytes)).digest('hex')
    sources.set(name, { executable: (statSync(file).mode & 0o111) !== 0, sha256 })
    if (name === 'Dockerfile') dockerfile = parseDockerfile(String(bytes))
  }
  if (dockerfile === undefined) throw new ConfigurationError(`${images} has no Dockerfile`)
  return { dockerfile, sources }
}

/** The part of a file that counts: of .dockerignore its lines but for comments, of a lockfile these in any order. */
function meaningOf(name: string, bytes: Buffer): Buffer | string {
  const isLockfile = /^components\/[^/]+\/[^/]+\.lock$/.test(name)
  if (!isLockfile && name !== '.dockerignore') return bytes
  const lines = bytes.toString('utf8').split(/\r?\n/)
  const counted = lines.filter((line) => line !== '' && !line.startsWith('#'))
  return (isLockfile ? counted.sort() : counted).join('\n')
}

function filesIn(folder: string, prefix = ''): string[] {
  return readdirSync(`${folder}/${prefix}`, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return [prefix + entry.name]
    if (!entry.isDirectory() || entry.name === '__pycache__') return []
    return filesIn(folder, `${prefix}${entry.name}/`)
  })
}

function namesIn(images: string): string[] {
  try {
    return filesIn(images).sort()
  } catch (cause) {
    throw new ConfigurationError(`${images}: the images folder cannot be read`, { cause })
  }
}
