/** The packages of an image, from its lockfiles and from the files found in it. */
import { posix } from 'node:path'
import type { SparkChange } from '../catalog/artifacts.ts'
import type { BroughtJars, LockedArtifact } from '../catalog/lockfile.ts'
import { identify } from './jar.ts'
import {
  type AttestedImage,
  lockedPurl,
  mavenPurl,
  normalizedPython,
  type Package,
  purl,
  pypiPurl,
} from './package.ts'
import type { FoundFiles, FoundJar, FoundText } from './scan.ts'

/** Where the jars of Spark's distribution are. */
const SPARK_JARS = 'opt/spark/jars/'

/** Files found in an image: the path of each, and its name without the folder. */
type Found<T> = readonly (T & { readonly path: string; readonly file: string })[]

/** Each package once, in a fixed order: what lockfiles pin, what dpkg installed, and other jars, distributions and JDKs. */
export function listPackages(
  { cell, locked, brought }: Pick<AttestedImage, 'cell' | 'locked' | 'brought'>,
  files: FoundFiles,
): Package[] {
  const found = [...files].map(([path, it]) => ({ ...it, path, file: posix.basename(path) }))
  const jars = found.filter((it) => it.kind === 'jar')
  const texts = found.filter((it) => it.kind === 'text')
  const textOf = (wanted: string): string => texts.find(({ path }) => path === wanted)?.text ?? ''
  const os = osPackage(textOf('usr/lib/os-release') || textOf('etc/os-release'))
  const databases = texts.filter(({ path }) => path.startsWith('var/lib/dpkg/'))
  const paragraphs = databases.flatMap(({ text }) => text.split(/\n{2,}/))
  const java = javaPackages(texts)
  return [
    ...lockedPackages(locked, jars, cell.changes),
    ...(os ? [os] : []),
    ...paragraphs.flatMap((paragraph) => debianPackage(paragraph, os)),
    ...java,
    ...jarPackages(jars, locked, brought, java),
    ...pythonPackages(texts, locked),
  ]
}

/** Debian packages of an image with their versions, by name. */
export function debianVersions(packages: readonly Package[]): Record<string, string> {
  const debian = packages.filter(({ kind }) => kind === 'debian')
  return Object.fromEntries(debian.map(({ name, version = '' }) => [name, version]))
}

function lockedPackages(
  locked: readonly LockedArtifact[],
  jars: Found<FoundJar>,
  changes: readonly SparkChange[],
): Package[] {
  const byFile = new Map(jars.map((found) => [found.file, found]))
  // images/build/trim_jars.py takes other platforms' jars out of Spark's: these were downloaded only.
  const replaced = new Set(changes.map(({ name }) => name))
  const isThere = ({ name, file }: LockedArtifact): boolean => byFile.has(file) || !replaced.has(name)
  return locked.filter(isThere).map((artifact) => {
    const { name, version, sha256, license, file } = artifact
    const found = byFile.get(file)
    const changed =
      found === undefined || found.sha256 === sha256
        ? ''
        : `; reduced for the image, where /${found.path} has the sha256 ${found.sha256}`
    return {
      kind: 'locked',
      name,
      version,
      purl: lockedPurl(artifact),
      sha256,
      license,
      file,
      source: `downloaded as its lockfile pins it${changed}`,
      contains: found && shaded(found),
    }
  })
}

/** The distribution that an image is made of, by os-release (its man page); undefined when it names none. */
function osPackage(text: string): Package | undefined {
  const lines = text.matchAll(/^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/gm)
  const values = new Map([...lines].map(([, key, double, single, plain]) => [key, double ?? single ?? plain]))
  const name = values.get('ID')
  if (!name) return undefined
  const source = `the image's os-release: ${values.get('PRETTY_NAME') ?? name}`
  // A rolling distribution has no version.
  return { kind: 'os', name, version: values.get('VERSION_ID') || undefined, source }
}

/** The package that a paragraph of dpkg's database has as installed (dpkg(1), deb-control(5)). */
function debianPackage(paragraph: string, os: Package | undefined): Package[] {
  const lines = paragraph.matchAll(/^([A-Za-z-]+): *(.*)$/gm)
  const fields = new Map([...lines].map(([, key, value]) => [key, value]))
  const [name, version, maintainer] = ['Package', 'Version', 'Maintainer'].map((key) => fields.get(key))
  // Distroless databases have no Status: what is in them is installed.
  const isInstalled = / installed$/.test(fields.get('Status') ?? ' installed')
  if (name === undefined || version === undefined || !isInstalled) return []
  // The source package, which security trackers go by, where it is another: `gcc-12 (12.2.0-14)`.
  const [, from, fromVersion] = /^(\S+)(?: \((\S+)\))?$/.exec(fields.get('Source') ?? '') ?? []
  const qualifiers = {
    arch: fields.get('Architecture'),
    distro: os?.version && `${os.name}-${os.version}`,
    upstream: from && [from, fromVersion].filter(Boolean).join('@'),
  }
  return [
    {
      kind: 'debian',
      name,
      version,
      purl: purl(['deb', os?.name ?? 'debian', name], version, qualifiers),
      supplier: maintainer && supplierOf(maintainer),
      // In the words by which Trivy finds the source package.
      source: `built package from: ${from ?? name} ${fromVersion ?? version}`,
    },
  ]
}

/** SPDX has organizations and persons; Debian's maintainers are mostly teams. */
function supplierOf(maintainer: string): string {
  const [, name = maintainer, email] = /^(.*?)\s*<([^>]*)>$/.exec(maintainer) ?? []
  const plain = name.replaceAll('"', '').trim()
  const kind = /team|maintainers|developers|group/i.test(plain) ? 'Organization' : 'Person'
  return `${kind}: ${plain}${email ? ` (${email})` : ''}`
}

/** Jars that no lockfile names, as those that come within Spark's own distribution; not a JDK's own. */
function jarPackages(
  jars: Found<FoundJar>,
  locked: readonly LockedArtifact[],
  brought: BroughtJars,
  java: readonly Package[],
): Package[] {
  const known = new Set(locked.map(({ file }) => file))
  const libraries = java.map(({ file = '' }) => `${file.slice(0, -'release'.length)}lib/`)
  const others = jars.filter(
    ({ path, file }) => !known.has(file) && !libraries.some((library) => path.startsWith(library)),
  )
  return others.map((jar) => {
    const { path, file, sha256 } = jar
    const { group, artifact, version } = identify(file, jar)
    const own = { name: group === undefined ? artifact : `${group}:${artifact}`, version }
    const named = path.startsWith(SPARK_JARS) ? brought.named.get(file) : undefined
    const known = named ?? own
    return {
      kind: 'jar',
      ...known,
      purl:
        known.version === undefined || !known.name.includes(':')
          ? undefined
          : mavenPurl(known.name, known.version),
      sha256,
      file: path,
      source: `found in the image at /${path}${proof(path, file, brought)}`,
      contains: shaded(jar),
    }
  })
}

/** What is known of a jar of the distribution, whatever was done to it for the image. */
function proof(path: string, file: string, { isProved, unproved }: BroughtJars): string {
  if (!isProved || !path.startsWith(SPARK_JARS)) return ''
  const reason = unproved.get(file)
  const what = reason === undefined ? "has the repository's checksum" : `${reason}: known by its name`
  return `; the one in Spark's distribution ${what}`
}

function shaded(jar: Found<FoundJar>[number]): Package[] {
  const own = identify(jar.file, jar)
  const others = jar.poms.filter(({ group, artifact }) => group !== own.group || artifact !== own.artifact)
  return others.map(({ group, artifact, version }) => {
    const name = `${group}:${artifact}`
    const source = `its pom.properties in ${jar.file}`
    return { kind: 'jar', name, version, purl: mavenPurl(name, version), source }
  })
}

/** Python distributions that no lockfile names. */
function pythonPackages(texts: Found<FoundText>, locked: readonly LockedArtifact[]): Package[] {
  const id = (name: string, version: string): string => `${normalizedPython(name)}@${version}`
  const pinned = locked.filter(({ kind }) => kind === 'pypi')
  const known = new Set(pinned.map(({ name, version }) => id(name, version)))
  return texts.flatMap(({ path, text }): Package[] => {
    if (!path.endsWith('.dist-info/METADATA')) return []
    const [head = ''] = text.split(/\r?\n\r?\n/)
    const [name, version] = ['Name', 'Version'].map(
      (key) => new RegExp(`^${key}: *(\\S+)\\s*$`, 'm').exec(head)?.[1],
    )
    if (name === undefined || version === undefined || known.has(id(name, version))) return []
    const source = `found in the image at /${path}`
    return [{ kind: 'python', name, version, purl: pypiPurl(name, version), file: path, source }]
  })
}

/** JDKs by their release file (https://openjdk.org/jeps/223), which a runtime made by jlink keeps. */
function javaPackages(texts: Found<FoundText>): Package[] {
  const releases = texts.filter(({ file }) => file === 'release')
  return releases.flatMap(({ path, text }): Package[] => {
    const [runtime, java, implementor] = ['JAVA_RUNTIME_VERSION', 'JAVA_VERSION', 'IMPLEMENTOR'].map(
      (key) => new RegExp(`^${key}="([^"]*)"`, 'm').exec(text)?.[1],
    )
    const version = runtime ?? java
    if (version === undefined) return []
    return [
      {
        kind: 'java',
        name: 'openjdk',
        version,
        purl: purl(['generic', 'openjdk'], version),
        supplier: implementor && `Organization: ${implementor}`,
        file: path,
        source: `found in the image at /${path}`,
      },
    ]
  })
}
