/** Pins of components are raised to newer versions. */
import { allNames, fill, keyFor, type SparkVersion, scalaClash, sparkVersions } from '../catalog/artifacts.ts'
import { own } from '../catalog/names.ts'
import type { Place } from './edit.ts'
import { makerOfName, newest, notePin, orderOf, type Policy, type Wanted } from './newest.ts'
import type { Tracking } from './spark.ts'
import { isSuccessor } from './version.ts'

/** A version in a catalog's file. */
interface Pin extends Wanted {
  readonly place: Place
  readonly version: string
}

/** Raises the pins of a component to the newest versions that its policy allows. */
export async function raisePins(tracking: Tracking, name: string, policy: Policy): Promise<void> {
  const { draft, notes } = tracking
  for (const pins of groupsOf(pinsOf(tracking, name, policy))) {
    const found = await newest(tracking, policy, pins, (version) =>
      isSuccessor(version, pins[0]?.version ?? '', policy.major, orderOf(pins)),
    )
    if ('held' in found) {
      const [newer] = found.held
      if (newer !== undefined) notes.hold(`${name} ${newer[0]}`, newer[1])
      continue
    }
    const problem = draft.attempt((editor) => {
      for (const { kind, place } of pins)
        editor.set(place, kind === 'python' ? `==${found.version}` : found.version)
    })
    if (problem !== undefined) notes.hold(`${name} ${found.version}`, problem)
    else notePin(tracking, name, pins, found, pins[0]?.version)
  }
}

/** The pins of a component in the files: single versions, and those of mappings by version. */
function pinsOf({ draft }: Tracking, name: string, { artifacts }: Policy): Pin[] {
  const component = own(draft.catalog.components, name)
  const versions = sparkVersions(draft.catalog)
  const isMeant = (key: string): boolean => artifacts?.includes(key) !== false
  const maven = Object.entries(component?.maven ?? {}).filter(([key]) => isMeant(key))
  const python = Object.entries(component?.python ?? {}).filter(([key]) => isMeant(key))
  const pins = [
    ...maven.flatMap(([key, artifact]) =>
      valuesOf(['components', name, 'maven', key, 'version'], artifact.version, versions).map((value) => {
        const all = allNames(artifact)
        const at = value.at.filter((spark) => all.every((one) => scalaClash(one, spark) === undefined))
        const names = [...new Set(at.flatMap((spark) => all.map((one) => fill(one, spark))))]
        return { ...value, kind: 'maven' as const, at, names }
      }),
    ),
    ...python.flatMap(([project, version]) =>
      valuesOf(['components', name, 'python', project], version, versions).flatMap((value) => {
        const [, pinned] = /^== ?(\d[\d.]*)$/.exec(value.version) ?? []
        const names = [project.replace(/\[.*/, '')]
        return pinned === undefined ? [] : [{ ...value, kind: 'python' as const, version: pinned, names }]
      }),
    ),
  ]
  return pins.filter(({ place, version, at }) => at.length > 0 && !version.includes('{') && draft.has(place))
}

function valuesOf(
  place: Place,
  value: string | Readonly<Record<string, string>>,
  versions: readonly SparkVersion[],
): { place: Place; version: string; at: SparkVersion[] }[] {
  if (typeof value === 'string') return [{ place, version: value, at: [...versions] }]
  return Object.entries(value).map(([key, version]) => {
    return { place: [...place, key], version, at: versions.filter((spark) => keyFor(value, spark) === key) }
  })
}

/** What has one version in one image, by one maker, keeps one version: such pins are raised together. */
function groupsOf(pins: readonly Pin[]): Pin[][] {
  const groups: Pin[][] = []
  for (const pin of pins) {
    const mine = groups.filter((group) => group.some((other) => belongTogether(pin, other)))
    for (const group of mine) groups.splice(groups.indexOf(group), 1)
    groups.push([...mine.flat(), pin])
  }
  return groups
}

function belongTogether(one: Pin, other: Pin): boolean {
  const isBeside = one.at.some(({ version }) => other.at.some((spark) => spark.version === version))
  const isOfGroup = one.kind !== other.kind || one.kind === 'python' || makerOf(one) === makerOf(other)
  return isBeside && isOfGroup && one.version === other.version
}

function makerOf({ names: [name = ''] }: Pin): string {
  return makerOfName(name)
}
