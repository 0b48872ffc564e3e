/** Signs with the identity of a workflow's job, by Sigstore's own library; loaded where that is asked for. */
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import {
  CIContextProvider,
  DSSEBundleBuilder,
  FulcioSigner,
  InternalError,
  RekorWitness,
  type Signature,
  TSAWitness,
  type Signer as WithCertificate,
} from '@sigstore/sign'
import * as z from 'zod/mini'
import type { SigningSettings } from '../catalog/schema/policies.ts'
import { messageOf, RegistryError } from '../errors.ts'
import { tryParseJson } from '../oci/json.ts'
import { IN_TOTO_TYPE } from '../oci/statement.ts'
import { oneLine } from '../text.ts'
import { serialize } from './bundle.ts'
import type { Signer } from './signer.ts'

/** How long a certificate must still be valid, in ms: the log and the timestamp authority see it a little later. */
const MARGIN = 60_000

const REQUEST = { timeout: 15_000, retry: 2 }

export interface KeylessSigner extends Signer {
  /** Who signs, as the certificate has it: the URI of a workflow file and its ref. */
  identity(): Promise<string>
}

/** @throws RegistryError, of its methods, when a server of Sigstore refuses, fails or can't be reached. */
export function keylessSigner({ fulcio, log, timestamps }: SigningSettings): KeylessSigner {
  const signer = new CertifiedSigner(baseOf(fulcio))
  const witnesses = [
    ...(log === 'none'
      ? []
      : [new RekorWitness({ rekorBaseURL: baseOf(log), entryType: 'dsse', ...REQUEST })]),
    ...(timestamps === undefined ? [] : [new TSAWitness({ tsaBaseURL: baseOf(timestamps), ...REQUEST })]),
  ]
  const builder = new DSSEBundleBuilder({ signer, witnesses })
  return {
    identity: () => explained(async () => (await signer.certificate()).identity),
    sign: (payload) =>
      explained(async () => serialize(await builder.create({ data: payload, type: IN_TOTO_TYPE }))),
  }
}

/** The library puts paths behind it that begin with a slash, and Fulcio knows none that begins with two. */
const baseOf = (address: string): string => address.replace(/\/+$/, '')

/** Signs with a key of its own for which it has a certificate, and takes a new one when that ends. */
class CertifiedSigner implements WithCertificate {
  readonly #fulcio: string
  #current: Promise<Certified> | undefined

  constructor(fulcio: string) {
    this.#fulcio = fulcio
  }

  async sign(data: Buffer): Promise<Signature> {
    const { holder, pem } = await this.certificate()
    const { signature } = await holder.sign(data)
    return { signature, key: { $case: 'x509Certificate', certificate: pem } }
  }

  async certificate(): Promise<Certified> {
    const current = await this.#current?.catch(() => undefined)
    if (current !== undefined && current.ends - Date.now() > MARGIN) return current
    this.#current = certify(this.#fulcio)
    return this.#current
  }
}

type Certified = Awaited<ReturnType<typeof certify>>

async function certify(fulcioBaseURL: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = String(publicKey.export({ format: 'pem', type: 'spki' }))
  const holder: WithCertificate = {
    sign: async (data) => ({
      signature: sign('sha256', data, privateKey),
      key: { $case: 'publicKey', publicKey: spki },
    }),
  }
  const identityProvider = new CIContextProvider('sigstore')
  const fulcio = new FulcioSigner({ fulcioBaseURL, identityProvider, keyHolder: holder, ...REQUEST })
  const { key } = await fulcio.sign(Buffer.from('a certificate'))
  if (key.$case !== 'x509Certificate') throw new Error('Fulcio gave no certificate')
  const certificate = new X509Certificate(key.certificate)
  const identity = identityOf(certificate)
  return { holder, pem: key.certificate, identity, ends: certificate.validToDate.getTime() }
}

/** Node puts a name into quotes, as JSON does, that a ref with a comma or an apostrophe is in. */
function identityOf({ subjectAltName = '' }: X509Certificate): string {
  const [, quoted, name = ''] = /(?:URI|email):(?:("(?:[^"\\]|\\.)*")|([^,]*))/.exec(subjectAltName) ?? []
  return quoted === undefined ? name : (tryParseJson(z.string(), quoted) ?? '')
}

/** What the library's codes are about. Of a token that can't be read, its message has the token. */
const STEPS: Readonly<Record<string, string>> = {
  IDENTITY_TOKEN_READ_ERROR: "the job's OIDC token was not given",
  IDENTITY_TOKEN_PARSE_ERROR: "the job's OIDC token is none",
  CA_CREATE_SIGNING_CERTIFICATE_ERROR: 'Fulcio gave no certificate',
  TLOG_CREATE_ENTRY_ERROR: 'the log took no entry',
  TLOG_FETCH_ENTRY_ERROR: 'the log gave no entry',
  TSA_CREATE_TIMESTAMP_ERROR: 'the timestamp authority gave no timestamp',
}

async function explained<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!(error instanceof InternalError)) throw error
    const { code, cause } = error
    const why = cause === undefined || code === 'IDENTITY_TOKEN_PARSE_ERROR' ? '' : `: ${messageOf(cause)}`
    throw new RegistryError(oneLine(`nothing was signed: ${STEPS[code] ?? code}${why}`, 500))
  }
}
