/**
 * Runs the tests, all parts but those that are apart, or those named: `npm test -- unit registry`. Ends with the count over
 * all of them, `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)

/** A folder of vitest's. Its files run one after the other where they share an engine or a registry. */
interface Folder {
  readonly folder: string
  readonly isParallel?: boolean
}

/** A part is a command that passes or fails as one, or a folder. Fast ones first. */
const parts: Readonly<Record<string, readonly string[] | Folder>> = {
  types: ['tsc', '--project', '.'],
  lint: ['biome', 'ci', '--error-on-warnings', '.'],
  docs: ['node', 'tools/docs.ts', '--check'],
  dist: ['node', 'tools/bundle.ts', '--check'],
  unit: { folder: 'src', isParallel: true },
  actions: { folder: 'tests/actions' },
  entries: { folder: 'tests/entries' },
  registry: { folder: 'tests/registry' },
  release: { folder: 'tests/release' },
  diff: { folder: 'tests/diff' },
  site: { folder: 'tests/site' },
  promote: { folder: 'tests/promote' },
  prune: { folder: 'tests/prune' },
  machine: { folder: 'tests/machine' },
  lock: { folder: 'tests/lock' },
  images: { folder: 'tests/images' },
  elsewhere: { folder: 'tests/elsewhere' },
  shelf: { folder: 'tests/shelf' },
  family: { folder: 'tests/family' },
  series: { folder: 'tests/series' },
  arm64: { folder: 'tests/arm64' },
  signatures: { folder: 'tests/signatures' },
  workflows: { folder: 'tests/workflows' },
  clients: { folder: 'tests/clients' },
  kubernetes: { folder: 'tests/kubernetes' },
}

/** What takes too long to be among all of them, or root. */
const APART = ['elsewhere', 'shelf', 'family', 'series', 'arm64', 'signatures', 'kubernetes']

interface Count {
  passed: number
  failed: number
  skipped: number
}

/** What is used of vitest's JSON report, none of it where vitest could not begin. */
interface Results {
  readonly numPassedTests?: number
  readonly numFailedTests?: number
  readonly numPendingTests?: number
  readonly testResults?: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Failed tests with what they said, to be shown last: where only the end of a log is kept, too. */
const failures: string[] = []

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function runPart(name: string): Promise<Count> {
  const part = parts[name]
  if (part === undefined) throw new Error(`no part ${name}; there are: ${Object.keys(parts).join(', ')}`)
  process.stdout.write(`\n--- ${name}\n`)
  if ('folder' in part) return runVitest(name, part)
  const [command = '', ...args] = part
  const failed = (await run(command, args)) === 0 ? 0 : 1
  return { passed: 1 - failed, failed, skipped: 0 }
}

async function runVitest(name: string, { folder, isParallel = false }: Folder): Promise<Count> {
  const results = path.join(root, 'out', 'tests', `${name}.json`)
  await rm(results, { force: true })
  await mkdir(path.dirname(results), { recursive: true })
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${results}`]
  const code = await run('vitest', ['run', `${folder}/`, `--fileParallelism=${isParallel}`, ...reporters])
  const text = await readFile(results, 'utf8').catch(() => '{}')
  const found = JSON.parse(text) as Results
  for (const { name, message, assertionResults } of found.testResults ?? []) {
    const file = path.relative(root, name)
    // Of the file as a whole, where it could not begin.
    if (message !== '') failures.push(`${file}\n${message}`)
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') failures.push(`${file}: ${fullName}\n${failureMessages.join('\n')}`)
    }
  }
  const failed = found.numFailedTests ?? 0
  // A file that can't be loaded fails without a test of its own.
  const broken = code !== 0 && failed === 0 ? 1 : 0
  return { passed: found.numPassedTests ?? 0, failed: failed + broken, skipped: found.numPendingTests ?? 0 }
}

// One engine for all parts; at the end it goes, with its data.
process.env.SPARK_IMAGES_HOME ??= path.join(tmpdir(), 'spark-images-test')
const asked = process.argv.slice(2)
const total: Count = { passed: 0, failed: 0, skipped: 0 }
const failing: string[] = []
const all = Object.keys(parts).filter((name) => !APART.includes(name))
for (const name of asked.length > 0 ? asked : all) {
  const began = Date.now()
  const { passed, failed, skipped } = await runPart(name)
  process.stdout.write(`--- ${name}: ${Math.round((Date.now() - began) / 1000)} s\n`)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  if (failed > 0) failing.push(name)
}
await run('node', ['dist/local/index.js', 'stop', '--purge'])
for (const failure of failures) process.stdout.write(`\nfailed: ${failure.slice(0, 4000)}\n`)
if (failing.length > 0) process.stdout.write(`\nfailing: ${failing.join(', ')}\n`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
