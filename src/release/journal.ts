/**
 * The journal, a tag that says which release is under way and which was the last one. Only the holder of the lease
 * writes it. It is not part of the lease: whoever overwrites a lease by accident still finds what its holder left.
 */
import * as z from 'zod/mini'
import { digestSchema } from '../oci/descriptor.ts'
import type { Repository } from '../registry/repository.ts'
import { RELEASE_ID } from './record.ts'
import { readTagState, type TagKind, writeTagState } from './tag-state.ts'

export const JOURNAL_TAG = 'release-journal'

const releaseIdSchema = z.string().check(z.regex(RELEASE_ID))

const journalSchema = z.object({
  /** The last release that was completed. */
  last: z.optional(releaseIdSchema),
  /** The release whose aliases are being moved, and the digest of its open record's manifest. */
  unfinished: z.optional(z.object({ release: releaseIdSchema, record: digestSchema })),
})

export type Journal = z.infer<typeof journalSchema>

const KIND: TagKind<Journal> = {
  tag: JOURNAL_TAG,
  artifactType: 'application/vnd.spark-images.release-journal.v1+json',
  name: 'a release journal',
  schema: journalSchema,
}

/** Reads the journal; undefined before the first release. @throws as readTagState() */
export function readJournal(repository: Repository): Promise<Journal | undefined> {
  return readTagState(repository, KIND)
}

export function writeJournal(repository: Repository, journal: Journal): Promise<void> {
  return writeTagState(repository, KIND, journal)
}
