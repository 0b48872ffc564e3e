/** The transaction of a release: all aliases of its record move, or none. */
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest, putManifest, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { canDelete, deleteTag } from '../registry/tags.ts'
import { type Lease, leaseTag } from './lease.ts'
import type { AliasRecord, ReleaseRecord } from './record.ts'
import { aliasName, journal, writeRecord } from './record.ts'
import { isTombstone, repositoryAt } from './state.ts'

interface TransactionContext {
  readonly main: Repository
  readonly lease: Lease
  readonly last: string | undefined
  readonly say: (text: string) => void
}

/** A release that failed when aliases were moved already: it was put back, or could not be. */
export class TransactionError extends RegistryError {}

export const MUTABLE = `a release moves aliases and writes ${leaseTag.tag}, ${journal.tag} and release-plans again and again: exempt these and all aliases but those with a date from the registry's rule for immutable tags`

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

/** The changes of one release, done or undone. */
export class Transaction {
  readonly #context: TransactionContext
  readonly #record: ReleaseRecord
  readonly #changes: readonly AliasRecord[]
  readonly #manifests: Map<string, StoredManifest>
  /** Whether repositories, as aliases have them, let us delete: asked once. */
  readonly #deletable = new Map<string | undefined, Promise<boolean>>()
  /** Of the record's manifest, once writeRecord() has written it. */
  #digest: Digest | undefined

  /** @param known manifests that need not be read again */
  constructor(context: TransactionContext, record: ReleaseRecord, known: readonly StoredManifest[] = []) {
    this.#context = context
    this.#record = record
    this.#changes = record.aliases.filter(({ from, to }) => from?.digest !== to?.digest)
    this.#manifests = new Map(known.map((stored) => [stored.descriptor.digest, stored]))
  }

  /** Writes the record, before the journal names it and anything moves. */
  async writeRecord(): Promise<Descriptor> {
    const { main } = this.#context
    // What it takes to put everything back is fetched while nothing has happened.
    await inParallel(REQUESTS, this.#changes, async ({ image, from }) => {
      if (from !== null) await this.#manifestOf(repositoryAt(main, image), from.digest)
    })
    const stored = await writeRecord(main, this.#record)
    this.#digest = stored.digest
    return stored
  }

  /**
   * Moves all aliases of the record, or none: what was moved when something fails is put back.
   * @throws TransactionError that says what failed and whether everything is as it was.
   */
  async move(): Promise<void> {
    const { main, lease, last } = this.#context
    const { id } = this.#record
    if (this.#digest === undefined) throw new Error('a record is written before anything moves')
    await lease.confirm()
    const unfinished = { release: id, record: this.#digest }
    await journal.write(main, { last, unfinished }).catch(explainRejection)
    await lease.confirm()
    try {
      for (const { limit, group } of inOrder(this.#changes)) {
        await inParallel(limit, group, (change) => this.#set(change))
      }
      await lease.confirm()
      await inParallel(REQUESTS, this.#changes, (change) => this.#verify(change))
    } catch (error) {
      throw await this.#putBack(messageOf(error))
    }
    try {
      await this.#complete(id)
    } catch (error) {
      throw new TransactionError(
        `release ${id} moved everything, and could not write that it is complete: ${messageOf(error)}. Run the release again: it begins with that`,
      )
    }
  }

  /** @returns the error that says whether the failed release could be undone */
  async #putBack(reason: string): Promise<TransactionError> {
    const { lease, last, say } = this.#context
    const release = `release ${this.#record.id}`
    say(`${release} failed: ${reason}; putting everything back`)
    try {
      await lease.beginUndo()
      const left = await this.#undo()
      await this.#complete(last)
      const but = left.length === 0 ? '' : `, but: ${left.join('; ')}`
      return new TransactionError(
        `${release} failed and was undone: ${reason}; every alias is as it was${but}`,
      )
    } catch (error) {
      return new TransactionError(
        `${release} failed: ${reason}; it could not be put back: ${messageOf(error)}. Run the release again: it begins with undoing this one`,
      )
    }
  }

  /** Says in the journal that nothing is unfinished, and gives the lease back. */
  async #complete(last: string | undefined): Promise<void> {
    const { main, lease } = this.#context
    await journal.write(main, { last })
    await lease.giveBack()
  }

  /**
   * Finishes what a dead release left: it was complete if all aliases are where they should be, else it is undone.
   * @returns the last release that was completed
   */
  async finish(): Promise<string | undefined> {
    const { main, last, say } = this.#context
    const { id } = this.#record
    const arrived = await inParallel(REQUESTS, this.#changes, async ({ image, tag, to }) => {
      const current = await getManifest(repositoryAt(main, image), tag)
      return current?.descriptor.digest === to?.digest
    })
    if (arrived.every(Boolean)) {
      say(`release ${id} ended after it moved everything: it is complete now`)
      return id
    }
    try {
      const left = await this.#undo()
      const but = left.length === 0 ? '' : `, but ${left.join('; ')}`
      say(`release ${id} ended in the middle: it was undone${but}`)
      return last
    } catch (error) {
      throw new TransactionError(
        `release ${id} ended in the middle, and could not be undone: ${messageOf(error)}. Run the release again: it begins with that`,
      )
    }
  }

  /** Puts back all aliases that can be, and reads them back. @returns what can't be put back, and why */
  async #undo(): Promise<string[]> {
    const reversed = this.#changes.map(({ from, to, ...alias }) => ({ ...alias, from: to, to: from }))
    for (;;) {
      const left: string[] = []
      const failures: unknown[] = []
      for (const { limit, group } of inOrder(reversed)) {
        await inParallel(limit, group, async (change) => {
          const problem = await this.#undoAlias(change).catch((error) => void failures.push(error))
          if (problem !== undefined) left.push(`${aliasName(change)} ${problem}`)
        })
      }
      if (failures.length > 0) throw failures[0]
      // A write that got no answer may have been carried out after its alias was read back.
      if (!(await this.#context.lease.settle())) return left
    }
  }

  /**
   * @param change where the release put the alias (`from`), and where it belongs (`to`)
   * @returns why it can't be put back
   */
  async #undoAlias(change: AliasRecord): Promise<string | undefined> {
    const { image, tag, from, to } = change
    const repository = repositoryAt(this.#context.main, image)
    const stored = await getManifest(repository, tag)
    const current = stored?.descriptor.digest
    if (current === to?.digest) return undefined
    if (stored !== undefined && current !== from?.digest && !isTombstone(stored)) {
      return `was moved to ${current} by somebody else, and stays there`
    }
    const stays = 'is new and stays, as this registry does not let us delete'
    if (to === null) {
      const allowed = this.#deletable.get(image) ?? canDelete(repository)
      this.#deletable.set(image, allowed)
      if (!(await allowed)) return stays
    } else if ((await this.#manifestOf(repository, to.digest)) === undefined) {
      // What nothing named may have been cleaned up since: no later release could put that back either.
      const now = current === undefined ? 'it is not there' : `it stays at ${current}`
      return `has lost its old image ${to.digest}, which is gone from the registry; ${now}`
    }
    // What counts is what the alias names then, not what was said about it.
    const failure = await this.#set(change).catch((error: unknown) => ({ error }))
    // A registry may let us delete, and not this tag.
    if (to === null && isRejection(failure?.error)) return stays
    await this.#verify(change).catch((error: unknown) => {
      throw failure?.error ?? error
    })
    return undefined
  }

  async #set({ image, tag, to }: AliasRecord): Promise<void> {
    const repository = repositoryAt(this.#context.main, image)
    if (to === null) return deleteTag(repository, tag)
    const manifest = await this.#manifestOf(repository, to.digest)
    if (manifest === undefined) {
      throw new RegistryError(`${to.digest} is not in ${formatRepository(repository)} any more`)
    }
    await putManifest(repository, tag, manifest.bytes, manifest.descriptor.mediaType)
  }

  /** @throws RegistryError when the alias, read back a few times, is not what it should be. */
  async #verify({ image, tag, to }: AliasRecord): Promise<void> {
    const repository = repositoryAt(this.#context.main, image)
    await repository.client.retrying(async () => {
      const stored = await getManifest(repository, tag)
      if (stored?.descriptor.digest === to?.digest) return
      const found = stored?.descriptor.digest ?? 'nothing'
      throw new RegistryError(
        `${formatRepository(repository)}:${tag} should be ${to?.digest ?? 'gone'}; the registry gives ${found}`,
        { transient: true },
      )
    })
  }

  /** A manifest, read once; undefined when it is gone. */
  async #manifestOf(repository: Repository, digest: Digest): Promise<StoredManifest | undefined> {
    const manifest = this.#manifests.get(digest) ?? (await getManifest(repository, digest))
    if (manifest !== undefined) this.#manifests.set(digest, manifest)
    return manifest
  }
}

/**
 * Tags that are new last: not every registry lets us take them away again. Tags to be removed one by one:
 * distribution 2 answers 500 when it is told to delete several at once.
 */
function inOrder(changes: readonly AliasRecord[]) {
  return [
    { limit: REQUESTS, group: changes.filter(({ from, to }) => from !== null && to !== null) },
    { limit: REQUESTS, group: changes.filter(({ from }) => from === null) },
    { limit: 1, group: changes.filter(({ to }) => to === null) },
  ]
}
