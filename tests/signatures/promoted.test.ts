/** A promoted release at the other end, judged by what is there to be found there: cosign, ORAS, crane. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { output } from '../../src/engine/command.ts'
import type { Place } from '../../src/promote/place.ts'
import { promote } from '../../src/promote/promote.ts'
import { formatRepository, openRepository, type Repository } from '../../src/registry/repository.ts'
import { releaseSignatures } from '../../src/release/signatures.ts'
import { withReferrersApi } from '../registry/referrers-api.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ALIASES, planned, release } from '../release/family.ts'
import { keySigning, makeKey, stageCell } from '../support/signing.ts'
import { goProgram } from '../support/tools.ts'
import { type Cosign, openCosign, TYPES } from './cosign.ts'

/** The programs are built the first time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 1_200_000 })

const FAMILY = [planned('4.1.1', 'gpu'), planned('4.1.1', 'gpu', 'linux/arm64'), planned('4.1.0', 'gpu')]
const TAGS = ['4.1.1-gpu', '4.1.0-gpu']
const BY_KEY = ['--key', 'cosign.pub', '--insecure-ignore-tlog']

let registry: TestRegistry
/** The registry's front, which has the referrers API. */
let modern: Awaited<ReturnType<typeof withReferrersApi>>
let cosign: Cosign
let folder: string
const oras = async (...args: string[]): Promise<string> => output(await goProgram('oras'), args)
const crane = async (...args: string[]): Promise<string> => output(await goProgram('crane'), args)

/** Where the release was made, and what is to be found wherever it went. */
let source: Repository
let id: string
let images: string[]

beforeAll(async () => {
  registry = await startRegistry()
  modern = await withReferrersApi(registry.port)
  cosign = await openCosign()
  folder = await mkdtemp(path.join(tmpdir(), 'test-promoted-'))
  const key = makeKey()
  await writeFile(path.join(cosign.folder, 'cosign.pub'), key.public)
  const signing = await keySigning(key)
  source = openRepository({ registry: registry.host, repository: 'build/spark' })
  images = []
  for (const cell of FAMILY) images.push((await stageCell(source, cell, signing)).digest)
  const about = { dryRun: false, by: 'a test', now: new Date(), say() {}, image: source.image }
  const released = await release(FAMILY, ALIASES, { ...about, signatures: releaseSignatures(signing, false) })
  id = released.id ?? ''
})
afterAll(async () => {
  await modern?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
  await cosign?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const carry = (from: Place, to: Place) =>
  promote({
    ...{ from, fromClient: {}, to, what: 'latest', override: [] },
    ...{ dryRun: false, by: 'a test', now: new Date(), say() {} },
  })

/** All that is attached to an image and to that, as ORAS finds it: digests and types, by their subject. */
async function discovered(...target: string[]) {
  const shape = ({ digest, artifactType, referrers = [] }: Found): Found => ({
    digest,
    artifactType,
    referrers: referrers.map(shape).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  })
  return shape(JSON.parse(await oras('discover', '--format', 'json', ...target)))
}

interface Found {
  readonly digest: string
  readonly artifactType?: string
  readonly referrers?: readonly Found[]
}

const inRegistry = (image: string) => discovered('--plain-http', image)

/** Verifies an image with all that is attached to it by the key alone. */
async function verified(image: string): Promise<void> {
  expect(await cosign.verdict('verify', ...BY_KEY, image), image).toBe('verified')
  for (const type of TYPES)
    expect(await cosign.verdict('verify-attestation', '--type', type, ...BY_KEY, image), type).toBe(
      'verified',
    )
}

async function isThere(there: Repository): Promise<void> {
  const [name, before] = [formatRepository(there), formatRepository(source)]
  for (const digest of images) {
    await verified(`${name}@${digest}`)
    const attached = await inRegistry(`${name}@${digest}`)
    expect(attached).toEqual(await inRegistry(`${before}@${digest}`))
    // A bundle for each type, and what it is of, but for the image's own signature.
    expect(attached.referrers).toHaveLength(2 * TYPES.length - 1)
  }
  for (const tag of [...TAGS, `release-${id}`]) {
    expect(await cosign.verdict('verify', ...BY_KEY, `${name}:${tag}`), tag).toBe('verified')
    const digest = await crane('digest', '--', `${before}:${tag}`)
    expect(await crane('digest', '--', `${name}:${tag}`)).toBe(digest)
    expect(await inRegistry(`${name}:${tag}`)).toEqual(await inRegistry(`${before}:${tag}`))
  }
}

describe.each([
  ['without', () => registry.host],
  ['with', () => modern.host],
])('at a registry %s the referrers API', (api, host) => {
  const there = (name: string) => openRepository({ registry: host(), repository: `${api}/${name}` })

  test('what came from a registry is found and verified, and goes on by ORAS', async () => {
    const production = there('production')
    await carry({ image: source.image }, { image: production.image })
    await isThere(production)
    const onward = formatRepository(there('onward'))
    const from = formatRepository(production)
    await oras('cp', '-r', '--from-plain-http', '--to-plain-http', `${from}:4.1.1-gpu`, `${onward}:4.1.1-gpu`)
    expect(await inRegistry(`${onward}:4.1.1-gpu`)).toEqual(await inRegistry(`${from}:4.1.1-gpu`))
    for (const digest of images.slice(0, 2)) await verified(`${onward}@${digest}`)
  })

  test('what came by an OCI layout, too', async () => {
    const layout = path.join(folder, api)
    await carry({ image: source.image }, { folder: layout })
    const before = await inRegistry(`${formatRepository(source)}:4.1.1-gpu`)
    expect(await discovered('--oci-layout', `${layout}:4.1.1-gpu`)).toEqual(before)
    const production = there('air-gapped')
    await carry({ folder: layout }, { image: production.image })
    await isThere(production)
    const onward = `${formatRepository(there('by-hand'))}:4.1.1-gpu`
    await oras('cp', '-r', '--from-oci-layout', '--to-plain-http', `${layout}:4.1.1-gpu`, onward)
    expect(await inRegistry(onward)).toEqual(before)
    for (const digest of images.slice(0, 2)) await verified(`${onward.replace(/:[^:]*$/, '')}@${digest}`)
  })

  test('what ORAS wrote to a layout is promoted', async () => {
    const layout = path.join(folder, `${api}-oras`)
    const from = formatRepository(source)
    for (const tag of [...TAGS, `release-${id}`])
      await oras('cp', '-r', '--from-plain-http', '--to-oci-layout', `${from}:${tag}`, `${layout}:${tag}`)
    const production = there('from-oras')
    await carry({ folder: layout }, { image: production.image })
    await isThere(production)
  })
})
