import { serverVersion } from '../src/engine/builder.ts'
import { measure } from '../src/layout/measure.ts'
import { shortDigest } from '../src/oci/digest.ts'
import { type Contender, handwrittenImage, ourImage, type Timing } from './contenders.ts'
import type { Context, Figure, Result } from './figures.ts'
import { CELL, openGround } from './ground.ts'

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
export async function images(context: Context): Promise<Result> {
  const { say } = context
  // Twice: ours and the handwritten one.
  await using ground = await openGround(context, 2)
  const { catalog, base, environment } = ground
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
    ],
    notes: [
      `both on ${base.name}@${shortDigest(base.digest)}, built by Docker ${await serverVersion(environment.docker)}; the same code measures both`,
      'times: from the start until the engine has the image, ready to be run; ours with the plan, the OCI layout, and measuring it',
      `layers: ours ${type} level ${level}, the base's too; handwritten BuildKit's default (gzip)`,
      'nothing cached: --no-cache, once each, ours first; downloads are in it, the base image is there already',
      'nothing cached: ours fetches and checks the JDBC drivers, the handwritten one finds them in a folder',
      ...lossNotes([ours, handwritten], [mine, theirs]),
      'one line changed: in a part of spark-defaults.conf; each has the cache of its build before',
      `medians of ${RUNS}, where it is not once`,
    ],
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
