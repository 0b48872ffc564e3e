import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type LayerFiles, layerTar } from '../../tests/attest/layers.ts'
import { sha256 } from '../oci/digest.ts'
import { MEDIA_TYPES } from '../oci/manifest.ts'
import { type BaseFiles, dpkgArchitecture, parseSources, readSources } from './sources.ts'

const BINARY = Buffer.from([0x99, 1, 2])
const ARMORED = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----\n'

/** Sources of a base that has these files. */
function parsed(files: Record<string, string | Buffer | { link: string }>, architecture = 'amd64') {
  const map: BaseFiles = new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === 'string' ? Buffer.from(content) : content,
    ]),
  )
  return parseSources(map, architecture)
}

const keyring = { 'usr/share/keyrings/debian-archive-keyring.pgp': BINARY }
const debian = `Types: deb
# http://snapshot.debian.org/archive/debian/20261109T000000Z
URIs: http://archive.test/debian
Suites: trixie trixie-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp

Types: deb
URIs: http://archive.test/debian-security
Suites: trixie-security
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp
`

describe('the apt sources of a base', () => {
  it("are Debian's, a suite each, with the key under a name of its own", () => {
    const { sources, keys } = parsed({ 'etc/apt/sources.list.d/debian.sources': debian, ...keyring })
    const [name = ''] = keys.keys()
    expect([...keys]).toEqual([[expect.stringMatching(/^[0-9a-f]{32}\.gpg$/), BINARY]])
    expect(sources).toEqual([
      { uri: 'http://archive.test/debian/', suite: 'trixie', components: ['main'], keys: [name] },
      { uri: 'http://archive.test/debian/', suite: 'trixie-updates', components: ['main'], keys: [name] },
      {
        uri: 'http://archive.test/debian-security/',
        suite: 'trixie-security',
        components: ['main', 'contrib'],
        keys: [name],
      },
    ])
  })

  it('may be lines, whose keys are all that apt trusts, and flat', () => {
    const { sources, keys } = parsed({
      'etc/apt/sources.list': [
        '# a comment',
        'deb http://a.test/debian bookworm main # one more',
        'deb-src http://a.test/debian bookworm main',
        'deb [ arch=amd64,arm64 signed-by=/etc/apt/keyrings/cuda.asc trusted=yes ] https://b.test/cuda/ /',
        'deb [arch=arm64] http://c.test/ports noble main',
      ].join('\n'),
      'etc/apt/trusted.gpg.d/debian.gpg': BINARY,
      'etc/apt/trusted.gpg.d/readme.txt': 'no key',
      'etc/apt/keyrings/cuda.asc': ARMORED,
      'etc/apt/preferences.d/cuda': 'Package: *\n',
    })
    expect(sources.map(({ uri, suite, components }) => [uri, suite, components])).toEqual([
      ['http://a.test/debian/', 'bookworm', ['main']],
      ['https://b.test/cuda/', '/', []],
    ])
    expect(sources.map(({ keys: [name = ''] }) => keys.get(name)?.toString())).toEqual([
      BINARY.toString(),
      ARMORED,
    ])
  })

  it('may have a key in them, and be disabled', () => {
    const block = ARMORED.trim()
      .split('\n')
      .map((line) => ` ${line || '.'}`)
      .join('\n')
    const stanza = `Types: deb\nURIs: http://a.test\nSuites: x\nComponents: main\nSigned-By:\n${block}\n`
    const { sources, keys } = parsed({
      'etc/apt/sources.list.d/a.sources': `${stanza}\n\nEnabled: no\n${stanza}`,
    })
    expect(sources).toHaveLength(1)
    expect([...keys.values()].map(String)).toEqual([ARMORED])
  })

  it.each([
    ['file:/etc', 'is at "file:/etc", which is not read'],
    ['file:///etc', 'is at "file:///etc", which is not read'],
    ['https://me:secret@a.test/"x', String.raw`is at "https://…@a.test/\"x", which is not read`],
    ['cdrom:[Debian]/', 'which is not read'],
  ])('are refused at %s', (uri, message) => {
    const files = { 'etc/apt/sources.list': `deb ${uri} trixie main`, 'etc/apt/trusted.gpg': BINARY }
    expect(() => parsed(files)).toThrow(message)
  })

  it.each([
    ['Suites: ../../x', 'names "../../x"'],
    ['Suites: $(ARCH)', 'names "$(ARCH)"'],
    ['Components: main";x', String.raw`names "main\";x"`],
    ['Signed-By: /etc/shadow', 'the key "/etc/shadow" of an apt source of the base is not found'],
    ['Signed-By: /etc/apt/keyrings/../../../etc/shadow', 'is not found'],
    ['what', 'is not understood'],
  ])('are refused with %s', (line, message) => {
    const name = line.split(':')[0] ?? ''
    const text = debian.replace(new RegExp(`^${name}:.*$`, 'm'), line)
    const files = { 'etc/apt/sources.list.d/d.sources': text === debian ? `${line}\n` : text, ...keyring }
    expect(() => parsed(files)).toThrow(message)
  })

  it('must be there, and trust somebody', () => {
    expect(() => parsed({})).toThrow('the base has no apt sources')
    expect(() => parsed({ 'etc/apt/sources.list': 'deb http://a.test x main' })).toThrow(
      'the base trusts no key of an archive',
    )
  })
})

it("dpkg's name of an architecture", () => {
  const names = ['linux/amd64', 'linux/arm64', 'linux/arm64/v8', 'linux/arm/v7', 'linux/ppc64le', 'linux/386']
  expect(names.map(dpkgArchitecture)).toEqual(['amd64', 'arm64', 'arm64', 'armhf', 'ppc64el', 'i386'])
  expect(() => dpkgArchitecture('linux/x/../y')).toThrow('is not known')
})

/** The sources of a base with these layers, in a registry that answers for it. */
async function readFrom(layers: readonly (LayerFiles | Buffer)[], platform = 'linux/amd64') {
  const blobs = new Map<string, Buffer>()
  const keep = (mediaType: string, bytes: Buffer) => {
    blobs.set(sha256(bytes), bytes)
    return { mediaType, digest: sha256(bytes), size: bytes.length }
  }
  const json = (mediaType: string, value: object) => keep(mediaType, Buffer.from(JSON.stringify(value)))
  const packed = await Promise.all(
    layers.map(async (files) => (Buffer.isBuffer(files) ? files : gzipSync(await layerTar(files)))),
  )
  const listed = packed.map((bytes) => keep('application/vnd.oci.image.layer.v1.tar+gzip', bytes))
  const config = json('application/vnd.oci.image.config.v1+json', {})
  const image = json(MEDIA_TYPES.manifest, { schemaVersion: 2, config, layers: listed })
  const other = json(MEDIA_TYPES.manifest, { schemaVersion: 2, config, layers: [] })
  const manifests = [
    { ...other, platform: { os: 'linux', architecture: 'arm' } },
    { ...image, platform: { os: 'linux', architecture: 'amd64' } },
  ]
  const index = json(MEDIA_TYPES.index, { schemaVersion: 2, manifests })
  const types = new Map([config, image, other, index].map(({ digest, mediaType }) => [digest, mediaType]))
  const server = createServer(({ url = '' }, response) => {
    const digest = url.split('/').at(-1) ?? ''
    const type = types.get(digest as typeof image.digest) ?? 'application/octet-stream'
    const bytes = blobs.get(digest)
    response.writeHead(bytes ? 200 : 404, { 'content-type': type }).end(bytes)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    return await readSources(`127.0.0.1:${port}/debian@${index.digest}`, platform)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const list = 'etc/apt/sources.list.d/debian.sources'
const link = (linkname: string) => ({ type: 'symlink', linkname }) as const

describe("a base's layers", () => {
  it('are read for the platform, one over the other', async () => {
    const lower = {
      [`./${list}`]: debian,
      'etc/apt/sources.list': 'deb http://old.test x main',
      'etc/apt/sources.list.d/more.sources': debian.replaceAll('archive.test', 'more.test'),
      'usr/share/keyrings/debian-archive-keyring.gpg': BINARY,
      'usr/share/keyrings/debian-archive-keyring.pgp': link('debian-archive-keyring.gpg'),
    }
    const upper = {
      'etc/apt/.wh.sources.list': '',
      'etc/apt/sources.list.d/more.sources': '# none',
    }
    const { sources, keys } = await readFrom([lower, upper])
    expect(new Set(sources.map(({ uri }) => new URL(uri).host))).toEqual(new Set(['archive.test']))
    expect([...keys.values()]).toEqual([BINARY])
    await expect(readFrom([lower], 'linux/riscv64')).rejects.toThrow('has no image for linux/riscv64')
  })

  it('have links that lead to nothing of this machine, or in a circle', async () => {
    const key = 'usr/share/keyrings/debian-archive-keyring.pgp'
    for (const target of ['/etc/hostname', '../../../../../../etc/hostname', 'debian-archive-keyring.pgp']) {
      const reading = readFrom([{ [list]: debian, [key]: link(target) }])
      await expect(reading).rejects.toThrow('of an apt source of the base is not found')
    }
    const through = { [list]: debian, '../../usr/share/keyrings/debian-archive-keyring.pgp': BINARY }
    await expect(readFrom([through])).rejects.toThrow('is not found')
  })

  it('may not have more files of apt than one reads, nor larger ones', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`usr/share/keyrings/${at}`, BINARY]),
    )
    await expect(readFrom([{ [list]: debian, ...many }])).rejects.toMatchObject({
      name: 'ArchiveError',
      cause: { message: 'it has more files of apt than are read' },
    })
    const large = {
      [list]: debian,
      'usr/share/keyrings/debian-archive-keyring.pgp': Buffer.alloc(2 * 1024 * 1024),
    }
    await expect(readFrom([large])).rejects.toThrow('is not found')
  })

  it('are named when they are no archives', async () => {
    for (const bytes of [Buffer.from('not gzip'), gzipSync(Buffer.alloc(1024, 'x'))])
      await expect(readFrom([bytes])).rejects.toThrow(`the base's layer ${sha256(bytes)} can't be read`)
  })
})
