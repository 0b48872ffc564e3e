import { access, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigurationError } from '../../errors.ts'
import { output } from '../command.ts'
import type { Folder } from './folder.ts'

/** From the machine's own release: what the engine, the registry and the base image need. */
const HOST_PACKAGES = ['runc', 'iptables', 'iproute2', 'docker-registry', 'mmdebstrap', 'tini']

/** From forky, without their dependencies: Docker 28 and buildx 0.29 run on the older libc as they are. */
const ENGINE_SUITE = 'forky'
const ENGINE_PACKAGES = ['docker.io', 'docker-cli', 'containerd', 'docker-buildx']

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Debian's archives as this machine reaches them; their hosts are the machine's settings, not ours. */
export interface Mirror {
  readonly main: string
  readonly security?: string
}

/**
 * Says why a private engine can't be set up here, or nothing when it can.
 * The reasons are what a person can act on.
 */
export async function obstacle(): Promise<string | undefined> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  if (!/^ID=debian$/m.test(release)) return 'this is not Debian'
  if (process.getuid?.() !== 0) return 'this user is not root'
  return undefined
}

/** Downloads and unpacks the programs into the folder, once; nothing is installed on the machine. */
export async function unpackPrograms(folder: Folder, say: (step: string) => void): Promise<void> {
  const done = path.join(folder.programs, '.complete')
  if (await exists(done)) return
  say('downloading the engine (Debian packages, unpacked into its own folder)')
  await rm(folder.programs, { recursive: true, force: true })
  await rm(folder.apt, { recursive: true, force: true })

  await unpackHostPackages(folder, HOST_PACKAGES, folder.programs)
  await unpackSuitePackages(folder, ENGINE_SUITE, ENGINE_PACKAGES, folder.programs)
  await linkPrograms(folder)
  await rm(folder.apt, { recursive: true, force: true })
  await writeFile(done, '')
}

/**
 * Unpacks packages of the machine's own release into a folder, with what they need and the machine has not:
 * resolved against what is installed, downloaded, not installed. apt's lists stay in `folder.apt`.
 */
export async function unpackHostPackages(
  folder: Pick<Folder, 'apt'>,
  packages: readonly string[],
  target: string,
): Promise<void> {
  const { options, archives } = await aptSettings(folder, 'host')
  await output('apt-get', [...options, 'update'])
  const choice = ['--no-install-recommends', '--download-only']
  await output('apt-get', [...options, ...choice, 'install', '--', ...packages])
  await unpackArchives(archives, target)
}

/** Unpacks packages of another release of Debian into a folder, without what they depend on. */
export async function unpackSuitePackages(
  folder: Pick<Folder, 'apt'>,
  suite: string,
  packages: readonly string[],
  target: string,
): Promise<void> {
  // Lists of our own: a fresh machine has none.
  const host = await aptSettings(folder, 'host')
  await output('apt-get', [...host.options, 'update'])
  const { main } = await mirror(host.options)
  const sources = path.join(folder.apt, `${suite}.sources`)
  await writeFile(sources, deb822([{ uri: main, suites: [suite] }]))
  const { options, archives } = await aptSettings(folder, suite, sources)
  await output('apt-get', [...options, 'update'])
  await output('apt-get', [...options, 'download', '--', ...packages], { cwd: archives })
  await unpackArchives(archives, target)
}

async function unpackArchives(archives: string, target: string): Promise<void> {
  for (const name of (await readdir(archives)).filter((file) => file.endsWith('.deb'))) {
    await output('dpkg', ['--extract', path.join(archives, name), target])
  }
}

/**
 * The mirror that this machine's apt uses for Debian's archive, by the lists that it has, or those that the
 * options name. @throws ConfigurationError if there is none.
 */
export async function mirror(options: readonly string[] = []): Promise<Mirror> {
  const listed = await output('apt-get', [
    ...options,
    'indextargets',
    '--format',
    '$(REPO_URI) $(CODENAME) $(COMPONENT) $(ORIGIN)',
    'Created-By: Packages',
  ])
  const targets = listed.split('\n').map((line) => line.split(' '))
  const own = /^VERSION_CODENAME=(\w+)$/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1]
  const uriOf = (suite: string): string | undefined =>
    targets.find(([, codename, component]) => codename === suite && component === 'main')?.[0]
  const main = uriOf(`${own}`)
  if (main === undefined) {
    throw new ConfigurationError(
      `apt has no source for ${own} main, which the engine's packages come from; run apt-get update, or install Docker`,
    )
  }
  const security = uriOf(`${own}-security`)
  return security === undefined ? { main } : { main, security }
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

/** PATH with the unpacked programs first, and what these need to find their own libraries. */
export function programEnvironment(folder: Folder): Record<string, string> {
  const { programs } = folder
  const libraries = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const folders = ['spark-images', 'usr/sbin', 'usr/bin', 'sbin', 'bin'].map((name) =>
    path.join(programs, name),
  )
  return {
    PATH: [...folders, process.env.PATH ?? '', '/usr/sbin', '/sbin'].join(path.delimiter),
    LD_LIBRARY_PATH: `${programs}/usr/lib/${libraries}:${programs}/lib/${libraries}`,
    XTABLES_LIBDIR: `${programs}/usr/lib/${libraries}/xtables`,
  }
}

/** Names that Debian's maintainer scripts would have made as alternatives. */
async function linkPrograms(folder: Folder): Promise<void> {
  const links = path.join(folder.programs, 'spark-images')
  await mkdir(links)
  for (const name of ['iptables', 'ip6tables', 'iptables-save', 'ip6tables-save']) {
    await symlink(path.join(folder.programs, 'usr/sbin/xtables-nft-multi'), path.join(links, name))
  }
  const plugins = path.join(folder.config, 'cli-plugins')
  await mkdir(plugins, { recursive: true })
  await rm(path.join(plugins, 'docker-buildx'), { force: true })
  await symlink(
    path.join(folder.programs, 'usr/libexec/docker/cli-plugins/docker-buildx'),
    path.join(plugins, 'docker-buildx'),
  )
}

/** Options that keep apt's lists and archives in our folder, and where its archives then are. */
async function aptSettings(
  folder: Pick<Folder, 'apt'>,
  name: string,
  sources?: string,
): Promise<{ options: string[]; archives: string }> {
  const base = path.join(folder.apt, name)
  const archives = path.join(base, 'cache', 'archives')
  await mkdir(path.join(base, 'lists', 'partial'), { recursive: true })
  await mkdir(path.join(archives, 'partial'), { recursive: true })
  const settings = {
    'Dir::State::lists': path.join(base, 'lists'),
    'Dir::Cache': path.join(base, 'cache'),
    // apt's unprivileged user can't read a folder below /root.
    'APT::Sandbox::User': 'root',
    // With our own folders there is nothing to share with a running apt.
    'Debug::NoLocking': '1',
    ...(sources === undefined
      ? {}
      : { 'Dir::Etc::sourcelist': sources, 'Dir::Etc::sourceparts': '/dev/null' }),
  }
  return {
    options: ['-qq', '-y', ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])],
    archives,
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
