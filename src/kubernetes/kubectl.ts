/** kubectl, the one program that speaks to clusters: whatever a user's kubeconfig logs in with, works here too. */
import { type Output, run } from '../engine/command.ts'
import { ConfigurationError } from '../errors.ts'
import { oneLine } from '../text.ts'

/** An object of the Kubernetes API; of what is read, only what the checks use. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
  readonly [key: string]: unknown
}

export interface Metadata {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly [key: string]: unknown
}

export interface Pod extends KubeObject {
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly name: string }[] }
  readonly status?: {
    readonly phase?: string
    readonly podIP?: string
    readonly reason?: string
    readonly message?: string
    readonly conditions?: readonly { type: string; status: string; reason?: string; message?: string }[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
    readonly containerStatuses?: readonly ContainerStatus[]
  }
}

interface ContainerStatus {
  readonly name: string
  readonly image: string
  readonly imageID: string
  readonly ready: boolean
  readonly state: {
    readonly waiting?: { readonly reason?: string; readonly message?: string }
    readonly running?: { readonly startedAt: string }
    readonly terminated?: { readonly exitCode: number; readonly reason?: string }
  }
}

/** Runs kubectl with arguments, and text for its standard input, whatever its exit code. */
export type Kubectl = (args: readonly string[], input?: string) => Promise<Output>

/**
 * kubectl on the cluster that KUBECONFIG names, or a context of it.
 * @param env on top of this process's.
 */
export function kubectlAt({
  program = 'kubectl',
  context,
  env = {},
}: Readonly<{ program?: string; context?: string; env?: NodeJS.ProcessEnv }>): Kubectl {
  const common = context === undefined ? [] : [`--context=${context}`]
  return async (args, input) => {
    try {
      // Longer than the cluster takes for any answer: one that is gone gives none.
      return await run(program, [...common, '--request-timeout=60s', ...args], { env, input })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw new ConfigurationError(`${program} is not there: install kubectl, which speaks to the cluster`)
    }
  }
}

/** What kubectl printed. @throws ConfigurationError with kubectl's own words where it fails. */
export async function ask(kubectl: Kubectl, args: readonly string[], input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await kubectl(args, input)
  if (exitCode === 0) return stdout
  throw new ConfigurationError(`kubectl ${args.join(' ')}: ${refusal(stderr)}`)
}

/** An object, or undefined where there is none of the name. */
export async function find(kubectl: Kubectl, args: readonly string[]): Promise<KubeObject | undefined> {
  const text = await ask(kubectl, ['get', '--ignore-not-found', '--output=json', ...args])
  return text === '' ? undefined : (JSON.parse(text) as KubeObject)
}

/** Objects of a kind. */
export async function list(kubectl: Kubectl, args: readonly string[]): Promise<KubeObject[]> {
  const { items } = JSON.parse(await ask(kubectl, ['get', '--output=json', ...args])) as {
    items: KubeObject[]
  }
  return items
}

/** kubectl's last words, with what they mean for the reader. */
function refusal(stderr: string): string {
  const words = oneLine(stderr.trim(), 1000)
  const hint = HINTS.find(([pattern]) => pattern.test(words))?.[1]
  return hint === undefined ? words : `${words}. ${hint}`
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /current-context|no configuration has been provided|localhost:8080/,
    'Set KUBECONFIG to the settings of a cluster, or name a context with --context',
  ],
  [
    /refused|no such host|i\/o timeout|deadline exceeded|no route/i,
    'The cluster does not answer: see that it runs and that KUBECONFIG names it',
  ],
  [/exceeded quota/, 'Raise the quota of the namespace, or check one image at a time'],
  [
    /namespaces? "[^"]*" not found/,
    'Make the namespace first, or leave --namespace out: then one is made and removed',
  ],
  [
    /is forbidden: (?:User|cannot)/,
    'Ask for the right, or name a namespace in which you have it with --namespace',
  ],
]
