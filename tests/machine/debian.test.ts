import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { output, run } from '../../src/engine/command.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { deb822, findMirror, obstacle, unpackHostPackages } from '../../src/engine/private/packages.ts'
import { programEnvironment, unpackPrograms } from '../../src/engine/private/programs.ts'
import { ROOT } from '../support/process.ts'
import { HOME } from '../support/workshop.ts'

const MINUTE = 60_000

let folder: string
let tools: { pasta: string; env: Record<string, string>; mirror: string }

// With Docker, or as another user, no engine is ever set up.
describe.runIf((await obstacle()) === undefined)('the first command', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'spark-machine-'))
    const programs = localFolder({ SPARK_IMAGES_HOME: HOME })
    await unpackPrograms(programs, () => {})
    const apt = path.join(folder, 'apt')
    await unpackHostPackages({ apt }, ['passt'], path.join(folder, 'passt'))
    const { main } = await findMirror({ apt })
    tools = {
      pasta: path.join(folder, 'passt/usr/bin/pasta'),
      env: programEnvironment(programs),
      mirror: main,
    }
  }, 5 * MINUTE)

  afterAll(() => rm(folder, { recursive: true, force: true }), MINUTE)

  it.each([
    ['bookworm', ['iptables']],
    ['trixie', ['iptables', 'docker-registry', 'runc', 'mmdebstrap', 'tini']],
  ])(
    'sets up an engine on Debian %s that has %j, and leaves nothing',
    async (suite, installed) => {
      const root = await makeRoot(suite, ['ca-certificates', 'libstdc++6', ...installed])
      const ended = await inside(root, '/node /checkout/tests/machine/inside.ts')
      expect(ended.exitCode, ended.text).toBe(0)
      expect(JSON.parse(ended.text.trimEnd().split('\n').at(-1) ?? '')).toEqual({
        version: expect.stringMatching(/^13\./),
        stopped: ['ended the engine', 'ended the registry', 'removed /home/engine'],
        clean: true,
      })
      expect((await run('findmnt', ['--list', '--noheadings', '--output', 'TARGET'])).stdout).not.toContain(
        root,
      )
      await rm(root, { recursive: true })
    },
    10 * MINUTE,
  )
})

/** A Debian of its own with these packages installed. */
async function makeRoot(suite: string, packages: readonly string[]): Promise<string> {
  const root = path.join(folder, suite)
  const sources = path.join(folder, `${suite}.sources`)
  await writeFile(sources, deb822([{ uri: tools.mirror, suites: [suite] }]))
  const options = ['--quiet', '--mode=root', '--variant=apt', `--include=${packages.join(',')}`]
  const confined = ['--mount', '--propagation', 'private', '--', 'mmdebstrap', ...options]
  await output('unshare', [...confined, suite, root, sources], { env: tools.env })
  // How the archive is reached is this machine's affair.
  const settings = (await output('apt-config', ['dump'])).split('\n')
  const reach = settings.filter((line) => /^Acquire::(?:Check-Valid-Until|http|https|Retries)\b/.test(line))
  await writeFile(path.join(root, 'etc/apt/apt.conf.d/99machine'), `${reach.join('\n')}\n`)
  for (const name of ['checkout', 'node', 'home']) await mkdir(path.join(root, name), { recursive: true })
  await rm(path.join(root, 'node'), { recursive: true })
  await writeFile(path.join(root, 'node'), '')
  return root
}

/** A network, processes and mounts of its own, which end with the command. $1: the root, $2: the checkout, $3: node */
const ENTER = `set -eu
root=$1; checkout=$2; node=$3; shift 3
mount --bind "$root" "$root"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mount -t proc proc "$root/proc"
mount --bind "$checkout" "$root/checkout"
mount --bind "$node" "$root/node"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cd "$root"
pivot_root . mnt
exec "$@"`

async function inside(root: string, command: string): Promise<{ exitCode: number; text: string }> {
  const lines: string[] = []
  const network = ['--config-net', '--netns-only', '--runas', '0', '--quiet', '--']
  const own = ['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--']
  const { exitCode } = await run(
    tools.pasta,
    [...network, ...own, 'sh', '-c', ENTER, 'sh', root, ROOT, process.execPath, ...command.split(' ')],
    { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }, onLine: (line) => lines.push(line) },
  )
  return { exitCode, text: lines.join('\n') }
}
