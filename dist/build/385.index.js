export const id = 385;
export const ids = [385];
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


/***/ })

};
