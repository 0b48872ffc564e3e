/** Reads and checks the images of a release, and what they weigh against those of the release before. */
import { formatBytes } from '../catalog/bytes.ts'
import { ConfigurationError, RegistryError } from '../errors.ts'
import { type Digest, sha256 } from '../oci/digest.ts'
import {
  compressedBytes,
  type ImageConfig,
  isIndexType,
  type Manifest,
  MEDIA_TYPES,
  parseImageConfig,
  parseIndex,
  parseManifest,
} from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { stateDigest } from '../plan/fingerprint.ts'
import { readPublishedImage } from '../plan/lookup.ts'
import type { PublishedImage } from '../plan/plan.ts'
import { encodeIndexRecord, TEST_RESULT } from '../plan/record.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, resolveTag, type StoredManifest } from '../registry/manifests.ts'
import { type Referrer, statementReferrer } from '../registry/referrers.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { oneLine } from '../text.ts'
import type { History } from './history.ts'
import type { ReleasedCell } from './moves.ts'
import type { Target } from './record.ts'
import { listed, nameOf, type StagedCell } from './request.ts'

export const VERSION_LABEL = 'org.opencontainers.image.version'
export const CELL_LABEL = 'spark-images.cell'
export const FINGERPRINT_LABEL = 'spark-images.fingerprint'
/** Labels that the images of all platforms of a cell have in common. */
const COMMON_LABELS = [VERSION_LABEL, CELL_LABEL, 'org.opencontainers.image.base.digest']

export interface CellFacts extends Pick<StagedCell, 'cell' | 'version' | 'variant' | 'platform'> {
  readonly digest: Digest
  /** Bytes of config and layers as the registry has them. */
  readonly compressed: number
  /** The same of the cell's image in the release before; undefined where there was none. */
  readonly before?: number
  readonly tests: number
  readonly passed: number
  readonly seconds: number
}

/** A cell of a release with what its aliases are to name: a manifest, or an index that may have to be pushed. */
export interface ReleasedImage extends ReleasedCell {
  readonly target: Target
  readonly platforms: readonly CellFacts[]
  readonly stored: StoredManifest
  /** What is attached to an index: that the image of each platform passed its acceptance tests. */
  readonly attached?: Referrer
  /** Debian packages of which its platforms, or its images elsewhere, have other versions; in words. */
  readonly differences: readonly string[]
}

interface PlatformImage {
  readonly planned: StagedCell
  readonly stored: StoredManifest
  readonly manifest: Manifest
  readonly config: ImageConfig
  readonly published: PublishedImage
}

/** An image as the registry has it, with the acceptance record that its release goes by. */
export type StagedImage = Pick<PlatformImage, 'stored' | 'published'>

/** What is wrong with the signatures on an image, in words. */
type SignatureCheck = (image: StagedImage) => Promise<string | undefined>

/**
 * Reads the images under the staging tags of a release; the platforms of a cell become one index.
 * @param elsewhere where the family is built, too: what images of the same fingerprint have there is compared.
 * @throws ConfigurationError naming each cell whose image is not there, is not as planned, has no record that it passed
 *   the planned acceptance tests, or has other signatures than `checkSignatures` asks for.
 */
export async function readImages(
  main: Repository,
  family: readonly StagedCell[],
  elsewhere: readonly Repository[] = [],
  checkSignatures: SignatureCheck = async () => undefined,
): Promise<ReleasedImage[]> {
  const found = await inParallel(REQUESTS, family, (planned) => readImage(main, planned, checkSignatures))
  const problems = found.filter((each) => typeof each === 'string')
  if (problems.length > 0) {
    throw new ConfigurationError(
      `nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(main)}\n${listed(problems, '\n')}`,
    )
  }
  const images = found.filter((each) => typeof each !== 'string')
  const ids = [...new Set(images.map(({ planned }) => planned.cell))]
  const pairs = images.flatMap((image) => elsewhere.map((other) => ({ image, other })))
  const silent = new Set<Repository>()
  const compared = await inParallel(REQUESTS, pairs, async ({ image, other }) => ({
    cell: image.planned.cell,
    difference: await differenceFrom(other, image, main, silent),
  }))
  return ids.map((id) => {
    const differences = compared.flatMap(({ cell, difference = [] }) => (cell === id ? difference : []))
    return merge(
      images.filter(({ planned }) => planned.cell === id),
      differences,
    )
  })
}

/**
 * What an image differs in from the one of its fingerprint in another repository; that this can't be told is no failure.
 * @param silent repositories that gave no answer: they are not asked again.
 */
async function differenceFrom(
  other: Repository,
  { planned: { cell, tag, platform }, stored, published }: PlatformImage,
  main: Repository,
  silent: Set<Repository>,
): Promise<string | undefined> {
  if (silent.has(other)) return undefined
  try {
    const digest = (await resolveTag(other, tag))?.digest
    if (digest === undefined || digest === stored.descriptor.digest) return undefined
    const { record } = await readPublishedImage(other, digest)
    return describeDifference(`${cell} for ${platform}`, [
      { of: formatRepository(main), packages: published.record?.packages },
      { of: formatRepository(other), packages: record?.packages },
    ])
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    silent.add(other)
    return oneLine(`${formatRepository(other)} was not compared: ${error.message}`, 500)
  }
}

/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(
  repository: Repository,
  planned: StagedCell,
  checkSignatures: SignatureCheck,
): Promise<PlatformImage | string> {
  const { tag } = planned
  const name = nameOf(planned)
  const stored = await getManifest(repository, tag)
  if (stored === undefined) return `${name}: ${tag} is not there: its build did not push it`
  const { mediaType, digest } = stored.descriptor
  if (isIndexType(mediaType)) return `${name}: ${tag} is an index; a build pushes one image`
  const what = `${formatRepository(repository)}:${tag}`
  const manifest = parseManifest(stored.bytes, what)
  const blob = await getBlob(repository, manifest.config)
  const config = parseImageConfig(blob, `the configuration of ${what}`)
  const published = await readPublishedImage(repository, digest)
  const image = { planned, stored, manifest, config, published }
  const problem = problemOf(image) ?? recordProblem(image)
  if (problem !== undefined) return `${name}: ${problem}`
  const unsigned = await checkSignatures(image)
  return unsigned === undefined ? image : `${name}: ${tag} ${unsigned}`
}

function problemOf({ planned, stored, manifest, config }: PlatformImage): string | undefined {
  const now = stored.descriptor.digest
  const { tag, platform, digest = now } = planned
  if (digest !== now) return `${tag} was ${digest} when it was planned and is ${now} now`
  const found = `${config.os}/${config.architecture}`
  if (found !== platform && !platform.startsWith(`${found}/`)) return `${tag} is an image for ${found}`
  const expected = {
    [CELL_LABEL]: planned.cell,
    [VERSION_LABEL]: planned.version,
    [FINGERPRINT_LABEL]: planned.fingerprint,
  }
  for (const [label, value] of Object.entries(expected)) {
    const labelled = config.config.Labels[label]
    const shown = labelled === undefined ? 'no label' : `${JSON.stringify(labelled)} as label`
    if (labelled !== value) return `${tag} has ${shown} ${label}, not ${value}`
    const annotated = manifest.annotations?.[label] ?? value
    if (annotated !== value) {
      return `${tag} has ${JSON.stringify(annotated)} as annotation ${label}, not ${value}`
    }
  }
  return undefined
}

function recordProblem({ planned, published: { record, flaw } }: PlatformImage): string | undefined {
  if (flaw !== undefined) return `${planned.tag}: ${flaw}`
  if (record === undefined) return `${planned.tag} has no acceptance record`
  if (record.result !== 'PASSED') return `${planned.tag} did not pass its acceptance tests`
  if (record.testsFingerprint !== planned.testsFingerprint) {
    return `${planned.tag} was tested by other acceptance tests than those planned`
  }
  if (planned.archive !== undefined && planned.archive !== stateDigest(record.archive ?? {}))
    return `${planned.tag} was planned with newer Debian packages: its build did not push it`
  const { cell, fingerprint, platform } = record
  const isSame = cell === planned.cell && fingerprint === planned.fingerprint && platform === planned.platform
  return isSame ? undefined : `the acceptance record of ${planned.tag} is about another cell`
}

/** One platform's image is released as it is: its digest was tested, and what is attached to it stays attached. */
function merge(images: readonly PlatformImage[], elsewhere: readonly string[]): ReleasedImage {
  const [first, ...others] = images
  if (first === undefined) throw new Error('a cell without an image')
  const { cell: id, version, series, variant } = first.planned
  const stored = others.length === 0 ? first.stored : indexOver(first, others)
  const target = { ...stored.descriptor, version }
  const sets = images.map(({ planned, published }) => {
    return { of: planned.platform, packages: published.record?.packages }
  })
  const differences = [describeDifference(id, sets) ?? [], elsewhere].flat()
  const tested = images.map(({ planned, stored, published }) => {
    return { platform: planned.platform, digest: stored.descriptor.digest, record: published.record }
  })
  const attached =
    others.length === 0
      ? undefined
      : statementReferrer(TEST_RESULT, encodeIndexRecord(id, stored.descriptor.digest, tested))
  return {
    id,
    version,
    series,
    variant,
    target,
    platforms: images.map(factsOf),
    stored,
    attached,
    differences,
  }
}

/** Packages that a difference names. */
const MAX_NAMED = 3

/**
 * What images of a cell differ in though they have one fingerprint, as they were built at different times: versions
 * of Debian packages that all of them have. A package that was built again for one architecture counts as the same.
 * @param images their platforms, or where they are, with their packages, if these are known.
 */
export function describeDifference(
  cell: string,
  images: readonly { readonly of: string; readonly packages?: Readonly<Record<string, string>> }[],
): string | undefined {
  const versions = images.map(({ packages = {} }) => new Map(Object.entries(packages)))
  const [first = new Map<string, string>(), ...others] = versions
  const differing = [...first].flatMap(([name, version]) => {
    const all = [version, ...others.map((other) => other.get(name) ?? version)]
    const isSame = new Set(all.map((one) => one.replace(/\+b\d+$/, ''))).size === 1
    return isSame ? [] : [`${name} ${all.join(' and ')}`]
  })
  if (differing.length === 0) return undefined
  const named = differing.sort().slice(0, MAX_NAMED).join(', ')
  const more = differing.length > MAX_NAMED ? ` and ${differing.length - MAX_NAMED} more` : ''
  const all = images.map((image) => image.of).join(' and ')
  return oneLine(`${cell}: ${all} have different Debian packages: ${named}${more}`, 500)
}

/**
 * The index of a cell's images: the same bytes whenever it is made.
 * @throws ConfigurationError when they are of different versions or base images.
 */
function indexOver(first: PlatformImage, others: readonly PlatformImage[]): StoredManifest {
  const { Labels: labels } = first.config.config
  for (const label of COMMON_LABELS) {
    const other = others.find(({ config }) => config.config.Labels[label] !== labels[label])
    if (other === undefined) continue
    const [one, two] = [labels[label], other.config.config.Labels[label]].map((text) => JSON.stringify(text))
    throw new ConfigurationError(
      `nothing was moved: the images of ${first.planned.cell} don't belong together: ${label} is ${one} for ${first.planned.platform} and ${two} for ${other.planned.platform}`,
    )
  }
  const index = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.index,
    manifests: [first, ...others].map(({ planned, stored, config: { os, architecture } }) => {
      const variant = planned.platform.split('/')[2]
      return { ...stored.descriptor, platform: { os, architecture, variant } }
    }),
    annotations: Object.fromEntries(COMMON_LABELS.map((label) => [label, labels[label] ?? ''])),
  }
  const bytes = Buffer.from(JSON.stringify(index))
  return { descriptor: { mediaType: index.mediaType, digest: sha256(bytes), size: bytes.length }, bytes }
}

function factsOf({ planned, stored, manifest, published }: PlatformImage): CellFacts {
  const { cell, version, variant, platform } = planned
  const { digest } = stored.descriptor
  const compressed = compressedBytes(manifest)
  const tests = published.record?.tests ?? []
  const passed = tests.filter(({ outcome }) => outcome === 'passed').length
  const seconds = tests.reduce((sum, { seconds }) => sum + seconds, 0)
  return { cell, version, variant, platform, digest, compressed, tests: tests.length, passed, seconds }
}

/** What is known of the images of a release, with the sizes that they had in the one before. */
export async function cellFacts(main: Repository, images: readonly ReleasedImage[], { cells }: History) {
  const found = await inParallel(REQUESTS, images, async ({ id, target: { digest }, platforms }) => {
    const earlier = cells.get(id)?.digest
    if (earlier === undefined) return platforms
    if (earlier === digest) return platforms.map((facts) => ({ ...facts, before: facts.compressed }))
    const sizes = await sizesOf(main, earlier)
    return platforms.map((facts) => ({ ...facts, before: sizes.get(facts.platform) ?? sizes.get(ANY) }))
  })
  return found.flat()
}

/**
 * @param limits what images may have grown by, in bytes, by cell id
 * @throws ConfigurationError naming each image that is over it.
 */
export function checkGrowth(cells: readonly CellFacts[], limits: ReadonlyMap<string, number>): void {
  const over = cells.flatMap(({ cell, variant, platform, compressed, before = compressed }) => {
    const limit = limits.get(cell) ?? Number.POSITIVE_INFINITY
    const grown = compressed - before
    if (grown <= limit) return []
    const growth = `${cell} for ${platform} grew by ${formatBytes(grown)} to ${formatBytes(compressed)}`
    return [`${growth}, ${formatBytes(limit)} are allowed by variants.${variant}.budget.growth`]
  })
  if (over.length === 0) return
  throw new ConfigurationError(
    `nothing was moved: images grew by more than their budgets since the release before; where that is meant, raise the budget in the catalog\n${listed(over, '\n')}`,
  )
}

/** Key of an image that is no index: its manifest does not say its platform. */
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
    const size = (await sizesOf(repository, inner)).get(ANY)
    if (size !== undefined) sizes.set([os, architecture, variant].filter(Boolean).join('/'), size)
  }
  return sizes
}
