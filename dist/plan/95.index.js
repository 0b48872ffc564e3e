export const id = 95;
export const ids = [95];
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

/***/ 8095:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  releasedImages: () => (/* binding */ releasedImages)
});

// UNUSED EXPORTS: readBill, releasedBefore, resolveImages, withBill

// EXTERNAL MODULE: ./src/catalog/lockfile.ts
var lockfile = __webpack_require__(8922);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
;// CONCATENATED MODULE: ./src/attest/spdx.ts
/** The bill of materials of an image as an SPDX 2.3 document. */



/** Media type of the document, and `artifactType` of its manifest: what Trivy and ORAS look for. */
const spdx_SPDX_TYPE = 'application/spdx+json';
const NONE = 'NOASSERTION';
/** A namespace belongs to one document only, which the hash of its content behind it sees to. */
const NAMESPACE = 'https://github.com/org/spark-images-action/spdx';
const IMAGE = 'SPDXRef-Image';
/**
 * The document in JSON (https://spdx.github.io/spdx-spec/v2.3/). The same image gives the same bytes: its only time is
 * `created`, like 2026-11-01T00:00:00Z.
 * @param listed what listPackages() finds in the image.
 */
function spdxDocument(image, listed, created) {
    const { name, tag, digest, cell, locked } = image;
    const about = spdxPackage(IMAGE, 'CONTAINER', {
        name,
        version: tag,
        sha256: hexOf(digest),
        source: `cell ${cell.id} for ${cell.platform}; the checksum is the image manifest's`,
        license: locked.length === 0 ? undefined : combinedLicense(locked),
        purl: ociPurl(name, digest, tag),
    });
    const packages = [about];
    const relationships = [
        { spdxElementId: 'SPDXRef-DOCUMENT', relatedSpdxElement: IMAGE, relationshipType: 'DESCRIBES' },
    ];
    const add = (entry, parent) => {
        const id = idOf(entry, parent);
        packages.push(spdxPackage(id, entry.kind === 'os' ? 'OPERATING_SYSTEM' : 'LIBRARY', entry));
        relationships.push({ spdxElementId: parent, relatedSpdxElement: id, relationshipType: 'CONTAINS' });
        for (const inner of entry.contains ?? [])
            add(inner, id);
    };
    for (const entry of listed)
        add(entry, IMAGE);
    const content = {
        spdxVersion: 'SPDX-2.3',
        dataLicense: 'CC0-1.0',
        SPDXID: 'SPDXRef-DOCUMENT',
        name: `${name}:${tag}`,
        comment: `Parts that no lockfile names have no licence here: see /usr/share/doc and /licenses in the image. ${DOCUMENTATION}`,
        creationInfo: { created, creators: ['Tool: spark-images-action'] },
        packages,
        relationships,
        hasExtractedLicensingInfos: ownLicenses(image),
    };
    const documentNamespace = `${NAMESPACE}/${hexOf(sha256(JSON.stringify(content)))}`;
    return Buffer.from(JSON.stringify({ documentNamespace, ...content }));
}
/** https://spdx.github.io/spdx-spec/v2.3/package-information/ */
function spdxPackage(id, purpose, { name, version, file, supplier = NONE, sha256, source, license = NONE, purl }) {
    return {
        SPDXID: id,
        name,
        versionInfo: version,
        packageFileName: file,
        supplier,
        downloadLocation: NONE,
        filesAnalyzed: false,
        checksums: sha256 && [{ algorithm: 'SHA256', checksumValue: sha256 }],
        sourceInfo: source,
        licenseConcluded: NONE,
        licenseDeclared: license,
        copyrightText: NONE,
        primaryPackagePurpose: purpose,
        externalRefs: purl && [
            { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl },
        ],
    };
}
/** Unique in the document, and the same whenever the same package is in the same place. */
function idOf({ kind, name, version, file, purl }, parent) {
    const key = sha256([parent, kind, name, version, file, purl].join('\n'));
    // Trivy knows the distribution by this beginning.
    const what = kind === 'os' ? 'OperatingSystem' : kind;
    return `SPDXRef-${what}-${name.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}-${hexOf(key).slice(0, 12)}`;
}
/** Licences that are not on SPDX's list; their texts are in the image. */
function ownLicenses({ locked }) {
    const ids = new Set(locked.flatMap(({ license }) => license.match(/LicenseRef-[A-Za-z0-9.-]+/g) ?? []));
    return [...ids].sort().map((licenseId) => ({
        licenseId,
        name: licenseId.slice('LicenseRef-'.length),
        extractedText: 'The text is under /licenses in the image, beside the component that has it.',
    }));
}

// EXTERNAL MODULE: ./src/catalog/aliases.ts
var catalog_aliases = __webpack_require__(6855);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var manifest = __webpack_require__(2060);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var registry_manifests = __webpack_require__(1);
// EXTERNAL MODULE: ./src/registry/referrers.ts
var referrers = __webpack_require__(9191);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(6075);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(1691);
;// CONCATENATED MODULE: ./src/vulnerabilities/bill.ts
/** Reads the packages of an image from its bill of materials, by the names that OSV knows them by. */





const entry = schemas/* object */.Ikc({
    SPDXID: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    packageFileName: schemas/* optional */.lqM(schemas/* string */.YjP()),
    primaryPackagePurpose: schemas/* optional */.lqM(schemas/* string */.YjP()),
    checksums: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ algorithm: schemas/* string */.YjP(), checksumValue: schemas/* string */.YjP() }))),
    externalRefs: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ referenceType: schemas/* string */.YjP(), referenceLocator: schemas/* string */.YjP() }))),
});
const schema = schemas/* object */.Ikc({
    spdxVersion: schemas/* literal */.euz('SPDX-2.3'),
    packages: schemas/* array */.YOg(entry),
    relationships: schemas/* array */.YOg(schemas/* object */.Ikc({ spdxElementId: schemas/* string */.YjP(), relatedSpdxElement: schemas/* string */.YjP(), relationshipType: schemas/* string */.YjP() })),
});
/**
 * Parses a bill of materials that spdxDocument() made for the image at `digest`.
 * @throws RegistryError when it is of another form, about another image, or names no package.
 */
function bill_parseBill(bytes, digest) {
    const what = `the bill of materials of ${digest}`;
    const { packages, relationships } = parseJson(schema, bytes, what, 'an SPDX document');
    const byId = new Map(packages.map((one) => [one.SPDXID, one]));
    const described = relationships.find(({ relationshipType }) => relationshipType === 'DESCRIBES');
    const image = byId.get(described?.relatedSpdxElement ?? '');
    if (image?.checksums?.some(({ checksumValue }) => checksumValue === hexOf(digest)) !== true)
        throw new RegistryError(`${what} is about another image`);
    const parents = new Map(relationships.map(({ relatedSpdxElement: id, spdxElementId }) => [id, byId.get(spdxElementId)]));
    const found = new Map();
    for (const one of packages) {
        const named = nameOf(one);
        if (named === undefined)
            continue;
        const file = one.packageFileName ?? parents.get(one.SPDXID)?.packageFileName;
        const part = named.ecosystem.startsWith('Debian') ? one.name : (file ?? one.name);
        const key = keyOf(named);
        found.set(key, { ...named, where: [...new Set([...(found.get(key)?.where ?? []), part])] });
    }
    if (found.size === 0)
        throw new RegistryError(`${what} names no package of Debian, Maven or Python`);
    // A JDK is listed as the Debian package that it is taken from, too.
    const unnamed = packages.filter((one) => one.primaryPackagePurpose === 'LIBRARY' && one.name !== 'openjdk' && nameOf(one) === undefined);
    const names = unnamed.map((one) => one.packageFileName ?? one.name);
    return { packages: [...found.values()], unnamed: names };
}
/** The same for the same package, whatever it was found in. */
function keyOf({ ecosystem, name, version }) {
    return `${ecosystem} ${name} ${version}`;
}
const PURL = /^pkg:(\w+)\/([^@?#]+)@([^@?#]+)(?:\?([^#]*))?$/;
/** By the package URL, if there is one of an ecosystem that is looked up. */
function nameOf({ externalRefs = [] }) {
    const purl = externalRefs.find(({ referenceType }) => referenceType === 'purl')?.referenceLocator ?? '';
    const [, type, path = '', at = '', query = ''] = PURL.exec(purl) ?? [];
    const [version = '', name = '', group = ''] = decodeAll([...path.split('/'), at]).reverse();
    if (name === '')
        return undefined;
    if (type === 'maven' && group !== '')
        return { ecosystem: 'Maven', name: `${group}:${name}`, version, purl };
    if (type === 'pypi')
        return { ecosystem: 'PyPI', name: normalizedPython(name), version, purl };
    if (type !== 'deb' || group !== 'debian')
        return undefined;
    const qualifiers = new URLSearchParams(query.replaceAll('+', '%2B'));
    const release = /^debian-(\d+)$/.exec(qualifiers.get('distro') ?? '')?.[1];
    const [source = name, sourceVersion = version] = qualifiers.get('upstream')?.split('@') ?? [];
    const ecosystem = release === undefined ? 'Debian' : `Debian:${release}`;
    return { ecosystem, name: source, version: sourceVersion, purl };
}
/** None of them where one is not percent-encoded as it should be. */
function decodeAll(texts) {
    try {
        return texts.map(decodeURIComponent);
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./src/vulnerabilities/released.ts
/** Reads the bills of materials of images that are in a registry. */










/** The images that a tag or digest names: one, or those of an index; none if there is no such tag. */
async function resolveImages(repository, reference) {
    const stored = await (0,registry_manifests/* getManifest */.c2)(repository, reference);
    if (stored === undefined)
        return [];
    const { digest, mediaType } = stored.descriptor;
    if (!(0,manifest/* isIndexType */.$U)(mediaType))
        return [{ digest }];
    const { manifests } = (0,manifest/* parseIndex */.A1)(stored.bytes, `${(0,registry_repository.formatRepository)(repository)}:${reference}`);
    return manifests.flatMap(({ digest: child, platform }) => {
        // BuildKit lists its attestations so.
        if (platform?.os === 'unknown')
            return [];
        return { digest: child, platform: platform && `${platform.os}/${platform.architecture}` };
    });
}
/** The bill of materials attached to an image; undefined if none is. @throws RegistryError where none can be read. */
async function readBill(repository, digest) {
    let flaw;
    // Anybody who may write to the repository may attach another document: what is none of ours hides none.
    for (const listed of await listReferrers(repository, digest, SPDX_TYPE)) {
        const blob = await getReferrerBlob(repository, listed);
        try {
            if (blob !== undefined)
                return parseBill(blob, digest);
        }
        catch (error) {
            if (!(error instanceof RegistryError))
                throw error;
            flaw = error;
        }
    }
    if (flaw !== undefined)
        throw flaw;
    return undefined;
}
/**
 * The images that users have now: what the aliases of cells name, the most exact first, each digest once.
 * @param released where released images are.
 * @param denied is told of a tag that the registry refuses to tell of, which may be missing.
 * @throws RegistryError when the registry can't say.
 */
async function releasedImages(cells, { aliases }, released, denied = () => { }) {
    // Tags with a date name what other tags named that day.
    const claims = (0,catalog_aliases/* claimsOf */.d)(cells, aliases, '20000101').filter(({ kind }) => kind !== 'fixed');
    const ordered = [true, false].flatMap((exact) => claims.filter(({ kind }) => (kind === 'exact') === exact));
    const tags = new Map(ordered.map(({ image, tag }) => [`${image ?? ''}:${tag}`, { image, tag }]));
    const resolved = await (0,parallel/* inParallel */.H)(registry_repository.REQUESTS, [...tags.values()], async ({ image, tag }) => {
        const repository = { ...released, image: (0,reference/* sibling */.hg)(released.image, image) };
        const images = await resolveImages(repository, tag).catch((error) => {
            if (!isDenied(error))
                throw error;
            denied(error);
            return [];
        });
        return images.map((found) => ({ ...found, repository, tag }));
    });
    const all = resolved.flat();
    return all.filter((one, index) => all.findIndex(({ digest }) => digest === one.digest) === index);
}
/**
 * The released images that an image of the cell is compared with, the first that will do: what the cell's own alias names
 * or, if it has none yet, that of its series or variant. One without a platform may be of another.
 * @throws RegistryError as releasedImages()
 */
async function releasedBefore(cell, catalog, released, denied) {
    const found = await releasedImages([cell], catalog, released, denied);
    return found.filter(({ platform }) => platform === undefined || platform === cell.platform);
}
/** A released image with its bill of materials; undefined, with a warning, if it has none. @throws as readBill() */
async function withBill({ repository, tag, digest }, warn) {
    const image = `${formatRepository(repository)}:${tag}@${digest}`;
    const bill = await readBill(repository, digest);
    if (bill !== undefined)
        return { image, bill };
    warn(`${image} has no bill of materials attached, so that nothing is known of it`);
    return undefined;
}
/** Some registries (GitHub's) refuse what is not there yet. Wrong credentials are a mistake. */
function isDenied(error) {
    if (!(error instanceof errors/* RegistryError */.gl))
        return false;
    return error.refused === 'anonymous' || (error.refused !== undefined && error.status === 403);
}


/***/ })

};
