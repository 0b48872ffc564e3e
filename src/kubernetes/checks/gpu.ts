/** Images with RAPIDS, on clusters with GPUs and without. */
import { ConfigurationError } from '../../errors.ts'
import type { Check, Subject } from '../check.ts'
import type { Pod } from '../kubectl.ts'
import { waitFor } from '../place.ts'
import { foundIn, job, submit } from '../submit.ts'

const RESOURCE = 'nvidia.com/gpu'

/** As docs/kubernetes/gpu.yml asks for one. */
const CONF = {
  'spark.executor.instances': '1',
  'spark.executor.resource.gpu.amount': '1',
  'spark.executor.resource.gpu.vendor': 'nvidia.com',
  'spark.executor.resource.gpu.discoveryScript': '/opt/sparkRapidsPlugin/getGpusResources.sh',
  'spark.task.resource.gpu.amount': '0.25',
  'spark.executor.memory': '2g',
  'spark.executor.memoryOverhead': '2g',
}

/** Executors that ask for a GPU get one; on a cluster without, they wait, and the scheduler says for what. */
export const gpu: Check = {
  name: 'gpu',
  without: ({ facts }) => (facts.gpu ? undefined : 'the image has no RAPIDS'),
  run: async (subject) => {
    const submitted = await submit(subject, { name: 'gpu', application: [job('query.py')], conf: CONF })
    const executor = await waitFor(
      120_000,
      async () => (await submitted.executors()).find((pod) => isBegun(pod) || waitsFor(pod) !== undefined),
      async () => 'no executor with a GPU was asked for',
    )
    const waits = waitsFor(executor)
    if (waits === undefined) return onGpu(foundIn((await submitted.ended(600_000)).log))
    if (!waits.includes(RESOURCE))
      throw new ConfigurationError(`the executor waits for something else: ${waits}`)
    await remove(subject, submitted.driver)
    return [`no GPU here: not run on one. The executor waits, and its event says: ${waits}`]
  },
}

const isBegun = ({ status }: Pod): boolean => status?.phase !== 'Pending'

/** What the scheduler lacks for a pod. */
function waitsFor({ status }: Pod): string | undefined {
  return status?.conditions?.find(({ reason }) => reason === 'Unschedulable')?.message
}

function onGpu(plan: unknown): string[] {
  if (!/\bGpu\w+/.test(String(plan))) throw new ConfigurationError(`the query ran on no GPU: ${String(plan)}`)
  return ['a query on a GPU']
}

async function remove({ kubectl }: Subject, driver: string): Promise<void> {
  await kubectl(['delete', 'pod', '--wait=false', '--', driver])
}
