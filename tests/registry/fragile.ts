import { connect, createServer, type Socket } from 'node:net'
import { freePort } from './registry.ts'

/** Stands between a client and a registry, and breaks connections as it is told. */
export interface FragileProxy extends AsyncDisposable {
  readonly host: string
  /** How many connections it has broken. */
  broken(): number
}

/** Whether to break a connection now: the bytes that come, and how many came over it before. */
export type Breakage = (chunk: Buffer, carried: number) => boolean

/** Passes bytes on to a port of 127.0.0.1; up to `breaks` connections are reset when `isTime` says so. */
export async function fragileProxy(port: number, breaks: number, isTime: Breakage): Promise<FragileProxy> {
  let broken = 0
  const sockets = new Set<Socket>()
  const own = await freePort()
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    let carried = 0
    client.on('data', (chunk) => {
      const isBreak = broken < breaks && isTime(chunk, carried)
      carried += chunk.length
      if (isBreak) {
        broken += 1
        client.resetAndDestroy()
        upstream.resetAndDestroy()
      } else if (!upstream.write(chunk)) client.pause()
    })
    upstream.on('drain', () => client.resume())
    upstream.pipe(client)
    client.on('end', () => upstream.end())
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
  })
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${own}`,
    broken: () => broken,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
