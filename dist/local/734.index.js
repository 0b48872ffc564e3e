export const id = 734;
export const ids = [734];
export const modules = {

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


/***/ })

};
