/**
 * An OCI layout that holds many images: where images are carried by hand (image-spec, image-layout.md).
 *
 * index.json lists every manifest in it, as ORAS does: those with a tag under `org.opencontainers.image.ref.name`, all
 * others without. What is attached to a manifest is found by the subjects of those listed; a layout needs no tags
 * `sha256-…` for that, but such tags of other tools are read.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, isDigest, verify, verifying } from '../oci/digest.ts'
import { ifParsed } from '../oci/json.ts'
import { MEDIA_TYPES, parseIndex, parseManifest } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import type { ImageSource, ImageTarget } from '../registry/copy.ts'
import { PATIENT, type RetryPolicy, waitToRetry } from '../registry/http/retry.ts'
import { type StoredManifest, typeOf } from '../registry/manifests.ts'
import { tagOf } from '../registry/referrers.ts'
import { blobFile, readSmall, readVerified, sizeOf } from './layout.ts'

const REF_NAME = 'org.opencontainers.image.ref.name'
const INDEX = 'index.json'
const MARKER = 'oci-layout'

/** Files that are read at a time. */
const FILES = 8

/** A layout on disk, read when it was opened. */
export interface LayoutFolder extends ImageSource, ImageTarget {
  /** What each tag names. */
  readonly tags: ReadonlyMap<string, Descriptor>
  /**
   * Lists manifests that are in it, and gives tags to some: all by renaming one file. What had such a tag stays without.
   * @param tags digests of some of the manifests, by tag
   */
  publish(manifests: readonly StoredManifest[], tags: ReadonlyMap<string, Digest>): Promise<void>
}

/**
 * Opens an OCI layout, and reads and verifies all manifests that it lists.
 * @param options.create whether it may be empty, or not be there yet
 * @throws ConfigurationError naming the folder if it is no layout, RegistryError if it is damaged.
 */
export async function openLayoutFolder(
  folder: string,
  options: {
    readonly create?: boolean
    readonly note?: (line: string) => void
    /** How often a blob is asked for again whose connection was cut. */
    readonly retries?: RetryPolicy
  } = {},
): Promise<LayoutFolder> {
  const { note = () => {}, retries = PATIENT } = options
  if (options.create) await create(folder)
  const { content, manifests: listed } = await readIndex(folder)
  const tags = new Map(
    listed.flatMap((descriptor) => {
      const tag = descriptor.annotations?.[REF_NAME]
      return tag === undefined ? [] : [[tag, descriptor] as const]
    }),
  )
  const stored = await inParallel(FILES, listed, (descriptor) => readManifest(folder, descriptor))
  const attached = new Map<Digest, Descriptor[]>()
  for (const { descriptor, bytes } of new Map(stored.map((one) => [one.descriptor.digest, one])).values()) {
    const { subject, artifactType, annotations, config } = ifParsed(() => parseManifest(bytes, 'it')) ?? {}
    if (subject === undefined) continue
    const referrer = { ...descriptor, artifactType: artifactType ?? config?.mediaType, annotations }
    attached.set(subject.digest, [...(attached.get(subject.digest) ?? []), referrer])
  }

  async function read(reference: string): Promise<StoredManifest | undefined> {
    const known = isDigest(reference) ? { digest: reference } : tags.get(reference)
    if (known === undefined || (await sizeOf(blobFile(folder, known))) === undefined) return undefined
    return readManifest(folder, known)
  }

  return {
    name: `oci:${folder}`,
    note,
    tags,
    read,
    async referrers(subject) {
      const tagged = await read(tagOf(subject))
      const byTag = tagged && ifParsed(() => parseIndex(tagged.bytes, tagOf(subject), note).manifests)
      const all = [...(attached.get(subject) ?? []), ...(byTag ?? [])]
      return [...new Map(all.map((referrer) => [referrer.digest, referrer])).values()]
    },
    open: (blob, start) => readVerified(folder, blob, start),
    async storeBlob(blob, openSource) {
      if (await isWhole(folder, blob)) return false
      const fill = (file: string): Promise<void> =>
        pipeline(openSource(0), verifying(blob, `blob ${blob.digest}`), createWriteStream(file))
      for (let failed = 1; ; failed++) {
        try {
          await write(blobFile(folder, blob), fill)
          return true
        } catch (error) {
          await waitToRetry(error, failed, retries, note)
        }
      }
    },
    async storeManifest({ descriptor, bytes }) {
      if (await isWhole(folder, descriptor)) return
      await write(blobFile(folder, descriptor), (file) => writeFile(file, bytes))
    },
    // By their subjects, once they are listed.
    attach: async () => {},
    async publish(manifests, named) {
      const index = { ...content, manifests: merge(content.manifests, manifests, named) }
      await write(join(folder, INDEX), (file) => writeFile(file, JSON.stringify(index)))
    },
  }
}

/** Makes a layout of an empty folder, or one that is not there. Its index comes last: without one it is none yet. */
async function create(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).some((name) => name !== 'blobs' && name !== MARKER)) return
    await mkdir(join(folder, 'blobs/sha256'), { recursive: true })
    await writeFile(join(folder, MARKER), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
    const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests: [] }
    await write(join(folder, INDEX), (file) => writeFile(file, JSON.stringify(index)))
  } catch (error) {
    throw new ConfigurationError(`can't write the OCI layout ${folder}: ${messageOf(error)}`)
  }
}

async function readIndex(folder: string) {
  try {
    await readSmall(join(folder, MARKER), `its file ${MARKER}`)
    return parseIndex(await readSmall(join(folder, INDEX), `its ${INDEX}`), `its ${INDEX}`)
  } catch (error) {
    throw new ConfigurationError(
      `${folder} is not an OCI layout: ${messageOf(error)}; name a folder that promote made, or for a new one an empty folder`,
    )
  }
}

/** A manifest of the layout. @throws RegistryError when its bytes are not there, or not those of its digest. */
async function readManifest(
  folder: string,
  { digest, size }: Pick<Descriptor, 'digest'> & { readonly size?: number },
): Promise<StoredManifest> {
  const what = `the manifest ${digest} in the OCI layout ${folder}`
  const bytes = await readSmall(blobFile(folder, { digest }), what).catch((error: unknown) => {
    throw new RegistryError(messageOf(error), { damaged: true })
  })
  verify(bytes, { digest, size: size ?? bytes.length }, what)
  return { descriptor: { mediaType: typeOf(bytes), digest, size: bytes.length }, bytes }
}

/** Whether the folder has a blob, and with the bytes that it should have. */
async function isWhole(folder: string, blob: Descriptor): Promise<boolean> {
  const file = blobFile(folder, blob)
  if ((await sizeOf(file)) !== blob.size) return false
  try {
    await pipeline(createReadStream(file), verifying(blob, 'it').resume())
    return true
  } catch (error) {
    if (error instanceof RegistryError) return false
    throw error
  }
}

/** Writes a file whole, or not at all: it has its name once it is on the disk. */
async function write(file: string, fill: (file: string) => Promise<void>): Promise<void> {
  const part = `${file}.${randomUUID()}.part`
  try {
    await fill(part)
    const handle = await open(part)
    await handle.sync().finally(() => handle.close())
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof RegistryError) throw error
    throw new ConfigurationError(`can't write ${file}: ${messageOf(error)}`)
  }
}

/** An entry of index.json as it is written: anything may be in one of another tool's. */
type Entry = { readonly digest?: unknown; readonly annotations?: Readonly<Record<string, unknown>> } | null

/** The entries of index.json: manifests with their tags, and what else it has. */
function merge(
  before: readonly unknown[],
  manifests: readonly StoredManifest[],
  named: ReadonlyMap<string, Digest>,
): Entry[] {
  const descriptors = new Map(manifests.map(({ descriptor }) => [descriptor.digest, descriptor]))
  const tagged = [...named].flatMap(([tag, digest]) => {
    const descriptor = descriptors.get(digest)
    return descriptor === undefined ? [] : [{ ...descriptor, annotations: { [REF_NAME]: tag } }]
  })
  const kept = before.map((entry) => withoutTag(entry as Entry, named))
  const all: Entry[] = [...tagged, ...kept, ...descriptors.values()]
  const withTag = all.filter((entry) => tagIn(entry) !== undefined)
  // What has a tag needs no entry without one.
  const seen = new Set(withTag.map((entry) => entry?.digest))
  const others = all.filter((entry) => {
    if (tagIn(entry) !== undefined || seen.has(entry?.digest)) return false
    seen.add(entry?.digest)
    return true
  })
  return [...withTag, ...others]
}

const tagIn = (entry: Entry): unknown => entry?.annotations?.[REF_NAME]

/** An entry without its tag, if something else gets that. */
function withoutTag(entry: Entry, named: ReadonlyMap<string, Digest>): Entry {
  const tag = tagIn(entry)
  if (typeof tag !== 'string' || !named.has(tag)) return entry
  const { [REF_NAME]: _, ...annotations } = entry?.annotations ?? {}
  return { ...entry, annotations: Object.keys(annotations).length === 0 ? undefined : annotations }
}
