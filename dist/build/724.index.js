export const id = 724;
export const ids = [724];
export const modules = {

/***/ 49724:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ VULNERABILITIES),
/* harmony export */   vulnerabilityStatement: () => (/* binding */ vulnerabilityStatement)
/* harmony export */ });
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48836);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16831);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28339);



/** https://github.com/sigstore/cosign/blob/main/specs/COSIGN_VULN_ATTESTATION_SPEC.md */
const VULNERABILITIES = 'https://cosign.sigstore.dev/attestation/vuln/v1';
/** What is attached to the image `name` at `digest`. But for the times, the same findings give the same bytes. */
function vulnerabilityStatement(report, { name, digest, database, invocation = '', }) {
    const findings = (0,_report_js__WEBPACK_IMPORTED_MODULE_2__/* .presentFindings */ .U6)(report).map((finding) => {
        const { package: one, id, aliases, severity, score, fixed, isFixUnknown, status, ignored } = finding;
        const { purl, version } = one;
        return { id, aliases, package: purl, version, severity, score, fixed, isFixUnknown, status, ignored };
    });
    const finished = report.finished.toISOString();
    const statement = (0,_oci_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeStatement */ ._i)([{ name, digest }], VULNERABILITIES, {
        invocation: { parameters: [], uri: invocation, event_id: '', 'builder.id': '' },
        scanner: {
            uri: _report_js__WEBPACK_IMPORTED_MODULE_2__/* .SCANNER */ .Zk,
            version: '',
            db: { uri: database, version: '' },
            result: { against: report.against, packages: report.packages, unnamed: report.unnamed, findings },
        },
        metadata: { scanStartedOn: report.started.toISOString(), scanFinishedOn: finished },
    });
    return (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_1__/* .statementReferrer */ .v7)(VULNERABILITIES, statement, finished);
}


/***/ })

};
