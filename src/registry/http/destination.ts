/**
 * The one rule for where a request may go. Registries send us elsewhere by redirects, upload locations, token realms and
 * links to further pages, and a hostile or broken one could so reach servers that only this machine can reach.
 */
import { BlockList, isIP } from 'node:net'
import { RegistryError } from '../../errors.ts'

/** Kinds of address literals, the most local first. Names are not resolved: a company's registry may be anywhere. */
const KINDS = [
  { name: 'a loopback address', addresses: subnets('127.0.0.0/8 0.0.0.0/8 ::1/128 ::/128') },
  { name: 'a link-local address', addresses: subnets('169.254.0.0/16 fe80::/10') },
  {
    name: 'a private address',
    addresses: subnets(
      '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7 fec0::/10 64:ff9b:1::/48',
    ),
  },
]

function subnets(ranges: string): BlockList {
  const list = new BlockList()
  for (const range of ranges.split(' ').flatMap((each) => [each, ...embedded(each)])) {
    const [network = '', prefix] = range.split('/')
    list.addSubnet(network, Number(prefix), isIP(network) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/**
 * The IPv6 addresses that stand for a range of IPv4: compatible and mapped ones (RFC 4291), translated by NAT64 (RFC
 * 6052, RFC 2765) or reached by 6to4 (RFC 3056).
 */
function embedded(range: string): string[] {
  const [network = '', prefix] = range.split('/')
  if (isIP(network) !== 4) return []
  const at96 = ['::', '::ffff:', '::ffff:0:', '64:ff9b::'].map(
    (before) => `${before}${network}/${96 + Number(prefix)}`,
  )
  const [a = 0, b = 0, c = 0, d = 0] = network.split('.').map(Number)
  const groups = [a * 256 + b, c * 256 + d].map((group) => group.toString(16))
  return [...at96, `2002:${groups.join(':')}::/${16 + Number(prefix)}`]
}

/** The kind of a host, as an index of KINDS; undefined for public addresses and names but localhost. */
function kindOf({ hostname }: URL): number | undefined {
  // URL parsing has made all spellings of an IPv4 address one, such as 0x7f.1 and 2130706433.
  const host = hostname.replace(/^\[|\]$|\.$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost')) return 0
  const version = isIP(host)
  if (version === 0) return undefined
  const kind = KINDS.findIndex(({ addresses }) => addresses.check(host, version === 4 ? 'ipv4' : 'ipv6'))
  return kind < 0 ? undefined : kind
}

/**
 * Checks where a registry sends us from a URL of its own or one that it sent us to: never from HTTPS to HTTP, and never to
 * a loopback, link-local or private address literal unless the registry's own address is of that kind. A registry on the
 * loopback interface may lead to private addresses too.
 * @throws RegistryError naming the host that is off limits.
 */
export function checkDestination(url: URL, from: URL, registry: URL): void {
  const refuse = (problem: string): RegistryError =>
    new RegistryError(`${registry.host} leads to ${url.host}, which ${problem}: no request goes there`)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse(`is ${url.protocol} and not https:`)
  if (url.protocol === 'http:' && from.protocol === 'https:') throw refuse('is without TLS')
  const kind = kindOf(url)
  const own = kindOf(registry)
  if (kind === undefined || kind === own || (own === 0 && kind === 2)) return
  throw refuse(`is ${KINDS[kind]?.name}, and ${registry.hostname} is none`)
}
