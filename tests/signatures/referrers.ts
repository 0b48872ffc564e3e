import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { serve, type TestServer } from '../registry/server.ts'

/** The registry on a port of 127.0.0.1, with the referrers API, which distribution lacks. */
export function withReferrersApi(port: number): Promise<TestServer> {
  const lists = new Map<string, object[]>()
  return serve(async (message, response) => {
    const { method, headers, url: path = '' } = message
    const body = await buffer(message)
    const [, repository, kind, subject] =
      /^(.*)\/(referrers|manifests)\/(?:(sha256:[0-9a-f]{64}))?/.exec(path) ?? []
    if (kind === 'referrers') {
      const manifests = lists.get(`${repository} ${subject}`) ?? []
      const list = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests }
      response.setHeader('content-type', MEDIA_TYPES.index).end(JSON.stringify(list))
      return
    }
    const named = method === 'PUT' && kind === 'manifests' ? JSON.parse(String(body)) : {}
    request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const attached = answer.statusCode === 201 && named.subject?.digest
      if (attached) {
        const { mediaType, artifactType, annotations } = named
        const entry = { mediaType, digest: sha256(body), size: body.length, artifactType, annotations }
        const list = `${repository} ${attached}`
        lists.set(list, [...(lists.get(list) ?? []), entry])
      }
      response.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        ...(attached ? { 'oci-subject': attached } : {}),
      })
      answer.pipe(response)
    })
      .on('error', () => response.destroy())
      .end(body)
  })
}
