import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../errors.ts'
import { checkUntilSignal, withoutPair } from './interrupt.ts'
import type { Kubectl } from './kubectl.ts'

const REQUEST = { images: ['spark'], root: '.' }

describe('a signal during checks', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('of %s ends them with words for the user', async (name) => {
    const said: string[] = []
    const asked: string[] = []
    const before = process.listenerCount(name)
    const kubectl: Kubectl = async ([command = '']) => {
      asked.push(command)
      process.emit(name, name)
      return { exitCode: 0, stdout: '', stderr: '' }
    }
    const ended = checkUntilSignal(
      kubectl,
      REQUEST,
      () => {},
      (text) => said.push(text),
    )
    await expect(ended).rejects.toThrow(new ConfigurationError(`the checks were ended by ${name}`))
    expect(said).toEqual([`${name}: removing what the checks made`])
    expect(asked).toEqual(['version'])
    expect(process.listenerCount(name)).toBe(before)
  })
})

describe('an error of a run and one of its end', () => {
  const pair = (error: Error, suppressed: Error) =>
    Object.assign(new Error('pair'), { name: 'SuppressedError', error, suppressed })
  const { signal } = new AbortController()

  it('are both told', () => {
    const both = pair(new ConfigurationError('no right'), new ConfigurationError('no DNS'))
    expect(withoutPair(both, signal)).toEqual(
      new ConfigurationError('no DNS\nWhat the checks made could not be removed, either: no right'),
    )
  })

  it('stay a bug where one of them is', () => {
    const both = pair(new ConfigurationError('no right'), new TypeError('x'))
    expect(withoutPair(both, signal)).toBe(both)
    const bug = new TypeError('x')
    expect(withoutPair(bug, AbortSignal.abort(new ConfigurationError('ended')))).toBe(bug)
  })
})
