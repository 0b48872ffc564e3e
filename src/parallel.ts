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
  const results = new Map<number, R>()
  const failures: unknown[] = []
  const rest = items.entries()
  const work = async (): Promise<void> => {
    for (const [index, item] of rest) {
      if (failures.length > 0) return
      try {
        results.set(index, await task(item))
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, work))
  if (failures.length > 0) throw failures[0]
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}

/** A shared semaphore that stops handing out slots after the first failure. */
export class Semaphore {
  #free: number
  readonly #waiting: { readonly turn: number; readonly begin: () => void }[] = []
  readonly #failures: unknown[] = []

  constructor(slots: number) {
    this.#free = slots
  }

  /**
   * Runs a task once a slot is free.
   * @param turn the lowest is next; of the same turn, the task that came first.
   * @throws the first failure, the task's own or that of another: then the task is not run.
   */
  async run<R>(task: () => Promise<R>, turn = 0): Promise<R> {
    if (this.#free > 0) this.#free -= 1
    else await this.#wait(turn)
    try {
      if (this.#failures.length > 0) throw this.#failures[0]
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
    this.#failures.push(reason)
  }

  #wait(turn: number): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.push({ turn, begin })
      this.#waiting.sort((a, b) => a.turn - b.turn)
    })
  }
}
