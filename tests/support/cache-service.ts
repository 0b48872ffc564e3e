import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { json, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/**
 * The cache service that a runner has, on the loopback interface: the three calls of its API
 * (github.actions.results.api.v1.CacheService, Twirp with JSON) and the block blobs that its URLs lead to
 * (Put Blob, Put Block, Put Block List, Get Blob with ranges). @actions/cache and BuildKit both use it.
 */
export interface CacheService extends AsyncDisposable {
  /** What a step's environment says of the service. */
  readonly env: Readonly<Record<string, string>>
  /** Keys of the finished entries. */
  readonly keys: () => string[]
  /** The file that holds an entry, for tests that spoil it. */
  readonly fileOf: (key: string) => string
}

interface Entry {
  readonly key: string
  readonly version: string
  readonly id: number
  finished: boolean
}

export async function startCacheService(): Promise<CacheService> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-cache-'))
  const entries: Entry[] = []
  const blob = (id: number | string): string => path.join(folder, `blob-${id}`)
  let origin = ''

  /** The entry of that very key, or the newest whose key begins with it. */
  const newest = (key: string, version: unknown): Entry | undefined => {
    const ready = entries.filter((entry) => entry.finished && entry.version === version)
    return ready.find((entry) => entry.key === key) ?? ready.findLast((entry) => entry.key.startsWith(key))
  }

  const calls: Record<string, (body: Record<string, unknown>) => object> = {
    CreateCacheEntry: ({ key, version }) => {
      if (entries.some((entry) => entry.key === key && entry.version === version)) return { ok: false }
      const entry = { key: String(key), version: String(version), id: entries.length, finished: false }
      entries.push(entry)
      return { ok: true, signed_upload_url: `${origin}/account/container/${entry.id}?sig=x` }
    },
    FinalizeCacheEntryUpload: ({ key, version }) => {
      const entry = entries.find((one) => one.key === key && one.version === version)
      if (entry === undefined) return { ok: false }
      entry.finished = true
      return { ok: true, entry_id: String(entry.id) }
    },
    GetCacheEntryDownloadURL: ({ key, restore_keys: others, version }) => {
      const keys = [key, ...(Array.isArray(others) ? others : [])].map(String)
      const entry = keys.map((wanted) => newest(wanted, version)).find((found) => found !== undefined)
      if (entry === undefined) return { ok: false }
      return {
        ok: true,
        matched_key: entry.key,
        signed_download_url: `${origin}/account/container/${entry.id}?sig=x`,
      }
    },
  }

  /** Put Blob, Put Block and Put Block List of a block blob. */
  async function putBlob(message: IncomingMessage, url: URL): Promise<void> {
    const id = path.basename(url.pathname)
    const part = (name: string): string => `${blob(id)}-${Buffer.from(name).toString('hex')}`
    const block = url.searchParams.get('blockid')
    if (url.searchParams.get('comp') !== 'blocklist') {
      return pipeline(message, createWriteStream(block === null ? blob(id) : part(block)))
    }
    await writeFile(blob(id), '')
    for (const [, name = ''] of (await text(message)).matchAll(/<Latest>([^<]+)<\/Latest>/g)) {
      await pipeline(createReadStream(part(name)), createWriteStream(blob(id), { flags: 'a' }))
    }
  }

  /** Get Blob, whole or a range, and Get Blob Properties. */
  async function getBlob(message: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const file = blob(path.basename(url.pathname))
    const { size } = await stat(file)
    const range = /bytes=(\d+)-(\d*)/.exec(`${message.headers['x-ms-range'] ?? message.headers.range}`)
    const [start, last] = [Number(range?.[1] ?? 0), Number(range?.[2] || size - 1)]
    const end = Math.min(last, size - 1)
    const length = { 'content-length': end - start + 1, 'accept-ranges': 'bytes' }
    if (range === null) response.writeHead(200, length)
    else response.writeHead(206, { ...length, 'content-range': `bytes ${start}-${end}/${size}` })
    if (message.method === 'HEAD') response.end()
    else await pipeline(createReadStream(file, { start, end }), response)
  }

  const server = createServer(async (message, response) => {
    const url = new URL(message.url ?? '', origin)
    // BuildKit's client ends with its daemon where an answer lacks it.
    response.setHeader('x-ms-request-id', randomUUID())
    try {
      const call = calls[path.basename(url.pathname)]
      if (call === undefined && message.method === 'PUT') {
        await putBlob(message, url)
        response.writeHead(201, { etag: '"1"', 'last-modified': new Date(0).toUTCString() }).end()
        return
      }
      if (call === undefined) return await getBlob(message, response, url)
      const answer = call((await json(message)) as Record<string, unknown>)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    env: {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `${origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(),
      GITHUB_SERVER_URL: 'https://github.com',
    },
    keys: () => entries.filter(({ finished }) => finished).map(({ key }) => key),
    fileOf: (key) => blob(entries.find((entry) => entry.key === key)?.id ?? 'none'),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true })
    },
  }
}

/** A token as a runner gives it: BuildKit reads its claims, nobody checks its signature. */
function runtimeToken(): string {
  const ac = JSON.stringify([{ Scope: 'refs/heads/main', Permission: 3 }])
  const seconds = Math.floor(Date.now() / 1000)
  const claims = { ac, nbf: seconds - 60, exp: seconds + 3600 }
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`
}
