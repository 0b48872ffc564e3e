/** In-toto statements: claims of a type about manifests (in-toto/attestation, spec/v1/statement.md). */
import { type Digest, hexOf } from './digest.ts'

/** Media type of a statement in JSON, and `artifactType` of a manifest that attaches one. */
export const IN_TOTO_TYPE = 'application/vnd.in-toto+json'

/** What `_type` of a statement says. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'

/** The annotation of an attached statement by which lists of what is attached tell it from others. */
export const PREDICATE_TYPE = 'in-toto.io/predicate-type'

/** What a statement is about; a signature names the digest alone. */
export interface Subject {
  readonly name?: string
  readonly digest: Digest
}

/** The bytes of a statement: the same for the same claim. */
export function encodeStatement(
  subjects: readonly Subject[],
  predicateType: string,
  predicate: unknown,
): Buffer {
  const subject = subjects.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } }))
  return Buffer.from(JSON.stringify({ _type: STATEMENT_TYPE, subject, predicateType, predicate }))
}
