import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigurationError } from '../../errors.ts'
import { findCredentials } from './credentials.ts'

let folder: string
let env: NodeJS.ProcessEnv
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'test-docker-'))
  env = { DOCKER_CONFIG: folder, PATH: `${folder}:${process.env.PATH}` }
})
afterEach(() => rm(folder, { recursive: true }))

const write = (content: unknown): Promise<void> =>
  writeFile(join(folder, 'config.json'), typeof content === 'string' ? content : JSON.stringify(content))
const base64 = (text: string): string => Buffer.from(text).toString('base64')

async function writeHelper(script: string): Promise<void> {
  const path = join(folder, 'docker-credential-test')
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
}

test('no file, or nothing in it for the registry: anonymous', async () => {
  expect(await findCredentials('ghcr.io', env)).toBeUndefined()
  await write({ auths: { 'other.io': { auth: base64('a:b') } } })
  expect(await findCredentials('ghcr.io', env)).toBeUndefined()
})

test.each([
  ['ghcr.io', 'ghcr.io'],
  ['localhost:5000', 'localhost:5000'],
  ['ghcr.io', 'https://ghcr.io'],
  ['docker.io', 'https://index.docker.io/v1/'],
])('%s under the key %s', async (registry, key) => {
  await write({ auths: { [key]: { auth: base64('me:pass:word') } } })
  expect(await findCredentials(registry, env)).toEqual({ username: 'me', password: 'pass:word' })
})

test('an identity token goes before a password', async () => {
  await write({ auths: { 'a.io': { auth: base64('me:x'), identitytoken: 'tok' } } })
  expect(await findCredentials('a.io', env)).toEqual({ identityToken: 'tok' })
})

test('a credential helper is asked for the registry, over the entry that it left in the file', async () => {
  await writeHelper('read -r server; printf \'{"Username":"%s","Secret":"s %s"}\' "$server" "$1"')
  await write({ auths: { 'a.io': {} }, credHelpers: { 'a.io': 'test' } })
  expect(await findCredentials('a.io', env)).toEqual({ username: 'a.io', password: 's get' })
  await write({ credsStore: 'test' })
  expect(await findCredentials('docker.io', env)).toMatchObject({ username: 'https://index.docker.io/v1/' })
})

test('a helper that has nothing, and one that has a token', async () => {
  await write({ credsStore: 'test' })
  await writeHelper('echo "credentials not found in native keychain"; exit 1')
  expect(await findCredentials('a.io', env)).toBeUndefined()
  await writeHelper('echo \'{"Username":"<token>","Secret":"tok"}\'')
  expect(await findCredentials('a.io', env)).toEqual({ identityToken: 'tok' })
})

test.each([
  ['it is not JSON', '{"auths": {"a.io": {"auth": hunter2', 'config.json is not usable: it is not JSON'],
  ['a list', { auths: { 'a.io': { auth: ['hunter2'] } } }, 'config.json is not usable: auths.a.io.auth: '],
  [
    'not base64 of a pair',
    { auths: { 'a.io': { auth: base64('hunter2') } } },
    'auths: a.io: its auth is not',
  ],
  ['a helper with a path', { credHelpers: { 'a.io': '../x' } }, "names a credential helper that can't be"],
  ['a helper that is missing', { credsStore: 'absent' }, 'docker-credential-absent, which'],
])('%s: named, without what is in it', async (_, content, message) => {
  await write(content)
  const error = await findCredentials('a.io', env).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigurationError)
  expect(String(error)).toContain(message)
  expect(String(error)).not.toMatch(/hunter2/)
})

test('a helper that fails', async () => {
  await write({ credsStore: 'test' })
  await writeHelper('echo secret-of-helper; exit 3')
  await expect(findCredentials('a.io', env)).rejects.toThrow('get failed for a.io (exit code 3)')
  await writeHelper('echo secret-of-helper')
  await expect(findCredentials('a.io', env)).rejects.toThrow(/answered for a.io with something unknown$/)
})
