/** Servers that stay: Connect, a standalone cluster, the history server. */
import type { Check, Subject } from '../check.ts'
import type { KubeObject } from '../kubectl.ts'
import { applyManifest, waitForApp, withManifest } from '../manifests.ts'
import { type EndedPod, LABEL, podOf, readPods, runPod, waitFor } from '../place.ts'
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
  run: (subject) =>
    withManifest(subject, 'connect.yml', async () => {
      await waitForApp(subject, 'spark-connect')
      const { log } = await runClient(subject, 'connect-client')
      expectEqual('the client', foundIn(log), { version: subject.facts.spark, ...EXPECTED })
      return ['a client with a Python function, through the service']
    }),
}

/** docs/kubernetes/connect-cluster.yml: executors on Kubernetes, and a table in a catalog that all of them reach. */
export const connectCluster: Check = {
  name: 'connect-cluster',
  run: async (subject) => {
    const { facts, hasServices } = subject
    const hasTable = facts.iceberg && hasServices
    const label = { [`spark.kubernetes.executor.label.${LABEL}`]: subject.id }
    const more = confOptions({ ...label, ...(hasTable ? CATALOGS.rest : {}) })
    // Others may have executors in the namespace.
    const selector = `spark-role=executor,${LABEL}=${subject.id}`
    await applyManifest(subject, 'submit.yml', (object) => (object.kind === 'Job' ? undefined : object))
    const serve = async (): Promise<void> => {
      await waitForApp(subject, 'spark-connect')
      const tables = hasTable ? ['iceberg.checks.connected'] : []
      const { log } = await runClient(subject, 'connect-cluster-client', tables)
      const table = hasTable ? { table: 100 } : {}
      expectEqual('the client', foundIn(log), { version: facts.spark, ...EXPECTED, ...table })
      const executors = await readPods(subject, selector)
      expectEqual('executors in pods of their own', executors.length, 2)
    }
    await withManifest(subject, 'connect-cluster.yml', serve, (object) => withArguments(object, more))
    await waitFor(
      120_000,
      async () => ((await readPods(subject, selector)).length === 0 ? true : undefined),
      async () => 'executors outlive their Connect server',
    )
    return [`a server with two executors, which go with it${hasTable ? '; a table in the REST catalog' : ''}`]
  },
}

function withArguments(object: KubeObject, more: readonly string[]): KubeObject {
  if (object.kind !== 'Deployment') return object
  const { spec } = object as unknown as {
    spec: { template: { spec: { containers: { args: string[] }[] } } }
  }
  for (const container of spec.template.spec.containers) container.args.push(...more)
  return object
}

/** docs/kubernetes/standalone.yml, with an application on it. */
export const standalone: Check = {
  name: 'standalone',
  run: (subject) =>
    withManifest(subject, 'standalone.yml', async () => {
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
      const submission = ['/opt/spark/bin/spark-submit', '--master', 'spark://spark-master:7077', ...options]
      const container = {
        args: [...submission, '/opt/jobs/where.py'],
        env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
      }
      const pod = podOf(subject, 'standalone-driver', container, { enableServiceLinks: false })
      const { log } = await runPod(subject, pod)
      expectEqual('the workers that had tasks', foundIn(log), ['spark-worker-0', 'spark-worker-1'])
      return ['a master and two workers as StatefulSets, an application with an executor on each']
    }),
}

/** Spark wants a folder for event logs to be there. Hadoop's own command makes one; it wants a file of settings. */
const MAKE_FOLDER = [
  "echo '<configuration/>' >/tmp/core-site.xml; HADOOP_CONF_DIR=/tmp",
  '/opt/spark/bin/spark-class org.apache.hadoop.fs.FsShell',
  ...Object.entries(S3A).map(([key, value]) => `-D ${key.replace('spark.hadoop.', '')}=${value}`),
  '-mkdir -p',
].join(' ')

/** Prints the applications that the history server shows, with whether they are complete. */
const SHOW = `import json, urllib.request
answer = json.load(urllib.request.urlopen("http://spark-history:18080/api/v1/applications"))
print("found", json.dumps([[one["name"], one["attempts"][0]["completed"]] for one in answer]))`

/** docs/kubernetes/history.yml: the event log of an application, from S3. */
export const history: Check = {
  name: 'history',
  without: ({ facts, hasServices }) => (facts.s3a ? needsServices(hasServices) : 'the image has no s3a'),
  run: async (subject) => {
    const folder = s3a('events')
    const conf = { ...S3A, 'spark.eventLog.enabled': 'true', 'spark.eventLog.dir': folder }
    const before = ['bash', '-c', `${MAKE_FOLDER} ${folder} && exec "$@"`, 'bash']
    const { ended } = await submit(subject, { name: 'logged', before, application: [job('pod.py')], conf })
    await ended()
    const settings = {
      ...S3A,
      'spark.history.fs.logDirectory': folder,
      'spark.history.fs.update.interval': '2s',
    }
    const lines = Object.entries(settings).map(([key, value]) => `${key} ${value}\n`)
    const data = { 'spark-defaults.conf': lines.join('') }
    const change = (object: KubeObject) => (object.kind === 'ConfigMap' ? { ...object, data } : object)
    const show = async (): Promise<void> => {
      await waitForApp(subject, 'spark-history')
      let name = 0
      const ask = async (): Promise<unknown[] | undefined> => {
        name += 1
        const pod = podOf(subject, `history-client-${name}`, { command: ['python3', '-c', SHOW] })
        const applications = foundIn((await runPod(subject, pod)).log) as unknown[]
        return applications.length > 0 ? applications : undefined
      }
      const found = await waitFor(120_000, ask, async () => 'the history server shows no application')
      expectEqual('the applications of the history server', found, [['logged', true]])
    }
    await withManifest(subject, 'history.yml', show, change)
    return ['an event log that an application wrote into S3, shown by the history server']
  },
}
