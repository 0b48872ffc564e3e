/** Credentials of the catalog's Maven and Python repositories. */
import { nearestName } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'

export interface HostCredentials {
  readonly host: string
  readonly username: string
  readonly password: string
}

/**
 * Parses credentials of repositories: a line `HOST USER PASSWORD` for each; HOST may have a port.
 * @throws ConfigurationError for a line that is not one, without its text.
 */
export function parseCredentials(text: string): HostCredentials[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, index) => {
      const [host, username, password, ...rest] = line.split(/\s+/)
      if (host === undefined || username === undefined || password === undefined || rest.length > 0) {
        throw new ConfigurationError(
          `the credentials of repositories are lines of "HOST USER PASSWORD"; line ${index + 1} is not one`,
        )
      }
      return { host, username, password }
    })
}

/**
 * The build secret that tells the fetching steps which repositories to ask, with credentials: JSON as
 * images/build/repositories.py reads it. Undefined when the catalog names none.
 * @throws ConfigurationError for credentials of a host that the catalog does not name.
 */
export function repositorySecret(
  { repositories: { maven, pypi, public: open } }: Catalog,
  credentials: readonly HostCredentials[],
): string | undefined {
  const urls = [...maven, ...pypi]
  const hosts = [...new Set(urls.flatMap(hostsOf))]
  const stray = credentials.find(({ host }) => !hosts.includes(host))?.host
  if (stray !== undefined) {
    throw new ConfigurationError(
      `there are credentials for ${stray}, which is no host of the catalog's repositories${nearestName(stray, hosts)}`,
    )
  }
  if (urls.length === 0 && open) return undefined
  const withCredentials = (url: string): object => {
    const found = credentials.find(({ host }) => hostsOf(url).includes(host))
    return { url, username: found?.username, password: found?.password }
  }
  return JSON.stringify({ maven: maven.map(withCredentials), pypi: pypi.map(withCredentials), public: open })
}

/** How a repository's host is named: with its port, if the address has one, and without. */
export function hostsOf(url: string): string[] {
  const { host, hostname } = new URL(url)
  return [host, hostname]
}
