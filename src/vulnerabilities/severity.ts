/** How severe a vulnerability is. */

/** The most severe first. What nobody knows and what FIRST calls none (a score of 0.0) never fails: no policy names them. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown', 'none'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Rated {
  readonly severity: Severity
  /** CVSS base score, if there is one. */
  readonly score?: number
}
