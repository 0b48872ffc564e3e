export const id = 101;
export const ids = [101];
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
/** @throws ExpectedError naming `what` and the key at fault when the bytes are not an image manifest. */
const parseManifest = (bytes, what) => manifest_parse(manifestSchema, bytes, what, 'an image manifest');
/** @throws ExpectedError naming `what` and the key at fault when the bytes are not an image index. */
const parseIndex = (bytes, what) => manifest_parse(indexSchema, bytes, what, 'an image index');
/** Bytes of config and layers: what a client pulls of an image. */
function compressedBytes({ config, layers }) {
    return layers.reduce((sum, { size }) => sum + size, config.size);
}
/** @throws ExpectedError naming `what` and the key at fault when the bytes are not an image configuration. */
const parseImageConfig = (bytes, what) => manifest_parse(configSchema, bytes, what, 'an image configuration');
/** Whether a media type is an index's, OCI's or Docker's. */
function isIndexType(mediaType) {
    return mediaType === MEDIA_TYPES.index || mediaType === MEDIA_TYPES.dockerIndex;
}
/** Parses JSON from outside by a schema, once. @throws ExpectedError naming `what`, what `kind` it is not, and where. */
function manifest_parse(schema, bytes, what, kind) {
    let content;
    try {
        content = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch {
        // The parser's own words would quote what it stumbled over, and this may come from anywhere.
        throw new errors/* ExpectedError */.Dh(`${what} is not ${kind}: it is not JSON`);
    }
    const result = parse/* safeParse */.xL(schema, content);
    if (result.success)
        return result.data;
    const issue = result.error.issues[0];
    const key = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    throw new errors/* ExpectedError */.Dh(`${what} is not ${kind}: ${key}${issue?.message ?? 'invalid'}`);
}


/***/ }),

/***/ 2142:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ EMPTY_DESCRIPTOR),
/* harmony export */   k: () => (/* binding */ pushEmpty)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6980);



const EMPTY = Buffer.from('{}');
/** What artifacts have as configuration (image-spec, manifest.md, "Guidance for an Empty Descriptor"). */
const EMPTY_DESCRIPTOR = {
    mediaType: _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .MEDIA_TYPES */ .Z2.empty,
    digest: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(EMPTY),
    size: EMPTY.length,
};
/** Stores the blob that EMPTY_DESCRIPTOR names. */
async function pushEmpty(repository) {
    await repository.pushBlob(EMPTY_DESCRIPTOR, (start) => node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([EMPTY.subarray(start)]));
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


/***/ }),

/***/ 7885:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ connectionError),
/* harmony export */   O7: () => (/* binding */ asGiven),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   oK: () => (/* binding */ Transport),
/* harmony export */   vf: () => (/* binding */ discard),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4942);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2148);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6510);




const LIMITS = { connect: 15_000, idle: 90_000 };
const USER_AGENT = 'spark-images-action';
/**
 * The one place that speaks HTTP: sends one request and gives its response whatever the status, through
 * the proxy that https_proxy, http_proxy and no_proxy name, over connections kept alive. No retries, no
 * redirects, no credentials of its own.
 */
class Transport {
    #agents = new Map();
    #limits;
    constructor(limits = LIMITS) {
        this.#limits = limits;
    }
    /**
     * @throws RegistryError when no response came: `cause` is the network's error.
     * @throws whatever the body's stream fails with.
     */
    async send(request) {
        const { method, url } = request;
        if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U9)(url.hostname))) {
            const problem = 'only a registry on this machine may be spoken to without TLS';
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .RegistryError */ .gl(`${nameOf(url)}: ${problem}`, { transient: false });
        }
        const abort = new AbortController();
        const timer = setTimeout(() => abort.abort(timeout(url, this.#limits.idle)), this.#limits.idle);
        const upload = request.body === undefined ? undefined : new Upload(request.body, timer, abort);
        // A client for each request, as only its handlers can reach a request's options.
        const client = new _actions_http_client__WEBPACK_IMPORTED_MODULE_1__/* .HttpClient */ .Qq(USER_AGENT, [options(this.#agentOf(url), abort.signal)], {
            allowRedirects: false,
            socketTimeout: this.#limits.idle * 2,
        });
        const headers = { ...request.headers, ...upload?.headers };
        try {
            const sent = client.request(method, url.href, upload?.stream ?? null, headers);
            // Node leaves a request open whose connection became another protocol's (101).
            const { message } = await Promise.race([sent, rejection(abort.signal)]);
            timer.refresh();
            const incoming = metered(url, message, timer);
            const body = upload === undefined || upload.isSent ? incoming : await cutShort(incoming, abort);
            return { status: message.statusCode ?? 0, headers: message.headers, body, url };
        }
        catch (error) {
            clearTimeout(timer);
            throw abort.signal.aborted ? abort.signal.reason : connectionError(url, error);
        }
        finally {
            upload?.stream.destroy();
        }
    }
    /** Closes the connections that are kept alive. */
    close() {
        for (const agent of this.#agents.values())
            agent.destroy();
        this.#agents.clear();
    }
    /** One for each origin, which keeps its connections, made by HttpClient so that proxies are used. */
    #agentOf({ origin }) {
        const known = this.#agents.get(origin);
        if (known !== undefined)
            return known;
        const agent = new _actions_http_client__WEBPACK_IMPORTED_MODULE_1__/* .HttpClient */ .Qq(USER_AGENT, [], { keepAlive: true }).getAgent(origin);
        limitConnect(agent, this.#limits.connect);
        this.#agents.set(origin, agent);
        return agent;
    }
}
/** Fails when the signal is given, with its reason. */
function rejection(signal) {
    const rejected = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    rejected.catch(() => { });
    return rejected;
}
/** A request's body on its way: keeps the timer awake, ends the request when its source fails. */
class Upload {
    stream;
    headers;
    isSent = false;
    constructor(body, timer, abort) {
        const meter = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Transform({
            transform(chunk, _encoding, done) {
                timer.refresh();
                done(null, chunk);
            },
        });
        this.stream = (0,node_stream__WEBPACK_IMPORTED_MODULE_0__.pipeline)(body.open(), meter, (error) => {
            if (error && !this.isSent)
                abort.abort(error);
        });
        this.stream.once('end', () => {
            this.isSent = true;
        });
        this.headers = body.size === 'unannounced' ? {} : { 'content-length': String(body.size) };
    }
}
/** The response's body, which must end within the time limit too. It fails with RegistryErrors. */
function metered(url, message, timer) {
    const meter = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Transform({
        transform(chunk, _encoding, done) {
            timer.refresh();
            done(null, chunk);
        },
        destroy(error, done) {
            done(error !== null && (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .isNetworkError */ .TX)(error) ? connectionError(url, error) : error);
        },
    });
    return (0,node_stream__WEBPACK_IMPORTED_MODULE_0__.pipeline)(message, meter, () => clearTimeout(timer));
}
/** A response that came before all was sent: what it says is read, and its connection is of no more use. */
async function cutShort(incoming, abort) {
    const text = await readText(incoming);
    abort.abort(new Error('the registry answered before all was sent'));
    return node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([Buffer.from(text)]);
}
/** The start of a response's body as text; the rest is discarded. */
async function readText(body, limit = 64 * 1024) {
    const chunks = [];
    let seen = 0;
    try {
        for await (const chunk of body) {
            chunks.push(chunk);
            seen += chunk.length;
            if (seen >= limit)
                break;
        }
    }
    catch {
        // It is read for what it may say about a failure; a part is better than another failure.
    }
    return Buffer.concat(chunks).toString('utf8', 0, limit);
}
/** What is read of a body that is of no interest, in bytes. */
const MAX_DISCARDED_BYTES = 64 * 1024;
/** Ends a response whose body is of no interest, so that its connection can serve again; not if it is long. */
function discard({ body }) {
    let seen = 0;
    body.on('error', () => { });
    body.on('data', (chunk) => {
        seen += chunk.length;
        if (seen > MAX_DISCARDED_BYTES)
            body.destroy();
    });
}
/** A request's options are set by a handler: HttpClient has no other way to them. */
function options(agent, signal) {
    return {
        prepareRequest(target) {
            target.agent = agent;
            target.signal = signal;
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('not reached')),
    };
}
/** Has connections fail that take longer than `limit` ms to be made; those to a proxy fall under `idle`. */
function limitConnect(agent, limit) {
    if (!('createConnection' in agent) || typeof agent.createConnection !== 'function')
        return;
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (...args) => {
        const socket = create(...args);
        if (socket != null && 'connecting' in socket)
            failUnlessConnected(socket, limit);
        return socket;
    };
}
function failUnlessConnected(socket, limit) {
    const timer = setTimeout(() => {
        const error = new Error(`no connection within ${limit / 1000} s`);
        socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    }, limit);
    for (const event of ['connect', 'close'])
        socket.once(event, () => clearTimeout(timer));
}
/** URLs that a server sent us to. */
const given = new WeakSet();
/** Marks a URL as one that a server sent us to: its path may repeat a part of a secret, in any writing. */
function asGiven(url) {
    given.add(url);
    return url;
}
/**
 * A URL for messages: without its query, which may hold signatures and upload states, and of one that a server sent
 * us to the host alone.
 */
function nameOf(url) {
    return given.has(url) ? `${url.origin}/…` : `${url.origin}${url.pathname}`;
}
function timeout(url, limit) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .RegistryError */ .gl(`${url.host} said nothing for ${limit / 1000} s`, { transient: true });
}
/** A failure of the network as a RegistryError, with the network's own error as its cause. */
function connectionError(url, cause) {
    // A request that we ended ourselves, for the reason that is its error's cause.
    if (cause instanceof Error && cause.cause instanceof _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .RegistryError */ .gl)
        return cause.cause;
    const transient = (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .isTransientNetworkError */ .l)(cause);
    return new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .RegistryError */ .gl(`no connection to ${url.host}`, { transient, cause });
}


/***/ }),

/***/ 9780:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Repository: () => (/* binding */ Repository),
  openRepository: () => (/* binding */ openRepository)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/manifest.ts + 1 modules
var oci_manifest = __webpack_require__(6980);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
;// CONCATENATED MODULE: ./src/registry/http/challenge.ts
/** Longer ones are cut: the expression below takes a time that grows with the square of it. */
const MAX_LENGTH = 4096;
/** A scheme, after a comma or at the beginning; or a parameter, its value quoted or plain. */
const PART = /(?:^|,)[\s,]*([^\s,="]+)(?=\s|,|$)(?!\s*=)|([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi;
/** Of the challenges of a header, which may be several in one, the one that we can answer best. */
function parseChallenge(value) {
    if (value === undefined)
        return undefined;
    const challenges = challengesOf(value.slice(0, MAX_LENGTH));
    for (const { scheme, values } of challenges) {
        const { realm, service, scope } = Object.fromEntries(values);
        if (scheme !== 'bearer' || realm === undefined)
            continue;
        return {
            scheme,
            realm,
            service,
            scope,
        };
    }
    return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined;
}
/** Each scheme with the parameters that follow it up to the next one, names in lower case. */
function challengesOf(header) {
    const found = [];
    for (const [, scheme, key = '', quoted, plain] of header.matchAll(PART)) {
        if (scheme !== undefined)
            found.push({ scheme: scheme.toLowerCase(), values: new Map() });
        else
            found.at(-1)?.values.set(key.toLowerCase(), quoted ?? plain ?? '');
    }
    return found;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: ./src/registry/http/failure.ts
var failure = __webpack_require__(6510);
// EXTERNAL MODULE: ./src/registry/http/transport.ts
var http_transport = __webpack_require__(7885);
;// CONCATENATED MODULE: ./src/registry/http/token.ts




// distribution's has `token`, OAuth2's `access_token`; some servers send both, or one of them empty.
const tokenSchema = schemas/* object */.Ikc({
    token: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    access_token: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    expires_in: schemas/* nullish */.cl6(schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,9}$/))])),
});
/** Seconds a token is good for when the server doesn't say (distribution's token specification). */
const DEFAULT_LIFE = 60;
const MAX_ANSWER_BYTES = 256 * 1024;
/** Of a message: what a token was asked for. */
const MAX_SCOPES = 300;
/**
 * Asks a token server for a token: GET with a user's name and password or anonymously, POST with an
 * identity token (https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/).
 * @throws AccessError when it refuses the credentials or what they asked for, or there are none and it wants some.
 * @throws RegistryError for any other failure.
 */
async function fetchToken(transport, registry, challenge, scopes, credentials) {
    const response = await transport.send(tokenRequest(registry, challenge, scopes, credentials));
    const body = await (0,http_transport/* readText */.yR)(response.body, MAX_ANSWER_BYTES);
    if (response.status !== 200)
        throw refused(registry, response, body, scopes, credentials);
    const parsed = parseToken(body);
    const value = parsed?.token || parsed?.access_token;
    if (!value || !/^[\x21-\x7e]+$/.test(value)) {
        const message = `${response.url.host} answered without a token when asked for one`;
        throw new failure/* RegistryError */.gl(message, { transient: false });
    }
    const life = Number(parsed?.expires_in ?? DEFAULT_LIFE);
    // Renewed a little early, as a request takes time; a very short life is used at least once.
    return { value, expires: Date.now() + Math.max(life * 0.9, 1) * 1000 };
}
function parseToken(body) {
    try {
        return parse/* safeParse */.xL(tokenSchema, JSON.parse(body)).data;
    }
    catch {
        return undefined;
    }
}
function refused(registry, { status, headers, url }, body, scopes, credentials) {
    const said = (0,failure/* parseErrorBody */.kW)(body, secretsOf(credentials)).text;
    if (status === 401)
        return refusal(registry, credentials, status, said);
    if (status === 403)
        return withheld(registry, credentials, scopes, said);
    const details = { transient: (0,failure/* isTransientStatus */.Dm)(status), status };
    const retryAfter = (0,failure/* parseRetryAfter */.mu)(headers['retry-after']);
    return new failure/* RegistryError */.gl(`${url.host} gave no token (${status})`, { ...details, retryAfter });
}
/** Credentials that are missing or wrong, as an AccessError that says what to do about it. */
function refusal(registry, credentials, status, said) {
    const words = wordsOf(said);
    const login = loginTo(registry);
    if (credentials === undefined) {
        return new failure/* AccessError */.Zz(`${registry} wants to know who is asking (${status}${words}) and there are no credentials for it: ${login}`, { status, anonymous: true });
    }
    return new failure/* AccessError */.Zz(`${registry} refuses ${whose(credentials)} (${status}${words}): ${login}`, {
        status,
        anonymous: false,
    });
}
/** A right that is missing, as an AccessError that names it. */
function denial(registry, credentials, scopes, status, said) {
    const [, name = '?', actions = 'pull'] = /^repository:(.*):([a-z,]+)$/.exec(scopes[0] ?? '') ?? [];
    const right = writes(scopes) ? 'write to' : 'read';
    const who = credentials === undefined ? 'without credentials' : 'with the credentials that it was given';
    return new failure/* AccessError */.Zz(`${registry} doesn't let us ${right} ${name} ${who} (${status}${wordsOf(said)}): they need the right to ${actions}${onGitHub(registry, scopes)}`, 
    // A 401 to a token that credentials got says "not you" as well.
    { status: 403, anonymous: credentials === undefined });
}
/** A token server that knows who is asking and does not give what was asked for, as an AccessError. */
function withheld(registry, credentials, scopes, said) {
    const who = credentials === undefined ? 'without credentials' : `for ${whose(credentials)}`;
    const advice = credentials === undefined ? `that has this right: ${loginTo(registry)}` : 'that has this right';
    // Some of them are the registry's own words.
    const asked = scopes.join(' ').slice(0, MAX_SCOPES);
    return new failure/* AccessError */.Zz(`${registry} refused a token for ${asked} ${who} (403${wordsOf(said)}): use an account ${advice}${onGitHub(registry, scopes)}`, { status: 403, anonymous: credentials === undefined });
}
const wordsOf = (said) => (said === '' ? '' : `, saying ${JSON.stringify(said)}`);
const loginTo = (registry) => `give username and password, or run docker login ${registry}`;
const whose = (credentials) => 'username' in credentials ? `the credentials of ${credentials.username}` : 'the identity token';
const writes = (scopes) => /:[a-z,]*push[a-z,]*$/.test(scopes[0] ?? '');
function onGitHub(registry, scopes) {
    if (registry !== 'ghcr.io')
        return '';
    return ` (on GitHub: permissions: packages: ${writes(scopes) ? 'write' : 'read'} for the job)`;
}
/** The header of Basic authentication; undefined when it can't be used with these credentials. */
function basic(credentials) {
    if (credentials === undefined || !('username' in credentials))
        return undefined;
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
function tokenRequest(registry, { realm, service }, scopes, credentials) {
    if (!URL.canParse(realm)) {
        const message = `${registry} names a token server that is not a URL`;
        throw new failure/* RegistryError */.gl(message, { transient: false });
    }
    const url = new URL(realm);
    if (credentials !== undefined && 'identityToken' in credentials) {
        const form = new URLSearchParams({
            grant_type: 'refresh_token',
            client_id: 'spark-images-action',
            refresh_token: credentials.identityToken,
            scope: scopes.join(' '),
        });
        if (service !== undefined)
            form.set('service', service);
        const bytes = Buffer.from(form.toString());
        return {
            method: 'POST',
            url,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: { size: bytes.length, open: () => external_node_stream_.Readable.from([bytes]) },
        };
    }
    if (service !== undefined)
        url.searchParams.set('service', service);
    for (const scope of scopes)
        url.searchParams.append('scope', scope);
    const authorization = basic(credentials);
    return { method: 'GET', url, ...(authorization === undefined ? {} : { headers: { authorization } }) };
}
/** What of credentials must not appear in a message. */
function secretsOf(credentials) {
    if (credentials === undefined)
        return [];
    if ('identityToken' in credentials)
        return [credentials.identityToken];
    return [credentials.password, basic(credentials)?.slice('Basic '.length) ?? ''];
}

;// CONCATENATED MODULE: ./src/registry/http/auth.ts


/**
 * Authorization for one registry: learns from its challenge how it wants to be asked, and keeps tokens by
 * scope until shortly before they expire.
 * See https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/.
 */
class Authorizer {
    #registry;
    #transport;
    #credentials;
    #secrets;
    #tokens = new Map();
    #asked = new Map();
    #challenge;
    /** `registry` names it in messages, which `secrets` are to be kept out of. */
    constructor(registry, transport, credentials, secrets) {
        this.#registry = registry;
        this.#transport = transport;
        this.#credentials = credentials;
        this.#secrets = new Set(secrets);
    }
    /** The Authorization header for requests of these scopes, as far as the registry's way is known. */
    async header(scopes) {
        const challenge = this.#challenge;
        if (challenge === undefined)
            return undefined;
        if (challenge.scheme === 'basic')
            return basic(await this.#known());
        const key = scopes.join(' ');
        const known = this.#tokens.get(key);
        let token = await (known ?? this.#renew(key, challenge, scopes));
        if (token.expires <= Date.now()) {
            // Whoever comes first renews it, the others wait for that.
            const latest = this.#tokens.get(key);
            token = await (latest === undefined || latest === known ? this.#renew(key, challenge, scopes) : latest);
        }
        return `Bearer ${token.value}`;
    }
    /**
     * Takes note of a 401 response. Its token, if any, is forgotten.
     * @param asked the response's WWW-Authenticate
     * @param used the Authorization header that it was given for
     * @returns whether asking again, with a new header, makes sense
     */
    async learn(asked, scopes, used) {
        const challenge = parseChallenge(asked);
        if (challenge === undefined)
            return false;
        this.#challenge = challenge;
        const key = scopes.join(' ');
        if (challenge.scheme === 'bearer' && challenge.scope) {
            this.#asked.set(key, challenge.scope.split(' ').map(inOrder));
        }
        // Others may have renewed it in the meantime.
        if (used !== undefined && `Bearer ${(await this.#tokens.get(key))?.value}` === used)
            this.#tokens.delete(key);
        if (challenge.scheme === 'bearer')
            return true;
        const header = basic(await this.#known());
        if (header === undefined)
            return false;
        // A password that a helper gives may live for hours only, as ECR's does.
        return header !== used || basic(await this.#known(true)) !== used;
    }
    /** Everything secret that was given, used or got so far, to be kept out of messages. */
    get secrets() {
        return [...this.#secrets];
    }
    async #known(again) {
        const credentials = await this.#credentials(again);
        for (const secret of secretsOf(credentials))
            this.#secrets.add(secret);
        return credentials;
    }
    /** One request for all that wait for the same token. */
    #renew(key, challenge, scopes) {
        const renewed = this.#fetch(challenge, scopes);
        this.#tokens.set(key, renewed);
        renewed.catch(() => {
            if (this.#tokens.get(key) === renewed)
                this.#tokens.delete(key);
        });
        return renewed;
    }
    async #fetch(challenge, scopes) {
        // The registry's own idea of the scope may be another, where repositories are known by other names.
        const asked = this.#asked.get(scopes.join(' ')) ?? [];
        const all = [...new Set([...scopes, ...asked])];
        const token = await fetchToken(this.#transport, this.#registry, challenge, all, await this.#known());
        this.#secrets.add(token.value);
        return token;
    }
}
/** A scope with its actions in order: distribution names them in one that changes from answer to answer. */
function inOrder(scope) {
    const [, resource = '', actions = scope] = /^(.*:)([^:]*)$/.exec(scope) ?? [];
    return resource + actions.split(',').sort().join(',');
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/registry/http/credentials.ts







const entrySchema = schemas/* object */.Ikc({
    auth: schemas/* optional */.lqM(schemas/* string */.YjP()),
    username: schemas/* optional */.lqM(schemas/* string */.YjP()),
    password: schemas/* optional */.lqM(schemas/* string */.YjP()),
    identitytoken: schemas/* optional */.lqM(schemas/* string */.YjP()),
});
const fileSchema = schemas/* object */.Ikc({
    auths: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), entrySchema)),
    credHelpers: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())),
    credsStore: schemas/* nullish */.cl6(schemas/* string */.YjP()),
});
const helperSchema = schemas/* object */.Ikc({ Username: schemas/* string */.YjP(), Secret: schemas/* string */.YjP() });
/** A helper may ask a keychain or a cloud; in ms. */
const HELPER_LIMIT = 30_000;
/**
 * What `docker login` left for a registry: in $DOCKER_CONFIG/config.json or ~/.docker/config.json, or with
 * a credential helper that the file names. Undefined when there is nothing: then we are anonymous.
 * @throws ConfigurationError naming the file or the helper when it is broken; never with its content.
 */
async function findCredentials(registry, env = process.env) {
    const path = (0,external_node_path_.join)(env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_.homedir)(), '.docker'), 'config.json');
    const config = await readConfig(path);
    if (config === undefined)
        return undefined;
    const keys = keysOf(registry);
    const helper = keys.map((key) => config.credHelpers?.[key]).find(Boolean) ?? config.credsStore;
    const key = keys.find((candidate) => config.auths?.[candidate] !== undefined);
    if (helper) {
        const found = await askHelper(helper, key ?? keys[0] ?? registry, env, path);
        if (found !== undefined)
            return found;
    }
    const entry = key === undefined ? undefined : config.auths?.[key];
    return entry === undefined ? undefined : entryCredentials(entry, `${path}: auths: ${key}`);
}
/** The ways in which Docker and others write a registry's key. */
function keysOf(registry) {
    if (registry === 'docker.io')
        return ['https://index.docker.io/v1/', 'docker.io', 'index.docker.io'];
    return [registry, `https://${registry}`, `https://${registry}/`, `http://${registry}`];
}
async function readConfig(path) {
    let content;
    try {
        content = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
            return undefined;
        // A parser quotes what it stumbles over, and that may be a password.
        const reason = error instanceof SyntaxError ? 'it is not JSON' : (0,errors/* messageOf */.bD)(error);
        throw new errors/* ConfigurationError */.j1(`Docker's configuration ${path} can't be read: ${reason}`);
    }
    const parsed = parse/* safeParse */.xL(fileSchema, content);
    if (parsed.success)
        return parsed.data;
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new errors/* ConfigurationError */.j1(`Docker's configuration ${path} is broken at ${where || 'its top'}`);
}
function entryCredentials(entry, where) {
    if (entry.identitytoken)
        return { identityToken: entry.identitytoken };
    if (entry.username && entry.password)
        return { username: entry.username, password: entry.password };
    // With a credential store, Docker leaves an empty entry behind.
    if (!entry.auth)
        return undefined;
    const decoded = Buffer.from(entry.auth, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon <= 0) {
        throw new errors/* ConfigurationError */.j1(`${where}: its auth is not the base64 of USER:PASSWORD; run docker login`);
    }
    // Old versions of Docker end the password with a zero byte.
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') };
}
/** https://github.com/docker/docker-credential-helpers#development */
async function askHelper(name, server, env, path) {
    if (!/^[A-Za-z0-9._-]+$/.test(name)) {
        throw new errors/* ConfigurationError */.j1(`${path} names a credential helper that can't be: ${JSON.stringify(name)}`);
    }
    const command = `docker-credential-${name}`;
    const { exitCode, stdout } = await runHelper(command, server, env).catch((error) => {
        throw new errors/* ConfigurationError */.j1(`${command}, which ${path} names, can't be run: ${(0,errors/* messageOf */.bD)(error)}`);
    });
    if (exitCode !== 0) {
        if (/credentials not found/i.test(stdout))
            return undefined;
        throw new errors/* ConfigurationError */.j1(`${command} get failed for ${server} (exit code ${exitCode})`);
    }
    const answer = parseHelperAnswer(stdout);
    if (answer === undefined) {
        throw new errors/* ConfigurationError */.j1(`${command} get answered for ${server} with something unknown`);
    }
    const { Username: username, Secret: secret } = answer;
    return username === '<token>' ? { identityToken: secret } : { username, password: secret };
}
function parseHelperAnswer(stdout) {
    try {
        return parse/* safeParse */.xL(helperSchema, JSON.parse(stdout)).data;
    }
    catch {
        return undefined;
    }
}
async function runHelper(command, input, env) {
    const child = (0,external_node_child_process_.spawn)(command, ['get'], {
        env,
        stdio: ['pipe', 'pipe', 'ignore'],
        timeout: HELPER_LIMIT,
        killSignal: 'SIGKILL',
    });
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
    });
    // A helper that doesn't read its input closes the pipe; what counts is how it ends.
    child.stdin.on('error', () => { });
    child.stdin.end(input);
    const [exitCode, stdout] = await Promise.all([ended, (0,consumers_.text)(child.stdout)]);
    return { exitCode, stdout };
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/registry/http/retry.ts



/** Six tries over about 15 s, unless the registry asks for more time. */
const PATIENT = { attempts: 6, base: 500, cap: 10_000, patience: 120_000 };
/** For a first contact, where somebody waits to hear that a name is misspelt. */
const BRISK = { attempts: 3, base: 200, cap: 1_000, patience: 30_000 };
/** Whether a failure may pass: one of the network or the registry, or bytes that came damaged. */
function isTransient(error) {
    return (error instanceof oci_digest/* ContentError */.yg || error instanceof failure/* RegistryError */.gl) && error.transient;
}
/**
 * The wait before the next try in ms: exponential, with jitter between half and all of it so that the
 * jobs of a matrix don't come back all at once, and never shorter than the registry asks for.
 * @param failed how many tries have failed, from 1
 * @param random in [0, 1)
 */
function waitAfter(failed, retryAfter, policy, random) {
    const backOff = Math.min(policy.cap, policy.base * 2 ** (failed - 1));
    return Math.max(retryAfter ?? 0, backOff * (0.5 + random / 2));
}
/**
 * Tries until it succeeds, fails for good, or the policy's tries are used up; then throws the last failure.
 * @param onRetry told of each failure that is tried again, and the wait in ms
 */
async function retry(policy, attempt, onRetry = () => { }) {
    for (let failed = 1;; failed++) {
        try {
            return await attempt();
        }
        catch (error) {
            const retryAfter = error instanceof failure/* RegistryError */.gl ? error.retryAfter : undefined;
            const isLast = failed >= policy.attempts || (retryAfter ?? 0) > policy.patience;
            if (isLast || !isTransient(error))
                throw error;
            const wait = waitAfter(failed, retryAfter, policy, Math.random());
            onRetry(error, wait);
            await (0,external_node_timers_promises_.setTimeout)(wait);
        }
    }
}

;// CONCATENATED MODULE: ./src/registry/http/client.ts










const MAX_REDIRECTS = 5;
/** Speaks to one registry: authenticates, follows redirects, tries again, and turns statuses into errors. */
class Client {
    registry;
    #root;
    #transport;
    #credentials;
    #authorizer;
    #retries;
    #log;
    #guard;
    constructor(registry, options = {}) {
        const { credentials, log = () => { }, retries = PATIENT, transport = new http_transport/* Transport */.oK(), env } = options;
        this.registry = registry;
        this.#root = (0,oci_reference/* apiUrl */.y0)(registry);
        this.#transport = transport;
        this.#retries = retries;
        this.#log = log;
        this.#guard = options.guard ?? (() => { });
        let found;
        this.#credentials = (again = false) => {
            if (credentials !== undefined)
                return Promise.resolve(credentials);
            if (found === undefined || again)
                found = findCredentials(registry, env);
            return found;
        };
        this.#authorizer = new Authorizer(registry, transport, this.#credentials, secretsOf(credentials));
    }
    /**
     * Sends a request, again when it fails in a way that may pass.
     * @param consume reads the response; when that fails in such a way, the request is sent again too
     * @throws ConfigurationError when the registry refuses us.
     * @throws RegistryError for every other status than the expected ones, and when there is no connection.
     */
    async call(call, consume, policy = this.#retries) {
        return this.retrying(async () => {
            const response = await this.once(call);
            try {
                return await consume(response);
            }
            catch (error) {
                throw this.#safe(receiveError(response.url, error));
            }
        }, policy);
    }
    /** As retry() with this client's policy and log. */
    retrying(attempt, policy = this.#retries) {
        return retry(policy, attempt, (error, wait) => {
            const reason = error instanceof Error ? error.message : String(error);
            this.#log(`${reason}; trying again in ${(wait / 1000).toFixed(1)} s`);
        });
    }
    /** Sends a request once; again only when the registry asks who we are. Throws as call(). */
    async once(call) {
        try {
            return await this.#send(call);
        }
        catch (error) {
            throw this.#safe(error);
        }
    }
    close() {
        this.#transport.close();
    }
    async #send(call) {
        const url = call.url instanceof URL ? call.url : new URL(call.url, this.#root);
        let authorization = await this.#authorize(url, call.scopes);
        let response = await this.#follow(call, url, authorization);
        const isRefused = () => response.status === 401 && response.url.origin === this.#root.origin && !call.expect.includes(401);
        // Twice at most: who we are, and then a password that is new. A token was new the first time.
        for (let asked = 0; asked < 2 && isRefused(); asked++) {
            if (asked > 0 && authorization?.startsWith('Bearer '))
                break;
            const challenge = response.headers['www-authenticate'];
            if (!(await this.#authorizer.learn(challenge, call.scopes, authorization)))
                break;
            (0,http_transport/* discard */.vf)(response);
            authorization = await this.#authorize(url, call.scopes);
            response = await this.#follow(call, url, authorization);
        }
        if (call.expect.includes(response.status))
            return response;
        throw await this.#failure(call, response, authorization);
    }
    /** A registry may repeat anywhere what we sent: in a host, a header, a path. No message has it. */
    #safe(error) {
        if (!(error instanceof errors/* ExpectedError */.Dh))
            return error;
        const text = (0,errors/* messageOf */.bD)(error);
        const safe = (0,failure/* withoutSecrets */.cT)(text, this.#authorizer.secrets);
        if (safe === text)
            return error;
        if (error instanceof failure/* AccessError */.Zz)
            return new failure/* AccessError */.Zz(safe, error);
        if (error instanceof errors/* ConfigurationError */.j1)
            return new errors/* ConfigurationError */.j1(safe);
        if (error instanceof oci_digest/* ContentError */.yg)
            return new oci_digest/* ContentError */.yg(safe, error);
        const { status, codes, retryAfter } = error instanceof failure/* RegistryError */.gl ? error : {};
        const known = { status, codes };
        return new failure/* RegistryError */.gl(safe, { transient: isTransient(error), retryAfter, ...known });
    }
    /** Credentials are for the registry's own host: uploads and downloads may be sent elsewhere. */
    async #authorize(url, scopes) {
        return url.origin === this.#root.origin ? this.#authorizer.header(scopes) : undefined;
    }
    async #follow(call, start, authorization) {
        const { method, body, headers: own = {} } = call;
        let url = start;
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            const isOurs = url.origin === this.#root.origin;
            const headers = isOurs && authorization !== undefined ? { ...own, authorization } : own;
            this.#guard();
            const response = await this.#transport.send({ method, url, headers, ...(body ? { body } : {}) });
            const next = method === 'GET' || method === 'HEAD' ? redirectOf(response) : undefined;
            if (next === undefined)
                return response;
            (0,http_transport/* discard */.vf)(response);
            url = next;
        }
        throw new failure/* RegistryError */.gl(`${(0,http_transport/* nameOf */.Vb)(start)} is redirected without end`, { transient: false });
    }
    async #failure({ method, scopes }, response, authorization) {
        const { status, headers, url } = response;
        const body = method === 'HEAD' ? '' : await (0,http_transport/* readText */.yR)(response.body);
        if (method === 'HEAD')
            (0,http_transport/* discard */.vf)(response);
        const { codes, text } = (0,failure/* parseErrorBody */.kW)(body, this.#authorizer.secrets);
        const isOurs = url.origin === this.#root.origin;
        const credentials = await this.#credentials();
        // The token server took the credentials, and the registry does not take its token: it grants too little.
        const isKnown = credentials !== undefined && authorization?.startsWith('Bearer ') === true;
        if (status === 401 && isOurs && !isKnown)
            return refusal(this.registry, credentials, status, text);
        if ((status === 401 || status === 403) && isOurs) {
            return denial(this.registry, credentials, scopes, status, text);
        }
        return new failure/* RegistryError */.gl(`${this.registry} answered ${status} to ${method} ${(0,http_transport/* nameOf */.Vb)(url)}${text === '' ? '' : ` (${text})`}`, {
            transient: (0,failure/* isTransientStatus */.Dm)(status),
            status,
            codes,
            retryAfter: (0,failure/* parseRetryAfter */.mu)(headers['retry-after']),
        });
    }
}
/** Where a response redirects to. @throws RegistryError when that is nowhere, or from HTTPS to HTTP. */
function redirectOf({ status, headers, url }) {
    const { location } = headers;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
        return undefined;
    const next = URL.canParse(location, url.href) ? (0,http_transport/* asGiven */.O7)(new URL(location, url)) : undefined;
    if (next !== undefined && (url.protocol === 'http:' || next.protocol === 'https:'))
        return next;
    throw new failure/* RegistryError */.gl(`${(0,http_transport/* nameOf */.Vb)(url)} is redirected where we can't follow`, { transient: false });
}
/** A failure to read a response: connections break off, and bytes may come damaged; both may pass. */
function receiveError(url, error) {
    if (error instanceof oci_digest/* ContentError */.yg)
        return new oci_digest/* ContentError */.yg(error.message, { transient: true });
    const isOther = error instanceof failure/* RegistryError */.gl || error instanceof errors/* ConfigurationError */.j1;
    return isOther || !(0,failure/* isNetworkError */.TX)(error) ? error : (0,http_transport/* connectionError */.$t)(url, error);
}
/** A response's whole body. @throws RegistryError when there are more than `limit` bytes. */
async function readBytes(response, limit) {
    async function* bounded() {
        let seen = 0;
        for await (const chunk of response.body) {
            seen += chunk.length;
            if (seen > limit) {
                const message = `${(0,http_transport/* nameOf */.Vb)(response.url)} is larger than the ${limit} bytes that it should have at most`;
                throw new failure/* RegistryError */.gl(message, { transient: false });
            }
            yield chunk;
        }
    }
    return (0,consumers_.buffer)(bounded());
}

// EXTERNAL MODULE: ./src/registry/empty.ts
var empty = __webpack_require__(2142);
;// CONCATENATED MODULE: ./src/registry/referrers.ts








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
async function referrers(repository, subject, artifactType) {
    const all = (await fromApi(repository, subject)) ?? (await fromTag(repository, subject))?.manifests ?? [];
    // The API may filter but need not.
    return artifactType === undefined ? all : all.filter((found) => found.artifactType === artifactType);
}
/**
 * Attaches an artifact to a manifest (distribution-spec, "Pushing Manifests with Subject"). It has the
 * same digest whenever the same is attached, so attaching twice does no harm.
 * @returns the artifact's manifest, as referrers() lists it
 */
async function pushReferrer(repository, subject, referrer) {
    const { artifactType, annotations, mediaType, blob } = referrer;
    const config = empty/* EMPTY_DESCRIPTOR */.g;
    const layer = { mediaType, digest: (0,oci_digest/* sha256 */.sc)(blob), size: blob.length, ...titled(referrer) };
    await (0,empty/* pushEmpty */.k)(repository);
    await repository.pushBlob(layer, (start) => external_node_stream_.Readable.from([blob.subarray(start)]));
    const { mediaType: subjectType, digest, size } = subject;
    const manifest = {
        schemaVersion: 2,
        mediaType: oci_manifest/* MEDIA_TYPES */.Z2.manifest,
        artifactType,
        config,
        layers: [layer],
        subject: { mediaType: subjectType, digest, size },
        annotations,
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const { descriptor, knowsReferrers } = await repository.storeManifest((0,oci_digest/* sha256 */.sc)(bytes), bytes, oci_manifest/* MEDIA_TYPES */.Z2.manifest);
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
    const listed = await referrers(repository, subject);
    if (!listed.some(({ digest }) => digest === referrer.digest))
        await addToTag(repository, subject, referrer);
}
/**
 * The one blob of an artifact that pushReferrer() stored.
 * @throws RegistryError when it has none or more; with the status 404 when the artifact is listed and gone.
 */
async function getReferrerBlob(repository, referrer) {
    const what = `artifact ${referrer.digest} in ${repository}`;
    const stored = await repository.getManifest(referrer.digest);
    if (stored === undefined) {
        throw new failure/* RegistryError */.gl(`${what} is listed but not there`, { transient: false, status: 404 });
    }
    const [layer, ...others] = (0,oci_manifest/* parseManifest */.Ng)(stored.bytes, what).layers;
    if (layer !== undefined && others.length === 0)
        return repository.getBlob(layer);
    throw new failure/* RegistryError */.gl(`${what} should have one blob`, { transient: false });
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
    const what = `the referrers of ${subject} in ${repository}`;
    const found = new Map();
    let url = repository.path(`referrers/${subject}`);
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
    throw new failure/* RegistryError */.gl(`${what} never end, or go on nowhere`, { transient: false });
}
/**
 * Undefined when there is no API: who doesn't have it may say so with a web page and the status 200.
 * @param what names a page after the first in messages: that must be an index
 */
async function getPage(repository, url, what) {
    const call = {
        method: 'GET',
        url,
        headers: { accept: oci_manifest/* MEDIA_TYPES */.Z2.index },
        scopes: repository.pullScopes,
        expect: [200, ...(what === undefined ? NO_API : [])],
    };
    return repository.client.call(call, async (response) => {
        if (response.status !== 200)
            return void (0,http_transport/* discard */.vf)(response);
        const bytes = await readBytes(response, oci_manifest/* MAX_MANIFEST_BYTES */.ZJ);
        const index = what === undefined ? asIndex(bytes) : (0,oci_manifest/* parseIndex */.A1)(bytes, what);
        return index && { manifests: index.manifests, from: response.url, link: response.headers.link };
    });
}
/** distribution-spec, "Referrers Tag Schema". */
const tagOf = (subject) => `sha256-${(0,oci_digest/* hexOf */.ZD)(subject)}`;
/** What the tag lists; undefined when it is not there, or is something else. */
async function fromTag(repository, subject) {
    const stored = await namedByTag(repository, subject);
    return stored && asIndex(stored.bytes);
}
/** Some registries (GitLab's) take the tag for the subject's digest: then it names the subject, and lists nothing. */
async function namedByTag(repository, subject) {
    const stored = await repository.getManifest(tagOf(subject));
    return stored?.descriptor.digest === subject ? undefined : stored;
}
function asIndex(bytes) {
    try {
        return (0,oci_manifest/* parseIndex */.A1)(bytes, 'the answer');
    }
    catch (error) {
        if (error instanceof errors/* ExpectedError */.Dh)
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
            throw new errors/* ConfigurationError */.j1(`${repository}:${tag} is not a list of what is attached to ${subject}: remove that tag`);
        }
        const manifests = index?.manifests ?? [];
        if (manifests.some(({ digest }) => digest === referrer.digest))
            return;
        if (written === MAX_WRITES)
            break;
        const changed = {
            schemaVersion: 2,
            mediaType: oci_manifest/* MEDIA_TYPES */.Z2.index,
            manifests: [...manifests, referrer],
            annotations: index?.annotations,
        };
        await repository.putManifest(tag, Buffer.from(JSON.stringify(changed)), oci_manifest/* MEDIA_TYPES */.Z2.index);
    }
    const message = `${repository} does not keep what is attached to ${subject}`;
    throw new failure/* RegistryError */.gl(message, { transient: false });
}

;// CONCATENATED MODULE: ./src/registry/upload.ts




/** From this size on, in bytes, an upload that breaks off is worth resuming. */
const RESUMABLE_BYTES = 8 * 1024 * 1024;
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
        return await repository.hasBlob(digest, repository.pushScopes);
    }
    catch (error) {
        if (error instanceof failure/* AccessError */.Zz)
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
            if (progress === undefined || !isRefusal(error))
                throw error;
            // What was resumed did not fit together: once more from the start.
            session = undefined;
            throw new failure/* RegistryError */.gl(error.message, { transient: true, cause: error });
        }
    });
}
/** Whether the registry answered, and finally. */
function isRefusal(error) {
    return error instanceof failure/* RegistryError */.gl && !error.transient;
}
/** Begins an upload. @returns where its bytes go, in the registry's own words. */
async function beginUpload(repository, policy = PATIENT) {
    return repository.client.call(uploadCall(repository, ''), (response) => locationOf(response), policy);
}
/** Ends an upload without storing anything. A registry that doesn't let us will forget it by itself. */
async function cancelUpload(repository, location) {
    const call = {
        method: 'DELETE',
        url: location,
        scopes: repository.pushScopes,
        // Some want the right to delete for it, which nobody needs who pushes.
        expect: [200, 202, 204, 400, 401, 403, 404, 405, 501],
    };
    await repository.client.call(call, http_transport/* discard */.vf);
}
/** distribution-spec, "Mounting a blob from another repository"; false when that doesn't work. */
async function mount(repository, { digest }, source) {
    const query = `?mount=${digest}&from=${encodeURIComponent(source)}`;
    const call = {
        ...uploadCall(repository, query),
        scopes: [...repository.pushScopes, `repository:${source}:pull`],
        expect: [201, 202, 404],
    };
    try {
        const response = await repository.client.once(call);
        // Instead of mounting, the registry may have begun an ordinary upload.
        if (response.status === 202)
            await cancelUpload(repository, locationOf(response));
        else
            (0,http_transport/* discard */.vf)(response);
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
        url: repository.path(`blobs/uploads/${query}`),
        headers: { 'content-length': '0' },
        scopes: repository.pushScopes,
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
        scopes: repository.pushScopes,
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
        scopes: repository.pushScopes,
        expect: [202, 204, 400, 404, 416],
    };
    const response = await repository.client.once(call).catch((error) => {
        // Who doesn't let us ask (405) may well let us begin anew.
        if (isRefusal(error) || error instanceof failure/* AccessError */.Zz)
            return undefined;
        throw error;
    });
    if (response === undefined)
        return undefined;
    (0,http_transport/* discard */.vf)(response);
    const last = /^(?:bytes=)?0-(\d+)$/.exec(String(response.headers.range))?.[1];
    // "0-0" is written for nothing at all as well as for one byte.
    if (response.status >= 400 || last === undefined || last === '0' || Number(last) >= size)
        return undefined;
    return { location: locationOf(response), start: Number(last) + 1 };
}
/** Closes an upload, a small blob's with all its bytes; the registry checks the digest. */
async function finish(repository, location, { digest, size }, open) {
    const url = (0,http_transport/* asGiven */.O7)(new URL(location));
    url.searchParams.set('digest', digest);
    const content = size < RESUMABLE_BYTES
        ? { headers: { 'content-type': 'application/octet-stream' }, body: { size, open: () => open(0) } }
        : { headers: { 'content-length': '0' } };
    const call = { method: 'PUT', url, scopes: repository.pushScopes, expect: [201, 204], ...content };
    const response = await repository.client.once(call);
    (0,http_transport/* discard */.vf)(response);
    checkStored(repository, response, digest);
}
/** @throws RegistryError when the registry says that it stored something else than what it was given. */
function checkStored(repository, { headers }, digest) {
    const stored = headers['docker-content-digest'];
    if (typeof stored !== 'string' || stored === digest)
        return;
    const what = (0,oci_digest/* isDigest */.Bc)(stored) ? stored : 'something else';
    throw new failure/* RegistryError */.gl(`${repository} stored ${what} when it was given ${digest}`, { transient: false });
}
function locationOf(response) {
    (0,http_transport/* discard */.vf)(response);
    const { location } = response.headers;
    if (location === undefined || !URL.canParse(location, response.url.href)) {
        throw new failure/* RegistryError */.gl(`${response.url.host} began an upload without a place for it`, {
            transient: false,
        });
    }
    return (0,http_transport/* asGiven */.O7)(new URL(location, response.url));
}

;// CONCATENATED MODULE: ./src/registry/repository.ts











const MANIFEST_TYPES = [
    oci_manifest/* MEDIA_TYPES */.Z2.manifest,
    oci_manifest/* MEDIA_TYPES */.Z2.index,
    oci_manifest/* MEDIA_TYPES */.Z2.dockerManifest,
    oci_manifest/* MEDIA_TYPES */.Z2.dockerIndex,
].join(', ');
/** A blob that is read into memory, a record or a configuration, has at most so many bytes. */
const MAX_SMALL_BLOB_BYTES = 32 * 1024 * 1024;
/** A repository of a registry; see Repository. Nothing is asked of the registry yet. */
function openRepository(image, options = {}) {
    return new Repository(image, new Client(image.registry, options));
}
/**
 * A repository of a registry, by the OCI distribution-spec. Whatever is read or written is verified by its
 * digest, and failures that may pass are tried again. Every method throws a ConfigurationError when the
 * registry refuses us, a RegistryError when it fails or can't be reached, and a ContentError when it
 * gives other bytes than its digest says.
 */
class Repository {
    image;
    client;
    #attached = Promise.resolve();
    constructor(image, client) {
        this.image = image;
        this.client = client;
    }
    /** Path of something in the repository, relative to the API's root. */
    path(rest) {
        return `/v2/${this.image.repository}/${rest}`;
    }
    get pullScopes() {
        return [`repository:${this.image.repository}:pull`];
    }
    get pushScopes() {
        return [`repository:${this.image.repository}:pull,push`];
    }
    /** What a tag or a digest names, undefined when there is nothing (or no such repository). */
    async resolve(reference) {
        const known = await this.client.call(this.#manifestCall('HEAD', reference), (response) => {
            (0,http_transport/* discard */.vf)(response);
            if (response.status === 404)
                return undefined;
            return described(response, reference) ?? 'unknown';
        });
        // Registries should give digest and length, and some don't.
        return known === 'unknown' ? (await this.getManifest(reference))?.descriptor : known;
    }
    /** A manifest or index, undefined when there is none. By a digest, the bytes are verified against it. */
    async getManifest(reference) {
        return this.client.call(this.#manifestCall('GET', reference), async (response) => {
            if (response.status === 404)
                return void (0,http_transport/* discard */.vf)(response);
            const bytes = await readBytes(response, oci_manifest/* MAX_MANIFEST_BYTES */.ZJ);
            const said = response.headers['docker-content-digest'];
            const digest = (0,oci_digest/* isDigest */.Bc)(reference) ? reference : (asDigest(said) ?? (0,oci_digest/* sha256 */.sc)(bytes));
            (0,oci_digest/* verify */.MX)(bytes, { digest, size: bytes.length }, `manifest ${reference} in ${this}`);
            const mediaType = typeOf(response) ?? oci_manifest/* MEDIA_TYPES */.Z2.manifest;
            return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
        });
    }
    /** As resolve(), for when it matters: of what the bytes are, not of what a header says. */
    async identify(reference) {
        return (await this.getManifest(reference))?.descriptor;
    }
    /** @param scopes the rights to ask with: pushScopes where a push comes next */
    async hasBlob(digest, scopes = this.pullScopes) {
        const call = {
            method: 'HEAD',
            url: this.path(`blobs/${digest}`),
            scopes,
            expect: [200, 404],
        };
        return this.client.call(call, (response) => {
            (0,http_transport/* discard */.vf)(response);
            return response.status === 200;
        });
    }
    /** A small blob's bytes, verified. @throws RegistryError when it is not there or larger than 32 MiB. */
    async getBlob(descriptor) {
        const what = `blob ${descriptor.digest} in ${this}`;
        if (descriptor.size > MAX_SMALL_BLOB_BYTES) {
            throw new failure/* RegistryError */.gl(`${what} is too large to be read at once`, { transient: false });
        }
        return this.client.call(this.#blobCall(descriptor), async (response) => {
            const bytes = await readBytes(response, descriptor.size);
            (0,oci_digest/* verify */.MX)(bytes, descriptor, what);
            return bytes;
        });
    }
    /** A blob's bytes as a stream, which fails at its end when they are not what the descriptor says. */
    async openBlob(descriptor) {
        const what = `blob ${descriptor.digest} in ${this}`;
        return this.client.call(this.#blobCall(descriptor), ({ body }) => (0,external_node_stream_.pipeline)(body, (0,oci_digest/* verifying */.MP)(descriptor, what), () => { }));
    }
    /**
     * Stores a manifest or index under a tag or its digest, bit for bit.
     * @throws RegistryError when the registry says that it stored something else.
     */
    async putManifest(reference, bytes, mediaType) {
        const { descriptor } = await this.storeManifest(reference, bytes, mediaType);
        return descriptor;
    }
    /** As putManifest(); also whether the registry took note of the manifest's subject. */
    async storeManifest(reference, bytes, mediaType) {
        const digest = (0,oci_digest/* sha256 */.sc)(bytes);
        const call = {
            method: 'PUT',
            url: this.path(`manifests/${checkReference(reference)}`),
            headers: { 'content-type': mediaType },
            body: { size: bytes.length, open: () => external_node_stream_.Readable.from([bytes]) },
            scopes: this.pushScopes,
            expect: [201],
        };
        return this.client.call(call, (response) => {
            (0,http_transport/* discard */.vf)(response);
            checkStored(this, response, digest);
            const knowsReferrers = response.headers['oci-subject'] !== undefined;
            return { descriptor: { mediaType, digest, size: bytes.length }, knowsReferrers };
        });
    }
    /** Stores a blob unless it is there; see pushBlob() in upload.ts. */
    pushBlob(descriptor, open, options) {
        return pushBlob(this, descriptor, open, options);
    }
    /** See referrers() in referrers.ts. */
    referrers(subject, artifactType) {
        return referrers(this, subject, artifactType);
    }
    /** The content of an artifact that pushReferrer() stored. */
    getReferrerBlob(referrer) {
        return getReferrerBlob(this, referrer);
    }
    /** See pushReferrer() in referrers.ts. One at a time, as they may have to change the same list. */
    pushReferrer(subject, referrer) {
        const attached = this.#attached.then(() => pushReferrer(this, subject, referrer));
        this.#attached = attached.catch(() => { });
        return attached;
    }
    /**
     * Finds out whether we may push, by beginning an upload and ending it at once.
     * @throws ConfigurationError that says why not: no connection, not a registry, no or wrong credentials,
     *   no right to.
     */
    async checkPush() {
        try {
            const root = { method: 'GET', url: '/v2/', scopes: this.pushScopes, expect: [200, 404] };
            const isRegistry = await this.client.call(root, isRegistryAnswer, BRISK);
            if (!isRegistry) {
                throw new failure/* RegistryError */.gl('what answers there is not a registry (no /v2/ API)', { transient: false });
            }
            await cancelUpload(this, await beginUpload(this, BRISK));
        }
        catch (error) {
            if (error instanceof errors/* ConfigurationError */.j1 || !(error instanceof errors/* ExpectedError */.Dh))
                throw error;
            const isUnknown = error instanceof failure/* RegistryError */.gl && error.codes.includes('NAME_UNKNOWN');
            const advice = isUnknown ? '; this registry wants a repository to be created first' : '';
            throw new errors/* ConfigurationError */.j1(`can't push to ${this}: ${(0,errors/* messageOf */.bD)(error)}${advice}`);
        }
    }
    close() {
        this.client.close();
    }
    toString() {
        return (0,oci_reference/* formatImageName */.eS)(this.image);
    }
    #manifestCall(method, reference) {
        return {
            method,
            url: this.path(`manifests/${checkReference(reference)}`),
            headers: { accept: MANIFEST_TYPES },
            scopes: this.pullScopes,
            expect: [200, 404],
        };
    }
    #blobCall({ digest }) {
        return { method: 'GET', url: this.path(`blobs/${digest}`), scopes: this.pullScopes, expect: [200] };
    }
}
/** A digest, or a tag by the grammar: it becomes part of a path. */
function checkReference(reference) {
    return reference.includes(':') ? (0,oci_digest/* parseDigest */.m)(reference) : (0,oci_reference/* checkTag */.Bs)(reference);
}
function asDigest(header) {
    return typeof header === 'string' && (0,oci_digest/* isDigest */.Bc)(header) ? header : undefined;
}
function typeOf({ headers }) {
    return headers['content-type']?.split(';')[0]?.trim();
}
/** The descriptor in a HEAD response's headers, if all of it is there. */
function described(response, reference) {
    const { headers } = response;
    const digest = asDigest(headers['docker-content-digest']);
    const mediaType = typeOf(response);
    const size = Number(headers['content-length'] ?? Number.NaN);
    if (digest === undefined || mediaType === undefined || !Number.isSafeInteger(size))
        return undefined;
    if ((0,oci_digest/* isDigest */.Bc)(reference) && digest !== reference)
        return undefined;
    return { mediaType, digest, size };
}
/**
 * distribution-spec, "Determining Support": GET /v2/ answers 200, or 401 that is met with credentials. Some
 * answer 404 although they are registries, but say so in a header.
 */
function isRegistryAnswer(response) {
    (0,http_transport/* discard */.vf)(response);
    const isHtml = typeOf(response) === 'text/html';
    return (response.status === 200 && !isHtml) || 'docker-distribution-api-version' in response.headers;
}


/***/ }),

/***/ 5850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ ProxyAgent)
/* harmony export */ });
// Stands in for undici (package.json's "overrides"). @actions/http-client imports undici for
// getAgentDispatcher alone, which neither we nor @actions/core nor @actions/cache call: its requests go
// through node:http(s). The real package is 0.9 MB that every entry would load, half of its cold start.
class ProxyAgent {
  constructor() {
    throw new Error('undici is not bundled: HttpClient.getAgentDispatcher is not available here')
  }
}


/***/ })

};
