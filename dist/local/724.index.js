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
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9191);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20374);



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
