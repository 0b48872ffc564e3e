import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { dockerOutput } from '../src/engine/docker.ts'
import { ourImage } from './contenders.ts'
import type { Context, Result } from './figures.ts'
import { CELL, openGround } from './ground.ts'

const RUNS = 5

/** A script of bench/start/ that prints seconds, one a line; the time of the whole run is put before them. */
const SCRIPTS = {
  'first_query.sh': ['docker run until a first query is answered', 'a second session, its first query'],
  'executor.sh': ['', "an executor's JVM until it is registered"],
  'launcher.sh': ['', "spark-submit's launcher"],
} as const

/** How long our image takes to start, with its archive of classes and without. */
export async function start(context: Context): Promise<Result> {
  await using ground = await openGround(context, 1)
  const { docker } = ground.environment
  const image = await ourImage(ground)
  context.say(`building ${CELL}`)
  await image.build()
  const id = await image.id()
  const run = async (script: string, sharing: 'auto' | 'off'): Promise<number[]> => {
    const began = performance.now()
    const printed = await dockerOutput(docker, [
      'run',
      '--rm',
      ...['--volume', `${path.join(ground.root, 'bench/start')}:/bench:ro`],
      ...['--env', `JAVA_TOOL_OPTIONS=-Xshare:${sharing}`],
      id,
      ...['bash', `/bench/${script}`],
    ])
    return [(performance.now() - began) / 1000, ...printed.trim().split('\n').map(Number)]
  }
  const figures: { name: string; unit: 's'; ours: number[]; reference: number[] }[] = []
  for (const [script, names] of Object.entries(SCRIPTS)) {
    const all = names.map((name) => ({
      name,
      unit: 's' as const,
      ours: [] as number[],
      reference: [] as number[],
    }))
    // By turns, so that what else the machine does falls on both.
    for (let index = 0; index < RUNS; index++) {
      context.say(`${script}, ${index + 1} of ${RUNS}`)
      const [shared, alone] = [await run(script, 'auto'), await run(script, 'off')]
      for (const [place, figure] of all.entries()) {
        figure.ours.push(shared[place] ?? Number.NaN)
        figure.reference.push(alone[place] ?? Number.NaN)
      }
    }
    figures.push(...all.filter(({ name }) => name !== ''))
  }
  return {
    title: `Start: ${CELL}`,
    reference: '-Xshare:off',
    figures,
    notes: [
      'a first query: spark.range(10).count() by a Python client in the same container, which is ready before the server; until the container is gone',
      "registered: from the JVM's start until the driver has the executor, in local-cluster mode",
      `medians of ${RUNS}`,
    ],
  }
}
