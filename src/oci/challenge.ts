/** What a registry asks for in WWW-Authenticate (RFC 9110, 11.6.1; distribution's token specification). */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string }

/** Longer ones are cut: the expressions below take a time that grows with the square of it. */
const MAX_LENGTH = 4096

/** The first challenge of a header that we can answer. */
export function parseChallenge(value: string | undefined): Challenge | undefined {
  if (value === undefined) return undefined
  const header = value.slice(0, MAX_LENGTH)
  const bearer = /(?:^|,)\s*bearer\s+(.*)/i.exec(header)?.[1]
  if (bearer === undefined) return /(?:^|,)\s*basic\b/i.test(header) ? { scheme: 'basic' } : undefined
  const values = new Map<string, string>()
  for (const [, key = '', quoted, plain] of bearer.matchAll(/([a-z]+)=(?:"([^"]*)"|([^\s,]+))/gi)) {
    values.set(key.toLowerCase(), quoted ?? plain ?? '')
  }
  const { realm, service, scope } = Object.fromEntries(values)
  if (realm === undefined) return undefined
  return {
    scheme: 'bearer',
    realm,
    ...(service === undefined ? {} : { service }),
    ...(scope === undefined ? {} : { scope }),
  }
}
