/** The host's platform, proxies and CA certificates, as a build needs them. */
import { access } from 'node:fs/promises'

/** Where distributions keep the bundle of the CAs that the host trusts: Debian, Fedora, openSUSE, Alpine. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** BuildKit's predefined build arguments: never part of an image's history or of the cache key. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'FTP_PROXY']

/**
 * The bundle of the CAs that this host trusts: what its environment names, else the distribution's. An
 * inspecting proxy's CA is in it, where there is one.
 */
export async function hostCaBundle(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const named = [env.SSL_CERT_FILE, env.CURL_CA_BUNDLE, env.REQUESTS_CA_BUNDLE, env.PIP_CERT]
  for (const file of [...named, ...BUNDLES]) {
    if (
      file &&
      (await access(file).then(
        () => true,
        () => false,
      ))
    )
      return file
  }
  return undefined
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
