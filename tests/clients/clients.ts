import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { buildCells } from '../support/cells.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'
import { hostPython, makeVenv, type Python } from './python.ts'

const MINUTE = 60_000

/** The client of a version, as `pip install` brings it: requirements-VERSION.txt. */
export interface Client {
  readonly version: string
  readonly distribution: 'pyspark' | 'pyspark-client'
  /** Python of the image, whose minor version a client's functions must have been written with. */
  readonly imagesPython: string
}

const cellOf = ({ version }: Pick<Client, 'version'>): string => `${version}-baseline`

/** A container of an image, removed at the end. */
async function startContainer(
  docker: Docker,
  image: string,
  args: readonly string[],
  options: readonly string[] = [],
): Promise<AsyncDisposable & { readonly id: string }> {
  const start = ['run', '--detach', '--pull', 'never', ...options]
  const id = await dockerOutput(docker, [...start, '--', image, ...args])
  const remove = async (): Promise<void> => {
    await docker(['rm', '--force', '--volumes', '--', id])
  }
  return { id, [Symbol.asyncDispose]: remove }
}

/** A Connect server of an image, published on a port of the loopback interface. */
async function startServer(
  docker: Docker,
  image: string,
  args: readonly string[],
): Promise<AsyncDisposable & { readonly remote: string }> {
  const container = await startContainer(docker, image, args, ['--publish', '127.0.0.1::15002'])
  const { id } = container
  const end = Date.now() + 3 * MINUTE
  while (Date.now() < end) {
    const { stdout } = await docker(['logs', id])
    // Container platforms read a log from standard output.
    if (/Spark Connect server started/.test(stdout)) {
      const address = await dockerOutput(docker, ['port', id, '15002/tcp'])
      return { remote: `sc://${address}`, [Symbol.asyncDispose]: () => container[Symbol.asyncDispose]() }
    }
    await sleep(500)
  }
  const { stdout, stderr } = await docker(['logs', '--tail', '30', id])
  await container[Symbol.asyncDispose]()
  throw new Error(`${image} did not serve within 3 minutes:\n${stdout}${stderr}`)
}

/** Declares the tests of clients against servers of their version's image. */
export function tryClients(clients: readonly Client[]): void {
  let work: string
  let workshop: Workshop
  let docker: Docker
  let images: ReadonlyMap<string, string>
  const imageOf = (version: string): string => images.get(cellOf({ version })) ?? ''

  beforeAll(async () => {
    work = await mkdtemp(path.join(tmpdir(), 'spark-images-clients-'))
    workshop = await openWorkshop()
    const reports = await buildCells(workshop, clients.map(cellOf))
    images = new Map([...reports.values()].map(({ cell, image }) => [cell, image]))
    docker = await workshop.docker()
  }, 30 * MINUTE)

  afterAll(async () => {
    await workshop.close()
    await rm(work, { recursive: true, force: true })
  }, 2 * MINUTE)

  describe.each(clients)('$distribution $version from PyPI', ({ version, distribution, imagesPython }) => {
    let python: Python
    let found: Record<string, unknown>

    beforeAll(async () => {
      const requirements = (name: string): string =>
        path.join(import.meta.dirname, `requirements-${name}.txt`)
      python = await hostPython(path.join(work, 'host'), imagesPython)
      const venv = await makeVenv(python, path.join(work, version), {
        build: requirements('build'),
        packages: requirements(version),
      })
      // The server of pyspark's series is one that is asked for.
      const args = distribution === 'pyspark' ? ['connect'] : []
      await using server = await startServer(docker, imageOf(version), args)
      const { code, stdout, text } = await venv.run([
        path.join(import.meta.dirname, 'client.py'),
        server.remote,
      ])
      expect(code, text).toBe(0)
      const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
      found = Object.assign({}, ...lines.map((line) => JSON.parse(line) as object))
    }, 10 * MINUTE)

    it('is the version of the server, from an environment of its own', () => {
      expect(found.versions).toEqual({
        client: version,
        server: version,
        own: true,
        packages: [distribution],
      })
    })

    it('runs SQL', () => {
      expect(found.sql).toEqual({
        rows: [
          ['a', 4, [1, 3]],
          ['b', 2, [2]],
        ],
      })
    })

    it('joins and aggregates data frames', () => {
      expect(found.frame).toEqual({
        rows: [
          ['nil', 334, 999],
          ['one', 333, 997],
          [null, 333, 998],
        ],
      })
    })

    it('sends a pandas frame and gets it back', () => {
      expect(found.pandas).toEqual({ rows: 3, types: ['int64', 'float64', 'bool'] })
    })

    it(`runs Python functions, or says that they were written with another Python than ${imagesPython}`, () => {
      const rows = [0, 1, 2, 3].map((number) => [`<${number}>`, number / 2])
      const mismatch = { error: expect.stringMatching(/PYTHON_VERSION_MISMATCH/) }
      expect(found.functions).toEqual(python.version === imagesPython ? { rows } : mismatch)
    })
  })

  it.each(clients)(
    'the Thrift server of $version answers beeline, and stops by its script',
    async ({ version }) => {
      const image = imageOf(version)
      const server = '/opt/spark/sbin/start-thriftserver.sh --conf spark.ui.enabled=false && sleep infinity'
      await using container = await startContainer(docker, image, ['bash', '-c', server])
      const run = (...argv: string[]): Promise<string> =>
        dockerOutput(docker, ['exec', '--', container.id, ...argv])
      const query = "SELECT concat('found ', sum(id)) FROM range(10)"
      const beeline = ['beeline', '-u', 'jdbc:hive2://127.0.0.1:10000', '-e', query]
      await expect.poll(() => run(...beeline), { timeout: 3 * MINUTE, interval: 3000 }).toContain('found 45')
      expect(await run('/opt/spark/sbin/stop-thriftserver.sh')).toMatch(/^stopping .*HiveThriftServer2$/)
    },
    5 * MINUTE,
  )
}
