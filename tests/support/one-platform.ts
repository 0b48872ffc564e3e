/** The shipped catalog for one platform, for tests that are about something else. */
import path from 'node:path'
import { loadCatalog, readCatalog } from '../../src/catalog/load.ts'
import type { Catalog } from '../../src/catalog/schema.ts'
import { ROOT } from './process.ts'

/** The environment of an entry whose repository has that catalog. */
export const ONE_PLATFORM = { GITHUB_WORKSPACE: path.join(ROOT, 'tests/fixtures/one-platform') }

/** The catalog of an images folder, for linux/amd64 alone. */
export async function loadOnePlatform(images: string): Promise<Catalog> {
  return { ...(await loadCatalog(images)), platforms: ['linux/amd64'] }
}

/** The text of a catalog, for that platform. */
export function onePlatform(text: string): string {
  return text.replace(/^platforms: .*$/m, 'platforms: [linux/amd64]')
}

/** Its text, which stands at the same lines; see readCatalog(). */
export function readOnePlatform(images: string, named = images): ReturnType<typeof readCatalog> {
  const { text, origin } = readCatalog(images, named)
  return { text: onePlatform(text), origin }
}
