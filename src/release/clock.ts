/** The two clocks of a release: one that measures time, and one for people. */
import { uptime } from 'node:os'

export interface Clock {
  /** Milliseconds since some fixed moment. Never goes back, and goes on while the machine is suspended. */
  now(): number
  /** The wall clock, which may be wrong by any amount: only for people. */
  wall(): Date
}

/** What a machine measures time with, in ms. */
export interface Readings {
  /** Stands still while the machine is suspended, goes on while the process is stopped. */
  monotonic(): number
  /** Goes on in both cases. */
  boot(): number
}

/**
 * `performance.now()` is CLOCK_MONOTONIC, which stands still while a machine sleeps. `os.uptime()` is CLOCK_BOOTTIME
 * on Linux (libuv reads /proc/uptime, in steps of 10 ms) and counts that time too.
 */
const MACHINE: Readings = { monotonic: () => performance.now(), boot: () => uptime() * 1000 }

/** A clock by whichever of a machine's two measures went further. */
export function machineClock({ monotonic, boot }: Readings = MACHINE): Clock {
  const [monotonicStart, bootStart] = [monotonic(), boot()]
  return {
    now: () => Math.max(monotonic() - monotonicStart, boot() - bootStart),
    wall: () => new Date(),
  }
}
