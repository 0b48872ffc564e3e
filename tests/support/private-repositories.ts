import { serve, type TestServer } from '../registry/server.ts'
import { indexOf, sourceOnly, wheel } from './python-packages.ts'
import { zip } from './zip.ts'

/** A Maven repository and a Python index that ask for a user and password. */
export interface PrivateRepositories extends TestServer {
  /** Paths that were answered with what is there. */
  readonly served: string[]
  /** Number of requests that were refused for want of the right credentials. */
  refused(): number
}

const JAR = zip({
  'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\n\r\n',
  'test/acme/secret.txt': 'a jar of our own\n',
})
const PYTHON = [
  wheel('acme-secret', '1.0', { files: { 'acme_secret.py': 'ANSWER = 42\n' } }),
  ...(await sourceOnly('acme-source', '1.0', 'import acme_secret\nANSWER = acme_secret.ANSWER\n')),
]

/** Starts both on one port of all interfaces: builds reach it by the engine's bridge. */
export async function startRepositories(username: string, password: string): Promise<PrivateRepositories> {
  const files = new Map([['/maven/test/acme/secret-jar/1.0/secret-jar-1.0.jar', JAR], ...indexOf(PYTHON)])
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  const served: string[] = []
  let refused = 0
  const server = await serve((request, response) => {
    if (request.headers.authorization !== expected) {
      refused++
      response.writeHead(401, { 'www-authenticate': 'Basic realm="Acme Repository Manager"' }).end()
      return
    }
    const file = files.get(request.url ?? '')
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    served.push(request.url ?? '')
    const type = request.url?.endsWith('/') ? 'text/html' : 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'content-length': file.length })
    response.end(request.method === 'HEAD' ? undefined : file)
  }, '0.0.0.0')
  return { ...server, served, refused: () => refused }
}
