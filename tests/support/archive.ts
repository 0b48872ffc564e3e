/** An archive of Debian packages on this machine, signed by a key of its own. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AptSources } from '../../src/archive/sources.ts'
import { output } from '../../src/engine/command.ts'

/** A package of an index, with its file where somebody is to install it. */
export interface TestPackage {
  readonly name: string
  readonly version: string
  readonly file?: string
}

export interface SuiteOptions {
  readonly suite: string
  readonly packages: readonly TestPackage[]
  readonly component?: string
  /** Lines of the Release besides those that it needs. */
  readonly fields?: readonly string[]
  readonly architectures?: readonly string[]
  /** Whether the signature is a file of its own, beside the Release. */
  readonly detached?: boolean
}

export interface TestArchive extends AsyncDisposable {
  readonly port: number
  readonly url: string
  /** What its Releases are signed with. */
  readonly key: Buffer
  /** Paths that were asked for, below the archive. */
  readonly requests: string[]
  /** What is there, by path: tests may change it. */
  readonly files: Map<string, Buffer>
  /** Puts a suite there, signed, in the place of an earlier one; one that ends with a / has no components. */
  publish(options: SuiteOptions): Promise<void>
  /** The sources of a base that has these suites, each with one component. */
  sources(suites: readonly string[], component?: string): AptSources
  /** Builds a package that has one file with its version in it. */
  build(name: string, version: string): Promise<TestPackage>
}

/** Starts an archive on a free port. @param host the address to listen on. */
export async function startArchive(host = '127.0.0.1'): Promise<TestArchive> {
  const work = await mkdtemp(path.join(tmpdir(), 'spark-images-test-archive-'))
  const env = { GNUPGHOME: path.join(work, 'gnupg') }
  await mkdir(env.GNUPGHOME, { mode: 0o700 })
  const gpg = (...args: string[]) =>
    output('gpg', ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', ...args], { env })
  await gpg('--quick-generate-key', 'Test archive <archive@example.org>', 'ed25519', 'sign', 'never')
  const keyFile = path.join(work, 'key.gpg')
  await gpg('--output', keyFile, '--export')
  const key = await readFile(keyFile)
  const files = new Map<string, Buffer>()
  const requests: string[] = []
  const server = createServer(({ url = '' }, response) => {
    const asked = decodeURIComponent(url.slice(1))
    requests.push(asked)
    const found = files.get(asked)
    if (found === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-length': found.length }).end(found)
  }).listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/`

  const publish: TestArchive['publish'] = async (options) => {
    const { suite, packages, component = 'main', fields = [], architectures = ['amd64'], detached } = options
    const isFlat = suite.endsWith('/')
    const place = isFlat ? suite.replace(/^\/$/, '') : `dists/${suite}/`
    const indexes = await Promise.all(
      architectures.map(async (architecture) => {
        const paragraphs = await Promise.all(packages.map((one) => paragraphOf(one, architecture, files)))
        const file = isFlat ? 'Packages' : `${component}/binary-${architecture}/Packages`
        return [file, Buffer.from(paragraphs.join('\n'))] as const
      }),
    )
    const listed = indexes.map(([name, bytes]) => ` ${hexOf(bytes)} ${bytes.length} ${name}`)
    const given = new Set(fields.map((field) => field.split(':')[0]))
    const lines = [
      'Origin: Test',
      `Codename: ${suite}`,
      `Date: ${new Date().toUTCString().replace('GMT', 'UTC')}`,
      `Architectures: ${architectures.join(' ')}`,
      `Components: ${component}`,
    ].filter((line) => !given.has(line.split(':')[0] ?? ''))
    const release = path.join(work, 'Release')
    await writeFile(release, `${[...lines, ...fields, 'SHA256:', ...listed].join('\n')}\n`)
    const name = detached ? 'Release.gpg' : 'InRelease'
    const signed = path.join(work, name)
    await rm(signed, { force: true })
    await gpg('--output', signed, '--armor', detached ? '--detach-sign' : '--clearsign', release)
    files.set(`${place}${name}`, await readFile(signed))
    if (detached) files.set(`${place}Release`, await readFile(release))
    for (const [index, bytes] of indexes) files.set(`${place}${index}`, bytes)
  }

  return {
    port,
    url,
    key,
    requests,
    files,
    publish,
    sources: (suites, component = 'main') => ({
      sources: suites.map((suite) => ({ uri: url, suite, components: [component], keys: ['test.gpg'] })),
      keys: new Map([['test.gpg', key]]),
      preferences: '',
    }),
    build: async (name, version) => {
      const root = path.join(work, `${name}-${version}`)
      await mkdir(path.join(root, 'DEBIAN'), { recursive: true })
      await mkdir(path.join(root, 'usr/share', name), { recursive: true })
      await writeFile(path.join(root, 'usr/share', name, 'version'), `${version}\n`)
      const control = {
        Package: name,
        Version: version,
        Architecture: 'all',
        Maintainer: 'T <t@example.org>',
      }
      const lines = Object.entries({ ...control, Description: 'for a test' }).map(
        ([field, value]) => `${field}: ${value}\n`,
      )
      await writeFile(path.join(root, 'DEBIAN/control'), lines.join(''))
      const file = `${root}.deb`
      await output('dpkg-deb', ['--root-owner-group', '--build', root, file])
      return { name, version, file }
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await output('gpgconf', ['--kill', 'all'], { env }).catch(() => {})
      await rm(work, { recursive: true, force: true })
    },
  }
}

const hexOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function paragraphOf(
  { name, version, file }: TestPackage,
  architecture: string,
  files: Map<string, Buffer>,
): Promise<string> {
  const place = `pool/${name}_${version.replaceAll(':', '%3a')}.deb`
  const bytes = file === undefined ? Buffer.from('x') : await readFile(file)
  if (file !== undefined) files.set(place, bytes)
  const fields = {
    Package: name,
    Version: version,
    Architecture: file === undefined ? architecture : 'all',
    Maintainer: 'T <t@example.org>',
    Filename: place,
    Size: file === undefined ? 1 : (await stat(file)).size,
    SHA256: hexOf(bytes),
    Description: 'for a test',
  }
  return Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('')
}
