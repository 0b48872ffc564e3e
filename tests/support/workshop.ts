import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serverVersion } from '../../src/engine/builder.ts'
import { type Docker, dockerAt } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { privateDocker } from '../../src/engine/private/index.ts'
import type { Report } from '../../src/local/report.ts'
import { type Ended, ROOT, runProcess } from './process.ts'

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
  /** Ends what was started and removes the copy. */
  close(): Promise<void>
}

/** Where the engine of the tests lives, removed by tests/run.ts: short, since unix sockets are in it. */
export const HOME = process.env.SPARK_IMAGES_HOME ?? path.join(tmpdir(), 'spark-images-test')

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
  return {
    root,
    home: HOME,
    local,
    report: async () => JSON.parse(await readFile(path.join(root, 'out/report.json'), 'utf8')) as Report,
    docker: async () => {
      const machine = dockerAt('docker')
      return (await serverVersion(machine)) === undefined ? privateDocker(localFolder(env)) : machine
    },
    close: async () => {
      await local(['stop'])
      await rm(root, { recursive: true, force: true })
    },
  }
}
