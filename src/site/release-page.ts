/** The pages of releases: all of them, and what each changed. */
import { changesOf, headlineOf } from '../diff/tables.ts'
import { aliasName } from '../release/record.ts'
import { releaseList } from './family-page.ts'
import { counted, day, dayMarkup, digestMarkup } from './format.ts'
import { html, type Markup } from './html.ts'
import { layout, table } from './layout.ts'
import type { Site, SiteRelease } from './model.ts'

/** Rows of a table that a page shows; its JSON has all. */
const MAX_ROWS = 1000

export function releasesPage(site: Site): string {
  const content = html`<h1>Releases</h1>
<p class="lead">A release moves all tags of the family, or none.</p>
${releaseList(site, site.releases.length)}`
  return layout(site, { title: `Releases – ${site.name}`, root: '', current: 'releases', content })
}

export function releasePage(site: Site, release: SiteRelease): string {
  const { id, kind, restores, created, moved, changes } = release
  const rows = moved.map((alias) => [
    html`<code>${aliasName(alias)}</code>`,
    alias.from === null ? '–' : digestMarkup(alias.from.digest),
    alias.to === null ? '–' : digestMarkup(alias.to.digest),
    alias.to?.version ?? '',
  ])
  const listed = (word: string, cells: typeof changes.added): Markup | false =>
    cells.length > 0 && html`<p>${word}: ${cells.map(({ cell }) => cell).join(', ')}.</p>`
  const content = html`<p class="crumbs"><a href="../releases.html">Releases</a> / ${id}</p>
<h1>${kind === 'rollback' ? 'Rollback' : 'Release'} of ${dayMarkup(created)}</h1>
<p class="lead">${headlineOf(changes)}. ${restores !== undefined && html`It restored <a href="${restores}.html">${restores}</a>. `}Id <code>${id}</code>.</p>
${listed('New', changes.added)}${listed('Gone', changes.removed)}
${changes.unknown.map((text) => html`<p class="hint">Not known: ${text}</p>`)}
${changes.images.map((image) => imageSection(image, site))}
<section><h2 id="moved">Tags that moved</h2>
<details><summary>${counted(moved.length, 'tag')}</summary>${table('Tags that moved', ['tag', 'from', 'to', 'Spark'], 'llll', rows)}</details></section>`
  return layout(site, { title: `${day(created)} – ${site.name}`, root: '../', current: 'releases', content })
}

function imageSection(image: SiteRelease['changes']['images'][number], site: Site): Markup {
  const { title, summary, tables, unknown } = changesOf(image)
  const page = site.cells.find(({ id }) => id === image.cell)?.page
  const parts = tables.map(({ title: name, columns, align, rows }) => {
    const left = rows.length - MAX_ROWS
    return html`<h3>${name}</h3>${table(`${name} of ${title}`, columns, align, rows.slice(0, MAX_ROWS))}${left > 0 && html`<p>${counted(left, 'row')} more in the JSON.</p>`}`
  })
  return html`<section class="change"><h2>${page === undefined ? title : html`<a href="../${page}">${title}</a>`}</h2>
<p>${summary}</p>${unknown.map((text) => html`<p class="hint">Not known: ${text}</p>`)}
<details><summary>What changed</summary>${parts}</details></section>`
}
