import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as core from '@actions/core'
import { ConfigurationError, reportOf } from '../errors.ts'
import { type ImageName, parseImageName } from '../oci/reference.ts'
import type { Repository } from '../oci/registry.ts'

/** The images folder of this action: two folders above the entry, from src as from dist. */
export const IMAGES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../images')

/** Runs an entry. A user's mistake fails the step with its message, a bug with its stack too. */
export async function runEntry(entry: () => Promise<void>): Promise<void> {
  try {
    await entry()
  } catch (error) {
    core.setFailed(reportOf(error))
  }
}

/** The `image` input: registry and name, without a tag. */
export function imageInput(): ImageName {
  // GitHub's owner names have capitals, image names have none.
  return parseImageName(core.getInput('image', { required: true }).toLowerCase())
}

/**
 * The image's repository, with the `username` and `password` inputs or Docker's own credentials. What talks to
 * registries is loaded here: a run that asks none starts in half the time.
 */
export async function repositoryInput(image: ImageName): Promise<Repository> {
  const username = core.getInput('username')
  const password = core.getInput('password')
  if (password !== '') core.setSecret(password)
  if ((username === '') !== (password === '')) {
    throw new ConfigurationError(
      'username and password go together: set both inputs, or neither to use docker/login-action',
    )
  }
  const { openRepository } = await import('../oci/registry.ts')
  return openRepository(image, username === '' ? {} : { credentials: { username, password } })
}

/** Lines of an input, trimmed, without empty ones. */
export function listInput(name: string): string[] {
  return core
    .getMultilineInput(name)
    .flatMap((line) => line.split(','))
    .map((item) => item.trim())
    .filter(Boolean)
}
