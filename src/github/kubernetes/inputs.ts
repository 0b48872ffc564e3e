/** The inputs of the kubernetes entry. */
import * as core from '@actions/core'
import { ConfigurationError } from '../../errors.ts'
import { selectChecks } from '../../kubernetes/run.ts'
import { parseReference } from '../../oci/reference.ts'
import { parseCellInput } from '../../plan/output.ts'
import { decidePublishing } from '../events.ts'
import { listInput, readRegistry } from '../inputs.ts'

export type KubernetesInputs = ReturnType<typeof readInputs>

/** @throws ConfigurationError naming an input that is not what it may be, and on pull_request_target. */
export function readInputs() {
  const { env } = process
  // It publishes nothing. What runs with credentials for the code of strangers is refused here, too.
  decidePublishing(env, [])
  const optional = (name: string): string | undefined => core.getInput(name) || undefined
  return {
    ...readRegistry(),
    cell: parseCellInput(core.getInput('cell')),
    kubeconfig: optional('kubeconfig'),
    context: optional('context'),
    namespace: optional('namespace'),
    checks: readChecks(),
    ...readServices(optional('services'), optional('kind')),
    builder: optional('builder'),
    env,
  }
}

function readChecks(): string[] {
  const names = listInput('checks')
  selectChecks(names)
  return names
}

function readServices(services: string | undefined, kind: string | undefined) {
  if (services !== undefined) parseReference(services)
  if (kind !== undefined && !/^[a-z0-9][a-z0-9.-]*$/.test(kind))
    throw new ConfigurationError(
      `the input kind is ${JSON.stringify(kind.slice(0, 200))}: the name of a kind cluster is made of a-z 0-9 . -`,
    )
  return { services, kind }
}
