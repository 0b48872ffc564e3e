import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { SigningSettings } from '../../src/catalog/schema/policies.ts'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { TEST_RESULT } from '../../src/plan/record.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { formatRepository, openRepository } from '../../src/registry/repository.ts'
import { releaseSignatures } from '../../src/release/signatures.ts'
import { type ImageSigner, openSigner, type Signing } from '../../src/sign/open.ts'
import { ALIASES, planned, release } from '../release/family.ts'
import { ROOT } from '../support/process.ts'
import { attachedDocuments, stageCell } from '../support/signing.ts'
import { lay } from '../support/user-catalog.ts'

/** The workflow that the policies of the docs name. */
export const IDENTITY = 'https://github.com/acme/images/.github/workflows/spark.yml@refs/heads/main'

/**
 * A policy of docs/policies with other values than those of its example.
 * @param values by what the file has
 * @throws Error when the file does not have one of them once.
 */
export async function policyOf(file: string, values: Readonly<Record<string, string>>): Promise<string> {
  let text = await readFile(path.join(ROOT, 'docs/policies', file), 'utf8')
  for (const [example, value] of Object.entries(values)) {
    const parts = text.split(example)
    if (parts.length !== 2) throw new Error(`docs/policies/${file} has ${parts.length - 1} times: ${example}`)
    text = parts.join(value)
  }
  return text
}

/** Signs as the job that has a token. `setEnv` sets the variable that the token is in. */
export function workflowSigner(
  settings: Partial<SigningSettings>,
  token: string,
  setEnv: (name: string, value: string) => unknown,
): ImageSigner {
  const signing = { ...lay('sign: keyless').signing, ...settings }
  return {
    async sign(...args) {
      setEnv('SIGSTORE_ID_TOKEN', token)
      const signer = await openSigner({ sign: 'keyless', signing }, { name: '', text: '', password: '' })
      await signer.sign(...args)
    },
  }
}

export interface Signers {
  /** Whom the policy names. */
  readonly ours: ImageSigner
  readonly other: ImageSigner
}

let count = 0

/** Pushes images that a policy must take, `signed`, or refuse, the others. @returns their names with digests */
export async function pushImages(registry: string, { ours, other }: Signers) {
  const push = async (...signatures: readonly [ImageSigner, (document: string) => boolean][]) => {
    const repository = openRepository({ registry, repository: `policy${count++}/spark` })
    const image = await stageCell(repository, planned('4.1.1', 'gpu'), undefined)
    const attached = await attachedDocuments(repository, image)
    for (const [signer, takes] of signatures)
      await signer.sign(
        repository,
        image,
        attached.filter(({ blob }) => takes(String(blob))),
      )
    return `${formatRepository(repository)}@${image.digest}`
  }
  const all = (): boolean => true
  const isRecord = (document: string): boolean => document.includes(TEST_RESULT)
  const isProvenance = (document: string): boolean => document.includes('https://slsa.dev/provenance/v1')
  return {
    signed: await push([ours, all]),
    unsigned: await push(),
    'signed by another': await push([other, all]),
    'without the acceptance record': await push([ours, (document) => !isRecord(document)]),
    'without the provenance': await push([ours, (document) => !isProvenance(document)]),
    'with the acceptance record of another': await push(
      [ours, (document) => !isRecord(document)],
      [other, isRecord],
    ),
  }
}

/** Releases an index over two platforms. @returns the names, with digests, of the images and of the index */
export async function releaseIndex(registry: string, signing: Signing) {
  const repository = openRepository({ registry, repository: `policy${count++}/spark` })
  const family = [planned('4.1.1', 'gpu'), planned('4.1.1', 'gpu', 'linux/arm64'), planned('4.1.0', 'gpu')]
  const images: Descriptor[] = []
  for (const cell of family) images.push(await stageCell(repository, cell, signing))
  const options = { dryRun: false, by: 'a test', now: new Date(), say() {}, image: repository.image }
  await release(family, ALIASES, { ...options, signatures: releaseSignatures(signing, false) })
  const index = await resolveTag(repository, '4.1.1-gpu')
  if (index?.mediaType !== MEDIA_TYPES.index) throw new Error('the alias names no index')
  const nameOf = ({ digest }: Descriptor): string => `${formatRepository(repository)}@${digest}`
  return { platforms: images.slice(0, 2).map(nameOf), index: nameOf(index) }
}
