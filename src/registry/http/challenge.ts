/** Parses WWW-Authenticate headers. */

/** What a registry asks for in WWW-Authenticate (RFC 9110, 11.6.1; distribution's token specification). */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string }

/** Longer ones are cut: the expression below takes a time that grows with the square of it. */
const MAX_LENGTH = 4096

/** A scheme, after a comma or at the beginning; or a parameter, its value quoted or plain. */
const PART = /(?:^|,)[\s,]*([^\s,="]+)(?=\s|,|$)(?!\s*=)|([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi

/** Of the challenges of a header, which may be several in one, the one that we can answer best. */
export function parseChallenge(value: string | undefined): Challenge | undefined {
  if (value === undefined) return undefined
  const challenges = challengesOf(value.slice(0, MAX_LENGTH))
  for (const { scheme, values } of challenges) {
    const { realm, service, scope } = Object.fromEntries(values)
    if (scheme !== 'bearer' || realm === undefined) continue
    return {
      scheme,
      realm,
      service,
      scope,
    }
  }
  return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined
}

/** Each scheme with the parameters that follow it up to the next one, names in lower case. */
function challengesOf(header: string): { scheme: string; values: Map<string, string> }[] {
  const found: { scheme: string; values: Map<string, string> }[] = []
  for (const [, scheme, key = '', quoted, plain] of header.matchAll(PART)) {
    if (scheme !== undefined) found.push({ scheme: scheme.toLowerCase(), values: new Map() })
    else found.at(-1)?.values.set(key.toLowerCase(), quoted ?? plain ?? '')
  }
  return found
}
