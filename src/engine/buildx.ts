/** Runs docker buildx build. */
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { type Descriptor, descriptorSchema } from '../oci/descriptor.ts'
import { csv } from './csv.ts'

/** What `docker buildx build` is asked for. */
export interface BuildRequest {
  /** The images folder, the build context. */
  readonly context: string
  /** The Dockerfile within it, if not the one at its top. */
  readonly file?: string
  readonly target: string
  /** The engine's own if there is none. */
  readonly platform?: string
  readonly args: Readonly<Record<string, string>>
  /** Named contexts: each replaces the stage or image of its name. */
  readonly contexts: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  /** Secrets by id: the file that holds each. */
  readonly secrets: Readonly<Record<string, string>>
  /** Secrets by id that are no files: their values go to buildx by its environment, see buildEnvironment(). */
  readonly secretValues?: Readonly<Record<string, string>>
  /** Names of environment variables passed as build arguments; their values stay out of the arguments. */
  readonly environment: readonly string[]
  /** File that gets what the build made, in JSON; see builtImage(). */
  readonly metadataFile?: string
  /** Fields of each --output. */
  readonly outputs: readonly Readonly<Record<string, string>>[]
  /** The builder to use; undefined for the current one. */
  readonly builder?: string
  readonly noCache?: boolean
  /** The one stage to run anew whatever is cached. */
  readonly anew?: string
  /** Fields of each --cache-from and --cache-to. */
  readonly cacheFrom?: readonly Readonly<Record<string, string>>[]
  readonly cacheTo?: readonly Readonly<Record<string, string>>[]
}

/**
 * Arguments of docker for a build.
 *
 * Attestations of BuildKit's are off: they carry timestamps, so that an index of the same image has another
 * digest each time. What is known about an image is attached to its digest in the registry instead.
 */
export function buildArguments(request: BuildRequest): string[] {
  const pairs = (option: string, values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`])
  return [
    'buildx',
    'build',
    ...(request.builder === undefined ? [] : ['--builder', request.builder]),
    '--progress=plain',
    '--provenance=false',
    '--sbom=false',
    ...(request.noCache ? ['--no-cache'] : []),
    ...(request.anew === undefined ? [] : ['--no-cache-filter', request.anew]),
    '--file',
    `${request.context}/${request.file ?? 'Dockerfile'}`,
    '--target',
    request.target,
    ...(request.platform === undefined ? [] : ['--platform', request.platform]),
    ...pairs('--build-arg', request.args),
    ...request.environment.flatMap((name) => ['--build-arg', name]),
    ...pairs('--build-context', request.contexts),
    ...pairs('--label', request.labels),
    ...Object.entries(request.secrets).flatMap(([id, src]) => ['--secret', csv({ id, src })]),
    ...Object.keys(request.secretValues ?? {}).flatMap((id) => [
      '--secret',
      csv({ id, env: secretVariable(id) }),
    ]),
    ...(request.metadataFile === undefined ? [] : ['--metadata-file', request.metadataFile]),
    ...request.outputs.flatMap((output) => ['--output', csv(output)]),
    ...(request.cacheFrom ?? []).flatMap((fields) => ['--cache-from', csv(fields)]),
    ...(request.cacheTo ?? []).flatMap((fields) => ['--cache-to', csv(fields)]),
    '--',
    request.context,
  ]
}

/** What buildx is told by its environment: no provenance in its metadata file, which would cost time. */
export const BUILDX_ENVIRONMENT = { BUILDX_METADATA_PROVENANCE: 'disabled' } as const

const metadataSchema = z.object({ 'containerimage.descriptor': descriptorSchema })

/** The manifest of the image that a build made, as its metadata file tells of it. */
export async function builtImage(metadataFile: string): Promise<Descriptor> {
  return metadataSchema.parse(JSON.parse(await readFile(metadataFile, 'utf8')))['containerimage.descriptor']
}

/** The variables that buildx reads a build's secrets from: no argument has their values. */
export function buildEnvironment({ secretValues = {} }: BuildRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(secretValues).map(([id, value]) => [secretVariable(id), value]))
}

function secretVariable(id: string): string {
  return `SPARK_IMAGES_SECRET_${id.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase()}`
}
