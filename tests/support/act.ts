import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runProcess, withoutWorkflow } from './process.ts'
import { git, goProgram } from './tools.ts'

/** A job of a run, with what it ended with and what it logged. */
export interface Job {
  readonly result: 'success' | 'failure' | undefined
  readonly log: string
}

/** How a run of workflows ended: every job that began, by its name, that of a called workflow as `caller/name`. */
export interface WorkflowRun {
  readonly code: number | null
  readonly jobs: ReadonlyMap<string, Job>
  readonly text: string
}

/** A repository of a user of the action, on this machine only. */
export interface UserRepository {
  /** Commits files, by their paths. */
  commit(files: Readonly<Record<string, string>>): Promise<void>
  /** Runs the workflows that an event starts, as GitHub does: nektos/act with this machine as the runner. */
  run(event: string, options?: RunOptions): Promise<WorkflowRun>
  close(): Promise<void>
}

export interface RunOptions {
  /** File in .github/workflows; by default all that the event starts. */
  readonly workflow?: string
  readonly secrets?: Readonly<Record<string, string>>
  /** What the event sends, on top of the repository with its default branch. */
  readonly payload?: object
  /** Of workflow_dispatch. */
  readonly inputs?: Readonly<Record<string, string>>
}

/** Folders that stand for `uses: OWNER/NAME@REF`. */
export type Actions = Readonly<Record<string, string>>

/** A repository of GitHub's `acme/platform`, whose workflows find the actions in folders. */
export async function openUserRepository(actions: Actions, env: NodeJS.ProcessEnv): Promise<UserRepository> {
  const act = await goProgram('act')
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-act-'))
  const root = path.join(folder, 'platform')
  const home = path.join(folder, 'home')
  for (const place of [root, home]) await mkdir(place)
  await git(root, 'init', '--quiet', '--initial-branch=main')
  await git(root, 'remote', 'add', 'origin', 'https://github.com/acme/platform')

  // Nothing of a workflow that this test itself may run in, and act's own files below our folder.
  const base = {
    ...withoutWorkflow(process.env),
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    ...env,
  }
  const known = Object.entries(actions).flatMap(([name, place]) => ['--local-repository', `${name}=${place}`])
  const runners = ['ubuntu-24.04', 'ubuntu-latest'].flatMap((label) => ['-P', `${label}=-self-hosted`])
  return {
    commit: async (files) => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(root, name)), { recursive: true })
        await writeFile(path.join(root, name), text)
      }
      await git(root, 'add', '--all')
      const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org']
      await git(root, ...author, 'commit', '--quiet', '--message', 'files of the test')
    },
    run: async (event, { workflow, payload, secrets = {}, inputs = {} } = {}) => {
      const args = [event, '--json', '--no-cache-server', ...known, ...runners]
      const file = path.join(folder, 'event.json')
      await writeFile(file, JSON.stringify({ repository: { default_branch: 'main' }, inputs, ...payload }))
      args.push('--eventpath', file)
      if (workflow !== undefined) args.push('--workflows', path.join('.github/workflows', workflow))
      for (const [name, value] of Object.entries(secrets)) args.push('--secret', `${name}=${value}`)
      const ended = await runProcess(act, args, { cwd: root, env: base })
      return { code: ended.code, jobs: jobsOf(ended.stdout), text: ended.text }
    },
    close: () => rm(folder, { recursive: true }),
  }
}

/** act's log, a line of JSON for each line: those of a job name it. */
function jobsOf(log: string): Map<string, Job> {
  const jobs = new Map<string, Job>()
  for (const line of log.split('\n').filter((one) => one.startsWith('{'))) {
    const { job, msg, jobResult } = JSON.parse(line) as {
      job?: string
      msg?: string
      jobResult?: Job['result']
    }
    // `workflow/job`, of a called workflow `caller/workflow/job`, padded. The name of a job may end with a platform.
    const [, before = '', platform = ''] = /^(.*?)( \([^()]*\)\s*)?$/.exec(job ?? '') ?? []
    const names = before.split('/').map((one) => one.trim())
    const name = [...names.slice(0, -2), ...names.slice(-1)].join('/') + platform.trimEnd()
    if (name === '') continue
    const earlier = jobs.get(name)
    jobs.set(name, {
      result: jobResult ?? earlier?.result,
      log: `${earlier?.log ?? ''}${(msg ?? '').trimEnd()}\n`,
    })
  }
  // A job that calls a workflow is not one of its own.
  const names = [...jobs.keys()]
  return new Map([...jobs].filter(([name]) => !names.some((other) => other.startsWith(`${name}/`))))
}
