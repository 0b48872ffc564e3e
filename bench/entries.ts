import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Context, Figure, Result } from './figures.ts'

const WARM_UPS = 2
const RUNS = 15

/** One program, as a whole process that must end in the given way. */
interface Program {
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly exitCode: number
  /** Must be in its standard output. */
  readonly says: string
}

/**
 * The cold start of each bundled entry against node with an empty module: plan makes the whole matrix, which is
 * all that most of its runs do; the others do the cheapest thing they can do from start to end. All programs take turns, so that what else the machine does hits them alike.
 */
export async function entries({ root, env }: Context): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-bench-'))
  try {
    const bare = await emptyModule(folder)
    const programs = await entryPrograms(root, folder)
    const samples = new Map<Program, number[]>([bare, ...programs].map((program) => [program, []]))
    for (let round = -WARM_UPS; round < RUNS; round++) {
      for (const [program, times] of samples) {
        const time = runOnce(program, withoutActions(env))
        if (round >= 0) times.push(time)
      }
    }
    const reference = samples.get(bare) ?? []
    const starts = programs.map<Figure>((program) => ({
      name: `${program.name}, start to end`,
      unit: 'ms',
      ours: samples.get(program) ?? [],
      reference,
    }))
    const sizes = programs
      .filter(({ name }) => !name.includes(','))
      .map(async ({ name, file }): Promise<Figure> => {
        const { size } = await stat(file)
        return { name: `${name}, bundle`, unit: 'bytes', ours: [size], reference: [] }
      })
    return {
      title: 'Entries: cold start',
      reference: 'bare node',
      figures: [...starts, ...(await Promise.all(sizes))],
      notes: [
        `medians of ${RUNS} interleaved runs of whole processes, after ${WARM_UPS} warm-ups, node ${process.version}`,
        'plan: the whole matrix (rebuild: all, base by digest: no network); build, release and plan, refusing: the error of a wrong input; local: its help',
      ],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function emptyModule(folder: string): Promise<Program> {
  const file = path.join(folder, 'empty.mjs')
  await writeFile(file, '')
  return { name: 'node', file, args: [], env: {}, exitCode: 0, says: '' }
}

async function entryPrograms(root: string, folder: string): Promise<Program[]> {
  const file = (entry: string): string => path.join(root, 'dist', entry, 'index.js')
  const outputs = path.join(folder, 'outputs')
  await writeFile(outputs, '')
  return [
    {
      name: 'dist/plan, refusing',
      file: file('plan'),
      args: [],
      env: { INPUT_IMAGE: 'localhost:1/spark', INPUT_REBUILD: 'never' },
      exitCode: 1,
      says: '::error::',
    },
    {
      name: 'dist/plan',
      file: file('plan'),
      args: [],
      env: {
        INPUT_IMAGE: 'localhost:1/spark',
        INPUT_REBUILD: 'all',
        INPUT_BASE: ['trixie', 'bookworm']
          .map((release) => `${release}=debian:${release}-slim@sha256:${'0'.repeat(64)}`)
          .join('\n'),
        GITHUB_OUTPUT: outputs,
      },
      exitCode: 0,
      says: '4.1.1-baseline',
    },
    {
      name: 'dist/build',
      file: file('build'),
      args: [],
      env: { INPUT_IMAGE: 'localhost:1/spark', INPUT_CELL: '' },
      exitCode: 1,
      says: '::error::',
    },
    {
      name: 'dist/release',
      file: file('release'),
      args: [],
      env: {
        INPUT_IMAGE: 'localhost:1/spark',
        INPUT_PLAN: '',
        'INPUT_DRY-RUN': 'true',
        INPUT_PARTIAL: 'false',
      },
      exitCode: 1,
      says: '::error::the input plan is empty',
    },
    {
      name: 'dist/local',
      file: file('local'),
      args: ['start', '--help'],
      env: {},
      exitCode: 0,
      says: 'npm start',
    },
  ]
}

/** Milliseconds from before the process is there to after it has gone. */
function runOnce({ name, file, args, env, exitCode, says }: Program, inherited: NodeJS.ProcessEnv): number {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    env: { ...inherited, ...env },
    encoding: 'utf8',
  })
  const time = performance.now() - started
  if (status !== exitCode || !stdout.includes(says)) {
    throw new Error(`${name} ended with ${status}, ${exitCode} was expected:\n${stdout}${stderr}`)
  }
  return time
}

/** Without what a runner or a test around this one set for an action. */
function withoutActions(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:INPUT|GITHUB|ACTIONS)_/.test(name)))
}
