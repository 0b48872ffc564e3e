import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { serve } from './server.ts'

export interface GatewayOptions {
  /** What stands before repository names here, and not in the registry: `virtual/`. */
  readonly prefix?: string
  /** Answers a request itself, and says so. */
  readonly intercept?: (message: IncomingMessage, response: ServerResponse) => boolean
  /** A Content-Type that all answers get. */
  readonly contentType?: string
}

/** What stands in front of a registry in companies: HTTP is understood, and passed on to a port of 127.0.0.1. */
export async function gateway(
  port: number,
  { prefix = '', intercept = () => false, contentType }: GatewayOptions = {},
) {
  let received = 0
  const server = await serve((message, response) => {
    if (intercept(message, response)) return
    const { method, headers } = message
    // All paths but those that the registry made up itself.
    const path = (message.url ?? '').replace(`/v2/${prefix}`, '/v2/')
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const changed = contentType === undefined ? {} : { 'content-type': contentType }
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...changed })
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    message.on('data', (chunk: Buffer) => {
      received += chunk.length
    })
    message.pipe(onward)
  })
  /** Bytes of requests' bodies that came so far. */
  return Object.assign(server, { received: () => received })
}
