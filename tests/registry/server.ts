import { createServer, type RequestListener } from 'node:http'
import { freePort } from './registry.ts'

export interface TestServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
}

/** An HTTP server of a test on a free port: of 127.0.0.1, or of all interfaces, where builds reach it. */
export async function serve(listener: RequestListener, address = '127.0.0.1'): Promise<TestServer> {
  const port = await freePort()
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(port, address, resolve))
  return {
    host: `127.0.0.1:${port}`,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
