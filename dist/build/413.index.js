export const id = 413;
export const ids = [413];
export const modules = {

/***/ 19413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPublishedImages: () => (/* binding */ readPublishedImages)
/* harmony export */ });
/* unused harmony export readPublishedImage */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);
/* harmony import */ var _oci_statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48836);
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(73716);
/* harmony import */ var _registry_manifests_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30001);
/* harmony import */ var _registry_referrers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16831);
/* harmony import */ var _registry_repository_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56075);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48720);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75406);
/** Reads from the registry which cells are published, with their acceptance records. */








/** Records that are read of an image, the newest first. */
const MAX_RECORDS = 5;
/**
 * What the repository holds under the targets' staging tags; of those that it does not hold, the newest image of the cell.
 * @throws RegistryError when the registry refuses the credentials. A repository that is not there holds nothing.
 */
async function readPublishedImages(repository, targets) {
    const lookUp = async (tags) => {
        const found = new Map();
        await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_7__/* .inParallel */ .H)(_registry_repository_js__WEBPACK_IMPORTED_MODULE_4__/* .REQUESTS */ .H0, [...new Set(tags)], async (tag) => {
            const image = await (0,_registry_manifests_js__WEBPACK_IMPORTED_MODULE_2__.resolveTag)(repository, tag);
            if (image !== undefined)
                found.set(tag, await readPublishedImage(repository, image.digest));
        });
        return found;
    };
    try {
        const published = await lookUp(targets.map(({ tag }) => tag));
        const missing = targets.filter(({ tag }) => !published.has(tag));
        return { published, earlier: await lookUp(missing.map(({ cell }) => (0,_plan_js__WEBPACK_IMPORTED_MODULE_5__/* .newestTag */ .rx)(cell))) };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl))
            throw error;
        const { status, refused } = error;
        // Some registries (GitHub's too) say "denied" of a repository that is not there yet, and ask who we are for one that
        // is private. Wrong credentials are a mistake.
        if (refused !== 'anonymous' && (refused === undefined || status !== 403))
            throw error;
        return { published: new Map(), earlier: new Map(), refused: error.message };
    }
}
/** An image with its newest acceptance record. */
async function readPublishedImage(repository, digest) {
    const records = (await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_3__/* .listReferrers */ .xt)(repository, digest, _oci_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .IN_TOTO_TYPE */ .QN))
        .filter(({ annotations }) => annotations?.[_oci_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .PREDICATE_TYPE */ .To] === _record_js__WEBPACK_IMPORTED_MODULE_6__/* .TEST_RESULT */ .bo)
        .sort((a, b) => created(b).localeCompare(created(a)));
    let first;
    // Anybody who may write to the repository may attach anything: what is not a record of ours hides none.
    for (const listed of records.slice(0, MAX_RECORDS)) {
        const blob = await (0,_registry_referrers_js__WEBPACK_IMPORTED_MODULE_3__/* .getReferrerBlob */ .Dy)(repository, listed);
        const read = blob === undefined
            ? { flaw: 'the acceptance record is listed, and gone or none of ours' }
            : (0,_record_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeRecord */ .eT)(blob, digest);
        const found = { digest, recorded: created(listed), ...read };
        if (found.record !== undefined)
            return found;
        first ??= found;
    }
    return first ?? { digest };
}
function created({ annotations }) {
    return annotations?.['org.opencontainers.image.created'] ?? '';
}


/***/ })

};
