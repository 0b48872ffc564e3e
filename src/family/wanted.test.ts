import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProcess } from '../../tests/support/process.ts'
import { lay } from '../../tests/support/user-catalog.ts'
import {
  ALONE,
  changed,
  file,
  images,
  VERSIONS,
  WITH_NEEDS,
  work,
  workspace,
} from '../../tests/support/user-family.ts'
import { cellsOf, withShelf } from '../catalog/cells.ts'
import { chooseLockfiles } from './chosen.ts'
import { type NeededLockfile, neededLockfiles } from './lockfiles.ts'
import { draftOf, shippedLockfiles } from './user.ts'
import { conflictsOf, notedLines, wantedText } from './wanted.ts'

it('tells the conflicts that a lockfile notes', () => {
  const conflict = 'a:b: 2 is used; wanted: 1 for c:d 1; 2 for e:f 1'
  expect(conflictsOf(`# wanted: x\n# conflict: ${conflict}\n`)).toEqual([conflict])
})

/** What make_lock.py writes for a text, without what needs downloads. */
async function lockFor(text: string): Promise<string> {
  await writeFile(path.join(work, 'x.in'), text)
  const program = `
import sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, ${JSON.stringify(path.join(images, 'build'))})
import make_lock
make_lock.python_rows = make_lock.maven_rows = lambda *_: []
sys.stdout.write(make_lock.make_lock(Path(${JSON.stringify(path.join(work, 'x.in'))})))`
  const { code, stdout, stderr } = await runProcess('python3', ['-c', program])
  expect(code, stderr).toBe(0)
  return stdout
}

async function orders(): Promise<[needed: NeededLockfile, text: string]> {
  const draft = await draftOf(images, { workspace, file, named: file })
  const needed = neededLockfiles(cellsOf(draft.catalog)).find(
    ({ name }) => name === 'components/orders/orders-4.1-py3.13.lock',
  )
  if (needed === undefined) throw new Error('no lock of orders')
  return [needed, wantedText(needed, draft.chosen)]
}

it('has the machines and the packages that a lock is for, where it has Python packages', async () => {
  const [needed, text] = await orders()
  expect(text).toMatch(/^wheel humanize>=4,<5\n/)
  expect(text).toMatch(/\narchitecture x86_64\nbeside googleapis-common-protos \S+\n/)
  expect(text).not.toContain('aarch64')
  const installed = VERSIONS.map((version) => `installed pyspark ${version}\n`).join('')
  expect(text.endsWith(`\n${installed}`)).toBe(true)
  expect(wantedText(needed)).not.toMatch(/architecture|beside/)
})

it('is noted in the lock, each line of it', async () => {
  const [, text] = await orders()
  const lines = text.trimEnd().split('\n')
  expect(notedLines(await lockFor(text))).toEqual(lines)
  expect(notedLines(await lockFor(`# a comment\n\n${text}`))).toEqual(lines)
})

it('has the Spark of the image, with the jars that its lockfile lists, where jars are resolved', async () => {
  const needed = async (): Promise<string[]> => {
    const draft = await draftOf(images, { workspace, file, named: file })
    return draft.missing.map((one) => wantedText(one, draft.chosen))
  }
  const spark = '.github/spark-images.locks/spark-4.1.2.lock'
  const texts = () => changed(file, ALONE, WITH_NEEDS, needed)
  await expect(texts()).rejects.toThrow(
    `${spark} does not say which jars Spark 4.1.2 brings: delete it and make it anew with npm run lock`,
  )
  const brings = '# brings: org.slf4j:slf4j-api 2.0.17\n# kind name'
  const wanted = await changed(spark, '# kind name', brings, texts)
  const text = wanted.find((one) => one.includes('\nspark 4.1.2 '))
  expect(text?.split('\n')).toEqual(
    expect.arrayContaining([
      'resolve com.h2database:h2 2.3.232 a:* -',
      'maven org.apache.commons:commons-csv 1.14.1 Apache-2.0',
      'spark 4.1.2 2.13',
      'brings org.slf4j:slf4j-api 2.0.17',
    ]),
  )
  expect(notedLines(await lockFor(text?.replace('resolve', '# resolve') ?? ''))).not.toContain(
    'brings org.slf4j:slf4j-api 2.0.17',
  )
})

describe('what a resolver is told of Spark', () => {
  it('are its jars by group and name, in the versions that are taken instead', async () => {
    const catalog = lay('')
    const needed = neededLockfiles(cellsOf(withShelf(catalog))).find(({ name }) =>
      name.endsWith('s3a-4.1.1.lock'),
    )
    const lockfiles = { shipped: await shippedLockfiles(images), own: new Map() }
    const { chosen } = chooseLockfiles(cellsOf(catalog), catalog, lockfiles)
    const brings = wantedText(needed as NeededLockfile, chosen).match(/^brings .*/gm) ?? []
    expect(brings.length).toBeGreaterThan(280)
    for (const line of brings) expect(line).toMatch(/^brings (?:[^ :]+:)?[^ :]+ \S+(?: \S+)?$/)
    const of = (name: string) => brings.filter((line) => line.split(' ')[1] === name).at(-1)
    expect(of('io.netty:netty-tcnative-boringssl-static')).toMatch(/ 2\.0\.84\.Final$/)
    expect(of('org.apache.avro:avro')).toBeDefined()
  })
})
