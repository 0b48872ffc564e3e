/** The shipped catalog for one platform, for tests that are about something else. */
import { loadCatalog, readCatalog } from '../../src/catalog/load.ts'
import type { Catalog } from '../../src/catalog/schema.ts'

/** The catalog of an images folder, for linux/amd64 alone. */
export async function loadOnePlatform(images: string): Promise<Catalog> {
  return { ...(await loadCatalog(images)), platforms: ['linux/amd64'] }
}

/** Its text, which stands at the same lines; see readCatalog(). */
export function readOnePlatform(images: string, named = images): ReturnType<typeof readCatalog> {
  const { text, origin } = readCatalog(images, named)
  return { text: text.replace(/^platforms: .*$/m, 'platforms: [linux/amd64]'), origin }
}
