/** What all entries do: open the family, print, annotate, summarize and fail. */
import path from 'node:path'
import * as core from '@actions/core'
import { type Annotation, ConfigurationError, reportOf } from '../errors.ts'
import { type Family, openFamily } from '../family/load.ts'
import { findUserFile, type UserFile } from '../family/workspace.ts'
import type { Progress } from '../image/options.ts'
import { plainLines } from '../text.ts'
import type { EntryContext } from './inputs.ts'

const MAX_ANNOTATIONS = 10

/** Runs an entry. A failure is shown in the files that are to be edited, and a bug with its stack. */
export async function runEntry(entry: () => Promise<void>): Promise<void> {
  try {
    await entry()
  } catch (error) {
    // The last one is the whole text.
    for (const { file, line, column, message } of repositoryAnnotations(error).slice(0, MAX_ANNOTATIONS - 1))
      core.error(message, { title: 'Spark images', file, startLine: line, startColumn: column })
    core.setFailed(reportOf(error))
  }
}

/** What of an error is about files of the repository, by their paths in it: GitHub shows nothing in others. */
function repositoryAnnotations(error: unknown): Annotation[] {
  const workspace = process.env.GITHUB_WORKSPACE
  if (workspace === undefined || !(error instanceof ConfigurationError)) return []
  return error.annotations.flatMap((annotation) => {
    const file = path.relative(workspace, path.resolve(workspace, annotation.file)).split(path.sep).join('/')
    return /^\.\.(\/|$)/.test(file) || path.isAbsolute(file) ? [] : [{ ...annotation, file }]
  })
}

/** Prints to the log. No line is a workflow command; core.warning(), core.error() and core.startGroup() escape themselves. */
export function info(text: string): void {
  core.info(plainLines(text))
}

/** Warns of what one must know though nothing failed; the log has what GitHub would not show. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings.slice(0, MAX_ANNOTATIONS)) core.warning(warning)
  for (const warning of warnings.slice(MAX_ANNOTATIONS)) info(warning)
}

/** Adds Markdown to the step's summary, where there is one. */
export async function summarize(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown).write()
}

/** The repository's own catalog, if it has one. @throws ConfigurationError when the named one is not in a repository. */
export async function findCatalog({
  workspace,
  catalogFile,
}: Pick<EntryContext, 'workspace' | 'catalogFile'>): Promise<UserFile | undefined> {
  if (workspace !== undefined) return findUserFile(workspace, catalogFile)
  if (catalogFile === '') return undefined
  throw new ConfigurationError(
    'the input catalog is a file of the repository, but GITHUB_WORKSPACE is not set',
  )
}

/** The shipped catalog with the repository's own laid over it, if there is one. */
export async function openEntryFamily(
  { images, workFolder }: Pick<EntryContext, 'images' | 'workFolder'>,
  user?: UserFile,
): Promise<Family> {
  const family = await openFamily(images, user, workFolder)
  if (user !== undefined) info(`catalog: ${user.file}, laid over the shipped one`)
  for (const note of family.notes) info(note)
  return family
}

/** Progress whose steps are groups of the log; core.endGroup() ends the last one. */
export const PROGRESS: Progress = {
  step: (text) => {
    core.endGroup()
    core.startGroup(text)
  },
  info,
  warning: core.warning,
  line: info,
}
