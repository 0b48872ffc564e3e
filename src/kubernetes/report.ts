/** What checks on a cluster found, for people: checks × images, and what failed. */
import { isDigest, shortDigest } from '../oci/digest.ts'
import { table } from '../table.ts'
import { oneLine, plainLines } from '../text.ts'
import type { CheckResult } from './run.ts'

/** A row for each check, a column for each image. */
export interface Grid {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** `3 passed, 1 failed, 2 left out` */
export function headline(results: readonly CheckResult[]): string {
  const counts = (['passed', 'failed', 'left out'] as const).map(
    (outcome) => [results.filter((one) => one.outcome === outcome).length, outcome] as const,
  )
  return counts
    .filter(([count, outcome]) => count > 0 || outcome === 'passed')
    .map(([count, outcome]) => `${count} ${outcome}`)
    .join(', ')
}

/** One result as a line of progress. */
export function resultLine({ check, image, outcome, seconds, words }: CheckResult): string {
  const time = outcome === 'left out' ? '' : ` (${seconds} s)`
  const [first = '', ...more] = words.map((word) => oneLine(word.split('\n')[0] ?? ''))
  return oneLine(`${outcome} ${check} of ${shortImage(image)}${time}: ${[first, ...more].join('; ')}`)
}

/** In the order of the results. What was not reached, as an image or the cluster failed, is empty. */
export function gridOf(results: readonly CheckResult[]): Grid {
  const checks = [...new Set(results.map(({ check }) => check))]
  const images = [...new Set(results.map(({ image }) => image))]
  const short = images.map(shortImage)
  const isUnique = new Set(short).size === short.length
  const found = new Map(results.map((result) => [`${result.check} ${result.image}`, result]))
  const rows = checks.map((check) => [
    check,
    ...images.map((image) => {
      const { outcome = '', seconds = 0 } = found.get(`${check} ${image}`) ?? {}
      return outcome === 'passed' || outcome === 'failed' ? `${outcome} ${seconds} s` : outcome
    }),
  ])
  return { header: ['check', ...(isUnique ? short : images.map((image) => oneLine(image)))], rows }
}

/** The grid, with why checks were left out below it. */
export function gridText(results: readonly CheckResult[]): string {
  const { header, rows } = gridOf(results)
  const reasons = leftOut(results).map(({ check, reason }) => `${check} was left out: ${reason}`)
  return [table(header, rows), ...(reasons.length === 0 ? [] : ['', ...reasons])].join('\n')
}

/** Checks that were left out, each with its reasons once. */
export function leftOut(results: readonly CheckResult[]): { check: string; reason: string }[] {
  const all = results.filter(({ outcome }) => outcome === 'left out')
  const texts = all.map(({ check, words }) => ({ check, reason: oneLine(words.join('; ')) }))
  return texts.filter(
    ({ check, reason }, index) =>
      texts.findIndex((one) => one.check === check && one.reason === reason) === index,
  )
}

export const failuresOf = (results: readonly CheckResult[]): CheckResult[] =>
  results.filter(({ outcome }) => outcome === 'failed')

/** Why checks failed, a paragraph for each; its lines are no workflow commands. */
export function failureText(results: readonly CheckResult[]): string {
  const failures = failuresOf(results)
  const tried = results.filter(({ outcome }) => outcome !== 'left out').length
  const texts = failures.map(
    ({ check, image, words }) => `${check} of ${oneLine(image)}: ${plainLines(words.join('\n'))}`,
  )
  return [`${failures.length} of ${tried} checks on the cluster failed`, ...texts].join('\n\n')
}

/** `spark:4.1.1-gpu` of `ghcr.io/acme/spark:4.1.1-gpu`, and a digest by its first digits. */
export function shortImage(image: string): string {
  const [name = '', digest] = (image.split('/').at(-1) ?? image).split('@')
  return oneLine(digest !== undefined && isDigest(digest) ? `${name}@${shortDigest(digest)}` : name)
}
