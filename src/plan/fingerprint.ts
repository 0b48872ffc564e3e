/** Fingerprints: hashes over all that determines the content of a cell, and over all that tests it. */
import { createHash } from 'node:crypto'
import { type Cell, lockfilesOf, supportOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { dockerfileOf, targetOf } from '../family/dockerfile.ts'
import { type ImagesFolder, type Sources, testSources } from './sources.ts'
import { stageUse } from './stages.ts'

/** Raised when src/image/image.ts changes the labels or output options of every image. */
const RECIPE = '1'

/**
 * All that determines a cell's content: names with their values or sha256. Labels that only say where an image comes
 * from (source, revision, base.name) are left out, as they change with every commit.
 */
export interface FingerprintParts {
  /** Platform, base digest, compression and the like. */
  readonly settings: Readonly<Record<string, string>>
  /** Build arguments that reach the stages. */
  readonly args: Readonly<Record<string, string>>
  /** Stages of the Dockerfile. */
  readonly stages: Readonly<Record<string, string>>
  /** Files of the images folder, by their path in it. */
  readonly files: Readonly<Record<string, string>>
}

/** All that tests a cell. */
export interface TestParts {
  /** What the catalog says of each test. */
  readonly tests: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
}

/**
 * What a cell is made of: the stages that its build arguments select, the arguments and files of these stages, and the
 * settings that affect bytes. Stages, files and lockfiles of other components are not part of it.
 * @throws ConfigurationError when a file that it uses is not there.
 */
export function partsOf(
  cell: Cell,
  catalog: Catalog,
  { dockerfiles, sources }: ImagesFolder,
  baseDigest: string,
): FingerprintParts {
  const dockerfile = dockerfiles.get(dockerfileOf(cell))
  if (dockerfile === undefined) throw new ConfigurationError(`${cell.id}: there is no ${dockerfileOf(cell)}`)
  const missing = lockfilesOf(cell).find((lock) => !sources.has(lock))
  if (missing !== undefined) {
    throw new ConfigurationError(`${cell.id}: images/${missing} is not there; make it with: npm run lock`)
  }
  const use = stageUse(dockerfile, { target: targetOf(cell), args: cell.args, files: namesOf(sources) })
  const files = [...new Set([...use.files, ...lockfilesOf(cell), '.dockerignore'])]
  const support = supportOf(cell)
  // Applies to the whole build, whichever stage declares it.
  const { SOURCE_DATE_EPOCH } = cell.args
  return {
    settings: {
      recipe: RECIPE,
      platform: cell.platform,
      base: baseDigest,
      compression: `${catalog.compression.type} ${catalog.compression.level}`,
      components: cell.components.join(', '),
      ...(support === undefined ? {} : { support }),
    },
    args: { ...use.args, ...(SOURCE_DATE_EPOCH === undefined ? {} : { SOURCE_DATE_EPOCH }) },
    stages: Object.fromEntries(use.stages.map((stage) => [stage.name, hashOnce(stage.instructions)])),
    files: hashesOf(sources, files),
  }
}

/**
 * What tests a cell.
 * @throws ConfigurationError when a script is not there.
 */
export function testPartsOf(cell: Cell, sources: Sources): TestParts {
  const scripts = cell.acceptance.map(({ script }) => script)
  const missing = scripts.find((script) => !sources.has(`acceptance/${script}`))
  if (missing !== undefined) {
    throw new ConfigurationError(`${cell.id}: its acceptance test images/acceptance/${missing} is not there`)
  }
  const services = cell.acceptance.some(({ service }) => service !== undefined)
  return {
    tests: Object.fromEntries(cell.acceptance.map((test) => [test.name, hashOnce(test)])),
    files: hashesOf(sources, testSources(sources, scripts, services)),
  }
}

/** The hash over all parts, in any order; 64 hex digits. */
export function fingerprintOf(parts: FingerprintParts | TestParts): string {
  return hash(parts)
}

/** One list for all cells, by which a use finds what it selected for another cell. */
const nameLists = new WeakMap<Sources, string[]>()

function namesOf(sources: Sources): string[] {
  const known = nameLists.get(sources) ?? [...sources.keys()]
  nameLists.set(sources, known)
  return known
}

function hashesOf(sources: Sources, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const source = sources.get(name)
      return source === undefined ? [] : [[name, source.executable ? `${source.sha256} x` : source.sha256]]
    }),
  )
}

/** Stages and tests are there once, and most cells have them. */
const hashes = new WeakMap<object, string>()

function hashOnce(value: object): string {
  const known = hashes.get(value) ?? hash(value)
  hashes.set(value, known)
  return known
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}
