import { afterAll, beforeAll, expect, it } from 'vitest'
import { bytesToPull, changedStages, type RegistryImage, readImage } from '../../bench/sharing.ts'
import { type Cell, cellsOf } from '../../src/catalog/cells.ts'
import { loadCatalog } from '../../src/catalog/load.ts'
import { parseImageName } from '../../src/oci/reference.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { buildCells } from '../support/cells.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

const CELLS = ['4.1.0-baseline', '4.1.1-baseline', '4.1.1-iceberg', '3.5.8-baseline']

const everywhere = (): string => ''
const runtime = (cell: Cell): string => cell.runtime
const series = ({ args }: Cell): string => `${args.SPARK_SERIES}`

/** What a stage's layer may depend on: it is one layer in all images that have this in common. */
const SCOPES: Readonly<Record<string, (cell: Cell) => string>> = {
  base: runtime,
  os: runtime,
  jre: runtime,
  'spark-deps': series,
  'spark-natives': series,
  python: series,
  jdbc: everywhere,
  iceberg: series,
  rapids: series,
  spark: ({ version }) => version,
  cds: ({ version }) => version,
  scripts: everywhere,
  // Put together from the parts of what is in the image.
  conf: ({ components, version }) =>
    `${components.includes('iceberg')} ${components.includes('rapids') && version}`,
  image: everywhere,
}

let workshop: Workshop
let images: Map<string, RegistryImage>
let cells: ReadonlyMap<string, Cell>

beforeAll(async () => {
  workshop = await openWorkshop()
  const reports = await buildCells(workshop, CELLS)
  cells = new Map(cellsOf(await loadCatalog(`${workshop.root}/images`)).map((cell) => [cell.id, cell]))
  images = new Map()
  for (const { cell, image } of reports.values()) {
    const [name, tag] = [image.slice(0, image.lastIndexOf(':')), image.slice(image.lastIndexOf(':') + 1)]
    const found = await readImage(openRepository(parseImageName(name)), cell, tag)
    if (found !== undefined) images.set(cell, found)
  }
}, 30 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

function imageOf(id: string): RegistryImage {
  const image = images.get(id)
  if (image === undefined) throw new Error(`${id} is not in the registry`)
  return image
}

it('has each part as one layer in all images that have the part', () => {
  const digests: Record<string, Set<string>> = {}
  for (const id of CELLS) {
    const cell = cells.get(id)
    if (cell === undefined) throw new Error(`${id} is not in the catalog`)
    for (const { stage, layer } of imageOf(id).layers) {
      const scope = SCOPES[stage]
      if (scope === undefined) throw new Error(`${id} has a layer of ${stage}: what may it depend on?`)
      const key = `${stage} ${scope(cell)}`.trim()
      digests[key] = (digests[key] ?? new Set()).add(layer.digest)
    }
  }
  const apart = Object.entries(digests).filter(([, found]) => found.size !== 1)
  expect(apart.map(([part, found]) => `${part}: ${[...found].join(', ')}`)).toEqual([])
  expect(Object.keys(digests)).toEqual(
    expect.arrayContaining(['os trixie', 'jre bookworm', 'jdbc', 'spark-deps 4.1', 'iceberg 4.1']),
  )
})

it("changes Spark's own jars and the archive of classes alone from one patch release to the next", () => {
  const [older, newer] = [imageOf('4.1.0-baseline'), imageOf('4.1.1-baseline')]
  expect(changedStages(older, newer)).toEqual(['spark', 'cds'])
  // Third-party jars that 4.1.4 has in other versions are in it, too.
  expect(bytesToPull(newer, older)).toBeLessThanOrEqual(150e6)
})

it('adds a variant as layers of its own, and leaves the others as they are', () => {
  expect(changedStages(imageOf('4.1.1-baseline'), imageOf('4.1.1-iceberg')).sort()).toEqual([
    'conf',
    'iceberg',
  ])
})
