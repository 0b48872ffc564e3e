export const id = 50;
export const ids = [50];
export const modules = {

/***/ 43050:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkVulnerabilities: () => (/* binding */ checkVulnerabilities)
});

// EXTERNAL MODULE: ./src/catalog/statements.ts
var statements = __webpack_require__(25281);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/vulnerabilities/bill.ts
var vulnerabilities_bill = __webpack_require__(96761);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(94343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(73305);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(61691);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./src/registry/http/client.ts + 3 modules
var client = __webpack_require__(45631);
// EXTERNAL MODULE: ./src/registry/http/destination.ts
var destination = __webpack_require__(20588);
// EXTERNAL MODULE: ./src/registry/http/failure.ts
var http_failure = __webpack_require__(16510);
// EXTERNAL MODULE: ./src/registry/http/retry.ts
var retry = __webpack_require__(41350);
// EXTERNAL MODULE: ./src/registry/http/transport.ts + 1 modules
var transport = __webpack_require__(26789);
;// CONCATENATED MODULE: ./src/registry/http/web.ts
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
        this.#transport = new transport/* Transport */.oK(limits);
        this.#retries = retries;
        this.#log = log;
        this.#host = host;
        const who = host ?? 'the servers that were asked';
        const problem = `${who} did not answer all questions within ${limits.total / 1000} s`;
        this.#timer = setTimeout(() => this.#end.abort(new errors/* RegistryError */.gl(problem)), limits.total).unref();
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
                await (0,retry/* waitToRetry */.B2)(error, failed, this.#retries, this.#log);
            }
        }
    }
    async #send({ method, url: start, headers, authorization, body, expect, limit }) {
        const { signal } = this.#end;
        const permit = { signal, check: () => signal.throwIfAborted(), unanswered: () => { } };
        const sent = body === undefined ? undefined : Buffer.from(body);
        const content = sent && { size: sent.length, open: () => external_node_stream_.Readable.from([sent]) };
        if (this.#host !== undefined && start.host !== this.#host)
            throw new errors/* RegistryError */.gl(`${(0,transport/* nameOf */.Vb)(start)} is not at ${this.#host}: no request goes there`);
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
            const next = this.#host === undefined ? (0,client/* redirectOf */.Yx)(method, response) : undefined;
            if (next === undefined)
                return await answerOf(request, response, expect, limit);
            (0,transport/* discard */.vf)(response);
            if (redirects === MAX_REDIRECTS)
                throw new errors/* RegistryError */.gl(`${(0,transport/* nameOf */.Vb)(start)} is redirected without end`);
            (0,destination/* checkDestination */.b)(next, url, start);
            url = next;
        }
    }
}
async function answerOf({ method, url }, response, expect, limit) {
    const { status, headers } = response;
    if (!expect.includes(status)) {
        (0,transport/* discard */.vf)(response);
        const message = `${url.host} answered ${status} to ${method} ${(0,transport/* pathOf */.XM)(url)}`;
        throw new errors/* RegistryError */.gl(message, (0,http_failure/* statusDetails */.l$)(status, headers['retry-after']));
    }
    try {
        return { status, headers, url, body: await (0,client/* readBytes */.io)(response, limit) };
    }
    catch (error) {
        const failure = (0,http_failure/* receiveError */.yM)(url, error);
        throw failure instanceof errors/* RegistryError */.gl ? failure : new errors/* RegistryError */.gl((0,errors/* messageOf */.bD)(failure));
    }
}

;// CONCATENATED MODULE: ./src/vulnerabilities/osv.ts
/** Asks OSV which advisories are about packages (https://google.github.io/osv.dev/api/). */




/** OSV takes so many questions at once. */
const MAX_QUERIES = 1000;
/** More than any package has, in pages and in bytes. */
const MAX_PAGES = 50;
const MAX_BYTES = 32 * 1024 * 1024;
const osv_RETRIES = { attempts: 4, base: 500, cap: 5_000, patience: 30_000 };
/** In ms: for a connection, without a byte, and for all questions together. */
const osv_LIMITS = { connect: 15_000, idle: 30_000, total: 300_000 };
const id = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, 'not the id of an advisory'));
/** Of a package without advisories, an answer is empty: what says something else is not taken for that. */
const answer = schemas/* looseObject */._H3({
    vulns: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ id }))),
    next_page_token: schemas/* optional */.lqM(schemas/* string */.YjP().check(api/* _maxLength */.Eb(10_000))),
})
    .check(schemas/* refine */.YPB(({ vulns, ...others }) => vulns !== undefined || Object.keys(others).every((key) => key === 'next_page_token'), 'neither advisories nor nothing'));
const batch = schemas/* object */.Ikc({ results: schemas/* array */.YOg(answer) });
const osv_text = schemas/* optional */.lqM(schemas/* string */.YjP());
const severities = schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP(), score: schemas/* string */.YjP() })));
const osv_event = schemas/* object */.Ikc({ introduced: osv_text, fixed: osv_text, last_affected: osv_text });
const affected = schemas/* object */.Ikc({
    package: schemas/* optional */.lqM(schemas/* object */.Ikc({ ecosystem: schemas/* string */.YjP(), name: schemas/* string */.YjP() })),
    severity: severities,
    ranges: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP(), events: schemas/* array */.YOg(osv_event) }))),
    ecosystem_specific: schemas/* optional */.lqM(schemas/* object */.Ikc({ urgency: osv_text })),
});
const advisory = schemas/* object */.Ikc({
    id,
    summary: osv_text,
    withdrawn: osv_text,
    aliases: schemas/* optional */.lqM(schemas/* array */.YOg(id)),
    upstream: schemas/* optional */.lqM(schemas/* array */.YOg(id)),
    severity: severities,
    affected: schemas/* array */.YOg(affected).check(api/* _minLength */.m9(1)),
    database_specific: schemas/* optional */.lqM(schemas/* object */.Ikc({ severity: osv_text })),
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
        this.#web = new Web({ retries: osv_RETRIES, limits: osv_LIMITS, ...options, host: this.#base.host });
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
                throw new errors/* RegistryError */.gl(`the advisories that ${this.#base.host} lists never end`);
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
        const found = (0,json/* parseJson */.qF)(advisory, bytes, this.#what(wanted), 'an OSV record');
        if (found.id === wanted)
            return found;
        throw new errors/* RegistryError */.gl(`${this.#what(wanted)} is another one, ${found.id}`);
    }
    /** A page of the answers to each question. */
    async #ask(questions) {
        const answers = [];
        for (let start = 0; start < questions.length; start += MAX_QUERIES) {
            const part = questions.slice(start, start + MAX_QUERIES);
            const bytes = await this.#request('POST', 'v1/querybatch', { queries: part.map(queryOf) });
            const { results } = (0,json/* parseJson */.qF)(batch, bytes, this.#what('a querybatch'), 'a list of advisories');
            const counts = `${results.length} results for ${part.length} packages`;
            if (results.length !== part.length)
                throw new errors/* RegistryError */.gl(`${this.#what('a querybatch')} has ${counts}`);
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

// EXTERNAL MODULE: ./src/vulnerabilities/released.ts
var vulnerabilities_released = __webpack_require__(5211);
// EXTERNAL MODULE: ./src/vulnerabilities/report.ts + 1 modules
var vulnerabilities_report = __webpack_require__(28339);
// EXTERNAL MODULE: ./src/attest/package.ts
var attest_package = __webpack_require__(25485);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(73716);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
// EXTERNAL MODULE: ./src/versions/order.ts + 2 modules
var order = __webpack_require__(3828);
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

;// CONCATENATED MODULE: ./src/vulnerabilities/gate.ts
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







/**
 * What OSV knows of an image that is about to be pushed; undefined if nobody could say and the policy lets it pass.
 * @throws VulnerabilityError when the image fails by the policy.
 * @throws ConfigurationError when nobody could say, and the policy is to fail then.
 */
async function checkVulnerabilities(built, options) {
    const { policy, progress } = options;
    const image = `${built.image}@${built.digest}`;
    let report;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const osv = __addDisposableResource(env_1, new Osv(policy.url, { log: progress.info, ...options.osv }), false);
            const bill = (0,vulnerabilities_bill/* parseBill */.d)(built.spdx, built.digest);
            const against = await findReleased(built.cell, options);
            report = (await scan([{ image, bill, against }], policy, osv, (0,statements/* statementsOf */.GX)(options.catalog)))[0];
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl))
            throw error;
        const problem = `the vulnerabilities of ${built.cell.id} are not known: ${(0,errors/* messageOf */.bD)(error)}`;
        if (policy.unreachable === 'fail')
            throw new errors/* ConfigurationError */.j1(`${problem}. vulnerabilities.unreachable: warn in the catalog would let it pass`);
        progress.warning(problem);
    }
    if (report === undefined)
        return undefined;
    progress.info((0,vulnerabilities_report/* textOf */.b6)(report));
    if ((0,vulnerabilities_report/* hasFailed */.WN)(report))
        throw new vulnerabilities_report/* VulnerabilityError */.jb(report);
    return report;
}
async function findReleased(cell, { catalog, released, progress }) {
    if (released === undefined)
        return undefined;
    for (const found of await (0,vulnerabilities_released/* releasedBefore */.n1)(cell, catalog, released)) {
        const named = await (0,vulnerabilities_released/* withBill */.GO)(found, progress.warning);
        if (named !== undefined)
            return named;
    }
    return undefined;
}


/***/ })

};
