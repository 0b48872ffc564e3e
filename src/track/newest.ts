/** The newest version of artifacts, by the policy that a component is tracked by. */
import type { SparkVersion } from '../catalog/artifacts.ts'
import type { TrackPolicy } from '../catalog/schema/policies.ts'
import { compareMaven } from '../versions/maven.ts'
import type { VersionOrder } from '../versions/order.ts'
import { comparePython } from '../versions/python.ts'
import type { Release } from './indexes.ts'
import { whyWait } from './notes.ts'
import { anyOf, type Tracking } from './spark.ts'

/** What decides which versions of a component's artifacts are taken. */
export type Policy = TrackPolicy['components'][string]

/** Artifacts of this group are Spark's own, and each has the version of the Spark that it is of. */
export const SPARK_GROUP = 'org.apache.spark'
/** Of the newest versions, so many are looked at. */
const MAX_CANDIDATES = 20

/** Artifacts that a version is wanted of. */
export interface Wanted {
  readonly kind: 'maven' | 'python'
  /** What it is the version of: coordinates with all in braces filled in, or a Python project. */
  readonly names: readonly string[]
  /** The Spark versions that it is for. */
  readonly at: readonly SparkVersion[]
}

/** The group of coordinates. */
export function makerOfName(name: string): string {
  return name.split(':')[0] ?? ''
}

/** Of pins that are raised together. A version that Maven and Python have is of numbers alone, which have one order. */
export function orderOf(pins: readonly Wanted[]): VersionOrder {
  return pins.every(({ kind }) => kind === 'python') ? comparePython : compareMaven
}

/** The newest version that all of these have, that can be fetched and that is out for long enough; or why there is none. */
export async function newest(
  tracking: Tracking,
  { skip, wait }: Policy,
  pins: readonly Wanted[],
  isAllowed: (version: string) => boolean,
): Promise<Release | { readonly held: readonly [version: string, why: string][] }> {
  const isSkipped = anyOf(skip)
  const compare = orderOf(pins)
  const newestFirst = (one: string, other: string): number => compare(other, one) ?? 0
  const isMeant = ({ version }: Release): boolean =>
    isAllowed(version) && !isSkipped(version) && pins.every((pin) => isOfSpark(pin, version))
  const { common, others } = await listAll(tracking, pins)
  const held = others
    .filter(isMeant)
    .map(({ version, lacks }): [string, string] => [version, `${lacks} has no such version`])
  for (const { version, released: latest } of common
    .filter(isMeant)
    .sort((one, other) => newestFirst(one.version, other.version))
    .slice(0, MAX_CANDIDATES)) {
    const served = await serve(tracking, pins, version)
    const released = served.released ?? latest
    const why = served.isThere
      ? whyWait(released, wait, tracking.now)
      : 'it is listed, and can not be fetched'
    if (why === undefined) return { version, released }
    held.push([version, why])
  }
  return { held: held.sort(([one], [other]) => newestFirst(one, other)) }
}

/** Versions that all of the pins' names have, and those that some lack. */
async function listAll({ indexes }: Tracking, pins: readonly Wanted[]) {
  const names = pins.flatMap((pin) => pin.names.map((name) => ({ kind: pin.kind, name })))
  const lists = await Promise.all(
    names.map(async ({ kind, name }) => {
      const list: readonly Release[] = await (kind === 'maven'
        ? indexes.listMaven(name)
        : indexes.listPython(name))
      return { name, versions: new Map(list.map((one) => [one.version, one])) }
    }),
  )
  const all = new Set(lists.flatMap(({ versions }) => [...versions.keys()]))
  const common: Release[] = []
  const others: (Release & { readonly lacks: string })[] = []
  for (const version of all) {
    const lacking = lists.find(({ versions }) => !versions.has(version))
    if (lacking !== undefined) others.push({ version, lacks: lacking.name })
    else
      common.push({
        version,
        released: latestOf(lists.map(({ versions }) => versions.get(version)?.released)),
      })
  }
  return { common, others }
}

/** The latest of some times; a time that is not known may be any. */
function latestOf(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === times.length && known.length > 0 ? Math.max(...known) : undefined
}

async function serve({ indexes }: Tracking, pins: readonly Wanted[], version: string) {
  const jars = pins.flatMap(({ kind, names }) => (kind === 'maven' ? names : []))
  const served = await Promise.all(jars.map((name) => indexes.findJar(name, version)))
  const dates = served.flatMap(({ released }) => released ?? [])
  const isDated = dates.length === served.length && dates.length > 0
  return {
    isThere: served.every(({ isThere }) => isThere),
    released: isDated ? Math.max(...dates) : undefined,
  }
}

/** Spark's own artifacts are those of the Spark that they are with. */
function isOfSpark({ names, at }: Wanted, version: string): boolean {
  if (!names.some((name) => name.startsWith(`${SPARK_GROUP}:`))) return true
  return at.every(({ series }) => version.startsWith(`${series}.`))
}

/** Notes that a component has another pin now, or its first. */
export function notePin(
  { notes }: Tracking,
  component: string,
  pins: readonly Wanted[],
  { version: to, released }: Release,
  from: string | undefined,
): void {
  const names = [...new Set(pins.flatMap((pin) => pin.names))]
  const versions = new Set(pins.flatMap(({ at }) => at.map(({ version }) => version)))
  notes.changes.push({ kind: 'pin', component, names, from, to, released, versions: [...versions] })
}
