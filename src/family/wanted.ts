/** What a lockfile is made for, as the program that makes it reads it, and what it notes of that. */
import { wantedLine } from '../catalog/artifacts.ts'
import { artifactsInImages, machineOf, notesIn } from '../catalog/lockfile.ts'
import type { ChosenLockfile, NeededLockfile } from './lockfiles.ts'
import { broughtBy } from './spark-jars.ts'

/**
 * What a lockfile is made for, as images/build/make_lock.py reads it. Python packages of a user's catalog are resolved
 * only for the platforms that need them, together with the packages that the image has already.
 * @param chosen the lockfiles that a user's cells have already.
 */
export function wantedText(needed: NeededLockfile, chosen?: readonly ChosenLockfile[]): string {
  const lines = new Set(needed.wanted.map(wantedLine))
  if (needed.wanted.some(({ kind }) => kind === 'wheel')) {
    const beside = chosen?.filter(({ name }) => needed.beside.includes(name)) ?? []
    if (chosen !== undefined) for (const platform of needed.platforms) lines.add(architectureLine(platform))
    for (const { name, version } of artifactsInImages(beside.flatMap(({ rows }) => rows)))
      lines.add(`beside ${name} ${version}`)
    for (const one of needed.installed) lines.add(wantedLine(one).replace(/^sdist/, 'installed'))
  }
  if (needed.spark !== undefined) for (const line of sparkLines(needed.spark, chosen ?? [])) lines.add(line)
  return [...lines].map((line) => `${line}\n`).join('')
}

/** The Spark that jars are resolved for, with all jars that it brings. */
function sparkLines(
  { version, scala, lockfile }: NonNullable<NeededLockfile['spark']>,
  chosen: readonly ChosenLockfile[],
): string[] {
  const pinned = chosen.find(({ name }) => name === lockfile)
  const brought = broughtBy(pinned ?? { text: '', place: lockfile }, version)
  const beside = (pinned?.rows ?? []).filter(({ kind }) => kind === 'maven')
  // The last line about an artifact counts, and all its classifiers are one.
  const jars = [...brought, ...beside.map((row) => `${row.name.split(':', 2).join(':')} ${row.version}`)]
  return [`spark ${version} ${scala}`, ...jars.map((jar) => `brings ${jar}`)]
}

/** What a lockfile was made for, as lines of wantedText(). */
export function notedLines(text: string): string[] {
  return notesIn(text, 'wanted')
}

/** Jars that were wanted in several versions, in words: which is used, and who wants which. */
export function conflictsOf(text: string): string[] {
  return notesIn(text, 'conflict')
}

/** The line for a platform that Python packages are resolved for. */
export function architectureLine(platform: string): string {
  return `architecture ${machineOf(platform)}`
}
