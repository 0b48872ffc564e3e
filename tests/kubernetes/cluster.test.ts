/** The cluster itself: it ends with the process that started it, however that ends, and leaves nothing on the machine. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { output } from '../../src/engine/command.ts'
import { buildCells } from '../support/cells.ts'
import { DEFAULT, openWorkshop, type Workshop } from '../support/workshop.ts'
import { startCluster } from './cluster/index.ts'

const MINUTE = 60_000
/** How often a cluster is started and ended; by hand more often. */
const STARTS = Number(process.env.SPARK_IMAGES_STARTS ?? 3)
const TRACES = /^spark-images-(?:cluster|pause)-/

let workshop: Workshop
let registry: string

beforeAll(async () => {
  workshop = await openWorkshop()
  // For the engine and its registry.
  const cells = await buildCells(workshop, [DEFAULT])
  registry = cells.get(DEFAULT)?.image.split('/')[0] ?? ''
}, 30 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

/** What a cluster could leave: processes, folders, mounts, control groups, interfaces, addresses, routes, rules, kernel settings. */
async function traces(): Promise<Record<string, unknown>> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const commands = await Promise.all(
    processes.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  )
  const trees = [
    '/sys/fs/cgroup',
    ...(await readdir('/sys/fs/cgroup')).map((name) => `/sys/fs/cgroup/${name}`),
  ]
  const groups = await Promise.all(trees.map((tree) => readdir(tree).catch(() => [])))
  const settings = [
    'net/ipv4/ip_forward',
    'vm/overcommit_memory',
    'vm/panic_on_oom',
    'kernel/panic',
    'kernel/panic_on_oops',
  ]
  const values = settings.map(async (name) => (await readFile(`/proc/sys/${name}`, 'utf8')).trim())
  return {
    processes: commands.filter((command) => command.includes('spark-images-cluster-')),
    folders: (await readdir(tmpdir())).filter((name) => TRACES.test(name)),
    mounts: (await readFile('/proc/mounts', 'utf8'))
      .split('\n')
      .filter((line) => line.includes('spark-images-cluster-')),
    groups: groups.flat().filter((name) => TRACES.test(name)),
    links: await readdir('/sys/class/net'),
    routes: await readFile('/proc/net/route', 'utf8'),
    addresses: await readFile('/proc/net/fib_trie', 'utf8'),
    tables: await readFile('/proc/net/ip_tables_names', 'utf8').catch(() => ''),
    settings: await Promise.all(values),
  }
}

it(
  'leaves nothing behind, ended in order or killed',
  async () => {
    const before = await traces()
    for (let start = 0; start < STARTS; start++) {
      const child = spawn(
        process.execPath,
        [path.join(import.meta.dirname, 'cluster/hold.ts'), workshop.home, registry],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      const lines = createInterface({ input: child.stdout })
      const [kubeconfig] = (await once(lines, 'line')) as [string]
      expect(kubeconfig).toContain('spark-images-cluster-')
      expect((await traces()).groups).not.toEqual([])
      child.kill(start % 2 === 0 ? 'SIGKILL' : 'SIGTERM')
      await once(child, 'exit')
      await expect.poll(traces, { timeout: 30_000, interval: 500 }).toEqual(before)
    }
  },
  STARTS * MINUTE,
)

it(
  'is beside another one',
  async () => {
    const docker = await workshop.docker()
    await using first = await startCluster(docker, registry)
    await using second = await startCluster(docker, registry)
    for (const { kubectl, kubeconfig } of [first, second])
      expect(await output(kubectl, ['--kubeconfig', kubeconfig, 'get', 'nodes', '--output=name'])).toBe(
        'node/node',
      )
  },
  3 * MINUTE,
)
