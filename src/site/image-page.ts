/** The page of an image: how to use it, what is in it, and how it came to be so. */
import { describeRule } from '../catalog/cells.ts'
import type { ContentFinding, ContentPackage, ImageContent } from '../diff/content.ts'
import { signedBytes } from '../diff/tables.ts'
import { SEVERITIES } from '../vulnerabilities/severity.ts'
import { sizeChart } from './chart.ts'
import { counted, day, dayMarkup, digestMarkup, duration, shortTag, size } from './format.ts'
import { type Content, html, type Markup } from './html.ts'
import { layout, table } from './layout.ts'
import { currentOf, type Site, type SiteCell, type SiteImage, type SitePlatform } from './model.ts'

export function imagePage(site: Site, cell: SiteCell): string {
  const use = cell.digest !== undefined && usage(site, cell, cell.digest)
  const [first, ...others] = cell.platforms
  const sections =
    first === undefined || others.length > 0
      ? [
          use,
          cell.platforms.map((one) => [
            html`<h2 class="platform">${one.platform}</h2>`,
            overview(one),
            details(cell, one),
          ]),
        ]
      : [overview(first), use, details(cell, first)]
  const content = html`<p class="crumbs"><a href="../index.html">Images</a> / ${cell.id}</p>
<h1>${cell.id}</h1>
<p class="lead">Apache Spark ${cell.version}${cell.variant !== '' && html`, variant ${cell.variant}`}${!cell.isInCatalog && '. It is no longer built'}.</p>
${sections}`
  return layout(site, { title: `${cell.id} – ${site.name}`, root: '../', current: 'images', content })
}

function usage(site: Site, cell: SiteCell, digest: string): Markup {
  const [tag = `${site.name}@${digest}`] = cell.tags
  const server = ['docker run --rm -p 127.0.0.1:15002:15002', tag, ...cell.connect].join(' ')
  const pinned = `${site.name}@${digest}`
  const attached = cell.platforms.flatMap((one) => currentOf(one)?.content.digest ?? [])
  const verified = site.cosign.length > 0 && html`cosign verify ${pinned} ${site.cosign.join(' \\\n  ')}\n`
  return html`<section><h2 id="use">Use it</h2>
<dl class="facts">
<dt>Tags</dt><dd>${cell.tags.map((one) => html`<code>${shortTag(site, one)}</code> `)}</dd>
${cell.dated.length > 0 && html`<dt>Dated tags</dt><dd>${cell.dated.map((one) => html`<code>${shortTag(site, one)}</code> `)}</dd>`}
<dt>Digest</dt><dd><code class="long">${digest}</code></dd>
</dl>
<h3>Pull</h3>
<pre class="command"><code>docker pull ${tag}
docker pull ${pinned}</code></pre>
<h3>Run a Spark Connect server</h3>
<pre class="command"><code>${server}
pyspark --remote sc://localhost</code></pre>
<h3>Verify and scan</h3>
<pre class="command"><code>${verified}${attached.map((one) => `oras discover ${site.name}@${one}\n`).join('')}trivy image ${pinned}</code></pre>
<p class="hint"><code>oras</code> lists what is attached to the image: its bill of materials, provenance, acceptance record, and what is stated of vulnerabilities in it.</p>
</section>`
}

const WORDS = { supported: 'Supported', experimental: 'Experimental', unsupported: 'Not supported' } as const

/** What the catalog says of it, and its figures. */
function overview(platform: SitePlatform): Content {
  const image = currentOf(platform)
  const rules = platform.rules.map((rule) => html`<li>${describeRule(rule)}</li>`)
  return [
    rules.length > 0 &&
      html`<div class="note"><p><strong>${WORDS[platform.support]}</strong></p><ul>${rules}</ul></div>`,
    image === undefined ? html`<p>It was not released.</p>` : facts(image, platform.history.at(-2)?.content),
  ]
}

function details(cell: SiteCell, platform: SitePlatform): Content {
  const content = currentOf(platform)?.content
  if (content === undefined) return undefined
  const suffix = cell.platforms.length > 1 ? `-${platform.platform.replaceAll(/[^A-Za-z0-9]/g, '-')}` : ''
  const section = (id: string, title: string, body: Content): Markup =>
    html`<section><h2 id="${id}${suffix}">${title}</h2>${body}</section>`
  const label = `Compressed size of ${cell.id} by layer, over ${counted(platform.history.length, 'image')}`
  return [
    section('size', 'Size over releases', [
      sizeChart(platform.history, label),
      history(platform, `History of ${cell.id} for ${platform.platform}`),
    ]),
    section('tests', 'Acceptance tests', tests(content)),
    section('vulnerabilities', 'Vulnerabilities', vulnerabilities(content)),
    section('packages', 'Packages', packages(content, `list${suffix}`)),
    section('licences', 'Licences', licences(content)),
    section('settings', 'Settings', settings(content)),
  ]
}

function facts({ content, released, release }: SiteImage, before: ImageContent | undefined): Markup {
  const { record, compressedBytes, packages, findings } = content
  const passed = record?.tests.filter(({ outcome }) => outcome === 'passed').length ?? 0
  const change =
    before === undefined ? '' : `${signedBytes(compressedBytes - before.compressedBytes)} since the last`
  const figure = (value: Content, label: string, more: Content = ''): Markup =>
    html`<div><dt>${label}</dt><dd>${value}</dd><dd class="more">${more}</dd></div>`
  return html`<dl class="figures">
${figure(size(compressedBytes), 'To pull', change)}
${record !== undefined && figure(size(record.unpackedBytes), 'Unpacked')}
${record !== undefined && figure(`${passed}/${record.tests.length}`, 'Tests passed', duration(record.tests.reduce((sum, { seconds }) => sum + seconds, 0)))}
${packages !== undefined && figure(String(packages.length), 'Packages')}
${findings !== undefined && figure(String(findings.length), 'Known vulnerabilities', `as of ${day(content.built)}`)}
${figure(dayMarkup(released), 'Released', html`<a href="../releases/${release}.html">What changed</a>`)}
</dl>`
}

function history({ history }: SitePlatform, label: string): Markup {
  const rows = history.map((image, index) => {
    const { content, release, released } = image
    const before = history[index - 1]?.content
    const held = new Set(before?.layers.map(({ digest }) => digest))
    const pull = content.layers
      .filter(({ digest }) => !held.has(digest))
      .reduce((sum, { bytes }) => sum + bytes, 0)
    return [
      html`<a href="../releases/${release}.html">${day(released)}</a>`,
      digestMarkup(content.digest),
      size(content.compressedBytes),
      before === undefined ? '' : signedBytes(content.compressedBytes - before.compressedBytes),
      before === undefined ? '' : size(pull),
    ]
  })
  const head = ['released', 'digest', 'size', 'change', 'to pull with the one before']
  return html`<details><summary>All ${counted(history.length, 'image')}</summary>${table(label, head, 'llrrr', rows.reverse())}</details>`
}

function tests({ record, platform }: ImageContent): Content {
  if (record === undefined) return html`<p>No acceptance record is attached.</p>`
  const rows = record.tests.map(({ name, outcome, seconds, saw }) => [
    name,
    outcome === 'passed' ? 'passed' : html`<strong class="bad">failed</strong>`,
    duration(seconds),
    saw.length === 0
      ? ''
      : html`<details><summary>${counted(saw.length, 'line')}</summary><ul class="saw">${saw.map((line) => html`<li>${line}</li>`)}</ul></details>`,
  ])
  return table(`Acceptance tests for ${platform}`, ['test', 'outcome', 'time', 'what it saw'], 'llrl', rows)
}

function vulnerabilities({ findings, statements = [], built, platform }: ImageContent): Content {
  const stated = new Map(statements.map((one) => [`${one.vulnerability} ${one.package}`, one.status]))
  const reasonOf = ({
    id,
    package: of,
    ignored,
  }: Pick<ContentFinding, 'id' | 'package' | 'ignored'>): string =>
    ignored ?? stated.get(`${id} ${of}`)?.replaceAll('_', ' ') ?? ''
  const isExplained = findings?.some((one) => reasonOf(one) !== '') === true
  const found = findings?.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  const rows = found?.map(({ id, severity, package: of, version, fixed, ignored }) => [
    id,
    html`<span class="severity ${severity}">${severity}</span>`,
    of,
    version,
    fixed.join(', '),
    ...(isExplained ? [reasonOf({ id, package: of, ignored })] : []),
  ])
  const head = [
    'id',
    'severity',
    'package',
    'version',
    'fixed in',
    ...(isExplained ? ['why it does no harm'] : []),
  ]
  const others = statements.filter(
    (one) => !found?.some(({ id, package: of }) => id === one.vulnerability && of === one.package),
  )
  return [
    rows === undefined
      ? html`<p>No scan record is attached: what is known of its packages was not looked up when it was built.</p>`
      : rows.length === 0
        ? html`<p>None was known on ${dayMarkup(built)}.</p>`
        : html`<p>As known on ${dayMarkup(built)}, when it was built.</p>${table(`Vulnerabilities for ${platform}`, head, 'llllll', rows)}`,
    others.length > 0 &&
      html`<details><summary>${counted(others.length, 'statement')} on others</summary>${table(
        `Statements on vulnerabilities for ${platform}`,
        ['id', 'package', 'status'],
        'lll',
        others.map((one) => [one.vulnerability, one.package, one.status.replaceAll('_', ' ')]),
      )}</details>`,
  ]
}

const byName = (a: ContentPackage, b: ContentPackage): number => (a.name < b.name ? -1 : 1)

function packages({ packages: listed, platform }: ImageContent, id: string): Content {
  if (listed === undefined) return html`<p>No bill of materials is attached.</p>`
  const rows = listed
    .toSorted(byName)
    .map(({ ecosystem, name, version, license = '' }) => [name, version, ecosystem, license])
  return html`<p class="filter" hidden><label for="filter-${id}">Filter</label> <input id="filter-${id}" type="search" data-filter="${id}" autocomplete="off" spellcheck="false"> <span role="status"></span></p>
<div class="tall">${table(`Packages for ${platform}`, ['package', 'version', 'of', 'licence'], 'llll', rows, id)}</div>`
}

function licences({ packages: listed = [], platform }: ImageContent): Content {
  const counts = new Map<string, number>()
  for (const { license } of listed)
    if (license !== undefined) counts.set(license, (counts.get(license) ?? 0) + 1)
  if (counts.size === 0) return html`<p>No lockfile says a licence.</p>`
  const rows = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([licence, count]) => [licence, String(count)])
  return html`<p>Of what lockfiles pin. The texts of all are in the image, in <code>/licenses</code> and <code>/usr/share/doc</code>.</p>${table(`Licences for ${platform}`, ['licence', 'packages'], 'lr', rows)}`
}

function settings({ settings: all, platform }: ImageContent): Content {
  const rows = [...all].map(([name, value]) => [
    html`<code>${name}</code>`,
    html`<code class="long">${value}</code>`,
  ])
  return html`<details><summary>Environment, labels and Spark’s defaults</summary>${table(`Settings for ${platform}`, ['name', 'value'], 'll', rows)}</details>`
}
