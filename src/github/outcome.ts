import type { BuiltImage } from '../build/build.ts'
import { formatBytes } from '../catalog/bytes.ts'
import type { TestOutcome } from '../plan/record.ts'
import { block, code, folded, markdownTable, plain } from './markdown.ts'

/** A cell's image as the step's summary: what it is, its layers, what its tests saw. */
export function buildSummary(
  cell: string,
  { image, digest, size, record, seconds, pushed }: BuiltImage,
): string {
  const passed = record.tests.filter(({ outcome }) => outcome === 'passed').length
  const facts = [
    ['digest', code(digest)],
    ['unpacked', formatBytes(size.unpacked)],
    ['compressed', formatBytes(size.compressed)],
    ['tests', `${passed} of ${record.tests.length} passed`],
    ['time', clock(seconds)],
  ]
  const layers = size.layers.map((layer) => [
    code(layer.stage),
    formatBytes(layer.unpacked),
    formatBytes(layer.compressed),
    code(layer.digest.slice(0, 19)),
  ])
  return `${[
    `## ${plain(cell)}: ${pushed ? 'built, tested and pushed' : 'built and tested, not pushed'}`,
    markdownTable(['image', code(image)], 'll', facts),
    folded('Acceptance tests', tests(record.tests)),
    folded('Layers', markdownTable(['stage', 'unpacked', 'compressed', 'digest'], 'lrrl', layers)),
  ].join('\n\n')}\n`
}

/** A cell that failed: the reason as the log has it, with the line that repeats it at home. */
export function failureSummary(cell: string, reason: string): string {
  return `## ${plain(cell)}: failed\n\nNothing was pushed.\n\n${block(reason)}\n`
}

function tests(outcomes: readonly TestOutcome[]): string {
  const rows = outcomes.map(({ name, outcome, seconds, saw }) => [
    code(name),
    outcome,
    `${seconds.toFixed(1)} s`,
    saw.map(plain).join('<br>'),
  ])
  return markdownTable(['test', '', 'time', 'saw'], 'llrl', rows)
}

/** Seconds as a person says them. */
function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
