/** Runs entries of the action in this process, from the source: what they print, set and write. */
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { runEntry } from '../../src/github/entry.ts'
import { defaultInputs, type EntryName, parseOutputs } from './process.ts'

/** How an entry ended. */
export interface EndedHere {
  readonly code: number
  readonly stdout: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

/** @actions/core keeps the summary's path: it is the same for all runs of a process. */
const folder = mkdtempSync(path.join(tmpdir(), 'spark-images-here-'))
const files = {
  GITHUB_OUTPUT: path.join(folder, 'output'),
  GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
}
// Not as the process ends: that of a test is ended from outside.
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** GitHub's variables of an event. */
export async function eventOf(name: string, ref: string, payload: object): Promise<NodeJS.ProcessEnv> {
  const file = path.join(folder, 'event.json')
  await writeFile(file, JSON.stringify(payload))
  return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_EVENT_PATH: file }
}

/** What each index.ts does. */
const ENTRIES: Readonly<Record<EntryName, () => Promise<void>>> = {
  plan: async () => {
    const { readInputs } = await import('../../src/github/plan/inputs.ts')
    return (await import('../../src/github/plan/run.ts')).run(readInputs())
  },
  build: async () => {
    const { readInputs } = await import('../../src/github/build/inputs.ts')
    return (await import('../../src/github/build/run.ts')).run(readInputs())
  },
  comment: async () => {
    const { readInputs } = await import('../../src/github/comment/inputs.ts')
    return (await import('../../src/github/comment/run.ts')).run(readInputs())
  },
  release: async () => {
    const { readInputs } = await import('../../src/github/release/inputs.ts')
    return (await import('../../src/github/release/run.ts')).run(readInputs())
  },
  prune: async () => {
    const { readInputs } = await import('../../src/github/prune/inputs.ts')
    return (await import('../../src/github/prune/run.ts')).run(readInputs())
  },
  scan: async () => {
    const { readInputs } = await import('../../src/github/scan/inputs.ts')
    return (await import('../../src/github/scan/run.ts')).run(readInputs())
  },
  track: async () => {
    const { readInputs } = await import('../../src/github/track/inputs.ts')
    return (await import('../../src/github/track/run.ts')).run(readInputs())
  },
  site: async () => {
    const { readInputs } = await import('../../src/github/site/inputs.ts')
    return (await import('../../src/github/site/run.ts')).run(readInputs())
  },
  kubernetes: async () => {
    const { readInputs } = await import('../../src/github/kubernetes/inputs.ts')
    return (await import('../../src/github/kubernetes/run.ts')).run(readInputs())
  },
  promote: async () => {
    const { readInputs } = await import('../../src/github/promote/inputs.ts')
    return (await import('../../src/github/promote/run.ts')).run(readInputs())
  },
}

/** Runs an entry with these inputs and the defaults of its action.yml, in no environment but the given one. */
export async function runHere(
  entry: EntryName,
  inputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
  run = ENTRIES[entry],
): Promise<EndedHere> {
  const before = { env: process.env, write: process.stdout.write, code: process.exitCode }
  for (const file of Object.values(files)) await writeFile(file, '')
  const given = Object.entries({ ...defaultInputs(entry), ...inputs })
  let stdout = ''
  process.env = {
    PATH: before.env.PATH,
    HOME: before.env.HOME,
    ...files,
    RUNNER_TEMP: folder,
    ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...env,
  }
  process.stdout.write = (chunk: Uint8Array | string) => {
    stdout += chunk
    return true
  }
  try {
    await runEntry(run)
    return {
      code: Number(process.exitCode ?? 0),
      stdout,
      outputs: parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8')),
      summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
    }
  } finally {
    process.env = before.env
    process.stdout.write = before.write
    process.exitCode = before.code
  }
}
