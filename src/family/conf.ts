/** Spark's defaults of each cell, put together from what its components say. */
import { pick } from '../catalog/artifacts.ts'
import { subjectsOf } from '../catalog/cells.ts'
import { own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { LISTS } from '../catalog/settings.ts'
import { byName } from './dockerfile.ts'

const HEADER = `# What Spark does by default in this image. --conf, a session's own configuration, a properties file and
# conf/spark-defaults.conf all override it. It counts whatever is mounted over conf/, with --properties-file too,
# for bin/, sbin/ and all that the entrypoint starts (see sbin/with-image-defaults.sh).
`

interface Setting {
  readonly component: string
  readonly key: string
  readonly value: string
  /** Whether the shipped catalog says the same. */
  readonly isShipped: boolean
}

/**
 * The files of Spark's defaults in the images folder: `conf/CELL/spark-defaults.conf` with what the shipped catalog says,
 * and where a user's adds to it or differs, `spark-defaults-site.conf`, which Spark reads behind it: of two lines with
 * one key the last counts.
 */
export function confFiles(catalog: Catalog, shipped: Catalog): Map<string, string> {
  const files = new Map<string, string>()
  for (const { id, spark, declared } of subjectsOf(catalog)) {
    const settings = declared.components.flatMap((component) => {
      const conf = own(catalog.components, component)?.conf ?? {}
      return byName(conf).flatMap(([key, given]): Setting[] => {
        const value = pick(given, spark)
        const below = own(own(shipped.components, component)?.conf ?? {}, key)
        const isShipped = below !== undefined && pick(below, spark) === value
        return value === undefined ? [] : [{ component, key, value: String(value), isShipped }]
      })
    })
    const ours = settings.filter(({ isShipped }) => isShipped)
    const others = settings.filter(({ isShipped }) => !isShipped)
    files.set(`conf/${id}/spark-defaults.conf`, HEADER + linesOf(ours, [], catalog))
    if (others.length > 0) files.set(`conf/${id}/spark-defaults-site.conf`, linesOf(others, ours, catalog))
  }
  return files
}

/** The lines of settings, under the name of each component; `before` are those that they come behind. */
function linesOf(settings: readonly Setting[], before: readonly Setting[], { components }: Catalog): string {
  let of: string | undefined
  return settings
    .flatMap(({ component, key, value }, index) => {
      const heading =
        component === of ? [] : ['', headingOf(component, own(components, component)?.description)]
      of = component
      const all = [...before, ...settings.slice(0, index + 1)].filter((one) => one.key === key)
      const values = LISTS.includes(key) ? all.flatMap((one) => one.value.split(',')) : [value]
      return [...heading, `${key} ${propertyValue([...new Set(values)].join(','))}`]
    })
    .map((line) => `${line}\n`)
    .join('')
}

/** One line, whatever the description is. */
function headingOf(component: string, description = ''): string {
  return `# ${component}: ${description.replaceAll(/\s+/g, ' ')}`
}

/**
 * A value behind a key and a blank, as java.util.Properties reads it back: of the first characters it would skip white
 * space and one `=` or `:`.
 */
export function propertyValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replace(/^[=:]/, '\\$&')
    .replaceAll(/[^\x20-\x7e]|^ /g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
