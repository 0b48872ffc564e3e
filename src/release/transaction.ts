/** The transaction of a release: all aliases of its record move, or none. */

import { isDeepStrictEqual } from 'node:util'
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest, putManifest, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { canDelete, deleteTag, TOMBSTONE_TYPE } from '../registry/tags.ts'
import { JOURNAL_TAG, type Journal, writeJournal } from './journal.ts'
import { LEASE_TAG, type Lease } from './lease.ts'
import { type AliasRecord, aliasName, type ReleaseRecord, readRecord, writeRecord } from './record.ts'
import type { Repositories } from './state.ts'

/** Where a transaction is; each step ends before the next begins. */
export type Step = 'record' | 'announce' | 'move' | 'verify' | 'complete'

/** What a transaction works with. */
interface Moving {
  readonly repositories: Repositories
  readonly lease: Lease
  /** The last release that was completed. */
  readonly last: string | undefined
  /** Told before the first write of each step. */
  readonly onStep: (step: Step | 'undo') => void
  readonly say: (text: string) => void
}

/** Aliases that could not be put back, and why. */
interface Left {
  readonly name: string
  readonly reason: string
}

/** A release that failed when aliases were moved already: it was put back, or could not be. */
export class TransactionError extends RegistryError {}

/** What must be mutable, in words. */
export const MUTABLE = `a release moves aliases and writes ${LEASE_TAG}, ${JOURNAL_TAG} and release-plans again and again: exempt these and all aliases but those with a date from the registry's rule for immutable tags`

/** Whether a registry says no to a request, and would again. */
export function isRejection(error: unknown): error is RegistryError {
  const isRegistrys = error instanceof RegistryError && !error.transient && error.refused === undefined
  return isRegistrys && error.status !== undefined && error.status >= 400 && error.status < 500
}

/** @throws ConfigurationError with what must be mutable when a registry rejected a tag that was there before. */
export function explainRejection(error: unknown): never {
  if (!isRejection(error)) throw error
  throw new ConfigurationError(`nothing was moved: ${error.message}; ${MUTABLE}`)
}

/** The aliases that a release writes. */
function changesOf({ aliases }: ReleaseRecord): AliasRecord[] {
  return aliases.filter(({ from, to }) => from?.digest !== to?.digest)
}

/** A record that is written down, and what it takes to move its aliases and to put them back. */
export interface Written {
  readonly record: ReleaseRecord
  /** Of its open manifest. */
  readonly digest: Digest
  readonly contents: Contents
}

/**
 * Writes down what a release is to change. Nothing is moved yet, and the journal doesn't name it.
 * @param known manifests that are known already, by digest
 */
export async function writeDown(
  record: ReleaseRecord,
  known: ReadonlyMap<Digest, StoredManifest>,
  { repositories, onStep }: Moving,
): Promise<Written> {
  const contents = new Contents(known)
  // What it takes to put everything back is fetched while nothing has happened.
  await inParallel(REQUESTS, changesOf(record), async ({ image, from }) => {
    if (from !== null) await contents.get(repositories.at(image), from)
  })
  onStep('record')
  const digest = await writeRecord(repositories.main, record)
  const stored = await readRecord(repositories.main, record.id)
  // By its JSON: that has no key without a value.
  if (!isDeepStrictEqual(stored, JSON.parse(JSON.stringify(record)))) {
    throw new RegistryError(
      `${formatRepository(repositories.main)} gives back another release record than it was given`,
    )
  }
  return { record, digest, contents }
}

/**
 * Moves all aliases of a record, or none: says in the journal that it is being moved, moves, reads all back.
 * What goes wrong on the way is put back.
 * @throws TransactionError that says what failed and whether everything is as it was.
 */
export async function move({ record, digest, contents }: Written, moving: Moving): Promise<void> {
  const { repositories, lease, last, onStep } = moving
  const { main } = repositories
  const changes = changesOf(record)
  onStep('announce')
  await lease.confirm()
  await writeJournal(main, { last, unfinished: { release: record.id, record: digest } }).catch(
    explainRejection,
  )
  await lease.confirm()
  try {
    onStep('move')
    for (const { limit, group } of inOrder(changes)) {
      await inParallel(limit, group, (change) => set(change, change.to, contents, moving))
    }
    onStep('verify')
    await lease.confirm()
    await inParallel(REQUESTS, changes, (change) => verifyAlias(change, change.to, moving))
    onStep('complete')
  } catch (error) {
    throw await putBack(record, contents, moving, error)
  }
  try {
    await complete(moving, record.id)
  } catch (error) {
    const reason = messageOf(error)
    throw new TransactionError(
      `release ${record.id} moved everything, and could not write that it is complete: ${reason}. Run the release again: it begins with that`,
      { transient: false },
    )
  }
}

/**
 * Tags that are new last: not every registry lets us take them away again. Tags to be removed one by one:
 * distribution 2 answers 500 when it is told to delete several at once.
 */
function inOrder(changes: readonly AliasRecord[]): { limit: number; group: readonly AliasRecord[] }[] {
  const takes = (test: (change: AliasRecord) => boolean): AliasRecord[] => changes.filter(test)
  return [
    { limit: REQUESTS, group: takes(({ from, to }) => from !== null && to !== null) },
    { limit: REQUESTS, group: takes(({ from }) => from === null) },
    { limit: 1, group: takes(({ to }) => to === null) },
  ]
}

/** Says in the journal that nothing is unfinished, and gives the lease back. */
async function complete(
  { repositories, lease }: Pick<Moving, 'repositories' | 'lease'>,
  last: string | undefined,
): Promise<void> {
  await writeJournal(repositories.main, { last })
  await lease.giveBack()
}

/** Undoes a release that failed. @returns the error that says so */
async function putBack(
  record: ReleaseRecord,
  known: Contents,
  moving: Moving,
  failure: unknown,
): Promise<TransactionError> {
  const reason = messageOf(failure)
  moving.say(`release ${record.id} failed: ${reason}; putting everything back`)
  try {
    const left = await undo(record, known, moving)
    await complete(moving, moving.last)
    const outcome =
      left.length === 0 ? 'every alias is as it was' : `every alias is as it was, but: ${leftText(left)}`
    return new TransactionError(`release ${record.id} failed and was undone: ${reason}; ${outcome}`, {
      transient: false,
    })
  } catch (error) {
    return new TransactionError(
      `release ${record.id} failed: ${reason}; it could not be put back: ${messageOf(error)}. Run the release again: it begins with undoing this one`,
      { transient: false },
    )
  }
}

function leftText(left: readonly Left[]): string {
  return left.map(({ name, reason }) => `${name} ${reason}`).join('; ')
}

/**
 * Finishes what a dead release left: when all its aliases are where they should be it was complete, else
 * they are put back.
 * @returns the last release that was completed
 */
export async function recover(
  unfinished: NonNullable<Journal['unfinished']>,
  moving: Moving,
): Promise<string | undefined> {
  const { repositories, last, say } = moving
  const { main } = repositories
  // By its tag, or by its digest when that is gone.
  const record = (await readRecord(main, unfinished.release)) ?? (await readRecord(main, unfinished.record))
  if (record === undefined) {
    say(`the record of release ${unfinished.release} is gone from the registry: its aliases stay as they are`)
    return forget(main, last)
  }
  const changes = changesOf(record)
  const arrived = await inParallel(REQUESTS, changes, async ({ image, tag, to }) => {
    const current = await getManifest(repositories.at(image), tag)
    return current?.descriptor.digest === to?.digest
  })
  if (arrived.every(Boolean)) {
    say(`release ${record.id} ended after it moved everything: it is complete now`)
    return forget(main, record.id)
  }
  moving.onStep('undo')
  let left: readonly Left[]
  try {
    left = await undoAliases(record, new Contents(new Map()), moving)
  } catch (error) {
    const reason = messageOf(error)
    throw new TransactionError(
      `release ${record.id} ended in the middle, and could not be undone: ${reason}. Run the release again: it begins with that`,
      { transient: false },
    )
  }
  say(
    `release ${record.id} ended in the middle: it was undone${left.length === 0 ? '' : `, but ${leftText(left)}`}`,
  )
  return forget(main, last)
}

/** The journal names nothing that is unfinished any more. */
async function forget(main: Repository, last: string | undefined): Promise<string | undefined> {
  await writeJournal(main, { last })
  return last
}

async function undo(record: ReleaseRecord, known: Contents, moving: Moving): Promise<Left[]> {
  moving.onStep('undo')
  await moving.lease.beginUndo()
  return undoAliases(record, known, moving)
}

/** Puts back the aliases that are where the release put them, and reads them back; all that can be. */
async function undoAliases(record: ReleaseRecord, known: Contents, moving: Moving): Promise<Left[]> {
  for (;;) {
    const left = await undoOnce(record, known, moving)
    // A write that got no answer may have been carried out after its alias was read back.
    if (!(await moving.lease.settle())) return left
  }
}

async function undoOnce(record: ReleaseRecord, known: Contents, moving: Moving): Promise<Left[]> {
  const deletable = new Map<Repository, Promise<boolean>>()
  const failures: unknown[] = []
  const undone = async (change: AliasRecord): Promise<Left[]> => {
    try {
      return await undoAlias(change, known, deletable, moving)
    } catch (error) {
      failures.push(error)
      return []
    }
  }
  // Each the other way round.
  const changes = changesOf(record).map(({ from, to, ...alias }) => ({ ...alias, from: to, to: from }))
  const left: Left[] = []
  for (const { limit, group } of inOrder(changes)) {
    left.push(...(await inParallel(limit, group, undone)).flat())
  }
  if (failures.length > 0) throw failures[0]
  return left
}

/** @param change where the release put the alias (`from`), and where it belongs (`to`) */
async function undoAlias(
  change: AliasRecord,
  known: Contents,
  deletable: Map<Repository, Promise<boolean>>,
  moving: Moving,
): Promise<Left[]> {
  const { image, tag, from, to } = change
  const repository = moving.repositories.at(image)
  const name = aliasName({ image, tag })
  const current = (await getManifest(repository, tag))?.descriptor
  if (current?.digest === to?.digest) return []
  if (current !== undefined && current.digest !== from?.digest && !(await isTombstone(repository, current))) {
    return [{ name, reason: `was moved to ${current.digest} by somebody else, and stays there` }]
  }
  const stays = { name, reason: 'is new and stays, as this registry does not let us delete' }
  if (to === null) {
    const allowed = deletable.get(repository) ?? canDelete(repository)
    deletable.set(repository, allowed)
    if (!(await allowed)) return [stays]
  }
  // What nothing named may have been cleaned up since: no later release could put that back either.
  if (to !== null && (await known.find(repository, to)) === undefined) {
    const now = current === undefined ? 'it is not there' : `it stays at ${current.digest}`
    return [{ name, reason: `has lost its old image ${to.digest}, which is gone from the registry; ${now}` }]
  }
  // What counts is what the alias names then, not what was said about it.
  const failure = await set(change, to, known, moving).catch((error: unknown) => ({ error }))
  // A registry may let us delete, and not this tag.
  if (to === null && isRejection(failure?.error)) return [stays]
  await verifyAlias(change, to, moving).catch((error: unknown) => {
    throw failure?.error ?? error
  })
  return []
}

async function isTombstone(repository: Repository, { digest }: Descriptor): Promise<boolean> {
  const stored = await getManifest(repository, digest)
  if (stored === undefined) return false
  const { artifactType } = JSON.parse(stored.bytes.toString('utf8')) as { artifactType?: unknown }
  return artifactType === TOMBSTONE_TYPE
}

async function set(
  { image, tag }: AliasRecord,
  target: Descriptor | null,
  known: Contents,
  { repositories }: Moving,
): Promise<void> {
  const repository = repositories.at(image)
  if (target === null) return deleteTag(repository, tag)
  const { bytes, descriptor } = await known.get(repository, target)
  await putManifest(repository, tag, bytes, descriptor.mediaType)
}

/** @throws RegistryError when the alias, read back, is not what it should be, a few times. */
async function verifyAlias(
  { image, tag }: AliasRecord,
  target: Descriptor | null,
  { repositories }: Moving,
): Promise<void> {
  const repository = repositories.at(image)
  await repository.client.retrying(async () => {
    const stored = await getManifest(repository, tag)
    if (stored?.descriptor.digest === target?.digest) return
    const found = stored?.descriptor.digest ?? 'nothing'
    throw new RegistryError(
      `${formatRepository(repository)}:${tag} should be ${target?.digest ?? 'gone'}; the registry gives ${found}`,
      { transient: true },
    )
  })
}

/** Manifests by digest, read once each. */
class Contents {
  readonly #known: Map<Digest, Promise<StoredManifest | undefined>>

  constructor(known: ReadonlyMap<Digest, StoredManifest>) {
    this.#known = new Map([...known].map(([digest, stored]) => [digest, Promise.resolve(stored)]))
  }

  async get(repository: Repository, descriptor: Descriptor): Promise<StoredManifest> {
    const stored = await this.find(repository, descriptor)
    if (stored !== undefined) return stored
    throw new RegistryError(`${descriptor.digest} is not in ${formatRepository(repository)} any more`, {
      transient: false,
    })
  }

  /** Undefined when it is gone. */
  async find(repository: Repository, { digest }: Descriptor): Promise<StoredManifest | undefined> {
    const known = this.#known.get(digest) ?? getManifest(repository, digest)
    this.#known.set(digest, known)
    // Another repository may have been asked for it, and not have it.
    return (await known) ?? getManifest(repository, digest)
  }
}
