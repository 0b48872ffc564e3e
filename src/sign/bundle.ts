/** Sigstore's bundles by its own library; loaded when something is signed. */
import { type BundleWithDsseEnvelope, bundleToJSON, toDSSEBundle } from '@sigstore/bundle'

/** The bytes that a signature is over (DSSE, protocol.md). */
export function preAuthEncoding(type: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload])
}

/** A bundle of a signature by a key, in JSON. */
export function encodeKeyBundle(options: Parameters<typeof toDSSEBundle>[0]): Buffer {
  const bundle = toDSSEBundle(options)
  // cosign takes no signature with a key id of another form than its own; the key is named beside the envelope.
  for (const signature of bundle.content.dsseEnvelope.signatures) signature.keyid = ''
  return serialize(bundle)
}

export function serialize(bundle: BundleWithDsseEnvelope): Buffer {
  return Buffer.from(JSON.stringify(bundleToJSON(bundle)))
}
