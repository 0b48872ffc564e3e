import { createReadStream, readdirSync } from 'node:fs'
import path from 'node:path'
import { normalizedPython } from '../../src/attest/package.ts'
import type { LockedArtifact } from '../../src/catalog/lockfile.ts'
import { serve, type TestServer } from '../registry/server.ts'

/** A Maven repository (`/maven`) and a Python index (`/simple`) of files that lockfiles pin. */
export interface Mirror extends TestServer {
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
  const server = await serve(({ url = '', method }, response) => {
    const [, project] = /^\/simple\/([^/]+)\/$/.exec(url) ?? []
    if (project !== undefined) {
      const wheels = artifacts.filter(
        ({ kind, name }) => kind !== 'maven' && normalizedPython(name) === project,
      )
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
  }, '0.0.0.0')
  return { ...server, served }
}

function pathOf({ kind, name, version, file }: LockedArtifact): string {
  if (kind !== 'maven') return `/files/${file}`
  const [group = '', artifact] = name.split(':')
  return `/maven/${group.replaceAll('.', '/')}/${artifact}/${version}/${file}`
}
