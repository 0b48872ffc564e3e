/** What attestations are about: an image, its packages, and their package URLs (github.com/package-url/purl-spec). */
import type { Cell } from '../catalog/cells.ts'
import type { BroughtJars, LockedArtifact } from '../catalog/lockfile.ts'
import type { Digest } from '../oci/digest.ts'

export interface AttestedImage {
  /** `registry/name`, without a tag. */
  readonly name: string
  readonly tag: string
  readonly digest: Digest
  readonly cell: Cell
  /** What the cell's lockfiles pin for its platform; see artifactsForPlatform(). */
  readonly locked: readonly LockedArtifact[]
  /** What these lockfiles know of Spark's jars. */
  readonly brought: BroughtJars
}

/** The page that explains the statements; their types are URIs of it. */
export const DOCUMENTATION = 'https://github.com/org/spark-images-action/blob/main/docs/attestations.md'

export interface Package {
  /** `locked`: downloaded as a lockfile pins it. All others were found in the image. */
  readonly kind: 'locked' | 'debian' | 'os' | 'java' | 'jar' | 'python'
  readonly name: string
  readonly version?: string
  /** Package URL, if the publisher is known. */
  readonly purl?: string
  /** 64 hex digits: of the published file, or of the file in the image. */
  readonly sha256?: string
  /** An SPDX licence expression, if known. */
  readonly license?: string
  readonly supplier?: string
  /** File name of the download, or path in the image. */
  readonly file?: string
  readonly source: string
  /** What a shaded jar contains. */
  readonly contains?: readonly Package[]
}

/** `pkg:maven/…`; `name` is `group:artifact` or `group:artifact:classifier`. */
export function mavenPurl(name: string, version: string): string {
  const [group = '', artifact = '', classifier] = name.split(':')
  return purl(['maven', group, artifact], version, { classifier })
}

/** `pkg:pypi/…`, with the name as PyPI normalizes it. */
export function pypiPurl(name: string, version: string): string {
  return purl(['pypi', normalizedPython(name)], version)
}

/** `pkg:oci/…` of an image, named in full (`docker.io/library/debian`), at a digest. */
export function ociPurl(name: string, digest: string, tag?: string): string {
  return purl(['oci', name.slice(name.lastIndexOf('/') + 1)], digest, { repository_url: name, tag })
}

/** Of a download that a lockfile pins. */
export function lockedPurl({ kind, name, version }: LockedArtifact): string {
  return kind === 'maven' ? mavenPurl(name, version) : pypiPurl(name, version)
}

/** `pkg:TYPE/PATH@VERSION?QUALIFIERS`; qualifiers in the order of their keys, those without a value are left out. */
export function purl(
  path: readonly string[],
  version: string,
  qualifiers: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = Object.entries(qualifiers).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encode(value)}`],
  )
  const name = `pkg:${path.map(encode).join('/')}@${encode(version)}`
  return query.length === 0 ? name : `${name}?${query.join('&')}`
}

/** Percent-encoded; colons stay. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%3A', ':')
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normalizedPython(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}
