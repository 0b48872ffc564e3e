/** Finds in a registry or an OCI layout what is to be promoted: a release, or the staged cells of a plan. */
import { buffer } from 'node:stream/consumers'
import { ConfigurationError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import type { ImageSource } from '../registry/copy.ts'
import type { StoredManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import type { Wanted } from '../release/moves.ts'
import {
  aliasName,
  checkReleaseId,
  decodeRecord,
  journal,
  type ReleaseRecord,
  recordTag,
} from '../release/record.ts'
import { listed, nameOf, type StagedCell } from '../release/request.ts'
import { releasesSince } from '../release/rollback.ts'
import type { OpenSource } from './place.ts'

/** A release as its record has it. */
export interface FoundRelease {
  readonly record: ReleaseRecord
  /** The record's own manifest. */
  readonly stored: StoredManifest
  /** Its aliases with what they are to name. */
  readonly wanted: readonly (Wanted & { readonly cell: { readonly target: { readonly digest: Digest } } })[]
  /** What they name, each once. */
  readonly images: readonly StoredManifest[]
}

/**
 * Reads a release.
 * @param id `latest` for the last one
 * @throws ConfigurationError when there is none of this id, it was not completed, or images of it are gone.
 */
export async function findRelease(from: OpenSource, id: string): Promise<FoundRelease> {
  const { source } = from
  if (id !== 'latest') checkReleaseId(id)
  const found =
    from.tags === undefined ? await idInRegistry(from.repository, id) : idInLayout(source, from.tags, id)
  const stored = await source.read(recordTag(found))
  if (stored === undefined) throw new ConfigurationError(`release ${found} is not in ${source.name}`)
  const what = `the release record ${found} in ${source.name}`
  const record = await decodeRecord(stored, what, (layer) => buffer(source.open(layer, 0)))
  const wanted = wantedIn(record)
  if (wanted.length === 0) throw new ConfigurationError(`release ${found} has no alias to promote`)
  const images = await readAll(
    source,
    wanted.map(({ claim, cell }) => ({ name: aliasName(claim), reference: cell.target.digest })),
    `${source.name} has lost images of release ${found}`,
  )
  return { record, stored, wanted, images: [...images.values()] }
}

/** The id of a complete release in a registry. */
async function idInRegistry(repository: Repository, id: string): Promise<string> {
  const { last } = (await journal.read(repository)) ?? {}
  const wanted = id === 'latest' ? last : id
  if (wanted === undefined) {
    throw new ConfigurationError(
      `there is no release in ${formatRepository(repository)}: release there first`,
    )
  }
  await releasesSince(repository, last, wanted)
  return wanted
}

/** The id of a release in a layout: it has complete ones only. Ids begin with the time, so the last one is the newest. */
function idInLayout(source: ImageSource, tags: ReadonlyMap<string, unknown>, id: string): string {
  const prefix = recordTag('')
  const known = [...tags.keys()]
    .filter((tag) => tag.startsWith(prefix))
    .map((tag) => tag.slice(prefix.length))
  const found = id === 'latest' ? known.sort().at(-1) : known.find((one) => one === id)
  if (found !== undefined) return found
  const hint = known.length === 0 ? 'there is none' : `there are ${listed(known)}`
  throw new ConfigurationError(`no release ${id} in ${source.name}; ${hint}`)
}

/**
 * What the aliases of a release are to name elsewhere. One that it held back is no decision of it, and may name anything.
 * Records have no kinds of aliases: one that has its version in its name follows that version.
 */
function wantedIn({ aliases }: ReleaseRecord): FoundRelease['wanted'] {
  return aliases.flatMap(({ image, tag, to, cell = '', fixed, heldBack }) => {
    if (to === null || heldBack === true || to.version === undefined) return []
    const isExact = aliasName({ image, tag }).includes(to.version)
    const kind = fixed === true ? 'fixed' : isExact ? 'exact' : 'floating'
    return [{ claim: { image, tag, kind }, cell: { id: cell, version: to.version, target: to } } as const]
  })
}

/**
 * Reads what staging tags name, by tag.
 * @throws ConfigurationError naming each cell that is not there.
 */
export async function findStaged(source: ImageSource, family: readonly StagedCell[]) {
  const wanted = family.map((cell) => ({ name: nameOf(cell), reference: cell.tag }))
  return readAll(source, wanted, `${source.name} lacks cells of the plan`)
}

/** Manifests by reference. @throws ConfigurationError naming what is not there, in the words of `problem`. */
async function readAll(
  source: ImageSource,
  wanted: readonly { readonly name: string; readonly reference: string }[],
  problem: string,
): Promise<ReadonlyMap<string, StoredManifest>> {
  const found = new Map<string, StoredManifest>()
  await inParallel(REQUESTS, [...new Set(wanted.map(({ reference }) => reference))], async (reference) => {
    const stored = await source.read(reference)
    if (stored !== undefined) found.set(reference, stored)
  })
  const lost = wanted.filter(({ reference }) => !found.has(reference))
  if (lost.length === 0) return found
  const names = listed(lost.map(({ name, reference }) => `${name} (${reference})`))
  throw new ConfigurationError(`nothing was promoted: ${problem}: ${names}`)
}
