import { createHash } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { dockerOutput } from '../../src/engine/docker.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { startRegistry, type TestRegistry, USER } from '../registry/registry.ts'
import { openUserRepository, type UserRepository, type WorkflowRun } from '../support/act.ts'
import { buildCells } from '../support/cells.ts'
import { onePlatform } from '../support/one-platform.ts'
import { basesOn, ROOT } from '../support/process.ts'
import { DEFAULT, openWorkshop, quicken, type Workshop } from '../support/workshop.ts'
import { checkOut, directExample, example, gpuExample } from './checkout.ts'

const MINUTE = 60_000

const CELL = DEFAULT
const VERSION = CELL.replace('-baseline', '')
/** The floating tag of its series. */
const OF_SERIES = CELL.replace(/\.\d+-/, '-')
/** Its job, of the one platform that is built here. */
const JOB = `${CELL} (linux/${process.arch === 'arm64' ? 'arm64' : 'amd64'})`

/** The last job of a run in which nothing failed. */
const DONE = { 'images/Spark images': 'success' }

/** Names that a registry that outlives a run does not have yet. */
const OWNER = `acme-${Date.now().toString(36)}`
const SPARK = `${OWNER}/spark`
const PROPOSED = `${OWNER}/proposed`

let workshop: Workshop
/** A folder of PATH. */
let programs: string
let checkout: string
let repository: UserRepository
/** As the reusable workflow names it. */
let checkoutAction: string
/** Host and port of the registry. */
let registry: string
/** The base in the registry of the tests. */
let found: string
/** Inputs that every call needs here: that base, and the engine's own builder. */
let here: Readonly<Record<string, unknown>>

/** What kind says here. */
const NO_CLUSTER = 'no cluster is started in these tests'

beforeAll(async () => {
  workshop = await openWorkshop()
  const { image = '' } = (await buildCells(workshop, [CELL])).get(CELL) ?? {}
  registry = image.slice(0, image.indexOf('/'))
  const builder = /^Name:\s*(\S+)/.exec(
    await dockerOutput(await workshop.docker(), ['buildx', 'inspect']),
  )?.[1]
  found = await workshop.baseOf(image)
  here = { base: basesOn(found), builder, only: CELL }

  checkout = await mkdtemp(path.join(tmpdir(), 'spark-images-checkout-'))
  await checkOut(checkout)
  await quicken(checkout)
  const catalog = path.join(checkout, 'images/catalog.yml')
  await writeFile(catalog, onePlatform(await readFile(catalog, 'utf8')))
  const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string
  }
  const workflow = await readFile(path.join(ROOT, '.github/workflows/images.yml'), 'utf8')
  checkoutAction = /uses: (actions\/checkout@\S+)/.exec(workflow)?.[1] ?? ''
  const others = [...workflow.matchAll(/uses: ((?:docker|actions)\/([^ @]+)[^ ]+)/g)].map(
    ([, name, action]) => [
      name,
      path.join(ROOT, 'tests/fixtures', action === 'download-artifact' ? action : 'unused-action'),
    ],
  )
  const actions = {
    'org/spark-images-action@v1': checkout,
    [`org/spark-images-action@v${version}`]: checkout,
    ...Object.fromEntries(others),
  }
  const node = path.dirname(process.execPath)
  programs = await mkdtemp(path.join(tmpdir(), 'spark-images-programs-'))
  await writeFile(path.join(programs, 'kind'), `#!/bin/sh\necho ${NO_CLUSTER} >&2\nexit 1\n`, { mode: 0o755 })
  const { PATH, ...engine } = await workshop.engine()
  repository = await openUserRepository(actions, {
    ...engine,
    PATH: [programs, node, PATH].join(path.delimiter),
  })
}, 30 * MINUTE)

afterAll(async () => {
  await repository?.close()
  for (const folder of [checkout, programs]) if (folder !== undefined) await rm(folder, { recursive: true })
  await workshop.close()
}, 2 * MINUTE)

/** Names of jobs with how they ended. */
function results({ jobs }: WorkflowRun): Record<string, string | undefined> {
  return Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]))
}

function logOf({ jobs }: WorkflowRun, name: string): string {
  return jobs.get(name)?.log ?? ''
}

/** GET of the registry's API, without any client of ours. */
async function ask(what: string): Promise<{ status: number; content: unknown }> {
  const accept = 'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json'
  const response = await fetch(`http://${registry}/v2/${what}`, { headers: { accept } })
  return { status: response.status, content: await response.json() }
}

async function tagsOf(name: string): Promise<readonly string[]> {
  const { content } = await ask(`${name}/tags/list`)
  return (content as { tags?: string[] }).tags ?? []
}

/** Digest that a tag leads to, as the registry says it. */
async function digestOf(name: string, tag: string): Promise<string | null> {
  const accept = 'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json'
  const url = `http://${registry}/v2/${name}/manifests/${tag}`
  return (await fetch(url, { method: 'HEAD', headers: { accept } })).headers.get('docker-content-digest')
}

/** Puts a Helm chart behind a tag, without any client of ours. */
async function pushChart(name: string, tag: string): Promise<string | null> {
  const api = `http://${registry}/v2/${name}`
  const blob = Buffer.from('{}')
  const digest = `sha256:${createHash('sha256').update(blob).digest('hex')}`
  const { headers } = await fetch(`${api}/blobs/uploads/`, { method: 'POST' })
  const upload = new URL(headers.get('location') ?? '', api)
  upload.searchParams.set('digest', digest)
  await fetch(upload, {
    method: 'PUT',
    body: blob,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const part = { digest, size: blob.length }
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', ...part },
    layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', ...part }],
  }
  await fetch(`${api}/manifests/${tag}`, {
    method: 'PUT',
    body: JSON.stringify(manifest),
    headers: { 'content-type': mediaType },
  })
  const pushed = await digestOf(name, tag)
  expect(pushed).toMatch(/^sha256:/)
  return pushed
}

/** Files of the user's repository among the fixtures, by the paths that they are to have. */
async function fixture(places: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const folder = path.join(ROOT, 'tests/fixtures/user-repository')
  const files = Object.entries(places).map(
    async ([from, to]) => [to, await readFile(path.join(folder, from), 'utf8')] as const,
  )
  return Object.fromEntries(await Promise.all(files))
}

/** An output as act logs it. */
function outputOf(run: WorkflowRun, job: string, name: string): string | undefined {
  return new RegExp(`set-output:: ${name}=(.*)`).exec(logOf(run, job))?.[1]
}

describe('the examples, from a repository that has nothing but workflows', () => {
  let run: WorkflowRun
  let staging: string
  /** Another registry, which wants a password. */
  let closed: TestRegistry

  beforeAll(async () => {
    closed = await startRegistry({ auth: true })
    const inputs = { ...here, image: `${registry}/${SPARK}` }
    await repository.commit({
      '.github/workflows/minimal.yml': await example('minimal.yml', inputs),
      '.github/workflows/nightly.yml': await example('nightly.yml', inputs),
      '.github/workflows/several.yml': await example('several-registries.yml', inputs, {
        'docker-hub': {
          from: inputs.image,
          'from-username': '',
          'from-password': '',
          to: `${closed.host}/${SPARK}`,
          username: USER.username,
        },
      }),
      '.github/workflows/roll-back.yml': await directExample('roll-back.yml', {
        image: inputs.image,
        // act has no token, and this registry wants none.
        username: '',
        password: '',
      }),
    })
    run = await repository.run('push', { workflow: 'minimal.yml' })
    const tags = await tagsOf(SPARK)
    staging = tags.find((tag) => new RegExp(`^${CELL}-[0-9a-f]{12}$`).test(tag)) ?? ''
  }, 20 * MINUTE)

  afterAll(() => closed?.[Symbol.asyncDispose]())

  it('plan, build the one cell that is asked for, test it, push it and release it', async () => {
    const all = {
      'images/Plan': 'success',
      [`images/${JOB}`]: 'success',
      'images/Release': 'success',
      ...DONE,
    }
    expect(results(run), run.text).toEqual(all)
    expect(logOf(run, `images/${JOB}`)).toMatch(/passed files of \S+ \(/)
    const digest = await digestOf(SPARK, staging)
    expect(digest).toMatch(/^sha256:/)
    const released = [CELL, OF_SERIES, VERSION, OF_SERIES.replace('-baseline', ''), 'latest']
    const digests = await Promise.all(released.map((tag) => digestOf(SPARK, tag)))
    expect(digests).toEqual(released.map(() => digest))
  })

  it(
    'find nothing to do the night after',
    async () => {
      const night = await repository.run('schedule', { workflow: 'nightly.yml' })
      expect(results(night), night.text).toEqual({
        'images/Plan': 'success',
        'images/Release': 'success',
        ...DONE,
      })
      expect(outputOf(night, 'images/Plan', 'changed')).toBe('false')
      expect(outputOf(night, 'images/Release', 'moved')).toBe('0')
    },
    2 * MINUTE,
  )

  it(
    'promote to another registry, with credentials of its own, and without a build',
    async () => {
      const secrets = { DOCKERHUB_TOKEN: USER.password }
      const several = await repository.run('push', { workflow: 'several.yml', secrets })
      expect(results(several), several.text).toEqual({
        'images/Plan': 'success',
        'images/Release': 'success',
        ...DONE,
        'docker-hub': 'success',
      })
      const there = openRepository(
        { registry: closed.host, repository: SPARK },
        { credentials: USER, env: {} },
      )
      expect((await resolveTag(there, CELL))?.digest).toBe(await digestOf(SPARK, CELL))
      // The entry asked for it to be masked, and nothing that a person reads has it.
      expect(several.text).toContain(`::add-mask::${secrets.DOCKERHUB_TOKEN}`)
      for (const { log } of several.jobs.values()) expect(log).not.toContain(secrets.DOCKERHUB_TOKEN)
    },
    20 * MINUTE,
  )

  it(
    'release what changed, and roll back',
    async () => {
      const header = path.join(checkout, `images/conf/${CELL}/spark-defaults.conf`)
      await appendFile(header, '# Another line.\n')
      const second = await repository.run('push', { workflow: 'minimal.yml' })
      expect(results(second), second.text).toMatchObject({ 'images/Release': 'success' })
      const [first, now] = await Promise.all([staging, 'latest'].map((tag) => digestOf(SPARK, tag)))
      expect(now).not.toBe(first)
      const inputs = { release: outputOf(run, 'images/Release', 'release') ?? '' }
      const back = await repository.run('workflow_dispatch', { workflow: 'roll-back.yml', inputs })
      expect(results(back), back.text).toEqual({ 'roll-back': 'success' })
      expect(await digestOf(SPARK, 'latest')).toBe(first)

      // The night after has the newer image still, and leaves the tags where they were put.
      const night = await repository.run('schedule', { workflow: 'nightly.yml' })
      expect(results(night), night.text).toMatchObject({ 'images/Release': 'success', ...DONE })
      expect(outputOf(night, 'images/Release', 'moved')).toBe('0')
      expect(logOf(night, 'images/Release')).toMatch(/^latest .* rolled it back from this image/m)
      expect(await digestOf(SPARK, 'latest')).toBe(first)
    },
    20 * MINUTE,
  )
})

describe('without a change of any file', () => {
  const NIGHTLY = `${OWNER}/nightly`
  let base: string

  beforeAll(async () => {
    base = `${registry}/${OWNER}/debian:slim`
    const docker = await workshop.docker()
    const copy = ['imagetools', 'create', '--prefer-index=false', '--tag', base]
    await dockerOutput(docker, ['buildx', ...copy, '--', found])
    const inputs = { ...here, base: basesOn(base), image: `${registry}/${NIGHTLY}` }
    await repository.commit({
      '.github/workflows/nightly.yml': await example('nightly.yml', inputs),
      '.github/workflows/all.yml': await example('nightly.yml', { ...inputs, rebuild: 'all' }),
    })
    await built('nightly.yml', '\\S+ is not in the registry')
  }, 10 * MINUTE)

  /** Runs a workflow that must build, test and release the cell for that reason. */
  async function built(workflow: string, reason: string): Promise<void> {
    const run = await repository.run('schedule', { workflow })
    const all = {
      'images/Plan': 'success',
      [`images/${JOB}`]: 'success',
      'images/Release': 'success',
      ...DONE,
    }
    expect(results(run), run.text).toEqual(all)
    expect(logOf(run, 'images/Plan')).toMatch(new RegExp(`^${CELL}  \\S+  build  ${reason}`, 'm'))
    expect(logOf(run, `images/${JOB}`)).toMatch(/passed files of \S+ \(/)
  }

  it(
    'all is built where the plan is told so, whatever the registry has',
    () => built('all.yml', 'to be built anew'),
    5 * MINUTE,
  )

  it(
    'all is built the night after its base moved, and the tags move to it',
    async () => {
      const before = await digestOf(NIGHTLY, 'latest')
      const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-base-'))
      await writeFile(path.join(folder, 'Dockerfile'), `FROM ${base}\nCOPY Dockerfile /etc/moved\n`)
      await dockerOutput(await workshop.docker(), ['buildx', 'build', '--push', '--tag', base, '--', folder])
      await rm(folder, { recursive: true })
      await built('nightly.yml', 'the base image moved \\S+ → ')
      expect(await digestOf(NIGHTLY, 'latest')).not.toBe(before)
    },
    10 * MINUTE,
  )
})

describe("a catalog of the repository's own", () => {
  it(
    'adds a variant, which is planned, built, tested by a script of the repository and released',
    async () => {
      const image = `${OWNER}/spark-platform`
      await repository.commit({
        ...(await fixture({
          '.github/spark-images.yml': 'spark/catalog.yml',
          '.github/spark-images.locks/orders-4.1-py3.13.lock': 'spark/catalog.locks/orders-4.1-py3.13.lock',
          '.github/spark-images.locks/spark-4.1.2.lock': 'spark/catalog.locks/spark-4.1.2.lock',
          'tests/orders.py': 'tests/orders.py',
        })),
        '.github/workflows/own-catalog.yml': await example('own-catalog.yml', {
          ...here,
          only: '4.1.1-orders',
          image: `${registry}/${image}`,
          // The catalog names conf/log4j2.properties, which only the artifact has.
          artifact: 'conf',
          lfs: true,
          runner: '["ubuntu-24.04"]',
        }),
      })
      const own = await repository.run('push', { workflow: 'own-catalog.yml' })
      const built = JOB.replace(CELL, 'images/4.1.1-orders')
      expect(results(own), own.text).toEqual({
        'images/Plan': 'success',
        [built]: 'success',
        'images/Release': 'success',
        ...DONE,
      })
      expect(logOf(own, 'images/Plan')).toContain('catalog: spark/catalog.yml, laid over the shipped one')
      expect(logOf(own, built)).toMatch(/passed orders of 4\.1\.1-orders \(/)
      expect(await digestOf(image, '4.1.1-orders')).toMatch(/^sha256:/)
    },
    20 * MINUTE,
  )

  it(
    'is what a release in a job of its own has too, after the job with a GPU',
    async () => {
      const image = `${registry}/${SPARK}`
      // act has no token, and this registry wants none.
      const release = { image, username: '', password: '', partial: true }
      await repository.commit({
        '.github/spark-images.yml': 'versions: { 3.5.8: null }\n',
        '.github/workflows/gpu-runner.yml': await gpuExample({ ...here, image }, release),
      })
      const tried = await repository.run('push', { workflow: 'gpu-runner.yml' })
      expect(results(tried), tried.text).toMatchObject({
        'images/Plan': 'success',
        gpu: 'success',
        release: 'success',
      })
      const laid = 'catalog: .github/spark-images.yml, laid over the shipped one'
      expect(logOf(tried, 'release')).toContain(laid)
    },
    20 * MINUTE,
  )
})

describe('two pipelines with other cells of one image', () => {
  it(
    'release in any order, however old their plans are; a foreign tag stays, and all others move',
    async () => {
      // The pipeline of the own catalog released 4.1.1-orders there.
      const name = `${OWNER}/spark-platform`
      const chart = await pushChart(name, OF_SERIES)
      const inputs = { ...here, image: `${registry}/${name}`, catalog: 'spark/catalog.yml' }
      const uses = 'org/spark-images-action/.github/workflows/images.yml@v1'
      const { image, catalog } = inputs
      const plan = '$' + '{{ needs.one.outputs.plan }}'
      const jobs = {
        one: { uses, with: { ...inputs, only: CELL, release: false } },
        two: { needs: 'one', uses, with: { ...inputs, only: '4.1.1-orders' } },
        release: {
          needs: ['one', 'two'],
          'runs-on': 'ubuntu-24.04',
          steps: [
            { uses: checkoutAction },
            { uses: 'org/spark-images-action/release@v1', with: { image, catalog, plan, partial: true } },
          ],
        },
      }
      await repository.commit({
        ...(await fixture({ 'conf/log4j2.properties': 'conf/log4j2.properties' })),
        '.github/workflows/split.yml': stringify({ on: 'push', jobs }),
      })
      const split = await repository.run('push', { workflow: 'split.yml' })
      expect(results(split), split.text).toMatchObject({ 'two/Release': 'success', release: 'success' })
      expect(await digestOf(name, OF_SERIES)).toBe(chart)
      expect(logOf(split, 'release')).toMatch(
        new RegExp(`^${OF_SERIES.replace('.', '\\.')} .* held back `, 'm'),
      )
      expect(await digestOf(name, 'latest')).toMatch(/^sha256:/)
      expect(await digestOf(name, 'latest')).toBe(await digestOf(name, CELL))
    },
    20 * MINUTE,
  )
})

describe('a family that is to be checked on Kubernetes', () => {
  const image = `${OWNER}/checked`
  const CHECK = `images/${JOB.replace(' (', ' on Kubernetes (')}`

  it(
    'is not released where no cluster has run what was built, then or later, until one has or nobody asks',
    async () => {
      const inputs = { ...here, image: `${registry}/${image}` }
      await repository.commit({
        '.github/workflows/kubernetes.yml': await example('kubernetes.yml', inputs),
        '.github/workflows/unchecked.yml': await example('minimal.yml', inputs),
      })
      const held = { 'images/Plan': 'success', [CHECK]: 'failure', 'images/Spark images': 'failure' }
      const first = await repository.run('push', { workflow: 'kubernetes.yml' })
      expect(results(first), first.text).toEqual({ ...held, [`images/${JOB}`]: 'success' })
      expect(logOf(first, CHECK)).toContain(NO_CLUSTER)
      expect((await tagsOf(image)).filter((tag) => tag === 'latest' || tag === CELL)).toEqual([])

      const second = await repository.run('push', { workflow: 'kubernetes.yml' })
      expect(results(second), second.text).toEqual(held)
      expect(outputOf(second, 'images/Plan', 'changed')).toBe('false')
      expect(outputOf(second, 'images/Plan', 'unreleased-count')).toBe('1')
      expect(await tagsOf(image)).not.toContain('latest')

      const unchecked = await repository.run('push', { workflow: 'unchecked.yml' })
      expect(results(unchecked), unchecked.text).toMatchObject({ 'images/Release': 'success', ...DONE })
      // What a tag names is not new.
      const third = await repository.run('push', { workflow: 'kubernetes.yml' })
      expect(results(third), third.text).toEqual({
        'images/Plan': 'success',
        'images/Release': 'success',
        ...DONE,
      })
    },
    20 * MINUTE,
  )

  it(
    'is not checked on an event that publishes nothing',
    async () => {
      const payload = { ref: 'refs/heads/other' }
      const run = await repository.run('push', { workflow: 'kubernetes.yml', payload })
      expect(results(run), run.text).toEqual({ 'images/Plan': 'success', ...DONE })
    },
    10 * MINUTE,
  )
})

describe('an event that publishes nothing', () => {
  it(
    'of a merge queue plans and tries what changed: nothing is pushed, and the required check succeeds',
    async () => {
      const queued = `${OWNER}/queued`
      const runner = JSON.stringify({ 'linux/amd64': ['ubuntu-24.04'], 'linux/arm64': 'ubuntu-24.04' })
      const inputs = { ...here, image: `${registry}/${queued}`, runner }
      await repository.commit({
        '.github/workflows/queue.yml': await example('pull-request.yml', inputs),
      })
      const ref = 'refs/heads/gh-readonly-queue/main/pr-7-0123456789012345678901234567890123456789'
      const payload = { merge_group: { head_ref: ref, base_ref: 'refs/heads/main' } }
      const run = await repository.run('merge_group', { workflow: 'queue.yml', payload })
      const all = { 'images/Plan': 'success', [`images/Try ${JOB}`]: 'success', ...DONE }
      expect(results(run), run.text).toEqual(all)
      expect(outputOf(run, 'images/Plan', 'publish')).toBe('false')
      expect(logOf(run, 'images/Plan')).toContain(' publishes nothing: only push, schedule, ')
      expect(logOf(run, `images/Try ${JOB}`)).toContain('not pushed: merge_group on ')
      expect((await ask(`${queued}/tags/list`)).status).toBe(404)
    },
    20 * MINUTE,
  )

  it(
    'to another branch plans, and no more where it is not asked to, unless publish-on names it',
    async () => {
      const image = `${registry}/${OWNER}/branch`
      await repository.commit({
        '.github/workflows/branch.yml': await example('minimal.yml', { ...here, image }),
        '.github/workflows/branch-too.yml': await example('minimal.yml', {
          ...here,
          image: `${registry}/${SPARK}`,
          'publish-on': 'push:refs/heads/release/*',
        }),
      })
      const payload = { ref: 'refs/heads/release/4.1' }
      const run = await repository.run('push', { workflow: 'branch.yml', payload })
      expect(results(run), run.text).toEqual({ 'images/Plan': 'success', ...DONE })
      expect((await ask(`${OWNER}/branch/tags/list`)).status).toBe(404)
      const other = await repository.run('push', { workflow: 'branch-too.yml', payload })
      expect(results(other), other.text).toMatchObject({ 'images/Release': 'success', ...DONE })
    },
    10 * MINUTE,
  )
})

describe('a pull request', () => {
  it(
    'plans and, where it is asked to, tries what changed: nothing is pushed',
    async () => {
      const inputs = { ...here, image: `${registry}/${PROPOSED}` }
      await repository.commit({
        '.github/workflows/pull-request.yml': await example('pull-request.yml', inputs),
      })
      const run = await repository.run('pull_request', { workflow: 'pull-request.yml' })
      const all = { 'images/Plan': 'success', [`images/Try ${JOB}`]: 'success', ...DONE }
      expect(results(run), run.text).toEqual(all)
      expect(logOf(run, `images/Try ${JOB}`)).toMatch(/passed files of \S+ \(/)
      expect((await ask(`${PROPOSED}/tags/list`)).status).toBe(404)
    },
    20 * MINUTE,
  )

  it(
    'is refused where the workflow would have credentials for the code of strangers',
    async () => {
      const text = (await example('minimal.yml', { ...here, image: `${registry}/${SPARK}` })).replace(
        /^on:\n(?: .*\n)+/m,
        'on: pull_request_target\n',
      )
      await repository.commit({ '.github/workflows/target.yml': text })
      const run = await repository.run('pull_request_target', { workflow: 'target.yml' })
      expect(results(run), run.text).toEqual({ 'images/Plan': 'failure', 'images/Spark images': 'failure' })
      expect(run.code).not.toBe(0)
      expect(logOf(run, 'images/Plan')).toContain(
        'refused to run on pull_request_target, which gives your credentials',
      )
      expect(logOf(run, 'images/Plan')).not.toContain(CELL)
    },
    2 * MINUTE,
  )
})
