/** The registry's inputs, which all entries have. */
import * as core from '@actions/core'
import { ConfigurationError } from '../errors.ts'
import { type ImageName, parseImageName } from '../oci/reference.ts'
import type { Credentials } from '../registry/http/credentials.ts'

/** The images' repository and who asks there. */
export interface RegistryInputs {
  readonly image: ImageName
  /** Instead of Docker's own credentials. */
  readonly credentials: Credentials | undefined
}

/** @throws ConfigurationError when the image's name is none, or only one of user and password is set. */
export function readRegistryInputs(): RegistryInputs {
  const name = core.getInput('image')
  if (name === '') {
    throw new ConfigurationError(
      'the input image is empty: name the registry and the images, like registry.example.org/team/spark',
    )
  }
  // GitHub's owner names have capitals, image names have none.
  const image = parseImageName(name.toLowerCase())
  const username = core.getInput('username')
  const password = core.getInput('password')
  if (password !== '') core.setSecret(password)
  if ((username === '') !== (password === '')) {
    throw new ConfigurationError(
      'username and password go together: set both inputs, or neither to use docker/login-action',
    )
  }
  return { image, credentials: username === '' ? undefined : { username, password } }
}

/**
 * @param otherwise what an empty input means.
 * @throws ConfigurationError when the input is anything but true and false.
 */
export function booleanInput(name: string, otherwise = false): boolean {
  const value = core.getInput(name)
  if (value === '') return otherwise
  if (/^(true|True|TRUE)$/.test(value)) return true
  if (/^(false|False|FALSE)$/.test(value)) return false
  throw new ConfigurationError(
    `the input ${name} is ${JSON.stringify(value.slice(0, 200))}; allowed: true, false`,
  )
}

/** Lines of an input, trimmed, without empty ones. */
export function listInput(name: string): string[] {
  return core
    .getMultilineInput(name)
    .flatMap((line) => line.split(','))
    .map((item) => item.trim())
    .filter(Boolean)
}
