import { createReadStream, readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { LockedArtifact } from '../../src/catalog/lockfile.ts'

interface Listening extends AsyncDisposable {
  readonly port: number
}

/** A Maven repository (`/maven`) and a Python index (`/simple`) of files that lockfiles pin. */
export interface Mirror extends Listening {
  /** Names of the files that were downloaded from it. */
  readonly served: Set<string>
}

/** Serves the files of a folder on all interfaces: builds reach it by the engine's bridge. */
export async function startMirror(folder: string, artifacts: readonly LockedArtifact[]): Promise<Mirror> {
  const there = new Set(readdirSync(folder))
  const files = new Map(
    artifacts.filter(({ file }) => there.has(file)).map((each) => [pathOf(each), each.file]),
  )
  const served = new Set<string>()
  const server = createServer(({ url = '', method }, response) => {
    const [, project] = /^\/simple\/([^/]+)\/$/.exec(url) ?? []
    if (project !== undefined) {
      const wheels = artifacts.filter(({ kind, name }) => kind === 'pypi' && normalized(name) === project)
      const links = wheels.map((each) => `<a href="${pathOf(each)}#sha256=${each.sha256}">${each.file}</a>`)
      response.writeHead(200, { 'content-type': 'text/html' }).end(links.join('\n'))
      return
    }
    const file = files.get(url)
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    served.add(file)
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    if (method === 'HEAD') response.end()
    else createReadStream(path.join(folder, file)).pipe(response)
  })
  return { ...(await listen(server)), served }
}

function pathOf({ kind, name, version, file }: LockedArtifact): string {
  if (kind === 'pypi') return `/files/${file}`
  const [group = '', artifact] = name.split(':')
  return `/maven/${group.replaceAll('.', '/')}/${artifact}/${version}/${file}`
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
function normalized(project: string): string {
  return project.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

/** A network that ends at its proxy, which lets nothing through. */
export interface ClosedNetwork extends Listening {
  /** The hosts that somebody wanted to reach. */
  readonly wanted: string[]
}

export async function closedNetwork(): Promise<ClosedNetwork> {
  const wanted: string[] = []
  const server = createServer(({ url = '' }, response) => {
    wanted.push(URL.canParse(url) ? new URL(url).host : url)
    response.writeHead(403).end()
  })
  server.on('connect', ({ url = '' }, socket) => {
    wanted.push(url)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  return { ...(await listen(server)), wanted }
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
