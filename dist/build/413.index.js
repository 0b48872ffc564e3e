export const id = 413;
export const ids = [413];
export const modules = {

/***/ 9413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPublishedImages: () => (/* binding */ readPublishedImages)
/* harmony export */ });
/* unused harmony export readPublishedImage */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3716);
/* harmony import */ var _registry_manifests_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6831);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6075);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1065);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5406);
/** Reads from the registry which cells are published, with their acceptance records. */







/**
 * What the repository holds under the targets' staging tags, with the newest acceptance record of each; of
 * those that it does not hold, the newest image of the cell. A repository that is not there holds nothing.
 * @throws RegistryError when the registry refuses the credentials.
 */
async function readPublishedImages(repository, targets) {
    try {
        const published = await lookUpAll(repository, targets.map(({ tag }) => tag));
        const missing = targets.filter(({ tag }) => !published.has(tag));
        const earlier = await lookUpAll(repository, missing.map(({ cell }) => (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .newestTag */ .rx)(cell)));
        return { published, earlier };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl) || !isUnreadable(error))
            throw error;
        return { published: new Map(), earlier: new Map(), refused: error.message };
    }
}
/**
 * Whether there may be nothing to read: some registries (GitHub's too) say "denied" of a repository that is not
 * there yet, and ask who we are for one that is private. Wrong credentials are a mistake.
 */
function isUnreadable({ status, refused }) {
    return refused === 'anonymous' || (refused !== undefined && status === 403);
}
async function lookUpAll(repository, tags) {
    const found = await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_6__/* .inParallel */ .H)(_registry_repository_js__WEBPACK_IMPORTED_MODULE_3__/* .REQUESTS */ .H0, [...new Set(tags)], async (tag) => [tag, await lookUp(repository, tag)]);
    return new Map(found.filter((entry) => entry[1] !== undefined));
}
async function lookUp(repository, tag) {
    const image = await (0,_registry_manifests_js__WEBPACK_IMPORTED_MODULE_1__.resolveTag)(repository, tag);
    return image && readPublishedImage(repository, image.digest);
}
/** An image with its newest acceptance record. */
async function readPublishedImage(repository, digest) {
    const referrers = await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__/* .listReferrers */ .xt)(repository, digest, _record_js__WEBPACK_IMPORTED_MODULE_5__/* .RECORD_TYPE */ .Bm);
    const records = referrers.filter(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === _record_js__WEBPACK_IMPORTED_MODULE_5__/* .TEST_RESULT */ .bo);
    const newest = [...records].sort((a, b) => created(b).localeCompare(created(a))).slice(0, MAX_RECORDS);
    let first;
    // Anybody who may write to the repository may attach anything: what is not a record of ours hides none.
    for (const listed of newest) {
        const found = { digest, recorded: created(listed), ...(await readRecord(repository, listed, digest)) };
        if (found.record !== undefined)
            return found;
        first ??= found;
    }
    return first ?? { digest };
}
/** Records that are read of an image, the newest first. */
const MAX_RECORDS = 5;
async function readRecord(repository, listed, digest) {
    const blob = await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_2__/* .getReferrerBlob */ .Dy)(repository, listed);
    if (blob === undefined)
        return { flaw: 'the acceptance record is listed, and gone or none of ours' };
    try {
        return { record: (0,_record_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeRecord */ .eT)(blob, digest) };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1)
            return { flaw: error.message };
        throw error;
    }
}
function created({ annotations }) {
    return annotations?.['org.opencontainers.image.created'] ?? '';
}


/***/ })

};
