/** Finds the apt sources of a base image, with the keys that they trust, in the layers that its registry has. */
import { posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { own } from '../catalog/names.ts'
import { cleanPath, type LayerChanges, mergeLayers, removedBy } from '../layout/changes.ts'
import { decompressor } from '../layout/decompress.ts'
import { collector, type Entry, type FileSink, Untar } from '../layout/untar.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { hexOf, sha256 } from '../oci/digest.ts'
import { isIndexType, parseIndex, parseManifest } from '../oci/manifest.ts'
import { parseReference } from '../oci/reference.ts'
import { openBlob } from '../registry/blobs.ts'
import { getManifest } from '../registry/manifests.ts'
import { openRepository, type Repository } from '../registry/repository.ts'
import { ArchiveError } from './apt.ts'

/** One suite of an archive. */
export interface Source {
  readonly uri: string
  readonly suite: string
  /** None of an archive without components, whose suite ends with a `/`. */
  readonly components: readonly string[]
  /** Names of the keyrings in AptSources that its Release may be signed with. */
  readonly keys: readonly string[]
}

/** What apt of a base image asks and trusts: values that are safe in files of apt's. */
export interface AptSources {
  readonly sources: readonly Source[]
  /** Keyrings by a name that their content gives. */
  readonly keys: ReadonlyMap<string, Buffer>
  /** What the base prefers, as apt_preferences(5). */
  readonly preferences: string
}

/** A file of the base, or where a link leads. */
type BaseFile = Buffer | { readonly link: string }
export type BaseFiles = ReadonlyMap<string, BaseFile>

/** Folders that keys may be in. */
const KEYS =
  /^(?:etc\/apt\/(?:trusted\.gpg|(?:trusted\.gpg\.d|keyrings)\/[^/]+)|usr\/share\/keyrings\/[^/]+)$/
const TRUSTED = /^etc\/apt\/trusted\.gpg(?:\.d\/[^/]+\.(?:gpg|asc))?$/
const LISTS = /^etc\/apt\/(?:sources\.list|sources\.list\.d\/[^/]+\.(?:list|sources))$/
const PREFERENCES = /^etc\/apt\/preferences(?:\.d\/[\w-]+(?:\.pref)?)?$/

const MAX_FILE_BYTES = 1024 * 1024
const MAX_FILES = 200
const MAX_SOURCES = 100
/** Compressed bytes of a base; those of CUDA have four gigabytes. */
const MAX_BASE_BYTES = 8 * 1024 ** 3
const MAX_LINKS = 5

/**
 * Reads the apt sources of a base image for one platform.
 * @param reference registry, name and digest, as BaseImage has it
 * @throws RegistryError when the registry can't be read, ArchiveError when the sources are not understood.
 */
export async function readSources(reference: string, platform: string): Promise<AptSources> {
  const { image, reference: digest } = parseReference(reference)
  const repository = openRepository(image)
  const layers: LayerChanges<BaseFile>[] = []
  const listed = await layersOf(repository, digest, platform)
  if (listed.reduce((sum, { size }) => sum + size, 0) > MAX_BASE_BYTES)
    throw new ArchiveError(`the base ${reference} is too large to be read`)
  for (const layer of listed) layers.push(await readLayer(repository, layer))
  return parseSources(mergeLayers(layers), dpkgArchitecture(platform))
}

async function layersOf(repository: Repository, digest: string, platform: string): Promise<Descriptor[]> {
  const stored = await getManifest(repository, digest)
  if (stored === undefined) throw new ArchiveError(`the base ${digest} is not in its registry`)
  const what = `the base ${digest}`
  if (!isIndexType(stored.descriptor.mediaType)) return parseManifest(stored.bytes, what).layers
  const { manifests } = parseIndex(stored.bytes, what)
  const image = manifests.find(({ mediaType, platform: at }) => {
    const name = [at?.os, at?.architecture, at?.variant].filter(Boolean).join('/')
    return !isIndexType(mediaType) && `${name}/`.startsWith(`${platform}/`)
  })
  if (image === undefined) throw new ArchiveError(`the base ${digest} has no image for ${platform}`)
  return layersOf(repository, image.digest, platform)
}

async function readLayer(repository: Repository, layer: Descriptor): Promise<LayerChanges<BaseFile>> {
  const changes = { files: new Map<string, BaseFile>(), removed: new Set<string>() }
  const untar = new Untar((entry) => inspect(changes, entry))
  const bytes = await openBlob(repository, layer)
  try {
    await pipeline(bytes, decompressor(layer.mediaType), async (unpacked: AsyncIterable<Buffer>) => {
      for await (const chunk of unpacked) untar.write(chunk)
    })
  } catch (cause) {
    throw new ArchiveError(`the base's layer ${layer.digest} can't be read`, { cause })
  }
  return changes
}

/** Keeps the content of small files by their paths; nothing of a layer gets a name of its own on this machine's disk. */
function inspect({ files, removed }: LayerChanges<BaseFile>, entry: Entry): FileSink | undefined {
  const path = cleanPath(entry.path)
  const gone = removedBy(path)
  if (gone !== undefined) {
    removed.add(gone)
    return undefined
  }
  if (![KEYS, LISTS, PREFERENCES].some((pattern) => pattern.test(path))) return undefined
  removed.add(path)
  if (files.size >= MAX_FILES) throw new ArchiveError('it has more files of apt than are read')
  if (entry.type === '2') files.set(path, { link: posix.resolve('/', posix.dirname(path), entry.target) })
  else if (entry.type === '1') files.set(path, { link: posix.resolve('/', entry.target) })
  else if (entry.type === '0' && entry.size <= MAX_FILE_BYTES)
    return collector((bytes) => files.set(path, bytes))
  return undefined
}

/** The content of a file behind its links, none of which leads out of what was kept; undefined when there is none. */
function fileAt(files: BaseFiles, path: string): Buffer | undefined {
  let at = path
  for (let hops = 0; hops <= MAX_LINKS; hops++) {
    const found = files.get(cleanPath(at))
    if (found === undefined || Buffer.isBuffer(found)) return found
    at = found.link
  }
  return undefined
}

/**
 * Parses the files of apt's that a base has (sources.list(5)). Of the options only those count that say what is asked
 * and by whom it is signed: none makes an archive trusted that is not signed, or that expired.
 * @throws ArchiveError naming what is not understood, rather than overlook where fixes may come from.
 */
export function parseSources(files: BaseFiles, architecture: string): AptSources {
  const keys = new Map<string, Buffer>()
  const keep = (bytes: Buffer): string => {
    const suffix = bytes.subarray(0, 10).toString('latin1').startsWith('-----BEGIN') ? 'asc' : 'gpg'
    const name = `${hexOf(sha256(bytes)).slice(0, 32)}.${suffix}`
    keys.set(name, bytes)
    return name
  }
  const named = (pattern: RegExp): string[] => [...files.keys()].filter((path) => pattern.test(path)).sort()
  const sources = named(LISTS).flatMap((path) => {
    const text = fileAt(files, path)?.toString('utf8') ?? ''
    const stanzas = path.endsWith('.sources') ? stanzasOf(text) : [...linesOf(text)]
    return stanzas.flatMap((fields) => {
      if (!isAsked(fields, architecture)) return []
      const signers = signersOf(fields, files, () => named(TRUSTED)).map(keep)
      return suitesOf(fields).map((source) => ({ ...source, keys: signers }))
    })
  })
  if (sources.length === 0) throw new ArchiveError('the base has no apt sources')
  if (sources.length > MAX_SOURCES) throw new ArchiveError('the base has more apt sources than are read')
  const preferences = named(PREFERENCES).map((path) => fileAt(files, path)?.toString('utf8') ?? '')
  return { sources, keys, preferences: preferences.join('\n\n') }
}

type Fields = ReadonlyMap<string, string>

/** Stanzas in the form of deb822(5): fields by their name in small letters. */
function stanzasOf(text: string): Fields[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'))
  const paragraphs = lines.join('\n').split(/\n(?:[ \t]*\n)+/)
  return paragraphs.filter((paragraph) => paragraph.trim() !== '').map(fieldsOf)
}

function fieldsOf(paragraph: string): Fields {
  const fields = new Map<string, string>()
  let last = ''
  for (const line of paragraph.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value = ''] = /^([^\s:]+):(.*)$/.exec(line) ?? []
    if (name !== undefined) last = name.toLowerCase()
    else if (!/^[ \t]/.test(line) || last === '')
      throw new ArchiveError('an apt source of the base is not understood')
    fields.set(last, name === undefined ? `${fields.get(last)}\n${line.trim()}` : value.trim())
  }
  return fields
}

/** The same of lines like `deb [signed-by=/KEY] http://… trixie main`. */
function* linesOf(text: string): Generator<Fields> {
  for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
    if (line === '') continue
    const [, types, options = '', uris, suites, components = ''] =
      /^(deb|deb-src)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? []
    if (types === undefined || uris === undefined || suites === undefined)
      throw new ArchiveError('a line of the apt sources of the base is not understood')
    const given = words(options).map((option) => option.split(/[+-]?=(.*)/s))
    const short = { arch: 'architectures', 'signed-by': 'signed-by' } as const
    const named = given.map(([name = '', value = '']) => [
      own(short, name.toLowerCase()) ?? name.toLowerCase(),
      value.replaceAll(',', ' '),
    ])
    const rest = { types, uris, suites, components }
    yield new Map([...named, ...Object.entries(rest)] as [string, string][])
  }
}

const words = (text = ''): string[] => text.split(/\s+/).filter(Boolean)

function isAsked(fields: Fields, architecture: string): boolean {
  const architectures = words(fields.get('architectures'))
  return (
    !/^(?:no|false|without|off|disable|0)$/i.test(fields.get('enabled') ?? '') &&
    words(fields.get('types')).includes('deb') &&
    (architectures.length === 0 || architectures.includes(architecture))
  )
}

/** The suites of a stanza. @throws ArchiveError when a value is none that this program understands. */
function suitesOf(fields: Fields): Omit<Source, 'keys'>[] {
  const components = words(fields.get('components'))
  const suites = words(fields.get('suites'))
  const uris = words(fields.get('uris'))
  if (uris.length === 0 || suites.length === 0)
    throw new ArchiveError('an apt source of the base names no URI or no suite')
  for (const uri of uris) {
    // Others are this machine's own files and disks, or programs.
    if (!/^https?:\/\/[^\s"'\\<>]+$/.test(uri) || !URL.canParse(uri))
      throw new ArchiveError(`an apt source of the base is at ${shown(uri)}, which is not read`)
  }
  for (const name of [...suites, ...components]) {
    const isPlain = /^[\w.~+/-]+$/.test(name) && !name.split('/').includes('..')
    if (!isPlain) throw new ArchiveError(`an apt source of the base names ${JSON.stringify(name)}`)
  }
  const isFlat = (suite: string): boolean => suite.endsWith('/')
  return uris.flatMap((uri) =>
    suites.map((suite) => {
      if (isFlat(suite) !== (components.length === 0))
        throw new ArchiveError(
          `an apt source of the base has a suite ${suite} that does not fit its components`,
        )
      return { uri: uri.replace(/\/*$/, '/'), suite, components }
    }),
  )
}

/** A URI in a message, without a password. */
const shown = (uri: string): string => JSON.stringify(uri.replace(/\/\/.*@/, '//…@').slice(0, 100))

/** The keyrings that a stanza trusts: those that it names or has in it, else all that the base trusts. */
function signersOf(fields: Fields, files: BaseFiles, trusted: () => readonly string[]): Buffer[] {
  const signedBy = fields.get('signed-by') ?? ''
  if (signedBy.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----')) {
    const lines = signedBy.split('\n').map((line) => (line.trim() === '.' ? '' : line.trim()))
    return [Buffer.from(`${lines.join('\n').trim()}\n`)]
  }
  const paths = signedBy.split(/[\s,]+/).filter(Boolean)
  const found = (paths.length > 0 ? paths : trusted()).map((path) => {
    const bytes = fileAt(files, path)
    if (bytes === undefined)
      throw new ArchiveError(
        `the key ${JSON.stringify(path.slice(0, 100))} of an apt source of the base is not found`,
      )
    return bytes
  })
  if (found.length === 0) throw new ArchiveError('the base trusts no key of an archive')
  return found
}

/** Architectures that dpkg and OCI name differently. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  '386': 'i386',
  'arm/v6': 'armel',
  arm: 'armhf',
  'arm/v7': 'armhf',
  'arm64/v8': 'arm64',
  mips64le: 'mips64el',
  ppc64le: 'ppc64el',
}

/** The name that dpkg has for the architecture of a platform, like linux/arm64. */
export function dpkgArchitecture(platform: string): string {
  const name = platform.replace(/^[^/]*\//, '')
  const known = own(ARCHITECTURES, name) ?? name
  if (/^[a-z0-9]+$/.test(known)) return known
  throw new ArchiveError(`which architecture of dpkg's ${platform} is, is not known`)
}
