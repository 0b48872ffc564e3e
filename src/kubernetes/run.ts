/** Runs the checks on images, one image after the other. */
import { performance } from 'node:perf_hooks'
import { ConfigurationError, isExpected, messageOf } from '../errors.ts'
import type { Check, Facts, Subject } from './check.ts'
import { clientMode, killedExecutor, podTemplate, submitManifest, upload } from './checks/applications.ts'
import { gpu } from './checks/gpu.ts'
import { connect, connectCluster, history, standalone } from './checks/servers.ts'
import { dynamicAllocation, icebergJdbc, icebergRest, localWarehouse } from './checks/tables.ts'
import { ask, type Kubectl } from './kubectl.ts'
import { openPlace, type Place, type PullSecret, podOf, runPod } from './place.ts'
import { startServices } from './services.ts'

/** In the order in which they run: what says most first. */
export const CHECKS: readonly Check[] = [
  submitManifest,
  killedExecutor,
  podTemplate,
  clientMode,
  connect,
  connectCluster,
  dynamicAllocation,
  standalone,
  upload,
  history,
  localWarehouse,
  icebergRest,
  icebergJdbc,
  gpu,
]

export interface CheckResult {
  readonly image: string
  readonly check: string
  readonly outcome: 'passed' | 'failed' | 'left out'
  readonly seconds: number
  /** What was seen, or why it failed or was left out. */
  readonly words: readonly string[]
}

export interface Request {
  readonly images: readonly string[]
  /** Names of checks; all where there are none. */
  readonly only?: readonly string[]
  /** The image of the servers that some checks need; those are left out without it. */
  readonly services?: string
  readonly namespace?: string
  readonly pullSecret?: PullSecret
  readonly root: string
  /** Ends the run before all is checked; what it made is removed first. Its reason is thrown. */
  readonly signal?: AbortSignal
}

/** Those of the names, or all. @throws ConfigurationError where there is no such check. */
export function selectChecks(names: readonly string[] = []): readonly Check[] {
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name))
  if (unknown.length > 0)
    throw new ConfigurationError(
      `no check ${unknown.join(', ')}; there are: ${CHECKS.map(({ name }) => name).join(', ')}`,
    )
  return CHECKS.filter(({ name }) => names.length === 0 || names.includes(name))
}

/**
 * Runs all checks on all images and removes what they made. A check that fails stops no other.
 * @throws ConfigurationError where the cluster can't run any: it is not there, a right is missing, an image can't be pulled, it has no
 *   DNS.
 */
export async function checkOnKubernetes(
  kubectl: Kubectl,
  request: Request,
  onResult: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const { signal } = request
  const checks = selectChecks(request.only)
  // Not what removes: that is to run after a signal, too.
  const stoppable = (plain: Kubectl): Kubectl => (signal === undefined ? plain : stopBy(signal, plain))
  // A cluster that is not there is to be told by plain words, not by those of the first object.
  await ask(kubectl, ['version'])
  const results: CheckResult[] = []
  for (const image of request.images) {
    signal?.throwIfAborted()
    await using open = await openPlace(kubectl, request)
    const { namespace, id, pullSecret } = open
    const place = { kubectl: stoppable(open.kubectl), namespace, id, pullSecret, image }
    const facts = await readFacts(place)
    const { services } = request
    if (services !== undefined) await startServices(place, services)
    const subject = {
      ...place,
      facts,
      hasServices: services !== undefined,
      root: request.root,
      cluster: stoppable(kubectl),
    }
    for (const check of checks) {
      const result = await runCheck(check, subject)
      signal?.throwIfAborted()
      results.push(result)
      onResult(result)
    }
  }
  return results
}

/** Every wait asks the cluster each second, so that all of them end soon. */
function stopBy(signal: AbortSignal, kubectl: Kubectl): Kubectl {
  return async (args, input) => {
    signal.throwIfAborted()
    const output = await kubectl(args, input)
    // A terminal's signal goes to kubectl, too, whose failure says nothing then.
    signal.throwIfAborted()
    return output
  }
}

async function runCheck(check: Check, subject: Subject): Promise<CheckResult> {
  const result = { image: subject.image, check: check.name }
  const reason = check.without?.(subject)
  if (reason !== undefined) return { ...result, outcome: 'left out', seconds: 0, words: [reason] }
  const started = performance.now()
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10
  try {
    const words = await check.run(subject)
    return { ...result, outcome: 'passed', seconds: seconds(), words }
  } catch (error) {
    if (!isExpected(error)) throw error
    return { ...result, outcome: 'failed', seconds: seconds(), words: [messageOf(error)] }
  }
}

/** A first pod, which tells what the image is. */
async function readFacts(place: Place): Promise<Facts> {
  const { log } = await runPod(place, podOf(place, 'facts', { command: ['python3', '/opt/jobs/facts.py'] }))
  const facts = JSON.parse(log) as Facts
  if (facts.dns) return facts
  throw new ConfigurationError(
    'the cluster resolves no names: a pod does not find kubernetes.default.svc, by which drivers reach the API server. Install a DNS add-on, such as CoreDNS',
  )
}
