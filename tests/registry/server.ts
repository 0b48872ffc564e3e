import { createServer, type RequestListener } from 'node:http'
import { freePort } from './registry.ts'

/** An HTTP server of a test on a free port of 127.0.0.1, for what no real registry does. */
export async function serve(listener: RequestListener): Promise<AsyncDisposable & { readonly host: string }> {
  const port = await freePort()
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
