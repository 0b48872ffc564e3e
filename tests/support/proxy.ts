import { createServer, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** A forward proxy that wants a user and a password, and counts what went through. */
export interface Proxy extends AsyncDisposable {
  readonly port: number
  /** `host:port` of each tunnel, host of each plain request. */
  readonly hosts: string[]
  /** Requests that came without the right credentials. */
  readonly refused: () => number
}

/** Starts a proxy on all interfaces, so that containers reach it. */
export async function startProxy(user: string, password: string): Promise<Proxy> {
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const hosts: string[] = []
  let refused = 0
  const known = (message: IncomingMessage): boolean => {
    const right = message.headers['proxy-authorization'] === expected
    if (!right) refused++
    return right
  }
  const server = createServer((message, response) => {
    if (!known(message))
      return void response.writeHead(407, { 'proxy-authenticate': 'Basic realm="tests"' }).end()
    const url = new URL(message.url ?? '')
    hosts.push(url.host)
    const { 'proxy-authorization': _, ...headers } = message.headers
    const onward = request(url, { method: message.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.writeHead(502).end())
    message.pipe(onward)
  })
  server.on('connect', (message, socket, head) => {
    socket.on('error', () => {})
    if (!known(message)) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="tests"\r\n\r\n',
      )
      return
    }
    hosts.push(message.url ?? '')
    const { hostname, port } = new URL(`https://${message.url}`)
    const onward = connect(Number(port || 443), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    hosts,
    refused: () => refused,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
