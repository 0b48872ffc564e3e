import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parsePublicKey, parseSigningKey } from './key.ts'

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = (type: 'pkcs8' | 'sec1', passphrase?: string): string =>
  String(
    pair.privateKey.export({
      format: 'pem',
      type,
      ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
    }),
  )

/** Made by cosign 3.1.3: COSIGN_PASSWORD='for tests' cosign generate-key-pair. */
const COSIGN_KEY = `-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----
eyJrZGYiOnsibmFtZSI6InNjcnlwdCIsInBhcmFtcyI6eyJOIjo2NTUzNiwiciI6
OCwicCI6MX0sInNhbHQiOiJ0eFNrNitabyt3NWplVi9rZWxCbm5jVzF1TDV0Rkts
V1JrYjJ1OTFkbEk4PSJ9LCJjaXBoZXIiOnsibmFtZSI6Im5hY2wvc2VjcmV0Ym94
Iiwibm9uY2UiOiJoY3lMelROa0lnY2hhWmlMK28wMDcycS9PQU5Fc1N0RyJ9LCJj
aXBoZXJ0ZXh0IjoiK0tLT1E3cEhZc0pWWkVIYm16cVFrZWQ4SjZVMG1QWDFjcmJx
ZnNQaTJSOFhjTVAvN0ZMbXkrNUVCL0pDR1NvRmNlRUR6Q1BPdUtmMFc1UjZUZUZB
YVFGN0hVeGpqM0U0S2hTR005RzZZcUNaY3orV2s4eFZKR05ydGgwWktDTGhkd09F
N1BSSDkwOE5OSzJXN2NpUG41ZmZqUUszVHIzRmUyclJGNHkvNnlKOUt1YXIwbURS
b09XR2ZJaFFkTTBNYU5xcDkvazZTMkxWYVE9PSJ9
-----END ENCRYPTED SIGSTORE PRIVATE KEY-----
`
const COSIGN_PUB = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELLbCplBzvGifeoxv8dHkLnoIIQI0
2GnPDIlriDcOeTrjYsT7kLDs2g0rLoME0qZhQd0IIJS5ycx1sd78MqzzfA==
-----END PUBLIC KEY-----
`

const refusal = (text: string, password = ''): Promise<string> =>
  parseSigningKey(text, password, 'the input signing-key').then(
    () => 'taken',
    (error: Error) => error.message,
  )

describe('a signing key', () => {
  it.each([
    ['PKCS #8', pem('pkcs8'), ''],
    ['PKCS #8 with a password', pem('pkcs8', 'secret'), 'secret'],
    ['SEC 1', pem('sec1'), ''],
    [
      'SEC 1 after its parameters',
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem('sec1')}`,
      '',
    ],
  ])('may be %s of OpenSSL', async (_, text, password) => {
    const key = await parseSigningKey(text, password, 'it')
    const signature = sign('sha256', Buffer.from('text'), key.privateKey)
    expect(verify('sha256', Buffer.from('text'), pair.publicKey, signature)).toBe(true)
  })

  it('may be what cosign makes', async () => {
    const { publicKey } = await parseSigningKey(COSIGN_KEY, 'for tests', 'it')
    expect(publicKey.equals(parsePublicKey(COSIGN_PUB, 'it'))).toBe(true)
    expect(await refusal(COSIGN_KEY, 'wrong')).toBe(
      "the input signing-key can't be read: its password is another, or it is damaged",
    )
    expect(await refusal(pem('pkcs8', 'secret'))).toBe(
      'the input signing-key is encrypted: give its password, too',
    )
  })

  it('that does not fit is refused, with what to make instead, and never quoted', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    expect(await refusal(String(ec.export({ format: 'pem', type: 'pkcs8' })))).toMatch(
      /^the input signing-key is on the curve secp384r1; images are signed with ECDSA on P-256: make one with "cosign generate-key-pair" or /,
    )
    expect(await refusal(String(rsa.export({ format: 'pem', type: 'pkcs8' })))).toContain(
      'is of the type rsa;',
    )
    expect(await refusal('c2VjcmV0')).toContain('is not a key in PEM, and must be a private key: make one')
    expect(await refusal(COSIGN_PUB)).toContain('is a PUBLIC KEY, and must be a private key')
    expect(await refusal(pem('pkcs8', 'secret'), 'wrong')).toContain('damaged, or its password is another')
    const damaged = pem('pkcs8').replace(/\n.{20}/, '\n')
    expect(await refusal(damaged)).toBe("the input signing-key can't be read: it is damaged")
    const costly = Buffer.from(
      JSON.stringify({
        kdf: { name: 'scrypt', params: { N: 2 ** 30, r: 8, p: 1 }, salt: '' },
        cipher: { name: 'nacl/secretbox', nonce: '' },
        ciphertext: '',
      }),
    ).toString('base64')
    expect(await refusal(COSIGN_KEY.replace(/\n[^-]+\n/, `\n${costly}\n`), 'x')).toContain(
      'is not encrypted as cosign does it, or damaged',
    )
  })
})

describe('a public key', () => {
  it('that does not fit is refused', () => {
    expect(() => parsePublicKey(pem('pkcs8'), '--key k')).toThrow('--key k is no public key in PEM')
    expect(() => parsePublicKey(COSIGN_PUB.replace(/\n.{20}/, '\n'), '--key k')).toThrow(
      '--key k is a damaged public key',
    )
  })
})
