import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Catalog } from '../../src/catalog/schema.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { startRegistry, type TestRegistry, USER } from '../registry/registry.ts'
import { planOf, pushFamily } from '../release/family.ts'
import { eventOf, runHere } from '../support/here.ts'
import { loadOnePlatform, ONE_PLATFORM } from '../support/one-platform.ts'
import { ROOT } from '../support/process.ts'

// Several releases each, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

const IMAGES = path.join(ROOT, 'images')
const ENV = {
  ...ONE_PLATFORM,
  SPARK_IMAGES_PACE: '0.01',
  DOCKER_CONFIG: '/nonexistent',
  HOME: '/nonexistent',
}

let source: TestRegistry
/** Wants USER's password. */
let target: TestRegistry
let catalog: Catalog
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'test-promote-entry-'))
  source = await startRegistry()
  target = await startRegistry({ auth: true })
  catalog = await loadOnePlatform(IMAGES)
})
afterAll(async () => {
  await Promise.all([source?.[Symbol.asyncDispose](), target?.[Symbol.asyncDispose]()])
  await rm(folder, { recursive: true, force: true })
})

const open = ({ host }: TestRegistry, repository: string) =>
  openRepository({ registry: host, repository }, { credentials: USER, env: {} })

const LOGIN = { username: USER.username, password: USER.password }

/** A plan of a few cells, staged in a repository of the source. */
async function staged(name: string) {
  const plan = planOf(catalog, IMAGES, (id) => id.startsWith('4.1.1-'))
  const cells = plan.cells.filter(({ verdict }) => verdict === 'build')
  return { plan: JSON.stringify(plan), cells, digests: await pushFamily(open(source, name), cells) }
}

const run = (inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) =>
  runHere('promote', inputs, { ...ENV, ...env })

describe('the promote entry', () => {
  test('promotes a release through a layout, and shows what moved', async () => {
    const { plan, digests } = await staged('acme/spark')
    const from = `${source.host}/acme/spark`
    const done = await runHere('release', { image: from, plan, partial: 'true' }, ENV)
    expect(done.code, done.stdout).toBe(0)
    const { release } = done.outputs
    const out = await run({ from, to: `oci:${folder}/out` })
    expect(out.code, out.stdout).toBe(0)
    expect(out.outputs).toMatchObject({ release, promoted: release })
    expect(out.stdout).toMatch(
      /^Release .*, from .* to oci:.*: \d+ manifests, .* of blobs; .* were sent, 0 B were there$/m,
    )
    expect(out.stdout).toMatch(/^(\d+) of \1 tags of the layout were set$/m)

    const to = `${target.host}/acme/spark`
    const dry = await run({ from: `oci:${folder}/out`, to, ...LOGIN, 'dry-run': 'true' })
    expect(dry.code, dry.stdout).toBe(0)
    expect(dry.stdout).toMatch(/^Dry run: (\d+) aliases would move, of \1$/m)
    const back = await run({ from: `oci:${folder}/out`, to, ...LOGIN })
    expect(back.code, back.stdout).toBe(0)
    expect(back.outputs).toMatchObject({ promoted: release, moved: done.outputs.moved })
    expect(back.outputs.release).not.toBe(release)
    expect(back.summary).toMatch(/^## Spark images: promotion\n/)
    expect(back.summary).toContain('| <code>latest</code> | – |')
    expect(JSON.parse(back.outputs.aliases ?? '')).toContainEqual({
      alias: `${to}:4.1.1-gpu`,
      cell: '4.1.1-gpu',
      from: null,
      to: [...digests].find(([tag]) => tag.startsWith('4.1.1-gpu-'))?.[1],
      verdict: 'new',
      reason: 'not in the registry yet',
    })
  })

  test('promotes the staged images of a plan, by the tags of the catalog', async () => {
    const { plan, cells, digests } = await staged('staged/spark')
    const from = `${source.host}/staged/spark`
    const inputs = { from, to: `${target.host}/staged/spark`, plan, partial: 'true', ...LOGIN }
    const dry = await run({ ...inputs, 'dry-run': 'true' })
    expect(dry.stdout).toMatch(/^The images of the plan, from .*; what is there already is not sent$/m)
    const done = await run(inputs)
    expect(done.code, done.stdout).toBe(0)
    expect(done.outputs.promoted).toBe('')
    const there = open(target, 'staged/spark')
    for (const { cell, tag } of cells) {
      expect((await resolveTag(there, tag))?.digest).toBe(digests.get(tag))
      expect((await resolveTag(there, cell))?.digest).toBe(digests.get(tag))
    }
    const layout = `oci:${folder}/staged`
    expect((await run({ from, to: layout, plan, partial: 'true' })).code).toBe(0)
    const carried = await run({ ...inputs, from: layout, to: `${target.host}/carried/spark` })
    expect(carried.code, carried.stdout).toBe(0)
    expect((await resolveTag(open(target, 'carried/spark'), 'latest'))?.digest).toBe(
      (await resolveTag(there, 'latest'))?.digest,
    )
    const missing = await run({ ...inputs, from: `${source.host}/empty/spark` })
    expect(missing.code).toBe(1)
    expect(missing.stdout).toContain(
      `nothing was promoted: ${source.host}/empty/spark lacks cells of the plan: 4.1.1-baseline for linux/amd64 (`,
    )
  })

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'no target',
      { to: '' },
      /the input to is empty: name images, like .*, or a folder, like oci:out\/spark/,
    ],
    ['a layout without a folder', { to: 'oci:' }, /the input to names no folder/],
    ['a tag', { to: 'registry.example.org/spark:latest' }, /an image name has no tag; write/],
    [
      'half a login',
      { 'from-username': 'me' },
      /set both inputs, from-username and from-password, or neither/,
    ],
    ['no release', { release: 'newest' }, /"newest" is not a release: an id is like/],
  ])('says what is wrong: %s', async (_, inputs, message) => {
    const { code, stdout } = await run({
      from: `${source.host}/a/spark`,
      to: `oci:${folder}/wrong`,
      ...inputs,
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(message)
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  test('moves no tag of a registry on an event that does not publish', async () => {
    const env = await eventOf('pull_request', 'refs/pull/1/merge', { repository: { default_branch: 'main' } })
    const { code, stdout, summary } = await run(
      { from: `${source.host}/a/spark`, to: `${target.host}/b/spark` },
      env,
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/refused to promote: .*pull_request.*Name this event in publish-on/)
    expect(summary).toMatch(/^## Spark images: promotion failed\n\n```text\nNo tag was moved: refused/)
  })
})
