/** Spark's settings of components, as their cells have them together. */
import { pick } from './artifacts.ts'
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

/** Rejects two components of a cell that set one key to two values: Spark takes one, and the other component fails late. */
export function checkSettings(catalog: Catalog, fail: Fail): void {
  for (const { id, spark, declared } of subjectsOf(catalog)) {
    const seen = new Map<string, { component: string; value: string }>()
    for (const component of declared.components)
      for (const [key, given] of Object.entries(own(catalog.components, component)?.conf ?? {})) {
        const value = pick(given, spark)
        if (value === undefined || LISTS.includes(key)) continue
        const here = { component, value: String(value) }
        const other = seen.get(key) ?? here
        if (other.value !== here.value)
          fail(
            ['components', component, 'conf', key],
            `in ${id}, ${other.component} sets it to "${other.value}" and ${component} to "${here.value}": Spark takes one value. Leave it out of one of them, as in components: { ${other.component}: { conf: { ${key}: null } } }`,
          )
        seen.set(key, here)
      }
  }
}
