/** Servers that stay: Connect, a standalone cluster, the history server. */
import { ConfigurationError } from '../../errors.ts'
import type { Check, Subject } from '../check.ts'
import type { KubeObject } from '../kubectl.ts'
import { applyManifest, removeManifest, waitForApp } from '../manifests.ts'
import { type EndedPod, MOUNTS, podOf, runPod, waitFor } from '../place.ts'
import { CATALOGS, S3A, s3a } from '../services.ts'
import { BRIEF, confOptions, expectEqual, foundIn, job, submit } from '../submit.ts'
import { needsServices } from './applications.ts'

/** The label that the NetworkPolicy of docs/kubernetes lets in. */
const CLIENT = { 'spark-connect-client': 'true' }

/** PySpark's client, in a pod of its own, through the service. @param tables to write, none or one. */
export function runClient(subject: Subject, name: string, tables: readonly string[] = []): Promise<EndedPod> {
  const container = {
    args: ['python3', '/opt/jobs/connect.py', ...tables],
    env: [{ name: 'SPARK_REMOTE', value: 'sc://spark-connect:15002' }],
  }
  return runPod(subject, podOf(subject, name, container, { metadata: { labels: CLIENT } }))
}

const EXPECTED = { sum: 999 * 1000 }

/** docs/kubernetes/connect.yml, with a client. */
export const connect: Check = {
  name: 'connect',
  run: async (subject) => {
    const { spark } = subject.facts
    await applyManifest(subject, 'connect.yml')
    await waitForApp(subject, 'spark-connect')
    const { log } = await runClient(subject, 'connect-client')
    expectEqual('the client', foundIn(log), { version: spark, ...EXPECTED })
    await removeManifest(subject, 'connect.yml')
    return ['a client with a Python function, through the service']
  },
}

/** docs/kubernetes/connect-cluster.yml: executors on Kubernetes, and a table in a catalog that all of them reach. */
export const connectCluster: Check = {
  name: 'connect-cluster',
  run: async (subject) => {
    const { facts, hasServices } = subject
    const hasTable = facts.iceberg && hasServices
    const more = hasTable ? confOptions(CATALOGS.rest) : []
    await applyManifest(subject, 'submit.yml', (object) => (object.kind === 'Job' ? undefined : object))
    await applyManifest(subject, 'connect-cluster.yml', (object) => withArguments(object, more))
    await waitForApp(subject, 'spark-connect')
    const { log } = await runClient(
      subject,
      'connect-cluster-client',
      hasTable ? ['iceberg.checks.connected'] : [],
    )
    const table = hasTable ? { table: 100 } : {}
    expectEqual('the client', foundIn(log), { version: facts.spark, ...EXPECTED, ...table })
    const executors = (
      await subject.kubectl(['get', 'pods', '--selector=spark-role=executor', '--output=name'])
    ).stdout
    const count = executors.split('\n').filter(Boolean).length
    if (count !== 2) throw new ConfigurationError(`the server has ${count} executors in pods, not 2`)
    await removeManifest(subject, 'connect-cluster.yml')
    await waitFor(
      120_000,
      async () => {
        const { stdout } = await subject.kubectl([
          'get',
          'pods',
          '--selector=spark-role=executor',
          '--output=name',
        ])
        return stdout.trim() === '' ? true : undefined
      },
      async () => 'executors outlive their Connect server',
    )
    return [
      `a server with ${count} executors, which go with it${hasTable ? '; a table in the REST catalog' : ''}`,
    ]
  },
}

function withArguments(object: KubeObject, more: readonly string[]): KubeObject {
  if (object.kind !== 'Deployment') return object
  const { spec } = object as unknown as { spec: { template: { spec: { containers: { args: string[] }[] } } } }
  for (const container of spec.template.spec.containers) container.args.push(...more)
  return object
}

/** docs/kubernetes/standalone.yml, with an application on it. */
export const standalone: Check = {
  name: 'standalone',
  run: async (subject) => {
    await applyManifest(subject, 'standalone.yml')
    await waitForApp(subject, 'spark-master')
    await waitForApp(subject, 'spark-worker', 2)
    const options = confOptions({
      'spark.driver.host': '$(POD_IP)',
      'spark.driver.memory': '512m',
      'spark.executor.memory': '512m',
      'spark.scheduler.minRegisteredResourcesRatio': '1.0',
      'spark.driver.extraJavaOptions': BRIEF,
      'spark.cores.max': '2',
    })
    const container = {
      args: [
        '/opt/spark/bin/spark-submit',
        '--master',
        'spark://spark-master:7077',
        ...options,
        '/opt/jobs/where.py',
      ],
      env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
      volumeMounts: MOUNTS,
    }
    const { log } = await runPod(
      subject,
      podOf(subject, 'standalone-driver', container, { enableServiceLinks: false }),
    )
    expectEqual('the workers that had tasks', foundIn(log), ['spark-worker-0', 'spark-worker-1'])
    await removeManifest(subject, 'standalone.yml')
    return ['a master and two workers as StatefulSets, an application with an executor on each']
  },
}

/** docs/kubernetes/history.yml: the event log of an application, from S3. */
export const history: Check = {
  name: 'history',
  without: ({ facts, hasServices }) => (facts.s3a ? needsServices(hasServices) : 'the image has no s3a'),
  run: async (subject) => {
    const logged = { ...S3A, 'spark.eventLog.enabled': 'true', 'spark.eventLog.dir': s3a('') }
    const { ended } = await submit(subject, { name: 'logged', application: [job('pod.py')], conf: logged })
    await ended()
    const lines = Object.entries({
      ...S3A,
      'spark.history.fs.logDirectory': s3a(''),
      'spark.history.fs.update.interval': '2s',
    })
    const conf = { 'spark-defaults.conf': lines.map(([key, value]) => `${key} ${value}\n`).join('') }
    await applyManifest(subject, 'history.yml', (object) =>
      object.kind === 'ConfigMap' ? { ...object, data: conf } : object,
    )
    await waitForApp(subject, 'spark-history')
    const ask =
      'import json, urllib.request as r; print("found", json.dumps([[a["name"], a["attempts"][0]["completed"]] for a in json.load(r.urlopen("http://spark-history:18080/api/v1/applications"))]))'
    let name = 0
    const found = await waitFor(
      120_000,
      async () => {
        name += 1
        const { log } = await runPod(
          subject,
          podOf(subject, `history-client-${name}`, { command: ['python3', '-c', ask] }),
        )
        const applications = foundIn(log) as unknown[]
        return applications.length > 0 ? applications : undefined
      },
      async () => 'the history server shows no application',
    )
    expectEqual('the applications of the history server', found, [['logged', true]])
    await removeManifest(subject, 'history.yml')
    return ['an event log that an application wrote into S3, shown by the history server']
  },
}
