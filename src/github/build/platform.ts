/** Whether an engine can build and test images of a platform. */
import { builtPlatforms } from '../../engine/builder.ts'
import { ownPlatform } from '../../engine/buildx.ts'
import { type Docker, dockerOutput } from '../../engine/docker.ts'
import { ConfigurationError } from '../../errors.ts'

interface Built {
  readonly id: string
  readonly platform: string
  readonly runner: string
}

export interface EnginePlatforms {
  /** What the engine runs natively, like linux/amd64. */
  readonly own: string
  /** What its builder runs, natively or by emulation. */
  readonly built: readonly string[]
}

/** Why an engine can't build and test an image for a platform, and what to do; undefined if it can. */
export function platformProblem(
  { id, platform, runner }: Built,
  { own, built }: EnginePlatforms,
): string | undefined {
  if (platform === own || built.includes(platform)) return undefined
  return `${id} is for ${platform}, and this runner's engine runs ${own} alone, without emulation: build it on a runner of that platform, as in runners: { ${platform}: ${runner} } in the catalog, leave it at platforms: [${own}] there, or add a step "uses: docker/setup-qemu-action" before docker/setup-buildx-action`
}

/**
 * Rejects a cell that this engine can't build: its first emulated step would fail with "exec format error", after minutes.
 * @throws ConfigurationError as platformProblem() says it, or when the engine can't be asked.
 */
export async function checkPlatform(
  cell: Built | undefined,
  docker: Docker,
  builder: string | undefined,
): Promise<void> {
  if (cell === undefined || cell.platform === ownPlatform()) return
  const own = await dockerOutput(docker, ['version', '--format', '{{.Server.Os}}/{{.Server.Arch}}'])
  if (cell.platform === own) return
  // Started, it knows what the kernel emulates.
  const named = builder === undefined ? [] : ['--', builder]
  const inspected = await dockerOutput(docker, ['buildx', 'inspect', '--bootstrap', ...named])
  const problem = platformProblem(cell, { own, built: builtPlatforms(inspected) })
  if (problem !== undefined) throw new ConfigurationError(problem)
}
