/** Keeps artifacts under denied licences out of a family. */
import { allNames, isOf } from '../catalog/artifacts.ts'
import { isDenied, type LicenceExpression, parseLicence } from '../catalog/licences.ts'
import { artifactsInImages, type LockedArtifact } from '../catalog/lockfile.ts'
import { own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { ChosenLockfile } from './lockfiles.ts'

/** What `npm run lock` writes where nothing says the licence. */
const UNKNOWN = 'LicenseRef-unknown'

/**
 * Drops optional artifacts under denied licences from the catalog, with a note on each.
 * @throws ConfigurationError if any other artifact is under a denied licence, or a licence is not known.
 */
export function withoutDenied(
  catalog: Catalog,
  chosen: readonly ChosenLockfile[],
  file: string,
): { catalog: Catalog; notes: string[] } {
  const { deny } = catalog.licenses
  if (deny.length === 0) return { catalog, notes: [] }
  const components = { ...catalog.components }
  const notes = new Set<string>()
  const denied = chosen.flatMap(({ component, rows, place }) =>
    artifactsInImages(rows)
      .filter((row) => isDenied(licenceOf(row), deny))
      .map((row) => ({ component, row, place })),
  )
  for (const { component, row, place } of denied) {
    const declared = Object.entries(own(catalog.components, component)?.maven ?? {})
    const [key] =
      declared.find(
        ([, artifact]) =>
          artifact.optional &&
          row.kind === 'maven' &&
          allNames(artifact).some((name) => isOf(name, row.name)),
      ) ?? []
    const left = components[component]
    if (key === undefined || left === undefined) {
      throw new ConfigurationError(
        `${file}: licenses.deny: component ${component} needs ${row.name} ${row.version}, which is under ${row.license} (${place}); allow it, or leave the component out of your variants`,
      )
    }
    const maven = Object.fromEntries(Object.entries(left.maven).filter(([name]) => name !== key))
    components[component] = { ...left, maven }
    notes.add(`${component}: ${row.name} is left out, its licence ${row.license} is denied`)
  }
  return { catalog: { ...catalog, components }, notes: [...notes] }
}

/** @throws ConfigurationError if the row's licence is not known: a deny-list can't be held against it. */
function licenceOf({ kind, name, version, license, at }: LockedArtifact): LicenceExpression {
  const parsed = parseLicence(license)
  if (parsed !== undefined && !license.includes(UNKNOWN)) return parsed
  const problem = parsed === undefined ? 'is not an SPDX expression' : 'is not known'
  const advice =
    kind === 'maven'
      ? 'give the artifact a license in your catalog, like Apache-2.0 or LicenseRef-NAME, and run npm run lock'
      : 'write it into that line, like Apache-2.0 or LicenseRef-NAME'
  throw new ConfigurationError(
    `${at}: the licence of ${name} ${version}, ${JSON.stringify(license.slice(0, 100))}, ${problem}, so licenses.deny can't be checked: ${advice}`,
  )
}
