export const id = 413;
export const ids = [413];
export const modules = {

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


/***/ })

};
