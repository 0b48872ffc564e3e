export const id = 89;
export const ids = [89];
export const modules = {

/***/ 61089:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  releaseSignatures: () => (/* binding */ releaseSignatures)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/attest/spdx.ts
var spdx = __webpack_require__(54130);
// EXTERNAL MODULE: ./src/oci/statement.ts
var statement = __webpack_require__(48836);
// EXTERNAL MODULE: ./src/plan/record.ts
var record = __webpack_require__(75406);
// EXTERNAL MODULE: ./src/registry/referrers.ts
var referrers = __webpack_require__(9191);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(68825);
;// CONCATENATED MODULE: ./src/attest/provenance.ts





/** https://slsa.dev/spec/v1.0/provenance */
const SLSA_PROVENANCE = 'https://slsa.dev/provenance/v1';
/** What the fields of the build definition mean. */
const BUILD_TYPE = (/* unused pure expression or super */ null && (`${DOCUMENTATION}#build-type-v1`));
const LOCAL_BUILDER = (/* unused pure expression or super */ null && (`${DOCUMENTATION}#local`));
/** The bill of materials, which is the same for the same image, and the provenance of this build. */
function attestations(image, packages, run) {
    const created = run.catalog.epoch;
    return [
        {
            artifactType: SPDX_TYPE,
            mediaType: SPDX_TYPE,
            annotations: { 'org.opencontainers.image.created': created },
            blob: spdxDocument(image, packages, created),
        },
        statementReferrer(SLSA_PROVENANCE, provenance(image, run), run.finished.toISOString()),
    ];
}
/** An in-toto statement. It is not signed: anyone who may push to the repository could attach another. */
function provenance(image, run) {
    const { cell } = image;
    const { fingerprint, testsFingerprint, catalog } = run;
    const subject = { name: image.name, digest: image.digest };
    return encodeStatement([subject], SLSA_PROVENANCE, {
        buildDefinition: {
            buildType: BUILD_TYPE,
            externalParameters: {
                cell: cell.id,
                platform: cell.platform,
                base: run.base.name,
                args: cell.args,
                catalog: { epoch: catalog.epoch, compression: catalog.compression },
            },
            internalParameters: { fingerprint, testsFingerprint },
            resolvedDependencies: dependencies(image, run),
        },
        runDetails: {
            builder: { id: run.builder ?? LOCAL_BUILDER },
            metadata: {
                invocationId: run.invocation,
                startedOn: timestamp(run.started),
                finishedOn: timestamp(run.finished),
            },
        },
    });
}
/** in-toto's ResourceDescriptors of all that the image was made from. */
function dependencies({ locked }, { base, source, revision }) {
    const [name = base.name] = base.reference.split('@');
    const tag = /:([^/:]+)$/.exec(base.name)?.[1];
    const at = revision ? `@${revision}` : '';
    return [
        {
            name: 'base',
            uri: ociPurl(name, base.digest, tag),
            digest: isDigest(base.digest) ? { sha256: hexOf(base.digest) } : undefined,
        },
        { name: 'source', uri: `git+${source}${at}`, digest: revision && { gitCommit: revision } },
        ...locked.map((artifact) => ({
            name: artifact.file,
            uri: lockedPurl(artifact),
            digest: { sha256: artifact.sha256 },
        })),
    ];
}
const timestamp = (date) => `${date.toISOString().slice(0, 19)}Z`;

// EXTERNAL MODULE: ./src/sign/statement.ts
var sign_statement = __webpack_require__(25924);
;// CONCATENATED MODULE: ./src/sign/required.ts
/** What of an image must be signed. */



/** Predicate types, with what is of the type, in words. */
const NAMES = {
    [sign_statement/* SIGNATURE */.J2]: 'the image itself',
    [sign_statement/* SPDX_PREDICATE */.I$]: 'its bill of materials',
    [SLSA_PROVENANCE]: 'its provenance',
    [record/* TEST_RESULT */.bo]: 'its acceptance record',
    'https://openvex.dev/ns/v0.2.0': 'its statements on vulnerabilities',
    'https://cosign.sigstore.dev/attestation/vuln/v1': 'its vulnerabilities',
};
/** Of a platform's image. The others are not attached to every image. */
const REQUIRED = [sign_statement/* SIGNATURE */.J2, sign_statement/* SPDX_PREDICATE */.I$, SLSA_PROVENANCE, record/* TEST_RESULT */.bo];
const nameOfType = (type) => NAMES[type] ?? type;
/** The first of these types that nothing with a valid signature is of, and why, in words. */
function missingSignature({ signed, refused }, types) {
    const missing = types.find((type) => signed.every(({ predicateType }) => predicateType !== type));
    if (missing === undefined)
        return undefined;
    const reasons = refused.flatMap(({ predicateType, reason }) => predicateType === missing || predicateType === '' ? [reason] : []);
    const why = reasons.length === 0 ? '' : `: ${[...new Set(reasons)].join('; ')}`;
    return `no valid signature on ${nameOfType(missing)}${why}`;
}

// EXTERNAL MODULE: ./src/sign/verify.ts
var verify = __webpack_require__(72132);
;// CONCATENATED MODULE: ./src/release/signatures.ts
/** What signatures have to do with a release: those that its images must have, and those that it makes itself. */








/** @param signExisting whether images that lack signatures are signed as they are, with all that is attached to them */
function releaseSignatures(signing, signExisting) {
    return {
        async check(repository, image, mayWrite) {
            const problem = await findProblem(repository, image, signing);
            if (problem === undefined || !signExisting || !mayWrite)
                return problem;
            const { descriptor } = image.stored;
            await signing.sign(repository, descriptor, await readDocuments(repository, descriptor));
            return findProblem(repository, image, signing);
        },
        async sign(repository, subject, testResult) {
            const wanted = [sign_statement/* SIGNATURE */.J2, ...(testResult === undefined ? [] : [record/* TEST_RESULT */.bo])];
            const { signed } = await (0,verify/* verifySignatures */.f)(repository, subject.digest, signing.trust, wanted);
            const isSigned = wanted.every((type) => signed.some(({ predicateType }) => predicateType === type));
            if (!isSigned)
                await signing.sign(repository, subject, testResult && [testResult]);
        },
    };
}
async function findProblem(repository, { stored, published }, { trust }) {
    const { digest } = stored.descriptor;
    const found = await (0,verify/* verifySignatures */.f)(repository, digest, trust, REQUIRED);
    if (found.signed.length + found.refused.length === 0)
        return 'is not signed: build it anew with rebuild: all, or set sign-existing to sign it as it is';
    const missing = missingSignature(found, REQUIRED);
    if (missing !== undefined)
        return `has ${missing}`;
    // The release goes by the newest record, which anybody who may push could have attached.
    const isSigned = found.signed.some(({ predicateType, payload }) => predicateType === record/* TEST_RESULT */.bo &&
        (0,external_node_util_.isDeepStrictEqual)((0,record/* decodeRecord */.eT)(payload, digest).record, published.record));
    return isSigned ? undefined : 'has an acceptance record that is not the one that was signed';
}
/** What is attached to an image that can be signed. */
async function readDocuments(repository, { digest }) {
    const lists = await Promise.all([spdx/* SPDX_TYPE */.J, statement/* IN_TOTO_TYPE */.QN].map((type) => (0,referrers/* listReferrers */.xt)(repository, digest, type)));
    const documents = [];
    for (const listed of lists.flat()) {
        const blob = await (0,referrers/* getReferrerBlob */.Dy)(repository, listed);
        const { artifactType = '', mediaType } = listed;
        if (blob !== undefined)
            documents.push({ artifactType, mediaType, blob });
    }
    return documents;
}


/***/ }),

/***/ 19654:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $z: () => (/* binding */ hintOf),
/* harmony export */   UG: () => (/* binding */ parseSigningKey)
/* harmony export */ });
/* unused harmony export parsePublicKey */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94343);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73305);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61691);
/** Signing keys: ECDSA on P-256, as cosign makes and reads them. */





const MAKE = 'make one with "cosign generate-key-pair" or "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"';
const PEM = /-----BEGIN ([A-Z0-9 ]{1,60})-----([\s\S]*?)-----END \1-----/g;
/** What `cosign generate-key-pair` and `import-key-pair` write, of today and before version 2. */
const COSIGN = /^ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY$/;
/**
 * A private key in PEM: cosign's encrypted form, PKCS #8 with or without a password, or SEC 1.
 * @param what names the key in errors.
 * @throws ConfigurationError that says what does not fit; never with a part of the key.
 */
async function parseSigningKey(text, password, what) {
    // OpenSSL puts the parameters of a curve before a key of it.
    const blocks = [...text.matchAll(PEM)].filter(([, label]) => label !== 'EC PARAMETERS');
    const [pem = '', label = '', body = ''] = blocks[0] ?? [];
    if (!label.endsWith('PRIVATE KEY')) {
        const found = label === '' ? 'not a key in PEM' : `a ${label}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} is ${found}, and must be a private key: ${MAKE}`);
    }
    // cosign takes an empty password, too.
    const isEncrypted = label === 'ENCRYPTED PRIVATE KEY' || body.includes('Proc-Type: 4,ENCRYPTED');
    if (password === '' && isEncrypted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} is encrypted: give its password, too`);
    const privateKey = COSIGN.test(label)
        ? await decryptCosignKey(body, password, what)
        : readPrivateKey(pem, password, what);
    return { privateKey, publicKey: checkCurve((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(privateKey), what) };
}
/** A public key in PEM, as cosign.pub is. @throws ConfigurationError as parseSigningKey(). */
function parsePublicKey(text, what) {
    // createPublicKey() would take a private key, too, which does not belong in such a place.
    if ([...text.matchAll(PEM)][0]?.[1] !== 'PUBLIC KEY')
        throw new ConfigurationError(`${what} is no public key in PEM: give cosign.pub, or what "cosign public-key --key" prints`);
    try {
        return checkCurve(createPublicKey(text), what);
    }
    catch (error) {
        if (error instanceof ConfigurationError)
            throw error;
        throw new ConfigurationError(`${what} is a damaged public key`);
    }
}
/** What a bundle names a key by: base64 of the sha256 of its SubjectPublicKeyInfo, as cosign does. */
function hintOf(key) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(key.export({ format: 'der', type: 'spki' }))
        .digest('base64');
}
function checkCurve(key, what) {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
    if (type === 'ec' && details?.namedCurve === 'prime256v1')
        return key;
    const found = type === 'ec' ? `on the curve ${details?.namedCurve}` : `of the type ${type}`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} is ${found}; images are signed with ECDSA on P-256: ${MAKE}`);
}
/** Errors of OpenSSL are about its own insides, and none of them is passed on. */
function readPrivateKey(key, passphrase, what) {
    try {
        if (typeof key !== 'string')
            return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key, format: 'der', type: 'pkcs8' });
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key, passphrase: passphrase === '' ? undefined : passphrase });
    }
    catch {
        const cause = passphrase === '' ? 'damaged' : 'damaged, or its password is another';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} can't be read: it is ${cause}`);
    }
}
const base64 = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_5__/* ._regex */ .Fk(/^[A-Za-z0-9+/]*={0,2}$/));
/** go-securesystemslib, encrypted/encrypted.go. */
const encrypted = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    kdf: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        name: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('scrypt'),
        // The strengths that cosign knows: others may be there to exhaust who reads them.
        params: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
            N: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(32768), zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(65536), zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(131072)]),
            r: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(8),
            p: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(1),
        }),
        salt: base64,
    }),
    cipher: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ name: zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('nacl/secretbox'), nonce: base64 }),
    ciphertext: base64,
});
const derive = (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_crypto__WEBPACK_IMPORTED_MODULE_0__.scrypt);
async function decryptCosignKey(body, password, what) {
    const form = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .tryParseJson */ .Bl)(encrypted, Buffer.from(body, 'base64'));
    if (form === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} is not encrypted as cosign does it, or damaged`);
    const { kdf, cipher, ciphertext } = form;
    const { N, r, p } = kdf.params;
    const key = await derive(password, Buffer.from(kdf.salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r });
    const nonce = Buffer.from(cipher.nonce, 'base64');
    const { default: nacl } = await __webpack_require__.e(/* import() */ 668).then(__webpack_require__.t.bind(__webpack_require__, 80668, 23));
    const isWhole = nonce.length === nacl.secretbox.nonceLength;
    const opened = isWhole ? nacl.secretbox.open(Buffer.from(ciphertext, 'base64'), nonce, key) : null;
    if (opened === null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} can't be read: its password is another, or it is damaged`);
    return readPrivateKey(Buffer.from(opened), '', what);
}


/***/ }),

/***/ 92227:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ww: () => (/* binding */ attachSigned),
/* harmony export */   Ye: () => (/* binding */ keySigner),
/* harmony export */   q$: () => (/* binding */ BUNDLE_TYPE),
/* harmony export */   w4: () => (/* binding */ PREDICATE_ANNOTATION)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48836);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9191);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19654);
/** Signs statements as Sigstore bundles, and attaches them in the form that cosign reads. */




/** Media type of a bundle, and `artifactType` of its manifest (cosign, specs/BUNDLE_SPEC.md). */
const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const PREDICATE_ANNOTATION = 'dev.sigstore.bundle.predicateType';
/** Signs with a key alone: nobody else is asked, and nothing is published. */
function keySigner({ privateKey, publicKey }) {
    const keyHint = (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .hintOf */ .$z)(publicKey);
    return {
        async sign(payload) {
            // Loaded here: most runs sign nothing.
            const { encodeKeyBundle, preAuthEncoding } = await Promise.all(/* import() */[__webpack_require__.e(40), __webpack_require__.e(385)]).then(__webpack_require__.bind(__webpack_require__, 5385));
            const signature = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)('sha256', preAuthEncoding(_oci_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .IN_TOTO_TYPE */ .QN, payload), privateKey);
            return encodeKeyBundle({ artifact: payload, artifactType: _oci_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .IN_TOTO_TYPE */ .QN, signature, keyHint });
        },
    };
}
/** Signs statements about a manifest, and attaches the bundles to it. @throws RegistryError on a refusal. */
async function attachSigned(repository, subject, statements, signer) {
    for (const { predicateType, payload } of statements) {
        const blob = await signer.sign(payload);
        await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__/* .pushReferrer */ .eX)(repository, subject, {
            artifactType: BUNDLE_TYPE,
            mediaType: BUNDLE_TYPE,
            annotations: {
                'dev.sigstore.bundle.content': 'dsse-envelope',
                [PREDICATE_ANNOTATION]: predicateType,
                'org.opencontainers.image.created': new Date().toISOString(),
            },
            blob,
        });
    }
}


/***/ }),

/***/ 25924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ parseStatement),
/* harmony export */   I$: () => (/* binding */ SPDX_PREDICATE),
/* harmony export */   J2: () => (/* binding */ SIGNATURE),
/* harmony export */   T8: () => (/* binding */ statementOf),
/* harmony export */   yK: () => (/* binding */ signatureOf)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94343);
/* harmony import */ var _attest_spdx_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54130);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61691);
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48836);
/** What is signed: in-toto statements (in-toto/attestation, spec/v1/statement.md) about an image or another manifest. */




/** Predicate type of a signature on an image alone (cosign, pkg/types/predicate.go). */
const SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';
/** Predicate type of an SPDX document, as `cosign attest --type spdxjson` has it. */
const SPDX_PREDICATE = 'https://spdx.dev/Document';
const statement = zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    _type: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n([_oci_statement_js__WEBPACK_IMPORTED_MODULE_2__/* .STATEMENT_TYPE */ .zG, 'https://in-toto.io/Statement/v0.1']),
    subject: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ digest: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()) })),
    predicateType: zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
});
/** The statement by which cosign signs a manifest of any kind. */
function signatureOf(digest) {
    return encode({ digest }, SIGNATURE, {});
}
/**
 * What is to be signed of an attached document: a statement bit for bit as it is attached, and an SPDX document within
 * one. @throws RegistryError when it is neither.
 */
function statementOf({ artifactType, blob }, name, digest) {
    if (artifactType !== _attest_spdx_js__WEBPACK_IMPORTED_MODULE_0__/* .SPDX_TYPE */ .J)
        return { predicateType: parseStatement(blob).predicateType, payload: blob };
    const document = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J(), blob, 'the bill of materials', 'an SPDX document');
    return encode({ name, digest }, SPDX_PREDICATE, document);
}
/** What a signed statement is about, and its type. @throws RegistryError when it is no in-toto statement. */
function parseStatement(payload) {
    return (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(statement, payload, 'what is signed', 'an in-toto statement');
}
function encode(subject, predicateType, predicate) {
    return { predicateType, payload: (0,_oci_statement_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeStatement */ ._i)([subject], predicateType, predicate) };
}


/***/ }),

/***/ 72132:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ verifySignatures),
/* harmony export */   n: () => (/* binding */ RefusedSignature)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68825);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(73716);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9191);
/* harmony import */ var _signer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92227);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25924);
/** Finds the signed statements on a manifest in a registry, and says of the others why they do not count. */






/** Why a signature does not count. */
class RefusedSignature extends Error {
}
/** Bundles that are read of one manifest, the newest, and how many at a time: anybody may attach more. */
const MAX_BUNDLES = 50;
const AT_A_TIME = 4;
/**
 * Verifies the signatures on a manifest.
 * @param types only bundles that are listed with one of these predicate types, or with none; by default all.
 * @throws RegistryError when the registry gives no usable answer.
 */
async function verifySignatures(repository, digest, trust, types) {
    const listed = (await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__/* .listReferrers */ .xt)(repository, digest, _signer_js__WEBPACK_IMPORTED_MODULE_3__/* .BUNDLE_TYPE */ .q$)).filter((bundle) => {
        const type = typeOf(bundle);
        return types === undefined || type === '' || types.includes(type);
    });
    const signed = [];
    const refused = [];
    await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_5__/* .inParallel */ .H)(AT_A_TIME, newest(listed), async (referrer) => {
        const blob = await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__/* .getReferrerBlob */ .Dy)(repository, referrer);
        if (blob === undefined)
            return;
        try {
            signed.push(checkSubject(trust.check(blob), digest));
        }
        catch (error) {
            if (!(error instanceof RefusedSignature))
                throw error;
            refused.push({ predicateType: typeOf(referrer), reason: error.message });
        }
    });
    return { signed, refused };
}
/** @throws RefusedSignature when the statement is about another manifest. */
function checkSubject(signed, digest) {
    const { subject, predicateType } = statementIn(signed);
    if (subject.some(({ digest: { sha256 } }) => sha256 === (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hexOf */ .ZD)(digest)))
        return { ...signed, predicateType };
    throw new RefusedSignature('it is about another image');
}
function statementIn({ payload }) {
    try {
        return (0,_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .parseStatement */ .By)(payload);
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl))
            throw error;
        throw new RefusedSignature(error.message);
    }
}
function newest(listed) {
    const created = ({ annotations }) => annotations?.['org.opencontainers.image.created'] ?? '';
    return [...listed].sort((a, b) => created(b).localeCompare(created(a))).slice(0, MAX_BUNDLES);
}
const typeOf = ({ annotations }) => annotations?.[_signer_js__WEBPACK_IMPORTED_MODULE_3__/* .PREDICATE_ANNOTATION */ .w4] ?? '';


/***/ })

};
