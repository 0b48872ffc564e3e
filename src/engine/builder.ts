/** Whether engine, buildx and builder are of use here, and what a person can do about those that are not. */
import * as z from 'zod/mini'
import { ConfigurationError, messageOf } from '../errors.ts'
import { lastLines } from './command.ts'
import { type Docker, dockerOutput } from './docker.ts'

const INSTALL = 'https://docs.docker.com/engine/install/'
const BUILDX = 'Install the package docker-buildx-plugin, see https://docs.docker.com/build/install-buildx/'

/** The least minor version of buildx and of BuildKit 0.x: older ones write an image to one place only. */
const LEAST_MINOR = 13

/**
 * Whether a builder, the current one by default, can write an image to an OCI layout and to the engine at once: an old
 * BuildKit can't, and Docker's own builder only with the containerd image store.
 * @throws ConfigurationError when there is no buildx or no such builder: what is wrong, and what to do.
 */
export async function writesLayouts(docker: Docker, builder?: string): Promise<boolean> {
  await checkBuildx(docker)
  const inspected = await docker(['buildx', 'inspect', ...(builder === undefined ? [] : ['--', builder])])
  if (inspected.exitCode !== 0) {
    throw new ConfigurationError(
      `buildx has no builder to use (${lastLines(inspected.stderr, 1)}): name one that "docker buildx ls" lists`,
    )
  }
  const [, driver = 'docker'] = /^Driver:[ \t]*(\S+)/m.exec(inspected.stdout) ?? []
  // A builder that was not started yet has no version; it gets a new BuildKit.
  const [, buildkit = ''] = /^BuildKit(?: version)?:[ \t]*(\S+)/im.exec(inspected.stdout) ?? []
  if (isOld(buildkit)) return false
  if (driver !== 'docker') return true
  const status = await dockerOutput(docker, ['info', '--format', '{{json .DriverStatus}}'])
  return status.includes('io.containerd.snapshotter')
}

/** Whether the current builder runs programs of a platform, by itself or by emulation. */
export async function runsPlatform(docker: Docker, platform: string): Promise<boolean> {
  const { stdout } = await docker(['buildx', 'inspect', '--bootstrap'])
  return builtPlatforms(stdout).includes(platform)
}

/** The platforms of a builder, as `docker buildx inspect` prints those of its nodes; `*` marks preferred ones. */
export function builtPlatforms(inspected: string): string[] {
  const lines = inspected.matchAll(/^Platforms:[ \t]*(.*)$/gm)
  return [...lines].flatMap(([, listed = '']) =>
    listed.split(',').map((one) => one.trim().replace(/\*$/, '')),
  )
}

async function checkBuildx(docker: Docker): Promise<void> {
  const { exitCode, stdout, stderr } = await docker(['buildx', 'version'])
  if (exitCode !== 0) {
    const [said = ''] = stderr.trim().split('\n')
    throw new ConfigurationError(`Docker has no buildx here (${said}). ${BUILDX}`)
  }
  const [, version = ''] = /\s(v?\d+\.\d+\S*)/.exec(stdout) ?? []
  if (!isOld(version)) return
  throw new ConfigurationError(
    `buildx ${version} is too old: version 0.${LEAST_MINOR} or newer is needed. ${BUILDX}`,
  )
}

/** Whether a version is below the least one. One that can't be read is not, nor 0.0 of a build that has no version. */
function isOld(version: string): boolean {
  const minor = Number(/^v?0\.(\d+)/.exec(version)?.[1] ?? LEAST_MINOR)
  return minor > 0 && minor < LEAST_MINOR
}

/** Version of the Docker engine behind this command; undefined when none answers. */
export const serverVersion = async (docker: Docker) => (await askEngine(docker)).version

/** What keeps this command from a Docker engine, and what to do about it; undefined when one answers. */
export async function engineProblem(docker: Docker): Promise<string | undefined> {
  const { problem } = await askEngine(docker)
  return problem && `no Docker engine answers: ${problem}`
}

const components = z.nullish(z.array(z.object({ Name: z.string() })))
const versionSchema = z.object({ Server: z.object({ Version: z.string(), Components: components }) })

async function askEngine(docker: Docker): Promise<{ version?: string; problem?: string }> {
  const answer = await docker(['version', '--format', '{{json .}}']).catch(messageOf)
  if (typeof answer === 'string')
    return { problem: `the command docker can't be run (${answer}); install Docker: ${INSTALL}` }
  if (answer.exitCode !== 0) return { problem: problemIn(answer.stderr) }
  try {
    const { Server: server } = versionSchema.parse(JSON.parse(answer.stdout))
    // Podman has no server where it runs as a command, and as a service says what it is.
    const isPodman = server.Components?.some(({ Name: name }) => name === 'Podman Engine')
    if (!isPodman) return { version: server.Version }
  } catch {
    // What does not answer as Docker does is another program.
  }
  return {
    problem: `the command docker leads to Podman or another program, not to Docker with its BuildKit; install Docker, ${INSTALL}, or set DOCKER_HOST to where it listens`,
  }
}

function problemIn(words: string): string {
  const said = lastLines(words, 1)
  if (/permission denied/i.test(words))
    return `this user may not use Docker's socket; add the user to the group docker with "sudo usermod -aG docker $USER", log in again, and see https://docs.docker.com/engine/install/linux-postinstall/ (docker says: ${said})`
  if (/(?:docker|if the) daemon (?:is )?running/i.test(words))
    return `it does not run; start it, with "sudo systemctl start docker" (docker says: ${said})`
  return `docker says: ${said}`
}
