/** Signing keys: ECDSA on P-256, as cosign makes and reads them. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  type ScryptOptions,
  scrypt,
} from 'node:crypto'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'
import { tryParseJson } from '../oci/json.ts'

export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

const MAKE =
  'make one with "cosign generate-key-pair" or "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"'
const PEM = /-----BEGIN ([A-Z0-9 ]{1,60})-----([\s\S]*?)-----END \1-----/g
/** What `cosign generate-key-pair` and `import-key-pair` write, of today and before version 2. */
const COSIGN = /^ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY$/

/**
 * A private key in PEM: cosign's encrypted form, PKCS #8 with or without a password, or SEC 1.
 * @param what names the key in errors.
 * @throws ConfigurationError that says what does not fit; never with a part of the key.
 */
export async function parseSigningKey(text: string, password: string, what: string): Promise<SigningKey> {
  // OpenSSL puts the parameters of a curve before a key of it.
  const blocks = [...text.matchAll(PEM)].filter(([, label]) => label !== 'EC PARAMETERS')
  const [pem = '', label = '', body = ''] = blocks[0] ?? []
  if (!label.endsWith('PRIVATE KEY')) {
    const found = label === '' ? 'not a key in PEM' : `a ${label}`
    throw new ConfigurationError(`${what} is ${found}, and must be a private key: ${MAKE}`)
  }
  // cosign takes an empty password, too.
  const isEncrypted = label === 'ENCRYPTED PRIVATE KEY' || body.includes('Proc-Type: 4,ENCRYPTED')
  if (password === '' && isEncrypted)
    throw new ConfigurationError(`${what} is encrypted: give its password, too`)
  const privateKey = COSIGN.test(label)
    ? await decryptCosignKey(body, password, what)
    : readPrivateKey(pem, password, what)
  return { privateKey, publicKey: checkCurve(createPublicKey(privateKey), what) }
}

/** A public key in PEM, as cosign.pub is. @throws ConfigurationError as parseSigningKey(). */
export function parsePublicKey(text: string, what: string): KeyObject {
  // createPublicKey() would take a private key, too, which does not belong in such a place.
  if ([...text.matchAll(PEM)][0]?.[1] !== 'PUBLIC KEY')
    throw new ConfigurationError(
      `${what} is no public key in PEM: give cosign.pub, or what "cosign public-key --key" prints`,
    )
  try {
    return checkCurve(createPublicKey(text), what)
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    throw new ConfigurationError(`${what} is a damaged public key`)
  }
}

/** What a bundle names a key by: base64 of the sha256 of its SubjectPublicKeyInfo, as cosign does. */
export function hintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64')
}

function checkCurve(key: KeyObject, what: string): KeyObject {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return key
  const found = type === 'ec' ? `on the curve ${details?.namedCurve}` : `of the type ${type}`
  throw new ConfigurationError(`${what} is ${found}; images are signed with ECDSA on P-256: ${MAKE}`)
}

/** Errors of OpenSSL are about its own insides, and none of them is passed on. */
function readPrivateKey(key: string | Buffer, passphrase: string, what: string): KeyObject {
  try {
    if (typeof key !== 'string') return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
    return createPrivateKey({ key, passphrase: passphrase === '' ? undefined : passphrase })
  } catch {
    const cause = passphrase === '' ? 'damaged' : 'damaged, or its password is another'
    throw new ConfigurationError(`${what} can't be read: it is ${cause}`)
  }
}

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/))
/** go-securesystemslib, encrypted/encrypted.go. */
const encrypted = z.object({
  kdf: z.object({
    name: z.literal('scrypt'),
    // The strengths that cosign knows: others may be there to exhaust who reads them.
    params: z.object({
      N: z.union([z.literal(32768), z.literal(65536), z.literal(131072)]),
      r: z.literal(8),
      p: z.literal(1),
    }),
    salt: base64,
  }),
  cipher: z.object({ name: z.literal('nacl/secretbox'), nonce: base64 }),
  ciphertext: base64,
})

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

async function decryptCosignKey(body: string, password: string, what: string): Promise<KeyObject> {
  const form = tryParseJson(encrypted, Buffer.from(body, 'base64'))
  if (form === undefined)
    throw new ConfigurationError(`${what} is not encrypted as cosign does it, or damaged`)
  const { kdf, cipher, ciphertext } = form
  const { N, r, p } = kdf.params
  const key = await derive(password, Buffer.from(kdf.salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r })
  const nonce = Buffer.from(cipher.nonce, 'base64')
  const { default: nacl } = await import('tweetnacl')
  const isWhole = nonce.length === nacl.secretbox.nonceLength
  const opened = isWhole ? nacl.secretbox.open(Buffer.from(ciphertext, 'base64'), nonce, key) : null
  if (opened === null)
    throw new ConfigurationError(`${what} can't be read: its password is another, or it is damaged`)
  return readPrivateKey(Buffer.from(opened), '', what)
}
