/** A series that the shipped catalog does not have, from four lines of a user's catalog. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cellsOf } from '../../src/catalog/cells.ts'
import { loadCatalog } from '../../src/catalog/load.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const CELL = '4.3.0-baseline'
const CATALOG = `series:
  "4.3": { scala: "2.13", java: [17, 21], python: ["3.11", "3.12", "3.13", "3.14"] }
versions:
  4.3.0: {}
`

let workshop: Workshop
let folder: string
let catalog: string

beforeAll(async () => {
  workshop = await openWorkshop()
  await leaveOut(path.join(workshop.root, 'images'))
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-newcomer-'))
  catalog = path.join(folder, 'spark-images.yml')
  await writeFile(catalog, CATALOG)
})

afterAll(async () => {
  await rm(folder, { recursive: true })
  await workshop.close()
}, 2 * MINUTE)

/** Takes Spark 4.3 out of a shipped catalog: the series, its version, what is chosen for it, and its lockfiles. */
async function leaveOut(images: string): Promise<void> {
  for (const name of await readdir(images, { recursive: true })) {
    const file = path.join(images, name)
    if (/-4\.3(\.0)?(-py[\d.]+)?\.(lock|list)$/.test(name)) await rm(file)
    if (!name.endsWith('.yml')) continue
    const text = await readFile(file, 'utf8')
    const without = text
      .replaceAll(/^ {2}("4\.3"|4\.3\.0): \{.*\}\n/gm, '')
      .replaceAll(/^ {2}[a-z]+-4\.3:\n(?: {4}.*\n)+/gm, '')
      .replaceAll(/"4\.3": (\[[^\]]*\]|[^\s,}]+),?/g, '')
    await writeFile(file, without)
  }
}

it(
  'is planned, locked, built and tested as shipped ones are',
  async () => {
    const shipped = await loadCatalog(path.join(workshop.root, 'images'))
    expect(Object.keys(shipped.series)).not.toContain('4.3')

    const unlocked = await workshop.local(['plan', '--catalog', catalog])
    expect(unlocked.text).toContain('in no lockfile')
    expect(unlocked.text).toContain('spark-images.locks/spark-4.3.0.lock')

    const locked = await workshop.local(['lock', '--catalog', catalog])
    expect(locked.code, locked.text).toBe(0)
    const locks = await readdir(path.join(folder, 'spark-images.locks'))
    expect(locks.sort()).toEqual(['python-4.3-py3.13.lock', 'spark-4.3.0.lock'])

    const { code, text } = await workshop.local(['start', '--catalog', catalog, CELL])
    expect(code, text).toBe(0)
    const [cell] = (await workshop.report()).cells
    const sibling = cellsOf(shipped).find(({ id }) => id === '4.2.1-baseline')
    const passed = cell?.tests.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name)
    expect(passed?.sort()).toEqual(sibling?.acceptance.map(({ name }) => name).sort())
  },
  30 * MINUTE,
)
