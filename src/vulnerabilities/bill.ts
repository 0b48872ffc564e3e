/** Reads the packages of an image from its bill of materials, by the names that OSV knows them by. */
import * as z from 'zod/mini'
import { normalizedPython } from '../attest/package.ts'
import { RegistryError } from '../errors.ts'
import { type Digest, hexOf } from '../oci/digest.ts'
import { parseJson } from '../oci/json.ts'

/** A package as OSV's advisories name it: for Debian that is the source package of a release. */
export interface PackageVersion {
  /** `Maven`, `PyPI`, or `Debian:13`. */
  readonly ecosystem: string
  readonly name: string
  readonly version: string
}

export interface BilledPackage extends PackageVersion {
  readonly purl: string
  /** What of it is in the image: jars and wheels, also those that it is shaded into, or packages of Debian. */
  readonly where: readonly string[]
}

export interface Bill {
  readonly packages: readonly BilledPackage[]
  /** Names of parts that have no package URL, so that nobody can be asked about them. */
  readonly unnamed: readonly string[]
}

const entry = z.object({
  SPDXID: z.string(),
  name: z.string(),
  packageFileName: z.optional(z.string()),
  primaryPackagePurpose: z.optional(z.string()),
  checksums: z.optional(z.array(z.object({ algorithm: z.string(), checksumValue: z.string() }))),
  externalRefs: z.optional(z.array(z.object({ referenceType: z.string(), referenceLocator: z.string() }))),
})
type Entry = z.infer<typeof entry>

const schema = z.object({
  spdxVersion: z.literal('SPDX-2.3'),
  packages: z.array(entry),
  relationships: z.array(
    z.object({ spdxElementId: z.string(), relatedSpdxElement: z.string(), relationshipType: z.string() }),
  ),
})

/**
 * Parses a bill of materials that spdxDocument() made for the image at `digest`.
 * @throws RegistryError when it is of another form, about another image, or names no package.
 */
export function parseBill(bytes: Uint8Array, digest: Digest): Bill {
  const what = `the bill of materials of ${digest}`
  const { packages, relationships } = parseJson(schema, bytes, what, 'an SPDX document')
  const byId = new Map(packages.map((one) => [one.SPDXID, one]))
  const described = relationships.find(({ relationshipType }) => relationshipType === 'DESCRIBES')
  const image = byId.get(described?.relatedSpdxElement ?? '')
  if (image?.checksums?.some(({ checksumValue }) => checksumValue === hexOf(digest)) !== true)
    throw new RegistryError(`${what} is about another image`)
  const parents = new Map(
    relationships.map(({ relatedSpdxElement: id, spdxElementId }) => [id, byId.get(spdxElementId)]),
  )
  const found = new Map<string, BilledPackage>()
  for (const one of packages) {
    const named = nameOf(one)
    if (named === undefined) continue
    const file = one.packageFileName ?? parents.get(one.SPDXID)?.packageFileName
    const part = named.ecosystem.startsWith('Debian') ? one.name : (file ?? one.name)
    const key = keyOf(named)
    found.set(key, { ...named, where: [...new Set([...(found.get(key)?.where ?? []), part])] })
  }
  if (found.size === 0) throw new RegistryError(`${what} names no package of Debian, Maven or Python`)
  // A JDK is listed as the Debian package that it is taken from, too.
  const unnamed = packages.filter(
    (one) => one.primaryPackagePurpose === 'LIBRARY' && one.name !== 'openjdk' && nameOf(one) === undefined,
  )
  const names = unnamed.map((one) => one.packageFileName ?? one.name)
  return { packages: [...found.values()], unnamed: names }
}

/** The same for the same package, whatever it was found in. */
export function keyOf({ ecosystem, name, version }: PackageVersion): string {
  return `${ecosystem} ${name} ${version}`
}

const PURL = /^pkg:(\w+)\/([^@?#]+)@([^@?#]+)(?:\?([^#]*))?$/

/** By the package URL, if there is one of an ecosystem that is looked up. */
function nameOf({ externalRefs = [] }: Entry): Omit<BilledPackage, 'where'> | undefined {
  const purl = externalRefs.find(({ referenceType }) => referenceType === 'purl')?.referenceLocator ?? ''
  const [, type, path = '', at = '', query = ''] = PURL.exec(purl) ?? []
  const [version = '', name = '', group = ''] = decodeAll([...path.split('/'), at]).reverse()
  if (name === '') return undefined
  if (type === 'maven' && group !== '') return { ecosystem: 'Maven', name: `${group}:${name}`, version, purl }
  if (type === 'pypi') return { ecosystem: 'PyPI', name: normalizedPython(name), version, purl }
  if (type !== 'deb' || group !== 'debian') return undefined
  const qualifiers = new URLSearchParams(query.replaceAll('+', '%2B'))
  const release = /^debian-(\d+)$/.exec(qualifiers.get('distro') ?? '')?.[1]
  const [source = name, sourceVersion = version] = qualifiers.get('upstream')?.split('@') ?? []
  const ecosystem = release === undefined ? 'Debian' : `Debian:${release}`
  return { ecosystem, name: source, version: sourceVersion, purl }
}

/** None of them where one is not percent-encoded as it should be. */
function decodeAll(texts: readonly string[]): string[] {
  try {
    return texts.map(decodeURIComponent)
  } catch {
    return []
  }
}
