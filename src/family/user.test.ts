import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runProcess } from '../../tests/support/process.ts'
import { cellsOf } from '../catalog/cells.ts'
import { type NeededLockfile, neededLockfiles, notedLines } from './locks.ts'
import { draftOf, wantedText } from './user.ts'

const images = path.join(import.meta.dirname, '../../images')
const workspace = path.join(import.meta.dirname, '../../tests/fixtures/user-repository')
const file = '.github/spark-images.yml'
let work: string

beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'spark-images-wanted-'))
})
afterAll(() => rm(work, { recursive: true }))

/** What make_lock.py writes for a text, without what needs downloads. */
async function lockFor(text: string): Promise<string> {
  await writeFile(path.join(work, 'x.in'), text)
  const program = `
import sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, ${JSON.stringify(path.join(images, 'build'))})
import make_lock
make_lock.download_wheels = make_lock.maven_rows = make_lock.pip_download = lambda *_: []
sys.stdout.write(make_lock.make_lock(Path(${JSON.stringify(path.join(work, 'x.in'))})))`
  const { code, stdout, stderr } = await runProcess('python3', ['-c', program])
  expect(code, stderr).toBe(0)
  return stdout
}

async function orders(): Promise<[needed: NeededLockfile, text: string]> {
  const draft = await draftOf(images, { workspace, file, named: file })
  const needed = neededLockfiles(cellsOf(draft.catalog)).find(({ name }) => name === 'locks/orders-4.1.lock')
  if (needed === undefined) throw new Error('no lock of orders')
  return [needed, wantedText(needed, draft)]
}

it('has the machines and the packages that a lock is for, where it has Python packages', async () => {
  const [needed, text] = await orders()
  expect(text).toMatch(/^wheel humanize>=4,<5\n/)
  expect(text).toMatch(/\narchitecture x86_64\nbeside googleapis-common-protos \S+\n/)
  expect(text).not.toContain('aarch64')
  expect(wantedText(needed)).not.toMatch(/architecture|beside/)
})

it('is noted in the lock, each line of it', async () => {
  const [, text] = await orders()
  const lines = text.trimEnd().split('\n')
  expect(notedLines(await lockFor(text))).toEqual(lines)
  expect(notedLines(await lockFor(`# a comment\n\n${text}`))).toEqual(lines)
})
