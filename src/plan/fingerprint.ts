import { createHash } from 'node:crypto'
import { type Cell, locksOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { contentSources, type Sources, testSources } from './sources.ts'

/**
 * The hash over all that determines a cell's content: platform, base image, build arguments, layer
 * compression, and the files that go into the build. 64 hex digits.
 * @throws ConfigurationError when a lock that the cell names is not there.
 */
export function fingerprint(cell: Cell, catalog: Catalog, sources: Sources, baseDigest: string): string {
  const missing = locksOf(cell).find((lock) => !sources.has(lock))
  if (missing !== undefined) {
    throw new ConfigurationError(`${cell.id}: images/${missing} is not there; make it with: npm run lock`)
  }
  return hash({
    platform: cell.platform,
    base: baseDigest,
    args: cell.args,
    compression: catalog.compression,
    files: Object.fromEntries(contentSources(sources, locksOf(cell))),
  })
}

/** The hash over what tests a cell: a record made by other tests says nothing of these. 64 hex digits. */
export function testsFingerprint(cell: Cell, sources: Sources): string {
  const scripts = cell.acceptance.map(({ script }) => script)
  const missing = scripts.find((script) => !sources.has(`acceptance/${script}`))
  if (missing !== undefined) {
    throw new ConfigurationError(`${cell.id}: its acceptance test images/acceptance/${missing} is not there`)
  }
  const services = cell.acceptance.some(({ service }) => service !== undefined)
  return hash({ tests: cell.acceptance, files: Object.fromEntries(testSources(sources, scripts, services)) })
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

/** JSON with sorted keys, so that the order in which files or keys were read does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
