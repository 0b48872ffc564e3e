/**
 * Programs of another platform on this machine, by QEMU and the kernel's binfmt_misc. The kernel keeps QEMU open from the
 * moment that it is registered (flag F), so that containers need not have it.
 * https://docs.kernel.org/admin-guide/binfmt-misc.html
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { output } from '../command.ts'
import type { Folder } from './folder.ts'
import { unpackSuitePackages } from './packages.ts'

/** Its QEMU, 10.0, needs no library and runs a JVM in half the time of bookworm's. */
const SUITE = 'trixie'

const BINFMT = '/proc/sys/fs/binfmt_misc'

/** The start of an ELF file for a machine, which programs and libraries have (ELF's e_ident, e_type, e_machine). */
const magic = (machine: string): string =>
  `\\x7fELF\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02\\x00\\x${machine}\\x00`
/** The system, its version and what distinguishes programs from libraries don't count. */
const MASK = `${'\\xff'.repeat(7)}\\x00${'\\xff'.repeat(8)}\\xfe\\xff\\xff\\xff`

/** QEMU's names of platforms, and the numbers that ELF has for them. */
const MACHINES: Readonly<Record<string, { qemu: string; elf: string }>> = {
  'linux/amd64': { qemu: 'x86_64', elf: '3e' },
  'linux/arm64': { qemu: 'aarch64', elf: 'b7' },
}

/** How a person sets it up where we may not. */
export const emulationAdvice = (platform: string): string =>
  `install qemu-user-static and binfmt-support, or run "docker run --privileged --rm tonistiigi/binfmt --install ${platform.split('/')[1]}"; in a workflow, use docker/setup-qemu-action`

interface State {
  readonly names: readonly string[]
  readonly isMounted: boolean
}

const stateFile = (folder: Folder): string => path.join(folder.run, 'emulation.json')

const readState = async (folder: Folder): Promise<State> =>
  JSON.parse(await readFile(stateFile(folder), 'utf8').catch(() => '{"names":[],"isMounted":false}'))

/**
 * Lets programs of a platform run on this machine, as root of a Debian, until stopEmulation(). What the machine has already
 * is used.
 * @throws ConfigurationError where the kernel refuses: what to do.
 */
export async function startEmulation(
  folder: Folder,
  platform: string,
  say: (step: string) => void,
): Promise<void> {
  const machine = MACHINES[platform]
  if (machine === undefined) throw new ConfigurationError(`${platform} can't be emulated`)
  try {
    const before = await readState(folder)
    await mkdir(folder.run, { recursive: true })
    const isMounted = (await namesIn(BINFMT)).includes('register')
    if (!isMounted) {
      await output('mount', ['-t', 'binfmt_misc', 'binfmt_misc', BINFMT])
      await writeFile(stateFile(folder), JSON.stringify({ ...before, isMounted: true }))
    }
    if (await isRegistered(machine.qemu)) return
    const name = `spark-images-${machine.qemu}`
    const program = await unpackQemu(folder, machine.qemu, say)
    const names = [...before.names, name]
    await writeFile(stateFile(folder), JSON.stringify({ names, isMounted: before.isMounted || !isMounted }))
    await writeFile(path.join(BINFMT, 'register'), `:${name}:M::${magic(machine.elf)}:${MASK}:${program}:OCF`)
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    throw new ConfigurationError(
      `programs for ${platform} can't be run on this machine (${messageOf(error)}): build on one of that platform, or ${emulationAdvice(platform)}`,
    )
  }
}

/** Takes away what startEmulation() has set up. Returns whether there was anything. */
export async function stopEmulation(folder: Folder): Promise<boolean> {
  const { names, isMounted } = await readState(folder)
  for (const name of names) await writeFile(path.join(BINFMT, name), '-1').catch(() => {})
  if (isMounted) await output('umount', [BINFMT]).catch(() => {})
  await rm(stateFile(folder), { force: true })
  return names.length > 0 || isMounted
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch((): string[] => [])

/** Whether the kernel runs programs of a machine, as QEMU names it, in containers, too. */
export async function isRegistered(machine: string): Promise<boolean> {
  for (const name of await namesIn(BINFMT)) {
    if (name === 'register' || name === 'status') continue
    const text = await readFile(path.join(BINFMT, name), 'utf8').catch(() => '')
    const isOurs = new RegExp(`^interpreter .*qemu-${machine}(?:-static)?$`, 'm').test(text)
    if (isOurs && /^enabled$/m.test(text) && /^flags: .*F/m.test(text)) return true
  }
  return false
}

async function unpackQemu(folder: Folder, machine: string, say: (step: string) => void): Promise<string> {
  const target = path.join(folder.root, 'emulation')
  const program = path.join(target, 'usr/bin', `qemu-${machine}`)
  if (existsSync(program)) return program
  say('downloading QEMU (a Debian package, unpacked into a folder of its own)')
  await rm(target, { recursive: true, force: true })
  await unpackSuitePackages(folder, SUITE, ['qemu-user'], target)
  if (!existsSync(program)) throw new Error(`Debian's qemu-user has no program for ${machine}`)
  return program
}
