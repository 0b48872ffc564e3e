/** What all pages have: head, navigation, search, footer. */

import { dayMarkup } from './format.ts'
import { type Content, html, type Markup } from './html.ts'
import type { Site } from './model.ts'

/** Nothing is asked of anybody but the page's own folder, and no script but its own runs. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

interface Page {
  readonly title: string
  /** What is in the folder of the page: `` or `../`. */
  readonly root: '' | '../'
  readonly current?: 'images' | 'releases'
  readonly content: Content
}

export function layout(site: Site, { title, root, current, content }: Page): string {
  const link = (name: 'images' | 'releases', href: string, text: string): Markup =>
    html`<a href="${root}${href}"${current === name && html` aria-current="page"`}>${text}</a>`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}style.css">
<script src="${root}search.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top">
<div class="bar">
<a class="home" href="${root}index.html">${site.name}</a>
<nav aria-label="Pages">${link('images', 'index.html', 'Images')}${link('releases', 'releases.html', 'Releases')}</nav>
<search id="search" hidden>
<label class="hidden" for="query">Search images, tags, packages and vulnerabilities</label>
<input id="query" type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-describedby="hits" aria-keyshortcuts="/">
<p class="hidden" id="hits" role="status"></p>
<ul id="results" hidden></ul>
</search>
</div>
</header>
<main id="content" tabindex="-1">
${content}
</main>
<footer><div>Made from the registry on ${dayMarkup(site.made)}. <a href="${root}data/index.json">Data as JSON</a></div></footer>
</body>
</html>
`
  return page.text
}

/** A table that scrolls by itself where it is too wide, by keyboard, too. */
export function table(
  label: string,
  head: readonly string[],
  align: string,
  rows: readonly (readonly Content[])[],
  id?: string,
): Markup {
  const side = (index: number): Content => align[index] === 'r' && html` class="num"`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table${id !== undefined && html` id="${id}"`}>
<thead><tr>${head.map((text, index) => (text === '' ? html`<td></td>` : html`<th scope="col"${side(index)}>${text}</th>`))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td${side(index)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`
}
