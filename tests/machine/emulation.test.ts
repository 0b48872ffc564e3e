import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownPlatform } from '../../src/engine/buildx.ts'
import { isRegistered, startEmulation, stopEmulation } from '../../src/engine/private/emulation.ts'
import { type Folder, localFolder } from '../../src/engine/private/folder.ts'
import { obstacle } from '../../src/engine/private/packages.ts'

const BINFMT = '/proc/sys/fs/binfmt_misc'
const [FOREIGN, QEMU, MACHINE] =
  ownPlatform() === 'linux/amd64' ? ['linux/arm64', 'aarch64', 0xb7] : ['linux/amd64', 'x86_64', 0x3e]

let folder: Folder
let program: string

/** The kernel's answer to a program of the other platform. */
const call = () =>
  new Promise<string>((resolve) => execFile(program, (error) => resolve(error?.message ?? 'it ran')))

const entries = async (): Promise<string[]> => (await readdir(BINFMT)).sort()

const mayRegister = (await obstacle()) === undefined
const isThere = await isRegistered(QEMU)

it.runIf(mayRegister && isThere)('uses what the machine has, and leaves it there', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'spark-emulation-'))
  const before = await entries()
  await startEmulation(localFolder({ SPARK_IMAGES_HOME: home }), FOREIGN, () => {})
  expect(await entries()).toEqual(before)
  expect(await stopEmulation(localFolder({ SPARK_IMAGES_HOME: home }))).toBe(false)
  await rm(home, { recursive: true })
})

describe.runIf(mayRegister && !isThere)('emulation', () => {
  beforeAll(async () => {
    folder = localFolder({ SPARK_IMAGES_HOME: await mkdtemp(path.join(tmpdir(), 'spark-emulation-')) })
    // As Debian's package is unpacked; the part arm64 runs images by the real one.
    const qemu = path.join(folder.root, `emulation/usr/bin/qemu-${QEMU}`)
    await mkdir(path.dirname(qemu), { recursive: true })
    await copyFile('/bin/true', qemu)
    program = path.join(folder.root, 'program')
    const header = Buffer.alloc(64)
    header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
    header.set([2, 0, MACHINE, 0], 16)
    await writeFile(program, header)
    await chmod(program, 0o755)
  })
  afterAll(async () => {
    await stopEmulation(folder)
    await rm(folder.root, { recursive: true, force: true })
  })

  it('lasts from its start to its end, once, and leaves the kernel as it was', async () => {
    const before = await entries()
    // As a script, by the shell that execvp(3) falls back to.
    expect(await call()).toMatch(/not found/)
    await startEmulation(folder, FOREIGN, () => {})
    const during = await entries()
    expect(during).toContain(`spark-images-${QEMU}`)
    expect(await call()).toBe('it ran')
    await startEmulation(folder, FOREIGN, () => {})
    expect(await entries()).toEqual(during)
    // Somebody who kills the command ends it later by the same file.
    expect(await stopEmulation(folder)).toBe(true)
    expect(await entries()).toEqual(before)
    expect(await stopEmulation(folder)).toBe(false)
  })

  it('says what to do where the kernel refuses', async () => {
    const registered = path.join(folder.root, 'emulation/usr/bin', `qemu-${QEMU}`)
    await rm(registered)
    await mkdir(registered)
    await expect(startEmulation(folder, FOREIGN, () => {})).rejects.toThrow(
      new RegExp(`^programs for ${FOREIGN} can't be run on this machine .*docker/setup-qemu-action`),
    )
    expect(await stopEmulation(folder)).toBe(true)
  })
})
