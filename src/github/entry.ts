/** What every entry says: in the log, as annotations and in the summary; and how it fails. */
import path from 'node:path'
import * as core from '@actions/core'
import { type Annotation, ConfigurationError, reportOf } from '../errors.ts'
import { plainLines } from '../text.ts'

/** GitHub shows this many errors of a step, and as many warnings. */
const MAX_ANNOTATIONS = 10

/**
 * Runs an entry. A user's mistake fails the step with its message, and is shown in the files that are to be edited.
 * A bug fails it with its stack.
 */
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

/**
 * Prints text to the step's log. No line of it is a workflow command, whatever it repeats from outside.
 * core.warning(), core.error() and core.startGroup() escape their text themselves.
 */
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
