export const id = 475;
export const ids = [475];
export const modules = {

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


/***/ })

};
