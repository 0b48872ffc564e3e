/** What is signed: in-toto statements (in-toto/attestation, spec/v1/statement.md) about an image or another manifest. */
import * as z from 'zod/mini'
import { SPDX_TYPE } from '../attest/spdx.ts'
import type { Digest } from '../oci/digest.ts'
import { parseJson } from '../oci/json.ts'
import { encodeStatement, STATEMENT_TYPE, type Subject } from '../oci/statement.ts'
import type { Referrer } from '../registry/referrers.ts'

/** Predicate type of a signature on an image alone (cosign, pkg/types/predicate.go). */
export const SIGNATURE = 'https://sigstore.dev/cosign/sign/v1'

/** Predicate type of an SPDX document, as `cosign attest --type spdxjson` has it. */
export const SPDX_PREDICATE = 'https://spdx.dev/Document'

const statement = z.object({
  _type: z.enum([STATEMENT_TYPE, 'https://in-toto.io/Statement/v0.1']),
  subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })),
  predicateType: z.string(),
})

/** A statement's bytes, which are what is signed. */
export interface Statement {
  readonly predicateType: string
  readonly payload: Buffer
}

/** The statement by which cosign signs a manifest of any kind. */
export function signatureOf(digest: Digest): Statement {
  return encode({ digest }, SIGNATURE, {})
}

/**
 * What is to be signed of an attached document: a statement bit for bit as it is attached, and an SPDX document within
 * one. @throws RegistryError when it is neither.
 */
export function statementOf({ artifactType, blob }: Referrer, name: string, digest: Digest): Statement {
  if (artifactType !== SPDX_TYPE) return { predicateType: parseStatement(blob).predicateType, payload: blob }
  const document = parseJson(z.unknown(), blob, 'the bill of materials', 'an SPDX document')
  return encode({ name, digest }, SPDX_PREDICATE, document)
}

/** What a signed statement is about, and its type. @throws RegistryError when it is no in-toto statement. */
export function parseStatement(payload: Uint8Array) {
  return parseJson(statement, payload, 'what is signed', 'an in-toto statement')
}

function encode(subject: Subject, predicateType: string, predicate: unknown): Statement {
  return { predicateType, payload: encodeStatement([subject], predicateType, predicate) }
}
