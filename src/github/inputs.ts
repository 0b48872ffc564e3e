/** The inputs that all entries have, and how an entry reads its own. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as core from '@actions/core'
import { ConfigurationError } from '../errors.ts'
import { type ImageName, parseImageName } from '../oci/reference.ts'
import type { GivenKey } from '../sign/open.ts'
import { decidePublishing } from './events.ts'

/** The images folder of this action: two folders above this file, and above a bundle in dist. */
export const IMAGES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../images')

export type CommonInputs = ReturnType<typeof readCommonInputs>
/** All of them but where the images are. */
export type EntryContext = ReturnType<typeof readContext>

/** @throws ConfigurationError naming an input that is not what it may be, and on pull_request_target. */
export function readCommonInputs() {
  return { ...readRegistry(), ...readContext() }
}

/** @throws ConfigurationError as readCommonInputs(). */
export function readContext() {
  const { env } = process
  return {
    publishing: decidePublishing(env, listInput('publish-on')),
    images: IMAGES,
    /** The checked-out repository; undefined outside of a workflow. */
    workspace: env.GITHUB_WORKSPACE,
    /** Its catalog file; empty for the default ones. */
    catalogFile: core.getInput('catalog'),
    workFolder: workFolderOf(env),
    env,
  }
}

/** Where files of a run go. */
export function workFolderOf(env: NodeJS.ProcessEnv): string {
  return env.RUNNER_TEMP ?? path.join(IMAGES, '../out')
}

/** The images' name and the login to its registry. Without credentials in the inputs, Docker's own are used. */
export function readRegistry() {
  return { image: readImage(), credentials: readCredentials() }
}

/** The images' name. @throws ConfigurationError when it is empty, or is no name of images. */
export function readImage(): ImageName {
  const name = core.getInput('image')
  if (name === '') {
    throw new ConfigurationError(
      'the input image is empty: name the registry and the images, like registry.example.org/team/spark',
    )
  }
  // GitHub's owner names have capitals, image names have none.
  return parseImageName(name.toLowerCase())
}

/**
 * The login to a registry; undefined for Docker's own.
 * @param prefix of the names of its two inputs, `username` and `password`
 * @throws ConfigurationError when only one of them is set.
 */
export function readCredentials(prefix = '') {
  const username = core.getInput(`${prefix}username`)
  const password = core.getInput(`${prefix}password`)
  if (password !== '') core.setSecret(password)
  if ((username === '') !== (password === '')) {
    throw new ConfigurationError(
      `username and password go together: set both inputs, ${prefix}username and ${prefix}password, or neither to use docker/login-action`,
    )
  }
  return username === '' ? undefined : { username, password }
}

/** The private key that the catalog's `sign: key` needs. */
export function readSigningKey(): GivenKey {
  const text = core.getInput('signing-key')
  const password = core.getInput('signing-password')
  // GitHub masks a secret as a whole, and a key has lines.
  for (const secret of [...text.split('\n'), password].filter((line) => line.trim().length > 3))
    core.setSecret(secret)
  return { name: 'the input signing-key', text, password }
}

/** A truth value as YAML writes it, or `otherwise` for an empty input. @throws ConfigurationError on anything else. */
export function booleanInput(name: string, otherwise = false): boolean {
  const value = core.getInput(name)
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(value)) return value.toLowerCase() === 'true'
  return choiceInput(name, ['true', 'false'], otherwise) === true
}

/** One of the allowed words, or `otherwise` for an empty input. @throws ConfigurationError on anything else. */
export function choiceInput<const T extends string, D>(name: string, allowed: readonly T[], otherwise: D) {
  const value = core.getInput(name)
  if (value === '') return otherwise
  const choice = allowed.find((word) => word === value)
  if (choice !== undefined) return choice
  throw new ConfigurationError(
    `the input ${name} is ${JSON.stringify(value.slice(0, 200))}; allowed: ${allowed.join(', ')}`,
  )
}

/** Lines of an input, or its parts between commas. */
export function listInput(name: string): string[] {
  const lines = core.getMultilineInput(name).flatMap((line) => line.split(','))
  return lines.map((item) => item.trim()).filter(Boolean)
}
