import { createPublicKey, type KeyObject, sign } from 'node:crypto'

/**
 * A self-signed X.509 certificate for an EC key in DER (RFC 5280): Node makes keys, but no certificates, and a
 * registry trusts the keys of token servers by their certificates.
 */
export function selfSigned(key: KeyObject, commonName: string): Buffer {
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const name = sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName)))))
  const validity = sequence(time('20200101000000Z'), time('20991231235959Z'))
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const version3 = tagged(0xa0, integer(2))
  const body = sequence(version3, integer(1), ecdsaWithSha256, name, validity, name, publicKey)
  const signature = sign('sha256', body, key)
  return sequence(body, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
}

/** PEM of a certificate. */
export function pemOf(der: Buffer): string {
  const lines = der.toString('base64').replaceAll(/.{64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts))
const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]))
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'))
const time = (text: string): Buffer => tagged(0x18, Buffer.from(text))
