import path from 'node:path'
import { cellsOf, exclusionOf } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { withBases } from '../src/catalog/runtimes.ts'
import { ownPlatform } from '../src/engine/buildx.ts'
import { localFolder } from '../src/engine/private/folder.ts'
import { openBuildEnvironment } from '../src/local/environment.ts'
import { parseImageName } from '../src/oci/reference.ts'
import { preparePlan } from '../src/plan/prepare.ts'
import { openRepository } from '../src/registry/repository.ts'
import type { Context, Figure, Result } from './figures.ts'
import {
  bytesToPull,
  changedStages,
  type RegistryImage,
  readImage,
  separateBytes,
  storedBytes,
} from './sharing.ts'

/** Where one image is there, how much of another one has to come. */
const UPGRADES = [
  ['4.1.0-baseline', '4.1.1-baseline'],
  ['4.1.1-baseline', '4.1.4-baseline'],
  ['3.5.8-baseline', '3.5.9-baseline'],
  ['4.1.4-baseline', '4.1.4-gpu-iceberg'],
] as const

/** What the images of the family have in common, from the registry of npm start; nothing is built. */
export async function family({ root, env, base, say }: Context): Promise<Result> {
  const images = path.join(root, 'images')
  const catalog = await loadCatalog(images)
  const based = withBases(catalog, base === undefined ? [] : [base])
  const own = ownPlatform()
  const cells = cellsOf(based).filter((cell) => cell.platform === own && exclusionOf(cell) === undefined)
  const environment = await openBuildEnvironment({
    folder: localFolder(env),
    cells,
    wantsRegistry: true,
    say,
  })
  const selection = { ids: new Set(cells.map(({ id }) => id)) }
  const plan = await preparePlan({ cells, catalog, images, bases: environment.bases, selection })
  const repository = openRepository(parseImageName(`${environment.registry}/spark`))
  const found: RegistryImage[] = []
  const missing: string[] = []
  for (const { cell, tag } of plan.cells.filter(({ cell: { id } }) => selection.ids.has(id))) {
    const image = await readImage(repository, cell.id, tag)
    if (image === undefined) missing.push(cell.id)
    else found.push(image)
  }
  return {
    title: `Family: ${found.length} of ${cells.length} images`,
    reference: 'each by itself',
    figures: [
      {
        name: 'in the registry',
        unit: 'bytes',
        ours: [storedBytes(found)],
        reference: [separateBytes(found)],
      },
      ...UPGRADES.flatMap(([from, to]) => upgrade(found, from, to)),
    ],
    notes: [
      'in the registry: manifests, configurations and layers, equal ones once, against the sum of the images; acceptance records are not counted',
      ...(found.length === 0 ? [] : [`layers: ${layerCounts(found)}`]),
      ...(missing.length === 0
        ? []
        : [`NOT in the registry, as these sources make them (npm start -- --all): ${missing.join(', ')}`]),
    ],
  }
}

function upgrade(found: readonly RegistryImage[], from: string, to: string): Figure[] {
  const there = found.find(({ id }) => id === from)
  const image = found.find(({ id }) => id === to)
  if (there === undefined || image === undefined) return []
  const what = changedStages(there, image).join(', ')
  return [
    {
      name: `pull of ${to} where ${from} is (${what})`,
      unit: 'bytes',
      ours: [bytesToPull(image, there)],
      reference: [separateBytes([image])],
    },
  ]
}

/** How many different layers each stage has made, in how many images. */
function layerCounts(found: readonly RegistryImage[]): string {
  const stages = new Map<string, { digests: Set<string>; images: number }>()
  for (const { layers } of found) {
    for (const { stage, layer } of layers) {
      const { digests, images } = stages.get(stage) ?? { digests: new Set<string>(), images: 0 }
      stages.set(stage, { digests: digests.add(layer.digest), images: images + 1 })
    }
  }
  return [...stages].map(([stage, { digests, images }]) => `${stage} ${digests.size} in ${images}`).join(', ')
}
