import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shipped } from '../../tests/support/user-catalog.ts'
import { difference, userRepository } from '../../tests/track/files.ts'
import { IndexServer } from '../../tests/track/index-server.ts'
import { RegistryError } from '../errors.ts'

const NONE = Object.keys(shipped.catalog.versions)
  .map((version) => `  ${version}: null\n`)
  .join('')

const spark = fc
  .tuple(fc.constantFrom('4.1', '4.2', '4.3', '4.9', '5.0'), fc.integer({ min: 70, max: 89 }))
  .map(([series, patch]) => `${series}.${patch}`)
const odd = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('4.1.90rc1', '../../x', '9.9.9\n', '4.1.90-acme'),
)
const jar = fc.oneof(
  fc.tuple(fc.nat(3), fc.nat(5), fc.nat(5)).map((numbers) => numbers.join('.')),
  fc.constantFrom('2.0.0-rc1', '1.0.0-SNAPSHOT', '../../x', '1.0</version><version>7', '20030203.000550'),
)
const dates = fc.constantFrom('2026-01-01T00:00:00Z', '2026-05-30T00:00:00Z', '2999-01-01T00:00:00Z', 'never')
const policy = fc.record({
  series: fc.constantFrom('2', '["4.*"]', '["4.1", "5.0"]'),
  patches: fc.integer({ min: 1, max: 3 }),
  drop: fc.constantFrom('patches', 'none', 'series'),
  wait: fc.constantFrom('0 days', '7 days'),
  major: fc.boolean(),
})

it('whatever an index lists and a policy says: a second run changes nothing, and all else stays', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.oneof({ weight: 4, arbitrary: spark }, odd), dates, fc.boolean()), {
        maxLength: 12,
      }),
      fc.dictionary(fc.constantFrom('4.1', '4.2', '4.3'), fc.array(jar, { maxLength: 8 })),
      policy,
      async (released, jars, { series, patches, drop, wait, major }) => {
        await using server = await IndexServer.start()
        const files = released.map(([version, date, yanked]) => {
          return { filename: `pyspark-${version}.tar.gz`, 'upload-time': date, yanked, url: 'x' }
        })
        server.python.set('pyspark', files)
        for (const [name, versions] of Object.entries(jars))
          server.addJars(`acme:runtime-${name}_2.13`, versions)
        const text = `# Ours.
track:
  spark: { series: ${series}, patches: ${patches}, drop: ${drop}, wait: ${wait}, keep: [4.1.80] }
  components: { lake: { major: ${major}, wait: ${wait} } }
versions:
  4.1.81: {} # since May
  4.1.80: {}
${NONE}variants:
  lake: { components: [os, jre, spark, lake] } # and more
  gpu: null
  iceberg: null
  gpu-iceberg: null
aliases: []
components:
  lake:
    maven:
      lake: { name: "acme:runtime-{series}_{scala}", version: { "4.1": 1.1.0 }, license: MIT, transitive: false }
${server.repositories}`
        await using repository = await userRepository(server, text)
        const first = await repository.run().catch((error: unknown) => {
          expect(error).toBeInstanceOf(RegistryError)
        })
        const after = await repository.text()
        if (first === undefined) return expect(after).toBe(text)
        const known = new Set(released.filter(([, , yanked]) => !yanked).map(([version]) => version))
        for (const change of first.changes)
          if (change.kind === 'version' && change.what === 'added') expect(known).toContain(change.version)
        expect(after).toContain('4.1.80')
        // Only lines of versions, series and the pin differ.
        for (const line of difference(text, after))
          expect(line).toMatch(/^[+-] +(?:"?\d+\.\d+[\d."]*: |lake: )|^\+series: /)
        const second = await repository.run()
        expect(second.changes).toEqual([])
        expect(await repository.text()).toBe(after)
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 100) },
  )
}, 300_000)
