import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { claimsOf } from '../../src/catalog/aliases.ts'
import { cellsOf, exclusionOf } from '../../src/catalog/cells.ts'
import type { Catalog } from '../../src/catalog/schema.ts'
import type { PlanOutput } from '../../src/plan/output.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { startRegistry, type TestRegistry, USER } from '../registry/registry.ts'
import { loadOnePlatform, ONE_PLATFORM } from '../support/one-platform.ts'
import { type EntryEnded, ROOT, runEntry } from '../support/process.ts'
import { planOf, pushFamily } from './family.ts'
import { type Fault, type Passing, startFaults } from './faults.ts'

const IMAGES = path.join(ROOT, 'images')
const ENV = {
  ...ONE_PLATFORM,
  SPARK_IMAGES_PACE: '0.01',
  DOCKER_CONFIG: '/nonexistent',
  HOME: '/nonexistent',
}

// Several whole runs each, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

let registry: TestRegistry
let catalog: Catalog
/** How many cells of the shipped family are built, and how many aliases these have. */
let cells: number
let all: string
beforeAll(async () => {
  registry = await startRegistry()
  catalog = await loadOnePlatform(IMAGES)
  const built = cellsOf(catalog).filter((cell) => exclusionOf(cell) === undefined)
  const claims = claimsOf(built, catalog.aliases, '20261124').map(({ tag }) => tag)
  cells = built.length
  all = String(new Set(claims).size)
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

const repositoryOf = (name: string) =>
  openRepository({ registry: registry.host, repository: `${name}/spark` })

/** A plan of the cells of this beginning, whose images are pushed. */
async function staged(name: string, prefix: string): Promise<PlanOutput> {
  const plan = planOf(catalog, IMAGES, (id) => id.startsWith(prefix))
  await pushFamily(
    repositoryOf(name),
    plan.cells.filter(({ verdict }) => verdict === 'build'),
  )
  return plan
}

function run(
  name: string,
  inputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
  host = registry.host,
): Promise<EntryEnded> {
  const defaults = { image: `${host}/${name}/spark`, plan: '', partial: 'false', 'dry-run': 'false' }
  return runEntry('release', { ...defaults, ...inputs }, { ...ENV, ...env })
}

/** The one error of a run that moved nothing. */
async function refusal(
  name: string,
  inputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
  host = registry.host,
): Promise<string> {
  const { code, stdout, outputs, summary } = await run(name, inputs, env, host)
  expect({ code, outputs }).toEqual({ code: 1, outputs: {} })
  expect(stdout).not.toMatch(/\n\s+at /)
  const errors = stdout.split('\n').filter((line) => line.startsWith('::error::'))
  expect(errors).toHaveLength(1)
  if (env.GITHUB_EVENT_NAME === undefined) expect(summary).toContain('Nothing was released: ')
  for (const tag of ['latest', '4.1', '4.1.1-gpu', 'release-lease', 'release-journal']) {
    expect(await resolveTag(repositoryOf(name), tag)).toBeUndefined()
  }
  return (errors[0] ?? '').replaceAll('%0A', '\n')
}

describe('the release entry', () => {
  test('prints the table, moves the tags, and rolls back', async () => {
    const plan = await staged('whole', '')
    const dry = await run('whole', { plan: JSON.stringify(plan), 'dry-run': 'true' })
    expect({ code: dry.code, stderr: dry.stderr }).toEqual({ code: 0, stderr: '' })
    expect(dry.stdout).toContain(`Dry run: ${all} aliases would move, of ${all}`)
    expect(dry.stdout).toMatch(
      /^4\.1-gpu +– +4\.1\.4-gpu sha256:[0-9a-f]{12} +new +not in the registry yet$/m,
    )
    expect(dry.outputs).toMatchObject({ release: '', moved: '0' })
    expect(dry.summary).toContain(`Dry run: ${all} aliases would move, of ${all}`)
    expect(dry.summary).toMatch(/\| \*\*4\.1\.1\*\* \| would be released<br>\d+ B \(new\)<br>/)
    expect(dry.summary).not.toContain('**released**')
    expect(dry.outputs.deploy ?? '').toBe('')
    expect(dry.summary).not.toContain('Deploy by digest')
    expect(await resolveTag(repositoryOf('whole'), 'latest')).toBeUndefined()

    const first = await run('whole', { plan: JSON.stringify(plan) })
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' })
    expect(first.outputs).toMatchObject({
      moved: all,
      release: expect.stringMatching(/^\d{8}-\d{6}-[0-9a-f]{6}$/),
    })
    expect(first.summary).toContain(`Release ${first.outputs.release}: ${all} aliases moved, of ${all}`)
    expect(first.summary).toContain('| <code>4.1-gpu</code> | – | 4.1.4-gpu sha256:')
    expect(first.summary).toContain('|  | baseline | gpu | iceberg | gpu-iceberg |')
    expect(first.summary).toMatch(
      /\| \*\*4\.1\.1\*\* \| \*\*released\*\*<br>\d+ B \(new\)<br>1\/1 tests, 1 s<br><code>sha256:/,
    )
    const aliases = JSON.parse(first.outputs.aliases ?? '') as Record<string, string>[]
    expect(aliases).toContainEqual({
      alias: `${registry.host}/whole/spark:latest`,
      cell: '4.3.0-baseline',
      from: null,
      to: (await resolveTag(repositoryOf('whole'), '4.3.0'))?.digest,
      verdict: 'new',
      reason: 'not in the registry yet',
    })

    expect(first.outputs.deploy).toMatch(/\/spark-images-deploy$/)
    expect(first.stdout).toContain(`values to deploy with, by digest: ${first.outputs.deploy}`)
    const digest = (await resolveTag(repositoryOf('whole'), '4.1.1-gpu'))?.digest
    const name = `${registry.host}/whole/spark`
    expect(first.summary).toContain(`# 4.1.1-gpu\nimages:\n  - name: ${name}\n    digest: ${digest}\n`)

    const again = await run('whole', { plan: JSON.stringify(plan) })
    expect(again.outputs).toMatchObject({ moved: '0', release: first.outputs.release })
    expect(again.stdout).toContain(
      `Nothing to move: all ${all} aliases are as they should be, since release ${first.outputs.release}`,
    )

    const gpu = plan.cells.filter(({ cell }) => cell === '4.2.1-gpu')
    await pushFamily(repositoryOf('whole'), gpu, 2)
    const second = await run('whole', { plan: JSON.stringify(plan) })
    expect(second.outputs.moved).toBe('4')
    expect(second.outputs.notes).toMatch(/\/spark-images-notes\.md$/)
    expect(second.summary).toContain(
      `### What changed\n\n1 image differs, ${cells - 1} the same.\n\n- **4.2.1-gpu`,
    )
    const back = await run('whole', { rollback: first.outputs.release ?? '' })
    expect(back.outputs.moved).toBe('4')
    expect((await resolveTag(repositoryOf('whole'), 'gpu'))?.digest).toBe(
      aliases.find(({ alias }) => alias?.endsWith(':gpu'))?.to,
    )
  })

  test('releases a part of the family when it is told so', async () => {
    const plan = await staged('part', '4.1.1-gpu')
    const { code, outputs } = await run('part', { plan: JSON.stringify(plan), partial: 'true' })
    expect(code).toBe(0)
    expect(outputs.moved).toBe('10')
  })
})

describe('the release entry refuses', () => {
  test('an event that runs strangers’ code', async () => {
    expect(await refusal('no', {}, { GITHUB_EVENT_NAME: 'pull_request_target' })).toContain(
      'refused to run on pull_request_target',
    )
  })

  test.each([
    ['no plan', { plan: '' }, 'the input plan is empty'],
    ['half a plan', { plan: '{' }, 'the input plan is not JSON'],
    ['what is no release', { rollback: '../x' }, '"../x" is not a release: an id is like'],
    ['a user without a password', { plan: '{}', username: 'me' }, 'username and password go together'],
    ['an image with a tag', { image: 'ghcr.io/org/spark:1' }, 'an image name has no tag'],
  ])('%s', async (_, inputs, message) => {
    const { code, stdout } = await run('no', inputs)
    expect(code).toBe(1)
    expect(stdout).toContain('::error::')
    expect(stdout).toContain(message)
  })

  test('a plan of another catalog, and one of another version of the action', async () => {
    const plan = planOf(catalog, IMAGES, () => true)
    const cells = plan.cells.map((cell) => ({ ...cell, cell: cell.cell.replace('4.1.1-gpu', '4.1.1-mine') }))
    expect(await refusal('other', { plan: JSON.stringify({ ...plan, cells }) })).toContain(
      'the plan is of another catalog: it has 4.1.1-mine for linux/amd64, 4.1.1-mine-iceberg for linux/amd64, and it lacks 4.1.1-gpu for linux/amd64',
    )
    const base = { ...plan.bases.trixie, digest: `sha256:${'2'.repeat(64)}` }
    const bases = { ...plan.bases, trixie: base }
    expect(await refusal('other', { plan: JSON.stringify({ ...plan, bases }) })).toMatch(
      /4\.3\.0-baseline for linux\/amd64 was planned with fingerprint [0-9a-f]{12} and has [0-9a-f]{12} here/,
    )
  })

  test('a plan older than the one that was released', async () => {
    const plan = await staged('slow', '')
    const newer = { ...plan, planned: '2026-11-24T12:30:00.000Z' }
    const { code, outputs } = await run('slow', { plan: JSON.stringify(newer) })
    expect(code).toBe(0)
    await pushFamily(repositoryOf('slow'), plan.cells, 2)
    const late = await run('slow', { plan: JSON.stringify(plan) })
    expect(late.code).toBe(1)
    const words = `nothing was moved: this plan was made at ${plan.planned}, and newer plans have decided on 4.3.0-baseline, `
    expect(late.stdout).toContain(`::error::${words}`)
    expect(late.stdout).toContain(` by one of ${newer.planned}, that of release ${outputs.release}: `)
    expect(late.summary).toContain('Nothing was released: ')
  })

  test('a plan of a part of the family', async () => {
    const plan = await staged('filtered', '4.1.1-')
    expect(await refusal('filtered', { plan: JSON.stringify(plan) })).toContain(
      `the plan leaves out ${cells - 4} of ${cells} cells (4.3.0-baseline for linux/amd64, `,
    )
  })

  test('a family partly built, naming every cell that is missing', async () => {
    const plan = planOf(catalog, IMAGES, () => true)
    const built = plan.cells.filter(({ variant }) => variant !== 'gpu')
    await pushFamily(repositoryOf('partly'), built)
    const message = await refusal('partly', { plan: JSON.stringify(plan) })
    expect(message).toContain(`8 of ${cells} cells can't be released`)
    for (const { cell, tag, variant } of plan.cells) {
      const isMissing = variant === 'gpu' && cell !== '4.3.0-gpu'
      expect(message.includes(`${cell} for linux/amd64: ${tag} is not there`)).toBe(isMissing)
    }
  })

  test('a registry that wants credentials, or lets the user only read', async () => {
    await using closed = await startRegistry({ auth: true })
    const plan = JSON.stringify(planOf(catalog, IMAGES, () => true))
    expect(await refusal('closed', { plan }, {}, closed.host)).toContain(
      `${closed.host} wants to know who is asking`,
    )
    const wrong = { plan, username: USER.username, password: 'hunter2-secret' }
    const message = await refusal('closed', wrong, {}, closed.host)
    expect(message).toContain(`${closed.host} refuses the credentials of builder`)
    expect(message).not.toContain('hunter2')

    await using reading = await startFaults(registry.port, {
      fault: ({ writes }) => (writes ? 'denied' : undefined),
    })
    const weak = JSON.stringify(await staged('weak', ''))
    expect(await refusal('weak', { plan: weak }, {}, reading.host)).toContain(
      `${reading.host} doesn't let us write to weak/spark without credentials (403, saying "TEST: a fault of the tests: denied"): they need the right to pull,push`,
    )
  })

  test('a registry that lies about a digest', async () => {
    const plan = JSON.stringify(await staged('lies', ''))
    const lying = (isLie: (passing: Passing) => boolean) => ({
      fault: (passing: Passing): Fault | undefined => (isLie(passing) ? 'lie' : undefined),
    })
    await using reading = await startFaults(
      registry.port,
      lying(({ method, path: url }) => method === 'GET' && url.includes('/manifests/4.1.1-gpu-')),
    )
    expect(await refusal('lies', { plan }, {}, reading.host)).toContain(
      `should have the digest sha256:${'5'.repeat(64)}; it has sha256:`,
    )
  })
})

describe('a registry that fails while the tags move', () => {
  test.each<[string, Fault]>([
    ['lies about what it stored', 'lie'],
    ['refuses one of them', 'denied'],
    ['answers none of the tries', 'refuse'],
  ])('and %s is put back', async (name, fault) => {
    const repository = repositoryOf(fault)
    const plan = JSON.stringify(await staged(fault, ''))
    await using proxy = await startFaults(registry.port, {
      fault: ({ method, path: url }) =>
        method === 'PUT' && url.endsWith('/manifests/4.1-iceberg') ? fault : undefined,
    })
    const { code, stdout, summary } = await run(fault, { plan }, {}, proxy.host)
    expect(code, name).toBe(1)
    expect(stdout).toMatch(/::error::release \d{8}-\d{6}-[0-9a-f]{6} failed and was undone: /)
    expect(stdout).toContain('every alias is as it was')
    expect(summary).toContain('failed and was undone')
    expect(summary).not.toContain('Nothing was released')
    for (const tag of ['latest', '4.1-iceberg', '4.1.1-gpu', 'gpu', '3.5.8']) {
      expect(await resolveTag(repository, tag)).toBeUndefined()
    }
    expect((await run(fault, { plan })).outputs.moved).toBe(all)
  })

  test('and takes no word of the end of it is not said to have released nothing', async () => {
    const plan = JSON.stringify(await staged('wordless', ''))
    let begun = false
    await using proxy = await startFaults(registry.port, {
      fault: ({ method, path: url }) => {
        if (method !== 'PUT') return undefined
        begun ||= url.endsWith('/manifests/latest')
        return begun && url.endsWith('/manifests/release-journal') ? 'denied' : undefined
      },
    })
    const { code, summary } = await run('wordless', { plan }, {}, proxy.host)
    expect(code).toBe(1)
    expect(summary).toContain('moved everything, and could not write that it is complete: ')
    expect(summary).not.toContain('Nothing was released')
    expect(await resolveTag(repositoryOf('wordless'), 'latest')).toBeDefined()
    expect((await run('wordless', { plan })).outputs.moved).toBe('0')
  })

  test('and lets nothing be put back, not by the next run either, is not said to have released nothing', async () => {
    const plan = JSON.stringify(await staged('stuck', ''))
    let broken = false
    await using proxy = await startFaults(registry.port, {
      fault: ({ method, path: url }) => {
        if (method !== 'PUT' || !/\/manifests\/(?!release-|sha256:)/.test(url)) return undefined
        broken ||= url.endsWith('/manifests/4.1-iceberg')
        return broken ? 'denied' : undefined
      },
    })
    const words = ['it could not be put back: ', 'ended in the middle, and could not be undone: ']
    for (const said of words) {
      const { code, stdout, summary } = await run('stuck', { plan }, {}, proxy.host)
      expect(code).toBe(1)
      expect(stdout).toMatch(/::error::release \d{8}-\d{6}-[0-9a-f]{6} /)
      expect(summary).toContain(said)
      expect(summary).not.toContain('Nothing was released')
    }
    expect((await run('stuck', { plan })).outputs.moved).toBe(all)
  })

  test('leaves new tags, and names them, where it does not let us delete', async () => {
    await using strict = await startRegistry({ deletion: false })
    const plan = planOf(catalog, IMAGES, () => true)
    await pushFamily(openRepository({ registry: strict.host, repository: 'strict/spark' }), plan.cells)
    await using proxy = await startFaults(strict.port, {
      fault: ({ method, path: url }) =>
        method === 'PUT' && url.endsWith('/manifests/latest') ? 'denied' : undefined,
    })
    const { code, stdout } = await run('strict', { plan: JSON.stringify(plan) }, {}, proxy.host)
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /every alias is as it was, but: .*4\.1\.1-gpu is new and stays, as this registry does not let us delete/,
    )
  })
})

test('of two releases at once one wins, and the other says so', async () => {
  const plan = JSON.stringify(await staged('both', ''))
  // Longer than a process waits for the other one on a busy machine.
  const env = { SPARK_IMAGES_PACE: '0.2' }
  const ended = await Promise.all([run('both', { plan }, env), run('both', { plan }, env)])
  const moved = ended.flatMap(({ code, outputs }) => (code === 0 ? [outputs.moved] : []))
  // Who waits for the other one finds nothing to move.
  expect(moved.filter((count) => count !== all && count !== '0')).toEqual([])
  expect(moved.filter((count) => count === all)).toHaveLength(1)
  for (const { stdout } of ended.filter(({ code }) => code !== 0)) {
    expect(stdout).toMatch(/::error::(?:nothing was moved: )?another release (?:\S+ is|is|was|took)/)
  }
})
