import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { ROOT, runProcess, withoutWorkflow } from '../support/process.ts'
import { startProxy } from '../support/proxy.ts'

/** An address of this machine that is not its loopback interface's: no rule takes it for one that needs no proxy. */
const own = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address
const address = own ?? expect.fail('this machine has no network')

let folder: string
let certificate: string
let registry: ReturnType<typeof createServer>
let host: string
let proxy: Awaited<ReturnType<typeof startProxy>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'test-proxied-'))
  certificate = join(folder, 'certificate.pem')
  const key = join(folder, 'key.pem')
  const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=a company', '-addext', `subjectAltName=IP:${address}`]
  const files = ['-keyout', key, '-out', certificate]
  execFileSync('openssl', ['req', '-x509', ...algorithm, ...names, ...files], { stdio: 'ignore' })
  const pair = { key: await readFile(key), cert: await readFile(certificate) }
  registry = createServer(pair, (_, response) => {
    const digest = `sha256:${'a'.repeat(64)}`
    const headers = {
      'content-type': MEDIA_TYPES.index,
      'content-length': '7',
      'docker-content-digest': digest,
    }
    response.writeHead(200, headers).end()
  })
  await new Promise<void>((resolve) => registry.listen(0, address, resolve))
  host = `${address}:${(registry.address() as AddressInfo).port}`
  proxy = await startProxy('somebody', 'a password')
})
afterAll(async () => {
  registry.closeAllConnections()
  registry.close()
  await proxy[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

/** Asks the registry for a tag in a process of its own, as an entry does. */
async function ask(env: NodeJS.ProcessEnv): Promise<{ text: string; hosts: readonly string[] }> {
  proxy.hosts.length = 0
  const code = `
    const { openRepository } = await import('${ROOT}/src/registry/repository.ts')
    const { resolveTag } = await import('${ROOT}/src/registry/manifests.ts')
    const retries = { attempts: 1, base: 1, cap: 1, patience: 1 }
    const image = { registry: '${host}', repository: 'org/spark' }
    const { digest } = await resolveTag(openRepository(image, { retries }), 'a')
    console.log('found', digest)
    process.exit()
  `
  const through = `http://somebody:a%20password@127.0.0.1:${proxy.port}`
  const { text } = await runProcess(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...withoutWorkflow(process.env), https_proxy: through, no_proxy: '', ...env },
  })
  return { text, hosts: [...proxy.hosts] }
}

describe.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'])('a registry whose CA is in %s', (name) => {
  test('is trusted, through the proxy', async () => {
    const { text, hosts } = await ask({ [name]: certificate })
    expect(text).toContain('found sha256:aaaa')
    expect(hosts).toEqual([host])
  })

  test('is trusted without the proxy, where no_proxy has its address in a range', async () => {
    const range = `${address.split('.')[0]}.0.0.0/8`
    const { text, hosts } = await ask({ [name]: certificate, no_proxy: `example.org,${range}` })
    expect(text).toContain('found sha256:aaaa')
    expect(hosts).toEqual([])
  })
})

test('a registry whose CA is not known is not trusted', async () => {
  expect((await ask({ SSL_CERT_FILE: '', NODE_EXTRA_CA_CERTS: '' })).text).toMatch(/self-signed certificate/)
})

test('a file without a CA is an error that names it', async () => {
  const { text } = await ask({ SSL_CERT_FILE: join(folder, 'missing') })
  expect(text).toContain(`SSL_CERT_FILE names ${join(folder, 'missing')}, which can't be used`)
})
