/** The inputs that all entries have, and how an entry reads its own. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as core from '@actions/core'
import { ConfigurationError } from '../errors.ts'
import { type ImageName, parseImageName } from '../oci/reference.ts'
import type { Credentials } from '../registry/http/credentials.ts'
import { decidePublishing, type Publishing } from './events.ts'

/** The images folder of this action: two folders above this file, and above a bundle in dist. */
const IMAGES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../images')

export interface CommonInputs {
  readonly image: ImageName
  /** Who asks there; undefined for Docker's own credentials. */
  readonly credentials: Credentials | undefined
  readonly publishing: Publishing
  readonly images: string
  /** The checked-out repository; undefined outside of a workflow. */
  readonly workspace: string | undefined
  /** Its catalog file; empty for the default ones. */
  readonly catalogFile: string
  readonly workFolder: string
  readonly env: NodeJS.ProcessEnv
}

/** @throws ConfigurationError naming an input that is not what it may be, and on pull_request_target. */
export function readCommonInputs(): CommonInputs {
  const { env } = process
  return {
    ...readRegistry(),
    publishing: decidePublishing(env, listInput('publish-on')),
    images: IMAGES,
    workspace: env.GITHUB_WORKSPACE,
    catalogFile: core.getInput('catalog'),
    workFolder: env.RUNNER_TEMP ?? path.join(IMAGES, '../out'),
    env,
  }
}

function readRegistry(): Pick<CommonInputs, 'image' | 'credentials'> {
  const name = core.getInput('image')
  if (name === '') {
    throw new ConfigurationError(
      'the input image is empty: name the registry and the images, like registry.example.org/team/spark',
    )
  }
  const username = core.getInput('username')
  const password = core.getInput('password')
  if (password !== '') core.setSecret(password)
  if ((username === '') !== (password === '')) {
    throw new ConfigurationError(
      'username and password go together: set both inputs, or neither to use docker/login-action',
    )
  }
  return {
    // GitHub's owner names have capitals, image names have none.
    image: parseImageName(name.toLowerCase()),
    credentials: username === '' ? undefined : { username, password },
  }
}

/**
 * @param otherwise what an empty input means.
 * @throws ConfigurationError when the input is anything but true and false, as YAML writes them.
 */
export function booleanInput(name: string, otherwise = false): boolean {
  const value = core.getInput(name)
  if (value === '') return otherwise
  if (/^(true|True|TRUE)$/.test(value)) return true
  if (/^(false|False|FALSE)$/.test(value)) return false
  return rejectInput(name, value, ['true', 'false'])
}

/**
 * @param otherwise what an empty input means.
 * @throws ConfigurationError when the input is none of the allowed words.
 */
export function choiceInput<const T extends string, D>(
  name: string,
  allowed: readonly T[],
  otherwise: D,
): T | D {
  const value = core.getInput(name)
  if (value === '') return otherwise
  return allowed.find((word) => word === value) ?? rejectInput(name, value, allowed)
}

function rejectInput(name: string, value: string, allowed: readonly string[]): never {
  throw new ConfigurationError(
    `the input ${name} is ${JSON.stringify(value.slice(0, 200))}; allowed: ${allowed.join(', ')}`,
  )
}

/** Lines of an input, or its parts between commas, trimmed and without empty ones. */
export function listInput(name: string): string[] {
  const lines = core.getMultilineInput(name).flatMap((line) => line.split(','))
  return lines.map((item) => item.trim()).filter(Boolean)
}
