import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../src/kubernetes/kubectl.ts'
import { openPlace, type Place, readPod } from '../src/kubernetes/place.ts'
import { submit } from '../src/kubernetes/submit.ts'
import { openLaboratory } from '../tests/kubernetes/laboratory.ts'
import type { Context, Result } from './figures.ts'

const VERSION = '4.1.1'
const RUNS = 5

/** What one application took, in seconds. */
interface Times {
  readonly driver: number
  readonly executors: readonly number[]
}

/** How long an application takes to begin on Kubernetes, with the image's archives of classes and without. */
export async function kubernetes({ root, say }: Context): Promise<Result> {
  say(`building ${VERSION}, starting a cluster`)
  const laboratory = await openLaboratory(VERSION)
  try {
    await using open = await openPlace(laboratory.kubectl, { root })
    const place: Place = { ...open, image: laboratory.image }
    // The first one brings the image to the node.
    await measure(place, 'warm', 'auto')
    const times: Record<'auto' | 'off', Times[]> = { auto: [], off: [] }
    for (let run = 1; run <= RUNS; run++) {
      say(`${run} of ${RUNS}`)
      // By turns, so that what else the machine does falls on both.
      for (const sharing of ['auto', 'off'] as const)
        times[sharing].push(await measure(place, `pi-${sharing}-${run}`, sharing))
    }
    const figure = (name: string, of: (time: Times) => readonly number[]) => ({
      name,
      unit: 's' as const,
      ours: times.auto.flatMap(of),
      reference: times.off.flatMap(of),
    })
    return {
      title: `Kubernetes: ${VERSION}`,
      reference: '-Xshare:off',
      figures: [
        figure('submission until the driver runs', ({ driver }) => [driver]),
        figure('an executor is asked for until it is registered', ({ executors }) => executors),
      ],
      notes: [
        'One node that has the image; spark-submit in a pod, in cluster mode, with two executors.',
        'The time until the driver runs has that of the pod that submits it, too.',
      ],
    }
  } finally {
    await laboratory.close()
  }
}

async function measure(place: Place, name: string, sharing: 'auto' | 'off'): Promise<Times> {
  const options = `-Xshare:${sharing}`
  const began = performance.now()
  const submitting = submit(place, {
    name,
    application: ['local:///opt/spark/examples/src/main/python/pi.py', '2'],
    before: ['env', `JAVA_TOOL_OPTIONS=${options}`],
    conf: {
      'spark.kubernetes.driverEnv.JAVA_TOOL_OPTIONS': options,
      'spark.executorEnv.JAVA_TOOL_OPTIONS': options,
    },
  })
  let phase: string | undefined
  while (phase === undefined || phase === 'Pending') {
    await sleep(50)
    phase = (await readPod(place, `${name}-driver`))?.status?.phase
  }
  const driver = (performance.now() - began) / 1000
  await (await submitting).ended()
  const log = await ask(place.kubectl, ['logs', '--timestamps', `${name}-driver`])
  const times = (words: string): number[] =>
    [...log.matchAll(new RegExp(`^(\\S+) .*${words}`, 'gm'))].map(([, time = '']) => Date.parse(time) / 1000)
  const [asked = Number.NaN] = times('Going to request 2 executors')
  return { driver, executors: times('Registered executor').map((time) => time - asked) }
}
