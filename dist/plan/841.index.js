export const id = 841;
export const ids = [841];
export const modules = {

/***/ 1841:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lookUpPublished: () => (/* binding */ lookUpPublished)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/parallel.ts
/**
 * Runs a task for each item, at most `limit` at a time; results in the items' order. After the first
 * failure no other task is started; it is thrown once the running ones have ended.
 */
async function inParallel(limit, items, task) {
    const results = new Map();
    const failures = [];
    const rest = items.entries();
    const work = async () => {
        for (const [index, item] of rest) {
            if (failures.length > 0)
                return;
            try {
                results.set(index, await task(item));
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: limit }, work));
    if (failures.length > 0)
        throw failures[0];
    return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

// EXTERNAL MODULE: ./src/plan/plan.ts + 3 modules
var plan = __webpack_require__(3965);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
;// CONCATENATED MODULE: ./src/plan/record.ts


/** Media type of the record's blob and `artifactType` of its manifest: an in-toto Statement in JSON. */
const RECORD_TYPE = 'application/vnd.in-toto+json';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
const testOutcome = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    outcome: schemas/* enum */.k5n(['passed', 'failed']),
    seconds: schemas/* number */.aig(),
    /** What the test saw, in its own words. */
    saw: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const section = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP());
const details = schemas/* object */.Ikc({
    cell: schemas/* string */.YjP(),
    platform: schemas/* string */.YjP(),
    /** 64 hex digits each. */
    fingerprint: schemas/* string */.YjP(),
    testsFingerprint: schemas/* string */.YjP(),
    compressedBytes: schemas/* number */.aig(),
    unpackedBytes: schemas/* number */.aig(),
    tests: schemas/* array */.YOg(testOutcome),
    /** What the fingerprints were made of, as notedParts() gives it: for the words on what changed since. */
    parts: schemas/* optional */.lqM(schemas/* object */.Ikc({ settings: section, args: section, stages: section, files: section })),
    testParts: schemas/* optional */.lqM(schemas/* object */.Ikc({ tests: section, files: section })),
});
const statement = schemas/* object */.Ikc({
    _type: schemas/* literal */.euz('https://in-toto.io/Statement/v1'),
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
/** Of the parts in a record: it is read for every cell of a plan. */
const MAX_PARTS_BYTES = 100_000;
/** A record without its parts when these are too many. */
function bounded(record) {
    const { parts, testParts, ...rest } = record;
    return JSON.stringify([parts, testParts]).length > MAX_PARTS_BYTES ? rest : record;
}
/** The in-toto statement of a record about the image `name` at `digest` (`sha256:…`). */
function encodeRecord(record, name, digest) {
    const named = (outcome) => record.tests.filter((test) => test.outcome === outcome).map((test) => test.name);
    const failed = named('failed');
    const value = {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name, digest: { sha256: digest.replace(/^sha256:/, '') } }],
        predicateType: TEST_RESULT,
        predicate: {
            result: failed.length === 0 ? 'PASSED' : 'FAILED',
            configuration: [{ digest: { sha256: record.testsFingerprint } }],
            passedTests: named('passed'),
            failedTests: failed,
            sparkImages: bounded(record),
        },
    };
    return Buffer.from(JSON.stringify(value));
}
/**
 * Parses a record that a registry held for the image at `digest`.
 * @throws ConfigurationError when it is not a record of ours about that image.
 */
function decodeRecord(bytes, digest) {
    let content;
    try {
        content = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1(`the acceptance record of ${digest} is not JSON`, { cause });
    }
    const parsed = statement.safeParse(content);
    if (!parsed.success)
        throw new errors/* ConfigurationError */.j1(`the acceptance record of ${digest} is not one of ours`);
    const { subject, predicate } = parsed.data;
    if (!subject.some((image) => `sha256:${image.digest.sha256}` === digest)) {
        throw new errors/* ConfigurationError */.j1(`the acceptance record attached to ${digest} is about another image`);
    }
    return { ...predicate.sparkImages, result: predicate.result };
}

;// CONCATENATED MODULE: ./src/plan/lookup.ts




/** Requests at a time. */
const PARALLEL = 8;
/**
 * What the repository holds under the targets' staging tags, with the newest acceptance record of each; of
 * those that it does not hold, the newest image of the cell.
 */
async function lookUpPublished(repository, targets) {
    const published = await lookUpAll(repository, targets.map(({ tag }) => tag));
    const missing = targets.filter(({ tag }) => !published.has(tag));
    const earlier = await lookUpAll(repository, missing.map(({ cell }) => (0,plan/* newestTag */.rx)(cell)));
    return { published, earlier };
}
async function lookUpAll(repository, tags) {
    const found = await inParallel(PARALLEL, [...new Set(tags)], async (tag) => [tag, await lookUp(repository, tag)]);
    return new Map(found.filter((entry) => entry[1] !== undefined));
}
async function lookUp(repository, tag) {
    const image = await repository.resolve(tag);
    if (image === undefined)
        return undefined;
    const { digest } = image;
    const referrers = await repository.referrers(digest, RECORD_TYPE);
    const records = referrers.filter(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === TEST_RESULT);
    const newest = [...records].sort((a, b) => created(a).localeCompare(created(b))).at(-1);
    if (newest === undefined)
        return { digest };
    const blob = await repository.getReferrerBlob(newest);
    const recorded = created(newest);
    try {
        return { digest, recorded, record: decodeRecord(blob, digest) };
    }
    catch (error) {
        // Whoever may write to the repository may attach anything: what we can't use is as if it were not there.
        if (error instanceof errors/* ConfigurationError */.j1)
            return { digest, recorded, flaw: error.message };
        throw error;
    }
}
function created({ annotations }) {
    return annotations?.['org.opencontainers.image.created'] ?? '';
}


/***/ })

};
