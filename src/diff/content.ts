/** What is known of an image from the registry: parsed from its configuration and from what is attached to it. */
import * as z from 'zod/mini'
import { normalizedPython } from '../attest/package.ts'
import { RegistryError } from '../errors.ts'
import { type Digest, hexOf } from '../oci/digest.ts'
import { parseJson } from '../oci/json.ts'
import type { AcceptanceRecord } from '../plan/record.ts'
import { FINGERPRINT_LABEL } from '../release/images.ts'
import { SEVERITIES } from '../vulnerabilities/severity.ts'

export const ECOSYSTEMS = ['Debian', 'Maven', 'PyPI', 'other'] as const

/** A package of the bill of materials. `other` has no package URL of Debian, Maven or Python: a JDK, the distribution. */
export interface ContentPackage {
  readonly ecosystem: (typeof ECOSYSTEMS)[number]
  readonly name: string
  readonly version: string
  /** An SPDX licence expression; undefined where the bill of materials asserts none. */
  readonly license?: string
  readonly purl?: string
}

export interface ContentFinding {
  readonly id: string
  /** `group:artifact`, a Python project or a Debian package. */
  readonly package: string
  readonly version: string
  readonly severity: (typeof SEVERITIES)[number]
  readonly fixed: readonly string[]
  /** Why it does no harm, as the catalog has it. */
  readonly ignored?: string
}

/** What an OpenVEX statement says of a vulnerability in a package. */
export interface ContentStatement {
  readonly vulnerability: string
  readonly package: string
  readonly status: string
}

export interface ContentLayer {
  readonly digest: Digest
  readonly stage: string
  /** Compressed, as a node pulls them. */
  readonly bytes: number
}

/** An image of one platform. What nothing attached tells is undefined. */
export interface ImageContent {
  readonly digest: Digest
  readonly platform: string
  readonly cell?: string
  /** Bytes of the configuration, and with all layers. */
  readonly configBytes: number
  readonly compressedBytes: number
  readonly layers: readonly ContentLayer[]
  /** By name: `env PATH`, `entrypoint`, `label …`, `conf spark.…`. */
  readonly settings: ReadonlyMap<string, string>
  readonly packages?: readonly ContentPackage[]
  readonly findings?: readonly ContentFinding[]
  readonly statements?: readonly ContentStatement[]
  readonly record?: AcceptanceRecord
  /** When its acceptance tests were recorded, at the end of its build. */
  readonly built?: string
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[]
}

const list = z.nullish(z.array(z.string()))
const settingsSchema = z.object({
  config: z.nullish(
    z.object({
      Env: list,
      Entrypoint: list,
      Cmd: list,
      User: z.nullish(z.string()),
      WorkingDir: z.nullish(z.string()),
      ExposedPorts: z.nullish(z.record(z.string(), z.unknown())),
      Labels: z.nullish(z.record(z.string(), z.string())),
    }),
  ),
})

/** Labels that are another with every build, or say what the digest says already. */
const IDENTITY = [FINGERPRINT_LABEL, 'org.opencontainers.image.created', 'org.opencontainers.image.revision']

/** How an image starts and what it is labelled with (image-spec, config.md). @throws RegistryError as parseJson(). */
export function parseSettings(bytes: Uint8Array, what: string): Map<string, string> {
  const { config } = parseJson(settingsSchema, bytes, what, 'an image configuration')
  const { Env, Entrypoint, Cmd, User, WorkingDir, ExposedPorts, Labels } = config ?? {}
  const own = Object.entries(Labels ?? {}).filter(([name]) => !IDENTITY.includes(name))
  const all: (readonly [string, string | null | undefined])[] = [
    ...(Env ?? []).map((line) => {
      const [name = '', value = ''] = line.split(/=(.*)/s)
      return [`env ${name}`, value] as const
    }),
    ['entrypoint', Entrypoint && JSON.stringify(Entrypoint)],
    ['command', Cmd && JSON.stringify(Cmd)],
    ['user', User],
    ['working directory', WorkingDir],
    ['ports', ExposedPorts && Object.keys(ExposedPorts).sort().join(' ')],
    ...own.map(([name, value]) => [`label ${name}`, value] as const),
  ]
  return new Map(all.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** Keys and values of a spark-defaults.conf; of two lines with one key the last counts. */
export function parseDefaults(text: string): Map<string, string> {
  const lines = text.split('\n').flatMap((line) => {
    const [, key, value = ''] = /^\s*([^\s#!=:][^\s=:]*)[\s=:]*(.*?)\s*$/.exec(line) ?? []
    return key === undefined ? [] : [[`conf ${key}`, value] as const]
  })
  return new Map(lines)
}

const spdxPackage = z.object({
  SPDXID: z.string(),
  name: z.string(),
  versionInfo: z.optional(z.string()),
  licenseDeclared: z.optional(z.string()),
  checksums: z.optional(z.array(z.object({ checksumValue: z.string() }))),
  externalRefs: z.optional(z.array(z.object({ referenceType: z.string(), referenceLocator: z.string() }))),
})

const spdx = z.object({
  packages: z.array(spdxPackage),
  relationships: z.array(z.object({ relatedSpdxElement: z.string(), relationshipType: z.string() })),
})

/**
 * The packages of an SPDX 2.3 document that was made for the image at `digest`, each version once.
 * @throws RegistryError when it is of another form, or about another image.
 */
export function parsePackages(bytes: Uint8Array, digest: Digest): ContentPackage[] {
  const what = `the bill of materials of ${digest}`
  const { packages, relationships } = parseJson(spdx, bytes, what, 'an SPDX document')
  const described = relationships.find(({ relationshipType }) => relationshipType === 'DESCRIBES')
  const image = packages.find(({ SPDXID }) => SPDXID === described?.relatedSpdxElement)
  if (image?.checksums?.some(({ checksumValue }) => checksumValue === hexOf(digest)) !== true)
    throw new RegistryError(`${what} is about another image`)
  const found = new Map<string, ContentPackage>()
  for (const one of packages) {
    if (one === image) continue
    const { name, versionInfo: version = '', licenseDeclared, externalRefs = [] } = one
    const license = licenseDeclared === 'NOASSERTION' ? undefined : licenseDeclared
    const purl = externalRefs.find(({ referenceType }) => referenceType === 'purl')?.referenceLocator
    const listed = { ...named(purl, name), version, license, purl }
    const key = `${listed.ecosystem} ${listed.name} ${version}`
    // A jar that is in the image by itself has a licence, and not where it is shaded into others.
    if (found.get(key)?.license === undefined) found.set(key, listed)
  }
  return [...found.values()]
}

const PURL = /^pkg:(deb|maven|pypi)\/([^@?#]+)@/

/** What a package is called, by its package URL (github.com/package-url/purl-spec), or else as the document does. */
function named(purl = '', name = ''): Pick<ContentPackage, 'ecosystem' | 'name'> {
  const [, type, path = ''] = PURL.exec(purl) ?? []
  const [last = '', group = ''] = decoded(path).split('/').reverse()
  if (type === 'deb' && last !== '') return { ecosystem: 'Debian', name: last }
  if (type === 'pypi' && last !== '') return { ecosystem: 'PyPI', name: normalizedPython(last) }
  if (type === 'maven' && group !== '') return { ecosystem: 'Maven', name: `${group}:${last}` }
  return { ecosystem: 'other', name }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const subject = z.array(z.object({ digest: z.object({ sha256: z.string() }) }))

const scanSchema = z.object({
  subject,
  predicate: z.object({
    scanner: z.object({
      result: z.object({
        findings: z.array(
          z.object({
            id: z.string(),
            package: z.string(),
            version: z.string(),
            severity: z.enum(SEVERITIES),
            fixed: z.array(z.string()),
            ignored: z.optional(z.string()),
          }),
        ),
      }),
    }),
  }),
})

/** The findings of a scan record (src/vulnerabilities/attestation.ts). @throws RegistryError as parsePackages(). */
export function parseFindings(bytes: Uint8Array, digest: Digest): ContentFinding[] {
  const what = `the scan record of ${digest}`
  const parsed = parseJson(scanSchema, bytes, what, 'one of ours')
  checkSubject(parsed.subject, digest, what)
  const { findings } = parsed.predicate.scanner.result
  return findings.map((finding) => ({ ...finding, package: named(finding.package, finding.package).name }))
}

const vexSchema = z.object({
  subject,
  predicate: z.object({
    statements: z.array(
      z.object({
        vulnerability: z.object({ name: z.string() }),
        status: z.string(),
        products: z.array(z.object({ subcomponents: z.optional(z.array(z.object({ '@id': z.string() }))) })),
      }),
    ),
  }),
})

/** The statements of an OpenVEX document (src/attest/vex.ts). @throws RegistryError as parsePackages(). */
export function parseStatements(bytes: Uint8Array, digest: Digest): ContentStatement[] {
  const what = `the statements on vulnerabilities of ${digest}`
  const parsed = parseJson(vexSchema, bytes, what, 'an OpenVEX document')
  checkSubject(parsed.subject, digest, what)
  const all = parsed.predicate.statements.flatMap(({ vulnerability, status, products }) =>
    products.flatMap(({ subcomponents = [] }) =>
      subcomponents.map(({ '@id': id }) => {
        // Without a version: a purl of a package that was left out has none.
        const name = named(id.includes('@') ? id : `${id}@`, id).name
        return { vulnerability: vulnerability.name, package: name, status }
      }),
    ),
  )
  return [...new Map(all.map((one) => [`${one.vulnerability} ${one.package}`, one])).values()]
}

function checkSubject(subjects: z.infer<typeof subject>, digest: Digest, what: string): void {
  if (subjects.some(({ digest: { sha256 } }) => sha256 === hexOf(digest))) return
  throw new RegistryError(`${what} is about another image`)
}
