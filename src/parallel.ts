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
 * Places for tasks, which whoever runs some shares: when all are taken, the next one waits for its turn. After the
 * first failure no other task is started: those that wait, and those to come, fail with it too.
 */
export class Places {
  #free: number
  readonly #waiting: (() => void)[] = []
  readonly #failures: unknown[] = []

  constructor(count: number) {
    this.#free = count
  }

  async run<R>(task: () => Promise<R>): Promise<R> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      if (this.#failures.length > 0) throw this.#failures[0]
      return await task()
    } catch (error) {
      this.#failures.push(error)
      throw error
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }
}
