import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { checkDisk, neededBytes } from '../src/build/disk.ts'
import { cellsOf, selectCells } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { serverVersion } from '../src/engine/builder.ts'
import { localFolder } from '../src/engine/private/folder.ts'
import { openStation } from '../src/local/station.ts'
import { measure } from '../src/oci/measure.ts'
import { CELL, type Contender, type Ground, handwrittenImage, ourImage, type Timing } from './contenders.ts'
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
    const handwritten = await handwrittenImage(ground)
    const [mine, theirs] = await contest([ours, handwritten], say)
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
        figure('nothing cached', 's', 'cold'),
        figure('nothing changed', 's', 'warm'),
        figure('one line of a conf file changed', 's', 'change'),
        {
          name: 'one line changed, ours cached, handwritten not',
          unit: 's',
          ours: mine?.change ?? [],
          reference: theirs?.cold ?? [],
        },
      ],
      notes: [
        `both on ${station.base.name}@${station.base.digest.slice(0, 19)}, built by Docker ${await serverVersion(station.docker)}; the same code measures both`,
        'times: from the start until the engine has the image, ready to be run; ours with the plan, the OCI layout, and measuring it',
        `layers: ours ${type} level ${level}, the base's too; handwritten BuildKit's default (gzip)`,
        'nothing cached: --no-cache, once each, ours first; downloads are in it, the base image is there already',
        'nothing cached: ours fetches and checks the JDBC drivers, the handwritten one finds them in a folder',
        ...lossNotes([ours, handwritten], [mine, theirs]),
        'one line changed: in a part of spark-defaults.conf; each has the cache of its build before',
        'ours cached, handwritten not: a fresh runner has no cache, and a Dockerfile alone brings none',
        `medians of ${RUNS}, where it is not once`,
      ],
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Measures the contenders, taking turns. */
async function contest(contenders: readonly Contender[], say: (text: string) => void): Promise<Findings[]> {
  const build = async (contender: Contender, kind: string, noCache = false): Promise<Timing> => {
    const timing = await contender.build({ noCache })
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
    const { compressed, unpacked } = await measure(await contender.open())
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
      const before = await contender.id()
      await contender.change()
      found.change.push((await build(contender, 'changed')).seconds)
      if ((await contender.id()) === before) {
        throw new Error(`${contender.name}: the change is not in the image`)
      }
    }
  }
  return contest.map(({ found }) => found)
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
      : [`nothing changed: NOT so, the engine's cache had lost steps of ${name}: ${lost.join(', ')}`]
  })
}

function nothing(): Findings {
  return { compressed: [], unpacked: [], cold: [], warm: [], change: [], lost: new Set() }
}
