/** Answers of an archive that is damaged or hostile: whatever comes, only what is signed makes a cell due. */

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readArchives } from '../../src/archive/outdated.ts'
import { hexOf, sha256 } from '../../src/oci/digest.ts'
import { startArchive, type TestArchive } from '../support/archive.ts'

/** As many as take a minute or two, since each is a process of apt; more on demand: FUZZ_RUNS=10000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300)
const RELEASE = 'dists/test-security/InRelease'
const INDEX = 'dists/test-security/main/binary-amd64/Packages'

const NOTHING = Buffer.alloc(0)

let archive: TestArchive

beforeAll(async () => {
  archive = await startArchive()
  await archive.publish({ suite: 'test-security', packages: [{ name: 'tini', version: '0.19.0-2' }] })
})

afterAll(() => archive[Symbol.asyncDispose]())

/** Bytes changed in one way or another. */
type Mutation = (bytes: Buffer, others: readonly Buffer[]) => Buffer

/** A place, as a share of the bytes. Of doubles, nine in ten would be next to 0. */
const at = fc.nat(999_999).map((millionths) => millionths / 1_000_000)
const place = (bytes: Buffer, share: number): number => Math.floor(share * bytes.length)

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(
    ([share, bits]): Mutation =>
      (bytes) => {
        const changed = Buffer.from(bytes)
        const index = place(bytes, share)
        changed[index] = (changed[index] ?? 0) ^ bits
        return changed
      },
  ),
  at.map(
    (share): Mutation =>
      (bytes) =>
        bytes.subarray(0, place(bytes, share)),
  ),
  fc.tuple(at, at).map(
    ([from, to]): Mutation =>
      (bytes) => {
        const [start, end] = [place(bytes, from), place(bytes, to)].sort((a, b) => a - b)
        return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
      },
  ),
  fc.tuple(at, fc.uint8Array({ maxLength: 200 })).map(
    ([share, more]): Mutation =>
      (bytes) => {
        const index = place(bytes, share)
        return Buffer.concat([bytes.subarray(0, index), more, bytes.subarray(index)])
      },
  ),
  fc.constantFrom<Mutation>(
    (bytes) => Buffer.concat([bytes, bytes]),
    (bytes, [other = bytes]) => other,
    () => Buffer.alloc(0),
    () => Buffer.alloc(1024 * 1024, 'a'),
    (bytes) => Buffer.concat([Buffer.from('Package: tini\nVersion: 99\n\n'), bytes]),
    (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('0.19.0-2', '9.19.0-2'), 'latin1'),
    (bytes) =>
      Buffer.from(bytes.toString('latin1').replace(/^ [0-9a-f]{64}/m, ` ${'0'.repeat(64)}`), 'latin1'),
    (bytes) =>
      Buffer.from(bytes.toString('latin1').replace('-----BEGIN PGP SIGNED MESSAGE-----', ''), 'latin1'),
    (bytes) =>
      Buffer.from(bytes.toString('latin1').replace(/-----BEGIN PGP SIGNATURE-----.*/s, ''), 'latin1'),
  ),
)

/** What is changed, how, and how often: a Release, an index, or an index with a Release that lists it, by whom it may. */
const changes = fc.tuple(
  fc.constantFrom('release', 'index', 'forged'),
  fc.array(mutation, { minLength: 1, maxLength: 3 }),
)

/** The Release with another index in it, as whoever has no key can write it. */
function listing(release: Buffer, index: Buffer): Buffer {
  const line = ` ${hexOf(sha256(index))} ${index.length} main/binary-amd64/Packages`
  return Buffer.from(release.toString('latin1').replace(/^ [0-9a-f]{64} \d+ main.*$/m, line), 'latin1')
}

test(
  `${RUNS} answers: never a crash, never due by what nobody signed`,
  async () => {
    const right = new Map(archive.files)
    const [release = NOTHING, index = NOTHING] = [RELEASE, INDEX].map((file) => right.get(file))
    const sources = archive.sources(['test-security'])
    let believed = 0
    await fc.assert(
      fc.asyncProperty(changes, async ([kind, mutations]) => {
        const original = kind === 'release' ? release : index
        const other = kind === 'release' ? index : release
        const changed = mutations.reduce((bytes, change) => change(bytes, [other]), original)
        archive.files.set(kind === 'release' ? RELEASE : INDEX, changed)
        if (kind === 'forged') archive.files.set(RELEASE, listing(release, changed))
        // Current, and older than what is signed: whatever comes, neither may be told of another version.
        const of = (version: string) => ({
          base: 'base',
          platform: 'linux/amd64',
          packages: { tini: version },
        })
        const [current, old] = [of('0.19.0-2'), of('0.19.0-1')]
        const { cells, warnings } = await readArchives([current, old], () =>
          Promise.resolve(sources),
        ).finally(() => {
          for (const [file, bytes] of right) archive.files.set(file, bytes)
        })
        expect(cells.size === 2 || (cells.size === 0 && warnings.length === 1)).toBe(true)
        expect(cells.get(current)?.outdated ?? []).toEqual([])
        const signed = { name: 'tini', from: '0.19.0-1', to: '0.19.0-2', suite: 'security' }
        expect([undefined, [signed]]).toContainEqual(cells.get(old)?.outdated)
        for (const warning of warnings) expect(warning).not.toMatch(/[\n\r]/)
        if (cells.size > 0) believed += 1
      }),
      { numRuns: RUNS },
    )
    // Such as changes in what stands around the signed text: most must be refused.
    expect(believed).toBeLessThan(RUNS / 2)
  },
  RUNS * 5000,
)
