/** What a run signs with, as the catalog asks for it. Loaded where it does. */
import type { SigningSettings } from '../catalog/schema/policies.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { formatImageName } from '../oci/reference.ts'
import type { Referrer } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import { parseSigningKey } from './key.ts'
import { attachSigned, keySigner, type Signer } from './signer.ts'
import { signatureOf, statementOf } from './statement.ts'
import type { Trust } from './verify.ts'

/** A private key in PEM and its password, both empty where there is none; `name` is where it is given. */
export interface GivenKey {
  readonly name: string
  readonly text: string
  readonly password: string
}

/** Signs a manifest and documents that are, or will be, attached to it, and attaches the signatures. */
export interface ImageSigner {
  /** @throws RegistryError on a refusal. */
  sign(repository: Repository, subject: Descriptor, documents?: readonly Referrer[]): Promise<void>
}

/** Trusts, too, what is signed here, and by others that the catalog lets sign. */
export interface Signing extends ImageSigner {
  readonly trust: Trust
}

/** Of a catalog: how it signs. */
export type SigningPolicy = Pick<Catalog, 'sign' | 'signing'>

/** What a release trusts beside the catalog's settings. */
export interface GivenTrust {
  /** Sigstore's trusted root in JSON; `name` is where it is given. */
  readonly root: { readonly name: string; readonly text: string }
  /** OWNER/NAME of the repository whose workflow must have signed. */
  readonly repository: string | undefined
}

/** @throws ConfigurationError when what is needed to sign is not there, or does not fit. */
export async function openSigner(policy: SigningPolicy, key: GivenKey): Promise<ImageSigner> {
  if (policy.sign === 'keyless') return imageSigner(await openKeyless(policy.signing))
  return imageSigner(keySigner(await readKey(key)))
}

/** @throws ConfigurationError as openSigner(), and when what is needed to verify is not there, or does not fit. */
export async function openSigning(policy: SigningPolicy, key: GivenKey, given: GivenTrust): Promise<Signing> {
  const { trustCertificates, trustKey } = await import('./trust.ts')
  if (policy.sign === 'key') {
    const pair = await readKey(key)
    return { ...imageSigner(keySigner(pair)), trust: trustKey(pair.publicKey) }
  }
  const { root, repository } = given
  const { signing } = policy
  if (root.text === '')
    throw new ConfigurationError(
      `the catalog says "sign: keyless", and ${root.name} is empty: name the file of Sigstore's trusted root, which docs/verify.md says how to get`,
    )
  const signer = await openKeyless(signing)
  const identities = signing.identities.length > 0 ? signing.identities : [await signer.identity()]
  const trusted = { ...signing, identities, repository, needsLog: signing.log !== 'none' }
  return { ...imageSigner(signer), trust: trustCertificates(root, trusted) }
}

async function readKey({ name, text, password }: GivenKey) {
  if (text.trim() !== '') return parseSigningKey(text, password, name)
  throw new ConfigurationError(
    `the catalog says "sign: key", and ${name} is empty: give it the private key in PEM, from a secret`,
  )
}

/** What @sigstore/sign runs on. */
const NODES = '22.22.2, 24.15.0 or 26.0.0 and later'

/** Whether a version of Node is one of NODES. */
export function canSign(node: string): boolean {
  const [major = 0, minor = 0, patch = 0] = node.split('.').map(Number)
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 2)
  return major === 24 ? minor >= 15 : major >= 26
}

async function openKeyless(settings: SigningSettings) {
  const { env, versions } = process
  if (!canSign(versions.node))
    throw new ConfigurationError(
      `"sign: keyless" needs Node ${NODES} of these lines; this is ${versions.node}: update the runner, or use "sign: key"`,
    )
  if (settings.log === 'none' && settings.timestamps === undefined)
    throw new ConfigurationError(
      'signing.log is none: set signing.timestamps to the address of a timestamp authority, as a certificate is valid for minutes and something must prove when it was used',
    )
  // As @sigstore/sign looks for them.
  const hasToken = env.ACTIONS_ID_TOKEN_REQUEST_URL || env.SIGSTORE_ID_TOKEN
  if (!hasToken)
    throw new ConfigurationError(
      env.GITHUB_ACTIONS === 'true'
        ? 'the catalog says "sign: keyless", and this job may not have an OIDC token: add "id-token: write" to its permissions, and, if a workflow of yours calls the one that it is in, to those of the calling job'
        : 'the catalog says "sign: keyless", which takes the identity of a workflow: set SIGSTORE_ID_TOKEN to an OIDC token for the audience sigstore, or use "sign: key"',
    )
  const { keylessSigner } = await import('./keyless.ts')
  return keylessSigner(settings)
}

function imageSigner(signer: Signer): ImageSigner {
  return {
    async sign(repository, subject, documents = []) {
      const name = formatImageName(repository.image)
      const statements = documents.map((document) => statementOf(document, name, subject.digest))
      await attachSigned(repository, subject, [signatureOf(subject.digest), ...statements], signer)
    },
  }
}
