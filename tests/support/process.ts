import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'

export const ROOT = path.resolve(import.meta.dirname, '../..')

/** For input `base`: with digests no registry is asked. */
export const BASES = ['trixie', 'bookworm']
  .map((release) => `${release}=debian:${release}-slim@sha256:${'1'.repeat(64)}`)
  .join('\n')

/** For input `base` where only cells of trixie are built. */
export function basesOn(trixie: string): string {
  return `trixie=${trixie},bookworm=debian:bookworm-slim@sha256:${'1'.repeat(64)}`
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Both streams, in the order in which they came. */
  readonly text: string
}

export interface ProcessOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  readonly uid?: number
}

/** Runs a program to its end. */
export function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let [stdout, stderr, text] = ['', '', '']
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
      text += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk
      text += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr, text }))
  })
}

/** How an entry of the action ended: its process, its outputs and its step summary. */
export interface EntryEnded extends Ended {
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

export type EntryName =
  | 'plan'
  | 'build'
  | 'comment'
  | 'release'
  | 'scan'
  | 'track'
  | 'kubernetes'
  | 'site'
  | 'promote'
  | 'prune'

/** Defaults of an entry's inputs for an owner `acme`, as its action.yml has them. */
export function defaultInputs(entry: EntryName): Record<string, string> {
  const file = path.join(ROOT, entry === 'plan' ? '' : entry, 'action.yml')
  const { inputs } = parse(readFileSync(file, 'utf8')) as { inputs: Record<string, { default?: string }> }
  const known = Object.entries(inputs).flatMap(([name, input]) => {
    const value = input.default?.replace(
      /^\$\{\{ .*'ghcr\.io\/\{0\}\/spark', github\.repository_owner.*$/,
      'ghcr.io/acme/spark',
    )
    return value === undefined || /\$\{\{/.test(value) ? [] : [[name, value] as const]
  })
  return Object.fromEntries(known)
}

/** An environment without what a workflow that runs the tests sets for its own steps. */
export function withoutWorkflow(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:GITHUB|RUNNER|ACTIONS|INPUT)_/.test(name)),
  )
}

/** Runs a bundled entry as a runner does: inputs as INPUT_*, and GITHUB_* files of its own. */
export async function runEntry(
  entry: EntryName,
  inputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
  root = ROOT,
): Promise<EntryEnded> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-entry-'))
  const files = {
    GITHUB_OUTPUT: path.join(folder, 'output'),
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
  }
  try {
    for (const file of Object.values(files)) await writeFile(file, '')
    const given = Object.entries({ ...defaultInputs(entry), ...inputs }).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ])
    const ended = await runProcess(process.execPath, [path.join(root, 'dist', entry, 'index.js')], {
      env: {
        ...withoutWorkflow(process.env),
        ...files,
        RUNNER_TEMP: folder,
        ...Object.fromEntries(given),
        ...env,
      },
    })
    const outputs = parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8'))
    return { ...ended, outputs, summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** GITHUB_OUTPUT's `name<<delimiter`, value lines, `delimiter`. */
export function parseOutputs(text: string): Record<string, string> {
  const found = text.matchAll(/^(?<name>[^\n<]+)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>$/gm)
  return Object.fromEntries([...found].map(({ groups }) => [groups?.name ?? '', groups?.value ?? '']))
}

/** Whether there is such a file. */
export function there(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
