/** Finds the credentials that `docker login` left. */
import { type ExecFileException, execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { ConfigurationError, messageOf, RegistryError } from '../../errors.ts'
import { parseJson, tryParseJson } from '../../oci/json.ts'

const run = promisify(execFile)

/** Who we are to a registry. An identity token (OAuth2 refresh token) takes a password's place. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly identityToken: string }

const text = z.optional(z.string())
const entrySchema = z.object({ auth: text, username: text, password: text, identitytoken: text })
const fileSchema = z.object({
  auths: z.nullish(z.record(z.string(), entrySchema)),
  credHelpers: z.nullish(z.record(z.string(), z.string())),
  credsStore: z.nullish(z.string()),
})
const helperSchema = z.object({ Username: z.string(), Secret: z.string() })

/** A helper may ask a keychain or a cloud; in ms. */
const HELPER_LIMIT = 30_000

/**
 * What `docker login` left for a registry in $DOCKER_CONFIG/config.json or ~/.docker/config.json, or with a credential
 * helper that the file names. Undefined when there is nothing: then we are anonymous.
 * @throws ConfigurationError naming the file or the helper when it is broken; never with its content.
 */
export async function findCredentials(registry: string, env = process.env): Promise<Credentials | undefined> {
  const path = join(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'), 'config.json')
  const config = await readConfig(path)
  // The ways in which Docker and others write a registry's key.
  const keys =
    registry === 'docker.io'
      ? ['https://index.docker.io/v1/', 'docker.io', 'index.docker.io']
      : [registry, `https://${registry}`, `https://${registry}/`, `http://${registry}`]
  const helper = keys.map((key) => config?.credHelpers?.[key]).find(Boolean) ?? config?.credsStore
  const key = keys.find((candidate) => config?.auths?.[candidate] !== undefined)
  const found = helper && (await askHelper(helper, key ?? keys[0] ?? registry, env, path))
  if (found) return found
  const entry = key === undefined ? undefined : config?.auths?.[key]
  if (entry?.identitytoken) return { identityToken: entry.identitytoken }
  if (entry?.username && entry.password) return { username: entry.username, password: entry.password }
  // With a credential store, Docker leaves an empty entry behind.
  if (!entry?.auth) return undefined
  const decoded = Buffer.from(entry.auth, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon <= 0) {
    const problem = 'its auth is not the base64 of USER:PASSWORD; run docker login'
    throw new ConfigurationError(`${path}: auths: ${key}: ${problem}`)
  }
  // Old versions of Docker end the password with a zero byte.
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') }
}

async function readConfig(path: string) {
  const what = `Docker's configuration ${path}`
  try {
    return parseJson(fileSchema, await readFile(path), what, 'usable')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    if (error instanceof RegistryError) throw new ConfigurationError(error.message)
    throw new ConfigurationError(`${what} can't be read: ${messageOf(error)}`)
  }
}

/** https://github.com/docker/docker-credential-helpers#development */
async function askHelper(name: string, server: string, env: NodeJS.ProcessEnv, path: string) {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    throw new ConfigurationError(`${path} names a credential helper that can't be: ${JSON.stringify(name)}`)
  }
  const command = `docker-credential-${name}`
  const asked = run(command, ['get'], { env, timeout: HELPER_LIMIT, killSignal: 'SIGKILL' })
  // A helper that doesn't read its input closes the pipe; what counts is how it ends.
  asked.child.stdin?.on('error', () => {}).end(server)
  const ended = await asked.catch((error: ExecFileException & { readonly stdout?: string }) => {
    if (/credentials not found/i.test(error.stdout ?? '')) return undefined
    // Node's own codes are words.
    if (typeof error.code === 'string') {
      throw new ConfigurationError(`${command}, which ${path} names, can't be run: ${messageOf(error)}`)
    }
    throw new ConfigurationError(`${command} get failed for ${server} (exit code ${error.code})`)
  })
  if (ended === undefined) return undefined
  const answer = tryParseJson(helperSchema, ended.stdout)
  if (answer === undefined) {
    throw new ConfigurationError(`${command} get answered for ${server} with something unknown`)
  }
  const { Username: username, Secret: secret } = answer
  return username === '<token>' ? { identityToken: secret } : { username, password: secret }
}

/** The header of Basic authentication; undefined when it can't be used with these credentials. */
export function basic(credentials: Credentials | undefined): string | undefined {
  if (credentials === undefined || !('username' in credentials)) return undefined
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

/** What of credentials must not appear in a message. */
export function secretsOf(credentials: Credentials | undefined): readonly string[] {
  if (credentials === undefined) return []
  if ('identityToken' in credentials) return [credentials.identityToken]
  return [credentials.password, basic(credentials)?.slice('Basic '.length) ?? '']
}
