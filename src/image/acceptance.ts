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

/** Seconds that the default command has to end after SIGTERM; then Docker kills it, and the test fails. */
const STOP_LIMIT = 10

/** Without any network but the container's own loopback interface. */
const ALONE = ['--network', 'none', '--hostname', 'localhost']

/** Tests at a time. Each waits for one thing or another, and starting a JVM leaves a core idle. */
export const AT_A_TIME = 3

/**
 * JVMs of tests live for seconds: the optimising compiler and a collector with threads of its own would take more
 * of the machine than they give back, a fifth of all the time. A table that has room for all of Spark's symbols
 * from the beginning saves up to a tenth of what is left: it grows too late. They are not what the tests are about.
 */
const BRIEF_JVMS = [
  '--env',
  'JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockExperimentalVMOptions -XX:SymbolTableSize=524288',
]

/** What an acceptance run needs. */
export interface AcceptanceOptions {
  readonly docker: Docker
  /** The image's name in the registry, which a person repeats a test with. */
  readonly image: string
  /** Its name in the engine. */
  readonly reference: string
  /** The images folder. */
  readonly images: string
  /** Makes the image of a service and gives its name. */
  readonly service: (name: string) => Promise<string>
  readonly onOutcome: (outcome: TestResult) => void
  /** Runs a test when there is a place for it; without, at once. */
  readonly testing?: <R>(test: () => Promise<R>) => Promise<R>
}

/** How a test ended. */
interface Attempt {
  readonly failure?: string
  /** What it said it saw. */
  readonly saw: readonly string[]
  /** Its last lines of output. */
  readonly tail: readonly string[]
}

/** Lines of a test's output that a failure shows. */
const TAIL = 25

/** Lines `saw: …` of a test that its record keeps, and characters of each. */
const MAX_SAW = 100
const MAX_SAW_LENGTH = 500

/**
 * Runs a cell's acceptance tests, a few at a time, in containers of its image: without network, without mounts,
 * without privileges, each within its time limit. Those that may take longest are first, and of these those whose
 * service may have to be made. Outcomes are in the order in which the tests ran.
 * @throws ConfigurationError on the first failure: the test, its last output, the line that repeats it.
 */
export function runAcceptance(cell: Cell, options: AcceptanceOptions): Promise<TestResult[]> {
  const { testing = (test) => test() } = options
  const hasService = ({ service }: AcceptanceTest): number => Number(service !== undefined)
  const longestFirst = [...cell.acceptance].sort(
    (a, b) => b.timeout - a.timeout || hasService(b) - hasService(a),
  )
  return inParallel(AT_A_TIME, longestFirst, (test) => testing(() => runTest(test, cell, options)))
}

async function runTest(test: AcceptanceTest, cell: Cell, options: AcceptanceOptions): Promise<TestResult> {
  const started = performance.now()
  const user = test.user === 'random' ? `${randomInt(100_000, 2_000_000_000)}:0` : undefined
  const { failure, saw, tail } = await attempt(test, cell, user, options)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const outcome: TestResult = {
    name: test.name,
    outcome: failure === undefined ? 'passed' : 'failed',
    seconds,
    saw: [...saw],
  }
  options.onOutcome(outcome)
  if (failure === undefined) return outcome
  throw new ConfigurationError(
    [
      `${cell.id}: acceptance test "${test.name}" failed after ${seconds} s: ${failure}. Nothing was pushed. Its last output:`,
      ...tail.map((line) => `  ${line}`),
      'To repeat it:',
      `  ${reproduction(test, cell, user, options)}`,
    ].join('\n'),
  )
}

async function attempt(
  test: AcceptanceTest,
  cell: Cell,
  user: string | undefined,
  options: AcceptanceOptions,
): Promise<Attempt> {
  const { docker, reference: image } = options
  const name = `spark-images-${cell.id}-${test.name}-${randomInt(1e9)}`
  const script = await readFile(path.join(options.images, 'acceptance', test.script), 'utf8')
  const mode = containerMode(test, user)
  const beside = await companionOf(test, cell, mode, options)
  const companion = `${name}-server`
  try {
    const server = beside && (await startWatched(docker, { ...beside, name: companion }))
    const network = server === undefined ? ALONE : ['--network', `container:${companion}`]
    const container = {
      name,
      options: [...network, ...mode, ...environment(test, cell)],
      image,
      command: [...interpreter(test), script],
    }
    const client = await withinTime(docker, container, test.timeout)
    if (client.failure !== undefined || server === undefined || !test.server) return client
    const stop = await stopServer(docker, companion, server.ended)
    return { ...client, saw: [...client.saw, stop.saw], failure: stop.failure }
  } finally {
    if (beside !== undefined) await docker(['rm', '--force', '--volumes', '--', companion])
    await docker(['rm', '--force', '--volumes', '--', name])
  }
}

/** The container that a test runs beside: the cell's own server, or a service. */
async function companionOf(
  test: AcceptanceTest,
  cell: Cell,
  mode: readonly string[],
  { reference: image, service }: AcceptanceOptions,
): Promise<Omit<Container, 'name'> | undefined> {
  if (test.server) return { options: [...ALONE, ...mode], image, command: cell.connect }
  if (test.service === undefined) return undefined
  return { options: [...ALONE, '--init'], image: await service(test.service), command: [] }
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
    if (late) return { saw, tail, failure: `it was not done within ${limit} s` }
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

/** As a restricted pod runs: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function containerMode(test: AcceptanceTest, user: string | undefined): string[] {
  return [
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    ...BRIEF_JVMS,
    ...(user === undefined ? [] : ['--user', user]),
    ...(test['read-only'] ? ['--read-only', '--tmpfs', '/tmp'] : []),
  ]
}

function environment(test: AcceptanceTest, cell: Cell): string[] {
  const remote = test.server ? ['--env', 'SPARK_REMOTE=sc://127.0.0.1:15002'] : []
  const told = {
    SPARK_VERSION: cell.version,
    SPARK_VARIANT: cell.variant,
    // What of the Maven artifacts is there by the catalog: a test fails where one of them is not.
    SPARK_JARS: cell.jars.join(','),
  }
  return [...Object.entries(told).flatMap(([name, value]) => ['--env', `${name}=${value}`]), ...remote]
}

/** A script is an argument of its interpreter: it needs no file in the container and no mount. */
function interpreter(test: AcceptanceTest): string[] {
  return test.script.endsWith('.py') ? ['python3', '-c'] : ['bash', '-c']
}

/** The line that runs the test at home, from the images folder's parent, or from the repository that the test is of. */
function reproduction(
  test: AcceptanceTest,
  cell: Cell,
  user: string | undefined,
  options: AcceptanceOptions,
): string {
  const mode = containerMode(test, user)
  const own = test.script.startsWith(`${WORKSPACE}/`)
  const script = own ? test.script.slice(WORKSPACE.length + 1) : `images/acceptance/${test.script}`
  const file = `"$(cat ${script})"`
  const { command } = options.docker
  const client = [...environment(test, cell), options.image, ...interpreter(test)]
  const beside = test.server
    ? [...mode, options.image, ...cell.connect]
    : test.service && [serviceImage(test.service)]
  const line = (words: readonly string[]): string => words.map(quoted).join(' ')
  if (!beside) return `${command} run --rm ${line([...ALONE, ...mode, ...client])} ${file}`
  return [
    `server=$(${command} run -d --rm ${line([...ALONE, ...beside])});`,
    `${command} run --rm --network container:$server ${line([...mode, ...client])} ${file}`,
    `; ${command} stop $server`,
  ].join(' ')
}

/** A word of a shell's line. Only our own options have anything but plain characters, and no quotes. */
function quoted(word: string): string {
  return /^[\w./:=@,-]+$/.test(word) ? word : `'${word}'`
}

/** Name that the image of a service has in the engine. */
export function serviceImage(name: string): string {
  return `spark-images-service:${name}`
}
