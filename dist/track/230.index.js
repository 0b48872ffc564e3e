export const id = 230;
export const ids = [230];
export const modules = {

/***/ 1230:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readPublishedImages: () => (/* binding */ readPublishedImages)
});

// UNUSED EXPORTS: readPublishedImage

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/oci/statement.ts
var statement = __webpack_require__(8836);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(1);
// EXTERNAL MODULE: ./src/registry/referrers.ts + 1 modules
var referrers = __webpack_require__(6831);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(6075);
// EXTERNAL MODULE: ./src/plan/plan.ts + 1 modules
var plan = __webpack_require__(20);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(1691);
;// CONCATENATED MODULE: ./src/plan/record.ts
/** Acceptance records: in-toto test results, bound to the digest of an image. */





/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
const testResult = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    outcome: schemas/* enum */.k5n(['passed', 'failed']),
    seconds: schemas/* number */.aig(),
    saw: schemas/* array */.YOg(schemas/* string */.YjP()).check(schemas/* describe */.q0y('What the test saw, in its own words')),
});
/** Names with their values or sha256. */
const section = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP());
/**
 * All that determines a cell's content: settings (platform, base digest and the like), build arguments that reach the
 * stages, stages of the Dockerfile, and files of the images folder. Labels that only say where an image comes from
 * (source, revision, base.name) are left out, as they change with every commit.
 */
const parts = schemas/* object */.Ikc({ settings: section, args: section, stages: section, files: section });
/** All that tests a cell: what the catalog says of each test, and files. */
const testParts = schemas/* object */.Ikc({ tests: section, files: section });
/** The state of an archive, see ArchiveState, as records and the matrix have it. Larger ones are none of ours. */
const archiveState = schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP().check(api/* _maxLength */.Eb(200)), schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{1,64}$/)))
    .check(schemas/* refine */.YPB((state) => Object.keys(state).length <= 100, 'more indexes than an archive has')));
const details = schemas/* object */.Ikc({
    cell: schemas/* string */.YjP(),
    platform: schemas/* string */.YjP(),
    /** 64 hex digits each. */
    fingerprint: schemas/* string */.YjP(),
    testsFingerprint: schemas/* string */.YjP(),
    compressedBytes: schemas/* number */.aig(),
    unpackedBytes: schemas/* number */.aig(),
    tests: schemas/* array */.YOg(testResult),
    /** The fingerprints' parts, shortened by notedParts(), to explain later what changed. */
    parts: schemas/* optional */.lqM(parts),
    testParts: schemas/* optional */.lqM(testParts),
    /** The state of Debian's archive that the plan saw: the image's packages are of that, or newer. */
    archive: archiveState,
    /** The Debian packages in the image, with their versions. */
    packages: schemas/* optional */.lqM(section),
});
const record_statement = schemas/* object */.Ikc({
    _type: schemas/* literal */.euz(statement/* STATEMENT_TYPE */.zG),
    subject: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP() }) })),
    predicateType: schemas/* literal */.euz(TEST_RESULT),
    predicate: schemas/* object */.Ikc({
        result: schemas/* enum */.k5n(['PASSED', 'WARNED', 'FAILED']),
        configuration: schemas/* array */.YOg(schemas/* unknown */.L5J()),
        passedTests: schemas/* array */.YOg(schemas/* string */.YjP()),
        failedTests: schemas/* array */.YOg(schemas/* string */.YjP()),
        /** Our extension of the predicate, as in-toto's parsing rules allow. */
        sparkImages: details,
    }),
});
/** The limit of a record's parts, as every plan reads every record; larger ones are left out. */
const MAX_PARTS_BYTES = 100_000;
/** The in-toto statement of a record about the image `name` at `digest` (`sha256:…`). */
function encodeRecord(record, name, digest) {
    const named = (outcome) => record.tests.filter((test) => test.outcome === outcome).map((test) => test.name);
    const failed = named('failed');
    const { parts, testParts, ...rest } = record;
    const isLarge = JSON.stringify([parts, testParts]).length > MAX_PARTS_BYTES;
    const predicate = {
        result: failed.length === 0 ? 'PASSED' : 'FAILED',
        configuration: [{ digest: { sha256: record.testsFingerprint } }],
        passedTests: named('passed'),
        failedTests: failed,
        sparkImages: isLarge ? rest : record,
    };
    return encodeStatement([{ name, digest }], TEST_RESULT, predicate);
}
/** The test result of an index, whose tests are those of its images. The same bytes whenever it is made. */
function encodeIndexRecord(cell, digest, images) {
    return encodeStatement([{ name: cell, digest }], TEST_RESULT, {
        result: 'PASSED',
        configuration: images.map(({ platform, digest }) => ({
            name: platform,
            digest: { sha256: hexOf(digest) },
        })),
        passedTests: images.flatMap(({ platform, record }) => (record?.tests ?? []).map(({ name }) => `${platform} ${name}`)),
        failedTests: [],
    });
}
/** Parses a record that a registry held for the image at `digest`; `flaw` says why it is not one of ours about it. */
function decodeRecord(bytes, digest) {
    try {
        const what = `the acceptance record of ${digest}`;
        const { subject, predicate } = (0,json/* parseJson */.qF)(record_statement, bytes, what, 'one of ours');
        if (subject.some((image) => `sha256:${image.digest.sha256}` === digest))
            return { record: { ...predicate.sparkImages, result: predicate.result } };
        return { flaw: `the acceptance record attached to ${digest} is about another image` };
    }
    catch (error) {
        return { flaw: (0,errors/* messageOf */.bD)(error) };
    }
}

;// CONCATENATED MODULE: ./src/plan/lookup.ts
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
        await (0,parallel/* inParallel */.H)(registry_repository/* REQUESTS */.H0, [...new Set(tags)], async (tag) => {
            const image = await (0,manifests.resolveTag)(repository, tag);
            if (image !== undefined)
                found.set(tag, await readPublishedImage(repository, image.digest));
        });
        return found;
    };
    try {
        const published = await lookUp(targets.map(({ tag }) => tag));
        const missing = targets.filter(({ tag }) => !published.has(tag));
        return { published, earlier: await lookUp(missing.map(({ cell }) => (0,plan/* newestTag */.rx)(cell))) };
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl))
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
    const records = (await (0,referrers/* listReferrers */.xt)(repository, digest, statement/* IN_TOTO_TYPE */.QN))
        .filter(({ annotations }) => annotations?.[statement/* PREDICATE_TYPE */.To] === TEST_RESULT)
        .sort((a, b) => created(b).localeCompare(created(a)));
    let first;
    // Anybody who may write to the repository may attach anything: what is not a record of ours hides none.
    for (const listed of records.slice(0, MAX_RECORDS)) {
        const blob = await (0,referrers/* getReferrerBlob */.Dy)(repository, listed);
        const read = blob === undefined
            ? { flaw: 'the acceptance record is listed, and gone or none of ours' }
            : decodeRecord(blob, digest);
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
