/** The folder that a release leaves its values to deploy with in, and the manifests that they are made from. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ImageName } from '../oci/reference.ts'
import { type Deployment, deployFiles, deploymentsOf } from './deploy.ts'
import type { ReleaseResult } from './session.ts'

/**
 * Writes the values of a release into a folder, which has nothing else afterwards.
 * @param images the images folder of the action, beside which its docs are
 */
export async function writeDeployments(
  { moves }: Pick<ReleaseResult, 'moves'>,
  image: ImageName,
  images: string,
  folder: string,
): Promise<Deployment[]> {
  const deployments = deploymentsOf(
    moves,
    image,
    await readManifests(path.join(images, '../docs/kubernetes')),
  )
  await rm(folder, { recursive: true, force: true })
  for (const [file, text] of deployFiles(deployments)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true })
    await writeFile(path.join(folder, file), text)
  }
  return deployments
}

/** A copy of the action may be without its docs: then there are no manifests. */
async function readManifests(folder: string): Promise<Map<string, string>> {
  if (!existsSync(folder)) return new Map()
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yml')).sort()
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
    ),
  )
}
