import { performance } from 'node:perf_hooks'
import type { Descriptor } from '../src/oci/descriptor.ts'
import { inParallel } from '../src/parallel.ts'
import { prune as pruneRegistry } from '../src/prune/prune.ts'
import { pushReferrer } from '../src/registry/referrers.ts'
import { openRepository, type Repository } from '../src/registry/repository.ts'
import { listTags } from '../src/registry/tags.ts'
import { dayOf } from '../src/release/moves.ts'
import { type AliasRecord, journal, writeRecord } from '../src/release/record.ts'
import { cellOf, DAY, policyOf, releaseOptions, tagImage } from '../tests/prune/history.ts'
import { startRegistry } from '../tests/registry/registry.ts'
import { pushCell } from '../tests/release/family.ts'
import type { Context, Result } from './figures.ts'

const ROUNDS = 5
const RELEASES = 41
/** Sixteen cells. */
export const IDS = ['4.1.0', '4.1.1', '4.0.5', '3.5.8'].flatMap((version) =>
  ['baseline', 'gpu', 'iceberg', 'both'].map((variant) => `${version}-${variant}`),
)
/** Beside the acceptance record. */
const ATTACHED = ['application/spdx+json', 'application/vnd.in-toto+json']

/** A dry run on a real registry on the loopback interface without the referrers API, with the tags of many releases. */
export async function prune({ say }: Context): Promise<Result> {
  await using registry = await startRegistry()
  const image = { registry: registry.host, repository: 'bench/spark' }
  const repository = openRepository(image)
  let previous: string | undefined
  for (let index = 0; index < RELEASES; index++) previous = await pushRelease(repository, index, previous)
  await journal.write(repository, { last: previous })
  const tags = (await listTags(repository)).length
  say(`${tags} tags`)
  const samples: number[] = []
  const policy = policyOf({ releases: 10, dated: 100 * DAY })
  let found = ''
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const { items } = await pruneRegistry(policy, { ...releaseOptions(image), dryRun: true })
    samples.push((performance.now() - started) / 1000)
    found = `${items.filter(({ verdict }) => verdict === 'delete').length} of ${items.length} are to be deleted`
  }
  return {
    title: `Prune: ${tags} tags`,
    reference: 'may take',
    figures: [{ name: 'planned', unit: 's', ours: samples, reference: [10] }],
    notes: [`medians of ${ROUNDS} dry runs: ${found}`, `${RELEASES} releases of ${IDS.length} cells`],
  }
}

/** What a release leaves: images with attachments, their staging tags, aliases, tags with a date, the record. */
async function pushRelease(repository: Repository, index: number, previous: string | undefined) {
  const time = new Date(Date.now() - (RELEASES - index) * 7 * DAY)
  const pushed = await inParallel(4, IDS, async (id) => {
    const cell = cellOf(id, `${index}`)
    const target: Descriptor = await pushCell(repository, cell, index)
    for (const type of ATTACHED) {
      const blob = Buffer.from(JSON.stringify({ index, id, type }))
      await pushReferrer(repository, target, { artifactType: type, mediaType: type, annotations: {}, blob })
    }
    const dated = `${id}-${dayOf(time)}`
    for (const tag of [id, dated]) await tagImage(repository, cell.tag, tag)
    const [exact, fixed] = [id, dated].map((tag): AliasRecord => ({ tag, from: null, to: target, cell: id }))
    return [exact, { ...fixed, fixed: true }] as AliasRecord[]
  })
  const id = `${time.toISOString().replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-')}-${String(index).padStart(6, '0')}`
  const history = { cells: [], aliases: [] }
  const about = { format: 1 as const, id, kind: 'release' as const, created: time.toISOString(), previous }
  await writeRecord(repository, { ...about, cells: [], aliases: pushed.flat(), history })
  return id
}
