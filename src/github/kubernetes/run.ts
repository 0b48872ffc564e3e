/** What the kubernetes entry does. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import * as core from '@actions/core'
import { engineProblem } from '../../engine/builder.ts'
import { ownPlatform } from '../../engine/buildx.ts'
import { expectSuccess, run as runProgram } from '../../engine/command.ts'
import { dockerAt } from '../../engine/docker.ts'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { serviceImage, serviceRequest } from '../../image/image.ts'
import { runBuild } from '../../image/run.ts'
import { checkUntilSignal } from '../../kubernetes/interrupt.ts'
import { ask, type Kubectl, kubectlAt } from '../../kubernetes/kubectl.ts'
import type { PullSecret } from '../../kubernetes/place.ts'
import { failuresOf, failureText, gridText, headline, resultLine } from '../../kubernetes/report.ts'
import type { CheckResult } from '../../kubernetes/run.ts'
import { formatImageName } from '../../oci/reference.ts'
import type { CellInput } from '../../plan/output.ts'
import { newestTag, stagingTag } from '../../plan/plan.ts'
import { resolveTag } from '../../registry/manifests.ts'
import { openRepository } from '../../registry/repository.ts'
import { info, PROGRESS, summarize } from '../entry.ts'
import { IMAGES } from '../inputs.ts'
import type { KubernetesInputs } from './inputs.ts'
import { kubernetesSummary } from './summary.ts'

/** Servers that checks use are one stage, whichever cell they are for. */
const SERVICES = { stage: 'lakehouse', runtime: 'kubernetes', base: 'debian:trixie-slim' }

/**
 * Checks a cell's image on a cluster: the log, the outputs and the summary say what was found.
 * @throws ConfigurationError when a check failed, or none could be run.
 */
export async function run(inputs: KubernetesInputs): Promise<void> {
  const { cell, namespace, checks: only } = inputs
  const results: CheckResult[] = []
  let problem: string | undefined
  try {
    const image = await resolveImage(inputs)
    core.setOutput('image', image)
    info(`${cell.id}: ${image}`)
    const kubectl = openKubectl(inputs)
    // Before minutes of a build.
    await ask(kubectl, ['version'])
    const services = await findServices(inputs)
    const request = { images: [image], only, services, namespace, pullSecret: pullSecretOf(inputs) }
    const onResult = (result: CheckResult): void => {
      results.push(result)
      info(resultLine(result))
    }
    await checkUntilSignal(kubectl, { ...request, root: path.join(IMAGES, '..') }, onResult, info)
    info(`${headline(results)}\n${gridText(results)}`)
    if (failuresOf(results).length > 0) throw new ConfigurationError(failureText(results))
  } catch (error) {
    problem = messageOf(error)
    throw error
  } finally {
    setOutputs(results)
    await summarize(kubernetesSummary(cell.id, results, problem))
  }
}

function setOutputs(results: readonly CheckResult[]): void {
  const count = (wanted: CheckResult['outcome']) => results.filter(({ outcome }) => outcome === wanted).length
  core.setOutput('passed', count('passed'))
  core.setOutput('failed', count('failed'))
  core.setOutput('left-out', count('left out'))
}

/** The image by its digest, so that what is checked is what a release moves tags to. */
async function resolveImage({ image, credentials, cell }: KubernetesInputs): Promise<string> {
  const repository = openRepository(image, { credentials })
  const tag = tagOf(cell)
  const found = await resolveTag(repository, tag)
  const name = formatImageName(image)
  if (found === undefined)
    throw new ConfigurationError(`${name}:${tag} is not in the registry: build and push ${cell.id} first`)
  return `${name}@${found.digest}`
}

/** Without a plan, the newest image for this machine's platform. */
function tagOf({ id, planned }: CellInput): string {
  return planned === undefined
    ? newestTag({ id, platform: ownPlatform() })
    : stagingTag(id, planned.fingerprint)
}

function openKubectl({ kubeconfig, context, kind }: KubernetesInputs): Kubectl {
  if (kubeconfig !== undefined && !existsSync(kubeconfig))
    throw new ConfigurationError(`the input kubeconfig names ${kubeconfig}, and there is no such file`)
  return kubectlAt({
    context: context ?? (kind === undefined ? undefined : `kind-${kind}`),
    env: kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig },
  })
}

/** The login that pods pull with; Docker Hub's by the address that docker login stores it for. */
function pullSecretOf({ image: { registry }, credentials }: KubernetesInputs): PullSecret | undefined {
  if (credentials === undefined) return undefined
  return { registry: registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry, ...credentials }
}

/** The image of the servers: the one that is named, or one that is made and put into the kind cluster. */
async function findServices(inputs: KubernetesInputs): Promise<string | undefined> {
  const { services, kind, cell, builder, env } = inputs
  if (services !== undefined || kind === undefined) return services
  const docker = dockerAt('docker')
  const problem = await engineProblem(docker)
  if (problem !== undefined)
    throw new ConfigurationError(`the servers for the cluster ${kind} can't be made: ${problem}`)
  const { stage, runtime, base } = SERVICES
  const request = serviceRequest(
    stage,
    { runtime },
    { reference: cell.planned?.base ?? base },
    { images: IMAGES, builder },
  )
  PROGRESS.step('build the servers that checks use')
  await runBuild(cell, request, { docker, env, progress: PROGRESS }).finally(core.endGroup)
  const name = serviceImage(stage, { runtime })
  const command = ['kind', 'load', 'docker-image', '--name', kind, name] as const
  expectSuccess(command, await runKind(command), ConfigurationError)
  return name
}

async function runKind([program, ...args]: readonly [string, ...string[]]) {
  try {
    return await runProgram(program, args)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new ConfigurationError(
      'kind is not there: install it, or leave the input kind out and name an image in services',
    )
  }
}
