/** The table of what the shipped catalog hardens among Spark's jars. */
import type { SparkChange, SparkVersion } from '../src/catalog/artifacts.ts'
import { compareVersions } from '../src/catalog/version.ts'
import { versionsOf } from '../src/family/spark-jars.ts'
import { compareMaven } from '../src/versions/maven.ts'

interface HardenedSpark {
  readonly at: SparkVersion
  readonly changes: readonly SparkChange[]
  /** The jars that it brings: see broughtBy(). */
  readonly brought: readonly string[]
}

interface Hardened {
  readonly group: string
  readonly artifacts: Set<string>
  readonly before: Set<string>
  readonly after: string
  readonly reasons: Set<string>
}

/**
 * Rows of series, jars, versions that Spark brings, the version instead of them, and what that mends; artifacts of one group
 * and version together. A change that no version of the series needs has no row.
 */
export function hardenedRows(sparks: readonly HardenedSpark[]): string[][] {
  const series = [...new Set(sparks.map(({ at }) => at.series))]
  return series.flatMap((name) => {
    const rows = new Map<string, Hardened>()
    for (const { changes, brought } of sparks.filter(({ at }) => at.series === name)) {
      for (const change of changes) addTo(rows, change, brought)
    }
    return [...rows.values()].map(({ group, artifacts, before, after, reasons }) => [
      name,
      `${group}: ${[...artifacts].sort().join(', ')}`,
      [...before].sort(compareMaven).join(', '),
      after,
      [...reasons].sort(compareVersions).join(', '),
    ])
  })
}

function addTo(rows: Map<string, Hardened>, change: SparkChange, brought: readonly string[]): void {
  const { name, version, reasons } = change
  const [before] = versionsOf(name, brought)
  if (before === undefined || (version !== undefined && compareMaven(version, before) <= 0)) return
  const [group = '', artifact = ''] = name.split(':')
  const after = version ?? 'left out'
  const key = `${group} ${after}`
  const row = rows.get(key) ?? { group, artifacts: new Set(), before: new Set(), after, reasons: new Set() }
  row.artifacts.add(artifact)
  row.before.add(before)
  for (const reason of reasons) row.reasons.add(reason)
  rows.set(key, row)
}
