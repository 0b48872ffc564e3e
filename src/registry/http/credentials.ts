/** Finds the credentials that `docker login` left. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod/mini'
import { ConfigurationError, messageOf } from '../../errors.ts'

/** Who we are to a registry. An identity token (OAuth2 refresh token) takes a password's place. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly identityToken: string }

const entrySchema = z.object({
  auth: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  identitytoken: z.optional(z.string()),
})

const fileSchema = z.object({
  auths: z.nullish(z.record(z.string(), entrySchema)),
  credHelpers: z.nullish(z.record(z.string(), z.string())),
  credsStore: z.nullish(z.string()),
})

const helperSchema = z.object({ Username: z.string(), Secret: z.string() })

/** A helper may ask a keychain or a cloud; in ms. */
const HELPER_LIMIT = 30_000

/**
 * What `docker login` left for a registry: in $DOCKER_CONFIG/config.json or ~/.docker/config.json, or with
 * a credential helper that the file names. Undefined when there is nothing: then we are anonymous.
 * @throws ConfigurationError naming the file or the helper when it is broken; never with its content.
 */
export async function findCredentials(
  registry: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Credentials | undefined> {
  const path = join(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'), 'config.json')
  const config = await readConfig(path)
  if (config === undefined) return undefined
  const keys = keysOf(registry)
  const helper = keys.map((key) => config.credHelpers?.[key]).find(Boolean) ?? config.credsStore
  const key = keys.find((candidate) => config.auths?.[candidate] !== undefined)
  if (helper) {
    const found = await askHelper(helper, key ?? keys[0] ?? registry, env, path)
    if (found !== undefined) return found
  }
  const entry = key === undefined ? undefined : config.auths?.[key]
  return entry === undefined ? undefined : entryCredentials(entry, `${path}: auths: ${key}`)
}

/** The ways in which Docker and others write a registry's key. */
function keysOf(registry: string): string[] {
  if (registry === 'docker.io') return ['https://index.docker.io/v1/', 'docker.io', 'index.docker.io']
  return [registry, `https://${registry}`, `https://${registry}/`, `http://${registry}`]
}

async function readConfig(path: string): Promise<z.infer<typeof fileSchema> | undefined> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    // A parser quotes what it stumbles over, and that may be a password.
    const reason = error instanceof SyntaxError ? 'it is not JSON' : messageOf(error)
    throw new ConfigurationError(`Docker's configuration ${path} can't be read: ${reason}`)
  }
  const parsed = z.safeParse(fileSchema, content)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new ConfigurationError(`Docker's configuration ${path} is broken at ${where || 'its top'}`)
}

function entryCredentials(entry: z.infer<typeof entrySchema>, where: string): Credentials | undefined {
  if (entry.identitytoken) return { identityToken: entry.identitytoken }
  if (entry.username && entry.password) return { username: entry.username, password: entry.password }
  // With a credential store, Docker leaves an empty entry behind.
  if (!entry.auth) return undefined
  const decoded = Buffer.from(entry.auth, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon <= 0) {
    throw new ConfigurationError(`${where}: its auth is not the base64 of USER:PASSWORD; run docker login`)
  }
  // Old versions of Docker end the password with a zero byte.
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') }
}

/** https://github.com/docker/docker-credential-helpers#development */
async function askHelper(
  name: string,
  server: string,
  env: NodeJS.ProcessEnv,
  path: string,
): Promise<Credentials | undefined> {
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    throw new ConfigurationError(`${path} names a credential helper that can't be: ${JSON.stringify(name)}`)
  }
  const command = `docker-credential-${name}`
  const { exitCode, stdout } = await runHelper(command, server, env).catch((error: unknown) => {
    throw new ConfigurationError(`${command}, which ${path} names, can't be run: ${messageOf(error)}`)
  })
  if (exitCode !== 0) {
    if (/credentials not found/i.test(stdout)) return undefined
    throw new ConfigurationError(`${command} get failed for ${server} (exit code ${exitCode})`)
  }
  const answer = parseHelperAnswer(stdout)
  if (answer === undefined) {
    throw new ConfigurationError(`${command} get answered for ${server} with something unknown`)
  }
  const { Username: username, Secret: secret } = answer
  return username === '<token>' ? { identityToken: secret } : { username, password: secret }
}

function parseHelperAnswer(stdout: string): z.infer<typeof helperSchema> | undefined {
  try {
    return z.safeParse(helperSchema, JSON.parse(stdout)).data
  } catch {
    return undefined
  }
}

async function runHelper(
  command: string,
  input: string,
  env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number | null; stdout: string }> {
  const child = spawn(command, ['get'], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: HELPER_LIMIT,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // A helper that doesn't read its input closes the pipe; what counts is how it ends.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [exitCode, stdout] = await Promise.all([ended, text(child.stdout)])
  return { exitCode, stdout }
}
