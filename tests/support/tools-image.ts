/** The stage in which parts are built, as an image in which scripts of images/build run as they are. */
import path from 'node:path'
import { expect } from 'vitest'
import { runBuildx } from '../../src/engine/buildx.ts'
import { dockerOutput } from '../../src/engine/docker.ts'
import { baseContext } from '../../src/image/image.ts'
import { ROOT } from './process.ts'
import type { Workshop } from './workshop.ts'

const IMAGE = 'spark-images-test:tools'

/**
 * Runs a command without network, with a folder of this machine as /case.
 * @returns the last line of what it writes to standard output.
 */
export async function runInTools(
  workshop: Workshop,
  folder: string,
  command: readonly string[],
): Promise<string> {
  const { base, docker } = await workshop.open()
  const request = {
    context: path.join(ROOT, 'images'),
    target: 'tools',
    platform: 'linux/amd64',
    contexts: baseContext(base),
    outputs: [{ type: 'docker', name: IMAGE }],
  }
  const { exitCode, stderr } = await runBuildx(docker, request, process.env)
  expect(exitCode, stderr).toBe(0)
  try {
    const container = await dockerOutput(docker, ['create', '--network=none', '--', IMAGE, ...command])
    await dockerOutput(docker, ['cp', `${folder}/.`, `${container}:/case`])
    const output = await dockerOutput(docker, ['start', '--attach', container])
    await dockerOutput(docker, ['rm', container])
    return output.split('\n').at(-1) ?? ''
  } finally {
    await dockerOutput(docker, ['image', 'rm', '--force', '--', IMAGE])
  }
}
