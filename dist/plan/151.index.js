export const id = 151;
export const ids = [151];
export const modules = {

/***/ 6855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ aliasProblem),
/* harmony export */   d: () => (/* binding */ claimsOf)
/* harmony export */ });
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8515);
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

/***/ 6151:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  preview: () => (/* binding */ preview)
});

// UNUSED EXPORTS: previewedAliases

// EXTERNAL MODULE: ./src/catalog/aliases.ts
var catalog_aliases = __webpack_require__(6855);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/catalog/cells.ts + 1 modules
var cells = __webpack_require__(8515);
;// CONCATENATED MODULE: ./src/release/family.ts
/** The cells of a release: what the catalog says of those that a plan has. */


/** Beyond so many, problems are counted and not listed. */
const LISTED = 20;
/**
 * The cells of a release: all that the plan has, but for those that a rule of the catalog keeps out.
 * Of the plan only what was asked for is believed: all else is the catalog's.
 * @param targets the catalog's cells as they are here, with the plan's base image
 * @param partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
function familyOf(plan, targets, partial) {
    checkOrigin(plan, targets);
    // Only what the catalog has a rule on can be left out by one.
    const ruled = new Set(targets.filter(({ cell }) => isRuled(cell)).map(({ cell }) => keyOf(cell)));
    const unsupported = new Set(targets.filter(({ cell }) => exclusionOf(cell)?.support === 'unsupported').map(({ cell }) => keyOf(cell)));
    const isOut = (cell) => unsupported.has(keyOf(cell)) || (cell.excluded === 'rule' && ruled.has(keyOf(cell)));
    const whole = plan.cells.filter((cell) => !isOut(cell));
    const left = whole.filter(({ verdict }) => verdict === 'excluded');
    const family = whole.filter(({ verdict }) => verdict !== 'excluded');
    checkPlatforms(family, left);
    if (left.length > 0 && !partial) {
        throw new ConfigurationError(`nothing was moved: the plan leaves out ${left.length} of ${whole.length} cells (${family_listed(left.map(family_nameOf), ', ')}), and a release is of the whole family: plan all of it, or set partial: true to release the rest`);
    }
    if (family.length > 0)
        return stagedCells(family, targets);
    throw new ConfigurationError('nothing was moved: the plan has no cell to release');
}
/** The catalog's cells that a plan has, in the plan's order. */
function stagedCells(family, targets) {
    const here = new Map(targets.map((target) => [keyOf(target.cell), target]));
    return family.flatMap((planned) => {
        const target = here.get(keyOf(planned));
        if (target === undefined)
            return [];
        const { cell, fingerprint, testsFingerprint, tag } = target;
        const { id, version, series, variant, platform } = cell;
        const { digest } = planned;
        return [{ cell: id, version, series, variant, platform, fingerprint, testsFingerprint, tag, digest }];
    });
}
/** A cell's tags name all of its platforms: of a part of them is no release, not even a partial one. */
function checkPlatforms(family, left) {
    const released = new Set(family.map(({ cell }) => cell));
    const torn = left.filter(({ cell }) => released.has(cell));
    if (torn.length === 0)
        return;
    const platforms = [...new Set(torn.map(({ platform }) => platform))].join(', ');
    throw new ConfigurationError(`nothing was moved: tags would lose a platform: the plan leaves out ${family_listed(torn.map(family_nameOf), ', ')}, and takes others of the same cells; plan without the input platforms, or take ${platforms} out of the catalog`);
}
function isRuled({ rules }) {
    return rules.some(({ support }) => support !== 'supported');
}
/** A plan of another catalog has other cells; of the same one in another version, other fingerprints. */
function checkOrigin(plan, targets) {
    const advice = 'give plan, build and release the same catalog and version of the action';
    const here = new Map(targets.map((target) => [keyOf(target.cell), target]));
    const planned = new Set(plan.cells.map(keyOf));
    const unknown = plan.cells.filter((cell) => !here.has(keyOf(cell)));
    const absent = targets.filter(({ cell }) => !planned.has(keyOf(cell)));
    if (unknown.length > 0 || absent.length > 0) {
        const parts = [
            unknown.length === 0 ? '' : `it has ${family_listed(unknown.map(family_nameOf), ', ')}`,
            absent.length === 0
                ? ''
                : `it lacks ${family_listed(absent.map(({ cell }) => family_nameOf(cell)), ', ')}`,
        ];
        throw new ConfigurationError(`nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`);
    }
    const other = plan.cells.find((cell) => here.get(keyOf(cell))?.fingerprint !== cell.fingerprint);
    if (other === undefined)
        return;
    const [then, now] = [other.fingerprint, here.get(keyOf(other))?.fingerprint ?? ''].map((print) => print.slice(0, 12));
    throw new ConfigurationError(`nothing was moved: ${family_nameOf(other)} was planned with fingerprint ${then} and has ${now} here; ${advice}`);
}
const idOf = (cell) => ('id' in cell ? cell.id : cell.cell);
const keyOf = (cell) => `${idOf(cell)} ${cell.platform}`;
/** A cell in messages. */
function family_nameOf(cell) {
    return `${idOf(cell)} for ${cell.platform}`;
}
/** Some of many. */
function family_listed(items, separator) {
    const more = items.length - LISTED;
    return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

// EXTERNAL MODULE: ./src/release/record.ts
var record = __webpack_require__(6776);
;// CONCATENATED MODULE: ./src/release/version.ts
/**
 * Spark's versions in their order: numbers by value, and what follows a hyphen (`-rc1`, `-preview1`,
 * `-SNAPSHOT`) before the version itself, as semver.org has it. Unlike semver's, a text's own numbers count
 * by value too, so that rc10 comes after rc2, and `4.1` is a version: aliases in registries have such labels.
 * @returns a negative number when `a` comes before `b`, 0 when they are the same, else a positive one
 */
function compareVersions(a, b) {
    const [coreA, restA] = split(a);
    const [coreB, restB] = split(b);
    const byCore = compareParts(coreA, coreB);
    if (byCore !== 0)
        return byCore;
    if (restA === '' || restB === '')
        return restA === restB ? 0 : restA === '' ? 1 : -1;
    return compareParts(restA, restB);
}
/**
 * Whether a version is none that everybody should get: anything after a hyphen, which a vendor's build has
 * too.
 */
function isPreRelease(version) {
    return split(version)[1] !== '';
}
/** What stands before the first hyphen, and after it. */
function split(version) {
    const at = version.indexOf('-');
    return at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at + 1) || '-'];
}
/** Runs of digits by value, all else by its characters; of two with one beginning, the shorter comes first. */
function compareParts(a, b) {
    const [partsA, partsB] = [a, b].map((text) => text.match(/\d+|[^\d.-]+/g) ?? []);
    for (let index = 0;; index++) {
        const [x, y] = [partsA?.[index], partsB?.[index]];
        if (x === undefined || y === undefined)
            return x === y ? compareTexts(a, b) : x === undefined ? -1 : 1;
        const order = comparePart(x, y);
        if (order !== 0)
            return order;
    }
}
function comparePart(x, y) {
    const [numberX, numberY] = [/^\d/.test(x), /^\d/.test(y)];
    if (!numberX || !numberY)
        return numberX === numberY ? compareTexts(x, y) : numberX ? -1 : 1;
    const [longX, longY] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')];
    return longX.length - longY.length || compareTexts(longX, longY);
}
function compareTexts(a, b) {
    return a === b ? 0 : a < b ? -1 : 1;
}

;// CONCATENATED MODULE: ./src/release/moves.ts
/** The tag policy: which alias moves from which image to which. Values in, values out. */





/** Whether a release writes the alias. */
function moves_isChange({ verdict }) {
    return verdict === 'new' || verdict === 'move' || verdict === 'remove';
}
/** Whether an alias is held back for a reason that does not go away by itself. */
function needsAttention({ cause }) {
    return cause === 'foreign' || cause === 'withdrawn' || cause === 'rollback';
}
/** The day of a release as tags have it: 20261124, in UTC. */
function moves_dayOf(now) {
    return now.toISOString().slice(0, 10).replaceAll('-', '');
}
/**
 * One cell for each alias: of several versions the highest, pre-releases only when there is no other.
 * @param date day of the release, as dayOf() gives it
 */
function moves_wantedAliases(cells, aliases, date) {
    const byId = new Map(cells.map((cell) => [cell.id, cell]));
    const chosen = new Map();
    for (const claim of (0,catalog_aliases/* claimsOf */.d)(cells, aliases, date)) {
        const cell = byId.get(claim.cell.id);
        if (cell === undefined)
            throw new Error(`a claim of ${claim.cell.id}, which is no cell of the release`);
        const name = (0,record/* aliasName */.sN)(claim);
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
function moves_decide(state, intent) {
    if (intent.kind === 'rollback')
        return intent.targets.flatMap((target) => restoringMove(target, state));
    const moves = intent.wanted.map(({ claim, cell }) => {
        const { image, tag, kind } = claim;
        const from = state.aliases.get((0,record/* aliasName */.sN)(claim))?.target;
        const place = { image, tag, kind, cell: cell.id, from, to: cell.target };
        return { ...place, ...releaseDecision(claim, cell, state, intent) };
    });
    if (intent.kind === 'preview')
        return moves.filter((move) => moves_isChange(move) && move.kind !== 'fixed');
    const others = moves.filter(({ kind }) => kind !== 'fixed');
    const changed = new Set(others.filter(moves_isChange).map(({ cell }) => cell));
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
    const name = (0,record/* aliasName */.sN)(claim);
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
    const from = aliases.get((0,record/* aliasName */.sN)(target))?.target;
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
function moves_decidedAliases(moves) {
    return moves.filter(({ kind, verdict }) => kind !== 'fixed' && verdict !== 'held back').map(aliasName);
}
/**
 * Holds a plan against newer ones: an alias on which a newer plan has decided does not move by an older one.
 * @param planned when the plan was made
 * @throws ConfigurationError naming those aliases.
 */
function moves_checkPlanOrder(moves, { aliases }, planned) {
    const late = moves.filter(moves_isChange).flatMap((move) => {
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
function moves_checkOverrides(moves, overrides) {
    const unknown = [...overrides].filter(([, matches]) => !moves.some((move) => matches(aliasName(move))));
    if (unknown.length === 0)
        return;
    const held = moves.filter(({ verdict }) => verdict === 'held back').map(aliasName);
    const patterns = unknown.map(([pattern]) => JSON.stringify(pattern.slice(0, 200)));
    throw new ConfigurationError(`nothing was moved: override has ${listed(patterns, ', ')}, which is no alias of this release; ${held.length === 0 ? 'none is held back' : `held back are ${listed(held, ', ')}`}`);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/registry/http/retry.ts
var retry = __webpack_require__(1350);
// EXTERNAL MODULE: ./src/registry/http/transport.ts + 2 modules
var transport = __webpack_require__(9307);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(6075);
// EXTERNAL MODULE: ./src/registry/upload.ts
var upload = __webpack_require__(4398);
;// CONCATENATED MODULE: ./src/registry/access.ts
/** Finds out before a build whether its image may be pushed. */





/**
 * Finds out whether we may push, by beginning an upload and ending it at once.
 * @throws RegistryError when there are no or wrong credentials, or they lack the right to.
 * @throws ConfigurationError that says why else not: no connection, not a registry.
 */
async function access_checkPush(repository) {
    try {
        const root = { method: 'GET', url: '/v2/', scopes: pushScopes(repository), expect: [200, 404] };
        if (!(await repository.client.request(root, isRegistryAnswer, BRISK))) {
            throw new RegistryError('what answers there is not a registry (no /v2/ API)');
        }
        await cancelUpload(repository, await beginUpload(repository, BRISK));
    }
    catch (error) {
        if (!(error instanceof RegistryError) || error.refused !== undefined)
            throw error;
        const advice = error.codes.includes('NAME_UNKNOWN')
            ? '; this registry wants a repository to be created first'
            : '';
        throw new ConfigurationError(`can't push to ${formatRepository(repository)}: ${messageOf(error)}${advice}`);
    }
}
/**
 * distribution-spec, "Determining Support": GET /v2/ answers 200, or 401 that is met with credentials. Some
 * answer 404 although they are registries, but say so in a header.
 */
function isRegistryAnswer(response) {
    discard(response);
    const isHtml = mediaTypeOf(response) === 'text/html';
    return (response.status === 200 && !isHtml) || 'docker-distribution-api-version' in response.headers;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var manifest = __webpack_require__(2060);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(5079);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var registry_manifests = __webpack_require__(1);
// EXTERNAL MODULE: ./src/registry/referrers.ts
var referrers = __webpack_require__(9191);
;// CONCATENATED MODULE: ./src/registry/copy.ts
/** Copies images with all that is attached to them between repositories of one registry. */









/** Blobs at a time. */
const BLOBS = 3;
/** What is attached to something attached may have something attached, and so on, but not for ever. */
const MAX_DEPTH = 4;
/**
 * Copies an image or an index to another repository of the same registry with all that is attached to it,
 * bit for bit. Blobs are mounted where the registry does that, and sent otherwise. What is there is left.
 * @throws RegistryError when something of it is not in the source.
 */
async function copy_copyImage(source, target, digest) {
    await copy(source, target, await read(source, digest), 0);
}
async function read(source, digest) {
    const stored = await getManifest(source, digest);
    if (stored !== undefined)
        return stored;
    throw new RegistryError(`${digest} is not in ${formatRepository(source)}`);
}
async function copy(source, target, { bytes, descriptor }, depth) {
    const { digest, mediaType } = descriptor;
    const what = `${digest} in ${formatRepository(source)}`;
    if (isIndexType(mediaType)) {
        for (const child of parseIndex(bytes, what).manifests) {
            await copy(source, target, await read(source, child.digest), depth);
        }
    }
    else {
        const { config, layers } = parseManifest(bytes, what);
        const blobs = new Map([config, ...layers].map((blob) => [blob.digest, blob]));
        await inParallel(BLOBS, [...blobs.values()], async (blob) => {
            await pushBlob(target, blob, (start) => openFrom(source, blob, start), {
                mountFrom: [source.image.repository],
            });
        });
    }
    await putManifest(target, digest, bytes, mediaType);
    if (depth < MAX_DEPTH)
        await copyReferrers(source, target, digest, depth);
}
/** One after the other: where the registry has no referrers API, they share a list. */
async function copyReferrers(source, target, subject, depth) {
    const attached = await listReferrers(source, subject);
    if (attached.length === 0)
        return;
    const there = new Set((await listReferrers(target, subject)).map(({ digest }) => digest));
    for (const referrer of attached.filter(({ digest }) => !there.has(digest))) {
        const stored = await getManifest(source, referrer.digest);
        // Listed and gone: what cleans up a registry may leave the list.
        if (stored === undefined)
            continue;
        await copy(source, target, stored, depth + 1);
        await attachReferrer(target, subject, referrer);
    }
}
/** A blob of another repository from an offset on. Read whole, it is verified. */
function openFrom(source, blob, start) {
    async function* bytes() {
        let position = 0;
        for await (const chunk of (await openBlob(source, blob))) {
            const rest = chunk.subarray(Math.min(chunk.length, Math.max(0, start - position)));
            position += chunk.length;
            if (rest.length > 0)
                yield rest;
        }
    }
    return Readable.from(bytes(), { objectMode: false });
}

// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/plan/lookup.ts + 1 modules
var lookup = __webpack_require__(1230);
;// CONCATENATED MODULE: ./src/release/images.ts









/** Requests at a time. */
const images_REQUESTS = 8;
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
    const found = await inParallel(images_REQUESTS, family, (planned) => readImage(repository, planned));
    const problems = [];
    const images = [];
    found.forEach((image, index) => {
        const planned = family[index];
        if (planned === undefined)
            return;
        const problem = typeof image === 'string' ? image : (problemOf(image) ?? recordProblem(image));
        if (problem !== undefined)
            problems.push(`${nameOf(planned)}: ${problem}`);
        else if (typeof image !== 'string')
            images.push(image);
    });
    if (problems.length > 0) {
        throw new ConfigurationError(`nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(repository)}\n${listed(problems, '\n')}`);
    }
    const ids = [...new Set(images.map(({ planned }) => planned.cell))];
    return ids.map((id) => merge(images.filter(({ planned }) => planned.cell === id)));
}
/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(repository, planned) {
    const stored = await getManifest(repository, planned.tag);
    if (stored === undefined)
        return `${planned.tag} is not there: its build did not push it`;
    if (isIndexType(stored.descriptor.mediaType))
        return `${planned.tag} is an index; a build pushes one image`;
    const manifest = parseManifest(stored.bytes, `${formatRepository(repository)}:${planned.tag}`);
    const { config, annotations = {} } = manifest;
    const what = `the configuration of ${formatRepository(repository)}:${planned.tag}`;
    return {
        planned,
        stored,
        compressed: compressedBytes(manifest),
        config: parseImageConfig(await getBlob(repository, config), what),
        annotations,
        published: await readPublishedImage(repository, stored.descriptor.digest),
    };
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

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./src/oci/descriptor.ts
var descriptor = __webpack_require__(7592);
// EXTERNAL MODULE: ./src/registry/empty.ts
var empty = __webpack_require__(2142);
// EXTERNAL MODULE: ./src/release/artifact.ts
var release_artifact = __webpack_require__(4727);
;// CONCATENATED MODULE: ./src/release/lock.ts









const LOCK_TYPE = 'application/vnd.spark-images.release-lock.v1+json';
const lock_LOCK_TAG = 'release-lock';
const STATE = 'spark-images.lock';
const stateSchema = schemas/* object */.Ikc({
    /** `idle`: nobody's. `held`: somebody prepares. `moving`: what `record` names is being moved. */
    phase: schemas/* enum */.k5n(['idle', 'held', 'moving']),
    /** Random, one for each run. */
    holder: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** Whose it is, for people. */
    by: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** The release under way, and the digest of its record's manifest. */
    release: schemas/* optional */.lqM(schemas/* string */.YjP()),
    record: schemas/* optional */.lqM(descriptor/* digestSchema */.e),
    /** The last release that was completed. */
    last: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** When it was written. */
    time: schemas/* string */.YjP(),
    /** Makes each writing another one. */
    turn: schemas/* number */.aig(),
});
const lock_LOCK_TIMES = { settle: 1500, renew: 8000, valid: 30_000, lease: 60_000 };
/** Somebody else releases, or took over from us. */
class LockError extends errors/* RegistryError */.gl {
    name = 'LockError';
}
/** What the lock's tag says now; undefined before the first release. */
async function lock_readLock(repository) {
    const stored = await (0,registry_manifests/* getManifest */.c2)(repository, lock_LOCK_TAG);
    if (stored === undefined)
        return undefined;
    const what = `${(0,registry_repository.formatRepository)(repository)}:${lock_LOCK_TAG}`;
    const { artifactType, annotations } = (0,manifest/* parseManifest */.Ng)(stored.bytes, what);
    try {
        const parsed = stateSchema.safeParse(JSON.parse(annotations?.[STATE] ?? 'null'));
        if (artifactType === LOCK_TYPE && parsed.success)
            return parsed.data;
    }
    catch {
        // Not JSON: not ours.
    }
    throw new errors/* ConfigurationError */.j1(`${what} is not a release lock: remove that tag`);
}
/**
 * The right to move aliases: a tag that names its holder. A registry can't compare and swap, so it is
 * written, left alone for a moment and read back; then it is renewed as long as it is held. Holders and
 * others measure time each by a clock of their own. See docs/release.md for what this can't do.
 */
class lock_Lock {
    /** What an earlier holder, dead by now, left unfinished. */
    interrupted;
    #repository;
    #times;
    #stop = new AbortController();
    #state;
    /** By performance.now(), in ms. */
    #validUntil;
    #lostTo;
    #writing = Promise.resolve();
    constructor(repository, times, state, written, interrupted) {
        this.#repository = repository;
        this.#times = times;
        this.#state = state;
        this.#validUntil = written + times.valid;
        this.interrupted = interrupted;
    }
    /**
     * Takes the lock; waits until a holder that may be dead is.
     * @param owner `holder` a random id, `by` who that is for people
     * @throws LockError when somebody else has it.
     */
    static async take(repository, owner, times, say) {
        await (0,empty/* pushEmpty */.k)(repository);
        let from = performance.now();
        const seen = await lock_readLock(repository);
        const interrupted = seen === undefined || seen.phase === 'idle' ? undefined : seen;
        if (interrupted !== undefined)
            from = await awaitDeath(repository, interrupted, times, say);
        const last = seen?.last === undefined ? {} : { last: seen.last };
        // What was under way stays named, until it is finished or undone.
        const left = interrupted ?? { phase: 'held', ...last };
        const state = { ...left, ...owner, time: new Date().toISOString(), turn: 0 };
        const written = performance.now();
        await write(repository, state);
        // Who was slow to write may have written over somebody's lock: that one notices within the lease.
        const isSlow = performance.now() - from > times.settle;
        if (isSlow)
            say(`the registry is slow: waiting ${Math.ceil(times.lease / 1000)} s for the release lock`);
        const lock = new lock_Lock(repository, times, state, written, interrupted);
        void lock.#keep();
        try {
            await (0,promises_.setTimeout)(isSlow ? times.lease : times.settle);
            await lock.confirm();
            return lock;
        }
        catch (error) {
            await lock[Symbol.asyncDispose]();
            throw error;
        }
    }
    /** The last release that was completed. */
    get last() {
        return this.#state.last;
    }
    /**
     * @param undoing whether what was moved is put back, which is right even when the lock was taken away
     * @throws LockError when it may be somebody else's by now.
     */
    check(undoing) {
        if (this.#lostTo !== undefined && !undoing)
            throw taken(this.#lostTo);
        if (performance.now() < this.#validUntil)
            return;
        throw new LockError('the release lock could not be renewed in time: another release may have it now');
    }
    /** Reads the lock back. @throws LockError when somebody else has it. */
    async confirm() {
        const found = await lock_readLock(this.#repository);
        if (found?.holder === this.#state.holder)
            return;
        this.#lostTo = found ?? { phase: 'idle', time: '', turn: 0 };
        throw taken(this.#lostTo);
    }
    /** Writes what the release does now, and reads it back. */
    async update(change) {
        await this.#write(change);
        await this.confirm();
    }
    /** Gives the lock back. @param last the last release that was completed */
    async giveBack(last) {
        this.#stop.abort();
        await this.#writing.catch(() => { });
        if (this.#lostTo !== undefined)
            return;
        const time = new Date().toISOString();
        await write(this.#repository, {
            phase: 'idle',
            last,
            time,
            turn: this.#state.turn + 1,
        });
    }
    /** Leaves the lock to the next release, which has to finish or undo what is under way. */
    async [Symbol.asyncDispose]() {
        this.#stop.abort();
        await this.#writing.catch(() => { });
    }
    /** Renews until it is given back. A renewal that fails is no harm before the time is up. */
    async #keep() {
        const { signal } = this.#stop;
        for (;;) {
            await (0,promises_.setTimeout)(this.#times.renew, undefined, { signal, ref: false }).catch(() => { });
            if (signal.aborted)
                return;
            await this.confirm()
                .then(() => this.#write({}))
                .catch(() => { });
        }
    }
    #write(change) {
        const written = this.#writing
            .catch(() => { })
            .then(async () => {
            if (this.#stop.signal.aborted)
                return;
            this.check(false);
            const { time: _, ...rest } = this.#state;
            const state = { ...rest, ...change, time: new Date().toISOString(), turn: rest.turn + 1 };
            const started = performance.now();
            await write(this.#repository, state);
            this.#state = state;
            this.#validUntil = started + this.#times.valid;
        });
        this.#writing = written;
        return written;
    }
}
/** Waits until nobody has renewed a lock for its lease. @returns when it was last seen, in ms */
async function awaitDeath(repository, seen, { lease }, say) {
    // Whatever the clocks of two machines are apart, it is less than this.
    const isOld = Date.now() - Date.parse(seen.time) > 10 * lease;
    if (isOld)
        return performance.now();
    say(`${describe(seen)}; if it does not renew its lock within ${Math.ceil(lease / 1000)} s it is dead, and is finished or undone`);
    const until = performance.now() + lease;
    for (;;) {
        await (0,promises_.setTimeout)(Math.min(lease / 20, Math.max(0, until - performance.now())));
        const asked = performance.now();
        const now = await lock_readLock(repository);
        if (now?.holder !== seen.holder || now?.turn !== seen.turn)
            throw busy(now ?? seen);
        if (asked >= until)
            return asked;
    }
}
async function write(repository, state) {
    const artifact = { artifactType: LOCK_TYPE, annotations: { [STATE]: JSON.stringify(state) } };
    await (0,registry_manifests/* putManifest */.RV)(repository, lock_LOCK_TAG, (0,release_artifact/* encodeArtifact */.P)(artifact).bytes, manifest/* MEDIA_TYPES */.Z2.manifest);
}
function describe({ by, release, time }) {
    const id = release === undefined ? '' : ` ${release}`;
    return `another release${id} is under way${by === undefined ? '' : `, of ${by}`}, last seen at ${time}`;
}
function busy(state) {
    const other = state.phase === 'idle' ? 'another release was under way until now' : describe(state);
    return new LockError(`nothing was moved: ${other}; run this one again when it has ended`);
}
function taken(state) {
    return new LockError(`another release took the lock${state.by === undefined ? '' : `, of ${state.by}`}`);
}

;// CONCATENATED MODULE: ./src/release/tag-state.ts






const tag_state_STATE = 'spark-images.state';
/**
 * Reads the state; undefined when there is no such tag. Fields that this version does not know are ignored.
 * @throws ConfigurationError that names the tag to remove when it holds something else.
 */
async function tag_state_readTagState(repository, kind) {
    const stored = await getManifest(repository, kind.tag);
    if (stored === undefined)
        return undefined;
    const what = `${formatRepository(repository)}:${kind.tag}`;
    try {
        const { artifactType, annotations } = parseManifest(stored.bytes, what);
        const parsed = kind.schema.safeParse(JSON.parse(annotations?.[tag_state_STATE] ?? 'null'));
        if (artifactType === kind.artifactType && parsed.success)
            return parsed.data;
    }
    catch {
        // Neither a manifest nor JSON.
    }
    throw new ConfigurationError(`${what} is not ${kind.name} that this version of the action can read: use the version that wrote it, or remove that tag when no release is under way`);
}
async function tag_state_writeTagState(repository, kind, state) {
    const { tag, artifactType } = kind;
    const { bytes } = encodeArtifact({ artifactType, annotations: { [tag_state_STATE]: JSON.stringify(state) } });
    await pushEmpty(repository);
    await putManifest(repository, tag, bytes, MEDIA_TYPES.manifest);
}

;// CONCATENATED MODULE: ./src/release/plan-note.ts
/** When plans were made of which a release found nothing to move, and which so have no record. */



const noteSchema = schemas/* object */.Ikc({
    /** When the newest such plan was made, and the aliases that it found right. */
    plans: schemas/* array */.YOg(schemas/* object */.Ikc({ planned: schemas/* string */.YjP(), aliases: schemas/* array */.YOg(schemas/* string */.YjP()) })),
});
const KIND = {
    tag: 'release-plans',
    artifactType: 'application/vnd.spark-images.release-plans.v1+json',
    name: 'a note of plans',
    schema: noteSchema,
};
/** The history with the plans that had nothing to move. */
async function plan_note_withNotedPlans(repository, history) {
    const note = await readTagState(repository, KIND);
    const aliases = new Map(history.aliases);
    for (const { planned, aliases: names } of note?.plans ?? []) {
        for (const name of names)
            aliases.set(name, newerOf(aliases.get(name), planned));
    }
    return { ...history, aliases };
}
function newerOf(known, planned) {
    const isNewer = !(Date.parse(known?.planned ?? '') >= Date.parse(planned));
    return isNewer ? { ...known, planned, release: undefined } : { ...known };
}
/**
 * Notes that a plan found aliases right: it is still newer than what an earlier run has yet to release. Of two notes
 * at once one is lost, and that is taken. Nothing is to be moved, so a refusal is only said.
 * @param history with the plans noted so far
 */
async function plan_note_notePlan(repository, { aliases }, names, planned, say) {
    const isNews = (name) => newerOf(aliases.get(name), planned).planned === planned;
    const news = names.filter((name) => isNews(name) && aliases.get(name)?.planned !== planned);
    if (news.length === 0)
        return;
    const times = new Map([[planned, news]]);
    // What no release has: of another pipeline's plans, which this one must not forget.
    for (const [name, known] of aliases) {
        const { planned: time, release } = known;
        if (time === undefined || release !== undefined || news.includes(name))
            continue;
        times.set(time, [...(times.get(time) ?? []), name]);
    }
    try {
        await writeTagState(repository, KIND, {
            plans: [...times].map(([time, of]) => ({ planned: time, aliases: of })),
        });
    }
    catch (error) {
        if (!isExpected(error))
            throw error;
        say(`that this plan is the newest is not noted: ${messageOf(error)}`);
    }
}

// EXTERNAL MODULE: ./src/catalog/bytes.ts
var bytes = __webpack_require__(5632);
;// CONCATENATED MODULE: ./src/release/sizes.ts








/**
 * What is known of the images of a release, with the sizes that they had in the one before.
 * @param before by cell id
 */
async function sizes_cellFacts(repository, images, before) {
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
function sizes_checkGrowth(cells, limits) {
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
    if (!isIndexType(stored.descriptor.mediaType))
        return new Map([[ANY, compressedBytes(parseManifest(stored.bytes, what))]]);
    const sizes = new Map();
    for (const { digest: inner, platform } of parseIndex(stored.bytes, what).manifests) {
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

// EXTERNAL MODULE: ./src/catalog/id.ts
var id = __webpack_require__(4654);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
;// CONCATENATED MODULE: ./src/registry/tags.ts
/** Deletes tags, where a registry lets us. */









/** Type of the manifests that a tag names for the moment before it is deleted. */
const tags_TOMBSTONE_TYPE = 'application/vnd.spark-images.tombstone.v1';
/** Waits in ms for a registry that answers 202 to a deletion and carries it out a little later. */
const LAGS = (/* unused pure expression or super */ null && ([100, 200, 400, 800]));
/**
 * Whether a repository lets us delete: found out with a manifest made for it, which must be gone then. Many
 * registries never do (GHCR), or only where an administrator allows it; some (ECR) answer 404, and it stays.
 */
async function tags_canDelete(repository) {
    await pushEmpty(repository);
    const bytes = tombstone();
    const { digest } = await putManifest(repository, sha256(bytes), bytes, MEDIA_TYPES.manifest);
    return (await remove(repository, digest)) && isGone(repository, digest);
}
/**
 * Deletes a tag and nothing else, where canDelete(). Old registries have no other way than to delete the
 * manifest that the tag names, with all its tags: so the tag first names a manifest made to be deleted.
 * @throws RegistryError when the tag is still there afterwards.
 */
async function tags_deleteTag(repository, tag) {
    await pushEmpty(repository);
    const bytes = tombstone();
    const digest = sha256(bytes);
    try {
        await putManifest(repository, tag, bytes, MEDIA_TYPES.manifest);
    }
    catch (error) {
        // What counts is what the tag names now, not what was said about it.
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
/** Whether nothing has that name now or soon. */
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
    const content = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.manifest,
        artifactType: tags_TOMBSTONE_TYPE,
        config: EMPTY_DESCRIPTOR,
        layers: [EMPTY_DESCRIPTOR],
        annotations: { 'spark-images.tombstone': randomUUID() },
    };
    return Buffer.from(JSON.stringify(content));
}
/** @returns false when the registry refuses; whether it did what it says is another question. */
async function remove(repository, reference) {
    const call = {
        method: 'DELETE',
        url: pathOf(repository, `manifests/${reference}`),
        scopes: [`repository:${repository.image.repository}:pull,push,delete`],
        expect: [202, 204, 400, 404, 405, 501],
    };
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
/** The repositories of a release: the images' own, and by the last part of their names those beside it. */
class state_Repositories {
    main;
    #others = new Map();
    constructor(main) {
        this.main = main;
    }
    at(image) {
        if (image === undefined)
            return this.main;
        const known = this.#others.get(image);
        if (known !== undefined)
            return known;
        const opened = { image: sibling(this.main.image, image), client: this.main.client };
        this.#others.set(image, opened);
        return opened;
    }
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
function state_checkPlaces(own, wanted) {
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
 */
async function state_readAliases(repositories, places) {
    const inspected = new Map();
    const found = await (0,parallel/* inParallel */.H)(images_REQUESTS, places, async ({ image, tag }) => {
        const repository = repositories.at(image);
        const stored = await readManifest(repository, tag, image !== undefined);
        if (stored === undefined)
            return [];
        const name = (0,record/* aliasName */.sN)({ image, tag });
        if (!('bytes' in stored))
            return [[name, stored]];
        const key = (0,record/* aliasName */.sN)({ image, tag: stored.descriptor.digest });
        const contents = inspected.get(key) ?? inspect(repository, stored);
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
async function inspect(repository, stored) {
    try {
        const found = (0,manifest/* isIndexType */.$U)(stored.descriptor.mediaType)
            ? await inspectIndex(repository, stored)
            : await inspectImage(repository, stored);
        return found;
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
    const { annotations = {}, manifests } = (0,manifest/* parseIndex */.A1)(bytes, 'it');
    const version = versionOf(annotations);
    if (version === undefined || manifests.length > MAX_PLATFORMS) {
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
    return id.ID.test(version) && cell.startsWith(`${version}-`) ? version : undefined;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/release/transaction.ts
/** The transaction of a release: all aliases of its record move, or none. */









/** A release that failed when aliases were moved already: it was put back, or could not be. */
class TransactionError extends (/* unused pure expression or super */ null && (RegistryError)) {
}
/** What must be mutable, in words. */
const transaction_MUTABLE = (/* unused pure expression or super */ null && (`a release moves aliases and writes ${LOCK_TAG} and release-plans again and again: exempt these and all aliases but those with a date from the registry's rule for immutable tags`));
/** Whether a registry says no to a request, and would again. */
function transaction_isRejection(error) {
    const isRegistrys = error instanceof RegistryError && !error.transient && error.refused === undefined;
    return isRegistrys && error.status !== undefined && error.status >= 400 && error.status < 500;
}
/** @throws ConfigurationError with what must be mutable when a registry rejected a tag that was there before. */
function transaction_explainRejection(error) {
    if (!transaction_isRejection(error))
        throw error;
    throw new ConfigurationError(`nothing was moved: ${error.message}; ${transaction_MUTABLE}`);
}
/** The aliases that a release writes. */
function changesOf({ aliases }) {
    return aliases.filter(({ from, to }) => from?.digest !== to?.digest);
}
/**
 * Writes down what a release is to change. Nothing is moved yet, and the lock doesn't name it.
 * @param known manifests that are known already, by digest
 */
async function transaction_writeDown(record, known, { repositories, onStep }) {
    const contents = new Contents(known);
    // What it takes to put everything back is fetched while nothing has happened.
    await inParallel(REQUESTS, changesOf(record), async ({ image, from }) => {
        if (from !== null)
            await contents.get(repositories.at(image), from);
    });
    onStep('record');
    const digest = await writeRecord(repositories.main, record);
    const stored = await readRecord(repositories.main, record.id);
    // By its JSON: that has no key without a value.
    if (!isDeepStrictEqual(stored, JSON.parse(JSON.stringify(record)))) {
        throw new RegistryError(`${formatRepository(repositories.main)} gives back another release record than it was given`);
    }
    return { record, digest, contents };
}
/**
 * Moves all aliases of a record, or none: says in the lock that it is being moved, moves, reads all back. What
 * goes wrong on the way is put back.
 * @throws TransactionError that says what failed and whether everything is as it was.
 */
async function transaction_move({ record, digest, contents }, moving) {
    const { lock, onStep } = moving;
    const changes = changesOf(record);
    onStep('announce');
    await lock.update({ phase: 'moving', release: record.id, record: digest }).catch(transaction_explainRejection);
    try {
        onStep('move');
        for (const { limit, group } of inOrder(changes)) {
            await inParallel(limit, group, (change) => set(change, change.to, contents, moving));
        }
        onStep('verify');
        await lock.confirm();
        await inParallel(REQUESTS, changes, (change) => verifyAlias(change, change.to, moving));
        onStep('complete');
    }
    catch (error) {
        throw await putBack(record, contents, moving, error);
    }
    try {
        await lock.giveBack(record.id);
    }
    catch (error) {
        const reason = messageOf(error);
        throw new TransactionError(`release ${record.id} moved everything, and could not write that it is complete: ${reason}. Run the release again: it begins with that`, { transient: false });
    }
}
/**
 * Tags that are new last: not every registry lets us take them away again. Tags to be removed one by one:
 * distribution 2 answers 500 when it is told to delete several at once.
 */
function inOrder(changes) {
    const takes = (test) => changes.filter(test);
    return [
        { limit: REQUESTS, group: takes(({ from, to }) => from !== null && to !== null) },
        { limit: REQUESTS, group: takes(({ from }) => from === null) },
        { limit: 1, group: takes(({ to }) => to === null) },
    ];
}
/** Undoes a release that failed. @returns the error that says so */
async function putBack(record, known, moving, failure) {
    const reason = messageOf(failure);
    moving.say(`release ${record.id} failed: ${reason}; putting everything back`);
    try {
        const left = await undo(record, known, moving);
        await moving.lock.giveBack(moving.lock.last);
        const outcome = left.length === 0 ? 'every alias is as it was' : `every alias is as it was, but: ${leftText(left)}`;
        return new TransactionError(`release ${record.id} failed and was undone: ${reason}; ${outcome}`, {
            transient: false,
        });
    }
    catch (error) {
        return new TransactionError(`release ${record.id} failed: ${reason}; it could not be put back: ${messageOf(error)}. Run the release again: it begins with undoing this one`, { transient: false });
    }
}
function leftText(left) {
    return left.map(({ name, reason }) => `${name} ${reason}`).join('; ');
}
/**
 * Finishes what a dead release left: when all its aliases are where they should be it was complete, else
 * they are put back.
 */
async function transaction_recover(interrupted, moving) {
    const { repositories, lock, say } = moving;
    const record = await unfinishedRecord(repositories.main, interrupted);
    if (record === undefined) {
        say(`release ${interrupted.release ?? 'without an id'} ended before it moved anything`);
        return forget(lock, lock.last);
    }
    const changes = changesOf(record);
    const arrived = await inParallel(REQUESTS, changes, async ({ image, tag, to }) => {
        const current = await getManifest(repositories.at(image), tag);
        return current?.descriptor.digest === to?.digest;
    });
    if (arrived.every(Boolean)) {
        say(`release ${record.id} ended after it moved everything: it is complete now`);
        return forget(lock, record.id);
    }
    moving.onStep('undo');
    let left;
    try {
        left = await undoAliases(record, new Contents(new Map()), moving);
    }
    catch (error) {
        const reason = messageOf(error);
        throw new TransactionError(`release ${record.id} ended in the middle, and could not be undone: ${reason}. Run the release again: it begins with that`, { transient: false });
    }
    say(`release ${record.id} ended in the middle: it was undone${left.length === 0 ? '' : `, but ${leftText(left)}`}`);
    return forget(lock, lock.last);
}
/** By its tag, or by its digest when that is gone. */
async function unfinishedRecord(main, { release, record }) {
    const tagged = release === undefined ? undefined : await readRecord(main, release);
    return tagged ?? (record === undefined ? undefined : readRecord(main, record));
}
/** The lock stays ours, and names nothing that is unfinished. */
async function forget(lock, last) {
    await lock.update({ phase: 'held', release: undefined, record: undefined, last });
}
async function undo(record, known, moving) {
    moving.onStep('undo');
    moving.undoing();
    return undoAliases(record, known, moving);
}
/** Puts back the aliases that are where the release put them, and reads them back; all that can be. */
async function undoAliases(record, known, moving) {
    const deletable = new Map();
    const failures = [];
    const undone = async (change) => {
        try {
            return await undoAlias(change, known, deletable, moving);
        }
        catch (error) {
            failures.push(error);
            return [];
        }
    };
    // Each the other way round.
    const changes = changesOf(record).map(({ from, to, ...alias }) => ({ ...alias, from: to, to: from }));
    const left = [];
    for (const { limit, group } of inOrder(changes)) {
        left.push(...(await inParallel(limit, group, undone)).flat());
    }
    if (failures.length > 0)
        throw failures[0];
    return left;
}
/** @param change where the release put the alias (`from`), and where it belongs (`to`) */
async function undoAlias(change, known, deletable, moving) {
    const { image, tag, from, to } = change;
    const repository = moving.repositories.at(image);
    const name = aliasName({ image, tag });
    const current = (await getManifest(repository, tag))?.descriptor;
    if (current?.digest === to?.digest)
        return [];
    if (current !== undefined && current.digest !== from?.digest && !(await isTombstone(repository, current))) {
        return [{ name, reason: `was moved to ${current.digest} by somebody else, and stays there` }];
    }
    const stays = { name, reason: 'is new and stays, as this registry does not let us delete' };
    if (to === null) {
        const allowed = deletable.get(repository) ?? canDelete(repository);
        deletable.set(repository, allowed);
        if (!(await allowed))
            return [stays];
    }
    // What nothing named may have been cleaned up since: no later release could put that back either.
    if (to !== null && (await known.find(repository, to)) === undefined) {
        const now = current === undefined ? 'it is not there' : `it stays at ${current.digest}`;
        return [{ name, reason: `has lost its old image ${to.digest}, which is gone from the registry; ${now}` }];
    }
    // What counts is what the alias names then, not what was said about it.
    const failure = await set(change, to, known, moving).catch((error) => ({ error }));
    // A registry may let us delete, and not this tag.
    if (to === null && transaction_isRejection(failure?.error))
        return [stays];
    await verifyAlias(change, to, moving).catch((error) => {
        throw failure?.error ?? error;
    });
    return [];
}
async function isTombstone(repository, { digest }) {
    const stored = await getManifest(repository, digest);
    if (stored === undefined)
        return false;
    const { artifactType } = JSON.parse(stored.bytes.toString('utf8'));
    return artifactType === TOMBSTONE_TYPE;
}
async function set({ image, tag }, target, known, { repositories }) {
    const repository = repositories.at(image);
    if (target === null)
        return deleteTag(repository, tag);
    const { bytes, descriptor } = await known.get(repository, target);
    await putManifest(repository, tag, bytes, descriptor.mediaType);
}
/** @throws RegistryError when the alias, read back, is not what it should be, a few times. */
async function verifyAlias({ image, tag }, target, { repositories }) {
    const repository = repositories.at(image);
    await repository.client.retrying(async () => {
        const stored = await getManifest(repository, tag);
        if (stored?.descriptor.digest === target?.digest)
            return;
        const found = stored?.descriptor.digest ?? 'nothing';
        throw new RegistryError(`${formatRepository(repository)}:${tag} should be ${target?.digest ?? 'gone'}; the registry gives ${found}`, { transient: true });
    });
}
/** Manifests by digest, read once each. */
class Contents {
    #known;
    constructor(known) {
        this.#known = new Map([...known].map(([digest, stored]) => [digest, Promise.resolve(stored)]));
    }
    async get(repository, descriptor) {
        const stored = await this.find(repository, descriptor);
        if (stored !== undefined)
            return stored;
        throw new RegistryError(`${descriptor.digest} is not in ${formatRepository(repository)} any more`, {
            transient: false,
        });
    }
    /** Undefined when it is gone. */
    async find(repository, { digest }) {
        const known = this.#known.get(digest) ?? getManifest(repository, digest);
        this.#known.set(digest, known);
        // Another repository may have been asked for it, and not have it.
        return (await known) ?? getManifest(repository, digest);
    }
}

;// CONCATENATED MODULE: ./src/release/release.ts
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
/** Releases a family, and what releases and rollbacks have in common. */


















/** A request must have ended before its lock is dead to others: less than `lease` is longer than `valid`. */
const TIME_LIMITS = { connect: 10_000, idle: 25_000 };
/** A registry to which nothing is written any more once the lock may be somebody else's. */
class Session {
    repositories;
    options;
    #lock;
    #undoing = false;
    constructor(options) {
        const guard = () => this.#lock?.check(this.#undoing);
        const client = { transport: new Transport(TIME_LIMITS), ...options.client, guard };
        this.options = options;
        this.repositories = new Repositories(openRepository(options.image, client));
    }
    /**
     * Takes the lock, finishes or undoes what a dead release left, and makes what is given. When that fails
     * before anything moved, or there is nothing to do, the lock is given back.
     * @returns false when there was nothing to do
     */
    async transact(prepare) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { options, repositories } = this;
            const { say, times = LOCK_TIMES, by, onStep = () => { } } = options;
            const lock = __addDisposableResource(env_1, await Lock.take(repositories.main, { holder: randomUUID(), by }, times, say).catch(explainRejection), true);
            this.#lock = lock;
            const undoing = () => {
                this.#undoing = true;
            };
            const moving = { repositories, lock, say, onStep, undoing };
            // What fails in here leaves the lock with the name of what is unfinished.
            if (lock.interrupted !== undefined)
                await recover(lock.interrupted, moving);
            let written;
            try {
                const prepared = await prepare(lock.last);
                written = prepared && (await writeDown(prepared.record, prepared.contents, moving));
            }
            catch (error) {
                await this.#giveBack(lock);
                throw error;
            }
            if (written === undefined)
                await this.#giveBack(lock);
            else
                await move(written, moving);
            // Given back: what is asked from now on is asked without it.
            this.#lock = undefined;
            return written !== undefined;
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
    /**
     * Finishes or undoes what a dead release left: first of all, as a run whose own checks fail would end with the
     * tags half-moved. Where nothing is left it costs one request.
     */
    async recover() {
        if (isUnfinished(await readLock(this.repositories.main)))
            await this.transact(async () => undefined);
    }
    close() {
        this.repositories.main.client.close();
    }
    async #giveBack(lock) {
        await lock.giveBack(lock.last).catch((error) => {
            this.options.say(`the release lock could not be given back: ${messageOf(error)}`);
        });
    }
}
/** Whether a release is under way, or died. */
const isUnfinished = (lock) => lock !== undefined && lock.phase !== 'idle';
/** The last release that was completed, and whether one is under way or died. */
async function readLast(repository) {
    return (await lock_readLock(repository))?.last;
}
/**
 * Reads the registry and decides; where something is to be moved, does both again under the lock, and moves it.
 * @param bring sees to it that what aliases are to name is in their repositories
 */
async function perform(session, look, bring) {
    const { repositories, options } = session;
    const lock = await readLock(repositories.main);
    let decision = await look(lock?.last);
    if (options.dryRun) {
        if (isUnfinished(lock))
            options.say(`release ${lock?.release ?? ''} is under way or unfinished: a release may find another state`);
        return { id: undefined, decision, moved: 0 };
    }
    let id = lock?.last;
    if (!isUnfinished(lock) && !decision.moves.some(isChange))
        return { id, decision, moved: 0 };
    await checkRights(repositories, decision.moves);
    const isMoved = await session.transact(async (last) => {
        id = last;
        decision = await look(last);
        const { moves, state } = decision;
        if (!moves.some(isChange))
            return undefined;
        await checkMutable(repositories, decision);
        await bring(moves);
        const record = recordOf(decision, options.now, last);
        id = record.id;
        const before = [...state.aliases.values()].flatMap(({ stored }) => stored ?? []);
        const known = before.map((stored) => [stored.descriptor.digest, stored]);
        return { record, contents: new Map([...known, ...decision.contents]) };
    });
    return { id, decision, moved: isMoved ? decision.moves.filter(isChange).length : 0 };
}
/** @throws RegistryError naming the right that is missing. */
async function checkRights(repositories, moves) {
    // The own repository too: lock and record are there.
    const images = new Set([undefined, ...moves.filter(isChange).map(({ image }) => image)]);
    for (const image of images)
        await checkPush(repositories.at(image));
}
/**
 * Writes every alias that is to move once more as it is: a registry with immutable tags refuses that, and nothing has
 * moved yet.
 * @throws ConfigurationError naming the tags that must be mutable.
 */
async function checkMutable(repositories, { moves, state }) {
    const changes = moves.filter(({ verdict }) => verdict === 'move' || verdict === 'remove');
    const refused = await inParallel(REQUESTS, changes, async (move) => {
        const stored = state.aliases.get(aliasName(move))?.stored;
        if (stored === undefined)
            return [];
        try {
            await putManifest(repositories.at(move.image), move.tag, stored.bytes, stored.descriptor.mediaType);
            return [];
        }
        catch (error) {
            if (!isRejection(error))
                throw error;
            return [{ name: aliasName(move), reason: error.message }];
        }
    });
    const [first] = refused.flat();
    if (first === undefined)
        return;
    const names = refused.flat().map(({ name }) => name);
    throw new ConfigurationError(`nothing was moved: the registry does not let these tags be moved: ${listed(names, ', ')} (${first.reason}); ${MUTABLE}`);
}
function recordOf(decision, now, previous) {
    const { moves, about, state, restored } = decision;
    const aliases = moves.map((move) => {
        const { image, tag, cell, kind, verdict, from = null, to = null } = move;
        return {
            image,
            tag,
            from,
            to: isChange(move) ? to : from,
            cell: cell === '' ? undefined : cell,
            fixed: kind === 'fixed' ? true : undefined,
            heldBack: verdict === 'held back' ? true : undefined,
        };
    });
    const record = {
        format: 1,
        id: releaseId(now, randomBytes(3).toString('hex')),
        created: now.toISOString(),
        previous,
        ...about,
        aliases,
    };
    return { ...record, history: encodeHistory(addToHistory(state.history, record, restored)) };
}
/**
 * Releases a family: every alias goes where the policy says, or none moves.
 * @throws ConfigurationError when a cell is missing, not as planned, or has grown by more than it may, a newer plan
 *   decided on an alias, two aliases are one tag, or a tag that is to move is immutable.
 * @throws LockError when another release is under way.
 * @throws TransactionError when it failed on the way; whether all is as it was is in the message.
 */
async function release(request, options) {
    const session = new Session(options);
    try {
        return await releaseIn(session, request);
    }
    finally {
        session.close();
    }
}
async function releaseIn(session, request) {
    const { repositories, options } = session;
    const { main } = repositories;
    const { planned, versions } = request;
    if (!options.dryRun)
        await session.recover();
    const images = await readImages(main, request.family);
    const wanted = wantedAliases(images, request.aliases, dayOf(options.now));
    checkPlaces(options.image, wanted);
    const overrides = new Map(request.override.map((pattern) => [pattern, globMatcher(pattern)]));
    const isOverridden = (name) => [...overrides.values()].some((matches) => matches(name));
    let cells;
    const look = async (last) => {
        const [aliases, history] = await Promise.all([
            readAliases(repositories, wanted.map(({ claim }) => claim)),
            readHistory(main, last).then((known) => withNotedPlans(main, known)),
        ]);
        const state = { aliases, history };
        const moves = decide(state, { kind: 'release', wanted, versions, isOverridden });
        checkOverrides(moves, overrides);
        checkPlanOrder(moves, history, planned);
        cells ??= await cellFacts(main, images, history.cells);
        const changed = new Set(moves.filter(isChange).map(({ cell }) => cell));
        checkGrowth(cells.filter(({ cell }) => changed.has(cell)), request.growth);
        const about = { kind: 'release', planned, cells: recordedCells(images, moves, history) };
        const contents = new Map(images.map(({ target, stored }) => [target.digest, stored]));
        return { state, moves, about, contents };
    };
    const { id, decision, moved } = await perform(session, look, (moves) => bringContents(repositories, images, moves));
    const { moves, state } = decision;
    if (!options.dryRun && moved === 0) {
        await notePlan(main, state.history, decidedAliases(moves), planned, options.say);
    }
    return { id, moves, moved, cells: cells ?? [] };
}
/** The images of a release as its record keeps them: also whether a tag with a date names each. */
function recordedCells(images, moves, { cells }) {
    const named = new Set(moves
        .filter(({ kind }) => kind === 'fixed')
        .map((move) => (isChange(move) ? move.to : move.from)?.digest));
    return images.map(({ id: cell, version, target: { digest } }) => {
        const before = cells.get(cell);
        const dated = named.has(digest) || (before?.dated === true && before.digest === digest);
        return { cell, digest, dated, version };
    });
}
/** Whatever an alias is to name must be in its repository before anything moves. */
async function bringContents(repositories, images, moves) {
    const { main } = repositories;
    const needed = moves.filter(isChange).flatMap(({ image, to }) => (to ? [{ image, digest: to.digest }] : []));
    const made = images.filter(({ made, target }) => made && needed.some(({ digest }) => digest === target.digest));
    await inParallel(REQUESTS, made, ({ target, stored: { bytes } }) => putManifest(main, target.digest, bytes, target.mediaType));
    const unique = new Map(needed.map((need) => [`${need.image} ${need.digest}`, need]));
    for (const { image, digest } of unique.values()) {
        if (image !== undefined)
            await copyImage(main, repositories.at(image), digest);
    }
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
    return moves_wantedAliases(released, aliases, moves_dayOf(now)).filter(({ claim }) => claim.kind !== 'fixed');
}
/** @throws RegistryError when the registry can't be asked. */
async function preview(plan, aliases, now, repository) {
    const wanted = previewedAliases(plan, aliases, now);
    const places = wanted.map(({ claim }) => claim);
    const [found, history] = await Promise.all([
        state_readAliases(new state_Repositories(repository), places),
        readLast(repository).then((last) => (0,record/* readHistory */.Lu)(repository, last)),
    ]);
    const versions = new Set(plan.cells.map(({ cell }) => cell.version));
    return moves_decide({ aliases: found, history }, { kind: 'preview', wanted, versions, isOverridden: () => false });
}


/***/ })

};
