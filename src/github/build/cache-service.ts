/** Whether BuildKit can use the workflow's cache service. */
import * as z from 'zod/mini'

const claims = z.object({ ac: z.string(), exp: z.number(), nbf: z.number() })
const scopes = z.array(z.object({ Scope: z.string(), Permission: z.number() }))

/**
 * Why BuildKit can't use the workflow's cache service, undefined when it can. It takes a token that it can't read
 * as a failure of the whole build, so we read it first: a JWT whose claim `ac` lists cache scopes.
 * @param now in ms
 */
export function cacheObstacle(env: NodeJS.ProcessEnv, now: number): string | undefined {
  const { ACTIONS_RUNTIME_TOKEN: token } = env
  if (!token) return 'there is no ACTIONS_RUNTIME_TOKEN'
  const isV2 = /^true$/i.test(env.ACTIONS_CACHE_SERVICE_V2 ?? '')
  const name = isV2 ? 'ACTIONS_RESULTS_URL' : 'ACTIONS_CACHE_URL'
  if (!URL.canParse(env[name] ?? '')) return `there is no URL in ${name}`
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return 'ACTIONS_RUNTIME_TOKEN is not a JWT'
  const [header, payload] = token.split('.').map((part) => parse(Buffer.from(part, 'base64url').toString()))
  const read = claims.safeParse(payload)
  if (header === undefined || !read.success) return 'ACTIONS_RUNTIME_TOKEN lacks claims of a cache'
  const { ac, exp, nbf } = read.data
  if (!scopes.safeParse(parse(ac)).success) return 'ACTIONS_RUNTIME_TOKEN lists no cache scopes'
  return exp * 1000 < now || nbf * 1000 > now ? 'ACTIONS_RUNTIME_TOKEN is not valid at this time' : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
