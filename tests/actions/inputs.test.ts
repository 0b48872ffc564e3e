import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { DEFAULT_FILES } from '../../src/family/workspace.ts'
import { readInputs as build } from '../../src/github/build/inputs.ts'
import { readInputs as comment } from '../../src/github/comment/inputs.ts'
import { readInputs as kubernetes } from '../../src/github/kubernetes/inputs.ts'
import { readInputs as plan } from '../../src/github/plan/inputs.ts'
import { readInputs as promote } from '../../src/github/promote/inputs.ts'
import { readInputs as prune } from '../../src/github/prune/inputs.ts'
import { readInputs as release } from '../../src/github/release/inputs.ts'
import { readInputs as scan } from '../../src/github/scan/inputs.ts'
import { readInputs as site } from '../../src/github/site/inputs.ts'
import { readInputs as track } from '../../src/github/track/inputs.ts'
import { ROOT } from '../support/process.ts'

interface Declared {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>
  readonly outputs?: Readonly<Record<string, unknown>>
  readonly secrets?: Readonly<Record<string, unknown>>
}

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job extends Step {
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean }
  readonly needs?: string | readonly string[]
  readonly steps?: readonly Step[]
  readonly secrets?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly on: {
    readonly workflow_call?: Declared
    readonly pull_request?: { readonly paths: readonly string[] }
  }
  readonly env?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const ACTION = 'org/spark-images-action'
const CALLED = `${ACTION}/.github/workflows/images.yml`

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')
const keys = (object: object | undefined): string[] => Object.keys(object ?? {})

/** The entries, by the names that users give them. */
const ENTRIES = [
  'plan',
  'build',
  'comment',
  'release',
  'scan',
  'track',
  'kubernetes',
  'site',
  'promote',
  'prune',
]
  .map((name) => ({ name, file: name === 'plan' ? 'action.yml' : `${name}/action.yml` }))
  .filter(({ file }) => existsSync(path.join(ROOT, file)))

/** What `uses:` may name, with what it takes and gives. */
const TARGETS = new Map<string, Declared>([
  ...ENTRIES.map(({ name, file }): [string, Declared] => [
    name === 'plan' ? ACTION : `${ACTION}/${name}`,
    parse(read(file)) as Declared,
  ]),
  [CALLED, (parse(read('.github/workflows/images.yml')) as Workflow).on.workflow_call ?? {}],
])

const READERS: Readonly<Record<string, () => object>> = {
  plan,
  build,
  comment,
  release,
  scan,
  track,
  kubernetes,
  site,
  promote,
  prune,
}

/** The source of the files of an entry. */
function sourceOf(name: string): string {
  const files = readdirSync(path.join(ROOT, 'src/github', name)).filter((file) => !file.endsWith('.test.ts'))
  return files.map((file) => read(`src/github/${name}/${file}`)).join('\n')
}

describe.each(ENTRIES)('$file', ({ name, file }) => {
  const declared = parse(read(file)) as Declared
  const source = sourceOf(name)

  it('declares the inputs that the entry reads, no fewer and no more', () => {
    const env = process.env
    const found = new Set<string>()
    const places = {
      INPUT_IMAGE: 'ghcr.io/acme/spark',
      INPUT_FROM: 'ghcr.io/acme/spark',
      INPUT_TO: 'oci:out',
    }
    const given: NodeJS.ProcessEnv = { ...places, INPUT_CELL: '4.1.1-gpu' }
    process.env = new Proxy(given, {
      get: (all, key: string) => {
        if (key.startsWith('INPUT_')) found.add(key.slice('INPUT_'.length).toLowerCase())
        return all[key]
      },
    })
    try {
      READERS[name]?.()
    } finally {
      process.env = env
    }
    expect([...found].sort()).toEqual(keys(declared.inputs).sort())
  })

  it('reads inputs in one place, before it does anything', () => {
    expect(read(`src/github/${name}/run.ts`)).not.toMatch(/\b(?:get|list|boolean|getMultiline)Input\(|INPUT_/)
  })

  it('declares outputs that the code sets', () => {
    for (const output of keys(declared.outputs))
      expect(source).toMatch(new RegExp(`setOutput\\('${output}'|[{ ]${output}(?:[:,]| \\})`))
  })
})

const files = ['.github/workflows', 'docs/examples'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`),
)

describe.each(files)('%s', (file) => {
  const text = read(file)
  const { jobs, env = {} } = parse(text) as Workflow
  const uses = Object.values(jobs)
    .flatMap((job) => [job, ...(job.steps ?? [])])
    .filter((step) => step.uses?.startsWith(ACTION))

  it('gives the action only inputs that it has', () => {
    for (const step of uses) {
      const target = TARGETS.get(step.uses?.split('@')[0] ?? '')
      expect(target, step.uses).toBeDefined()
      expect(keys(target?.inputs), step.uses).toEqual(expect.arrayContaining(keys(step.with)))
      const secrets = 'secrets' in step ? (step as Job).secrets : {}
      expect(keys(target?.secrets), step.uses).toEqual(expect.arrayContaining(keys(secrets)))
    }
  })

  it('takes only outputs that there are', () => {
    const steps = Object.values(jobs).flatMap((job) => job.steps ?? [])
    const ours = [
      ...steps.map(({ id, uses: name }) => [`steps.${id}`, name] as const),
      ...Object.entries(jobs).map(([id, { uses: name }]) => [`needs.${id}`, name] as const),
    ].flatMap(([from, name]) => {
      const target = TARGETS.get(name?.split('@')[0] ?? '')
      return target === undefined ? [] : [{ from, outputs: keys(target.outputs) }]
    })
    for (const { from, outputs } of ours) {
      const taken = [...text.matchAll(/((?:steps|needs)\.[\w-]+)\.outputs\.([\w-]+)/g)]
      const names = taken.filter(([, of]) => of === from).map(([, , output]) => output)
      expect(outputs).toEqual(expect.arrayContaining(names))
    }
  })

  it('keeps all releases, promotions and rollbacks of an image apart by one concurrency group', () => {
    const release = `${ACTION}/release`
    const moving = [release, `${ACTION}/promote`]
    for (const job of Object.values(jobs)) {
      const step = job.steps?.find(({ uses: name }) => moving.includes(name?.split('@')[0] ?? ''))
      if (step === undefined) continue
      const given = step.with?.to ?? step.with?.image
      const image = String(given ?? TARGETS.get(release)?.inputs?.image?.default)
      const name = image.replace(/^\$\{\{ env\.(\w+) \}\}$/, (_, variable: string) => env[variable] ?? '')
      const named = name.replace(
        /^\$\{\{ .*format\('(ghcr\.io\/)\{0\}(\/spark)', (github\.repository_owner).*$/,
        (_, host, rest, owner) => `${host}\${{ ${owner} }}${rest}`,
      )
      const group = `spark-images-release-${named}`
      expect(job.concurrency).toEqual({ group, 'cancel-in-progress': false })
    }
  })

  it('names versions as readers should', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    const expected = file === '.github/workflows/images.yml' ? `v${version}` : `v${version.split('.')[0]}`
    for (const step of uses) expect(step.uses?.split('@')[1]).toBe(expected)
  })
})

it('the example for pull requests is started by changes of the default catalog, which it plans, and of its lockfiles', () => {
  const { on, jobs } = parse(read('docs/examples/pull-request.yml')) as Workflow
  expect(jobs.images?.with).not.toHaveProperty('catalog')
  const [file = ''] = DEFAULT_FILES
  expect(on.pull_request?.paths).toEqual(
    expect.arrayContaining([file, `${file.replace(/\.yml$/, '.locks')}/**`]),
  )
})

describe('the reusable workflow', () => {
  it('sends its own token to no registry but ghcr.io, and from github.com only', () => {
    const passwords = read('.github/workflows/images.yml').match(/^\s+password: .*$/gm) ?? []
    expect(passwords.length).toBeGreaterThan(0)
    for (const line of passwords)
      expect(line).toMatch(
        /secrets\.password \|\| \(github\.server_url == 'https:\/\/github\.com' && startsWith\(inputs\.image, 'ghcr\.io\/'\) && github\.token\) \|\| ''|secrets\.base-password \}\}$/,
      )
  })

  it("gives jobs of a fork's pull request, which has no secrets, no user either", () => {
    const { jobs } = parse(read('.github/workflows/images.yml')) as Workflow
    for (const [job, step] of [
      [jobs.plan, 'plan'],
      [jobs.try, 'build'],
    ] as const) {
      const found = job?.steps?.find(({ id }) => id === step)
      expect(found?.with?.username).toContain('(secrets.password && inputs.username)')
    }
  })

  it('asks for no permission beyond those that every caller grants, as GitHub would not start it', () => {
    const { jobs } = parse(read('.github/workflows/images.yml')) as {
      jobs: Record<string, { permissions?: Record<string, string> }>
    }
    const asked = Object.values(jobs).flatMap(({ permissions = {} }) => Object.entries(permissions))
    const texts = asked.map(([name, level]) => `${name}: ${level}`)
    expect([...new Set(texts)].sort()).toEqual(['contents: read', 'packages: read'])
  })

  it('pushes from no job that runs on events that publish nothing', () => {
    const { jobs } = parse(read('.github/workflows/images.yml')) as {
      jobs: Record<string, { if?: string; permissions?: Record<string, string> }>
    }
    // Those without permissions of their own have the caller's.
    const writing = Object.entries(jobs).filter(
      ([, { permissions }]) => permissions === undefined || Object.values(permissions).includes('write'),
    )
    expect(writing.map(([name]) => name)).toEqual(['build', 'release'])
    for (const [, job] of writing) expect(job.if).toContain("needs.plan.outputs.publish == 'true'")
  })

  it('leaves the rule on events to the entries, which all get the same exceptions from it', () => {
    const text = read('.github/workflows/images.yml')
    expect(text).not.toMatch(/github\.(?:event|ref)/)
    const { jobs } = parse(text) as Workflow
    const steps = Object.values(jobs).flatMap(({ steps: all = [] }) => all)
    const ours = steps.filter(({ uses: name }) => name?.startsWith(ACTION))
    // Checks on Kubernetes publish nothing.
    for (const step of ours.filter(({ uses: name }) => !name?.startsWith(`${ACTION}/kubernetes`)))
      expect(step.with?.['publish-on']).toMatch(/^\$\{\{ inputs\.publish-on \}\}$/)
  })

  it('removes files of no runner but GitHub-hosted ones, and only when it is asked to', () => {
    const { jobs } = parse(read('.github/workflows/images.yml')) as {
      jobs: Record<string, { steps: { name?: string; if?: string; run?: string }[] }>
    }
    const steps = Object.values(jobs).flatMap(({ steps: all }) => all)
    const removing = steps.filter(({ run }) => run?.includes('rm -rf'))
    expect(removing).toHaveLength(2)
    for (const step of removing)
      expect(step.if).toBe("inputs.free-disk && runner.environment == 'github-hosted'")
  })

  it('gives every job that reads the catalog the same files', () => {
    const { jobs } = parse(read('.github/workflows/images.yml')) as Workflow
    const named = (job: Job, name: string) => job.steps?.find(({ uses }) => uses?.startsWith(name))
    const { plan, build, try: tried, release } = jobs
    for (const name of ['actions/checkout', 'actions/download-artifact']) {
      const step = plan && named(plan, name)
      expect(step).toBeDefined()
      for (const job of [build, tried, release]) expect(job && named(job, name)).toEqual(step)
    }
  })

  it('ends with one job of a fixed name, which waits for all others, whatever becomes of them', () => {
    const { jobs } = parse(read('.github/workflows/images.yml')) as {
      jobs: Record<string, { name: string; if?: string; needs?: string[] }>
    }
    const { result, ...others } = jobs
    expect(result).toMatchObject({ name: 'Spark images', if: 'always()', needs: Object.keys(others) })
  })
})
