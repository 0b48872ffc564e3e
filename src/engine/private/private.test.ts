import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { localFolder } from './folder.ts'
import { freePort } from './index.ts'
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
