/** Identifies a jar: its Maven coordinates, and those of what is shaded into it. */
import { inflateRawSync } from 'node:zlib'

/** Maven coordinates as a jar itself states them. */
export interface Coordinates {
  readonly group: string
  readonly artifact: string
  readonly version: string
}

/** What a jar says of itself. */
export interface JarContent {
  /** Of META-INF/maven/…/pom.properties; a shaded jar has those of all that is in it. */
  readonly poms: readonly Coordinates[]
  /** Main attributes of META-INF/MANIFEST.MF. */
  readonly manifest: ReadonlyMap<string, string>
}

const POM = /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/
const MANIFEST = 'META-INF/MANIFEST.MF'
/** Both kinds of file are a few lines; some manifests list every class. */
const MAX_BYTES = 4 * 1024 * 1024

/**
 * Reads what identifies a jar. Entries that can't be read are left out, as jars are made by all kinds of tools.
 */
export function readJar(bytes: Buffer): JarContent {
  const poms: Coordinates[] = []
  let manifest: ReadonlyMap<string, string> = new Map()
  for (const entry of centralDirectory(bytes)) {
    if (entry.name !== MANIFEST && !POM.test(entry.name)) continue
    const text = contentOf(bytes, entry)?.toString('utf8') ?? ''
    if (entry.name === MANIFEST) manifest = parseManifest(text)
    else poms.push(...parsePom(text))
  }
  return { poms: poms.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)), manifest }
}

interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly compressed: number
  readonly offset: number
}

function* centralDirectory(bytes: Buffer): Generator<ZipEntry> {
  // The end record is 22 bytes and a comment of at most 65,535.
  const end = bytes.lastIndexOf('PK\u0005\u0006', -22, 'latin1')
  if (end < 0 || end < bytes.length - 22 - 0xffff) return
  let position = bytes.readUInt32LE(end + 16)
  while (position + 46 <= end && bytes.readUInt32LE(position) === 0x02014b50) {
    const length = bytes.readUInt16LE(position + 28)
    const extra = bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32)
    yield {
      name: bytes.toString('utf8', position + 46, position + 46 + length),
      method: bytes.readUInt16LE(position + 10),
      compressed: bytes.readUInt32LE(position + 20),
      offset: bytes.readUInt32LE(position + 42),
    }
    position += 46 + length + extra
  }
}

function contentOf(bytes: Buffer, { method, compressed, offset }: ZipEntry): Buffer | undefined {
  if (offset + 30 > bytes.length) return undefined
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const content = bytes.subarray(start, start + compressed)
  if (method === 0) return content.subarray(0, MAX_BYTES)
  if (method !== 8) return undefined
  try {
    return inflateRawSync(content, { maxOutputLength: MAX_BYTES })
  } catch {
    return undefined
  }
}

function parsePom(text: string): Coordinates[] {
  const values = new Map([...text.matchAll(/^(\w+)\s*=\s*(\S+)\s*$/gm)].map(([, key, value]) => [key, value]))
  const [group, artifact, version] = ['groupId', 'artifactId', 'version'].map((key) => values.get(key))
  return group && artifact && version ? [{ group, artifact, version }] : []
}

/** Lines of at most 72 bytes; a space goes on with the one before. The first empty line ends the main part. */
function parseManifest(text: string): ReadonlyMap<string, string> {
  const [main = ''] = text.replaceAll('\r\n', '\n').split('\n\n')
  const lines = main.replaceAll('\n ', '').split('\n')
  return new Map(lines.map((line) => [line.split(': ')[0] ?? '', line.split(': ').slice(1).join(': ')]))
}

/** `group:artifact:version`. */
export function idOf({ group, artifact, version }: Coordinates): string {
  return `${group}:${artifact}:${version}`
}

/** Who a jar is: name and version, and its group when it says so. */
export interface JarIdentity {
  readonly group?: string
  readonly artifact: string
  readonly version?: string
}

/**
 * Identifies a jar by its file name `artifact-version.jar` and by what it says of itself: the pom of that
 * artifact, or else a bundle's symbolic name that ends in it, or the organization that sbt writes.
 */
export function identify(file: string, { poms, manifest }: JarContent): JarIdentity {
  const name = file.replace(/\.jar$/, '')
  const own = poms
    .filter(({ artifact, version }) => name === artifact || name.startsWith(`${artifact}-${version}`))
    .sort((a, b) => b.artifact.length - a.artifact.length)[0]
  if (own !== undefined) return own
  const [, artifact = name, version] = /^(.+?)-(\d.*)$/.exec(name) ?? []
  return { artifact, version, group: groupOf(artifact, version, manifest) }
}

function groupOf(
  artifact: string,
  version: string | undefined,
  manifest: ReadonlyMap<string, string>,
): string | undefined {
  const plain = artifact.replace(/_\d+\.\d+$/, '')
  const [symbolic = ''] = (manifest.get('Bundle-SymbolicName') ?? '').split(';')
  if (symbolic.endsWith(`.${plain}`)) return symbolic.slice(0, -plain.length - 1)
  const isSbt = plain !== artifact && manifest.get('Implementation-Version') === version
  return isSbt ? manifest.get('Implementation-Vendor-Id') : undefined
}
