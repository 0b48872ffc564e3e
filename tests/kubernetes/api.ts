import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { parse } from 'yaml'
import { ApiError, type KubeObject, RESOURCES } from './objects.ts'
import { patched } from './patch.ts'
import { type Selector, selectorOf } from './selector.ts'
import type { Change, Store } from './store.ts'

/** The HTTP side of the API server, and what its clients asked for. */
export interface Api extends AsyncDisposable {
  readonly port: number
  /** Method and path of each request that was let in. */
  readonly requests: string[]
}

export interface ApiOptions {
  readonly store: Store
  /** Bearer token of every client: the submission's, and the one in each pod's service account. */
  readonly token: string
  /** GET …/pods/NAME/log. */
  readonly log: (pod: KubeObject) => Promise<string>
}

interface Target {
  readonly resource: string
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly subresource: string | undefined
}

/** Serves a store as Kubernetes' API does, over plain HTTP on all interfaces, so that containers reach it. */
export async function serveApi({ store, token, log }: ApiOptions): Promise<Api> {
  const requests: string[] = []

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.headers.authorization !== `Bearer ${token}`)
      throw new ApiError(401, 'Unauthorized', 'the service account token is missing or wrong')
    requests.push(`${request.method} ${url.pathname}`)
    const target = targetOf(url.pathname)
    if (request.method === 'GET' && url.searchParams.get('watch') === 'true') {
      // Watches over WebSocket are not served: with 200 instead of 101, clients watch by plain HTTP.
      if (request.headers.upgrade !== undefined) response.writeHead(200, { 'content-length': 0 }).end()
      else watch(store, target, url.searchParams, response)
      return
    }
    const body = await text(request)
    if (target.subresource === 'log' && target.resource === 'pods') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(await log(named(store, target)))
      return
    }
    const [code, result] = respond(store, target, request, url.searchParams, body)
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(result))
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://api')
    answer(request, response, url).catch((error: unknown) => {
      const { code, reason, message } =
        error instanceof ApiError ? error : { code: 500, reason: 'InternalError', message: String(error) }
      const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message }
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(status))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** /api/v1 and /apis/GROUP/VERSION, then [namespaces/NAMESPACE/]RESOURCE[/NAME[/SUBRESOURCE]]. */
function targetOf(path: string): Target {
  const [, namespace, resource = '', name, subresource] =
    /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+)(?:\/([a-z]+))?)?$/.exec(
      path,
    ) ?? []
  if (RESOURCES[resource] === undefined) throw new ApiError(404, 'NotFound', `nothing is served at ${path}`)
  return { resource, namespace, name, subresource }
}

function named(store: Store, { resource, namespace = 'default', name = '' }: Target): KubeObject {
  return store.get(resource, namespace, name)
}

/** All verbs but watch: status code and body. */
function respond(
  store: Store,
  target: Target,
  request: IncomingMessage,
  query: URLSearchParams,
  body: string,
): [number, object] {
  const { resource, namespace = 'default', name } = target
  const given = (): Record<string, unknown> => parse(body) as Record<string, unknown>
  const all = (): KubeObject[] => store.list(resource, target.namespace, selectorOf(query))
  switch (`${request.method} ${name === undefined ? 'all' : 'one'}`) {
    case 'GET all':
      return [200, listOf(store, resource, all())]
    case 'POST all':
      return [201, store.create(resource, namespace, given())]
    case 'DELETE all':
      return [
        200,
        listOf(
          store,
          resource,
          all().map((object) => deleted(store, resource, object, body)),
        ),
      ]
    case 'GET one':
      return [200, named(store, target)]
    case 'PUT one':
      return [200, store.update(resource, namespace, `${name}`, () => given() as unknown as KubeObject)]
    case 'DELETE one':
      return [200, deleted(store, resource, named(store, target), body)]
    case 'PATCH one': {
      const type = request.headers['content-type'] ?? ''
      if (
        type.startsWith('application/apply-patch') &&
        store.find(resource, namespace, `${name}`) === undefined
      )
        return [201, store.create(resource, namespace, given())]
      const change = (now: KubeObject): KubeObject => patched(now, type, body) as unknown as KubeObject
      return [200, store.update(resource, namespace, `${name}`, change)]
    }
    default:
      throw new ApiError(405, 'MethodNotAllowed', `${request.method} is not served here`)
  }
}

function listOf(store: Store, resource: string, items: readonly KubeObject[]): object {
  const { apiVersion, kind } = RESOURCES[resource] ?? {}
  return { apiVersion, kind: `${kind}List`, metadata: { resourceVersion: `${store.version}` }, items }
}

/** DELETE, with DeleteOptions as its body or none. */
function deleted(store: Store, resource: string, object: KubeObject, body: string): KubeObject {
  const options = (body === '' ? {} : parse(body)) as { gracePeriodSeconds?: number }
  const spec = (object.spec ?? {}) as { terminationGracePeriodSeconds?: number }
  return store.delete(resource, object, options.gracePeriodSeconds ?? spec.terminationGracePeriodSeconds)
}

/** GET with watch=true: changes after resourceVersion, or first all there is, as JSON lines without end. */
function watch(store: Store, target: Target, query: URLSearchParams, response: ServerResponse): void {
  const selector = selectorOf(query)
  const since = Number(query.get('resourceVersion') ?? 0)
  const send = (type: string, object: KubeObject): void => {
    response.write(`${JSON.stringify({ type, object })}\n`)
  }
  const pass = (change: Change): void => {
    const { resource, namespace, name } = target
    const { metadata } = change.object
    if (change.resource !== resource || (namespace ?? metadata.namespace) !== metadata.namespace) return
    if ((name ?? metadata.name) !== metadata.name) return
    const type = seenAs(change, selector)
    if (type !== undefined) send(type, change.object)
  }
  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
  response.flushHeaders()
  if (since === 0)
    for (const object of store.list(target.resource, target.namespace, selector)) send('ADDED', object)
  else for (const change of store.changes.slice(since)) pass(change)
  const unsubscribe = store.subscribe(pass)
  const seconds = Number(query.get('timeoutSeconds') ?? 0)
  const timer = seconds > 0 ? setTimeout(() => response.end(), seconds * 1000) : undefined
  response.on('close', () => {
    unsubscribe()
    clearTimeout(timer)
  })
}

/** A change as a watch with a selector sees it: what no longer matches is deleted to it, what now does, added. */
function seenAs({ type, object, previous }: Change, selector: Selector): Change['type'] | undefined {
  const before = previous !== undefined && selector(previous)
  const after = type !== 'DELETED' && selector(object)
  if (before && after) return 'MODIFIED'
  if (after) return 'ADDED'
  return before ? 'DELETED' : undefined
}
