/** Makes the base image from Debian's packages where it can't be pulled. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildArguments, ownPlatform } from '../engine/buildx.ts'
import { output } from '../engine/command.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import type { Folder } from '../engine/private/folder.ts'
import { deb822, findMirror } from '../engine/private/packages.ts'
import { programEnvironment } from '../engine/private/programs.ts'
import { openLayout } from '../layout/layout.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { MEDIA_TYPES } from '../oci/manifest.ts'
import { parseImageName } from '../oci/reference.ts'
import type { BaseImage } from '../plan/plan.ts'
import { putManifest, resolveTag } from '../registry/manifests.ts'
import { pushImage } from '../registry/push.ts'
import { openRepository, type Repository } from '../registry/repository.ts'

/**
 * In seconds, a time at which no suite that is of use was released: no file is newer, so that the same packages make the
 * same base. mmdebstrap and BuildKit follow this variable (https://reproducible-builds.org/specs/source-date-epoch/).
 */
const EPOCH = { SOURCE_DATE_EPOCH: '1686355200' }

/** Left out as in Debian's own slim images: manuals, translations, and documentation but for licences. */
const SLIM = [
  'exclude=/usr/share/man/*',
  'exclude=/usr/share/info/*',
  'exclude=/usr/share/locale/*',
  'exclude=/usr/share/doc/*',
  'include=/usr/share/doc/*/copyright',
]

/** The suite of a base that can be made here: what it stands for is the image of this name on Docker Hub. */
export function suiteOf(name: string): string | undefined {
  return /^debian:([a-z]+)-slim$/.exec(name)?.[1]
}

/** Stands for a base image until it is made. */
export function unmadeBase(name: string): BaseImage {
  return { name, digest: `sha256:${'0'.repeat(64)}`, reference: name }
}

/** The base image of that name for a platform that the local registry has from an earlier run. */
export async function knownBase(
  name: string,
  registry: string,
  platform: string,
): Promise<BaseImage | undefined> {
  const suite = suiteOf(name)
  const found =
    suite === undefined ? undefined : await resolveTag(baseRepository(registry), tagOf(suite, platform))
  return found === undefined ? undefined : baseAt(name, registry, found.digest)
}

/** Of an image for this machine, or of an index that has one for another platform, too: the builder needs its own. */
function tagOf(suite: string, platform: string): string {
  return platform === ownPlatform() ? `${suite}-slim` : `${suite}-slim-with-${archOf(platform)}`
}

/** Debian and OCI have the same names: https://wiki.debian.org/ArchitectureSpecificsMemo */
const archOf = (platform: string): string => platform.split('/')[1] ?? ''

function baseRepository(registry: string): Repository {
  return openRepository(parseImageName(`${registry}/debian`))
}

function baseAt(name: string, registry: string, digest: string): BaseImage {
  return { name, digest, reference: `${registry}/debian@${digest}` }
}

interface LocalBaseOptions {
  readonly folder: Folder
  readonly docker: Docker
  readonly registry: string
  /** What images are built for: this machine's, or one that it emulates. */
  readonly platform: string
  readonly say: (step: string) => void
}

/**
 * The base image for a machine that can't pull it: made once from Debian's packages, through the mirror that the
 * machine uses, and kept in the local registry.
 * @param name as suiteOf() knows it.
 */
export async function localBase(name: string, options: LocalBaseOptions): Promise<BaseImage> {
  const { registry, platform } = options
  const known = await knownBase(name, registry, platform)
  if (known !== undefined) return known
  const suite = suiteOf(name)
  if (suite === undefined) throw new Error(`${name} cannot be made here`)
  const repository = baseRepository(registry)
  const own = ownPlatform()
  if (platform === own)
    return baseAt(name, registry, (await makeBase(suite, `${suite}-slim`, options)).digest)
  const made = await resolveTag(repository, `${suite}-slim`)
  const images = [
    { ...(made ?? (await makeBase(suite, `${suite}-slim`, { ...options, platform: own }))), platform: own },
    { ...(await makeBase(suite, `${suite}-slim-${archOf(platform)}`, options)), platform },
  ]
  const manifests = images.map((image) => ({
    ...image,
    platform: { os: 'linux', architecture: archOf(image.platform) },
  }))
  const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests }
  const bytes = Buffer.from(JSON.stringify(index))
  const { digest } = await putManifest(repository, tagOf(suite, platform), bytes, MEDIA_TYPES.index)
  return baseAt(name, registry, digest)
}

async function makeBase(
  suite: string,
  tag: string,
  { folder, docker, registry, platform, say }: LocalBaseOptions,
): Promise<Descriptor> {
  const isForeign = platform !== ownPlatform()
  say(`making debian:${suite}-slim from Debian's packages${isForeign ? ` for ${platform}` : ''}`)
  const work = path.join(folder.run, `base-${tag}`)
  await rm(work, { recursive: true, force: true })
  await mkdir(path.join(work, 'tmp'), { recursive: true })
  await makeRootfs(folder, { suite, work, platform })
  await writeFile(path.join(work, 'Dockerfile'), 'FROM scratch\nADD rootfs.tar /\nCMD ["bash"]\n')
  const image = path.join(work, 'image')
  const outputs = [{ type: 'oci', tar: 'false', dest: image }]
  await dockerOutput(docker, buildArguments({ context: work, outputs, platform, args: EPOCH }))
  const layout = await openLayout(image)
  await pushImage(layout, baseRepository(registry), tag)
  await rm(work, { recursive: true })
  return layout.manifest.descriptor
}

async function makeRootfs(
  folder: Folder,
  { suite, work, platform }: { suite: string; work: string; platform: string },
): Promise<void> {
  const { main, security } = await findMirror(folder)
  const sources = path.join(work, 'debian.sources')
  const updates = security === undefined ? [] : [{ uri: security, suites: [`${suite}-security`] }]
  await writeFile(sources, deb822([{ uri: main, suites: [suite, `${suite}-updates`] }, ...updates]))
  const args = [
    '--quiet',
    '--mode=root',
    // What runs foreign programs is set up already.
    ...(platform === ownPlatform() ? [] : [`--architectures=${archOf(platform)}`, '--skip=check/qemu']),
    // Essential packages and apt. A merged /usr from the start: the package that would merge it needs perl.
    '--variant=apt',
    '--include=usr-is-merged',
    `--hook-dir=${folder.programs}/usr/share/mmdebstrap/hooks/merged-usr`,
    ...SLIM.map((rule) => `--dpkgopt=path-${rule}`),
    suite,
    path.join(work, 'rootfs.tar'),
    sources,
  ]
  // What it mounts goes with it, even when it is killed.
  const confined = ['--mount', '--propagation', 'private', '--', 'mmdebstrap', ...args]
  const env = { ...programEnvironment(folder), ...EPOCH, TMPDIR: path.join(work, 'tmp') }
  await output('unshare', confined, { env })
}
