/** Where images are read from to compare them: a registry, or the disk of the machine that built one. */
import { buffer } from 'node:stream/consumers'
import { SPDX_TYPE } from '../attest/spdx.ts'
import { RegistryError } from '../errors.ts'
import type { Layout } from '../layout/layout.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { IN_TOTO_TYPE } from '../oci/statement.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest } from '../registry/manifests.ts'
import { getReferrerBlob, listReferrers, type Referrer } from '../registry/referrers.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'

/** The image of one platform, with what is known of it. */
export interface ImageSource {
  readonly digest: Digest
  /** Names the image in errors. */
  readonly name: string
  /** @throws RegistryError when it is not there. */
  readManifest(): Promise<Uint8Array>
  /** A small blob, verified. @throws RegistryError when it is not there, damaged, or too large to be read at once. */
  readBlob(blob: Descriptor): Promise<Buffer>
  /** The bills of materials and the statements that are attached to it, or would be. */
  listDocuments(): Promise<readonly ImageDocument[]>
}

/** A document about an image, as its list has it. */
export interface ImageDocument extends Pick<Descriptor, 'artifactType' | 'annotations'> {
  /** Undefined when it is gone, or can't be read. */
  read(): Promise<Buffer | undefined>
}

/** An image in a registry. */
export function registrySource(repository: Repository, digest: Digest): ImageSource {
  const name = `${formatRepository(repository)}@${digest}`
  return {
    digest,
    name,
    readManifest: async () => {
      const stored = await getManifest(repository, digest)
      if (stored === undefined) throw new RegistryError(`${name} is gone from the registry`)
      return stored.bytes
    },
    readBlob: (blob) => getBlob(repository, blob),
    listDocuments: async () => {
      const listed = await listAttached(repository, digest)
      return listed.map((referrer) => ({ ...referrer, read: () => getReferrerBlob(repository, referrer) }))
    },
  }
}

async function listAttached(repository: Repository, digest: Digest): Promise<readonly Descriptor[]> {
  const all = await listReferrers(repository, digest)
  const ofType = (type: string): Descriptor[] => all.filter(({ artifactType }) => artifactType === type)
  const [bills, statements] = [ofType(SPDX_TYPE), ofType(IN_TOTO_TYPE)]
  const isClear = statements.every(({ annotations }) => annotations !== undefined)
  if (all.length === 0 || (isClear && bills.length > 0 && statements.length > 0))
    return [...bills, ...statements]
  // Some registries list another type, or no annotations.
  return [
    ...(await listReferrers(repository, digest, SPDX_TYPE)),
    ...(await listReferrers(repository, digest, IN_TOTO_TYPE)),
  ]
}

/**
 * An image that was built and is in no registry.
 * @param documents what a push would attach to it.
 */
export function layoutSource(layout: Layout, documents: readonly Referrer[]): ImageSource {
  const { bytes, descriptor } = layout.manifest
  return {
    digest: descriptor.digest,
    name: `the built image ${descriptor.digest}`,
    readManifest: async () => bytes,
    readBlob: (blob) => buffer(layout.readBlob(blob)),
    listDocuments: async () =>
      documents.map((document) => ({ ...document, read: async () => document.blob })),
  }
}
