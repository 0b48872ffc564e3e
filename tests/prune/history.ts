/** Families with a past, for tests of prune. */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Alias } from '../../src/catalog/schema.ts'
import { output } from '../../src/engine/command.ts'
import { type Digest, hexOf, isDigest, sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import type { ImageName } from '../../src/oci/reference.ts'
import type { PlanOutputCell } from '../../src/plan/output.ts'
import type { PrunePolicy } from '../../src/prune/decide.ts'
import { pushBytes } from '../../src/registry/artifact.ts'
import { getManifest, putManifest } from '../../src/registry/manifests.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import type { ReleaseOptions } from '../../src/release/session.ts'
import type { TestRegistry } from '../registry/registry.ts'
import { planned, pushCell, release } from '../release/family.ts'

export const DAY = 86_400_000

/** No process of these tests goes on after its end: nobody waits for a lease, however slow the machine is. */
const TIMES = { settle: 30, renew: 300, valid: 120_000, flight: 50, lease: 150, wait: 120_000 }

export const ALIASES: readonly Alias[] = [
  { tag: '{version}-{variant}' },
  { tag: '{variant}' },
  { tag: '{version}-{variant}-{date}' },
  { image: 'spark-{version}', tag: '{variant}' },
]

/** A cell of this fingerprint: of a changed catalog it is another one. */
export function cellOf(id: string, fingerprint: string, platform = 'linux/amd64'): PlanOutputCell {
  const [version = '', variant = ''] = id.split('-')
  const hex = hexOf(sha256(`${id} ${fingerprint} ${platform}`))
  return { ...planned(version, variant, platform), fingerprint: hex, tag: `${id}-${hex.slice(0, 12)}` }
}

export function releaseOptions(image: ImageName, now = new Date()): ReleaseOptions {
  return { image, times: TIMES, dryRun: false, by: 'a test', now, say: () => {}, client: { env: {} } }
}

/** The day in tags of ALIASES. */
function dateOf(_place: string | undefined, tag: string): number | undefined {
  const [, year, month, day] = /^4\..*-(\d{4})(\d{2})(\d{2})$/.exec(tag) ?? []
  return year === undefined ? undefined : Date.parse(`${year}-${month}-${day}T00:00:00Z`)
}

/** A policy for ten days after all of it was pushed. */
export function policyOf(policy: Partial<PrunePolicy> = {}): PrunePolicy {
  const cells = [{ id: '4.1.1-baseline', version: '4.1.1', platform: 'linux/amd64' }]
  const defaults = { releases: 2, staging: 5 * DAY, dated: undefined, cells, dateOf }
  return { ...defaults, now: Date.now() + 10 * DAY, ...policy }
}

/** Releases cells, days ago. @returns the id */
export async function releaseAgo(
  image: ImageName,
  cells: readonly PlanOutputCell[],
  ago: number,
  aliases = ALIASES,
): Promise<string> {
  const now = new Date(Date.now() - ago * DAY)
  const options = { ...releaseOptions(image, now), planned: now.toISOString() }
  return (await release(cells, aliases, options)).id ?? ''
}

/** Pushes what BuildKit pushes as a cache. */
export async function pushCache(repository: Repository, tag: string): Promise<void> {
  const config = await pushBytes(repository, 'application/vnd.buildkit.cacheconfig.v0', randomBytes(30))
  const layers = [await pushBytes(repository, 'application/vnd.oci.image.layer.v1.tar', randomBytes(3000))]
  const manifest = { schemaVersion: 2, mediaType: MEDIA_TYPES.manifest, config, layers }
  await putManifest(repository, tag, Buffer.from(JSON.stringify(manifest)), MEDIA_TYPES.manifest)
}

/** Gives an image one more tag. */
export async function tagImage(repository: Repository, reference: string, tag: string): Promise<void> {
  const stored = await getManifest(repository, reference)
  if (stored === undefined) throw new Error(`there is no ${reference}`)
  await putManifest(repository, tag, stored.bytes, stored.descriptor.mediaType)
}

/**
 * A family of which one variant changes with each release, one never, and one is for two platforms; with images that
 * were never released, caches of which one is in use, and what is somebody else's.
 * @returns the ids of its releases, oldest first
 */
export async function makeFamily(image: ImageName, releases = 4): Promise<string[]> {
  const repository = openRepository(image)
  const ids: string[] = []
  const gpu = cellOf('4.1.1-gpu', 'always')
  await pushCell(repository, gpu)
  for (let index = 0; index < releases; index++) {
    const changing = [
      cellOf('4.1.1-baseline', `${index}`),
      ...['linux/amd64', 'linux/arm64'].map((platform) => cellOf('4.1.1-both', `${index}`, platform)),
    ]
    for (const cell of changing) await pushCell(repository, cell, index)
    ids.push(await releaseAgo(image, [...changing, gpu], (releases - index) * 7))
  }
  for (const build of ['x', 'y']) {
    const cell = cellOf('4.1.0-baseline', build)
    await pushCell(repository, cell, 7)
    await tagImage(repository, cell.tag, '4.1.0-baseline-linux-amd64-newest')
  }
  await pushCache(repository, 'cache-cell-4.1.1-baseline-linux-amd64')
  await pushCache(repository, 'cache-cell-4.0.9-baseline-linux-amd64')
  await pushCache(repository, 'cache-of-somebody-else')
  const foreign = { 'spark-images.cell': '', 'spark-images.fingerprint': '' }
  await pushCell(repository, { ...cellOf('9.9.9-other', 'z'), tag: 'other-0123456789ab' }, 9, {
    labels: foreign,
  })
  repository.client.close()
  return ids
}

/** What a registry keeps on disk of a repository: tags with their digests, and manifests. */
export interface OnDisk {
  readonly tags: Readonly<Record<string, Digest>>
  readonly manifests: readonly Digest[]
}

/** All repositories of an owner, by their last names. */
export async function readDisk({ storage }: TestRegistry, owner: string): Promise<Record<string, OnDisk>> {
  const root = path.join(storage, 'repositories', owner)
  const found: Record<string, OnDisk> = {}
  for (const name of (await readdir(root)).sort()) {
    const folder = path.join(root, name, '_manifests')
    const tags: Record<string, Digest> = {}
    for (const tag of (await readdir(path.join(folder, 'tags')).catch(() => [])).sort()) {
      const digest = await readFile(path.join(folder, 'tags', tag, 'current/link'), 'utf8').catch(() => '')
      if (isDigest(digest)) tags[tag] = digest
    }
    const manifests: Digest[] = []
    for (const hex of (await readdir(path.join(folder, 'revisions/sha256'))).sort()) {
      const link = await readFile(path.join(folder, 'revisions/sha256', hex, 'link'), 'utf8').catch(() => '')
      if (isDigest(link)) manifests.push(link)
    }
    found[name] = { tags, manifests }
  }
  return found
}

/** A copy of all repositories of an owner, under another one: their blobs are the registry's. */
export async function copyOwner({ storage }: TestRegistry, from: string, to: string): Promise<void> {
  const root = path.join(storage, 'repositories')
  await mkdir(root, { recursive: true })
  // Some thousand files: Node's own cp takes half a second.
  await output('cp', ['-R', '--', path.join(root, from), path.join(root, to)])
}
