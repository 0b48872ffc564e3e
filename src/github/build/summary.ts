/** The build's summary: what was built, or why it failed and how to repeat it. */
import { formatBytes } from '../../catalog/bytes.ts'
import type { BuiltImage } from '../../image/build.ts'
import { shortDigest } from '../../oci/digest.ts'
import type { TestResult } from '../../plan/record.ts'
import { shorten } from '../../text.ts'
import { block, clock, code, plain } from '../summary/markdown.ts'
import { blockSection, folded, type Section, summaryOf, tableSection } from '../summary/sections.ts'

/** A test of a user's own says what it likes, as often as it likes. */
const MAX_SAW = 20
const MAX_SAW_LENGTH = 300

/**
 * A cell's image as the step's summary: what it is, its layers, what its tests saw.
 * @param whyNot why it was not pushed, if it was not.
 */
export function buildSummary(cell: string, built: BuiltImage, whyNot = ''): string {
  const { image, digest, size, record, seconds, pushed } = built
  const passed = record.tests.filter(({ outcome }) => outcome === 'passed').length
  const facts = [
    ['digest', code(digest)],
    ['unpacked', formatBytes(size.unpacked)],
    ['compressed', formatBytes(size.compressed)],
    ['tests', `${passed} of ${record.tests.length} passed`],
    ['time', clock(seconds)],
  ]
  return summaryOf([
    `## ${plain(cell)}: ${pushed ? 'built, tested and pushed' : 'built and tested, not pushed'}`,
    ...(pushed ? [] : [`**Not pushed**: ${plain(whyNot)}.`]),
    tableSection(['image', code(image)], 'll', facts),
    testsSection(record.tests),
    layersSection(built),
  ])
}

/**
 * A cell that failed as the step's summary: the reason as the log has it, and always last the line that repeats the
 * build at home.
 * @param own the repository's own catalog, if it has one
 */
export function failureSummary(cell: string, reason: string, own?: OwnCatalog): string {
  const beside = own === undefined ? '' : ' with one of this repository beside it'
  const home = `To repeat it at home, in a checkout of the action${beside}:\n\n${block(homeLine(cell, own))}`
  const why = blockSection(reason)
  return summaryOf([`## ${plain(cell)}: failed`, { ...why, after: `${why.after}\n\n${home}` }])
}

export interface OwnCatalog {
  /** Relative to the repository. */
  readonly file: string
  /** The folder that a checkout of the repository has by default. */
  readonly folder: string
}

function homeLine(cell: string, own: OwnCatalog | undefined): string {
  return `npm start -- ${cell}${own === undefined ? '' : ` --catalog ${shellWord(`../${own.folder}/${own.file}`)}`}`
}

function shellWord(text: string): string {
  return /^[\w./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function testsSection(outcomes: readonly TestResult[]): Section {
  const rows = outcomes.map(({ name, outcome, seconds, saw }) => [
    code(name),
    outcome,
    `${seconds.toFixed(1)} s`,
    sawText(saw),
  ])
  return folded('Acceptance tests', tableSection(['test', '', 'time', 'saw'], 'llrl', rows, 'the log'))
}

function sawText(saw: readonly string[]): string {
  const left = saw.length - MAX_SAW
  return [
    ...saw.slice(0, MAX_SAW).map((line) => plain(shorten(line, MAX_SAW_LENGTH))),
    ...(left > 0 ? [`${left} more left out here; the log has all of them`] : []),
  ].join('<br>')
}

function layersSection({ size }: BuiltImage): Section {
  const rows = size.layers.map((layer) => [
    code(layer.stage),
    formatBytes(layer.unpacked),
    formatBytes(layer.compressed),
    code(shortDigest(layer.digest)),
  ])
  return folded('Layers', tableSection(['stage', 'unpacked', 'compressed', 'digest'], 'lrrl', rows))
}
