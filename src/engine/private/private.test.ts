import type { StatsFs } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { localFolder } from './folder.ts'
import { engineConfig, freePort } from './index.ts'
import { restoredTable, tablesOf } from './network.ts'
import { deb822 } from './packages.ts'

it('takes another port when the wanted one is taken', async () => {
  const wanted = await freePort(0)
  expect(await freePort(wanted)).toBe(wanted)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  expect(await freePort(wanted)).not.toBe(wanted)
  await new Promise((resolve) => server.close(resolve))
})

it('keeps everything below one folder, whose sockets have names that fit', () => {
  const folder = localFolder({ SPARK_IMAGES_HOME: '/srv/spark-images' })
  for (const place of Object.values(folder)) expect(place).toMatch(/^\/srv\/spark-images(\/|$)/)
  expect(localFolder({ XDG_CACHE_HOME: '/home/me/.cache' }).root).toBe('/home/me/.cache/spark-images')
  expect(() => localFolder({ SPARK_IMAGES_HOME: `/${'a'.repeat(60)}` })).toThrow(
    'set SPARK_IMAGES_HOME to a shorter one',
  )
})

it("writes apt's sources", () => {
  expect(deb822([{ uri: 'http://mirror.test/debian', suites: ['a', 'b'] }])).toBe(
    'Types: deb\nURIs: http://mirror.test/debian\nSuites: a b\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n',
  )
})

describe("a table of the machine's rules", () => {
  const machine = [
    ':INPUT ACCEPT [0:0]',
    ':FORWARD DROP [0:0]',
    ':DOCKER - [0:0]',
    '-A INPUT -s 10.9.0.1 -j DROP',
  ]
  const leftOver = [...machine, '-A FORWARD -o docker0 -j DOCKER', '-A FORWARD -s 10.9.0.0/16 -j ACCEPT']
  const engine = [
    ...[':INPUT ACCEPT [0:0]', ':FORWARD DROP [0:0]', ':DOCKER - [0:0]', ':DOCKER-FORWARD - [0:0]'],
    ...[
      '-A INPUT -s 10.9.0.1 -j DROP',
      '-A FORWARD -j DOCKER-FORWARD',
      '-A FORWARD -s 10.9.0.0/16 -j ACCEPT',
    ],
    '-A DOCKER ! -i docker0 -o docker0 -j DROP',
  ]

  it('is read without comments and counters', () => {
    const saved = '# Generated\n*nat\n:INPUT ACCEPT [12:345]\n-A INPUT -j ACCEPT\nCOMMIT\n*raw\nCOMMIT\n'
    expect(tablesOf(saved)).toEqual(
      new Map([
        ['nat', [':INPUT ACCEPT [0:0]', '-A INPUT -j ACCEPT']],
        ['raw', []],
      ]),
    )
  })

  it('is put back as it was, with the left-overs of another Docker', () => {
    expect(restoredTable(leftOver, engine)).toEqual(leftOver)
  })

  it('keeps what others changed while the engine ran', () => {
    const changed = engine.map((line) => (line.includes('10.9.0.1') ? '-A INPUT -s 10.9.0.2 -j DROP' : line))
    const restored = restoredTable(leftOver, changed)
    expect(restored).toContain('-A INPUT -s 10.9.0.2 -j DROP')
    expect(restored).not.toContain('-A INPUT -s 10.9.0.1 -j DROP')
    expect(restored.filter((line) => line.startsWith('-A FORWARD'))).toEqual([
      '-A FORWARD -o docker0 -j DOCKER',
      '-A FORWARD -s 10.9.0.0/16 -j ACCEPT',
    ])
    expect(restored.findLastIndex((line) => line.startsWith(':'))).toBeLessThan(
      restored.findIndex((line) => line.startsWith('-')),
    )
  })

  it('is empty when it was not there before', () => {
    const own = [':INPUT ACCEPT [0:0]', ':FORWARD DROP [0:0]', ':DOCKER - [0:0]', '-A FORWARD -j DOCKER']
    expect(restoredTable(undefined, own)).toEqual([':FORWARD ACCEPT [0:0]', ':INPUT ACCEPT [0:0]'])
  })
})

it.each([
  ['a fifth of a small disk', 250_000, 150_000, 100_000 / 5],
  ['20 GB', 60_000_000, 30_000_000, 20e9 / 4096],
])("lets the build cache give way to %s, beside what is root's alone", (_, blocks, reserved, room) => {
  const disk = { bsize: 4096, blocks, bfree: reserved + 50_000, bavail: 50_000 } as StatsFs
  const [maxUsedSpace, minFreeSpace] = [blocks, reserved + room].map((count) => `${count * 4096}`)
  const policy = { all: true, maxUsedSpace, minFreeSpace }
  expect(engineConfig(localFolder({}), disk)).toMatchObject({ builder: { gc: { policy: [policy] } } })
})
