import type { IncomingMessage, ServerResponse } from 'node:http'
import { gateway } from './gateway.ts'

/**
 * A registry as GitHub's is: of a repository that is not there yet it says "denied" to whoever reads, and one is
 * there from its first manifest on. The real one is behind it.
 */
export async function denyingGateway(port: number, known: readonly string[] = []) {
  const there = new Set(known)
  const refused: string[] = []
  const intercept = ({ method, url = '' }: IncomingMessage, response: ServerResponse): boolean => {
    const [, name = '', kind] = /^\/v2\/(.+)\/(manifests|blobs|referrers)\//.exec(url) ?? []
    if (method === 'PUT' && kind === 'manifests') there.add(name)
    const isUpload = url.includes('/blobs/uploads/')
    if (kind === undefined || isUpload || there.has(name)) return false
    refused.push(`${method} ${kind}`)
    const body = JSON.stringify({ errors: [{ code: 'DENIED', message: 'permission_denied' }] })
    response.writeHead(403, { 'content-type': 'application/json' }).end(method === 'HEAD' ? '' : body)
    return true
  }
  /** `refused`: what was denied so far, as method and kind. */
  return Object.assign(await gateway(port, { intercept }), { refused })
}
