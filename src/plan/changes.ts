/** Explains in words what changed since an image was built or tested. */
import type { OutdatedPackage } from '../archive/outdated.ts'
import { shorten } from '../text.ts'
import type { FingerprintParts, Section, TestParts } from './record.ts'

const MAX_LENGTH = 200
const SHORT = 'sha256:'.length + 12
const MAX_NAMED = 3

/** Shortens parts for a record, to explain later what changed: hashes are cut. */
export function notedParts<K extends string>(parts: Readonly<Record<K, Section>>): Record<K, Section> {
  const sections = Object.entries<Section>(parts).map(([name, section]) => [name, noted(section)])
  return Object.fromEntries(sections) as Record<K, Section>
}

function noted(section: Section): Section {
  return Object.fromEntries(
    Object.entries(section).map(([name, value]) => {
      const short = value.replace(/^([0-9a-f]{16})[0-9a-f]{48}(?= x$|$)/, '$1')
      return [name.slice(0, MAX_LENGTH), short.slice(0, MAX_LENGTH)]
    }),
  )
}

/** What changed between two images of a cell, the most important first. @param then as notedParts() gave them. */
export function describeChanges(then: FingerprintParts, now: FingerprintParts): string[] {
  const { settings, args, stages, files } = notedParts(now)
  return [
    ...differing(then.settings, settings).map((name) =>
      describeSetting(name, then.settings[name] || 'none', settings[name] || 'none'),
    ),
    ...differing(then.args, args).map((name) => describeArg(name, then.args[name], args[name])),
    ...describeSet(then.files, files, (name) => `images/${name}`),
    ...describeSet(then.stages, stages, (name) => `stage ${name} of images/Dockerfile`),
  ]
}

/** What changed in a cell's tests. @param then as notedParts() gave them. */
export function describeTestChanges(then: TestParts, now: TestParts): string[] {
  const { files, tests } = notedParts(now)
  return [
    ...describeSet(then.files, files, (name) => `images/${name}`),
    ...describeSet(then.tests, tests, (name) => `acceptance test ${name} in the catalog`),
  ]
}

/** `openjdk-21-jdk-headless 21.0.9+10-1 → 21.0.10+7-1 (security)`, and how many more. */
export function describeOutdated(outdated: readonly OutdatedPackage[]): string {
  const named = outdated
    .slice(0, MAX_NAMED)
    .map(({ name, from, to, suite }) => `${name} ${from} → ${to} (${suite})`)
  const more = outdated.length - named.length
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

function describeSetting(name: string, then: string, now: string): string {
  const quoted = (text: string): string => (text === 'none' ? 'nothing said' : JSON.stringify(text))
  if (name === 'base') return `the base image moved ${shorten(then, SHORT)} → ${shorten(now, SHORT)}`
  if (name === 'recipe') return 'this version of the action labels or writes images differently'
  if (name === 'support') return `how well it is supported: ${quoted(then)} → ${quoted(now)}`
  return `${name}: ${then} → ${now}`
}

function describeArg(name: string, then = 'none', now = 'none'): string {
  if (name !== 'SOURCE_DATE_EPOCH') return `build argument ${name}: ${then} → ${now}`
  return `epoch: ${time(then)} → ${time(now)}`
}

function time(seconds: string): string {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? 'none' : date.toISOString().replace('.000Z', 'Z')
}

/** Compares named things by their hashes. */
function describeSet(then: Section, now: Section, nameOf: (name: string) => string): string[] {
  const names = differing(then, now)
  const groups = [
    ['changed', 'changed', names.filter((name) => name in then && name in now)],
    ['is new', 'are new', names.filter((name) => !(name in then))],
    ['is gone', 'are gone', names.filter((name) => !(name in now))],
  ] as const
  return groups.flatMap(([one, several, group]) => {
    if (group.length === 0) return []
    const more = group.length > MAX_NAMED ? ` and ${group.length - MAX_NAMED} more` : ''
    const named = group.slice(0, MAX_NAMED).map(nameOf).join(', ')
    return [`${named}${more} ${group.length === 1 ? one : several}`]
  })
}

function differing(then: Section, now: Section): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(then)])
  return [...names].filter((name) => then[name] !== now[name]).sort()
}
