/** Runs a cell's acceptance tests in containers of its image. */
import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Cell } from '../catalog/cells.ts'
import { WORKSPACE } from '../catalog/cells.ts'
import type { AcceptanceTest } from '../catalog/schema.ts'
import { lastLines, type Output } from '../engine/command.ts'
import { type Container, runWatched, startWatched } from '../engine/container.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import { ConfigurationError } from '../errors.ts'
import { inParallel } from '../parallel.ts'
import type { TestResult } from '../plan/record.ts'
import { oneLine, plainLines } from '../text.ts'
import { serviceImage } from './image.ts'
import type { BuildOptions } from './options.ts'
import { makeService } from './run.ts'

/** Seconds that the server has to end after SIGTERM. Then Docker kills it, and the test fails. */
const STOP_LIMIT = 10

/** No network but the container's loopback interface. */
const ALONE = ['--network', 'none', '--hostname', 'localhost']

/** Tests that run at a time. Each waits for something now and then, and starting a JVM leaves a core idle. */
export const AT_A_TIME = 3

/**
 * The JVMs of tests live for seconds. The optimising compiler and a collector with its own threads would cost more than
 * they save: a fifth of the time. A symbol table that is large enough from the start saves up to a tenth of the rest.
 */
const BRIEF_JVMS = {
  JAVA_TOOL_OPTIONS:
    '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockExperimentalVMOptions -XX:SymbolTableSize=524288',
}

/** Limit of random user ids: with rootless Docker a container has only 65,536 of them. */
const MAX_ID = 65_000

/** Lines of output that the message of a failed test shows. */
const TAIL = 25

/** Limits of the lines `saw: …` that a test's record keeps, and of their length. */
const MAX_SAW = 100
const MAX_SAW_LENGTH = 500

export interface Subject {
  readonly cell: Cell
  /** Its name in the registry, which a person repeats a test with. */
  readonly image: string
  readonly reference: string
}

interface Run {
  readonly test: AcceptanceTest
  readonly cell: Cell
  /** `uid:gid`; undefined for the image's own. */
  readonly user: string | undefined
}

interface Attempt {
  readonly failure?: string
  /** What it said it saw. */
  readonly saw: readonly string[]
  readonly tail: readonly string[]
}

/**
 * Runs a cell's acceptance tests, a few at a time, in containers of its image: without network, without mounts,
 * without privileges, each within its time limit. Those that may take longest are first, and of these those whose
 * service may have to be made. Results are in the order in which the tests ran.
 * @throws ConfigurationError on the first failure: the test, its last output, the line that repeats it.
 */
export function runAcceptance(
  subject: Subject,
  options: BuildOptions,
  onResult: (result: TestResult) => void,
): Promise<TestResult[]> {
  const { testing = (test) => test() } = options
  const hasService = ({ service }: AcceptanceTest): number => Number(service !== undefined)
  const longestFirst = [...subject.cell.acceptance].sort(
    (a, b) => b.timeout - a.timeout || hasService(b) - hasService(a),
  )
  return inParallel(AT_A_TIME, longestFirst, (test) =>
    testing(() => runTest(test, subject, options, onResult)),
  )
}

async function runTest(
  test: AcceptanceTest,
  { cell, image, reference }: Subject,
  options: BuildOptions,
  onResult: (result: TestResult) => void,
): Promise<TestResult> {
  const user = test.user === 'random' ? `${randomInt(10_000, MAX_ID)}:0` : undefined
  const run: Run = { test, cell, user }
  const started = performance.now()
  const { failure, saw, tail } = await attempt(run, reference, options)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const result: TestResult = {
    name: test.name,
    outcome: failure === undefined ? 'passed' : 'failed',
    seconds,
    saw: [...saw],
  }
  onResult(result)
  if (failure === undefined) return result
  throw new ConfigurationError(
    [
      `${cell.id}: acceptance test "${test.name}" failed after ${seconds} s: ${failure}. Nothing was pushed. Its last output:`,
      ...tail.map((line) => `  ${line}`),
      'To repeat it:',
      `  ${reproduction(run, image, options.docker.command)}`,
    ].join('\n'),
  )
}

async function attempt(run: Run, image: string, options: BuildOptions): Promise<Attempt> {
  const { test, cell } = run
  const { docker } = options
  const name = `spark-images-${cell.id}-${test.name}-${randomInt(1e9)}`
  const companion = `${name}-server`
  const text = await readFile(path.join(options.images, 'acceptance', test.script), 'utf8')
  const service = test.service && (await makeService(test.service, cell, options))
  const { client, beside } = containersOf(run, image, service)
  try {
    const server = beside && (await startWatched(docker, { ...beside, name: companion }))
    const network = beside === undefined ? ALONE : ['--network', `container:${companion}`]
    const container = {
      name,
      image,
      options: [...network, ...client.options],
      command: [...client.command, text],
    }
    const ended = await withinTime(docker, container, test.timeout)
    if (ended.failure !== undefined || server === undefined || !test.server) return ended
    const stop = await stopServer(docker, companion, server.ended)
    return { ...ended, saw: [...ended.saw, stop.saw], failure: stop.failure }
  } finally {
    for (const left of beside === undefined ? [name] : [companion, name])
      await docker(['rm', '--force', '--volumes', '--', left])
  }
}

/**
 * The container of a test, without its network and its script, and the one that it runs beside: the cell's own
 * server, or a service. Both run as a restricted pod does:
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @param service the image of the test's service, if it has one.
 */
function containersOf(
  { test, cell, user }: Run,
  image: string,
  service: string | undefined,
): { client: Omit<Container, 'name'>; beside?: Omit<Container, 'name'> } {
  const mode = [
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    ...variables(BRIEF_JVMS),
    ...(user === undefined ? [] : ['--user', user]),
    ...(test['read-only'] ? ['--read-only', '--tmpfs', '/tmp'] : []),
  ]
  const told = {
    SPARK_VERSION: cell.version,
    SPARK_VARIANT: cell.variant,
    // The Maven artifacts that the catalog puts there: a test fails where one of them is not.
    SPARK_JARS: cell.jars.join(','),
    ...(test.server ? { SPARK_REMOTE: 'sc://127.0.0.1:15002' } : {}),
  }
  const command = test.script.endsWith('.py') ? ['python3', '-c'] : ['bash', '-c']
  const client = { options: [...mode, ...variables(told)], image, command }
  if (test.server) return { client, beside: { options: [...ALONE, ...mode], image, command: cell.connect } }
  if (service === undefined) return { client }
  return { client, beside: { options: [...ALONE, '--init'], image: service, command: [] } }
}

function variables(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['--env', `${name}=${value}`])
}

/** Runs a test's container; past its time limit the container is killed. However much it prints, little is kept. */
async function withinTime(docker: Docker, container: Container, limit: number): Promise<Attempt> {
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
    if (late) return { saw, tail, failure: `it did not end within ${limit} s` }
    return { saw, tail, failure: exitCode === 0 ? undefined : `exit code ${exitCode}` }
  } finally {
    clearTimeout(timer)
  }
}

/** Stops the server as Kubernetes does; checks that it ended by itself, and logged to standard output only. */
async function stopServer(
  docker: Docker,
  server: string,
  ended: Promise<Output>,
): Promise<{ saw: string; failure?: string }> {
  const started = performance.now()
  await dockerOutput(docker, ['stop', '--time', String(STOP_LIMIT), '--', server])
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const { exitCode, stderr } = await ended
  const saw = `the server ended ${seconds} s after SIGTERM with exit code ${exitCode}`
  // Container platforms expect a server's log in one stream, standard output.
  if (stderr !== '')
    return { saw, failure: `the server wrote to standard error:\n${plainLines(lastLines(stderr, 5))}` }
  // 143: ended by SIGTERM itself, as a JVM does. 137 is Docker's SIGKILL after the limit.
  return exitCode === 0 || exitCode === 143 ? { saw } : { saw, failure: saw }
}

/** The line that runs the test at home, from the images folder's parent, or from the repository that the test is of. */
function reproduction(run: Run, image: string, docker: string): string {
  const { script, service } = run.test
  const { client, beside } = containersOf(run, image, service && serviceImage(service))
  const own = script.startsWith(`${WORKSPACE}/`)
  const file = own ? script.slice(WORKSPACE.length + 1) : `images/acceptance/${script}`
  const line = (container: Omit<Container, 'name'>): string =>
    [...container.options, container.image, ...container.command].map(quoted).join(' ')
  const test = `${line(client)} "$(cat ${file})"`
  if (beside === undefined) return `${docker} run --rm ${ALONE.join(' ')} ${test}`
  return [
    `server=$(${docker} run -d --rm ${line(beside)});`,
    `${docker} run --rm --network container:$server ${test};`,
    `${docker} stop $server`,
  ].join(' ')
}

/** A word of a shell's line. Only our own options have anything but plain characters, and no quotes. */
function quoted(word: string): string {
  return /^[\w./:=@,-]+$/.test(word) ? word : `'${word}'`
}
