import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { getCACertificates } from 'node:tls'
import { hostCaBundle } from '../../src/engine/buildx.ts'
import { output, run } from '../../src/engine/command.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { obstacle, unpackHostPackages, unpackSuitePackages } from '../../src/engine/private/packages.ts'
import { hostPython } from '../clients/python.ts'
import { ROOT, there } from './process.ts'
import { HOME } from './workshop.ts'

/** Where the tools of the tests are kept, once they were fetched; tests/run.ts removes it with the rest. */
export const FOLDER = path.join(localFolder({ SPARK_IMAGES_HOME: HOME }).root, 'tools')

/** Of Debian's stable release. Go itself then fetches the version that tests/tools/go.mod asks for. */
const GO = { suite: 'trixie', packages: ['golang-1.24-go', 'golang-1.24-src'], bin: 'usr/lib/go-1.24/bin' }

/** Programs, each with the folder of the go.mod that it is of: Sigstore's need other versions than the others. */
const PROGRAMS = {
  act: ['tests/tools', 'github.com/nektos/act'],
  actionlint: ['tests/tools', 'github.com/rhysd/actionlint/cmd/actionlint'],
  crane: ['tests/tools', 'github.com/google/go-containerregistry/cmd/crane'],
  cosign: ['tests/tools/cosign', 'github.com/sigstore/cosign/v3/cmd/cosign'],
  certificates: ['tests/tools/sigstore', './certificates'],
  oras: ['tests/tools/oras', 'oras.land/oras/cmd/oras'],
  fulcio: ['tests/tools/sigstore', 'github.com/sigstore/fulcio'],
  'rekor-server': ['tests/tools/sigstore', 'github.com/sigstore/rekor/cmd/rekor-server'],
  kyverno: ['tests/tools/kyverno', 'github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno'],
  'policy-tester': ['tests/tools/policy-controller', 'github.com/sigstore/policy-controller/cmd/tester'],
  'policy-trust': ['tests/tools/policy-controller', './trust'],
  timestamps: ['tests/tools/sigstore', './timestamps'],
  trillian: ['tests/tools/sigstore', './trillian'],
} as const

/**
 * A program that is published as a Go module, built from it: versions and checksums are in tests/tools.
 * @throws Error that says what to install where there is no Go and none can be had.
 */
export async function goProgram(name: keyof typeof PROGRAMS): Promise<string> {
  const file = path.join(FOLDER, 'bin', name)
  if (await there(file)) return file
  const built = path.join(FOLDER, 'go/bin', name)
  const [folder, program] = PROGRAMS[name]
  await goBuild(path.join(ROOT, folder), ['-ldflags=-s -w', '-o', built, program])
  await mkdir(path.dirname(file), { recursive: true })
  await rename(built, file)
  return file
}

/**
 * Runs `go build` in a module's folder, with the versions and checksums that its go.mod and go.sum have.
 * @throws Error that says what to install where there is no Go and none can be had.
 */
export async function goBuild(
  module: string,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<void> {
  const work = path.join(FOLDER, 'go')
  const env = {
    GOPATH: path.join(work, 'path'),
    GOCACHE: path.join(work, 'cache'),
    GOFLAGS: '-modcacherw -mod=readonly -trimpath',
    GOTOOLCHAIN: 'auto',
    CGO_ENABLED: '0',
    ...(await trust()),
  }
  const command = await go()
  const { exitCode, stderr } = await run(command, ['build', ...args], { cwd: module, env, onLine })
  if (exitCode !== 0) throw new Error(`go build in ${module} ended with ${exitCode}: ${stderr}`)
}

/** zizmor, from its wheel: version and checksums are in tests/tools. */
export async function zizmor(): Promise<string> {
  const folder = path.join(FOLDER, 'zizmor')
  const file = path.join(folder, 'bin/zizmor')
  if (await there(file)) return file
  const { command, pip, env } = await hostPython(path.join(FOLDER, 'debian-python'))
  const options = { env: { ...definite(env), ...(await trust()) } }
  const without = pip.length === 0 ? [] : ['--without-pip']
  await output(command, ['-m', 'venv', '--clear', ...without, '--', folder], options)
  const install = [...(pip.length === 0 ? ['-m', 'pip'] : pip), 'install', '--quiet', '--no-deps']
  install.push('--disable-pip-version-check', '--no-input', '--only-binary=:all:', '--require-hashes')
  const lock = path.join(ROOT, 'tests/tools/zizmor.txt')
  await output(path.join(folder, 'bin/python'), [...install, '--requirement', lock], options)
  return file
}

/** Go as the machine has it, at 1.21 or later, which can fetch another version; otherwise Debian's. */
async function go(): Promise<string> {
  const found = await run('go', ['env', 'GOVERSION'], { cwd: tmpdir() }).catch(() => undefined)
  if (found?.exitCode === 0 && Number(/^go1\.(\d+)/.exec(found.stdout)?.[1]) >= 21) return 'go'
  const unpacked = path.join(FOLDER, 'debian-go')
  const program = path.join(unpacked, GO.bin, 'go')
  if (await there(program)) return program
  const reason = await obstacle()
  if (reason !== undefined) throw new Error(`install Go 1.21 or later: there is none here, and ${reason}`)
  await withApt((folder) => unpackSuitePackages(folder, GO.suite, GO.packages, unpacked))
  return program
}

/** Runs git in a folder; gives what it printed. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  return output('git', ['-C', folder, ...args], { env: await gitEnvironment() })
}

/** The variables by which a process finds git: none where it is installed, otherwise those of Debian's. */
export async function gitEnvironment(): Promise<Record<string, string>> {
  const found = await run('git', ['--version']).catch(() => undefined)
  if (found?.exitCode === 0) return {}
  const unpacked = path.join(FOLDER, 'debian-git')
  if (!(await there(path.join(unpacked, 'usr/bin/git')))) {
    const reason = await obstacle()
    if (reason !== undefined) throw new Error(`install git: there is none here, and ${reason}`)
    await withApt((folder) => unpackHostPackages(folder, ['git'], unpacked))
  }
  return {
    PATH: [path.join(unpacked, 'usr/bin'), process.env.PATH].join(path.delimiter),
    GIT_EXEC_PATH: path.join(unpacked, 'usr/lib/git-core'),
    GIT_TEMPLATE_DIR: path.join(unpacked, 'usr/share/git-core/templates'),
    LD_LIBRARY_PATH: libraryPath(unpacked),
  }
}

/** Where programs of a folder with unpacked Debian packages find their libraries. */
function libraryPath(unpacked: string): string {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  return `${unpacked}/usr/lib/${triplet}:${unpacked}/lib/${triplet}`
}

/** Debian's skopeo, and the variables that it runs with. */
export async function skopeo() {
  const unpacked = path.join(FOLDER, 'debian-skopeo')
  const program = path.join(unpacked, 'usr/bin/skopeo')
  if (!(await there(program))) {
    const reason = await obstacle()
    if (reason !== undefined) throw new Error(`install skopeo: there is none here, and ${reason}`)
    await withApt((folder) => unpackHostPackages(folder, ['skopeo'], unpacked))
  }
  return { program, env: { LD_LIBRARY_PATH: libraryPath(unpacked) } }
}

/** A folder for apt's lists and downloads, which goes at the end: it is larger than what comes of it. */
export async function withApt(action: (folder: { apt: string }) => Promise<void>): Promise<void> {
  const apt = path.join(FOLDER, 'apt')
  await action({ apt })
  await rm(apt, { recursive: true })
}

/** For a machine without CA certificates, as a fresh Debian is: those that Node has. */
async function trust(): Promise<Record<string, string>> {
  if (hostCaBundle(process.env) !== undefined) return {}
  const file = path.join(FOLDER, 'authorities.pem')
  await mkdir(FOLDER, { recursive: true })
  await writeFile(file, getCACertificates().join('\n'))
  return { SSL_CERT_FILE: file, PIP_CERT: file }
}

function definite(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
