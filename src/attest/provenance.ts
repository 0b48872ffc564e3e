/** What is attached to an image besides its acceptance record, such as how it was built. */
import type { Catalog } from '../catalog/schema.ts'
import { hexOf, isDigest } from '../oci/digest.ts'
import { encodeStatement } from '../oci/statement.ts'
import { type Referrer, statementReferrer } from '../registry/referrers.ts'
import { type AttestedImage, DOCUMENTATION, lockedPurl, ociPurl, type Package } from './package.ts'
import { SPDX_TYPE, spdxDocument } from './spdx.ts'

/** https://slsa.dev/spec/v1.0/provenance */
export const SLSA_PROVENANCE = 'https://slsa.dev/provenance/v1'
/** What the fields of the build definition mean. */
const BUILD_TYPE = `${DOCUMENTATION}#build-type-v1`
export const LOCAL_BUILDER = `${DOCUMENTATION}#local`

export interface BuildRun {
  readonly fingerprint: string
  readonly testsFingerprint: string
  readonly catalog: Pick<Catalog, 'epoch' | 'compression'>
  /** `name` without a digest, as the catalog has it; `reference` in full, `registry/name@digest`. */
  readonly base: { readonly name: string; readonly digest: string; readonly reference: string }
  /** Where the action's and the images folder's sources are, with the git commit when it is known. */
  readonly source: string
  readonly revision?: string
  /** URI of the workflow that built it; undefined outside workflows. */
  readonly builder?: string
  readonly invocation?: string
  readonly started: Date
  readonly finished: Date
}

/** The bill of materials, which is the same for the same image, and the provenance of this build. */
export function attestations(image: AttestedImage, packages: readonly Package[], run: BuildRun): Referrer[] {
  const created = run.catalog.epoch
  return [
    {
      artifactType: SPDX_TYPE,
      mediaType: SPDX_TYPE,
      annotations: { 'org.opencontainers.image.created': created },
      blob: spdxDocument(image, packages, created),
    },
    statementReferrer(SLSA_PROVENANCE, provenance(image, run), run.finished.toISOString()),
  ]
}

/** An in-toto statement. It is not signed: anyone who may push to the repository could attach another. */
export function provenance(image: AttestedImage, run: BuildRun): Buffer {
  const { cell } = image
  const { fingerprint, testsFingerprint, catalog } = run
  const subject = { name: image.name, digest: image.digest }
  return encodeStatement([subject], SLSA_PROVENANCE, {
    buildDefinition: {
      buildType: BUILD_TYPE,
      externalParameters: {
        cell: cell.id,
        platform: cell.platform,
        base: run.base.name,
        args: cell.args,
        catalog: { epoch: catalog.epoch, compression: catalog.compression },
      },
      internalParameters: { fingerprint, testsFingerprint },
      resolvedDependencies: dependencies(image, run),
    },
    runDetails: {
      builder: { id: run.builder ?? LOCAL_BUILDER },
      metadata: {
        invocationId: run.invocation,
        startedOn: timestamp(run.started),
        finishedOn: timestamp(run.finished),
      },
    },
  })
}

/** in-toto's ResourceDescriptors of all that the image was made from. */
function dependencies({ locked }: AttestedImage, { base, source, revision }: BuildRun) {
  const [name = base.name] = base.reference.split('@')
  const tag = /:([^/:]+)$/.exec(base.name)?.[1]
  const at = revision ? `@${revision}` : ''
  return [
    {
      name: 'base',
      uri: ociPurl(name, base.digest, tag),
      digest: isDigest(base.digest) ? { sha256: hexOf(base.digest) } : undefined,
    },
    { name: 'source', uri: `git+${source}${at}`, digest: revision && { gitCommit: revision } },
    ...locked.map((artifact) => ({
      name: artifact.file,
      uri: lockedPurl(artifact),
      digest: { sha256: artifact.sha256 },
    })),
  ]
}

const timestamp = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`
