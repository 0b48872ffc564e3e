/** A diff as sentences and tables, which text, Markdown and HTML are made of. */
import { formatBytes } from '../catalog/bytes.ts'
import { shortDigest } from '../oci/digest.ts'
import type { Changes, ImageDiff, PackageChange, VulnerabilityChange } from './schema.ts'

export interface DiffTable {
  readonly title: string
  readonly columns: readonly string[]
  /** One of l and r for each column. */
  readonly align: string
  readonly rows: readonly (readonly string[])[]
}

/** What is different in one image. */
export interface ImageChanges {
  readonly title: string
  /** In one line: sizes, and how many of what. */
  readonly summary: string
  readonly tables: readonly DiffTable[]
  readonly unknown: readonly string[]
}

/** A diff in one sentence. */
export function headlineOf({ images, added, removed, unchanged }: Changes): string {
  const parts = [
    images.length === 0 && added.length + removed.length > 0
      ? ''
      : count(images.length, 'image differs', 'images differ'),
    added.length > 0 ? `${added.length} new` : '',
    removed.length > 0 ? `${removed.length} gone` : '',
    unchanged > 0 ? `${unchanged} the same` : '',
  ]
  return parts.filter(Boolean).join(', ')
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/** A size with its sign: `+1.2 MB`, `−3 kB`, `±0`. */
export function signedBytes(bytes: number): string {
  if (bytes === 0) return '±0'
  return bytes > 0 ? `+${formatBytes(bytes)}` : `−${formatBytes(-bytes)}`
}

export function changesOf(diff: ImageDiff): ImageChanges {
  const title = [diff.cell, diff.platform].filter(Boolean).join(' for ')
  return {
    title: diff.old.cell === undefined ? title : `${title}, against ${diff.old.cell}`,
    summary: summaryLine(diff),
    tables: tablesOf(diff).filter(({ rows }) => rows.length > 0),
    unknown: diff.unknown,
  }
}

function summaryLine(diff: ImageDiff): string {
  const {
    old,
    new: current,
    compressedBytes: size,
    pullBytes,
    packages,
    vulnerabilities,
    settings,
    tests,
  } = diff
  const by = (change: PackageChange['change'], word: string): string => {
    const found = packages.filter((one) => one.change === change).length
    return found === 0 ? '' : `${found} ${word}`
  }
  const moved = [
    by('up', 'up'),
    by('down', 'down'),
    by('changed', 'changed'),
    by('in', 'in'),
    by('out', 'out'),
  ]
  const known = (change: VulnerabilityChange['change']): number =>
    vulnerabilities.filter((one) => one.change === change).length
  const flaws = [`${known('in')} come`, `${known('out')} gone`, `${known('published')} published since`]
  const parts = [
    `${shortDigest(old.digest)} → ${shortDigest(current.digest)}`,
    `${formatBytes(size.new)} (${signedBytes(size.new - size.old)}), ${formatBytes(pullBytes)} to pull`,
    packages.length === 0 ? '' : `packages: ${moved.filter(Boolean).join(', ')}`,
    vulnerabilities.length === 0
      ? ''
      : `vulnerabilities: ${flaws.filter((text) => !text.startsWith('0 ')).join(', ')}`,
    settings.length === 0 ? '' : count(settings.length, 'setting', 'settings'),
    tests.length === 0 ? '' : count(tests.length, 'test', 'tests'),
  ]
  return parts.filter(Boolean).join('; ')
}

const WORDS = { in: 'new', out: 'gone', published: 'published since' } as const

function tablesOf(diff: ImageDiff): DiffTable[] {
  const { layers, packages, licences, vulnerabilities, statements, settings, tests } = diff
  const changed = layers.filter((layer) => layer.old !== layer.new || layer.pull > 0)
  return [
    {
      title: 'Vulnerabilities',
      columns: ['', 'id', 'severity', 'package', 'version', 'fixed in'],
      align: 'llllll',
      rows: vulnerabilities.map(({ change, id, severity, package: of, version, fixed }) => {
        return [WORDS[change], id, severity, of, version, fixed.join(', ')]
      }),
    },
    {
      title: 'Statements on vulnerabilities',
      columns: ['id', 'package', 'before', 'now'],
      align: 'llll',
      rows: statements.map((one) => [one.vulnerability, one.package, status(one.old), status(one.new)]),
    },
    {
      title: 'Packages',
      columns: ['', 'package', 'before', 'now', 'of'],
      align: 'lllll',
      rows: packages.map(({ change, name, old, new: current, ecosystem }) => {
        return [change, name, old.join(', '), current.join(', '), ecosystem]
      }),
    },
    {
      title: 'Licences',
      columns: ['', 'licence', 'packages'],
      align: 'lll',
      rows: licences.map(({ change, licence, packages }) => [change, licence, packages.join(', ')]),
    },
    {
      title: 'Size by layer',
      columns: ['layer', 'before', 'now', 'change', 'to pull'],
      align: 'lrrrr',
      rows: changed.map(({ stage, old, new: current, pull }) => [
        stage,
        size(old),
        size(current),
        signedBytes(current - old),
        size(pull),
      ]),
    },
    {
      title: 'Settings',
      columns: ['setting', 'before', 'now'],
      align: 'lll',
      rows: settings.map(({ name, old, new: current }) => [name, old ?? '–', current ?? '–']),
    },
    {
      title: 'Acceptance tests',
      columns: ['test', 'before', 'now'],
      align: 'lll',
      rows: tests.map(({ name, old, new: current }) => [name, old ?? '–', current ?? '–']),
    },
  ]
}

const size = (bytes: number): string => (bytes === 0 ? '–' : formatBytes(bytes))
const status = (text: string | null): string => text?.replaceAll('_', ' ') ?? '–'
