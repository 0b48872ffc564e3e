export const id = 455;
export const ids = [455,1];
export const modules = {

/***/ 6980:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZJ: () => (/* binding */ MAX_MANIFEST_BYTES),
  Z2: () => (/* binding */ MEDIA_TYPES),
  $U: () => (/* binding */ isIndexType),
  FB: () => (/* binding */ parseImageConfig),
  A1: () => (/* binding */ parseIndex),
  Ng: () => (/* binding */ parseManifest)
});

// UNUSED EXPORTS: compressedBytes, parse

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
;// CONCATENATED MODULE: ./src/oci/descriptor.ts
/** Descriptors: what points at content. */


const digestSchema = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'not a sha256 digest');
const descriptorSchema = schemas/* object */.Ikc({
    mediaType: schemas/* string */.YjP(),
    digest: digestSchema,
    /** Bytes. */
    size: schemas/* int */.Whr().check(api/* _nonnegative */.UI()),
    annotations: schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    platform: schemas/* optional */.lqM(schemas/* object */.Ikc({ architecture: schemas/* string */.YjP(), os: schemas/* string */.YjP(), variant: schemas/* optional */.lqM(schemas/* string */.YjP()) })),
});

;// CONCATENATED MODULE: ./src/oci/manifest.ts
/** Manifests, indexes and configurations of images, parsed by schemas. */



/** Media types of the OCI image-spec and of Docker's older format, which means the same. */
const MEDIA_TYPES = {
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    index: 'application/vnd.oci.image.index.v1+json',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
};
/** Registries take manifests of at least this size, in bytes (distribution-spec, "Pushing manifests"). */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const annotations = schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()));
const manifestSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(2),
    mediaType: schemas/* optional */.lqM(schemas/* enum */.k5n([MEDIA_TYPES.manifest, MEDIA_TYPES.dockerManifest])),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    config: descriptorSchema,
    layers: schemas/* array */.YOg(descriptorSchema),
    subject: schemas/* optional */.lqM(descriptorSchema),
    annotations,
});
const indexSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(2),
    mediaType: schemas/* optional */.lqM(schemas/* enum */.k5n([MEDIA_TYPES.index, MEDIA_TYPES.dockerIndex])),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    manifests: schemas/* array */.YOg(descriptorSchema),
    annotations,
});
// Written by Go, where an empty map or list is null.
const absent = (value, instead) => value ?? instead;
const historySchema = schemas/* object */.Ikc({
    created_by: schemas/* optional */.lqM(schemas/* string */.YjP()),
    comment: schemas/* optional */.lqM(schemas/* string */.YjP()),
    empty_layer: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
});
const configSchema = schemas/* object */.Ikc({
    created: schemas/* optional */.lqM(schemas/* string */.YjP()),
    architecture: schemas/* string */.YjP(),
    os: schemas/* string */.YjP(),
    config: schemas/* pipe */.FsL(schemas/* nullish */.cl6(schemas/* object */.Ikc({ Labels: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())) })), schemas/* transform */.pdi((config) => ({ Labels: absent(config?.Labels, {}) }))),
    rootfs: schemas/* object */.Ikc({ diff_ids: schemas/* array */.YOg(digestSchema) }),
    history: schemas/* pipe */.FsL(schemas/* nullish */.cl6(schemas/* array */.YOg(historySchema)), schemas/* transform */.pdi((history) => absent(history, []))),
});
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image manifest. */
const parseManifest = (bytes, what) => manifest_parse(manifestSchema, bytes, what, 'an image manifest');
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image index. */
const parseIndex = (bytes, what) => manifest_parse(indexSchema, bytes, what, 'an image index');
/** Bytes of config and layers: what a client pulls of an image. */
function compressedBytes({ config, layers }) {
    return layers.reduce((sum, { size }) => sum + size, config.size);
}
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image configuration. */
const parseImageConfig = (bytes, what) => manifest_parse(configSchema, bytes, what, 'an image configuration');
/** Whether a media type is an index's, OCI's or Docker's. */
function isIndexType(mediaType) {
    return mediaType === MEDIA_TYPES.index || mediaType === MEDIA_TYPES.dockerIndex;
}
/** Parses JSON from outside by a schema, once. @throws RegistryError naming `what`, what `kind` it is not, and where. */
function manifest_parse(schema, bytes, what, kind) {
    let content;
    try {
        content = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch {
        // The parser's own words would quote what it stumbled over, and this may come from anywhere.
        throw new errors/* RegistryError */.gl(`${what} is not ${kind}: it is not JSON`);
    }
    const result = parse/* safeParse */.xL(schema, content);
    if (result.success)
        return result.data;
    const issue = result.error.issues[0];
    const key = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    throw new errors/* RegistryError */.gl(`${what} is not ${kind}: ${key}${issue?.message ?? 'invalid'}`);
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
    const results = new Map();
    const failures = [];
    const rest = items.entries();
    const work = async () => {
        for (const [index, item] of rest) {
            if (failures.length > 0)
                return;
            try {
                results.set(index, await task(item));
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: limit }, work));
    if (failures.length > 0)
        throw failures[0];
    return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
/** A shared semaphore that stops handing out slots after the first failure. */
class Semaphore {
    #free;
    #waiting = [];
    #failures = [];
    constructor(slots) {
        this.#free = slots;
    }
    /**
     * Runs a task once a slot is free.
     * @param turn the lowest is next; of the same turn, the task that came first.
     * @throws the first failure, the task's own or that of another: then the task is not run.
     */
    async run(task, turn = 0) {
        if (this.#free > 0)
            this.#free -= 1;
        else
            await this.#wait(turn);
        try {
            if (this.#failures.length > 0)
                throw this.#failures[0];
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
        this.#failures.push(reason);
    }
    #wait(turn) {
        return new Promise((begin) => {
            this.#waiting.push({ turn, begin });
            this.#waiting.sort((a, b) => a.turn - b.turn);
        });
    }
}


/***/ }),

/***/ 4455:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readPublishedImages: () => (/* binding */ readPublishedImages)
});

// UNUSED EXPORTS: readPublishedImage

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(1);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/manifest.ts + 1 modules
var manifest = __webpack_require__(6980);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(5079);
// EXTERNAL MODULE: ./src/registry/empty.ts
var empty = __webpack_require__(2142);
// EXTERNAL MODULE: ./src/registry/http/client.ts + 5 modules
var client = __webpack_require__(2493);
// EXTERNAL MODULE: ./src/registry/http/transport.ts
var transport = __webpack_require__(7885);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(6075);
// EXTERNAL MODULE: ./src/registry/upload.ts
var upload = __webpack_require__(4398);
;// CONCATENATED MODULE: ./src/registry/referrers.ts
/** What is attached to images (distribution-spec, "Listing Referrers"). */











/** By the predicate's type or, where there is none, the artifact's; see docs/attestations.md. */
const TITLES = new Map([
    ['application/spdx+json', 'sbom.spdx.json'],
    ['https://slsa.dev/provenance/v1', 'provenance.json'],
    ['https://in-toto.io/attestation/test-result/v0.1', 'acceptance.json'],
]);
/** The name of the file that `oras pull` makes of the blob: without one it makes none. */
function titled({ artifactType, annotations }) {
    const title = TITLES.get(annotations?.['in-toto.io/predicate-type'] ?? artifactType);
    return title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } };
}
/**
 * What is attached to a manifest (distribution-spec, "Listing Referrers"), also in a registry without that
 * API, where a tag of an agreed form lists it; there it comes in the order in which it was attached.
 */
async function listReferrers(repository, subject, artifactType) {
    const all = (await fromApi(repository, subject)) ?? (await fromTag(repository, subject))?.manifests ?? [];
    // The API may filter but need not.
    return artifactType === undefined ? all : all.filter((found) => found.artifactType === artifactType);
}
/** The last attachment through each client. */
const attaching = new WeakMap();
/**
 * Attaches an artifact to a manifest (distribution-spec, "Pushing Manifests with Subject"). It has the
 * same digest whenever the same is attached, so attaching twice does no harm. A client attaches one at a
 * time: artifacts share the empty blob and, where the registry has no referrers API, a list.
 * @returns the artifact's manifest, as listReferrers() lists it
 */
function pushReferrer(repository, subject, referrer) {
    const last = attaching.get(repository.client) ?? Promise.resolve();
    const attached = last.then(() => attach(repository, subject, referrer));
    attaching.set(repository.client, attached.catch(() => { }));
    return attached;
}
async function attach(repository, subject, referrer) {
    const { artifactType, annotations, mediaType, blob } = referrer;
    const config = EMPTY_DESCRIPTOR;
    const layer = { mediaType, digest: sha256(blob), size: blob.length, ...titled(referrer) };
    await pushEmpty(repository);
    await pushBlob(repository, layer, (start) => Readable.from([blob.subarray(start)]));
    const { mediaType: subjectType, digest, size } = subject;
    const manifest = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.manifest,
        artifactType,
        config,
        layers: [layer],
        subject: { mediaType: subjectType, digest, size },
        annotations,
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const { descriptor, knowsReferrers } = await putManifestWithSubject(repository, sha256(bytes), bytes, MEDIA_TYPES.manifest);
    const listed = { ...descriptor, artifactType, annotations };
    if (!knowsReferrers)
        await addToTag(repository, digest, listed);
    return listed;
}
/**
 * Sees to it that a manifest which is in the repository, and names `subject`, is listed with it: where the
 * registry has the referrers API it is by itself.
 */
async function attachReferrer(repository, subject, referrer) {
    const listed = await listReferrers(repository, subject);
    if (!listed.some(({ digest }) => digest === referrer.digest))
        await addToTag(repository, subject, referrer);
}
/**
 * The one blob of an artifact that pushReferrer() stored.
 * @throws RegistryError when it has none or more; with the status 404 when the artifact is listed and gone.
 */
async function getReferrerBlob(repository, referrer) {
    const what = `artifact ${referrer.digest} in ${(0,registry_repository.formatRepository)(repository)}`;
    const stored = await (0,manifests/* getManifest */.c2)(repository, referrer.digest);
    if (stored === undefined) {
        throw new errors/* RegistryError */.gl(`${what} is listed but not there`, { status: 404 });
    }
    const [layer, ...others] = (0,manifest/* parseManifest */.Ng)(stored.bytes, what).layers;
    if (layer !== undefined && others.length === 0)
        return (0,blobs/* getBlob */.qW)(repository, layer);
    throw new errors/* RegistryError */.gl(`${what} should have one blob`);
}
/** How often a list under a tag is written before a registry that doesn't keep it is given up. */
const MAX_WRITES = 5;
/** More than anybody attaches to an image, and less than memory would notice. */
const MAX_REFERRERS = 10_000;
/**
 * Statuses of registries that don't have the API: 404 by the specification, 406 by Artifactory, others by those
 * that take the path for a wrong request.
 */
const NO_API = [400, 404, 405, 406, 501];
/** Undefined when the registry doesn't have the API. */
async function fromApi(repository, subject) {
    const what = `the referrers of ${subject} in ${(0,registry_repository.formatRepository)(repository)}`;
    const found = new Map();
    let url = (0,registry_repository.pathOf)(repository, `referrers/${subject}`);
    let isFirst = true;
    while (found.size <= MAX_REFERRERS) {
        const answer = await getPage(repository, url, isFirst ? undefined : what);
        if (answer === undefined)
            return undefined;
        isFirst = false;
        const known = found.size;
        for (const manifest of answer.manifests)
            found.set(manifest.digest, manifest);
        const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(answer.link))?.[1];
        if (next === undefined)
            return [...found.values()];
        // A list that goes on after a part with nothing new might never end.
        if (found.size === known || !URL.canParse(next, answer.from.href))
            break;
        url = new URL(next, answer.from);
    }
    throw new errors/* RegistryError */.gl(`${what} never end, or go on nowhere`);
}
/**
 * Undefined when there is no API: who doesn't have it may say so with a web page and the status 200.
 * @param what names a page after the first in messages: that must be an index
 */
async function getPage(repository, url, what) {
    const call = {
        method: 'GET',
        url,
        headers: { accept: manifest/* MEDIA_TYPES */.Z2.index },
        scopes: (0,registry_repository.pullScopes)(repository),
        expect: [200, ...(what === undefined ? NO_API : [])],
    };
    return repository.client.request(call, async (response) => {
        if (response.status !== 200)
            return void (0,transport/* discard */.vf)(response);
        const bytes = await (0,client/* readBytes */.i)(response, manifest/* MAX_MANIFEST_BYTES */.ZJ);
        const index = what === undefined ? asIndex(bytes) : (0,manifest/* parseIndex */.A1)(bytes, what);
        return index && { manifests: index.manifests, from: response.url, link: response.headers.link };
    });
}
/** distribution-spec, "Referrers Tag Schema". */
const tagOf = (subject) => `sha256-${(0,digest/* hexOf */.ZD)(subject)}`;
/** What the tag lists; undefined when it is not there, or is something else. */
async function fromTag(repository, subject) {
    const stored = await namedByTag(repository, subject);
    return stored && asIndex(stored.bytes);
}
/** Some registries (GitLab's) take the tag for the subject's digest: then it names the subject, and lists nothing. */
async function namedByTag(repository, subject) {
    const stored = await (0,manifests/* getManifest */.c2)(repository, tagOf(subject));
    return stored?.descriptor.digest === subject ? undefined : stored;
}
function asIndex(bytes) {
    try {
        return (0,manifest/* parseIndex */.A1)(bytes, 'the answer');
    }
    catch (error) {
        if (error instanceof errors/* RegistryError */.gl)
            return undefined;
        throw error;
    }
}
/**
 * The tag's index can't be changed atomically: of two processes that attach to the same image at the same
 * moment, one may undo what the other did. It is read back, which notices most such cases and writes again.
 * @throws ConfigurationError when somebody gave the tag to something else, RegistryError when it is not kept.
 */
async function addToTag(repository, subject, referrer) {
    const tag = tagOf(subject);
    for (let written = 0;; written++) {
        const stored = await namedByTag(repository, subject);
        const index = stored && asIndex(stored.bytes);
        if (stored !== undefined && index === undefined) {
            throw new ConfigurationError(`${formatRepository(repository)}:${tag} is not a list of what is attached to ${subject}: remove that tag`);
        }
        const manifests = index?.manifests ?? [];
        if (manifests.some(({ digest }) => digest === referrer.digest))
            return;
        if (written === MAX_WRITES)
            break;
        const changed = {
            schemaVersion: 2,
            mediaType: MEDIA_TYPES.index,
            manifests: [...manifests, referrer],
            annotations: index?.annotations,
        };
        await putManifest(repository, tag, Buffer.from(JSON.stringify(changed)), MEDIA_TYPES.index);
    }
    throw new RegistryError(`${formatRepository(repository)} does not keep what is attached to ${subject}`);
}

// EXTERNAL MODULE: ./src/plan/plan.ts + 3 modules
var plan = __webpack_require__(3965);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
;// CONCATENATED MODULE: ./src/plan/record.ts
/** Acceptance records: in-toto test results, bound to the digest of an image. */


/** Media type of the record's blob and `artifactType` of its manifest: an in-toto Statement in JSON. */
const RECORD_TYPE = 'application/vnd.in-toto+json';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
const testOutcome = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    outcome: schemas/* enum */.k5n(['passed', 'failed']),
    seconds: schemas/* number */.aig(),
    /** What the test reports. */
    saw: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const section = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP());
const details = schemas/* object */.Ikc({
    cell: schemas/* string */.YjP(),
    platform: schemas/* string */.YjP(),
    /** 64 hex digits each. */
    fingerprint: schemas/* string */.YjP(),
    testsFingerprint: schemas/* string */.YjP(),
    compressedBytes: schemas/* number */.aig(),
    unpackedBytes: schemas/* number */.aig(),
    tests: schemas/* array */.YOg(testOutcome),
    /** The fingerprints' parts, shortened by notedParts(), to explain later what changed. */
    parts: schemas/* optional */.lqM(schemas/* object */.Ikc({ settings: section, args: section, stages: section, files: section })),
    testParts: schemas/* optional */.lqM(schemas/* object */.Ikc({ tests: section, files: section })),
});
const statement = schemas/* object */.Ikc({
    _type: schemas/* literal */.euz('https://in-toto.io/Statement/v1'),
    subject: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP() }) })),
    predicateType: schemas/* literal */.euz(TEST_RESULT),
    predicate: schemas/* object */.Ikc({
        result: schemas/* enum */.k5n(['PASSED', 'WARNED', 'FAILED']),
        configuration: schemas/* array */.YOg(schemas/* unknown */.L5J()),
        passedTests: schemas/* array */.YOg(schemas/* string */.YjP()),
        failedTests: schemas/* array */.YOg(schemas/* string */.YjP()),
        /** Our extension of the predicate, as in-toto's parsing rules allow. */
        sparkImages: details,
    }),
});
/** The limit of a record's parts, as every plan reads every record. */
const MAX_PARTS_BYTES = 100_000;
/** Drops the parts of a record if they are too large. */
function bounded(record) {
    const { parts, testParts, ...rest } = record;
    return JSON.stringify([parts, testParts]).length > MAX_PARTS_BYTES ? rest : record;
}
/** The in-toto statement of a record about the image `name` at `digest` (`sha256:…`). */
function encodeRecord(record, name, digest) {
    const named = (outcome) => record.tests.filter((test) => test.outcome === outcome).map((test) => test.name);
    const failed = named('failed');
    const value = {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name, digest: { sha256: digest.replace(/^sha256:/, '') } }],
        predicateType: TEST_RESULT,
        predicate: {
            result: failed.length === 0 ? 'PASSED' : 'FAILED',
            configuration: [{ digest: { sha256: record.testsFingerprint } }],
            passedTests: named('passed'),
            failedTests: failed,
            sparkImages: bounded(record),
        },
    };
    return Buffer.from(JSON.stringify(value));
}
/**
 * Parses a record that a registry held for the image at `digest`.
 * @throws ConfigurationError when it is not a record of ours about that image.
 */
function decodeRecord(bytes, digest) {
    let content;
    try {
        content = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1(`the acceptance record of ${digest} is not JSON`, { cause });
    }
    const parsed = statement.safeParse(content);
    if (!parsed.success)
        throw new errors/* ConfigurationError */.j1(`the acceptance record of ${digest} is not one of ours`);
    const { subject, predicate } = parsed.data;
    if (!subject.some((image) => `sha256:${image.digest.sha256}` === digest)) {
        throw new errors/* ConfigurationError */.j1(`the acceptance record attached to ${digest} is about another image`);
    }
    return { ...predicate.sparkImages, result: predicate.result };
}

;// CONCATENATED MODULE: ./src/plan/lookup.ts
/** Reads from the registry which cells are published, with their acceptance records. */






/** Requests at a time. */
const PARALLEL = 8;
/**
 * What the repository holds under the targets' staging tags, with the newest acceptance record of each; of
 * those that it does not hold, the newest image of the cell. A repository that is not there holds nothing.
 * @throws RegistryError when the registry refuses the credentials.
 */
async function readPublishedImages(repository, targets) {
    try {
        const published = await lookUpAll(repository, targets.map(({ tag }) => tag));
        const missing = targets.filter(({ tag }) => !published.has(tag));
        const earlier = await lookUpAll(repository, missing.map(({ cell }) => (0,plan/* newestTag */.rx)(cell)));
        return { published, earlier };
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl) || !isUnreadable(error))
            throw error;
        return { published: new Map(), earlier: new Map(), refused: error.message };
    }
}
/**
 * Whether there may be nothing to read: some registries (GitHub's too) say "denied" of a repository that is not
 * there yet, and ask who we are for one that is private. Wrong credentials are a mistake.
 */
function isUnreadable({ status, refused }) {
    return refused === 'anonymous' || (refused !== undefined && status === 403);
}
async function lookUpAll(repository, tags) {
    const found = await (0,parallel/* inParallel */.H)(PARALLEL, [...new Set(tags)], async (tag) => [tag, await lookUp(repository, tag)]);
    return new Map(found.filter((entry) => entry[1] !== undefined));
}
async function lookUp(repository, tag) {
    const image = await (0,manifests.resolveTag)(repository, tag);
    return image && readPublishedImage(repository, image.digest);
}
/** An image with its newest acceptance record. */
async function readPublishedImage(repository, digest) {
    const referrers = await listReferrers(repository, digest, RECORD_TYPE);
    const records = referrers.filter(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === TEST_RESULT);
    const newest = [...records].sort((a, b) => created(a).localeCompare(created(b))).at(-1);
    if (newest === undefined)
        return { digest };
    const recorded = created(newest);
    const blob = await blobOf(repository, newest);
    if (blob === undefined) {
        return { digest, recorded, flaw: 'the acceptance record is listed, and gone from the registry' };
    }
    try {
        return { digest, recorded, record: decodeRecord(blob, digest) };
    }
    catch (error) {
        // Whoever may write to the repository may attach anything: what we can't use is as if it were not there.
        if (error instanceof errors/* ConfigurationError */.j1)
            return { digest, recorded, flaw: error.message };
        throw error;
    }
}
/** Undefined when it is gone: what cleans up a registry may leave the list of what was attached. */
async function blobOf(repository, listed) {
    try {
        return await getReferrerBlob(repository, listed);
    }
    catch (error) {
        if (error instanceof errors/* RegistryError */.gl && error.status === 404)
            return undefined;
        throw error;
    }
}
function created({ annotations }) {
    return annotations?.['org.opencontainers.image.created'] ?? '';
}


/***/ }),

/***/ 5079:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   qW: () => (/* binding */ getBlob)
/* harmony export */ });
/* unused harmony exports hasBlob, openBlob */
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8825);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2493);
/* harmony import */ var _http_transport_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7885);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6075);
/** Reads blobs (distribution-spec, "Pulling blobs"). */






/** A blob that is read into memory, a record or a configuration, has at most so many bytes. */
const MAX_SMALL_BLOB_BYTES = 32 * 1024 * 1024;
/** @param scopes the rights to ask with: pushScopes() where a push comes next */
function hasBlob(repository, digest, scopes = pullScopes(repository)) {
    const call = {
        method: 'HEAD',
        url: pathOf(repository, `blobs/${digest}`),
        scopes,
        expect: [200, 404],
    };
    return repository.client.request(call, (response) => {
        discard(response);
        return response.status === 200;
    });
}
/** A small blob's bytes, verified. @throws RegistryError when it is not there or larger than 32 MiB. */
async function getBlob(repository, descriptor) {
    const what = nameOf(repository, descriptor);
    if (descriptor.size > MAX_SMALL_BLOB_BYTES) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(`${what} is too large to be read at once`);
    }
    return repository.client.request(blobCall(repository, descriptor), async (response) => {
        const bytes = await (0,_http_client_js__WEBPACK_IMPORTED_MODULE_3__/* .readBytes */ .i)(response, descriptor.size);
        (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .verify */ .MX)(bytes, descriptor, what);
        return bytes;
    });
}
/** A blob's bytes as a stream, which fails at its end when they are not what the descriptor says. */
function openBlob(repository, descriptor) {
    return repository.client.request(blobCall(repository, descriptor), ({ body }) => pipeline(body, verifying(descriptor, nameOf(repository, descriptor)), () => { }));
}
function blobCall(repository, { digest }) {
    return {
        method: 'GET',
        url: (0,_repository_js__WEBPACK_IMPORTED_MODULE_5__.pathOf)(repository, `blobs/${digest}`),
        scopes: (0,_repository_js__WEBPACK_IMPORTED_MODULE_5__.pullScopes)(repository),
        expect: [200],
    };
}
function nameOf(repository, { digest }) {
    return `blob ${digest} in ${(0,_repository_js__WEBPACK_IMPORTED_MODULE_5__.formatRepository)(repository)}`;
}


/***/ }),

/***/ 2142:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* unused harmony exports EMPTY_DESCRIPTOR, pushEmpty */
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6980);
/* harmony import */ var _upload_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4398);
/** The empty JSON object that artifacts have as configuration. */




const EMPTY = Buffer.from('{}');
/** What artifacts have as configuration (image-spec, manifest.md, "Guidance for an Empty Descriptor"). */
const EMPTY_DESCRIPTOR = {
    mediaType: _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .MEDIA_TYPES */ .Z2.empty,
    digest: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(EMPTY),
    size: EMPTY.length,
};
/** Stores the blob that EMPTY_DESCRIPTOR names. */
async function pushEmpty(repository) {
    await pushBlob(repository, EMPTY_DESCRIPTOR, (start) => Readable.from([EMPTY.subarray(start)]));
}


/***/ }),

/***/ 1:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c2: () => (/* binding */ getManifest),
/* harmony export */   resolveTag: () => (/* binding */ resolveTag)
/* harmony export */ });
/* unused harmony exports putManifest, putManifestWithSubject, checkStored */
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8825);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6980);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2493);
/* harmony import */ var _http_transport_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7885);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6075);
/** Reads and stores manifests and indexes (distribution-spec, "Pulling manifests" and "Pushing Manifests"). */








const ACCEPTED = [
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.manifest,
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.index,
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.dockerManifest,
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.dockerIndex,
].join(', ');
/**
 * What a tag or a digest names, undefined when there is nothing (or no such repository). It believes the
 * registry's headers: use getManifest() where that matters.
 */
async function resolveTag(repository, reference) {
    const known = await repository.client.request(manifestCall(repository, 'HEAD', reference), (response) => {
        (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
        if (response.status === 404)
            return undefined;
        return describedBy(response, reference) ?? 'unknown';
    });
    // Registries should give digest and length, and some don't.
    return known === 'unknown' ? (await getManifest(repository, reference))?.descriptor : known;
}
/** A manifest or index, undefined when there is none. By a digest, the bytes are verified against it. */
function getManifest(repository, reference) {
    return repository.client.request(manifestCall(repository, 'GET', reference), async (response) => {
        if (response.status === 404)
            return void (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
        const bytes = await (0,_http_client_js__WEBPACK_IMPORTED_MODULE_5__/* .readBytes */ .i)(response, _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_MANIFEST_BYTES */ .ZJ);
        const said = response.headers['docker-content-digest'];
        const digest = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(reference) ? reference : (asDigest(said) ?? (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256 */ .sc)(bytes));
        (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .verify */ .MX)(bytes, { digest, size: bytes.length }, `manifest ${reference} in ${(0,_repository_js__WEBPACK_IMPORTED_MODULE_7__.formatRepository)(repository)}`);
        const mediaType = (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .mediaTypeOf */ .c0)(response) ?? _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.manifest;
        return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
    });
}
/**
 * Stores a manifest or index under a tag or its digest, bit for bit.
 * @throws RegistryError when the registry says that it stored something else.
 */
async function putManifest(repository, reference, bytes, mediaType) {
    return (await putManifestWithSubject(repository, reference, bytes, mediaType)).descriptor;
}
/** As putManifest(); also whether the registry took note of the manifest's subject. */
function putManifestWithSubject(repository, reference, bytes, mediaType) {
    const digest = sha256(bytes);
    const call = {
        method: 'PUT',
        url: pathOf(repository, `manifests/${checkReference(reference)}`),
        headers: { 'content-type': mediaType },
        body: { size: bytes.length, open: () => Readable.from([bytes]) },
        scopes: pushScopes(repository),
        expect: [201],
    };
    return repository.client.request(call, (response) => {
        discard(response);
        checkStored(repository, response, digest);
        const knowsReferrers = response.headers['oci-subject'] !== undefined;
        return { descriptor: { mediaType, digest, size: bytes.length }, knowsReferrers };
    });
}
/** @throws RegistryError when the registry says that it stored something else than what it was given. */
function checkStored(repository, { headers }, digest) {
    const stored = headers['docker-content-digest'];
    if (typeof stored !== 'string' || stored === digest)
        return;
    const what = isDigest(stored) ? stored : 'something else';
    throw new RegistryError(`${formatRepository(repository)} stored ${what} when it was given ${digest}`);
}
function manifestCall(repository, method, reference) {
    return {
        method,
        url: (0,_repository_js__WEBPACK_IMPORTED_MODULE_7__.pathOf)(repository, `manifests/${checkReference(reference)}`),
        headers: { accept: ACCEPTED },
        scopes: (0,_repository_js__WEBPACK_IMPORTED_MODULE_7__.pullScopes)(repository),
        expect: [200, 404],
    };
}
/** A digest, or a tag by the grammar: it becomes part of a path. */
function checkReference(reference) {
    return reference.includes(':') ? (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDigest */ .m)(reference) : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .checkTag */ .Bs)(reference);
}
function asDigest(header) {
    return typeof header === 'string' && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(header) ? header : undefined;
}
/** The descriptor in a HEAD response's headers, if all of it is there. */
function describedBy(response, reference) {
    const { headers } = response;
    const digest = asDigest(headers['docker-content-digest']);
    const mediaType = (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .mediaTypeOf */ .c0)(response);
    const size = Number(headers['content-length'] ?? Number.NaN);
    if (digest === undefined || mediaType === undefined || !Number.isSafeInteger(size))
        return undefined;
    if ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(reference) && digest !== reference)
        return undefined;
    return { mediaType, digest, size };
}


/***/ }),

/***/ 4398:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* unused harmony exports pushBlob, beginUpload, cancelUpload */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5079);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1350);
/* harmony import */ var _http_transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7885);
/* harmony import */ var _manifests_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6075);






/** From this size on, in bytes, an upload that breaks off is worth resuming. */
const RESUMABLE_BYTES = (/* unused pure expression or super */ null && (8 * 1024 * 1024));
/**
 * Stores a blob in a repository (distribution-spec, "Pushing blobs"): nothing is sent when it is there, or
 * when it can be mounted from one of the repositories `mountFrom` of the same registry. A small blob goes
 * in one PUT. A large one goes as Docker sends it, in one PATCH of no announced length, and is resumed
 * where the registry says it broke off, if the registry kept that (distribution doesn't when the connection
 * was lost in the middle). Not in chunks: GHCR refuses those over 4 MiB, and ECR loses all after the first
 * (https://github.com/aws/containers-roadmap/issues/2831). The registry verifies the digest at the end.
 */
async function pushBlob(repository, descriptor, open, { mountFrom = [] } = {}) {
    if (await isThere(repository, descriptor))
        return 'existed';
    for (const source of mountFrom) {
        if (source !== repository.image.repository && (await mount(repository, descriptor, source)))
            return 'mounted';
    }
    await send(repository, descriptor, open);
    return 'uploaded';
}
/**
 * Whether a blob needs no sending. Some registries (GitHub's) say "denied" of a repository that is not there yet:
 * where it is there and we may not write to it, the upload itself will say so.
 */
async function isThere(repository, { digest }) {
    try {
        return await hasBlob(repository, digest, pushScopes(repository));
    }
    catch (error) {
        if (error instanceof RegistryError && error.refused !== undefined)
            return false;
        throw error;
    }
}
/** Sends a blob's bytes, and after each failure those that the registry does not have yet. */
async function send(repository, descriptor, open) {
    let session;
    await repository.client.retrying(async () => {
        // The answer to the last request may have been lost, and not the request.
        if (session !== undefined && (await isThere(repository, descriptor)))
            return;
        const progress = session && (await progressOf(repository, session, descriptor));
        session = progress?.location ?? locationOf(await repository.client.once(uploadCall(repository, '')));
        try {
            session = await sendFrom(repository, session, descriptor, progress?.start ?? 0, open);
            await finish(repository, session, descriptor, open);
        }
        catch (error) {
            if (progress === undefined || !isFinal(error) || error.refused !== undefined)
                throw error;
            // What was resumed did not fit together: once more from the start.
            session = undefined;
            throw new RegistryError(error.message, { transient: true, cause: error });
        }
    });
}
/** Whether the registry answered, and asking again would not help. */
function isFinal(error) {
    return error instanceof RegistryError && !error.transient;
}
/** Begins an upload. @returns where its bytes go, in the registry's own words. */
async function beginUpload(repository, policy = PATIENT) {
    return repository.client.request(uploadCall(repository, ''), (response) => locationOf(response), policy);
}
/** Ends an upload without storing anything. A registry that doesn't let us will forget it by itself. */
async function cancelUpload(repository, location) {
    const call = {
        method: 'DELETE',
        url: location,
        scopes: pushScopes(repository),
        // Some want the right to delete for it, which nobody needs who pushes.
        expect: [200, 202, 204, 400, 401, 403, 404, 405, 501],
    };
    await repository.client.request(call, discard);
}
/** distribution-spec, "Mounting a blob from another repository"; false when that doesn't work. */
async function mount(repository, { digest }, source) {
    const query = `?mount=${digest}&from=${encodeURIComponent(source)}`;
    const call = {
        ...uploadCall(repository, query),
        scopes: [...pushScopes(repository), `repository:${source}:pull`],
        expect: [201, 202, 404],
    };
    try {
        const response = await repository.client.once(call);
        // Instead of mounting, the registry may have begun an ordinary upload.
        if (response.status === 202)
            await cancelUpload(repository, locationOf(response));
        else
            discard(response);
        if (response.status !== 201)
            return false;
        checkStored(repository, response, digest);
        return true;
    }
    catch {
        // It may not let us read the other one, for instance; what matters will show in the upload itself.
        return false;
    }
}
function uploadCall(repository, query) {
    return {
        method: 'POST',
        url: pathOf(repository, `blobs/uploads/${query}`),
        headers: { 'content-length': '0' },
        scopes: pushScopes(repository),
        expect: [202],
    };
}
/** Sends what is missing of a large blob. @returns where the upload goes on */
async function sendFrom(repository, location, { size }, start, open) {
    if (size < RESUMABLE_BYTES || start === size)
        return location;
    const range = start === 0 ? {} : { 'content-range': `${start}-${size - 1}` };
    const response = await repository.client.once({
        method: 'PATCH',
        url: location,
        headers: { 'content-type': 'application/octet-stream', ...range },
        body: { size: start === 0 ? 'unannounced' : size - start, open: () => open(start) },
        scopes: pushScopes(repository),
        expect: [201, 202, 204],
    });
    return locationOf(response);
}
/**
 * How far an upload has got, as its next byte's offset (distribution-spec, "Pushing a blob in chunks");
 * undefined when the registry doesn't know it any more or doesn't tell, or a small blob is sent anew anyway.
 */
async function progressOf(repository, location, { size }) {
    if (size < RESUMABLE_BYTES)
        return undefined;
    const call = {
        method: 'GET',
        url: location,
        scopes: pushScopes(repository),
        expect: [202, 204, 400, 404, 416],
    };
    const response = await repository.client.once(call).catch((error) => {
        // Who doesn't let us ask (405) may well let us begin anew.
        if (isFinal(error))
            return undefined;
        throw error;
    });
    if (response === undefined)
        return undefined;
    discard(response);
    const last = /^(?:bytes=)?0-(\d+)$/.exec(String(response.headers.range))?.[1];
    // "0-0" is written for nothing at all as well as for one byte.
    if (response.status >= 400 || last === undefined || last === '0' || Number(last) >= size)
        return undefined;
    return { location: locationOf(response), start: Number(last) + 1 };
}
/** Closes an upload, a small blob's with all its bytes; the registry checks the digest. */
async function finish(repository, location, { digest, size }, open) {
    const url = asGiven(new URL(location));
    url.searchParams.set('digest', digest);
    const content = size < RESUMABLE_BYTES
        ? { headers: { 'content-type': 'application/octet-stream' }, body: { size, open: () => open(0) } }
        : { headers: { 'content-length': '0' } };
    const call = { method: 'PUT', url, scopes: pushScopes(repository), expect: [201, 204], ...content };
    const response = await repository.client.once(call);
    discard(response);
    checkStored(repository, response, digest);
}
function locationOf(response) {
    discard(response);
    const { location } = response.headers;
    if (location === undefined || !URL.canParse(location, response.url.href)) {
        throw new RegistryError(`${response.url.host} began an upload without a place for it`);
    }
    return asGiven(new URL(location, response.url));
}


/***/ })

};
