import type { Output } from '../../src/engine/command.ts'
import type { Docker } from '../../src/engine/docker.ts'
import type { Cluster } from './cluster.ts'
import type { Pod } from './objects.ts'

/** A job that spark-submit sends to the cluster, with driver and executors of one image. */
export interface Job {
  readonly image: string
  readonly name: string
  readonly conf?: Readonly<Record<string, string>>
  /** Pod template of driver and executors. */
  readonly template?: object
  /** File inside the image, or of the template's volumes, and its arguments. */
  readonly application: readonly string[]
}

/** Options of a JVM that does not live long. */
const BRIEF = '-XX:TieredStopAtLevel=1'

/** Runs the image's own spark-submit in cluster mode to its end, which is the driver's end. */
export function submit(docker: Docker, cluster: Cluster, job: Job): Promise<Output> {
  const template = '/tmp/template.yml'
  const conf = {
    'spark.kubernetes.container.image': job.image,
    'spark.kubernetes.authenticate.submission.oauthToken': cluster.token,
    'spark.kubernetes.driver.master': cluster.url,
    'spark.executor.instances': '2',
    'spark.executor.memory': '512m',
    'spark.driver.memory': '512m',
    'spark.kubernetes.executor.request.cores': '500m',
    // The job starts once both executors are there, however slow the machine.
    'spark.scheduler.minRegisteredResourcesRatio': '1.0',
    'spark.scheduler.maxRegisteredResourcesWaitingTime': '300s',
    'spark.kubernetes.report.interval': '5s',
    // Four JVMs share two cores for a minute: what the second compiler would gain comes too late for them.
    'spark.driver.extraJavaOptions': BRIEF,
    'spark.executor.extraJavaOptions': BRIEF,
    // A machine that is busy with other things does not make an executor one that is lost.
    'spark.network.timeout': '300s',
    ...(job.template === undefined ? {} : templates(template)),
    ...job.conf,
  }
  const command = [
    'env',
    `SPARK_SUBMIT_OPTS=${BRIEF}`,
    '/opt/spark/bin/spark-submit',
    '--master',
    `k8s://${cluster.url}`,
  ]
  command.push('--deploy-mode', 'cluster', '--name', job.name)
  command.push(...Object.entries(conf).flatMap(([name, value]) => ['--conf', `${name}=${value}`]))
  return docker([
    ...['run', '--rm', '--pull', 'never', '--network', cluster.network, '--label', cluster.label],
    ...['--env', `TEMPLATE=${JSON.stringify(job.template ?? {})}`, '--', job.image],
    ...['bash', '-c', `printf %s "$TEMPLATE" >${template} && exec "$@"`, 'bash'],
    ...command,
    ...job.application,
  ])
}

function templates(file: string): Record<string, string> {
  return {
    'spark.kubernetes.driver.podTemplateFile': file,
    'spark.kubernetes.executor.podTemplateFile': file,
  }
}

/** Every pod of a role that ever was, with the states it went through, oldest first. */
export function history(cluster: Cluster, role: 'driver' | 'executor'): Map<string, Pod[]> {
  const found = new Map<string, Pod[]>()
  for (const { resource, object } of cluster.store.changes) {
    if (resource !== 'pods' || object.metadata.labels?.['spark-role'] !== role) continue
    const { name } = object.metadata
    found.set(name, [...(found.get(name) ?? []), object as Pod])
  }
  return found
}

/** The only driver pod of a cluster, as it is or was last. */
export function driverOf(cluster: Cluster): Pod | undefined {
  return [...history(cluster, 'driver').values()].at(-1)?.at(-1)
}

/** For messages: how each executor ended or is. */
export function executorStories(cluster: Cluster): string {
  const last = [...history(cluster, 'executor')].map(
    ([name, states]) => [name, states.at(-1)?.status] as const,
  )
  return last
    .map(([name, status]) => {
      const state = status?.containerStatuses?.map((container) => container.state)
      return `${name}: ${status?.phase} ${status?.message ?? ''} ${JSON.stringify(state)}`
    })
    .join('\n')
}
