/** Identifies a jar: its Maven coordinates, and those of what is shaded into it. */
import { inflateRawSync } from 'node:zlib'

interface Coordinates {
  readonly group: string
  readonly artifact: string
  readonly version: string
}

export interface JarContent {
  /** Of META-INF/maven/…/pom.properties, sorted; a shaded jar has those of all that is in it. */
  readonly poms: readonly Coordinates[]
  /** Main attributes of META-INF/MANIFEST.MF. */
  readonly manifest: ReadonlyMap<string, string>
}

const POM = /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.properties$/
const MANIFEST = 'META-INF/MANIFEST.MF'
/** Both kinds of file are a few lines; some manifests list every class. */
const MAX_BYTES = 4 * 1024 * 1024

/** Reads what identifies a jar. Entries that can't be read are left out, as jars are made by all kinds of tools. */
export function readJar(bytes: Buffer): JarContent {
  const poms = new Map<string, Coordinates>()
  let manifest: ReadonlyMap<string, string> = new Map()
  for (const [name, position] of centralDirectory(bytes)) {
    if (name === MANIFEST) manifest = parseManifest(String(contentOf(bytes, position)))
    else if (POM.test(name)) {
      const pom = parsePom(String(contentOf(bytes, position)))
      if (pom !== undefined) poms.set(Object.values(pom).join(':'), pom)
    }
  }
  const sorted = [...poms].sort(([a], [b]) => (a < b ? -1 : 1))
  return { poms: sorted.map(([, pom]) => pom), manifest }
}

/** Names of the entries, and where each is in the central directory. */
function* centralDirectory(bytes: Buffer): Generator<[name: string, position: number]> {
  // The end record is 22 bytes and a comment of at most 65,535.
  const end = bytes.lastIndexOf('PK\u0005\u0006', -22, 'latin1')
  if (end < 0 || end < bytes.length - 22 - 0xffff) return
  let position = bytes.readUInt32LE(end + 16)
  while (position + 46 <= end && bytes.readUInt32LE(position) === 0x02014b50) {
    const length = bytes.readUInt16LE(position + 28)
    yield [bytes.toString('utf8', position + 46, position + 46 + length), position]
    position += 46 + length + bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32)
  }
}

/** The content of the entry that the central directory has at a position; empty if it can't be read. */
function contentOf(bytes: Buffer, position: number): Buffer {
  const method = bytes.readUInt16LE(position + 10)
  const compressed = bytes.readUInt32LE(position + 20)
  const offset = bytes.readUInt32LE(position + 42)
  try {
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const content = bytes.subarray(start, start + compressed)
    if (method === 0) return content.subarray(0, MAX_BYTES)
    return method === 8 ? inflateRawSync(content, { maxOutputLength: MAX_BYTES }) : Buffer.alloc(0)
  } catch {
    return Buffer.alloc(0)
  }
}

function parsePom(text: string): Coordinates | undefined {
  const values = new Map([...text.matchAll(/^(\w+)\s*=\s*(\S+)\s*$/gm)].map(([, key, value]) => [key, value]))
  const [group, artifact, version] = ['groupId', 'artifactId', 'version'].map((key) => values.get(key))
  return group && artifact && version ? { group, artifact, version } : undefined
}

/** Lines of at most 72 bytes; a space goes on with the one before. The first empty line ends the main part. */
function parseManifest(text: string): ReadonlyMap<string, string> {
  const [main = ''] = text.replaceAll('\r\n', '\n').split('\n\n')
  const lines = main.replaceAll('\n ', '').split('\n')
  return new Map(lines.map((line) => line.split(/: (.*)/s)).map(([key = '', value = '']) => [key, value]))
}

/**
 * By a jar's file name `artifact-version.jar` and what it says of itself: the pom of that artifact, or else a bundle's
 * symbolic name that ends in it, or the organization that sbt writes.
 */
export function identify(file: string, { poms, manifest }: JarContent) {
  const name = file.replace(/\.jar$/, '')
  const own = poms
    .filter(({ artifact, version }) => name === artifact || name.startsWith(`${artifact}-${version}`))
    .sort((a, b) => b.artifact.length - a.artifact.length)[0]
  if (own !== undefined) return own
  const [, artifact = name, version] = /^(.+?)-(\d.*)$/.exec(name) ?? []
  const plain = artifact.replace(/_\d+\.\d+$/, '')
  const [symbolic = ''] = (manifest.get('Bundle-SymbolicName') ?? '').split(';')
  if (symbolic.endsWith(`.${plain}`))
    return { artifact, version, group: symbolic.slice(0, -plain.length - 1) }
  const isSbt = plain !== artifact && manifest.get('Implementation-Version') === version
  return { artifact, version, group: isSbt ? manifest.get('Implementation-Vendor-Id') : undefined }
}
