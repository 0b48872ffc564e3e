/** The family of a run: the shipped catalog, with a user's laid over it if there is one. */
import { loadCatalog } from '../catalog/load.ts'
import type { Catalog } from '../catalog/schema.ts'
import type { UserFile } from './workspace.ts'

/** A catalog with the images folder that its cells are built from. */
export interface Family extends AsyncDisposable {
  readonly catalog: Catalog
  readonly images: string
  /** What was left out of the catalog, in words. */
  readonly notes: readonly string[]
  /** Paths of the user's lockfiles, by the name that a build gives them: `images/components/orders/orders.lock`. */
  readonly lockfilePaths: ReadonlyMap<string, string>
}

/**
 * @param images the shipped images folder.
 * @param work a folder for the images folder that a user's file needs; it is removed at the end.
 * @throws ConfigurationError with the place of what is wrong; what is in no lockfile, and the command that locks it.
 */
export async function openFamily(images: string, user: UserFile | undefined, work: string): Promise<Family> {
  if (user === undefined) {
    const catalog = await loadCatalog(images)
    return { catalog, images, notes: [], lockfilePaths: new Map(), [Symbol.asyncDispose]: async () => {} }
  }
  // Loaded here: a plan without a catalog of the user's own starts faster.
  const { openUserFamily } = await import('./user.ts')
  return openUserFamily(images, user, work)
}
