/** Lockfiles of Python packages, from an index of the test's own: nothing else is asked. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBuildx } from '../../src/engine/buildx.ts'
import type { Docker } from '../../src/engine/docker.ts'
import { baseContext } from '../../src/image/image.ts'
import type { BaseImage } from '../../src/plan/plan.ts'
import { serve, type TestServer } from '../registry/server.ts'
import { ROOT } from '../support/process.ts'
import { indexOf, sdist, sourceOnly, wheel } from '../support/python-packages.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const images = path.join(ROOT, 'images')
const SPARK = 'installed pyspark 4.1.1\ninstalled pyspark 4.1.0\n'
const NATIVE = `
import subprocess
def build_wheel(folder, config_settings=None, metadata_directory=None):
    subprocess.run(["gcc", "acme_native.c"], check=True)
`

let workshop: Workshop
let docker: Docker
let base: BaseImage
let index: TestServer
let repositories: string
let work: string

beforeAll(async () => {
  workshop = await openWorkshop()
  ;({ base, docker } = await workshop.open())
  work = await mkdtemp(path.join(tmpdir(), 'spark-images-locks-'))
  const inTree = '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'
  const answers = indexOf([
    // What delta-spark is like: each release for some versions of pyspark, which this index does not have.
    wheel('acme-delta', '3.3', { needs: ['pyspark>=3.5,<3.6'] }),
    wheel('acme-delta', '4.0', { needs: ['pyspark>=4.1,<4.2', 'acme-base; python_version < "3.12"'] }),
    wheel('acme-delta', '4.1', { needs: ['pyspark>=4.1.1,<4.2'] }),
    wheel('acme-base', '1.0'),
    wheel('acme-base', '2.0'),
    wheel('acme-arm', '1.0'),
    wheel('acme-user', '1.0', { needs: ['acme-base>=2', 'acme-arm; platform_machine == "aarch64"'] }),
    ...(await sourceOnly('acme-source', '1.0', 'ANSWER = 42\n')),
    await sdist('acme-native', '1.0', inTree, { files: { 'own.py': NATIVE } }),
  ])
  index = await serve(({ url = '' }, response) => {
    if (url.startsWith('/closed/')) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="tests"' }).end()
      return
    }
    const content = answers.get(url)
    const type = url.endsWith('/') ? 'text/html' : 'application/octet-stream'
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type }).end(content)
  }, '0.0.0.0')
  const url = `http://${await workshop.gateway()}:${index.port}/simple`
  repositories = JSON.stringify({ maven: [], pypi: [{ url }], public: false })
  // What locks are made with is had from where it always is.
  const tools = { context: images, target: 'lock-tools', contexts: baseContext(base), outputs: [] }
  expect((await runBuildx(docker, tools, process.env)).exitCode).toBe(0)
}, 10 * MINUTE)

afterAll(async () => {
  await index?.[Symbol.asyncDispose]()
  await rm(work, { recursive: true, force: true })
  await workshop.close()
}, 2 * MINUTE)

/** What make_lock.py makes of a text: the rows without sizes and hashes, or the end of the build's log. */
async function lock(text: string, asked = repositories): Promise<{ rows?: string[]; log: string }> {
  const wanted = await mkdtemp(path.join(work, 'wanted-'))
  await writeFile(path.join(wanted, 'x.in'), text)
  const gateway = await workshop.gateway()
  const { exitCode, stderr } = await runBuildx(
    docker,
    {
      context: images,
      target: 'locks',
      contexts: { ...baseContext(base), wanted },
      repositories: asked,
      outputs: [{ type: 'local', dest: work }],
      anew: 'make-locks',
    },
    { ...process.env, NO_PROXY: gateway, no_proxy: gateway },
  )
  if (exitCode !== 0) return { log: stderr }
  const lines = (await readFile(path.join(work, 'x.lock'), 'utf8')).split('\n')
  return {
    log: stderr,
    rows: lines.filter((line) => /^[a-z]/.test(line)).map((line) => line.split(' ').slice(0, 4).join(' ')),
  }
}

/** The one message of a lock that can't be made, without the times that BuildKit puts in front. */
async function reason(text: string, asked = repositories): Promise<string> {
  const { rows, log } = await lock(text, asked)
  expect(rows, log).toBeUndefined()
  expect(log).not.toContain('Traceback')
  const lines = log.split('\n').flatMap((line) => /^#\d+ [\d.]+ (.*)$/.exec(line)?.[1] ?? [])
  return lines.slice(lines.findIndex((line) => line.startsWith('cannot lock'))).join('\n')
}

describe('a package that needs pyspark', () => {
  it(
    'is locked in the newest release that fits each Spark version of its lock, and pyspark is not',
    async () => {
      const { rows, log } = await lock(`wheel acme-delta\nbeside acme-base 1.0\n${SPARK}`)
      expect(rows, log).toEqual(['pypi acme-delta 4.0 acme_delta-4.0-py3-none-any.whl'])
    },
    5 * MINUTE,
  )

  it(
    'is one message where no release fits: what is wanted, what that needs, what the image has',
    async () => {
      const message = await reason(`wheel acme-delta<4\n${SPARK}`)
      expect(message).toMatch(
        /^cannot lock x: acme-delta<4: nothing fits Python 3\.13\.\d+ on x86_64 Linux with glibc 2\.41:\n/,
      )
      expect(message).toContain('acme-delta<=3.3 depends on pyspark>=3.5,<3.6 and pyspark==4.1.1')
      expect(message).toMatch(/\n {2}The image has pyspark 4\.1\.1\.$/)
      expect(message.split('\n').length).toBeLessThan(6)
    },
    5 * MINUTE,
  )
})

it(
  'markers are those of the platform that a package is for, not of the one that locks',
  async () => {
    const { rows, log } = await lock('wheel acme-user\n')
    expect(rows, log).toEqual([
      'pypi acme-base 2.0 acme_base-2.0-py3-none-any.whl',
      'pypi acme-user 1.0 acme_user-1.0-py3-none-any.whl',
      'pypi@aarch64 acme-arm 1.0 acme_arm-1.0-py3-none-any.whl',
    ])
  },
  5 * MINUTE,
)

describe('a package without a wheel', () => {
  it(
    'is locked as its source, with what that is built with',
    async () => {
      const { rows, log } = await lock('wheel acme-source\narchitecture aarch64\n')
      expect(rows, log).toEqual([
        'build acme-backend 3.0 acme_backend-3.0-py3-none-any.whl',
        'build acme-stamp 1.0 acme_stamp-1.0-py3-none-any.whl',
        'pypi acme-source 1.0 acme_source-1.0.tar.gz',
      ])
    },
    5 * MINUTE,
  )

  it(
    'is one message where it takes a compiler',
    async () => {
      expect(await reason('wheel acme-native\narchitecture x86_64\n')).toMatch(
        /^cannot lock x: acme-native==1\.0 has no wheel that fits Python 3\.13\.\d+, .* it needs a compiler .*'gcc'$/,
      )
    },
    5 * MINUTE,
  )
})

it(
  'what clashes with a package of the image, or is in no index, is one message',
  async () => {
    expect(await reason('wheel acme-user\nbeside acme-base 1.0\n')).toMatch(
      /all versions of acme-user depend on acme-base>=2 and acme-base==1\.0[\s\S]*The image has acme-base 1\.0\.$/,
    )
    expect(await reason('wheel acme-nothing\n')).toContain('acme-nothing was not found')
  },
  5 * MINUTE,
)

it(
  'an index that refuses its password is one message, without it, though another index has the package',
  async () => {
    const url = `http://${await workshop.gateway()}:${index.port}`
    const indexes = [
      { url: `${url}/closed/simple`, username: 'me', password: 'geheim' },
      { url: `${url}/simple` },
    ]
    const closed = JSON.stringify({ maven: [], pypi: indexes, public: false })
    const message = await reason('wheel acme-base\n', closed)
    expect(message).toMatch(/^cannot lock x: \S+:\d+ refuses the user and password that it is given/)
    expect(message).not.toContain('geheim')
  },
  5 * MINUTE,
)
