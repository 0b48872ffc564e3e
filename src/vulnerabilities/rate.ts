/** Rates advisories: by their CVSS vectors, or by their database's own word where they have none. */
import * as cvss from 'ae-cvss-calculator'
import { type Rated, SEVERITIES, type Severity } from './severity.ts'

// Node has a CommonJS module's names under `default`, the bundler has them beside it.
const { fromVector } = (cvss.default as typeof cvss | undefined) ?? cvss

/** GitHub's words, and Debian's urgencies. */
const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
  unimportant: 'low',
}

/** The most severe of several ratings of one vulnerability; scores before words. */
export function rate(vectors: readonly string[], words: readonly string[]): Rated {
  const scores = vectors.flatMap((vector) => baseScore(vector) ?? [])
  if (scores.length > 0) {
    const score = Math.max(...scores)
    return { severity: severityOf(score), score }
  }
  const known = words.map((word) => WORDS[word.toLowerCase()] ?? 'unknown')
  return { severity: SEVERITIES.find((severity) => known.includes(severity)) ?? 'unknown' }
}

/** https://www.first.org/cvss/v4.0/specification-document, "Qualitative Severity Rating Scale"; CVSS 3 has the same. */
function severityOf(score: number): Severity {
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score > 0 ? 'low' : 'none'
}

/**
 * Of a vector of CVSS 3.0, 3.1 or 4.0 with all base metrics, by these alone: what threat and environmental metrics add is
 * somebody else's. Undefined for anything else.
 */
function baseScore(vector: string): number | undefined {
  if (!/^CVSS:[34]\.[01]\/[A-Za-z:/]{1,300}$/.test(vector)) return undefined
  const parsed = fromVector(vector)
  if (!parsed?.isBaseFullyDefined()) return undefined
  const scores = parsed.calculateScores()
  // Of CVSS 4, the library's `base` is of all metrics that are there.
  if ('baseMetricsOnly' in scores) return scores.baseMetricsOnly
  return 'base' in scores ? scores.base : undefined
}
