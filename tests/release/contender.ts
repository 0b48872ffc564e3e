/**
 * A process that runs releases for contention.test.ts, which stops it, suspends it and kills it. Its clocks are those
 * of a machine with a wrong wall clock, whose CLOCK_MONOTONIC stood still for as long as it was suspended.
 */
import { readFileSync } from 'node:fs'
import { reportOf } from '../../src/errors.ts'
import type { ImageName } from '../../src/oci/reference.ts'
import type { PlanOutputCell } from '../../src/plan/output.ts'
import { Transport } from '../../src/registry/http/transport.ts'
import { type LeaseTimes, machineClock } from '../../src/release/lease.ts'
import { release } from './family.ts'

export interface Job {
  readonly image: ImageName
  readonly family: readonly PlanOutputCell[]
  readonly versions: readonly string[]
  readonly aliases: readonly { readonly image?: string; readonly tag: string }[]
  readonly by: string
  readonly times: LeaseTimes
  /** In ms. */
  readonly wallOffset: number
  /** A file with the time in ms that this machine has been suspended for. */
  readonly suspended: string
}

async function run(job: Job): Promise<string> {
  const { wallOffset, suspended, image, by, times } = job
  const monotonic = (): number => performance.now() - Number(readFileSync(suspended, 'utf8'))
  const clock = { ...machineClock({ monotonic, boot: () => performance.now() }), wall: wallClock }
  function wallClock(): Date {
    return new Date(Date.now() + wallOffset)
  }
  const transport = new Transport({ connect: 400, idle: 400 })
  const retries = { attempts: 4, base: 5, cap: 20, patience: 50 }
  try {
    const { moved } = await release(job.family, job.aliases, {
      image,
      by,
      times,
      clock,
      dryRun: false,
      now: wallClock(),
      say: () => {},
      versions: new Set(job.versions),
      client: { retries, transport, env: {} },
    })
    return moved > 0 ? 'moved' : 'nothing to move'
  } catch (error) {
    return reportOf(error)
  }
}

process.on('message', (job: Job) => {
  run(job).then((outcome) => process.send?.(outcome))
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
