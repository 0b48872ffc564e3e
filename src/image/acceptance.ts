/** Runs a cell's acceptance tests in containers of its image. */
import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Cell, WORKSPACE } from '../catalog/cells.ts'
import type { AcceptanceTest } from '../catalog/schema/component.ts'
import { ownPlatform } from '../engine/buildx.ts'
import { lastLines, type Output } from '../engine/command.ts'
import { type Container, EMULATED, runWatched, startWatched } from '../engine/container.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import { ConfigurationError } from '../errors.ts'
import { inParallel } from '../parallel.ts'
import type { TestResult } from '../plan/record.ts'
import { oneLine, plainLines } from '../text.ts'
import { serviceImage } from './image.ts'
import type { BuildOptions } from './options.ts'
import { makeService } from './run.ts'

/** No network but the container's loopback interface. */
const ALONE = ['--network', 'none', '--hostname', 'localhost']

/** How much longer than natively a test may take that QEMU runs: Spark's examples take seven times as long there. */
const EMULATION = 10

const isEmulated = ({ platform }: Cell): boolean => platform !== ownPlatform()

/** Tests that run at a time. Each waits for something now and then, and starting a JVM leaves a core idle. */
export const AT_A_TIME = 3

/**
 * Tests' JVMs live for seconds: the optimising compiler and a parallel collector would cost a fifth of the time. A
 * symbol table that is large enough from the start saves up to a tenth of the rest.
 */
const BRIEF_JVMS = {
  JAVA_TOOL_OPTIONS:
    '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockExperimentalVMOptions -XX:SymbolTableSize=524288',
}

/**
 * Shipped tests run with the shipped defaults: those of a catalog may name servers that are not in reach, or log in
 * another way. A repository's own tests run with the image as it is.
 */
const SHIPPED_DEFAULTS = {
  SPARK_CONF_DIR: '/opt/spark/defaults/shipped',
  SPARK_DEFAULTS_DIR: '/opt/spark/defaults/shipped',
}

/** Limits of the lines of output that a failed test's message shows, and of `saw: …` in its record, and their length. */
const TAIL = 25
const MAX_SAW = 100
const MAX_SAW_LENGTH = 500

/** One run of a test. `user` is `uid:gid`; undefined for the image's own. */
type Run = Readonly<{ test: AcceptanceTest; cell: Cell; user: string | undefined }>
type Settings = Omit<Container, 'name'>

/**
 * Runs a cell's acceptance tests, a few at a time: without network, mounts and privileges, each within its time limit.
 * Those that may take longest are first, and of these those whose service may have to be made. Results are in this order.
 * @param image the name in the registry, which a person repeats a test with; `reference` is the one in the engine.
 * @throws ConfigurationError on the first failure: the test, its last output, the line that repeats it.
 */
export function runAcceptance(
  { cell, image, reference }: { cell: Cell; image: string; reference: string },
  options: BuildOptions,
  onResult: (result: TestResult) => void,
): Promise<TestResult[]> {
  const runTest = async (test: AcceptanceTest): Promise<TestResult> => {
    // With rootless Docker a container has only 65,536 user ids.
    const user = test.user === 'random' ? `${randomInt(10_000, 65_000)}:0` : undefined
    const run = { test, cell, user }
    const started = performance.now()
    const { failure, saw, tail } = await attempt(run, reference, options)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    const outcome = failure === undefined ? 'passed' : 'failed'
    const result: TestResult = { name: test.name, outcome, seconds, saw }
    onResult(result)
    if (failure === undefined) return result
    const lines = [
      `${cell.id}: acceptance test "${test.name}" failed after ${seconds} s: ${failure}. Nothing was pushed. Its last output:`,
      ...tail.map((line) => `  ${line}`),
      'To repeat it:',
      `  ${reproduction(run, image, options.docker.command)}`,
    ]
    throw new ConfigurationError(lines.join('\n'))
  }
  const { testing = (task) => task() } = options
  const hasService = ({ service }: AcceptanceTest): number => Number(service !== undefined)
  const tests = [...cell.acceptance]
  tests.sort((a, b) => b.timeout - a.timeout || hasService(b) - hasService(a))
  return inParallel(AT_A_TIME, tests, (test) => testing(() => runTest(test)))
}

async function attempt(run: Run, image: string, options: BuildOptions): ReturnType<typeof withinTime> {
  const { test, cell } = run
  const { docker } = options
  const name = `spark-images-${cell.id}-${test.name}-${randomInt(1e9)}`
  const companion = `${name}-server`
  const text = await readFile(path.join(options.images, test.script), 'utf8')
  const service = test.service && (await makeService(test.service, cell, options))
  const { client, beside } = containersOf(run, image, service)
  try {
    const server = beside && (await startWatched(docker, { ...beside, name: companion }))
    const network = beside === undefined ? ALONE : ['--network', `container:${companion}`]
    const settings = [...network, ...client.options]
    const container = { name, image, options: settings, command: [...client.command, text] }
    const patience = isEmulated(cell) ? EMULATION : 1
    const ended = await withinTime(docker, container, test.timeout * patience)
    if (ended.failure !== undefined || server === undefined || !test.server) return ended
    const stop = await stopServer(docker, { name: companion, ended: server.ended, limit: 10 * patience })
    return { ...ended, saw: [...ended.saw, stop.saw], failure: stop.failure }
  } finally {
    for (const left of beside === undefined ? [name] : [companion, name])
      await docker(['rm', '--force', '--volumes', '--', left])
  }
}

/**
 * The container of a test, without its network and its script, and the one that it runs beside: the cell's own server,
 * or a service of the image `service`. Both run as a restricted pod does:
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
function containersOf({ test, cell, user }: Run, image: string, service?: string) {
  const mode = [
    ...(isEmulated(cell) ? ['--platform', cell.platform, ...variables(EMULATED)] : []),
    ...['--cap-drop=ALL', '--security-opt=no-new-privileges'],
    ...variables(BRIEF_JVMS),
    ...variables(isOwn(test) ? {} : SHIPPED_DEFAULTS),
    ...(user === undefined ? [] : ['--user', user]),
    ...(test['read-only'] ? ['--read-only', '--tmpfs', '/tmp'] : []),
  ]
  const told = {
    SPARK_VERSION: cell.version,
    SPARK_VARIANT: cell.variant,
    // The Maven artifacts that the catalog puts there: a test fails where one of them is not.
    SPARK_JARS: cell.jars.join(','),
    // By how much a script multiplies what it waits.
    ...(isEmulated(cell) ? { PATIENCE: String(EMULATION) } : {}),
    ...(test.server ? { SPARK_REMOTE: 'sc://127.0.0.1:15002' } : {}),
  }
  const command = test.script.endsWith('.py') ? ['python3', '-c'] : ['bash', '-c']
  const client: Settings = { options: [...mode, ...variables(told)], image, command }
  const server: Settings = { options: [...ALONE, ...mode], image, command: cell.connect }
  if (test.server) return { client, beside: server }
  if (service === undefined) return { client }
  const beside: Settings = { options: [...ALONE, '--init'], image: service, command: [] }
  return { client, beside }
}

/** Whether the script is of the repository that the catalog is in. */
const isOwn = ({ script }: AcceptanceTest): boolean => script.startsWith(`${WORKSPACE}/`)

const variables = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ['--env', `${name}=${value}`])

/** Runs a test's container; past its time limit the container is killed. However much it prints, little is kept. */
async function withinTime(docker: Docker, container: Container, limit: number) {
  let late = false
  const timer = setTimeout(() => {
    late = true
    void docker(['kill', '--', container.name])
  }, limit * 1000)
  const saw: string[] = []
  const tail: string[] = []
  const onLine = (line: string): void => {
    tail.push(plainLines(line))
    if (tail.length > TAIL) tail.shift()
    if (line.startsWith('saw: ') && saw.length < MAX_SAW) saw.push(oneLine(line.slice(5), MAX_SAW_LENGTH))
  }
  try {
    const exitCode = await runWatched(docker, container, onLine)
    const failure = exitCode === 0 ? undefined : `exit code ${exitCode}`
    return { saw, tail, failure: late ? `it did not end within ${limit} s` : failure }
  } finally {
    clearTimeout(timer)
  }
}

/** Stops the server as Kubernetes does; checks that it ended by itself, and logged to standard output only. */
async function stopServer(
  docker: Docker,
  { name, ended, limit }: { name: string; ended: Promise<Output>; limit: number },
) {
  const started = performance.now()
  // After so many seconds Docker kills it, and the test fails.
  await dockerOutput(docker, ['stop', '--time', String(limit), '--', name])
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const { exitCode, stderr } = await ended
  const saw = `the server ended ${seconds} s after SIGTERM with exit code ${exitCode}`
  // Container platforms expect a server's log in one stream, standard output.
  if (stderr !== '')
    return { saw, failure: `the server wrote to standard error:\n${plainLines(lastLines(stderr, 5))}` }
  // 143: ended by SIGTERM itself, as a JVM does. 137 is Docker's SIGKILL after the limit.
  return { saw, failure: exitCode === 0 || exitCode === 143 ? undefined : saw }
}

/** The line that runs the test at home, from the images folder's parent, or from the repository that the test is of. */
function reproduction(run: Run, image: string, docker: string): string {
  const { script, service } = run.test
  const { client, beside } = containersOf(run, image, service && serviceImage(service, run.cell))
  const file = isOwn(run.test) ? script.slice(WORKSPACE.length + 1) : `images/${script}`
  // Only our own options have anything but plain characters, and no quotes.
  const quoted = (word: string): string => (/^[\w./:=@,-]+$/.test(word) ? word : `'${word}'`)
  const line = (container: Settings): string =>
    [...container.options, container.image, ...container.command].map(quoted).join(' ')
  const test = `${line(client)} "$(cat ${file})"`
  if (beside === undefined) return `${docker} run --rm ${ALONE.join(' ')} ${test}`
  const start = `server=$(${docker} run -d --rm ${line(beside)})`
  return `${start}; ${docker} run --rm --network container:$server ${test}; ${docker} stop $server`
}
