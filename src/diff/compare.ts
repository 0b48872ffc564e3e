/** Compares two images: values in, values out. */
import { orderOf } from '../versions/order.ts'
import { SEVERITIES } from '../vulnerabilities/severity.ts'
import {
  type ContentLayer,
  type ContentPackage,
  type ContentStatement,
  ECOSYSTEMS,
  type ImageContent,
} from './content.ts'
import type { ImageDiff, PackageChange, VulnerabilityChange } from './schema.ts'

/** What is different in the new one of two images. */
export function diffImages(before: ImageContent, now: ImageContent): ImageDiff {
  const held = new Set(before.layers.map(({ digest }) => digest))
  // A node has each layer once.
  const missing = new Map(
    now.layers.filter(({ digest }) => !held.has(digest)).map((one) => [one.digest, one]),
  )
  const config = before.digest === now.digest ? 0 : now.configBytes
  const [then, later] = [before.record, now.record]
  return {
    cell: now.cell ?? '',
    platform: now.platform,
    old: {
      digest: before.digest,
      built: before.built,
      cell: before.cell === now.cell ? undefined : before.cell,
    },
    new: { digest: now.digest, built: now.built },
    pullBytes: sum([...missing.values()]) + config,
    compressedBytes: { old: before.compressedBytes, new: now.compressedBytes },
    ...(then && later && { unpackedBytes: { old: then.unpackedBytes, new: later.unpackedBytes } }),
    layers: diffLayers(before.layers, now.layers, [...missing.values()]),
    packages: before.packages && now.packages ? diffPackages(before.packages, now.packages) : [],
    licences: before.packages && now.packages ? diffLicences(before.packages, now.packages) : [],
    vulnerabilities: diffFindings(before, now),
    statements: diffStatements(before, now),
    settings: diffValues(before.settings, now.settings),
    tests: then && later ? diffValues(outcomes(then.tests), outcomes(later.tests)) : [],
    unknown: unknownOf(before, now),
  }
}

const sum = (layers: readonly ContentLayer[]): number => layers.reduce((all, { bytes }) => all + bytes, 0)

function outcomes(tests: readonly { readonly name: string; readonly outcome: string }[]) {
  return new Map(tests.map(({ name, outcome }) => [name, outcome]))
}

/** By the stages that layers come from, in the order of the new image. */
function diffLayers(
  before: readonly ContentLayer[],
  now: readonly ContentLayer[],
  missing: readonly ContentLayer[],
): ImageDiff['layers'] {
  const stages = [...new Set([...now, ...before].map(({ stage }) => stage))]
  return stages.map((stage) => {
    const of = (layers: readonly ContentLayer[]): number => sum(layers.filter((one) => one.stage === stage))
    return { stage, old: of(before), new: of(now), pull: of(missing) }
  })
}

interface Versions extends Pick<ContentPackage, 'ecosystem' | 'name'> {
  readonly versions: Set<string>
}

function versionsByName(packages: readonly ContentPackage[]): Map<string, Versions> {
  const found = new Map<string, Versions>()
  for (const { ecosystem, name, version } of packages) {
    const key = `${ecosystem} ${name}`
    const known = found.get(key) ?? { ecosystem, name, versions: new Set() }
    found.set(key, known)
    known.versions.add(version)
  }
  return found
}

/** Packages whose versions differ, by ecosystem and name. */
export function diffPackages(
  before: readonly ContentPackage[],
  now: readonly ContentPackage[],
): PackageChange[] {
  const [old, current] = [versionsByName(before), versionsByName(now)]
  const all = new Map([...old, ...current])
  const changes = [...all].flatMap(([key, { ecosystem, name }]): PackageChange[] => {
    const compare = orderOf(ecosystem)
    const [from, to] = [old.get(key)?.versions, current.get(key)?.versions].map((versions) =>
      [...(versions ?? [])].sort((a, b) => compare(a, b) ?? byText(a, b)),
    )
    if (from === undefined || to === undefined || from.join('\n') === to.join('\n')) return []
    return [{ ecosystem, name, change: changeOf(from, to, compare), old: from, new: to }]
  })
  return changes.sort(
    (a, b) => ECOSYSTEMS.indexOf(a.ecosystem) - ECOSYSTEMS.indexOf(b.ecosystem) || byText(a.name, b.name),
  )
}

/** Of several versions, those that only one image has are compared, the highest with the highest. */
function changeOf(
  from: readonly string[],
  to: readonly string[],
  compare: ReturnType<typeof orderOf>,
): PackageChange['change'] {
  if (from.length === 0) return 'in'
  if (to.length === 0) return 'out'
  const gone = from.filter((version) => !to.includes(version)).at(-1)
  const come = to.filter((version) => !from.includes(version)).at(-1)
  const order = gone === undefined || come === undefined ? undefined : compare(come, gone)
  if (order === undefined || order === 0) return 'changed'
  return order > 0 ? 'up' : 'down'
}

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

function packagesByLicence(packages: readonly ContentPackage[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { license, name } of packages)
    if (license !== undefined) found.set(license, [...(found.get(license) ?? []), name])
  return found
}

function diffLicences(
  before: readonly ContentPackage[],
  now: readonly ContentPackage[],
): ImageDiff['licences'] {
  const [old, current] = [packagesByLicence(before), packagesByLicence(now)]
  const missing = (from: typeof old, to: typeof old, change: 'in' | 'out'): ImageDiff['licences'] =>
    [...from].flatMap(([licence, packages]) =>
      to.has(licence) ? [] : [{ licence, change, packages: packages.sort() }],
    )
  const changes = [...missing(current, old, 'in'), ...missing(old, current, 'out')]
  return changes.sort((a, b) => byText(a.licence, b.licence))
}

/**
 * A scan is as old as its image. What only the new one lists of a package that is in the old image in the same version was
 * published, or found by a database, in between.
 */
function diffFindings(before: ImageContent, now: ImageContent): VulnerabilityChange[] {
  if (before.findings === undefined || now.findings === undefined) return []
  const key = (one: { id: string; package: string }): string => `${one.id} ${one.package}`
  const [old, current] = [before.findings, now.findings].map((all) => new Set(all.map(key)))
  const had = new Set(before.packages?.map(({ name, version }) => `${name} ${version}`))
  const come = now.findings.filter((one) => !old?.has(key(one)))
  const gone = before.findings.filter((one) => !current?.has(key(one)))
  const changes = [
    ...come.map((one) => {
      const isOld = had.has(`${one.package} ${one.version}`)
      return { ...one, change: isOld ? ('published' as const) : ('in' as const) }
    }),
    ...gone.map((one) => ({ ...one, change: 'out' as const })),
  ]
  const order: readonly string[] = ['in', 'published', 'out']
  return changes
    .map(({ id, package: of, version, severity, fixed, change }) => {
      return { id, package: of, version, severity, fixed: [...fixed], change }
    })
    .sort(
      (a, b) =>
        order.indexOf(a.change) - order.indexOf(b.change) ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        byText(key(a), key(b)),
    )
}

function diffStatements(before: ImageContent, now: ImageContent): ImageDiff['statements'] {
  if (before.statements === undefined || now.statements === undefined) return []
  const byKey = (all: readonly ContentStatement[]): Map<string, ContentStatement> =>
    new Map(all.map((one) => [`${one.vulnerability} ${one.package}`, one]))
  const [old, current] = [byKey(before.statements), byKey(now.statements)]
  const changes = [...new Map([...old, ...current])].flatMap(([key, { vulnerability, package: of }]) => {
    const [then, later] = [old.get(key)?.status ?? null, current.get(key)?.status ?? null]
    return then === later ? [] : [{ vulnerability, package: of, old: then, new: later }]
  })
  return changes.sort((a, b) => byText(a.vulnerability, b.vulnerability) || byText(a.package, b.package))
}

function diffValues(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): ImageDiff['settings'] {
  const names = [...new Set([...before.keys(), ...now.keys()])].sort()
  return names.flatMap((name) => {
    const [old, current] = [before.get(name) ?? null, now.get(name) ?? null]
    return old === current ? [] : [{ name, old, new: current }]
  })
}

/** What nothing is said of, as one of the images lacks the document. */
function unknownOf(before: ImageContent, now: ImageContent): string[] {
  const sides = [
    ['old', before],
    ['new', now],
  ] as const
  const lacking = (what: string, of: (content: ImageContent) => unknown): string[] =>
    sides.flatMap(([name, content]) =>
      of(content) === undefined ? [`the ${name} image has no ${what}`] : [],
    )
  return [
    ...lacking(
      'bill of materials: packages, licences and statements are not compared',
      (one) => one.packages,
    ),
    ...lacking('scan record: vulnerabilities are not compared', (one) => one.findings),
    ...lacking('acceptance record: tests and unpacked sizes are not compared', (one) => one.record),
    ...before.problems,
    ...now.problems,
  ]
}
