import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineProblem, serverVersion, writesLayouts } from './builder.ts'
import { type Docker, dockerAt } from './docker.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-builder-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Answer {
  readonly stdout?: string
  readonly stderr?: string
  readonly code?: number
}

/** A program that answers as docker does, by the beginning of its arguments. */
async function standIn(answers: Readonly<Record<string, Answer>>): Promise<Docker> {
  const file = path.join(folder, 'docker')
  const cases = Object.entries(answers).map(
    ([args, { stdout = '', stderr = '', code = 0 }]) =>
      `'${args}'*) printf %s ${quoted(stdout)}; printf %s ${quoted(stderr)} >&2; exit ${code} ;;`,
  )
  const script = ['#!/bin/sh', 'case "$*" in', ...cases, '*) echo "unexpected: $*" >&2; exit 99 ;;', 'esac']
  await writeFile(file, script.join('\n'), { mode: 0o755 })
  return dockerAt(file)
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** What Docker 28.5 prints, and its client alone. */
const CLIENT =
  '{"Client":{"Version":"28.5.2","ApiVersion":"1.51","Os":"linux","Arch":"amd64"},"Server":null}\n'
const ENGINE =
  '{"Client":{"Version":"28.5.2","ApiVersion":"1.51"},"Server":{"Platform":{"Name":"Docker Engine - Community"},"Version":"28.0.1","ApiVersion":"1.48","Components":[{"Name":"Engine","Version":"28.0.1"},{"Name":"containerd","Version":"1.7.25"}]}}\n'

describe('the engine', () => {
  it('answers with its version', async () => {
    const docker = await standIn({ version: { stdout: ENGINE } })
    expect(await serverVersion(docker)).toBe('28.0.1')
    expect(await engineProblem(docker)).toBeUndefined()
  })

  it.each([
    // Docker 20.10 to 28, and 29 (docker/cli, "failed to connect to the docker API").
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
    'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory\n',
  ])('that is stopped is to be started: %j', async (stderr) => {
    const docker = await standIn({ version: { stdout: CLIENT, stderr, code: 1 } })
    expect(await engineProblem(docker)).toBe(
      `no Docker engine answers: it does not run; start it, with "sudo systemctl start docker" (docker says: ${stderr.trim()})`,
    )
    expect(await serverVersion(docker)).toBeUndefined()
  })

  it.each([
    // Docker 20.10, 28 and 29.
    'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/version": dial unix /var/run/docker.sock: connect: permission denied\n',
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/version": dial unix /var/run/docker.sock: connect: permission denied\n',
    'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock\n',
  ])('that this user may not ask needs a group: %j', async (stderr) => {
    const docker = await standIn({ version: { stdout: CLIENT, stderr, code: 1 } })
    expect(await engineProblem(docker)).toMatch(
      /^no Docker engine answers: this user may not use Docker's socket; add the user to the group docker with "sudo usermod -aG docker \$USER", log in again/,
    )
  })

  it.each([
    // Podman 4.3 as the command, and its service behind Docker's client; nerdctl; what prints something else.
    '{"Client":{"APIVersion":"4.3.1","Version":"4.3.1","GoVersion":"go1.19.8","OsArch":"linux/amd64","Os":"linux"}}\n',
    '{"Client":{"Version":"28.5.2"},"Server":{"Platform":{"Name":"linux/amd64/debian-12"},"Version":"4.3.1","Components":[{"Name":"Podman Engine","Version":"4.3.1"}]}}\n',
    '{"Client":{"Version":"v2.0.3"},"Server":{"Components":[{"Name":"containerd","Version":"v2.0.2"}]}}\n',
    'version 1.2.3\n',
  ])("may not be another program's: %j", async (stdout) => {
    const stderr = 'Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.\n'
    const docker = await standIn({ version: { stdout, stderr } })
    expect(await engineProblem(docker)).toMatch(
      /leads to Podman or another program, not to Docker with its BuildKit; install Docker, /,
    )
    expect(await serverVersion(docker)).toBeUndefined()
  })

  it('may be out of reach otherwise: docker says why', async () => {
    const stderr =
      'Error response from daemon: client version 1.52 is too new. Maximum supported API version is 1.41\n'
    const docker = await standIn({ version: { stdout: CLIENT, stderr, code: 1 } })
    expect(await engineProblem(docker)).toBe(`no Docker engine answers: docker says: ${stderr.trim()}`)
    expect(await engineProblem(dockerAt('/nonexistent/docker'))).toMatch(
      /^no Docker engine answers: the command docker can't be run \(.*ENOENT\); install Docker: https:/,
    )
  })
})

describe('a builder', () => {
  const version = { stdout: 'github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4\n' }
  const inspected = (driver: string, buildkit: string): Answer => ({
    stdout: `Name:   default\nDriver: ${driver}\n\nNodes:\nName:      default\nEndpoint:  default\nStatus:    running\n${buildkit}Platforms: linux/amd64\n`,
  })
  const info = (status: string): Answer => ({ stdout: status })
  const CONTAINERD = '[["driver-type","io.containerd.snapshotter.v1"]]\n'

  it.each([
    ['docker', 'BuildKit version: v0.25.2\n', CONTAINERD, true],
    ['docker', 'BuildKit version: v0.25.2\n', '[["Backing Filesystem","extfs"]]\n', false],
    // Docker 25, and an old builder as buildx before 0.13 shows it.
    ['docker', 'BuildKit version: v0.12.5\n', CONTAINERD, false],
    ['docker-container', 'Buildkit:  v0.11.6\n', CONTAINERD, false],
    ['docker-container', 'BuildKit version: v0.13.0\n', '', true],
    // Not started yet.
    ['docker-container', '', '', true],
  ])(
    'of driver %s with %j and the store %j writes layouts: %s',
    async (driver, buildkit, store, expected) => {
      const docker = await standIn({
        'buildx version': version,
        'buildx inspect': inspected(driver, buildkit),
        info: info(store),
      })
      expect(await writesLayouts(docker)).toBe(expected)
    },
  )

  it.each([
    // Docker 20.10 and 28, and Podman.
    "docker: 'buildx' is not a docker command.\nSee 'docker --help'\n",
    "docker: unknown command: docker buildx\n\nRun 'docker --help' for more information\n",
    "Error: unrecognized command `podman buildx version`\nTry 'podman buildx --help' for more information\n",
  ])('needs buildx: %j', async (stderr) => {
    const docker = await standIn({ 'buildx version': { stderr, code: 1 } })
    await expect(writesLayouts(docker)).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: `Docker has no buildx here (${stderr.split('\n')[0]}). Install the package docker-buildx-plugin, see https://docs.docker.com/build/install-buildx/`,
    })
  })

  it.each(['github.com/docker/buildx v0.10.5 86bdced7766639d56baa4c7c449a4f6468490f87\n'])(
    'needs a newer buildx than %j',
    async (stdout) => {
      const docker = await standIn({ 'buildx version': { stdout } })
      await expect(writesLayouts(docker)).rejects.toThrow(
        'buildx v0.10.5 is too old: version 0.13 or newer is needed. Install the package docker-buildx-plugin',
      )
    },
  )

  it.each([
    'github.com/docker/buildx v0.0.0+unknown\n',
    'github.com/docker/buildx v1.0.0 0123abc\n',
    'odd\n',
  ])('takes buildx by its word: %j', async (stdout) => {
    const docker = await standIn({
      'buildx version': { stdout },
      'buildx inspect': inspected('docker-container', ''),
    })
    expect(await writesLayouts(docker)).toBe(true)
  })

  it('has to be there', async () => {
    const docker = await standIn({
      'buildx version': version,
      'buildx inspect -- none': { stderr: 'ERROR: no builder "none" found\n', code: 1 },
    })
    await expect(writesLayouts(docker, 'none')).rejects.toThrow(
      'buildx has no builder to use (ERROR: no builder "none" found): name one that "docker buildx ls" lists',
    )
  })
})
