import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'

/** A downloaded artifact as a lock pins it. */
export interface LockedArtifact {
  readonly kind: 'maven' | 'pypi'
  /** `group:artifact[:classifier]` or the Python project's name. */
  readonly name: string
  readonly version: string
  readonly file: string
  /** Bytes. */
  readonly size: number
  /** 64 hex digits. */
  readonly sha256: string
  /** An SPDX licence expression. */
  readonly license: string
}

const LINE =
  /^(?<kind>maven|pypi) (?<name>[A-Za-z0-9._:-]+) (?<version>[A-Za-z0-9._+!-]+) (?<file>[A-Za-z0-9._+-]+) (?<size>\d+) (?<sha256>[0-9a-f]{64}) (?<license>\S.*)$/

/**
 * Reads a lock file: one artifact a line, `#` for comments.
 * @throws ConfigurationError with file and line of what is not one.
 */
export async function readLock(images: string, name: string): Promise<LockedArtifact[]> {
  const text = await readFile(path.join(images, name), 'utf8')
  return text.split('\n').flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return []
    const groups = LINE.exec(line)?.groups
    if (groups === undefined) {
      throw new ConfigurationError(
        `images/${name}:${index + 1}: expected "maven|pypi name version file size sha256 licence"; make it anew with: npm run lock`,
      )
    }
    return [{ ...groups, size: Number(groups.size) } as unknown as LockedArtifact]
  })
}

/** One SPDX expression for all that the locks bring. */
export function combinedLicense(artifacts: readonly LockedArtifact[]): string {
  const licenses = [...new Set(artifacts.flatMap(({ license }) => license.split(' AND ')))].sort()
  return licenses.map((license) => (/ OR /.test(license) ? `(${license})` : license)).join(' AND ')
}
