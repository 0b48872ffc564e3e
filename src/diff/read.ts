/** Reads what is known of images, from a registry or from disk. */
import { SPDX_TYPE } from '../attest/spdx.ts'
import { OPENVEX } from '../attest/vex.ts'
import { RegistryError } from '../errors.ts'
import { cleanPath } from '../layout/changes.ts'
import { decompressor } from '../layout/decompress.ts'
import { stagesOf } from '../layout/measure.ts'
import { collector, Untar } from '../layout/untar.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { compressedBytes, type Manifest, parseImageConfig, parseManifest } from '../oci/manifest.ts'
import { IN_TOTO_TYPE, PREDICATE_TYPE } from '../oci/statement.ts'
import { decodeRecord, TEST_RESULT } from '../plan/record.ts'
import { unlessUnreadable } from '../registry/referrers.ts'
import { CELL_LABEL } from '../release/images.ts'
import { VULNERABILITIES } from '../vulnerabilities/attestation.ts'
import {
  type ImageContent,
  parseDefaults,
  parseFindings,
  parsePackages,
  parseSettings,
  parseStatements,
} from './content.ts'
import type { ImageDocument, ImageSource } from './source.ts'

/** Attached documents of one kind that are read, the newest first, until one is understood. */
const MAX_DOCUMENTS = 5

/**
 * Reads the image of one platform, with the newest of each kind that is attached to it. What is attached and can't be
 * understood is among its problems.
 * @throws RegistryError when the image is gone, is no image, or its registry can't be asked.
 */
export async function readContent(
  source: ImageSource,
  defaultsOf: ReadDefaults = readDefaults,
): Promise<ImageContent> {
  const { digest, name: what } = source
  const manifest = parseManifest(await source.readManifest(), what)
  const [blob, documents] = await Promise.all([source.readBlob(manifest.config), source.listDocuments()])
  const config = parseImageConfig(blob, `the configuration of ${what}`)
  const stages = stagesOf(config.history)
  const layers = manifest.layers.map(({ digest, size }, index) => {
    return { digest, bytes: size, stage: stages[index] ?? 'base' }
  })
  const problems: string[] = []
  const read = <T>(listed: readonly ImageDocument[], parse: (blob: Buffer) => T): Promise<T | undefined> =>
    readNewest(listed, parse, (problem) => problems.push(problem))
  const bills = documents.filter(({ artifactType }) => artifactType === SPDX_TYPE)
  const ofType = (type: string): ImageDocument[] =>
    documents.filter(
      ({ artifactType, annotations }) =>
        artifactType === IN_TOTO_TYPE && annotations?.[PREDICATE_TYPE] === type,
    )
  const [packages, findings, vex, recorded, defaults] = await Promise.all([
    read(bills, (bytes) => parsePackages(bytes, digest)),
    read(ofType(VULNERABILITIES), (bytes) => parseFindings(bytes, digest)),
    read(ofType(OPENVEX), (bytes) => parseStatements(bytes, digest)),
    read(ofType(TEST_RESULT), (bytes) => {
      const { record, flaw = '' } = decodeRecord(bytes, digest)
      if (record === undefined) throw new RegistryError(flaw)
      return record
    }),
    confLayer(manifest, stages, (layer) => defaultsOf(source, layer)),
  ])
  const labels = config.config.Labels
  return {
    digest,
    platform: recorded?.platform ?? `${config.os}/${config.architecture}`,
    cell: recorded?.cell ?? labels[CELL_LABEL],
    configBytes: manifest.config.size,
    compressedBytes: compressedBytes(manifest),
    layers,
    settings: new Map([...parseSettings(blob, `the configuration of ${what}`), ...(defaults ?? [])]),
    packages,
    findings,
    // What has a bill of materials and no statements has none: they are attached where there are any.
    statements: vex ?? (packages && []),
    record: recorded,
    built: newestFirst(ofType(TEST_RESULT)).map(createdAt)[0],
    problems: [
      ...problems,
      ...(defaults === null ? ["Spark's defaults can't be read from their layer"] : []),
    ],
  }
}

const createdAt = ({ annotations }: ImageDocument): string =>
  annotations?.['org.opencontainers.image.created'] ?? ''

function newestFirst(listed: readonly ImageDocument[]): ImageDocument[] {
  return listed.toSorted((a, b) => createdAt(b).localeCompare(createdAt(a)))
}

/** Anybody who may write to the repository may attach anything: what is none of ours hides none. */
async function readNewest<T>(
  listed: readonly ImageDocument[],
  parse: (blob: Buffer) => T,
  note: (problem: string) => void,
): Promise<T | undefined> {
  for (const one of newestFirst(listed).slice(0, MAX_DOCUMENTS)) {
    const blob = await one.read()
    if (blob === undefined) continue
    try {
      return parse(blob)
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error
      note(error.message)
    }
  }
  return undefined
}

/** The stage of images/Dockerfile that puts Spark's defaults in place, and the files; the second one overrides. */
const CONF_STAGE = 'conf'
const DEFAULTS = ['opt/spark/defaults/spark-defaults.conf', 'opt/spark/defaults/spark-defaults-site.conf']
/** Bytes; a layer with a few small files is less. */
const MAX_LAYER = 256 * 1024
const MAX_UNPACKED = 4 * 1024 * 1024

/** What reads Spark's defaults from a layer; null where it can't be read. */
export type ReadDefaults = (
  source: Pick<ImageSource, 'readBlob'>,
  layer: Descriptor,
) => Promise<ReadonlyMap<string, string> | null>

/** Spark's defaults are in a layer of a few kilobytes. */
function confLayer<T>(
  { layers }: Manifest,
  stages: readonly string[],
  read: (layer: Descriptor) => T,
): T | undefined {
  const layer = layers[stages.lastIndexOf(CONF_STAGE)]
  return layer === undefined || layer.size > MAX_LAYER ? undefined : read(layer)
}

export const readDefaults: ReadDefaults = async (source, layer) => {
  const files = new Map<string, string>()
  const reader = new Untar(({ path, type }) => {
    const name = cleanPath(path)
    if (type !== '0' || !DEFAULTS.includes(name)) return undefined
    return collector((bytes) => files.set(name, bytes.toString('utf8')))
  })
  const bytes = await unlessUnreadable(
    () => {},
    () => source.readBlob(layer),
  )
  if (bytes === undefined) return null
  try {
    const unpacked = decompressor(layer.mediaType)
    unpacked.end(bytes)
    let size = 0
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_UNPACKED) return null
      reader.write(chunk)
    }
  } catch {
    return null
  }
  return new Map(DEFAULTS.flatMap((name) => [...parseDefaults(files.get(name) ?? '')]))
}
