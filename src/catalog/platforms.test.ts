/** What a catalog says of platforms, and how it is told what is wrong with that. */
import { expect, it } from 'vitest'
import { cellOf, lay } from '../../tests/support/user-catalog.ts'
import { cellsOf } from './cells.ts'

const BOTH = 'platforms: [linux/amd64, linux/arm64]'
const GPU = { support: 'unsupported', platforms: ['linux/arm64'], components: ['orders'] }

/** A catalog with a component that has this artifact, in a variant of its own. */
const withNative = (name: string, more = '', versions = '"1"') =>
  `${BOTH}
variants: { orders: { components: [os, jre, spark, orders], versions: [4.1.1, 4.1.0] } }
components: { orders: { maven: { native: { name: ${name}, version: ${versions}, transitive: false } } } }
${more}`

const rule = `rules: { orders-arm64: { support: ${GPU.support}, when: { platforms: [${GPU.platforms}], components: [${GPU.components}] }, reason: r, source: s, reviewed: 2026-11-30 } }`

function refusal(user: string): string {
  try {
    lay(user)
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

it('gives each platform the artifact that it has a name for', () => {
  const cells = cellsOf(lay(BOTH)).filter(({ id }) => id === '4.1.1-gpu')
  const rapids = cells.map(({ downloads }) => downloads.find(({ component }) => component === 'rapids'))
  expect(rapids.map((one) => one?.wanted.map((wanted) => wanted.kind === 'maven' && wanted.name))).toEqual([
    ['com.nvidia:rapids-4-spark_2.13:cuda12'],
    ['com.nvidia:rapids-4-spark_2.13:cuda12-arm64'],
  ])
  expect(new Set(rapids.map((one) => one?.lockfile)).size).toBe(1)
  expect(cellOf('', '3.5.8-gpu').downloads.at(-1)?.wanted).toMatchObject([{ machine: 'x86_64' }])
})

it('says of an artifact that a platform lacks what to write', () => {
  const message = refusal(withNative('{ linux/amd64: "a:b:x64" }'))
  expect(message).toBe(
    'my.yml:3:50: components.orders.maven.native.name: it has none for linux/arm64, and 4.1.1-orders is for linux/arm64: ' +
      'give each platform its own, as in { linux/arm64: "group:artifact:classifier" }, or exclude it, as in ' +
      'rules: { orders-arm64: { support: unsupported, when: { platforms: [linux/arm64], components: [orders] }, reason: …, source: …, reviewed: … } }',
  )
  expect(refusal(withNative('{ linux/amd64: "a:b:x64" }', rule))).toBe('nothing')
  expect(refusal(withNative('{ linux/amd64: "a:b:x64", linux/arm64: "a:b:x64" }'))).toBe('nothing')
  // Not of a version that it is not there for.
  const never = 'series: { "4.4": { scala: "2.13" } }'
  expect(refusal(withNative('{ linux/amd64: "a:b:x64" }', never, '{ "4.4": "1" }'))).toBe('nothing')
})

it.each([
  ['io.netty:netty-transport-native-epoll:linux-x86_64', 'linux/amd64'],
  ['io.netty:netty-transport-native-epoll:linux-aarch_64', 'linux/arm64'],
  ['com.example:native-amd64', 'linux/amd64'],
  ['com.example:lib-arm64_2.13:shaded', 'linux/arm64'],
])('takes %s for what its name says', (name, platform) => {
  expect(refusal(withNative(`"${name}"`))).toContain(
    `native.name: ${name} is for ${platform} by its name, and 4.1.1-orders is for `,
  )
})

it.each(['a:b', 'a:b-x86_64-aarch64', 'a:charm64', 'a:namd64s'])('takes %s for all platforms', (name) => {
  expect(refusal(withNative(`"${name}"`))).toBe('nothing')
})

it.each([
  ['{ linux/riscv64: "a:b" }', 'a platform is linux/amd64 or linux/arm64'],
  ['{ linux/amd64: a }', 'coordinates are group:artifact or group:artifact:classifier'],
  ['[a]', 'expected a text, or a mapping of platforms to texts'],
])('refuses the name %s', (name, message) => {
  expect(refusal(withNative(name))).toContain(message)
})
