export const id = 230;
export const ids = [230];
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

/***/ 1230:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lookUpPublished: () => (/* binding */ lookUpPublished)
});

// UNUSED EXPORTS: lookUpImage

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
// EXTERNAL MODULE: ./src/registry/http/failure.ts
var failure = __webpack_require__(6510);
// EXTERNAL MODULE: ./src/plan/plan.ts + 3 modules
var plan = __webpack_require__(3965);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
;// CONCATENATED MODULE: ./src/plan/record.ts


/** Media type of the record's blob and `artifactType` of its manifest: an in-toto Statement in JSON. */
const RECORD_TYPE = 'application/vnd.in-toto+json';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
const testOutcome = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    outcome: schemas/* enum */.k5n(['passed', 'failed']),
    seconds: schemas/* number */.aig(),
    /** What the test saw, in its own words. */
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
    /** What the fingerprints were made of, as notedParts() gives it: for the words on what changed since. */
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
/** Of the parts in a record: it is read for every cell of a plan. */
const MAX_PARTS_BYTES = 100_000;
/** A record without its parts when these are too many. */
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





/** Requests at a time. */
const PARALLEL = 8;
/**
 * What the repository holds under the targets' staging tags, with the newest acceptance record of each; of
 * those that it does not hold, the newest image of the cell. A repository that is not there holds nothing.
 * @throws ConfigurationError when the registry refuses the credentials.
 */
async function lookUpPublished(repository, targets) {
    try {
        const published = await lookUpAll(repository, targets.map(({ tag }) => tag));
        const missing = targets.filter(({ tag }) => !published.has(tag));
        const earlier = await lookUpAll(repository, missing.map(({ cell }) => (0,plan/* newestTag */.rx)(cell)));
        return { published, earlier };
    }
    catch (error) {
        if (!(error instanceof failure/* AccessError */.Zz) || !isUnreadable(error))
            throw error;
        return { published: new Map(), earlier: new Map(), refused: error.message };
    }
}
/**
 * Whether there may be nothing to read: some registries (GitHub's too) say "denied" of a repository that is not
 * there yet, and ask who we are for one that is private. Wrong credentials are a mistake.
 */
function isUnreadable({ status, anonymous }) {
    return anonymous || status === 403;
}
async function lookUpAll(repository, tags) {
    const found = await (0,parallel/* inParallel */.H)(PARALLEL, [...new Set(tags)], async (tag) => [tag, await lookUp(repository, tag)]);
    return new Map(found.filter((entry) => entry[1] !== undefined));
}
async function lookUp(repository, tag) {
    const image = await repository.resolve(tag);
    return image && lookUpImage(repository, image.digest);
}
/** An image with its newest acceptance record. */
async function lookUpImage(repository, digest) {
    const referrers = await repository.referrers(digest, RECORD_TYPE);
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
        return await repository.getReferrerBlob(listed);
    }
    catch (error) {
        if (error instanceof failure/* RegistryError */.gl && error.status === 404)
            return undefined;
        throw error;
    }
}
function created({ annotations }) {
    return annotations?.['org.opencontainers.image.created'] ?? '';
}


/***/ }),

/***/ 6510:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ isTransientStatus),
/* harmony export */   TX: () => (/* binding */ isNetworkError),
/* harmony export */   Zz: () => (/* binding */ AccessError),
/* harmony export */   cT: () => (/* binding */ withoutSecrets),
/* harmony export */   gl: () => (/* binding */ RegistryError),
/* harmony export */   kW: () => (/* binding */ parseErrorBody),
/* harmony export */   l: () => (/* binding */ isTransientNetworkError),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter)
/* harmony export */ });
/* unused harmony export networkCode */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4343);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3945);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8992);



/** Of what a registry says. */
const MAX_LINE = 300;
/**
 * What went wrong between us and a registry, when it isn't the user's fault (that is a
 * ConfigurationError). `transient` says that the same request may succeed later.
 */
class RegistryError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ExpectedError */ .Dh {
    name = 'RegistryError';
    transient;
    /** The response's status, if there was a response. */
    status;
    /** Error codes in the response's body (distribution-spec, "Error Codes"), like MANIFEST_UNKNOWN. */
    codes;
    /** How long the registry asks to wait, in ms. */
    retryAfter;
    constructor(message, details) {
        super(message, 'cause' in details ? { cause: details.cause } : undefined);
        this.transient = details.transient;
        this.status = details.status;
        this.codes = details.codes ?? [];
        this.retryAfter = details.retryAfter;
    }
}
/** A registry that refuses us: credentials are missing or wrong, or lack a right. */
class AccessError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1 {
    /** 401: who are you; 403: not you. */
    status;
    /** Whether we came without credentials. */
    anonymous;
    constructor(message, details) {
        super(message);
        this.status = details.status;
        this.anonymous = details.anonymous;
    }
}
/** Whether a response of this status may be another when the request is sent again. */
function isTransientStatus(status) {
    return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
// Names that don't resolve and certificates that aren't trusted stay as they are; connections come back.
const TRANSIENT_CODES = new Set([
    'EAI_AGAIN',
    'ECONNABORTED',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETDOWN',
    'ENETRESET',
    'ENETUNREACH',
    'EPIPE',
    'ERR_STREAM_PREMATURE_CLOSE',
    'ETIMEDOUT',
]);
/** The code of a network failure, like ECONNREFUSED; also of one of several addresses tried. */
function networkCode(error) {
    if (error instanceof AggregateError && error.errors.length > 0)
        return networkCode(error.errors[0]);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : undefined;
}
/** Whether an error is one of the network: Node's have codes, and an aborted request is an AbortError. */
function isNetworkError(error) {
    return networkCode(error) !== undefined || (error instanceof Error && error.message === 'aborted');
}
/** Whether a network failure may pass. */
function isTransientNetworkError(error) {
    const code = networkCode(error);
    // Node's "socket hang up" has the code ECONNRESET; a tunnel that a proxy closes has none.
    return code === undefined ? /socket|tunneling/.test(String(error)) : TRANSIENT_CODES.has(code);
}
/** Retry-After in ms: seconds, or a date (RFC 9110, 10.2.3). `now` in ms. */
function parseRetryAfter(value, now = Date.now()) {
    if (value === undefined)
        return undefined;
    if (/^\d{1,9}$/.test(value))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
const errorBody = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    errors: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ code: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), message: zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()) })),
});
/**
 * What an error response's body says: codes, and one line of text for people (empty when there is none).
 * @param secrets what of it is not for people: a registry may repeat what we sent
 */
function parseErrorBody(body, secrets = []) {
    let content;
    try {
        content = JSON.parse(body);
    }
    catch {
        return { codes: [], text: '' };
    }
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .safeParse */ .xL(errorBody, content);
    if (!parsed.success)
        return { codes: [], text: '' };
    const lines = parsed.data.errors.map(({ code, message }) => (message ? `${code}: ${message}` : code));
    // Before it is cut: a part of a secret is one too.
    const text = (0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(withoutSecrets(lines.join('; '), secrets), MAX_LINE);
    return { codes: parsed.data.errors.map(({ code }) => code), text };
}
/** A text with the secrets that it repeats made unreadable, also as they stand in URLs and forms. */
function withoutSecrets(text, secrets) {
    return secrets
        .filter(Boolean)
        .flatMap((secret) => [secret, ...encoded(secret), ...encoded(secret).map((text) => text.toLowerCase())])
        .sort((a, b) => b.length - a.length)
        .reduce((safe, secret) => safe.replaceAll(secret, '***'), text);
}
/** As a part of a URL, as several parts of one, and in a form. */
function encoded(secret) {
    // By a buffer: half a surrogate pair can't be encoded.
    const text = Buffer.from(secret).toString();
    return [encodeURIComponent(text), encodeURI(text), `${new URLSearchParams([['', text]])}`.slice(1)];
}


/***/ })

};
