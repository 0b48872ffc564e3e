export const id = 891;
export const ids = [891,385];
export const modules = {

/***/ 5385:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   encodeKeyBundle: () => (/* binding */ encodeKeyBundle),
/* harmony export */   l: () => (/* binding */ serialize),
/* harmony export */   preAuthEncoding: () => (/* binding */ preAuthEncoding)
/* harmony export */ });
/* harmony import */ var _sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61040);
/** Sigstore's bundles by its own library; loaded when something is signed. */

/** The bytes that a signature is over (DSSE, protocol.md). */
function preAuthEncoding(type, payload) {
    return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}
/** A bundle of a signature by a key, in JSON. */
function encodeKeyBundle(options) {
    const bundle = (0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__.toDSSEBundle)(options);
    // cosign takes no signature with a key id of another form than its own; the key is named beside the envelope.
    for (const signature of bundle.content.dsseEnvelope.signatures)
        signature.keyid = '';
    return serialize(bundle);
}
function serialize(bundle) {
    return Buffer.from(JSON.stringify((0,_sigstore_bundle__WEBPACK_IMPORTED_MODULE_0__.bundleToJSON)(bundle)));
}


/***/ }),

/***/ 52891:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keylessSigner: () => (/* binding */ keylessSigner)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _sigstore_sign__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15179);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94343);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61691);
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48836);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(48992);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5385);
/** Signs with the identity of a workflow's job, by Sigstore's own library; loaded where that is asked for. */








/** How long a certificate must still be valid, in ms: the log and the timestamp authority see it a little later. */
const MARGIN = 60_000;
const REQUEST = { timeout: 15_000, retry: 2 };
/** @throws RegistryError, of its methods, when a server of Sigstore refuses, fails or can't be reached. */
function keylessSigner({ fulcio, log, timestamps }) {
    const signer = new CertifiedSigner(baseOf(fulcio));
    const witnesses = [
        ...(log === 'none'
            ? []
            : [new _sigstore_sign__WEBPACK_IMPORTED_MODULE_1__/* .RekorWitness */ .fU({ rekorBaseURL: baseOf(log), entryType: 'dsse', ...REQUEST })]),
        ...(timestamps === undefined ? [] : [new _sigstore_sign__WEBPACK_IMPORTED_MODULE_1__/* .TSAWitness */ .gs({ tsaBaseURL: baseOf(timestamps), ...REQUEST })]),
    ];
    const builder = new _sigstore_sign__WEBPACK_IMPORTED_MODULE_1__/* .DSSEBundleBuilder */ .VV({ signer, witnesses });
    return {
        identity: () => explained(async () => (await signer.certificate()).identity),
        sign: (payload) => explained(async () => (0,_bundle_js__WEBPACK_IMPORTED_MODULE_5__/* .serialize */ .l)(await builder.create({ data: payload, type: _oci_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .IN_TOTO_TYPE */ .QN }))),
    };
}
/** The library puts paths behind it that begin with a slash, and Fulcio knows none that begins with two. */
const baseOf = (address) => address.replace(/\/+$/, '');
/** Signs with a key of its own for which it has a certificate, and takes a new one when that ends. */
class CertifiedSigner {
    #fulcio;
    #current;
    constructor(fulcio) {
        this.#fulcio = fulcio;
    }
    async sign(data) {
        const { holder, pem } = await this.certificate();
        const { signature } = await holder.sign(data);
        return { signature, key: { $case: 'x509Certificate', certificate: pem } };
    }
    async certificate() {
        const current = await this.#current?.catch(() => undefined);
        if (current !== undefined && current.ends - Date.now() > MARGIN)
            return current;
        this.#current = certify(this.#fulcio);
        return this.#current;
    }
}
async function certify(fulcioBaseURL) {
    const { privateKey, publicKey } = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPairSync)('ec', { namedCurve: 'P-256' });
    const spki = String(publicKey.export({ format: 'pem', type: 'spki' }));
    const holder = {
        sign: async (data) => ({
            signature: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)('sha256', data, privateKey),
            key: { $case: 'publicKey', publicKey: spki },
        }),
    };
    const identityProvider = new _sigstore_sign__WEBPACK_IMPORTED_MODULE_1__/* .CIContextProvider */ .Zk('sigstore');
    const fulcio = new _sigstore_sign__WEBPACK_IMPORTED_MODULE_1__/* .FulcioSigner */ .$o({ fulcioBaseURL, identityProvider, keyHolder: holder, ...REQUEST });
    const { key } = await fulcio.sign(Buffer.from('a certificate'));
    if (key.$case !== 'x509Certificate')
        throw new Error('Fulcio gave no certificate');
    const certificate = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(key.certificate);
    const identity = identityOf(certificate);
    return { holder, pem: key.certificate, identity, ends: certificate.validToDate.getTime() };
}
/** Node puts a name into quotes, as JSON does, that a ref with a comma or an apostrophe is in. */
function identityOf({ subjectAltName = '' }) {
    const [, quoted, name = ''] = /(?:URI|email):(?:("(?:[^"\\]|\\.)*")|([^,]*))/.exec(subjectAltName) ?? [];
    return quoted === undefined ? name : ((0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .tryParseJson */ .Bl)(zod_mini__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), quoted) ?? '');
}
/** What the library's codes are about. Of a token that can't be read, its message has the token. */
const STEPS = {
    IDENTITY_TOKEN_READ_ERROR: "the job's OIDC token was not given",
    IDENTITY_TOKEN_PARSE_ERROR: "the job's OIDC token is none",
    CA_CREATE_SIGNING_CERTIFICATE_ERROR: 'Fulcio gave no certificate',
    TLOG_CREATE_ENTRY_ERROR: 'the log took no entry',
    TLOG_FETCH_ENTRY_ERROR: 'the log gave no entry',
    TSA_CREATE_TIMESTAMP_ERROR: 'the timestamp authority gave no timestamp',
};
async function explained(action) {
    try {
        return await action();
    }
    catch (error) {
        if (!(error instanceof _sigstore_sign__WEBPACK_IMPORTED_MODULE_1__/* .InternalError */ .Gd))
            throw error;
        const { code, cause } = error;
        const why = cause === undefined || code === 'IDENTITY_TOKEN_PARSE_ERROR' ? '' : `: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl((0,_text_js__WEBPACK_IMPORTED_MODULE_7__/* .oneLine */ .TN)(`nothing was signed: ${STEPS[code] ?? code}${why}`, 500));
    }
}


/***/ })

};
