import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { baselineImage } from '../support/cells.ts'
import { DEFAULT, openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

/** One test by itself, one against the cell's own server, one against a service. */
const HANGING = `  - { name: files, script: files.sh }
  - { name: hang-server, script: files.sh, server: true }
  - { name: hang-service, script: files.sh, service: databases }`

let workshop: Workshop
let docker: Docker
let image: string

beforeAll(async () => {
  workshop = await openWorkshop()
  image = await baselineImage(workshop)
  docker = await workshop.docker()
  const catalog = path.join(workshop.root, 'images/components/os/component.yml')
  const quick = '  - { name: files, script: files.sh }'
  await writeFile(catalog, (await readFile(catalog, 'utf8')).replace(quick, HANGING))
}, 20 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

function containers(): Promise<string> {
  const filter = `name=^spark-images-${DEFAULT}-`
  return dockerOutput(docker, ['ps', '--all', '--filter', filter, '--format', '{{.Names}} {{.Status}}'])
}

/** All images of cells, by id and name; those too that lost their name. Fails where one is being removed. */
async function images(): Promise<string[]> {
  const format = '{{.ID}} {{.Repository}}:{{.Tag}}'
  const filter = ['--filter', 'label=spark-images.cell']
  const list = await dockerOutput(docker, ['image', 'ls', '--no-trunc', ...filter, '--format', format])
  return list.split('\n').sort()
}

async function until(condition: () => Promise<boolean>, limit: number): Promise<void> {
  for (const end = Date.now() + limit; !(await condition()) && Date.now() < end; ) await sleep(200)
}

async function script(text: string): Promise<void> {
  await writeFile(path.join(workshop.root, 'images/components/os/acceptance/files.sh'), text)
}

describe('a job that ends while tests run', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'leaves no container and no image after %s',
    async (signal) => {
      const before = await images()
      await script('trap "" INT TERM; (trap "" INT TERM; sleep 600) & sleep 600\n')
      const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-cancel-'))
      const job = spawn(process.execPath, [path.join(workshop.root, 'dist/build/index.js')], {
        stdio: 'ignore',
        env: {
          ...process.env,
          ...(await workshop.engine()),
          RUNNER_TEMP: folder,
          INPUT_CELL: DEFAULT,
          INPUT_IMAGE: image.slice(0, image.lastIndexOf(':')),
          INPUT_BASE: await workshop.baseOf(image),
          INPUT_PUSH: 'true',
          'INPUT_NO-CACHE': 'false',
        },
      })
      const ended = once(job, 'exit')
      const running = async (): Promise<number> =>
        (await containers()).split('\n').filter((line) => line.includes(' Up ')).length
      await until(async () => (await running()) === 5, 3 * MINUTE)
      expect(await running()).toBe(5)
      const made = (await images()).filter((line) => !before.includes(line))
      expect(made).toEqual([
        expect.stringMatching(/^sha256:[0-9a-f]{64} spark-images-build:4\.3\.0-baseline-/),
      ])
      // The watch of what has just started.
      await sleep(1000)
      process.kill(job.pid ?? 0, signal)
      await ended
      await until(async () => (await containers()) === '', 10_000)
      await until(async () => (await images().catch(() => undefined))?.length === before.length, 10_000)
      const left = [await containers(), await images()]
      await rm(folder, { recursive: true })
      expect(left).toEqual(['', before])
    },
    5 * MINUTE,
  )
})

describe('the engine', () => {
  it.each([
    ['keeps no image that was pushed', 'echo "saw: $(date)"\n', 0],
    ['keeps no image whose tests failed', 'exit 3\n', 1],
  ])(
    '%s',
    async (_what, text, code) => {
      await script(text)
      const before = await images()
      const ended = await workshop.build(image, { push: 'true' })
      expect(ended.code, ended.text).toBe(code)
      expect([await containers(), await images()]).toEqual(['', before])
    },
    5 * MINUTE,
  )
})
