/** The packages of an image, from its lockfiles and from the files found in it. */
import type { LockedArtifact } from '../catalog/locks.ts'
import { debianPackages, parseOsRelease } from './debian.ts'
import { identify, idOf } from './jar.ts'
import { encode, lockedPurl, mavenPurl, normalizedPython, type Package, purl, pypiPurl } from './package.ts'
import type { FoundFiles, FoundJar } from './scan.ts'

/**
 * Lists the packages of an image: what its lockfiles pin, what dpkg installed, and the other jars, Python
 * distributions and JDKs in it. Each package is listed once, in a fixed order.
 */
export function listPackages(locked: readonly LockedArtifact[], files: FoundFiles): Package[] {
  const text = (path: string): string => {
    const found = files.get(path)
    return found?.kind === 'text' ? found.text : ''
  }
  const os = parseOsRelease(text('usr/lib/os-release') || text('etc/os-release'))
  const java = javaPackages(files)
  return [
    ...lockedPackages(locked, files),
    ...(os === undefined ? [] : [os.package]),
    ...debianPackages(
      [...files].flatMap(([path, found]) =>
        path.startsWith('var/lib/dpkg/') && found.kind === 'text' ? [found.text] : [],
      ),
      os,
    ),
    ...java,
    ...jarPackages(files, locked, java),
    ...pythonPackages(files, locked),
  ]
}

function lockedPackages(locked: readonly LockedArtifact[], files: FoundFiles): Package[] {
  const jars = jarsByName(files)
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
      source: `downloaded as its lockfile pins it${changed}`,
      contains: found && shaded(found.jar, artifact.file),
    }
  })
}

function jarsByName(files: FoundFiles): Map<string, { path: string; jar: FoundJar }> {
  const jars = [...files].flatMap(([path, jar]) => (jar.kind === 'jar' ? [{ path, jar }] : []))
  return new Map(jars.map((found) => [nameOf(found.path), found]))
}

/** Jars that no lock names, as those that come within Spark's own distribution; not a JDK's own. */
function jarPackages(
  files: FoundFiles,
  locked: readonly LockedArtifact[],
  java: readonly Package[],
): Package[] {
  const known = new Set(locked.map(({ file }) => file))
  const homes = java.map(({ file = '' }) => file.slice(0, -'release'.length))
  return [...files].flatMap(([path, jar]) => {
    if (jar.kind !== 'jar' || known.has(nameOf(path))) return []
    if (homes.some((home) => path.startsWith(`${home}lib/`))) return []
    const { group, artifact, version } = identify(nameOf(path), jar)
    const identified = group !== undefined && version !== undefined
    return [
      {
        kind: 'jar' as const,
        name: group === undefined ? artifact : `${group}:${artifact}`,
        version,
        purl: identified ? mavenPurl(`${group}:${artifact}`, version) : undefined,
        sha256: jar.sha256,
        file: path,
        source: `found in the image at /${path}`,
        contains: shaded(jar, nameOf(path)),
      },
    ]
  })
}

/** What else a jar says that it is made of. */
function shaded(jar: FoundJar, file: string): Package[] {
  const own = identify(file, jar)
  const others = jar.poms.filter(({ group, artifact }) => group !== own.group || artifact !== own.artifact)
  const unique = new Map(others.map((pom) => [idOf(pom), pom]))
  return [...unique.values()].map(({ group, artifact, version }) => {
    const name = `${group}:${artifact}`
    const source = `its pom.properties in ${file}`
    return { kind: 'jar', name, version, purl: mavenPurl(name, version), source }
  })
}

/** Python distributions that no lock names. */
function pythonPackages(files: FoundFiles, locked: readonly LockedArtifact[]): Package[] {
  const id = (name: string, version: string): string => `${normalizedPython(name)}@${version}`
  const known = new Set(
    locked.filter(({ kind }) => kind === 'pypi').map(({ name, version }) => id(name, version)),
  )
  return [...files].flatMap(([path, found]) => {
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
function javaPackages(files: FoundFiles): Package[] {
  return [...files].flatMap(([path, found]) => {
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
        purl: purl(`generic/${encode('openjdk')}`, version),
        supplier: supplier && `Organization: ${supplier}`,
        file: path,
        source: `found in the image at /${path}`,
      },
    ]
  })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
