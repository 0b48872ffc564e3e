import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadOnePlatform } from '../../../tests/support/one-platform.ts'
import { cellsOf } from '../../catalog/cells.ts'
import { cacheObstacle, openCaches } from './caches.ts'

const [cell] = cellsOf(await loadOnePlatform('images'))

it.each([true, false])('caches are written only where the event publishes: %s', (allowed) => {
  if (cell === undefined) throw new Error('no cells')
  const publishing = { allowed, reason: 'r' }
  const image = { registry: 'ghcr.io', repository: 'acme/spark' }
  const inputs = { cache: 'registry', image, workFolder: '/tmp', publishing, env: {} } as const
  const { layers } = openCaches(inputs, cell)
  expect(layers?.from).not.toEqual([])
  expect(layers?.to.length).toBe(allowed ? 2 : 0)
})

const ac = JSON.stringify([{ Scope: 'refs/heads/main', Permission: 3 }])
const now = Date.parse('2026-11-24T12:00:00Z')
const time = now / 1000

function token(claims: unknown, header: unknown = { alg: 'RS256' }): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part(header)}.${part(claims)}.c2ln`
}

const good = token({ ac, nbf: time - 60, exp: time + 3600 })
const env = {
  ACTIONS_CACHE_SERVICE_V2: 'true',
  ACTIONS_RESULTS_URL: 'https://results.example.org/',
  ACTIONS_RUNTIME_TOKEN: good,
}

describe('the cache service of a workflow', () => {
  it('is used with a token that lists scopes', () => {
    expect(cacheObstacle(env, now)).toBeUndefined()
    const { ACTIONS_RESULTS_URL: url } = env
    expect(cacheObstacle({ ACTIONS_CACHE_URL: url, ACTIONS_RUNTIME_TOKEN: good }, now)).toBeUndefined()
  })

  it.each([
    [{ ACTIONS_RUNTIME_TOKEN: '' }, 'there is no ACTIONS_RUNTIME_TOKEN'],
    [{ ACTIONS_RESULTS_URL: 'nowhere' }, 'there is no URL in ACTIONS_RESULTS_URL'],
    [{ ACTIONS_CACHE_SERVICE_V2: '' }, 'there is no URL in ACTIONS_CACHE_URL'],
    [{ ACTIONS_RUNTIME_TOKEN: 'token' }, 'is not a JWT'],
    [{ ACTIONS_RUNTIME_TOKEN: `${good}.x` }, 'is not a JWT'],
    [{ ACTIONS_RUNTIME_TOKEN: good.replace(/\.[^.]*$/, '.a+b') }, 'is not a JWT'],
    [{ ACTIONS_RUNTIME_TOKEN: 'e30.e30.e30' }, 'lacks claims of a cache'],
    [{ ACTIONS_RUNTIME_TOKEN: token({ ac, exp: time }) }, 'lacks claims of a cache'],
    [{ ACTIONS_RUNTIME_TOKEN: token({ ac: 'x', nbf: 1, exp: time + 9 }) }, 'lists no cache scopes'],
    [{ ACTIONS_RUNTIME_TOKEN: token({ ac, nbf: 1, exp: time - 9 }) }, 'is not valid at this time'],
    [{ ACTIONS_RUNTIME_TOKEN: token({ ac, nbf: time + 9, exp: time + 99 }) }, 'is not valid at this time'],
  ])('is not used with %j', (change, reason) => {
    expect(cacheObstacle({ ...env, ...change }, now)).toContain(reason)
  })

  it('is judged without an error, whatever the token is', () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.string(), { maxLength: 4 }).map((parts) => parts.join('.')),
      fc.json().map((value) => token(JSON.parse(value))),
    )
    fc.assert(
      fc.property(text, (value) => {
        expect(cacheObstacle({ ...env, ACTIONS_RUNTIME_TOKEN: value }, now)).toEqual(expect.any(String))
      }),
      { numRuns: 3000 },
    )
  })
})
