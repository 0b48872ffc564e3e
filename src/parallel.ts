/**
 * Runs a task for each item, at most `limit` at a time; results in the items' order. After the first
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

/**
 * Places for tasks, which whoever runs some shares: when all are taken, the next one waits. After the first failure no
 * other task is started: those that wait, and those to come, fail with it too.
 */
export class Places {
  #free: number
  readonly #waiting: { readonly turn: number; readonly begin: () => void }[] = []
  readonly #failures: unknown[] = []

  constructor(count: number) {
    this.#free = count
  }

  /** @param turn of those that wait the lowest is next; of the same, the one that came first. */
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

  /** Starts no other task, as after a failure of one. */
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
