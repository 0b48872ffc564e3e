/** Image names and tags, and where a registry has its API. */
import { ConfigurationError } from '../errors.ts'
import { shorten } from '../text.ts'
import { isDigest } from './digest.ts'

/** A repository in a registry, in full: `spark` is {registry: 'docker.io', repository: 'library/spark'}. */
export interface ImageName {
  /** host or host:port, as in image names; see apiUrl() for where its API is. */
  readonly registry: string
  readonly repository: string
}

// OCI distribution-spec, "Pulling manifests": what a <name> and a <reference> are made of.
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`)
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

// Docker's distribution/reference: the host of an image name.
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?'
const HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::(?!0+$)[0-9]{1,5})?$`)
const MAX_LENGTH = 255

/**
 * Parses the name of an image, completing it as Docker does: without a host it is Docker Hub's, and there
 * without an owner `library`'s.
 * @throws ConfigurationError that says what is wrong and what to write instead, also for a tag or a digest.
 */
export function parseImageName(text: string): ImageName {
  const scheme = /^[a-z]+:\/\//i.exec(text)?.[0]
  if (scheme !== undefined) throw wrong(text, `an image name has no ${scheme}`, text.slice(scheme.length))
  const [beforeAt = '', afterAt] = text.split(/@(.*)/s)
  if (afterAt?.includes('/')) {
    // Not shown: what stands before it may be a password.
    throw new ConfigurationError('an image name has no @ before a /: credentials are given by themselves')
  }
  if (afterAt !== undefined) throw wrong(text, 'an image name has no digest', beforeAt)
  const colon = text.lastIndexOf(':')
  if (colon > text.lastIndexOf('/') && !text.endsWith(']')) {
    throw wrong(text, 'an image name has no tag', text.slice(0, colon))
  }
  const slash = text.indexOf('/')
  const first = slash < 0 ? '' : text.slice(0, slash)
  // Docker's rule for whether what stands before the first slash is a host, but for capitals alone: in the
  // lower case that hosts are written in here, it would be an owner.
  const isHost = /[.:]/.test(first) || first.toLowerCase() === 'localhost'
  const registry = isHost ? checkHost(text, first) : 'docker.io'
  const path = isHost ? text.slice(slash + 1) : text
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path
  checkRepository(text, path)
  if (registry.length + 1 + repository.length > MAX_LENGTH) {
    throw wrong(text.slice(0, 40), `an image name has at most ${MAX_LENGTH} characters`)
  }
  return { registry, repository }
}

/** registry/repository, in full; parseImageName() gives the same name back. */
export function formatImageName({ registry, repository }: ImageName): string {
  return `${registry}/${repository}`
}

/** The repository that has `image` as the last part of its name: same registry, same owner. */
export function sibling({ registry, repository }: ImageName, image: string | undefined): ImageName {
  return { registry, repository: image === undefined ? repository : repository.replace(/[^/]+$/, image) }
}

/**
 * Parses an image with what names it in its repository: `name:tag`, `name@sha256:…`, or both, when the digest counts. By
 * default that is `latest`.
 * @throws ConfigurationError as parseImageName(), checkTag(), and for another digest.
 */
export function parseReference(text: string): { image: ImageName; reference: string } {
  const [tagged = '', digest] = text.split('@')
  const [, name = tagged, tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(tagged) ?? []
  if (digest !== undefined && !isDigest(digest))
    throw new ConfigurationError(`${show(text)}: a digest is sha256: and 64 hex digits`)
  return { image: parseImageName(name), reference: digest ?? checkTag(tag) }
}

/** The tag, if it is one by the distribution-spec's grammar. @throws ConfigurationError otherwise. */
export function checkTag(tag: string): string {
  if (TAG.test(tag)) return tag
  const rule = 'a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _'
  throw new ConfigurationError(`${show(tag)} is not a tag: ${rule}`)
}

/** Where a registry's API is: Docker Hub's on a host of its own, one on this machine over plain HTTP, others over HTTPS. */
export function apiUrl(registry: string): URL {
  if (registry === 'docker.io') return new URL('https://registry-1.docker.io')
  const url = new URL(`https://${registry}`)
  // By a new URL: a scheme set afterwards would lose a port that is the first one's default.
  return isLoopback(url.hostname) ? new URL(`http://${registry}`) : url
}

/** Whether a host name of a URL is this machine's own: 127.0.0.0/8, localhost or ::1. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

function checkHost(text: string, host: string): string {
  // The URL parser has the last word: 1.2.3.256, [:::] and the port 65536 look like those of hosts here.
  if (!HOST.test(host) || !URL.canParse(`https://${host}`)) {
    throw wrong(text, `${show(host)} is not a host, like ghcr.io or localhost:5000`)
  }
  const lower = host.toLowerCase()
  return lower === 'index.docker.io' ? 'docker.io' : lower
}

function checkRepository(text: string, path: string): void {
  if (REPOSITORY.test(path)) return
  if (text === '') throw wrong(text, 'it is empty', 'ghcr.io/OWNER/spark')
  if (path !== path.toLowerCase() && REPOSITORY.test(path.toLowerCase())) {
    throw wrong(text, 'an image name is in lower case', text.toLowerCase())
  }
  const rule = 'between slashes it is made of a-z 0-9, with single . _ or - inside'
  throw wrong(text, `${show(path)} is not a repository name: ${rule}`)
}

function wrong(text: string, problem: string, instead?: string): ConfigurationError {
  const advice = instead === undefined ? '' : `; write ${show(instead)}`
  return new ConfigurationError(`${show(text)} is not an image name: ${problem}${advice}`)
}

/** Quoted and cut, control characters escaped: the text comes from outside and goes into logs. */
function show(text: string): string {
  return JSON.stringify(shorten(text, 100))
}
