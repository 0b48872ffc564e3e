export const id = 418;
export const ids = [418,475];
export const modules = {

/***/ 74418:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verifyImages: () => (/* binding */ verifyImages)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83916);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68825);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32060);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62148);
/* harmony import */ var _registry_manifests_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30001);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56075);
/* harmony import */ var _sign_key_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(19654);
/* harmony import */ var _sign_required_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(20448);
/* harmony import */ var _sign_root_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(86185);
/* harmony import */ var _sign_statement_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(25924);
/* harmony import */ var _sign_trust_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(97475);
/* harmony import */ var _sign_verify_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(72132);
/* harmony import */ var _vulnerabilities_released_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5211);
/** `npm run verify`: the signatures of images in a registry, and of what is attached to them. */














/**
 * Shows what is signed of each image: of an index, the index and the image of each platform.
 * @throws ConfigurationError when an image, or what must be attached to it, has no valid signature.
 */
async function verifyImages(command, { progress }) {
    const trust = await openTrust(command);
    const problems = [];
    for (const text of command.images || []) {
        const { image, reference } = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F2)(text);
        const repository = (0,_registry_repository_js__WEBPACK_IMPORTED_MODULE_6__.openRepository)(image, { log: progress.info });
        for (const { digest, platform, types } of await subjectsOf(repository, reference, text)) {
            progress.step([`${(0,_registry_repository_js__WEBPACK_IMPORTED_MODULE_6__/* .formatRepository */ .Sh)(repository)}@${digest}`, platform].filter(Boolean).join(' for '));
            const found = await (0,_sign_verify_js__WEBPACK_IMPORTED_MODULE_12__/* .verifySignatures */ .f)(repository, digest, trust);
            for (const { predicateType, by } of found.signed)
                progress.info(`${(0,_sign_required_js__WEBPACK_IMPORTED_MODULE_8__/* .nameOfType */ .xH)(predicateType)}: signed by ${by}`);
            for (const { predicateType, reason } of found.refused)
                progress.info(`refused, on ${(0,_sign_required_js__WEBPACK_IMPORTED_MODULE_8__/* .nameOfType */ .xH)(predicateType)}: ${reason}`);
            const missing = (0,_sign_required_js__WEBPACK_IMPORTED_MODULE_8__/* .missingSignature */ .pd)(found, types);
            if (missing !== undefined)
                problems.push(`${text} (${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(digest)}) has ${missing}`);
        }
    }
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(problems.join('\n'));
    return 'All of it is signed.';
}
async function openTrust(command) {
    const { key, identity, issuer, repository, trustedRoot = '', ignoreLog } = command;
    if (key === undefined) {
        if (identity === undefined || issuer === undefined || trustedRoot === '')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1('npm run verify -- IMAGE: say whom you trust, with --key FILE, or with --certificate-identity URI, --certificate-oidc-issuer URL and --trusted-root FILE');
        const root = await (0,_sign_root_js__WEBPACK_IMPORTED_MODULE_9__/* .readTrustedRoot */ .g)('--trusted-root', trustedRoot);
        return (0,_sign_trust_js__WEBPACK_IMPORTED_MODULE_11__.trustCertificates)(root, {
            identities: [identity],
            issuer,
            repository,
            needsLog: ignoreLog !== true,
        });
    }
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(key, 'utf8').catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`--key ${key}: the file can't be read`, { cause });
    });
    return (0,_sign_trust_js__WEBPACK_IMPORTED_MODULE_11__.trustKey)((0,_sign_key_js__WEBPACK_IMPORTED_MODULE_7__/* .parsePublicKey */ .ee)(text, `--key ${key}`));
}
async function subjectsOf(repository, reference, text) {
    const stored = await (0,_registry_manifests_js__WEBPACK_IMPORTED_MODULE_5__/* .getManifest */ .c2)(repository, reference);
    if (stored === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`${text} is not in the registry`);
    const { digest, mediaType } = stored.descriptor;
    const itself = { digest, types: [_sign_statement_js__WEBPACK_IMPORTED_MODULE_10__/* .SIGNATURE */ .J2] };
    const images = (await (0,_vulnerabilities_released_js__WEBPACK_IMPORTED_MODULE_13__/* .resolveImages */ .Be)(repository, digest)).map((image) => ({ ...image, types: _sign_required_js__WEBPACK_IMPORTED_MODULE_8__/* .REQUIRED */ .mw }));
    if ((0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .isIndexType */ .$U)(mediaType))
        return [itself, ...images];
    // The record of a release, say, has nothing attached.
    const isImage = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .parseManifest */ .Ng)(stored.bytes, text).artifactType === undefined;
    return isImage ? images : [itself];
}


/***/ }),

/***/ 97475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   trustCertificates: () => (/* binding */ trustCertificates),
/* harmony export */   trustKey: () => (/* binding */ trustKey)
/* harmony export */ });
/* harmony import */ var _sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61040);
/* harmony import */ var _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97273);
/* harmony import */ var _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(_sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _sigstore_verify__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54187);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(94343);
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46447);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83916);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61691);
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48836);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(48992);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(72132);










/** Trusts one key; at what time it signed, and whether a log has the signature, does not matter then. */
function trustKey(key) {
    const nobody = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
    const material = (0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_2__/* .toTrustMaterial */ .jO)({ mediaType: '', ...nobody }, () => ({
        publicKey: key,
        validFor: () => true,
    }));
    const verifier = new _sigstore_verify__WEBPACK_IMPORTED_MODULE_2__/* .Verifier */ .BL(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 });
    return {
        check(bytes) {
            const { bundle, payload } = readBundle(bytes);
            if (!(0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__.isBundleWithPublicKey)(bundle))
                throw new _verify_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedSignature */ .n('it is signed without a key');
            const entity = { ...(0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_2__/* .toSignedEntity */ .DC)(bundle), tlogEntries: [], timestamps: [] };
            refusing(() => verifier.verify(entity), 'it is of another key, or its content was changed');
            return { payload, by: 'the key' };
        },
    };
}
/** Extension of Fulcio's certificates with the repository that a workflow ran for (fulcio, docs/oid-info.md). */
const WORKFLOW_REPOSITORY = '1.3.6.1.4.1.57264.1.5';
/**
 * Trusts signatures by certificates of the authorities in a trusted root, made while the certificate was valid.
 * @throws ConfigurationError when `root` is none.
 */
function trustCertificates(root, trusted) {
    const parsed = parseRoot(root);
    const ctlogThreshold = parsed.ctlogs.length > 0 ? 1 : 0;
    const tlogThreshold = trusted.needsLog ? 1 : 0;
    const options = { ctlogThreshold, tlogThreshold, timestampThreshold: 1 };
    const verifier = new _sigstore_verify__WEBPACK_IMPORTED_MODULE_2__/* .Verifier */ .BL((0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_2__/* .toTrustMaterial */ .jO)(parsed), options);
    const isTrusted = trusted.identities.map((pattern) => (0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_7__/* .globMatcher */ .fU)(pattern));
    return {
        check(bytes) {
            const { bundle, payload } = readBundle(bytes);
            if ((0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__.isBundleWithPublicKey)(bundle))
                throw new _verify_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedSignature */ .n('it is signed with a key');
            const { identity = {} } = refusing(() => verifier.verify((0,_sigstore_verify__WEBPACK_IMPORTED_MODULE_2__/* .toSignedEntity */ .DC)(bundle)));
            const { subjectAlternativeName: name = '', extensions, oids = [] } = identity;
            const found = oids.find(({ oid }) => oid?.id.join('.') === WORKFLOW_REPOSITORY);
            const repository = found === undefined ? undefined : Buffer.from(found.value).toString();
            const by = (0,_text_js__WEBPACK_IMPORTED_MODULE_8__/* .oneLine */ .TN)(repository === undefined ? name : `${name} for ${repository}`, 500);
            if (extensions?.issuer !== trusted.issuer)
                throw new _verify_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedSignature */ .n(`it is by ${by}, as ${(0,_text_js__WEBPACK_IMPORTED_MODULE_8__/* .oneLine */ .TN)(String(extensions?.issuer), 200)} says`);
            const isOurs = trusted.repository === undefined || repository === trusted.repository;
            if (!isOurs || !isTrusted.some((matches) => matches(name)))
                throw new _verify_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedSignature */ .n(`it is by ${by}`);
            return { payload, by };
        },
    };
}
function parseRoot({ name, text }) {
    const content = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_4__/* .tryParseJson */ .Bl)(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .record */ .g1P(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .unknown */ .L5J()), text);
    const root = content && ifAny(() => _sigstore_protobuf_specs__WEBPACK_IMPORTED_MODULE_1__.TrustedRoot.fromJSON(content));
    if (root !== undefined && root.certificateAuthorities.length > 0)
        return root;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConfigurationError */ .j1(`${name} is not a trusted root of Sigstore in JSON, with a certificate authority: docs/verify.md says how to get it`);
}
function ifAny(parse) {
    try {
        return parse();
    }
    catch {
        return undefined;
    }
}
/** @throws RefusedSignature when it is no bundle with an in-toto statement. */
function readBundle(bytes) {
    const content = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_4__/* .tryParseJson */ .Bl)(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .record */ .g1P(zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_9__/* .unknown */ .L5J()), bytes);
    const bundle = refusing(() => (0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__.bundleFromJSON)(content), 'it is no Sigstore bundle');
    if (!(0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__.isBundleWithDsseEnvelope)(bundle) || bundle.content.dsseEnvelope.payloadType !== _oci_statement_js__WEBPACK_IMPORTED_MODULE_5__/* .IN_TOTO_TYPE */ .QN)
        throw new _verify_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedSignature */ .n('it is on no in-toto statement');
    return { bundle, payload: bundle.content.dsseEnvelope.payload };
}
/** The library throws errors of its own and, of what is malformed, any. @throws RefusedSignature */
function refusing(verify, otherwise) {
    try {
        return verify();
    }
    catch (error) {
        throw new _verify_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedSignature */ .n(otherwise ?? (0,_text_js__WEBPACK_IMPORTED_MODULE_8__/* .oneLine */ .TN)((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error), 300));
    }
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


/***/ })

};
