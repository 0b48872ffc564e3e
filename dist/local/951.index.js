export const id = 951;
export const ids = [951];
export const modules = {

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

/***/ 5211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ resolveImages),
/* harmony export */   GO: () => (/* binding */ withBill),
/* harmony export */   kx: () => (/* binding */ readBill),
/* harmony export */   n1: () => (/* binding */ releasedBefore)
/* harmony export */ });
/* unused harmony export releasedImages */
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
 * @param denied is told of a tag that the registry refuses to tell of, which may be missing.
 * @throws RegistryError when the registry can't say.
 */
async function releasedImages(cells, { aliases }, released, denied = () => { }) {
    // Tags with a date name what other tags named that day.
    const claims = (0,_catalog_aliases_js__WEBPACK_IMPORTED_MODULE_1__/* .claimsOf */ .d)(cells, aliases, '20000101').filter(({ kind }) => kind !== 'fixed');
    const ordered = [true, false].flatMap((exact) => claims.filter(({ kind }) => (kind === 'exact') === exact));
    const tags = new Map(ordered.map(({ image, tag }) => [`${image ?? ''}:${tag}`, { image, tag }]));
    const resolved = await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_9__/* .inParallel */ .H)(_registry_repository_js__WEBPACK_IMPORTED_MODULE_7__/* .REQUESTS */ .H0, [...tags.values()], async ({ image, tag }) => {
        const repository = { ...released, image: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .sibling */ .hg)(released.image, image) };
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
    const image = `${(0,_registry_repository_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRepository */ .Sh)(repository)}:${tag}@${digest}`;
    const bill = await readBill(repository, digest);
    if (bill !== undefined)
        return { image, bill };
    warn(`${image} has no bill of materials attached, so that nothing is known of it`);
    return undefined;
}
/** Some registries (GitHub's) refuse what is not there yet. Wrong credentials are a mistake. */
function isDenied(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl))
        return false;
    return error.refused === 'anonymous' || (error.refused !== undefined && error.status === 403);
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
