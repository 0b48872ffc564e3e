/**
 * Downloads Debian packages with apt and unpacks them into a folder. Nothing is installed, and nothing that
 * the machine has installed, locked, pinned or half upgraded matters.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { output, run } from '../command.ts'
import type { Folder } from './folder.ts'

/**
 * What every Debian has; its usual way to a merged /usr would bring in Perl, which not every Debian has.
 * These and what they depend on come from the machine, all else from packages.
 */
const BASE = ['?essential', 'apt', 'usr-is-merged']

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Debian's archives as this machine reaches them; their hosts are the machine's settings, not ours. */
export interface Mirror {
  /** Codename of the machine's release, like bookworm. */
  readonly suite: string
  readonly main: string
  readonly security?: string
}

/**
 * Says why no packages can be unpacked here, or nothing when they can.
 * The reasons are what a person can act on.
 */
export async function obstacle(): Promise<string | undefined> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  if (!/^ID=debian$/m.test(release)) return 'this is not Debian'
  if (process.getuid?.() !== 0) return 'this user is not root'
  return undefined
}

/**
 * Unpacks packages of the machine's own release into a folder, with all that they need beyond what every
 * Debian has. apt's lists and downloads stay in `folder.apt`.
 * @throws ConfigurationError with apt's words when something can't be had.
 */
export async function unpackHostPackages(
  folder: Pick<Folder, 'apt'>,
  packages: readonly string[],
  target: string,
): Promise<void> {
  const { suite, main, security } = await findMirror(folder)
  const stanzas = [
    { uri: main, suites: [suite] },
    ...(security === undefined ? [] : [{ uri: security, suites: [`${suite}-security`] }]),
  ]
  const apt = await openApt(folder, stanzas)
  const [base, all] = [await apt.resolve(BASE), await apt.resolve([...BASE, ...packages])]
  await apt.unpack(
    all.filter((name) => !base.includes(name)),
    target,
  )
}

/** Unpacks packages of another release of Debian into a folder, without what they depend on. */
export async function unpackSuitePackages(
  folder: Pick<Folder, 'apt'>,
  suite: string,
  packages: readonly string[],
  target: string,
): Promise<void> {
  const { main } = await findMirror(folder)
  const apt = await openApt(folder, [{ uri: main, suites: [suite] }])
  await apt.unpack(packages, target)
}

/**
 * The mirrors that this machine's apt uses for Debian's archive. They are looked up in fresh lists: a new
 * machine has none. A source that can't be reached does not matter here, as long as Debian's can.
 * @throws ConfigurationError if there is none.
 */
export async function findMirror(folder: Pick<Folder, 'apt'>): Promise<Mirror> {
  const options = await aptOptions(folder)
  const updated = await run('apt-get', [...options, 'update'])
  const format = '$(REPO_URI) $(CODENAME) $(COMPONENT)'
  const listed = await output('apt-get', [
    ...options,
    'indextargets',
    '--format',
    format,
    'Created-By: Packages',
  ])
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

/** apt sources in deb822 form, signed by Debian's keys. */
export function deb822(stanzas: readonly { uri: string; suites: readonly string[] }[]): string {
  return stanzas
    .map(
      ({ uri, suites }) =>
        `Types: deb\nURIs: ${uri}\nSuites: ${suites.join(' ')}\nComponents: main\nSigned-By: ${KEYRING}\n`,
    )
    .join('\n')
}

/** apt over given sources, as if nothing were installed. */
interface Apt {
  /** Names of all packages that an installation of these on an empty system would bring. */
  resolve(packages: readonly string[]): Promise<string[]>
  unpack(packages: readonly string[], target: string): Promise<void>
}

async function openApt(folder: Pick<Folder, 'apt'>, stanzas: Parameters<typeof deb822>[0]): Promise<Apt> {
  const sources = path.join(folder.apt, 'debian.sources')
  const options = await aptOptions(folder, sources)
  await writeFile(sources, deb822(stanzas))
  const apt = async (args: readonly string[], cwd?: string): Promise<string> => {
    const words = await output('apt-get', [...options, ...args], { cwd }).catch((error: unknown) => {
      throw new ConfigurationError(`Debian's packages can't be had. ${messageOf(error)}`)
    })
    return words
  }
  await apt(['update'])
  return {
    resolve: async (packages) => {
      const simulated = await apt(['--simulate', 'install', '--', ...packages])
      return [...simulated.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name)
    },
    unpack: async (packages, target) => {
      const archives = path.join(folder.apt, 'archives')
      await rm(archives, { recursive: true, force: true })
      await mkdir(archives)
      await mkdir(target, { recursive: true })
      await apt(['download', '--', ...packages], archives)
      for (const name of await readdir(archives))
        await output('dpkg', ['--extract', path.join(archives, name), target])
    },
  }
}

/**
 * Options that keep apt to our folder. What reaches the archive, like proxies, is the machine's; what is
 * installed, pinned or locked, and what is to happen after an update, is not.
 */
async function aptOptions(folder: Pick<Folder, 'apt'>, sources?: string): Promise<string[]> {
  for (const name of ['lists/partial', 'cache/archives/partial'])
    await mkdir(path.join(folder.apt, name), { recursive: true })
  const at = (name: string): string => path.join(folder.apt, name)
  await writeFile(at('status'), '')
  const settings = {
    'Dir::State::status': at('status'),
    'Dir::State::lists': at('lists'),
    'Dir::Cache': at('cache'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Acquire::Languages': 'none',
    'APT::Default-Release': '',
    'APT::Install-Recommends': 'false',
    // apt's unprivileged user can't read a folder below /root.
    'APT::Sandbox::User': 'root',
    // With our own folders there is nothing to share with a running apt.
    'Debug::NoLocking': '1',
    ...(sources === undefined
      ? {}
      : { 'Dir::Etc::sourcelist': sources, 'Dir::Etc::sourceparts': '/dev/null' }),
  }
  const hooks = ['Pre-Invoke', 'Post-Invoke', 'Post-Invoke-Success']
  const lines = [
    ...hooks.map((hook) => `#clear APT::Update::${hook};`),
    ...Object.entries(settings).map(([key, value]) => `${key} "${value}";`),
  ]
  const file = at(sources === undefined ? 'machine.conf' : 'apt.conf')
  await writeFile(file, `${lines.join('\n')}\n`)
  return ['--config-file', file, '-qq']
}
