/** The first page: what there is, how to get it, and what changed last. */
import { describeRule } from '../catalog/cells.ts'
import { headlineOf } from '../diff/tables.ts'
import { counted, day, dayMarkup, digestMarkup, shortTag, size } from './format.ts'
import { type Content, html, type Markup } from './html.ts'
import { layout, table } from './layout.ts'
import { currentOf, type Site, type SiteCell, type SitePlatform } from './model.ts'

const LAST_RELEASES = 5

export function familyPage(site: Site): string {
  const [newest] = site.releases
  const released = site.cells.filter(({ digest }) => digest !== undefined)
  const [pulled] = released
  const grids = site.platforms.map((platform) => grid(site, platform))
  const content = html`<h1>Apache Spark images</h1>
<p class="lead">${counted(released.length, 'image')} of Spark ${site.versions.filter((version) => released.some((cell) => cell.version === version)).join(', ')}. Last released on ${dayMarkup(newest?.created)}.</p>
${pulled !== undefined && html`<pre class="command"><code>docker pull ${pulled.tags.at(-1) ?? `${site.name}@${pulled.digest}`}</code></pre>`}
${site.problems.length > 0 && html`<div class="note"><p>Not everything could be read from the registry:</p><ul>${site.problems.map((text) => html`<li>${text}</li>`)}</ul></div>`}
<section><h2 id="family">The family</h2>
${grids}
${supportNotes(site)}</section>
<section><h2 id="changes">What changed last</h2>
${releaseList(site, LAST_RELEASES)}
${site.releases.length > LAST_RELEASES && html`<p><a href="releases.html">All ${site.releases.length} releases</a></p>`}</section>
<section><h2 id="tags">Tags</h2>
${tagTable(site, released)}</section>`
  return layout(site, { title: `${site.name}: Apache Spark images`, root: '', current: 'images', content })
}

function tagTable(site: Site, cells: readonly SiteCell[]): Markup {
  const rows = cells.map((cell) => [
    html`<a href="${cell.page}">${cell.id}</a>`,
    html`<span class="tags">${cell.tags.map((tag) => html`<code>${shortTag(site, tag)}</code> `)}</span>`,
    cell.digest !== undefined && digestMarkup(cell.digest),
    dayMarkup(releasedOf(cell)),
  ])
  return table('Tags', ['image', 'tags', 'digest', 'released'], 'llll', rows)
}

/** When what the cell's tags name was released. */
function releasedOf({ platforms }: SiteCell): string | undefined {
  return platforms
    .flatMap((platform) => currentOf(platform)?.released ?? [])
    .sort()
    .at(-1)
}

/** The newest releases, a line each. */
export function releaseList({ releases }: Site, limit: number, root = ''): Markup {
  const lines = releases.slice(0, limit).map(({ id, page, kind, created, changes }) => {
    const text = kind === 'rollback' ? `Rollback: ${headlineOf(changes)}` : headlineOf(changes)
    return html`<li><a href="${root}${page}">${day(created)}</a> <span>${text}</span> <code>${id}</code></li>\n`
  })
  return html`<ol class="releases">${lines}</ol>`
}

/** Versions × variants of one platform. */
function grid({ cells, versions, variants, platforms }: Site, platform: string): Markup {
  const has = (version: string, variant: string) =>
    cells.find((cell) => cell.version === version && cell.variant === variant)
  const columns = variants.filter((variant) => versions.some((version) => has(version, variant)))
  const rows = versions.map((version) => {
    const entries = columns.map((variant) => {
      const cell = has(version, variant)
      const own = cell?.platforms.find((one) => one.platform === platform)
      return html`<td>${cell !== undefined && own !== undefined && gridCell(cell, own)}</td>`
    })
    return html`<tr><th scope="row">${version}</th>${entries}</tr>\n`
  })
  return html`${platforms.length > 1 && html`<h3>${platform}</h3>`}<div class="scroll" tabindex="0" role="region" aria-label="Images for ${platform}"><table class="grid">
<thead><tr><th scope="col">Spark</th>${columns.map((variant) => html`<th scope="col">${variant}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

function gridCell(cell: SiteCell, own: SitePlatform): Content {
  const image = currentOf(own)
  if (image === undefined) {
    const word = own.support === 'unsupported' ? 'not supported' : 'not released'
    return html`<a class="absent" href="${cell.page}">${word}</a>`
  }
  const { content } = image
  const { tests = [] } = content.record ?? {}
  const passed = tests.filter(({ outcome }) => outcome === 'passed').length
  const marks = [own.support === 'experimental' && 'experimental', !cell.isInCatalog && 'no longer built']
  return html`<a class="card" href="${cell.page}"><span class="name"><span class="hidden">${cell.id}: </span>${size(content.compressedBytes)}</span>${marks.map((mark) => mark !== false && html` <span class="badge">${mark}</span>`)}
<span class="line">${passed}/${tests.length} tests, ${dayMarkup(image.released)}</span>
<span class="line">${digestMarkup(content.digest)}</span></a>`
}

/** Rules of the catalog, with the cells that each holds for. */
function supportNotes({ cells }: Site): Content {
  const notes = new Map<string, { level: string; cells: Set<string> }>()
  for (const { id, platforms } of cells)
    for (const { rules } of platforms)
      for (const rule of rules.filter(({ support }) => support !== 'supported')) {
        const text = describeRule(rule)
        const note = notes.get(text) ?? { level: rule.support, cells: new Set() }
        notes.set(text, note)
        note.cells.add(id)
      }
  if (notes.size === 0) return undefined
  const rows = [...notes].map(([text, note]) => [
    html`<span class="badge ${note.level}">${note.level === 'unsupported' ? 'not supported' : note.level}</span>`,
    text,
    [...note.cells].map((id, index) => html`${index > 0 && ', '}<a href="${pageOf(cells, id)}">${id}</a>`),
  ])
  return html`<details><summary>What is experimental or not supported, and why</summary>${table('Support', ['', 'reason', 'images'], 'lll', rows)}</details>`
}

function pageOf(cells: readonly SiteCell[], id: string): string {
  return cells.find((cell) => cell.id === id)?.page ?? ''
}
