import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RegistryError } from '../../errors.ts'
import { Client } from './client.ts'
import { isTransientStatus, parseErrorBody, parseRetryAfter } from './failure.ts'
import { PATIENT, waitAfter } from './retry.ts'
import { parseChallenge } from './token.ts'

const quick = { attempts: 3, base: 1, cap: 2, patience: 50 }
const failure = (transient: boolean, retryAfter?: number): RegistryError =>
  new RegistryError('no', { transient, retryAfter })

async function triesOf(failures: readonly Error[]): Promise<{ tries: number; outcome: unknown }> {
  let tries = 0
  const attempt = async (): Promise<string> => {
    const error = failures[tries]
    tries += 1
    if (error !== undefined) throw error
    return 'done'
  }
  const client = new Client('registry.example', { retries: quick })
  const outcome = await client.retrying(attempt).catch((error: unknown) => error)
  return { tries, outcome }
}

test('tries again what may pass, up to the limit, and nothing else', async () => {
  const [passing, final] = [failure(true), failure(false)]
  expect(await triesOf([])).toEqual({ tries: 1, outcome: 'done' })
  expect(await triesOf([passing, passing])).toEqual({ tries: 3, outcome: 'done' })
  expect(await triesOf([passing, passing, passing])).toEqual({ tries: 3, outcome: passing })
  expect(await triesOf([passing, final])).toEqual({ tries: 2, outcome: final })
  expect((await triesOf([new Error('a bug')])).tries).toBe(1)
})

test('a registry that asks for more time than we have has failed', async () => {
  const busy = failure(true, 51)
  expect(await triesOf([busy])).toEqual({ tries: 1, outcome: busy })
})

test('waits grow, stay under the cap, and respect Retry-After', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), random, fc.nat(200_000), (failed, chance, asked) => {
      const wait = waitAfter(failed, 0, PATIENT, chance)
      expect(wait).toBeGreaterThanOrEqual(PATIENT.base / 2)
      expect(wait).toBeLessThanOrEqual(PATIENT.cap)
      expect(waitAfter(failed, asked, PATIENT, chance)).toBeGreaterThanOrEqual(asked)
    }),
  )
  expect(waitAfter(3, 0, PATIENT, 0)).toBe(1000)
})

test.each([
  ['5', 5000],
  ['0', 0],
  ['Tue, 24 Nov 2026 10:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After: %s', (value, milliseconds) => {
  expect(parseRetryAfter(value, Date.parse('2026-11-24T10:00:00Z'))).toBe(milliseconds)
})

test('statuses that may pass', () => {
  const statuses = [200, 400, 401, 403, 404, 408, 416, 429, 500, 501, 502, 503, 504]
  expect(statuses.filter(isTransientStatus)).toEqual([408, 429, 500, 502, 503, 504])
})

test.each([
  ['Basic realm="x"', { scheme: 'basic' }],
  ['BASIC', { scheme: 'basic' }],
  [
    'Bearer realm="https://a/token",service="s",scope="repository:a/b:pull,push"',
    { scheme: 'bearer', realm: 'https://a/token', service: 's', scope: 'repository:a/b:pull,push' },
  ],
  ['Basic realm="x", Bearer realm="https://a"', { scheme: 'bearer', realm: 'https://a' }],
  [
    'Bearer realm="https://a/v2/token",service="s",scope="*", Basic realm="for people"',
    { scheme: 'bearer', realm: 'https://a/v2/token', service: 's', scope: '*' },
  ],
  [
    'Basic realm="for people, service=x", Bearer realm="https://a/v2/token",service="s"',
    { scheme: 'bearer', realm: 'https://a/v2/token', service: 's' },
  ],
  ['Negotiate abc==, Bearer realm = "https://a" , Basic', { scheme: 'bearer', realm: 'https://a' }],
  ['Bearer service="x", Basic realm="y"', { scheme: 'basic' }],
  ['Bearer service="x"', undefined],
  ['Negotiate', undefined],
  [undefined, undefined],
])('WWW-Authenticate: %s', (header, challenge) => {
  expect(parseChallenge(header)).toEqual(challenge)
})

test('an error body becomes one line without control characters', () => {
  const body = JSON.stringify({
    errors: [{ code: 'DENIED', message: 'no\n::error::x\u001b[1m' }, { code: 'X' }],
  })
  expect(parseErrorBody(body)).toEqual({ codes: ['DENIED', 'X'], text: 'DENIED: no ::error::x [1m; X' })
  expect(parseErrorBody('<html>')).toEqual({ codes: [], text: '' })
})

test('secrets are taken out of what a registry says, in every form, before it is cut', () => {
  const secret = 'a b/c+d'
  const forms = [secret, 'a%20b%2Fc%2Bd', 'a%20b/c+d', 'a+b%2Fc%2Bd', 'a%20b%2fc%2bd']
  for (const form of forms) {
    const body = JSON.stringify({ errors: [{ code: 'X', message: `${'.'.repeat(293)}${form}` }] })
    expect(parseErrorBody(body, [secret]).text).toBe(`X: ${'.'.repeat(293)}***`)
  }
})
