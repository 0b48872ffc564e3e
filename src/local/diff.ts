/** `npm run diff`: what changed from one image to another, or from one release to another. */
import { type DiffReference, diffReferences, releaseId } from '../diff/family.ts'
import { diffText } from '../diff/text.ts'
import { ConfigurationError } from '../errors.ts'
import { changeNotes } from '../github/changes.ts'
import { parseImageName, parseReference } from '../oci/reference.ts'
import { openRepository, type Repository } from '../registry/repository.ts'
import type { Command } from './arguments.ts'

/** @throws ConfigurationError as diffReferences(), and when it is not told what to compare. */
export async function diffLocally({ images = [], image, format }: Command): Promise<string> {
  const [old, current, ...others] = images
  if (old === undefined || current === undefined || others.length > 0)
    throw new ConfigurationError(
      'npm run diff -- OLD NEW: name two images, like ghcr.io/OWNER/spark:4.1.1-gpu, or two releases, like 20261124-141530-1a2b3c with --image ghcr.io/OWNER/spark',
    )
  const repositories = new Map<string, Repository>()
  const given = [old, current].map((text): DiffReference => {
    const { image: name, reference } = parse(text, image)
    const key = `${name.registry}/${name.repository}`
    const repository = repositories.get(key) ?? openRepository(name)
    repositories.set(key, repository)
    return { repository, reference }
  }) as [DiffReference, DiffReference]
  try {
    const diff = await diffReferences(...given)
    if (format === 'json') return JSON.stringify(diff, null, 2)
    return format === 'markdown' ? changeNotes(diff).trimEnd() : diffText(diff)
  } finally {
    for (const { client } of repositories.values()) client.close()
  }
}

/** An image with its name, or with --image a tag, a digest or a release alone. */
function parse(text: string, image: string | undefined) {
  if (image !== undefined) {
    const name = parseImageName(image)
    const separator = text.startsWith('sha256:') ? '@' : ':'
    const id = releaseId(text)
    if (!text.includes('/'))
      return parseReference(`${name.registry}/${name.repository}${separator}${id ?? text}`)
  }
  if (releaseId(text) !== undefined)
    throw new ConfigurationError(`${text} is a release: name the images with --image REGISTRY/NAME`)
  return parseReference(text)
}
