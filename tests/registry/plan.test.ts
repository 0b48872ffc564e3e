import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellsOf, isUnsupported } from '../../src/catalog/cells.ts'
import { decodePlan, type PlanOutputCell } from '../../src/plan/output.ts'
import { type BaseImage, fingerprintCells } from '../../src/plan/plan.ts'
import { readImages } from '../../src/plan/sources.ts'
import { getManifest, putManifest } from '../../src/registry/manifests.ts'
import { pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { loadOnePlatform, onePlatform } from '../support/one-platform.ts'
import { BASES, type EntryEnded, ROOT, runEntry } from '../support/process.ts'
import { publish } from '../support/published.ts'
import { startRegistry, type TestRegistry, USER } from './registry.ts'
import { serve } from './server.ts'

const base: BaseImage = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
let registry: TestRegistry
/** A checkout that may be changed. */
let root: string

beforeAll(async () => {
  registry = await startRegistry()
  root = await mkdtemp(path.join(tmpdir(), 'spark-images-plan-'))
  for (const name of ['dist', 'images', 'package.json'])
    await cp(path.join(ROOT, name), path.join(root, name), { recursive: true })
  const catalog = path.join(root, 'images/catalog.yml')
  await writeFile(catalog, onePlatform(await readFile(catalog, 'utf8')))
}, 120_000)
afterAll(async () => {
  await registry[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

async function targets(digest = base.digest) {
  const images = path.join(root, 'images')
  const catalog = await loadOnePlatform(images)
  return fingerprintCells(cellsOf(catalog), catalog, readImages(images), {
    trixie: { ...base, digest },
    bookworm: base,
  })
}

function repositoryOf(name: string) {
  return openRepository({ registry: registry.host, repository: name })
}

async function planned(
  name: string,
  inputs: Record<string, string> = {},
): Promise<EntryEnded & { cells: PlanOutputCell[] }> {
  const all = { image: `${registry.host}/${name}`, base: BASES, ...inputs }
  const ended = await runEntry('plan', all, {}, root)
  expect(ended.code, ended.text).toBe(0)
  // Without what a rule excludes, whatever the registry has.
  const cells = decodePlan(ended.outputs.plan ?? '').cells.filter(({ excluded }) => excluded !== 'rule')
  return { ...ended, cells }
}

/** Reasons of the cells to build, by id. */
function reasons(cells: readonly PlanOutputCell[]): Record<string, string> {
  return Object.fromEntries(
    cells.flatMap(({ cell, verdict, reason }) => (verdict === 'build' ? [[cell, reason]] : [])),
  )
}

/** Runs with another text of a file of the images folder. */
async function withFile(
  name: string,
  change: (text: string) => string,
  action: () => Promise<void>,
): Promise<void> {
  const file = path.join(root, 'images', name)
  const before = await readFile(file, 'utf8').catch(() => undefined)
  await writeFile(file, change(before ?? ''))
  await action()
  await (before === undefined ? rm(file) : writeFile(file, before))
}

describe('a plan against a registry', () => {
  it('builds all when there is no such repository yet', async () => {
    const { outputs, cells } = await planned('none')
    expect(outputs.count).toBe(String(cells.length))
    expect(cells[0]?.reason).toMatch(/ is not in the registry, nor is any other image of /)
  })

  it('builds nothing when all is there and tested', async () => {
    await publish(repositoryOf('full'), await targets())
    const { outputs, cells, summary } = await planned('full')
    expect(outputs).toMatchObject({ matrix: '{"include":[]}', count: '0', changed: 'false' })
    expect(cells.every(({ verdict, digest }) => verdict === 'unchanged' && digest !== undefined)).toBe(true)
    expect(summary).toContain('## Spark images: 0 of ')
  })

  it('says which file changed, for the cells that have it and no other', async () => {
    await publish(repositoryOf('files'), await targets())
    await withFile(
      'components/iceberg/build/IcebergCatalog.java',
      (text) => `${text}// more\n`,
      async () => {
        const { cells, summary, outputs } = await planned('files')
        const expected = (await targets()).filter(
          ({ cell }) => cell.components.includes('iceberg') && !isUnsupported(cell),
        )
        expect(reasons(cells)).toEqual(
          Object.fromEntries(
            expected.map(({ cell }) => [
              cell.id,
              `images/components/iceberg/build/IcebergCatalog.java changed since ${cell.id} was built (2026-11-20)`,
            ]),
          ),
        )
        expect(outputs.count).toBe(String(expected.length))
        expect(summary).toContain('images/components/iceberg/build/IcebergCatalog.java changed since')
      },
    )
    await withFile(
      'components/iceberg/acceptance/iceberg.py',
      (text) => `${text}// more\n`,
      async () => {
        const { cells } = await planned('files', { only: '4.1.1-*' })
        expect(reasons(cells)).toEqual({
          '4.1.1-iceberg':
            'images/components/iceberg/acceptance/iceberg.py changed since it was tested (2026-11-20)',
          '4.1.1-gpu-iceberg':
            'images/components/iceberg/acceptance/iceberg.py changed since it was tested (2026-11-20)',
        })
      },
    )
    await withFile(
      'README.md',
      () => 'x',
      async () => {
        expect((await planned('files')).outputs.count).toBe('0')
      },
    )
  })

  it('says which images no release tag names yet, besides those to build', async () => {
    const name = 'unreleased'
    const repository = repositoryOf(name)
    const known = (await targets()).filter(({ cell }) => ['4.1.1-gpu', '4.1.1-iceberg'].includes(cell.id))
    await publish(repository, known)
    const only = '4.1.1-gpu, 4.1.1-iceberg, 4.1.1-baseline'
    const found = async (inputs: Record<string, string> = {}) => {
      const { outputs } = await planned(name, { only, unreleased: 'true', ...inputs })
      const { include } = JSON.parse(outputs.unreleased ?? '{"include":[]}') as {
        include: { cell: string }[]
      }
      const ids = include.map(({ cell }) => cell).sort()
      return { ids, unreleased: outputs['unreleased-count'], count: outputs.count }
    }
    expect(await found()).toEqual({ ids: [...only.split(', ')].sort(), unreleased: '3', count: '1' })

    const released = await getManifest(repository, known[0]?.tag ?? '')
    const { bytes = Buffer.of(), descriptor } = released ?? {}
    await putManifest(repository, known[0]?.cell.id ?? '', bytes, descriptor?.mediaType ?? '')
    const left = only.split(', ').filter((id) => id !== known[0]?.cell.id)
    expect(await found()).toEqual({ ids: left.sort(), unreleased: '2', count: '1' })
    expect(await found({ only: known[0]?.cell.id ?? '' })).toEqual({ ids: [], unreleased: '0', count: '0' })
    expect(await found({ unreleased: 'false' })).toEqual({ ids: [], unreleased: undefined, count: '1' })
  })

  it('says how the base moved', async () => {
    await publish(repositoryOf('base'), await targets(`sha256:${'2'.repeat(64)}`))
    const { cells } = await planned('base', { only: '4.1.1-gpu' })
    expect(reasons(cells)).toEqual({
      '4.1.1-gpu':
        'the base image moved sha256:222222222222… → sha256:111111111111… since 4.1.1-gpu was built (2026-11-20)',
    })
  })

  it('builds what has a record of a failure, no record, or one that is not ours', async () => {
    const repository = repositoryOf('records')
    const [failed, bare, strange] = (await targets()).filter(({ cell }) => cell.version === '4.1.1')
    if (failed === undefined || bare === undefined || strange === undefined) throw new Error('too few cells')
    await publish(repository, [failed], {
      tests: [{ name: 'connect', outcome: 'failed', seconds: 1, saw: [] }],
    })
    const manifest = Buffer.from(
      '{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]}',
    )
    const type = 'application/vnd.oci.image.manifest.v1+json'
    await putManifest(repository, bare.tag, manifest, type)
    const other = Buffer.from(manifest.toString().replace('{', '{"annotations":{"a":"b"},'))
    const subject = await putManifest(repository, strange.tag, other, type)
    await pushReferrer(repository, subject, {
      artifactType: 'application/vnd.in-toto+json',
      mediaType: 'application/vnd.in-toto+json',
      annotations: { 'in-toto.io/predicate-type': 'https://in-toto.io/attestation/test-result/v0.1' },
      blob: Buffer.from('{"\\n::error::x": 1}'),
    })
    const { cells, stdout } = await planned('records', {
      only: `${failed.cell.id},${bare.cell.id},${strange.cell.id}`,
    })
    expect(reasons(cells)).toEqual({
      [failed.cell.id]: 'its acceptance record is of a failure (2026-11-20): connect',
      [bare.cell.id]: `${bare.tag} has no acceptance record`,
      [strange.cell.id]: expect.stringMatching(
        / is not usable: the acceptance record of .* is not one of ours/,
      ),
    })
    expect(stdout).not.toMatch(/^::error::/m)
  })

  it('needs no rights: a repository that asks for credentials counts as empty, with a warning', async () => {
    await using closed = await startRegistry({ auth: true })
    const image = `${closed.host}/spark`
    const { outputs, cells, stdout, summary } = await planned('x', { image, only: '4.1.1-gpu' })
    expect(outputs.count).toBe('1')
    expect(reasons(cells)['4.1.1-gpu']).toBe('the registry lets nothing be read')
    expect(stdout).toContain('::warning::nothing of the registry can be read, so all is to be built: ')
    expect(summary).toContain('The registry lets nothing be read')
    const wrong = { image, base: BASES, username: USER.username, password: 'wrong' }
    const refused = await runEntry('plan', wrong, {}, root)
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('refuses the credentials of builder')
  })

  it('asks at most eight things at a time', async () => {
    let [open, most, total] = [0, 0, 0]
    await using slow = await serve((_, response) => {
      most = Math.max(most, ++open)
      total++
      setTimeout(() => {
        open--
        response.writeHead(404).end()
      }, 5)
    })
    const { outputs, cells } = await planned('x', { image: `${slow.host}/spark` })
    expect(outputs.count).toBe(String(cells.length))
    expect(most).toBeLessThanOrEqual(8)
    // One for the staging tag and one for the newest image of each.
    expect(total).toBe(2 * cells.length)
  })
})
