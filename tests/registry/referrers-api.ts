import { createHash } from 'node:crypto'
import { MEDIA_TYPES, parseManifest } from '../../src/oci/manifest.ts'
import { gateway } from './gateway.ts'

/**
 * A registry with the referrers API, in front of distribution, which has none: it notes what is pushed with a subject,
 * says so, and lists it (distribution-spec, "Listing Referrers").
 */
export async function withReferrersApi(port: number) {
  const attached = new Map<string, object[]>()
  const server = await gateway(port, {
    intercept(request, response) {
      const { method, url = '' } = request
      const subject = /\/referrers\/(sha256:[0-9a-f]{64})$/.exec(url)?.[1]
      if (subject !== undefined) {
        const manifests = attached.get(`${repositoryOf(url)} ${subject}`) ?? []
        const list = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests }
        response.writeHead(200, { 'content-type': MEDIA_TYPES.index }).end(JSON.stringify(list))
        return true
      }
      if (method !== 'PUT' || !url.includes('/manifests/')) return false
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      const { writeHead } = response
      response.writeHead = (status: number, ...headers: never[]) => {
        const found = status === 201 ? noteSubject(repositoryOf(url), Buffer.concat(chunks)) : undefined
        if (found !== undefined) response.setHeader('oci-subject', found)
        return writeHead.call(response, status, ...headers)
      }
      return false
    },
  })

  function noteSubject(repository: string, bytes: Buffer): string | undefined {
    if (bytes.includes('"manifests"')) return undefined
    const { subject, artifactType, annotations } = parseManifest(bytes, 'what was pushed')
    if (subject === undefined) return undefined
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    const key = `${repository} ${subject.digest}`
    const others = (attached.get(key) ?? []).filter((one) => (one as { digest: string }).digest !== digest)
    const listed = { mediaType: MEDIA_TYPES.manifest, digest, size: bytes.length, artifactType, annotations }
    attached.set(key, [...others, listed])
    return subject.digest
  }

  return server
}

const repositoryOf = (url: string): string => url.replace(/\/(?:manifests|referrers)\/[^/]*$/, '')
