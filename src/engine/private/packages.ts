/** Downloads and unpacks Debian packages, whatever the machine has installed, locked, pinned or half upgraded. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { aptOptions } from '../../archive/apt.ts'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { output, run } from '../command.ts'
import type { Folder } from './folder.ts'

/**
 * Packages of every Debian, which come from the machine with their dependencies. usr-is-merged is named because its
 * alternative, usrmerge, needs Perl, which some Debians lack.
 */
const BASE = ['?essential', 'apt', 'usr-is-merged']
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'

type AptFolder = Pick<Folder, 'apt'>

/** Returns why packages can't be unpacked on this machine, or undefined if they can. */
export async function obstacle(): Promise<string | undefined> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  if (!/^ID=debian$/m.test(release)) return 'this is not Debian'
  return process.getuid?.() === 0 ? undefined : 'this user is not root'
}

/** Unpacks packages of the machine's own release, with their dependencies. @throws ConfigurationError with apt's message. */
export async function unpackHostPackages(
  folder: AptFolder,
  packages: readonly string[],
  target: string,
): Promise<void> {
  const { suite, main, security } = await findMirror(folder)
  const updates = security === undefined ? [] : [{ uri: security, suites: [`${suite}-security`] }]
  const apt = await openApt(folder, [{ uri: main, suites: [suite] }, ...updates])
  const resolve = async (names: readonly string[]): Promise<string[]> => {
    const simulated = await apt(['--simulate', 'install', '--', ...names])
    return [...simulated.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name)
  }
  // What apt would install on an empty system.
  const base = await resolve(BASE)
  const wanted = (await resolve([...BASE, ...packages])).filter((name) => !base.includes(name))
  await unpack(folder, apt, wanted, target)
}

/** Unpacks packages of another release of Debian, without their dependencies. */
export async function unpackSuitePackages(
  folder: AptFolder,
  suite: string,
  packages: readonly string[],
  target: string,
): Promise<void> {
  const { main } = await findMirror(folder)
  await unpack(folder, await openApt(folder, [{ uri: main, suites: [suite] }]), packages, target)
}

/**
 * Finds the mirrors that this machine's apt uses for its release of Debian, like bookworm, in fresh lists, since a new
 * machine has none. Other sources may be unreachable.
 * @throws ConfigurationError if there is none.
 */
export async function findMirror(folder: AptFolder) {
  const options = await aptOptions(folder.apt, 'machine.conf')
  const updated = await run('apt-get', [...options, 'update'])
  const format = ['--format', '$(REPO_URI) $(CODENAME) $(COMPONENT)']
  const listed = await output('apt-get', [...options, 'indextargets', ...format, 'Created-By: Packages'])
  const targets = listed.split('\n').map((line) => line.split(' '))
  const suite = /^VERSION_CODENAME=(\w+)$/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1] ?? 'sid'
  const uriOf = (wanted: string): string | undefined =>
    targets.find(([, codename, component]) => codename === wanted && component === 'main')?.[0]
  const main = uriOf(suite)
  if (main === undefined) {
    const words = updated.stderr.trim()
    throw new ConfigurationError(
      `apt reaches no source for ${suite} main, which the engine's packages come from; make apt-get update work, or install Docker${words === '' ? '' : `. apt-get update says:\n${words}`}`,
    )
  }
  return { suite, main, security: uriOf(`${suite}-security`) }
}

/** Apt sources in deb822, signed by Debian's keys. */
export function deb822(stanzas: readonly { uri: string; suites: readonly string[] }[]): string {
  const texts = stanzas.map(({ uri, suites }) => {
    const places = `URIs: ${uri}\nSuites: ${suites.join(' ')}\nComponents: main`
    return `Types: deb\n${places}\nSigned-By: ${KEYRING}\n`
  })
  return texts.join('\n')
}

type Apt = Awaited<ReturnType<typeof openApt>>

/** Prepares apt-get for the given sources, with fresh lists and as if nothing were installed. */
async function openApt(folder: AptFolder, stanzas: Parameters<typeof deb822>[0]) {
  const sources = path.join(folder.apt, 'debian.sources')
  const own = { 'Dir::Etc::sourcelist': sources, 'Dir::Etc::sourceparts': '/dev/null' }
  const options = await aptOptions(folder.apt, 'apt.conf', own)
  await writeFile(sources, deb822(stanzas))
  const apt = (args: readonly string[], cwd?: string): Promise<string> =>
    output('apt-get', [...options, ...args], { cwd }).catch((error: unknown) => {
      throw new ConfigurationError(`Debian packages can't be downloaded: ${messageOf(error)}`)
    })
  await apt(['update'])
  return apt
}

async function unpack(folder: AptFolder, apt: Apt, packages: readonly string[], target: string) {
  const archives = path.join(folder.apt, 'archives')
  await rm(archives, { recursive: true, force: true })
  await mkdir(archives)
  await mkdir(target, { recursive: true })
  await apt(['download', '--', ...packages], archives)
  for (const name of await readdir(archives))
    await output('dpkg', ['--extract', path.join(archives, name), target])
}
