import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Places } from './parallel.ts'

describe('places', () => {
  it('are as many as there are, given in the order in which they were asked for', async () => {
    const places = new Places(2)
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
    expect(await Promise.all(indices.map((index) => places.run(() => task(index))))).toEqual(indices)
    expect({ begun, most }).toEqual({ begun: indices, most: 2 })
  })

  it('are given to the lowest turn first', async () => {
    const places = new Places(1)
    const begun: string[] = []
    const task = (name: string, turn: number): Promise<void> =>
      places.run(async () => {
        begun.push(name)
        await sleep(5)
      }, turn)
    await Promise.all([task('a', 0), task('d', 2), task('b', 1), task('c', 1)])
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
  })

  it('are given to none after a failure, which those that wait hear of', async () => {
    const places = new Places(1)
    const begun: string[] = []
    const task = (name: string, end: () => void): Promise<void> =>
      places.run(async () => {
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

  it('are given to none once they are closed', async () => {
    const places = new Places(1)
    const first = places.run(() => sleep(5))
    const second = places.run(() => expect.fail('it was begun'))
    places.close(new Error('elsewhere'))
    await first
    await expect(second).rejects.toThrow('elsewhere')
  })
})
