/** Parses WWW-Authenticate headers (RFC 9110, 11.6.1). */

/** A registry that wants a token of its token server (distribution's token specification). */
export interface BearerChallenge {
  readonly scheme: 'bearer'
  readonly realm: string
  readonly service?: string
  readonly scope?: string
}

/** What a registry asks for. */
export type Challenge = BearerChallenge | { readonly scheme: 'basic' }

/** Longer headers are cut: the time that the expression below takes grows with the square of their length. */
const MAX_LENGTH = 4096

/** A scheme, after a comma or at the beginning; or a parameter, its value quoted or plain. */
const PART = /(?:^|,)[\s,]*([^\s,="]+)(?=\s|,|$)(?!\s*=)|([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi

/** The challenge that we can answer best, of the several that a header may have. */
export function parseChallenge(header = ''): Challenge | undefined {
  const challenges: Record<string, string>[] = []
  for (const [, scheme, key = '', quoted, plain] of header.slice(0, MAX_LENGTH).matchAll(PART)) {
    const last = challenges.at(-1)
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase() })
    else if (last !== undefined) last[key.toLowerCase()] = quoted ?? plain ?? ''
  }
  const bearer = challenges.find(({ scheme, realm }) => scheme === 'bearer' && realm !== undefined)
  if (bearer?.realm !== undefined) {
    return { scheme: 'bearer', realm: bearer.realm, service: bearer.service, scope: bearer.scope }
  }
  return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined
}
