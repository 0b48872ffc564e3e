/** Makes the base image from Debian's packages where it can't be pulled. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildArguments } from '../engine/buildx.ts'
import { output } from '../engine/command.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import type { Folder } from '../engine/private/folder.ts'
import { deb822, findMirror } from '../engine/private/packages.ts'
import { programEnvironment } from '../engine/private/programs.ts'
import { openLayout } from '../layout/layout.ts'
import { parseImageName } from '../oci/reference.ts'
import type { BaseImage } from '../plan/plan.ts'
import { resolveTag } from '../registry/manifests.ts'
import { pushImage } from '../registry/push.ts'
import { openRepository, type Repository } from '../registry/repository.ts'

/** The one base that can be made here: what it stands for is the image of this name on Docker Hub. */
export const LOCAL_BASE = 'debian:bookworm-slim'
const SUITE = 'bookworm'
const TAG = `${SUITE}-slim`
/**
 * When the suite was released, in seconds: no file is newer, so that the same packages make the same base. mmdebstrap and
 * BuildKit follow this variable (https://reproducible-builds.org/specs/source-date-epoch/).
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

/** The base image that the local registry has from an earlier run. */
export async function knownBase(registry: string): Promise<BaseImage | undefined> {
  const found = await resolveTag(baseRepository(registry), TAG)
  return found === undefined ? undefined : baseAt(registry, found.digest)
}

function baseRepository(registry: string): Repository {
  return openRepository(parseImageName(`${registry}/debian`))
}

function baseAt(registry: string, digest: string): BaseImage {
  return { name: LOCAL_BASE, digest, reference: `${registry}/debian@${digest}` }
}

/**
 * The base image for a machine that can't pull it: made once from Debian's packages, through the mirror that the
 * machine uses, and kept in the local registry.
 */
export async function localBase(
  folder: Folder,
  docker: Docker,
  registry: string,
  say: (step: string) => void,
): Promise<BaseImage> {
  const known = await knownBase(registry)
  if (known !== undefined) return known
  say(`making ${LOCAL_BASE} from Debian's packages`)
  const work = path.join(folder.run, 'base')
  await rm(work, { recursive: true, force: true })
  await mkdir(path.join(work, 'tmp'), { recursive: true })
  await makeRootfs(folder, work)
  await writeFile(path.join(work, 'Dockerfile'), 'FROM scratch\nADD rootfs.tar /\nCMD ["bash"]\n')
  const image = path.join(work, 'image')
  const outputs = [{ type: 'oci', tar: 'false', dest: image }]
  await dockerOutput(docker, buildArguments({ context: work, outputs, args: EPOCH }))
  const { digest } = await pushImage(await openLayout(image), baseRepository(registry), TAG)
  await rm(work, { recursive: true })
  return baseAt(registry, digest)
}

async function makeRootfs(folder: Folder, work: string): Promise<void> {
  const { main, security } = await findMirror(folder)
  const sources = path.join(work, 'debian.sources')
  const updates = security === undefined ? [] : [{ uri: security, suites: [`${SUITE}-security`] }]
  await writeFile(sources, deb822([{ uri: main, suites: [SUITE, `${SUITE}-updates`] }, ...updates]))
  const args = [
    '--quiet',
    '--mode=root',
    // Essential packages and apt. A merged /usr from the start: the package that would merge it needs perl.
    '--variant=apt',
    '--include=usr-is-merged',
    `--hook-dir=${folder.programs}/usr/share/mmdebstrap/hooks/merged-usr`,
    ...SLIM.map((rule) => `--dpkgopt=path-${rule}`),
    SUITE,
    path.join(work, 'rootfs.tar'),
    sources,
  ]
  // What it mounts goes with it, even when it is killed.
  const confined = ['--mount', '--propagation', 'private', '--', 'mmdebstrap', ...args]
  const env = { ...programEnvironment(folder), ...EPOCH, TMPDIR: path.join(work, 'tmp') }
  await output('unshare', confined, { env })
}
