/**
 * A Debian archive as the machine's apt sees it: which indexes its signed Releases list, and which versions apt would
 * install. apt checks signatures, dates and digests; dpkg decides which version is newer.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ArchiveError, aptOptions, aptOutput, runApt } from './apt.ts'
import type { AptSources, Source } from './sources.ts'

/**
 * The indexes of an archive for one architecture: `trixie-security main` → the first digits of the sha256 that the
 * signed Release has of it. A Release is signed anew several times a day; an index changes with a package.
 */
export type ArchiveState = Readonly<Record<string, string>>

/** The version of a package that apt would install. */
export interface Candidate {
  readonly version: string
  /** The indexes that have it, as ArchiveState names them. */
  readonly indexes: readonly string[]
}

/** What keeps a setting of the machine's from letting through what is not signed, or expired. */
const CAREFUL = {
  'Acquire::AllowInsecureRepositories': 'false',
  'Acquire::AllowWeakRepositories': 'false',
  'Acquire::AllowDowngradeToInsecureRepositories': 'false',
  'Acquire::Check-Valid-Until': 'true',
  'Acquire::Check-Date': 'true',
  'APT::Get::AllowUnauthenticated': 'false',
  'Dir::Etc::trusted': '/dev/null',
  'Dir::Etc::trustedparts': '/dev/null',
  // Without it, a Release that can't be had is only a warning.
  'APT::Update::Error-Mode': 'any',
  'Acquire::Retries': '1',
  'Acquire::http::Timeout': '10',
  'Acquire::https::Timeout': '10',
  'Acquire::GzipIndexes': 'false',
  // Images of Debian's switch it off; it is in our folder, and used several times.
  'Dir::Cache::pkgcache': 'pkgcache.bin',
  'Dir::Etc::sourceparts': '/dev/null',
}

/** The one kind of index that is read, as apt has it by default; programs of the machine add others. */
const PACKAGES = `#clear Acquire::IndexTargets;
Acquire::IndexTargets::deb::Packages {
  MetaKey "$(COMPONENT)/binary-$(ARCHITECTURE)/Packages"; flatMetaKey "Packages";
  ShortDescription "Packages"; Description "$(RELEASE)/$(COMPONENT) $(ARCHITECTURE) Packages";
  flatDescription "$(RELEASE) Packages"; Optional "no";
};
`

/** Keeps apt-get from asking for more than each suite's Release. */
const RELEASES_ONLY = ['--option', 'Acquire::IndexTargets::deb::Packages::DefaultEnabled=false']

/** apt-cache reads what was downloaded, once. */
const UNREAD = ['--option', 'pkgCacheFile::Generate=false']

/** What is asked is printed, though all else is not. */
const ALOUD = ['--option', 'quiet=0']

/** Seconds that all Releases may take, which are a few hundred kilobytes. */
const RELEASE_SECONDS = 45

/** Packages that one call of apt-cache is asked for. */
const AT_A_TIME = 2000

/** Digits that are kept of a digest. */
const DIGITS = 16

/** An archive in a folder of its own, with the Releases that it has now. */
export class Archive {
  readonly #folder: string
  readonly #options: readonly string[]
  readonly #found: AptSources
  readonly #architectures: readonly string[]
  readonly #releases = new Map<Source, string>()

  private constructor(
    folder: string,
    options: readonly string[],
    found: AptSources,
    architectures: readonly string[],
  ) {
    this.#folder = folder
    this.#options = options
    this.#found = found
    this.#architectures = architectures
  }

  /**
   * Asks for the Release of each suite, and for nothing else.
   * @param folder an empty one
   * @throws ArchiveError when one can't be had, is not signed by a key that the sources trust, or expired.
   */
  static async open(folder: string, found: AptSources, architectures: readonly string[]): Promise<Archive> {
    const preferences = path.join(folder, 'preferences')
    const own = {
      'Dir::Etc::sourcelist': path.join(folder, 'list.sources'),
      'Dir::Etc::preferences': preferences,
    }
    const options = await aptOptions(folder, 'apt.conf', { ...CAREFUL, ...own })
    await writeFile(path.join(folder, 'apt.conf'), PACKAGES, { flag: 'a' })
    await writeFile(preferences, found.preferences)
    await mkdir(path.join(folder, 'keys'))
    for (const [name, bytes] of found.keys) await writeFile(path.join(folder, 'keys', name), bytes)
    const archive = new Archive(folder, options, found, architectures)
    await archive.#readReleases()
    return archive
  }

  async #readReleases(): Promise<void> {
    await this.#writeSources(this.#found.sources)
    await aptOutput('apt-get', [...this.#options, ...UNREAD, ...RELEASES_ONLY, 'update'], RELEASE_SECONDS)
    // apt says in which file it keeps what; Release and Release.gpg take the place of an InRelease that is not there.
    const printed = await aptOutput('apt-get', [
      ...this.#options,
      ...RELEASES_ONLY,
      ...ALOUD,
      '--print-uris',
      'update',
    ])
    const files = new Map([...printed.matchAll(/^'([^']+)' (\S+)/gm)].map(([, uri, file]) => [uri, file]))
    for (const source of this.#found.sources) {
      const { uri, suite } = source
      const folder = suite.endsWith('/') ? `${uri}${suite.replace(/^\/$/, '')}` : `${uri}dists/${suite}/`
      const file = path.join(this.#folder, 'lists', files.get(`${folder}InRelease`) ?? 'none')
      const signed = await readFile(file, 'utf8').catch(() => undefined)
      const detached = file.replace(/InRelease$/, 'Release')
      const text =
        signed === undefined ? await readFile(detached, 'utf8').catch(() => undefined) : signedText(signed)
      if (text === undefined) throw new ArchiveError(`apt has no Release of ${suite}`)
      this.#releases.set(source, text)
    }
  }

  /** @throws ArchiveError when a Release does not list the index of a component. */
  stateOf(architecture: string): ArchiveState {
    const digests = new Map<string, string[]>()
    for (const [source, release] of this.#releases) {
      for (const [index, found] of digestsIn(release, source, architecture))
        digests.set(index, [...(digests.get(index) ?? []), ...found])
    }
    return Object.fromEntries(
      [...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([index, found]) => [index, combined(found)]),
    )
  }

  /** Downloads these indexes, of all architectures. @throws ArchiveError when they can't be had as the Release lists them. */
  async download(indexes: ReadonlySet<string>): Promise<void> {
    const changed = this.#found.sources.filter((source) =>
      indexesOf(source).some((index) => indexes.has(index)),
    )
    await this.#writeSources(changed)
    await aptOutput('apt-get', [...this.#options, ...UNREAD, 'update'])
  }

  /**
   * What apt would install of these packages, of what was downloaded, on a system that has none of them.
   * @param names as dpkg has them, see isPackageName()
   */
  async candidates(architecture: string, names: readonly string[]): Promise<Map<string, Candidate>> {
    const only = [`APT::Architecture=${architecture}`, `APT::Architectures::=${architecture}`]
    const options = [...this.#options, ...only.flatMap((option) => ['--option', option])]
    // apt would take a name that it does not know for a pattern, and look through all that it knows.
    const known = new Set((await aptOutput('apt-cache', [...options, 'pkgnames'])).split('\n'))
    const asked = names.filter((name) => known.has(name))
    const found = new Map<string, Candidate>()
    for (let at = 0; at < asked.length; at += AT_A_TIME) {
      const text = await aptOutput('apt-cache', [
        ...options,
        'policy',
        '--',
        ...asked.slice(at, at + AT_A_TIME),
      ])
      for (const [name, candidate] of parsePolicy(text, this.#found.sources)) found.set(name, candidate)
    }
    return found
  }

  /** A stanza for each suite, so that some of them can be asked alone. */
  async #writeSources(sources: readonly Source[]): Promise<void> {
    const stanzas = sources.map(({ uri, suite, components, keys }) => [
      'Types: deb',
      `URIs: ${uri}`,
      `Suites: ${suite}`,
      ...(components.length === 0 ? [] : [`Components: ${components.join(' ')}`]),
      `Architectures: ${this.#architectures.join(' ')}`,
      `Signed-By: ${keys.map((name) => path.join(this.#folder, 'keys', name)).join(' ')}`,
    ])
    const text = stanzas.map((lines) => `${lines.join('\n')}\n`).join('\n')
    await writeFile(path.join(this.#folder, 'list.sources'), text)
  }
}

/** Names of the indexes of a suite, as ArchiveState has them. */
function indexesOf({ suite, components }: Source): string[] {
  return components.length === 0 ? [suite] : components.map((component) => `${suite} ${component}`)
}

/**
 * The text of a file that apt found well signed.
 * @throws ArchiveError when there is more in it than one signed text, as one might stand before or behind it.
 */
function signedText(file: string): string {
  const found =
    /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[^\n]+\n)*\n(.*?)\n-----BEGIN PGP SIGNATURE-----\n/s.exec(file)
  if (found === null || file.split('-----BEGIN PGP SIGNED MESSAGE-----').length !== 2)
    throw new ArchiveError('an InRelease is not one signed text')
  return (found[1] ?? '').replaceAll(/^- /gm, '')
}

/** The digests that a Release lists of each index of a source. */
function digestsIn(
  release: string,
  source: Source,
  architecture: string,
): [index: string, digests: string[]][] {
  const section = /^SHA256:[ \t]*\n((?: [^\n]*(?:\n|$))*)/m.exec(release)?.[1] ?? ''
  const listed = new Map(
    [...section.matchAll(/^ ([0-9a-f]{64}) +\d+ +(\S+)$/gm)].map(([, digest = '', name = '']) => [
      name,
      digest,
    ]),
  )
  const hasAll = !/^No-Support-for-Architecture-all:.*\bPackages\b/m.test(release)
  const { suite, components } = source
  const of = (index: string, files: readonly string[]): [string, string[]] => {
    const [own, ...others] = files.map((file) => digestOf(listed, file))
    if (own === undefined) throw new ArchiveError(`the Release of ${suite} lists no ${files[0]}`)
    return [index, [own, ...others.filter((digest) => digest !== undefined)]]
  }
  if (components.length === 0) return [of(suite, ['Packages'])]
  return components.map((component) => {
    const files = [architecture, ...(hasAll ? ['all'] : [])].map(
      (name) => `${component}/binary-${name}/Packages`,
    )
    return of(`${suite} ${component}`, files)
  })
}

/** By the file itself, or the compressed one where a Release lists only that. */
function digestOf(listed: ReadonlyMap<string, string>, file: string): string | undefined {
  const found = ['', '.xz', '.gz', '.bz2', '.zst'].find((suffix) => listed.has(file + suffix))
  return found === undefined ? undefined : listed.get(file + found)
}

function combined(digests: readonly string[]): string {
  const [first = '', ...others] = digests
  const all = others.length === 0 ? first : createHash('sha256').update(digests.join('\n')).digest('hex')
  return all.slice(0, DIGITS)
}

/** Parses what `apt-cache policy` prints of packages that are in these sources. */
function parsePolicy(text: string, sources: readonly Source[]): Map<string, Candidate> {
  // apt has `trixie-security/main` for trixie-security main, and nothing for a lone slash.
  const all = sources.flatMap(indexesOf)
  const indexes = new Map(all.map((index) => [index.replace(' ', '/').replace(/^\/$/, ''), index]))
  const found = new Map<string, Candidate>()
  for (const part of text.split(/\n(?=\S)/)) {
    const name = /^(\S+?)(?::\w+)?:\n/.exec(part)?.[1]
    const version = /^ {2}Candidate: (\S+)$/m.exec(part)?.[1]
    if (name === undefined || version === undefined || version === '(none)') continue
    // Each version, with a line for each index that has it below.
    const versions = part.split(/^(?= (?:\*\*\*| {3}) \S)/m)
    const lines = versions.find((one) => one.slice(5).split(/\s/, 1)[0] === version) ?? ''
    const listed = [...lines.matchAll(/^ +-?\d+ \S+ (\S*) /gm)].flatMap(
      ([, place = '']) => indexes.get(place) ?? [],
    )
    found.set(name, { version, indexes: listed })
  }
  return found
}

/** Whether a text is a name of a package (deb-control(5)), and of a length that one has. */
export function isPackageName(text: string): boolean {
  return /^[a-z0-9][a-z0-9+.-]{1,99}$/.test(text)
}

/** Whether a text is a version (deb-version(7)), and of a length that one has. */
export function isPackageVersion(text: string): boolean {
  return /^(?:\d{1,9}:)?\d[A-Za-z0-9.+~-]{0,199}$/.test(text)
}

/** Whether dpkg takes a version for newer than another. @throws ArchiveError when it can't compare them. */
export async function isNewer(version: string, than: string): Promise<boolean> {
  const { exitCode, stderr } = await runApt('dpkg', ['--compare-versions', version, 'gt', than])
  if (exitCode > 1)
    throw new ArchiveError(`dpkg can't compare ${version} with ${than}: ${stderr.slice(0, 200)}`)
  return exitCode === 0
}
