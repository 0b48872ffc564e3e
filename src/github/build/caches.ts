/** What the build entry keeps from one run to the next. */
import path from 'node:path'
import * as cache from '@actions/cache'
import * as core from '@actions/core'
import * as z from 'zod/mini'
import type { Cell } from '../../catalog/cells.ts'
import type { FolderCache } from '../../image/downloads.ts'
import { type CacheKind, layerCache } from '../../image/layers.ts'
import type { BuildOptions } from '../../image/options.ts'
import { formatImageName } from '../../oci/reference.ts'
import type { BuildInputs } from './inputs.ts'

/** The caches that the input `cache` asks for. One that can't be used is a warning. */
export function openCaches(
  inputs: Pick<BuildInputs, 'cache' | 'image' | 'workFolder' | 'publishing' | 'env'>,
  cell: Cell,
): Pick<BuildOptions, 'cache' | 'layers'> {
  const { cache: asked, image, workFolder, env } = inputs
  if (asked === 'none') return {}
  const mayWrite = inputs.publishing.allowed
  const folder = path.join(env.RUNNER_TOOL_CACHE ?? workFolder, 'spark-images-cache')
  const place = { imageName: formatImageName(image), folder, mayWrite }
  return { cache: workflowCache(mayWrite), layers: layerCache(usable(asked, env), cell, place) }
}

function usable(asked: CacheKind | 'auto', env: NodeJS.ProcessEnv): CacheKind {
  if (asked !== 'auto' && asked !== 'gha') return asked
  const obstacle = cacheObstacle(env, Date.now())
  if (obstacle === undefined) return 'gha'
  if (asked === 'gha') core.warning(`the workflow's cache is not used for layers: ${obstacle}`)
  return 'none'
}

/** The workflow's own cache; undefined outside of workflows, and in steps that got no token for it. */
function workflowCache(mayWrite: boolean): FolderCache | undefined {
  if (!cache.isFeatureAvailable()) return undefined
  const save: FolderCache['save'] = async (key, folder) => void (await cache.saveCache([folder], key))
  const restore: FolderCache['restore'] = async (key, folder) => !!(await cache.restoreCache([folder], key))
  return { restore, save: mayWrite ? save : undefined }
}

const claims = z.object({ ac: z.string(), exp: z.number(), nbf: z.number() })
const scopes = z.array(z.object({ Scope: z.string(), Permission: z.number() }))

/**
 * Why BuildKit can't use the workflow's cache service at `now` (ms), undefined when it can. A token that BuildKit can't
 * read fails the whole build, so we read it first: a JWT whose claim `ac` lists cache scopes.
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
