import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Semaphore } from './parallel.ts'

describe('a semaphore', () => {
  it('has so many slots, handed out in the order in which they were asked for', async () => {
    const semaphore = new Semaphore(2)
    const begun: number[] = []
    let [now, most] = [0, 0]
    const task = async (index: number): Promise<number> => {
      begun.push(index)
      now += 1
      most = Math.max(most, now)
      await sleep(5 + 5 * (index % 3))
      now -= 1
      return index
    }
    const indices = Array.from({ length: 9 }, (_, index) => index)
    expect(await Promise.all(indices.map((index) => semaphore.run(() => task(index))))).toEqual(indices)
    expect({ begun, most }).toEqual({ begun: indices, most: 2 })
  })

  it('hands slots to the lowest turn first', async () => {
    const semaphore = new Semaphore(1)
    const begun: string[] = []
    const task = (name: string, turn: number): Promise<void> =>
      semaphore.run(async () => {
        begun.push(name)
        await sleep(5)
      }, turn)
    await Promise.all([task('a', 0), task('d', 2), task('b', 1), task('c', 1)])
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
  })

  it('hands out none after a failure, which those that wait hear of', async () => {
    const semaphore = new Semaphore(1)
    const begun: string[] = []
    const task = (name: string, end: () => void): Promise<void> =>
      semaphore.run(async () => {
        begun.push(name)
        await sleep(5)
        end()
      })
    const failing = task('first', () => {
      throw new Error('broken')
    })
    const others = [task('second', () => {}), task('third', () => {})]
    for (const one of [failing, ...others]) await expect(one).rejects.toThrow('broken')
    await expect(task('later', () => {})).rejects.toThrow('broken')
    expect(begun).toEqual(['first'])
  })

  it('hands out none once it is closed', async () => {
    const semaphore = new Semaphore(1)
    const first = semaphore.run(() => sleep(5))
    const second = semaphore.run(() => expect.fail('it was begun'))
    semaphore.close(new Error('elsewhere'))
    await first
    await expect(second).rejects.toThrow('elsewhere')
  })
})
