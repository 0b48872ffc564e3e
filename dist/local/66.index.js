export const id = 66;
export const ids = [66];
export const modules = {

/***/ 92935:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gz: () => (/* binding */ below),
/* harmony export */   QK: () => (/* binding */ grids),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   YG: () => (/* binding */ summaryOf),
/* harmony export */   Yc: () => (/* binding */ tableSection),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tJ: () => (/* binding */ inert)
/* harmony export */ });
/* unused harmony exports clock, countCells, blockSection, block, verdictGrids */
/** Summaries in Markdown, with nothing from outside taken for markup, cut to the size that GitHub takes. */
/** GitHub drops a step's summary of more than 1 MiB. The rest is for what sections say of their cuts. */
const MAX_BYTES = 900_000;
/** Escapes text: nothing of it is markup, a mention or a line of its own. */
function plain(text) {
    return text
        .replaceAll(/\s+/g, ' ')
        .trim()
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_{}[\]|~#!]/g, '\\$&')
        .replaceAll('@', '@<!-- -->');
}
/** Text as plain() escapes it in which GitHub finds no links and no issues either: comments and notes would notify of them. */
function inert(text) {
    return plain(text)
        .replaceAll('://', ':<!-- -->//')
        .replaceAll(/\bwww\./gi, (found) => `${found.slice(0, -1)}<!-- -->.`)
        .replaceAll('\\#', '#<!-- -->')
        .replaceAll(/\bGH-(?=\d)/gi, (found) => `${found.slice(0, -1)}<!-- -->-`);
}
/** Text in code type, whatever it holds. */
function code(text) {
    const entity = (character) => `&#${character.codePointAt(0)};`;
    const escaped = text.replaceAll(/\s+/g, ' ').replaceAll(/[&<>|`*_[\]\\~@]/g, entity);
    return text === '' ? '' : `<code>${escaped}</code>`;
}
/** Seconds as `3 min 7 s`. */
function clock(seconds) {
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
const countCells = (count) => (count === 1 ? '1 cell' : `${count} cells`);
/** A table of cells that are Markdown; `align` has one of l, c, r for each column. */
function tableSection(header, align, rows, elsewhere) {
    const row = (cells) => `| ${cells.join(' | ')} |`;
    const rule = [...align].map((side) => ({ c: ':-:', r: '--:' })[side] ?? '---');
    return { before: `${row(header)}\n${row(rule)}\n`, lines: rows.map(row), elsewhere };
}
/** Text from outside, as it is: between marks that are longer than any such mark in it. */
function blockSection(text, after = '', language = 'text') {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const lines = text.split('\n');
    return { before: `${fence}${language}\n`, lines, after: `\n${fence}${after}`, elsewhere: 'the log' };
}
function block(text) {
    const { before, after } = blockSection(text);
    return `${before}${text}${after}`;
}
/** A section below a heading or a sentence. */
function below(heading, section) {
    return { ...section, before: `${heading}\n\n${section.before ?? ''}` };
}
/** A section to open below a line. */
function folded(line, section) {
    const after = `${section.after ?? ''}\n\n</details>`;
    return { ...below(`<details><summary>${line}</summary>`, section), after };
}
/** A grid versions × variants for each platform, with its name above where there are several. */
function grids(cells, align) {
    const distinct = (some, key) => [
        ...new Set(some.map((cell) => cell[key])),
    ];
    const platforms = distinct(cells, 'platform');
    return platforms.map((platform) => {
        const here = cells.filter((cell) => cell.platform === platform);
        const variants = distinct(here, 'variant');
        const texts = new Map(here.map(({ version, variant, text }) => [`${version} ${variant}`, text]));
        const rows = distinct(here, 'version').map((version) => [
            `**${plain(version)}**`,
            ...variants.map((variant) => texts.get(`${version} ${variant}`) ?? ''),
        ]);
        const grid = tableSection(['', ...variants.map(plain)], `l${align.repeat(variants.length)}`, rows);
        return platforms.length === 1 ? grid : below(`### ${plain(platform)}`, grid);
    });
}
/** Grids of a plan's verdicts. */
function verdictGrids(cells) {
    const marked = cells.map(({ verdict, isExperimental, ...cell }) => {
        const word = verdict === 'build' ? '**build**' : verdict;
        return { ...cell, text: verdict !== 'excluded' && isExperimental ? `${word}<br>experimental` : word };
    });
    return grids(marked, 'c');
}
/**
 * Sections as one text of a size that GitHub takes, by default for a step's summary. Of its sections, a text is one line,
 * and undefined is left out.
 */
function summaryOf(sections, limit = MAX_BYTES) {
    let room = limit;
    const texts = sections.flatMap((given = { lines: [] }) => {
        const section = typeof given === 'string' ? { lines: [given] } : given;
        const { before = '', lines, after = '', elsewhere } = section;
        if (lines.length === 0)
            return [];
        room -= Buffer.byteLength(before + after);
        const kept = [];
        for (const line of lines) {
            const bytes = Buffer.byteLength(line) + 1;
            if (bytes > room)
                break;
            room -= bytes;
            kept.push(line);
        }
        const left = lines.length - kept.length;
        const where = elsewhere === undefined ? '' : `; ${elsewhere} has all of them`;
        const note = `\n\n${left} more ${left === 1 ? 'is' : 'are'} left out here${where}.`;
        return `${before}${kept.join('\n')}${left === 0 ? '' : note}${after}`;
    });
    return `${texts.join('\n\n')}\n`;
}


/***/ }),

/***/ 51066:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  diffLocally: () => (/* binding */ diffLocally)
});

// EXTERNAL MODULE: ./src/diff/family.ts + 4 modules
var family = __webpack_require__(13367);
// EXTERNAL MODULE: ./src/table.ts
var table = __webpack_require__(88719);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
// EXTERNAL MODULE: ./src/diff/tables.ts
var diff_tables = __webpack_require__(91910);
;// CONCATENATED MODULE: ./src/diff/text.ts
/** A diff for a terminal. */



/** Longer values are cut: `--format json` has them whole. */
const MAX_VALUE = 100;
/** Every change of every image. */
function diffText(diff) {
    const images = diff.images.flatMap((image) => {
        const { title, summary, tables, unknown } = (0,diff_tables/* changesOf */.fs)(image);
        const parts = tables.map(({ title, columns, rows }) => {
            const cells = rows.map((row) => row.map((cell) => (0,src_text/* oneLine */.TN)(cell, MAX_VALUE)));
            return `${title}\n${indent((0,table/* table */.t)(columns, cells))}`;
        });
        const notes = unknown.map((text) => `Not known: ${(0,src_text/* oneLine */.TN)(text)}`);
        return [`${(0,src_text/* oneLine */.TN)(title)}\n${summary}`, ...parts.map(indent), ...notes.map(indent)];
    });
    const listed = (word, cells) => cells.length === 0 ? [] : [`${word}: ${cells.map(({ cell }) => (0,src_text/* oneLine */.TN)(cell)).join(', ')}`];
    const lost = diff.unknown.map((text) => `Not known: ${(0,src_text/* oneLine */.TN)(text)}`);
    const head = [`${diff.old} → ${diff.new}`, (0,diff_tables/* headlineOf */.gD)(diff)];
    return [...head, ...listed('New', diff.added), ...listed('Gone', diff.removed), ...images, ...lost].join('\n\n');
}
const indent = (text) => text.replaceAll(/^(?=.)/gm, '  ');

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/github/summary.ts
var github_summary = __webpack_require__(92935);
;// CONCATENATED MODULE: ./src/github/changes.ts



/** Of 125,000 characters that GitHub takes for a release's notes, what the tables of all images may have. */
const MAX_DETAILS = 90_000;
const changes_MAX_VALUE = 200;
const MAX_ROWS = 60;
/** A part of a summary: a line for each image, and its tables to open as long as there is room. */
function changeSections(changes, { limit = Number.POSITIVE_INFINITY, elsewhere = '`npm run diff`' } = {}) {
    const { images, added, removed, unknown } = changes;
    const listed = (word, cells) => cells.length === 0 ? [] : [`- ${word}: ${cells.map(({ cell }) => (0,github_summary/* code */.aY)(cell)).join(', ')}`];
    const lines = [
        ...images.map((image) => {
            const { title, summary } = (0,diff_tables/* changesOf */.fs)(image);
            return `- **${(0,github_summary/* inert */.tJ)(title)}**: ${(0,github_summary/* inert */.tJ)(summary)}`;
        }),
        ...listed('New', added),
        ...listed('Gone', removed),
        ...unknown.map((text) => `- Not known: ${(0,github_summary/* inert */.tJ)(text)}`),
    ];
    let room = Math.min(MAX_DETAILS, limit - Buffer.byteLength(lines.join('\n')));
    const details = images.map(imageDetails).filter(({ lines }) => lines.length > 0);
    const kept = details.filter(({ before = '', lines, after = '' }) => {
        room -= Buffer.byteLength(before + lines.join('\n') + after);
        return room > 0;
    });
    const left = details.length - kept.length;
    const tables = left === 1 ? 'The tables of 1 more image' : `The tables of ${left} more images`;
    return [
        { before: `### What changed\n\n${(0,diff_tables/* headlineOf */.gD)(changes)}.\n\n`, lines: lines.length === 0 ? [''] : lines },
        ...kept,
        { lines: left === 0 ? [] : [`${tables} are left out here; ${elsewhere} has them.`] },
    ];
}
function imageDetails(image) {
    const { title, tables, unknown } = (0,diff_tables/* changesOf */.fs)(image);
    const parts = tables.map(({ title, columns, align, rows }) => {
        const cells = rows.slice(0, MAX_ROWS).map((row) => row.map((cell) => (0,github_summary/* inert */.tJ)((0,src_text/* shorten */.ml)(cell, changes_MAX_VALUE))));
        const { before = '', lines } = (0,github_summary/* tableSection */.Yc)(columns, align, cells);
        const more = rows.length > MAX_ROWS ? `\n\n${rows.length - MAX_ROWS} more are left out here.` : '';
        return `**${title}**\n\n${before}${lines.join('\n')}${more}`;
    });
    const notes = unknown.map((text) => `Not known: ${(0,github_summary/* inert */.tJ)(text)}`);
    return (0,github_summary/* folded */.TM)((0,github_summary/* inert */.tJ)(title), { lines: [[...parts, ...notes].join('\n\n')].filter(Boolean) });
}
/** The notes of a release, of a size that GitHub takes. */
function changeNotes(changes) {
    return (0,github_summary/* summaryOf */.YG)(changeSections(changes), 2 * MAX_DETAILS);
}

// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(62148);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(56075);
;// CONCATENATED MODULE: ./src/local/diff.ts
/** `npm run diff`: what changed from one image to another, or from one release to another. */






/** @throws ConfigurationError as diffReferences(), and when it is not told what to compare. */
async function diffLocally({ images = [], image, format }) {
    const [old, current, ...others] = images;
    if (old === undefined || current === undefined || others.length > 0)
        throw new errors/* ConfigurationError */.j1('npm run diff -- OLD NEW: name two images, like ghcr.io/OWNER/spark:4.1.1-gpu, or two releases, like 20261124-141530-1a2b3c with --image ghcr.io/OWNER/spark');
    const repositories = new Map();
    const given = [old, current].map((text) => {
        const { image: name, reference } = parse(text, image);
        const key = `${name.registry}/${name.repository}`;
        const repository = repositories.get(key) ?? (0,registry_repository.openRepository)(name);
        repositories.set(key, repository);
        return { repository, reference };
    });
    try {
        const diff = await (0,family/* diffReferences */.Qd)(...given);
        if (format === 'json')
            return JSON.stringify(diff, null, 2);
        return format === 'markdown' ? changeNotes(diff).trimEnd() : diffText(diff);
    }
    finally {
        for (const { client } of repositories.values())
            client.close();
    }
}
/** An image with its name, or with --image a tag, a digest or a release alone. */
function parse(text, image) {
    if (image !== undefined) {
        const name = (0,reference/* parseImageName */["if"])(image);
        const separator = text.startsWith('sha256:') ? '@' : ':';
        const id = (0,family/* releaseId */.Bf)(text);
        if (!text.includes('/'))
            return (0,reference/* parseReference */.F2)(`${name.registry}/${name.repository}${separator}${id ?? text}`);
    }
    if ((0,family/* releaseId */.Bf)(text) !== undefined)
        throw new errors/* ConfigurationError */.j1(`${text} is a release: name the images with --image REGISTRY/NAME`);
    return (0,reference/* parseReference */.F2)(text);
}


/***/ })

};
