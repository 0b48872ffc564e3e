/** The host's platform, proxies and CA certificates, as a build needs them. */
import { existsSync } from 'node:fs'

/** Where Debian, Fedora, openSUSE and Alpine keep the bundle of trusted CAs. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** BuildKit's predefined build arguments: never part of an image's history or of the cache key. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'FTP_PROXY']

/**
 * The bundle of CAs that this host trusts, perhaps with an inspecting proxy's: the one that the environment names, else
 * the distribution's.
 */
export function hostCaBundle(env: NodeJS.ProcessEnv): string | undefined {
  const named = [env.SSL_CERT_FILE, env.CURL_CA_BUNDLE, env.REQUESTS_CA_BUNDLE, env.PIP_CERT]
  return [...named, ...BUNDLES].find((file) => file !== undefined && existsSync(file))
}

/** The proxy variables set in `env`, in capitals as BuildKit predefines them, with their values. */
export function hostProxies(env: NodeJS.ProcessEnv): Record<string, string> {
  const values = PROXIES.map((name) => [name, env[name] ?? env[name.toLowerCase()]] as const)
  return Object.fromEntries(values.filter((entry): entry is [string, string] => Boolean(entry[1])))
}

/** The platform that this machine runs images of. */
export function ownPlatform(): string {
  return `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`
}
