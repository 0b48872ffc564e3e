export const id = 755;
export const ids = [755];
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

/***/ 66755:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  trackFiles: () => (/* binding */ trackFiles),
  trackLocally: () => (/* binding */ trackLocally),
  userFiles: () => (/* binding */ userFiles)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/catalog/load.ts + 1 modules
var load = __webpack_require__(15735);
// EXTERNAL MODULE: ./src/family/repositories.ts
var family_repositories = __webpack_require__(60302);
// EXTERNAL MODULE: ./src/family/workspace.ts
var workspace = __webpack_require__(43729);
// EXTERNAL MODULE: ./src/catalog/bytes.ts
var catalog_bytes = __webpack_require__(95632);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
;// CONCATENATED MODULE: ./src/track/notes.ts
/** What a run of `track` found: changes, and what is not changed and why. */
class Notes {
    changes = [];
    held = [];
    hold(what, why) {
        if (!this.held.some((one) => one.what === what && one.why === why))
            this.held.push({ what, why });
    }
}
/** A day in UTC, like 2026-11-24. */
function dayOf(time) {
    return new Date(time).toISOString().slice(0, 10);
}
const DAY = 24 * 3600 * 1000;
/**
 * Why a version that was released at a time is not to be taken yet; undefined if it is.
 * @param wait in days.
 */
function whyWait(released, wait, now) {
    if (wait === 0)
        return undefined;
    if (released === undefined)
        return 'its index does not say since when it is there, and the policy has a wait';
    return released + wait * DAY <= now
        ? undefined
        : `released ${dayOf(released)}, taken from ${dayOf(released + wait * DAY)} on`;
}

// EXTERNAL MODULE: ./src/github/summary.ts
var summary = __webpack_require__(92935);
;// CONCATENATED MODULE: ./src/github/track/text.ts
/** The text of the pull request of `track`: nothing of what indexes say is a link, a mention or markup in it. */




/** GitHub takes 65536 characters. */
const MAX_BODY = 60_000;
const MAX_TITLE = 120;
/** Whether there is anything to change in the files. Python packages alone show only once they are locked. */
function hasChanges({ changes, cells, isLocked }) {
    return (changes.length > 0 ||
        (isLocked && cells.some(({ state }) => state !== 'unchanged' && state !== 'excluded')));
}
/** What changes, in a line: `Spark 4.1.5, iceberg 1.12.0; without Spark 4.1.0`. */
function titleOf({ changes, renewed }) {
    const come = changes.flatMap((change) => {
        if (change.kind === 'pin')
            return `${change.component} ${change.to}`;
        return change.kind === 'version' && change.what === 'added' ? `Spark ${change.version}` : [];
    });
    const gone = changes.flatMap((one) => (one.kind === 'version' && one.what === 'dropped' ? one.version : []));
    const without = gone.length === 0 ? [] : [`without Spark ${gone.join(', ')}`];
    const news = [...new Set(come)].join(', ');
    const other = changes.some(({ kind }) => kind === 'rule')
        ? 'rules'
        : `Python packages of ${renewed.join(', ')}`;
    return (0,src_text/* shorten */.ml)((0,src_text/* oneLine */.TN)(`Spark images: ${[news, ...without].filter(Boolean).join('; ') || other}`), MAX_TITLE);
}
/** The plan of a pull request, as Markdown. */
function bodyOf(result) {
    const { changes, held, cells, renewed } = result;
    const excluded = cells.filter(({ state }) => state === 'excluded');
    return (0,summary/* summaryOf */.YG)([
        'Versions and pins of the catalog, brought up to date by its policy (`track:`). The acceptance tests of the images decide whether they work. To leave a version out, name it under `skip:`.',
        titled('What is new', newsTable(changes)),
        listed('Dropped', changes.flatMap(droppedLine)),
        listed('To be checked by a person', changes.flatMap(takenOver)),
        listed('Locked anew', renewed.map((name) => `the Python packages of ${code(name)}, in the newest versions that the catalog allows`)),
        ...planSections(cells),
        titled('What it costs', costTable(result)),
        licenceSection(result),
        titled('Rules', ruleTable(changes)),
        listed("Can't be yet", held.map(({ what, why }) => `${text_text(what)}: ${text_text(why)}`)),
        listed('Excluded images', excludedLines(excluded)),
    ].filter((section) => section !== undefined), MAX_BODY);
}
/** Text from anywhere. */
function text_text(given) {
    return inert((0,summary/* plain */.pj)((0,src_text/* oneLine */.TN)(given)));
}
/** A name from anywhere. */
function code(given) {
    return inert((0,summary/* code */.aY)((0,src_text/* oneLine */.TN)(given)));
}
/** GitHub makes links of addresses, in HTML's code type too. As entities, these characters begin none. */
function inert(markdown) {
    return markdown.replaceAll('://', '&#58;//').replaceAll(/www\./gi, (word) => `${word.slice(0, 3)}&#46;`);
}
function titled(title, section) {
    return section.lines.length === 0 ? undefined : (0,summary/* below */.Gz)(`### ${title}`, section);
}
function listed(title, lines) {
    return titled(title, { lines: lines.map((line) => `- ${line}`) });
}
function newsTable(changes) {
    const rows = changes.flatMap((change) => {
        if (change.kind === 'pin')
            return [pinRow(change)];
        return change.kind === 'version' && change.what === 'added' ? [versionRow(change)] : [];
    });
    return (0,summary/* tableSection */.Yc)(['what', 'before', 'after', 'there since', 'Spark'], 'lllll', rows);
}
function pinRow({ component, names, from = '–', to, released, versions }) {
    const jars = names.map(code).join('<br>');
    return [
        `**${text_text(component)}**<br>${jars}`,
        text_text(from),
        text_text(to),
        day(released),
        versions.map(text_text).join(', '),
    ];
}
function versionRow({ version, released }) {
    return ['**Spark**', '–', text_text(version), day(released), ''];
}
function day(time) {
    return time === undefined ? 'unknown' : dayOf(time);
}
function droppedLine(change) {
    return change.kind === 'version' && change.what === 'dropped' ? [`Spark ${text_text(change.version)}`] : [];
}
function takenOver(change) {
    if (change.kind !== 'version' || change.seriesFrom === undefined)
        return [];
    return [
        `Spark ${text_text(change.version)} is the first of its series. Its Scala, Java and Python are taken over from series ${text_text(change.seriesFrom)}: compare them with the release notes.`,
    ];
}
/** A grid of all images, where there is any other than before. */
function planSections(cells) {
    if (cells.every(({ state }) => state === 'unchanged' || state === 'excluded'))
        return [];
    const marked = cells.map(({ version, variant, platform, state }) => {
        const word = state === 'new' || state === 'changed' ? `**${state}**` : state;
        return { version, variant, platform, text: word };
    });
    const [first, ...others] = (0,summary/* grids */.QK)(marked, 'c');
    return first === undefined ? [] : [(0,summary/* below */.Gz)('### Images', first), ...others];
}
function costTable({ cells }) {
    const rows = cells
        .filter(({ state }) => state === 'new' || state === 'changed')
        .map(({ id, platform, bytes, bytesBefore }) => [
        text_text(id),
        text_text(platform),
        size(bytesBefore),
        size(bytes),
        bytes === undefined || bytesBefore === undefined ? 'unknown' : difference(bytes - bytesBefore),
    ]);
    const header = ['image', 'platform', 'downloads before', 'after', 'difference'];
    const section = (0,summary/* tableSection */.Yc)(header, 'llrrr', rows);
    const note = 'A new image is compared with the newest like it. `unknown` is what no lockfile pins yet.';
    return { ...section, after: `\n\n${note}` };
}
function size(bytes) {
    return bytes === undefined ? 'unknown' : (0,catalog_bytes/* formatBytes */.z)(bytes);
}
function difference(bytes) {
    if (bytes === 0)
        return 'none';
    return bytes < 0 ? `−${(0,catalog_bytes/* formatBytes */.z)(-bytes)}` : `+${(0,catalog_bytes/* formatBytes */.z)(bytes)}`;
}
function licenceSection({ licences, isLocked }) {
    const none = isLocked ? 'Of what is locked, none changes.' : 'They are known once the lockfiles are made.';
    return titled('Licences', licenceTable(licences)) ?? `### Licences\n\n${none}`;
}
function licenceTable(licences) {
    const rows = licences.map(({ name, before, after }) => [
        code(name),
        before.length === 0 ? 'not there' : before.map(code).join(', '),
        after.length === 0 ? 'not there' : after.map(code).join(', '),
    ]);
    return (0,summary/* tableSection */.Yc)(['artifact', 'before', 'after'], 'lll', rows);
}
function ruleTable(changes) {
    const rules = changes.filter((change) => change.kind === 'rule');
    const rows = rules.map(({ name, what, why }) => [code(name), what, text_text(why)]);
    return (0,summary/* tableSection */.Yc)(['rule', 'is', 'it says'], 'lll', rows);
}
/** Each reason once, with its images. */
function excludedLines(cells) {
    const reasons = [...new Set(cells.map(({ reason = '' }) => reason))];
    return reasons.map((reason) => {
        const ids = new Set(cells.filter((cell) => (cell.reason ?? '') === reason).map(({ id }) => text_text(id)));
        return `${text_text(reason)}: ${[...ids].join(', ')}`;
    });
}

// EXTERNAL MODULE: ./src/catalog/artifacts.ts
var catalog_artifacts = __webpack_require__(55264);
// EXTERNAL MODULE: ./src/catalog/cells.ts
var catalog_cells = __webpack_require__(54514);
// EXTERNAL MODULE: ./src/catalog/document.ts
var catalog_document = __webpack_require__(67390);
// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(46447);
// EXTERNAL MODULE: ./src/catalog/parse.ts + 2 modules
var parse = __webpack_require__(4372);
// EXTERNAL MODULE: ./src/catalog/rules.ts
var rules = __webpack_require__(47668);
// EXTERNAL MODULE: ./src/catalog/user.ts
var catalog_user = __webpack_require__(55460);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./src/catalog/version.ts
var catalog_version = __webpack_require__(13375);
;// CONCATENATED MODULE: ./src/track/edit.ts
/**
 * Changes single values of a YAML file. The text around them stays byte for byte: comments, order, quotes and blank lines.
 */




/** A file that is written in a way that can't be changed here: an alias, a mapping with `?`, tabs. */
class EditError extends Error {
    name = 'EditError';
}
/** The value at a place of a YAML file, as JavaScript has it; undefined if there is none. */
function valueAt(text, place) {
    return place.reduce(childOf, (0,dist/* parse */.qg)(text));
}
function childOf(value, key) {
    if (Array.isArray(value))
        return value[Number(key)];
    return (0,catalog_user/* isMapping */.pi)(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
/**
 * Replaces the value at a place by a text or by null.
 * @throws EditError for a file that can't be changed.
 */
function setValue(text, place, value) {
    const node = nodeAt(text, place);
    const [start, end] = rangeOf(node);
    const quote = (0,dist/* isScalar */.jn)(node) && value !== null && (/^QUOTE_(?:SINGLE|DOUBLE)$/.exec(node.type ?? '') ?? [])[0];
    const written = quote === 'QUOTE_SINGLE' ? `'${value}'` : quote ? JSON.stringify(value) : scalar(value);
    return checked(text, splice(text, start, end, written), (content) => edit_assign(content, place, value));
}
/**
 * Adds a key to the mapping at a place, which is made where the file has none. Keys that are versions stand in the
 * order that the others have: the newest first, unless those that are there ascend.
 * @param written the value as YAML on one line.
 * @throws EditError for a file that can't be changed.
 */
function addKey(text, place, key, written) {
    const value = (0,dist/* parse */.qg)(written);
    const change = (content) => edit_assign(content, [...place, key], value);
    const there = valueAt(text, place);
    if (!(0,catalog_user/* isMapping */.pi)(there) || Object.keys(there).length === 0)
        return checked(text, withMapping(text, place, `${keyText(key)}: ${written}`), change);
    const map = nodeAt(text, place);
    const pairs = map.items.filter(dist/* isPair */.tO);
    const behind = keyBehind(key, place, pairs.map(keyOf));
    const before = pairs.find((pair) => keyOf(pair) === behind);
    const line = `${keyText(key)}: ${written}`;
    if (map.flow) {
        const at = before === undefined ? endOf(pairs.at(-1)) : startOf(before);
        return checked(text, splice(text, at, at, before === undefined ? `, ${line}` : `${line}, `), change);
    }
    const indent = indentOf(text, pairs[0]);
    const at = before === undefined ? lineEnd(text, endOf(pairs.at(-1))) : lineStart(text, startOf(before));
    const gap = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
    return checked(text, splice(text, at, at, `${gap}${indent}${line}\n`), change);
}
/**
 * Removes a key of a mapping or an item of a list. A mapping or list that would be empty goes, too: `null` and nothing
 * would mean something else.
 * @throws EditError for a file that can't be changed.
 */
function remove(text, place) {
    const above = place.slice(0, -1);
    const collection = nodeAt(text, above);
    if (!(0,dist/* isMap */.jh)(collection) && !(0,dist/* isSeq */.oP)(collection))
        throw new EditError(`${place.join('.')} is in no mapping or list`);
    const items = collection.items;
    const key = place.at(-1);
    const index = (0,dist/* isMap */.jh)(collection)
        ? items.findIndex((item) => (0,dist/* isPair */.tO)(item) && keyOf(item) === key)
        : Number(key);
    const item = items[index];
    if (item === undefined)
        throw new EditError(`there is no ${place.join('.')}`);
    if (items.length === 1 && above.length > 0)
        return remove(text, above);
    const [start, end] = extentOf(text, collection, items, index);
    return checked(text, splice(text, start, end, ''), (content) => without(content, place));
}
/** The text of the value at a place, as the file has it, with what separates it from its key. */
function writtenAt(text, place) {
    const map = nodeAt(text, place.slice(0, -1));
    const pair = map.items.find((one) => keyOf(one) === place.at(-1));
    if (pair === undefined)
        throw new EditError(`there is no ${place.join('.')}`);
    return text.slice(rangeOf(pair.key)[1], rangeOf(pair.value)[1]).replace(/^\s*:\s*/, '');
}
/** What is removed with an item: its lines, or it and the comma beside it. */
function extentOf(text, collection, items, index) {
    const [item, next, previous] = [items[index], items[index + 1], items[index - 1]];
    if (collection.flow)
        return next === undefined ? [endOf(previous), endOf(item)] : [startOf(item), startOf(next)];
    return [lineStart(text, startOf(item)), lineEnd(text, endOf(item))];
}
function nodeAt(text, place) {
    const document = (0,dist/* parseDocument */.Tp)(text);
    const node = place.length === 0 ? document.contents : document.getIn(place, true);
    if ((0,dist/* isScalar */.jn)(node) || (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node))
        return node;
    throw new EditError(`${place.join('.')} is an alias or not there: write it out, so that it can be changed`);
}
function rangeOf(node) {
    if (node.range)
        return [node.range[0], node.range[1]];
    throw new EditError('a value has no place in the file');
}
function keyOf(pair) {
    return (0,dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : '';
}
function startOf(item) {
    const node = (0,dist/* isPair */.tO)(item) ? item.key : item;
    return rangeOf(node)[0];
}
/** Where an item's value ends, without comments behind it. */
function endOf(item) {
    if (!(0,dist/* isPair */.tO)(item))
        return rangeOf(item)[1];
    return rangeOf((item.value ?? item.key))[1];
}
function lineStart(text, at) {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    // Items of a list stand behind their hyphen.
    if (/^[ ]*(?:- *)?$/.test(text.slice(start, at)))
        return start;
    throw new EditError('a key is not at the beginning of its line');
}
function lineEnd(text, at) {
    // A block of text ends with its last line.
    if (at > 0 && text[at - 1] === '\n')
        return at;
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end + 1;
}
function indentOf(text, first) {
    const at = startOf(first);
    return text.slice(lineStart(text, at), at).replaceAll(/[^ ]/g, ' ');
}
/** Puts a mapping of one line where the file has none, an empty one or nothing. */
function withMapping(text, place, line) {
    const name = place.at(-1);
    const there = valueAt(text, place) ?? undefined;
    if (name === undefined && there === undefined)
        return `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${line}\n`;
    if (there === undefined && typeof name === 'string')
        return addKey(text, place.slice(0, -1), name, `{ ${line} }`);
    const [start, end] = rangeOf(nodeAt(text, place));
    if ((0,catalog_user/* isMapping */.pi)(there))
        return splice(text, start, end, `{ ${line} }`);
    throw new EditError(`${place.join('.')} is not a mapping`);
}
/**
 * The key that a new one goes before; undefined for the end. Keys that are no versions have no order, and a single one
 * tells none: `versions` and `series` have the newest first then.
 */
function keyBehind(key, place, keys) {
    if (![key, ...keys].every((one) => /^\d/.test(one)))
        return undefined;
    const sorted = [...keys].sort(catalog_version/* compareVersions */.Z);
    const isAscending = keys.length > 1 ? (0,external_node_util_.isDeepStrictEqual)(sorted, keys) : place.length > 1;
    if (isAscending)
        return sorted.find((one) => (0,catalog_version/* compareVersions */.Z)(one, key) > 0);
    // Of keys in no order, before the next older one.
    return sorted.findLast((one) => (0,catalog_version/* compareVersions */.Z)(one, key) < 0);
}
/** A key or a value as YAML, in quotes where it would be no text without. */
function keyText(key) {
    return (0,dist/* parse */.qg)(key) === key ? key : JSON.stringify(key);
}
/** A text or null as YAML, in quotes only where it would be something else without. */
function scalar(value) {
    return value === null ? 'null' : (0,dist/* stringify */.As)(value, { lineWidth: 0 }).trimEnd();
}
function splice(text, start, end, written) {
    return text.slice(0, start) + written + text.slice(end);
}
/** The new text, if it says what it should and nothing else. */
function checked(before, after, change) {
    const expected = change(structuredClone((0,dist/* parse */.qg)(before)));
    if ((0,dist/* parseDocument */.Tp)(after).errors.length === 0 && (0,external_node_util_.isDeepStrictEqual)((0,dist/* parse */.qg)(after), expected))
        return after;
    throw new EditError('the file is written in a way that can not be changed here');
}
function edit_assign(content, [key, ...rest], value) {
    if (key === undefined)
        return value;
    const below = edit_assign(childOf(content, key), rest, value);
    if (Array.isArray(content))
        return content.with(Number(key), below);
    return { ...((0,catalog_user/* isMapping */.pi)(content) ? content : {}), [key]: below };
}
function without(content, [key, ...rest]) {
    if (key === undefined)
        return content;
    if (Array.isArray(content))
        return rest.length === 0
            ? content.filter((_, index) => index !== key)
            : content.with(Number(key), without(content[Number(key)], rest));
    if (!(0,catalog_user/* isMapping */.pi)(content))
        return content;
    const { [key]: value, ...others } = content;
    return rest.length === 0 ? others : { ...content, [key]: without(value, rest) };
}

;// CONCATENATED MODULE: ./src/track/draft.ts
/** A catalog that is being changed: each change is made in the files, and stays if the catalog is one with it. */










/** The shipped catalog, from the texts of catalogFiles(). */
function shippedSource(texts) {
    return {
        texts,
        placeOf: (place) => place[0] === 'components' && place.length > 1
            ? [`components/${place[1]}/component.yml`, place.slice(2)]
            : ['catalog.yml', place],
        parse(files) {
            const { text, origin } = (0,load/* joinCatalog */.I$)(files, 'images');
            return (0,parse.parseCatalog)(text, origin);
        },
        merge(files) {
            const { text, origin } = (0,load/* joinCatalog */.I$)(files, 'images');
            return (0,parse/* validate */.t)((0,catalog_document/* parseYaml */.hN)(text, origin).content, (path, message) => {
                throw new errors/* ConfigurationError */.j1(`${path.map(String).join('.')}: ${message}`);
            });
        },
    };
}
/** A user's catalog file, laid over the shipped catalog. */
function userSource(shipped, file, text) {
    const user = (texts) => ({ file, text: texts.get(file) ?? '' });
    return {
        texts: new Map([[file, text]]),
        below: shipped.catalog,
        placeOf: (place) => [file, place],
        parse: (texts) => (0,catalog_user/* layUserCatalog */.nr)(shipped, user(texts)),
        merge: (texts) => (0,catalog_user/* mergeUserCatalog */.bq)(shipped, user(texts)),
    };
}
/** The files while one change is made. */
class Editor {
    texts;
    #source;
    constructor(source, texts) {
        this.#source = source;
        this.texts = new Map(texts);
    }
    /** The value at a place of the files, without what is below them. */
    get(place) {
        const [file, at] = this.#source.placeOf(place);
        return valueAt(this.texts.get(file) ?? '', at);
    }
    set(place, value) {
        this.#change(place, (text, at) => setValue(text, at, value));
    }
    /** @param written the value as YAML. */
    add(place, key, written) {
        this.#change(place, (text, at) => addKey(text, at, key, written));
    }
    remove(place) {
        this.#change(place, remove);
    }
    /** The YAML of a value. */
    written(place) {
        const [file, at] = this.#source.placeOf(place);
        return writtenAt(this.texts.get(file) ?? '', at);
    }
    /** Keys of a mapping of the files. */
    keys(place) {
        const value = this.get(place);
        return (0,catalog_user/* isMapping */.pi)(value) ? Object.keys(value) : [];
    }
    #change(place, change) {
        const [file, at] = this.#source.placeOf(place);
        this.texts.set(file, change(this.texts.get(file) ?? '', at));
    }
}
/** The catalog with all changes that were made until now. */
class Draft {
    source;
    /** Of rules that changes took out, or some versions of. */
    rules = [];
    #texts;
    #catalog;
    #before;
    /** @throws ConfigurationError for what is no catalog. */
    constructor(source) {
        this.source = source;
        this.#texts = source.texts;
        this.#catalog = source.parse(source.texts);
    }
    get texts() {
        return this.#texts;
    }
    get catalog() {
        return this.#catalog;
    }
    /** The catalog with what must be locked though no variant has it: the shipped one's shelf. */
    get whole() {
        return this.source.below === undefined ? (0,catalog_cells/* withShelf */.JR)(this.#catalog) : this.#catalog;
    }
    /** Whether the files have a value at a place, not only what is below them. */
    has(place) {
        return new Editor(this.source, this.#texts).get(place) !== undefined;
    }
    /** Keys of a mapping of the files. */
    keys(place) {
        return new Editor(this.source, this.#texts).keys(place);
    }
    /** Makes a change, with what follows from it. Returns why it can't be made; nothing is changed then. */
    attempt(change) {
        const editor = new Editor(this.source, this.#texts);
        const [texts, catalog, count] = [this.#texts, this.#catalog, this.rules.length];
        try {
            change(editor);
            const rules = this.#tidy(editor);
            this.#catalog = this.source.parse(editor.texts);
            this.#before = () => {
                this.#texts = texts;
                this.#catalog = catalog;
                this.rules.length = count;
            };
            this.#texts = editor.texts;
            this.rules.push(...rules);
            return undefined;
        }
        catch (error) {
            if (error instanceof errors/* ConfigurationError */.j1 || error instanceof EditError)
                return error.message;
            throw error;
        }
    }
    /** Takes the last change back that attempt() made. */
    undo() {
        this.#before?.();
        this.#before = undefined;
    }
    /** Takes out what names a version or a pin that is no more: such keys and rules are mistakes where a person wrote them. */
    #tidy(editor) {
        const gone = Object.keys(this.#catalog.versions).filter((version) => !Object.hasOwn(this.source.merge(editor.texts).versions, version));
        const changed = gone.length === 0 ? [] : pruneVersions(editor, this.source.merge(editor.texts), gone);
        const merged = this.source.merge(editor.texts);
        const subjects = (0,catalog_cells/* subjectsOf */.Z6)(this.source.below === undefined ? (0,catalog_cells/* withShelf */.JR)(merged) : merged);
        const idle = (0,rules/* idleRules */.q1)(merged.rules, subjects).filter((name) => editor.get(['rules', name]) !== undefined);
        const removed = idle.map((name) => {
            editor.remove(['rules', name]);
            return ruleChange(name, 'removed', merged.rules[name]);
        });
        return [...changed, ...removed];
    }
}
function ruleChange(name, what, rule) {
    return { kind: 'rule', name, what, why: rule?.reason ?? '' };
}
/** Takes versions that are gone out of rules, variants, budgets and mappings by version. */
function pruneVersions(editor, merged, gone) {
    const isStale = (pattern) => {
        const matches = (0,names/* globMatcher */.fU)(String(pattern));
        return gone.some(matches) && !Object.keys(merged.versions).some(matches);
    };
    const changes = editor.keys(['rules']).flatMap((name) => {
        const patterns = editor.get(['rules', name, 'when', 'versions']);
        // A rule of gone versions only is idle.
        if (!Array.isArray(patterns) || !patterns.some(isStale) || patterns.every(isStale))
            return [];
        pruneList(editor, ['rules', name, 'when', 'versions'], isStale);
        return [ruleChange(name, 'changed', merged.rules[name])];
    });
    for (const name of editor.keys(['variants'])) {
        pruneList(editor, ['variants', name, 'versions'], isStale);
        pruneKeys(editor, ['variants', name, 'runtime'], gone);
    }
    for (const pattern of editor.keys(['budgets']))
        if (gone.some((version) => pattern.startsWith(`${version}-`)))
            editor.remove(['budgets', pattern]);
    for (const name of Object.keys(merged.components)) {
        const path = ['components', name];
        for (const [kind, ...below] of [
            ['maven', 'version'],
            ['replace', 'version'],
            ['python'],
            ['conf'],
        ])
            for (const key of editor.keys([...path, kind]))
                pruneKeys(editor, [...path, kind, key, ...below], gone);
    }
    return changes;
}
/** Removes items of a list; one that would be empty stays, and is a mistake for the catalog's checks. */
function pruneList(editor, place, isStale) {
    const list = editor.get(place);
    if (!Array.isArray(list) || list.every(isStale))
        return;
    for (const index of [...list.keys()].reverse())
        if (isStale(list[index]))
            editor.remove([...place, index]);
}
function pruneKeys(editor, place, gone) {
    for (const key of editor.keys(place))
        if (gone.includes(key))
            editor.remove([...place, key]);
}
/** Whether a mapping by version has a key of its own for a version or its series, not only a glob. */
function hasOwnKey(value, at) {
    if (!(0,catalog_user/* isMapping */.pi)(value))
        return false;
    const key = (0,catalog_artifacts/* keyFor */.bm)(value, at);
    return key === at.version || key === at.series;
}
/** The value of hasOwnKey(). */
function ownValue(value, at) {
    return (0,names/* own */.ZV)(value, (0,catalog_artifacts/* keyFor */.bm)(value, at) ?? '') ?? '';
}

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(94343);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(61691);
// EXTERNAL MODULE: ./src/registry/http/transport.ts + 4 modules
var transport = __webpack_require__(34062);
// EXTERNAL MODULE: ./src/registry/http/web.ts
var web = __webpack_require__(47174);
;// CONCATENATED MODULE: ./src/track/indexes.ts
/** What the Python indexes and the Maven repositories of a catalog have. What they say is taken for nothing but that. */





/** More than any list of versions has. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_VERSIONS = 20_000;
const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
/** As a version may be written in a catalog, in a path and in a text: no `/`, and nothing like `..` alone. */
const VERSION = /^\d[A-Za-z0-9._+-]{0,62}$/;
/** Asks repositories, each question once. Every failure is a RegistryError. */
class Indexes {
    #web;
    #maven;
    #pypi;
    #known = new Map();
    constructor({ maven, pypi }, options = {}) {
        this.#maven = maven;
        this.#pypi = pypi;
        this.#web = new web/* Web */.N(options);
    }
    [Symbol.dispose]() {
        this.#web[Symbol.dispose]();
    }
    /** The versions of a Python project in all indexes, without those that are yanked. */
    listPython(project) {
        return this.#once(`pypi ${project}`, async () => {
            const lists = await Promise.all(this.#pypi.map(async (index) => {
                const answer = await this.#get(index, `${project}/`, JSON_ACCEPT);
                return answer === undefined ? [] : parsePythonIndex(answer, project, authorizationOf(index));
            }));
            return firstOfEach(lists.flat());
        });
    }
    /** The versions of a Maven artifact in all repositories: `group:artifact` or `group:artifact:classifier`. */
    listMaven(coordinates) {
        const [group = '', artifact = ''] = coordinates.split(':');
        return this.#once(`maven ${group}:${artifact}`, async () => {
            const lists = this.#maven.map(async (repository) => {
                const answer = await this.#get(repository, `${folderOf(group, artifact)}/maven-metadata.xml`);
                return answer === undefined
                    ? []
                    : parseMavenMetadata(answer.body.toString('utf8'), (0,transport/* nameOf */.Vb)(answer.url));
            });
            return firstOfEach((await Promise.all(lists)).flat());
        });
    }
    /** Whether a version of a Maven artifact can be had, and since when. */
    findJar(coordinates, version) {
        const [group = '', artifact = '', ...classifier] = coordinates.split(':');
        const file = `${[artifact, version, ...classifier].join('-')}.jar`;
        return this.#once(`jar ${coordinates} ${version}`, async () => {
            for (const repository of this.#maven) {
                const url = below(repository, `${folderOf(group, artifact)}/${version}/${file}`);
                const served = await this.findFile({ url, authorization: authorizationOf(repository) });
                if (served.isThere)
                    return served;
            }
            return { isThere: false };
        });
    }
    /** Whether a file can be had, and since when. What a repository lists and gives to nobody can't be. */
    async findFile({ url, authorization }) {
        const expect = [200, 403, 404, 410, 451];
        const { status, headers } = await this.#web.ask({ method: 'HEAD', url, authorization, expect, limit: 0 });
        return { isThere: status === 200, released: dateOf(headers['last-modified']) };
    }
    /** A file of a repository; undefined where there is none. */
    async #get(repository, path, headers) {
        const [url, authorization] = [below(repository, path), authorizationOf(repository)];
        const asked = {
            method: 'GET',
            url,
            headers,
            authorization,
            expect: [200, 404, 410],
            limit: MAX_BYTES,
        };
        const answer = await this.#web.ask(asked);
        return answer.status === 200 ? answer : undefined;
    }
    #once(question, ask) {
        const known = this.#known.get(question) ?? ask();
        this.#known.set(question, known);
        return known;
    }
}
const JSON_ACCEPT = { accept: `${JSON_TYPE}, text/html;q=0.2` };
/** Of several repositories that have a version, the first counts. */
function firstOfEach(releases) {
    return [...new Map([...releases].reverse().map((release) => [release.version, release])).values()];
}
function below({ url }, path) {
    return new URL(path, `${url.replace(/\/+$/, '')}/`);
}
function folderOf(group, artifact) {
    return `${group.replaceAll('.', '/')}/${artifact}`;
}
function authorizationOf({ credentials }) {
    if (credentials === undefined)
        return undefined;
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
const pythonIndex = schemas/* object */.Ikc({
    files: schemas/* array */.YOg(schemas/* object */.Ikc({
        filename: schemas/* string */.YjP(),
        url: schemas/* string */.YjP(),
        yanked: schemas/* optional */.lqM(schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* string */.YjP()])),
        'upload-time': schemas/* optional */.lqM(schemas/* nullable */.mee(schemas/* string */.YjP())),
    })),
});
/**
 * The versions that a Python index lists, as JSON or, from older indexes, as HTML without dates:
 * https://packaging.python.org/en/latest/specifications/simple-repository-api/
 * @throws RegistryError for an answer that is not one.
 */
function parsePythonIndex({ headers, body, url }, project, authorization) {
    const isJson = /^application\/(?:vnd\.pypi\.simple\.v1\+)?json\b/.test(headers['content-type'] ?? '');
    const files = isJson ? jsonFiles(body, (0,transport/* nameOf */.Vb)(url)) : htmlFiles(body.toString('utf8'), (0,transport/* nameOf */.Vb)(url));
    const found = new Map();
    for (const { filename, url: target, isYanked, released } of files) {
        const { version, isSource } = fileVersion(filename, project) ?? {};
        if (version === undefined || isYanked)
            continue;
        const known = found.get(version) ?? { version, released };
        const latest = latestOf(known.released, released);
        const sdist = isSource && URL.canParse(target, url.href)
            ? servedFile(new URL(target, url), url, authorization)
            : known.sdist;
        found.set(version, { version, released: latest, sdist });
        limitCount(found.size, (0,transport/* nameOf */.Vb)(url));
    }
    return [...found.values()];
}
function servedFile(url, index, authorization) {
    return url.origin === index.origin ? { url, authorization } : { url };
}
/** A file without a date may be of any. */
function latestOf(one, other) {
    return one === undefined || other === undefined ? undefined : Math.max(one, other);
}
function jsonFiles(body, place) {
    const { files } = (0,json/* parseJson */.qF)(pythonIndex, body, `the answer of ${place}`, 'a list of files');
    return files.map(({ filename, url, yanked, 'upload-time': time }) => {
        // A reason for it, empty ones too, is a text.
        return { filename, url, isYanked: yanked !== undefined && yanked !== false, released: dateOf(time) };
    });
}
/** By its tags, not by an expression over all of it, whose time a hostile text could square. */
function htmlFiles(text, place) {
    const links = text.split('<').flatMap((tag) => {
        const end = tag.indexOf('>');
        if (!/^a\s/i.test(tag) || end < 0)
            return [];
        const attributes = tag.slice(1, Math.min(end, 4000));
        const [, double, single] = /\shref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? [];
        const url = (double ?? single ?? '').replaceAll('&amp;', '&');
        return [{ filename: tag.slice(end + 1).trim(), url, isYanked: /\sdata-yanked\b/i.test(attributes) }];
    });
    if (links.some(({ filename }) => DISTRIBUTION.test(filename)) || isEmptyIndex(text))
        return links;
    throw new errors/* RegistryError */.gl(`the answer of ${place} is not a list of files`);
}
const DISTRIBUTION = /\.(?:whl|egg|exe|zip|tgz|tar\.(?:gz|bz2|xz|Z))$/i;
/** Whether a page without files is the whole one of an index, by what indexes call it, and no other, as to sign in. */
function isEmptyIndex(text) {
    const isNamed = /<title>[^<]{0,200}\b(?:links for|simple index)\b|"pypi:repository-version"/i.test(text);
    return isNamed && /<\/(?:body|html)>/i.test(text);
}
/** The version that a file is of, if it is one of the project. */
function fileVersion(filename, project) {
    if (filename.length > 500)
        return undefined;
    const [, name, version = '', rest = ''] = /^([A-Za-z0-9._-]+?)-(\d[A-Za-z0-9._+!]*)(\.tar\.gz|-.*\.whl)$/.exec(filename) ?? [];
    if (name === undefined || normalized(name) !== normalized(project) || !VERSION.test(version))
        return undefined;
    return { version, isSource: rest === '.tar.gz' };
}
function normalized(name) {
    return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}
/**
 * The versions that a maven-metadata.xml lists: https://maven.apache.org/ref/current/maven-repository-metadata/
 * All of them were there when it was last updated.
 * @param place names it in errors.
 * @throws RegistryError for a text that is not one.
 */
function parseMavenMetadata(text, place) {
    // An answer that was cut off lists less than there is.
    if (!/<\/metadata\s{0,9}>|<metadata[^<>]{0,1000}\/>/.test(text))
        throw new errors/* RegistryError */.gl(`the answer of ${place} is not a list of versions`);
    const [, ...time] = /<lastUpdated>(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)</.exec(text) ?? [];
    const [year, month, day, hour, minute, second] = time;
    const released = dateOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    const start = text.indexOf('<versions>');
    const end = text.indexOf('</versions>', start);
    if (start < 0 || end < 0)
        return [];
    const versions = new Set();
    for (const tag of text.slice(start, end).split('<')) {
        const version = tag.startsWith('version>') ? tag.slice('version>'.length).trim() : '';
        if (VERSION.test(version))
            versions.add(version);
        limitCount(versions.size, place);
    }
    return [...versions].map((version) => ({ version, released }));
}
function limitCount(count, place) {
    if (count > MAX_VERSIONS)
        throw new errors/* RegistryError */.gl(`${place} lists more than ${MAX_VERSIONS} versions`);
}
function dateOf(text) {
    const date = Date.parse(text ?? '');
    return Number.isNaN(date) ? undefined : date;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./src/track/public.ts
/** The repositories that are asked: the catalog's own, and those that pip and Maven of this machine would ask. */







const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
const LIMIT = { timeout: 60_000, maxBuffer: 16 * 1024 * 1024 };
/** A project in which Maven runs nothing. */
const POM = `<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId>
<version>1</version><packaging>pom</packaging></project>`;
/**
 * The repositories of a catalog with their credentials, the public ones last where the catalog has them asked.
 * @throws ConfigurationError if this machine does not know the public ones.
 */
async function repositoriesOf({ repositories: { maven, pypi, public: open } }, credentials, addresses = { maven: mavenAddress, pypi: pipAddress }) {
    const withPublic = async (own, address) => {
        const urls = open || own.length === 0 ? [...own, await address()] : own;
        return urls.map((url) => ({
            url,
            credentials: credentials.find(({ host }) => (0,family_repositories/* hostsOf */.PP)(url).includes(host)),
        }));
    };
    return {
        maven: await withPublic(maven, addresses.maven),
        pypi: await withPublic(pypi, addresses.pypi),
    };
}
/** The index of pip's settings, which its own help shows as the default. */
async function pipAddress() {
    return asked('Python', 'pypi', /\(default:?\s+(https?:\/\/[^\s)]+)\)/, async () => {
        const { stdout } = await run('python3', ['-m', 'pip', 'download', '--help'], {
            ...LIMIT,
            // One long line: pip breaks them.
            env: { ...process.env, COLUMNS: '1000' },
        });
        return stdout;
    });
}
/** Where Maven would look for artifacts, a mirror of its settings included; it asks nobody to tell. */
async function mavenAddress() {
    const folder = await (0,promises_.mkdtemp)(external_node_path_default().join((0,external_node_os_.tmpdir)(), 'spark-images-maven-'));
    try {
        await (0,promises_.writeFile)(external_node_path_default().join(folder, 'pom.xml'), POM);
        const arguments_ = ['--batch-mode', '--offline', '--debug', 'validate'];
        return await asked('Maven', 'maven', /Repositories \(dependencies\): \[\S+ \((https?:\/\/[^\s,)]+)/, async () => {
            const { stdout } = await run('mvn', arguments_, { ...LIMIT, cwd: folder });
            return stdout;
        });
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true });
    }
}
async function asked(program, key, pattern, tell) {
    const said = await tell().catch((error) => error);
    const address = typeof said === 'string' ? pattern.exec(said)?.[1] : undefined;
    if (address !== undefined && URL.canParse(address) && new URL(address).username === '')
        return address;
    const advice = `install it, or name the repository in your catalog: repositories: { ${key}: [https://…], public: false }`;
    throw new errors/* ConfigurationError */.j1(`${program} of this machine does not say which repository it would ask: ${advice}`, {
        cause: said instanceof Error ? said : undefined,
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./src/family/lockfiles.ts
var family_lockfiles = __webpack_require__(93482);
// EXTERNAL MODULE: ./src/versions/maven.ts
var maven = __webpack_require__(7374);
// EXTERNAL MODULE: ./src/versions/python.ts
var python = __webpack_require__(10011);
;// CONCATENATED MODULE: ./src/track/version.ts
/** A release of Spark: no preview, and no build of somebody else's. */
const SPARK_RELEASE = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;
/** Numbers of a version, and what follows them: `.jre11`, `-preview`, `.Final`. */
function partsOf(version) {
    const [core = ''] = /^\d{1,9}(?:[.-]\d{1,9}){0,6}(?!\d)/.exec(version) ?? [];
    return { numbers: core.split(/[.-]/).map(Number), rest: version.slice(core.length) };
}
/**
 * Whether a version may take the place of another: it is newer and of its kind, for what follows the numbers is the
 * same. A pre-release so never takes the place of a release.
 */
function isSuccessor(version, current, mayBeMajor, compare) {
    return isOfKind(version, current, mayBeMajor) && (compare(version, current) ?? 0) > 0;
}
/** Whether a version is of another's kind, and of its major version unless it may be of any. */
function isOfKind(version, current, mayBeMajor) {
    const [one, other] = [partsOf(version), partsOf(current)];
    return one.rest === other.rest && (mayBeMajor || one.numbers[0] === other.numbers[0]);
}

;// CONCATENATED MODULE: ./src/track/spark.ts
/** Which Spark versions a catalog has: new ones come in, older patch releases go. */







/** Rules that `track` wrote, by their names: those it takes back by itself. */
const OWN_RULE = 'track-';
/** Adds and drops Spark versions. */
async function trackSpark(tracking, policy) {
    const { draft, indexes, notes, now } = tracking;
    const isSkipped = anyOf(policy.skip);
    const released = (await indexes.listPython('pyspark'))
        .filter(({ version, sdist }) => SPARK_RELEASE.test(version) && sdist !== undefined && !isSkipped(version))
        .sort((a, b) => (0,catalog_version/* compareVersions */.Z)(b.version, a.version));
    const isDue = (release) => whyWait(release.released, policy.wait, now) === undefined;
    const series = followed(policy.series, draft.catalog, released.filter(isDue));
    for (const name of series)
        await addNewest(tracking, policy, name, released);
    for (const release of released)
        if (!isDue(release) && isNews(release.version, draft.catalog, series, policy))
            notes.hold(`Spark ${release.version}`, whyWait(release.released, policy.wait, now) ?? '');
    // What could not come in takes no other's place.
    dropOldest(tracking, policy, followed(policy.series, draft.catalog, []));
}
/** Series to follow, the newest first. */
function followed(wanted, catalog, released) {
    const there = Object.entries(catalog.versions).map(([version, { series }]) => series ?? (0,catalog_artifacts/* seriesOf */.Lf)(version));
    const all = [...new Set([...there, ...released.map(({ version }) => (0,catalog_artifacts/* seriesOf */.Lf)(version))])];
    const known = all.sort((a, b) => (0,catalog_version/* compareVersions */.Z)(b, a));
    if (wanted === undefined)
        return known.filter((series) => there.includes(series));
    return typeof wanted === 'number' ? known.slice(0, wanted) : known.filter(anyOf(wanted));
}
/** Whether a version would come in if it were out for longer. */
function isNews(version, catalog, followedNow, { series }) {
    const name = (0,catalog_artifacts/* seriesOf */.Lf)(version);
    const newest = newestOf(catalog, name);
    if (newest !== undefined)
        return followedNow.includes(name) && (0,catalog_version/* compareVersions */.Z)(version, newest) > 0;
    if (Array.isArray(series))
        return anyOf(series)(name);
    return series !== undefined && (0,catalog_version/* compareVersions */.Z)(name, followedNow[0] ?? '') > 0;
}
/** The newest release of a series that a catalog has. */
function newestOf({ versions }, series) {
    return releasesOf(versions, series)[0];
}
function releasesOf(versions, series) {
    const found = Object.keys(versions).filter((one) => SPARK_RELEASE.test(one) && (0,catalog_artifacts/* seriesOf */.Lf)(one) === series);
    return found.sort((a, b) => (0,catalog_version/* compareVersions */.Z)(b, a));
}
/** Adds what is newer than the newest of a series: of a new series its last release, of others as many as are kept. */
async function addNewest({ draft, indexes, notes, now }, { patches, wait }, series, released) {
    const newest = newestOf(draft.catalog, series);
    const fresh = released.filter(({ version, released: at }) => (0,catalog_artifacts/* seriesOf */.Lf)(version) === series &&
        (newest === undefined || (0,catalog_version/* compareVersions */.Z)(version, newest) > 0) &&
        whyWait(at, wait, now) === undefined);
    for (const release of fresh.slice(0, newest === undefined ? 1 : patches)) {
        const { version, sdist } = release;
        const isThere = sdist !== undefined && (await indexes.findFile(sdist)).isThere;
        const problem = isThere
            ? await addVersion({ draft, indexes, notes, now }, release)
            : 'pyspark can not be fetched';
        if (problem !== undefined)
            notes.hold(`Spark ${version}`, problem);
    }
}
/** Adds a version, if all that its images need of Spark is there. Returns why it can't be. */
async function addVersion(tracking, { version, released }) {
    const { draft, notes } = tracking;
    if (draft.keys(['versions']).includes(version))
        return 'the file drops it: take out its null to have it';
    const series = (0,catalog_artifacts/* seriesOf */.Lf)(version);
    const known = Object.keys(draft.catalog.series);
    const seriesFrom = known.includes(series) ? undefined : known.sort((a, b) => (0,catalog_version/* compareVersions */.Z)(b, a))[0];
    const trial = draft.attempt((editor) => {
        if (seriesFrom !== undefined)
            addSeries(editor, series, seriesFrom, draft.catalog);
        editor.add(['versions'], version, '{}');
    });
    if (trial !== undefined)
        return trial;
    const lacking = await lackingJars(tracking, version);
    const ofSpark = lacking.get(catalog_artifacts/* SPARK */.s6);
    if (ofSpark !== undefined) {
        draft.undo();
        return unserved(ofSpark);
    }
    notes.changes.push({ kind: 'version', version, what: 'added', released, seriesFrom });
    const day = released === undefined ? draft.catalog.epoch.slice(0, 10) : dayOf(released);
    for (const [component, jars] of lacking)
        excludeComponent(tracking, component, version, jars, day);
    return undefined;
}
/** A new series is held to be what the newest is, until somebody looks. */
function addSeries(editor, series, from, catalog) {
    const place = ['series', from];
    const written = editor.get(place) === undefined ? JSON.stringify(catalog.series[from]) : editor.written(place);
    editor.add(['series'], series, written);
}
/** Jars that a version's images want, no other version's do, and no repository has: by component. */
async function lackingJars({ draft, indexes }, version) {
    const cells = (0,catalog_cells/* cellsOf */.nc)(draft.whole).filter((cell) => !(0,catalog_cells/* isUnsupported */.w3)(cell));
    const others = new Set(cells
        .filter((cell) => cell.version !== version)
        .flatMap(({ downloads }) => downloads.flatMap(({ wanted }) => wanted.filter(isJar).map(nameOf))));
    const lacking = new Map();
    for (const { downloads } of cells.filter((cell) => cell.version === version))
        for (const { component, wanted } of downloads.filter((one) => !lacking.has(one.component))) {
            const jars = wanted.filter(isJar).filter((jar) => !others.has(nameOf(jar)));
            const served = await Promise.all(jars.map((jar) => indexes.findJar(jar.name, jar.version)));
            const missing = jars.filter((_, index) => served[index]?.isThere === false);
            if (missing.length > 0)
                lacking.set(component, missing);
        }
    return lacking;
}
function isJar(wanted) {
    return wanted.kind === 'maven';
}
function nameOf({ name, version }) {
    return `${name} ${version}`;
}
function unserved(jars) {
    return `${jars.map(nameOf).join(', ')} ${jars.length === 1 ? 'is' : 'are'} in none of the repositories`;
}
/** Excludes a component from the images of a version by a rule, which liftRules() takes back. */
function excludeComponent({ draft, notes }, component, version, jars, day) {
    const name = `${OWN_RULE}${component}-${version}`.slice(0, 63);
    const why = unserved(jars);
    const rule = [
        'support: unsupported',
        `when: { versions: [${version}], components: [${component}] }`,
        `reason: ${JSON.stringify(why)}`,
        'source: the repositories of this catalog',
        `reviewed: ${day}`,
    ];
    const problem = draft.attempt((editor) => editor.add(['rules'], name, `{ ${rule.join(', ')} }`));
    if (problem === undefined)
        notes.changes.push({ kind: 'rule', name, what: 'added', why });
    else
        notes.hold(`${component} for Spark ${version}`, `${why}, and no rule can say so: ${problem}`);
}
/** Takes back the rules of excludeComponent() whose jars are there now. */
async function liftRules(tracking) {
    const { draft, notes } = tracking;
    for (const name of draft.keys(['rules']).filter((one) => one.startsWith(OWN_RULE))) {
        const rule = (0,names/* own */.ZV)(draft.catalog.rules, name);
        const [version = ''] = rule?.when.versions ?? [];
        const problem = draft.attempt((editor) => editor.remove(['rules', name]));
        if (problem !== undefined)
            continue;
        const lacking = [...(await lackingJars(tracking, version)).keys()];
        const excluded = rule === undefined ? [] : (0,rules/* componentsOf */.ct)(rule).map(([component]) => component);
        if (lacking.some((component) => excluded.includes(component)))
            draft.undo();
        else
            notes.changes.push({ kind: 'rule', name, what: 'removed', why: rule?.reason ?? '' });
    }
}
/** Drops patch releases beyond those that are kept, and, if the policy says so, series that are not followed. */
function dropOldest({ draft, notes }, { patches, keep, drop }, series) {
    if (drop === 'none')
        return;
    const { versions } = draft.catalog;
    const others = [...new Set(Object.keys(versions).map(catalog_artifacts/* seriesOf */.Lf))].filter((one) => !series.includes(one));
    const stale = [
        ...series.flatMap((one) => releasesOf(versions, one).slice(patches)),
        ...(drop === 'series' ? others.flatMap((one) => releasesOf(versions, one)) : []),
    ];
    for (const version of stale.filter((one) => !anyOf(keep)(one))) {
        const problem = draft.attempt((editor) => dropVersion(editor, draft.source.below, version));
        if (problem === undefined)
            notes.changes.push({ kind: 'version', version, what: 'dropped' });
        else
            notes.hold(`Spark ${version}`, `it stays: ${problem}`);
    }
}
/** In a file that is laid over another, `null` drops what is below. */
function dropVersion(editor, below, version) {
    const place = ['versions', version];
    const isBelow = (0,names/* own */.ZV)(below?.versions, version) !== undefined;
    if (!isBelow)
        editor.remove(place);
    else if (editor.get(place) === undefined)
        editor.add(['versions'], version, 'null');
    else
        editor.set(place, null);
}
/** Whether a text matches one of the globs. */
function anyOf(globs) {
    const matchers = globs.map(names/* globMatcher */.fU);
    return (text) => matchers.some((matches) => matches(text));
}

;// CONCATENATED MODULE: ./src/track/newest.ts




/** Artifacts of this group are Spark's own, and each has the version of the Spark that it is of. */
const SPARK_GROUP = 'org.apache.spark';
/** Of the newest versions, so many are looked at. */
const MAX_CANDIDATES = 20;
/** The group of coordinates. */
function makerOfName(name) {
    return name.split(':')[0] ?? '';
}
/** Of pins that are raised together. A version that Maven and Python have is of numbers alone, which have one order. */
function orderOf(pins) {
    return pins.every(({ kind }) => kind === 'python') ? python/* comparePython */.U : maven/* compareMaven */.L;
}
/** The newest version that all of these have, that can be fetched and that is out for long enough; or why there is none. */
async function newest(tracking, { skip, wait }, pins, isAllowed) {
    const isSkipped = anyOf(skip);
    const compare = orderOf(pins);
    const newestFirst = (one, other) => compare(other, one) ?? 0;
    const isMeant = ({ version }) => isAllowed(version) && !isSkipped(version) && pins.every((pin) => isOfSpark(pin, version));
    const { common, others } = await listAll(tracking, pins);
    const held = others
        .filter(isMeant)
        .map(({ version, lacks }) => [version, `${lacks} has no such version`]);
    for (const { version, released: latest } of common
        .filter(isMeant)
        .sort((one, other) => newestFirst(one.version, other.version))
        .slice(0, MAX_CANDIDATES)) {
        const served = await serve(tracking, pins, version);
        const released = served.released ?? latest;
        const why = served.isThere
            ? whyWait(released, wait, tracking.now)
            : 'it is listed, and can not be fetched';
        if (why === undefined)
            return { version, released };
        held.push([version, why]);
    }
    return { held: held.sort(([one], [other]) => newestFirst(one, other)) };
}
/** Versions that all of the pins' names have, and those that some lack. */
async function listAll({ indexes }, pins) {
    const names = pins.flatMap((pin) => pin.names.map((name) => ({ kind: pin.kind, name })));
    const lists = await Promise.all(names.map(async ({ kind, name }) => {
        const list = await (kind === 'maven'
            ? indexes.listMaven(name)
            : indexes.listPython(name));
        return { name, versions: new Map(list.map((one) => [one.version, one])) };
    }));
    const all = new Set(lists.flatMap(({ versions }) => [...versions.keys()]));
    const common = [];
    const others = [];
    for (const version of all) {
        const lacking = lists.find(({ versions }) => !versions.has(version));
        if (lacking !== undefined)
            others.push({ version, lacks: lacking.name });
        else
            common.push({
                version,
                released: newest_latestOf(lists.map(({ versions }) => versions.get(version)?.released)),
            });
    }
    return { common, others };
}
/** The latest of some times; a time that is not known may be any. */
function newest_latestOf(times) {
    const known = times.filter((time) => time !== undefined);
    return known.length === times.length && known.length > 0 ? Math.max(...known) : undefined;
}
async function serve({ indexes }, pins, version) {
    const jars = pins.flatMap(({ kind, names }) => (kind === 'maven' ? names : []));
    const served = await Promise.all(jars.map((name) => indexes.findJar(name, version)));
    const dates = served.flatMap(({ released }) => released ?? []);
    const isDated = dates.length === served.length && dates.length > 0;
    return {
        isThere: served.every(({ isThere }) => isThere),
        released: isDated ? Math.max(...dates) : undefined,
    };
}
/** Spark's own artifacts are those of the Spark that they are with. */
function isOfSpark({ names, at }, version) {
    if (!names.some((name) => name.startsWith(`${SPARK_GROUP}:`)))
        return true;
    return at.every(({ series }) => version.startsWith(`${series}.`));
}
/** Notes that a component has another pin now, or its first. */
function notePin({ notes }, component, pins, { version: to, released }, from) {
    const names = [...new Set(pins.flatMap((pin) => pin.names))];
    const versions = new Set(pins.flatMap(({ at }) => at.map(({ version }) => version)));
    notes.changes.push({ kind: 'pin', component, names, from, to, released, versions: [...versions] });
}

;// CONCATENATED MODULE: ./src/track/bring.ts
/** Components come to series of Spark that are newer than those that they have pins for. */








/** Gives a component pins for series that are newer than those that it has pins for, where there are artifacts now. */
async function bringComponent(tracking, name, policy) {
    const component = (0,names/* own */.ZV)(tracking.draft.catalog.components, name);
    if (component === undefined)
        return;
    const versions = (0,catalog_artifacts/* sparkVersions */.dh)(tracking.draft.catalog);
    const donor = versions.find((at) => (0,catalog_artifacts/* gapOf */.iT)(name, component, at) === undefined);
    if (donor === undefined || Object.keys(component.maven).length === 0)
        return;
    const newer = versions.filter(({ series }) => (0,catalog_version/* compareVersions */.Z)(series, donor.series) > 0);
    // The oldest first, so that keys that ascend stay in their order.
    for (const series of [...new Set(newer.map((spark) => spark.series))].reverse())
        await bringSeries(tracking, name, policy, donor, newer.filter((spark) => spark.series === series));
}
function templatesOf({ draft }, name, component, donor) {
    const values = [
        ...Object.entries(component.maven).map(([key, artifact]) => {
            return {
                kind: 'maven',
                place: ['components', name, 'maven', key, 'version'],
                coordinates: (0,catalog_artifacts/* allNames */.QB)(artifact),
                version: artifact.version,
            };
        }),
        ...Object.entries(component.python).map(([project, version]) => {
            return {
                kind: 'python',
                place: ['components', name, 'python', project],
                coordinates: [project],
                version,
            };
        }),
    ];
    return values.flatMap(({ version: value, ...template }) => {
        if (!hasOwnKey(value, donor) || !draft.has(template.place))
            return [];
        const [, prefix = '', version = ''] = /^(== ?)?(.*)$/.exec(ownValue(value, donor)) ?? [];
        return [{ ...template, prefix, version }];
    });
}
/** Whether an artifact is there for the series that it fits only: its name or its version says the series. */
function tellsSeries({ kind, coordinates }) {
    const tells = (one) => one.includes('{series}') || one.startsWith(`${SPARK_GROUP}:`);
    return kind === 'maven' && coordinates.some(tells);
}
async function bringSeries(tracking, name, policy, donor, at) {
    const { draft, notes } = tracking;
    const component = (0,names/* own */.ZV)(draft.catalog.components, name);
    const [spark] = at;
    if (component === undefined || spark === undefined)
        return;
    const templates = templatesOf(tracking, name, component, donor);
    const telling = templates.filter(tellsSeries);
    const what = `${name} for Spark ${spark.series}`;
    if (templates.length === 0)
        return;
    if (telling.length === 0)
        return notes.hold(what, 'the names of its artifacts do not say which series they fit: add a pin by hand');
    const chosen = new Map();
    for (const version of new Set(telling.map((one) => one.version))) {
        const some = telling.filter((one) => one.version === version);
        const pins = some.map(({ kind, coordinates }) => {
            return { kind, names: coordinates.map((one) => (0,catalog_artifacts/* fill */.GS)(one, spark)), at };
        });
        const found = await newestFor(tracking, policy, pins, version, fixedVersion(component, some));
        if ('why' in found)
            return notes.hold(what, found.why);
        chosen.set(version, { release: found, pins });
    }
    // What says no series keeps the version that it has for the newest.
    const problem = draft.attempt((editor) => {
        for (const { place, prefix, version } of templates)
            editor.add(place, spark.series, scalar(`${prefix}${chosen.get(version)?.release.version ?? version}`));
    });
    if (problem !== undefined)
        return notes.hold(what, problem);
    for (const { release, pins } of chosen.values())
        notePin(tracking, name, pins, release, undefined);
    dropRules(tracking, name, spark.series);
}
/** Drops the rules that only say that there is nothing of a component for a series. */
function dropRules({ draft, notes }, component, series) {
    for (const name of draft.keys(['rules'])) {
        const rule = (0,names/* own */.ZV)(draft.catalog.rules, name);
        if (rule?.support !== 'unsupported' || !isOnlyFor(rule, component, series))
            continue;
        const problem = draft.attempt((editor) => editor.remove(['rules', name]));
        if (problem === undefined)
            notes.changes.push({ kind: 'rule', name, what: 'removed', why: rule.reason });
    }
}
function isOnlyFor(rule, component, series) {
    const { versions = [], runtimes, platforms } = rule.when;
    const isNarrower = runtimes !== undefined || platforms !== undefined;
    const isOfSeries = versions.length > 0 && versions.every((version) => version.startsWith(`${series}.`));
    const components = (0,rules/* componentsOf */.ct)(rule);
    const isOfComponent = components.every(([name, version]) => name === component && version === undefined);
    return !isNarrower && isOfSeries && components.length > 0 && isOfComponent;
}
/** The newest version of the kind of one, or a fixed one; or why it can't be had. */
async function newestFor(tracking, policy, pins, version, fixed) {
    const names = pins.flatMap((pin) => pin.names);
    const isSparks = names.some((name) => name.startsWith(`${SPARK_GROUP}:`));
    const found = await newest(tracking, policy, pins, (one) => fixed === undefined ? isOfKind(one, version, policy.major || isSparks) : one === fixed);
    if (!('held' in found))
        return found;
    const [best] = found.held;
    const wanted = [names.join(', '), ...(fixed === undefined ? [] : [fixed])].join(' ');
    return { why: best === undefined ? `${wanted} is in none of the repositories` : best.join(': ') };
}
/** The version of what comes from the same maker, in the same version, and for all series at once. */
function fixedVersion({ maven }, templates) {
    const [version] = templates.map((one) => one.version);
    const makers = templates.flatMap(({ coordinates }) => coordinates.map(makerOfName));
    const isFixed = Object.values(maven).some((one) => one.version === version && (0,catalog_artifacts/* allNames */.QB)(one).some((name) => makers.includes(makerOfName(name))));
    return isFixed ? version : undefined;
}

// EXTERNAL MODULE: ./src/catalog/lockfile.ts
var lockfile = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/track/compare.ts
/** What a change of the catalog does to the images: which are new or different, what they download, and under which licences. */


/** Compares two families, cell by cell, the newest first. */
function compareFamilies(before, after) {
    const [old, now] = [(0,catalog_cells/* cellsOf */.nc)(before.catalog), (0,catalog_cells/* cellsOf */.nc)(after.catalog)];
    const cells = now.map((cell) => {
        const { id, version, variant, platform } = cell;
        const same = old.find((one) => one.id === id && one.platform === platform);
        const like = same ??
            old.find((one) => isLike(one, cell) && one.series === cell.series) ??
            old.find((one) => isLike(one, cell));
        const rule = (0,catalog_cells/* exclusionOf */.ah)(cell);
        const bytes = bytesOf(cell, after.lockfiles);
        const bytesBefore = like && bytesOf(like, before.lockfiles);
        const state = rule ? 'excluded' : stateOf(same, before, cell, after);
        return { id, version, variant, platform, state, reason: rule?.reason, bytes, bytesBefore };
    });
    const gone = old
        .filter((cell) => !now.some((one) => one.id === cell.id && one.platform === cell.platform))
        .map(({ id, version, variant, platform }) => ({ id, version, variant, platform, state: 'gone' }));
    return {
        cells: [...cells, ...gone],
        licences: compareLicences(licencesOf(before), licencesOf(after)),
    };
}
function isLike(one, cell) {
    return one.variant === cell.variant && one.platform === cell.platform && (0,catalog_cells/* exclusionOf */.ah)(one) === undefined;
}
function stateOf(same, before, cell, after) {
    if (same === undefined || (0,catalog_cells/* exclusionOf */.ah)(same) !== undefined)
        return 'new';
    const textOf = (one, { lockfiles }) => JSON.stringify([one, (0,catalog_cells/* lockfilesOf */.O4)(one).map((name) => lockfiles.get(name))]);
    return textOf(same, before) === textOf(cell, after) ? 'unchanged' : 'changed';
}
function artifactsOf(cell, lockfiles) {
    const names = (0,catalog_cells/* lockfilesOf */.O4)(cell);
    if ((0,catalog_cells/* exclusionOf */.ah)(cell) !== undefined || !names.every((name) => lockfiles.has(name)))
        return undefined;
    const rows = names.flatMap((name) => (0,lockfile/* parseLockfile */.tg)(lockfiles.get(name) ?? '', name));
    return (0,lockfile/* artifactsForPlatform */.ot)(cell.platform, rows.flatMap(({ artifact }) => artifact ?? []));
}
function bytesOf(cell, lockfiles) {
    return artifactsOf(cell, lockfiles)?.reduce((sum, { size }) => sum + size, 0);
}
function licencesOf({ whole, lockfiles }) {
    const found = new Map();
    for (const cell of (0,catalog_cells/* cellsOf */.nc)(whole))
        for (const { name, license } of (0,lockfile/* artifactsInImages */.XT)(artifactsOf(cell, lockfiles) ?? []))
            found.set(name, (found.get(name) ?? new Set()).add(license));
    return found;
}
function compareLicences(before, after) {
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    const all = names.map((name) => {
        return { name, before: [...(before.get(name) ?? [])].sort(), after: [...(after.get(name) ?? [])].sort() };
    });
    return all.filter((one) => one.before.join('\n') !== one.after.join('\n'));
}

;// CONCATENATED MODULE: ./src/track/raise.ts
/** Pins of components are raised to newer versions. */




/** Raises the pins of a component to the newest versions that its policy allows. */
async function raisePins(tracking, name, policy) {
    const { draft, notes } = tracking;
    for (const pins of groupsOf(pinsOf(tracking, name, policy))) {
        const found = await newest(tracking, policy, pins, (version) => isSuccessor(version, pins[0]?.version ?? '', policy.major, orderOf(pins)));
        if ('held' in found) {
            const [newer] = found.held;
            if (newer !== undefined)
                notes.hold(`${name} ${newer[0]}`, newer[1]);
            continue;
        }
        const problem = draft.attempt((editor) => {
            for (const { kind, place } of pins)
                editor.set(place, kind === 'python' ? `==${found.version}` : found.version);
        });
        if (problem !== undefined)
            notes.hold(`${name} ${found.version}`, problem);
        else
            notePin(tracking, name, pins, found, pins[0]?.version);
    }
}
/** The pins of a component in the files: single versions, and those of mappings by version. */
function pinsOf({ draft }, name, { artifacts }) {
    const component = (0,names/* own */.ZV)(draft.catalog.components, name);
    const versions = (0,catalog_artifacts/* sparkVersions */.dh)(draft.catalog);
    const isMeant = (key) => artifacts?.includes(key) !== false;
    const maven = Object.entries(component?.maven ?? {}).filter(([key]) => isMeant(key));
    const python = Object.entries(component?.python ?? {}).filter(([key]) => isMeant(key));
    const pins = [
        ...maven.flatMap(([key, artifact]) => valuesOf(['components', name, 'maven', key, 'version'], artifact.version, versions).map((value) => {
            const all = (0,catalog_artifacts/* allNames */.QB)(artifact);
            const at = value.at.filter((spark) => all.every((one) => (0,catalog_artifacts/* scalaClash */.gO)(one, spark) === undefined));
            const names = [...new Set(at.flatMap((spark) => all.map((one) => (0,catalog_artifacts/* fill */.GS)(one, spark))))];
            return { ...value, kind: 'maven', at, names };
        })),
        ...python.flatMap(([project, version]) => valuesOf(['components', name, 'python', project], version, versions).flatMap((value) => {
            const [, pinned] = /^== ?(\d[\d.]*)$/.exec(value.version) ?? [];
            const names = [project.replace(/\[.*/, '')];
            return pinned === undefined ? [] : [{ ...value, kind: 'python', version: pinned, names }];
        })),
    ];
    return pins.filter(({ place, version, at }) => at.length > 0 && !version.includes('{') && draft.has(place));
}
function valuesOf(place, value, versions) {
    if (typeof value === 'string')
        return [{ place, version: value, at: [...versions] }];
    return Object.entries(value).map(([key, version]) => {
        return { place: [...place, key], version, at: versions.filter((spark) => (0,catalog_artifacts/* keyFor */.bm)(value, spark) === key) };
    });
}
/** What has one version in one image, by one maker, keeps one version: such pins are raised together. */
function groupsOf(pins) {
    const groups = [];
    for (const pin of pins) {
        const mine = groups.filter((group) => group.some((other) => belongTogether(pin, other)));
        for (const group of mine)
            groups.splice(groups.indexOf(group), 1);
        groups.push([...mine.flat(), pin]);
    }
    return groups;
}
function belongTogether(one, other) {
    const isBeside = one.at.some(({ version }) => other.at.some((spark) => spark.version === version));
    const isOfGroup = one.kind !== other.kind || one.kind === 'python' || makerOf(one) === makerOf(other);
    return isBeside && isOfGroup && one.version === other.version;
}
function makerOf({ names: [name = ''] }) {
    return makerOfName(name);
}

;// CONCATENATED MODULE: ./src/track/track.ts
/** Keeps a catalog up to date by the policy that it has: finds what is new, changes its files, and has them locked. */













/**
 * Brings the files of a catalog up to date, or tells what it would change.
 * @throws ConfigurationError for a catalog without a policy, and when something can't be locked; nothing is changed then.
 * @throws RegistryError when a repository gives no usable answer; nothing is changed then.
 */
async function track(files, { indexes, now, isDry }) {
    const { source } = files;
    const draft = new Draft(source);
    const before = draft.catalog;
    const notes = await findChanges({ draft, indexes, notes: new Notes(), now }, policyOf(before));
    const renewed = renewable(draft.catalog, files);
    const whole = (catalog) => (source.below === undefined ? (0,catalog_cells/* withShelf */.JR)(catalog) : catalog);
    const old = { catalog: before, whole: whole(before), lockfiles: await readLockfiles(files, whole(before)) };
    const isChanged = source.texts !== draft.texts || renewed.length > 0;
    const isLocked = isChanged && !isDry;
    if (isLocked)
        await change(files, draft.texts, old.whole, draft.whole, renewed);
    const there = await readLockfiles(files, draft.whole);
    const lockfiles = isLocked ? there : withoutStale(there, old.whole, draft.whole);
    const comparison = compareFamilies(old, { catalog: draft.catalog, whole: draft.whole, lockfiles });
    // What is not locked yet has no licences.
    const licences = isDry ? [] : comparison.licences;
    const changes = [...notes.changes, ...draft.rules];
    return { ...comparison, licences, changes, held: notes.held, isLocked, renewed };
}
/** What a catalog says that is to be kept up to date. @throws ConfigurationError if it says nothing. */
function policyOf({ track: policy }) {
    if (policy !== undefined)
        return policy;
    throw new errors/* ConfigurationError */.j1('the catalog does not say what to keep up to date: write track: { spark: { patches: 2 } } into it, see docs/track.md');
}
async function findChanges(tracking, { spark, components }) {
    await liftRules(tracking);
    if (spark !== undefined)
        await trackSpark(tracking, spark);
    for (const [name, how] of Object.entries(components)) {
        await raisePins(tracking, name, how);
        await bringComponent(tracking, name, how);
    }
    return tracking.notes;
}
/** Components of the policy with Python packages of no fixed version, whose lockfiles say which are newest. */
function renewable(catalog, files) {
    const locked = (0,family_lockfiles/* neededLockfiles */._)((0,catalog_cells/* cellsOf */.nc)(catalog)).filter(({ name }) => (0,external_node_fs_.existsSync)(files.lockfilePath(name)));
    return Object.keys(catalog.track?.components ?? {}).filter((component) => locked.some(({ component: one, wanted }) => one === component && wanted.some(isOpen)));
}
function isOpen(wanted) {
    return wanted.kind === 'wheel' && !/==/.test(wanted.requirement);
}
/** Writes the files and makes the lockfiles. What was there comes back if that fails. */
async function change(files, texts, before, after, renewed) {
    const needed = (0,family_lockfiles/* neededLockfiles */._)((0,catalog_cells/* cellsOf */.nc)(after));
    const kept = needed.filter(({ component }) => !renewed.includes(component)).map(({ name }) => name);
    const gone = (0,family_lockfiles/* neededLockfiles */._)((0,catalog_cells/* cellsOf */.nc)(before))
        .map(({ name }) => files.lockfilePath(name))
        .filter((file) => !kept.some((name) => files.lockfilePath(name) === file) && (0,external_node_fs_.existsSync)(file));
    const written = [...texts].filter(([name, text]) => files.source.texts.get(name) !== text);
    const saved = new Map();
    for (const file of gone)
        saved.set(file, await (0,promises_.readFile)(file, 'utf8'));
    for (const [name] of written)
        saved.set(external_node_path_default().join(files.root, name), files.source.texts.get(name) ?? '');
    try {
        for (const file of gone)
            await (0,promises_.rm)(file);
        for (const [name, text] of written)
            await (0,promises_.writeFile)(external_node_path_default().join(files.root, name), text);
        await files.lock();
    }
    catch (error) {
        for (const [file, text] of saved)
            await (0,promises_.writeFile)(file, text);
        throw error;
    }
}
/** The lockfiles of all cells that there are. */
async function readLockfiles(files, catalog) {
    const names = new Set((0,catalog_cells/* cellsOf */.nc)(catalog)
        .filter((cell) => !(0,catalog_cells/* isUnsupported */.w3)(cell))
        .flatMap(catalog_cells/* lockfilesOf */.O4));
    const texts = [...names].map(async (name) => {
        const file = [files.lockfilePath(name), files.shippedPath(name)].find((one) => (0,external_node_fs_.existsSync)(one));
        return file === undefined ? [] : [[name, await (0,promises_.readFile)(file, 'utf8')]];
    });
    return new Map((await Promise.all(texts)).flat());
}
/** Without the lockfiles that would be made anew. */
function withoutStale(lockfiles, before, after) {
    const linesOf = (catalog) => new Map((0,family_lockfiles/* neededLockfiles */._)((0,catalog_cells/* cellsOf */.nc)(catalog)).map(({ name, wanted }) => [name, wanted.map(catalog_artifacts/* wantedLine */.gH).join('\n')]));
    const [old, now] = [linesOf(before), linesOf(after)];
    return new Map([...lockfiles].filter(([name]) => old.get(name) === now.get(name)));
}

// EXTERNAL MODULE: ./src/local/lockfiles.ts
var lockfiles = __webpack_require__(26009);
;// CONCATENATED MODULE: ./src/local/track.ts
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
/** `npm run track`: brings a catalog up to date, and prints what changed as its pull request would. */










/**
 * Changes the catalog and its lockfiles, or with --dry-run nothing.
 * @throws ConfigurationError for a catalog without a policy, and when something can't be locked.
 * @throws RegistryError when a repository gives no usable answer.
 */
async function trackLocally(command, context) {
    const { catalog, dryRun } = command;
    const user = catalog === undefined ? undefined : await (0,workspace/* localUserFile */.fp)(catalog, context.env);
    const files = user === undefined ? shippedFiles(context) : await userFiles(user, context);
    const result = await trackFiles(files, context, dryRun);
    if (!hasChanges(result) && (!dryRun || result.renewed.length === 0))
        return `nothing to change${result.held.map(({ what, why }) => `\n  ${what}: ${why}`).join('')}`;
    const next = user === undefined
        ? 'Then: npm run format, npm run docs, npm run build, npm test'
        : 'Then: npm start -- --catalog FILE';
    return `# ${titleOf(result)}\n\n${bodyOf(result)}${dryRun ? '\nNothing was changed.' : `\n${next}`}`;
}
/** Asks the repositories of a catalog, and changes its files. */
async function trackFiles(files, { env, progress }, isDry) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { repositories, ...catalog } = files.source.parse(files.source.texts);
        policyOf(catalog);
        const credentials = (0,family_repositories/* parseCredentials */.gu)(env.SPARK_IMAGES_REPOSITORY_CREDENTIALS ?? '');
        const asked = await repositoriesOf({ repositories }, credentials);
        progress.step(`ask ${[...asked.pypi, ...asked.maven].map(({ url }) => url).join(', ')}`);
        const indexes = __addDisposableResource(env_1, new Indexes(asked, { log: progress.info }), false);
        return await track(files, { indexes, now: Date.now(), isDry });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
function shippedFiles(context) {
    const images = external_node_path_default().join(context.root, 'images');
    const file = (name) => external_node_path_default().join(images, name);
    return {
        source: shippedSource((0,load/* catalogFiles */.tt)(images)),
        root: images,
        lockfilePath: file,
        shippedPath: file,
        lock: () => (0,lockfiles/* lockStale */.pT)(context),
    };
}
/** The files of a catalog that is laid over the shipped one. */
async function userFiles(user, context) {
    const images = external_node_path_default().join(context.root, 'images');
    const text = await (0,workspace/* textInside */.kg)(user.workspace, user.file, 'the catalog');
    const shipped = { catalog: await (0,load/* loadCatalog */.ak)(images), ...(0,load/* readCatalog */.uM)(images, 'images') };
    // Lockfiles are removed in it, so it must be in the repository.
    await (0,workspace/* namesInside */.Nb)(user.workspace, (0,workspace/* lockfileFolder */.Wy)(user), 'the folder of lockfiles');
    const folder = external_node_path_default().join(user.workspace, (0,workspace/* lockfileFolder */.Wy)(user));
    return {
        source: userSource(shipped, user.file, text),
        root: user.workspace,
        lockfilePath: (name) => external_node_path_default().join(folder, external_node_path_default().basename(name)),
        // What its own folder has counts, as in chooseLockfiles().
        shippedPath: (name) => external_node_path_default().join(images, name),
        lock: () => (0,lockfiles/* lockUser */.BE)(images, user, context),
    };
}


/***/ }),

/***/ 47174:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ Web)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83916);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45631);
/* harmony import */ var _destination_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20588);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16510);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41350);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(34062);
/** Requests to package indexes, to OSV and to GitHub: small, and with a time limit for all of them together. */







const RETRIES = { attempts: 4, base: 500, cap: 5_000, patience: 60_000 };
/** In ms: for a connection, without a byte, and for all requests together. */
const LIMITS = { connect: 15_000, idle: 30_000, total: 600_000 };
const MAX_REDIRECTS = 5;
/** Sends requests, follows redirects of what only reads, and tries again. Every failure is a RegistryError. */
class Web {
    #transport;
    #retries;
    #log;
    #host;
    #end = new AbortController();
    #timer;
    constructor({ log = () => { }, retries = RETRIES, limits = LIMITS, host } = {}) {
        this.#transport = new _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .Transport */ .oK(limits);
        this.#retries = retries;
        this.#log = log;
        this.#host = host;
        const who = host ?? 'the servers that were asked';
        const problem = `${who} did not answer all questions within ${limits.total / 1000} s`;
        this.#timer = setTimeout(() => this.#end.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(problem)), limits.total).unref();
    }
    [Symbol.dispose]() {
        clearTimeout(this.#timer);
        this.#transport.close();
    }
    /** @throws RegistryError for a status that is not expected, for too much, and when no answer comes. */
    async ask(asked) {
        for (let failed = 1;; failed++) {
            try {
                return await this.#send(asked);
            }
            catch (error) {
                this.#end.signal.throwIfAborted();
                if (asked.once === true)
                    throw error;
                await (0,_retry_js__WEBPACK_IMPORTED_MODULE_5__/* .waitToRetry */ .B2)(error, failed, this.#retries, this.#log);
            }
        }
    }
    async #send({ method, url: start, headers, authorization, body, expect, limit }) {
        const { signal } = this.#end;
        const permit = { signal, check: () => signal.throwIfAborted(), unanswered: () => { } };
        const sent = body === undefined ? undefined : Buffer.from(body);
        const content = sent && { size: sent.length, open: () => node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([sent]) };
        if (this.#host !== undefined && start.host !== this.#host)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(`${(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .nameOf */ .Vb)(start)} is not at ${this.#host}: no request goes there`);
        let url = start;
        for (let redirects = 0;; redirects++) {
            const isOurs = authorization !== undefined && url.origin === start.origin;
            const request = {
                method,
                url,
                headers: { ...headers, ...(isOurs && { authorization }) },
                body: content,
            };
            const response = await this.#transport.send(request, permit);
            const next = this.#host === undefined ? (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .redirectOf */ .Yx)(method, response) : undefined;
            if (next === undefined)
                return await answerOf(request, response, expect, limit);
            (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
            if (redirects === MAX_REDIRECTS)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(`${(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .nameOf */ .Vb)(start)} is redirected without end`);
            (0,_destination_js__WEBPACK_IMPORTED_MODULE_3__/* .checkDestination */ .b)(next, url, start);
            url = next;
        }
    }
}
async function answerOf({ method, url }, response, expect, limit) {
    const { status, headers } = response;
    if (!expect.includes(status)) {
        (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
        const message = `${url.host} answered ${status} to ${method} ${(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .pathOf */ .XM)(url)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(message, (0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .statusDetails */ .l$)(status, headers['retry-after']));
    }
    try {
        return { status, headers, url, body: await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .readBytes */ .io)(response, limit) };
    }
    catch (error) {
        const failure = (0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .receiveError */ .yM)(url, error);
        throw failure instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl ? failure : new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(failure));
    }
}


/***/ }),

/***/ 10011:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ comparePython)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50566);
/** The order of Python's versions: PEP 440, also "Version specifiers" of packaging.python.org. */

/** The expression of the PEP's appendix B, without what is never in an index: spaces around it. */
const VERSION = new RegExp([
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<phase>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre>\d*))?/,
    /(?<post>-(?<implicit>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<explicit>\d*))?/,
    /(?<dev>[-_.]?dev[-_.]?(?<build>\d*))?/,
    /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/,
]
    .map(({ source }) => source)
    .join(''), 'i');
/** As for Array.sort(); undefined if one of them is not a version. */
function comparePython(a, b) {
    const [one, two] = [a, b].map(parse);
    if (one === undefined || two === undefined)
        return undefined;
    return ((0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(one.epoch, two.epoch) ||
        (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareLists */ .tM)(one.release, two.release, (left = '', right = '') => (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(left, right)) ||
        (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareTexts */ .qy)(one.phase, two.phase) ||
        (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(one.pre, two.pre) ||
        compareOptional(one.post, two.post, -1) ||
        compareOptional(one.dev, two.dev, 1) ||
        (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareLists */ .tM)(one.local, two.local, compareSegments));
}
function parse(version) {
    const groups = VERSION.exec(version)?.groups;
    if (groups === undefined)
        return undefined;
    const { epoch = '', release = '', phase, pre = '', local } = groups;
    const post = groups.post === undefined ? undefined : (groups.implicit ?? groups.explicit ?? '');
    const dev = groups.dev === undefined ? undefined : (groups.build ?? '');
    return {
        epoch,
        release: release.split('.'),
        phase: phase === undefined ? phaseWithout(post, dev) : normalizedPhase(phase.toLowerCase()),
        pre,
        post,
        dev,
        local: local?.toLowerCase().split(/[-_.]/) ?? [],
    };
}
/** A development release of a version that is none itself comes before all pre-releases: `1.dev0` before `1a0`. */
function phaseWithout(post, dev) {
    return post === undefined && dev !== undefined ? ' ' : '~';
}
function normalizedPhase(phase) {
    return phase.startsWith('a') || phase.startsWith('b') ? phase.charAt(0) : 'rc';
}
/** @param missing the order of nothing against something */
function compareOptional(a, b, missing) {
    if (a === undefined || b === undefined)
        return a === b ? 0 : a === undefined ? missing : -missing;
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(a, b);
}
/** Of local versions: nothing, then texts, then numbers. */
function compareSegments(one, two) {
    const [left, right] = [one, two].map((text) => (text === undefined ? 0 : /^\d+$/.test(text) ? 2 : 1));
    if (left !== right)
        return (left ?? 0) - (right ?? 0);
    return left === 2 ? (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(one ?? '', two ?? '') : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareTexts */ .qy)(one ?? '', two ?? '');
}


/***/ })

};
