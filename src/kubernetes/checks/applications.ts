/** Applications in cluster and client mode. */
import { randomInt } from 'node:crypto'
import { ConfigurationError } from '../../errors.ts'
import type { Check, Subject } from '../check.ts'
import { type KubeObject, list, type Pod } from '../kubectl.ts'
import { withManifest } from '../manifests.ts'
import {
  apply,
  endOf,
  LABEL,
  MOUNTS,
  podOf,
  RESTRICTED,
  RESTRICTED_POD,
  readPods,
  rejectStuck,
  runPod,
  VOLUMES,
  waitFor,
} from '../place.ts'
import { S3A, s3a } from '../services.ts'
import { confOptions, expectEqual, foundIn, job, MASTER, putTemplate, settings, submit } from '../submit.ts'

const PI = ['local:///opt/spark/examples/src/main/python/pi.py', '10']

/** docs/kubernetes/submit.yml: a driver and its executors, which are gone after it. */
export const submitManifest: Check = {
  name: 'submit',
  run: async (subject) => {
    // In a namespace that is somebody's, there may be other drivers of this name.
    const others = (await readPods(subject, DRIVERS)).map(({ metadata }) => metadata.name)
    const { driver, application } = await withManifest(subject, 'submit.yml', async () => {
      const { name, labels } = (await driverOfManifest(subject, others)).metadata
      expectPi((await endOf(subject, name)).log)
      return { driver: name, application: labels?.['spark-app-selector'] }
    })
    await executorsGone(subject, `spark-app-selector=${application}`)
    if ((await ownedBy(subject, driver)).length === 0)
      throw new ConfigurationError(`${driver} owns nothing: its settings and service would stay behind`)
    await subject.kubectl(['delete', 'pod', '--', driver])
    await waitFor(
      60_000,
      async () => ((await ownedBy(subject, driver)).length === 0 ? true : undefined),
      async () => `what ${driver} owned is still there`,
    )
    return ['a driver, two executors, and nothing left of them']
  },
}

const DRIVERS = 'spark-role=driver,spark-app-name=pi'

/** The driver that the manifest's Job submits. */
function driverOfManifest(subject: Subject, others: readonly string[]): Promise<Pod> {
  return waitFor(
    300_000,
    async () => {
      const [submission] = await readPods(subject, 'batch.kubernetes.io/job-name=submit-pi')
      if (submission !== undefined) await rejectStuck(subject, submission)
      // Its own words, where it failed.
      if (submission?.status?.phase === 'Failed') await endOf(subject, submission.metadata.name)
      const drivers = await readPods(subject, DRIVERS)
      return drivers.find(({ metadata }) => !others.includes(metadata.name))
    },
    async () => 'the Job submit-pi has made no driver',
  )
}

function expectPi(log: string): void {
  if (!/Pi is roughly 3\.1\d/.test(log)) throw new ConfigurationError(`no pi:\n${log.slice(-2000)}`)
}

async function executorsGone(subject: Subject, selector: string): Promise<void> {
  const all = `spark-role=executor,${selector}`
  await waitFor(
    120_000,
    async () => ((await readPods(subject, all)).length === 0 ? true : undefined),
    async () => 'executors are still there',
  )
}

/** Config maps and services that go with a driver. */
async function ownedBy({ kubectl }: Subject, driver: string): Promise<KubeObject[]> {
  const all = await list(kubectl, ['configmaps,services'])
  return all.filter(({ metadata }) => {
    const owners = (metadata.ownerReferences ?? []) as { name: string }[]
    return owners.some(({ name }) => name === driver)
  })
}

/** A random user without any right; an executor that is killed in the middle is replaced, and the result is right. */
export const killedExecutor: Check = {
  name: 'killed-executor',
  run: async (subject) => {
    const user = randomInt(1_000_000_000, 2_000_000_000)
    const pod = { securityContext: { ...RESTRICTED_POD, runAsUser: user, runAsGroup: 0 } }
    const submitted = await submit(subject, { name: 'sum', application: [job('sum.py')], template: { pod } })
    await submitted.printed(/^the shuffle is written$/m)
    const [victim] = await submitted.executors()
    const name = victim?.metadata.name ?? ''
    await killAll(subject, name)
    const found = foundIn((await submitted.ended()).log) as Record<string, unknown>
    const sum = (40_000 * 39_999) / 2
    const { pods, ...rest } = found
    expectEqual('the sums', rest, { before: sum, after: sum, users: [`${user}:0`] })
    if ((pods as string[]).length !== 3)
      throw new ConfigurationError(`tasks ran on ${pods}, not on three executors`)
    await executorsGone(subject, `spark-app-name=sum,${LABEL}=${subject.id}`)
    return [`as user ${user}, with a read-only root; ${name} was killed, and a third executor came`]
  },
}

/** As the kernel does it where memory runs out. */
export async function killAll({ kubectl }: Subject, pod: string): Promise<void> {
  // Its exit code says nothing: the shell may end with the container.
  const { stderr } = await kubectl(['exec', pod, '--', 'sh', '-c', 'kill -9 -1'])
  if (/forbidden/i.test(stderr))
    throw new ConfigurationError(
      `you may not execute in ${pod}: ask for the right to create pods/exec: ${stderr.trim()}`,
    )
}

/** What pod templates bring: files by subPath, an init container, claims on demand, limits. */
export const podTemplate: Check = {
  name: 'pod-template',
  run: async (subject) => {
    const { image, kubectl, id } = subject
    const words = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'words' },
      data: { 'words.txt': 'by subPath' },
    }
    await apply(kubectl, id, [words])
    const prepare = {
      name: 'prepare',
      image,
      securityContext: RESTRICTED,
      volumeMounts: MOUNTS,
      command: ['sh', '-c', 'mkdir -p /tmp/initial && echo "by the init container" >/tmp/initial/words.txt'],
    }
    const storage = await defaultClass(subject)
    const claims = storage !== undefined
    const submitted = await submit(subject, {
      name: 'template',
      application: [job('pod.py')],
      template: {
        pod: { initContainers: [prepare] },
        volumes: [{ name: 'words', configMap: { name: 'words' } }],
        mounts: [{ name: 'words', mountPath: '/opt/extra/words.txt', subPath: 'words.txt' }],
      },
      conf: {
        'spark.kubernetes.driver.limit.cores': '1',
        ...(claims ? onDemand(storage, '/var/data/claim') : {}),
      },
    })
    const { log } = await submitted.ended()
    const found = foundIn(log) as { driver: Seen; executors: Seen[]; processors: number; memory: string }
    const seen = [found.driver, ...found.executors]
    for (const each of seen)
      expectEqual('the files of the pod', each.words, ['by subPath', 'by the init container'])
    // 512 MB and the overhead that Spark adds, 384 MB at least; 1.4 where memory is larger.
    expectEqual('what the JVM sees of the limits', [found.processors, found.memory], [1, '896.00M'])
    const onClaims = found.executors.filter((each) => each.local.startsWith('/var/data/claim'))
    if (claims) {
      expectEqual('executors with a claim of their own', onClaims.length, found.executors.length)
      await claimsGone(subject)
    }
    const kept = claims
      ? 'volume claims on demand, gone with the application'
      : 'no default storage class here: no claims on demand'
    return [
      'files by subPath and of an init container; the limits as the JVM sees them: 1 core, 896 MiB',
      kept,
    ]
  },
}

async function claimsGone({ kubectl }: Subject): Promise<void> {
  await waitFor(
    60_000,
    async () => {
      const claims = await list(kubectl, ['persistentvolumeclaims'])
      return claims.some(({ metadata }) => metadata.name.startsWith('template-exec-')) ? undefined : true
    },
    async () => 'claims on demand are still there',
  )
}

type Seen = Readonly<{ words: string[]; local: string }>

/** Each executor's local folder on a volume of its own, which the driver claims and gives back. */
function onDemand(storage: string, place: string): Record<string, string> {
  const volume = 'spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1'
  return {
    [`${volume}.options.claimName`]: 'OnDemand',
    // Spark 3.5 makes no claim where none is named.
    [`${volume}.options.storageClass`]: storage,
    [`${volume}.options.sizeLimit`]: '1Gi',
    [`${volume}.mount.path`]: place,
  }
}

/** Whoever may not read classes of storage has none. */
async function defaultClass({ cluster }: Subject): Promise<string | undefined> {
  const { stdout } = await cluster(['get', 'storageclasses', '--output=json'])
  const { items } = JSON.parse(stdout || '{"items":[]}') as { items: KubeObject[] }
  const found = items.find(({ metadata }) => {
    const annotations = metadata.annotations as Record<string, string> | undefined
    return annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true'
  })
  return found?.metadata.name
}

/** A driver in a pod of one's own, with a folder of settings over the image's. */
export const clientMode: Check = {
  name: 'client-mode',
  run: async (subject) => {
    const { kubectl, id } = subject
    const conf = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'conf' },
      data: { 'log4j2.properties': LOG4J },
    }
    await apply(kubectl, id, [conf])
    const own = settings(subject, 'client')
    delete own['spark.kubernetes.driver.pod.name']
    const options = confOptions({
      ...own,
      'spark.driver.host': '$(POD_IP)',
      'spark.kubernetes.driver.pod.name': '$(POD_NAME)',
      'spark.kubernetes.executor.podTemplateFile': '/opt/template/pod.json',
    })
    const { volume, mount } = await putTemplate(subject, 'client')
    const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } })
    const pod = podOf(
      subject,
      'client-driver',
      {
        // Arguments, as the cluster puts variables into these.
        args: ['/opt/spark/bin/spark-submit', '--master', MASTER, ...options, ...PI],
        env: [field('POD_IP', 'status.podIP'), field('POD_NAME', 'metadata.name')],
        volumeMounts: [...MOUNTS, mount, { name: 'conf', mountPath: '/opt/spark/conf' }],
      },
      { volumes: [...VOLUMES, volume, { name: 'conf', configMap: { name: 'conf' } }] },
    )
    const { log } = await runPod(subject, pod)
    expectPi(log)
    if (!/^checked: /m.test(log))
      throw new ConfigurationError(
        `the log4j2.properties of the config map has no effect:\n${log.slice(0, 1000)}`,
      )
    await executorsGone(subject, `${LABEL}=${id}`)
    return [
      'a driver in a pod of its own, two executors, log4j2.properties of a config map on /opt/spark/conf',
    ]
  },
}

const LOG4J = `rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = checked: %p %c{1}: %m%n
`

/** Files, an archive and the application itself, through S3, from the machine that submits to driver and executors. */
export const upload: Check = {
  name: 'upload',
  without: ({ facts, hasServices }) => (facts.s3a ? needsServices(hasServices) : 'the image has no s3a'),
  run: async (subject) => {
    const { ended } = await submit(subject, {
      name: 'shipped',
      before: ['bash', '/opt/jobs/ship.sh'],
      application: [],
      conf: { ...S3A, 'spark.kubernetes.file.upload.path': s3a('uploads') },
    })
    const [script, words] = foundIn((await ended()).log) as [string, unknown]
    expectEqual('what was shipped', words, [['by --files', 42]])
    return [`--files, --archives and ${script.split('/').at(-1)} itself, through S3`]
  },
}

export const needsServices = (hasServices: boolean): string | undefined =>
  hasServices ? undefined : 'no servers: see --services'
