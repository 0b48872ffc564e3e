export const id = 588;
export const ids = [588];
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


/***/ })

};
