import { cp, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { ROOT, there } from '../support/process.ts'
import { git } from '../support/tools.ts'

/** Copies what a runner gets of the action: the files that git knows, or would take, and no others. */
export async function checkOut(target: string): Promise<void> {
  const files = await git(
    ROOT,
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
  )
  for (const file of files.split('\0').filter(Boolean)) {
    // git lists those too that were removed since the last commit.
    if (!(await there(path.join(ROOT, file)))) continue
    await mkdir(path.dirname(path.join(target, file)), { recursive: true })
    await cp(path.join(ROOT, file), path.join(target, file))
  }
}

interface Call {
  uses?: string
  with?: Record<string, unknown>
}

interface Workflow {
  readonly jobs: Record<string, Call & { steps?: Call[] }>
}

/** An example of the docs with other inputs for the reusable workflow, in all calls of it or by the calling job. */
export async function example(
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  byJob: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Promise<string> {
  const workflow = parse(await readFile(path.join(ROOT, 'docs/examples', name), 'utf8')) as Workflow
  for (const [id, job] of Object.entries(workflow.jobs)) {
    if (job.uses !== undefined) job.with = { ...job.with, ...inputs, ...byJob[id] }
  }
  return stringify(workflow)
}

/** An example whose jobs use the entries themselves, with other inputs for these. */
export async function directExample(
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): Promise<string> {
  const workflow = parse(await readFile(path.join(ROOT, 'docs/examples', name), 'utf8')) as Workflow
  for (const step of Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps))
    if (step.uses?.startsWith('org/spark-images-action')) step.with = { ...step.with, ...inputs }
  return stringify(workflow)
}
