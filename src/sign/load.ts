/** Loads what signs only where the catalog asks for signatures: most runs need none of it. */
import type { Catalog } from '../catalog/schema.ts'
import type { GivenKey, Signing } from './open.ts'

/** Undefined where the catalog asks for no signatures. @throws ConfigurationError as openSigning(). */
export async function loadSigning(
  catalog: Pick<Catalog, 'sign'>,
  key: GivenKey,
): Promise<Signing | undefined> {
  if (catalog.sign === 'off') return undefined
  const { openSigning } = await import('./open.ts')
  return openSigning(key)
}
