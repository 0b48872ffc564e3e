/** Explains in words what changed since an image was built or tested. */
import { shorten } from '../text.ts'
import type { FingerprintParts, TestParts } from './fingerprint.ts'

type Section = Readonly<Record<string, string>>

/** The limit of a name or value in a record. */
const MAX_LENGTH = 200
/** Of a digest, with its algorithm. */
const SHORT = 'sha256:'.length + 12
/** Of one kind, named in a reason. */
const MAX_NAMED = 3

/** Shortens parts for a record, to explain later what changed: hashes are cut. */
export function notedParts({ settings, args, stages, files }: FingerprintParts): FingerprintParts {
  return { settings: noted(settings), args: noted(args), stages: noted(stages), files: noted(files) }
}

export function notedTestParts({ tests, files }: TestParts): TestParts {
  return { tests: noted(tests), files: noted(files) }
}

function noted(section: Section): Section {
  const short = (value: string): string =>
    value.replace(/^([0-9a-f]{16})[0-9a-f]{48}(?= x$|$)/, '$1').slice(0, MAX_LENGTH)
  return Object.fromEntries(
    Object.entries(section).map(([name, value]) => [name.slice(0, MAX_LENGTH), short(value)]),
  )
}

/**
 * Explains what changed between two images of a cell, the most important first.
 * @param then as notedParts() gave them.
 */
export function describeChanges(then: FingerprintParts, now: FingerprintParts): string[] {
  const current = notedParts(now)
  return [
    ...describeSettings(then.settings, current.settings),
    ...describeArgs(then.args, current.args),
    ...describeSet(then.files, current.files, (name) => `images/${name}`),
    ...describeSet(then.stages, current.stages, (name) => `stage ${name} of images/Dockerfile`),
  ]
}

/** Explains what changed in a cell's tests. @param then as notedTestParts() gave them. */
export function describeTestChanges(then: TestParts, now: TestParts): string[] {
  const current = notedTestParts(now)
  return [
    ...describeSet(then.files, current.files, (name) => `images/${name}`),
    ...describeSet(then.tests, current.tests, (name) => `acceptance test ${name} in the catalog`),
  ]
}

const SETTINGS: Readonly<Record<string, (then: string, now: string) => string>> = {
  base: (then, now) =>
    `the base image moved ${shorten(then, SHORT) || 'none'} → ${shorten(now, SHORT) || 'none'}`,
  recipe: () => 'this version of the action labels or writes images differently',
  support: (then, now) => `how well it is supported: ${quoted(then)} → ${quoted(now)}`,
}

function describeSettings(then: Section, now: Section): string[] {
  return differing(then, now).map((name) => {
    const [before = '', after = ''] = [then[name], now[name]]
    return SETTINGS[name]?.(before, after) ?? `${name}: ${before || 'none'} → ${after || 'none'}`
  })
}

function describeArgs(then: Section, now: Section): string[] {
  return differing(then, now).map((name) => {
    const [before, after] = [then[name], now[name]]
    if (name === 'SOURCE_DATE_EPOCH') return `epoch: ${time(before)} → ${time(after)}`
    return `build argument ${name}: ${before ?? 'none'} → ${after ?? 'none'}`
  })
}

/** Compares named things by their hashes. */
function describeSet(then: Section, now: Section, nameOf: (name: string) => string): string[] {
  const names = differing(then, now)
  const of = (wanted: (name: string) => boolean): string[] => names.filter(wanted).map(nameOf)
  return [
    verb(
      of((name) => name in then && name in now),
      'changed',
    ),
    verb(
      of((name) => !(name in then)),
      'is new',
    ),
    verb(
      of((name) => !(name in now)),
      'is gone',
    ),
  ].filter((text) => text !== undefined)
}

function verb(names: readonly string[], what: string): string | undefined {
  if (names.length === 0) return undefined
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : ''
  const plural = names.length === 1 ? what : what.replace(/^is /, 'are ')
  return `${names.slice(0, MAX_NAMED).join(', ')}${more} ${plural}`
}

function differing(then: Section, now: Section): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])]
  return names.filter((name) => then[name] !== now[name]).sort()
}

function quoted(text: string): string {
  return text === '' ? 'nothing said' : JSON.stringify(text)
}

function time(seconds: string | undefined): string {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? 'none' : date.toISOString().replace('.000Z', 'Z')
}
