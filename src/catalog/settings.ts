/** Spark's settings of components, as their cells have them together. */
import { pick, type SparkVersion } from './artifacts.ts'
import { subjectsOf } from './cells.ts'
import type { Fail } from './document.ts'
import { own } from './names.ts'
import type { Catalog } from './schema.ts'

/** Keys whose values are lists, by commas: https://spark.apache.org/docs/latest/configuration.html */
export const LISTS: readonly string[] = [
  'spark.archives',
  'spark.extraListeners',
  'spark.files',
  'spark.jars',
  'spark.jars.excludes',
  'spark.jars.packages',
  'spark.jars.repositories',
  'spark.plugins',
  'spark.sql.extensions',
  'spark.sql.queryExecutionListeners',
  'spark.sql.streaming.streamingQueryListeners',
  'spark.submit.pyFiles',
]

interface Setting {
  readonly component: string
  readonly key: string
  readonly value: string
}

/** Rejects two components of a cell that set one key to two values: Spark takes one, and the other component fails late. */
export function checkSettings(catalog: Catalog, fail: Fail): void {
  for (const { id, spark, declared } of subjectsOf(catalog)) {
    const seen = new Map<string, Setting>()
    for (const setting of settingsOf(declared.components, catalog, spark)) {
      const { component, key, value } = setting
      const other = seen.get(key) ?? setting
      if (other.value !== value)
        fail(
          ['components', component, 'conf', key],
          `in ${id}, ${other.component} sets it to "${other.value}" and ${component} to "${value}": Spark takes one value. Leave it out of one of them, as in components: { ${other.component}: { conf: { ${key}: null } } }`,
        )
      seen.set(key, setting)
    }
  }
}

/** What components set for a Spark version, but for keys whose values are joined. */
function settingsOf(components: readonly string[], catalog: Catalog, spark: SparkVersion): Setting[] {
  return components.flatMap((component) =>
    Object.entries(own(catalog.components, component)?.conf ?? {}).flatMap(([key, given]) => {
      const value = pick(given, spark)
      return value === undefined || LISTS.includes(key) ? [] : [{ component, key, value: String(value) }]
    }),
  )
}
