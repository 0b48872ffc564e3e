import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Digest } from '../../src/oci/digest.ts'
import type { PrunePolicy } from '../../src/prune/decide.ts'
import { type PruneOptions, type PruneResult, prune } from '../../src/prune/prune.ts'
import { headline, itemsJson, warningsOf } from '../../src/prune/report.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { deleteTag } from '../../src/registry/tags.ts'
import { leaseTag } from '../../src/release/lease.ts'
import { journal } from '../../src/release/record.ts'
import { rollback } from '../../src/release/rollback.ts'
import { gateway } from '../registry/gateway.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { type Deviation, pushCell } from '../release/family.ts'
import { eventOf, runHere } from '../support/here.ts'
import { ROOT, runProcess } from '../support/process.ts'
import {
  cellOf,
  copyOwner,
  DAY,
  makeFamily,
  policyOf,
  readDisk,
  releaseAgo,
  releaseOptions,
  tagImage,
} from './history.ts'
import { PackagesServer } from './packages-server.ts'

vi.setConfig({ testTimeout: 240_000 })

let registry: TestRegistry
let ids: string[]
beforeAll(async () => {
  registry = await startRegistry()
  ids = await makeFamily(imageOf('template'), 4)
}, 300_000)
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

const imageOf = (owner: string, host = registry.host) => ({ registry: host, repository: `${owner}/spark` })

/** A copy of the family. */
async function copied(
  owner: string,
): Promise<{ options: PruneOptions; has: (tag: string) => Promise<boolean> }> {
  await copyOwner(registry, 'template', owner)
  const repository = openRepository(imageOf(owner))
  const has = async (tag: string): Promise<boolean> => (await resolveTag(repository, tag)) !== undefined
  return { options: releaseOptions(imageOf(owner)), has }
}

/** What a result says of a tag. */
function saidOf({ items }: PruneResult, tag: string, place?: string): string {
  const found = items.find((item) => item.place === place && item.tags.includes(tag))
  return found === undefined ? 'nothing' : `${found.verdict}: ${found.reason}`
}

const staging = (id: string, fingerprint: string, platform?: string): string =>
  cellOf(id, fingerprint, platform).tag
const UNNAMED = 'delete: no tag that people use and no kept release names it'

describe('a dry run', () => {
  test('says of each tag what becomes of it, and why, and changes nothing', async () => {
    const before = await readDisk(registry, 'template')
    const options = { ...releaseOptions(imageOf('template')), dryRun: true }
    const result = await prune(policyOf(), options)
    expect(await readDisk(registry, 'template')).toEqual(before)
    const expected = {
      'release-lease': 'keep: releases keep their state in it',
      baseline: 'keep: a tag that people use',
      [staging('4.1.1-baseline', '3')]: 'keep: a tag that people use',
      [staging('4.1.1-gpu', 'always')]: 'keep: a tag that people use',
      [staging('4.1.1-baseline', '0')]: 'keep: a tag with a date',
      [staging('4.1.1-both', '0', 'linux/arm64')]: 'keep: a tag with a date',
      [`release-${ids[3]}`]: 'keep: the last release',
      [`release-${ids[2]}`]: 'keep: a release to roll back to',
      [`release-${ids[1]}`]: 'delete: not among the last 2 completed releases',
      [staging('4.1.0-baseline', 'x')]: UNNAMED,
      '4.1.0-baseline-linux-amd64-newest': UNNAMED,
      'cache-cell-4.1.1-baseline-linux-amd64': 'keep: a cache of what the catalog has',
      'cache-cell-4.0.9-baseline-linux-amd64': 'delete: a cache of what the catalog does not have',
      'cache-of-somebody-else': 'keep: a tag that people use',
      'other-0123456789ab': 'keep: a tag that people use',
    }
    const said = Object.fromEntries(Object.keys(expected).map((tag) => [tag, saidOf(result, tag)]))
    expect(said).toEqual(expected)
    expect(result.warnings).toEqual([])
    const due = result.items.filter(({ verdict }) => verdict === 'delete')
    const bytes = due.reduce((sum, { frees }) => sum + frees, 0)
    expect(bytes).toBeGreaterThan(10_000)
    expect(headline(result, true)).toMatch(
      new RegExp(
        `^Dry run: ${due.length} of ${result.items.length} would be deleted, which would free \\d+ kB$`,
      ),
    )
    expect(itemsJson(result)[0]).toMatchObject({ verdict: 'delete', left: null })
  })

  test('counts the layers of an image only where no kept one has them, and each once', async () => {
    const owner = 'bytes'
    const repository = openRepository(imageOf(owner))
    const [kept, one, two] = ['k', 'a', 'b'].map((print) => cellOf('4.1.1-baseline', print))
    // The layer is that of the build; configurations have the fingerprint in them.
    for (const [cell, build] of [
      [kept, 1],
      [one, 1],
      [two, 2],
    ] as const)
      if (cell) await pushCell(repository, cell, build)
    await tagImage(repository, kept?.tag ?? '', 'latest')
    const { items } = await prune(policyOf(), { ...releaseOptions(imageOf(owner)), dryRun: true })
    const frees = (tag = ''): number => items.find(({ tags }) => tags.includes(tag))?.frees ?? 0
    const layer = Buffer.byteLength('layer of 4.1.1-baseline for linux/amd64, build 2')
    expect(frees(two?.tag) - frees(one?.tag)).toBe(layer)
    expect(frees(kept?.tag)).toBe(0)
  })
})

describe('what is kept', () => {
  const looked = async (owner: string, policy: Partial<PrunePolicy> = {}): Promise<PruneResult> =>
    prune(policyOf(policy), { ...releaseOptions(imageOf(owner)), dryRun: true })

  test('images that were built lately, and those of which no record says that they were built', async () => {
    const tag = staging('4.1.0-baseline', 'x')
    expect(saidOf(await looked('template', { now: Date.now() + 4.5 * DAY }), tag)).toBe(
      'keep: pushed 4 days ago',
    )
    expect(saidOf(await looked('template', { now: Date.now() + 5.5 * DAY }), tag)).toBe(UNNAMED)
    const cell = cellOf('4.1.0-gpu', 'no record')
    await pushCell(openRepository(imageOf('silent')), cell, 1, { record: false })
    expect(saidOf(await looked('silent'), cell.tag)).toBe(
      'keep: no acceptance record says that a build of this action pushed it',
    )
  })

  test('tags with a date, for as long as the policy says and as a kept release has set them', async () => {
    const result = await looked('template', { dated: 12 * DAY })
    const day = (ago: number): string =>
      new Date(Date.now() - ago * DAY).toISOString().slice(0, 10).replaceAll('-', '')
    expect(saidOf(result, `4.1.1-baseline-${day(28)}`)).toBe(UNNAMED)
    expect(saidOf(result, `4.1.1-baseline-${day(7)}`)).toBe('keep: a tag that people use')
    expect(saidOf(result, `4.1.1-baseline-${day(14)}`)).toBe(`keep: a tag with a date`)
    const stays = 'its image stays: a tag that people use'
    expect(saidOf(result, `4.1.1-gpu-${day(28)}`)).toBe(`untag: more than 12 days old; ${stays}`)
  })

  test('an image from which a rollback went back, so that it is not built and released again', async () => {
    const { options } = await copied('held')
    await rollback(ids[2] ?? '', options)
    const other = cellOf('4.1.1-gpu', 'other')
    await pushCell(openRepository(imageOf('held')), other, 5)
    await releaseAgo(imageOf('held'), [other], 0)
    const result = await looked('held', { releases: 1, dated: DAY })
    expect(saidOf(result, staging('4.1.1-baseline', '3'))).toMatch(/^keep: rolled back from/)
  })

  test('what the tags of other repositories name', async () => {
    const owner = 'beside'
    const cell = cellOf('4.1.1-baseline', 'x')
    await pushCell(openRepository(imageOf(owner)), cell)
    await releaseAgo(imageOf(owner), [cell], 30, [{ image: 'spark-{version}', tag: '{variant}' }])
    expect(saidOf(await looked(owner), cell.tag)).toBe('keep: a tag that people use')
  })

  test('whatever a tag of a list of attachments names that is none', async () => {
    const { options, has } = await copied('trap')
    const repository = openRepository(imageOf('trap'))
    const pruned = await resolveTag(repository, staging('4.1.0-baseline', 'x'))
    const tag = `sha256-${pruned?.digest.slice(7)}`
    await tagImage(repository, 'other-0123456789ab', `${tag}.sig`)
    await tagImage(repository, 'baseline', `${tag}.att`)
    await prune(policyOf(), options)
    expect(await Promise.all(['other-0123456789ab', 'baseline'].map(has))).toEqual([true, true])
    expect(await has(staging('4.1.0-baseline', 'x'))).toBe(false)
  })

  test('an image that only looks like one of a build', async () => {
    const owner = 'looks'
    const cell = cellOf('4.1.1-baseline', 'x')
    const labels: Deviation['labels'] = { 'spark-images.fingerprint': '0'.repeat(64) }
    await pushCell(openRepository(imageOf(owner)), cell, 1, { labels })
    expect(saidOf(await looked(owner), cell.tag)).toBe('keep: a tag that people use')
  })

  test('all releases, where the journal is gone', async () => {
    const { options } = await copied('unsure')
    await deleteTag(openRepository(imageOf('unsure')), journal.tag)
    const result = await prune(policyOf(), { ...options, dryRun: true })
    expect(warningsOf(result)).toEqual(['all releases are kept: the journal names no completed release'])
    expect(saidOf(result, `release-${ids[0]}`)).toBe('keep: the journal names no completed release')
  })

  test('what is left of a release of which others lost an image, and that is said', async () => {
    const { options } = await copied('lost')
    const url = (digest: Digest | undefined) => `http://${registry.host}/v2/lost/spark/manifests/${digest}`
    const digest = (await resolveTag(openRepository(imageOf('lost')), staging('4.1.1-baseline', '2')))?.digest
    await fetch(url(digest), { method: 'DELETE' })
    const result = await prune(policyOf(), { ...options, dryRun: true })
    expect(result.warnings).toEqual([`the registry has lost images of release ${ids[2]}: ${digest}`])
  })
})

describe('a prune', () => {
  test('deletes under the lease, gives it back, and leaves nothing for the next one', async () => {
    const { options, has } = await copied('whole')
    const result = await prune(policyOf({ dated: 12 * DAY }), options)
    expect(result.left.size).toBe(0)
    expect(await has(staging('4.1.1-baseline', '0'))).toBe(false)
    expect(await has(staging('4.1.1-baseline', '3'))).toBe(true)
    const repository = openRepository(imageOf('whole'))
    expect((await leaseTag.read(repository))?.holder).toBeUndefined()
    const again = await prune(policyOf({ dated: 12 * DAY }), { ...options, dryRun: true })
    expect(headline(again, true)).toBe('Dry run: nothing would be deleted')
    // No attachment of what was deleted is left, in no repository.
    for (const { tags, manifests } of Object.values(await readDisk(registry, 'whole')))
      for (const tag of Object.keys(tags).filter((name) => name.startsWith('sha256-')))
        expect(manifests).toContain(tag.replace('-', ':'))
  })

  test('finishes first what a release left in the middle', async () => {
    const { options } = await copied('middle')
    const repository = openRepository(imageOf('middle'))
    const record = (await resolveTag(repository, `release-${ids[1]}`))?.digest
    const unfinished = { release: ids[1] ?? '', record: record ?? (`sha256:${'0'.repeat(64)}` as const) }
    await journal.write(repository, { last: ids[3], unfinished })
    const dry = await prune(policyOf(), { ...options, dryRun: true })
    expect(saidOf(dry, `release-${ids[1]}`)).toBe(`keep: release ${ids[1]}, which is unfinished`)
    const real = await prune(policyOf(), options)
    // It was needed when the run began.
    expect(saidOf(real, `release-${ids[1]}`)).toMatch(/^keep: new since this run began/)
    expect(await journal.read(repository)).toEqual({ last: ids[3] })
  })

  test('warns of a repository that was not shown once, and leaves it as it is', async () => {
    const { options } = await copied('hidden')
    let shown = 0
    await using proxy = await gateway(registry.port, {
      intercept: ({ url = '' }, response) => {
        if (!url.includes('/spark-4.1.1/tags/list') || shown++ > 0) return false
        response.writeHead(403, { 'content-length': 0 }).end()
        return true
      },
    })
    const result = await prune(policyOf(), { ...options, image: imageOf('hidden', proxy.host) })
    expect(result.items.filter(({ verdict }) => verdict === 'delete')).not.toEqual([])
    expect(result.items.filter(({ place, verdict }) => place !== undefined && verdict !== 'keep')).toEqual([])
    expect(result.warnings).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:\d+\/hidden\/spark-4\.1\.1 is left as it is: .*403/),
    ])
  })

  test.each([
    ['first', 1],
    ['second', 2],
  ])(
    'keeps the records where the %s look was not shown an image that nothing else names',
    async (_, which) => {
      const { options } = await copied(`forgetful-${which}`)
      const dry = await prune(policyOf(), { ...options, dryRun: true })
      const unnamed = dry.items.find(
        ({ place, phase, tags, verdict }) =>
          place && phase === 'image' && !tags.length && verdict === 'delete',
      )
      let looks = 0
      await using proxy = await gateway(registry.port, {
        intercept: ({ url = '' }, response) => {
          if (!url.endsWith(`/manifests/${unnamed?.digest}`) || ++looks !== which) return false
          response.writeHead(404, { 'content-length': 0 }).end()
          return true
        },
      })
      const policy = policyOf()
      const result = await prune(policy, { ...options, image: imageOf(`forgetful-${which}`, proxy.host) })
      const records = result.items.filter(({ phase, verdict }) => phase === 'record' && verdict === 'delete')
      expect([unnamed === undefined, looks >= which, records]).toEqual([false, true, []])
      const again = await prune(policy, options)
      const deleted = again.items.filter(({ verdict }) => verdict === 'delete').map(({ digest }) => digest)
      expect(deleted).toContain(unnamed?.digest)
    },
  )

  test('of a repository that is not there has nothing to do', async () => {
    const result = await prune(policyOf(), releaseOptions(imageOf('nowhere')))
    expect(result.items).toEqual([])
  })
})

describe('a registry that refuses', () => {
  test.each([405, 403, 404, 202])(
    'with %i, and keeps it: nothing is deleted, and the error says what to do',
    async (status) => {
      const owner = `refuses${status}`
      const { options } = await copied(owner)
      const before = (await readDisk(registry, owner)).spark?.tags
      await using proxy = await gateway(registry.port, {
        intercept: ({ method, url = '' }, response) => {
          if (method !== 'DELETE' || !url.includes('/manifests/')) return false
          response.writeHead(status, { 'content-length': 0 }).end()
          return true
        },
      })
      const refused = prune(policyOf(), { ...options, image: imageOf(owner, proxy.host) })
      await expect(refused).rejects.toThrow(/^nothing was deleted: .* does not let us delete manifests/)
      expect((await readDisk(registry, owner)).spark?.tags).toEqual(before)
    },
  )

  test('all deletions of a registry without them', async () => {
    await using strict = await startRegistry({ deletion: false })
    const image = { registry: strict.host, repository: 'a/spark' }
    await pushCell(openRepository(image), cellOf('4.1.1-baseline', 'x'))
    await expect(prune(policyOf(), releaseOptions(image))).rejects.toThrow(
      'does not let us delete manifests. The user needs the right to delete, and the registry must allow it: distribution by storage.delete.enabled',
    )
  })
})

describe('packages of GitHub', () => {
  const looking = (server: PackagesServer) => ({ api: server.api, token: 'secret' })

  test('are deleted by version, also those without a tag that nobody else can list', async () => {
    const { options, has } = await copied('acme')
    await using server = await PackagesServer.start(registry)
    const packages = looking(server)
    const result = await prune(policyOf({ dated: 12 * DAY, now: Date.now() + 20 * DAY }), {
      ...options,
      packages,
    })
    expect(server.authorizations).toEqual(new Set(['Bearer secret']))
    expect(server.requests).toContain('GET /orgs/acme/packages/container/spark/versions?per_page=100&page=1')
    const stays = [...result.left].map(([item, why]) => `${item.verdict}: ${why}`)
    expect(stays).toEqual(['untag: GitHub deletes a tag only together with its image, which stays'])
    expect(await has(staging('4.1.1-baseline', '0'))).toBe(false)
    // Earlier writes of the lease, the journal and lists of attachments are manifests, too.
    const reasons = new Set(result.items.map(({ reason }) => reason))
    expect([...reasons]).toEqual(expect.arrayContaining(['an earlier state of releases']))
    const { spark } = await readDisk(registry, 'acme')
    const again = await prune(policyOf({ now: Date.now() + 20 * DAY }), {
      ...options,
      packages,
      dryRun: true,
    })
    const due = again.items.filter(({ verdict }) => verdict === 'delete')
    // What this run itself wrote to hold the lease.
    expect(new Set(due.map(({ reason }) => reason))).toEqual(new Set(['an earlier state of releases']))
    expect(spark?.tags).toMatchObject({ baseline: expect.anything(), gpu: expect.anything() })
    for (const id of ids.slice(-2)) await rollback(id, { ...options, dryRun: true })
  })

  test('that somebody built upon ours stay, though they have our labels and no tag', async () => {
    const { options } = await copied('derived')
    const repository = openRepository(imageOf('derived'))
    const derived = await pushCell(repository, cellOf('4.1.1-baseline', 'derived'), 9, { record: false })
    await tagImage(repository, 'baseline', cellOf('4.1.1-baseline', 'derived').tag)
    await using server = await PackagesServer.start(registry)
    const policy = policyOf({ now: Date.now() + 100 * DAY })
    const result = await prune(policy, { ...options, dryRun: true, packages: looking(server) })
    expect(result.items.filter(({ verdict }) => verdict === 'delete').length).toBeGreaterThan(10)
    expect(result.items.flatMap((item) => [item.digest, ...item.with])).not.toContain(derived.digest)
  })

  test('that the token does not see: nothing is deleted, and the error names the right', async () => {
    const { options } = await copied('unseen')
    const before = await readDisk(registry, 'unseen')
    await using server = await PackagesServer.start(registry)
    server.hides = true
    await expect(prune(policyOf(), { ...options, packages: looking(server) })).rejects.toThrow(
      /^nothing was deleted: GitHub lists no version of .*\/unseen\/spark for the token; give the job permissions: packages: write/,
    )
    expect((await readDisk(registry, 'unseen')).spark?.tags).toEqual(before.spark?.tags)
  })

  test('that have too many downloads stay, and the record that names them', async () => {
    const { options, has } = await copied('popular')
    await using server = await PackagesServer.start(registry)
    const digest = (await resolveTag(openRepository(imageOf('popular')), staging('4.1.1-baseline', '0')))
      ?.digest
    if (digest !== undefined) server.refused.set(digest, [400, 'more than 5000 downloads'])
    const policy = policyOf({ dated: 12 * DAY, now: Date.now() + 20 * DAY })
    const result = await prune(policy, { ...options, packages: looking(server) })
    const left = warningsOf(result).join('\n')
    expect(left).toContain('is still there: GitHub refuses to delete it (400): more than 5000 downloads')
    expect(left).toContain(`release-${ids[0]} is still there: what it names is still there`)
    expect(await has(`release-${ids[0]}`)).toBe(true)
    expect(await has(staging('4.1.1-baseline', '1'))).toBe(false)
  })
})

describe('the entry', () => {
  const env = { SPARK_IMAGES_PACE: '0.01', DOCKER_CONFIG: '/nonexistent', HOME: '/nonexistent' }
  const inputs = (owner: string) => ({ image: `${registry.host}/${owner}/spark`, 'keep-staging-days': '0' })

  test('tells by default, deletes when asked to, and says the same in log, summary and outputs', async () => {
    const { has } = await copied('entry')
    const old = staging('4.1.0-baseline', 'x')
    const dry = await runHere('prune', inputs('entry'), env)
    expect(dry.code, dry.stdout).toBe(0)
    expect(dry.stdout).toMatch(/^Dry run: \d+ of \d+ would be deleted, which would free \d+ kB$/m)
    expect(dry.summary).toMatch(new RegExp(`\\| <code>${old}</code> \\| delete \\| .* kB? \\|`))
    expect(await has(old)).toBe(true)
    const real = await runHere('prune', { ...inputs('entry'), 'dry-run': 'false' }, env)
    expect(real.code, real.stdout).toBe(0)
    expect(real.outputs).toMatchObject({ count: dry.outputs.count, bytes: dry.outputs.bytes })
    expect(await has(old)).toBe(false)
    const report = JSON.parse(await readFile(real.outputs.report ?? '', 'utf8')) as object[]
    expect(report).toHaveLength(Number(real.outputs.count) + Number(real.outputs.kept))
  })

  test.each([
    ['keep-releases', '0', 'keep-releases is 0: at least 1 release is kept'],
    ['keep-releases', 'ten', 'keep-releases is "ten": write a whole number from 0 to 100000'],
    ['keep-staging-days', '-1', 'keep-staging-days is "-1": write a whole number from 0 to 100000'],
    ['keep-dated-days', '1e9', 'keep-dated-days is "1e9": write a whole number from 0 to 100000'],
    ['dry-run', 'maybe', 'the input dry-run is "maybe"; allowed: true, false'],
  ])('refuses %s: %s', async (name, value, message) => {
    const { code, stdout } = await runHere('prune', { ...inputs('template'), [name]: value }, env)
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(message) })
  })

  test('deletes on no event that publishes nothing', async () => {
    const event = await eventOf('pull_request', 'refs/pull/1/merge', {
      repository: { default_branch: 'main' },
    })
    const { code, stdout } = await runHere(
      'prune',
      { ...inputs('template'), 'dry-run': 'false' },
      { ...env, ...event },
    )
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('refused to delete: pull_request'),
    })
  })

  test('wants a token for ghcr.io', async () => {
    const { stdout } = await runHere('prune', { image: 'ghcr.io/acme/spark', token: '' }, env)
    expect(stdout).toContain("ghcr.io deletes images by GitHub's API alone: give the input token")
  })
})

test('the command does the same', async () => {
  const { has } = await copied('local')
  const home = await mkdtemp(path.join(tmpdir(), 'spark-images-prune-'))
  const run = (...args: string[]) =>
    runProcess(process.execPath, ['src/local/index.ts', 'prune', ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        SPARK_IMAGES_HOME: home,
        SPARK_IMAGES_PACE: '0.01',
        DOCKER_CONFIG: '/nonexistent',
      },
    })
  const given = ['--image', `${registry.host}/local/spark`, '--keep-staging-days', '0']
  const dry = await run(...given)
  expect({ code: dry.code, stderr: dry.stderr }).toEqual({ code: 0, stderr: '' })
  expect(dry.stdout).toMatch(/\nwhat +verdict +frees +reason\n/)
  expect(dry.stdout).toContain('To delete it, add --delete.')
  const real = await run(...given, '--delete')
  expect(real.stdout).toMatch(/^Deleted: \d+ of \d+, which frees \d+ kB$/m)
  expect(await has(staging('4.1.0-baseline', 'x'))).toBe(false)
  const wrong = await run('--keep-releases', 'x', ...given)
  expect(wrong.stderr).toContain('error: keep-releases is "x"')
  await rm(home, { recursive: true })
})
