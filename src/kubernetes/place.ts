/** Where checks run: a namespace of a cluster, what they may make there, and its end. */
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseAllDocuments } from 'yaml'
import { ConfigurationError } from '../errors.ts'
import { ask, find, type Kubectl, type KubeObject, list, type Pod } from './kubectl.ts'

/** Label of all that the checks make; its value is the run's. */
export const LABEL = 'spark-images-check'

/** The service account that drivers have. */
export const ACCOUNT = 'spark-images-check'

/** A config map with the applications of the checks, mounted in every pod on this folder. */
const JOBS = 'spark-images-check-jobs'
export const JOBS_FOLDER = '/opt/jobs'

/** Login to the images' registry, as the pods' image pull secret. */
export interface PullSecret {
  readonly registry: string
  readonly username: string
  readonly password: string
}

export interface Place {
  /** kubectl in the namespace. */
  readonly kubectl: Kubectl
  readonly namespace: string
  /** Value of the label. */
  readonly id: string
  readonly image: string
  /** Name of the secret that the image is pulled with, where there is one. */
  readonly pullSecret?: string
}

/** Where a run of checks takes place, with an end to it. */
export interface OpenPlace extends AsyncDisposable {
  readonly kubectl: Kubectl
  readonly namespace: string
  readonly id: string
  readonly pullSecret?: string
}

/** What the Pod Security level `restricted` asks of a container, and a root file system that is read-only. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
}
export const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }

/**
 * Opens the namespace that is named, or makes one that is enforced to be `restricted` and goes at the end.
 * @param root the action's checkout, which has the applications of the checks.
 * @throws ConfigurationError without the rights that checks need, saying which one is missing.
 */
export async function openPlace(
  kubectl: Kubectl,
  given: { readonly root: string; readonly namespace?: string; readonly pullSecret?: PullSecret },
): Promise<OpenPlace> {
  const id = randomBytes(4).toString('hex')
  const namespace = given.namespace ?? `spark-images-check-${id}`
  const inside: Kubectl = (args, input) => kubectl([`--namespace=${namespace}`, ...args], input)
  const remove = ['delete', 'namespace', '--ignore-not-found', '--wait', '--timeout=120s', '--', namespace]
  const close = async (): Promise<void> => {
    if (given.namespace === undefined) await ask(kubectl, remove)
    else await removeAll(inside, id)
  }
  if (given.namespace !== undefined) {
    // Ending with kubectl's own words where there is none.
    await ask(kubectl, ['get', 'namespace', '--output=name', '--', namespace])
    await rejectMissingRights(inside, namespace)
  } else await makeNamespace(kubectl, namespace, id)
  try {
    if (given.namespace === undefined) await rejectMissingRights(inside, namespace)
    await apply(inside, id, await inhabitants(given))
    const pullSecret = given.pullSecret === undefined ? undefined : ACCOUNT
    return { kubectl: inside, namespace, id, pullSecret, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

async function makeNamespace(kubectl: Kubectl, name: string, id: string): Promise<void> {
  const labels = {
    [LABEL]: id,
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/enforce-version': 'latest',
  }
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
  try {
    await ask(kubectl, ['create', '--filename=-'], JSON.stringify(namespace))
  } catch (error) {
    // It may be there although the answer was lost.
    await kubectl(['delete', 'namespace', '--ignore-not-found', '--wait=false', '--', name])
    throw error
  }
}

async function rejectMissingRights(kubectl: Kubectl, namespace: string): Promise<void> {
  const wanted = [
    'pods',
    'services',
    'configmaps',
    'serviceaccounts',
    'roles.rbac.authorization.k8s.io',
    'deployments.apps',
  ]
  for (const resource of wanted) {
    // "no", and the exit code 1.
    const { exitCode, stdout, stderr } = await kubectl(['auth', 'can-i', 'create', resource])
    if (exitCode === 0) continue
    const reason = stdout.trim() === 'no' ? '' : `: ${stderr.trim()}`
    throw new ConfigurationError(
      `you may not create ${resource} in the namespace ${namespace}${reason}. Ask for the role "admin" there, or name a namespace in which you have it with --namespace`,
    )
  }
}

async function inhabitants({
  root,
  pullSecret,
}: {
  root: string
  pullSecret?: PullSecret
}): Promise<KubeObject[]> {
  const metadata = { name: ACCOUNT }
  const rbac = 'rbac.authorization.k8s.io'
  const imagePullSecrets = pullSecret === undefined ? [] : [metadata]
  return [
    ...(pullSecret === undefined ? [] : [secretOf(pullSecret)]),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, imagePullSecrets },
    { ...(await readRole(root)), metadata },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name: ACCOUNT },
      subjects: [{ kind: 'ServiceAccount', name: ACCOUNT }],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: JOBS }, data: await readJobs(root) },
  ]
}

function secretOf({ registry, username, password }: PullSecret): KubeObject {
  const auth = Buffer.from(`${username}:${password}`).toString('base64')
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: ACCOUNT },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [registry]: { auth } } }) },
  }
}

/** The role of drivers that the docs tell users to make. */
async function readRole(root: string): Promise<KubeObject> {
  const text = await readFile(path.join(root, 'docs/kubernetes/submit.yml'), 'utf8')
  const objects = parseAllDocuments(text).map((each) => each.toJS() as KubeObject)
  const role = objects.find(({ kind }) => kind === 'Role')
  if (role === undefined) throw new Error('docs/kubernetes/submit.yml has no Role')
  return role
}

async function readJobs(root: string): Promise<Record<string, string>> {
  const folder = path.join(root, 'kubernetes/jobs')
  const names = await readdir(folder)
  const texts = names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const)
  return Object.fromEntries(await Promise.all(texts))
}

/** All that the run made in a namespace that is not its own. */
async function removeAll(kubectl: Kubectl, id: string): Promise<void> {
  const kinds = [
    'deployments,statefulsets,jobs,pods,services,configmaps,persistentvolumeclaims',
    'networkpolicies,serviceaccounts,secrets,roles,rolebindings',
  ]
  await ask(kubectl, [
    'delete',
    kinds.join(','),
    `--selector=${LABEL}=${id}`,
    '--ignore-not-found',
    '--timeout=120s',
  ])
}

/**
 * Applies objects with the run's label, in their pods' templates, too.
 * @throws ConfigurationError where the namespace has an object of a name that is not the run's: nothing is applied then.
 */
export async function apply(kubectl: Kubectl, id: string, objects: readonly KubeObject[]): Promise<void> {
  const names = objects.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`)
  const found = JSON.parse(
    (await ask(kubectl, ['get', '--ignore-not-found', '--output=json', '--', ...names])) || '{}',
  ) as KubeObject & { items?: KubeObject[] }
  const there = found.items ?? (found.kind === undefined ? [] : [found])
  const foreign = there.find(({ metadata }) => metadata.labels?.[LABEL] !== id)
  if (foreign !== undefined)
    throw new ConfigurationError(
      `the namespace has the ${foreign.kind} ${foreign.metadata.name}, which is not the checks': name one without such objects`,
    )
  const items = objects.map((object) => labelled(object, id))
  await ask(kubectl, ['apply', '--filename=-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
}

function labelled(object: KubeObject, id: string): KubeObject {
  const { template, ...spec } = (object.spec ?? {}) as { template?: KubeObject }
  const metadata = { ...object.metadata, labels: { ...object.metadata?.labels, [LABEL]: id } }
  if (template === undefined) return { ...object, metadata }
  return { ...object, metadata, spec: { ...spec, template: labelled(template, id) } }
}

/** Waits until an attempt gives something. @param patience in ms. @throws ConfigurationError with what `otherwise` says. */
export async function waitFor<T>(
  patience: number,
  attempt: () => Promise<T | undefined>,
  otherwise: () => Promise<string>,
): Promise<T> {
  const deadline = Date.now() + patience
  for (;;) {
    const found = await attempt()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new ConfigurationError(`${await otherwise()} after ${patience / 1000} s`)
    await sleep(1000)
  }
}

/** Volumes that each pod has: a place for what it writes, and the applications. */
export const VOLUMES = [
  { name: 'tmp', emptyDir: {} },
  { name: 'jobs', configMap: { name: JOBS } },
]
export const MOUNTS = [
  { name: 'tmp', mountPath: '/tmp' },
  { name: 'jobs', mountPath: JOBS_FOLDER, readOnly: true },
]

/** A pod as `restricted` wants it, with one container of the image. `more` is added to container and pod. */
export function podOf(
  { image }: Pick<Place, 'image'>,
  name: string,
  container: Readonly<Record<string, unknown>>,
  pod: Readonly<Record<string, unknown>> = {},
): KubeObject {
  const { metadata = {}, ...spec } = pod
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...(metadata as object) },
    spec: {
      serviceAccountName: ACCOUNT,
      restartPolicy: 'Never',
      securityContext: RESTRICTED_POD,
      containers: [{ name: 'check', image, securityContext: RESTRICTED, volumeMounts: MOUNTS, ...container }],
      volumes: VOLUMES,
      ...spec,
    },
  }
}

export interface EndedPod {
  readonly pod: Pod
  /** What its first container printed. */
  readonly log: string
}

/** Makes a pod and waits for its end. @param patience in ms. @throws ConfigurationError where it does not succeed. */
export async function runPod(place: Place, pod: KubeObject, patience = 300_000): Promise<EndedPod> {
  const { name } = pod.metadata
  await apply(place.kubectl, place.id, [pod])
  return endOf(place, name, patience)
}

/** Waits for the end of a pod. @throws ConfigurationError with its last words where it does not succeed. */
export async function endOf(place: Place, name: string, patience = 300_000): Promise<EndedPod> {
  const ended = await waitFor(
    patience,
    async () => {
      const pod = await readPod(place, name)
      if (pod === undefined) throw new ConfigurationError(`the pod ${name} is gone`)
      await rejectStuck(place, pod)
      return ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '') ? pod : undefined
    },
    async () => `the pod ${name} has not ended${await lastWords(place, name)}`,
  )
  if (ended.status?.phase === 'Succeeded') return { pod: ended, log: await logOf(place, name) }
  throw new ConfigurationError(`the pod ${name} failed${await lastWords(place, name)}`)
}

export const readPod = async ({ kubectl }: Place, name: string): Promise<Pod | undefined> =>
  (await find(kubectl, ['pod', name])) as Pod | undefined

export const readPods = async ({ kubectl }: Place, selector: string): Promise<Pod[]> =>
  (await list(kubectl, ['pods', `--selector=${selector}`])) as Pod[]

/** What a pod's first container printed, as far as it is kept. */
export async function logOf({ kubectl }: Place, name: string): Promise<string> {
  const { stdout } = await kubectl(['logs', '--', name])
  return stdout
}

async function lastWords(place: Place, name: string): Promise<string> {
  const log = (await logOf(place, name))
    .replaceAll(/^\tat .*\n/gm, '')
    .trim()
    .split('\n')
    .slice(-25)
  return `; its last words:\n${log.map((line) => `  ${line}`).join('\n')}`
}

/** Reasons why a container waits that waiting does not mend. */
const HOPELESS =
  /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError|CrashLoopBackOff)$/

/** @throws ConfigurationError where a pod can't begin, with what to do. */
export async function rejectStuck(place: Place, { metadata: { name }, status }: Pod): Promise<void> {
  for (const { image, state } of [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ]) {
    const { reason = '', message = '' } = state.waiting ?? {}
    if (!HOPELESS.test(reason)) continue
    const isPull = /Image/.test(reason)
    const todo = isPull
      ? `The cluster can't pull ${image}: check the name, and give username and password if its registry asks for them`
      : `It runs ${image}${await lastWords(place, name)}`
    throw new ConfigurationError(`the pod ${name} can't begin: ${reason}: ${message}. ${todo}`)
  }
}
