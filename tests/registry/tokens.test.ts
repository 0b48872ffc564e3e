import { randomBytes } from 'node:crypto'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { messageOf } from '../../src/errors.ts'
import { openLayout } from '../../src/layout/layout.ts'
import { sha256 } from '../../src/oci/digest.ts'
import { checkPush } from '../../src/registry/access.ts'
import { hasBlob, pushBlob } from '../../src/registry/blobs.ts'
import type { Credentials } from '../../src/registry/http/credentials.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { pushImage } from '../../src/registry/push.ts'
import { listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { gateway } from './gateway.ts'
import { makeImage, TestFolder } from './image.ts'
import { startRegistry, USER } from './registry.ts'
import { IDENTITY_TOKEN, startTokenRegistry, type TokenRegistry } from './tokens.ts'

const NOWHERE = { DOCKER_CONFIG: '/nonexistent', HOME: '/nonexistent' }
const retries = { attempts: 3, base: 1, cap: 2, patience: 100 }
const PASSWORD: Credentials = USER

/** A repository, and every line that was logged about it. */
function open(
  host: string,
  credentials?: Credentials,
  { repository = 'org/private', env = NOWHERE as NodeJS.ProcessEnv } = {},
): { readonly mine: Repository; readonly lines: string[] } {
  const lines: string[] = []
  const log = (line: string): void => void lines.push(line)
  const given = credentials === undefined ? {} : { credentials }
  return { mine: openRepository({ registry: host, repository }, { ...given, env, retries, log }), lines }
}

/** Pushes an image, attaches something to it, and reads both back. */
async function useAll(repository: Repository): Promise<void> {
  await using folder = await TestFolder.make()
  const layout = await openLayout(await folder.writeLayout(await makeImage()))
  await checkPush(repository)
  const { digest } = await pushImage(layout, repository, 'a')
  const subject = layout.manifest.descriptor
  await pushReferrer(repository, subject, { artifactType: 'a/b', mediaType: 'a/b', blob: Buffer.from('x') })
  expect((await resolveTag(repository, 'a'))?.digest).toBe(digest)
  expect(await listReferrers(repository, digest)).toHaveLength(1)
}

const usersOf = ({ requests }: TokenRegistry): string[] => [...new Set(requests.map(({ user }) => user))]

async function failure(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail('nothing was thrown'),
    (thrown: Error) => thrown,
  )
}

test('GHCR: a token for the user and password, without a word on how long it is good', async () => {
  await using registry = await startTokenRegistry()
  const { mine, lines } = open(registry.host, PASSWORD)
  await useAll(mine)
  expect(usersOf(registry)).toEqual(['password'])
  expect(registry.requests[0]).toMatchObject({
    method: 'GET',
    service: 'registry of a test',
    scopes: ['repository:org/private:pull,push'],
  })
  // One token for reading and one for writing serve all requests.
  expect(registry.requests).toHaveLength(2)
  expect(lines).toEqual([])
})

test.each([
  ['both names', ['token', 'access_token'], 300],
  ['the name of OAuth2 only, and a life in quotes', ['access_token'], '300'],
])('Docker Hub: a token under %s', async (_, fields, says) => {
  await using registry = await startTokenRegistry({ fields, says })
  await useAll(open(registry.host, PASSWORD).mine)
  expect(registry.requests).toHaveLength(2)
})

test('Docker Hub: an identity token of docker login is changed for tokens by POST', async () => {
  await using registry = await startTokenRegistry({ fields: ['access_token'], says: 300 })
  await using folder = await TestFolder.make()
  const auths = { [registry.host]: { auth: '', identitytoken: IDENTITY_TOKEN } }
  await writeFile(join(folder.path, 'config.json'), JSON.stringify({ auths }))
  await useAll(open(registry.host, undefined, { env: { DOCKER_CONFIG: folder.path } }).mine)
  expect(usersOf(registry)).toEqual(['identity token'])
  expect(registry.requests.map(({ method }) => method)).toEqual(['POST', 'POST'])
})

test('Artifactory: repositories have a prefix that the registry behind it does not know', async () => {
  await using registry = await startTokenRegistry({
    path: '/artifactory/api/docker/virtual/v2/token',
    says: 3600,
  })
  await using front = await gateway(registry.port, { prefix: 'virtual/' })
  await useAll(open(front.host, PASSWORD, { repository: 'virtual/org/private' }).mine)
  expect(registry.requests.map(({ scopes }) => scopes)).toContainEqual([
    'repository:virtual/org/private:pull,push',
    'repository:org/private:pull,push',
  ])
})

test('ECR: Basic authentication by a helper, whose password is asked for anew when it has expired', async () => {
  await using registry = await startRegistry({ auth: true })
  await using folder = await TestFolder.make()
  const helper = join(folder.path, 'docker-credential-ecr-login')
  const { username, password } = USER
  const expired = join(folder.path, 'expired')
  await writeFile(
    helper,
    `#!/bin/sh\necho >> ${folder.path}/asked\n[ -e ${expired} ] && { rm ${expired}; echo '{"Username":"${username}","Secret":"of yesterday"}'; exit; }\necho '{"Username":"${username}","Secret":"${password}"}'\n`,
  )
  await chmod(helper, 0o755)
  await writeFile(expired, '')
  const credHelpers = { [registry.host]: 'ecr-login' }
  await writeFile(join(folder.path, 'config.json'), JSON.stringify({ credHelpers }))
  const env = { DOCKER_CONFIG: folder.path, PATH: `${folder.path}:${process.env.PATH}` }
  await useAll(open(registry.host, undefined, { env }).mine)

  // A password that stays wrong is not asked for without end.
  const wrong = password.replace('only', 'not')
  await writeFile(helper, `#!/bin/sh\necho '{"Username":"${username}","Secret":"${wrong}"}'\n`)
  const error = await failure(checkPush(open(registry.host, undefined, { env }).mine))
  expect(error).toMatchObject({ name: 'RegistryError', refused: 'credentials' })
  expect(error.message).toContain(`refuses the credentials of ${username} (401`)
  expect(error.message).not.toContain(wrong)
})

test('a token that expires in the middle of a run is renewed, also when the server said it would live', async () => {
  // The registry accepts a token for 60 s after its end: this one for about a second.
  await using registry = await startTokenRegistry({ life: -59, says: 3600 })
  const { mine, lines } = open(registry.host, PASSWORD)
  await useAll(mine)
  const before = registry.requests.length
  await sleep(2100)
  const content = randomBytes(9 * 1024 * 1024)
  const blob = { mediaType: 'a/b', digest: sha256(content), size: content.length }
  expect(await pushBlob(mine, blob, (start) => Readable.from([content.subarray(start)]))).toBe('uploaded')
  expect(registry.requests.length).toBeGreaterThan(before)
  // Renewing is no failure: nothing had to be tried again.
  expect(lines).toEqual([])
})

test('a token that is refused for the very bytes of an upload is renewed, and they arrive', async () => {
  await using registry = await startTokenRegistry()
  const refused: string[] = []
  await using front = await gateway(registry.port, {
    intercept({ method, headers }, response) {
      const isFirst = method === 'PATCH' && refused.length === 0
      if (!isFirst) return false
      refused.push(headers.authorization ?? '')
      const challenge = `Bearer realm="${registry.realm}",service="registry of a test",error="invalid_token"`
      response.writeHead(401, { 'www-authenticate': challenge }).end()
      return true
    },
  })
  const { mine } = open(front.host, PASSWORD)
  const content = randomBytes(9 * 1024 * 1024)
  const blob = { mediaType: 'a/b', digest: sha256(content), size: content.length }
  expect(await pushBlob(mine, blob, (start) => Readable.from([content.subarray(start)]))).toBe('uploaded')
  expect(refused).toHaveLength(1)
  expect(registry.tokens.filter((token) => refused[0] === `Bearer ${token}`)).toHaveLength(1)
  expect(await hasBlob(mine, blob.digest)).toBe(true)
})

test('credentials that may read only: the message says which right is missing', async () => {
  const grant = (actions: readonly string[]) => actions.filter((action) => action === 'pull')
  await using registry = await startTokenRegistry({ grant })
  const error = await failure(checkPush(open(registry.host, PASSWORD).mine))
  expect(error).toMatchObject({ name: 'RegistryError', refused: 'credentials' })
  expect(error.message).toContain(
    `${registry.host} doesn't let us write to org/private with the credentials that it was given (401`,
  )
  expect(error.message).toContain('they need the right to pull,push')
})

test('wrong credentials, none, and a token server that repeats them: clear errors, nothing secret in them', async () => {
  await using registry = await startTokenRegistry()
  const secret = 'hunter2 & more/secret+='
  const wrong = { username: 'builder', password: secret }
  for (const [credentials, says] of [
    [wrong, 'refuses the credentials of builder (401'],
    [{ identityToken: secret }, 'refuses the identity token (401'],
    [undefined, 'there are no credentials for it'],
  ] as const) {
    const { mine, lines } = open(registry.host, credentials)
    const error = await failure(checkPush(mine))
    expect(error).toMatchObject({
      name: 'RegistryError',
      refused: credentials === undefined ? 'anonymous' : 'credentials',
    })
    expect(error.message).toContain(says)
    const shown = [messageOf(error), ...lines].join('\n')
    const base64 = Buffer.from(`builder:${secret}`).toString('base64')
    for (const form of [secret, encodeURIComponent(secret), base64, 'hunter2'])
      expect(shown).not.toContain(form)
  }
})
