import { Readable } from 'node:stream'
import { sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { inParallel } from '../../src/parallel.ts'
import { notedParts } from '../../src/plan/changes.ts'
import { type FingerprintedCell, newestTag } from '../../src/plan/plan.ts'
import { type AcceptanceRecord, encodeRecord, TEST_RESULT } from '../../src/plan/record.ts'
import { pushBlob } from '../../src/registry/blobs.ts'
import { putManifest } from '../../src/registry/manifests.ts'
import { pushReferrer, statementReferrer } from '../../src/registry/referrers.ts'
import { formatRepository, type Repository } from '../../src/registry/repository.ts'

const EMPTY = Buffer.from('{}')

/**
 * Puts into a registry what a build of each target would have put there, without the image's layers: manifest,
 * tags and acceptance record. @param options `created`: when the records were attached; `more`: what else they say
 */
export async function publish(
  repository: Repository,
  targets: readonly FingerprintedCell[],
  {
    created = '2026-11-20T10:00:00.000Z',
    tests = [] as AcceptanceRecord['tests'],
    more = {} as Partial<AcceptanceRecord>,
  } = {},
): Promise<void> {
  const config = { mediaType: MEDIA_TYPES.empty, digest: sha256(EMPTY), size: EMPTY.length }
  await pushBlob(repository, config, (start) => Readable.from([EMPTY.subarray(start)]))
  await inParallel(8, targets, async (target) => {
    const { cell, tag, fingerprint, testsFingerprint, parts, testParts } = target
    const annotations = { cell: cell.id, platform: cell.platform, fingerprint }
    const mediaType = MEDIA_TYPES.manifest
    const manifest = { schemaVersion: 2, mediaType, config, layers: [], annotations }
    const bytes = Buffer.from(JSON.stringify(manifest))
    const subject = await putManifest(repository, tag, bytes, mediaType)
    await putManifest(repository, newestTag(cell), bytes, mediaType)
    const record = {
      cell: cell.id,
      platform: cell.platform,
      fingerprint,
      testsFingerprint,
      compressedBytes: 1,
      unpackedBytes: 2,
      tests,
      parts: notedParts(parts),
      testParts: notedParts(testParts),
      ...more,
    }
    const blob = encodeRecord(record, formatRepository(repository), subject.digest)
    await pushReferrer(repository, subject, statementReferrer(TEST_RESULT, blob, created))
  })
}
