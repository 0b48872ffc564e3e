/** The release tags that the catalog's alias templates give to cells. */
import { type Cell, cellsOf, exclusionOf } from './cells.ts'
import type { Fail } from './document.ts'
import { suggestion } from './names.ts'
import type { Alias, Catalog } from './schema.ts'

/** Tags of releases and of referrers begin like this, staging tags and those of the newest images end so. */
const RESERVED = /^(?:release-|sha256-[0-9a-f]{64})|-(?:newest|[0-9a-f]{12})$/
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/
/** One component of a repository's name (distribution-spec, "Pulling manifests"). */
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/

/** `fixed` is set once, `exact` follows one Spark version, `floating` follows the highest of several. */
export type AliasKind = 'fixed' | 'exact' | 'floating'

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

/** Calls `fail` with the first alias that is of no known variant, gives a bad name, or two images one tag. */
export function checkAliases(catalog: Catalog, fail: Fail): void {
  const { aliases } = catalog
  const known = Object.keys(catalog.variants)
  for (const [index, { variants = [] }] of aliases.entries())
    for (const [at, name] of variants.entries())
      if (!known.includes(name))
        fail(['aliases', index, 'variants', at], `no variant "${name}"${suggestion(name, known)}`)
  const released = cellsOf(catalog).filter((cell) => exclusionOf(cell) === undefined)
  // Any date will do: all tags of one release have the same.
  const claims = claimsOf(released, aliases, '20000101')
  for (const claim of claims) checkNames(claim, fail)
  checkCollisions(claims, aliases, fail)
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

function checkNames({ image, tag, cell: { id }, alias }: Claim, fail: Fail): void {
  const path = ['aliases', alias]
  if (image !== undefined && !REPOSITORY.test(image)) {
    const advice = 'such a name is made of a-z 0-9, with single . _ or - inside'
    fail([...path, 'image'], `gives ${id} the image name ${image}: ${advice}`)
  }
  if (!TAG.test(tag)) {
    const advice = 'a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _'
    fail([...path, 'tag'], `gives ${id} the tag ${tag}: ${advice}`)
  }
  if (RESERVED.test(tag)) fail([...path, 'tag'], `gives ${id} the tag ${tag}, which is kept for other things`)
}

/** Two cells of one tag: fine for the versions of one variant and a floating template, and never else. */
function checkCollisions(claims: readonly Claim[], aliases: readonly Alias[], fail: Fail): void {
  const seen = new Map<string, Claim>()
  for (const claim of claims) {
    const { id } = claim.cell
    const name = `${claim.image === undefined ? '' : `${claim.image}:`}${claim.tag}`
    const other = seen.get(name)
    seen.set(name, other ?? claim)
    if (other === undefined || agree(claim, other)) continue
    const also =
      other.alias === claim.alias ? '' : ` (as alias ${other.alias}, ${show(aliases[other.alias])})`
    const cells = other.cell.id === id ? `${id} twice` : `${other.cell.id}${also} and ${id}`
    const advice = 'add {variant} or {version}, or say with variants whose it is'
    fail(
      ['aliases', claim.alias, 'tag'],
      `${show(aliases[claim.alias])} gives ${cells} one tag, ${name}: ${advice}`,
    )
  }
}

function agree(a: Claim, b: Claim): boolean {
  if (a.alias === b.alias && a.kind === 'floating') return a.cell.variant === b.cell.variant
  return a.cell.id === b.cell.id && a.kind === b.kind
}

function show(alias: Alias | undefined): string {
  return JSON.stringify(alias?.image === undefined ? alias?.tag : `${alias.image}:${alias.tag}`)
}
