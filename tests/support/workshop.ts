import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serverVersion } from '../../src/engine/builder.ts'
import { type Docker, dockerAt, dockerOutput } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { privateDocker } from '../../src/engine/private/index.ts'
import { type BuildEnvironment, openBuildEnvironment } from '../../src/local/environment.ts'
import type { Report } from '../../src/local/report.ts'
import { type BaseImage, baseOf } from '../../src/plan/plan.ts'
import { type Ended, type EntryEnded, ROOT, runEntry, runProcess } from './process.ts'

/** The cell that `npm start` builds: the default variant of the newest version. */
export const DEFAULT = '4.3.0-baseline'

/** What that cell runs on. */
export const RUNTIME = { id: DEFAULT, runtime: 'trixie', base: 'debian:trixie-slim' }

/** A checkout that tests may break, and the folder of local runs that all of them share. */
export interface Workshop {
  /** The copy of the checkout. */
  readonly root: string
  /** SPARK_IMAGES_HOME. */
  readonly home: string
  /** Runs the local command's committed bundle. */
  local(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>
  /** out/report.json of the last run. */
  report(): Promise<Report>
  /** The engine that the local command uses. */
  docker(): Promise<Docker>
  /** Runs the build entry against an image that the local command built: its engine, its registry, its base. */
  build(image: string, inputs: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv): Promise<EntryEnded>
  /** Leaves one quick acceptance test in the catalog, for tests that are about something else. */
  quicken(tried?: readonly string[]): Promise<void>
  /** The environment in which the engine of the tests is the machine's Docker. */
  engine(): Promise<Readonly<Record<string, string>>>
  /** The engine, started, and the base image that is made there or resolved; nothing is built. */
  open(): Promise<BuildEnvironment & { readonly base: BaseImage }>
  /** The engine's bridge, by which builds reach this machine. */
  gateway(): Promise<string>
  /** Name, tag and digest of the base that the image stands on, in the same registry. */
  baseOf(image: string): Promise<string>
  /** Removes the copy, and ends what was started where nobody else uses it. */
  close(): Promise<void>
}

/** Where the engine of the tests lives, removed by tests/run.ts: short, since unix sockets are in it. */
export const HOME = process.env.SPARK_IMAGES_HOME ?? path.join(tmpdir(), 'spark-images-test')

/** Leaves one quick acceptance test in the catalog of a checkout, and all of these components. */
export async function quicken(checkout: string, tried: readonly string[] = []): Promise<void> {
  const components = path.join(checkout, 'images/components')
  for (const name of (await readdir(components)).filter((one) => !tried.includes(one))) {
    const file = path.join(components, name, 'component.yml')
    const lines = (await readFile(file, 'utf8')).split('\n')
    const kept = lines.filter((line) => !/^ {2}- \{ name: (?!files,)/.test(line)).join('\n')
    await writeFile(file, kept.replaceAll(/^acceptance:\n(?! {2}- )/gm, ''))
  }
}

/** A copy of the checkout; nothing is started yet. */
export async function openWorkshop(): Promise<Workshop> {
  const root = await mkdtemp(path.join(tmpdir(), 'spark-images-workshop-'))
  for (const name of ['dist', 'images', 'package.json']) {
    await cp(path.join(ROOT, name), path.join(root, name), { recursive: true })
  }
  const env = { ...process.env, SPARK_IMAGES_HOME: HOME }
  const local = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    runProcess(process.execPath, [path.join(root, 'dist/local/index.js'), ...args], {
      cwd: root,
      env: { ...env, ...more },
    })
  const docker = async (): Promise<Docker> => {
    const machine = dockerAt('docker')
    return (await serverVersion(machine)) === undefined ? privateDocker(localFolder(env)) : machine
  }
  const engine = async (): Promise<Record<string, string>> => {
    // The command as printed: settings, then the program.
    const settings = (await docker()).command.split(' ')
    const program = settings.pop() ?? ''
    const set = Object.fromEntries(settings.map((setting) => setting.split('=') as [string, string]))
    return { ...set, PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}` }
  }
  const baseNamed = async (image: string): Promise<string> => {
    const labels = ['name', 'digest'].map(
      (key) => `{{index .Config.Labels "org.opencontainers.image.base.${key}"}}`,
    )
    const args = ['image', 'inspect', '--format', labels.join('@'), '--', image]
    const [named, registry] = [await dockerOutput(await docker(), args), image.split('/')[0]]
    // Of an image that was built so already, the label has the registry.
    return named.startsWith(`${registry}/`) ? named : `${registry}/${named}`
  }
  return {
    root,
    home: HOME,
    open: async () => {
      const place = { folder: localFolder(env), wantsRegistry: false, say: () => {} }
      const environment = await openBuildEnvironment({ ...place, cells: [RUNTIME] })
      return { ...environment, base: baseOf(RUNTIME, environment.bases) }
    },
    gateway: async () => {
      const format = '{{(index .IPAM.Config 0).Gateway}}'
      return dockerOutput(await docker(), ['network', 'inspect', '--format', format, 'bridge'])
    },
    local,
    docker,
    baseOf: baseNamed,
    engine,
    quicken: (tried) => quicken(root, tried),
    build: async (image, inputs, more = {}) => {
      const name = image.slice(0, image.lastIndexOf(':'))
      const defaults = { cell: DEFAULT, image: name, base: await baseNamed(image), 'no-cache': 'false' }
      return runEntry('build', { ...defaults, ...inputs }, { ...(await engine()), ...more }, root)
    },
    report: async () => JSON.parse(await readFile(path.join(root, 'out/report.json'), 'utf8')) as Report,
    close: async () => {
      // An engine whose folder was named belongs to whoever named it: it serves the next file too.
      if (process.env.SPARK_IMAGES_HOME === undefined) await local(['stop'])
      await rm(root, { recursive: true, force: true })
    },
  }
}
