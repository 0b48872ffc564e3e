import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dockerOutput } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { findEnvironment, openBuildEnvironment, stop } from '../../src/local/environment.ts'
import { baseOf } from '../../src/plan/plan.ts'
import { baselineImage } from '../support/cells.ts'
import { registryProgram } from '../support/registry-program.ts'
import { DEFAULT, openWorkshop, RUNTIME, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

let workshop: Workshop
let image: string

beforeAll(async () => {
  workshop = await openWorkshop()
  image = await baselineImage(workshop)
}, 20 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

it(
  "uses Debian's registry beside a Docker that reaches no registry of images, and a base that is the same each time",
  async () => {
    const docker = await workshop.docker()
    await docker(['image', 'rm', '--force', '--', 'registry:3'])
    for (const [name, value] of Object.entries(await workshop.engine())) vi.stubEnv(name, value)
    const folder = localFolder({ SPARK_IMAGES_HOME: path.join(workshop.root, 'home') })
    const said: string[] = []
    const options = { folder, cells: [RUNTIME], wantsRegistry: true, say: (text: string) => said.push(text) }
    const { registry, bases } = await openBuildEnvironment(options)
    expect(said.join('\n')).toMatch(/^can't start registry:3 \(.+\): using Debian's registry$/m)
    const shown = ['run', '--rm', '--', baseOf(RUNTIME, bases).reference, 'cat', '/etc/debian_version']
    expect(await dockerOutput(docker, shown)).toMatch(/^13\./)
    expect(await findEnvironment(folder, [RUNTIME])).toMatchObject({ isRunning: true, registry, bases })
    const stopped = ['ended the registry', `removed ${folder.root}`]
    expect(await stop(folder, true)).toEqual(stopped)
    const { bases: again } = await openBuildEnvironment(options)
    expect(baseOf(RUNTIME, again).digest).toBe(baseOf(RUNTIME, bases).digest)
    expect(await stop(folder, true)).toEqual(stopped)
    vi.unstubAllEnvs()
  },
  7 * MINUTE,
)

it(
  "uses the machine's Docker, with a registry container, and stops what is its own",
  async () => {
    const docker = await workshop.docker()
    const home = path.join(workshop.root, 'home')
    const env = { ...(await workshop.engine()), SPARK_IMAGES_HOME: home }
    const base = await workshop.baseOf(image)
    await makeRegistryImage(base)
    // Docker Hub, which the catalog's base comes from, is not everywhere in reach.
    const catalog = path.join(workshop.root, 'images/catalog.yml')
    const text = await readFile(catalog, 'utf8')
    await writeFile(catalog, text.replace(/^base: .*$/m, `base: ${base}`))

    const started = await workshop.local(['start'], env)
    expect(started.code, started.text).toBe(0)
    const [cell] = (await workshop.report()).cells
    expect(cell).toMatchObject({ cell: DEFAULT, verdict: 'build' })
    const published = await dockerOutput(docker, ['port', 'spark-images', '5000/tcp'])
    expect(cell?.image.split('/')[0]).toBe(published)
    expect(published).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(published).not.toBe(image.split('/')[0])
    expect(started.stdout).toMatch(/^ {2}.*docker run --rm --publish 127.0.0.1:15002:15002 127\.0\.0\.1/m)

    const again = await workshop.local(['start'], env)
    expect(again.code, again.text).toBe(0)
    expect((await workshop.report()).cells[0]).toMatchObject({ verdict: 'unchanged', digest: cell?.digest })

    const stopped = await workshop.local(['stop', '--purge'], env)
    expect(stopped.stdout).toContain('removed the registry container\nremoved the registry volume\n')
    expect(await dockerOutput(docker, ['ps', '--all', '--quiet', '--filter', 'name=^spark-images$'])).toBe('')
    expect(await dockerOutput(docker, ['volume', 'ls', '--quiet', '--filter', 'name=^spark-images$'])).toBe(
      '',
    )

    /** What Docker Hub has under this name: the registry's program, serving its volume on port 5000. */
    async function makeRegistryImage(from: string): Promise<void> {
      const folder = path.join(workshop.root, 'registry-image')
      await mkdir(folder)
      await cp(await registryProgram(), path.join(folder, 'registry'), { dereference: true })
      const config = {
        version: 0.1,
        storage: { filesystem: { rootdirectory: '/var/lib/registry' } },
        http: { addr: ':5000' },
      }
      await writeFile(path.join(folder, 'config.yml'), JSON.stringify(config))
      const dockerfile = [
        `FROM ${from}`,
        'COPY registry config.yml /',
        'EXPOSE 5000',
        'CMD ["/registry", "serve", "/config.yml"]',
      ]
      await writeFile(path.join(folder, 'Dockerfile'), dockerfile.join('\n'))
      await dockerOutput(docker, [
        'buildx',
        'build',
        '--quiet',
        '--load',
        '--tag',
        'registry:3',
        '--',
        folder,
      ])
    }
  },
  10 * MINUTE,
)
