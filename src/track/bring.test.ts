import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Tracked, userRepository } from '../../tests/track/files.ts'
import type { IndexServer } from '../../tests/track/index-server.ts'
import { LAKE, OWN, startIndex } from '../../tests/track/own.ts'

let server: IndexServer
beforeEach(async () => {
  server = await startIndex()
})
afterEach(() => server[Symbol.asyncDispose]())

const open = (text = OWN): Promise<Tracked> => userRepository(server, `${text}${server.repositories}`)

describe('a component of a new Spark version that lacks an artifact', () => {
  const text = LAKE.replace(
    '"acme.lake:lake", version: { "4.1": 2.0.0 }',
    '"acme.lake:lake", version: "{version}"',
  )

  it('is excluded by a rule, which goes when the artifact is there', async () => {
    server.addSpark(['4.1.82'])
    server.addJars('acme.lake:lake', ['4.1.80', '4.1.81'])
    server.addJars('acme.lake:runtime-4.1_2.13', ['1.0.0'])
    await using files = await open(text)
    const result = await files.run()
    const why = 'acme.lake:lake 4.1.82 is in none of the repositories'
    expect(result.changes).toContainEqual({ kind: 'rule', name: 'track-lake-4.1.82', what: 'added', why })
    expect(result.cells.find(({ id }) => id === '4.1.82-lake')).toMatchObject({
      state: 'excluded',
      reason: why,
    })
    expect(result.cells.find(({ id }) => id === '4.1.82-baseline')).toMatchObject({ state: 'new' })
    const excluded = await files.text()
    expect((await files.run()).changes).toEqual([])
    expect(await files.text()).toBe(excluded)

    server.addJars('acme.lake:lake', ['4.1.82'])
    const lifted = await files.run()
    expect(lifted.changes).toEqual([{ kind: 'rule', name: 'track-lake-4.1.82', what: 'removed', why }])
    expect(lifted.cells.find(({ id }) => id === '4.1.82-lake')).toMatchObject({ state: 'new' })
    expect(await files.text()).not.toContain('rules')
  })
})
