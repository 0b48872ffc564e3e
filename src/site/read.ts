/** Reads what a page of the family shows: the releases from the registry, and what is supported from the catalog. */

import type { Cell } from '../catalog/cells.ts'
import { compareVersions } from '../catalog/version.ts'
import { type Cells, Contents, cellsOf, releaseChanges } from '../diff/family.ts'
import { ConfigurationError, isExpected, messageOf } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { sha256 } from '../oci/digest.ts'
import { formatImageName, parseReference, sibling } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { type AliasRecord, aliasName, journal, type ReleaseRecord, recordsFrom } from '../release/record.ts'
import type { Site, SiteCell, SiteImage, SitePlatform, SiteRelease, Support } from './model.ts'
import { cosignOptions, type Signing } from './verify.ts'

/** Releases that a page can show. */
export const MAX_RELEASES = 200

export interface SiteOptions {
  /** All cells of the catalog, those too that a rule excludes. */
  readonly cells: readonly Cell[]
  /** Releases that are shown, at most. */
  readonly releases: number
  readonly now: Date
  /** What the catalog says of signatures. */
  readonly signing: Signing
}

/** A release with the cells as they were after it. */
interface Step {
  readonly record: ReleaseRecord
  readonly cells: Cells
}

/**
 * @throws ConfigurationError when nothing was released there.
 * @throws RegistryError when the registry can't be asked. What it has lost is among the site's problems.
 */
export async function readSite(repository: Repository, options: SiteOptions): Promise<Site> {
  const { last } = (await journal.read(repository)) ?? {}
  const steps: Step[] = []
  for await (const record of recordsFrom(repository, last, options.releases))
    steps.push({ record, cells: await cellsOf(repository, record) })
  if (steps.length === 0)
    throw new ConfigurationError(
      `${formatRepository(repository)} has no release to show: release the family first, or give username and password, or log in before, where it is private`,
    )
  const contents = new Contents()
  const problems = await prefetch(repository, steps, contents)
  const releases: SiteRelease[] = []
  for (const { record } of steps) {
    const { id, kind, restores, created, aliases } = record
    const changes = await releaseChanges(repository, record, contents)
    const moved = aliases.filter(({ from, to }) => from?.digest !== to?.digest)
    releases.push({ id, page: `releases/${id}.html`, kind, restores, created, moved, changes })
  }
  const cells = await readCells(repository, steps, options.cells, contents)
  const distinct = (values: readonly string[]): string[] => [...new Set(values)]
  return {
    name: formatRepository(repository),
    made: options.now.toISOString(),
    versions: distinct(cells.map(({ version }) => version)).sort((a, b) => compareVersions(b, a)),
    variants: distinct([...options.cells, ...cells].map(({ variant }) => variant)),
    platforms: distinct(cells.flatMap(({ platforms }) => platforms.map(({ platform }) => platform))),
    cells,
    releases,
    cosign: cosignOptions(options.signing),
    problems,
  }
}

/** Reads all images of the steps, a few at a time. @returns which are gone */
async function prefetch(
  repository: Repository,
  steps: readonly Step[],
  contents: Contents,
): Promise<string[]> {
  const digests = new Map(steps.flatMap(({ cells }) => [...cells].map(([cell, digest]) => [digest, cell])))
  const lost = await inParallel(REQUESTS, [...digests], async ([digest, cell]) => {
    try {
      await contents.platformsOf({ repository, reference: digest })
      return []
    } catch (error) {
      if (!isExpected(error) || ('transient' in error && error.transient)) throw error
      return [`${cell}: ${messageOf(error)}`]
    }
  })
  return lost.flat()
}

async function readCells(
  repository: Repository,
  steps: readonly Step[],
  declared: readonly Cell[],
  contents: Contents,
): Promise<SiteCell[]> {
  const current = steps[0]?.cells ?? new Map<string, Digest>()
  const aliases = currentAliases(steps)
  const ids = new Set([...declared.map(({ id }) => id), ...current.keys()])
  return Promise.all(
    [...ids].map(async (id): Promise<SiteCell> => {
      const own = declared.filter((cell) => cell.id === id)
      const digest = current.get(id)
      const histories = await historiesOf(repository, steps, id, contents)
      const platforms = new Set([...own.map(({ platform }) => platform), ...histories.keys()])
      const [version = id, variant = ''] = own[0] ? [own[0].version, own[0].variant] : id.split(/-(.*)/s)
      const named = aliases.filter(({ to }) => digest !== undefined && to?.digest === digest)
      const tagsOf = (isDated: boolean): string[] =>
        named
          .filter(({ fixed = false }) => fixed === isDated)
          .map(({ image, tag }) => `${formatImageName(sibling(repository.image, image))}:${tag}`)
      return {
        id,
        page: `images/${fileName(id)}.html`,
        version,
        variant,
        isInCatalog: own.length > 0,
        connect: own[0]?.connect ?? [],
        digest,
        tags: tagsOf(false),
        dated: tagsOf(true),
        platforms: [...platforms].map((platform) => {
          const cell = own.find((one) => one.platform === platform)
          return platformOf(platform, cell, histories.get(platform) ?? [])
        }),
      }
    }),
  )
}

function platformOf(platform: string, cell: Cell | undefined, history: readonly SiteImage[]): SitePlatform {
  const rules = cell?.rules ?? []
  const levels: readonly Support[] = ['unsupported', 'experimental']
  const support = levels.find((level) => rules.some((rule) => rule.support === level)) ?? 'supported'
  return { platform, support, rules, history }
}

/** Ids of cells are as the registry has them, and become names of files. */
function fileName(id: string): string {
  const plain = id.replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+/, '')
  return plain === id && plain !== '' ? plain : `${plain}-${sha256(id).slice(7, 19)}`
}

/** What each alias names after the newest release that says so; those that are gone are left out. */
function currentAliases(steps: readonly Step[]): AliasRecord[] {
  const newest = new Map<string, AliasRecord>()
  for (const { record } of steps)
    for (const alias of record.aliases) if (!newest.has(aliasName(alias))) newest.set(aliasName(alias), alias)
  return [...newest.values()].filter(({ to, image, tag }) => to !== null && isName(image, tag))
}

/** Tags become commands to copy: what no registry would have as one is left out. */
function isName(image: string | undefined, tag: string): boolean {
  const place = sibling({ registry: 'localhost', repository: 'spark' }, image)
  return ifConfigured(() => parseReference(`${formatImageName(place)}:${tag}`)) !== undefined
}

function ifConfigured<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined
    throw error
  }
}

/** The images of a cell by platform, each digest once for as long as it stayed, the oldest first. */
async function historiesOf(repository: Repository, steps: readonly Step[], id: string, contents: Contents) {
  const histories = new Map<string, SiteImage[]>()
  for (const { record, cells } of steps.toReversed()) {
    const reference = cells.get(id)
    if (reference === undefined) continue
    // What is gone is among the problems already.
    const images = await contents.platformsOf({ repository, reference }).catch(() => undefined)
    for (const [platform, content] of images ?? []) {
      const history = histories.get(platform) ?? []
      histories.set(platform, history)
      if (history.at(-1)?.content.digest === content.digest) continue
      history.push({ release: record.id, released: record.created, content })
    }
  }
  return histories
}
