import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import {
  fulcioHandler,
  type HandlerFn,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  initializeTSA,
  rekorHandler,
  tsaHandler,
} from '@sigstore/mock'
import { serve, type TestServer } from '../registry/server.ts'

export interface Sigstore extends TestServer {
  readonly url: string
  /** The trusted root, in JSON. */
  readonly root: string
}

const ISSUER = 'https://token.actions.githubusercontent.com'
const REPOSITORY = 'acme/images'
export const IDENTITY = `https://github.com/${REPOSITORY}/.github/workflows/images.yml@refs/heads/main`

/** An OIDC token of a job, as the servers of these tests take it. */
export function tokenOf(identity = IDENTITY, { repository = REPOSITORY, iss = ISSUER } = {}): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss, aud: 'sigstore', sub: identity, repository }
  return [part({ alg: 'none' }), part(claims), part({})].join('.')
}

/**
 * Fulcio, Rekor and a timestamp authority on a port of 127.0.0.1, and an endpoint of GitHub's for OIDC tokens.
 * @param clock time of the certificate authority, if it is another
 */
export async function startSigstore({ clock }: { readonly clock?: Date } = {}): Promise<Sigstore> {
  const keys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const [caKeys, ctKeys, logKeys, tsaKeys] = [keys(), keys(), keys(), keys()]
  const ctlog = await initializeCTLog(ctKeys)
  // A whole second, as the library can't read the times of this authority where milliseconds end with 0; and none
  // before the authorities' own certificates.
  const now = new Date((Math.floor(Date.now() / 1000) + 2) * 1000)
  const ca = await initializeCA(caKeys, ctlog, clock ?? now)
  const tsa = await initializeTSA(tsaKeys, now)
  const tlog = await initializeTLog('https://rekor.example', logKeys, now)
  const rekor = rekorHandler(tlog)
  const handlers = new Map<string, HandlerFn>(
    [fulcioHandler(ca), tsaHandler(tsa)].map(({ path, fn }) => [path, fn]),
  )
  handlers.set(rekor.path, (body) => rekor.fn(JSON.stringify(storedEntry(JSON.parse(body)))))
  const server = await serve(async (message, response) => {
    const { pathname, searchParams } = new URL(message.url ?? '', 'http://127.0.0.1')
    if (pathname === '/token' && message.headers.authorization === 'Bearer for tests') {
      const value = searchParams.get('audience') === 'sigstore' ? tokenOf() : ''
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ value }))
      return
    }
    const handle = handlers.get(pathname)
    if (handle === undefined) return void response.writeHead(404).end('{}')
    const { statusCode, response: body, contentType } = await handle(String(await buffer(message)))
    response.writeHead(statusCode, { 'content-type': contentType ?? 'text/plain' }).end(body)
  })
  const root = trustedRoot({
    tlogs: [logOf(logKeys.publicKey.export({ format: 'der', type: 'spki' }))],
    ctlogs: [logOf(ctKeys.publicKey.export({ format: 'der', type: 'spki' }))],
    certificateAuthorities: [authorityOf(ca.rootCertificate)],
    timestampAuthorities: [authorityOf(tsa.intCertificate, tsa.rootCertificate)],
  })
  return { ...server, url: `http://${server.host}`, root: JSON.stringify(root) }
}

/** What Rekor keeps of a proposed entry of the kind dsse 0.0.1 (rekor, pkg/types/dsse/v0.0.1/entry.go). */
function storedEntry({
  apiVersion,
  kind,
  spec,
}: {
  apiVersion: string
  kind: string
  spec: Proposed
}): object {
  const { envelope, verifiers } = spec.proposedContent
  const { payload, signatures } = JSON.parse(envelope) as {
    payload: string
    signatures: { sig: string }[]
  }
  const hash = (bytes: Buffer | string) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(bytes).digest('hex'),
  })
  const signed = signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] }))
  const hashes = { envelopeHash: hash(envelope), payloadHash: hash(Buffer.from(payload, 'base64')) }
  return { apiVersion, kind, spec: { ...hashes, signatures: signed } }
}

interface Proposed {
  readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] }
}

/** The form of a trusted root, by what is in it. */
export function trustedRoot({
  tlogs = [],
  ctlogs = [],
  certificateAuthorities,
  timestampAuthorities = [],
}: {
  readonly tlogs?: readonly ReturnType<typeof logOf>[]
  readonly ctlogs?: readonly ReturnType<typeof logOf>[]
  readonly certificateAuthorities: readonly ReturnType<typeof authorityOf>[]
  readonly timestampAuthorities?: readonly ReturnType<typeof authorityOf>[]
}) {
  const mediaType = 'application/vnd.dev.sigstore.trustedroot+json;version=0.1'
  return { mediaType, tlogs, ctlogs, certificateAuthorities, timestampAuthorities }
}

/** @param key its SubjectPublicKeyInfo: ECDSA on P-256 */
export function logOf(key: Buffer, baseUrl = 'https://rekor.example') {
  const validFor = { start: '2020-01-01T00:00:00Z' }
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: key.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: createHash('sha256').update(key).digest('base64') },
  }
}

/** @param chain from the certificate that signs to the root */
export function authorityOf(...chain: ArrayBufferView<ArrayBuffer>[]) {
  const certificates = chain.map((der) => ({
    rawBytes: new X509Certificate(Buffer.from(der.buffer, der.byteOffset, der.byteLength)).raw.toString(
      'base64',
    ),
  }))
  return {
    subject: { organization: 'example', commonName: 'example' },
    uri: 'https://example.org',
    certChain: { certificates },
    validFor: { start: '2020-01-01T00:00:00Z' },
  }
}
