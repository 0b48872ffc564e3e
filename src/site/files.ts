/** The page of a family as files: HTML for people, JSON for programs. */
import type { ImageContent } from '../diff/content.ts'
import type { Diff } from '../diff/schema.ts'
import { familyPage } from './family-page.ts'
import { imagePage } from './image-page.ts'
import { currentOf, type Site, type SiteCell, type SiteRelease } from './model.ts'
import { releasePage, releasesPage } from './release-page.ts'
import { searchIndex } from './search.ts'

/** Names, relative to the folder, with their content. Those of site/static are not among them. */
export function* siteFiles(site: Site): Generator<readonly [name: string, text: string]> {
  yield ['index.html', familyPage(site)]
  yield ['releases.html', releasesPage(site)]
  yield ['search-index.js', searchIndex(site)]
  yield ['data/index.json', json(indexData(site))]
  for (const cell of site.cells) {
    yield [cell.page, imagePage(site, cell)]
    if (cell.digest !== undefined) yield [dataOf(cell.page), json(cellData(cell))]
  }
  for (const release of site.releases) {
    yield [release.page, releasePage(site, release)]
    yield [dataOf(release.page), json(releaseData(site, release))]
  }
}

const json = (data: object): string => `${JSON.stringify(data)}\n`
const dataOf = (page: string): string => `data/${page.replace(/\.html$/, '.json')}`

function indexData({ name, made, cells, releases }: Site): object {
  return {
    format: 1,
    name,
    made,
    images: cells.map((cell) => ({
      cell: cell.id,
      version: cell.version,
      variant: cell.variant,
      digest: cell.digest ?? null,
      tags: [...cell.tags, ...cell.dated],
      data: cell.digest === undefined ? null : dataOf(cell.page),
      platforms: cell.platforms.map((platform) => {
        const { content, released } = currentOf(platform) ?? {}
        return {
          platform: platform.platform,
          support: platform.support,
          rules: platform.rules,
          digest: content?.digest ?? null,
          released: released ?? null,
          compressedBytes: content?.compressedBytes ?? null,
          unpackedBytes: content?.record?.unpackedBytes ?? null,
          tests:
            content?.record?.tests.map(({ name, outcome, seconds }) => ({ name, outcome, seconds })) ?? null,
        }
      }),
    })),
    releases: releases.map(({ id, kind, created, page }) => ({ id, kind, created, data: dataOf(page) })),
  }
}

function cellData({ id, platforms }: SiteCell): object {
  return {
    format: 1,
    cell: id,
    platforms: platforms.map((platform) => {
      const content = currentOf(platform)?.content
      return {
        platform: platform.platform,
        ...(content && contentData(content)),
        history: platform.history.map(
          ({ release, released, content: { digest, compressedBytes, layers } }) => {
            return { release, released, digest, compressedBytes, layers }
          },
        ),
      }
    }),
  }
}

function contentData({ packages, findings, statements, settings }: ImageContent): object {
  return { packages, findings, statements, settings: Object.fromEntries(settings) }
}

/** As `npm run diff -- --format json` has it. */
function releaseData({ name, releases }: Site, release: SiteRelease): Diff {
  const before = releases[releases.indexOf(release) + 1]
  const old = before === undefined ? '' : `${name}:release-${before.id}`
  return { format: 1, old, new: `${name}:release-${release.id}`, ...release.changes }
}
