import { parse } from 'yaml'
import { ApiError } from './objects.ts'

type Json = Record<string, unknown>

/**
 * PATCH by its content type: JSON merge patches (RFC 7386), JSON patches (RFC 6902) without copy, move and
 * test, strategic merge and server-side apply. The last two are merged as the first: lists are replaced, where
 * a real server merges some of them by key.
 */
export function patched(now: Json, contentType: string, body: string): Json {
  if (contentType.startsWith('application/json-patch+json')) {
    return (JSON.parse(body) as Operation[]).reduce(applied, structuredClone(now))
  }
  if (/^application\/(merge-patch\+json|strategic-merge-patch\+json|apply-patch\+yaml)/.test(contentType)) {
    return merged(now, parse(body) as Json) as Json
  }
  throw new ApiError(415, 'UnsupportedMediaType', `not a patch: ${contentType}`)
}

function merged(now: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const result: Json = typeof now === 'object' && now !== null && !Array.isArray(now) ? { ...now } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = merged(result[name], value)
  }
  return result
}

interface Operation {
  readonly op: string
  readonly path: string
  readonly value?: unknown
}

function applied(object: Json, { op, path, value }: Operation): Json {
  const names = path
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = names.pop() ?? ''
  const parent = names.reduce<unknown>((at, name) => (at as Json | undefined)?.[name], object)
  if (typeof parent !== 'object' || parent === null || !['add', 'replace', 'remove'].includes(op))
    throw new ApiError(422, 'Invalid', `cannot ${op} ${path}`)
  if (Array.isArray(parent)) {
    const at = last === '-' ? parent.length : Number(last)
    parent.splice(at, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]))
  } else if (op === 'remove') delete (parent as Json)[last]
  else (parent as Json)[last] = value
  return object
}
