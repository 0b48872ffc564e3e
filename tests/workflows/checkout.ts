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

interface Job extends Call {
  steps?: Call[]
  'runs-on'?: unknown
}

interface Workflow {
  readonly jobs: Record<string, Job>
}

async function readExample(name: string): Promise<Workflow> {
  return parse(await readFile(path.join(ROOT, 'docs/examples', name), 'utf8')) as Workflow
}

/** Gives all steps of a job that are entries of the action other inputs. */
function overrideEntries({ steps = [] }: Job, inputs: Readonly<Record<string, unknown>>): void {
  for (const step of steps)
    if (step.uses?.startsWith('org/spark-images-action')) step.with = { ...step.with, ...inputs }
}

/** An example of the docs with other inputs for the reusable workflow, in all calls of it, or for the entries of a job. */
export async function example(
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  byJob: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Promise<string> {
  const workflow = await readExample(name)
  for (const [id, job] of Object.entries(workflow.jobs)) {
    if (job.uses !== undefined) job.with = { ...job.with, ...inputs }
    else overrideEntries(job, byJob[id] ?? {})
  }
  return stringify(workflow)
}

/** An example whose jobs use the entries themselves, with other inputs for these. */
export async function directExample(
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): Promise<string> {
  const workflow = await readExample(name)
  for (const job of Object.values(workflow.jobs)) overrideEntries(job, inputs)
  return stringify(workflow)
}

/**
 * gpu-runner.yml with other inputs for the call and for the release. Its runner with a GPU is any runner here, which
 * has nothing to try as long as no image of the plan has RAPIDS, and needs no login.
 */
export async function gpuExample(
  call: Readonly<Record<string, unknown>>,
  release: Readonly<Record<string, unknown>>,
): Promise<string> {
  const workflow = await readExample('gpu-runner.yml')
  for (const job of Object.values(workflow.jobs)) {
    if (job.uses !== undefined) job.with = { ...job.with, ...call }
    else job['runs-on'] = 'ubuntu-24.04'
    overrideEntries(job, release)
    if (job.steps) job.steps = job.steps.filter(({ uses }) => !uses?.startsWith('docker/login-action@'))
  }
  return stringify(workflow)
}
