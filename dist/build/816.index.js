export const id = 816;
export const ids = [816];
export const modules = {

/***/ 96855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ claimsOf),
/* harmony export */   j: () => (/* binding */ checkAliases)
/* harmony export */ });
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54514);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46447);
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

/***/ 7374:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ compareMaven)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50566);
/**
 * The order of Maven's versions: the "Version Order Specification" of https://maven.apache.org/pom.html, to which every
 * text is a version. Maven 3.9's ComparableVersion departs from it where more follows a qualifier after a dot, and is no
 * order there: 2.10.2-SNAPSHOT < 2.10.2 < 2.10.2.fuse-1 < 2.10.2-SNAPSHOT.
 */

/** Qualifiers with a place of their own. All others come after these, in the order of the alphabet. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const ALIASES = new Map([
    ['cr', 'rc'],
    ['ga', ''],
    ['final', ''],
    ['release', ''],
]);
/** What a letter is short for where a digit follows it. */
const SHORT = new Map([
    ['a', 'alpha'],
    ['b', 'beta'],
    ['m', 'milestone'],
]);
/** As for Array.sort(). */
function compareMaven(a, b) {
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareLists */ .tM)(tokensOf(a), tokensOf(b), compareTokens);
}
/** Dots, hyphens, and changes between digits and others separate tokens. The latter count as hyphens. */
function tokensOf(version) {
    const parts = version
        .toLowerCase()
        .replaceAll(/(?<![^\d.-])[abm](?=\d)/g, (letter) => SHORT.get(letter) ?? letter)
        .replaceAll(/(?<=\d)(?=[^\d.-])|(?<=[^\d.-])(?=\d)/g, '-')
        .split(/([.-])/);
    const tokens = parts.flatMap((value, at) => {
        if (at % 2 === 1)
            return [];
        const isNumber = /^\d*$/.test(value);
        return [
            { prefix: parts[at - 1] ?? '.', value: isNumber ? value : (ALIASES.get(value) ?? value), isNumber },
        ];
    });
    return withoutNulls(tokens);
}
/** Drops what says nothing (`0`, `final`) at the end, and before a hyphen or a qualifier. */
function withoutNulls(tokens) {
    let next;
    return tokens
        .toReversed()
        .filter((token) => {
        const endsPart = next === undefined || next.prefix === '-' || !next.isNumber;
        const isKept = !endsPart || compareTokens(token, undefined) !== 0;
        if (isKept)
            next = token;
        return isKept;
    })
        .reverse();
}
/** The end of a version counts as what says nothing. */
function compareTokens(one, two) {
    if (one === undefined)
        return two === undefined ? 0 : -compareTokens(two, undefined);
    if (one.isNumber) {
        if (two === undefined)
            return (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(one.value, '');
        if (!two.isNumber)
            return 1;
        return one.prefix === two.prefix ? (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDigits */ .oY)(one.value, two.value) : one.prefix === '-' ? -1 : 1;
    }
    return two?.isNumber ? -1 : compareQualifiers(one.value, two?.value ?? '');
}
function compareQualifiers(a, b) {
    return placeOf(a) - placeOf(b) || (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .compareTexts */ .qy)(a, b);
}
function placeOf(qualifier) {
    const place = QUALIFIERS.indexOf(qualifier);
    return place < 0 ? QUALIFIERS.length : place;
}


/***/ }),

/***/ 3828:
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
;// CONCATENATED MODULE: ./src/versions/python.ts
/** The order of Python's versions: PEP 440, also "Version specifiers" of packaging.python.org. */

/** The expression of the PEP's appendix B, without what is never in an index: spaces around it. */
const python_VERSION = new RegExp([
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
    const [one, two] = [a, b].map(python_parse);
    if (one === undefined || two === undefined)
        return undefined;
    return ((0,versions_text/* compareDigits */.oY)(one.epoch, two.epoch) ||
        (0,versions_text/* compareLists */.tM)(one.release, two.release, (left = '', right = '') => (0,versions_text/* compareDigits */.oY)(left, right)) ||
        (0,versions_text/* compareTexts */.qy)(one.phase, two.phase) ||
        (0,versions_text/* compareDigits */.oY)(one.pre, two.pre) ||
        compareOptional(one.post, two.post, -1) ||
        compareOptional(one.dev, two.dev, 1) ||
        (0,versions_text/* compareLists */.tM)(one.local, two.local, compareSegments));
}
function python_parse(version) {
    const groups = python_VERSION.exec(version)?.groups;
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
    return (0,versions_text/* compareDigits */.oY)(a, b);
}
/** Of local versions: nothing, then texts, then numbers. */
function compareSegments(one, two) {
    const [left, right] = [one, two].map((text) => (text === undefined ? 0 : /^\d+$/.test(text) ? 2 : 1));
    if (left !== right)
        return (left ?? 0) - (right ?? 0);
    return left === 2 ? (0,versions_text/* compareDigits */.oY)(one ?? '', two ?? '') : (0,versions_text/* compareTexts */.qy)(one ?? '', two ?? '');
}

;// CONCATENATED MODULE: ./src/versions/order.ts
/** The order of versions in each ecosystem that packages are looked up in. */



const ORDERS = new Map([
    ['Debian', compareDebian],
    ['Maven', maven/* compareMaven */.L],
    ['PyPI', comparePython],
]);
/** By OSV's name of an ecosystem, which may have a suffix (`Debian:13`). Of one that is not known, nothing can be compared. */
function orderOf(ecosystem) {
    return ORDERS.get(ecosystem.split(':')[0] ?? '') ?? (() => undefined);
}


/***/ }),

/***/ 50566:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oY: () => (/* binding */ compareDigits),
/* harmony export */   qy: () => (/* binding */ compareTexts),
/* harmony export */   tM: () => (/* binding */ compareLists)
/* harmony export */ });
/** What the orders of versions have in common. */
/** As for Array.sort(), by UTF-16 units: as Java compares texts. */
const compareTexts = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
/** Compares numbers of any length by their digits, of which there may be none for zero. */
function compareDigits(a, b) {
    const [one, two] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
    return one.length - two.length || compareTexts(one, two);
}
/** The first order of parts that is not 0, of as many as the longer list has. */
function compareLists(a, b, compare) {
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
        const order = compare(a[at], b[at]);
        if (order !== 0)
            return order;
    }
    return 0;
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
/* harmony export */   GO: () => (/* binding */ withBill),
/* harmony export */   n1: () => (/* binding */ releasedBefore)
/* harmony export */ });
/* unused harmony exports resolveImages, readBill, releasedImages */
/* harmony import */ var _attest_spdx_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54130);
/* harmony import */ var _catalog_aliases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96855);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32060);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62148);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(73716);
/* harmony import */ var _registry_manifests_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30001);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(16831);
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


/***/ })

};
