/** Runs docker buildx build. */
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { type Descriptor, descriptorSchema } from '../oci/descriptor.ts'
import type { Output, RunOptions } from './command.ts'
import type { Docker } from './docker.ts'
import { hostCaBundle, hostProxies } from './host.ts'

type Values = Readonly<Record<string, string>>

/** What `docker buildx build` is asked for. */
export interface BuildRequest {
  readonly context: string
  /** The Dockerfile within it; `Dockerfile` by default. */
  readonly file?: string
  /** The stage to build; the last one by default. */
  readonly target?: string
  readonly platform?: string
  readonly args?: Values
  /** Named contexts: each replaces the stage or image of its name. */
  readonly contexts?: Values
  readonly labels?: Values
  /** The build secret of this name; see repositorySecret(). */
  readonly repositories?: string
  /** Fields of each --output. */
  readonly outputs: readonly Values[]
  /** File for what the build made, in JSON; see builtImage(). */
  readonly metadataFile?: string
  /** The builder to use; the current one by default. */
  readonly builder?: string
  readonly noCache?: boolean
  /** The one stage to run anew whatever is cached. */
  readonly anew?: string
  /** Fields of each --cache-from and --cache-to. */
  readonly cacheFrom?: readonly Values[]
  readonly cacheTo?: readonly Values[]
}

/** The variable that buildx reads the secret from: no argument has its value. */
const SECRET = 'SPARK_IMAGES_SECRET_REPOSITORIES'

/** What a build's downloads need from the host. */
export interface HostNetwork {
  /** File of the CAs that the host trusts; the build gets it as the secret `ca-bundle`. */
  readonly caBundle?: string
  /** The host's proxies, by the names of BuildKit's predefined build arguments. */
  readonly proxies: Values
}

/** Runs a build, with the CAs and proxies of this host. The caller checks the exit code. */
export function runBuildx(
  docker: Docker,
  request: BuildRequest,
  env: NodeJS.ProcessEnv,
  options?: RunOptions,
): Promise<Output> {
  const proxies = hostProxies(env)
  return docker(buildArguments(request, { caBundle: hostCaBundle(env), proxies }), {
    ...options,
    // Provenance in the metadata file would cost time.
    env: { ...proxies, [SECRET]: request.repositories, BUILDX_METADATA_PROVENANCE: 'disabled' },
  })
}

/**
 * Arguments of docker for a build.
 *
 * BuildKit's attestations are off: they hold timestamps, so that an index of the same image would have another
 * digest each time. What is known about an image is attached to its digest in the registry instead.
 */
export function buildArguments(
  request: BuildRequest,
  { caBundle, proxies }: HostNetwork = { proxies: {} },
): string[] {
  const option = (name: string, value: string | undefined): string[] =>
    value === undefined ? [] : [name, value]
  const pairs = (name: string, values: Values = {}): string[] =>
    Object.entries(values).flatMap(([key, value]) => [name, `${key}=${value}`])
  const records = (name: string, values: readonly Values[] = []): string[] =>
    values.flatMap((fields) => [name, csv(fields)])
  return [
    'buildx',
    'build',
    ...option('--builder', request.builder),
    '--progress=plain',
    '--provenance=false',
    '--sbom=false',
    ...(request.noCache ? ['--no-cache'] : []),
    ...option('--no-cache-filter', request.anew),
    '--file',
    `${request.context}/${request.file ?? 'Dockerfile'}`,
    ...option('--target', request.target),
    ...option('--platform', request.platform),
    ...pairs('--build-arg', request.args),
    // Their values stay out of the arguments: buildx takes them from its environment.
    ...Object.keys(proxies).flatMap((name) => ['--build-arg', name]),
    ...pairs('--build-context', request.contexts),
    ...pairs('--label', request.labels),
    ...records('--secret', caBundle === undefined ? [] : [{ id: 'ca-bundle', src: caBundle }]),
    ...records('--secret', request.repositories === undefined ? [] : [{ id: 'repositories', env: SECRET }]),
    ...option('--metadata-file', request.metadataFile),
    ...records('--output', request.outputs),
    ...records('--cache-from', request.cacheFrom),
    ...records('--cache-to', request.cacheTo),
    '--',
    request.context,
  ]
}

/**
 * One CSV record as buildx reads its --output, --secret and --cache-* values (Go's encoding/csv): every
 * field quoted, so that no value can add a field of its own.
 * @throws Error on a line break, which no such value needs.
 */
export function csv(fields: Values): string {
  return Object.entries(fields)
    .map(([key, value]) => {
      if (/[\r\n]/.test(value)) throw new Error(`a line break in ${key}`)
      return `"${`${key}=${value}`.replaceAll('"', '""')}"`
    })
    .join(',')
}

const metadataSchema = z.object({ 'containerimage.descriptor': descriptorSchema })

/** Reads the descriptor of the built image's manifest from a build's metadata file. */
export async function builtImage(metadataFile: string): Promise<Descriptor> {
  return metadataSchema.parse(JSON.parse(await readFile(metadataFile, 'utf8')))['containerimage.descriptor']
}
