import { generateKeyPairSync, sign } from 'node:crypto'
import { hexOf, sha256 } from '../../src/oci/digest.ts'
import { serve, type TestServer } from '../registry/server.ts'

export interface TufRepository extends TestServer {
  readonly url: string
  /** Its root.json, which a client is told to trust. */
  readonly root: string
}

/**
 * A TUF repository on a port of 127.0.0.1, as the one from which Sigstore's clients fetch the public trusted root:
 * its one target is a trusted root. One key signs all of it.
 */
export async function serveTrustedRoot(trustedRoot: string): Promise<TufRepository> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw.toString('hex') } }
  const keyid = hash(canonical(key))
  const role = { keyids: [keyid], threshold: 1 }
  const signed = (type: string, fields: object): string => {
    const metadata = {
      ...{ _type: type, spec_version: '1.0.31', version: 1, expires: '2099-01-01T00:00:00Z' },
      ...fields,
    }
    const sig = sign(null, Buffer.from(canonical(metadata)), privateKey).toString('hex')
    return JSON.stringify({ signed: metadata, signatures: [{ keyid, sig }] })
  }
  const about = (text: string) => ({ length: Buffer.byteLength(text), hashes: { sha256: hash(text) } })
  const root = signed('root', {
    consistent_snapshot: false,
    keys: { [keyid]: key },
    roles: { root: role, targets: role, snapshot: role, timestamp: role },
  })
  const targets = signed('targets', { targets: { 'trusted_root.json': about(trustedRoot) } })
  const snapshot = signed('snapshot', { meta: { 'targets.json': { version: 1, ...about(targets) } } })
  const timestamp = signed('timestamp', { meta: { 'snapshot.json': { version: 1, ...about(snapshot) } } })
  const files: Readonly<Record<string, string>> = {
    ...{ '/root.json': root, '/1.root.json': root, '/targets.json': targets },
    ...{ '/snapshot.json': snapshot, '/timestamp.json': timestamp },
    '/targets/trusted_root.json': trustedRoot,
  }
  const server = await serve(({ url = '' }, response) => {
    const file = files[url]
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  return { ...server, url: `http://${server.host}`, root }
}

const hash = (text: string): string => hexOf(sha256(text))

/** JSON with its keys in order and no white space, which is what is signed. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field !== 'object' || field === null || Array.isArray(field)
      ? field
      : Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1))),
  )
}
