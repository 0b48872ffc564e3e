/** Says which hosts need no proxy, and which CAs are trusted, as Docker and the builds see it. */
import { readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import tls from 'node:tls'
import { ConfigurationError, messageOf } from '../../errors.ts'

/**
 * Whether no_proxy names the host of a URL, as Go reads it and with that Docker
 * (https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config): `*` for all, a domain with all below it, with a leading
 * `.` or `*.` only what is below it, an IP address, or a range of them in CIDR notation. All but ranges may name a port.
 * What is on this machine never needs a proxy.
 */
export function needsNoProxy(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const entries = noProxy.split(',').map((entry) => entry.trim().toLowerCase())
  return ['localhost', '127.0.0.0/8', '::1', ...entries].some((entry) => names(entry, host, port))
}

function names(entry: string, host: string, port: string): boolean {
  if (entry === '') return false
  const [network = '', prefix] = entry.split('/')
  if (prefix !== undefined) return isInRange(host, network, Number(prefix))
  const parts = isIP(entry) === 6 ? ['', entry] : /^(?:\[(.*)\]|(.*?))(?::(\d+))?$/.exec(entry)
  const [, bracketed, plain = '', wantedPort = port] = parts ?? []
  const name = (bracketed ?? plain).replace(/^\*(?=.)/, '')
  if (wantedPort !== port) return false
  if (isIP(host) && name !== '*') return isInRange(host, name, isIP(name) === 4 ? 32 : 128)
  return name === '*' || host === name || host.endsWith(name.startsWith('.') ? name : `.${name}`)
}

function isInRange(host: string, network: string, prefix: number): boolean {
  const [family, own] = [isIP(network), isIP(host)]
  if (own === 0 || family === 0 || !(prefix >= 0 && prefix <= (family === 4 ? 32 : 128))) return false
  const range = new BlockList()
  range.addSubnet(network, prefix, family === 4 ? 'ipv4' : 'ipv6')
  return range.check(host, own === 4 ? 'ipv4' : 'ipv6')
}

/** The file whose CAs this process trusts already. */
let trusted: string | undefined

/**
 * Trusts the CAs of $SSL_CERT_FILE too, as what is built does; Node by itself has those of $NODE_EXTRA_CA_CERTS.
 * @throws ConfigurationError when the file has none.
 */
export function trustOwnCas(file: string | undefined): void {
  // Not there before Node 22.19, whatever the types say.
  const set: unknown = tls.setDefaultCACertificates
  if (!file || file === trusted || typeof set !== 'function') return
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(file, 'utf8')])
    trusted = file
  } catch (error) {
    throw new ConfigurationError(`SSL_CERT_FILE names ${file}, which can't be used: ${messageOf(error)}`)
  }
}
