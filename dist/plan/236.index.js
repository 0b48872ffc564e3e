export const id = 236;
export const ids = [236];
export const modules = {

/***/ 6855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ aliasProblem),
/* harmony export */   d: () => (/* binding */ claimsOf)
/* harmony export */ });
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4514);
/** The release tags that the catalog's alias templates give to cells. */

/** Tags of releases and of referrers begin like this, staging tags and those of the newest images end so. */
const RESERVED = /^(?:release-|sha256-[0-9a-f]{64})|-(?:newest|[0-9a-f]{12})$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
/** One component of a repository's name (distribution-spec, "Pulling manifests"). */
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
/**
 * The tags that the cells may have by the catalog's aliases, in the catalog's order.
 * @param date day of the release as in 20261124
 */
function claimsOf(cells, aliases, date) {
    // A cell of several platforms is one image to whoever pulls it.
    const images = [...new Map(cells.map((cell) => [cell.id, cell])).values()];
    return aliases.flatMap(({ tag, image, variants }, alias) => images
        .filter(({ variant }) => variants?.includes(variant) ?? true)
        .map((cell) => ({
        image: image === undefined ? undefined : fill(image, cell, date),
        tag: fill(tag, cell, date),
        kind: kindOf(tag, image),
        cell: { id: cell.id, version: cell.version, variant: cell.variant },
        alias,
    })));
}
/** What is wrong with the catalog's aliases for its cells, if anything is. */
function aliasProblem(cells, aliases) {
    const released = cells.filter((cell) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_0__/* .exclusionOf */ .ah)(cell) === undefined);
    // Any date will do: all tags of one release have the same.
    const claims = claimsOf(released, aliases, '20000101');
    return claims.map(malformed).find((problem) => problem !== undefined) ?? collision(claims, aliases);
}
function kindOf(tag, image = '') {
    if (tag.includes('{date}'))
        return 'fixed';
    return `${image} ${tag}`.includes('{version}') ? 'exact' : 'floating';
}
function fill(template, { version, series, variant }, date) {
    const major = version.split('.')[0] ?? version;
    const values = { version, series, major, variant, date };
    return template.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
function malformed({ image, tag, cell, alias }) {
    if (image !== undefined && !REPOSITORY.test(image)) {
        const message = `gives ${cell.id} the image name ${image}: such a name is made of a-z 0-9, with single . _ or - inside`;
        return { alias, key: 'image', message };
    }
    if (!TAG.test(tag)) {
        const message = `gives ${cell.id} the tag ${tag}: a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _`;
        return { alias, key: 'tag', message };
    }
    if (!RESERVED.test(tag))
        return undefined;
    return { alias, key: 'tag', message: `gives ${cell.id} the tag ${tag}, which is kept for other things` };
}
/** Two cells of one tag: fine for the versions of one variant and a floating template, and never else. */
function collision(claims, aliases) {
    const seen = new Map();
    for (const claim of claims) {
        const key = `${claim.image ?? ''}:${claim.tag}`;
        const other = seen.get(key);
        seen.set(key, other ?? claim);
        if (other === undefined || agree(claim, other))
            continue;
        const also = other.alias === claim.alias ? '' : ` (as alias ${other.alias}, ${show(aliases[other.alias])})`;
        const cells = other.cell.id === claim.cell.id
            ? `${claim.cell.id} twice`
            : `${other.cell.id}${also} and ${claim.cell.id}`;
        const name = `${claim.image === undefined ? '' : `${claim.image}:`}${claim.tag}`;
        const message = `${show(aliases[claim.alias])} gives ${cells} one tag, ${name}: add {variant} or {version}, or say with variants whose it is`;
        return { alias: claim.alias, key: 'tag', message };
    }
    return undefined;
}
function agree(a, b) {
    if (a.alias === b.alias && a.kind === 'floating')
        return a.cell.variant === b.cell.variant;
    return a.cell.id === b.cell.id && a.kind === b.kind;
}
function show(alias) {
    return JSON.stringify(alias?.image === undefined ? alias?.tag : `${alias.image}:${alias.tag}`);
}


/***/ }),

/***/ 5632:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ parseBytes)
/* harmony export */ });
/* unused harmony export formatBytes */
/** Sizes in bytes, parsed and printed. */
const UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };
/** Bytes of a size like `850 MB` (decimal units, as registries count) or a whole number of bytes. */
function parseBytes(text) {
    if (typeof text === 'number')
        return Number.isSafeInteger(text) && text >= 0 ? text : undefined;
    const match = /^(\d+(?:\.\d+)?) ?(B|kB|MB|GB)$/.exec(text);
    const [, number, unit] = match ?? [];
    if (number === undefined || unit === undefined)
        return undefined;
    return Math.round(Number(number) * (UNITS[unit] ?? 1));
}
/** A size for people, in decimal units: 1.02 GB, 849 MB, 32 kB. */
function formatBytes(bytes) {
    if (bytes >= 1e9)
        return `${(bytes / 1e9).toFixed(2)} GB`;
    if (bytes >= 1e6)
        return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
    if (bytes >= 1e3)
        return `${(bytes / 1e3).toFixed(0)} kB`;
    return `${bytes} B`;
}


/***/ }),

/***/ 7236:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  preview: () => (/* binding */ preview)
});

// UNUSED EXPORTS: previewedAliases

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/release/record.ts
var release_record = __webpack_require__(6776);
// EXTERNAL MODULE: ./src/release/tag-state.ts
var tag_state = __webpack_require__(837);
;// CONCATENATED MODULE: ./src/release/history.ts
/** What a release must know of all releases before it: each record has it, so that the newest one is enough. */



const NO_HISTORY = { cells: new Map(), aliases: new Map() };
/** Releases before there was a history in records are followed back so far. */
const MAX_RELEASES = 50;
/** What is to be remembered after the release of this id. */
async function readHistory(repository, id) {
    const records = [];
    for await (const record of (0,release_record/* recordsFrom */.rz)(repository, id, MAX_RELEASES)) {
        records.unshift(record);
        if (record.history !== undefined)
            break;
    }
    const known = new Map();
    for (const record of records) {
        const restored = known.get(record.restores);
        known.set(record.id, historyOf(record) ?? addToHistory(known.get(record.previous), record, restored));
    }
    return known.get(id) ?? NO_HISTORY;
}
function historyOf({ history }) {
    return (history && {
        cells: new Map(history.cells.map(({ cell, digest, dated = false }) => [cell, { digest, dated }])),
        aliases: new Map(history.aliases.map(({ alias, ...known }) => [alias, known])),
    });
}
/** A history in the form that a record keeps. */
function encodeHistory({ cells, aliases }) {
    return {
        cells: [...cells].map(([cell, known]) => ({ cell, ...known })),
        aliases: [...aliases].map(([alias, known]) => ({ alias, ...known })),
    };
}
/**
 * What is to be remembered after one more release.
 * @param restored of a rollback: the history as of the release that it restores, for what the cells were then
 */
function addToHistory(history = NO_HISTORY, record, restored = history) {
    const aliases = new Map(history.aliases);
    const add = record.kind === 'release' ? afterRelease : afterRollback;
    for (const line of record.aliases.filter(({ fixed }) => fixed !== true)) {
        aliases.set((0,release_record/* aliasName */.sN)(line), add(aliases.get((0,release_record/* aliasName */.sN)(line)) ?? {}, line, record));
    }
    const cells = new Map((record.kind === 'release' ? history : restored).cells);
    for (const { cell, digest, dated } of record.cells) {
        const hasDate = record.aliases.some((line) => line.fixed === true && line.to?.digest === digest);
        cells.set(cell, { digest, dated: dated ?? hasDate });
    }
    return { cells, aliases };
}
function afterRelease(before, line, { id, planned }) {
    if (line.heldBack === true)
        return before;
    const isMoved = line.from?.digest !== line.to?.digest;
    // Only an alias that stays can be of a plan that is older than the one which decided on it.
    const isNewest = planned !== undefined && !(Date.parse(planned) < Date.parse(before.planned ?? ''));
    return {
        ...(isNewest ? { planned, release: id } : before),
        held: isMoved ? undefined : before.held,
    };
}
/** A rollback forward again, to an image that an earlier one took away, lets that image go and holds no other. */
function afterRollback(before, { from, to }, { id, restores = '' }) {
    if (from?.digest === to?.digest)
        return before;
    const known = before.held?.images ?? [];
    const isForward = to !== null && known.includes(to.digest);
    const images = isForward
        ? known.filter((digest) => digest !== to.digest)
        : [...new Set([...known, ...(from === null ? [] : [from.digest])])];
    return { ...before, held: images.length === 0 ? undefined : { images, by: id, restores } };
}
/** The history with the times of plans that had nothing to move. */
async function withNotedPlans(repository, history) {
    const aliases = new Map(history.aliases);
    for (const { planned, aliases: names } of (await notedPlans.read(repository))?.plans ?? []) {
        for (const name of names) {
            const known = aliases.get(name);
            if (!isAsNew(known, planned))
                aliases.set(name, { ...known, planned, release: undefined });
        }
    }
    return { ...history, aliases };
}
/** Whether a plan at least as new as one of this time has decided on an alias. */
function isAsNew(known, planned) {
    return Date.parse(known?.planned ?? '') >= Date.parse(planned);
}
/**
 * Notes that a plan found aliases right: it is still newer than what an earlier run has yet to release. Of two notes
 * at once one is lost, and that is taken. Nothing is to be moved, so a refusal is only said.
 * @param history with the plans noted so far
 */
async function notePlan(repository, { aliases }, names, planned, say) {
    const news = names.filter((name) => !isAsNew(aliases.get(name), planned));
    if (news.length === 0)
        return;
    const noted = new Map([[planned, news]]);
    // What no record has: of another pipeline's plans, which this note must not forget.
    for (const [name, { planned: time, release }] of aliases) {
        if (time === undefined || release !== undefined || news.includes(name))
            continue;
        noted.set(time, [...(noted.get(time) ?? []), name]);
    }
    try {
        const plans = [...noted].map(([time, of]) => ({ planned: time, aliases: of }));
        await notedPlans.write(repository, { plans });
    }
    catch (error) {
        if (!isExpected(error))
            throw error;
        say(`that this plan is the newest is not noted: ${messageOf(error)}`);
    }
}

// EXTERNAL MODULE: ./src/catalog/aliases.ts
var catalog_aliases = __webpack_require__(6855);
// EXTERNAL MODULE: ./src/catalog/cells.ts
var cells = __webpack_require__(4514);
// EXTERNAL MODULE: ./src/plan/plan.ts + 3 modules
var plan = __webpack_require__(3965);
// EXTERNAL MODULE: ./src/plan/sources.ts
var sources = __webpack_require__(6645);
;// CONCATENATED MODULE: ./src/release/request.ts
/** What a release is of: what the catalog says of the cells of a plan. */




/** A plan may be so much ahead of the clock of the machine that releases it, in ms. */
const MAX_AHEAD = (/* unused pure expression or super */ null && (5 * 60_000));
/** Beyond so many, problems are counted and not listed. */
const LISTED = 20;
/**
 * The release that a plan, the catalog that it must be of and the inputs ask for.
 * @param images the images folder that the plan was made from
 * @param inputs.partial whether the plan may have been asked for a part of the family
 * @param inputs.override aliases, or globs over them, that may be taken over or go back
 * @throws ConfigurationError when the plan is not one of this catalog, or of no time that it can be of.
 */
function prepareRelease(plan, catalog, images, inputs) {
    if (catalog.aliases.length === 0) {
        throw new ConfigurationError('the catalog has no aliases: there is nothing that a release could move');
    }
    const base = { ...plan.base, reference: `${plan.base.name}@${plan.base.digest}` };
    const cells = cellsOf(catalog);
    return {
        family: familyOf(plan, fingerprintCells(cells, catalog, readImages(images), base), inputs.partial),
        aliases: catalog.aliases,
        versions: new Set(Object.keys(catalog.versions)),
        growth: new Map(cells.flatMap(({ id, budget: { growth } }) => (growth === undefined ? [] : [[id, growth]]))),
        planned: checkTime(plan.planned, inputs.now),
        override: inputs.override,
    };
}
function checkTime(planned, now) {
    const time = Date.parse(planned ?? '');
    if (planned === undefined || Number.isNaN(time)) {
        throw new ConfigurationError('nothing was moved: the plan does not say when it was made: use one version of the action for plan and release, and plan again');
    }
    if (time - now.getTime() <= MAX_AHEAD)
        return planned;
    throw new ConfigurationError(`nothing was moved: the plan says that it was made at ${planned}, and this machine's clock is at ${now.toISOString()}: set the clock that is wrong, of the machine that planned or of this one, and plan again`);
}
/**
 * The cells of a release: all that the plan has, but for those that a rule of the catalog keeps out.
 * Of the plan only what was asked for is believed: all else is the catalog's.
 * @param targets the catalog's cells as they are here, with the plan's base image
 * @param partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
function familyOf(plan, targets, partial) {
    const supported = pair(plan, targets).filter((each) => !hasRule(each, 'unsupported'));
    // The plan entry's input decides on the experimental cells, on all alike.
    const experimental = supported.filter((each) => hasRule(each, 'experimental'));
    const areOut = experimental.every(({ planned }) => planned.excluded === 'rule');
    const whole = areOut ? supported.filter((each) => !experimental.includes(each)) : supported;
    const left = whole.filter(({ planned }) => planned.verdict === 'excluded');
    const family = whole.filter((each) => !left.includes(each));
    // A cell's tags name all of its platforms: of a part of them is no release, not even a partial one.
    const torn = left.filter((each) => family.some(({ planned }) => planned.cell === each.planned.cell));
    if (torn.length > 0) {
        const platforms = [...new Set(torn.map(({ planned }) => planned.platform))].join(', ');
        throw new ConfigurationError(`nothing was moved: tags would lose a platform: the plan leaves out ${namesOf(torn)}, and takes others of the same cells; plan without the input platforms, or take ${platforms} out of the catalog`);
    }
    if (left.length > 0 && !partial) {
        throw new ConfigurationError(`nothing was moved: the plan leaves out ${left.length} of ${whole.length} cells (${namesOf(left)}), and a release is of the whole family: plan all of it, or set partial: true to release the rest`);
    }
    if (family.length === 0)
        throw new ConfigurationError('nothing was moved: the plan has no cell to release');
    return family.map(({ planned: { digest }, here: { cell, fingerprint, testsFingerprint, tag } }) => {
        const { id, version, series, variant, platform } = cell;
        return { cell: id, version, series, variant, platform, fingerprint, testsFingerprint, tag, digest };
    });
}
function hasRule({ here }, support) {
    return here.cell.rules.some((rule) => rule.support === support);
}
/**
 * The plan's cells with those of the catalog.
 * @throws ConfigurationError when a plan of another catalog has other cells, or one of the same catalog in another
 *   version other fingerprints.
 */
function pair(plan, targets) {
    const advice = 'give plan, build and release the same catalog and version of the action';
    const rest = new Map(targets.map((here) => [request_nameOf({ ...here.cell, cell: here.cell.id }), here]));
    const unknown = [];
    const pairs = plan.cells.flatMap((planned) => {
        const here = rest.get(request_nameOf(planned));
        rest.delete(request_nameOf(planned));
        if (here !== undefined)
            return [{ planned, here }];
        unknown.push(request_nameOf(planned));
        return [];
    });
    if (unknown.length > 0 || rest.size > 0) {
        const parts = [
            unknown.length === 0 ? '' : `it has ${request_listed(unknown, ', ')}`,
            rest.size === 0 ? '' : `it lacks ${request_listed([...rest.keys()], ', ')}`,
        ];
        throw new ConfigurationError(`nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`);
    }
    const other = pairs.find(({ planned, here }) => here.fingerprint !== planned.fingerprint);
    if (other === undefined)
        return pairs;
    const [then, now] = [other.planned, other.here].map(({ fingerprint }) => fingerprint.slice(0, 12));
    throw new ConfigurationError(`nothing was moved: ${request_nameOf(other.planned)} was planned with fingerprint ${then} and has ${now} here; ${advice}`);
}
/** A cell in messages. */
function request_nameOf({ cell, platform }) {
    return `${cell} for ${platform}`;
}
function namesOf(pairs) {
    return request_listed(pairs.map(({ planned }) => request_nameOf(planned)), ', ');
}
/** Some of many. */
function request_listed(items, separator) {
    const more = items.length - LISTED;
    return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

;// CONCATENATED MODULE: ./src/release/version.ts
/** Spark's versions in their order. */
/**
 * Compares numbers by value, and what follows a hyphen (`-rc1`, `-preview1`, `-SNAPSHOT`) as before the version itself,
 * as semver.org has it. Unlike semver's, a text's own numbers count by value too, so that rc10 comes after rc2, and
 * `4.1` is a version: aliases in registries have such labels.
 * @returns a negative number when `a` comes before `b`, 0 when they are the same, else a positive one
 */
function compareVersions(a, b) {
    const [coreA, restA] = split(a);
    const [coreB, restB] = split(b);
    return (compareTexts(byValue(coreA), byValue(coreB)) ||
        Number(restA === '') - Number(restB === '') ||
        compareTexts(byValue(restA), byValue(restB)) ||
        compareTexts(a, b));
}
/** A text that sorts by the values of the numbers in it. */
function byValue(text) {
    return text.replaceAll(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(40, '0'));
}
function compareTexts(a, b) {
    return a === b ? 0 : a < b ? -1 : 1;
}
/** Whether a version is none that everybody should get: anything after a hyphen, which a vendor's build has too. */
function isPreRelease(version) {
    return split(version)[1] !== '';
}
/** What stands before the first hyphen, and after it. */
function split(version) {
    const at = version.indexOf('-');
    return at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at + 1) || '-'];
}

;// CONCATENATED MODULE: ./src/release/moves.ts
/** The tag policy: which alias moves from which image to which. Values in, values out. */





/** Whether a release writes the alias. */
function isChange({ verdict }) {
    return verdict === 'new' || verdict === 'move' || verdict === 'remove';
}
/** Whether an alias is held back for a reason that does not go away by itself. */
function needsAttention({ cause }) {
    return cause === 'foreign' || cause === 'withdrawn' || cause === 'rollback';
}
/** The day of a release as tags have it: 20261124, in UTC. */
function dayOf(now) {
    return now.toISOString().slice(0, 10).replaceAll('-', '');
}
/**
 * One cell for each alias: of several versions the highest, pre-releases only when there is no other.
 * @param date day of the release, as dayOf() gives it
 */
function wantedAliases(cells, aliases, date) {
    const byId = new Map(cells.map((cell) => [cell.id, cell]));
    const chosen = new Map();
    for (const claim of (0,catalog_aliases/* claimsOf */.d)(cells, aliases, date)) {
        const cell = byId.get(claim.cell.id);
        if (cell === undefined)
            throw new Error(`a claim of ${claim.cell.id}, which is no cell of the release`);
        const name = (0,release_record/* aliasName */.sN)(claim);
        const other = chosen.get(name);
        if (other === undefined || outranks(cell.version, other.cell.version))
            chosen.set(name, { claim, cell });
    }
    return [...chosen.values()];
}
function outranks(version, other) {
    const [early, otherEarly] = [isPreRelease(version), isPreRelease(other)];
    return early === otherEarly ? compareVersions(version, other) > 0 : otherEarly;
}
/**
 * The moves that lead from what a registry has to what is wanted, one for each alias.
 *
 * A release: a floating alias never goes to a lower version than it has in the registry, and to no pre-release; one
 * with the version in its name follows that version; one with a date is set once, and left out where nothing else of
 * its cell changes and a date names the image already: a day on which nothing changed makes no release. What is
 * none of our images is left alone, and so is what was rolled back.
 *
 * A rollback: every alias goes back to its target; what came later is removed; tags with a date stay.
 */
function decide(state, intent) {
    if (intent.kind === 'rollback')
        return intent.targets.flatMap((target) => restoringMove(target, state));
    const moves = intent.wanted.map(({ claim, cell }) => {
        const { image, tag, kind } = claim;
        const from = state.aliases.get((0,release_record/* aliasName */.sN)(claim))?.target;
        const place = { image, tag, kind, cell: cell.id, from, to: cell.target };
        return { ...place, ...releaseDecision(claim, cell, state, intent) };
    });
    if (intent.kind === 'preview')
        return moves.filter((move) => isChange(move) && move.kind !== 'fixed');
    const others = moves.filter(({ kind }) => kind !== 'fixed');
    const changed = new Set(others.filter(isChange).map(({ cell }) => cell));
    const rolledBack = new Set(others.filter(({ cause }) => cause === 'rollback').map(({ cell }) => cell));
    const isDated = ({ cell, to }) => {
        const before = state.history.cells.get(cell);
        return before?.dated === true && before.digest === to?.digest;
    };
    const isNeedless = (move) => move.kind === 'fixed' &&
        move.verdict === 'new' &&
        !changed.has(move.cell) &&
        (rolledBack.has(move.cell) || isDated(move));
    return moves.filter((move) => !isNeedless(move));
}
const heldBack = (cause, reason) => ({ verdict: 'held back', cause, reason });
const moving = (reason) => ({ verdict: 'move', reason });
function releaseDecision(claim, { version, target }, { aliases, history }, { versions, isOverridden }) {
    const { kind } = claim;
    const name = (0,release_record/* aliasName */.sN)(claim);
    const now = aliases.get(name);
    if (now !== undefined && now.target.digest === target?.digest) {
        return { verdict: 'keep', reason: 'names this image already' };
    }
    const held = history.aliases.get(name)?.held;
    const isHeld = target !== undefined && held?.images.includes(target.digest) === true;
    const barred = barredBy(kind, version, now, isHeld && !isOverridden(name) ? held : undefined);
    if (barred !== undefined)
        return barred;
    if (now === undefined)
        return { verdict: 'new', reason: 'not in the registry yet' };
    if (now.foreign !== undefined)
        return takingOver(now, isOverridden(name));
    const before = now.target.version;
    if (before === undefined)
        return moving('a deletion that did not come to its end left it');
    if (kind === 'exact')
        return moving(`${version} was built anew`);
    const order = compareVersions(version, before);
    if (order > 0)
        return moving(`from ${before} to ${version}`);
    if (order === 0)
        return moving(`${version} was built anew`);
    if (isOverridden(name))
        return moving(`back from ${before} to ${version} by override`);
    if (versions.has(before))
        return heldBack('newer', `it is at ${before}, which is newer than ${version}`);
    return heldBack('withdrawn', `it is at ${before}, which is newer than ${version} and not in the catalog`);
}
/** What bars an alias whatever it names. */
function barredBy(kind, version, now, held) {
    if (kind === 'floating' && isPreRelease(version)) {
        return heldBack('policy', `${version} is a pre-release, which takes no floating tag`);
    }
    if (kind === 'fixed' && now !== undefined) {
        return heldBack('policy', 'set before: a tag with a date never moves');
    }
    if (held === undefined)
        return undefined;
    return heldBack('rollback', `release ${held.by} rolled it back from this image, to release ${held.restores}: it stays until another image is built`);
}
function takingOver({ foreign, stored }, isOverridden) {
    if (!isOverridden)
        return heldBack('foreign', `it names ${foreign}`);
    if (stored !== undefined)
        return moving(`taken over by override; it named ${foreign}`);
    return heldBack('foreign', `it names ${foreign}, which could not be put back: remove the tag instead`);
}
function restoringMove(target, { aliases, deletable }) {
    const { image, tag, cell = '', fixed = false } = target;
    const from = aliases.get((0,release_record/* aliasName */.sN)(target))?.target;
    const to = target.to ?? undefined;
    if (to === undefined && from === undefined)
        return [];
    const place = { image, tag, cell, from, to, kind: fixed ? 'fixed' : 'exact' };
    if (from?.digest === to?.digest)
        return [{ ...place, verdict: 'keep', reason: 'names this image already' }];
    if (fixed && from !== undefined)
        return [{ ...place, to: from, ...heldBack('policy', 'a tag with a date never moves') }];
    if (to !== undefined) {
        const version = to.version === undefined ? '' : `, Spark ${to.version}`;
        return [{ ...place, verdict: from === undefined ? 'new' : 'move', reason: `as it was then${version}` }];
    }
    if (deletable === undefined) {
        const reason = 'was not there then; it goes where the registry lets us delete, and stays elsewhere';
        return [{ ...place, verdict: 'remove', reason }];
    }
    if (deletable.has(image))
        return [{ ...place, verdict: 'remove', reason: 'was not there then' }];
    const reason = 'was not there then, and this registry does not let us delete';
    return [{ ...place, to: from, ...heldBack('policy', reason) }];
}
/** The aliases, but for those with a date, on which a plan has decided: they move, or are right. */
function decidedAliases(moves) {
    return moves.filter(({ kind, verdict }) => kind !== 'fixed' && verdict !== 'held back').map(aliasName);
}
/**
 * Holds a plan against newer ones: an alias on which a newer plan has decided does not move by an older one.
 * @param planned when the plan was made
 * @throws ConfigurationError naming those aliases.
 */
function checkPlanOrder(moves, { aliases }, planned) {
    const late = moves.filter(isChange).flatMap((move) => {
        const known = aliases.get(aliasName(move));
        const time = known?.planned;
        return time === undefined || Date.parse(planned) >= Date.parse(time)
            ? []
            : [{ name: aliasName(move), time, by: known?.release }];
    });
    const newest = [...late].sort((a, b) => Date.parse(b.time) - Date.parse(a.time))[0];
    if (newest === undefined)
        return;
    const by = newest.by === undefined ? 'which found it right' : `that of release ${newest.by}`;
    throw new ConfigurationError(`nothing was moved: this plan was made at ${planned}, and newer plans have decided on ${listed(late.map(({ name }) => name), ', ')} since, ${newest.name} by one of ${newest.time}, ${by}: releasing the older one would move back what the newer one decided; plan again, and release that plan`);
}
/**
 * @param isMatch whether an alias, by its name, is one that a pattern of the input override means
 * @throws ConfigurationError for a pattern that means no alias of the release.
 */
function checkOverrides(moves, overrides) {
    const unknown = [...overrides].filter(([, matches]) => !moves.some((move) => matches(aliasName(move))));
    if (unknown.length === 0)
        return;
    const held = moves.filter(({ verdict }) => verdict === 'held back').map(aliasName);
    const patterns = unknown.map(([pattern]) => JSON.stringify(pattern.slice(0, 200)));
    throw new ConfigurationError(`nothing was moved: override has ${listed(patterns, ', ')}, which is no alias of this release; ${held.length === 0 ? 'none is held back' : `held back are ${listed(held, ', ')}`}`);
}

// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(6447);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var manifest = __webpack_require__(2060);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(5079);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var registry_manifests = __webpack_require__(1);
// EXTERNAL MODULE: ./src/registry/repository.ts
var repository = __webpack_require__(6075);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/registry/artifact.ts + 1 modules
var artifact = __webpack_require__(7200);
// EXTERNAL MODULE: ./src/registry/http/transport.ts + 4 modules
var transport = __webpack_require__(4062);
;// CONCATENATED MODULE: ./src/registry/tags.ts
/** Deletes tags, in registries that allow it. */









/** Type of the manifest that a tag names just before it is deleted. */
const tags_TOMBSTONE_TYPE = 'application/vnd.spark-images.tombstone.v1';
/** Waits in ms for registries that accept a deletion (202) and carry it out a little later. */
const LAGS = (/* unused pure expression or super */ null && ([100, 200, 400, 800]));
/**
 * Whether a repository lets us delete, tried out with a manifest made for the purpose. Many registries don't (GHCR), or
 * only if an administrator allows it; some (ECR) answer 404 and keep it.
 */
async function canDelete(repository) {
    await pushEmpty(repository);
    const bytes = tombstone();
    const { digest } = await putManifest(repository, sha256(bytes), bytes, MEDIA_TYPES.manifest);
    return (await remove(repository, digest)) && isGone(repository, digest);
}
/**
 * Deletes a tag and nothing else; see canDelete(). Old registries can only delete a manifest with all its tags, so the
 * tag is first moved to a manifest made to be deleted.
 * @throws RegistryError when the tag is still there afterwards.
 */
async function deleteTag(repository, tag) {
    await pushEmpty(repository);
    const bytes = tombstone();
    const digest = sha256(bytes);
    try {
        await putManifest(repository, tag, bytes, MEDIA_TYPES.manifest);
    }
    catch (error) {
        // The answer may be wrong or lost: look at what the tag names now.
        if ((await getManifest(repository, tag))?.descriptor.digest !== digest)
            throw error;
    }
    // distribution-spec, "Deleting tags"; then the manifest, with which old registries forget the tag.
    await remove(repository, tag);
    await remove(repository, digest);
    if (await isGone(repository, tag))
        return;
    throw new RegistryError(`${formatRepository(repository)}:${tag} was deleted, and is still there`);
}
/** Whether a tag or manifest is gone now, or soon. */
async function isGone(repository, reference) {
    for (const wait of LAGS) {
        if ((await resolveTag(repository, reference)) === undefined)
            return true;
        await sleep(wait);
    }
    return (await resolveTag(repository, reference)) === undefined;
}
/** Unique, so that no other tag names it. */
function tombstone() {
    const annotations = { 'spark-images.tombstone': randomUUID() };
    return encodeArtifact({ artifactType: tags_TOMBSTONE_TYPE, annotations });
}
/** @returns false when the registry refuses; true doesn't mean that it did what it says */
async function remove(repository, reference) {
    const scopes = [scopeOf(repository.image.repository, 'pull,push,delete')];
    const statuses = [202, 204, 400, 404, 405, 501];
    const call = callTo(repository, 'DELETE', `manifests/${reference}`, statuses, { scopes });
    try {
        return await repository.client.request(call, (response) => {
            discard(response);
            // A manifest that is gone may have been deleted by a request whose answer was lost: see isGone().
            return response.status < 300 || response.status === 404;
        });
    }
    catch (error) {
        if (error instanceof RegistryError && error.refused !== undefined)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
// EXTERNAL MODULE: ./src/catalog/bytes.ts
var bytes = __webpack_require__(5632);
// EXTERNAL MODULE: ./src/plan/lookup.ts + 2 modules
var lookup = __webpack_require__(4455);
;// CONCATENATED MODULE: ./src/release/images.ts
/** Reads and checks the images of a release, and what they weigh against those of the release before. */










/** OCI's annotation and label for the version of what is in an image. */
const VERSION_LABEL = 'org.opencontainers.image.version';
const CELL_LABEL = 'spark-images.cell';
const FINGERPRINT_LABEL = 'spark-images.fingerprint';
/** Labels that the images of all platforms of a cell have in common. */
const COMMON_LABELS = [VERSION_LABEL, CELL_LABEL, 'org.opencontainers.image.base.digest'];
/**
 * Reads what the registry holds for each cell of a release and checks it: its image is there under its
 * staging tag, has the planned fingerprint and platform, and a record says that it passed the planned
 * acceptance tests. The platforms of a cell become one index.
 * @throws ConfigurationError naming each cell that is not so.
 */
async function images_readImages(repository, family) {
    const found = await inParallel(REQUESTS, family, (planned) => readImage(repository, planned));
    const problems = found.filter((each) => typeof each === 'string');
    if (problems.length > 0) {
        throw new ConfigurationError(`nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(repository)}\n${listed(problems, '\n')}`);
    }
    const images = found.filter((each) => typeof each !== 'string');
    const ids = [...new Set(images.map(({ planned }) => planned.cell))];
    return ids.map((id) => merge(images.filter(({ planned }) => planned.cell === id)));
}
/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(repository, planned) {
    const { tag } = planned;
    const name = nameOf(planned);
    const stored = await getManifest(repository, tag);
    if (stored === undefined)
        return `${name}: ${tag} is not there: its build did not push it`;
    if (isIndexType(stored.descriptor.mediaType)) {
        return `${name}: ${tag} is an index; a build pushes one image`;
    }
    const what = `${formatRepository(repository)}:${tag}`;
    const manifest = parseManifest(stored.bytes, what);
    const config = await getBlob(repository, manifest.config);
    const image = {
        planned,
        stored,
        compressed: compressedBytes(manifest),
        config: parseImageConfig(config, `the configuration of ${what}`),
        annotations: manifest.annotations ?? {},
        published: await readPublishedImage(repository, stored.descriptor.digest),
    };
    const problem = problemOf(image) ?? recordProblem(image);
    return problem === undefined ? image : `${name}: ${problem}`;
}
/** What contradicts the plan in an image, its platform, its labels or its annotations. */
function problemOf({ planned, stored, config, annotations }) {
    const { tag, platform, digest } = planned;
    if (digest !== undefined && digest !== stored.descriptor.digest) {
        return `${tag} was ${digest} when it was planned and is ${stored.descriptor.digest} now`;
    }
    const found = `${config.os}/${config.architecture}`;
    if (found !== platform && !platform.startsWith(`${found}/`))
        return `${tag} is an image for ${found}`;
    const expected = {
        [CELL_LABEL]: planned.cell,
        [VERSION_LABEL]: planned.version,
        [FINGERPRINT_LABEL]: planned.fingerprint,
    };
    for (const [label, value] of Object.entries(expected)) {
        const labelled = config.config.Labels[label];
        if (labelled !== value) {
            return `${tag} has ${labelled === undefined ? 'no label' : `${JSON.stringify(labelled)} as label`} ${label}, not ${value}`;
        }
        const annotated = annotations[label];
        if (annotated !== undefined && annotated !== value) {
            return `${tag} has ${JSON.stringify(annotated)} as annotation ${label}, not ${value}`;
        }
    }
    return undefined;
}
/** What is wrong with an image's acceptance record. */
function recordProblem({ planned, published: { record, flaw } }) {
    if (flaw !== undefined)
        return `${planned.tag}: ${flaw}`;
    if (record === undefined)
        return `${planned.tag} has no acceptance record`;
    if (record.result !== 'PASSED')
        return `${planned.tag} did not pass its acceptance tests`;
    if (record.testsFingerprint !== planned.testsFingerprint) {
        return `${planned.tag} was tested by other acceptance tests than those planned`;
    }
    const same = record.cell === planned.cell &&
        record.fingerprint === planned.fingerprint &&
        record.platform === planned.platform;
    return same ? undefined : `the acceptance record of ${planned.tag} is about another cell`;
}
/**
 * One platform's image is released as it is: its digest is the one that was tested, and what is attached
 * to it stays attached. Several become an index that says the same whenever it is made.
 */
function merge(images) {
    const [first, ...others] = images;
    if (first === undefined)
        throw new Error('a cell without an image');
    const { cell: id, version, series, variant } = first.planned;
    const named = { id, version, series, variant, platforms: images.map(factsOf) };
    if (others.length === 0) {
        const { mediaType, digest, size } = first.stored.descriptor;
        return { ...named, target: { mediaType, digest, size, version }, stored: first.stored, made: false };
    }
    const { Labels: labels } = first.config.config;
    for (const label of COMMON_LABELS) {
        const other = others.find(({ config }) => config.config.Labels[label] !== labels[label]);
        if (other === undefined)
            continue;
        const [one, two] = [labels[label], other.config.config.Labels[label]].map((text) => JSON.stringify(text));
        throw new ConfigurationError(`nothing was moved: the images of ${id} don't belong together: ${label} is ${one} for ${first.planned.platform} and ${two} for ${other.planned.platform}`);
    }
    const annotations = Object.fromEntries(COMMON_LABELS.map((label) => [label, labels[label] ?? '']));
    const index = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.index,
        manifests: images.map(({ planned, stored, config }) => ({
            ...stored.descriptor,
            platform: platformOf(planned.platform, config),
        })),
        annotations,
    };
    const bytes = Buffer.from(JSON.stringify(index));
    const descriptor = { mediaType: MEDIA_TYPES.index, digest: sha256(bytes), size: bytes.length };
    return { ...named, target: { ...descriptor, version }, stored: { descriptor, bytes }, made: true };
}
function factsOf({ planned, stored, compressed, published }) {
    const { cell, version, variant, platform } = planned;
    const tests = published.record?.tests ?? [];
    return {
        cell,
        version,
        variant,
        platform,
        digest: stored.descriptor.digest,
        compressed,
        tests: tests.length,
        passed: tests.filter(({ outcome }) => outcome === 'passed').length,
        seconds: tests.reduce((sum, { seconds }) => sum + seconds, 0),
    };
}
function platformOf(platform, { os, architecture }) {
    const variant = platform.split('/')[2];
    return { os, architecture, variant };
}
/**
 * What is known of the images of a release, with the sizes that they had in the one before.
 * @param before by cell id
 */
async function cellFacts(repository, images, before) {
    const facts = await inParallel(REQUESTS, images, async ({ id, target: { digest }, platforms }) => {
        const earlier = before.get(id)?.digest;
        const isSame = earlier === digest;
        const sizes = earlier === undefined || isSame ? new Map() : await sizesOf(repository, earlier);
        return platforms.map((facts) => {
            const size = isSame ? facts.compressed : (sizes.get(facts.platform) ?? sizes.get(ANY));
            return size === undefined ? facts : { ...facts, before: size };
        });
    });
    return facts.flat();
}
/**
 * Holds images against what they may have grown by.
 * @param limits in bytes, by cell id
 * @throws ConfigurationError naming each image that is over it.
 */
function checkGrowth(cells, limits) {
    const over = cells.flatMap(({ cell, variant, platform, compressed, before = compressed }) => {
        const limit = limits.get(cell) ?? Number.POSITIVE_INFINITY;
        const grown = compressed - before;
        if (grown <= limit)
            return [];
        return [
            `${cell} for ${platform} grew by ${formatBytes(grown)} to ${formatBytes(compressed)}, ${formatBytes(limit)} are allowed by variants.${variant}.budget.growth`,
        ];
    });
    if (over.length === 0)
        return;
    throw new ConfigurationError(`nothing was moved: images grew by more than their budgets since the release before; where that is meant, raise the budget in the catalog\n${listed(over, '\n')}`);
}
/** Of an image that is no index: its manifest does not say its platform. */
const ANY = '';
/** Compressed bytes by platform; nothing for what is gone from the registry. */
async function sizesOf(repository, digest) {
    const stored = await getManifest(repository, digest);
    if (stored === undefined)
        return new Map();
    const what = `${formatRepository(repository)}@${digest}`;
    if (!isIndexType(stored.descriptor.mediaType)) {
        return new Map([[ANY, compressedBytes(parseManifest(stored.bytes, what))]]);
    }
    const sizes = new Map();
    const { manifests } = parseIndex(stored.bytes, what, (line) => repository.client.note(line));
    for (const { digest: inner, platform } of manifests) {
        if (platform === undefined)
            continue;
        const { os, architecture, variant } = platform;
        const name = [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
        const size = (await sizesOf(repository, inner)).get(ANY);
        if (size !== undefined)
            sizes.set(name, size);
    }
    return sizes;
}

;// CONCATENATED MODULE: ./src/release/state.ts
/** Reads what a registry has of the aliases of a release: what each names, and what earlier releases left to know. */












const MAX_REASON = 200;
/** Of an image's configuration, in bytes: ours have some thousands. */
const MAX_CONFIG = 4 * 1024 * 1024;
/** No index of ours has so many. */
const MAX_PLATFORMS = 32;
const IMAGE_CONFIGS = [
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
];
const MANIFESTS = [
    manifest/* MEDIA_TYPES */.Z2.manifest,
    manifest/* MEDIA_TYPES */.Z2.index,
    manifest/* MEDIA_TYPES */.Z2.dockerManifest,
    manifest/* MEDIA_TYPES */.Z2.dockerIndex,
];
/** The repository of an alias: the images' own, or by the last part of its name one beside it. */
function repositoryAt(main, image) {
    return image === undefined ? main : { ...main, image: sibling(main.image, image) };
}
/** The repository of this last part beside another one: same registry, same owner. */
function sibling({ registry, repository }, image) {
    return { registry, repository: repository.replace(/[^/]+$/, image) };
}
/**
 * Two aliases may be one tag although their names differ: when `image` names the images' own repository.
 * @param own the images' own repository
 * @throws ConfigurationError naming both, with their cells.
 */
function checkPlaces(own, wanted) {
    const seen = new Map();
    for (const each of wanted) {
        const { image, tag } = each.claim;
        const place = `${formatImageName(image === undefined ? own : sibling(own, image))}:${tag}`;
        const other = seen.get(place);
        seen.set(place, each);
        if (other === undefined)
            continue;
        const [one, two] = [other, each].map(({ claim, cell }) => `${aliasName(claim)} for ${cell.id}`);
        throw new ConfigurationError(`nothing was moved: the catalog's aliases give ${one} and ${two}, which are one tag, ${place}: leave out "image" where it is the name of the images' own repository, and give each cell a tag of its own`);
    }
}
/**
 * What aliases name now, by aliasName(); what is not there is left out. Whatever is behind a tag, it is described and
 * is no error.
 * @param released images whose versions are known already
 */
async function readAliases(main, places, released = []) {
    const known = new Map(released.map(({ target, version }) => [target?.digest, { version }]));
    const inspected = new Map();
    const found = await (0,parallel/* inParallel */.H)(repository.REQUESTS, places, async ({ image, tag }) => {
        const repository = repositoryAt(main, image);
        const stored = await readManifest(repository, tag, image !== undefined);
        if (stored === undefined)
            return [];
        const name = (0,release_record/* aliasName */.sN)({ image, tag });
        if (!('bytes' in stored))
            return [[name, stored]];
        const key = (0,release_record/* aliasName */.sN)({ image, tag: stored.descriptor.digest });
        const contents = inspected.get(key) ?? inspect(repository, stored, known.get(stored.descriptor.digest));
        inspected.set(key, contents);
        const { version, foreign } = await contents;
        const { mediaType, digest, size } = stored.descriptor;
        const state = { target: { mediaType, digest, size, version }, foreign, stored };
        return [[name, state]];
    });
    return new Map(found.flat());
}
/**
 * The manifest that a tag names; what it is, when it is of a kind whose bytes we can't verify, as Docker's schema 1.
 * @param mayBeMissing some registries (GitHub's) say "denied" of a repository that is not there yet. One beside the
 *   images' own that we may really not read is found out before anything moves: we may not write to it either.
 */
async function readManifest(repository, tag, mayBeMissing) {
    try {
        return await (0,registry_manifests/* getManifest */.c2)(repository, tag);
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl))
            throw error;
        if (mayBeMissing && error.refused !== undefined && error.status === 403)
            return undefined;
        if (!error.damaged)
            throw error;
        const target = await (0,registry_manifests.resolveTag)(repository, tag);
        if (target === undefined || MANIFESTS.includes(target.mediaType))
            throw error;
        return { target, foreign: `a manifest of the type ${(0,src_text/* oneLine */.TN)(target.mediaType, MAX_REASON)}` };
    }
}
async function inspect(repository, stored, known) {
    if (known !== undefined)
        return known;
    try {
        if ((0,manifest/* isIndexType */.$U)(stored.descriptor.mediaType))
            return await inspectIndex(repository, stored);
        return await inspectImage(repository, stored);
    }
    catch (error) {
        if (!isAboutContents(error))
            throw error;
        return { foreign: `what is no image: ${(0,src_text/* oneLine */.TN)((0,errors/* messageOf */.bD)(error), MAX_REASON)}` };
    }
}
/** Whether an error says that something can't be read for what it is, and not that a registry fails. */
function isAboutContents(error) {
    if (!(error instanceof errors/* RegistryError */.gl) || error.transient || error.refused !== undefined)
        return false;
    return error.status === undefined || error.status === 404;
}
/** Whether it is what deleteTag() leaves when it does not come to its end. */
function isTombstone({ bytes }) {
    try {
        return parseManifest(bytes, 'it').artifactType === TOMBSTONE_TYPE;
    }
    catch {
        return false;
    }
}
async function inspectImage(repository, { bytes }) {
    const { artifactType, config } = (0,manifest/* parseManifest */.Ng)(bytes, 'it');
    if (artifactType === tags_TOMBSTONE_TYPE)
        return {};
    if (!IMAGE_CONFIGS.includes(config.mediaType)) {
        return { foreign: `an artifact of the type ${(0,src_text/* oneLine */.TN)(artifactType ?? config.mediaType, MAX_REASON)}` };
    }
    if (config.size > MAX_CONFIG)
        return { foreign: `an image with a configuration of ${config.size} bytes` };
    const { Labels: labels } = (0,manifest/* parseImageConfig */.FB)(await (0,blobs/* getBlob */.qW)(repository, config), 'its configuration').config;
    // A version alone may be the base image's: of Ubuntu, say.
    const version = labels[FINGERPRINT_LABEL] === undefined ? undefined : versionOf(labels);
    return version === undefined ? { foreign: 'an image that is none of this family' } : { version };
}
/** An index of ours says what it is of, and all its images are of that. */
async function inspectIndex(repository, { bytes }) {
    const { annotations = {}, manifests, content } = (0,manifest/* parseIndex */.A1)(bytes, 'it', () => { });
    const version = versionOf(annotations);
    const isOurs = manifests.length <= MAX_PLATFORMS && manifests.length === content.manifests.length;
    if (version === undefined || !isOurs) {
        return { foreign: 'an index that no release made' };
    }
    for (const { digest } of manifests) {
        const child = await (0,registry_manifests/* getManifest */.c2)(repository, digest);
        const contents = child && (await inspectImage(repository, child));
        if (contents?.version !== version) {
            return {
                foreign: `an index with ${contents?.foreign ?? 'an image that is gone or of another version'}`,
            };
        }
    }
    return { version };
}
/** The version that our labels or annotations have, if they are ours. */
function versionOf(labels) {
    const { [CELL_LABEL]: cell = '', [VERSION_LABEL]: version = '' } = labels;
    return names.ID.test(version) && cell.startsWith(`${version}-`) ? version : undefined;
}

;// CONCATENATED MODULE: ./src/release/preview.ts




/** The aliases that a release of the plan is about; those with a date are new with each release. */
function previewedAliases(plan, aliases, now) {
    const cells = plan.cells.filter(({ verdict }) => verdict.kind !== 'excluded');
    const released = cells.map(({ cell, verdict }) => ({
        ...cell,
        target: verdict.kind === 'unchanged'
            ? { mediaType: '', digest: verdict.published.digest, size: 0 }
            : undefined,
    }));
    return wantedAliases(released, aliases, dayOf(now)).filter(({ claim }) => claim.kind !== 'fixed');
}
/** @throws RegistryError when the registry can't be asked. */
async function preview(plan, aliases, now, repository) {
    const wanted = previewedAliases(plan, aliases, now);
    const places = wanted.map(({ claim }) => claim);
    const [found, history] = await Promise.all([
        readAliases(repository, places),
        tag_state/* journal */.W8.read(repository).then((found) => readHistory(repository, found?.last)),
    ]);
    const versions = new Set(plan.cells.map(({ cell }) => cell.version));
    return decide({ aliases: found, history }, { kind: 'preview', wanted, versions, isOverridden: () => false });
}


/***/ })

};
