import { createHash } from 'node:crypto'
import { serve, type TestServer } from '../registry/server.ts'
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
const METADATA = 'Metadata-Version: 2.1\nName: acme-secret\nVersion: 1.0\nLicense: MIT\n'
const WHEEL = 'acme_secret-1.0-py3-none-any.whl'
const DIST = 'acme_secret-1.0.dist-info'
const wheel = zip({
  'acme_secret.py': 'ANSWER = 42\n',
  [`${DIST}/METADATA`]: METADATA,
  [`${DIST}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  [`${DIST}/RECORD`]: `acme_secret.py,,\n${DIST}/METADATA,,\n${DIST}/WHEEL,,\n${DIST}/RECORD,,\n`,
})

/** Starts both on one port of all interfaces: builds reach it by the engine's bridge. */
export async function startRepositories(username: string, password: string): Promise<PrivateRepositories> {
  const hash = createHash('sha256').update(wheel).digest('hex')
  const files = new Map<string, Buffer>([
    ['/maven/test/acme/secret-jar/1.0/secret-jar-1.0.jar', JAR],
    ['/simple/acme-secret/', Buffer.from(`<a href="../../files/${WHEEL}#sha256=${hash}">${WHEEL}</a>`)],
    [`/files/${WHEEL}`, wheel],
  ])
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
