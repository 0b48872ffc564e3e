import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../tests/support/process.ts'
import { shipped } from '../../tests/support/user-catalog.ts'
import { IndexServer } from '../../tests/track/index-server.ts'
import { localFolder } from '../engine/private/folder.ts'
import { parseCommand } from './arguments.ts'
import { trackLocally } from './track.ts'

let server: IndexServer
let root: string
beforeEach(async () => {
  server = await IndexServer.start()
  server.addSpark(Object.keys(shipped.catalog.versions))
  root = await mkdtemp(path.join(tmpdir(), 'spark-images-track-local-'))
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await rm(root, { recursive: true })
})

function run(...args: string[]): Promise<string> {
  const progress = { step: () => {}, info: () => {}, warning: () => {}, line: () => {} }
  const env = { INIT_CWD: root, SPARK_IMAGES_HOME: path.join(root, 'home') }
  return trackLocally(parseCommand(['track', '--dry-run', ...args]), {
    root,
    env,
    folder: localFolder(env),
    progress,
  })
}

describe('npm run track', () => {
  beforeEach(() => cp(path.join(ROOT, 'images'), path.join(root, 'images'), { recursive: true }))

  it('tells what it would change in the shipped catalog', async () => {
    const file = path.join(root, 'images/catalog.yml')
    await appendFile(file, server.repositories)
    const before = await readFile(file, 'utf8')
    const nothing = await run()
    expect(nothing).toContain('Python packages of python')
    server.addSpark(['4.9.0'])
    const text = await run()
    expect(text).toMatch(/^# Spark images: Spark 4\.9\.0\n/)
    expect(text).toContain('taken over from series 4.3')
    expect(text).toMatch(/\| 4\.9\.0-baseline \| linux\/amd64 \| \d+ MB \| unknown \| unknown \|/)
    expect(text).toMatch(/\nNothing was changed\.$/)
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  it('tells what it would change in a catalog, or that there is nothing', async () => {
    await writeFile(
      path.join(root, 'my.yml'),
      `track: { spark: { series: ["4.1"], patches: 9, wait: 1 day } }\n${server.repositories}`,
    )
    server.addSpark(['4.1.99'], '2999-01-01T00:00:00Z')
    expect(await run('--catalog', 'my.yml')).toBe(
      'nothing to change\n  Spark 4.1.99: released 2999-01-01, taken from 2999-01-02 on',
    )
    server.addSpark(['4.1.98'])
    expect(await run('--catalog', 'my.yml')).toMatch(/^# Spark images: Spark 4\.1\.98\n/)
  })

  it('asks nobody where there is no policy', async () => {
    await writeFile(path.join(root, 'my.yml'), server.repositories)
    await expect(run('--catalog', 'my.yml')).rejects.toThrow('does not say what to keep up to date')
    expect(server.requests).toEqual([])
  })
})
