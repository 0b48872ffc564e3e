/** Runs docker buildx build, with the proxies and CA certificates of this host. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { type Descriptor, descriptorSchema } from '../oci/descriptor.ts'
import type { Output, RunOptions } from './command.ts'
import type { Docker } from './docker.ts'

/** Such as the fields of an --output, --cache-from or --cache-to. */
type Values = Readonly<Record<string, string>>

export interface BuildRequest {
  readonly context: string
  readonly file?: string
  readonly target?: string
  readonly platform?: string
  readonly args?: Values
  /** Named contexts: each replaces the stage or image of its name. */
  readonly contexts?: Values
  readonly labels?: Values
  /** The build secret of this name; see repositorySecret(). */
  readonly repositories?: string
  readonly outputs: readonly Values[]
  readonly metadataFile?: string
  readonly builder?: string
  readonly noCache?: boolean
  /** The one stage to run anew whatever is cached. */
  readonly anew?: string
  readonly cacheFrom?: readonly Values[]
  readonly cacheTo?: readonly Values[]
}

/** buildx reads the secret from this variable: no argument has its value. */
const SECRET = 'SPARK_IMAGES_SECRET_REPOSITORIES'

/** Runs a build. The caller checks the exit code. */
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
 * Arguments of docker for a build; `caBundle` is the file of the build secret `ca-bundle`. BuildKit's attestations are
 * off: they hold timestamps, so that an index of the same image would have another digest each time.
 */
export function buildArguments(
  request: BuildRequest,
  { caBundle, proxies }: { caBundle?: string; proxies: Values } = { proxies: {} },
): string[] {
  const option = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value])
  const pairs = (name: string, values: Values = {}) =>
    Object.entries(values).flatMap(([key, value]) => [name, `${key}=${value}`])
  const records = (name: string, values: readonly Values[] = []) =>
    values.flatMap((fields) => [name, csv(fields)])
  const secrets: Values[] = [
    ...(caBundle === undefined ? [] : [{ id: 'ca-bundle', src: caBundle }]),
    ...(request.repositories === undefined ? [] : [{ id: 'repositories', env: SECRET }]),
  ]
  return [
    ...['buildx', 'build', '--progress=plain', '--provenance=false', '--sbom=false'],
    ...option('--builder', request.builder),
    ...(request.noCache ? ['--no-cache'] : []),
    ...option('--no-cache-filter', request.anew),
    ...['--file', `${request.context}/${request.file ?? 'Dockerfile'}`],
    ...option('--target', request.target),
    ...option('--platform', request.platform),
    ...pairs('--build-arg', request.args),
    // Their values stay out of the arguments: buildx takes them from its environment.
    ...Object.keys(proxies).flatMap((name) => ['--build-arg', name]),
    ...pairs('--build-context', request.contexts),
    ...pairs('--label', request.labels),
    ...records('--secret', secrets),
    ...option('--metadata-file', request.metadataFile),
    ...records('--output', request.outputs),
    ...records('--cache-from', request.cacheFrom),
    ...records('--cache-to', request.cacheTo),
    ...['--', request.context],
  ]
}

/** A CSV record for buildx (Go's encoding/csv), quoted so that no value can add a field. @throws Error on a line break. */
export function csv(fields: Values): string {
  const quoted = Object.entries(fields).map(([key, value]) => {
    if (/[\r\n]/.test(value)) throw new Error(`a line break in ${key}`)
    return `"${`${key}=${value}`.replaceAll('"', '""')}"`
  })
  return quoted.join(',')
}

const metadataSchema = z.object({ 'containerimage.descriptor': descriptorSchema })

/** The descriptor of the built image's manifest. */
export async function builtImage(metadataFile: string): Promise<Descriptor> {
  return metadataSchema.parse(JSON.parse(await readFile(metadataFile, 'utf8')))['containerimage.descriptor']
}

/** Where Debian, Fedora, openSUSE and Alpine keep the bundle of trusted CAs. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** BuildKit's predefined build arguments, in capitals: never part of an image's history or of the cache key. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'FTP_PROXY']

/** The file of CAs that this host trusts, perhaps with an inspecting proxy's: the environment's, else the distribution's. */
export function hostCaBundle(env: NodeJS.ProcessEnv): string | undefined {
  const named = [env.SSL_CERT_FILE, env.CURL_CA_BUNDLE, env.REQUESTS_CA_BUNDLE, env.PIP_CERT]
  return [...named, ...BUNDLES].find((file) => file !== undefined && existsSync(file))
}

export function hostProxies(env: NodeJS.ProcessEnv): Record<string, string> {
  const values = PROXIES.map((name) => [name, env[name] ?? env[name.toLowerCase()]] as const)
  return Object.fromEntries(values.filter((entry): entry is [string, string] => Boolean(entry[1])))
}

/** The platform that this machine runs images of. */
export const ownPlatform = (): string => `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`
