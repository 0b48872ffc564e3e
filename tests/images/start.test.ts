import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOutput } from '../../src/engine/docker.ts'
import { type CellReport, reportSchema } from '../../src/local/report.ts'
import { sha256 } from '../../src/oci/digest.ts'
import type { Ended } from '../support/process.ts'
import { DEFAULT, openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

/** The build entry's output of that name. */
type Metadata = Pick<CellReport, 'fingerprint' | 'unpackedBytes' | 'tests'> & { readonly pushed: boolean }

let workshop: Workshop
let first: Ended
let cell: CellReport

const VERSION = DEFAULT.replace(/-.*/, '')

async function onlyCell(): Promise<CellReport> {
  const report = reportSchema.parse(await workshop.report())
  expect(report.cells).toHaveLength(1)
  const [found] = report.cells
  if (found === undefined) throw new Error('an empty report')
  return found
}

/** GET of the registry's API at an image reference's host, without any client of ours. */
async function ask(image: string, what: string): Promise<{ status: number; bytes: Buffer }> {
  const [host, repository] = [image.split('/')[0], image.split('/').slice(1).join('/').split(':')[0]]
  const accept = 'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json'
  const response = await fetch(`http://${host}/v2/${repository}/${what}`, { headers: { accept } })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** Changes a file of the workshop's images folder for one action. */
async function withChange(
  name: string,
  change: (text: string) => string,
  action: () => Promise<void>,
): Promise<void> {
  const file = path.join(workshop.root, 'images', name)
  const text = await readFile(file, 'utf8')
  expect(change(text), `the change of ${name}`).not.toBe(text)
  await writeFile(file, change(text))
  try {
    await action()
  } finally {
    await writeFile(file, text)
  }
}

beforeAll(async () => {
  workshop = await openWorkshop()
  first = await workshop.local(['start'])
  if (first.code !== 0) throw new Error(`npm start failed:\n${first.text}`)
  cell = await onlyCell()
}, 20 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

describe('npm start', () => {
  it('builds the default cell, tests it and says how to run it', () => {
    expect(cell).toMatchObject({ cell: DEFAULT, verdict: 'build', platform: 'linux/amd64' })
    expect(cell.tests.map(({ outcome }) => outcome)).toEqual(cell.tests.map(() => 'passed'))
    for (const test of cell.tests) expect(test.saw, `what ${test.name} saw`).not.toEqual([])
    expect(first.stdout).toMatch(
      new RegExp(`docker run --rm --publish 127.0.0.1:15002:15002 ${cell.image}$`, 'm'),
    )
    expect(first.stdout).toContain(DEFAULT)
  })

  it('shows BuildKit at work and the steps', () => {
    expect(first.stdout).toMatch(/^ {4}#\d+ \[/m)
    for (const step of ['set up', 'plan', 'build', 'measure', 'test', 'push'])
      expect(first.stdout).toContain(`==> ${step}`)
  })

  it('keeps the image within its size', () => {
    expect(cell.unpackedBytes).toBeLessThanOrEqual(950e6)
    expect(cell.compressedBytes).toBeLessThanOrEqual(560e6)
    const stages = cell.layers?.map(({ stage }) => stage)
    expect(stages).toEqual([
      'base',
      'os',
      'image',
      'jre',
      'spark-deps',
      'spark-natives',
      'python',
      'jdbc',
      'spark',
      'cds',
      'scripts',
      'conf',
    ])
  })

  it('has objects in its archive of classes, with which spark-submit starts in a third of the time', async () => {
    const java = ['--entrypoint', '/opt/spark/java/bin/java', '--', cell.image]
    const command = [
      'run',
      '--rm',
      '--network',
      'none',
      ...java,
      '-Xlog:cds',
      '-cp',
      '/opt/spark/jars/*',
      '-version',
    ]
    expect(await dockerOutput(await workshop.docker(), command)).toContain('full module graph: enabled')
  })

  it('pushed the very image that it tested', async () => {
    const { bytes } = await ask(cell.image, `manifests/${cell.image.split(':').at(-1)}`)
    expect(sha256(bytes)).toBe(cell.digest)
    const docker = await workshop.docker()
    const { config } = JSON.parse(bytes.toString()) as { config: { digest: string } }
    const id = await dockerOutput(docker, ['image', 'inspect', '--format', '{{.Id}}', cell.image])
    expect([cell.digest, config.digest]).toContain(id)
  })

  it('labels the image', async () => {
    const docker = await workshop.docker()
    const inspected = await dockerOutput(docker, [
      'image',
      'inspect',
      '--format',
      '{{json .Config.Labels}}',
      cell.image,
    ])
    const labels = JSON.parse(inspected) as Record<string, string>
    expect(labels).toMatchObject({
      'org.opencontainers.image.title': `Apache Spark ${VERSION} (baseline)`,
      'org.opencontainers.image.version': VERSION,
      'org.opencontainers.image.base.name': 'debian:trixie-slim',
      'spark-images.fingerprint': cell.fingerprint,
    })
    expect(labels['org.opencontainers.image.source']).toMatch(/^https:\/\//)
    expect(labels['org.opencontainers.image.licenses']).toContain('Apache-2.0')
    expect(labels['org.opencontainers.image.base.digest']).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('finds the image the second time, without starting an engine', async () => {
    const { code, text } = await workshop.local(['start'])
    expect(code, text).toBe(0)
    expect(text).toContain('nothing changed: 0 cells built, no engine started')
    const planned = await workshop.local(['plan', DEFAULT])
    expect(planned.stdout).toMatch(
      /^4\.3\.0-baseline +unchanged +in the registry, tested \(\d{4}-\d\d-\d\d\)$/m,
    )
    expect(planned.stdout).toContain('0 to build, 1 unchanged, ')
    const again = await onlyCell()
    expect(again).toMatchObject({
      verdict: 'unchanged',
      digest: cell.digest,
      fingerprint: cell.fingerprint,
      tests: cell.tests,
    })
  })

  it('writes nothing outside its folder and out/', async () => {
    expect((await readdir(workshop.root)).sort()).toEqual(['dist', 'images', 'out', 'package.json'])
    expect(await readdir(path.join(workshop.root, 'out'))).toEqual(['report.json'])
  })
})

describe('the build entry', () => {
  it('finds the image that npm start pushed', async () => {
    const { outputs, code, text } = await workshop.build(cell.image, { push: 'true' })
    expect(code, text).toBe(0)
    expect(outputs).toMatchObject({ verdict: 'unchanged', digest: cell.digest, image: cell.image })
  })

  it('refuses a cell that was planned otherwise', async () => {
    const entry = {
      cell: cell.cell,
      version: VERSION,
      variant: 'baseline',
      platform: 'linux/amd64',
      runner: 'x',
    }
    const base = await workshop.baseOf(cell.image)
    const planned = JSON.stringify({ ...entry, base, fingerprint: 'f'.repeat(64) })
    const { code, stdout } = await workshop.build(cell.image, { cell: planned, push: 'true' })
    expect(code).toBe(1)
    expect(stdout).toMatch(/::error::4\.3\.0-baseline was planned with fingerprint f{12} and has/)
  })

  it('refuses a cell that a rule excludes on this platform and on no other', async () => {
    const rule =
      '{ support: unsupported, when: { platforms: [linux/amd64] }, reason: r, source: s, reviewed: 2026-11-26 }'
    const catalog = `platforms: [linux/amd64, linux/arm64]\nrules: { only-arm: ${rule} }\n`
    await writeFile(path.join(workshop.root, 'spark-images.yml'), catalog)
    const env = { GITHUB_WORKSPACE: workshop.root }
    const { code, stdout } = await workshop.build(cell.image, { push: 'false' }, env)
    await rm(path.join(workshop.root, 'spark-images.yml'))
    expect(code).toBe(1)
    expect(stdout).toContain(
      '::error::4.3.0-baseline for linux/amd64 is not supported: r (s, reviewed 2026-11-26)',
    )
  })

  it(
    'builds and tests without pushing',
    async () => {
      const quick = await openWorkshop()
      await quick.quicken()
      const { outputs, code, text } = await quick.build(cell.image, { push: 'false' })
      await rm(quick.root, { recursive: true })
      expect(code, text).toBe(0)
      expect(outputs).toMatchObject({ verdict: 'build', image: cell.image })
      // The layers are the same; the config is not, for its labels name the base as this entry was given it.
      const { pushed, fingerprint, unpackedBytes, tests } = JSON.parse(outputs.metadata ?? '') as Metadata
      expect({ pushed, fingerprint, unpackedBytes }).toEqual({
        pushed: false,
        fingerprint: cell.fingerprint,
        unpackedBytes: cell.unpackedBytes,
      })
      expect(tests.map(({ name, outcome }) => [name, outcome])).toEqual([['files', 'passed']])
    },
    10 * MINUTE,
  )
})

describe('nothing is pushed', () => {
  /** Runs a start that must fail with an error of the user's kind; what the registry has stays. */
  async function refused(): Promise<string> {
    const before = await ask(cell.image, 'tags/list')
    const { code, stderr } = await workshop.local(['start'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^\nerror: /)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(await ask(cell.image, 'tags/list')).toEqual(before)
    return stderr
  }

  it(
    'when the image is over its budget: by how much, and which layers',
    async () => {
      const shrink = (text: string): string => text.replace('unpacked: 1 GB', 'unpacked: 700 MB')
      // With another test there is something to build, and all layers are there.
      const other = (text: string): string => `${text}\n# another\n`
      await withChange('components/os/acceptance/files.sh', other, () =>
        withChange('catalog.yml', shrink, async () => {
          expect(await refused()).toMatch(
            /4\.3\.0-baseline is over its budget: \d+ MB unpacked, \d+ MB more than the 700 MB of .*\n {2}spark-deps: \d+ MB\n/,
          )
        }),
      )
    },
    10 * MINUTE,
  )

  it(
    'when an acceptance test fails: which one, what it said, how to repeat it',
    async () => {
      const fail = (text: string): string => `${text}\necho 'this is not right' >&2\nexit 3\n`
      await withChange('components/os/acceptance/files.sh', fail, async () => {
        const message = await refused()
        // The script is that of two tests, which run at the same time.
        expect(message).toMatch(/acceptance test "files(-random-uid)?" failed/)
        expect(message).toContain('exit code 3')
        expect(message).toContain('  this is not right')
        expect(message).toMatch(
          /To repeat it:\n.*docker.* run --rm .*images\/components\/os\/acceptance\/files\.sh/,
        )
      })
    },
    10 * MINUTE,
  )

  it(
    'when a download is not what its lockfile says: both checksums',
    async () => {
      const wrong = '0'.repeat(64)
      let right = ''
      const spoil = (text: string): string =>
        text.replace(
          /^(maven org\.postgresql:postgresql .* )([0-9a-f]{64})/m,
          (_line, start: string, hash: string) => {
            right = hash
            return start + wrong
          },
        )
      await withChange('components/jdbc/jdbc.lock', spoil, async () => {
        const message = await refused()
        expect(message).toMatch(
          /images\/components\/jdbc\/jdbc\.lock:\d+: org\.postgresql:postgresql \S+: sha256 is /,
        )
        expect(message).toContain(right)
        expect(message).toContain(wrong)
      })
    },
    10 * MINUTE,
  )
})
