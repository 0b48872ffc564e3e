/** Plans: a verdict and a reason for every cell of the family. Values in, values out. */
import type { ArchiveState } from '../archive/archive.ts'
import type { ArchiveReading } from '../archive/outdated.ts'
import { type Cell, describeExclusion, exclusionOf } from '../catalog/cells.ts'
import { ID, own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { oneLine } from '../text.ts'
import { describeChanges, describeOutdated, describeTestChanges } from './changes.ts'
import { fingerprintOf, partsOf, testPartsOf } from './fingerprint.ts'
import type { AcceptanceRecord, FingerprintParts, TestParts } from './record.ts'
import type { ImagesFolder } from './sources.ts'

/** A base image as a plan found it: all cells of the plan that are on it are built on this digest. */
export interface BaseImage {
  /** As the catalog writes it: `debian:trixie-slim`. */
  readonly name: string
  readonly digest: string
  /** What an engine pulls it by: `docker.io/library/debian@sha256:…`. */
  readonly reference: string
}

/** The base images of a plan, by runtime. */
export type BaseImages = Readonly<Record<string, BaseImage>>

/** What a registry holds under a cell's staging tag. */
export interface PublishedImage {
  readonly digest: string
  /** The newest acceptance record of that digest, if it has one. */
  readonly record?: AcceptanceRecord
  /** When the record was attached, as the registry has it. */
  readonly recorded?: string
  /** What is wrong with the newest record, when it can't be read. */
  readonly flaw?: string
}

/** What a registry holds of the cells that were asked for. */
export interface PublishedImages {
  readonly published: ReadonlyMap<string, PublishedImage>
  /** The newest image of cells whose staging tag is not there, by newestTag(). */
  readonly earlier: ReadonlyMap<string, PublishedImage>
  /** Why nothing could be read, if so: the repository is private, or not there yet. */
  readonly refused?: string
}

/**
 * The tag that moves to each new image of a cell: by it a plan finds out what an image was made of before something
 * changed, with one request instead of a list of all tags.
 */
export function newestTag({ id, platform }: Pick<Cell, 'id' | 'platform'>): string {
  return `${id}-${platform.replaceAll('/', '-')}-newest`
}

/** The tag that a build of a fingerprint pushes, and nothing else. */
export const stagingTag = (id: string, fingerprint: string): string => `${id}-${fingerprint.slice(0, 12)}`

/** `anew`: what the registry holds under the staging tag is to be replaced. */
export type Verdict = { readonly reason: string } & (
  | { readonly kind: 'build'; readonly anew?: true }
  | { readonly kind: 'unchanged'; readonly published: PublishedImage & { record: AcceptanceRecord } }
  | { readonly kind: 'excluded'; readonly by: 'rule' | 'filter' }
)

export interface FingerprintedCell {
  readonly cell: Cell
  /** 64 hex digits. */
  readonly fingerprint: string
  readonly testsFingerprint: string
  /** The staging tag: what a build of this fingerprint pushes, and nothing else. */
  readonly tag: string
  readonly parts: FingerprintParts
  readonly testParts: TestParts
  /**
   * The state of the archive that the image's packages are to be of, or newer: as the plan read it, else that of the
   * cell's newest image, so that no cache brings older ones back.
   */
  readonly archive?: ArchiveState
}

export interface PlannedCell extends FingerprintedCell {
  /** The record of the cell's newest image, if the registry has one. */
  readonly recorded?: AcceptanceRecord
  readonly verdict: Verdict
}

export interface Plan extends Pick<PublishedImages, 'refused'> {
  readonly bases: BaseImages
  readonly cells: readonly PlannedCell[]
  /** What is not known though it was asked. */
  readonly warnings?: readonly string[]
}

/** @throws ConfigurationError when a file that a cell names is not there, or its id is too long for a tag. */
export function fingerprintCells(
  cells: readonly Cell[],
  catalog: Catalog,
  images: ImagesFolder,
  bases: BaseImages,
): FingerprintedCell[] {
  return cells.map((cell) => {
    if (!ID.test(cell.id)) {
      throw new ConfigurationError(
        `the cell id ${cell.id} is longer than 63 characters: give version and variant shorter names`,
      )
    }
    const parts = partsOf(cell, catalog, images, baseOf(cell, bases).digest)
    const testParts = testPartsOf(cell, images.sources)
    const fingerprint = fingerprintOf(parts)
    const tag = stagingTag(cell.id, fingerprint)
    return { cell, fingerprint, testsFingerprint: fingerprintOf(testParts), tag, parts, testParts }
  })
}

/** The base image of a cell, which must be among those of its plan. */
export function baseOf({ id, runtime }: Pick<Cell, 'id' | 'runtime'>, bases: BaseImages): BaseImage {
  const base = own(bases, runtime)
  if (base === undefined) throw new Error(`nobody looked for the base image of ${id}, for runtime ${runtime}`)
  return base
}

/** Which cells are asked for: ids, and platforms unless all are. */
export interface CellFilter {
  readonly ids: ReadonlySet<string>
  readonly platforms?: ReadonlySet<string>
}

/**
 * Every target with its verdict; those that are not of the selection are excluded.
 * @param findings what the registry holds; undefined when it was not asked, to build all.
 */
export function plan(
  targets: readonly FingerprintedCell[],
  bases: BaseImages,
  selection: CellFilter,
  findings: PublishedImages | undefined,
): Plan {
  const cells = targets.map((target): PlannedCell => {
    const { id, platform } = target.cell
    const rule = exclusionOf(target.cell)
    if (rule) return { ...target, verdict: { kind: 'excluded', by: 'rule', reason: describeExclusion(rule) } }
    if (!selection.ids.has(id) || selection.platforms?.has(platform) === false)
      return { ...target, verdict: { kind: 'excluded', by: 'filter', reason: 'not asked for' } }
    if (findings === undefined) return { ...target, verdict: build('to be built anew, whatever is there') }
    const found = findings.published.get(target.tag)
    const earlier = findings.earlier.get(newestTag(target.cell))
    const verdict =
      findings.refused === undefined
        ? verdictOf(target, found, earlier)
        : build('the registry lets nothing be read')
    const recorded = (found ?? earlier)?.record
    return { ...target, verdict, recorded, archive: recorded?.archive }
  })
  return { bases, refused: findings?.refused, cells }
}

/** A reason may repeat what a record in the registry says: it is one line, of a length to read. */
function build(reason: string): Verdict & { readonly kind: 'build' } {
  return { kind: 'build', reason: oneLine(reason) }
}

/** The plan with what archives say of its cells: one whose packages have newer versions is to be built anew. */
export function withArchives(
  { cells, ...plan }: Plan,
  { cells: known, warnings }: ArchiveReading<PlannedCell>,
): Plan {
  const judged = cells.map((planned): PlannedCell => {
    const freshness = known.get(planned)
    if (freshness === undefined) return planned
    const { state: archive, outdated } = freshness
    const isCurrent = outdated?.length === 0
    if (planned.verdict.kind !== 'unchanged' || isCurrent) return { ...planned, archive }
    const reason =
      outdated === undefined
        ? `the acceptance record of ${planned.tag} does not say which packages it has`
        : describeOutdated(outdated)
    return { ...planned, archive, verdict: { ...build(reason), anew: true } }
  })
  return { ...plan, cells: judged, warnings }
}

/** By the image of this fingerprint, or else by the newest one of the cell. */
function verdictOf(
  { cell, tag, parts, testsFingerprint, testParts }: FingerprintedCell,
  found: PublishedImage | undefined,
  earlier: PublishedImage | undefined,
): Verdict {
  if (found === undefined) {
    if (earlier === undefined)
      return build(`${tag} is not in the registry, nor is any other image of ${cell.id}`)
    const then = earlier.record?.parts
    if (then === undefined) {
      return build(
        `${tag} is not in the registry, and the newest image of ${cell.id}${on(earlier)} does not say what it was made of`,
      )
    }
    const changes = describeChanges(then, parts)
    if (changes.length > 0) return build(`${changes.join('; ')} since ${cell.id} was built${on(earlier)}`)
    return build(`${tag} is gone from the registry since it was built${on(earlier)}`)
  }
  const { digest, record, flaw } = found
  if (flaw !== undefined) return build(`the acceptance record of ${tag} is not usable: ${flaw}`)
  if (record === undefined) return build(`${tag} has no acceptance record`)
  if (record.testsFingerprint !== testsFingerprint) {
    const changes = record.testParts && describeTestChanges(record.testParts, testParts).join('; ')
    return build(`${changes || 'its acceptance tests changed'} since it was tested${on(found)}`)
  }
  if (record.result !== 'PASSED') {
    const failed = record.tests.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
    return build(`its acceptance record is of a failure${on(found)}: ${failed.join(', ')}`)
  }
  return { kind: 'unchanged', reason: `in the registry, tested${on(found)}`, published: { digest, record } }
}

/** The day of a record, in UTC, where it is known. */
function on({ recorded }: PublishedImage): string {
  const day = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(recorded ?? '')?.[0]
  return day === undefined ? '' : ` (${day})`
}
