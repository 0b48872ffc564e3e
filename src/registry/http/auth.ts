/** Keeps tokens and passwords for one registry, and gives the Authorization header of a request. */
import { basic, type Credentials, findCredentials, secretsOf } from './credentials.ts'
import { type BearerChallenge, type Challenge, fetchToken, parseChallenge, type Token } from './token.ts'
import type { Transport } from './transport.ts'

/** Learns from challenges how the registry wants to be asked, and keeps tokens by scope until shortly before they expire. */
export class Authorizer {
  /** Everything secret that was given, used or got so far, to be kept out of messages. */
  readonly secrets: Set<string>
  readonly #registry: string
  readonly #transport: Transport
  readonly #env: NodeJS.ProcessEnv | undefined
  readonly #given: Credentials | undefined
  #found: Promise<Credentials | undefined> | undefined
  readonly #tokens = new Map<string, Promise<Token>>()
  /** The scopes that the registry itself named, by those of the request. */
  readonly #asked = new Map<string, readonly string[]>()
  #challenge: Challenge | undefined

  constructor(registry: string, transport: Transport, given?: Credentials, env?: NodeJS.ProcessEnv) {
    this.#registry = registry
    this.#transport = transport
    this.#given = given
    this.#env = env
    this.secrets = new Set(secretsOf(given))
  }

  /** The given credentials, or Docker's; these are looked up `again` when asked for, as those of some helpers expire. */
  async credentials(again = false): Promise<Credentials | undefined> {
    if (this.#given !== undefined) return this.#given
    if (this.#found === undefined || again) this.#found = findCredentials(this.#registry, this.#env)
    const credentials = await this.#found
    for (const secret of secretsOf(credentials)) this.secrets.add(secret)
    return credentials
  }

  /** The Authorization header for requests of these scopes, as far as the registry's way is known. */
  async header(scopes: readonly string[]): Promise<string | undefined> {
    const challenge = this.#challenge
    if (challenge === undefined) return undefined
    if (challenge.scheme === 'basic') return basic(await this.credentials())
    const key = scopes.join(' ')
    const known = this.#tokens.get(key)
    const token = await known
    if (token !== undefined && token.expires > Date.now()) return `Bearer ${token.value}`
    // The first to find it expired renews it, and others wait for that.
    if (this.#tokens.get(key) === known) this.#tokens.delete(key)
    const renewed = this.#tokens.get(key) ?? this.#fetch(key, challenge, scopes)
    this.#tokens.set(key, renewed)
    try {
      return `Bearer ${(await renewed).value}`
    } catch (error) {
      if (this.#tokens.get(key) === renewed) this.#tokens.delete(key)
      throw error
    }
  }

  /**
   * Takes note of the WWW-Authenticate of a 401 response to the header `used`, whose token, if any, is forgotten.
   * @returns whether asking again, with a new header, makes sense
   */
  async learn(asked: string | undefined, scopes: readonly string[], used?: string): Promise<boolean> {
    const challenge = parseChallenge(asked)
    if (challenge === undefined) return false
    this.#challenge = challenge
    if (challenge.scheme === 'basic') {
      const header = basic(await this.credentials())
      if (header === undefined) return false
      // A password that a helper gives may live for hours only, as ECR's does.
      return header !== used || basic(await this.credentials(true)) !== used
    }
    const key = scopes.join(' ')
    if (challenge.scope) this.#asked.set(key, challenge.scope.split(' ').map(inOrder))
    // Others may have renewed it in the meantime.
    if (used !== undefined && `Bearer ${(await this.#tokens.get(key))?.value}` === used) {
      this.#tokens.delete(key)
    }
    return true
  }

  async #fetch(key: string, challenge: BearerChallenge, scopes: readonly string[]): Promise<Token> {
    // The registry's own idea of the scope may be another, where repositories are known by other names.
    const all = [...new Set([...scopes, ...(this.#asked.get(key) ?? [])])]
    const token = await fetchToken(this.#transport, this.#registry, challenge, all, await this.credentials())
    this.secrets.add(token.value)
    return token
  }
}

/** A scope with its actions in order: distribution names them in one that changes from answer to answer. */
function inOrder(scope: string): string {
  const [, resource = '', actions = scope] = /^(.*:)([^:]*)$/.exec(scope) ?? []
  return resource + actions.split(',').sort().join(',')
}
