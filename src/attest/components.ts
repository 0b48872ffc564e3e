import type { LockedArtifact } from '../catalog/locks.ts'
import { debianComponents, parseOsRelease } from './debian.ts'
import { type Coordinates, identify, idOf } from './jar.ts'
import { lockedPurl, mavenPurl, normalizedPython, part, purl, pypiPurl } from './purl.ts'
import type { Findings, FoundJar } from './scan.ts'

/** One part of an image, as a bill of materials lists it. */
export interface Component {
  /** `locked` was downloaded by a lock; the others were found in the image. */
  readonly kind: 'locked' | 'debian' | 'os' | 'java' | 'jar' | 'python'
  readonly name: string
  readonly version?: string
  /** Package URL, where it is known who published it. */
  readonly purl?: string
  /** 64 hex digits, of the file as it was published or as it was found. */
  readonly sha256?: string
  /** An SPDX licence expression, where one is known. */
  readonly license?: string
  readonly supplier?: string
  /** File name of the download, or path in the image. */
  readonly file?: string
  /** How it is known. */
  readonly source: string
  /** What a shaded jar has in it. */
  readonly contains?: readonly Component[]
}

/**
 * All parts of an image: what its locks brought, what dpkg installed, and the jars, Python distributions and
 * JDKs that are there beside these. Each once, in a fixed order.
 */
export function componentsOf(locked: readonly LockedArtifact[], findings: Findings): Component[] {
  const text = (path: string): string => {
    const found = findings.get(path)
    return found?.kind === 'text' ? found.text : ''
  }
  const os = parseOsRelease(text('usr/lib/os-release') || text('etc/os-release'))
  const java = javaComponents(findings)
  return [
    ...lockedComponents(locked, findings),
    ...(os === undefined ? [] : [os.component]),
    ...debianComponents(
      [...findings].flatMap(([path, found]) =>
        path.startsWith('var/lib/dpkg/') && found.kind === 'text' ? [found.text] : [],
      ),
      os,
    ),
    ...java,
    ...jarComponents(findings, locked, java),
    ...pythonComponents(findings, locked),
  ]
}

function lockedComponents(locked: readonly LockedArtifact[], findings: Findings): Component[] {
  const jars = jarsByName(findings)
  return locked.map((artifact) => {
    const found = jars.get(artifact.file)
    const changed =
      found === undefined || found.jar.sha256 === artifact.sha256
        ? ''
        : `; reduced for the image, where /${found.path} has the sha256 ${found.jar.sha256}`
    return {
      kind: 'locked',
      name: artifact.name,
      version: artifact.version,
      purl: lockedPurl(artifact),
      sha256: artifact.sha256,
      license: artifact.license,
      file: artifact.file,
      source: `downloaded as its lock pins it${changed}`,
      ...(found === undefined ? {} : shaded(found.jar, artifact.file)),
    }
  })
}

function jarsByName(findings: Findings): Map<string, { path: string; jar: FoundJar }> {
  const jars = [...findings].flatMap(([path, jar]) => (jar.kind === 'jar' ? [{ path, jar }] : []))
  return new Map(jars.map((found) => [nameOf(found.path), found]))
}

/** Jars that no lock names, as those that come within Spark's own distribution; not a JDK's own. */
function jarComponents(
  findings: Findings,
  locked: readonly LockedArtifact[],
  java: readonly Component[],
): Component[] {
  const known = new Set(locked.map(({ file }) => file))
  const homes = java.map(({ file = '' }) => file.slice(0, -'release'.length))
  return [...findings].flatMap(([path, jar]) => {
    if (jar.kind !== 'jar' || known.has(nameOf(path))) return []
    if (homes.some((home) => path.startsWith(`${home}lib/`))) return []
    const { group, artifact, version } = identify(nameOf(path), jar)
    const identified = group !== undefined && version !== undefined
    return [
      {
        kind: 'jar' as const,
        name: group === undefined ? artifact : `${group}:${artifact}`,
        version,
        ...(identified ? { purl: mavenPurl(`${group}:${artifact}`, version) } : {}),
        sha256: jar.sha256,
        file: path,
        source: `found in the image at /${path}`,
        ...shaded(jar, nameOf(path)),
      },
    ]
  })
}

/** What else a jar says that it is made of. */
function shaded(jar: FoundJar, file: string): { contains?: readonly Component[] } {
  const own = identify(file, jar)
  const others = new Map<string, Coordinates>()
  for (const pom of jar.poms) {
    if (pom.group !== own.group || pom.artifact !== own.artifact) others.set(idOf(pom), pom)
  }
  const contains = [...others.values()].map(({ group, artifact, version }): Component => {
    const name = `${group}:${artifact}`
    return {
      kind: 'jar',
      name,
      version,
      purl: mavenPurl(name, version),
      source: `its pom.properties in ${file}`,
    }
  })
  return contains.length === 0 ? {} : { contains }
}

/** Python distributions that no lock names. */
function pythonComponents(findings: Findings, locked: readonly LockedArtifact[]): Component[] {
  const id = (name: string, version: string): string => `${normalizedPython(name)}@${version}`
  const known = new Set(
    locked.filter(({ kind }) => kind === 'pypi').map(({ name, version }) => id(name, version)),
  )
  return [...findings].flatMap(([path, found]) => {
    if (found.kind !== 'text' || !path.endsWith('.dist-info/METADATA')) return []
    const [head = ''] = found.text.split(/\r?\n\r?\n/)
    const field = (name: string): string | undefined =>
      new RegExp(`^${name}: *(\\S+)\\s*$`, 'm').exec(head)?.[1]
    const [name, version] = [field('Name'), field('Version')]
    if (name === undefined || version === undefined || known.has(id(name, version))) return []
    const source = `found in the image at /${path}`
    return [{ kind: 'python' as const, name, version, purl: pypiPurl(name, version), file: path, source }]
  })
}

/** JDKs by their release file (https://openjdk.org/jeps/223), which a runtime made by jlink keeps. */
function javaComponents(findings: Findings): Component[] {
  return [...findings].flatMap(([path, found]) => {
    if (found.kind !== 'text' || nameOf(path) !== 'release') return []
    const value = (key: string): string | undefined =>
      new RegExp(`^${key}="([^"]*)"`, 'm').exec(found.text)?.[1]
    const version = value('JAVA_RUNTIME_VERSION') ?? value('JAVA_VERSION')
    if (version === undefined) return []
    const supplier = value('IMPLEMENTOR')
    return [
      {
        kind: 'java' as const,
        name: 'openjdk',
        version,
        purl: purl(`generic/${part('openjdk')}`, version),
        ...(supplier === undefined ? {} : { supplier: `Organization: ${supplier}` }),
        file: path,
        source: `found in the image at /${path}`,
      },
    ]
  })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
