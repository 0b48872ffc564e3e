import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as core from '@actions/core'
import { ConfigurationError, type Place, reportOf } from '../errors.ts'
import { type Family, openFamily } from '../family/load.ts'
import { findUserFile, type UserFile } from '../family/workspace.ts'
import { type ImageName, parseImageName } from '../oci/reference.ts'
import type { ClientOptions } from '../registry/http/client.ts'
import type { Repository } from '../registry/repository.ts'
import { info } from './log.ts'

/** The images folder of this action: two folders above the entry, from src as from dist. */
export const IMAGES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../images')

/** GitHub shows so many errors of a step. */
const MAX_ERRORS = 10

/**
 * Runs an entry. A user's mistake fails the step with its message, and is shown in the files that are to be edited;
 * a bug with its stack too.
 */
export async function runEntry(entry: () => Promise<void>): Promise<void> {
  try {
    await entry()
  } catch (error) {
    // The last is the whole text.
    for (const place of repositoryPlaces(error).slice(0, MAX_ERRORS - 1)) annotate(place)
    core.setFailed(reportOf(error))
  }
}

/** What of an error is about files of the repository, by their paths in it: GitHub shows nothing in others. */
function repositoryPlaces(error: unknown): Place[] {
  const workspace = process.env.GITHUB_WORKSPACE
  if (workspace === undefined || !(error instanceof ConfigurationError)) return []
  return error.places.flatMap((place) => {
    const file = path.relative(workspace, path.resolve(workspace, place.file)).split(path.sep).join('/')
    return /^\.\.(\/|$)/.test(file) || path.isAbsolute(file) ? [] : [{ ...place, file }]
  })
}

function annotate({ file, line, column, message }: Place): void {
  core.error(message, { title: 'Spark images', file, startLine: line, startColumn: column })
}

/** The `image` input: registry and name, without a tag. */
export function imageInput(): ImageName {
  // GitHub's owner names have capitals, image names have none.
  return parseImageName(core.getInput('image', { required: true }).toLowerCase())
}

/** The repository's own catalog, which the `catalog` input or a default file is; undefined where there is none. */
export async function catalogInput(): Promise<UserFile | undefined> {
  const workspace = process.env.GITHUB_WORKSPACE
  const named = core.getInput('catalog')
  if (workspace === undefined && named !== '') {
    throw new ConfigurationError(
      'the input catalog is a file of the repository, but GITHUB_WORKSPACE is not set',
    )
  }
  return workspace === undefined ? undefined : findUserFile(workspace, named)
}

/** The family: the shipped catalog with the repository's own laid over it, if there is one. */
export async function openFamilyWith(user: UserFile | undefined, work: string): Promise<Family> {
  const family = await openFamily(IMAGES, user, work)
  if (user !== undefined) info(`catalog: ${user.file}, laid over the shipped one`)
  for (const note of family.notes) info(note)
  return family
}

/** The family of this run's inputs: openFamilyWith() of catalogInput(). */
export async function familyInput(work: string): Promise<Family> {
  return openFamilyWith(await catalogInput(), work)
}

/**
 * The image's repository, with the `username` and `password` inputs or Docker's own credentials. What talks to
 * registries is loaded here: a run that asks none starts in half the time.
 */
export async function repositoryInput(image: ImageName): Promise<Repository> {
  const { openRepository } = await import('../registry/repository.ts')
  return openRepository(image, clientInput())
}

/** The `username` and `password` inputs; without them, Docker's own credentials are used. */
export function clientInput(): ClientOptions {
  const username = core.getInput('username')
  const password = core.getInput('password')
  if (password !== '') core.setSecret(password)
  if ((username === '') !== (password === '')) {
    throw new ConfigurationError(
      'username and password go together: set both inputs, or neither to use docker/login-action',
    )
  }
  return username === '' ? {} : { credentials: { username, password } }
}

/** @throws ConfigurationError on an event that runs a stranger's code with the repository's credentials. */
export function refuseStrangers(action: string, instead: string): void {
  if (process.env.GITHUB_EVENT_NAME !== 'pull_request_target') return
  throw new ConfigurationError(
    `refused to ${action} on pull_request_target, which gives your credentials to a stranger's code: ${instead}`,
  )
}

/** Adds Markdown to the step's summary, where there is one. */
export async function summarize(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown).write()
}

/** Lines of an input, trimmed, without empty ones. */
export function listInput(name: string): string[] {
  return core
    .getMultilineInput(name)
    .flatMap((line) => line.split(','))
    .map((item) => item.trim())
    .filter(Boolean)
}
