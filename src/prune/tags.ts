/** What a tag says of what it names: whether it keeps it, or goes with it. Values in, values out. */

import type { Digest } from '../oci/digest.ts'
import { hexOf } from '../oci/digest.ts'
import { stagingTag } from '../plan/plan.ts'
import { leaseTag } from '../release/lease.ts'
import { journal, notedPlans } from '../release/record.ts'
import type { Stored } from './contents.ts'

const STATE_TAGS: readonly string[] = [leaseTag.tag, journal.tag, notedPlans.tag]
const RECORD_TAG = /^release-(\d{8}-\d{6}-[0-9a-f]{6})$/
/** Of what is attached to a manifest: a list, or cosign's signatures, attestations and bills of materials. */
const SUFFIXES = ['', '.sig', '.att', '.sbom']
const ATTACHED_TAG = /^sha256-([0-9a-f]{64})(\.sig|\.att|\.sbom)?$/

/**
 * `state`, `record`: of releases. `staging`: of a build, or the newest of its cell. `cache`, `attached`, `tombstone`: as
 * manifests. `other`: an alias, or somebody else's. What has a date is `staging` or `other` here.
 */
export type TagKind = 'state' | 'record' | 'staging' | 'cache' | 'attached' | 'tombstone' | 'other'

/** What kind of tag it is, which what it names must bear out. */
export function kindOfTag(tag: string, stored: Stored): TagKind {
  const { kind, cell } = stored
  if (kind === 'tombstone') return 'tombstone'
  if (kind === 'state' && STATE_TAGS.includes(tag)) return 'state'
  if (kind === 'record' && recordOf(tag) !== undefined) return 'record'
  if (kind === 'cache' && /^cache-(?:cell|shared)-/.test(tag)) return 'cache'
  if (cell !== undefined) return isStaging(tag, stored) ? 'staging' : 'other'
  const [attached, , suffix] = ATTACHED_TAG.exec(tag) ?? []
  return attached !== undefined && (suffix !== undefined || kind === 'index') ? 'attached' : 'other'
}

/** A tag that a build pushes: by the fingerprint in the image's labels, or that of the newest image of its cell. */
export function isStaging(tag: string, { cell, fingerprint }: Stored): boolean {
  if (cell === undefined) return false
  if (fingerprint !== undefined && tag === stagingTag(cell, fingerprint)) return true
  return tag.startsWith(`${cell}-`) && tag.endsWith('-newest')
}

/** Whether a tag is of the form that builds push, so that it takes the image's labels to know. */
export function mayBeStaging(tag: string): boolean {
  return /-(?:newest|[0-9a-f]{12})$/.test(tag)
}

/** The id of the release whose record a tag names. */
export function recordOf(tag: string): string | undefined {
  return RECORD_TAG.exec(tag)?.[1]
}

/** The manifest that a tag lists attachments of. */
export function subjectOf(tag: string): Digest | undefined {
  const hex = ATTACHED_TAG.exec(tag)?.[1]
  return hex === undefined ? undefined : `sha256:${hex}`
}

/** All tags under which something may be attached to a manifest. */
export function attachedTags(subject: Digest): string[] {
  return SUFFIXES.map((suffix) => `sha256-${hexOf(subject)}${suffix}`)
}
