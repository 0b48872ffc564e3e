/** What is kept, as users say it. Values in, values out. */
import { cellsOf, exclusionOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { PrunePolicy } from './decide.ts'
import type { Place } from './needs.ts'

const DAY = 86_400_000
/** More than anybody keeps. */
const MAX = 100_000

/** As inputs and options have them, by their name; the default where there is none. */
type PruneLimits = Readonly<
  Partial<Record<'keep-releases' | 'keep-staging-days' | 'keep-dated-days', string>>
>

const DEFAULT_RELEASES = 10
const DEFAULT_STAGING_DAYS = 30

/** @throws ConfigurationError naming a limit that is no whole number, or would keep no release. */
export function prunePolicy(limits: PruneLimits, catalog: Catalog, now: Date): PrunePolicy {
  const releases = wholeNumber('keep-releases', limits['keep-releases']) ?? DEFAULT_RELEASES
  if (releases < 1)
    throw new ConfigurationError(
      'keep-releases is 0: at least 1 release is kept, the one that people use now',
    )
  const staging = wholeNumber('keep-staging-days', limits['keep-staging-days']) ?? DEFAULT_STAGING_DAYS
  const dated = wholeNumber('keep-dated-days', limits['keep-dated-days'])
  return {
    releases,
    staging: staging * DAY,
    dated: dated === undefined ? undefined : dated * DAY,
    cells: cellsOf(catalog).filter((cell) => exclusionOf(cell) === undefined),
    dateOf: dateReader(catalog),
    now: now.getTime(),
  }
}

function wholeNumber(name: string, text = ''): number | undefined {
  const value = text.trim()
  if (value === '') return undefined
  if (/^\d{1,9}$/.test(value) && Number(value) <= MAX) return Number(value)
  throw new ConfigurationError(
    `${name} is ${JSON.stringify(value.slice(0, 100))}: write a whole number from 0 to ${MAX}`,
  )
}

/** Finds the date in tags that an alias of the catalog with {date} in it may have given, as 20261124 in UTC. */
function dateReader({ aliases }: Catalog): PrunePolicy['dateOf'] {
  const templates = aliases
    .filter(({ tag }) => tag.includes('{date}'))
    .map(({ image, tag }) => ({
      place: image === undefined ? undefined : patternOf(image),
      tag: patternOf(tag),
    }))
  return (place: Place, tag: string) => {
    for (const template of templates) {
      const isHere = template.place === undefined ? place === undefined : template.place.test(place ?? '')
      const [, year, month, day] = (isHere && template.tag.exec(tag)) || []
      const time = year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T00:00:00Z`)
      if (!Number.isNaN(time)) return time
    }
    return undefined
  }
}

/** Each `{name}` of a template stands for anything, `{date}` for eight digits, of which the first ones count. */
function patternOf(template: string): RegExp {
  let isDated = false
  const parts = template.split(/(\{\w+\})/).map((part) => {
    if (!/^\{\w+\}$/.test(part)) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (part !== '{date}' || isDated) return '[A-Za-z0-9._-]+'
    isDated = true
    return '(\\d{4})(\\d{2})(\\d{2})'
  })
  return new RegExp(`^${parts.join('')}$`)
}
