import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ended, ROOT, runProcess } from '../support/process.ts'

let copy: string
let home: string

/** A copy of what the command needs, which the tests may break, and a folder of its own. */
beforeAll(async () => {
  copy = await mkdtemp(path.join(tmpdir(), 'spark-images-local-'))
  home = path.join(copy, 'home')
  // Another user reads it too, in one test.
  await chmod(copy, 0o755)
  for (const name of ['dist', 'images', 'package.json'])
    await cp(path.join(ROOT, name), path.join(copy, name), { recursive: true })
})
afterAll(() => rm(copy, { recursive: true }))

function local(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return runProcess(process.execPath, [path.join(copy, 'dist/local/index.js'), ...args], {
    cwd: copy,
    env: { ...process.env, SPARK_IMAGES_HOME: home, ...env },
  })
}

async function refusal(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const { code, stderr } = await local(args, env)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^\nerror: /)
  expect(stderr).not.toMatch(/\n\s+at /)
  return stderr
}

async function withCatalog(from: string, to: string, action: () => Promise<string>): Promise<string> {
  const file = path.join(copy, 'images/catalog.yml')
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(file, text.replace(from, to))
  try {
    return await action()
  } finally {
    await writeFile(file, text)
  }
}

describe('npm start', () => {
  it('explains itself', async () => {
    const { code, stdout } = await local(['start', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('npm start [-- [CELL ... | --all]')
  })

  it('refuses a cell that there is not, and sets nothing up', async () => {
    expect(await refusal(['start', '4.1.1-basline'])).toContain('did you mean "4.1.1-baseline"?; known: ')
    expect(await readdir(copy)).not.toContain('home')
  })

  it('refuses image names with odd characters', async () => {
    expect(await refusal(['start', '--image', '127.0.0.1:5000/Foo bar'])).toContain('is not an image name')
    expect(await refusal(['start', '--image', 'a/b,dest=/etc'])).toContain('is not an image name')
  })

  it('finds out that a registry is not there before it sets anything up', async () => {
    expect(await refusal(['start', '--image', '127.0.0.1:1/spark'])).toContain('no connection to 127.0.0.1:1')
  })

  it('says how much disk a build needs before it sets anything up', async () => {
    const message = await withCatalog('unpacked: 1 GB', 'unpacked: 900000 GB', () => refusal(['start']))
    expect(message).toMatch(/too little free disk at .*: \S+ GB free, 5400003\.20 GB needed/)
  })

  it('reports a mistake in the catalog with its place', async () => {
    const message = await withCatalog('type: zstd', 'type: zst', () => refusal(['start']))
    expect(message).toMatch(/catalog\.yml:\d+:\d+: compression\.type: found "zst", allowed: zstd, gzip/)
  })

  it('refuses what is for other machines only', async () => {
    const message = await withCatalog(
      'platforms: [linux/amd64, linux/arm64]',
      'platforms: [linux/arm64]',
      () => refusal(['start']),
    )
    expect(message).toContain(
      '4.3.0-baseline: for linux/arm64 only, not for linux/amd64: build for that with --platform',
    )
  })

  it('refuses a platform that there is not', async () => {
    expect(await refusal(['start', '--platform', 'linux/riscv64'])).toContain(
      '--platform: found "linux/riscv64", allowed: linux/amd64, linux/arm64',
    )
  })

  it('can make no other base than a slim Debian without an engine of the machine', async () => {
    const env = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
    const message = await withCatalog(
      'base: debian:trixie-slim',
      'base: registry.example/acme/debian:13',
      () => refusal(['start'], env),
    )
    expect(message).toMatch(
      /the base of trixie is registry\.example\/acme\/debian:13, and without Docker only those like debian:SUITE-slim can be made; no Docker engine answers: /,
    )
  })

  it('says what to install when there is no engine and this user can set none up', async () => {
    const { code, stderr } = await runProcess(
      process.execPath,
      [path.join(copy, 'dist/local/index.js'), 'start'],
      {
        cwd: '/',
        uid: 65534,
        env: { PATH: '/nonexistent', SPARK_IMAGES_HOME: path.join(tmpdir(), 'spark-images-nobody') },
      },
    )
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /\nerror: no Docker engine answers: the command docker can't be run \(.*ENOENT\); install Docker: https:.*\nNo engine of its own can be set up either, as this user is not root/,
    )
    await rm(path.join(tmpdir(), 'spark-images-nobody'), { recursive: true })
  })
})

describe('npm stop', () => {
  it('has nothing to do where nothing runs', async () => {
    const { code, stdout } = await local(['stop'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'nothing was running\n' })
  })
})
