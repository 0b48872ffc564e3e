import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { hostCaBundle, hostProxies } from './buildx.ts'

it('takes the CA bundle that the environment names, when it is there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-host-'))
  const file = path.join(folder, 'bundle.pem')
  await writeFile(file, '')
  expect(hostCaBundle({ SSL_CERT_FILE: file })).toBe(file)
  expect(hostCaBundle({ SSL_CERT_FILE: '/nonexistent', PIP_CERT: file })).toBe(file)
  expect(hostCaBundle({ SSL_CERT_FILE: '/nonexistent' })).not.toBe('/nonexistent')
  await rm(folder, { recursive: true })
})

it('takes proxies in either case, and no empty ones', () => {
  expect(hostProxies({ http_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2', no_proxy: '' })).toEqual({
    HTTP_PROXY: 'http://a:1',
    HTTPS_PROXY: 'http://b:2',
  })
})
