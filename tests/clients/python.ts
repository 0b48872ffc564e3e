import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { hostCaBundle } from '../../src/engine/buildx.ts'
import { expectSuccess } from '../../src/engine/command.ts'
import { obstacle, unpackHostPackages } from '../../src/engine/private/packages.ts'
import { type Ended, runProcess } from '../support/process.ts'

/** A Python of this machine that can make virtual environments. */
export interface Python {
  /** Like 3.11. */
  readonly version: string
  readonly command: string
  /** Arguments that run pip in an environment that has none; nothing where venv puts one there. */
  readonly pip: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** A virtual environment of its own, with packages from PyPI. */
export interface Venv {
  run(args: readonly string[]): Promise<Ended>
}

/**
 * The Python of a version (3.13) that is installed, or else the python3, with what it takes for environments; on Debian, as root,
 * what is missing is unpacked from Debian's packages into `work`.
 */
export async function hostPython(work: string, version = '3'): Promise<Python> {
  const env = await environment()
  for (const command of await installed(version, env)) {
    const usable = await found({ command, pip: [], env }, 'import ensurepip, venv')
    if (usable !== undefined) return usable
  }
  const reason = await obstacle()
  if (reason !== undefined)
    throw new Error(`these tests need a python3 with venv here, and can't unpack Debian's, as ${reason}`)
  return unpackedPython(work, env)
}

/** Commands that may be a Python: of this version, and any. pyenv's are not in PATH, as long as it has another for all. */
async function installed(version: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const pyenv = path.join(env.PYENV_ROOT ?? path.join(env.HOME ?? '/', '.pyenv'), 'versions')
  const folders = (await readdir(pyenv).catch(() => [])).filter((name) => name.startsWith(`${version}.`))
  const own = version === '3' ? [] : folders.map((name) => path.join(pyenv, name, 'bin/python3'))
  return [...own, `python${version}`, 'python3']
}

/** Debian's Python, or the installed one where only what makes environments is missing, with pip as a wheel. */
export async function unpackedPython(work: string, env: NodeJS.ProcessEnv): Promise<Python> {
  const root = path.join(work, 'python')
  await mkdir(root, { recursive: true })
  await unpackHostPackages({ apt: path.join(work, 'apt') }, ['python3', 'python3-pip-whl'], root)
  // Unpacked, or installed already.
  const pip = (await Promise.all([root, '/'].map(pipWheels))).flat().slice(0, 1)
  const libraries = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const own = { ...env, LD_LIBRARY_PATH: `${root}/usr/lib/${libraries}:${root}/lib/${libraries}` }
  const unpacked = { command: path.join(root, 'usr/bin/python3'), pip, env: own }
  const usable = await Promise.all(
    [unpacked, { command: '/usr/bin/python3', pip, env }].map((one) => found(one)),
  )
  const python = usable.find((one) => one !== undefined)
  if (python === undefined) throw new Error(`neither ${unpacked.command} nor /usr/bin/python3 runs`)
  return python
}

/** pip as Debian has it below a root, each a wheel that Python can run from. */
async function pipWheels(root: string): Promise<string[]> {
  const folder = path.join(root, 'usr/share/python-wheels')
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /^pip-.*\.whl$/.test(name)).map((name) => path.join(folder, name, 'pip'))
}

/** A new environment in a folder, with the packages that requirements files name by their hashes. */
export async function makeVenv(
  { command, pip, env }: Python,
  folder: string,
  requirements: { readonly build: string; readonly packages: string },
): Promise<Venv> {
  const run = (args: readonly string[]): Promise<Ended> =>
    runProcess(path.join(folder, 'bin/python'), args, { env })
  const succeed = async (ended: Promise<Ended>, what: string): Promise<void> => {
    const { code, stdout, stderr } = await ended
    expectSuccess(['python3', what], { exitCode: code ?? 1, stdout, stderr })
  }
  const without = pip.length === 0 ? [] : ['--without-pip']
  await succeed(runProcess(command, ['-m', 'venv', ...without, folder], { env }), 'venv')
  const install = [...(pip.length === 0 ? ['-m', 'pip'] : pip), 'install', '--quiet', '--require-hashes']
  install.push('--disable-pip-version-check', '--no-input')
  await succeed(run([...install, '--requirement', requirements.build]), 'pip install')
  // Only PySpark has no wheel. It is built with what the line above brought, not with what is newest.
  install.push('--only-binary=:all:', '--no-binary=pyspark,pyspark-client')
  install.push('--no-build-isolation', '--use-pep517')
  await succeed(run([...install, '--requirement', requirements.packages]), 'pip install')
  return { run }
}

/** A command that is a Python and can execute `code`, with its version. */
async function found(python: Omit<Python, 'version'>, code = ''): Promise<Python | undefined> {
  const show = `import sys\n${code}\nprint('%d.%d' % sys.version_info[:2])`
  const ended = await runProcess(python.command, ['-c', show], { env: python.env }).catch(() => undefined)
  return ended?.code === 0 ? { ...python, version: ended.stdout.trim() } : undefined
}

/** This process's, without another Spark or other packages in the way; pip trusts what the machine trusts. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:SPARK_|PYSPARK_|PYTHON)/.test(name))
  const bundle = hostCaBundle(process.env)
  return { ...Object.fromEntries(kept), ...(bundle === undefined ? {} : { PIP_CERT: bundle }) }
}
