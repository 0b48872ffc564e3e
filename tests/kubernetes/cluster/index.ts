/** A real Kubernetes of one node for tests, in namespaces of its own: nothing of it is left on the machine, however it ends. */
import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines, run } from '../../../src/engine/command.ts'
import { type Docker, dockerOutput } from '../../../src/engine/docker.ts'
import { there } from '../../support/process.ts'
import { forward } from './forward.ts'
import { clusterPrograms, type Programs } from './programs.ts'
import { STORAGE_CLASS, serveClaims } from './volumes.ts'

const NODE_ADDRESS = '10.200.0.1'
const DNS_ADDRESS = '10.96.0.10'

/** From the start to a node that is ready: ten times what it takes on two cores that are not busy. */
const PATIENCE = 180_000

export interface Cluster extends AsyncDisposable {
  /** Files: settings of an administrator, and the program. */
  readonly kubeconfig: string
  readonly kubectl: string
  /** Pid of the process with which all of it ends. */
  readonly pid: number
  /** The folder of its settings and data. */
  readonly home: string
}

/** @param registry `127.0.0.1:PORT`, which pods' images may come from by this name. */
export async function startCluster(
  docker: Docker,
  registry: string,
  say: (step: string) => void = (step) => process.stderr.write(`${step}\n`),
): Promise<Cluster> {
  const programs = await clusterPrograms(say)
  const home = await mkdtemp(path.join(tmpdir(), 'spark-images-cluster-'))
  const pause = await pushPause(docker, programs, registry)
  const toRegistry = await forward(`unix:${home}/registry.sock`, `tcp:${registry}`)
  const toApi = await forward('tcp:127.0.0.1:0', `unix:${home}/api.sock`)
  const { port } = toApi.address() as AddressInfo
  await writeSettings(home, { pause, port, programs })
  const script = path.join(import.meta.dirname, 'node.sh')
  const child = spawn('sh', [script, home, programs.folder, 'outside'], {
    // It outlives this process by a moment, to remove what is left.
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {
      ...programs.env,
      NODE: process.execPath,
      FORWARD: path.join(import.meta.dirname, 'forward.ts'),
      REGISTRY: registry,
    },
  })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    toRegistry.close()
    toApi.close()
    child.stdin?.end()
    await ended
  }
  const kubeconfig = path.join(home, 'outside.conf')
  const kubectl = path.join(programs.folder, 'kubectl')
  const deadline = Date.now() + PATIENCE
  const wait = ['wait', '--for=condition=Ready', 'node/node', '--timeout=1s']
  while ((await run(kubectl, ['--kubeconfig', kubeconfig, ...wait])).exitCode !== 0) {
    if (Date.now() < deadline && child.exitCode === null) {
      await sleep(200)
      continue
    }
    const words = await logs(home)
    await stop()
    throw new Error(`the cluster is not ready after ${PATIENCE / 1000} s:\n${words}`)
  }
  const stopClaims = serveClaims(kubectl, ['--kubeconfig', kubeconfig], path.join(home, 'volumes'))
  const close = (): Promise<void> => {
    stopClaims()
    return stop()
  }
  return { kubeconfig, kubectl, pid: child.pid ?? 0, home, [Symbol.asyncDispose]: close }
}

/** The image of a pod's sandbox, which is a program alone. */
async function pushPause(docker: Docker, { folder }: Programs, registry: string): Promise<string> {
  const image = `${registry}/pause:tests`
  const context = await mkdtemp(path.join(tmpdir(), 'spark-images-pause-'))
  const archive = path.join(context, 'pause.tar')
  await run('tar', ['--create', '--file', archive, '--directory', folder, '--', 'pause'])
  await dockerOutput(docker, ['import', '--change', 'ENTRYPOINT ["/pause"]', '--', archive, image])
  await rm(context, { recursive: true })
  await dockerOutput(docker, ['push', '--quiet', '--', image])
  return image
}

async function writeSettings(
  home: string,
  given: { pause: string; port: number; programs: Programs },
): Promise<void> {
  for (const name of ['log', 'pki', 'cni']) await mkdir(path.join(home, name))
  const tokens = { admin: randomUUID(), node: randomUUID(), proxy: randomUUID() }
  const config = (user: keyof typeof tokens, server = `https://${NODE_ADDRESS}:6443`): object => ({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'tests',
        cluster: {
          server,
          // The certificate that the API server makes for itself has its names in the cluster.
          'certificate-authority': `${home}/pki/apiserver.crt`,
          'tls-server-name': 'kubernetes.default.svc',
        },
      },
    ],
    users: [{ name: user, user: { token: tokens[user] } }],
    contexts: [{ name: 'tests', context: { cluster: 'tests', user } }],
    'current-context': 'tests',
  })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const files: Record<string, string | object> = {
    'tokens.csv': [
      `${tokens.admin},admin,admin,"system:masters"`,
      `${tokens.node},system:node:node,node,"system:nodes"`,
      `${tokens.proxy},system:kube-proxy,proxy`,
      '',
    ].join('\n'),
    'accounts.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'admin.conf': config('admin'),
    'node.conf': config('node'),
    'proxy.conf': config('proxy'),
    'outside.conf': config('admin', `https://127.0.0.1:${given.port}`),
    'containerd.toml': containerd(home, given),
    'cni/10-tests.conflist': NETWORK,
    'resolv.conf': `nameserver ${NODE_ADDRESS}\n`,
    'kubelet.json': kubelet(home),
    'proxy.json': {
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      clientConnection: { kubeconfig: `${home}/proxy.conf` },
      clusterCIDR: '10.88.0.0/16',
      mode: 'iptables',
      // Limits of the whole machine's.
      conntrack: { maxPerCore: 0 },
      hostnameOverride: 'node',
    },
    Corefile: `.:53 {
  errors
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${home}/admin.conf
  }
}
`,
    'cluster.json': CLUSTER,
  }
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2)
    await writeFile(path.join(home, name), text, { mode: 0o600 })
  }
}

const NETWORK = {
  cniVersion: '1.0.0',
  name: 'pods',
  plugins: [
    {
      type: 'ptp',
      ipam: { type: 'host-local', ranges: [[{ subnet: '10.88.0.0/16' }]], routes: [{ dst: '0.0.0.0/0' }] },
    },
  ],
}

const containerd = (
  home: string,
  { pause, programs }: { pause: string; programs: Programs },
): string => `version = 2
root = "${home}/containerd/root"
state = "${home}/containerd/state"
[grpc]
address = "${home}/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "${pause}"
# In a process namespace that may not lower it.
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "${programs.folder}"
conf_dir = "${home}/cni"
`

const kubelet = (home: string): object => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
  authorization: { mode: 'AlwaysAllow' },
  cgroupDriver: 'cgroupfs',
  cgroupRoot: `/${path.basename(home)}`,
  failCgroupV1: false,
  failSwapOn: false,
  clusterDNS: [DNS_ADDRESS],
  clusterDomain: 'cluster.local',
  containerRuntimeEndpoint: `unix://${home}/containerd.sock`,
  resolvConf: `${home}/resolv.conf`,
  volumePluginDir: `${home}/volume-plugins`,
  // A machine that has little left is the tests' own affair.
  evictionHard: { 'nodefs.available': '1%', 'imagefs.available': '1%', 'memory.available': '100Mi' },
  imageGCHighThresholdPercent: 99,
  imageGCLowThresholdPercent: 98,
  localStorageCapacityIsolation: false,
})

/** What every cluster has, and an installer makes: DNS under its usual address, volumes on demand. */
const CLUSTER = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    STORAGE_CLASS,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'kube-dns', namespace: 'kube-system' },
      spec: {
        clusterIP: DNS_ADDRESS,
        ports: ['UDP', 'TCP'].map((protocol) => ({ name: protocol.toLowerCase(), port: 53, protocol })),
      },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: 'kube-dns',
        namespace: 'kube-system',
        labels: { 'kubernetes.io/service-name': 'kube-dns' },
      },
      addressType: 'IPv4',
      ports: ['UDP', 'TCP'].map((protocol) => ({ name: protocol.toLowerCase(), port: 53, protocol })),
      endpoints: [{ addresses: [NODE_ADDRESS] }],
    },
  ],
}

/** The last words of each of its programs. */
async function logs(home: string): Promise<string> {
  const folder = path.join(home, 'log')
  if (!(await there(folder))) return ''
  const texts = (await readdir(folder)).sort().map(async (name) => {
    const text = await readFile(path.join(folder, name), 'utf8')
    return `--- ${name}\n${lastLines(text, 8)}`
  })
  return (await Promise.all(texts)).join('\n')
}
