export const id = 834;
export const ids = [834];
export const modules = {

/***/ 4834:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lookAhead: () => (/* binding */ lookAhead)
});

// UNUSED EXPORTS: foresee, movingAliases

// EXTERNAL MODULE: ./src/catalog/aliases.ts
var catalog_aliases = __webpack_require__(6855);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/oci/manifest.ts + 1 modules
var manifest = __webpack_require__(6980);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(5079);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(1);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(6075);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/registry/empty.ts
var empty = __webpack_require__(2142);
// EXTERNAL MODULE: ./src/registry/http/transport.ts
var transport = __webpack_require__(7885);
;// CONCATENATED MODULE: ./src/registry/tags.ts
/** Deletes tags, where a registry lets us. */









/** Type of the manifests that a tag names for the moment before it is deleted. */
const TOMBSTONE_TYPE = 'application/vnd.spark-images.tombstone.v1';
/** Waits in ms for a registry that answers 202 to a deletion and carries it out a little later. */
const LAGS = (/* unused pure expression or super */ null && ([100, 200, 400, 800]));
/**
 * Whether a repository lets us delete: found out with a manifest made for it, which must be gone then. Many
 * registries never do (GHCR), or only where an administrator allows it; some (ECR) answer 404, and it stays.
 */
async function canDelete(repository) {
    await pushEmpty(repository);
    const bytes = tombstone();
    const { digest } = await putManifest(repository, sha256(bytes), bytes, MEDIA_TYPES.manifest);
    return (await remove(repository, digest)) && isGone(repository, digest);
}
/**
 * Deletes a tag and nothing else, where canDelete(). Old registries have no other way than to delete the
 * manifest that the tag names, with all its tags: so the tag first names a manifest made to be deleted.
 * @throws RegistryError when the tag is still there afterwards.
 */
async function deleteTag(repository, tag) {
    await pushEmpty(repository);
    const bytes = tombstone();
    const digest = sha256(bytes);
    try {
        await putManifest(repository, tag, bytes, MEDIA_TYPES.manifest);
    }
    catch (error) {
        // What counts is what the tag names now, not what was said about it.
        if ((await getManifest(repository, tag))?.descriptor.digest !== digest)
            throw error;
    }
    // distribution-spec, "Deleting tags"; then the manifest, with which old registries forget the tag.
    await remove(repository, tag);
    await remove(repository, digest);
    if (await isGone(repository, tag))
        return;
    throw new RegistryError(`${formatRepository(repository)}:${tag} was deleted, and is still there`);
}
/** Whether nothing has that name now or soon. */
async function isGone(repository, reference) {
    for (const wait of LAGS) {
        if ((await resolveTag(repository, reference)) === undefined)
            return true;
        await sleep(wait);
    }
    return (await resolveTag(repository, reference)) === undefined;
}
/** Unique, so that no other tag names it. */
function tombstone() {
    const content = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.manifest,
        artifactType: TOMBSTONE_TYPE,
        config: EMPTY_DESCRIPTOR,
        layers: [EMPTY_DESCRIPTOR],
        annotations: { 'spark-images.tombstone': randomUUID() },
    };
    return Buffer.from(JSON.stringify(content));
}
/** @returns false when the registry refuses; whether it did what it says is another question. */
async function remove(repository, reference) {
    const call = {
        method: 'DELETE',
        url: pathOf(repository, `manifests/${reference}`),
        scopes: [`repository:${repository.image.repository}:pull,push,delete`],
        expect: [202, 204, 400, 404, 405, 501],
    };
    try {
        return await repository.client.request(call, (response) => {
            discard(response);
            // A manifest that is gone may have been deleted by a request whose answer was lost: see isGone().
            return response.status < 300 || response.status === 404;
        });
    }
    catch (error) {
        if (error instanceof RegistryError && error.refused !== undefined)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/plan/lookup.ts + 2 modules
var lookup = __webpack_require__(4455);
;// CONCATENATED MODULE: ./src/release/family.ts

/** Beyond so many, problems are counted and not listed. */
const LISTED = 20;
/**
 * The cells of a release: all that the plan has, but for those that a rule of the catalog keeps out.
 * @param targets the catalog's cells as they are here, with the plan's base image
 * @param partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
function familyOf(plan, targets, partial) {
    checkOrigin(plan, targets);
    // Only what the catalog has a rule on can be left out by one.
    const ruled = new Set(targets.filter(({ cell }) => isRuled(cell)).map(({ cell }) => keyOf(cell)));
    const isOut = (cell) => cell.excluded === 'rule' && ruled.has(keyOf(cell));
    const whole = plan.cells.filter((cell) => !isOut(cell));
    const left = whole.filter(({ verdict }) => verdict === 'excluded');
    const family = whole.filter(({ verdict }) => verdict !== 'excluded');
    checkPlatforms(family, left);
    if (left.length > 0 && !partial) {
        throw new ConfigurationError(`nothing was moved: the plan leaves out ${left.length} of ${whole.length} cells (${family_listed(left.map(family_nameOf), ', ')}), and a release is of the whole family: plan all of it, or set partial: true to release the rest`);
    }
    if (family.length > 0)
        return family;
    throw new ConfigurationError('nothing was moved: the plan has no cell to release');
}
/** A cell's tags name all of its platforms: of a part of them is no release, not even a partial one. */
function checkPlatforms(family, left) {
    const released = new Set(family.map(({ cell }) => cell));
    const torn = left.filter(({ cell }) => released.has(cell));
    if (torn.length === 0)
        return;
    const platforms = [...new Set(torn.map(({ platform }) => platform))].join(', ');
    throw new ConfigurationError(`nothing was moved: tags would lose a platform: the plan leaves out ${family_listed(torn.map(family_nameOf), ', ')}, and takes others of the same cells; plan without the input platforms, or take ${platforms} out of the catalog`);
}
function isRuled({ rules }) {
    return rules.some(({ support }) => support !== 'supported');
}
/** A plan of another catalog has other cells; of the same one in another version, other fingerprints. */
function checkOrigin(plan, targets) {
    const advice = 'give plan, build and release the same catalog and version of the action';
    const here = new Map(targets.map((target) => [keyOf(target.cell), target]));
    const planned = new Set(plan.cells.map(keyOf));
    const unknown = plan.cells.filter((cell) => !here.has(keyOf(cell)));
    const absent = targets.filter(({ cell }) => !planned.has(keyOf(cell)));
    if (unknown.length > 0 || absent.length > 0) {
        const parts = [
            unknown.length === 0 ? '' : `it has ${family_listed(unknown.map(family_nameOf), ', ')}`,
            absent.length === 0
                ? ''
                : `it lacks ${family_listed(absent.map(({ cell }) => family_nameOf(cell)), ', ')}`,
        ];
        throw new ConfigurationError(`nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`);
    }
    const other = plan.cells.find((cell) => here.get(keyOf(cell))?.fingerprint !== cell.fingerprint);
    if (other === undefined)
        return;
    const [then, now] = [other.fingerprint, here.get(keyOf(other))?.fingerprint ?? ''].map((print) => print.slice(0, 12));
    throw new ConfigurationError(`nothing was moved: ${family_nameOf(other)} was planned with fingerprint ${then} and has ${now} here; ${advice}`);
}
const idOf = (cell) => ('id' in cell ? cell.id : cell.cell);
const keyOf = (cell) => `${idOf(cell)} ${cell.platform}`;
/** A cell in messages. */
function family_nameOf(cell) {
    return `${idOf(cell)} for ${cell.platform}`;
}
/** Some of many. */
function family_listed(items, separator) {
    const more = items.length - LISTED;
    return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

;// CONCATENATED MODULE: ./src/release/images.ts









/** Requests at a time. */
const REQUESTS = 8;
/** OCI's annotation and label for the version of what is in an image. */
const VERSION_LABEL = 'org.opencontainers.image.version';
const CELL_LABEL = 'spark-images.cell';
const FINGERPRINT_LABEL = 'spark-images.fingerprint';
/** Labels that the images of all platforms of a cell have in common. */
const COMMON_LABELS = [VERSION_LABEL, CELL_LABEL, 'org.opencontainers.image.base.digest'];
/**
 * Reads what the registry holds for each cell of a release and checks it: its image is there under its
 * staging tag, has the planned fingerprint and platform, and a record says that it passed the planned
 * acceptance tests. The platforms of a cell become one index.
 * @throws ConfigurationError naming each cell that is not so.
 */
async function readImages(repository, family) {
    const found = await inParallel(REQUESTS, family, (planned) => readImage(repository, planned));
    const problems = [];
    const images = [];
    found.forEach((image, index) => {
        const planned = family[index];
        if (planned === undefined)
            return;
        const problem = typeof image === 'string' ? image : (problemOf(image) ?? recordProblem(image));
        if (problem !== undefined)
            problems.push(`${nameOf(planned)}: ${problem}`);
        else if (typeof image !== 'string')
            images.push(image);
    });
    if (problems.length > 0) {
        throw new ConfigurationError(`nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(repository)}\n${listed(problems, '\n')}`);
    }
    const ids = [...new Set(images.map(({ planned }) => planned.cell))];
    return ids.map((id) => merge(images.filter(({ planned }) => planned.cell === id)));
}
/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(repository, planned) {
    const stored = await getManifest(repository, planned.tag);
    if (stored === undefined)
        return `${planned.tag} is not there: its build did not push it`;
    if (isIndexType(stored.descriptor.mediaType))
        return `${planned.tag} is an index; a build pushes one image`;
    const manifest = parseManifest(stored.bytes, `${formatRepository(repository)}:${planned.tag}`);
    const { config, annotations = {} } = manifest;
    const what = `the configuration of ${formatRepository(repository)}:${planned.tag}`;
    return {
        planned,
        stored,
        compressed: compressedBytes(manifest),
        config: parseImageConfig(await getBlob(repository, config), what),
        annotations,
        published: await readPublishedImage(repository, stored.descriptor.digest),
    };
}
/** What contradicts the plan in an image, its platform, its labels or its annotations. */
function problemOf({ planned, stored, config, annotations }) {
    const { tag, platform, digest } = planned;
    if (digest !== undefined && digest !== stored.descriptor.digest) {
        return `${tag} was ${digest} when it was planned and is ${stored.descriptor.digest} now`;
    }
    const found = `${config.os}/${config.architecture}`;
    if (found !== platform && !platform.startsWith(`${found}/`))
        return `${tag} is an image for ${found}`;
    const expected = {
        [CELL_LABEL]: planned.cell,
        [VERSION_LABEL]: planned.version,
        [FINGERPRINT_LABEL]: planned.fingerprint,
    };
    for (const [label, value] of Object.entries(expected)) {
        const labelled = config.config.Labels[label];
        if (labelled !== value) {
            return `${tag} has ${labelled === undefined ? 'no label' : `${JSON.stringify(labelled)} as label`} ${label}, not ${value}`;
        }
        const annotated = annotations[label];
        if (annotated !== undefined && annotated !== value) {
            return `${tag} has ${JSON.stringify(annotated)} as annotation ${label}, not ${value}`;
        }
    }
    return undefined;
}
/** What is wrong with an image's acceptance record. */
function recordProblem({ planned, published: { record, flaw } }) {
    if (flaw !== undefined)
        return `${planned.tag}: ${flaw}`;
    if (record === undefined)
        return `${planned.tag} has no acceptance record`;
    if (record.result !== 'PASSED')
        return `${planned.tag} did not pass its acceptance tests`;
    if (record.testsFingerprint !== planned.testsFingerprint) {
        return `${planned.tag} was tested by other acceptance tests than those planned`;
    }
    const same = record.cell === planned.cell &&
        record.fingerprint === planned.fingerprint &&
        record.platform === planned.platform;
    return same ? undefined : `the acceptance record of ${planned.tag} is about another cell`;
}
/**
 * One platform's image is released as it is: its digest is the one that was tested, and what is attached
 * to it stays attached. Several become an index that says the same whenever it is made.
 */
function merge(images) {
    const [first, ...others] = images;
    if (first === undefined)
        throw new Error('a cell without an image');
    const { cell: id, version, series, variant } = first.planned;
    const named = { id, version, series, variant, platforms: images.map(factsOf) };
    if (others.length === 0) {
        return { ...named, digest: first.stored.descriptor.digest, stored: first.stored, made: false };
    }
    const { Labels: labels } = first.config.config;
    for (const label of COMMON_LABELS) {
        const other = others.find(({ config }) => config.config.Labels[label] !== labels[label]);
        if (other === undefined)
            continue;
        const [one, two] = [labels[label], other.config.config.Labels[label]].map((text) => JSON.stringify(text));
        throw new ConfigurationError(`nothing was moved: the images of ${id} don't belong together: ${label} is ${one} for ${first.planned.platform} and ${two} for ${other.planned.platform}`);
    }
    const annotations = Object.fromEntries(COMMON_LABELS.map((label) => [label, labels[label] ?? '']));
    const index = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.index,
        manifests: images.map(({ planned, stored, config }) => ({
            ...stored.descriptor,
            platform: platformOf(planned.platform, config),
        })),
        annotations,
    };
    const bytes = Buffer.from(JSON.stringify(index));
    const descriptor = { mediaType: MEDIA_TYPES.index, digest: sha256(bytes), size: bytes.length };
    return { ...named, digest: descriptor.digest, stored: { descriptor, bytes }, made: true };
}
function factsOf({ planned, stored, compressed, published }) {
    const { cell, version, variant, platform } = planned;
    const tests = published.record?.tests ?? [];
    return {
        cell,
        version,
        variant,
        platform,
        digest: stored.descriptor.digest,
        compressed,
        tests: tests.length,
        passed: tests.filter(({ outcome }) => outcome === 'passed').length,
        seconds: tests.reduce((sum, { seconds }) => sum + seconds, 0),
    };
}
function platformOf(platform, { os, architecture }) {
    const variant = platform.split('/')[2];
    return { os, architecture, variant };
}

// EXTERNAL MODULE: ./src/release/policy.ts + 1 modules
var policy = __webpack_require__(8670);
;// CONCATENATED MODULE: ./src/release/pointers.ts










/** The repositories of a release: the images' own, and by the last part of their names those beside it. */
class Repositories {
    main;
    #others = new Map();
    constructor(main) {
        this.main = main;
    }
    at(image) {
        if (image === undefined)
            return this.main;
        const known = this.#others.get(image);
        if (known !== undefined)
            return known;
        const opened = { image: sibling(this.main.image, image), client: this.main.client };
        this.#others.set(image, opened);
        return opened;
    }
}
/** The repository of this last part beside another one: same registry, same owner. */
function sibling({ registry, repository }, image) {
    return { registry, repository: repository.replace(/[^/]+$/, image) };
}
/**
 * Two aliases may be one tag although their names differ: when `image` names the images' own repository.
 * @param own the images' own repository
 * @throws ConfigurationError naming both, with their cells.
 */
function checkPlaces(own, wanted) {
    const seen = new Map();
    for (const each of wanted) {
        const { image, tag } = each.claim;
        const place = `${formatImageName(image === undefined ? own : sibling(own, image))}:${tag}`;
        const other = seen.get(place);
        seen.set(place, each);
        if (other === undefined)
            continue;
        const [one, two] = [other, each].map(({ claim, cell }) => `${aliasName(claim)} for ${cell.id}`);
        throw new ConfigurationError(`nothing was moved: the catalog's aliases give ${one} and ${two}, which are one tag, ${place}: leave out "image" where it is the name of the images' own repository, and give each cell a tag of its own`);
    }
}
/**
 * What aliases name now, by aliasName(). What is not there is left out.
 * @param versions by digest, of images that are known already
 */
async function readPointers(repositories, places, versions = new Map()) {
    const asked = new Map();
    const versionOf = (image, digest) => {
        const key = (0,policy/* aliasName */.sN)({ image, tag: digest });
        const known = asked.get(key) ?? readVersion(repositories.at(image), digest);
        asked.set(key, known);
        return known;
    };
    const found = await (0,parallel/* inParallel */.H)(REQUESTS, places, async ({ image, tag }) => {
        const descriptor = await identify(repositories, { image, tag });
        if (descriptor === undefined)
            return [];
        const { digest } = descriptor;
        const version = versions.get(digest) ?? (await versionOf(image, digest));
        const pointer = { digest, descriptor, version };
        return [[(0,policy/* aliasName */.sN)({ image, tag }), pointer]];
    });
    return new Map(found.flat());
}
/**
 * Some registries (GitHub's) say "denied" of a repository that is not there yet. Of one beside the images' own that
 * we may really not read, this is found out before anything moves: we may not write to it either.
 */
async function identify(repositories, { image, tag }) {
    try {
        return (await (0,manifests/* getManifest */.c2)(repositories.at(image), tag))?.descriptor;
    }
    catch (error) {
        const isDenied = error instanceof errors/* RegistryError */.gl && error.refused !== undefined && error.status === 403;
        if (image !== undefined && isDenied)
            return undefined;
        throw error;
    }
}
/** The Spark version of an image, by an index's annotation or an image's label. */
async function readVersion(repository, digest) {
    const stored = await (0,manifests/* getManifest */.c2)(repository, digest);
    if (stored === undefined)
        return undefined;
    const what = `${(0,registry_repository.formatRepository)(repository)}@${digest}`;
    try {
        if ((0,manifest/* isIndexType */.$U)(stored.descriptor.mediaType)) {
            const { annotations, manifests } = (0,manifest/* parseIndex */.A1)(stored.bytes, what);
            const [first] = manifests;
            return annotations?.[VERSION_LABEL] ?? (first && (await readVersion(repository, first.digest)));
        }
        const { annotations, artifactType, config } = (0,manifest/* parseManifest */.Ng)(stored.bytes, what);
        // Left by a deletion that did not come to its end: no image at all.
        if (artifactType === TOMBSTONE_TYPE)
            return '0';
        const known = annotations?.[VERSION_LABEL];
        if (known !== undefined || artifactType !== undefined)
            return known;
        return (0,manifest/* parseImageConfig */.FB)(await (0,blobs/* getBlob */.qW)(repository, config), what).config.Labels[VERSION_LABEL];
    }
    catch (error) {
        // Whatever somebody else stored there has no version that we can read.
        if (error instanceof Error && error.name === 'Error')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/release/preview.ts



/** The aliases that a release of the plan may move; those with a date are new with each release. */
function movingAliases(plan, aliases, date) {
    const cells = released(plan).map(({ cell }) => cell);
    return (0,catalog_aliases/* claimsOf */.d)(cells, aliases, date).filter(({ kind }) => kind !== 'fixed');
}
/** What a release would move once the plan's cells are built. */
function foresee(plan, aliases, date, now) {
    const planned = new Map(released(plan).map((each) => [each.cell.id, each]));
    // Until an image is there its fingerprint stands for it: no image has that digest.
    const cells = [...planned.values()].map(({ cell, fingerprint, verdict }) => ({
        ...cell,
        digest: (verdict.kind === 'unchanged' ? verdict.published.digest : `sha256:${fingerprint}`),
    }));
    const moves = (0,policy/* decideMoves */.nL)((0,policy/* wantedAliases */.o4)(cells, aliases, date), now);
    return moves
        .filter((move) => (0,policy/* isChange */.Xb)(move) && move.kind !== 'fixed')
        .map(({ image, tag, cell, from, to, reason }) => {
        const isThere = planned.get(cell)?.verdict.kind === 'unchanged';
        return { image, tag, cell, from, to: isThere ? to : undefined, reason };
    });
}
/** As foresee(), with what the registry says. @throws RegistryError when it can't be asked. */
async function lookAhead(plan, aliases, date, repository) {
    const now = await readPointers(new Repositories(repository), movingAliases(plan, aliases, date));
    return foresee(plan, aliases, date, now);
}
function released({ cells }) {
    return cells.filter(({ verdict }) => verdict.kind !== 'excluded');
}


/***/ })

};
