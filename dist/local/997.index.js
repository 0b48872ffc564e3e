export const id = 997;
export const ids = [997];
export const modules = {

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

/***/ 68622:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ orderOf)
});

// EXTERNAL MODULE: ./src/versions/text.ts
var versions_text = __webpack_require__(50566);
;// CONCATENATED MODULE: ./src/versions/debian.ts
/** The order of Debian's versions: deb-version(7), and Debian Policy 5.6.12. */

/** `[epoch:]upstream-version[-revision]`, with the characters that Debian allows in each. */
const VERSION = /^(?:(\d{1,9}):)?(\d[A-Za-z0-9.+~:-]*?)(?:-([A-Za-z0-9.+~]+))?$/;
/** As for Array.sort(), as dpkg compares them; undefined if one of them is not a version. */
function compareDebian(a, b) {
    const [one, two] = [a, b].map(parse);
    if (one === undefined || two === undefined)
        return undefined;
    return ((0,versions_text/* compareDigits */.oY)(one.epoch, two.epoch) ||
        compareParts(one.upstream, two.upstream) ||
        compareParts(one.revision, two.revision));
}
function parse(version) {
    const found = VERSION.exec(version);
    if (found === null)
        return undefined;
    const [, epoch, upstream = '', revision = ''] = found;
    // A colon needs an epoch before it, and a hyphen a revision behind it.
    if ((epoch === undefined && upstream.includes(':')) || upstream.endsWith('-'))
        return undefined;
    return { epoch: epoch ?? '', upstream, revision };
}
/** Compares text and numbers in turn. */
function compareParts(a, b) {
    const [one, two] = [a, b].map((text) => text.split(/(\d+)/));
    let isNumber = true;
    return (0,versions_text/* compareLists */.tM)(one ?? [], two ?? [], (left = '', right = '') => {
        isNumber = !isNumber;
        return isNumber ? (0,versions_text/* compareDigits */.oY)(left, right) : compareCharacters(left, right);
    });
}
function compareCharacters(a, b) {
    return (0,versions_text/* compareLists */.tM)([...a], [...b], (one, two) => weightOf(one) - weightOf(two));
}
/** A tilde is before the end, which is before letters, which are before all else. */
function weightOf(character) {
    if (character === undefined)
        return 0;
    if (character === '~')
        return -1;
    return character.charCodeAt(0) + (/[A-Za-z]/.test(character) ? 0 : 256);
}

// EXTERNAL MODULE: ./src/versions/maven.ts
var maven = __webpack_require__(7374);
// EXTERNAL MODULE: ./src/versions/python.ts
var python = __webpack_require__(10011);
;// CONCATENATED MODULE: ./src/versions/order.ts
/** The order of versions in each ecosystem that packages are looked up in. */



const ORDERS = new Map([
    ['Debian', compareDebian],
    ['Maven', maven/* compareMaven */.L],
    ['PyPI', python/* comparePython */.U],
]);
/** By OSV's name of an ecosystem, which may have a suffix (`Debian:13`). Of one that is not known, nothing can be compared. */
function orderOf(ecosystem) {
    return ORDERS.get(ecosystem.split(':')[0] ?? '') ?? (() => undefined);
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


/***/ }),

/***/ 96761:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ keyOf),
/* harmony export */   d: () => (/* binding */ parseBill)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94343);
/* harmony import */ var _attest_package_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25485);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68825);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61691);
/** Reads the packages of an image from its bill of materials, by the names that OSV knows them by. */





const entry = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    SPDXID: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    name: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    packageFileName: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()),
    primaryPackagePurpose: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()),
    checksums: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ algorithm: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), checksumValue: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() }))),
    externalRefs: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ referenceType: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), referenceLocator: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() }))),
});
const schema = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    spdxVersion: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('SPDX-2.3'),
    packages: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(entry),
    relationships: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ spdxElementId: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), relatedSpdxElement: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), relationshipType: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() })),
});
/**
 * Parses a bill of materials that spdxDocument() made for the image at `digest`.
 * @throws RegistryError when it is of another form, about another image, or names no package.
 */
function parseBill(bytes, digest) {
    const what = `the bill of materials of ${digest}`;
    const { packages, relationships } = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(schema, bytes, what, 'an SPDX document');
    const byId = new Map(packages.map((one) => [one.SPDXID, one]));
    const described = relationships.find(({ relationshipType }) => relationshipType === 'DESCRIBES');
    const image = byId.get(described?.relatedSpdxElement ?? '');
    if (image?.checksums?.some(({ checksumValue }) => checksumValue === (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest)) !== true)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(`${what} is about another image`);
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(`${what} names no package of Debian, Maven or Python`);
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
        return { ecosystem: 'PyPI', name: (0,_attest_package_js__WEBPACK_IMPORTED_MODULE_4__/* .normalizedPython */ .sE)(name), version, purl };
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


/***/ }),

/***/ 750:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ Osv)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94343);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73305);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61691);
/* harmony import */ var _registry_http_web_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47174);
/** Asks OSV which advisories are about packages (https://google.github.io/osv.dev/api/). */




/** OSV takes so many questions at once. */
const MAX_QUERIES = 1000;
/** More than any package has, in pages and in bytes. */
const MAX_PAGES = 50;
const MAX_BYTES = 32 * 1024 * 1024;
const RETRIES = { attempts: 4, base: 500, cap: 5_000, patience: 30_000 };
/** In ms: for a connection, without a byte, and for all questions together. */
const LIMITS = { connect: 15_000, idle: 30_000, total: 300_000 };
const id = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* ._regex */ .Fk(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, 'not the id of an advisory'));
/** Of a package without advisories, an answer is empty: what says something else is not taken for that. */
const answer = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    vulns: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ id }))),
    next_page_token: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* ._maxLength */ .Eb(10_000))),
})
    .check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .refine */ .YPB(({ vulns, ...others }) => vulns !== undefined || Object.keys(others).every((key) => key === 'next_page_token'), 'neither advisories nor nothing'));
const batch = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ results: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(answer) });
const text = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP());
const severities = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ type: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), score: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() })));
const event = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ introduced: text, fixed: text, last_affected: text });
const affected = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    package: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ ecosystem: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), name: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() })),
    severity: severities,
    ranges: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ type: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), events: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(event) }))),
    ecosystem_specific: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ urgency: text })),
});
const advisory = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    id,
    summary: text,
    withdrawn: text,
    aliases: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(id)),
    upstream: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(id)),
    severity: severities,
    affected: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(affected).check(zod_mini__WEBPACK_IMPORTED_MODULE_4__/* ._minLength */ .m9(1)),
    database_specific: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ severity: text })),
});
/**
 * OSV, or a mirror of it. No request goes to another host: a redirect is a failure. Every failure is a RegistryError, also
 * an answer that is not understood.
 */
class Osv {
    #base;
    #web;
    constructor(address, options = {}) {
        this.#base = new URL(`${address.replace(/\/+$/, '')}/`);
        this.#web = new _registry_http_web_js__WEBPACK_IMPORTED_MODULE_2__/* .Web */ .N({ retries: RETRIES, limits: LIMITS, ...options, host: this.#base.host });
    }
    [Symbol.dispose]() {
        this.#web[Symbol.dispose]();
    }
    /** The ids of the advisories about each package. */
    async listIds(packages) {
        const found = packages.map(() => new Set());
        let open = packages.map((asked, index) => ({ asked, index }));
        for (let page = 1; open.length > 0; page++) {
            if (page > MAX_PAGES)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(`the advisories that ${this.#base.host} lists never end`);
            const answers = await this.#ask(open);
            for (const { index, vulns = [] } of answers)
                for (const { id } of vulns)
                    found[index]?.add(id);
            open = answers.flatMap(({ asked, index, next_page_token: token }) => token ? [{ asked, index, token }] : []);
        }
        return found.map((ids) => [...ids].sort());
    }
    async getAdvisory(wanted) {
        const bytes = await this.#request('GET', `v1/vulns/${encodeURIComponent(wanted)}`);
        const found = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(advisory, bytes, this.#what(wanted), 'an OSV record');
        if (found.id === wanted)
            return found;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(`${this.#what(wanted)} is another one, ${found.id}`);
    }
    /** A page of the answers to each question. */
    async #ask(questions) {
        const answers = [];
        for (let start = 0; start < questions.length; start += MAX_QUERIES) {
            const part = questions.slice(start, start + MAX_QUERIES);
            const bytes = await this.#request('POST', 'v1/querybatch', { queries: part.map(queryOf) });
            const { results } = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(batch, bytes, this.#what('a querybatch'), 'a list of advisories');
            const counts = `${results.length} results for ${part.length} packages`;
            if (results.length !== part.length)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl(`${this.#what('a querybatch')} has ${counts}`);
            for (const [at, question] of part.entries())
                answers.push({ ...question, ...results[at] });
        }
        return answers;
    }
    #what(subject) {
        return `the answer of ${this.#base.host} to ${subject}`;
    }
    async #request(method, path, content) {
        const { body } = await this.#web.ask({
            method,
            url: new URL(path, this.#base),
            headers: content && { 'content-type': 'application/json' },
            body: content && JSON.stringify(content),
            expect: [200],
            limit: MAX_BYTES,
        });
        return body;
    }
}
function queryOf({ asked: { ecosystem, name, version }, token }) {
    return { package: { ecosystem, name }, version, page_token: token };
}


/***/ }),

/***/ 5211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ resolveImages),
/* harmony export */   GO: () => (/* binding */ withBill),
/* harmony export */   i0: () => (/* binding */ releasedImages),
/* harmony export */   kx: () => (/* binding */ readBill)
/* harmony export */ });
/* harmony import */ var _attest_spdx_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54130);
/* harmony import */ var _catalog_aliases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96855);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32060);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62148);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(73716);
/* harmony import */ var _registry_manifests_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30001);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9191);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56075);
/* harmony import */ var _bill_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96761);
/** Reads the bills of materials of images that are in a registry. */










/** The images that a tag or digest names: one, or those of an index; none if there is no such tag. */
async function resolveImages(repository, reference) {
    const stored = await (0,_registry_manifests_js__WEBPACK_IMPORTED_MODULE_5__/* .getManifest */ .c2)(repository, reference);
    if (stored === undefined)
        return [];
    const { digest, mediaType } = stored.descriptor;
    if (!(0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .isIndexType */ .$U)(mediaType))
        return [{ digest }];
    const { manifests } = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseIndex */ .A1)(stored.bytes, `${(0,_registry_repository_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRepository */ .Sh)(repository)}:${reference}`);
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
    for (const listed of await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_6__/* .listReferrers */ .xt)(repository, digest, _attest_spdx_js__WEBPACK_IMPORTED_MODULE_0__/* .SPDX_TYPE */ .J)) {
        const blob = await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_6__/* .getReferrerBlob */ .Dy)(repository, listed);
        try {
            if (blob !== undefined)
                return (0,_bill_js__WEBPACK_IMPORTED_MODULE_8__/* .parseBill */ .d)(blob, digest);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl))
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
 * @throws RegistryError when the registry can't say.
 */
async function releasedImages(cells, { aliases }, released) {
    // Tags with a date name what other tags named that day.
    const claims = (0,_catalog_aliases_js__WEBPACK_IMPORTED_MODULE_1__/* .claimsOf */ .d)(cells, aliases, '20000101').filter(({ kind }) => kind !== 'fixed');
    const ordered = [true, false].flatMap((exact) => claims.filter(({ kind }) => (kind === 'exact') === exact));
    const tags = new Map(ordered.map(({ image, tag }) => [`${image ?? ''}:${tag}`, { image, tag }]));
    const resolved = await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_9__/* .inParallel */ .H)(_registry_repository_js__WEBPACK_IMPORTED_MODULE_7__/* .REQUESTS */ .H0, [...tags.values()], async ({ image, tag }) => {
        const repository = { ...released, image: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .sibling */ .hg)(released.image, image) };
        const images = await resolveImages(repository, tag).catch(unlessMissing);
        return images.map((found) => ({ ...found, repository, tag }));
    });
    const all = resolved.flat();
    return all.filter((one, index) => all.findIndex(({ digest }) => digest === one.digest) === index);
}
/** A released image with its bill of materials; undefined, with a warning, if it has none. @throws as readBill() */
async function withBill({ repository, tag, digest }, warn) {
    const image = `${(0,_registry_repository_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRepository */ .Sh)(repository)}:${tag}@${digest}`;
    const bill = await readBill(repository, digest);
    if (bill !== undefined)
        return { image, bill };
    warn(`${image} has no bill of materials attached, so that nothing is known of it`);
    return undefined;
}
/** Some registries (GitHub's) refuse what is not there yet. Wrong credentials are a mistake. */
function unlessMissing(error) {
    const { refused, status } = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl ? error : {};
    if (refused === 'anonymous' || (refused !== undefined && status === 403))
        return [];
    throw error;
}


/***/ }),

/***/ 20374:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U6: () => (/* binding */ presentFindings),
/* harmony export */   WN: () => (/* binding */ hasFailed),
/* harmony export */   Xc: () => (/* binding */ fixText),
/* harmony export */   Zk: () => (/* binding */ SCANNER),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   jb: () => (/* binding */ VulnerabilityError)
/* harmony export */ });
/* unused harmony exports counted, headline, COLUMNS, rowOf, notesOf, failingOf */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88719);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48992);
/* harmony import */ var _severity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86119);




/** The page that explains what is looked up and what fails. */
const SCANNER = 'https://github.com/org/spark-images-action/blob/main/docs/vulnerabilities.md';
const PRESENT = ['new', 'found', 'known'];
const MAX_TEXT = 80;
/** What is in the image now. */
function presentFindings({ findings }) {
    return findings.filter(({ status }) => PRESENT.includes(status));
}
/** `1 image`, `2 images`. */
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
/** `37 vulnerabilities in 412 packages (2 critical, 5 high, 30 medium); 1 new, 36 known, 1 fixed, 0 gone`. */
function headline(report) {
    const { packages, findings, against } = report;
    const present = presentFindings(report);
    const severities = _severity_js__WEBPACK_IMPORTED_MODULE_1__/* .SEVERITIES */ .o.flatMap((severity) => {
        const count = present.filter((finding) => finding.severity === severity).length;
        return count === 0 ? [] : [`${count} ${severity}`];
    });
    const count = (status) => findings.filter((finding) => finding.status === status).length;
    const changes = ['new', 'known', 'fixed', 'gone'].map((status) => `${count(status)} ${status}`);
    return [
        `${counted(present.length, 'vulnerability', 'vulnerabilities')} in ${counted(packages, 'package')}`,
        severities.length === 0 ? '' : ` (${severities.join(', ')})`,
        against === undefined ? '' : `; ${changes.join(', ')}`,
    ].join('');
}
const COLUMNS = ['', 'vulnerability', 'severity', 'package', 'version', 'fixed in', 'where'];
/** A finding as a row below COLUMNS; records and bills may hold anything. */
function rowOf(finding) {
    const { status, fails, ignored, id, severity, score, package: one, fixed, isFixUnknown } = finding;
    const mark = fails ? `${status}, fails` : ignored === undefined ? status : `${status}, ignored`;
    const rated = score === undefined ? severity : `${severity} ${score.toFixed(1)}`;
    const fixes = isFixUnknown ? 'unknown' : fixed.join(', ');
    const texts = [one.name, one.version, fixes, one.where.join(', ')];
    return [mark, id, rated, ...texts.map((text) => (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(text, MAX_TEXT))];
}
/** Of a finding, in a sentence: `fixed in 1.2.3`. */
function fixText({ fixed, isFixUnknown }) {
    if (isFixUnknown)
        return "databases name fixes that can't be compared with this version";
    return fixed.length === 0 ? 'no fixed version is known' : `fixed in ${(0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(fixed.join(', '), MAX_TEXT)}`;
}
/** What is said below the table; lines of text. */
function notesOf({ unnamed, against, findings, policy }) {
    const ignored = findings.flatMap(({ id, ignored: why }) => why === undefined ? [] : [`${id} is ignored: ${why}`]);
    const needsRelease = policy['only-new'] && policy['fail-on'] !== 'none' && against === undefined;
    return [
        ...new Set(ignored),
        ...(needsRelease
            ? ['there is no released image to compare with, so that none of them counts as new']
            : []),
        ...(unnamed.length === 0 ? [] : [`without a package URL, and not looked up: ${unnamed.join(', ')}`]),
    ];
}
/** All of it, for a log. */
function textOf(report) {
    const { findings, against } = report;
    const rows = findings.length === 0 ? [] : ['', (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .t)(COLUMNS, findings.map(rowOf))];
    const compared = against === undefined ? [] : [`against ${against}`];
    const notes = notesOf(report);
    return [...compared, headline(report), ...rows, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
}
/** The rule of a policy, in words: `new, of severity high or more, and fixed in another version`. */
function ruleOf({ 'fail-on': least, 'only-new': onlyNew, 'only-fixed': onlyFixed, }) {
    const severity = least === 'critical' ? 'critical' : `of severity ${least} or more`;
    return [...(onlyNew ? ['new'] : []), severity, ...(onlyFixed ? ['fixed in another version'] : [])].join(', ');
}
/** An image that fails by its policy. */
class VulnerabilityError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1 {
    report;
    constructor(report) {
        super(failureOf(report));
        this.report = report;
    }
}
/** What fails in any of the images, each vulnerability of a package's version once. */
function failingOf(reports) {
    const found = new Map();
    for (const { image, findings } of reports)
        for (const finding of findings.filter(({ fails }) => fails)) {
            const key = [finding.id, finding.package.name, finding.package.version].join(' ');
            const known = found.get(key);
            if (known === undefined)
                found.set(key, { finding, images: [image] });
            else
                known.images.push(image);
        }
    return [...found.values()];
}
const hasFailed = ({ findings }) => findings.some(({ fails }) => fails);
/** Why an image fails, for whoever can mend it. */
function failureOf({ image, findings, policy }) {
    const failing = findings.filter(({ fails }) => fails);
    const lines = failing.map((finding) => {
        const [, id, severity, name, version] = rowOf(finding);
        const summary = finding.summary === '' ? '' : `: ${finding.summary}`;
        return `  ${id} (${severity}) in ${name} ${version}, ${fixText(finding)}${summary}`;
    });
    const what = failing.length === 1 ? 'a vulnerability' : `${failing.length} vulnerabilities`;
    return [
        `${image} has ${what} that the catalog's vulnerabilities.fail-on does not allow (${ruleOf(policy)}):`,
        ...lines,
        'Take a fixed version, or name the id and why it does no harm under vulnerabilities.ignore in the catalog.',
    ].join('\n');
}


/***/ }),

/***/ 51723:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ scan)
});

// EXTERNAL MODULE: ./src/attest/package.ts
var attest_package = __webpack_require__(25485);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(73716);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
// EXTERNAL MODULE: ./src/versions/order.ts + 1 modules
var order = __webpack_require__(68622);
// EXTERNAL MODULE: ./src/vulnerabilities/bill.ts
var vulnerabilities_bill = __webpack_require__(96761);
;// CONCATENATED MODULE: ./src/vulnerabilities/fixes.ts
/**
 * The versions that end the ranges which a version is in. OSV may list it although it is in none, by a record's list of
 * versions: then those that end any range, and are above it. A range with a bound that can't be compared says nothing.
 */
function fixesFor(version, ranges, compare) {
    const isKnown = (bound) => bound === BEGINNING || compare(version, bound) !== undefined;
    const known = ranges.filter((events) => events.flatMap(boundsOf).every(isKnown));
    const others = ranges.filter((events) => !known.includes(events)).flat();
    const order = (a, b) => compare(a, b) ?? 0;
    const own = known.map((events) => rangeOf(version, events, order)).filter((range) => range !== undefined);
    const ends = own.length > 0 ? own : known.flat();
    const fixes = ends.flatMap(({ fixed }) => fixed ?? []).filter((fixed) => order(fixed, version) > 0);
    return {
        fixed: [...new Set(fixes)].sort(order),
        isUnknown: fixes.length === 0 && others.some(({ fixed }) => fixed !== undefined),
    };
}
/** Where OSV has a range begin that has no first version. */
const BEGINNING = '0';
const boundsOf = ({ introduced, fixed, last_affected: last }) => [introduced, fixed, last].filter((bound) => bound !== undefined);
/** By OSV's own algorithm (https://ossf.github.io/osv-schema/, "Evaluation"). */
function rangeOf(version, events, order) {
    const isFrom = (start) => start === BEGINNING || order(start, version) <= 0;
    let start;
    for (const { introduced, fixed, last_affected: last } of inOrder(events, order)) {
        if (introduced !== undefined)
            start ??= introduced;
        const end = fixed ?? last;
        if (end === undefined)
            continue;
        const toEnd = order(version, end);
        const isBeforeEnd = fixed === undefined ? toEnd <= 0 : toEnd < 0;
        if (start !== undefined && isFrom(start) && isBeforeEnd)
            return { fixed };
        start = undefined;
    }
    return start !== undefined && isFrom(start) ? {} : undefined;
}
function inOrder(events, order) {
    const isBeginning = ({ introduced }) => introduced === BEGINNING;
    const others = events.filter((event) => !isBeginning(event));
    const sorted = others.sort((a, b) => order(boundsOf(a)[0] ?? '', boundsOf(b)[0] ?? ''));
    return [...events.filter(isBeginning), ...sorted];
}

// EXTERNAL MODULE: ./node_modules/ae-cvss-calculator/dist/ae-cvss-calculator.js
var ae_cvss_calculator = __webpack_require__(44353);
var ae_cvss_calculator_default = /*#__PURE__*/__webpack_require__.n(ae_cvss_calculator);
// EXTERNAL MODULE: ./src/vulnerabilities/severity.ts
var vulnerabilities_severity = __webpack_require__(86119);
;// CONCATENATED MODULE: ./src/vulnerabilities/rate.ts
/** Rates advisories: by their CVSS vectors, or by their database's own word where they have none. */


// Node has a CommonJS module's names under `default`, the bundler has them beside it.
const { fromVector } = (ae_cvss_calculator_default()) ?? ae_cvss_calculator;
/** GitHub's words, and Debian's urgencies. */
const WORDS = {
    critical: 'critical',
    high: 'high',
    moderate: 'medium',
    medium: 'medium',
    low: 'low',
    unimportant: 'low',
};
/** The most severe of several ratings of one vulnerability; scores before words. */
function rate(vectors, words) {
    const scores = vectors.flatMap((vector) => baseScore(vector) ?? []);
    if (scores.length > 0) {
        const score = Math.max(...scores);
        return { severity: severityOf(score), score };
    }
    const known = words.map((word) => WORDS[word.toLowerCase()] ?? 'unknown');
    return { severity: vulnerabilities_severity/* SEVERITIES */.o.find((severity) => known.includes(severity)) ?? 'unknown' };
}
/** https://www.first.org/cvss/v4.0/specification-document, "Qualitative Severity Rating Scale"; CVSS 3 has the same. */
function severityOf(score) {
    if (score >= 9)
        return 'critical';
    if (score >= 7)
        return 'high';
    if (score >= 4)
        return 'medium';
    return score > 0 ? 'low' : 'none';
}
/**
 * Of a vector of CVSS 3.0, 3.1 or 4.0 with all base metrics, by these alone: what threat and environmental metrics add is
 * somebody else's. Undefined for anything else.
 */
function baseScore(vector) {
    if (!/^CVSS:[34]\.[01]\/[A-Za-z:/]{1,300}$/.test(vector))
        return undefined;
    const parsed = fromVector(vector);
    if (!parsed?.isBaseFullyDefined())
        return undefined;
    const scores = parsed.calculateScores();
    // Of CVSS 4, the library's `base` is of all metrics that are there.
    if ('baseMetricsOnly' in scores)
        return scores.baseMetricsOnly;
    return 'base' in scores ? scores.base : undefined;
}

;// CONCATENATED MODULE: ./src/vulnerabilities/findings.ts
/** Matches packages with advisories: one finding for each vulnerability of a package, whatever databases call it. */








/**
 * Advisories that are asked for at once, as many as a registry is asked. OSV has no request for several of them, and most
 * of the time of each is its round trip: of 40 ms, 150 advisories take 0.9 s, and 6.4 s one after the other.
 */
const REQUESTS = 8;
const MAX_SUMMARY = 200;
/** The findings of each bill. All packages are asked about together, each once. @throws RegistryError as Osv. */
async function findVulnerabilities(bills, osv) {
    const packages = new Map(bills.flatMap((bill) => bill.packages.map((one) => [(0,vulnerabilities_bill/* keyOf */.T)(one), one])));
    const listed = await osv.listIds([...packages.values()]);
    const ids = [...new Set(listed.flat())];
    const advisories = new Map(await (0,parallel/* inParallel */.H)(REQUESTS, ids, async (id) => [id, await osv.getAdvisory(id)]));
    const known = new Map([...packages.keys()].map((key, index) => [
        key,
        (listed[index] ?? []).flatMap((id) => advisories.get(id) ?? []),
    ]));
    return bills.map((bill) => bill.packages.flatMap((one) => findingsOf(one, known.get((0,vulnerabilities_bill/* keyOf */.T)(one)) ?? [])));
}
/** The findings of one package. @throws RegistryError for an advisory that is about other packages only. */
function findingsOf(one, advisories) {
    const valid = advisories.filter((advisory) => !isWithdrawn(advisory));
    const records = valid.map((advisory) => ({
        advisory,
        names: namesOf(advisory),
        about: aboutOf(advisory, one),
    }));
    // A security advisory of Debian is about several CVEs, each of which has a record of its own.
    const isSingle = ({ names }) => names.filter(isCve).length <= 1;
    const groups = merge(records.filter(isSingle));
    for (const bundle of records.filter((record) => !isSingle(record))) {
        const others = groups.filter((group) => sharesName(group, bundle));
        for (const group of others)
            group.push({ ...bundle, names: [bundle.advisory.id] });
        if (others.length === 0)
            groups.push([bundle]);
    }
    return groups.map((group) => findingOf(one, group));
}
const isCve = (id) => id.startsWith('CVE-');
/** OSV lists no withdrawn ones; some databases write the year 1 for never. */
function isWithdrawn({ withdrawn = '' }) {
    return Date.parse(withdrawn) > 0 && Date.parse(withdrawn) <= Date.now();
}
function namesOf({ id, aliases = [], upstream = [] }) {
    return [...new Set([id, ...aliases, ...upstream, ...(id.startsWith('DEBIAN-CVE-') ? [id.slice(7)] : [])])];
}
/** An ecosystem without a suffix has all of its releases in it: `Debian:13` is within `Debian`. */
const isWithin = (ecosystem, whole) => `${ecosystem}:`.startsWith(`${whole}:`);
function aboutOf({ id, affected }, one) {
    const nameIn = (ecosystem, name) => ecosystem === 'PyPI' ? (0,attest_package/* normalizedPython */.sE)(name) : name;
    const about = affected.filter(({ package: named }) => {
        if (named === undefined || nameIn(one.ecosystem, named.name) !== one.name)
            return false;
        return isWithin(one.ecosystem, named.ecosystem) || isWithin(named.ecosystem, one.ecosystem);
    });
    if (about.length > 0)
        return about;
    throw new errors/* RegistryError */.gl(`${id} is listed for ${one.name} of ${one.ecosystem}, and is not about it`);
}
function sharesName(group, { names }) {
    return group.some((other) => other.names.some((name) => names.includes(name)));
}
/** Puts records together that share an id, directly or by others. */
function merge(records) {
    let groups = [];
    for (const record of records) {
        const [same, others] = [true, false].map((wanted) => groups.filter((group) => sharesName(group, record) === wanted));
        groups = [...(others ?? []), [...(same ?? []).flat(), record]];
    }
    return groups;
}
function findingOf(one, group) {
    const names = [...new Set(group.flatMap((record) => record.names))];
    const [id = '', ...aliases] = names.sort((a, b) => findings_order(a) - findings_order(b) || (a < b ? -1 : 1));
    const vectors = group.flatMap(({ advisory, about }) => [...(advisory.severity ?? []), ...about.flatMap(({ severity = [] }) => severity)].map(({ score }) => score));
    const words = group.flatMap(({ advisory, about }) => [
        advisory.database_specific?.severity ?? '',
        ...about.map(({ ecosystem_specific: own }) => own?.urgency ?? ''),
    ]);
    const ranges = group.flatMap(({ about }) => about.flatMap(({ ranges = [] }) => ranges.filter(({ type }) => type !== 'GIT').map(({ events }) => events)));
    const { fixed, isUnknown } = fixesFor(one.version, ranges, (0,order/* orderOf */.m)(one.ecosystem));
    const summary = group.map(({ advisory }) => advisory.summary).find(Boolean) ?? '';
    return {
        id,
        aliases,
        package: one,
        ...rate(vectors, words),
        fixed,
        ...(isUnknown && { isFixUnknown: true }),
        summary: (0,src_text/* oneLine */.TN)(summary, MAX_SUMMARY),
        url: `https://osv.dev/vulnerability/${group[0]?.advisory.id}`,
    };
}
/** CVEs first, then what most people know. */
function findings_order(id) {
    const at = ['CVE-', 'GHSA-', 'PYSEC-', 'DSA-', 'DLA-'].findIndex((start) => id.startsWith(start));
    return at < 0 ? 9 : at;
}

// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(46447);
// EXTERNAL MODULE: ./src/catalog/statements.ts
var statements = __webpack_require__(25281);
;// CONCATENATED MODULE: ./src/vulnerabilities/policy.ts
/** What a policy says of findings, and of what an earlier image had. */



/**
 * All findings of an image, and those that an earlier one had: what fails first, then the most severe.
 * @param statements the catalog's: what they say does no harm, or is fixed, is ignored.
 */
function assess(now, before, policy, statements = []) {
    const present = now.findings.map((finding) => {
        const status = before === undefined ? 'found' : isIn(finding, before.findings) ? 'known' : 'new';
        const ids = [finding.id, ...finding.aliases];
        const ignored = ids.map((id) => (0,names/* own */.ZV)(policy.ignore, id)).find(Boolean) ??
            statements.filter((stated) => covers(stated, finding, now.bill)).map(wordsOf)[0];
        const fails = ignored === undefined && isFailure(finding, status, policy);
        return { ...finding, status, fails, ignored };
    });
    const missing = (before?.findings ?? []).filter((finding) => !isIn(finding, now.findings));
    const past = missing.map((finding) => {
        const isThere = now.bill.packages.some((one) => isSamePackage(one, finding.package));
        return { ...finding, status: isThere ? 'fixed' : 'gone', fails: false };
    });
    return [...present, ...past].sort(byWeight);
}
/**
 * `only-fixed` lets pass what is known to have no fix. If a database names one that can't be compared, there may be
 * something to do: that fails, and `ignore` is the answer of whoever has looked.
 */
function isFailure({ severity, fixed, isFixUnknown = false }, status, policy) {
    const { 'fail-on': least, 'only-new': onlyNew, 'only-fixed': onlyFixed } = policy;
    if (least === 'none' || vulnerabilities_severity/* SEVERITIES */.o.indexOf(severity) > vulnerabilities_severity/* SEVERITIES */.o.indexOf(least))
        return false;
    return (!onlyNew || status === 'new') && (!onlyFixed || fixed.length > 0 || isFixUnknown);
}
/** Whether a statement says that a finding does no harm. One on a package does not hold where another jar has it, too. */
function covers(stated, { id, aliases, package: one }, { packages }) {
    const isHarmless = stated.status === 'not_affected' || stated.status === 'fixed';
    if (!isHarmless || ![id, ...aliases].includes(stated.vulnerability))
        return false;
    if (!(0,statements/* isPackage */.dn)(stated.shaded ?? stated.package, one.purl))
        return false;
    if (one.ecosystem.startsWith('Debian'))
        return true;
    const [place, ...others] = one.where;
    if (place === undefined || others.length > 0)
        return false;
    return packages.some(({ purl, where }) => (0,statements/* isPackage */.dn)(stated.package, purl) && where.includes(place));
}
function wordsOf({ status, justification, impact, author }) {
    const why = impact ?? justification?.replaceAll('_', ' ');
    return `${[status.replaceAll('_', ' '), why].filter(Boolean).join(': ')} (stated by ${author})`;
}
/** Databases may know one version by one id and another by a second, so that any of them counts. */
function isIn(finding, others) {
    const ids = new Set([finding.id, ...finding.aliases]);
    return others.some((other) => isSamePackage(other.package, finding.package) && [other.id, ...other.aliases].some((id) => ids.has(id)));
}
/** Whatever its version, and that of Debian. */
function isSamePackage(a, b) {
    const [one, two] = [a, b].map(({ ecosystem }) => ecosystem.split(':')[0]);
    return a.name === b.name && one === two;
}
const STATUSES = ['new', 'found', 'known', 'fixed', 'gone'];
function byWeight(a, b) {
    return (Number(b.fails) - Number(a.fails) ||
        STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
        vulnerabilities_severity/* SEVERITIES */.o.indexOf(a.severity) - vulnerabilities_severity/* SEVERITIES */.o.indexOf(b.severity) ||
        (b.score ?? 0) - (a.score ?? 0) ||
        compare(a.package.name, b.package.name) ||
        compare(a.id, b.id) ||
        compare(a.package.version, b.package.version));
}
const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

;// CONCATENATED MODULE: ./src/vulnerabilities/scan.ts


/**
 * A report of each image. Both an image and the one that it is compared with are looked up now: what was found in the
 * meantime is known of both.
 * @throws RegistryError when OSV gives no answer, or one that is not understood.
 */
async function scan(subjects, policy, osv, statements = []) {
    const started = new Date();
    const bills = subjects.flatMap(({ bill, against }) => against === undefined ? [bill] : [bill, against.bill]);
    const found = await findVulnerabilities(bills, osv);
    const findings = (bill) => found[bills.indexOf(bill)] ?? [];
    const finished = new Date();
    return subjects.map(({ image, bill, against }) => {
        const before = against && { bill: against.bill, findings: findings(against.bill) };
        const { packages, unnamed } = bill;
        const assessed = assess({ bill, findings: findings(bill) }, before, policy, statements);
        const names = { image, against: against?.image };
        return { ...names, packages: packages.length, unnamed, policy, findings: assessed, started, finished };
    });
}


/***/ }),

/***/ 86119:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ SEVERITIES)
/* harmony export */ });
/** How severe a vulnerability is. */
/** The most severe first. What nobody knows and what FIRST calls none (a score of 0.0) never fails: no policy names them. */
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown', 'none'];


/***/ })

};
