/** Lockfiles: which downloads they pin, and which of these a platform needs. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'

export interface LockedArtifact {
  /** `build`: a Python package that source distributions are built with; no image has it. */
  readonly kind: 'maven' | 'pypi' | 'build'
  /** The one machine that it is for, unless its file name says it. */
  readonly machine?: string
  /** `group:artifact[:classifier]` or the Python project's name. */
  readonly name: string
  readonly version: string
  readonly file: string
  /** Bytes. */
  readonly size: number
  /** 64 hex digits. */
  readonly sha256: string
  /** Not parsed yet: see parseLicence(). */
  readonly license: string
  /** The file and line that pin it, for messages. */
  readonly at: string
}

const LINE =
  /^(?<kind>maven|pypi|build)(?:@(?<machine>x86_64|aarch64))? (?<name>[A-Za-z0-9._:-]+) (?<version>[A-Za-z0-9._+!-]+) (?<file>[A-Za-z0-9._+-]+) (?<size>\d+) (?<sha256>[0-9a-f]{64}) (?<license>\S.*)$/

/** Reads a lockfile of the images folder. @throws ConfigurationError with file and line of what is not a lockfile's. */
export async function readLockfile(images: string, name: string): Promise<LockedArtifact[]> {
  const text = await readFile(path.join(images, name), 'utf8')
  return parseLockfile(text, `images/${name}`).flatMap(({ artifact }) => artifact ?? [])
}

/** A line of a lockfile, and the artifact that it pins; none for a comment. */
export interface LockfileLine {
  readonly text: string
  readonly artifact?: LockedArtifact
}

/**
 * Parses a lockfile: one artifact a line, `#` for comments.
 * @param place how errors name the file.
 * @throws ConfigurationError with file and line of what is not one.
 */
export function parseLockfile(text: string, place: string): LockfileLine[] {
  return text.split('\n').map((line, index) => {
    if (line === '' || line.startsWith('#')) return { text: line }
    const groups = LINE.exec(line)?.groups
    if (groups === undefined) {
      throw new ConfigurationError(
        `${place}:${index + 1}: expected "maven|pypi|build name version file size sha256 licence"; make it anew with: npm run lock`,
      )
    }
    return {
      text: line,
      artifact: {
        ...groups,
        size: Number(groups.size),
        at: `${place}:${index + 1}`,
      } as unknown as LockedArtifact,
    }
  })
}

/**
 * What make_lock.py notes in a lockfile: what it was made for, the jars of Spark with what is known of them, or a jar
 * wanted in several versions.
 */
export function notesIn(
  text: string,
  kind: 'wanted' | 'brings' | 'proved' | 'named' | 'unproved' | 'conflict',
): string[] {
  const mark = `# ${kind}: `
  return text.split('\n').flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length)] : []))
}

/** What lockfiles know of the jars within a source distribution, by the names of their files; see images/build/prove_jars.py. */
export interface BroughtJars {
  /** Artifacts, `group:artifact[:classifier]` and version, of jars that don't say what they are. */
  readonly named: ReadonlyMap<string, { readonly name: string; readonly version: string }>
  /** Why a jar is not held to be the repository's artifact. All others that a lockfile counts as proved are. */
  readonly unproved: ReadonlyMap<string, string>
  /** Whether the jars were held against the repositories at all, which older lockfiles don't say. */
  readonly isProved: boolean
}

export function broughtJars(texts: readonly string[]): BroughtJars {
  const notes = (kind: 'named' | 'unproved'): string[] => texts.flatMap((text) => notesIn(text, kind))
  const named = notes('named').map((line) => line.split(' '))
  const unproved = notes('unproved').map((line) => /^(\S+) (.*)$/.exec(line) ?? [])
  return {
    named: new Map(named.map(([file = '', name = '', version = '']) => [file, { name, version }])),
    unproved: new Map(unproved.map(([, file = '', reason = '']) => [file, reason])),
    isProved: texts.some((text) => notesIn(text, 'proved').length > 0),
  }
}

const MACHINES: Readonly<Record<string, string>> = { 'linux/amd64': 'x86_64', 'linux/arm64': 'aarch64' }

/** The name that wheels give to a platform's machine. @throws Error for a platform that the catalog can't have. */
export function machineOf(platform: string): string {
  const machine = MACHINES[platform]
  if (machine === undefined) throw new Error(`no machine is known for ${platform}`)
  return machine
}

/** A platform's artifacts, without those for other machines. images/build/locks.py chooses the same. */
export function artifactsForPlatform(
  platform: string,
  artifacts: readonly LockedArtifact[],
): LockedArtifact[] {
  const own = machineOf(platform)
  const others = Object.values(MACHINES).filter((machine) => machine !== own)
  const isOther = (file: string): boolean => others.some((other) => file.includes(other))
  return artifacts.filter(
    ({ file, machine = own }) => machine === own && (!file.endsWith('.whl') || !isOther(file)),
  )
}

/** What of the artifacts images contain. */
export function artifactsInImages(artifacts: readonly LockedArtifact[]): LockedArtifact[] {
  return artifacts.filter(({ kind }) => kind !== 'build')
}

/** One SPDX expression for all artifacts of the lockfiles. */
export function combinedLicense(artifacts: readonly LockedArtifact[]): string {
  const licenses = [...new Set(artifacts.flatMap(({ license }) => license.split(' AND ')))].sort()
  return licenses.map((license) => (/ OR /.test(license) ? `(${license})` : license)).join(' AND ')
}
