import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { builtPlatforms } from '../../engine/builder.ts'
import { dockerAt } from '../../engine/docker.ts'
import { checkPlatform, platformProblem } from './platform.ts'

const OTHER = process.arch === 'arm64' ? 'linux/amd64' : 'linux/arm64'
const OWN = process.arch === 'arm64' ? 'linux/arm64' : 'linux/amd64'
const CELL = { id: '4.1.1-gpu', platform: OTHER, runner: 'ubuntu-24.04-arm' }

/** What buildx 0.30 prints of a builder of two nodes. */
const INSPECTED = `Name:          both
Driver:        docker-container

Nodes:
Name:                  both0
Status:                running
Platforms:             linux/amd64*, linux/amd64/v2, linux/386
Labels:
 org.mobyproject.buildkit.worker.executor: oci

Name:                  both1
Platforms:             linux/arm64
`

it('knows what all nodes of a builder run', () => {
  expect(builtPlatforms(INSPECTED)).toEqual(['linux/amd64', 'linux/amd64/v2', 'linux/386', 'linux/arm64'])
  expect(builtPlatforms('Name: none\nStatus: inactive\n')).toEqual([])
})

it('has a problem only with what is neither native nor emulated', () => {
  const cell = { id: '4.1.1-gpu', platform: 'linux/arm64', runner: 'ubuntu-24.04-arm' }
  expect(platformProblem(cell, { own: 'linux/arm64', built: [] })).toBeUndefined()
  expect(platformProblem(cell, { own: 'linux/amd64', built: ['linux/amd64', 'linux/arm64'] })).toBeUndefined()
  expect(platformProblem(cell, { own: 'linux/amd64', built: ['linux/amd64'] })).toBe(
    '4.1.1-gpu is for linux/arm64, and this runner\'s engine runs linux/amd64 alone, without emulation: build it on a runner of that platform, as in runners: { linux/arm64: ubuntu-24.04-arm } in the catalog, leave it at platforms: [linux/amd64] there, or add a step "uses: docker/setup-qemu-action" before docker/setup-buildx-action',
  )
})

it('asks the engine, and of an own cell nothing', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-platform-'))
  try {
    const asked = path.join(folder, 'docker')
    const script = `#!/bin/sh\ncase $1 in version) echo ${OWN} ;; *) echo "Platforms: ${OWN}*, $EMULATED" ;; esac\necho "$*" >> ${folder}/asked\n`
    await writeFile(asked, script)
    await chmod(asked, 0o755)
    await checkPlatform({ ...CELL, platform: OWN }, dockerAt('/nonexistent'), undefined)
    await checkPlatform(CELL, dockerAt(asked, { EMULATED: OTHER }), undefined)
    const refused = checkPlatform(CELL, dockerAt(asked, { EMULATED: '' }), 'mine')
    await expect(refused).rejects.toThrow(
      `4.1.1-gpu is for ${OTHER}, and this runner's engine runs ${OWN} alone`,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
})
