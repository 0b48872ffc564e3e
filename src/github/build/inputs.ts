/** The inputs of the build entry. */
import * as core from '@actions/core'
import { ConfigurationError } from '../../errors.ts'
import { parseCredentials } from '../../family/repositories.ts'
import { parseCellInput } from '../../plan/output.ts'
import type { Publishing } from '../events.ts'
import { booleanInput, choiceInput, listInput, readCommonInputs, readSigningKey } from '../inputs.ts'

export type BuildInputs = ReturnType<typeof readInputs>

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs() {
  const common = readCommonInputs()
  const repositoryCredentials = parseCredentials(core.getInput('repository-credentials'))
  for (const { password } of repositoryCredentials) core.setSecret(password)
  return {
    ...common,
    cell: parseCellInput(core.getInput('cell')),
    push: readPush(common.publishing),
    noCache: booleanInput('no-cache'),
    cache: choiceInput('cache', ['auto', 'gha', 'registry', 'local', 'none'], 'auto'),
    builder: core.getInput('builder') || undefined,
    repositoryCredentials,
    base: listInput('base'),
    signingKey: readSigningKey(),
  }
}

/** Whether to push: by default where the event publishes. */
function readPush({ allowed, reason }: Publishing): boolean {
  const push = booleanInput('push', allowed)
  if (!push || allowed) return push
  throw new ConfigurationError(
    `the input push is true, but ${reason}. Leave push out to push where the event publishes, or name this event in publish-on`,
  )
}
