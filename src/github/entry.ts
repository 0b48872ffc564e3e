/** How every entry fails, and writes its summary. */
import path from 'node:path'
import * as core from '@actions/core'
import { type Annotation, ConfigurationError, reportOf } from '../errors.ts'

/** GitHub shows this many errors of a step. */
const MAX_ERRORS = 10

/**
 * Runs an entry. A user's mistake fails the step with its message, and is shown in the files that are to be edited.
 * A bug fails it with its stack.
 */
export async function runEntry(entry: () => Promise<void>): Promise<void> {
  try {
    await entry()
  } catch (error) {
    // The last one is the whole text.
    for (const annotation of repositoryAnnotations(error).slice(0, MAX_ERRORS - 1)) annotate(annotation)
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

function annotate({ file, line, column, message }: Annotation): void {
  core.error(message, { title: 'Spark images', file, startLine: line, startColumn: column })
}

/** Adds Markdown to the step's summary, where there is one. */
export async function summarize(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown).write()
}
