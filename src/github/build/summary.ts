/** The build's summary: what was built, or why it failed and how to repeat it. */
import { formatBytes } from '../../catalog/bytes.ts'
import type { BuiltImage } from '../../image/build.ts'
import { shortDigest } from '../../oci/digest.ts'
import { shorten } from '../../text.ts'
import type { Report } from '../../vulnerabilities/report.ts'
import {
  block,
  blockSection,
  clock,
  code,
  folded,
  plain,
  type Section,
  summaryOf,
  tableSection,
} from '../summary.ts'
import { vulnerabilitySections } from '../vulnerabilities.ts'

const MAX_SAW = 20
const MAX_SAW_LENGTH = 300

/**
 * A cell's image as the step's summary: what it is, its layers, what its tests saw.
 * @param whyNot why it was not pushed, if it was not.
 * @param changes what it changes against the released image, where that is compared.
 */
export function buildSummary(
  cell: string,
  built: BuiltImage,
  whyNot = '',
  changes: readonly Section[] = [],
): string {
  const { image, digest, size, record, seconds, pushed } = built
  const passed = record.tests.filter(({ outcome }) => outcome === 'passed').length
  const facts = [
    ['digest', code(digest)],
    ['unpacked', formatBytes(size.unpacked)],
    ['compressed', formatBytes(size.compressed)],
    ['tests', `${passed} of ${record.tests.length} passed`],
    ['time', clock(seconds)],
  ]
  const tests = record.tests.map(({ name, outcome, seconds: took, saw }) => [
    code(name),
    outcome,
    `${took.toFixed(1)} s`,
    sawText(saw),
  ])
  const layers = size.layers.map(({ stage, unpacked, compressed, digest: layer }) => [
    code(stage),
    formatBytes(unpacked),
    formatBytes(compressed),
    code(shortDigest(layer)),
  ])
  return summaryOf([
    `## ${plain(cell)}: ${pushed ? 'built, tested and pushed' : 'built and tested, not pushed'}`,
    pushed ? undefined : `**Not pushed**: ${plain(whyNot)}.`,
    tableSection(['image', code(image)], 'll', facts),
    ...(built.vulnerabilities === undefined ? [] : vulnerabilitySections(built.vulnerabilities)),
    ...changes,
    folded('Acceptance tests', tableSection(['test', '', 'time', 'saw'], 'llrl', tests, 'the log')),
    folded('Layers', tableSection(['stage', 'unpacked', 'compressed', 'digest'], 'lrrl', layers)),
  ])
}

/**
 * A cell that failed as the step's summary: the reason as the log has it, and always last the line that repeats the
 * build at home.
 * @param own the repository's own catalog, and the folder that a checkout of the repository has by default.
 * @param vulnerabilities what is known of the image's, where these are the reason.
 */
export function failureSummary(
  cell: string,
  reason: string,
  own?: { file: string; folder: string },
  vulnerabilities?: Report,
): string {
  const beside = own === undefined ? '' : ' with one of this repository beside it'
  const catalog = own === undefined ? '' : ` --catalog ${shellWord(`../${own.folder}/${own.file}`)}`
  const line = block(`npm start -- ${cell}${catalog}`)
  const home = `To repeat it at home, in a checkout of the action${beside}:\n\n${line}`
  const found = vulnerabilities === undefined ? [] : vulnerabilitySections(vulnerabilities)
  return summaryOf([`## ${plain(cell)}: failed`, ...found, blockSection(reason, `\n\n${home}`)])
}

function shellWord(text: string): string {
  return /^[\w./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function sawText(saw: readonly string[]): string {
  const left = saw.length - MAX_SAW
  return [
    ...saw.slice(0, MAX_SAW).map((line) => plain(shorten(line, MAX_SAW_LENGTH))),
    ...(left > 0 ? [`${left} more left out here; the log has all of them`] : []),
  ].join('<br>')
}
