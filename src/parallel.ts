/** Bounded parallelism. */

/**
 * Runs a task for each item, at most `limit` at a time, and returns the results in the items' order. After the first
 * failure no other task is started; it is thrown once the running ones have ended.
 */
export async function inParallel<T, R>(
  limit: number,
  items: readonly T[],
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const semaphore = new Semaphore(limit)
  const ended = await Promise.allSettled(items.map((item) => semaphore.run(() => task(item))))
  if (semaphore.failures.length > 0) throw semaphore.failures[0]
  return ended.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

/** A shared semaphore that stops handing out slots after the first failure. */
export class Semaphore {
  readonly failures: unknown[] = []
  readonly #waiting: { readonly turn: number; readonly begin: () => void }[] = []
  #free: number

  constructor(slots: number) {
    this.#free = slots
  }

  /**
   * Runs a task once a slot is free. The lowest turn is next; of the same turn, the task that came first.
   * @throws the first failure, the task's own or that of another: then the task is not run.
   */
  async run<R>(task: () => Promise<R>, turn = 0): Promise<R> {
    if (this.#free > 0) this.#free -= 1
    else {
      const later = this.#waiting.findIndex((other) => other.turn > turn)
      const place = later < 0 ? this.#waiting.length : later
      await new Promise<void>((begin) => this.#waiting.splice(place, 0, { turn, begin }))
    }
    try {
      if (this.failures.length > 0) throw this.failures[0]
      return await task()
    } catch (error) {
      this.close(error)
      throw error
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free += 1
      else next.begin()
    }
  }

  /** Hands out no more slots, as after the failure of a task. */
  close(reason: unknown): void {
    this.failures.push(reason)
  }
}
