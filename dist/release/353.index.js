export const id = 353;
export const ids = [353];
export const modules = {

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

/***/ 95353:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSigner: () => (/* binding */ openSigner),
/* harmony export */   openSigning: () => (/* binding */ openSigning)
/* harmony export */ });
/* unused harmony export canSign */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(62148);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19654);
/* harmony import */ var _signer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92227);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(25924);





/** @throws ConfigurationError when what is needed to sign is not there, or does not fit. */
async function openSigner(policy, key) {
    if (policy.sign === 'keyless')
        return imageSigner(await openKeyless(policy.signing));
    return imageSigner((0,_signer_js__WEBPACK_IMPORTED_MODULE_3__/* .keySigner */ .Ye)(await readKey(key)));
}
/** @throws ConfigurationError as openSigner(), and when what is needed to verify is not there, or does not fit. */
async function openSigning(policy, key, given) {
    const { trustCertificates, trustKey } = await Promise.all(/* import() */[__webpack_require__.e(40), __webpack_require__.e(463), __webpack_require__.e(187), __webpack_require__.e(475)]).then(__webpack_require__.bind(__webpack_require__, 97475));
    if (policy.sign === 'key') {
        const pair = await readKey(key);
        return { ...imageSigner((0,_signer_js__WEBPACK_IMPORTED_MODULE_3__/* .keySigner */ .Ye)(pair)), trust: trustKey(pair.publicKey) };
    }
    const { root, repository } = given;
    const { signing } = policy;
    if (root.text === '')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`the catalog says "sign: keyless", and ${root.name} is empty: name the file of Sigstore's trusted root, which docs/verify.md says how to get`);
    const signer = await openKeyless(signing);
    const identities = signing.identities.length > 0 ? signing.identities : [await signer.identity()];
    const trusted = { ...signing, identities, repository, needsLog: signing.log !== 'none' };
    return { ...imageSigner(signer), trust: trustCertificates(root, trusted) };
}
async function readKey({ name, text, password }) {
    if (text.trim() !== '')
        return (0,_key_js__WEBPACK_IMPORTED_MODULE_2__/* .parseSigningKey */ .UG)(text, password, name);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`the catalog says "sign: key", and ${name} is empty: give it the private key in PEM, from a secret`);
}
/** What @sigstore/sign runs on. */
const NODES = '22.22.2, 24.15.0 or 26.0.0 and later';
/** Whether a version of Node is one of NODES. */
function canSign(node) {
    const [major = 0, minor = 0, patch = 0] = node.split('.').map(Number);
    if (major === 22)
        return minor > 22 || (minor === 22 && patch >= 2);
    return major === 24 ? minor >= 15 : major >= 26;
}
async function openKeyless(settings) {
    const { env, versions } = process;
    if (!canSign(versions.node))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`"sign: keyless" needs Node ${NODES} of these lines; this is ${versions.node}: update the runner, or use "sign: key"`);
    if (settings.log === 'none' && settings.timestamps === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1('signing.log is none: set signing.timestamps to the address of a timestamp authority, as a certificate is valid for minutes and something must prove when it was used');
    // As @sigstore/sign looks for them.
    const hasToken = env.ACTIONS_ID_TOKEN_REQUEST_URL || env.SIGSTORE_ID_TOKEN;
    if (!hasToken)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(env.GITHUB_ACTIONS === 'true'
            ? 'the catalog says "sign: keyless", and this job may not have an OIDC token: add "id-token: write" to its permissions, and, if a workflow of yours calls the one that it is in, to those of the calling job'
            : 'the catalog says "sign: keyless", which takes the identity of a workflow: set SIGSTORE_ID_TOKEN to an OIDC token for the audience sigstore, or use "sign: key"');
    const { keylessSigner } = await Promise.all(/* import() */[__webpack_require__.e(40), __webpack_require__.e(463), __webpack_require__.e(179), __webpack_require__.e(891)]).then(__webpack_require__.bind(__webpack_require__, 52891));
    return keylessSigner(settings);
}
function imageSigner(signer) {
    return {
        async sign(repository, subject, documents = []) {
            const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatImageName */ .eS)(repository.image);
            const statements = documents.map((document) => (0,_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .statementOf */ .T8)(document, name, subject.digest));
            await (0,_signer_js__WEBPACK_IMPORTED_MODULE_3__/* .attachSigned */ .Ww)(repository, subject, [(0,_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .signatureOf */ .yK)(subject.digest), ...statements], signer);
        },
    };
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


/***/ })

};
