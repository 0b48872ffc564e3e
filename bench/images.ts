import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { checkDisk, neededBytes } from '../src/build/disk.ts'
import { cellsOf, selectCells } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { serverVersion } from '../src/engine/builder.ts'
import { localFolder } from '../src/engine/private/folder.ts'
import { openStation } from '../src/local/station.ts'
import { openLayout } from '../src/oci/layout.ts'
import { measure } from '../src/oci/measure.ts'
import {
  CELL,
  type Contender,
  type Ground,
  handwrittenImage,
  ourImage,
  type Timing,
  timedBuild,
} from './contenders.ts'
import type { Context, Figure, Result } from './figures.ts'

/** Runs of what takes seconds; cold builds take minutes and are done once. */
const RUNS = 3

/** What was measured of one image: sizes in bytes, times in seconds. */
interface Findings {
  readonly compressed: number[]
  readonly unpacked: number[]
  readonly cold: number[]
  readonly warm: number[]
  readonly change: number[]
  /** Steps of warm builds that were not in the cache any more: then those builds were not warm. */
  readonly lost: Set<string>
}

/** Size and build times of our image against one written by hand. */
export async function images({ root, env, base, say }: Context): Promise<Result> {
  const catalog = await loadCatalog(path.join(root, 'images/catalog.yml'))
  const folder = localFolder(env)
  // Twice: ours and the handwritten one.
  await checkDisk(folder.root, 2 * neededBytes(selectCells(cellsOf(catalog), [CELL])))
  const station = await openStation({
    folder,
    env,
    base: base ?? catalog.base,
    wantsRegistry: false,
    say,
  })
  await mkdir(path.join(root, 'out'), { recursive: true })
  const work = await mkdtemp(path.join(root, 'out/bench-'))
  try {
    const ground: Ground = { root, env, catalog, station, work }
    const ours = await ourImage(ground)
    say('fetching the JDBC drivers')
    const handwritten = await handwrittenImage(ground, ours)
    const [mine, theirs] = await contest([ours, handwritten], ground, say)
    const figure = (name: string, unit: Figure['unit'], key: Exclude<keyof Findings, 'lost'>): Figure => ({
      name,
      unit,
      ours: mine?.[key] ?? [],
      reference: theirs?.[key] ?? [],
    })
    const { type, level } = catalog.compression
    return {
      title: `Images: ${CELL}`,
      reference: 'handwritten',
      figures: [
        figure('compressed', 'bytes', 'compressed'),
        figure('unpacked', 'bytes', 'unpacked'),
        figure('cold build', 's', 'cold'),
        figure('warm build', 's', 'warm'),
        figure('build after a small change', 's', 'change'),
      ],
      notes: [
        `both on ${station.base.name}@${station.base.digest.slice(0, 19)}, built by Docker ${await serverVersion(station.docker)} into OCI layouts, which the same code measures`,
        `layers: ours ${type} level ${level}, the base's too; handwritten BuildKit's default (gzip)`,
        'cold: --no-cache, once each, ours first; downloads are in it, the base image is there already',
        'cold: ours fetches and checks the JDBC drivers, the handwritten one finds them in a folder',
        ...lossNotes([ours, handwritten], [mine, theirs]),
        `warm: nothing changed; small change: a line more in what is copied last (entrypoint.sh, spark-defaults.conf); medians of ${RUNS}`,
      ],
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Measures the contenders, taking turns. */
async function contest(
  contenders: readonly Contender[],
  { station, env }: Ground,
  say: (text: string) => void,
): Promise<Findings[]> {
  const build = async (contender: Contender, kind: string, noCache = false): Promise<Timing> => {
    const timing = await timedBuild(await contender.request({ noCache }), station, env)
    say(
      `${contender.name}: ${kind} build ${timing.seconds.toFixed(1)} s, ${timing.executed.length} steps executed`,
    )
    return timing
  }
  const contest = contenders.map((contender) => ({ contender, found: nothing() }))
  for (const { contender, found } of contest) {
    found.cold.push((await build(contender, 'cold', true)).seconds)
  }
  for (const { contender, found } of contest) {
    await using layout = await openLayout(contender.layout)
    const { compressed, unpacked } = await measure(layout)
    found.compressed.push(compressed)
    found.unpacked.push(unpacked)
  }
  for (let round = 0; round < RUNS; round++) {
    for (const { contender, found } of contest) {
      const { seconds, executed } = await build(contender, 'warm')
      found.warm.push(seconds)
      for (const step of executed) found.lost.add(step)
    }
  }
  for (let round = 0; round < RUNS; round++) {
    for (const { contender, found } of contest) {
      const before = await manifestDigest(contender)
      await contender.change()
      found.change.push((await build(contender, 'changed')).seconds)
      if ((await manifestDigest(contender)) === before) {
        throw new Error(`${contender.name}: the change is not in the image`)
      }
    }
  }
  return contest.map(({ found }) => found)
}

async function manifestDigest({ layout: file }: Contender): Promise<string> {
  await using layout = await openLayout(file)
  return layout.manifest.descriptor.digest
}

/** Says so when the engine threw away what a warm build would have found. */
function lossNotes(
  contenders: readonly Contender[],
  findings: readonly (Findings | undefined)[],
): readonly string[] {
  return contenders.flatMap(({ name }, index) => {
    const lost = [...(findings[index]?.lost ?? [])]
    return lost.length === 0
      ? []
      : [`warm: NOT warm, the engine's cache had lost steps of ${name}: ${lost.join(', ')}`]
  })
}

function nothing(): Findings {
  return { compressed: [], unpacked: [], cold: [], warm: [], change: [], lost: new Set() }
}
