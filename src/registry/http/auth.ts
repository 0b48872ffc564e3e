/** Keeps tokens and passwords for one registry, and gives the Authorization header of a request. */
import { type BearerChallenge, type Challenge, parseChallenge } from './challenge.ts'
import { basic, type Credentials, secretsOf } from './credentials.ts'
import { fetchToken, type Token } from './token.ts'
import type { Transport } from './transport.ts'

/** Gives the credentials; looked up anew when asked for `again`, as those of some helpers expire. */
export type CredentialSource = (again?: boolean) => Promise<Credentials | undefined>

/**
 * Authorization for one registry: learns from its challenge how it wants to be asked, and keeps tokens by
 * scope until shortly before they expire.
 * See https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/.
 */
export class Authorizer {
  readonly #registry: string
  readonly #transport: Transport
  readonly #credentials: CredentialSource
  readonly #secrets: Set<string>
  readonly #tokens = new Map<string, Promise<Token>>()
  /** The scopes that the registry itself named, by those of the request. */
  readonly #asked = new Map<string, readonly string[]>()
  #challenge: Challenge | undefined

  /** `registry` names it in messages, which `secrets` are to be kept out of. */
  constructor(
    registry: string,
    transport: Transport,
    credentials: CredentialSource,
    secrets: readonly string[],
  ) {
    this.#registry = registry
    this.#transport = transport
    this.#credentials = credentials
    this.#secrets = new Set(secrets)
  }

  /** The Authorization header for requests of these scopes, as far as the registry's way is known. */
  async header(scopes: readonly string[]): Promise<string | undefined> {
    const challenge = this.#challenge
    if (challenge === undefined) return undefined
    if (challenge.scheme === 'basic') return basic(await this.#known())
    const key = scopes.join(' ')
    const known = this.#tokens.get(key)
    const token = known && (await known)
    if (token !== undefined && token.expires > Date.now()) return `Bearer ${token.value}`
    // The first to find it expired renews it, and others wait for that.
    if (known !== undefined && this.#tokens.get(key) === known) this.#tokens.delete(key)
    const { value } = await (this.#tokens.get(key) ?? this.#renew(key, challenge, scopes))
    return `Bearer ${value}`
  }

  /**
   * Takes note of a 401 response. Its token, if any, is forgotten.
   * @param asked the response's WWW-Authenticate
   * @param used the Authorization header that it was given for
   * @returns whether asking again, with a new header, makes sense
   */
  async learn(
    asked: string | undefined,
    scopes: readonly string[],
    used: string | undefined,
  ): Promise<boolean> {
    const challenge = parseChallenge(asked)
    if (challenge === undefined) return false
    this.#challenge = challenge
    if (challenge.scheme === 'bearer') {
      const key = scopes.join(' ')
      if (challenge.scope) this.#asked.set(key, challenge.scope.split(' ').map(inOrder))
      // Others may have renewed it in the meantime.
      if (used !== undefined && `Bearer ${(await this.#tokens.get(key))?.value}` === used) {
        this.#tokens.delete(key)
      }
      return true
    }
    const header = basic(await this.#known())
    if (header === undefined) return false
    // A password that a helper gives may live for hours only, as ECR's does.
    return header !== used || basic(await this.#known(true)) !== used
  }

  /** Everything secret that was given, used or got so far, to be kept out of messages. */
  get secrets(): readonly string[] {
    return [...this.#secrets]
  }

  async #known(again?: boolean): Promise<Credentials | undefined> {
    const credentials = await this.#credentials(again)
    for (const secret of secretsOf(credentials)) this.#secrets.add(secret)
    return credentials
  }

  /** One request for all that wait for the same token. */
  #renew(key: string, challenge: BearerChallenge, scopes: readonly string[]): Promise<Token> {
    const renewed = this.#fetch(key, challenge, scopes)
    this.#tokens.set(key, renewed)
    renewed.catch(() => {
      if (this.#tokens.get(key) === renewed) this.#tokens.delete(key)
    })
    return renewed
  }

  async #fetch(key: string, challenge: BearerChallenge, scopes: readonly string[]): Promise<Token> {
    // The registry's own idea of the scope may be another, where repositories are known by other names.
    const all = [...new Set([...scopes, ...(this.#asked.get(key) ?? [])])]
    const token = await fetchToken(this.#transport, this.#registry, challenge, all, await this.#known())
    this.#secrets.add(token.value)
    return token
  }
}

/** A scope with its actions in order: distribution names them in one that changes from answer to answer. */
function inOrder(scope: string): string {
  const [, resource = '', actions = scope] = /^(.*:)([^:]*)$/.exec(scope) ?? []
  return resource + actions.split(',').sort().join(',')
}
