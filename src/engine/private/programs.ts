/**
 * The programs of the private engine: Debian packages in a folder of their own, found by a PATH that leads to
 * nothing else. A program that has libraries there is started by a wrapper, which sets what it needs for this
 * one program: the machine's own programs never see these libraries.
 */
import { lstat, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Folder } from './folder.ts'
import { unpackHostPackages, unpackSuitePackages } from './packages.ts'

/** Packages, and where each program of theirs is that is called by its name. */
interface ProgramSet {
  /** Of the machine's own release. */
  readonly packages: readonly string[]
  /** Of another release, without their dependencies. */
  readonly engine: readonly string[]
}

const TOOLS = ['docker-registry', 'mmdebstrap', 'mount']

const SETS = {
  /** What makes and serves the base image. */
  tools: { packages: TOOLS, engine: [] },
  /** That, and an engine. */
  engine: {
    packages: [...TOOLS, 'runc', 'iptables', 'nftables', 'iproute2', 'tini'],
    // Docker 28 and buildx 0.29 run on the older libc as they are.
    engine: ['docker.io', 'docker-cli', 'containerd', 'docker-buildx'],
  },
} satisfies Record<string, ProgramSet>

const ENGINE_SUITE = 'forky'

/** The folder that PATH leads to. */
const NAMES = 'spark-images'

/** Programs that need no library but those of every Debian, by the names that they are called by. */
const PLAIN: readonly (readonly [name: string, program: string])[] = [
  ['containerd', 'containerd'],
  ['containerd-shim-runc-v2', 'containerd-shim-runc-v2'],
  ['docker', 'docker'],
  ['docker-init', 'tini-static'],
  ['docker-proxy', 'docker-proxy'],
  ['docker-registry', 'docker-registry'],
  ['dockerd', 'dockerd'],
  ['runc', 'runc'],
]

const LIBRARIES = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'

const XTABLES = ['iptables', 'ip6tables'].flatMap((family) =>
  ['', '-save', '-restore'].map((action) => `${family}${action}`),
)

/**
 * Programs that need libraries or modules of the folder, each with the program that it is and the command that
 * starts it; `$own` is the folder, `$file` the program in it.
 */
const WRAPPED: readonly (readonly [name: string, program: string, command: string])[] = [
  ...['ip', 'mount', 'nft', 'umount'].map((name) => [name, name, '"$file"'] as const),
  ...XTABLES.map(
    (name) =>
      [
        name,
        'xtables-nft-multi',
        `"$own/usr/sbin/xtables-\${SPARK_IMAGES_RULES:-nft}-multi" ${name}`,
      ] as const,
  ),
  ['mmtarfilter', 'mmtarfilter', '"$own/usr/bin/python3" -I "$file"'],
  ['mmdebstrap', 'mmdebstrap', '/usr/bin/perl "$file"'],
]

/** A wrapper's text. Legacy iptables locks a file of the machine: the engine itself has a /run of its own. */
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

/** Which of the kernel's two interfaces for iptables' rules is used. */
export type RuleBackend = 'nft' | 'legacy'

/**
 * Downloads and unpacks programs into the folder, once; nothing is installed on the machine.
 * @param set the whole engine, or only what makes and serves the base image.
 * @throws ConfigurationError when packages can't be had.
 */
export async function unpackPrograms(
  folder: Folder,
  say: (step: string) => void,
  set: keyof typeof SETS = 'engine',
): Promise<void> {
  const { packages, engine } = SETS[set]
  const mark = path.join(folder.programs, '.complete')
  const wanted = [...packages, ...engine]
  const unpacked = (await readFile(mark, 'utf8').catch(() => '')).split('\n')
  if (wanted.every((name) => unpacked.includes(name))) return
  say(`downloading the ${set} (Debian packages, unpacked into a folder of their own)`)
  const target = `${folder.programs}.new`
  await rm(target, { recursive: true, force: true })
  await rm(folder.apt, { recursive: true, force: true })

  await unpackHostPackages(folder, packages, target)
  if (engine.length > 0) await unpackSuitePackages(folder, ENGINE_SUITE, engine, target)
  await linkPrograms(folder, target)
  await rm(folder.apt, { recursive: true, force: true })
  await writeFile(path.join(target, '.complete'), wanted.join('\n'))
  await rm(folder.programs, { recursive: true, force: true })
  await rename(target, folder.programs)
}

/** Variables by which a program finds the unpacked ones, and these the kernel's rules. */
export function programEnvironment(folder: Folder, rules: RuleBackend = 'nft'): Record<string, string> {
  return {
    PATH: [path.join(folder.programs, NAMES), process.env.PATH ?? '', '/usr/sbin', '/sbin'].join(
      path.delimiter,
    ),
    SPARK_IMAGES_RULES: rules,
  }
}

/** Fills the folder of names in an unpacked folder that is going to be `folder.programs`, and sets up buildx. */
async function linkPrograms(folder: Folder, unpacked: string): Promise<void> {
  const names = path.join(unpacked, NAMES)
  await mkdir(names)
  for (const [name, program] of PLAIN) {
    const file = await locate(unpacked, program)
    if (file !== undefined) await symlink(path.join(folder.programs, file), path.join(names, name))
  }
  for (const [name, program, command] of WRAPPED) {
    const file = await locate(unpacked, program)
    if (file === undefined) continue
    await writeFile(path.join(names, name), wrapper(folder.programs, file, command), { mode: 0o755 })
  }
  const plugins = path.join(folder.config, 'cli-plugins')
  await mkdir(plugins, { recursive: true })
  await rm(path.join(plugins, 'docker-buildx'), { force: true })
  const buildx = path.join(folder.programs, 'usr/libexec/docker/cli-plugins/docker-buildx')
  await symlink(buildx, path.join(plugins, 'docker-buildx'))
}

/** Where a program lies below an unpacked folder, before or after /usr was merged; links may lead out of it. */
async function locate(folder: string, name: string): Promise<string | undefined> {
  for (const place of ['usr/sbin', 'usr/bin', 'sbin', 'bin']) {
    const file = path.join(place, name)
    if ((await lstat(path.join(folder, file)).catch(() => undefined))?.isFile()) return file
  }
  return undefined
}
