import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { changed, file, images, open, refusal, work, workspace } from '../../tests/support/user-family.ts'
import { ConfigurationError } from '../errors.ts'
import { openFamily } from './load.ts'

it('a file whose path in the image is too long cannot be put in place', async () => {
  const files = `files:\n      tests/orders.py: /opt/${'n/'.repeat(3000)}n\n`
  expect(await changed(file, 'files:\n', files, refusal)).toBe(
    'component orders: the file tests/orders.py cannot be put in place',
  )
})

describe('whatever files a catalog names', () => {
  const odd = '.github/odd.yml'
  /** Longer than a name, and than a path, may be. */
  const long = ['n', 'n/'].map((text) => `/opt/${text.repeat(3000)}n`)
  const sources = ['conf', 'tests', 'tests/orders.py']
  const oddSources = ['.', '..', '', '.git/config', 'link', 'dead', 'loop', 'a\0b', ...long]
  const places = ['/opt/x', '/opt/x/y', '/opt/x/y/z', '/etc', ...long]
  const oddPlaces = ['/', '/opt/../x', '../x', '/lib/x', '']

  beforeAll(async () => {
    await mkdir(path.join(workspace, '.git'))
    await writeFile(path.join(workspace, '.git/config'), '')
    for (const [name, to] of [
      ['link', '/etc'],
      ['dead', 'none'],
      ['loop', 'loop'],
    ] as const)
      await symlink(to, path.join(workspace, name))
  })
  afterAll(async () => {
    for (const name of ['.git', 'link', 'dead', 'loop', odd])
      await rm(path.join(workspace, name), { recursive: true })
  })

  it('is a clear error, or in the images folder alone', async () => {
    const text = await readFile(path.join(workspace, file), 'utf8')
    const user = parse(text) as { components: { orders: object } }
    await cp(path.join(workspace, '.github/spark-images.locks'), path.join(workspace, '.github/odd.locks'), {
      recursive: true,
    })
    const source = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...sources) },
      { weight: 1, arbitrary: fc.constantFrom(...oddSources) },
      { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    )
    const target = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...places) },
      { weight: 1, arbitrary: fc.constantFrom(...oddPlaces) },
      { weight: 1, arbitrary: fc.stringMatching(/^(?:\/[a-z.]{1,3}){1,3}$/) },
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(source, target, { minKeys: 1, maxKeys: 3 }), async (files) => {
        user.components.orders = { ...user.components.orders, files }
        await writeFile(path.join(workspace, odd), JSON.stringify(user))
        const before = await readdir(work)
        try {
          await using family = await openFamily(images, { workspace, file: odd, named: odd }, work)
          expect(family.images.startsWith(work)).toBe(true)
        } catch (error) {
          expect(error, String((error as Error).stack)).toBeInstanceOf(ConfigurationError)
        }
        expect(await readdir(work)).toEqual(before)
      }),
      { numRuns: 50 },
    )
    await rm(path.join(workspace, '.github/odd.locks'), { recursive: true })
  }, 120_000)
})

describe('a file that a catalog names', () => {
  it.each([
    ['conf/log4j2.properties:', '../../outside:', 'leads out of the repository|is not in the repository'],
    [
      'conf/log4j2.properties:',
      'conf/none:',
      'component orders: the file conf/none is not in the repository',
    ],
    ['tests/orders.py', 'tests/none.py', 'the acceptance script tests/none.py is not in the repository'],
  ])('must be there: %s → %s', async (from, to, message) => {
    const failed = await changed(file, from, to, () => open().catch((error: unknown) => error))
    expect(failed).toBeInstanceOf(ConfigurationError)
    expect((failed as Error).message).toMatch(new RegExp(message))
  })

  it('is found by what is at its place now', async () => {
    await mkdir(path.join(workspace, 'more/deep'), { recursive: true })
    await writeFile(path.join(workspace, 'more/deep/a'), 'a')
    await changed(file, '    conf:\n', '      more: /opt/more\n    conf:\n', async () => {
      await using family = await open()
      const placed = path.join(family.images, 'components/orders/rootfs/opt/more/deep/a')
      expect(await readFile(placed, 'utf8')).toBe('a')
    })
  })
})
