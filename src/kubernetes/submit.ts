/** Applications that spark-submit of the image itself sends to the cluster, from a pod there. */
import { ConfigurationError } from '../errors.ts'
import type { Pod } from './kubectl.ts'
import {
  ACCOUNT,
  apply,
  type EndedPod,
  endOf,
  JOBS_FOLDER,
  LABEL,
  logOf,
  MOUNTS,
  type Place,
  podOf,
  RESTRICTED,
  RESTRICTED_POD,
  readPod,
  readPods,
  rejectStuck,
  runPod,
  VOLUMES,
  waitFor,
} from './place.ts'

/** In the cluster, by the service that each has. */
export const MASTER = 'k8s://https://kubernetes.default.svc'

export interface Application {
  /** Names its pods: NAME-submit, NAME-driver, NAME-exec-N. */
  readonly name: string
  /** What follows the options: file and arguments. */
  readonly application: readonly string[]
  readonly conf?: Readonly<Record<string, string>>
  /** On top of the pod template that `restricted` needs, for driver and executors. */
  readonly template?: Template
  /** What the submission runs, instead of spark-submit itself, with spark-submit as its arguments. */
  readonly before?: readonly string[]
}

interface Template {
  readonly pod?: Readonly<Record<string, unknown>>
  readonly volumes?: readonly object[]
  readonly mounts?: readonly object[]
}

/** Options of a JVM that does not live long: what the second compiler would gain comes too late. */
export const BRIEF = '-XX:TieredStopAtLevel=1'

/** Settings of every application of the checks: small, patient, and labelled. */
export function settings({ image, namespace, id }: Place, name: string): Record<string, string> {
  return {
    'spark.kubernetes.namespace': namespace,
    'spark.kubernetes.container.image': image,
    'spark.kubernetes.container.image.pullPolicy': 'IfNotPresent',
    'spark.kubernetes.authenticate.driver.serviceAccountName': ACCOUNT,
    // In client mode it would be the namespace's default.
    'spark.kubernetes.authenticate.executor.serviceAccountName': ACCOUNT,
    'spark.kubernetes.driver.pod.name': `${name}-driver`,
    'spark.kubernetes.executor.podNamePrefix': name,
    [`spark.kubernetes.driver.label.${LABEL}`]: id,
    [`spark.kubernetes.executor.label.${LABEL}`]: id,
    [`spark.kubernetes.driver.service.label.${LABEL}`]: id,
    'spark.kubernetes.driver.request.cores': '100m',
    'spark.kubernetes.executor.request.cores': '100m',
    'spark.executor.instances': '2',
    'spark.executor.memory': '512m',
    'spark.driver.memory': '512m',
    // The job starts once both executors are there, however slow the machine.
    'spark.scheduler.minRegisteredResourcesRatio': '1.0',
    'spark.scheduler.maxRegisteredResourcesWaitingTime': '300s',
    'spark.driver.extraJavaOptions': BRIEF,
    'spark.executor.extraJavaOptions': BRIEF,
    // A machine that is busy with other things does not make an executor one that is lost.
    'spark.network.timeout': '300s',
    'spark.ui.enabled': 'false',
  }
}

export const confOptions = (conf: Readonly<Record<string, string>>): string[] =>
  Object.entries(conf).flatMap(([key, value]) => ['--conf', `${key}=${value}`])

/** The config map with a pod template, and the settings that name its file. */
export async function putTemplate(place: Place, name: string, template: Template = {}) {
  const { pod = {}, volumes = [], mounts = [] } = template
  const content = {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {
      securityContext: RESTRICTED_POD,
      containers: [{ name: 'spark', securityContext: RESTRICTED, volumeMounts: [...MOUNTS, ...mounts] }],
      volumes: [...VOLUMES, ...volumes],
      ...pod,
    },
  }
  const map = `${name}-template`
  const data = { 'pod.json': JSON.stringify(content) }
  await apply(place.kubectl, place.id, [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: map }, data },
  ])
  return {
    volume: { name: 'template', configMap: { name: map } },
    mount: { name: 'template', mountPath: '/opt/template', readOnly: true },
    conf: {
      'spark.kubernetes.driver.podTemplateFile': '/opt/template/pod.json',
      'spark.kubernetes.executor.podTemplateFile': '/opt/template/pod.json',
    },
  }
}

/** A submission in cluster mode whose driver begins, or has. */
export interface Submitted {
  readonly driver: string
  /** Waits until the driver has printed this. @param patience in ms. */
  printed(words: RegExp, patience?: number): Promise<void>
  /** Waits for the driver's end. @throws ConfigurationError where it does not succeed. */
  ended(patience?: number): Promise<EndedPod>
  executors(): Promise<Pod[]>
}

/** Submits an application in cluster mode, and waits until its driver's pod is there. */
export async function submit(
  place: Place,
  { name, application, conf = {}, template, before = [] }: Application,
): Promise<Submitted> {
  const { volume, mount, conf: templates } = await putTemplate(place, name, template)
  const all = {
    ...settings(place, name),
    ...templates,
    'spark.kubernetes.submission.waitAppCompletion': 'false',
    ...conf,
  }
  const command = [
    '/opt/spark/bin/spark-submit',
    '--master',
    MASTER,
    '--deploy-mode',
    'cluster',
    '--name',
    name,
  ]
  const pod = podOf(
    place,
    `${name}-submit`,
    {
      command: [...before, ...command, ...confOptions(all), ...application],
      env: [{ name: 'SPARK_SUBMIT_OPTS', value: BRIEF }],
      volumeMounts: [...MOUNTS, mount],
    },
    { volumes: [...VOLUMES, volume] },
  )
  await runPod(place, pod)
  const driver = `${name}-driver`
  return {
    driver,
    ended: (patience) => endOf(place, driver, patience),
    executors: async () => {
      const pods = await readPods(place, `${LABEL}=${place.id},spark-role=executor`)
      return pods.filter((each) => each.metadata.name.startsWith(`${name}-exec-`))
    },
    printed: (words, patience = 300_000) => {
      const look = async (): Promise<true | undefined> => {
        const found = await readPod(place, driver)
        if (found !== undefined) await rejectStuck(place, found)
        if (words.test(await logOf(place, driver))) return true
        // Its own words, where it failed.
        if (found?.status?.phase === 'Failed') await endOf(place, driver)
        return undefined
      }
      return waitFor(patience, look, async () => `${driver} has not printed ${words}`).then(() => {})
    },
  }
}

/** What an application printed as `found JSON`. @throws ConfigurationError where it did not. */
export function foundIn(log: string): unknown {
  const [, json] = /^found (.*)$/m.exec(log) ?? []
  if (json === undefined)
    throw new ConfigurationError(`the application did not print what it found:\n${log.slice(-2000)}`)
  return JSON.parse(json)
}

export const job = (name: string): string => `local://${JOBS_FOLDER}/${name}`

/** @throws ConfigurationError where what was found is not what is expected, both as JSON. */
export function expectEqual(what: string, found: unknown, expected: unknown): void {
  const [shown, wanted] = [JSON.stringify(found), JSON.stringify(expected)]
  if (shown !== wanted) throw new ConfigurationError(`${what}: expected ${wanted}, found ${shown}`)
}
