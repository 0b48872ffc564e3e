export const id = 637;
export const ids = [637,413];
export const modules = {

/***/ 6855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ claimsOf),
/* harmony export */   j: () => (/* binding */ checkAliases)
/* harmony export */ });
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4514);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6447);
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
/** Calls `fail` with the first alias that is of no known variant, gives a bad name, or two images one tag. */
function checkAliases(catalog, fail) {
    const { aliases } = catalog;
    const known = Object.keys(catalog.variants);
    for (const [index, { variants = [] }] of aliases.entries())
        for (const [at, name] of variants.entries())
            if (!known.includes(name))
                fail(['aliases', index, 'variants', at], `no variant "${name}"${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .suggestion */ .h)(name, known)}`);
    const released = (0,_cells_js__WEBPACK_IMPORTED_MODULE_0__/* .cellsOf */ .nc)(catalog).filter((cell) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_0__/* .exclusionOf */ .ah)(cell) === undefined);
    // Any date will do: all tags of one release have the same.
    const claims = claimsOf(released, aliases, '20000101');
    for (const claim of claims)
        checkNames(claim, fail);
    checkCollisions(claims, aliases, fail);
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
function checkNames({ image, tag, cell: { id }, alias }, fail) {
    const path = ['aliases', alias];
    if (image !== undefined && !REPOSITORY.test(image)) {
        const advice = 'such a name is made of a-z 0-9, with single . _ or - inside';
        fail([...path, 'image'], `gives ${id} the image name ${image}: ${advice}`);
    }
    if (!TAG.test(tag)) {
        const advice = 'a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _';
        fail([...path, 'tag'], `gives ${id} the tag ${tag}: ${advice}`);
    }
    if (RESERVED.test(tag))
        fail([...path, 'tag'], `gives ${id} the tag ${tag}, which is kept for other things`);
}
/** Two cells of one tag: fine for the versions of one variant and a floating template, and never else. */
function checkCollisions(claims, aliases, fail) {
    const seen = new Map();
    for (const claim of claims) {
        const { id } = claim.cell;
        const name = `${claim.image === undefined ? '' : `${claim.image}:`}${claim.tag}`;
        const other = seen.get(name);
        seen.set(name, other ?? claim);
        if (other === undefined || agree(claim, other))
            continue;
        const also = other.alias === claim.alias ? '' : ` (as alias ${other.alias}, ${show(aliases[other.alias])})`;
        const cells = other.cell.id === id ? `${id} twice` : `${other.cell.id}${also} and ${id}`;
        const advice = 'add {variant} or {version}, or say with variants whose it is';
        fail(['aliases', claim.alias, 'tag'], `${show(aliases[claim.alias])} gives ${cells} one tag, ${name}: ${advice}`);
    }
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

/***/ 3716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ inParallel)
/* harmony export */ });
/* unused harmony export Semaphore */
/** Bounded parallelism. */
/**
 * Runs a task for each item, at most `limit` at a time, and returns the results in the items' order. After the first
 * failure no other task is started; it is thrown once the running ones have ended.
 */
async function inParallel(limit, items, task) {
    const semaphore = new Semaphore(limit);
    const ended = await Promise.allSettled(items.map((item) => semaphore.run(() => task(item))));
    if (semaphore.failures.length > 0)
        throw semaphore.failures[0];
    return ended.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
/** A shared semaphore that stops handing out slots after the first failure. */
class Semaphore {
    failures = [];
    #waiting = [];
    #free;
    constructor(slots) {
        this.#free = slots;
    }
    /**
     * Runs a task once a slot is free. The lowest turn is next; of the same turn, the task that came first.
     * @throws the first failure, the task's own or that of another: then the task is not run.
     */
    async run(task, turn = 0) {
        if (this.#free > 0)
            this.#free -= 1;
        else {
            const later = this.#waiting.findIndex((other) => other.turn > turn);
            const place = later < 0 ? this.#waiting.length : later;
            await new Promise((begin) => this.#waiting.splice(place, 0, { turn, begin }));
        }
        try {
            if (this.failures.length > 0)
                throw this.failures[0];
            return await task();
        }
        catch (error) {
            this.close(error);
            throw error;
        }
        finally {
            const next = this.#waiting.shift();
            if (next === undefined)
                this.#free += 1;
            else
                next.begin();
        }
    }
    /** Hands out no more slots, as after the failure of a task. */
    close(reason) {
        this.failures.push(reason);
    }
}


/***/ }),

/***/ 9413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPublishedImages: () => (/* binding */ readPublishedImages)
/* harmony export */ });
/* unused harmony export readPublishedImage */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8836);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3716);
/* harmony import */ var _registry_manifests_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9191);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6075);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5406);
/** Reads from the registry which cells are published, with their acceptance records. */








/** Records that are read of an image, the newest first. */
const MAX_RECORDS = 5;
/**
 * What the repository holds under the targets' staging tags; of those that it does not hold, the newest image of the cell.
 * @throws RegistryError when the registry refuses the credentials. A repository that is not there holds nothing.
 */
async function readPublishedImages(repository, targets) {
    const lookUp = async (tags) => {
        const found = new Map();
        await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_7__/* .inParallel */ .H)(_registry_repository_js__WEBPACK_IMPORTED_MODULE_4__.REQUESTS, [...new Set(tags)], async (tag) => {
            const image = await (0,_registry_manifests_js__WEBPACK_IMPORTED_MODULE_2__.resolveTag)(repository, tag);
            if (image !== undefined)
                found.set(tag, await readPublishedImage(repository, image.digest));
        });
        return found;
    };
    try {
        const published = await lookUp(targets.map(({ tag }) => tag));
        const missing = targets.filter(({ tag }) => !published.has(tag));
        return { published, earlier: await lookUp(missing.map(({ cell }) => (0,_plan_js__WEBPACK_IMPORTED_MODULE_5__/* .newestTag */ .rx)(cell))) };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl))
            throw error;
        const { status, refused } = error;
        // Some registries (GitHub's too) say "denied" of a repository that is not there yet, and ask who we are for one that
        // is private. Wrong credentials are a mistake.
        if (refused !== 'anonymous' && (refused === undefined || status !== 403))
            throw error;
        return { published: new Map(), earlier: new Map(), refused: error.message };
    }
}
/** An image with its newest acceptance record. */
async function readPublishedImage(repository, digest) {
    const records = (await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_3__/* .listReferrers */ .xt)(repository, digest, _oci_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .IN_TOTO_TYPE */ .QN))
        .filter(({ annotations }) => annotations?.[_oci_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .PREDICATE_TYPE */ .To] === _record_js__WEBPACK_IMPORTED_MODULE_6__/* .TEST_RESULT */ .bo)
        .sort((a, b) => created(b).localeCompare(created(a)));
    let first;
    // Anybody who may write to the repository may attach anything: what is not a record of ours hides none.
    for (const listed of records.slice(0, MAX_RECORDS)) {
        const blob = await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_3__/* .getReferrerBlob */ .Dy)(repository, listed);
        const read = blob === undefined
            ? { flaw: 'the acceptance record is listed, and gone or none of ours' }
            : (0,_record_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeRecord */ .eT)(blob, digest);
        const found = { digest, recorded: created(listed), ...read };
        if (found.record !== undefined)
            return found;
        first ??= found;
    }
    return first ?? { digest };
}
function created({ annotations }) {
    return annotations?.['org.opencontainers.image.created'] ?? '';
}


/***/ }),

/***/ 9191:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dy: () => (/* binding */ getReferrerBlob),
/* harmony export */   xt: () => (/* binding */ listReferrers)
/* harmony export */ });
/* unused harmony exports statementReferrer, unlessUnreadable, pushReferrer, attachReferrers, referrersFromApi, tagOf */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1691);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2060);
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8836);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3716);
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4457);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5079);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7451);
/* harmony import */ var _http_transport_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4062);
/* harmony import */ var _manifests_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6075);
/**
 * What is attached to images, also in registries without the referrers API, where a tag of an agreed form lists it
 * (distribution-spec, "Listing Referrers" and "Referrers Tag Schema").
 */












/**
 * A statement as it is attached to what it is about.
 * @param created when, as RFC 3339 has it; without it the same statement gives the same manifest.
 */
function statementReferrer(predicateType, blob, created) {
    const annotations = { [PREDICATE_TYPE]: predicateType };
    if (created !== undefined)
        annotations['org.opencontainers.image.created'] = created;
    return { artifactType: IN_TOTO_TYPE, mediaType: IN_TOTO_TYPE, annotations, blob };
}
/** How many manifests are read where a list does not say what they are, and how many at a time. */
const MAX_ASKED = 20;
const ASKED_AT_A_TIME = 4;
/** What is attached to a manifest; where a tag lists it, in the order in which it was attached. */
async function listReferrers(repository, subject, artifactType) {
    const listed = await referrersFromApi(repository, subject);
    const all = listed ?? (await fromTag(repository, subject))?.list?.manifests ?? [];
    if (artifactType === undefined)
        return all;
    const isWanted = (listed) => listed.artifactType === artifactType;
    // The API may filter but need not.
    const wanted = all.filter(isWanted);
    // Some registries list another type, or no annotations: what counts is in the manifests.
    const unclear = wanted.length === 0 ? all : wanted.filter(({ annotations }) => annotations === undefined);
    const problems = [];
    const asked = await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_11__/* .inParallel */ .H)(ASKED_AT_A_TIME, unclear.slice(-MAX_ASKED), async (listed) => {
        const manifest = await readArtifact(repository, listed, (problem) => problems.push(problem));
        if (manifest === undefined)
            return listed;
        const { artifactType = listed.artifactType, annotations } = manifest;
        return { ...listed, artifactType, annotations };
    });
    if (problems.length > 0) {
        const skipped = `${problems.length} artifacts attached to ${subject} are skipped`;
        repository.client.note(`${skipped}: they can't be read (${problems[0]})`);
    }
    return [...wanted.filter((listed) => !unclear.includes(listed)), ...asked.filter(isWanted)];
}
/** The manifest of an attached artifact; undefined where it is gone, or can't be read, which `note` is told of. */
function readArtifact(repository, { digest }, note) {
    return unlessUnreadable(note, async () => {
        const stored = await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_9__/* .getManifest */ .c2)(repository, digest);
        return stored && (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(stored.bytes, `the artifact ${digest}`);
    });
}
/**
 * What an attachment gives; undefined when it is refused, damaged, of another form or broken in the registry: anybody
 * may attach anything. A registry that can't be reached or has no time is an error.
 */
async function unlessUnreadable(note, read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl))
            throw error;
        if (error.transient && !error.damaged && (error.status ?? 0) < 500)
            throw error;
        if (error.status !== 404)
            note((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error));
        return undefined;
    }
}
const attaching = new WeakMap();
/**
 * Attaches an artifact to a manifest (distribution-spec, "Pushing Manifests with Subject"); twice does no harm. A client
 * attaches one at a time: artifacts share the empty blob and, where the registry has no referrers API, a list.
 * @returns the artifact's manifest, as listReferrers() lists it
 */
function pushReferrer(repository, subject, referrer) {
    const last = attaching.get(repository.client) ?? Promise.resolve();
    const attached = last.then(() => attach(repository, subject, referrer));
    const ended = attached.catch(() => { });
    attaching.set(repository.client, ended);
    return attached;
}
const TITLE = 'org.opencontainers.image.title';
/** By the predicate's type or, where there is none, the artifact's; see docs/attestations.md. */
const TITLES = new Map([
    ['application/spdx+json', 'sbom.spdx.json'],
    ['https://slsa.dev/provenance/v1', 'provenance.json'],
    ['https://openvex.dev/ns/v0.2.0', 'openvex.json'],
    ['https://in-toto.io/attestation/test-result/v0.1', 'acceptance.json'],
    ['https://cosign.sigstore.dev/attestation/vuln/v1', 'vulnerabilities.json'],
    ['application/vnd.dev.sigstore.bundle.v0.3+json', 'bundle.sigstore.json'],
]);
async function attach(repository, subject, referrer) {
    const { artifactType, annotations, blob } = referrer;
    await pushEmpty(repository);
    const pushed = await pushBytes(repository, referrer.mediaType, blob);
    // The name of the file that `oras pull` makes of the blob: without one it makes none.
    const title = TITLES.get(annotations?.[PREDICATE_TYPE] ?? artifactType);
    const layer = title === undefined ? pushed : { ...pushed, annotations: { [TITLE]: title } };
    const { mediaType, digest, size } = subject;
    const bytes = encodeArtifact({ artifactType, annotations, layer, subject: { mediaType, digest, size } });
    let knowsReferrers = false;
    const stored = await putManifest(repository, sha256(bytes), bytes, MEDIA_TYPES.manifest, ({ headers }) => {
        knowsReferrers = headers['oci-subject'] !== undefined;
    });
    const listed = { ...stored, artifactType, annotations };
    if (!knowsReferrers)
        await addToTag(repository, digest, [listed]);
    return listed;
}
/** Lists manifests of the repository that name `subject` with it, if the registry doesn't do that by itself. */
async function attachReferrers(repository, subject, referrers) {
    if (referrers.length === 0)
        return;
    const listed = new Set((await listReferrers(repository, subject)).map(({ digest }) => digest));
    const missing = referrers.filter(({ digest }) => !listed.has(digest));
    if (missing.length > 0)
        await addToTag(repository, subject, missing);
}
/** The one blob of an artifact that pushReferrer() stored; undefined if it is gone, unreadable or of another form. */
async function getReferrerBlob(repository, referrer) {
    const note = (problem) => repository.client.note(`an artifact is skipped: ${problem}`);
    const manifest = await readArtifact(repository, referrer, note);
    const [layer, ...others] = manifest?.layers ?? [];
    if (layer === undefined || others.length > 0)
        return undefined;
    return unlessUnreadable(note, () => (0,_blobs_js__WEBPACK_IMPORTED_MODULE_6__/* .getBlob */ .qW)(repository, layer));
}
/** More than anybody attaches to an image, and less than memory would notice. */
const MAX_REFERRERS = 10_000;
/** Statuses of registries without the API: 404 by the specification, 406 by Artifactory; others find the path wrong. */
const NO_API = [400, 404, 405, 406, 501];
/** What the referrers API lists of a manifest; undefined when the registry doesn't have the API. */
async function referrersFromApi(repository, subject) {
    const what = `the referrers of ${subject} in ${(0,_repository_js__WEBPACK_IMPORTED_MODULE_10__.formatRepository)(repository)}`;
    const found = new Map();
    const first = getPage(repository, `referrers/${subject}`, [200, ...NO_API]);
    let page = await first.catch((error) => {
        // Harbor before 2.8 refuses a path that it doesn't know, whoever asks (401): where the credentials are wrong, the
        // request for the tag fails next.
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl) || error.refused === undefined)
            throw error;
        repository.client.note(`looking for a tag that lists the referrers of ${subject}, as ${error.message}`);
        return undefined;
    });
    if (page === undefined)
        return undefined;
    for (;;) {
        const known = found.size;
        for (const manifest of page.manifests)
            found.set(manifest.digest, manifest);
        const { link, url } = page;
        if (link === undefined)
            return [...found.values()];
        // A list that goes on after a part with nothing new might never end.
        if (found.size === known || found.size > MAX_REFERRERS || !URL.canParse(link, url.href)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(`${what} never end, or go on nowhere`);
        }
        page = await getPage(repository, new URL(link, url), [200]);
        if (page === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(`${what} go on with something else`);
    }
}
/**
 * A part of the API's answer, and the link to the next. Undefined when it is no list: a server without the API may say so
 * with a web page and the status 200.
 */
function getPage(repository, target, expect) {
    const call = (0,_repository_js__WEBPACK_IMPORTED_MODULE_10__.callTo)(repository, 'GET', target, expect, { headers: { accept: _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.index } });
    return repository.client.request(call, async (response) => {
        if (response.status !== 200)
            return void (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_8__/* .discard */ .vf)(response);
        const list = parseList(repository, await (0,_http_client_js__WEBPACK_IMPORTED_MODULE_7__/* .readBytes */ .io)(response, _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_MANIFEST_BYTES */ .ZJ));
        const link = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(response.headers.link))?.[1];
        return list && { manifests: list.manifests, link, url: response.url };
    });
}
/** The tag that lists what is attached to a manifest (distribution-spec, "Referrers Tag Schema"). */
const tagOf = (subject) => `sha256-${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(subject)}`;
/**
 * The list that the tag names; none where it names something else. Undefined where it names nothing, or the subject
 * itself: some registries (GitLab's) take the tag for the subject's digest.
 */
async function fromTag(repository, subject) {
    const stored = await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_9__/* .getManifest */ .c2)(repository, tagOf(subject));
    if (stored === undefined || stored.descriptor.digest === subject)
        return undefined;
    return { list: parseList(repository, stored.bytes) };
}
function parseList(repository, bytes) {
    const what = `artifacts attached in ${(0,_repository_js__WEBPACK_IMPORTED_MODULE_10__.formatRepository)(repository)}`;
    return (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .ifParsed */ .f4)(() => (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(bytes, what, (line) => repository.client.note(line)));
}
/** How often a list under a tag is written before a registry that doesn't keep it is given up. */
const MAX_WRITES = 5;
/**
 * The tag's index can't be changed atomically: of two processes that attach to the same image at the same
 * moment, one may undo what the other did. It is read back, which notices most such cases and writes again.
 * @throws ConfigurationError when somebody gave the tag to something else, RegistryError when it is not kept.
 */
async function addToTag(repository, subject, referrers) {
    const tag = tagOf(subject);
    for (let written = 0;; written++) {
        const tagged = await fromTag(repository, subject);
        if (tagged !== undefined && tagged.list === undefined) {
            throw new ConfigurationError(`${formatRepository(repository)}:${tag} is not a list of what is attached to ${subject}: remove that tag`);
        }
        const list = tagged?.list;
        const listed = new Set(list?.manifests.map(({ digest }) => digest));
        const missing = referrers.filter(({ digest }) => !listed.has(digest));
        if (missing.length === 0)
            return;
        if (written === MAX_WRITES)
            break;
        // Entries that we don't understand stay.
        const manifests = [...(list?.content.manifests ?? []), ...missing];
        const changed = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, ...list?.content, manifests };
        await putManifest(repository, tag, Buffer.from(JSON.stringify(changed)), MEDIA_TYPES.index);
    }
    throw new RegistryError(`${formatRepository(repository)} does not keep what is attached to ${subject}`);
}


/***/ }),

/***/ 4637:
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
        const { history, previous, restores } = record;
        const after = history && {
            cells: new Map(history.cells.map(({ cell, digest, dated = false }) => [cell, { digest, dated }])),
            aliases: new Map(history.aliases.map(({ alias, ...known }) => [alias, known])),
        };
        known.set(record.id, after ?? addToHistory(known.get(previous), record, known.get(restores)));
    }
    return known.get(id) ?? NO_HISTORY;
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
    const [base, add] = record.kind === 'release' ? [history, afterRelease] : [restored, afterRollback];
    const aliases = new Map(history.aliases);
    for (const line of record.aliases.filter(({ fixed }) => fixed !== true)) {
        aliases.set((0,release_record/* aliasName */.sN)(line), add(aliases.get((0,release_record/* aliasName */.sN)(line)) ?? {}, line, record));
    }
    const cells = new Map(base.cells);
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
    return { ...(isNewest ? { planned, release: id } : before), held: isMoved ? undefined : before.held };
}
/** A rollback forward again, to an image that an earlier one took away, lets that image go and holds no other. */
function afterRollback(before, line, record) {
    const { from, to } = line;
    if (from?.digest === to?.digest)
        return before;
    const images = new Set(before.held?.images);
    const isForward = to !== null && images.delete(to.digest);
    if (!isForward && from !== null)
        images.add(from.digest);
    const held = { images: [...images], by: record.id, restores: record.restores ?? '' };
    return { ...before, held: images.size === 0 ? undefined : held };
}
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
 * at once one may be lost. Nothing is to be moved, so a refusal is only said.
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
// EXTERNAL MODULE: ./src/catalog/version.ts
var catalog_version = __webpack_require__(3375);
// EXTERNAL MODULE: ./src/catalog/cells.ts
var cells = __webpack_require__(4514);
// EXTERNAL MODULE: ./src/plan/plan.ts + 1 modules
var plan = __webpack_require__(20);
// EXTERNAL MODULE: ./src/plan/sources.ts
var sources = __webpack_require__(6645);
;// CONCATENATED MODULE: ./src/release/request.ts
/** What a release is of: what the catalog says of the cells of a plan. */





/** A plan may be so much ahead of the clock of the machine that releases it, in ms. */
const MAX_AHEAD = (/* unused pure expression or super */ null && (5 * 60_000));
/** Items that a message lists. */
const LISTED = 20;
/**
 * The release that a plan, the catalog and images folder that it must be of, and the inputs ask for.
 * @param inputs.partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is not one of this catalog, or of no time that it can be of.
 */
function prepareRelease(plan, catalog, images, inputs) {
    if (catalog.aliases.length === 0) {
        throw new ConfigurationError('the catalog has no aliases: there is nothing that a release could move');
    }
    const cells = cellsOf(catalog);
    const bases = Object.fromEntries(Object.entries(plan.bases).map(([runtime, base]) => [
        runtime,
        { ...base, reference: `${base.name}@${base.digest}` },
    ]));
    const left = cells.find(({ runtime }) => own(bases, runtime) === undefined);
    if (left !== undefined)
        throw new ConfigurationError(`nothing was moved: the plan has no base image of ${left.runtime}, which ${left.id} is for: plan and release with one catalog`);
    return {
        family: familyOf(plan, fingerprintCells(cells, catalog, readImages(images), bases), inputs.partial),
        aliases: catalog.aliases,
        versions: new Set(Object.keys(catalog.versions)),
        growth: new Map(cells.map(({ id, budget: { growth = Number.POSITIVE_INFINITY } }) => [id, growth])),
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
 * Of the plan only what was asked for is believed: all else is the catalog's, as its cells are here.
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
function familyOf(plan, targets, partial) {
    const hasRule = ({ here }, support) => here.cell.rules.some((rule) => rule.support === support);
    const namesOf = (pairs) => request_listed(pairs.map(({ planned }) => request_nameOf(planned)));
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
/** @throws ConfigurationError for a plan of another catalog or version of it: its cells or fingerprints differ. */
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
            unknown.length === 0 ? '' : `it has ${request_listed(unknown)}`,
            rest.size === 0 ? '' : `it lacks ${request_listed([...rest.keys()])}`,
        ];
        throw new ConfigurationError(`nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`);
    }
    const other = pairs.find(({ planned, here }) => here.fingerprint !== planned.fingerprint);
    if (other === undefined)
        return pairs;
    const [then, now] = [other.planned, other.here].map(({ fingerprint }) => fingerprint.slice(0, 12));
    throw new ConfigurationError(`nothing was moved: ${request_nameOf(other.planned)} was planned with fingerprint ${then} and has ${now} here; ${advice}`);
}
function request_nameOf({ cell, platform }) {
    return `${cell} for ${platform}`;
}
/** The first of some items, and how many more there are. */
function request_listed(items, separator = ', ') {
    const more = items.length - LISTED;
    return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

;// CONCATENATED MODULE: ./src/release/moves.ts
/** The tag policy: which alias moves from which image to which. Values in, values out. */





/** Whether a release writes the alias. */
function isChange({ verdict }) {
    return verdict === 'new' || verdict === 'move' || verdict === 'remove';
}
/** What the alias names when the release is over. */
function targetAfter({ verdict, from, to, }) {
    return verdict === 'held back' ? from : to;
}
/** Whether an alias is held back for a reason that does not go away by itself. */
function needsAttention({ cause }) {
    return cause === 'foreign' || cause === 'withdrawn' || cause === 'rollback';
}
/** The day of a release as tags have it, like 20261124, in UTC. */
function dayOf(now) {
    return now.toISOString().slice(0, 10).replaceAll('-', '');
}
/** One cell for each alias: of several versions the highest, pre-releases only when there is no other. */
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
    const [early, otherEarly] = [(0,catalog_version/* isPreRelease */.T)(version), (0,catalog_version/* isPreRelease */.T)(other)];
    return early === otherEarly ? (0,catalog_version/* compareVersions */.Z)(version, other) > 0 : otherEarly;
}
/**
 * The moves of a release, one for each alias. A floating alias never goes to a lower version than it has in the
 * registry, and to no pre-release; one with the version in its name follows that version; one with a date is set once,
 * and left out where nothing else of its cell changes and a date names the image already: a day on which nothing
 * changed makes no release. What is none of our images is left alone, and so is what was rolled back.
 */
function decide(state, intent) {
    const moves = intent.wanted.map((wanted) => {
        const { image, tag, kind } = wanted.claim;
        const { id: cell, target: to } = wanted.cell;
        const from = state.aliases.get((0,release_record/* aliasName */.sN)(wanted.claim))?.target;
        return { image, tag, kind, cell, from, to, ...rule(wanted, state, intent) };
    });
    const others = moves.filter(({ kind }) => kind !== 'fixed');
    const changed = new Set(others.filter(isChange).map(({ cell }) => cell));
    const rolledBack = new Set(others.filter(({ cause }) => cause === 'rollback').map(({ cell }) => cell));
    const isNeedless = ({ kind, verdict, cell, to }) => {
        if (kind !== 'fixed' || verdict !== 'new' || changed.has(cell))
            return false;
        const before = state.history.cells.get(cell);
        return rolledBack.has(cell) || (before?.dated === true && before.digest === to?.digest);
    };
    return moves.filter((move) => !isNeedless(move));
}
const heldBack = (cause, reason) => ({ verdict: 'held back', cause, reason });
const moving = (reason) => ({ verdict: 'move', reason });
function rule({ claim, cell }, { aliases, history }, intent) {
    const { versions, isOverridden } = intent;
    const { version, target } = cell;
    const { kind } = claim;
    const name = (0,release_record/* aliasName */.sN)(claim);
    const now = aliases.get(name);
    if (now !== undefined && now.target.digest === target?.digest) {
        return { verdict: 'keep', reason: 'names this image already' };
    }
    const barred = barredBy(kind, version, now !== undefined);
    if (barred !== undefined)
        return heldBack('policy', barred);
    const held = history.aliases.get(name)?.held;
    if (target !== undefined && held?.images.includes(target.digest) && !isOverridden(name)) {
        const restored = `release ${held.by} rolled it back from this image, to release ${held.restores}`;
        return heldBack('rollback', `${restored}: it stays until another image is built`);
    }
    if (now === undefined)
        return { verdict: 'new', reason: 'not in the registry yet' };
    if (now.foreign !== undefined)
        return takingOver(now, isOverridden(name));
    const before = now.target.version;
    if (before === undefined)
        return moving('a deletion that did not come to its end left it');
    const order = kind === 'exact' ? 0 : (0,catalog_version/* compareVersions */.Z)(version, before);
    if (order > 0)
        return moving(`from ${before} to ${version}`);
    if (order === 0)
        return moving(`${version} was built anew`);
    if (isOverridden(name))
        return moving(`back from ${before} to ${version} by override`);
    const reason = `it is at ${before}, which is newer than ${version}`;
    if (versions.has(before))
        return heldBack('newer', reason);
    return heldBack('withdrawn', `${reason} and not in the catalog`);
}
/** Why an alias must not move, whatever it names. */
function barredBy(kind, version, isThere) {
    if (kind === 'floating' && (0,catalog_version/* isPreRelease */.T)(version)) {
        return `${version} is a pre-release, which takes no floating tag`;
    }
    return kind === 'fixed' && isThere ? 'set before: a tag with a date never moves' : undefined;
}
function takingOver({ foreign, stored }, isOverridden) {
    if (!isOverridden)
        return heldBack('foreign', `it names ${foreign}`);
    if (stored !== undefined)
        return moving(`taken over by override; it named ${foreign}`);
    return heldBack('foreign', `it names ${foreign}, which could not be put back: remove the tag instead`);
}
/**
 * In a rollback an alias goes back to its target; one that came later is removed; one with a date stays.
 * @param deletable repositories, as in AliasPlace, in which we can delete; undefined when that is not known
 */
function restoringMove(target, aliases, deletable) {
    const { image, tag, cell = '', fixed = false } = target;
    const from = aliases.get(aliasName(target))?.target;
    const to = target.to ?? undefined;
    if (to === undefined && from === undefined)
        return [];
    const place = { image, tag, cell, from, to, kind: fixed ? 'fixed' : 'exact' };
    const staying = (reason) => [{ ...place, to: from, ...heldBack('policy', reason) }];
    if (from?.digest === to?.digest)
        return [{ ...place, verdict: 'keep', reason: 'names this image already' }];
    if (fixed && from !== undefined)
        return staying('a tag with a date never moves');
    if (to !== undefined) {
        const version = to.version === undefined ? '' : `, Spark ${to.version}`;
        return [{ ...place, verdict: from === undefined ? 'new' : 'move', reason: `as it was then${version}` }];
    }
    const reason = 'was not there then';
    if (deletable?.has(image))
        return [{ ...place, verdict: 'remove', reason }];
    if (deletable !== undefined)
        return staying(`${reason}, and this registry does not let us delete`);
    const where = 'it goes where the registry lets us delete, and stays elsewhere';
    return [{ ...place, verdict: 'remove', reason: `${reason}; ${where}` }];
}
/**
 * @param promoted of a promotion: the release whose plan it is
 * @throws ConfigurationError naming aliases on which newer plans have decided than the one made when `planned`.
 */
function checkPlanOrder(moves, { aliases }, planned, promoted) {
    const late = moves.filter(isChange).flatMap((move) => {
        const name = aliasName(move);
        const { planned: time = planned, release } = aliases.get(name) ?? {};
        return Date.parse(planned) >= Date.parse(time) ? [] : [{ name, time, release }];
    });
    const newest = late.toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time))[0];
    if (newest === undefined)
        return;
    const names = listed(late.map(({ name }) => name));
    const by = newest.release === undefined ? 'which found it right' : `that of release ${newest.release}`;
    const [plan, advice] = promoted === undefined
        ? ['this plan', 'plan again, and release that plan']
        : [`the plan of release ${promoted}`, 'promote a newer release, or roll back there'];
    throw new ConfigurationError(`nothing was moved: ${plan} was made at ${planned}, and newer plans have decided on ${names} since, ${newest.name} by one of ${newest.time}, ${by}: releasing the older one would move back what the newer one decided; ${advice}`);
}
/** @throws ConfigurationError for a pattern of the input override that matches no alias of the release. */
function checkOverrides(moves, overrides) {
    const unknown = [...overrides].filter(([, matches]) => !moves.some((move) => matches(aliasName(move))));
    if (unknown.length === 0)
        return;
    const patterns = listed(unknown.map(([pattern]) => JSON.stringify(pattern.slice(0, 200))));
    const held = moves.filter(({ verdict }) => verdict === 'held back').map(aliasName);
    const hint = held.length === 0 ? 'none is held back' : `held back are ${listed(held)}`;
    throw new ConfigurationError(`nothing was moved: override has ${patterns}, which is no alias of this release; ${hint}`);
}

// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(6447);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(1691);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var oci_manifest = __webpack_require__(2060);
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
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/registry/artifact.ts
var artifact = __webpack_require__(4457);
// EXTERNAL MODULE: ./src/registry/http/client.ts + 4 modules
var client = __webpack_require__(7451);
// EXTERNAL MODULE: ./src/registry/http/transport.ts + 4 modules
var transport = __webpack_require__(4062);
;// CONCATENATED MODULE: ./src/registry/tags.ts
/** Lists tags, and deletes tags and manifests in registries that allow it. */












/** Type of the manifest that a tag names just before it is deleted. */
const tags_TOMBSTONE_TYPE = 'application/vnd.spark-images.tombstone.v1';
/** Waits in ms for registries that accept a deletion (202) and carry it out a little later. */
const LAGS = (/* unused pure expression or super */ null && ([0, 100, 200, 400, 800]));
const tagList = schemas/* object */.Ikc({ tags: schemas/* nullish */.cl6(schemas/* array */.YOg(schemas/* string */.YjP())) });
/** Of one page of a list of tags, in bytes, and pages at most: a list without an end is no list. */
const MAX_PAGE_BYTES = (/* unused pure expression or super */ null && (16 * 1024 * 1024));
const MAX_PAGES = 1000;
/**
 * All tags of a repository, each once (distribution-spec, "Listing Tags"); none where there is no such repository.
 * @throws RegistryError when the list has no end or is none.
 */
async function listTags(repository) {
    const what = `the tags of ${formatRepository(repository)}`;
    const found = new Set();
    let target = 'tags/list?n=1000';
    for (let page = 0; target !== undefined; page++) {
        const known = found.size;
        target = await readPage(repository, target, what, found);
        if (target !== undefined && (found.size === known || page === MAX_PAGES))
            throw new RegistryError(`${what} never end`);
    }
    return [...found];
}
/** Adds a page of tags. @returns where the list goes on */
function readPage(repository, target, what, found) {
    const call = callTo(repository, 'GET', target, [200, 404]);
    return repository.client.request(call, async (response) => {
        if (response.status === 404)
            return void discard(response);
        const { tags } = parseJson(tagList, await readBytes(response, MAX_PAGE_BYTES), what, 'a list of tags');
        for (const tag of tags ?? [])
            found.add(tag);
        return nextOf(response);
    });
}
/** Where a list goes on (RFC 8288); undefined at its end. @throws RegistryError when that is no address. */
function nextOf({ headers, url }) {
    const link = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(headers.link))?.[1];
    if (link === undefined)
        return undefined;
    if (URL.canParse(link, url.href))
        return new URL(link, url);
    throw new RegistryError(`${nameOf(url)} goes on nowhere`);
}
/**
 * Whether a repository lets us delete, tried out with a manifest made for the purpose. Many registries don't (GHCR), or
 * only if an administrator allows it; some (ECR) answer 404 and keep it.
 */
async function canDelete(repository) {
    const { bytes, digest } = await prepareTombstone(repository);
    await putManifest(repository, digest, bytes, MEDIA_TYPES.manifest);
    return (await remove(repository, digest)) && isGone(repository, digest);
}
/**
 * Deletes a tag and nothing else; see canDelete(). Old registries can only delete a manifest with all its tags, so the
 * tag is first moved to a manifest made to be deleted.
 * @throws RegistryError when the tag is still there afterwards.
 */
async function deleteTag(repository, tag) {
    const { bytes, digest } = await prepareTombstone(repository);
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
        await sleep(wait);
        if ((await resolveTag(repository, reference)) === undefined)
            return true;
    }
    return false;
}
/** Stores what a tombstone needs. @returns one that is unique, so that no other tag names it */
async function prepareTombstone(repository) {
    await pushEmpty(repository);
    const annotations = { 'spark-images.tombstone': randomUUID() };
    const bytes = encodeArtifact({ artifactType: tags_TOMBSTONE_TYPE, annotations });
    return { bytes, digest: sha256(bytes) };
}
/** @returns false when the registry refuses; true doesn't mean that it did what it says */
async function remove(repository, reference) {
    const { status } = await requestDeletion(repository, reference);
    // A manifest that is gone may have been deleted by a request whose answer was lost: see isGone().
    return status < 300 || status === 404;
}
/** Asks for a manifest or tag to be deleted. */
async function requestDeletion(repository, reference) {
    const scopes = [scopeOf(repository.image.repository, 'pull,push,delete')];
    const statuses = [202, 204, 400, 404, 405, 409, 501];
    const call = callTo(repository, 'DELETE', `manifests/${reference}`, statuses, { scopes });
    try {
        const { status } = await repository.client.request(call, discard);
        return { status, reason: `the registry refuses to delete it (${status})` };
    }
    catch (error) {
        if (error instanceof RegistryError && error.refused !== undefined)
            return { status: 403, reason: messageOf(error) };
        throw error;
    }
}
/**
 * Deletes a manifest, and with it every tag that names it (distribution-spec, "Deleting manifests").
 * @returns undefined when it is gone, or why the registry keeps it
 */
async function deleteManifest(repository, digest) {
    const answer = await requestDeletion(repository, digest);
    if (answer.status < 300)
        return undefined;
    if (answer.status !== 404)
        return answer;
    if ((await resolveTag(repository, digest)) === undefined)
        return undefined;
    return { ...answer, reason: 'the registry answers 404 to its deletion, and keeps it' };
}

// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(8992);
// EXTERNAL MODULE: ./src/catalog/bytes.ts
var bytes = __webpack_require__(5632);
// EXTERNAL MODULE: ./src/plan/fingerprint.ts + 1 modules
var fingerprint = __webpack_require__(1237);
// EXTERNAL MODULE: ./src/plan/lookup.ts
var lookup = __webpack_require__(9413);
// EXTERNAL MODULE: ./src/plan/record.ts
var record = __webpack_require__(5406);
// EXTERNAL MODULE: ./src/registry/referrers.ts
var referrers = __webpack_require__(9191);
;// CONCATENATED MODULE: ./src/release/images.ts
/** Reads and checks the images of a release, and what they weigh against those of the release before. */














const VERSION_LABEL = 'org.opencontainers.image.version';
const CELL_LABEL = 'spark-images.cell';
const FINGERPRINT_LABEL = 'spark-images.fingerprint';
/** Labels that the images of all platforms of a cell have in common. */
const COMMON_LABELS = [VERSION_LABEL, CELL_LABEL, 'org.opencontainers.image.base.digest'];
/**
 * Reads the images under the staging tags of a release; the platforms of a cell become one index.
 * @param elsewhere where the family is built, too: what images of the same fingerprint have there is compared.
 * @throws ConfigurationError naming each cell whose image is not there, is not as planned, has no record that it passed
 *   the planned acceptance tests, or has other signatures than `checkSignatures` asks for.
 */
async function images_readImages(main, family, elsewhere = [], checkSignatures = async () => undefined) {
    const found = await inParallel(REQUESTS, family, (planned) => readImage(main, planned, checkSignatures));
    const problems = found.filter((each) => typeof each === 'string');
    if (problems.length > 0) {
        throw new ConfigurationError(`nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(main)}\n${listed(problems, '\n')}`);
    }
    const images = found.filter((each) => typeof each !== 'string');
    const ids = [...new Set(images.map(({ planned }) => planned.cell))];
    const pairs = images.flatMap((image) => elsewhere.map((other) => ({ image, other })));
    const silent = new Set();
    const compared = await inParallel(REQUESTS, pairs, async ({ image, other }) => ({
        cell: image.planned.cell,
        difference: await differenceFrom(other, image, main, silent),
    }));
    return ids.map((id) => {
        const differences = compared.flatMap(({ cell, difference = [] }) => (cell === id ? difference : []));
        return merge(images.filter(({ planned }) => planned.cell === id), differences);
    });
}
/**
 * What an image differs in from the one of its fingerprint in another repository; that this can't be told is no failure.
 * @param silent repositories that gave no answer: they are not asked again.
 */
async function differenceFrom(other, { planned: { cell, tag, platform }, stored, published }, main, silent) {
    if (silent.has(other))
        return undefined;
    try {
        const digest = (await resolveTag(other, tag))?.digest;
        if (digest === undefined || digest === stored.descriptor.digest)
            return undefined;
        const { record } = await readPublishedImage(other, digest);
        return describeDifference(`${cell} for ${platform}`, [
            { of: formatRepository(main), packages: published.record?.packages },
            { of: formatRepository(other), packages: record?.packages },
        ]);
    }
    catch (error) {
        if (!(error instanceof RegistryError))
            throw error;
        silent.add(other);
        return oneLine(`${formatRepository(other)} was not compared: ${error.message}`, 500);
    }
}
/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(repository, planned, checkSignatures) {
    const { tag } = planned;
    const name = nameOf(planned);
    const stored = await getManifest(repository, tag);
    if (stored === undefined)
        return `${name}: ${tag} is not there: its build did not push it`;
    const { mediaType, digest } = stored.descriptor;
    if (isIndexType(mediaType))
        return `${name}: ${tag} is an index; a build pushes one image`;
    const what = `${formatRepository(repository)}:${tag}`;
    const manifest = parseManifest(stored.bytes, what);
    const blob = await getBlob(repository, manifest.config);
    const config = parseImageConfig(blob, `the configuration of ${what}`);
    const published = await readPublishedImage(repository, digest);
    const image = { planned, stored, manifest, config, published };
    const problem = problemOf(image) ?? recordProblem(image);
    if (problem !== undefined)
        return `${name}: ${problem}`;
    const unsigned = await checkSignatures(image);
    return unsigned === undefined ? image : `${name}: ${tag} ${unsigned}`;
}
function problemOf({ planned, stored, manifest, config }) {
    const now = stored.descriptor.digest;
    const { tag, platform, digest = now } = planned;
    if (digest !== now)
        return `${tag} was ${digest} when it was planned and is ${now} now`;
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
        const shown = labelled === undefined ? 'no label' : `${JSON.stringify(labelled)} as label`;
        if (labelled !== value)
            return `${tag} has ${shown} ${label}, not ${value}`;
        const annotated = manifest.annotations?.[label] ?? value;
        if (annotated !== value) {
            return `${tag} has ${JSON.stringify(annotated)} as annotation ${label}, not ${value}`;
        }
    }
    return undefined;
}
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
    if (planned.archive !== undefined && planned.archive !== stateDigest(record.archive ?? {}))
        return `${planned.tag} was planned with newer Debian packages: its build did not push it`;
    const { cell, fingerprint, platform } = record;
    const isSame = cell === planned.cell && fingerprint === planned.fingerprint && platform === planned.platform;
    return isSame ? undefined : `the acceptance record of ${planned.tag} is about another cell`;
}
/** One platform's image is released as it is: its digest was tested, and what is attached to it stays attached. */
function merge(images, elsewhere) {
    const [first, ...others] = images;
    if (first === undefined)
        throw new Error('a cell without an image');
    const { cell: id, version, series, variant } = first.planned;
    const stored = others.length === 0 ? first.stored : indexOver(first, others);
    const target = { ...stored.descriptor, version };
    const sets = images.map(({ planned, published }) => {
        return { of: planned.platform, packages: published.record?.packages };
    });
    const differences = [describeDifference(id, sets) ?? [], elsewhere].flat();
    const tested = images.map(({ planned, stored, published }) => {
        return { platform: planned.platform, digest: stored.descriptor.digest, record: published.record };
    });
    const attached = others.length === 0
        ? undefined
        : statementReferrer(TEST_RESULT, encodeIndexRecord(id, stored.descriptor.digest, tested));
    return {
        id,
        version,
        series,
        variant,
        target,
        platforms: images.map(factsOf),
        stored,
        attached,
        differences,
    };
}
/** Packages that a difference names. */
const MAX_NAMED = 3;
/**
 * What images of a cell differ in though they have one fingerprint, as they were built at different times: versions
 * of Debian packages that all of them have. A package that was built again for one architecture counts as the same.
 * @param images their platforms, or where they are, with their packages, if these are known.
 */
function describeDifference(cell, images) {
    const versions = images.map(({ packages = {} }) => new Map(Object.entries(packages)));
    const [first = new Map(), ...others] = versions;
    const differing = [...first].flatMap(([name, version]) => {
        const all = [version, ...others.map((other) => other.get(name) ?? version)];
        const isSame = new Set(all.map((one) => one.replace(/\+b\d+$/, ''))).size === 1;
        return isSame ? [] : [`${name} ${all.join(' and ')}`];
    });
    if (differing.length === 0)
        return undefined;
    const named = differing.sort().slice(0, MAX_NAMED).join(', ');
    const more = differing.length > MAX_NAMED ? ` and ${differing.length - MAX_NAMED} more` : '';
    const all = images.map((image) => image.of).join(' and ');
    return oneLine(`${cell}: ${all} have different Debian packages: ${named}${more}`, 500);
}
/**
 * The index of a cell's images: the same bytes whenever it is made.
 * @throws ConfigurationError when they are of different versions or base images.
 */
function indexOver(first, others) {
    const { Labels: labels } = first.config.config;
    for (const label of COMMON_LABELS) {
        const other = others.find(({ config }) => config.config.Labels[label] !== labels[label]);
        if (other === undefined)
            continue;
        const [one, two] = [labels[label], other.config.config.Labels[label]].map((text) => JSON.stringify(text));
        throw new ConfigurationError(`nothing was moved: the images of ${first.planned.cell} don't belong together: ${label} is ${one} for ${first.planned.platform} and ${two} for ${other.planned.platform}`);
    }
    const index = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.index,
        manifests: [first, ...others].map(({ planned, stored, config: { os, architecture } }) => {
            const variant = planned.platform.split('/')[2];
            return { ...stored.descriptor, platform: { os, architecture, variant } };
        }),
        annotations: Object.fromEntries(COMMON_LABELS.map((label) => [label, labels[label] ?? ''])),
    };
    const bytes = Buffer.from(JSON.stringify(index));
    return { descriptor: { mediaType: index.mediaType, digest: sha256(bytes), size: bytes.length }, bytes };
}
function factsOf({ planned, stored, manifest, published }) {
    const { cell, version, variant, platform } = planned;
    const { digest } = stored.descriptor;
    const compressed = compressedBytes(manifest);
    const tests = published.record?.tests ?? [];
    const passed = tests.filter(({ outcome }) => outcome === 'passed').length;
    const seconds = tests.reduce((sum, { seconds }) => sum + seconds, 0);
    return { cell, version, variant, platform, digest, compressed, tests: tests.length, passed, seconds };
}
/** What is known of the images of a release, with the sizes that they had in the one before. */
async function cellFacts(main, images, { cells }) {
    const found = await inParallel(REQUESTS, images, async ({ id, target: { digest }, platforms }) => {
        const earlier = cells.get(id)?.digest;
        if (earlier === undefined)
            return platforms;
        if (earlier === digest)
            return platforms.map((facts) => ({ ...facts, before: facts.compressed }));
        const sizes = await sizesOf(main, earlier);
        return platforms.map((facts) => ({ ...facts, before: sizes.get(facts.platform) ?? sizes.get(ANY) }));
    });
    return found.flat();
}
/**
 * @param limits what images may have grown by, in bytes, by cell id
 * @throws ConfigurationError naming each image that is over it.
 */
function checkGrowth(cells, limits) {
    const over = cells.flatMap(({ cell, variant, platform, compressed, before = compressed }) => {
        const limit = limits.get(cell) ?? Number.POSITIVE_INFINITY;
        const grown = compressed - before;
        if (grown <= limit)
            return [];
        const growth = `${cell} for ${platform} grew by ${formatBytes(grown)} to ${formatBytes(compressed)}`;
        return [`${growth}, ${formatBytes(limit)} are allowed by variants.${variant}.budget.growth`];
    });
    if (over.length === 0)
        return;
    throw new ConfigurationError(`nothing was moved: images grew by more than their budgets since the release before; where that is meant, raise the budget in the catalog\n${listed(over, '\n')}`);
}
/** Key of an image that is no index: its manifest does not say its platform. */
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
        const size = (await sizesOf(repository, inner)).get(ANY);
        if (size !== undefined)
            sizes.set([os, architecture, variant].filter(Boolean).join('/'), size);
    }
    return sizes;
}

;// CONCATENATED MODULE: ./src/release/state.ts
/** Reads what a registry has of the aliases of a release: what each names, and what that is. */













const MAX_REASON = 200;
/** Of an image's configuration, in bytes: ours have some thousands. */
const MAX_CONFIG = 4 * 1024 * 1024;
const MAX_PLATFORMS = 32;
const IMAGE_CONFIG = /^application\/vnd\.(?:oci\.image\.config|docker\.container\.image)\.v1\+json$/;
/** The repository of an alias: the images' own, or one beside it. */
function repositoryAt(main, image) {
    return { ...main, image: (0,reference/* sibling */.hg)(main.image, image) };
}
/** @throws ConfigurationError for two aliases that are one tag: `image` may name the images' own repository. */
function checkPlaces(own, wanted) {
    const seen = new Map();
    for (const each of wanted) {
        const { image, tag } = each.claim;
        const place = `${formatImageName(sibling(own, image))}:${tag}`;
        const other = seen.get(place);
        seen.set(place, each);
        if (other === undefined)
            continue;
        const [one, two] = [other, each].map(({ claim, cell }) => `${aliasName(claim)} for ${cell.id}`);
        throw new ConfigurationError(`nothing was moved: the catalog's aliases give ${one} and ${two}, which are one tag, ${place}: leave out "image" where it is the name of the images' own repository, and give each cell a tag of its own`);
    }
}
/**
 * What aliases name now, by aliasName(); whatever it is, it is described and is no error.
 * @param released images whose versions are known already
 */
async function readAliases(main, places, released = []) {
    const known = new Map();
    for (const { target, version } of released)
        known.set(target?.digest, { version });
    const inspected = new Map();
    const found = await (0,parallel/* inParallel */.H)(repository.REQUESTS, places, async ({ image, tag }) => {
        const repository = repositoryAt(main, image);
        const stored = await readManifest(repository, tag, image !== undefined);
        if (stored === undefined)
            return [];
        const name = (0,release_record/* aliasName */.sN)({ image, tag });
        if (!('bytes' in stored))
            return [[name, stored]];
        const { descriptor } = stored;
        const key = (0,release_record/* aliasName */.sN)({ image, tag: descriptor.digest });
        const contents = known.get(descriptor.digest) ?? inspected.get(key) ?? inspect(repository, stored);
        inspected.set(key, contents);
        const { version, foreign } = await contents;
        return [[name, { target: { ...descriptor, version }, foreign, stored }]];
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
        const { manifest, index, dockerManifest, dockerIndex } = oci_manifest/* MEDIA_TYPES */.Z2;
        const verifiable = [manifest, index, dockerManifest, dockerIndex];
        if (target === undefined || verifiable.includes(target.mediaType))
            throw error;
        return { target, foreign: `a manifest of the type ${(0,src_text/* oneLine */.TN)(target.mediaType, MAX_REASON)}` };
    }
}
async function inspect(repository, stored) {
    try {
        if ((0,oci_manifest/* isIndexType */.$U)(stored.descriptor.mediaType))
            return await inspectIndex(repository, stored);
        return await inspectImage(repository, stored);
    }
    catch (error) {
        // Where the registry fails, nothing is known of the contents.
        if (!(error instanceof errors/* RegistryError */.gl) || error.transient || error.refused !== undefined)
            throw error;
        if (error.status !== undefined && error.status !== 404)
            throw error;
        return { foreign: `what is no image: ${(0,src_text/* oneLine */.TN)((0,errors/* messageOf */.bD)(error), MAX_REASON)}` };
    }
}
/** Whether it is what deleteTag() leaves when it does not come to its end. */
function isTombstone({ bytes }) {
    return ifParsed(() => parseManifest(bytes, 'it'))?.artifactType === TOMBSTONE_TYPE;
}
async function inspectImage(repository, { bytes }) {
    const { artifactType, config } = (0,oci_manifest/* parseManifest */.Ng)(bytes, 'it');
    if (artifactType === tags_TOMBSTONE_TYPE)
        return {};
    if (!IMAGE_CONFIG.test(config.mediaType)) {
        return { foreign: `an artifact of the type ${(0,src_text/* oneLine */.TN)(artifactType ?? config.mediaType, MAX_REASON)}` };
    }
    if (config.size > MAX_CONFIG)
        return { foreign: `an image with a configuration of ${config.size} bytes` };
    const { Labels: labels } = (0,oci_manifest/* parseImageConfig */.FB)(await (0,blobs/* getBlob */.qW)(repository, config), 'its configuration').config;
    // A version alone may be the base image's: of Ubuntu, say.
    const version = labels[FINGERPRINT_LABEL] === undefined ? undefined : versionOf(labels);
    return version === undefined ? { foreign: 'an image that is none of this family' } : { version };
}
/** An index of ours says what it is of, and all its images are of that. */
async function inspectIndex(repository, { bytes }) {
    const { annotations = {}, manifests, content } = (0,oci_manifest/* parseIndex */.A1)(bytes, 'it');
    const version = versionOf(annotations);
    const isOurs = manifests.length <= MAX_PLATFORMS && manifests.length === content.manifests.length;
    if (version === undefined || !isOurs)
        return { foreign: 'an index that no release made' };
    for (const { digest } of manifests) {
        const child = await (0,registry_manifests/* getManifest */.c2)(repository, digest);
        const contents = child && (await inspectImage(repository, child));
        if (contents?.version === version)
            continue;
        return { foreign: `an index with ${contents?.foreign ?? 'an image that is gone or of another version'}` };
    }
    return { version };
}
/** The version that our labels or annotations have, if they are ours. */
function versionOf(labels) {
    const { [CELL_LABEL]: cell = '', [VERSION_LABEL]: version = '' } = labels;
    return names.ID.test(version) && cell.startsWith(`${version}-`) ? version : undefined;
}

;// CONCATENATED MODULE: ./src/release/preview.ts




/** The aliases that a release of the plan is about, but for those with a date: they are new with each release. */
function previewedAliases(plan, aliases, now) {
    const cells = plan.cells.filter(({ verdict }) => verdict.kind !== 'excluded');
    const released = cells.map(({ cell, verdict }) => {
        if (verdict.kind !== 'unchanged')
            return { ...cell, target: undefined };
        return { ...cell, target: { mediaType: '', digest: verdict.published.digest, size: 0 } };
    });
    return wantedAliases(released, aliases, dayOf(now)).filter(({ claim }) => claim.kind !== 'fixed');
}
/** @throws RegistryError when the registry can't be asked. */
async function preview(plan, templates, now, main) {
    const wanted = previewedAliases(plan, templates, now);
    const places = wanted.map(({ claim }) => claim);
    const [aliases, history] = await Promise.all([
        readAliases(main, places),
        release_record/* journal */.W8.read(main).then((found) => readHistory(main, found?.last)),
    ]);
    const versions = new Set(plan.cells.map(({ cell }) => cell.version));
    return decide({ aliases, history }, { wanted, versions, isOverridden: () => false }).filter(isChange);
}


/***/ })

};
