import { setTimeout as sleep } from 'node:timers/promises'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { containerArguments, type Sandbox } from './container.ts'
import { keepHosts } from './hosts.ts'
import {
  type Container,
  type ContainerStatus,
  type Pod,
  type PodSpec,
  type PodStatus,
  unsupported,
} from './objects.ts'
import { containersOf, makeSandbox, type NodeOptions, removeAll, removeSandbox } from './sandbox.ts'
import { type Files, filesOf } from './volumes.ts'

/** The node: starts a pod's containers once it is there, keeps its status, and ends them once it is deleted. */
export function startKubelet(options: NodeOptions): AsyncDisposable {
  const { store, docker, label } = options
  const hosts = keepHosts(store, docker)
  const work = new Set<Promise<void>>()
  let closed = false

  const track = (pod: Pod, task: () => Promise<void>): void => {
    const running = task()
      .catch((error: unknown) => fail(pod, String(error)))
      .finally(() => work.delete(running))
    work.add(running)
  }
  const current = (pod: Pod): Pod | undefined => {
    const found = store.find('pods', pod.metadata.namespace, pod.metadata.name)
    return found?.metadata.uid === pod.metadata.uid ? (found as Pod) : undefined
  }
  const setStatus = (pod: Pod, status: PodStatus): void => {
    const now = current(pod)
    if (now === undefined || closed) return
    const { namespace, name } = pod.metadata
    const merged = { ...now.status, ...status, conditions: conditionsOf(status) }
    store.update('pods', namespace, name, (it) => ({ ...it, status: merged }))
  }
  const fail = (pod: Pod, message: string): void =>
    setStatus(pod, { phase: 'Failed', reason: 'FailedToStart', message })
  /** Whether the pod is to be left alone: it is deleted, or the cluster ends. */
  const ending = (pod: Pod): boolean => closed || current(pod)?.metadata.deletionTimestamp !== undefined

  async function start(pod: Pod): Promise<void> {
    check(pod.spec)
    const files = await filesOfVolumes(pod)
    if (files === undefined) return
    const sandbox = await makeSandbox(options, pod, files, hosts)
    const ids = new Map<Container, string>()
    for (const container of pod.spec.containers) {
      if (ending(pod)) return
      ids.set(container, await runContainer(pod, container, sandbox))
    }
    const status = async (): Promise<ContainerStatus[]> =>
      Promise.all([...ids].map(([container, id]) => inspect(docker, container, id)))
    setStatus(pod, { phase: 'Running', podIP: sandbox.ip, containerStatuses: await status() })
    await Promise.all([...ids.values()].map((id) => docker(['wait', id])))
    if (closed || current(pod) === undefined) return
    const ended = await status()
    const failed = ended.some(({ state }) => state.terminated?.exitCode !== 0)
    setStatus(pod, { phase: failed ? 'Failed' : 'Succeeded', containerStatuses: ended })
  }

  /** The files of all volumes, waiting for ConfigMaps and claims, or nothing for a pod that is to end. */
  async function filesOfVolumes(pod: Pod): Promise<Map<string, Files> | undefined> {
    for (let tries = 0; tries < 600; tries++) {
      if (ending(pod)) return undefined
      const volumes = (pod.spec.volumes ?? []).map((one) => [one.name, filesOf(store, pod, one)] as const)
      const there = volumes.filter((one): one is [string, Files] => one[1] !== undefined)
      if (there.length === volumes.length) return new Map(there)
      await sleep(100)
    }
    throw new Error('a ConfigMap or claim of its volumes did not come within a minute')
  }

  function runContainer(pod: Pod, container: Container, sandbox: Sandbox): Promise<string> {
    const names = ['--label', label, '--label', `io.kubernetes.pod.uid=${pod.metadata.uid}`]
    return dockerOutput(docker, ['run', '--detach', ...names, ...containerArguments(pod, container, sandbox)])
  }

  async function end(pod: Pod): Promise<void> {
    const { namespace, name, uid, deletionGracePeriodSeconds = 30 } = pod.metadata
    // A start that is under way sees the mark before its next container.
    for (let quiet = 0; quiet < 2; quiet++) {
      const found = await containersOf(docker, `io.kubernetes.pod.uid=${uid}`)
      if (found.length > 0) {
        await docker(['stop', '--time', `${deletionGracePeriodSeconds}`, ...found])
        await docker(['rm', '--force', ...found])
      }
      await sleep(200)
    }
    await removeSandbox(docker, uid, hosts)
    if (current(pod) !== undefined) store.remove('pods', namespace, name)
  }

  const unsubscribe = store.subscribe(({ type, resource, object, previous }) => {
    if (resource !== 'pods') return
    const pod = object as Pod
    const marked = pod.metadata.deletionTimestamp !== undefined
    if (type === 'ADDED') track(pod, () => start(pod))
    else if (type === 'MODIFIED' && marked && previous?.metadata.deletionTimestamp === undefined)
      track(pod, () => end(pod))
  })

  return {
    [Symbol.asyncDispose]: async () => {
      closed = true
      unsubscribe()
      await removeAll(docker, label)
      await Promise.allSettled(work)
      await removeAll(docker, label)
    },
  }
}

/** Refuses what Spark's pods do not ask for and this node does not do. */
function check({ initContainers = [], restartPolicy }: PodSpec): void {
  if (initContainers.length > 0) throw unsupported('initContainers')
  if (restartPolicy !== 'Never') throw unsupported(`restartPolicy ${restartPolicy}`)
}

/** containerStatuses[], as the engine has it. */
async function inspect(docker: Docker, { name, image }: Container, id: string): Promise<ContainerStatus> {
  const text = await dockerOutput(docker, ['inspect', '--format', '{{json .State}}', id])
  const state = JSON.parse(text) as {
    Running: boolean
    OOMKilled: boolean
    ExitCode: number
    StartedAt: string
    FinishedAt: string
  }
  const common = { name, image, containerID: `docker://${id}`, restartCount: 0, ready: state.Running }
  if (state.Running) return { ...common, started: true, state: { running: { startedAt: state.StartedAt } } }
  const reason = state.OOMKilled ? 'OOMKilled' : state.ExitCode === 0 ? 'Completed' : 'Error'
  const times = { startedAt: state.StartedAt, finishedAt: state.FinishedAt }
  const terminated = { exitCode: state.ExitCode, reason, ...times, containerID: `docker://${id}` }
  return { ...common, started: false, state: { terminated } }
}

/** conditions[]: the driver waits until its own pod is ready. */
function conditionsOf({ phase }: PodStatus): readonly object[] {
  const status = phase === 'Running' ? 'True' : 'False'
  const scheduled = { type: 'PodScheduled', status: 'True' }
  return [scheduled, ...['ContainersReady', 'Ready'].map((type) => ({ type, status }))]
}
