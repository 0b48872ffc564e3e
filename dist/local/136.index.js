export const id = 136;
export const ids = [136];
export const modules = {

/***/ 97755:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  makeSite: () => (/* binding */ makeSite)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/catalog/cells.ts
var catalog_cells = __webpack_require__(54514);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(62148);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(56075);
// EXTERNAL MODULE: ./src/catalog/version.ts
var version = __webpack_require__(13375);
// EXTERNAL MODULE: ./src/diff/family.ts + 4 modules
var family = __webpack_require__(13367);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(68825);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(73716);
// EXTERNAL MODULE: ./src/release/record.ts
var release_record = __webpack_require__(66776);
;// CONCATENATED MODULE: ./src/site/verify.ts
/**
 * The options of `cosign verify` for a catalog's signatures, a line each; none where nothing is signed.
 * https://github.com/sigstore/cosign/blob/main/doc/cosign_verify.md
 */
function cosignOptions({ sign, signing, repository = 'OWNER/REPO' }) {
    if (sign === 'off')
        return [];
    if (sign === 'key')
        return ['--key cosign.pub --insecure-ignore-tlog'];
    return [
        '--trusted-root trusted_root.json',
        identityOption(signing.identities),
        `--certificate-oidc-issuer ${quoted(signing.issuer)}`,
        // Everybody who calls a reusable workflow has its identity.
        `--certificate-github-workflow-repository ${quoted(repository)}`,
        ...(signing.log === 'none' ? ['--insecure-ignore-tlog --use-signed-timestamps'] : []),
    ];
}
function identityOption(identities) {
    const [only = 'https://github.com/OWNER/REPO/.github/workflows/FILE@REF', ...others] = identities;
    if (others.length === 0 && !only.includes('*'))
        return `--certificate-identity ${quoted(only)}`;
    const patterns = identities.map((glob) => glob.split(/\*+/).map(literal).join('.*'));
    return `--certificate-identity-regexp ${quoted(`^(?:${patterns.join('|')})$`)}`;
}
/** In a regular expression of Go's. */
const literal = (text) => text.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&');
/** For a shell. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

;// CONCATENATED MODULE: ./src/site/read.ts
/** Reads what a page of the family shows: the releases from the registry, and what is supported from the catalog. */









/** Releases that a page can show. */
const MAX_RELEASES = 200;
/**
 * @throws ConfigurationError when nothing was released there.
 * @throws RegistryError when the registry can't be asked. What it has lost is among the site's problems.
 */
async function readSite(repository, options) {
    const { last } = (await release_record/* journal */.W8.read(repository)) ?? {};
    const steps = [];
    for await (const record of (0,release_record/* recordsFrom */.rz)(repository, last, options.releases))
        steps.push({ record, cells: await (0,family/* cellsOf */.nc)(repository, record) });
    if (steps.length === 0)
        throw new errors/* ConfigurationError */.j1(`${(0,registry_repository/* formatRepository */.Sh)(repository)} has no release to show: release the family first, or give username and password, or log in before, where it is private`);
    const contents = new family/* Contents */.vo();
    const problems = await prefetch(repository, steps, contents);
    const releases = [];
    for (const { record } of steps) {
        const { id, kind, restores, created, aliases } = record;
        const changes = await (0,family/* releaseChanges */.zK)(repository, record, contents);
        const moved = aliases.filter(({ from, to }) => from?.digest !== to?.digest);
        releases.push({ id, page: `releases/${id}.html`, kind, restores, created, moved, changes });
    }
    const cells = await readCells(repository, steps, options.cells, contents);
    const distinct = (values) => [...new Set(values)];
    return {
        name: (0,registry_repository/* formatRepository */.Sh)(repository),
        made: options.now.toISOString(),
        versions: distinct(cells.map(({ version }) => version)).sort((a, b) => (0,version/* compareVersions */.Z)(b, a)),
        variants: distinct([...options.cells, ...cells].map(({ variant }) => variant)),
        platforms: distinct(cells.flatMap(({ platforms }) => platforms.map(({ platform }) => platform))),
        cells,
        releases,
        cosign: cosignOptions(options.signing),
        problems,
    };
}
/** Reads all images of the steps, a few at a time. @returns which are gone */
async function prefetch(repository, steps, contents) {
    const digests = new Map(steps.flatMap(({ cells }) => [...cells].map(([cell, digest]) => [digest, cell])));
    const lost = await (0,parallel/* inParallel */.H)(registry_repository/* REQUESTS */.H0, [...digests], async ([digest, cell]) => {
        try {
            await contents.platformsOf({ repository, reference: digest });
            return [];
        }
        catch (error) {
            if (!(0,errors/* isExpected */.Dn)(error) || ('transient' in error && error.transient))
                throw error;
            return [`${cell}: ${(0,errors/* messageOf */.bD)(error)}`];
        }
    });
    return lost.flat();
}
async function readCells(repository, steps, declared, contents) {
    const current = steps[0]?.cells ?? new Map();
    const aliases = currentAliases(steps);
    const ids = new Set([...declared.map(({ id }) => id), ...current.keys()]);
    return Promise.all([...ids].map(async (id) => {
        const own = declared.filter((cell) => cell.id === id);
        const digest = current.get(id);
        const histories = await historiesOf(repository, steps, id, contents);
        const platforms = new Set([...own.map(({ platform }) => platform), ...histories.keys()]);
        const [version = id, variant = ''] = own[0] ? [own[0].version, own[0].variant] : id.split(/-(.*)/s);
        const named = aliases.filter(({ to }) => digest !== undefined && to?.digest === digest);
        const tagsOf = (isDated) => named
            .filter(({ fixed = false }) => fixed === isDated)
            .map(({ image, tag }) => `${(0,reference/* formatImageName */.eS)((0,reference/* sibling */.hg)(repository.image, image))}:${tag}`);
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
                const cell = own.find((one) => one.platform === platform);
                return platformOf(platform, cell, histories.get(platform) ?? []);
            }),
        };
    }));
}
function platformOf(platform, cell, history) {
    const rules = cell?.rules ?? [];
    const levels = ['unsupported', 'experimental'];
    const support = levels.find((level) => rules.some((rule) => rule.support === level)) ?? 'supported';
    return { platform, support, rules, history };
}
/** Ids of cells are as the registry has them, and become names of files. */
function fileName(id) {
    const plain = id.replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+/, '');
    return plain === id && plain !== '' ? plain : `${plain}-${(0,oci_digest/* sha256 */.sc)(id).slice(7, 19)}`;
}
/** What each alias names after the newest release that says so; those that are gone are left out. */
function currentAliases(steps) {
    const newest = new Map();
    for (const { record } of steps)
        for (const alias of record.aliases)
            if (!newest.has((0,release_record/* aliasName */.sN)(alias)))
                newest.set((0,release_record/* aliasName */.sN)(alias), alias);
    return [...newest.values()].filter(({ to, image, tag }) => to !== null && isName(image, tag));
}
/** Tags become commands to copy: what no registry would have as one is left out. */
function isName(image, tag) {
    const place = (0,reference/* sibling */.hg)({ registry: 'localhost', repository: 'spark' }, image);
    return ifConfigured(() => (0,reference/* parseReference */.F2)(`${(0,reference/* formatImageName */.eS)(place)}:${tag}`)) !== undefined;
}
function ifConfigured(parse) {
    try {
        return parse();
    }
    catch (error) {
        if (error instanceof errors/* ConfigurationError */.j1)
            return undefined;
        throw error;
    }
}
/** The images of a cell by platform, each digest once for as long as it stayed, the oldest first. */
async function historiesOf(repository, steps, id, contents) {
    const histories = new Map();
    for (const { record, cells } of steps.toReversed()) {
        const reference = cells.get(id);
        if (reference === undefined)
            continue;
        // What is gone is among the problems already.
        const images = await contents.platformsOf({ repository, reference }).catch(() => undefined);
        for (const [platform, content] of images ?? []) {
            const history = histories.get(platform) ?? [];
            histories.set(platform, history);
            if (history.at(-1)?.content.digest === content.digest)
                continue;
            history.push({ release: record.id, released: record.created, content });
        }
    }
    return histories;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./src/diff/tables.ts
var diff_tables = __webpack_require__(91910);
// EXTERNAL MODULE: ./src/catalog/bytes.ts
var catalog_bytes = __webpack_require__(95632);
;// CONCATENATED MODULE: ./src/site/html.ts
/** HTML as a template tag: whatever is put into it is text. */
/** Markup that html`` made; nothing else is put into a page as it is. */
class Markup {
    text;
    constructor(text) {
        this.text = text;
    }
}
/** Markup of a template; strings in it are escaped for elements and quoted attributes alike, lists are joined. */
function html(parts, ...values) {
    return new Markup(parts.map((part, index) => `${part}${render(values[index])}`).join(''));
}
function render(content) {
    if (content === undefined || content === false)
        return '';
    if (content instanceof Markup)
        return content.text;
    if (typeof content === 'object')
        return content.map(render).join('');
    return escapeHtml(String(content));
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Control characters go, and those that turn the direction of what follows. */
function escapeHtml(text) {
    return text
        .replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
        .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => sign === '\n' || sign === '\t' ? sign : '\ufffd');
}

;// CONCATENATED MODULE: ./src/site/format.ts
/** How pages write dates, sizes and digests. */



const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `24 Nov 2026`, in UTC; nothing of what is no time. */
function day(time) {
    const date = new Date(time ?? '');
    if (Number.isNaN(date.getTime()))
        return '';
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
function dayMarkup(time) {
    const text = day(time);
    return text === '' ? html `` : html `<time datetime="${new Date(time ?? '').toISOString()}">${text}</time>`;
}
/** The start of a digest, with all of it to see on it. */
function digestMarkup(digest) {
    return html `<code class="digest" title="${digest}">${(0,oci_digest/* shortDigest */.VK)(digest).replace('sha256:', '')}</code>`;
}
/** A number with its unit, as a column of numbers wants it. */
function size(bytes) {
    return (0,catalog_bytes/* formatBytes */.z)(bytes).replace(' ', '\u00a0');
}
/** A tag alone, or with the name of the repository where that is another one. */
function shortTag({ name }, tag) {
    return tag.startsWith(`${name}:`) ? tag.slice(name.length + 1) : tag.slice(tag.lastIndexOf('/') + 1);
}
/** Seconds as `3 min 7 s`, or with a decimal below ten. */
function duration(seconds) {
    if (seconds < 10)
        return `${Math.round(seconds * 10) / 10} s`;
    const whole = Math.round(seconds);
    return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
function counted(number, one, many = `${one}s`) {
    return `${number} ${number === 1 ? one : many}`;
}

;// CONCATENATED MODULE: ./src/site/layout.ts
/** What all pages have: head, navigation, search, footer. */


/** Nothing is asked of anybody but the page's own folder, and no script but its own runs. */
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
function layout(site, { title, root, current, content }) {
    const link = (name, href, text) => html `<a href="${root}${href}"${current === name && html ` aria-current="page"`}>${text}</a>`;
    const page = html `<!doctype html>
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
`;
    return page.text;
}
/** A table that scrolls by itself where it is too wide, by keyboard, too. */
function table(label, head, align, rows, id) {
    const side = (index) => align[index] === 'r' && html ` class="num"`;
    return html `<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table${id !== undefined && html ` id="${id}"`}>
<thead><tr>${head.map((text, index) => (text === '' ? html `<td></td>` : html `<th scope="col"${side(index)}>${text}</th>`))}</tr></thead>
<tbody>${rows.map((row) => html `<tr>${row.map((cell, index) => html `<td${side(index)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
}

;// CONCATENATED MODULE: ./src/site/model.ts
/** The image of a platform that tags name now. */
function currentOf({ history }) {
    return history.at(-1);
}

;// CONCATENATED MODULE: ./src/site/family-page.ts
/** The first page: what there is, how to get it, and what changed last. */






const LAST_RELEASES = 5;
function familyPage(site) {
    const [newest] = site.releases;
    const released = site.cells.filter(({ digest }) => digest !== undefined);
    const [pulled] = released;
    const grids = site.platforms.map((platform) => grid(site, platform));
    const content = html `<h1>Apache Spark images</h1>
<p class="lead">${counted(released.length, 'image')} of Spark ${site.versions.filter((version) => released.some((cell) => cell.version === version)).join(', ')}. Last released on ${dayMarkup(newest?.created)}.</p>
${pulled !== undefined && html `<pre class="command"><code>docker pull ${pulled.tags.at(-1) ?? `${site.name}@${pulled.digest}`}</code></pre>`}
${site.problems.length > 0 && html `<div class="note"><p>Not everything could be read from the registry:</p><ul>${site.problems.map((text) => html `<li>${text}</li>`)}</ul></div>`}
<section><h2 id="family">The family</h2>
${grids}
${supportNotes(site)}</section>
<section><h2 id="changes">What changed last</h2>
${releaseList(site, LAST_RELEASES)}
${site.releases.length > LAST_RELEASES && html `<p><a href="releases.html">All ${site.releases.length} releases</a></p>`}</section>
<section><h2 id="tags">Tags</h2>
${tagTable(site, released)}</section>`;
    return layout(site, { title: `${site.name}: Apache Spark images`, root: '', current: 'images', content });
}
function tagTable(site, cells) {
    const rows = cells.map((cell) => [
        html `<a href="${cell.page}">${cell.id}</a>`,
        html `<span class="tags">${cell.tags.map((tag) => html `<code>${shortTag(site, tag)}</code> `)}</span>`,
        cell.digest !== undefined && digestMarkup(cell.digest),
        dayMarkup(releasedOf(cell)),
    ]);
    return table('Tags', ['image', 'tags', 'digest', 'released'], 'llll', rows);
}
/** When what the cell's tags name was released. */
function releasedOf({ platforms }) {
    return platforms
        .flatMap((platform) => currentOf(platform)?.released ?? [])
        .sort()
        .at(-1);
}
/** The newest releases, a line each. */
function releaseList({ releases }, limit, root = '') {
    const lines = releases.slice(0, limit).map(({ id, page, kind, created, changes }) => {
        const text = kind === 'rollback' ? `Rollback: ${(0,diff_tables/* headlineOf */.gD)(changes)}` : (0,diff_tables/* headlineOf */.gD)(changes);
        return html `<li><a href="${root}${page}">${day(created)}</a> <span>${text}</span> <code>${id}</code></li>\n`;
    });
    return html `<ol class="releases">${lines}</ol>`;
}
/** Versions × variants of one platform. */
function grid({ cells, versions, variants, platforms }, platform) {
    const has = (version, variant) => cells.find((cell) => cell.version === version && cell.variant === variant);
    const columns = variants.filter((variant) => versions.some((version) => has(version, variant)));
    const rows = versions.map((version) => {
        const entries = columns.map((variant) => {
            const cell = has(version, variant);
            const own = cell?.platforms.find((one) => one.platform === platform);
            return html `<td>${cell !== undefined && own !== undefined && gridCell(cell, own)}</td>`;
        });
        return html `<tr><th scope="row">${version}</th>${entries}</tr>\n`;
    });
    return html `${platforms.length > 1 && html `<h3>${platform}</h3>`}<div class="scroll" tabindex="0" role="region" aria-label="Images for ${platform}"><table class="grid">
<thead><tr><th scope="col">Spark</th>${columns.map((variant) => html `<th scope="col">${variant}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
function gridCell(cell, own) {
    const image = currentOf(own);
    if (image === undefined) {
        const word = own.support === 'unsupported' ? 'not supported' : 'not released';
        return html `<a class="absent" href="${cell.page}">${word}</a>`;
    }
    const { content } = image;
    const { tests = [] } = content.record ?? {};
    const passed = tests.filter(({ outcome }) => outcome === 'passed').length;
    const marks = [own.support === 'experimental' && 'experimental', !cell.isInCatalog && 'no longer built'];
    return html `<a class="card" href="${cell.page}"><span class="name"><span class="hidden">${cell.id}: </span>${size(content.compressedBytes)}</span>${marks.map((mark) => mark !== false && html ` <span class="badge">${mark}</span>`)}
<span class="line">${passed}/${tests.length} tests, ${dayMarkup(image.released)}</span>
<span class="line">${digestMarkup(content.digest)}</span></a>`;
}
/** Rules of the catalog, with the cells that each holds for. */
function supportNotes({ cells }) {
    const notes = new Map();
    for (const { id, platforms } of cells)
        for (const { rules } of platforms)
            for (const rule of rules.filter(({ support }) => support !== 'supported')) {
                const text = (0,catalog_cells/* describeRule */.IO)(rule);
                const note = notes.get(text) ?? { level: rule.support, cells: new Set() };
                notes.set(text, note);
                note.cells.add(id);
            }
    if (notes.size === 0)
        return undefined;
    const rows = [...notes].map(([text, note]) => [
        html `<span class="badge ${note.level}">${note.level === 'unsupported' ? 'not supported' : note.level}</span>`,
        text,
        [...note.cells].map((id, index) => html `${index > 0 && ', '}<a href="${pageOf(cells, id)}">${id}</a>`),
    ]);
    return html `<details><summary>What is experimental or not supported, and why</summary>${table('Support', ['', 'reason', 'images'], 'lll', rows)}</details>`;
}
function pageOf(cells, id) {
    return cells.find((cell) => cell.id === id)?.page ?? '';
}

// EXTERNAL MODULE: ./src/vulnerabilities/severity.ts
var severity = __webpack_require__(86119);
;// CONCATENATED MODULE: ./src/site/chart.ts
/** The sizes of an image over releases, as an SVG that needs no script. */


/** Stages with a colour of their own; the smaller ones are one. */
const MAX_STAGES = 7;
const OTHERS = 'other';
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [720, 260, 64, 28, 14];
const MAX_BARS = 40;
/** A bar for each image, the layers in it from the lowest up, with a legend. Undefined where nothing is to be drawn. */
function sizeChart(history, label) {
    const shown = history.slice(-MAX_BARS);
    const highest = Math.max(0, ...shown.map(({ content }) => content.compressedBytes));
    if (highest === 0)
        return undefined;
    const stages = stagesOf(shown);
    const step = niceStep(highest);
    const top = Math.ceil(highest / step) * step;
    const y = (bytes) => round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - bytes / top));
    const slot = (WIDTH - LEFT) / Math.max(shown.length, 6);
    const bars = shown.map((image, index) => {
        return bar(image, stages, { x: LEFT + slot * index + slot * 0.18, width: slot * 0.64, y });
    });
    const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
    const lines = ticks.map((bytes) => html `<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${y(bytes)}" y2="${y(bytes)}"/><text class="tick" x="${LEFT - 10}" y="${round(y(bytes) + 4)}" text-anchor="end">${bytes === 0 ? '0' : size(bytes)}</text>`);
    const every = Math.ceil(shown.length / 7);
    const dates = shown.map((image, index) => {
        if ((shown.length - 1 - index) % every !== 0)
            return '';
        const x = LEFT + slot * (index + 0.5);
        return html `<text class="tick" x="${round(x)}" y="${HEIGHT - 8}" text-anchor="middle">${day(image.released).replace(/ \d+$/, '')}</text>`;
    });
    return html `<figure class="chart">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${lines}${bars}${dates}</svg>
${legend(stages, shown.at(-1))}
</figure>`;
}
/** Names of stages in the order of layers; the largest have a name, others are one. */
function stagesOf(history) {
    const largest = new Map();
    for (const { content } of history)
        for (const [stage, bytes] of byStage(content.layers))
            largest.set(stage, Math.max(largest.get(stage) ?? 0, bytes));
    const named = [...largest].toSorted(([, a], [, b]) => b - a).slice(0, MAX_STAGES);
    const kept = [...largest.keys()].filter((stage) => named.some(([name]) => name === stage));
    return largest.size > kept.length ? [...kept, OTHERS] : kept;
}
function byStage(layers) {
    const sums = new Map();
    for (const { stage, bytes } of layers)
        sums.set(stage, (sums.get(stage) ?? 0) + bytes);
    return sums;
}
/** Bytes of the shown stages, in their order. */
function partsOf({ content }, stages) {
    const sums = byStage(content.layers);
    const others = [...sums].reduce((sum, [stage, bytes]) => (stages.includes(stage) ? sum : sum + bytes), 0);
    return stages.map((stage) => ({ stage, bytes: stage === OTHERS ? others : (sums.get(stage) ?? 0) }));
}
function bar(image, stages, { x, width, y }) {
    let below = 0;
    const parts = partsOf(image, stages).map(({ stage, bytes }, index) => {
        const [from, to] = [y(below), y(below + bytes)];
        below += bytes;
        if (bytes === 0)
            return '';
        return html `<rect class="part-${index}" x="${round(x)}" y="${round(to)}" width="${round(width)}" height="${round(from - to)}"><title>${day(image.released)}, ${stage}: ${size(bytes)} of ${size(image.content.compressedBytes)}</title></rect>`;
    });
    return html `<g>${parts}</g>`;
}
/** The topmost layer first, as they are drawn. */
function legend(stages, newest) {
    const parts = newest === undefined ? [] : partsOf(newest, stages);
    const entries = parts.map(({ stage, bytes }, index) => html `<li><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="part-${index}" width="10" height="10" rx="2"/></svg><span>${stage}</span> <span class="num">${size(bytes)}</span></li>`);
    return html `<figcaption><ul class="legend">${entries.reverse()}</ul></figcaption>`;
}
/** 1, 2 or 5 times a power of ten, of which three to six are the height. */
function niceStep(highest) {
    const power = 10 ** Math.floor(Math.log10(highest / 4));
    const factor = [1, 2, 5, 10].find((one) => highest / (one * power) <= 5) ?? 10;
    return Math.max(1, factor * power);
}
const round = (value) => Math.round(value * 100) / 100;

;// CONCATENATED MODULE: ./src/site/image-page.ts
/** The page of an image: how to use it, what is in it, and how it came to be so. */








function imagePage(site, cell) {
    const use = cell.digest !== undefined && usage(site, cell, cell.digest);
    const [first, ...others] = cell.platforms;
    const sections = first === undefined || others.length > 0
        ? [
            use,
            cell.platforms.map((one) => [
                html `<h2 class="platform">${one.platform}</h2>`,
                overview(one),
                details(cell, one),
            ]),
        ]
        : [overview(first), use, details(cell, first)];
    const content = html `<p class="crumbs"><a href="../index.html">Images</a> / ${cell.id}</p>
<h1>${cell.id}</h1>
<p class="lead">Apache Spark ${cell.version}${cell.variant !== '' && html `, variant ${cell.variant}`}${!cell.isInCatalog && '. It is no longer built'}.</p>
${sections}`;
    return layout(site, { title: `${cell.id} – ${site.name}`, root: '../', current: 'images', content });
}
function usage(site, cell, digest) {
    const [tag = `${site.name}@${digest}`] = cell.tags;
    const server = ['docker run --rm -p 127.0.0.1:15002:15002', tag, ...cell.connect].join(' ');
    const pinned = `${site.name}@${digest}`;
    const attached = cell.platforms.flatMap((one) => currentOf(one)?.content.digest ?? []);
    const verified = site.cosign.length > 0 && html `cosign verify ${pinned} ${site.cosign.join(' \\\n  ')}\n`;
    return html `<section><h2 id="use">Use it</h2>
<dl class="facts">
<dt>Tags</dt><dd>${cell.tags.map((one) => html `<code>${shortTag(site, one)}</code> `)}</dd>
${cell.dated.length > 0 && html `<dt>Dated tags</dt><dd>${cell.dated.map((one) => html `<code>${shortTag(site, one)}</code> `)}</dd>`}
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
</section>`;
}
const WORDS = { supported: 'Supported', experimental: 'Experimental', unsupported: 'Not supported' };
/** What the catalog says of it, and its figures. */
function overview(platform) {
    const image = currentOf(platform);
    const rules = platform.rules.map((rule) => html `<li>${(0,catalog_cells/* describeRule */.IO)(rule)}</li>`);
    return [
        rules.length > 0 &&
            html `<div class="note"><p><strong>${WORDS[platform.support]}</strong></p><ul>${rules}</ul></div>`,
        image === undefined ? html `<p>It was not released.</p>` : facts(image, platform.history.at(-2)?.content),
    ];
}
function details(cell, platform) {
    const content = currentOf(platform)?.content;
    if (content === undefined)
        return undefined;
    const suffix = cell.platforms.length > 1 ? `-${platform.platform.replaceAll(/[^A-Za-z0-9]/g, '-')}` : '';
    const section = (id, title, body) => html `<section><h2 id="${id}${suffix}">${title}</h2>${body}</section>`;
    const label = `Compressed size of ${cell.id} by layer, over ${counted(platform.history.length, 'image')}`;
    return [
        section('size', 'Size over releases', [
            sizeChart(platform.history, label),
            image_page_history(platform, `History of ${cell.id} for ${platform.platform}`),
        ]),
        section('tests', 'Acceptance tests', tests(content)),
        section('vulnerabilities', 'Vulnerabilities', vulnerabilities(content)),
        section('packages', 'Packages', image_page_packages(content, `list${suffix}`)),
        section('licences', 'Licences', licences(content)),
        section('settings', 'Settings', settings(content)),
    ];
}
function facts({ content, released, release }, before) {
    const { record, compressedBytes, packages, findings } = content;
    const passed = record?.tests.filter(({ outcome }) => outcome === 'passed').length ?? 0;
    const change = before === undefined ? '' : `${(0,diff_tables/* signedBytes */.Sq)(compressedBytes - before.compressedBytes)} since the last`;
    const figure = (value, label, more = '') => html `<div><dt>${label}</dt><dd>${value}</dd><dd class="more">${more}</dd></div>`;
    return html `<dl class="figures">
${figure(size(compressedBytes), 'To pull', change)}
${record !== undefined && figure(size(record.unpackedBytes), 'Unpacked')}
${record !== undefined && figure(`${passed}/${record.tests.length}`, 'Tests passed', duration(record.tests.reduce((sum, { seconds }) => sum + seconds, 0)))}
${packages !== undefined && figure(String(packages.length), 'Packages')}
${findings !== undefined && figure(String(findings.length), 'Known vulnerabilities', `as of ${day(content.built)}`)}
${figure(dayMarkup(released), 'Released', html `<a href="../releases/${release}.html">What changed</a>`)}
</dl>`;
}
function image_page_history({ history }, label) {
    const rows = history.map((image, index) => {
        const { content, release, released } = image;
        const before = history[index - 1]?.content;
        const held = new Set(before?.layers.map(({ digest }) => digest));
        const pull = content.layers
            .filter(({ digest }) => !held.has(digest))
            .reduce((sum, { bytes }) => sum + bytes, 0);
        return [
            html `<a href="../releases/${release}.html">${day(released)}</a>`,
            digestMarkup(content.digest),
            size(content.compressedBytes),
            before === undefined ? '' : (0,diff_tables/* signedBytes */.Sq)(content.compressedBytes - before.compressedBytes),
            before === undefined ? '' : size(pull),
        ];
    });
    const head = ['released', 'digest', 'size', 'change', 'to pull with the one before'];
    return html `<details><summary>All ${counted(history.length, 'image')}</summary>${table(label, head, 'llrrr', rows.reverse())}</details>`;
}
function tests({ record, platform }) {
    if (record === undefined)
        return html `<p>No acceptance record is attached.</p>`;
    const rows = record.tests.map(({ name, outcome, seconds, saw }) => [
        name,
        outcome === 'passed' ? 'passed' : html `<strong class="bad">failed</strong>`,
        duration(seconds),
        saw.length === 0
            ? ''
            : html `<details><summary>${counted(saw.length, 'line')}</summary><ul class="saw">${saw.map((line) => html `<li>${line}</li>`)}</ul></details>`,
    ]);
    return table(`Acceptance tests for ${platform}`, ['test', 'outcome', 'time', 'what it saw'], 'llrl', rows);
}
function vulnerabilities({ findings, statements = [], built, platform }) {
    const stated = new Map(statements.map((one) => [`${one.vulnerability} ${one.package}`, one.status]));
    const reasonOf = ({ id, package: of, ignored, }) => ignored ?? stated.get(`${id} ${of}`)?.replaceAll('_', ' ') ?? '';
    const isExplained = findings?.some((one) => reasonOf(one) !== '') === true;
    const found = findings?.toSorted((a, b) => severity/* SEVERITIES */.o.indexOf(a.severity) - severity/* SEVERITIES */.o.indexOf(b.severity));
    const rows = found?.map(({ id, severity, package: of, version, fixed, ignored }) => [
        id,
        html `<span class="severity ${severity}">${severity}</span>`,
        of,
        version,
        fixed.join(', '),
        ...(isExplained ? [reasonOf({ id, package: of, ignored })] : []),
    ]);
    const head = [
        'id',
        'severity',
        'package',
        'version',
        'fixed in',
        ...(isExplained ? ['why it does no harm'] : []),
    ];
    const others = statements.filter((one) => !found?.some(({ id, package: of }) => id === one.vulnerability && of === one.package));
    return [
        rows === undefined
            ? html `<p>No scan record is attached: what is known of its packages was not looked up when it was built.</p>`
            : rows.length === 0
                ? html `<p>None was known on ${dayMarkup(built)}.</p>`
                : html `<p>As known on ${dayMarkup(built)}, when it was built.</p>${table(`Vulnerabilities for ${platform}`, head, 'llllll', rows)}`,
        others.length > 0 &&
            html `<details><summary>${counted(others.length, 'statement')} on others</summary>${table(`Statements on vulnerabilities for ${platform}`, ['id', 'package', 'status'], 'lll', others.map((one) => [one.vulnerability, one.package, one.status.replaceAll('_', ' ')]))}</details>`,
    ];
}
const byName = (a, b) => (a.name < b.name ? -1 : 1);
function image_page_packages({ packages: listed, platform }, id) {
    if (listed === undefined)
        return html `<p>No bill of materials is attached.</p>`;
    const rows = listed
        .toSorted(byName)
        .map(({ ecosystem, name, version, license = '' }) => [name, version, ecosystem, license]);
    return html `<p class="filter" hidden><label for="filter-${id}">Filter</label> <input id="filter-${id}" type="search" data-filter="${id}" autocomplete="off" spellcheck="false"> <span role="status"></span></p>
<div class="tall">${table(`Packages for ${platform}`, ['package', 'version', 'of', 'licence'], 'llll', rows, id)}</div>`;
}
function licences({ packages: listed = [], platform }) {
    const counts = new Map();
    for (const { license } of listed)
        if (license !== undefined)
            counts.set(license, (counts.get(license) ?? 0) + 1);
    if (counts.size === 0)
        return html `<p>No lockfile says a licence.</p>`;
    const rows = [...counts]
        .toSorted(([, a], [, b]) => b - a)
        .map(([licence, count]) => [licence, String(count)]);
    return html `<p>Of what lockfiles pin. The texts of all are in the image, in <code>/licenses</code> and <code>/usr/share/doc</code>.</p>${table(`Licences for ${platform}`, ['licence', 'packages'], 'lr', rows)}`;
}
function settings({ settings: all, platform }) {
    const rows = [...all].map(([name, value]) => [
        html `<code>${name}</code>`,
        html `<code class="long">${value}</code>`,
    ]);
    return html `<details><summary>Environment, labels and Spark’s defaults</summary>${table(`Settings for ${platform}`, ['name', 'value'], 'll', rows)}</details>`;
}

;// CONCATENATED MODULE: ./src/site/release-page.ts
/** The pages of releases: all of them, and what each changed. */






/** Rows of a table that a page shows; its JSON has all. */
const MAX_ROWS = 1000;
function releasesPage(site) {
    const content = html `<h1>Releases</h1>
<p class="lead">A release moves all tags of the family, or none.</p>
${releaseList(site, site.releases.length)}`;
    return layout(site, { title: `Releases – ${site.name}`, root: '', current: 'releases', content });
}
function releasePage(site, release) {
    const { id, kind, restores, created, moved, changes } = release;
    const rows = moved.map((alias) => [
        html `<code>${(0,release_record/* aliasName */.sN)(alias)}</code>`,
        alias.from === null ? '–' : digestMarkup(alias.from.digest),
        alias.to === null ? '–' : digestMarkup(alias.to.digest),
        alias.to?.version ?? '',
    ]);
    const listed = (word, cells) => cells.length > 0 && html `<p>${word}: ${cells.map(({ cell }) => cell).join(', ')}.</p>`;
    const content = html `<p class="crumbs"><a href="../releases.html">Releases</a> / ${id}</p>
<h1>${kind === 'rollback' ? 'Rollback' : 'Release'} of ${dayMarkup(created)}</h1>
<p class="lead">${(0,diff_tables/* headlineOf */.gD)(changes)}. ${restores !== undefined && html `It restored <a href="${restores}.html">${restores}</a>. `}Id <code>${id}</code>.</p>
${listed('New', changes.added)}${listed('Gone', changes.removed)}
${changes.unknown.map((text) => html `<p class="hint">Not known: ${text}</p>`)}
${changes.images.map((image) => imageSection(image, site))}
<section><h2 id="moved">Tags that moved</h2>
<details><summary>${counted(moved.length, 'tag')}</summary>${table('Tags that moved', ['tag', 'from', 'to', 'Spark'], 'llll', rows)}</details></section>`;
    return layout(site, { title: `${day(created)} – ${site.name}`, root: '../', current: 'releases', content });
}
function imageSection(image, site) {
    const { title, summary, tables, unknown } = (0,diff_tables/* changesOf */.fs)(image);
    const page = site.cells.find(({ id }) => id === image.cell)?.page;
    const parts = tables.map(({ title: name, columns, align, rows }) => {
        const left = rows.length - MAX_ROWS;
        return html `<h3>${name}</h3>${table(`${name} of ${title}`, columns, align, rows.slice(0, MAX_ROWS))}${left > 0 && html `<p>${counted(left, 'row')} more in the JSON.</p>`}`;
    });
    return html `<section class="change"><h2>${page === undefined ? title : html `<a href="../${page}">${title}</a>`}</h2>
<p>${summary}</p>${unknown.map((text) => html `<p class="hint">Not known: ${text}</p>`)}
<details><summary>What changed</summary>${parts}</details></section>`;
}

;// CONCATENATED MODULE: ./src/site/search.ts
/** What the search of a page looks through, as a script: pages that are opened as files can't fetch JSON. */

/** `searchIndex = …`, with the names and addresses of pages apart, as many things are on the same. */
function searchIndex(site) {
    const cells = site.cells.filter(({ digest }) => digest !== undefined);
    const pages = [
        ...cells.map(({ id, page }) => [id, page]),
        ...site.releases.map(({ created, page }) => [created.slice(0, 10), page]),
    ];
    const entries = [
        ...cells.map(({ id, tags, digest = '' }, index) => {
            return [
                'image',
                id,
                [[[...tags.map((tag) => tag.slice(tag.lastIndexOf(':') + 1)), digest].join(' '), [index]]],
            ];
        }),
        ...site.releases.map(({ id }, index) => ['release', id, [['', [cells.length + index]]]]),
        ...inImages(site, 'vulnerability', ({ findings = [] }) => findings.map(({ id, package: of }) => [id, of])),
        ...inImages(site, 'package', ({ packages = [] }) => packages.map(({ name, version }) => [name, version])),
    ];
    // Whatever is in it, this is a script: the ends of lines in JSON are none in old scripts.
    const json = JSON.stringify({ pages, entries }).replaceAll(/[\u2028\u2029<]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `globalThis.searchIndex = ${json}\n`;
}
/** What the newest images have, each thing once with the images by what is said of it there. */
function inImages(site, kind, of) {
    const found = new Map();
    const cells = site.cells.filter(({ digest }) => digest !== undefined);
    for (const [index, { platforms }] of cells.entries())
        for (const content of platforms.flatMap((one) => currentOf(one)?.content ?? []))
            for (const [name, text] of of(content)) {
                const said = found.get(name) ?? new Map();
                found.set(name, said);
                said.set(text, (said.get(text) ?? new Set()).add(index));
            }
    return [...found]
        .sort()
        .map(([name, said]) => [kind, name, [...said].map(([text, pages]) => [text, [...pages]])]);
}

;// CONCATENATED MODULE: ./src/site/files.ts





/** Names, relative to the folder, with their content. Those of site/static are not among them. */
function* siteFiles(site) {
    yield ['index.html', familyPage(site)];
    yield ['releases.html', releasesPage(site)];
    yield ['search-index.js', searchIndex(site)];
    yield ['data/index.json', json(indexData(site))];
    for (const cell of site.cells) {
        yield [cell.page, imagePage(site, cell)];
        if (cell.digest !== undefined)
            yield [dataOf(cell.page), json(cellData(cell))];
    }
    for (const release of site.releases) {
        yield [release.page, releasePage(site, release)];
        yield [dataOf(release.page), json(releaseData(site, release))];
    }
}
const json = (data) => `${JSON.stringify(data)}\n`;
const dataOf = (page) => `data/${page.replace(/\.html$/, '.json')}`;
function indexData({ name, made, cells, releases }) {
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
                const { content, released } = currentOf(platform) ?? {};
                return {
                    platform: platform.platform,
                    support: platform.support,
                    rules: platform.rules,
                    digest: content?.digest ?? null,
                    released: released ?? null,
                    compressedBytes: content?.compressedBytes ?? null,
                    unpackedBytes: content?.record?.unpackedBytes ?? null,
                    tests: content?.record?.tests.map(({ name, outcome, seconds }) => ({ name, outcome, seconds })) ?? null,
                };
            }),
        })),
        releases: releases.map(({ id, kind, created, page }) => ({ id, kind, created, data: dataOf(page) })),
    };
}
function cellData({ id, platforms }) {
    return {
        format: 1,
        cell: id,
        platforms: platforms.map((platform) => {
            const content = currentOf(platform)?.content;
            return {
                platform: platform.platform,
                ...(content && contentData(content)),
                history: platform.history.map(({ release, released, content: { digest, compressedBytes, layers } }) => {
                    return { release, released, digest, compressedBytes, layers };
                }),
            };
        }),
    };
}
function contentData({ packages, findings, statements, settings }) {
    return { packages, findings, statements, settings: Object.fromEntries(settings) };
}
/** As `npm run diff -- --format json` has it. */
function releaseData({ name, releases }, release) {
    const before = releases[releases.indexOf(release) + 1];
    const old = before === undefined ? '' : `${name}:release-${before.id}`;
    return { format: 1, old, new: `${name}:release-${release.id}`, ...release.changes };
}

;// CONCATENATED MODULE: ./src/site/write.ts
/** Makes the folder of a page. */




/** What is in the folder of a page; nothing else is ever removed. */
const OWN = [
    'index.html',
    'releases.html',
    'search-index.js',
    'search.js',
    'style.css',
    'icon.svg',
    'images',
    'releases',
    'data',
];
/**
 * Writes the page into a folder, which is made; an earlier page in it goes.
 * @param assets the folder site/static of the action.
 * @returns the number of files
 * @throws ConfigurationError when the folder has other files in it.
 */
async function writeSite(site, folder, assets) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    const strange = (await (0,promises_.readdir)(folder)).find((name) => !OWN.includes(name));
    if (strange !== undefined)
        throw new errors/* ConfigurationError */.j1(`${folder} has ${JSON.stringify(strange)} in it: name a folder that is empty, or has an earlier page and nothing else`);
    for (const name of OWN)
        await (0,promises_.rm)(external_node_path_default().join(folder, name), { recursive: true, force: true });
    for (const name of ['images', 'releases', 'data/images', 'data/releases'])
        await (0,promises_.mkdir)(external_node_path_default().join(folder, name), { recursive: true });
    let count = 0;
    for (const [name, text] of siteFiles(site)) {
        await (0,promises_.writeFile)(external_node_path_default().join(folder, name), text);
        count++;
    }
    for (const name of await (0,promises_.readdir)(assets)) {
        await (0,promises_.cp)(external_node_path_default().join(assets, name), external_node_path_default().join(folder, name));
        count++;
    }
    return count;
}

// EXTERNAL MODULE: ./src/local/context.ts + 2 modules
var local_context = __webpack_require__(87715);
;// CONCATENATED MODULE: ./src/local/site.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/** `npm run site`: the page of a family as a folder. */








const FOLDER = 'out/site';
const RELEASES = 20;
/** @throws ConfigurationError when it is not told whose page, as readSite() and writeSite(). */
async function makeSite(command, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { image, output } = command;
        const { root, progress } = context;
        if (image === undefined)
            throw new errors/* ConfigurationError */.j1('npm run site -- --image REGISTRY/NAME: name the images, like ghcr.io/OWNER/spark');
        const family = __addDisposableResource(env_1, await (0,local_context/* openLocalFamily */.qs)(command, context), true);
        const repository = (0,registry_repository.openRepository)((0,reference/* parseImageName */["if"])(image), { log: progress.info });
        try {
            progress.step(`read ${image}`);
            const { catalog } = family;
            const options = { cells: (0,catalog_cells/* cellsOf */.nc)(catalog), releases: RELEASES, now: new Date(), signing: catalog };
            const site = await readSite(repository, options);
            const folder = output === undefined ? external_node_path_default().join(root, FOLDER) : external_node_path_default().resolve(context.env.INIT_CWD ?? '.', output);
            await writeSite(site, folder, external_node_path_default().join(root, 'site/static'));
            for (const problem of site.problems)
                progress.warning(`not shown: ${problem}`);
            return `The page is ${external_node_path_default().join(folder, 'index.html')}.`;
        }
        finally {
            repository.client.close();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}


/***/ })

};
