/**
 * The programs of the private engine: unpacked Debian packages, with a folder of links and wrappers for PATH. A wrapper
 * sets the library path for its one program, so that the machine's own never see these libraries.
 */
import { lstat, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Folder } from './folder.ts'
import { unpackHostPackages, unpackSuitePackages } from './packages.ts'

const TOOLS = ['docker-registry', 'mmdebstrap', 'mount']
/**
 * Debian packages: those of the machine's own release with their dependencies, and the engine from a newer release.
 * Docker 28 and buildx 0.29 also run on the older libc. `tools` make and serve the base image.
 */
const SETS = {
  tools: { packages: TOOLS, engine: [] },
  engine: {
    packages: [...TOOLS, 'runc', 'iptables', 'nftables', 'iproute2', 'tini'],
    engine: ['docker.io', 'docker-cli', 'containerd', 'docker-buildx'],
  },
}
const ENGINE_SUITE = 'forky'
const NAMES = 'spark-images'

/** Programs that need only the libraries of every Debian. docker-init is a link to tini-static. */
const DOCKERS = ['docker', 'docker-init', 'docker-proxy', 'docker-registry', 'dockerd']
const PLAIN = [...DOCKERS, 'containerd', 'containerd-shim-runc-v2', 'runc']

const LIBRARIES = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
const IPTABLES = ['iptables', 'ip6tables'].flatMap((name) => [name, `${name}-save`, `${name}-restore`])

/** Wrappers of programs that need libraries or modules of the folder `$own`: their names and commands. */
const WRAPPED = [
  ...['ip', 'mount', 'nft', 'umount'].map((name) => [name, '"$file"'] as const),
  ...IPTABLES.map(
    (name) => [name, `"$own/usr/sbin/xtables-\${SPARK_IMAGES_RULES:-nft}-multi" ${name}`] as const,
  ),
  ['mmtarfilter', '"$own/usr/bin/python3" -I "$file"'],
  ['mmdebstrap', '/usr/bin/perl "$file"'],
] as const

/** The text of a wrapper. The engine has its own /run, but legacy iptables must lock the machine's file. */
const wrapper = (own: string, file: string, command: string): string => `#!/bin/sh
own='${own.replaceAll("'", "'\\''")}'
file="$own/${file}"
perl=$(/usr/bin/perl -e 'printf "%vd", $^V')
export LD_LIBRARY_PATH="$own/usr/lib/${LIBRARIES}:$own/lib/${LIBRARIES}"
export PERL5LIB="$own/usr/share/perl/$perl:$own/usr/lib/${LIBRARIES}/perl/$perl"
export XTABLES_LIBDIR="$own/usr/lib/${LIBRARIES}/xtables"
export XTABLES_LOCKFILE=/proc/1/root/run/xtables.lock
exec ${command} "$@"
`

/** Downloads and unpacks programs, once. @throws ConfigurationError if packages can't be downloaded. */
export async function unpackPrograms(
  folder: Folder,
  say: (step: string) => void,
  set: keyof typeof SETS = 'engine',
): Promise<void> {
  const { packages, engine } = SETS[set]
  const wanted: readonly string[] = [...packages, ...engine]
  const mark = await readFile(path.join(folder.programs, '.complete'), 'utf8').catch(() => '')
  const unpacked = mark.split('\n')
  if (wanted.every((name) => unpacked.includes(name))) return
  say(`downloading the ${set} (Debian packages, unpacked into a folder of their own)`)
  const target = `${folder.programs}.new`
  for (const old of [target, folder.apt]) await rm(old, { recursive: true, force: true })
  await unpackHostPackages(folder, packages, target)
  if (engine.length > 0) await unpackSuitePackages(folder, ENGINE_SUITE, engine, target)
  await linkPrograms(folder, target)
  await writeFile(path.join(target, '.complete'), wanted.join('\n'))
  for (const old of [folder.apt, folder.programs]) await rm(old, { recursive: true, force: true })
  await rename(target, folder.programs)
}

/** The environment in which programs find the unpacked ones, and iptables uses `rules`. */
export function programEnvironment(folder: Folder, rules: 'nft' | 'legacy' = 'nft'): Record<string, string> {
  const places = [path.join(folder.programs, NAMES), process.env.PATH ?? '', '/usr/sbin', '/sbin']
  return { PATH: places.join(path.delimiter), SPARK_IMAGES_RULES: rules }
}

/** Makes links and wrappers in `unpacked`, which is going to be `folder.programs`, and links buildx as a plugin. */
async function linkPrograms(folder: Folder, unpacked: string): Promise<void> {
  const names = path.join(unpacked, NAMES)
  await mkdir(names)
  for (const name of PLAIN) {
    const file = await locate(unpacked, name === 'docker-init' ? 'tini-static' : name)
    if (file !== undefined) await symlink(path.join(folder.programs, file), path.join(names, name))
  }
  for (const [name, command] of WRAPPED) {
    const file = await locate(unpacked, IPTABLES.includes(name) ? 'xtables-nft-multi' : name)
    if (file === undefined) continue
    await writeFile(path.join(names, name), wrapper(folder.programs, file, command), { mode: 0o755 })
  }
  const plugin = path.join(folder.config, 'cli-plugins/docker-buildx')
  await mkdir(path.dirname(plugin), { recursive: true })
  await rm(plugin, { force: true })
  await symlink(path.join(folder.programs, 'usr/libexec/docker/cli-plugins/docker-buildx'), plugin)
}

/** Finds a program in an unpacked folder, with or without a merged /usr. Links don't count: they may lead out of it. */
async function locate(folder: string, name: string): Promise<string | undefined> {
  for (const place of ['usr/sbin', 'usr/bin', 'sbin', 'bin']) {
    const file = path.join(place, name)
    if ((await lstat(path.join(folder, file)).catch(() => undefined))?.isFile()) return file
  }
  return undefined
}
