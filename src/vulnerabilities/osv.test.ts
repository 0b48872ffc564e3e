import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OsvServer } from '../../tests/vulnerabilities/osv-server.ts'
import { GLIBC, libc, NETTY, netty, pandas, RECORDS, zstd } from '../../tests/vulnerabilities/records.ts'
import { RegistryError } from '../errors.ts'
import { ONCE } from '../registry/http/retry.ts'
import { Osv, type OsvOptions } from './osv.ts'

let server: OsvServer
beforeEach(async () => {
  server = await OsvServer.start(RECORDS)
})
afterEach(() => server[Symbol.asyncDispose]())

const QUICK: OsvOptions = { retries: { attempts: 3, base: 1, cap: 1, patience: 2000 } }

async function ask(packages = [netty, zstd, pandas, libc], options = QUICK): Promise<string[][]> {
  using osv = new Osv(server.address, options)
  return await osv.listIds(packages)
}

async function get(id: string, options = QUICK) {
  using osv = new Osv(server.address, options)
  return await osv.getAdvisory(id)
}

describe('OSV', () => {
  it('is asked about Maven, Python and Debian packages in one question', async () => {
    expect(await ask()).toEqual([
      ['GHSA-aaaa-bbbb-cccc'],
      [],
      ['GHSA-pppp-qqqq-rrrr', 'PYSEC-2026-7'],
      ['DEBIAN-CVE-2026-3003', 'DEBIAN-CVE-2026-3004', 'DSA-6000-1'],
    ])
    expect(server.requests).toEqual(['POST /v1/querybatch'])
  })

  it('gives its answer in pages, each package as many as it has', async () => {
    server.pageSize = 1
    const listed = await ask()
    expect(listed.map(({ length }) => length)).toEqual([1, 0, 2, 3])
    expect(server.requests.length).toBe(3)
  })

  it('is asked about at most 1000 packages at once', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => ({ ...zstd, version: `${index}` }))
    const listed = await ask([...many, netty])
    expect(listed.length).toBe(2501)
    expect(listed.at(-1)).toEqual(['GHSA-aaaa-bbbb-cccc'])
    expect(server.requests.length).toBe(3)
  })

  it('is given up when its pages never end', async () => {
    server.instead = (_, response) => response.end('{"results":[{"vulns":[],"next_page_token":"again"}]}')
    await expect(ask([netty])).rejects.toThrow('never end')
  })

  it('is asked again after what may pass: 503, 429 with a time to wait, a cut connection', async () => {
    server.misbehaving.push(
      (_, response) => response.writeHead(503).end('{}'),
      (request) => request.socket.destroy(),
    )
    expect(await ask([netty])).toEqual([['GHSA-aaaa-bbbb-cccc']])
    server.misbehaving.push((_, response) => response.writeHead(429, { 'retry-after': '1' }).end())
    const started = Date.now()
    expect((await get('GHSA-aaaa-bbbb-cccc')).summary).toBe('netty-codec reads without end')
    expect(Date.now() - started).toBeGreaterThan(990)
    expect(server.requests.length).toBe(5)
  })

  it('is asked once where an answer will not change', async () => {
    server.misbehaving.push((_, response) => response.writeHead(400).end('{"code":3}'))
    await expect(ask([netty])).rejects.toThrow(/^127\.0\.0\.1:\d+ answered 400 to POST \/v1\/querybatch$/)
    await expect(get('GHSA-none')).rejects.toThrow('answered 404 to GET /v1/vulns/GHSA-none')
    expect(server.requests.length).toBe(2)
  })

  it('sends us nowhere else', async () => {
    const asked: unknown[] = []
    const elsewhere = createServer((request, response) => response.end(String(asked.push(request.url))))
    elsewhere.listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1/querybatch`
    server.instead = (_, response) => response.writeHead(302, { location }).end()
    await expect(ask([netty])).rejects.toThrow('answered 302')
    await expect(get('GHSA-aaaa-bbbb-cccc')).rejects.toThrow('answered 302')
    elsewhere.close()
    expect(asked).toEqual([])
  })

  it('has a time limit, for its silence and for all of its answers', async () => {
    server.instead = () => {}
    const limits = { connect: 1000, idle: 100, total: 60_000 }
    await expect(ask([netty], { retries: ONCE, limits })).rejects.toThrow('said nothing for 0.1 s')
    // A byte now and then keeps a connection open.
    server.instead = (_, response) => void setInterval(() => response.write(' '), 20).unref()
    const short = { connect: 1000, idle: 1000, total: 300 }
    await expect(ask([netty], { limits: short })).rejects.toThrow('did not answer all questions within 0.3 s')
  })

  it('is not believed when it sends more than there can be', async () => {
    server.instead = (_, response) => {
      const part = Buffer.alloc(1024 * 1024, ' ')
      for (let sent = 0; sent < 40; sent++) response.write(part)
      response.end('{"results":[{}]}')
    }
    await expect(ask([netty])).rejects.toThrow('is larger than')
  })

  it.each([
    ['', 'it is not JSON'],
    ['<html>Sign in</html>', 'it is not JSON'],
    ['{}', 'results'],
    ['null', 'not a list of advisories'],
    ['{"results":null}', 'results'],
    ['{"results":[]}', 'has 0 results for 1 packages'],
    ['{"results":[{},{}]}', 'has 2 results for 1 packages'],
    ['{"results":[null]}', 'results.0'],
    ['{"results":[{"vulnerabilities":[{"id":"A"}]}]}', 'neither advisories nor nothing'],
    ['{"results":[{"vulns":null}]}', 'results.0.vulns'],
    ['{"results":[{"vulns":[{}]}]}', 'results.0.vulns.0.id'],
    ['{"results":[{"vulns":[{"id":"../../x"}]}]}', 'not the id of an advisory'],
    ['{"results":[{"next_page_token":1}]}', 'results.0.next_page_token'],
  ])('answers %j, which is not taken for an answer', async (body, problem) => {
    server.instead = (_, response) => response.end(body)
    const failure = await ask([netty]).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RegistryError)
    expect(String(failure)).toContain(problem)
  })

  it.each([
    [{ id: 'GHSA-other' }, 'is another one'],
    [{ affected: [] }, 'affected'],
    [{ affected: undefined }, 'affected'],
    [{ affected: [{ ranges: [{ type: 'ECOSYSTEM' }] }] }, 'events'],
    [{ aliases: ['a b'] }, 'aliases.0'],
    [{ severity: 'HIGH' }, 'severity'],
    [{ severity: [{ type: 'CVSS_V3', score: 7.5 }] }, 'severity.0.score'],
    [{ database_specific: { severity: 3 } }, 'database_specific.severity'],
  ])('gives a record with %j, which is not taken for one', async (change, problem) => {
    server.records = [{ ...NETTY, ...change }]
    server.instead = (_, response) => {
      const { listedFor: _for, ...content } = { ...NETTY, ...change }
      response.end(JSON.stringify(content))
    }
    await expect(get('GHSA-aaaa-bbbb-cccc')).rejects.toThrow(problem)
  })

  it('has records with keys that are of no interest here', async () => {
    for (const { id } of [NETTY, ...GLIBC]) expect((await get(id)).id).toBe(id)
  })
})
