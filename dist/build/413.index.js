export const id = 413;
export const ids = [413];
export const modules = {

/***/ 9413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lookUpPublished: () => (/* binding */ lookUpPublished)
/* harmony export */ });
/* unused harmony export lookUpImage */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3716);
/* harmony import */ var _registry_http_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6510);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1065);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5406);





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
        const earlier = await lookUpAll(repository, missing.map(({ cell }) => (0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .newestTag */ .rx)(cell)));
        return { published, earlier };
    }
    catch (error) {
        if (!(error instanceof _registry_http_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .AccessError */ .Zz) || !isUnreadable(error))
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
    const found = await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_4__/* .inParallel */ .H)(PARALLEL, [...new Set(tags)], async (tag) => [tag, await lookUp(repository, tag)]);
    return new Map(found.filter((entry) => entry[1] !== undefined));
}
async function lookUp(repository, tag) {
    const image = await repository.resolve(tag);
    return image && lookUpImage(repository, image.digest);
}
/** An image with its newest acceptance record. */
async function lookUpImage(repository, digest) {
    const referrers = await repository.referrers(digest, _record_js__WEBPACK_IMPORTED_MODULE_3__/* .RECORD_TYPE */ .Bm);
    const records = referrers.filter(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === _record_js__WEBPACK_IMPORTED_MODULE_3__/* .TEST_RESULT */ .bo);
    const newest = [...records].sort((a, b) => created(a).localeCompare(created(b))).at(-1);
    if (newest === undefined)
        return { digest };
    const recorded = created(newest);
    const blob = await blobOf(repository, newest);
    if (blob === undefined) {
        return { digest, recorded, flaw: 'the acceptance record is listed, and gone from the registry' };
    }
    try {
        return { digest, recorded, record: (0,_record_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeRecord */ .eT)(blob, digest) };
    }
    catch (error) {
        // Whoever may write to the repository may attach anything: what we can't use is as if it were not there.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1)
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
        if (error instanceof _registry_http_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl && error.status === 404)
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
