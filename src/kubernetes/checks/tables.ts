/** Tables and executors that come, go and are killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigurationError } from '../../errors.ts'
import type { Check, Subject } from '../check.ts'
import { podOf, runPod } from '../place.ts'
import { CATALOGS } from '../services.ts'
import { confOptions, expectEqual, foundIn, job, submit } from '../submit.ts'
import { killAll, needsServices } from './applications.ts'

const ROWS = 20_000

/** A table from several executors, one of which is killed in the middle; read by another job. */
function iceberg(catalog: keyof typeof CATALOGS): Check {
  const name = `iceberg-${catalog}`
  return {
    name,
    without: ({ facts, hasServices }) => {
      if (!facts.iceberg) return 'the image has no Iceberg'
      if (catalog === 'jdbc' && !facts.postgresql) return 'the image has no driver for PostgreSQL'
      return needsServices(hasServices)
    },
    run: async (subject) => {
      const table = `iceberg.checks.${catalog}`
      const conf = CATALOGS[catalog]
      const write = await submit(subject, { name, application: [job('tables.py'), table, 'write'], conf })
      await write.printed(/^the write begins$/m)
      // A task takes a second, and there are sixteen of them for two executors.
      await sleep(3000)
      const [victim] = await write.executors()
      await killAll(subject, victim?.metadata.name ?? '')
      const { log } = await write.ended()
      // Of the driver's own scheduler, whatever its reason.
      if (!/\bLost executor \d+ on /.test(log)) throw new ConfigurationError('no executor was lost')
      const written = foundIn(log) as Record<string, unknown>
      const { pods, ...rest } = written
      // Row 0 is deleted again.
      const expected = {
        count: ROWS - 1,
        distinct: ROWS - 1,
        sum: (ROWS * (ROWS - 1)) / 2,
        files: ['s3'],
      }
      expectEqual('the table', rest, expected)
      const read = podOf(subject, `${name}-read`, {
        args: [
          '/opt/spark/bin/spark-submit',
          '--master',
          'local[1]',
          ...confOptions(conf),
          '/opt/jobs/tables.py',
          table,
          'read',
        ],
      })
      expectEqual('the table as another job reads it', foundIn((await runPod(subject, read)).log), written)
      return [
        `${ROWS} rows by ${pods} executors, of which ${victim?.metadata.name} was killed: none lost, none twice; read by another job`,
      ]
    },
  }
}

export const icebergRest = iceberg('rest')
export const icebergJdbc = iceberg('jdbc')

/** Iceberg's shipped warehouse is a folder of each machine: with executors elsewhere it is refused. */
export const localWarehouse: Check = {
  name: 'local-warehouse',
  without: ({ facts }) => (facts.iceberg ? undefined : 'the image has no Iceberg'),
  run: async (subject) => {
    const { driver, ended } = await submit(subject, {
      name: 'warehouse',
      application: [job('tables.py'), 'iceberg.checks.local', 'write'],
      conf: { 'spark.executor.instances': '1' },
    })
    const words = await ended().then(
      () => '',
      (error: Error) => error.message,
    )
    if (!words.includes('spark.sql.catalog.iceberg.warehouse'))
      throw new ConfigurationError(
        `${driver} did not refuse a warehouse in the pods' own folders: ${words || 'it succeeded'}`,
      )
    return ["a warehouse in the pods' own folders is refused before anything is written"]
  },
}

/** Of the shuffle in kubernetes/jobs/moves.py. */
const PARTS = 16

/** Dynamic allocation with decommissioning; an eviction, as a node that is drained does it. */
export const dynamicAllocation: Check = {
  name: 'dynamic-allocation',
  run: async (subject) => {
    const submitted = await submit(subject, {
      name: 'moves',
      application: [job('moves.py')],
      conf: {
        'spark.dynamicAllocation.enabled': 'true',
        'spark.dynamicAllocation.shuffleTracking.enabled': 'true',
        // One that is evicted counts until it is gone: with fewer, all others may go meanwhile, and nobody keeps the shuffle.
        'spark.dynamicAllocation.minExecutors': '2',
        'spark.dynamicAllocation.initialExecutors': '2',
        'spark.dynamicAllocation.maxExecutors': '3',
        'spark.dynamicAllocation.schedulerBacklogTimeout': '1s',
        'spark.dynamicAllocation.executorIdleTimeout': '5s',
        'spark.dynamicAllocation.shuffleTracking.timeout': '5s',
        'spark.decommission.enabled': 'true',
        'spark.storage.decommission.enabled': 'true',
        'spark.storage.decommission.shuffleBlocks.enabled': 'true',
        'spark.executor.instances': '2',
        'spark.scheduler.minRegisteredResourcesRatio': '0',
      },
    })
    await submitted.printed(/^the shuffle is written by \d+ executors$/m)
    const evicted = await evictOne(subject, submitted.executors)
    const { log } = await submitted.ended()
    const found = foundIn(log) as Record<string, number>
    const sum = (40_000 * 39_999) / 2
    expectEqual('the sums', [found.first, found.second], [sum, sum])
    expectEqual('executors with work, and without', [found.most, found.least], [3, 2])
    const anew = (found.written ?? 0) - PARTS
    if (anew >= PARTS) throw new ConfigurationError('no part of the shuffle moved to an executor that stayed')
    const moved = `the shuffle moved to those that stayed, ${anew} of its ${PARTS} parts written anew`
    return [`${found.most} executors, then ${found.least}; ${evicted} was evicted; ${moved}`]
  },
}

/** By the Eviction API, as `kubectl drain` does: https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/ */
async function evictOne(
  subject: Subject,
  executors: () => Promise<readonly { metadata: { name: string } }[]>,
): Promise<string> {
  const name = (await executors()).at(-1)?.metadata.name ?? ''
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace: subject.namespace },
  }
  const path = `/api/v1/namespaces/${subject.namespace}/pods/${name}/eviction`
  const { exitCode, stderr } = await subject.kubectl(
    ['create', '--raw', path, '--filename=-'],
    JSON.stringify(eviction),
  )
  if (exitCode !== 0) throw new ConfigurationError(`${name} can't be evicted: ${stderr}`)
  return name
}
