import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import type { PlanOutputCell } from '../../src/plan/output.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { type Deployment, deploymentsOf } from '../../src/release/deploy.ts'
import { rollback } from '../../src/release/rollback.ts'
import type { ReleaseOptions, ReleaseResult } from '../../src/release/session.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ROOT } from '../support/process.ts'
import { ALIASES, planned, pushFamily, release } from './family.ts'

vi.setConfig({ testTimeout: 120_000 })

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

const DOCS = path.join(ROOT, 'docs/kubernetes')
const manifests = new Map(
  readdirSync(DOCS).map((name) => [name, readFileSync(path.join(DOCS, name), 'utf8')]),
)
const both = [planned('4.1.1', 'gpu', 'linux/amd64'), planned('4.1.1', 'gpu', 'linux/arm64')]
const family = [planned('4.1.0', 'baseline'), ...both]

test('what to deploy with is what the tags name: after a release, one of a part, and a rollback', async () => {
  const image = { registry: registry.host, repository: 'acme/spark' }
  const client = { retries: { attempts: 3, base: 1, cap: 2, patience: 100 } }
  const repository = openRepository(image, client)
  const times = { settle: 300, renew: 500, valid: 10_000, flight: 100, lease: 3000, wait: 60_000 }
  const now = new Date('2026-11-24T14:15:30Z')
  const options: ReleaseOptions = { image, client, times, dryRun: false, by: 'a test', now, say: () => {} }

  /** The cells of a result, after a look at whether each has the digest that its tag has in the registry. */
  const cellsOf = async ({ moves }: ReleaseResult): Promise<string[]> => {
    const deployments = deploymentsOf(moves, image, manifests)
    for (const { cell, images, values, manifests: own } of deployments) {
      const digest = (await resolveTag(repository, cell))?.digest
      const name = `${registry.host}/acme/spark`
      expect(parse(images)).toEqual({
        images: [
          { name, digest },
          { name: `${name}-${cell.split('-')[0]}`, digest },
        ],
      })
      expect(parse(values)).toMatchObject({ image: { tag: cell, digest } })
      for (const text of own.values()) expect(text).toContain(`image: ${name}@${digest}`)
    }
    return deployments.map(namesOf)
  }
  const namesOf = ({ cell, manifests: own }: Deployment): string => [cell, ...own.keys()].join(' ')
  const push = (cells: readonly PlanOutputCell[], build?: number) => pushFamily(repository, cells, build)

  await push(family)
  const first = await release(family, ALIASES, options)
  expect(await cellsOf(first)).toEqual(['4.1.0-baseline', '4.1.1-gpu gpu.yml'])
  const index = await resolveTag(repository, '4.1.1-gpu')
  expect(index?.mediaType).toBe('application/vnd.oci.image.index.v1+json')

  await push(both, 2)
  expect(await cellsOf(await release(both, ALIASES, options))).toEqual(['4.1.1-gpu gpu.yml'])
  expect((await resolveTag(repository, '4.1.1-gpu'))?.digest).not.toBe(index?.digest)
  // A release that moves nothing says the same.
  expect(await cellsOf(await release(both, ALIASES, options))).toEqual(['4.1.1-gpu gpu.yml'])

  expect(await cellsOf(await rollback(first.id ?? '', options))).toEqual([
    '4.1.0-baseline',
    '4.1.1-gpu gpu.yml',
  ])
  expect((await resolveTag(repository, '4.1.1-gpu'))?.digest).toBe(index?.digest)
  // The newer image is held back, so that the tag and the values stay.
  const held = await release(both, ALIASES, options)
  expect(held.moves.map(({ verdict }) => verdict)).toContain('held back')
  expect(await cellsOf(held)).toEqual(['4.1.1-gpu gpu.yml'])
})
