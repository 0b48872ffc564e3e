/** Words errors for who may not do something: what was refused, to whom, and what to do about it. */
import { RegistryError } from '../../errors.ts'
import type { Credentials } from './credentials.ts'

/** A request that a registry or its token server refused. */
export interface Refused {
  readonly registry: string
  readonly credentials: Credentials | undefined
  readonly scopes: readonly string[]
  readonly status: number
  /** What the answer says for people; may be empty. */
  readonly said: string
}

/** The scopes in a message are cut here: some are the registry's own words. */
const MAX_SCOPES = 300

/**
 * The error for a refused request.
 * @param what `credentials` that are missing or wrong, a `right` that they lack at the registry, or a `token` that the
 *   token server does not give although it knows who is asking
 */
export function refusal(what: 'credentials' | 'right' | 'token', refused: Refused): RegistryError {
  const { registry, credentials, scopes, status, said } = refused
  const isAnonymous = credentials === undefined
  const answer = `(${status}${said === '' ? '' : `, saying ${JSON.stringify(said)}`})`
  const login = `give username and password, or run docker login ${registry}`
  const asked = scopes.join(' ').slice(0, MAX_SCOPES)
  const [, name = '?', actions = 'pull'] = /^repository:(.*):([a-z,]+)$/.exec(scopes[0] ?? '') ?? []
  const writes = actions.includes('push')
  const onGitHub = registry === 'ghcr.io' ? ` (on GitHub: ${permission(writes)} for the job)` : ''
  const whose = isAnonymous ? 'without credentials' : 'with the credentials that it was given'
  const texts = {
    credentials: isAnonymous
      ? `wants to know who is asking ${answer} and there are no credentials for it: ${login}`
      : `refuses ${nameOf(credentials)} ${answer}: ${login}`,
    right: `doesn't let us ${writes ? 'write to' : 'read'} ${name} ${whose} ${answer}: they need the right to ${actions}${onGitHub}`,
    token: isAnonymous
      ? `refused a token for ${asked} ${whose} ${answer}: use an account that has this right: ${login}${onGitHub}`
      : `refused a token for ${asked} for ${nameOf(credentials)} ${answer}: use an account that has this right${onGitHub}`,
  }
  return new RegistryError(`${registry} ${texts[what]}`, {
    // A 401 to a token that credentials got says "not you" as well.
    status: what === 'credentials' ? status : 403,
    refused: isAnonymous ? 'anonymous' : 'credentials',
  })
}

const permission = (writes: boolean): string => `permissions: packages: ${writes ? 'write' : 'read'}`

function nameOf(credentials: Credentials): string {
  return 'username' in credentials ? `the credentials of ${credentials.username}` : 'the identity token'
}
