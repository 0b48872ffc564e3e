/** What a registry asks for in WWW-Authenticate (RFC 9110, 11.6.1; distribution's token specification). */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string }

/** The first challenge of a header that we can answer. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined) return undefined
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
