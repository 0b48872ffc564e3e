/** Fingerprints: hashes over all that determines the content of a cell, and over all that tests it. */
import { createHash } from 'node:crypto'
import { type Cell, isUnsupported, lockfilesOf, supportOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { FingerprintParts, Section, TestParts } from './record.ts'
import type { ImagesFolder } from './sources.ts'
import { stageUse } from './stages.ts'

/** Raised when src/image/image.ts changes the labels or output options of every image. */
const RECIPE = '1'

/**
 * What a cell is made of: the stages that its build arguments select, their arguments and files, and the settings that
 * affect bytes, but nothing of other components. @throws ConfigurationError when a file that it uses is not there.
 */
export function partsOf(
  cell: Cell,
  { compression }: Catalog,
  { dockerfile, sources }: ImagesFolder,
  baseDigest: string,
): FingerprintParts {
  // What is not built need not be locked.
  const lenient = isUnsupported(cell)
  const missing = lenient ? undefined : lockfilesOf(cell).find((lock) => !sources.has(lock))
  if (missing !== undefined) {
    throw new ConfigurationError(`${cell.id}: images/${missing} is not there; make it with: npm run lock`)
  }
  const use = stageUse(dockerfile, { target: 'image', args: cell.args, files: [...sources.keys()], lenient })
  const support = supportOf(cell)
  // Applies to the whole build, whichever stage declares it.
  const { SOURCE_DATE_EPOCH } = cell.args
  return {
    settings: {
      recipe: RECIPE,
      platform: cell.platform,
      base: baseDigest,
      compression: `${compression.type} ${compression.level}`,
      components: cell.components.join(', '),
      ...(support && { support }),
    },
    args: { ...use.args, ...(SOURCE_DATE_EPOCH && { SOURCE_DATE_EPOCH }) },
    stages: Object.fromEntries(use.stages.map((stage) => [stage.name, fingerprintOf(stage.instructions)])),
    files: hashesOf(sources, new Set([...use.files, ...lockfilesOf(cell), '.dockerignore'])),
  }
}

/** What tests a cell: its scripts and their servers. @throws ConfigurationError when a script is not there. */
export function testPartsOf({ id, acceptance }: Cell, sources: ImagesFolder['sources']): TestParts {
  const scripts = acceptance.map(({ script }) => script)
  const missing = scripts.find((script) => !sources.has(script))
  if (missing !== undefined) {
    throw new ConfigurationError(`${id}: its acceptance test images/${missing} is not there`)
  }
  const servers = acceptance.some(({ service }) => service !== undefined)
    ? [...sources.keys()].filter((name) => name.startsWith('acceptance/services/'))
    : []
  return {
    tests: Object.fromEntries(acceptance.map((test) => [test.name, fingerprintOf(test)])),
    files: hashesOf(sources, new Set([...scripts, ...servers])),
  }
}

function hashesOf(sources: ImagesFolder['sources'], names: ReadonlySet<string>): Section {
  const used = [...sources].filter(([name]) => names.has(name))
  return Object.fromEntries(used.map(([name, file]) => [name, file.sha256 + (file.executable ? ' x' : '')]))
}

/** Most cells share their stages and tests; without this, a plan of 256 cells takes 0.3 s longer. */
const hashes = new WeakMap<object, string>()

/** The hash over a value with keys in any order; 64 hex digits. */
export function fingerprintOf(value: object): string {
  const hash = hashes.get(value) ?? createHash('sha256').update(canonical(value)).digest('hex')
  hashes.set(value, hash)
  return hash
}

/** The hash over the state of an archive as plans and caches compare it. */
export function stateDigest(state: Section): string {
  return fingerprintOf(state).slice(0, 12)
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}
