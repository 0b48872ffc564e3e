import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastLines, type Output } from '../../src/engine/command.ts'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { buildCells } from '../support/cells.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'
import { type Cluster, startCluster } from './cluster.ts'
import type { Pod } from './objects.ts'
import { driverOf, executorStories, history, submit } from './submit.ts'

const MINUTE = 60_000

/** For what takes one or two minutes on two cores that are not busy with anything else. */
const PATIENCE = 12 * MINUTE

let workshop: Workshop
let docker: Docker
let image: string

/** For messages: the ends of the logs, the driver's without stack frames, and what became of executors. */
function lastWords(cluster: Cluster, submitted: Output | undefined, printed: string): string {
  const driver = lastLines(printed.replaceAll(/^\tat .*\n/gm, ''), 50)
  const submission = lastLines(submitted?.stderr ?? '', 20)
  return `${submission}\n--- the driver:\n${driver}\n--- executors:\n${executorStories(cluster)}\n`
}

/** The driver asked for the end of its executors: their pods go, and the engine has none of their containers. */
async function executorsGo(cluster: Cluster): Promise<void> {
  const left = (): string[] => cluster.pods({ 'spark-role': 'executor' }).map(({ metadata }) => metadata.name)
  await expect.poll(left, { timeout: 3 * MINUTE }).toEqual([])
  const filters = [`label=${cluster.label}`, 'label=spark-role=executor'].flatMap((one) => ['--filter', one])
  expect(await dockerOutput(docker, ['ps', '--all', '--quiet', ...filters])).toBe('')
}

/** Waits until the driver has printed this; not longer than the submission lasts. */
async function driverPrints(cluster: Cluster, words: RegExp, submission: Promise<Output>): Promise<void> {
  let submitted = undefined as Output | undefined
  submission.then((ended) => {
    submitted = ended
  })
  const end = Date.now() + PATIENCE - 2 * MINUTE
  let text = ''
  while (Date.now() < end && submitted === undefined) {
    const driver = driverOf(cluster)
    text = driver === undefined ? '' : await cluster.log(driver)
    if (words.test(text)) return
    await sleep(500)
  }
  throw new Error(`the driver did not print ${words}:\n${lastWords(cluster, submitted, text)}`)
}

function phases(states: readonly Pod[]): (string | undefined)[] {
  return [...new Set(states.map(({ status }) => status?.phase))]
}

/** Tests of a cell's image: what Spark does on Kubernetes by itself, submitted to a small API server. */
export function tryOnKubernetes(cell: string): void {
  describe(`${cell} on Kubernetes`, () => {
    beforeAll(async () => {
      workshop = await openWorkshop()
      image = (await buildCells(workshop, [cell])).get(cell)?.image ?? ''
      docker = await workshop.docker()
    }, 30 * MINUTE)

    afterAll(() => workshop.close(), 2 * MINUTE)

    it(
      'runs an example submitted in cluster mode: a driver, two executors, nothing left of them',
      async () => {
        await using cluster = await startCluster(docker)
        const application = ['local:///opt/spark/examples/src/main/python/pi.py', '10']
        const submitted = await submit(docker, cluster, { image, name: 'pi', application })
        const driver = driverOf(cluster)
        const printed = driver === undefined ? '' : await cluster.log(driver)
        expect(driver?.status?.phase, lastWords(cluster, submitted, printed)).toBe('Succeeded')
        expect(submitted.exitCode, submitted.stderr).toBe(0)
        expect(printed).toMatch(/Pi is roughly 3\.1\d/)

        const executors = history(cluster, 'executor')
        expect(executors.size).toBe(2)
        for (const [name, states] of executors) {
          expect(phases(states), name).toEqual(expect.arrayContaining(['Pending', 'Running']))
          expect(states.at(-1)?.metadata.deletionTimestamp, name).toBeDefined()
        }
        await executorsGo(cluster)
        expect(cluster.store.list('services')).toEqual([])
        // The driver's pod stays, for its log; with it goes what it owns, its configuration.
        expect(cluster.pods().map(({ metadata }) => metadata.name)).toEqual([driver?.metadata.name])
        expect(cluster.store.list('configmaps')).toHaveLength(1)
        await deleteDriver(cluster)
        expect(cluster.store.list('configmaps')).toEqual([])
      },
      PATIENCE,
    )

    it(
      'replaces a killed executor, under a random user id without any right, with the right result',
      async () => {
        await using cluster = await startCluster(docker)
        const script = await readFile(path.join(import.meta.dirname, 'sum.py'), 'utf8')
        cluster.store.create('configmaps', 'default', {
          metadata: { name: 'jobs' },
          data: { 'sum.py': script },
        })
        const user = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000)
        const ended = submit(docker, cluster, {
          image,
          name: 'sum',
          template: restricted(user),
          conf: onDemandClaims('/var/data/claim'),
          application: ['local:///opt/jobs/sum.py'],
        })

        await driverPrints(cluster, /^the shuffle is written$/m, ended)
        const [victim] = cluster.pods({ 'spark-role': 'executor' })
        const id = victim?.status?.containerStatuses?.[0]?.containerID.replace('docker://', '') ?? ''
        const limits = '{{.Config.User}} {{.HostConfig.Memory}} {{.HostConfig.CpuShares}}'
        // 512 MB and the overhead that Spark adds for Python, at least 384 MB.
        expect(await dockerOutput(docker, ['inspect', '--format', limits, id])).toBe(
          `${user}:0 ${(512 + 384) * 1024 ** 2} 512`,
        )
        await dockerOutput(docker, ['kill', id])

        const submitted = await ended
        const driver = driverOf(cluster)
        const printed = driver === undefined ? '' : await cluster.log(driver)
        expect(driver?.status?.phase, lastWords(cluster, submitted, printed)).toBe('Succeeded')
        const [, json] = /^found (\{.*\})$/m.exec(printed) ?? []
        expect(json, lastWords(cluster, submitted, printed)).toBeDefined()
        const found = JSON.parse(json ?? '') as Record<string, unknown>
        const executors = history(cluster, 'executor')
        expect(executors.size, [...executors.keys()].join()).toBe(3)
        const sum = (40_000 * 39_999) / 2
        expect(found).toEqual({
          before: sum,
          after: sum,
          pods: [...executors.keys()].sort(),
          users: [`${user}:0`],
        })

        const killed = executors.get(victim?.metadata.name ?? '') ?? []
        expect(phases(killed)).toEqual(expect.arrayContaining(['Running', 'Failed']))
        expect(killed.at(-1)?.status?.containerStatuses?.[0]?.state.terminated?.exitCode).toBe(137)
        expect(printed).toMatch(/Lost executor \d+ on/)
        await executorsGo(cluster)
        const claims = cluster.store.changes.filter(({ resource }) => resource === 'persistentvolumeclaims')
        expect(claims.filter(({ type }) => type === 'ADDED').length).toBeGreaterThanOrEqual(2)
        expect(cluster.store.list('persistentvolumeclaims')).toEqual([])
      },
      PATIENCE,
    )
  })
}

/** DELETE of the driver pod through the API, until it is gone. */
async function deleteDriver(cluster: Cluster): Promise<void> {
  const { namespace, name } = driverOf(cluster)?.metadata ?? {}
  const url = `http://127.0.0.1:${cluster.api.port}/api/v1/namespaces/${namespace}/pods/${name}`
  const headers = { authorization: `Bearer ${cluster.token}` }
  expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(200)
  for (let tries = 0; tries < 100; tries++) {
    if ((await fetch(url, { headers })).status === 404) return
    await sleep(200)
  }
  throw new Error(`${name} is not gone 20 seconds after its deletion`)
}

/** Each executor's local folder on a volume of its own, which the driver claims and gives back. */
function onDemandClaims(place: string): Record<string, string> {
  const volume = 'spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1'
  return {
    [`${volume}.options.claimName`]: 'OnDemand',
    [`${volume}.options.storageClass`]: 'standard',
    [`${volume}.options.sizeLimit`]: '1Gi',
    [`${volume}.mount.path`]: place,
  }
}

/** A pod template as OpenShift's restricted profile has it, with the jobs of a ConfigMap. */
function restricted(user: number): object {
  const mounts = [
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'jobs', mountPath: '/opt/jobs', readOnly: true },
  ]
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {
      securityContext: { runAsUser: user, runAsGroup: 0 },
      containers: [{ name: 'spark', securityContext, volumeMounts: mounts }],
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'jobs', configMap: { name: 'jobs' } },
      ],
    },
  }
}
