/** What a Kubernetes node runs: built once from the Go modules of programs/, or Debian's, and kept for the next run. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { run } from '../../../src/engine/command.ts'
import { localFolder } from '../../../src/engine/private/folder.ts'
import { obstacle } from '../../../src/engine/private/packages.ts'
import { programEnvironment, unpackPrograms } from '../../../src/engine/private/programs.ts'
import { there } from '../../support/process.ts'
import { goBuild } from '../../support/tools.ts'

const SOURCES = path.join(import.meta.dirname, 'programs')

/** What the one program is called by. */
const NAMES = [
  'coredns',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-proxy',
  'kube-scheduler',
  'kubectl',
  'kubelet',
]

/** Plugins of the Container Network Interface: one end of a cable for each pod, which has an address of a range. */
const PLUGINS = ['ipam/host-local', 'main/loopback', 'main/ptp'].map(
  (name) => `github.com/containernetworking/plugins/plugins/${name}`,
)

export interface Programs {
  /** Folder of the programs built from Go, by their names, with the network's plugins. */
  readonly folder: string
  /** Environment in which containerd, runc, iptables and ip are found. */
  readonly env: Readonly<Record<string, string>>
}

/** What the node runs that is not of Kubernetes: Docker's machines have it. */
const RUNTIME = ['containerd', 'containerd-shim-runc-v2', 'runc', 'iptables', 'ip', 'unshare']

/**
 * Finds the programs, or makes them. All is in the user's cache folder, as `npm stop` removes what is in that of local runs.
 * @throws Error where a cluster can't be had here, with what to install.
 */
export async function clusterPrograms(say: (step: string) => void): Promise<Programs> {
  if (process.getuid?.() !== 0)
    throw new Error("a cluster of the tests' own needs root, for namespaces and mounts")
  const cache = path.join(
    process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
    'spark-images-cluster',
  )
  const env = await runtimeEnvironment(cache, say)
  const folder = path.join(cache, `kubernetes-${await fingerprint()}`)
  if (!(await there(folder))) await build(folder, say)
  return { folder, env }
}

/** Where containerd and the others are found: on this machine, or unpacked from Debian's packages. */
async function runtimeEnvironment(
  cache: string,
  say: (step: string) => void,
): Promise<Record<string, string>> {
  const found = await run('sh', ['-c', 'for name; do command -v "$name"; done', 'sh', ...RUNTIME])
  if (found.stdout.trim().split('\n').length === RUNTIME.length) return {}
  const reason = await obstacle()
  if (reason !== undefined)
    throw new Error(`install ${RUNTIME.join(', ')} for a cluster of the tests' own: ${reason}`)
  const debian = localFolder({ SPARK_IMAGES_HOME: cache })
  await unpackPrograms(debian, say)
  return programEnvironment(debian)
}

/** Of the sources: another version is another folder. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of ['go.mod', 'go.sum', 'main.go', 'pause/main.go'])
    hash.update(await readFile(path.join(SOURCES, name)))
  return hash.digest('hex').slice(0, 12)
}

async function build(folder: string, say: (step: string) => void): Promise<void> {
  const [, version = ''] =
    /^\tk8s\.io\/kubernetes (v\S+)$/m.exec(await readFile(path.join(SOURCES, 'go.mod'), 'utf8')) ?? []
  const [, minor = ''] = version.split('.')
  const stamp = { gitVersion: version, gitMajor: '1', gitMinor: minor }
  const stamps = Object.entries(stamp).map(
    ([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`,
  )
  say(`building Kubernetes ${version}, etcd and CoreDNS from their Go modules: minutes, once`)
  const target = `${folder}.new`
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  let packages = 0
  const options = [`-ldflags=-s -w ${stamps.join(' ')}`, '-v', '-o', `${target}/`, '.', './pause', ...PLUGINS]
  await goBuild(SOURCES, options, (line) => {
    // With -v a line for each package, 2,000 in all, and before that one for each download.
    packages += 1
    if (packages % 250 === 0) say(`${packages} packages: ${line}`)
  })
  for (const name of NAMES) await symlink('kubernetes', path.join(target, name))
  await rename(target, folder)
  // Of versions before.
  const others = (await readdir(path.dirname(folder))).filter(
    (name) => /^kubernetes-/.test(name) && name !== path.basename(folder),
  )
  for (const name of others) await rm(path.join(path.dirname(folder), name), { recursive: true })
}
