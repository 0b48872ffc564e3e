/**
 * Runs in a throwaway Debian: sets up what `npm start` sets up, uses it, and takes it away. Prints what it found as
 * the last line, in JSON.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { output } from '../../src/engine/command.ts'
import { dockerOutput } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { openBuildEnvironment, stop } from '../../src/local/environment.ts'
import { RUNTIME } from '../support/workshop.ts'

/** What is left in the network: bridges, and rules without their counters. */
async function network(): Promise<string> {
  const rules = await output('iptables-save', [])
  const links = await output('ls', ['/sys/class/net'])
  return `${links}\n${rules.replaceAll(/^#.*$/gm, '').replaceAll(/\[\d+:\d+\]/g, '')}`
}

const folder = localFolder({ SPARK_IMAGES_HOME: '/home/engine' })
const before = await network()
const { docker, registry, bases } = await openBuildEnvironment({
  folder,
  cells: [RUNTIME],
  wantsRegistry: true,
  say: (text) => process.stdout.write(`${text}\n`),
})
const context = '/home/context'
await mkdir(context)
await writeFile(
  path.join(context, 'Dockerfile'),
  `FROM ${bases[RUNTIME.runtime]?.reference}\nRUN cat /etc/debian_version >/version\n`,
)
const image = `${registry}/tried:1`
await dockerOutput(docker, ['buildx', 'build', '--quiet', '--push', '--tag', image, '--', context])
const version = await dockerOutput(docker, ['run', '--rm', '--', image, 'cat', '/version'])
const published = await dockerOutput(docker, [
  'run',
  '--detach',
  '--publish',
  '127.0.0.1::80',
  '--',
  image,
  'sleep',
  '60',
])
await dockerOutput(docker, ['rm', '--force', '--', published])
const stopped = await stop(folder, true)
process.stdout.write(`${JSON.stringify({ version, stopped, clean: before === (await network()) })}\n`)
