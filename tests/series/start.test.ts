import { afterAll, beforeAll, expect, it } from 'vitest'
import { cellsOf } from '../../src/catalog/cells.ts'
import { loadCatalog } from '../../src/catalog/load.ts'
import { DEFAULT, openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const CELL = '3.5.8-baseline'

let workshop: Workshop

beforeAll(async () => {
  workshop = await openWorkshop()
})

afterAll(() => workshop.close(), 2 * MINUTE)

it(
  'npm start builds an image of an older series, on a base of its own, which passes the tests of the newest',
  async () => {
    const { code, text } = await workshop.local(['start', CELL])
    expect(code, text).toBe(0)
    const [older] = (await workshop.report()).cells
    expect(older).toMatchObject({ verdict: 'build', cell: CELL })
    const newest = cellsOf(await loadCatalog(`${workshop.root}/images`)).find(({ id }) => id === DEFAULT)
    const passed = newest?.acceptance.map(({ name }) => [name, 'passed'])
    expect(older?.tests.map(({ name, outcome }) => [name, outcome])).toEqual(passed)
  },
  30 * MINUTE,
)
