import { spawn } from 'node:child_process'
import { access, constants, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { HttpClient } from '@actions/http-client'
import { registryProgram } from '../support/registry-program.ts'

/** A real registry (distribution) of a test, on a free port of 127.0.0.1, with a folder of its own. */
export interface TestRegistry extends AsyncDisposable {
  /** host:port, as in image names. */
  readonly host: string
  readonly port: number
  /** Where it keeps its blobs: blobs/sha256/AB/HEX/data under this. */
  readonly storage: string
}

/** A user with a password, and the bcrypt hash of it as htpasswd makes it. */
export const USER = {
  username: 'builder',
  password: 'only for tests',
  htpasswd: 'builder:$2y$05$012345678901234567890uSsvKHIjVpdZe9q.rTvzfb7hjkXmz4yu\n',
}

export interface RegistryOptions {
  /** Ask for USER's password, or for tokens of the server that this describes (auth.token). */
  readonly auth?: true | { readonly token: Readonly<Record<string, string>> }
  /** Redirect downloads to this URL, as registries with a storage of their own do. */
  readonly downloads?: string
  /** Whether manifests may be deleted, true unless said. */
  readonly deletion?: boolean
}

/** What the images of a test may take, in bytes. */
const MAX_STORAGE = 4 * 2 ** 30

/** Memory, where there is enough: the registry waits for the disk after each blob. Docker's own containers have 64 MiB. */
async function fastFolder(): Promise<string> {
  const memory = '/dev/shm'
  try {
    await access(memory, constants.W_OK)
    const { bavail, bsize } = await statfs(memory)
    return bavail * bsize < MAX_STORAGE ? tmpdir() : memory
  } catch {
    return tmpdir()
  }
}

/** Starts a registry. */
export async function startRegistry({
  auth,
  downloads,
  deletion = true,
}: RegistryOptions = {}): Promise<TestRegistry> {
  const program = await registryProgram()
  const folder = await mkdtemp(join(await fastFolder(), 'test-registry-'))
  const root = join(folder, 'data')
  const port = await freePort()
  const host = `127.0.0.1:${port}`
  await writeFile(join(folder, 'htpasswd'), USER.htpasswd)
  const htpasswd = { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } }
  const config = {
    version: 0.1,
    storage: { filesystem: { rootdirectory: root }, delete: { enabled: deletion } },
    http: { addr: host },
    log: { level: 'error' },
    ...(auth === undefined ? {} : { auth: auth === true ? htpasswd : auth }),
    ...(downloads === undefined
      ? {}
      : { middleware: { storage: [{ name: 'redirect', options: { baseurl: downloads } }] } }),
  }
  await writeFile(join(folder, 'config.yml'), JSON.stringify(config))
  // Thousands of small requests: a third of its time went into collecting garbage.
  const env = { GOGC: '800', ...process.env }
  const child = spawn(program, ['serve', join(folder, 'config.yml')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const complaints = text(child.stderr)
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', async (code) =>
      reject(new Error(`${program} ended with ${code}: ${await complaints}`)),
    )
  })
  await Promise.race([failed, isUp(host)])
  failed.catch(() => {})
  return {
    host,
    port,
    storage: join(root, 'docker/registry/v2'),
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A port of 127.0.0.1 that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function isUp(host: string): Promise<void> {
  const client = new HttpClient('test')
  for (let tries = 0; tries < 200; tries++) {
    try {
      const { message } = await client.get(`http://${host}/v2/`)
      message.resume()
      return
    } catch {
      await sleep(25)
    }
  }
  throw new Error(`the registry at ${host} did not start within 5 s`)
}
