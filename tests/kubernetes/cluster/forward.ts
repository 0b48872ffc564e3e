/**
 * Hands connections on, from one address to another: `tcp:HOST:PORT` or `unix:FILE`. Sockets in files are seen from all network
 * namespaces.
 */
import { connect, createServer, type ListenOptions, type Server } from 'node:net'

function parse(address: string): { path: string } | { host: string; port: number } {
  const [kind, ...rest] = address.split(':')
  const [host = '', port] = rest
  return kind === 'unix' ? { path: rest.join(':') } : { host, port: Number(port) }
}

/** Listens on the first address. Connections end with the server. */
export async function forward(from: string, to: string): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const other = connect({ ...parse(to), allowHalfOpen: true })
    // Either end may break off: then the other does.
    socket.on('error', () => other.destroy())
    other.on('error', () => socket.destroy())
    socket.pipe(other).pipe(socket)
  })
  server.unref()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(parse(from) satisfies ListenOptions, resolve)
  })
  return server
}

if (process.argv[1] === import.meta.filename) {
  const [from = '', to = ''] = process.argv.slice(2)
  ;(await forward(from, to)).ref()
}
