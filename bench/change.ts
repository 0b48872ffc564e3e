import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { cellsOf, selectCells } from '../src/catalog/cells.ts'
import type { Folder } from '../src/engine/private/folder.ts'
import { freePort } from '../src/engine/private/index.ts'
import { layerCache } from '../src/image/layers.ts'
import { parseDigest } from '../src/oci/digest.ts'
import { parseImageName } from '../src/oci/reference.ts'
import { copyImage } from '../src/registry/copy.ts'
import { openRepository } from '../src/registry/repository.ts'
import { type Contender, handwrittenImage, ourImage, type Timing } from './contenders.ts'
import type { Context, Figure, Result } from './figures.ts'
import { FRESH_REGISTRY, serveRegistry, startFresh } from './fresh.ts'
import { CELL, type Ground, openFreshFolder, openGround } from './ground.ts'

const RUNS = 3
const BASE = 'base'
const NAME = 'bench'

/**
 * One line of a conf file changed, on a runner that has nothing yet, as a hosted one: ours with the layer cache
 * that the build before left in a registry (`cache: registry`), the handwritten one, which has none, from its start.
 */
export async function change(context: Context): Promise<Result> {
  const { say } = context
  await using own = await openFreshFolder('change', context)
  await using ground = await openGround(context, 3)
  say('filling the cache')
  await fillCache(ground, own)
  const handwritten = await handwrittenImage(ground)
  const [ours, theirs]: [Timing[], Timing[]] = [[], []]
  for (let round = 0; round < RUNS; round++) {
    const mine = await onFreshEngine(ground, own, round)
    report(CELL, mine)
    ours.push(mine)
    await handwritten.change()
    const other = await handwritten.build({ noCache: true })
    report(handwritten.name, other)
    theirs.push(other)
  }
  return {
    title: `Change: ${CELL}`,
    reference: 'handwritten',
    figures: [
      figure('one line of a conf file changed', ({ loaded }) => loaded),
      figure('  and measured', ({ seconds }) => seconds),
    ],
    notes: [
      'ours: in a new engine, which has nothing, with the cache of the build before in a registry on the loopback interface',
      'it reaches nothing but that registry: 0 bytes are fetched from anywhere else',
      'handwritten: --no-cache, downloads are in it, the base image is there already',
      'times: from the start until the engine has the image, ready to be run; ours with the plan and the OCI layout; then its layers are unpacked once more to be measured',
      `medians of ${RUNS}`,
    ],
  }

  function figure(name: string, part: (timing: Timing) => number): Figure {
    return { name, unit: 's', ours: ours.map(part), reference: theirs.map(part) }
  }

  function report(name: string, { seconds, executed }: Timing): void {
    say(`${name}: ${seconds.toFixed(1)} s, executed: ${executed.join(', ')}`)
  }
}

/** Builds ours in the engine of npm start, and leaves its cache and its base image in the registry. */
async function fillCache(ground: Ground, folder: Folder): Promise<void> {
  await using registry = await serveRegistry(folder, await freePort(0))
  const ours = await ourOwn(ground, registry.host)
  await ours.build()
  const { reference, digest } = ground.base
  const source = openRepository(parseImageName(reference.slice(0, reference.indexOf('@'))))
  const target = openRepository(parseImageName(`${registry.host}/${BASE}`))
  await copyImage(source, target, parseDigest(digest))
  source.client.close()
  target.client.close()
}

/** Our image, with its layer cache in a registry. */
function ourOwn(ground: Ground, registry: string): Promise<Contender> {
  const [cell] = selectCells(cellsOf(ground.catalog), [CELL])
  if (cell === undefined) throw new Error(`the catalog has no ${CELL}`)
  const place = { imageName: `${registry}/${NAME}`, folder: ground.work, mayWrite: true }
  return ourImage(ground, layerCache('registry', cell, place))
}

/** @throws Error when more was executed than what makes the conf file and puts parts that are there together. */
async function onFreshEngine(ground: Ground, folder: Folder, round: number): Promise<Timing> {
  await using engine = await startFresh(folder)
  const environment = {
    docker: engine.docker,
    bases: Object.fromEntries(
      Object.entries(ground.environment.bases).map(([runtime, base]) => [
        runtime,
        { ...base, reference: `${FRESH_REGISTRY}/${BASE}@${base.digest}` },
      ]),
    ),
  }
  const work = path.join(ground.work, `fresh-${round}`)
  await mkdir(work)
  const ours = await ourOwn({ ...ground, environment, work }, FRESH_REGISTRY)
  await ours.change()
  const timing = await ours.build()
  const others = timing.executed.filter(
    (step) => !/^(?:make-conf|conf|conf-parts|[a-z]+-on|core) /.test(step),
  )
  if (others.length > 0) throw new Error(`not from the cache: ${others.join(', ')}`)
  return timing
}
