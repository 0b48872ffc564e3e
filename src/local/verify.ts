/** `npm run verify`: the signatures of images in a registry, and of what is attached to them. */
import { readFile } from 'node:fs/promises'
import { ConfigurationError } from '../errors.ts'
import { type Digest, shortDigest } from '../oci/digest.ts'
import { isIndexType, parseManifest } from '../oci/manifest.ts'
import { parseReference } from '../oci/reference.ts'
import { getManifest } from '../registry/manifests.ts'
import { formatRepository, openRepository, type Repository } from '../registry/repository.ts'
import { parsePublicKey } from '../sign/key.ts'
import { missingSignature, nameOfType, REQUIRED } from '../sign/required.ts'
import { readTrustedRoot } from '../sign/root.ts'
import { SIGNATURE } from '../sign/statement.ts'
import { trustCertificates, trustKey } from '../sign/trust.ts'
import { type Trust, verifySignatures } from '../sign/verify.ts'
import { resolveImages } from '../vulnerabilities/released.ts'
import type { Command } from './arguments.ts'
import type { Context } from './context.ts'

/**
 * Shows what is signed of each image: of an index, the index and the image of each platform.
 * @throws ConfigurationError when an image, or what must be attached to it, has no valid signature.
 */
export async function verifyImages(command: Command, { progress }: Context): Promise<string> {
  const trust = await openTrust(command)
  const problems: string[] = []
  for (const text of command.images || []) {
    const { image, reference } = parseReference(text)
    const repository = openRepository(image, { log: progress.info })
    for (const { digest, platform, types } of await subjectsOf(repository, reference, text)) {
      progress.step([`${formatRepository(repository)}@${digest}`, platform].filter(Boolean).join(' for '))
      const found = await verifySignatures(repository, digest, trust)
      for (const { predicateType, by } of found.signed)
        progress.info(`${nameOfType(predicateType)}: signed by ${by}`)
      for (const { predicateType, reason } of found.refused)
        progress.info(`refused, on ${nameOfType(predicateType)}: ${reason}`)
      const missing = missingSignature(found, types)
      if (missing !== undefined) problems.push(`${text} (${shortDigest(digest)}) has ${missing}`)
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'))
  return 'All of it is signed.'
}

async function openTrust(command: Command): Promise<Trust> {
  const { key, identity, issuer, repository, trustedRoot = '', ignoreLog } = command
  if (key === undefined) {
    if (identity === undefined || issuer === undefined || trustedRoot === '')
      throw new ConfigurationError(
        'npm run verify -- IMAGE: say whom you trust, with --key FILE, or with --certificate-identity URI, --certificate-oidc-issuer URL and --trusted-root FILE',
      )
    const root = await readTrustedRoot('--trusted-root', trustedRoot)
    return trustCertificates(root, {
      identities: [identity],
      issuer,
      repository,
      needsLog: ignoreLog !== true,
    })
  }
  const text = await readFile(key, 'utf8').catch((cause: unknown) => {
    throw new ConfigurationError(`--key ${key}: the file can't be read`, { cause })
  })
  return trustKey(parsePublicKey(text, `--key ${key}`))
}

interface Subject {
  readonly digest: Digest
  readonly platform?: string
  /** What must be signed of it. */
  readonly types: readonly string[]
}

async function subjectsOf(repository: Repository, reference: string, text: string): Promise<Subject[]> {
  const stored = await getManifest(repository, reference)
  if (stored === undefined) throw new ConfigurationError(`${text} is not in the registry`)
  const { digest, mediaType } = stored.descriptor
  const itself = { digest, types: [SIGNATURE] }
  const images = (await resolveImages(repository, digest)).map((image) => ({ ...image, types: REQUIRED }))
  if (isIndexType(mediaType)) return [itself, ...images]
  // The record of a release, say, has nothing attached.
  const isImage = parseManifest(stored.bytes, text).artifactType === undefined
  return isImage ? images : [itself]
}
