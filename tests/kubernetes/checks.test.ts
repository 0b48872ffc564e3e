/** The newest Spark, and the newest that there are tables for; tests/series has an older one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { dockerOutput } from '../../src/engine/docker.ts'
import type { Kubectl, KubeObject } from '../../src/kubernetes/kubectl.ts'
import { applyManifest, waitForApp } from '../../src/kubernetes/manifests.ts'
import { openPlace, waitFor } from '../../src/kubernetes/place.ts'
import { CHECKS, type CheckResult, checkOnKubernetes } from '../../src/kubernetes/run.ts'
import { hostPython, makeVenv } from '../clients/python.ts'
import { ROOT } from '../support/process.ts'
import { DEFAULT } from '../support/workshop.ts'
import { tryOnKubernetes, useLaboratory } from './cell.ts'

const MINUTE = 60_000
const VERSION = '4.1.1'
const laboratory = useLaboratory(VERSION)

/** What has to do with tables and S3. */
const OF_TABLES = [
  'connect-cluster',
  'upload',
  'history',
  'local-warehouse',
  'iceberg-rest',
  'iceberg-jdbc',
  'gpu',
]

tryOnKubernetes(laboratory, {
  title: `Spark ${VERSION}`,
  image: async () => laboratory().image,
  checks: OF_TABLES,
})

tryOnKubernetes(laboratory, {
  title: DEFAULT,
  image: async () => {
    const { workshop } = laboratory()
    const { code, text } = await workshop.local(['start', DEFAULT])
    if (code !== 0) throw new Error(text)
    return (await workshop.report()).cells[0]?.image ?? ''
  },
  checks: CHECKS.map(({ name }) => name).filter((name) => !OF_TABLES.includes(name)),
})

const FACTS = {
  spark: VERSION,
  python: '3.13',
  user: '185:0',
  dns: true,
  iceberg: true,
  s3a: true,
  postgresql: true,
  gpu: false,
}

describe('a Connect server of the docs', () => {
  it(
    'answers a client from outside the cluster, and the next release after an upgrade, and the one before after going back',
    async () => {
      const { kubectl, docker, image, cluster } = laboratory()
      const alias = `${image.slice(0, image.lastIndexOf(':'))}:rolling`
      const first = await release(alias, `FROM ${image}\nENV RELEASE=1\n`)
      await using open = await openPlace(kubectl, { root: ROOT })
      const place = { kubectl: open.kubectl, namespace: open.namespace, id: open.id, image: alias }
      const subject = { ...place, facts: FACTS, hasServices: false, root: ROOT, cluster: kubectl }
      await applyManifest(subject, 'connect.yml', pulledAlways)
      await waitForApp(place, 'spark-connect')

      const client = await openClient()
      expect(await client.askUntil('1')).toBe('1')
      await release(alias, `FROM ${image}\nENV RELEASE=2\n`)
      // The server that runs goes on with what it has.
      expect(await client.ask()).toBe('1')
      await open.kubectl(['rollout', 'restart', 'deployment/spark-connect'])
      expect(await client.askUntil('2')).toBe('2')
      await open.kubectl(['set', 'image', 'deployment/spark-connect', `server=${first}`])
      expect(await client.askUntil('1')).toBe('1')
      await client.close()

      /** Builds a release and moves the alias to it. @returns its name by digest. */
      async function release(name: string, dockerfile: string): Promise<string> {
        const context = await mkdtemp(path.join(tmpdir(), 'spark-images-release-'))
        await writeFile(path.join(context, 'Dockerfile'), dockerfile)
        await dockerOutput(docker, ['build', '--quiet', '--tag', name, '--push', '--', context])
        await rm(context, { recursive: true })
        const digests = await dockerOutput(docker, [
          'image',
          'inspect',
          '--format',
          '{{index .RepoDigests 0}}',
          '--',
          name,
        ])
        return digests.trim()
      }

      /** A client on this machine that works all the time, on a session after the other where one ends. */
      async function openClient() {
        const work = await mkdtemp(path.join(tmpdir(), 'spark-images-client-'))
        const python = await hostPython(path.join(work, 'host'), FACTS.python)
        const requirements = (name: string) => path.join(ROOT, `tests/clients/requirements-${name}.txt`)
        const venv = await makeVenv(python, path.join(work, 'venv'), {
          build: requirements('build'),
          packages: requirements(VERSION),
        })
        const script = path.join(import.meta.dirname, 'outside.py')
        const args = ['--kubeconfig', cluster.kubeconfig, '--namespace', open.namespace]
        let lastWords = ''
        const ask = async (): Promise<string> => {
          const forward = spawn(cluster.kubectl, [...args, 'port-forward', 'service/spark-connect', ':15002'])
          // It ends where no pod is ready.
          const lines = createInterface({ input: forward.stdout })
          const first = await Promise.race([once(lines, 'line'), once(forward, 'exit')])
          const port = /:(\d+) ->/.exec(String(first[0]))?.[1]
          if (port === undefined) return ''
          const ended = await venv.run([script, `sc://127.0.0.1:${port}`])
          forward.kill()
          lastWords = ended.text
          return ended.stdout.trim()
        }
        const askUntil = (wanted: string): Promise<string> =>
          waitFor(
            3 * MINUTE,
            async () => ((await ask()) === wanted ? wanted : undefined),
            async () => `the server is not release ${wanted}: ${lastWords}`,
          )
        return { ask, askUntil, close: () => rm(work, { recursive: true }) }
      }
    },
    10 * MINUTE,
  )
})

describe(
  'what a cluster or its user lacks is said, and nothing is left',
  () => {
    const check = (kubectl: Kubectl, more: { image?: string; namespace?: string } = {}): Promise<unknown> => {
      const { image = laboratory().image, namespace } = more
      return checkOnKubernetes(
        kubectl,
        { images: [image], namespace, only: ['submit'], root: ROOT },
        () => {},
      )
    }
    const as =
      (user: string): Kubectl =>
      (args, input) =>
        laboratory().kubectl([`--as=${user}`, ...args], input)
    const namespace = async (name: string, ...objects: object[]): Promise<void> => {
      const all = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, ...objects]
      await laboratory().kubectl(
        ['apply', '--filename=-'],
        all.map((object) => JSON.stringify(object)).join('\n---\n'),
      )
    }

    it('a right to make namespaces, or pods in one', async () => {
      await expect(check(as('nobody'))).rejects.toThrow(
        /namespaces is forbidden.*"nobody".*name a namespace in which you have it with --namespace/s,
      )
      await namespace('foreign')
      await laboratory().kubectl([
        'create',
        'rolebinding',
        'viewer',
        '--namespace=foreign',
        '--clusterrole=view',
        '--user=viewer',
      ])
      await expect(check(as('viewer'), { namespace: 'foreign' })).rejects.toThrow(
        /may not create pods in the namespace foreign/,
      )
    })

    it('nothing, for whoever is admin of a namespace', async () => {
      await namespace('owned')
      const binding = [
        'create',
        'rolebinding',
        'admin',
        '--namespace=owned',
        '--clusterrole=admin',
        '--user=admin',
      ]
      await laboratory().kubectl(binding)
      // A driver of somebody's application that has the same name.
      const { image } = laboratory()
      const other = [
        'run',
        'pi-0',
        '--namespace=owned',
        `--image=${image}`,
        '--labels=spark-role=driver,spark-app-name=pi',
      ]
      await laboratory().kubectl([...other, '--overrides={"spec":{"nodeSelector":{"is":"nowhere"}}}'])
      expect(await check(as('admin'), { namespace: 'owned' })).toMatchObject([{ outcome: 'passed' }])
      const drivers = ['get', 'pods', '--namespace=owned', '--output=name']
      expect((await laboratory().kubectl(drivers)).stdout.trim()).toBe('pod/pi-0')
      const kinds = 'pods,configmaps,serviceaccounts,roles,rolebindings,services'
      const left = ['get', kinds, '--namespace=owned', '--selector=spark-images-check', '--output=name']
      expect((await laboratory().kubectl(left)).stdout).toBe('')
    })

    it('a name that is taken', async () => {
      await namespace('taken', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'spark-pod', namespace: 'taken' },
        data: { mine: 'yes' },
      })
      const [result] = (await check(laboratory().kubectl, { namespace: 'taken' })) as CheckResult[]
      expect(result?.outcome).toBe('failed')
      expect(result?.words[0]).toMatch(/the namespace has the ConfigMap spark-pod, which is not the checks'/)
      const mine = ['get', 'configmap', 'spark-pod', '--namespace=taken', '--output=jsonpath={.data.mine}']
      expect((await laboratory().kubectl(mine)).stdout).toBe('yes')
    })

    it('a namespace', async () => {
      await expect(check(laboratory().kubectl, { namespace: 'absent' })).rejects.toThrow(
        /"absent" not found.*Make the namespace first/s,
      )
    })

    it('an image', async () => {
      const image = `${laboratory().image.split('/')[0]}/absent:1`
      await expect(check(laboratory().kubectl, { image })).rejects.toThrow(
        /can't begin: (?:ErrImagePull|ImagePullBackOff).*check the name, and give username and password/s,
      )
    })

    it('room in the quota', async () => {
      const quota = {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'none', namespace: 'tight' },
        spec: { hard: { pods: '0' } },
      }
      await namespace('tight', quota)
      await waitFor(
        30_000,
        async () => {
          const { stdout } = await laboratory().kubectl([
            'get',
            'resourcequota',
            'none',
            '--namespace=tight',
            '--output=jsonpath={.status.hard.pods}',
          ])
          return stdout === '0' ? true : undefined
        },
        async () => 'the quota does not count',
      )
      await expect(check(laboratory().kubectl, { namespace: 'tight' })).rejects.toThrow(
        /exceeded quota: none.*Raise the quota/s,
      )
      const { stdout } = await laboratory().kubectl([
        'get',
        'configmaps,serviceaccounts,roles',
        '--namespace=tight',
        '--selector=spark-images-check',
        '--output=name',
      ])
      expect(stdout).toBe('')
    })

    it('DNS', async () => {
      const { kubectl } = laboratory()
      const { stdout: slice } = await kubectl([
        'get',
        'endpointslice',
        'kube-dns',
        '--namespace=kube-system',
        '--output=json',
      ])
      await kubectl(['delete', 'endpointslice', 'kube-dns', '--namespace=kube-system'])
      await expect(check(kubectl)).rejects.toThrow(/resolves no names.*Install a DNS add-on/s)
      const { metadata, ...rest } = JSON.parse(slice) as {
        metadata: { name: string; namespace: string; labels: object }
      }
      const { name, namespace: home, labels } = metadata
      await kubectl(
        ['apply', '--filename=-'],
        JSON.stringify({ ...rest, metadata: { name, namespace: home, labels } }),
      )
    })
  },
  5 * MINUTE,
)

it(
  "an API server takes the manifests of both operators, with the operators' definitions",
  async () => {
    const { kubectl } = laboratory()
    const crds = path.join(import.meta.dirname, 'crds')
    const defined = await kubectl(['apply', '--server-side', `--filename=${crds}`])
    expect(defined.exitCode, defined.stderr).toBe(0)
    const folder = path.join(ROOT, 'docs/kubernetes')
    for (const file of await readdir(folder)) {
      const manifest = await readFile(path.join(folder, file), 'utf8')
      const taken = () =>
        kubectl(['apply', '--dry-run=server', '--validate=strict', '--filename=-'], manifest)
      // Definitions count a moment after they were applied.
      await expect.poll(async () => (await taken()).stderr, { timeout: 20_000, message: file }).toBe('')
    }
    const wrong = await kubectl(
      ['apply', '--dry-run=server', '--validate=strict', '--filename=-'],
      (await readFile(path.join(folder, 'baseline.yml'), 'utf8')).replace('sparkVersion:', 'sparkversion:'),
    )
    expect(wrong.stderr).toMatch(/unknown field "spec\.sparkversion"/)
  },
  MINUTE,
)

/** An image's tag is looked up at each start of a pod. */
function pulledAlways(object: KubeObject): KubeObject {
  if (object.kind !== 'Deployment') return object
  const { spec } = object as unknown as {
    spec: { template: { spec: { containers: Record<string, unknown>[] } } }
  }
  for (const container of spec.template.spec.containers) container.imagePullPolicy = 'Always'
  return object
}
