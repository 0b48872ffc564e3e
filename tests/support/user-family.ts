/** A copy of the user's repository of the fixtures, and what is asked of its family; one for each test file. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect } from 'vitest'
import { type Cell, cellsOf } from '../../src/catalog/cells.ts'
import { ConfigurationError } from '../../src/errors.ts'
import { type Family, openFamily } from '../../src/family/load.ts'
import { type BaseImage, type FingerprintedCell, fingerprintCells } from '../../src/plan/plan.ts'
import { readImages } from '../../src/plan/sources.ts'

export const images = path.join(import.meta.dirname, '../../images')
const fixture = path.join(import.meta.dirname, '../fixtures/user-repository')
const base: BaseImage = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
export const file = '.github/spark-images.yml'

/** Versions of the series of the repository's component `orders`: the shipped ones and its own. */
export const VERSIONS = ['4.1.4', '4.1.2', '4.1.1', '4.1.0']
/** Of its jar, which comes alone; and as it is for one that comes with what it needs. */
export const ALONE = 'version: 2.3.232, transitive: false }'
export const WITH_NEEDS = `version: 2.3.232, exclude: ["a:*"] }`

export const work = await mkdtemp(path.join(tmpdir(), 'spark-images-family-'))
export const workspace = path.join(work, 'repository')
await cp(fixture, workspace, { recursive: true })
afterAll(() => rm(work, { recursive: true }))

export function open(): Promise<Family> {
  return openFamily(images, { workspace, file, named: file }, work)
}

/** Runs with one text of a file of the repository replaced. */
export async function changed<T>(
  name: string,
  from: string,
  to: string,
  action: () => Promise<T>,
): Promise<T> {
  const text = await readFile(path.join(workspace, name), 'utf8')
  expect(text).toContain(from)
  await writeFile(path.join(workspace, name), text.replace(from, to))
  try {
    return await action()
  } finally {
    await writeFile(path.join(workspace, name), text)
  }
}

/** The error that opening gives, which must be the user's. */
export async function refusal(): Promise<string> {
  const failed = await open().then(
    () => 'nothing',
    (error: unknown) => error,
  )
  expect(failed, String((failed as Error).stack)).toBeInstanceOf(ConfigurationError)
  return (failed as Error).message
}

export function targets({ catalog, images: folder }: Family): FingerprintedCell[] {
  return fingerprintCells(cellsOf(catalog), catalog, readImages(folder), { trixie: base, bookworm: base })
}

export async function printOf(id: string): Promise<string> {
  await using family = await open()
  return targets(family).find(({ cell }) => cell.id === id)?.fingerprint ?? ''
}

export function cellOf(family: Family, id: string): Cell {
  const found = cellsOf(family.catalog).find((cell) => cell.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}
