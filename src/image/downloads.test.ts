import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cell } from '../catalog/cells.ts'
import { type FolderCache, restoreDownloads } from './downloads.ts'

const content = 'a jar'
const sha256 = createHash('sha256').update(content).digest('hex')
const cell = {
  platform: 'linux/amd64',
  downloads: [{ stage: 'fetch-jdbc', lockfile: 'components/jdbc/jdbc.lock', component: 'jdbc', wanted: [] }],
} as unknown as Cell

let folder: string
let said: string[]

/** A cache in a folder. */
const cache = (): FolderCache => ({
  restore: async (key, to) => {
    const kept = path.join(folder, 'kept', key)
    if ((await readdir(path.dirname(kept))).includes(key))
      return cp(kept, to, { recursive: true }).then(() => true)
    return false
  },
  save: (key, from) => cp(from, path.join(folder, 'kept', key), { recursive: true }),
})

function restore(using: FolderCache) {
  return restoreDownloads(cell, folder, path.join(folder, 'work'), using, (text) => said.push(text))
}

async function fetchInto(text: string, _stage: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await writeFile(path.join(to, 'driver.jar'), text)
}

beforeEach(async () => {
  said = []
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-downloads-'))
  await mkdir(path.join(folder, 'kept'))
  await mkdir(path.join(folder, 'components/jdbc'), { recursive: true })
  await writeFile(
    path.join(folder, 'components/jdbc/jdbc.lock'),
    `maven a:driver 1 driver.jar ${content.length} ${sha256} MIT\n`,
  )
})
afterEach(() => rm(folder, { recursive: true }))

describe('the downloads of a cell', () => {
  it('are kept, and restored in place of the stage', async () => {
    const first = await restore(cache())
    expect(first.contexts).toEqual({})
    await first.keepOthers((stage, to) => fetchInto(content, stage, to))
    expect((await restore(cache())).contexts).toEqual({ 'fetch-jdbc': path.join(folder, 'work/fetch-jdbc') })
    expect(said).toEqual([])
  })

  it('are not taken when they are not what the lock says', async () => {
    await (await restore(cache())).keepOthers((stage, to) => fetchInto('spoilt', stage, to))
    expect((await restore(cache())).contexts).toEqual({})
    expect(said).toEqual([
      expect.stringMatching(/fetch-jdbc is not used: driver\.jar has sha256 .*, its lockfile says /),
    ])
  })

  it.each([
    [
      'something else beside them',
      async (kept: string) => writeFile(path.join(kept, 'evil.jar'), ''),
      '"evil.jar" is in no lockfile',
    ],
    ['one missing', async (kept: string) => rm(path.join(kept, 'driver.jar')), 'driver.jar is missing'],
    [
      'a folder in the place of one',
      async (kept: string) => {
        await rm(path.join(kept, 'driver.jar'))
        await mkdir(path.join(kept, 'driver.jar'))
      },
      'EISDIR',
    ],
  ])('are not taken with %s', async (_what, spoil, reason) => {
    await (await restore(cache())).keepOthers((stage, to) => fetchInto(content, stage, to))
    const [key = ''] = await readdir(path.join(folder, 'kept'))
    await spoil(path.join(folder, 'kept', key))
    expect((await restore(cache())).contexts).toEqual({})
    expect(said).toEqual([expect.stringContaining(reason)])
  })

  it('are fetched anew under another lock', async () => {
    await (await restore(cache())).keepOthers((stage, to) => fetchInto(content, stage, to))
    await writeFile(
      path.join(folder, 'components/jdbc/jdbc.lock'),
      `maven a:driver 2 driver.jar 1 ${'0'.repeat(64)} MIT\n`,
    )
    expect((await restore(cache())).contexts).toEqual({})
  })

  it('never fail a build because of the cache', async () => {
    const broken: FolderCache = {
      restore: () => Promise.reject(new Error('no service')),
      save: () => Promise.reject(new Error('no room')),
    }
    const kept = await restore(broken)
    expect(kept.contexts).toEqual({})
    await kept.keepOthers((stage, to) => fetchInto(content, stage, to))
    expect(said).toEqual([
      "the cache can't restore fetch-jdbc: no service",
      'the downloads of fetch-jdbc could not be kept: no room',
    ])
  })
})
