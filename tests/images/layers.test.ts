import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../src/catalog/cells.ts'
import { buildArguments } from '../../src/engine/buildx.ts'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { type CacheKind, layerCache } from '../../src/image/layers.ts'
import { findEnvironment } from '../../src/local/environment.ts'
import { baseOf } from '../../src/plan/plan.ts'
import { type CacheService, startCacheService } from '../support/cache-service.ts'
import { HOME, openWorkshop, RUNTIME, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const cell = { id: '4.1.1-baseline', version: '4.1.1', platform: 'linux/amd64' } as Cell

let workshop: Workshop
let docker: Docker
let folder: string
let registry: string
let base: string
let service: CacheService

beforeAll(async () => {
  workshop = await openWorkshop()
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-layers-'))
  const there = await findEnvironment(localFolder({ SPARK_IMAGES_HOME: HOME }), [RUNTIME])
  if (there === undefined || !there.isRunning) {
    const { code, text } = await workshop.local(['start'])
    expect(code, text).toBe(0)
  }
  const found = await findEnvironment(localFolder({ SPARK_IMAGES_HOME: HOME }), [RUNTIME])
  if (found === undefined) throw new Error('no engine and registry')
  ;({ docker, registry } = found)
  base = baseOf(RUNTIME, found.bases).reference
  service = await startCacheService()
}, 30 * MINUTE)

afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
  await workshop.close()
}, 2 * MINUTE)

/** Two stages that nobody built before; what they print is in the log of a build that runs them. */
async function context(marker: string): Promise<string> {
  const place = path.join(folder, marker)
  const lines = [
    'FROM base AS made',
    `RUN mkdir /${marker} && echo ${marker} > /${marker}/file && echo ran-$(cat /${marker}/file)`,
    'FROM base AS image',
    `COPY --link --from=made /${marker}/ /`,
  ]
  await writeFile(`${place}.Dockerfile`, lines.join('\n'))
  return `${marker}.Dockerfile`
}

/** Builds with a layer cache as the build entry does. */
async function build(
  file: string,
  kind: CacheKind,
  { mayWrite = true, imageName = `${registry}/layers` } = {},
) {
  const place = { imageName, folder: path.join(folder, 'cache'), mayWrite }
  const { from, to } = layerCache(kind, cell, place)
  const request = {
    context: folder,
    file,
    target: 'image',
    contexts: { base: `docker-image://${base}` },
    outputs: [{ type: 'cacheonly' }],
    cacheFrom: from,
    cacheTo: to,
  }
  const lines: string[] = []
  const onLine = (line: string): void => void lines.push(line)
  const { exitCode } = await docker(buildArguments(request), {
    onLine,
    env: service.env,
  })
  return { exitCode, text: lines.join('\n') }
}

/** Takes from the builder what it has of these stages, and nothing of anybody else's. */
async function forget(marker: string): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const records = (await dockerOutput(docker, ['buildx', 'du', '--verbose'])).split(/\n\s*\n/)
    const ids = records.flatMap((record) =>
      record.includes(marker) ? (/^ID:\s*(\S+)/m.exec(record)?.[1] ?? []) : [],
    )
    if (ids.length === 0) return
    for (const id of ids) await docker(['buildx', 'prune', '--force', '--all', '--filter', `id=${id}`])
  }
}

describe('a layer cache', () => {
  it.each(['gha', 'registry', 'local'] as const)(
    '%s gives a builder that has nothing what another one made',
    async (kind) => {
      const marker = `m${randomUUID()}`
      const file = await context(marker)
      const first = await build(file, kind)
      expect(first.exitCode, first.text).toBe(0)
      expect(first.text).toContain(`ran-${marker}`)
      await forget(marker)
      const without = await build(file, 'none')
      expect(without.text).toContain(`ran-${marker}`)
      await forget(marker)
      const second = await build(file, kind, { mayWrite: false })
      expect(second.exitCode, second.text).toBe(0)
      expect(second.text).not.toContain(`ran-${marker}`)
      expect(second.text).toMatch(/^#\d+ CACHED$/m)
    },
    5 * MINUTE,
  )

  it(
    'that can be neither read nor written fails no build',
    async () => {
      const marker = `m${randomUUID()}`
      const file = await context(marker)
      const gone = await build(file, 'registry', { imageName: '127.0.0.1:1/layers' })
      expect(gone.exitCode, gone.text).toBe(0)
      expect(gone.text).toMatch(/ERROR: .*127\.0\.0\.1:1/)
      await forget(marker)
    },
    5 * MINUTE,
  )
})
