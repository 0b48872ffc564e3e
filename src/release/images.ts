/** Reads and checks the images of a release, and what they weigh against those of the release before. */
import { formatBytes } from '../catalog/bytes.ts'
import { ConfigurationError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, sha256 } from '../oci/digest.ts'
import {
  compressedBytes,
  type ImageConfig,
  isIndexType,
  MEDIA_TYPES,
  parseImageConfig,
  parseIndex,
  parseManifest,
} from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { readPublishedImage } from '../plan/lookup.ts'
import type { PublishedImage } from '../plan/plan.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import type { History } from './history.ts'
import type { ReleasedCell } from './moves.ts'
import type { Target } from './record.ts'
import { listed, nameOf, type StagedCell } from './request.ts'

/** OCI's annotation and label for the version of what is in an image. */
export const VERSION_LABEL = 'org.opencontainers.image.version'
export const CELL_LABEL = 'spark-images.cell'
export const FINGERPRINT_LABEL = 'spark-images.fingerprint'
/** Labels that the images of all platforms of a cell have in common. */
const COMMON_LABELS = [VERSION_LABEL, CELL_LABEL, 'org.opencontainers.image.base.digest']

/** A cell's image for one platform, as a release found it. */
export interface CellFacts {
  readonly cell: string
  readonly version: string
  readonly variant: string
  readonly platform: string
  readonly digest: Digest
  /** Bytes of config and layers as the registry has them. */
  readonly compressed: number
  /** The same of the cell's image in the release before; undefined where there was none. */
  readonly before?: number
  readonly tests: number
  readonly passed: number
  /** Of all its acceptance tests. */
  readonly seconds: number
}

/** A cell of a release with what its aliases are to name: a manifest, or an index over several platforms. */
export interface ReleasedImage extends ReleasedCell {
  readonly target: Target
  readonly platforms: readonly Omit<CellFacts, 'before'>[]
  readonly stored: StoredManifest
  /** Whether `stored` is an index that is not in the registry yet. */
  readonly made: boolean
}

/** What a staging tag holds for one platform, checked. */
interface PlatformImage {
  readonly planned: StagedCell
  readonly stored: StoredManifest
  /** Bytes of config and layers. */
  readonly compressed: number
  readonly config: ImageConfig
  readonly annotations: Readonly<Record<string, string>>
  /** Its newest acceptance record. */
  readonly published: PublishedImage
}

/**
 * Reads what the registry holds for each cell of a release and checks it: its image is there under its
 * staging tag, has the planned fingerprint and platform, and a record says that it passed the planned
 * acceptance tests. The platforms of a cell become one index.
 * @throws ConfigurationError naming each cell that is not so.
 */
export async function readImages(
  repository: Repository,
  family: readonly StagedCell[],
): Promise<ReleasedImage[]> {
  const found = await inParallel(REQUESTS, family, (planned) => readImage(repository, planned))
  const problems = found.filter((each) => typeof each === 'string')
  if (problems.length > 0) {
    throw new ConfigurationError(
      `nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(repository)}\n${listed(problems, '\n')}`,
    )
  }
  const images = found.filter((each) => typeof each !== 'string')
  const ids = [...new Set(images.map(({ planned }) => planned.cell))]
  return ids.map((id) => merge(images.filter(({ planned }) => planned.cell === id)))
}

/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(repository: Repository, planned: StagedCell): Promise<PlatformImage | string> {
  const { tag } = planned
  const name = nameOf(planned)
  const stored = await getManifest(repository, tag)
  if (stored === undefined) return `${name}: ${tag} is not there: its build did not push it`
  if (isIndexType(stored.descriptor.mediaType)) {
    return `${name}: ${tag} is an index; a build pushes one image`
  }
  const what = `${formatRepository(repository)}:${tag}`
  const manifest = parseManifest(stored.bytes, what)
  const config = await getBlob(repository, manifest.config)
  const image = {
    planned,
    stored,
    compressed: compressedBytes(manifest),
    config: parseImageConfig(config, `the configuration of ${what}`),
    annotations: manifest.annotations ?? {},
    published: await readPublishedImage(repository, stored.descriptor.digest),
  }
  const problem = problemOf(image) ?? recordProblem(image)
  return problem === undefined ? image : `${name}: ${problem}`
}

/** What contradicts the plan in an image, its platform, its labels or its annotations. */
function problemOf({ planned, stored, config, annotations }: PlatformImage): string | undefined {
  const { tag, platform, digest } = planned
  if (digest !== undefined && digest !== stored.descriptor.digest) {
    return `${tag} was ${digest} when it was planned and is ${stored.descriptor.digest} now`
  }
  const found = `${config.os}/${config.architecture}`
  if (found !== platform && !platform.startsWith(`${found}/`)) return `${tag} is an image for ${found}`
  const expected = {
    [CELL_LABEL]: planned.cell,
    [VERSION_LABEL]: planned.version,
    [FINGERPRINT_LABEL]: planned.fingerprint,
  }
  for (const [label, value] of Object.entries(expected)) {
    const labelled = config.config.Labels[label]
    if (labelled !== value) {
      return `${tag} has ${labelled === undefined ? 'no label' : `${JSON.stringify(labelled)} as label`} ${label}, not ${value}`
    }
    const annotated = annotations[label]
    if (annotated !== undefined && annotated !== value) {
      return `${tag} has ${JSON.stringify(annotated)} as annotation ${label}, not ${value}`
    }
  }
  return undefined
}

/** What is wrong with an image's acceptance record. */
function recordProblem({ planned, published: { record, flaw } }: PlatformImage): string | undefined {
  if (flaw !== undefined) return `${planned.tag}: ${flaw}`
  if (record === undefined) return `${planned.tag} has no acceptance record`
  if (record.result !== 'PASSED') return `${planned.tag} did not pass its acceptance tests`
  if (record.testsFingerprint !== planned.testsFingerprint) {
    return `${planned.tag} was tested by other acceptance tests than those planned`
  }
  const same =
    record.cell === planned.cell &&
    record.fingerprint === planned.fingerprint &&
    record.platform === planned.platform
  return same ? undefined : `the acceptance record of ${planned.tag} is about another cell`
}

/**
 * One platform's image is released as it is: its digest is the one that was tested, and what is attached
 * to it stays attached. Several become an index that says the same whenever it is made.
 */
function merge(images: readonly PlatformImage[]): ReleasedImage {
  const [first, ...others] = images
  if (first === undefined) throw new Error('a cell without an image')
  const { cell: id, version, series, variant } = first.planned
  const named = { id, version, series, variant, platforms: images.map(factsOf) }
  if (others.length === 0) {
    const { mediaType, digest, size } = first.stored.descriptor
    return { ...named, target: { mediaType, digest, size, version }, stored: first.stored, made: false }
  }
  const { Labels: labels } = first.config.config
  for (const label of COMMON_LABELS) {
    const other = others.find(({ config }) => config.config.Labels[label] !== labels[label])
    if (other === undefined) continue
    const [one, two] = [labels[label], other.config.config.Labels[label]].map((text) => JSON.stringify(text))
    throw new ConfigurationError(
      `nothing was moved: the images of ${id} don't belong together: ${label} is ${one} for ${first.planned.platform} and ${two} for ${other.planned.platform}`,
    )
  }
  const annotations = Object.fromEntries(COMMON_LABELS.map((label) => [label, labels[label] ?? '']))
  const index = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.index,
    manifests: images.map(({ planned, stored, config }) => ({
      ...stored.descriptor,
      platform: platformOf(planned.platform, config),
    })),
    annotations,
  }
  const bytes = Buffer.from(JSON.stringify(index))
  const descriptor: Descriptor = { mediaType: MEDIA_TYPES.index, digest: sha256(bytes), size: bytes.length }
  return { ...named, target: { ...descriptor, version }, stored: { descriptor, bytes }, made: true }
}

function factsOf({ planned, stored, compressed, published }: PlatformImage): ReleasedImage['platforms'][0] {
  const { cell, version, variant, platform } = planned
  const tests = published.record?.tests ?? []
  return {
    cell,
    version,
    variant,
    platform,
    digest: stored.descriptor.digest,
    compressed,
    tests: tests.length,
    passed: tests.filter(({ outcome }) => outcome === 'passed').length,
    seconds: tests.reduce((sum, { seconds }) => sum + seconds, 0),
  }
}

function platformOf(platform: string, { os, architecture }: ImageConfig): Descriptor['platform'] {
  const variant = platform.split('/')[2]
  return { os, architecture, variant }
}

/**
 * What is known of the images of a release, with the sizes that they had in the one before.
 * @param before by cell id
 */
export async function cellFacts(
  repository: Repository,
  images: readonly ReleasedImage[],
  before: History['cells'],
): Promise<CellFacts[]> {
  const facts = await inParallel(REQUESTS, images, async ({ id, target: { digest }, platforms }) => {
    const earlier = before.get(id)?.digest
    const isSame = earlier === digest
    const sizes = earlier === undefined || isSame ? new Map() : await sizesOf(repository, earlier)
    return platforms.map((facts): CellFacts => {
      const size = isSame ? facts.compressed : (sizes.get(facts.platform) ?? sizes.get(ANY))
      return size === undefined ? facts : { ...facts, before: size }
    })
  })
  return facts.flat()
}

/**
 * Holds images against what they may have grown by.
 * @param limits in bytes, by cell id
 * @throws ConfigurationError naming each image that is over it.
 */
export function checkGrowth(cells: readonly CellFacts[], limits: ReadonlyMap<string, number>): void {
  const over = cells.flatMap(({ cell, variant, platform, compressed, before = compressed }) => {
    const limit = limits.get(cell) ?? Number.POSITIVE_INFINITY
    const grown = compressed - before
    if (grown <= limit) return []
    return [
      `${cell} for ${platform} grew by ${formatBytes(grown)} to ${formatBytes(compressed)}, ${formatBytes(limit)} are allowed by variants.${variant}.budget.growth`,
    ]
  })
  if (over.length === 0) return
  throw new ConfigurationError(
    `nothing was moved: images grew by more than their budgets since the release before; where that is meant, raise the budget in the catalog\n${listed(over, '\n')}`,
  )
}

/** Of an image that is no index: its manifest does not say its platform. */
const ANY = ''

/** Compressed bytes by platform; nothing for what is gone from the registry. */
async function sizesOf(repository: Repository, digest: Digest): Promise<Map<string, number>> {
  const stored = await getManifest(repository, digest)
  if (stored === undefined) return new Map()
  const what = `${formatRepository(repository)}@${digest}`
  if (!isIndexType(stored.descriptor.mediaType)) {
    return new Map([[ANY, compressedBytes(parseManifest(stored.bytes, what))]])
  }
  const sizes = new Map<string, number>()
  const { manifests } = parseIndex(stored.bytes, what, (line) => repository.client.note(line))
  for (const { digest: inner, platform } of manifests) {
    if (platform === undefined) continue
    const { os, architecture, variant } = platform
    const name = [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')
    const size = (await sizesOf(repository, inner)).get(ANY)
    if (size !== undefined) sizes.set(name, size)
  }
  return sizes
}
