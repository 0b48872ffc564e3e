export const id = 413;
export const ids = [413];
export const modules = {

/***/ 9413:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lookUpPublished: () => (/* binding */ lookUpPublished)
/* harmony export */ });
/* harmony import */ var _parallel_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3716);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5406);


/**
 * What the repository holds under each staging tag, with its newest acceptance record. Asks for a few tags
 * at a time.
 */
async function lookUpPublished(repository, tags) {
    const found = await (0,_parallel_js__WEBPACK_IMPORTED_MODULE_1__/* .inParallel */ .H)(8, [...new Set(tags)], async (tag) => [tag, await lookUp(repository, tag)]);
    return new Map(found.filter((entry) => entry[1] !== undefined));
}
async function lookUp(repository, tag) {
    const image = await repository.resolve(tag);
    if (image === undefined)
        return undefined;
    const referrers = await repository.referrers(image.digest, _record_js__WEBPACK_IMPORTED_MODULE_0__/* .RECORD_TYPE */ .Bm);
    const records = referrers.filter(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === _record_js__WEBPACK_IMPORTED_MODULE_0__/* .TEST_RESULT */ .bo);
    const created = (record) => record.annotations?.['org.opencontainers.image.created'] ?? '';
    const newest = records.sort((a, b) => created(a).localeCompare(created(b))).at(-1);
    if (newest === undefined)
        return { digest: image.digest };
    const blob = await repository.getReferrerBlob(newest);
    return { digest: image.digest, record: (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeRecord */ .eT)(blob, image.digest) };
}


/***/ })

};
