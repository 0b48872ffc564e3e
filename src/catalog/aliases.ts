/** The release tags that the catalog's alias templates give to cells. */
import { type Cell, exclusionOf } from './cells.ts'
import type { Alias } from './schema.ts'

/** Tags of releases and of referrers begin like this, staging tags and those of the newest images end so. */
const RESERVED = /^(?:release-|sha256-[0-9a-f]{64})|-(?:newest|[0-9a-f]{12})$/
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/
/** One component of a repository's name (distribution-spec, "Pulling manifests"). */
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/

/**
 * How an alias behaves: `fixed` is set once, `exact` follows one Spark version, `floating` follows the
 * highest of several.
 */
export type AliasKind = 'fixed' | 'exact' | 'floating'

/** A tag that an image may have in a release. */
export interface Claim {
  /** Last part of the repository's name, undefined for the images' own repository. */
  readonly image: string | undefined
  readonly tag: string
  readonly kind: AliasKind
  readonly cell: Pick<Cell, 'id' | 'version' | 'variant'>
  /** Which of the catalog's aliases it is from, by index. */
  readonly alias: number
}

type Named = Pick<Cell, 'id' | 'version' | 'series' | 'variant'>

/** A template that no release could use, with the place in the catalog. */
export interface AliasProblem {
  readonly alias: number
  readonly key: 'image' | 'tag'
  readonly message: string
}

/**
 * The tags that the cells may have by the catalog's aliases, in the catalog's order.
 * @param date day of the release as in 20261124
 */
export function claimsOf(cells: readonly Named[], aliases: readonly Alias[], date: string): Claim[] {
  // A cell of several platforms is one image to whoever pulls it.
  const images = [...new Map(cells.map((cell) => [cell.id, cell])).values()]
  return aliases.flatMap(({ tag, image, variants }, alias) =>
    images
      .filter(({ variant }) => variants?.includes(variant) ?? true)
      .map((cell) => ({
        image: image === undefined ? undefined : fill(image, cell, date),
        tag: fill(tag, cell, date),
        kind: kindOf(tag, image),
        cell: { id: cell.id, version: cell.version, variant: cell.variant },
        alias,
      })),
  )
}

/** What is wrong with the catalog's aliases for its cells, if anything is. */
export function aliasProblem(cells: readonly Cell[], aliases: readonly Alias[]): AliasProblem | undefined {
  const released = cells.filter((cell) => exclusionOf(cell) === undefined)
  // Any date will do: all tags of one release have the same.
  const claims = claimsOf(released, aliases, '20000101')
  return claims.map(malformed).find((problem) => problem !== undefined) ?? collision(claims, aliases)
}

function kindOf(tag: string, image = ''): AliasKind {
  if (tag.includes('{date}')) return 'fixed'
  return `${image} ${tag}`.includes('{version}') ? 'exact' : 'floating'
}

function fill(template: string, { version, series, variant }: Named, date: string): string {
  const major = version.split('.')[0] ?? version
  const values: Readonly<Record<string, string>> = { version, series, major, variant, date }
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function malformed({ image, tag, cell, alias }: Claim): AliasProblem | undefined {
  if (image !== undefined && !REPOSITORY.test(image)) {
    const message = `gives ${cell.id} the image name ${image}: such a name is made of a-z 0-9, with single . _ or - inside`
    return { alias, key: 'image', message }
  }
  if (!TAG.test(tag)) {
    const message = `gives ${cell.id} the tag ${tag}: a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _`
    return { alias, key: 'tag', message }
  }
  if (!RESERVED.test(tag)) return undefined
  return { alias, key: 'tag', message: `gives ${cell.id} the tag ${tag}, which is kept for other things` }
}

/** Two cells of one tag: fine for the versions of one variant and a floating template, and never else. */
function collision(claims: readonly Claim[], aliases: readonly Alias[]): AliasProblem | undefined {
  const seen = new Map<string, Claim>()
  for (const claim of claims) {
    const key = `${claim.image ?? ''}:${claim.tag}`
    const other = seen.get(key)
    seen.set(key, other ?? claim)
    if (other === undefined || agree(claim, other)) continue
    const also =
      other.alias === claim.alias ? '' : ` (as alias ${other.alias}, ${show(aliases[other.alias])})`
    const cells =
      other.cell.id === claim.cell.id
        ? `${claim.cell.id} twice`
        : `${other.cell.id}${also} and ${claim.cell.id}`
    const name = `${claim.image === undefined ? '' : `${claim.image}:`}${claim.tag}`
    const message = `${show(aliases[claim.alias])} gives ${cells} one tag, ${name}: add {variant} or {version}, or say with variants whose it is`
    return { alias: claim.alias, key: 'tag', message }
  }
  return undefined
}

function agree(a: Claim, b: Claim): boolean {
  if (a.alias === b.alias && a.kind === 'floating') return a.cell.variant === b.cell.variant
  return a.cell.id === b.cell.id && a.kind === b.kind
}

function show(alias: Alias | undefined): string {
  return JSON.stringify(alias?.image === undefined ? alias?.tag : `${alias.image}:${alias.tag}`)
}
