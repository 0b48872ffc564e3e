import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layerTar } from '../../tests/attest/layers.ts'
import { collector, type Entry, Untar } from './untar.ts'

interface Read {
  readonly entries: readonly Pick<Entry, 'path' | 'size' | 'type' | 'target'>[]
  readonly contents: ReadonlyMap<string, string>
}

function read(tar: Buffer, steps: readonly number[]): Read {
  const entries: Read['entries'][number][] = []
  const contents = new Map<string, string>()
  const untar = new Untar(({ path, size, type, target }) => {
    entries.push({ path, size, type, target })
    return collector((bytes) => contents.set(path, bytes.toString('latin1')))
  })
  for (let start = 0, turn = 0; start < tar.length; turn++) {
    const step = steps[turn % steps.length] ?? 1
    // The bytes are gone once they were read, as in a decompressor's buffer.
    const chunk = Buffer.from(tar.subarray(start, start + step))
    untar.write(chunk)
    chunk.fill(0xff)
    start += step
  }
  return { entries, contents }
}

test('entries and contents are those that were written, wherever the bytes are cut', async () => {
  const name = fc.stringMatching(/^[a-z0-9_]{1,9}(\/[a-zé0-9_.]{1,90}){0,4}$/)
  const content = fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes))
  const files = fc.dictionary(name, content, { maxKeys: 6 })
  const steps = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(files, steps, async (written, cuts) => {
      const { contents, entries } = read(await layerTar(written), cuts)
      const expected = Object.entries(written).map(([path, bytes]) => [path, bytes.toString('latin1')])
      expect([...contents]).toEqual(expected)
      expect(entries).toHaveLength(expected.length)
    }),
    { numRuns: 200 },
  )
})

test('links say where to, also far away', async () => {
  const far = `${'folder/'.repeat(30)}file`
  const tar = await layerTar({
    a: { type: 'symlink', linkname: 'b' },
    [far]: { type: 'link', linkname: far.replace('file', 'other') },
  })
  expect(read(tar, [100]).entries).toMatchObject([
    { path: 'a', type: '2', target: 'b', size: 0 },
    { path: far, type: '1', target: far.replace('file', 'other') },
  ])
})

test('what is no tar archive is refused', async () => {
  const tar = await layerTar({ file: 'content' })
  tar[3] = 0xff
  expect(() => read(tar, [512])).toThrow('it is not a tar archive')
  expect(() => read(Buffer.from('x'.repeat(512)), [512])).toThrow('it is not a tar archive')
})
