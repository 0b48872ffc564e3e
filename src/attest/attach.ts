/** What is attached to an image besides its acceptance record. */
import type { Referrer } from '../registry/referrers.ts'
import type { AttestedImage } from './package.ts'
import { type BuildRun, provenance, SLSA_PROVENANCE } from './provenance.ts'
import type { FoundFiles } from './scan.ts'
import { SPDX_TYPE, spdxDocument } from './spdx.ts'

/** Media type of an in-toto statement in JSON, and `artifactType` of its manifest. */
export const IN_TOTO_TYPE = 'application/vnd.in-toto+json'

/**
 * The bill of materials, which is the same for the same image, and the provenance of this build.
 */
export function attestations(image: AttestedImage, files: FoundFiles, run: BuildRun): Referrer[] {
  const created = run.catalog.epoch
  return [
    {
      artifactType: SPDX_TYPE,
      mediaType: SPDX_TYPE,
      annotations: { 'org.opencontainers.image.created': created },
      blob: spdxDocument(image, files, created),
    },
    {
      artifactType: IN_TOTO_TYPE,
      mediaType: IN_TOTO_TYPE,
      annotations: {
        'in-toto.io/predicate-type': SLSA_PROVENANCE,
        'org.opencontainers.image.created': run.finished.toISOString(),
      },
      blob: provenance(image, run),
    },
  ]
}
