/** How severe a vulnerability is. */

/** The most severe first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Rated {
  readonly severity: Severity
  /** CVSS base score, if there is one. */
  readonly score?: number
}
