export const id = 230;
export const ids = [230,724,413];
export const modules = {

/***/ 47230:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeChanges: () => (/* binding */ describeChanges)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(56075);
// EXTERNAL MODULE: ./src/vulnerabilities/released.ts
var vulnerabilities_released = __webpack_require__(5211);
// EXTERNAL MODULE: ./src/versions/order.ts + 2 modules
var order = __webpack_require__(3828);
// EXTERNAL MODULE: ./src/vulnerabilities/severity.ts
var severity = __webpack_require__(86119);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(94343);
// EXTERNAL MODULE: ./src/attest/package.ts
var attest_package = __webpack_require__(25485);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(68825);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(61691);
// EXTERNAL MODULE: ./src/catalog/bytes.ts
var catalog_bytes = __webpack_require__(95632);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var oci_manifest = __webpack_require__(32060);
// EXTERNAL MODULE: ./src/plan/fingerprint.ts + 1 modules
var fingerprint = __webpack_require__(51237);
// EXTERNAL MODULE: ./src/plan/lookup.ts
var lookup = __webpack_require__(19413);
// EXTERNAL MODULE: ./src/plan/record.ts
var plan_record = __webpack_require__(75406);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(85079);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(30001);
// EXTERNAL MODULE: ./src/registry/referrers.ts + 1 modules
var referrers = __webpack_require__(16831);
// EXTERNAL MODULE: ./src/catalog/cells.ts
var cells = __webpack_require__(54514);
// EXTERNAL MODULE: ./src/plan/plan.ts
var plan = __webpack_require__(48720);
// EXTERNAL MODULE: ./src/plan/sources.ts
var sources = __webpack_require__(86645);
;// CONCATENATED MODULE: ./src/release/request.ts
/** What a release is of: what the catalog says of the cells of a plan. */





/** A plan may be so much ahead of the clock of the machine that releases it, in ms. */
const MAX_AHEAD = (/* unused pure expression or super */ null && (5 * 60_000));
/** Items that a message lists. */
const LISTED = 20;
/**
 * The release that a plan, the catalog and images folder that it must be of, and the inputs ask for.
 * @param inputs.partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is not one of this catalog, or of no time that it can be of.
 */
function prepareRelease(plan, catalog, images, inputs) {
    if (catalog.aliases.length === 0) {
        throw new ConfigurationError('the catalog has no aliases: there is nothing that a release could move');
    }
    const cells = cellsOf(catalog);
    const bases = Object.fromEntries(Object.entries(plan.bases).map(([runtime, base]) => [
        runtime,
        { ...base, reference: `${base.name}@${base.digest}` },
    ]));
    const left = cells.find(({ runtime }) => own(bases, runtime) === undefined);
    if (left !== undefined)
        throw new ConfigurationError(`nothing was moved: the plan has no base image of ${left.runtime}, which ${left.id} is for: plan and release with one catalog`);
    return {
        family: familyOf(plan, fingerprintCells(cells, catalog, readImages(images), bases), inputs.partial),
        aliases: catalog.aliases,
        versions: new Set(Object.keys(catalog.versions)),
        growth: new Map(cells.map(({ id, budget: { growth = Number.POSITIVE_INFINITY } }) => [id, growth])),
        planned: checkTime(plan.planned, inputs.now),
        override: inputs.override,
    };
}
function checkTime(planned, now) {
    const time = Date.parse(planned ?? '');
    if (planned === undefined || Number.isNaN(time)) {
        throw new ConfigurationError('nothing was moved: the plan does not say when it was made: use one version of the action for plan and release, and plan again');
    }
    if (time - now.getTime() <= MAX_AHEAD)
        return planned;
    throw new ConfigurationError(`nothing was moved: the plan says that it was made at ${planned}, and this machine's clock is at ${now.toISOString()}: set the clock that is wrong, of the machine that planned or of this one, and plan again`);
}
/**
 * The cells of a release: all that the plan has, but for those that a rule of the catalog keeps out.
 * Of the plan only what was asked for is believed: all else is the catalog's, as its cells are here.
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
function familyOf(plan, targets, partial) {
    const hasRule = ({ here }, support) => here.cell.rules.some((rule) => rule.support === support);
    const namesOf = (pairs) => request_listed(pairs.map(({ planned }) => request_nameOf(planned)));
    const supported = pair(plan, targets).filter((each) => !hasRule(each, 'unsupported'));
    // The plan entry's input decides on the experimental cells, on all alike.
    const experimental = supported.filter((each) => hasRule(each, 'experimental'));
    const areOut = experimental.every(({ planned }) => planned.excluded === 'rule');
    const whole = areOut ? supported.filter((each) => !experimental.includes(each)) : supported;
    const left = whole.filter(({ planned }) => planned.verdict === 'excluded');
    const family = whole.filter((each) => !left.includes(each));
    // A cell's tags name all of its platforms: of a part of them is no release, not even a partial one.
    const torn = left.filter((each) => family.some(({ planned }) => planned.cell === each.planned.cell));
    if (torn.length > 0) {
        const platforms = [...new Set(torn.map(({ planned }) => planned.platform))].join(', ');
        throw new ConfigurationError(`nothing was moved: tags would lose a platform: the plan leaves out ${namesOf(torn)}, and takes others of the same cells; plan without the input platforms, or take ${platforms} out of the catalog`);
    }
    if (left.length > 0 && !partial) {
        throw new ConfigurationError(`nothing was moved: the plan leaves out ${left.length} of ${whole.length} cells (${namesOf(left)}), and a release is of the whole family: plan all of it, or set partial: true to release the rest`);
    }
    if (family.length === 0)
        throw new ConfigurationError('nothing was moved: the plan has no cell to release');
    return family.map(({ planned: { digest }, here: { cell, fingerprint, testsFingerprint, tag } }) => {
        const { id, version, series, variant, platform } = cell;
        return { cell: id, version, series, variant, platform, fingerprint, testsFingerprint, tag, digest };
    });
}
/** @throws ConfigurationError for a plan of another catalog or version of it: its cells or fingerprints differ. */
function pair(plan, targets) {
    const advice = 'give plan, build and release the same catalog and version of the action';
    const rest = new Map(targets.map((here) => [request_nameOf({ ...here.cell, cell: here.cell.id }), here]));
    const unknown = [];
    const pairs = plan.cells.flatMap((planned) => {
        const here = rest.get(request_nameOf(planned));
        rest.delete(request_nameOf(planned));
        if (here !== undefined)
            return [{ planned, here }];
        unknown.push(request_nameOf(planned));
        return [];
    });
    if (unknown.length > 0 || rest.size > 0) {
        const parts = [
            unknown.length === 0 ? '' : `it has ${request_listed(unknown)}`,
            rest.size === 0 ? '' : `it lacks ${request_listed([...rest.keys()])}`,
        ];
        throw new ConfigurationError(`nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`);
    }
    const other = pairs.find(({ planned, here }) => here.fingerprint !== planned.fingerprint);
    if (other === undefined)
        return pairs;
    const [then, now] = [other.planned, other.here].map(({ fingerprint }) => fingerprint.slice(0, 12));
    throw new ConfigurationError(`nothing was moved: ${request_nameOf(other.planned)} was planned with fingerprint ${then} and has ${now} here; ${advice}`);
}
function request_nameOf({ cell, platform }) {
    return `${cell} for ${platform}`;
}
/** The first of some items, and how many more there are. */
function request_listed(items, separator = ', ') {
    const more = items.length - LISTED;
    return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

;// CONCATENATED MODULE: ./src/release/images.ts
/** Reads and checks the images of a release, and what they weigh against those of the release before. */














const VERSION_LABEL = 'org.opencontainers.image.version';
const CELL_LABEL = 'spark-images.cell';
const FINGERPRINT_LABEL = 'spark-images.fingerprint';
/** Labels that the images of all platforms of a cell have in common. */
const COMMON_LABELS = [VERSION_LABEL, CELL_LABEL, 'org.opencontainers.image.base.digest'];
/**
 * Reads the images under the staging tags of a release; the platforms of a cell become one index.
 * @param elsewhere where the family is built, too: what images of the same fingerprint have there is compared.
 * @throws ConfigurationError naming each cell whose image is not there, is not as planned, has no record that it passed
 *   the planned acceptance tests, or has other signatures than `checkSignatures` asks for.
 */
async function images_readImages(main, family, elsewhere = [], checkSignatures = async () => undefined) {
    const found = await inParallel(REQUESTS, family, (planned) => readImage(main, planned, checkSignatures));
    const problems = found.filter((each) => typeof each === 'string');
    if (problems.length > 0) {
        throw new ConfigurationError(`nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(main)}\n${listed(problems, '\n')}`);
    }
    const images = found.filter((each) => typeof each !== 'string');
    const ids = [...new Set(images.map(({ planned }) => planned.cell))];
    const pairs = images.flatMap((image) => elsewhere.map((other) => ({ image, other })));
    const silent = new Set();
    const compared = await inParallel(REQUESTS, pairs, async ({ image, other }) => ({
        cell: image.planned.cell,
        difference: await differenceFrom(other, image, main, silent),
    }));
    return ids.map((id) => {
        const differences = compared.flatMap(({ cell, difference = [] }) => (cell === id ? difference : []));
        return merge(images.filter(({ planned }) => planned.cell === id), differences);
    });
}
/**
 * What an image differs in from the one of its fingerprint in another repository; that this can't be told is no failure.
 * @param silent repositories that gave no answer: they are not asked again.
 */
async function differenceFrom(other, { planned: { cell, tag, platform }, stored, published }, main, silent) {
    if (silent.has(other))
        return undefined;
    try {
        const digest = (await resolveTag(other, tag))?.digest;
        if (digest === undefined || digest === stored.descriptor.digest)
            return undefined;
        const { record } = await readPublishedImage(other, digest);
        return describeDifference(`${cell} for ${platform}`, [
            { of: formatRepository(main), packages: published.record?.packages },
            { of: formatRepository(other), packages: record?.packages },
        ]);
    }
    catch (error) {
        if (!(error instanceof RegistryError))
            throw error;
        silent.add(other);
        return oneLine(`${formatRepository(other)} was not compared: ${error.message}`, 500);
    }
}
/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(repository, planned, checkSignatures) {
    const { tag } = planned;
    const name = nameOf(planned);
    const stored = await getManifest(repository, tag);
    if (stored === undefined)
        return `${name}: ${tag} is not there: its build did not push it`;
    const { mediaType, digest } = stored.descriptor;
    if (isIndexType(mediaType))
        return `${name}: ${tag} is an index; a build pushes one image`;
    const what = `${formatRepository(repository)}:${tag}`;
    const manifest = parseManifest(stored.bytes, what);
    const blob = await getBlob(repository, manifest.config);
    const config = parseImageConfig(blob, `the configuration of ${what}`);
    const published = await readPublishedImage(repository, digest);
    const image = { planned, stored, manifest, config, published };
    const problem = problemOf(image) ?? recordProblem(image);
    if (problem !== undefined)
        return `${name}: ${problem}`;
    const unsigned = await checkSignatures(image);
    return unsigned === undefined ? image : `${name}: ${tag} ${unsigned}`;
}
function problemOf({ planned, stored, manifest, config }) {
    const now = stored.descriptor.digest;
    const { tag, platform, digest = now } = planned;
    if (digest !== now)
        return `${tag} was ${digest} when it was planned and is ${now} now`;
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
        const shown = labelled === undefined ? 'no label' : `${JSON.stringify(labelled)} as label`;
        if (labelled !== value)
            return `${tag} has ${shown} ${label}, not ${value}`;
        const annotated = manifest.annotations?.[label] ?? value;
        if (annotated !== value) {
            return `${tag} has ${JSON.stringify(annotated)} as annotation ${label}, not ${value}`;
        }
    }
    return undefined;
}
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
    if (planned.archive !== undefined && planned.archive !== stateDigest(record.archive ?? {}))
        return `${planned.tag} was planned with newer Debian packages: its build did not push it`;
    const { cell, fingerprint, platform } = record;
    const isSame = cell === planned.cell && fingerprint === planned.fingerprint && platform === planned.platform;
    return isSame ? undefined : `the acceptance record of ${planned.tag} is about another cell`;
}
/** One platform's image is released as it is: its digest was tested, and what is attached to it stays attached. */
function merge(images, elsewhere) {
    const [first, ...others] = images;
    if (first === undefined)
        throw new Error('a cell without an image');
    const { cell: id, version, series, variant } = first.planned;
    const stored = others.length === 0 ? first.stored : indexOver(first, others);
    const target = { ...stored.descriptor, version };
    const sets = images.map(({ planned, published }) => {
        return { of: planned.platform, packages: published.record?.packages };
    });
    const differences = [describeDifference(id, sets) ?? [], elsewhere].flat();
    const tested = images.map(({ planned, stored, published }) => {
        return { platform: planned.platform, digest: stored.descriptor.digest, record: published.record };
    });
    const attached = others.length === 0
        ? undefined
        : statementReferrer(TEST_RESULT, encodeIndexRecord(id, stored.descriptor.digest, tested));
    return {
        id,
        version,
        series,
        variant,
        target,
        platforms: images.map(factsOf),
        stored,
        attached,
        differences,
    };
}
/** Packages that a difference names. */
const MAX_NAMED = 3;
/**
 * What images of a cell differ in though they have one fingerprint, as they were built at different times: versions
 * of Debian packages that all of them have. A package that was built again for one architecture counts as the same.
 * @param images their platforms, or where they are, with their packages, if these are known.
 */
function describeDifference(cell, images) {
    const versions = images.map(({ packages = {} }) => new Map(Object.entries(packages)));
    const [first = new Map(), ...others] = versions;
    const differing = [...first].flatMap(([name, version]) => {
        const all = [version, ...others.map((other) => other.get(name) ?? version)];
        const isSame = new Set(all.map((one) => one.replace(/\+b\d+$/, ''))).size === 1;
        return isSame ? [] : [`${name} ${all.join(' and ')}`];
    });
    if (differing.length === 0)
        return undefined;
    const named = differing.sort().slice(0, MAX_NAMED).join(', ');
    const more = differing.length > MAX_NAMED ? ` and ${differing.length - MAX_NAMED} more` : '';
    const all = images.map((image) => image.of).join(' and ');
    return oneLine(`${cell}: ${all} have different Debian packages: ${named}${more}`, 500);
}
/**
 * The index of a cell's images: the same bytes whenever it is made.
 * @throws ConfigurationError when they are of different versions or base images.
 */
function indexOver(first, others) {
    const { Labels: labels } = first.config.config;
    for (const label of COMMON_LABELS) {
        const other = others.find(({ config }) => config.config.Labels[label] !== labels[label]);
        if (other === undefined)
            continue;
        const [one, two] = [labels[label], other.config.config.Labels[label]].map((text) => JSON.stringify(text));
        throw new ConfigurationError(`nothing was moved: the images of ${first.planned.cell} don't belong together: ${label} is ${one} for ${first.planned.platform} and ${two} for ${other.planned.platform}`);
    }
    const index = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.index,
        manifests: [first, ...others].map(({ planned, stored, config: { os, architecture } }) => {
            const variant = planned.platform.split('/')[2];
            return { ...stored.descriptor, platform: { os, architecture, variant } };
        }),
        annotations: Object.fromEntries(COMMON_LABELS.map((label) => [label, labels[label] ?? ''])),
    };
    const bytes = Buffer.from(JSON.stringify(index));
    return { descriptor: { mediaType: index.mediaType, digest: sha256(bytes), size: bytes.length }, bytes };
}
function factsOf({ planned, stored, manifest, published }) {
    const { cell, version, variant, platform } = planned;
    const { digest } = stored.descriptor;
    const compressed = compressedBytes(manifest);
    const tests = published.record?.tests ?? [];
    const passed = tests.filter(({ outcome }) => outcome === 'passed').length;
    const seconds = tests.reduce((sum, { seconds }) => sum + seconds, 0);
    return { cell, version, variant, platform, digest, compressed, tests: tests.length, passed, seconds };
}
/** What is known of the images of a release, with the sizes that they had in the one before. */
async function cellFacts(main, images, { cells }) {
    const found = await inParallel(REQUESTS, images, async ({ id, target: { digest }, platforms }) => {
        const earlier = cells.get(id)?.digest;
        if (earlier === undefined)
            return platforms;
        if (earlier === digest)
            return platforms.map((facts) => ({ ...facts, before: facts.compressed }));
        const sizes = await sizesOf(main, earlier);
        return platforms.map((facts) => ({ ...facts, before: sizes.get(facts.platform) ?? sizes.get(ANY) }));
    });
    return found.flat();
}
/**
 * @param limits what images may have grown by, in bytes, by cell id
 * @throws ConfigurationError naming each image that is over it.
 */
function checkGrowth(cells, limits) {
    const over = cells.flatMap(({ cell, variant, platform, compressed, before = compressed }) => {
        const limit = limits.get(cell) ?? Number.POSITIVE_INFINITY;
        const grown = compressed - before;
        if (grown <= limit)
            return [];
        const growth = `${cell} for ${platform} grew by ${formatBytes(grown)} to ${formatBytes(compressed)}`;
        return [`${growth}, ${formatBytes(limit)} are allowed by variants.${variant}.budget.growth`];
    });
    if (over.length === 0)
        return;
    throw new ConfigurationError(`nothing was moved: images grew by more than their budgets since the release before; where that is meant, raise the budget in the catalog\n${listed(over, '\n')}`);
}
/** Key of an image that is no index: its manifest does not say its platform. */
const ANY = '';
/** Compressed bytes by platform; nothing for what is gone from the registry. */
async function sizesOf(repository, digest) {
    const stored = await getManifest(repository, digest);
    if (stored === undefined)
        return new Map();
    const what = `${formatRepository(repository)}@${digest}`;
    if (!isIndexType(stored.descriptor.mediaType)) {
        return new Map([[ANY, compressedBytes(parseManifest(stored.bytes, what))]]);
    }
    const sizes = new Map();
    const { manifests } = parseIndex(stored.bytes, what, (line) => repository.client.note(line));
    for (const { digest: inner, platform } of manifests) {
        if (platform === undefined)
            continue;
        const { os, architecture, variant } = platform;
        const size = (await sizesOf(repository, inner)).get(ANY);
        if (size !== undefined)
            sizes.set([os, architecture, variant].filter(Boolean).join('/'), size);
    }
    return sizes;
}

;// CONCATENATED MODULE: ./src/diff/content.ts
/** What is known of an image from the registry: parsed from its configuration and from what is attached to it. */







const ECOSYSTEMS = ['Debian', 'Maven', 'PyPI', 'other'];
const list = schemas/* nullish */.cl6(schemas/* array */.YOg(schemas/* string */.YjP()));
const settingsSchema = schemas/* object */.Ikc({
    config: schemas/* nullish */.cl6(schemas/* object */.Ikc({
        Env: list,
        Entrypoint: list,
        Cmd: list,
        User: schemas/* nullish */.cl6(schemas/* string */.YjP()),
        WorkingDir: schemas/* nullish */.cl6(schemas/* string */.YjP()),
        ExposedPorts: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())),
        Labels: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())),
    })),
});
/** Labels that are another with every build, or say what the digest says already. */
const IDENTITY = [FINGERPRINT_LABEL, 'org.opencontainers.image.created', 'org.opencontainers.image.revision'];
/** How an image starts and what it is labelled with (image-spec, config.md). @throws RegistryError as parseJson(). */
function parseSettings(bytes, what) {
    const { config } = (0,json/* parseJson */.qF)(settingsSchema, bytes, what, 'an image configuration');
    const { Env, Entrypoint, Cmd, User, WorkingDir, ExposedPorts, Labels } = config ?? {};
    const own = Object.entries(Labels ?? {}).filter(([name]) => !IDENTITY.includes(name));
    const all = [
        ...(Env ?? []).map((line) => {
            const [name = '', value = ''] = line.split(/=(.*)/s);
            return [`env ${name}`, value];
        }),
        ['entrypoint', Entrypoint && JSON.stringify(Entrypoint)],
        ['command', Cmd && JSON.stringify(Cmd)],
        ['user', User],
        ['working directory', WorkingDir],
        ['ports', ExposedPorts && Object.keys(ExposedPorts).sort().join(' ')],
        ...own.map(([name, value]) => [`label ${name}`, value]),
    ];
    return new Map(all.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
/** Keys and values of a spark-defaults.conf; of two lines with one key the last counts. */
function parseDefaults(text) {
    const lines = text.split('\n').flatMap((line) => {
        const [, key, value = ''] = /^\s*([^\s#!=:][^\s=:]*)[\s=:]*(.*?)\s*$/.exec(line) ?? [];
        return key === undefined ? [] : [[`conf ${key}`, value]];
    });
    return new Map(lines);
}
const spdxPackage = schemas/* object */.Ikc({
    SPDXID: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    versionInfo: schemas/* optional */.lqM(schemas/* string */.YjP()),
    licenseDeclared: schemas/* optional */.lqM(schemas/* string */.YjP()),
    checksums: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ checksumValue: schemas/* string */.YjP() }))),
    externalRefs: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ referenceType: schemas/* string */.YjP(), referenceLocator: schemas/* string */.YjP() }))),
});
const spdx = schemas/* object */.Ikc({
    packages: schemas/* array */.YOg(spdxPackage),
    relationships: schemas/* array */.YOg(schemas/* object */.Ikc({ relatedSpdxElement: schemas/* string */.YjP(), relationshipType: schemas/* string */.YjP() })),
});
/**
 * The packages of an SPDX 2.3 document that was made for the image at `digest`, each version once.
 * @throws RegistryError when it is of another form, or about another image.
 */
function parsePackages(bytes, digest) {
    const what = `the bill of materials of ${digest}`;
    const { packages, relationships } = (0,json/* parseJson */.qF)(spdx, bytes, what, 'an SPDX document');
    const described = relationships.find(({ relationshipType }) => relationshipType === 'DESCRIBES');
    const image = packages.find(({ SPDXID }) => SPDXID === described?.relatedSpdxElement);
    if (image?.checksums?.some(({ checksumValue }) => checksumValue === (0,oci_digest/* hexOf */.ZD)(digest)) !== true)
        throw new errors/* RegistryError */.gl(`${what} is about another image`);
    const found = new Map();
    for (const one of packages) {
        if (one === image)
            continue;
        const { name, versionInfo: version = '', licenseDeclared, externalRefs = [] } = one;
        const license = licenseDeclared === 'NOASSERTION' ? undefined : licenseDeclared;
        const purl = externalRefs.find(({ referenceType }) => referenceType === 'purl')?.referenceLocator;
        const listed = { ...named(purl, name), version, license, purl };
        const key = `${listed.ecosystem} ${listed.name} ${version}`;
        // A jar that is in the image by itself has a licence, and not where it is shaded into others.
        if (found.get(key)?.license === undefined)
            found.set(key, listed);
    }
    return [...found.values()];
}
const PURL = /^pkg:(deb|maven|pypi)\/([^@?#]+)@/;
/** What a package is called, by its package URL (github.com/package-url/purl-spec), or else as the document does. */
function named(purl = '', name = '') {
    const [, type, path = ''] = PURL.exec(purl) ?? [];
    const [last = '', group = ''] = decoded(path).split('/').reverse();
    if (type === 'deb' && last !== '')
        return { ecosystem: 'Debian', name: last };
    if (type === 'pypi' && last !== '')
        return { ecosystem: 'PyPI', name: (0,attest_package/* normalizedPython */.sE)(last) };
    if (type === 'maven' && group !== '')
        return { ecosystem: 'Maven', name: `${group}:${last}` };
    return { ecosystem: 'other', name };
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
const subject = schemas/* array */.YOg(schemas/* object */.Ikc({ digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP() }) }));
const scanSchema = schemas/* object */.Ikc({
    subject,
    predicate: schemas/* object */.Ikc({
        scanner: schemas/* object */.Ikc({
            result: schemas/* object */.Ikc({
                findings: schemas/* array */.YOg(schemas/* object */.Ikc({
                    id: schemas/* string */.YjP(),
                    package: schemas/* string */.YjP(),
                    version: schemas/* string */.YjP(),
                    severity: schemas/* enum */.k5n(severity/* SEVERITIES */.o),
                    fixed: schemas/* array */.YOg(schemas/* string */.YjP()),
                    ignored: schemas/* optional */.lqM(schemas/* string */.YjP()),
                })),
            }),
        }),
    }),
});
/** The findings of a scan record (src/vulnerabilities/attestation.ts). @throws RegistryError as parsePackages(). */
function parseFindings(bytes, digest) {
    const what = `the scan record of ${digest}`;
    const parsed = (0,json/* parseJson */.qF)(scanSchema, bytes, what, 'one of ours');
    checkSubject(parsed.subject, digest, what);
    const { findings } = parsed.predicate.scanner.result;
    return findings.map((finding) => ({ ...finding, package: named(finding.package, finding.package).name }));
}
const vexSchema = schemas/* object */.Ikc({
    subject,
    predicate: schemas/* object */.Ikc({
        statements: schemas/* array */.YOg(schemas/* object */.Ikc({
            vulnerability: schemas/* object */.Ikc({ name: schemas/* string */.YjP() }),
            status: schemas/* string */.YjP(),
            products: schemas/* array */.YOg(schemas/* object */.Ikc({ subcomponents: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* object */.Ikc({ '@id': schemas/* string */.YjP() }))) })),
        })),
    }),
});
/** The statements of an OpenVEX document (src/attest/vex.ts). @throws RegistryError as parsePackages(). */
function parseStatements(bytes, digest) {
    const what = `the statements on vulnerabilities of ${digest}`;
    const parsed = (0,json/* parseJson */.qF)(vexSchema, bytes, what, 'an OpenVEX document');
    checkSubject(parsed.subject, digest, what);
    const all = parsed.predicate.statements.flatMap(({ vulnerability, status, products }) => products.flatMap(({ subcomponents = [] }) => subcomponents.map(({ '@id': id }) => {
        // Without a version: a purl of a package that was left out has none.
        const name = named(id.includes('@') ? id : `${id}@`, id).name;
        return { vulnerability: vulnerability.name, package: name, status };
    })));
    return [...new Map(all.map((one) => [`${one.vulnerability} ${one.package}`, one])).values()];
}
function checkSubject(subjects, digest, what) {
    if (subjects.some(({ digest: { sha256 } }) => sha256 === (0,oci_digest/* hexOf */.ZD)(digest)))
        return;
    throw new errors/* RegistryError */.gl(`${what} is about another image`);
}

;// CONCATENATED MODULE: ./src/diff/compare.ts
/** Compares two images: values in, values out. */



/** What is different in the new one of two images. */
function diffImages(before, now) {
    const held = new Set(before.layers.map(({ digest }) => digest));
    // A node has each layer once.
    const missing = new Map(now.layers.filter(({ digest }) => !held.has(digest)).map((one) => [one.digest, one]));
    const config = before.digest === now.digest ? 0 : now.configBytes;
    const [then, later] = [before.record, now.record];
    return {
        cell: now.cell ?? '',
        platform: now.platform,
        old: {
            digest: before.digest,
            built: before.built,
            cell: before.cell === now.cell ? undefined : before.cell,
        },
        new: { digest: now.digest, built: now.built },
        pullBytes: sum([...missing.values()]) + config,
        compressedBytes: { old: before.compressedBytes, new: now.compressedBytes },
        ...(then && later && { unpackedBytes: { old: then.unpackedBytes, new: later.unpackedBytes } }),
        layers: diffLayers(before.layers, now.layers, [...missing.values()]),
        packages: before.packages && now.packages ? diffPackages(before.packages, now.packages) : [],
        licences: before.packages && now.packages ? diffLicences(before.packages, now.packages) : [],
        vulnerabilities: diffFindings(before, now),
        statements: diffStatements(before, now),
        settings: diffValues(before.settings, now.settings),
        tests: then && later ? diffValues(outcomes(then.tests), outcomes(later.tests)) : [],
        unknown: unknownOf(before, now),
    };
}
const sum = (layers) => layers.reduce((all, { bytes }) => all + bytes, 0);
function outcomes(tests) {
    return new Map(tests.map(({ name, outcome }) => [name, outcome]));
}
/** By the stages that layers come from, in the order of the new image. */
function diffLayers(before, now, missing) {
    const stages = [...new Set([...now, ...before].map(({ stage }) => stage))];
    return stages.map((stage) => {
        const of = (layers) => sum(layers.filter((one) => one.stage === stage));
        return { stage, old: of(before), new: of(now), pull: of(missing) };
    });
}
function versionsByName(packages) {
    const found = new Map();
    for (const { ecosystem, name, version } of packages) {
        const key = `${ecosystem} ${name}`;
        const known = found.get(key) ?? { ecosystem, name, versions: new Set() };
        found.set(key, known);
        known.versions.add(version);
    }
    return found;
}
/** Packages whose versions differ, by ecosystem and name. */
function diffPackages(before, now) {
    const [old, current] = [versionsByName(before), versionsByName(now)];
    const all = new Map([...old, ...current]);
    const changes = [...all].flatMap(([key, { ecosystem, name }]) => {
        const compare = (0,order/* orderOf */.m)(ecosystem);
        const [from, to] = [old.get(key)?.versions, current.get(key)?.versions].map((versions) => [...(versions ?? [])].sort((a, b) => compare(a, b) ?? byText(a, b)));
        if (from === undefined || to === undefined || from.join('\n') === to.join('\n'))
            return [];
        return [{ ecosystem, name, change: changeOf(from, to, compare), old: from, new: to }];
    });
    return changes.sort((a, b) => ECOSYSTEMS.indexOf(a.ecosystem) - ECOSYSTEMS.indexOf(b.ecosystem) || byText(a.name, b.name));
}
/** Of several versions, those that only one image has are compared, the highest with the highest. */
function changeOf(from, to, compare) {
    if (from.length === 0)
        return 'in';
    if (to.length === 0)
        return 'out';
    const gone = from.filter((version) => !to.includes(version)).at(-1);
    const come = to.filter((version) => !from.includes(version)).at(-1);
    const order = gone === undefined || come === undefined ? undefined : compare(come, gone);
    if (order === undefined || order === 0)
        return 'changed';
    return order > 0 ? 'up' : 'down';
}
const byText = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
function packagesByLicence(packages) {
    const found = new Map();
    for (const { license, name } of packages)
        if (license !== undefined)
            found.set(license, [...(found.get(license) ?? []), name]);
    return found;
}
function diffLicences(before, now) {
    const [old, current] = [packagesByLicence(before), packagesByLicence(now)];
    const missing = (from, to, change) => [...from].flatMap(([licence, packages]) => to.has(licence) ? [] : [{ licence, change, packages: packages.sort() }]);
    const changes = [...missing(current, old, 'in'), ...missing(old, current, 'out')];
    return changes.sort((a, b) => byText(a.licence, b.licence));
}
/**
 * A scan is as old as its image. What only the new one lists of a package that is in the old image in the same version was
 * published, or found by a database, in between.
 */
function diffFindings(before, now) {
    if (before.findings === undefined || now.findings === undefined)
        return [];
    const key = (one) => `${one.id} ${one.package}`;
    const [old, current] = [before.findings, now.findings].map((all) => new Set(all.map(key)));
    const had = new Set(before.packages?.map(({ name, version }) => `${name} ${version}`));
    const come = now.findings.filter((one) => !old?.has(key(one)));
    const gone = before.findings.filter((one) => !current?.has(key(one)));
    const changes = [
        ...come.map((one) => {
            const isOld = had.has(`${one.package} ${one.version}`);
            return { ...one, change: isOld ? 'published' : 'in' };
        }),
        ...gone.map((one) => ({ ...one, change: 'out' })),
    ];
    const order = ['in', 'published', 'out'];
    return changes
        .map(({ id, package: of, version, severity, fixed, change }) => {
        return { id, package: of, version, severity, fixed: [...fixed], change };
    })
        .sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change) ||
        severity/* SEVERITIES */.o.indexOf(a.severity) - severity/* SEVERITIES */.o.indexOf(b.severity) ||
        byText(key(a), key(b)));
}
function diffStatements(before, now) {
    if (before.statements === undefined || now.statements === undefined)
        return [];
    const byKey = (all) => new Map(all.map((one) => [`${one.vulnerability} ${one.package}`, one]));
    const [old, current] = [byKey(before.statements), byKey(now.statements)];
    const changes = [...new Map([...old, ...current])].flatMap(([key, { vulnerability, package: of }]) => {
        const [then, later] = [old.get(key)?.status ?? null, current.get(key)?.status ?? null];
        return then === later ? [] : [{ vulnerability, package: of, old: then, new: later }];
    });
    return changes.sort((a, b) => byText(a.vulnerability, b.vulnerability) || byText(a.package, b.package));
}
function diffValues(before, now) {
    const names = [...new Set([...before.keys(), ...now.keys()])].sort();
    return names.flatMap((name) => {
        const [old, current] = [before.get(name) ?? null, now.get(name) ?? null];
        return old === current ? [] : [{ name, old, new: current }];
    });
}
/** What nothing is said of, as one of the images lacks the document. */
function unknownOf(before, now) {
    const sides = [
        ['old', before],
        ['new', now],
    ];
    const lacking = (what, of) => sides.flatMap(([name, content]) => of(content) === undefined ? [`the ${name} image has no ${what}`] : []);
    return [
        ...lacking('bill of materials: packages, licences and statements are not compared', (one) => one.packages),
        ...lacking('scan record: vulnerabilities are not compared', (one) => one.findings),
        ...lacking('acceptance record: tests and unpacked sizes are not compared', (one) => one.record),
        ...before.problems,
        ...now.problems,
    ];
}

// EXTERNAL MODULE: ./src/attest/spdx.ts
var attest_spdx = __webpack_require__(54130);
// EXTERNAL MODULE: ./src/attest/vex.ts
var attest_vex = __webpack_require__(4074);
// EXTERNAL MODULE: ./src/layout/changes.ts
var changes = __webpack_require__(2423);
// EXTERNAL MODULE: ./src/layout/decompress.ts + 1 modules
var decompress = __webpack_require__(43965);
// EXTERNAL MODULE: ./src/layout/measure.ts
var measure = __webpack_require__(11570);
// EXTERNAL MODULE: ./src/layout/untar.ts
var untar = __webpack_require__(17220);
// EXTERNAL MODULE: ./src/oci/statement.ts
var statement = __webpack_require__(48836);
// EXTERNAL MODULE: ./src/vulnerabilities/attestation.ts
var attestation = __webpack_require__(49724);
;// CONCATENATED MODULE: ./src/diff/read.ts
/** Reads what is known of images, from a registry or from disk. */














/** Attached documents of one kind that are read, the newest first, until one is understood. */
const MAX_DOCUMENTS = 5;
/**
 * Reads the image of one platform, with the newest of each kind that is attached to it. What is attached and can't be
 * understood is among its problems.
 * @throws RegistryError when the image is gone, is no image, or its registry can't be asked.
 */
async function readContent(source, defaultsOf = readDefaults) {
    const { digest, name: what } = source;
    const manifest = (0,oci_manifest/* parseManifest */.Ng)(await source.readManifest(), what);
    const [blob, documents] = await Promise.all([source.readBlob(manifest.config), source.listDocuments()]);
    const config = (0,oci_manifest/* parseImageConfig */.FB)(blob, `the configuration of ${what}`);
    const stages = (0,measure/* stagesOf */.Z)(config.history);
    const layers = manifest.layers.map(({ digest, size }, index) => {
        return { digest, bytes: size, stage: stages[index] ?? 'base' };
    });
    const problems = [];
    const read = (listed, parse) => readNewest(listed, parse, (problem) => problems.push(problem));
    const bills = documents.filter(({ artifactType }) => artifactType === attest_spdx/* SPDX_TYPE */.J);
    const ofType = (type) => documents.filter(({ artifactType, annotations }) => artifactType === statement/* IN_TOTO_TYPE */.QN && annotations?.[statement/* PREDICATE_TYPE */.To] === type);
    const [packages, findings, vex, recorded, defaults] = await Promise.all([
        read(bills, (bytes) => parsePackages(bytes, digest)),
        read(ofType(attestation/* VULNERABILITIES */.V), (bytes) => parseFindings(bytes, digest)),
        read(ofType(attest_vex/* OPENVEX */.o), (bytes) => parseStatements(bytes, digest)),
        read(ofType(plan_record/* TEST_RESULT */.bo), (bytes) => {
            const { record, flaw = '' } = (0,plan_record/* decodeRecord */.eT)(bytes, digest);
            if (record === undefined)
                throw new errors/* RegistryError */.gl(flaw);
            return record;
        }),
        confLayer(manifest, stages, (layer) => defaultsOf(source, layer)),
    ]);
    const labels = config.config.Labels;
    return {
        digest,
        platform: recorded?.platform ?? `${config.os}/${config.architecture}`,
        cell: recorded?.cell ?? labels[CELL_LABEL],
        configBytes: manifest.config.size,
        compressedBytes: (0,oci_manifest/* compressedBytes */.VX)(manifest),
        layers,
        settings: new Map([...parseSettings(blob, `the configuration of ${what}`), ...(defaults ?? [])]),
        packages,
        findings,
        // What has a bill of materials and no statements has none: they are attached where there are any.
        statements: vex ?? (packages && []),
        record: recorded,
        built: newestFirst(ofType(plan_record/* TEST_RESULT */.bo)).map(createdAt)[0],
        problems: [
            ...problems,
            ...(defaults === null ? ["Spark's defaults can't be read from their layer"] : []),
        ],
    };
}
const createdAt = ({ annotations }) => annotations?.['org.opencontainers.image.created'] ?? '';
function newestFirst(listed) {
    return listed.toSorted((a, b) => createdAt(b).localeCompare(createdAt(a)));
}
/** Anybody who may write to the repository may attach anything: what is none of ours hides none. */
async function readNewest(listed, parse, note) {
    for (const one of newestFirst(listed).slice(0, MAX_DOCUMENTS)) {
        const blob = await one.read();
        if (blob === undefined)
            continue;
        try {
            return parse(blob);
        }
        catch (error) {
            if (!(error instanceof errors/* RegistryError */.gl))
                throw error;
            note(error.message);
        }
    }
    return undefined;
}
/** The stage of images/Dockerfile that puts Spark's defaults in place, and the files; the second one overrides. */
const CONF_STAGE = 'conf';
const DEFAULTS = ['opt/spark/defaults/spark-defaults.conf', 'opt/spark/defaults/spark-defaults-site.conf'];
/** Bytes; a layer with a few small files is less. */
const MAX_LAYER = 256 * 1024;
const MAX_UNPACKED = 4 * 1024 * 1024;
/** Spark's defaults are in a layer of a few kilobytes. */
function confLayer({ layers }, stages, read) {
    const layer = layers[stages.lastIndexOf(CONF_STAGE)];
    return layer === undefined || layer.size > MAX_LAYER ? undefined : read(layer);
}
const readDefaults = async (source, layer) => {
    const files = new Map();
    const reader = new untar/* Untar */.f(({ path, type }) => {
        const name = (0,changes/* cleanPath */.ts)(path);
        if (type !== '0' || !DEFAULTS.includes(name))
            return undefined;
        return (0,untar/* collector */.g)((bytes) => files.set(name, bytes.toString('utf8')));
    });
    const bytes = await (0,referrers/* unlessUnreadable */.Mh)(() => { }, () => source.readBlob(layer));
    if (bytes === undefined)
        return null;
    try {
        const unpacked = (0,decompress/* decompressor */.n)(layer.mediaType);
        unpacked.end(bytes);
        let size = 0;
        for await (const chunk of unpacked) {
            size += chunk.length;
            if (size > MAX_UNPACKED)
                return null;
            reader.write(chunk);
        }
    }
    catch {
        return null;
    }
    return new Map(DEFAULTS.flatMap((name) => [...parseDefaults(files.get(name) ?? '')]));
};

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
;// CONCATENATED MODULE: ./src/diff/source.ts
/** Where images are read from to compare them: a registry, or the disk of the machine that built one. */








/** An image in a registry. */
function registrySource(repository, digest) {
    const name = `${(0,registry_repository/* formatRepository */.Sh)(repository)}@${digest}`;
    return {
        digest,
        name,
        readManifest: async () => {
            const stored = await (0,manifests/* getManifest */.c2)(repository, digest);
            if (stored === undefined)
                throw new errors/* RegistryError */.gl(`${name} is gone from the registry`);
            return stored.bytes;
        },
        readBlob: (blob) => (0,blobs/* getBlob */.qW)(repository, blob),
        listDocuments: async () => {
            const listed = await listAttached(repository, digest);
            return listed.map((referrer) => ({ ...referrer, read: () => (0,referrers/* getReferrerBlob */.Dy)(repository, referrer) }));
        },
    };
}
async function listAttached(repository, digest) {
    const all = await (0,referrers/* listReferrers */.xt)(repository, digest);
    const ofType = (type) => all.filter(({ artifactType }) => artifactType === type);
    const [bills, statements] = [ofType(attest_spdx/* SPDX_TYPE */.J), ofType(statement/* IN_TOTO_TYPE */.QN)];
    const isClear = statements.every(({ annotations }) => annotations !== undefined);
    if (all.length === 0 || (isClear && bills.length > 0 && statements.length > 0))
        return [...bills, ...statements];
    // Some registries list another type, or no annotations.
    return [
        ...(await (0,referrers/* listReferrers */.xt)(repository, digest, attest_spdx/* SPDX_TYPE */.J)),
        ...(await (0,referrers/* listReferrers */.xt)(repository, digest, statement/* IN_TOTO_TYPE */.QN)),
    ];
}
/**
 * An image that was built and is in no registry.
 * @param documents what a push would attach to it.
 */
function layoutSource(layout, documents) {
    const { bytes, descriptor } = layout.manifest;
    return {
        digest: descriptor.digest,
        name: `the built image ${descriptor.digest}`,
        readManifest: async () => bytes,
        readBlob: (blob) => (0,consumers_.buffer)(layout.readBlob(blob)),
        listDocuments: async () => documents.map((document) => ({ ...document, read: async () => document.blob })),
    };
}

;// CONCATENATED MODULE: ./src/diff/release.ts






const NONE = { images: [], added: [], removed: [], unchanged: 0, unknown: [] };
/**
 * What the image of a cell changes against the released one of its platform, found by the rule of releasedBefore(). A cell
 * of which nothing is released is new.
 * @param released where released images are.
 * @throws RegistryError when the registry can't be asked, or does not tell whether there is one.
 */
async function diffWithRelease({ cell, image, source }, catalog, released) {
    const denials = [];
    const candidates = await (0,vulnerabilities_released/* releasedBefore */.n1)(cell, catalog, released, (error) => denials.push(error));
    const found = await findReleased(candidates, source.digest, cell);
    const names = { old: found?.name ?? (0,registry_repository/* formatRepository */.Sh)(released), new: release_nameOf(image, source.digest) };
    const diff = { format: 1, ...names, ...NONE };
    if (found?.content !== undefined)
        return { ...diff, images: [diffImages(found.content, await readContent(source))] };
    if (found !== undefined)
        return { ...diff, unchanged: 1 };
    const [denied] = denials;
    if (denied !== undefined)
        throw new errors/* RegistryError */.gl(`${denied.message}; some registries say that of what is not released yet, too`);
    return { ...diff, added: [{ cell: describeCell(cell), digest: source.digest }] };
}
/** A diff that says why the image of a cell can't be compared. */
function unknownDiff({ cell, image, source }, released, why) {
    const names = { old: (0,registry_repository/* formatRepository */.Sh)(released), new: release_nameOf(image, source.digest) };
    return { format: 1, ...names, ...NONE, unknown: [`${describeCell(cell)}: ${why}`] };
}
const describeCell = ({ id, platform }) => `${id} for ${platform}`;
const release_nameOf = (image, digest) => `${image}@${digest}`;
/** The first image of the cell's platform; without its content where it is the built one itself. */
async function findReleased(candidates, built, { platform }) {
    for (const { repository, tag, digest } of candidates) {
        const name = release_nameOf(`${(0,registry_repository/* formatRepository */.Sh)(repository)}:${tag}`, digest);
        if (digest === built)
            return { name };
        const content = await readContent(registrySource(repository, digest));
        if (content.platform === platform)
            return { name, content };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/diff/tables.ts
/** A diff as sentences and tables, which text, Markdown and HTML are made of. */


/** A diff in one sentence. */
function headlineOf({ images, added, removed, unchanged }) {
    const parts = [
        images.length === 0 && added.length + removed.length > 0
            ? ''
            : count(images.length, 'image differs', 'images differ'),
        added.length > 0 ? `${added.length} new` : '',
        removed.length > 0 ? `${removed.length} gone` : '',
        unchanged > 0 ? `${unchanged} the same` : '',
    ];
    return parts.filter(Boolean).join(', ');
}
const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
/** A size with its sign: `+1.2 MB`, `−3 kB`, `±0`. */
function signedBytes(bytes) {
    if (bytes === 0)
        return '±0';
    return bytes > 0 ? `+${(0,catalog_bytes/* formatBytes */.z)(bytes)}` : `−${(0,catalog_bytes/* formatBytes */.z)(-bytes)}`;
}
function changesOf(diff) {
    const title = [diff.cell, diff.platform].filter(Boolean).join(' for ');
    return {
        title: diff.old.cell === undefined ? title : `${title}, against ${diff.old.cell}`,
        summary: summaryLine(diff),
        tables: tablesOf(diff).filter(({ rows }) => rows.length > 0),
        unknown: diff.unknown,
    };
}
function summaryLine(diff) {
    const { old, new: current, compressedBytes: size, pullBytes, packages, vulnerabilities, settings, tests, } = diff;
    const by = (change, word) => {
        const found = packages.filter((one) => one.change === change).length;
        return found === 0 ? '' : `${found} ${word}`;
    };
    const moved = [
        by('up', 'up'),
        by('down', 'down'),
        by('changed', 'changed'),
        by('in', 'in'),
        by('out', 'out'),
    ];
    const known = (change) => vulnerabilities.filter((one) => one.change === change).length;
    const flaws = [`${known('in')} come`, `${known('out')} gone`, `${known('published')} published since`];
    const parts = [
        `${(0,oci_digest/* shortDigest */.VK)(old.digest)} → ${(0,oci_digest/* shortDigest */.VK)(current.digest)}`,
        `${(0,catalog_bytes/* formatBytes */.z)(size.new)} (${signedBytes(size.new - size.old)}), ${(0,catalog_bytes/* formatBytes */.z)(pullBytes)} to pull`,
        packages.length === 0 ? '' : `packages: ${moved.filter(Boolean).join(', ')}`,
        vulnerabilities.length === 0
            ? ''
            : `vulnerabilities: ${flaws.filter((text) => !text.startsWith('0 ')).join(', ')}`,
        settings.length === 0 ? '' : count(settings.length, 'setting', 'settings'),
        tests.length === 0 ? '' : count(tests.length, 'test', 'tests'),
    ];
    return parts.filter(Boolean).join('; ');
}
const WORDS = { in: 'new', out: 'gone', published: 'published since' };
function tablesOf(diff) {
    const { layers, packages, licences, vulnerabilities, statements, settings, tests } = diff;
    const changed = layers.filter((layer) => layer.old !== layer.new || layer.pull > 0);
    return [
        {
            title: 'Vulnerabilities',
            columns: ['', 'id', 'severity', 'package', 'version', 'fixed in'],
            align: 'llllll',
            rows: vulnerabilities.map(({ change, id, severity, package: of, version, fixed }) => {
                return [WORDS[change], id, severity, of, version, fixed.join(', ')];
            }),
        },
        {
            title: 'Statements on vulnerabilities',
            columns: ['id', 'package', 'before', 'now'],
            align: 'llll',
            rows: statements.map((one) => [one.vulnerability, one.package, tables_status(one.old), tables_status(one.new)]),
        },
        {
            title: 'Packages',
            columns: ['', 'package', 'before', 'now', 'of'],
            align: 'lllll',
            rows: packages.map(({ change, name, old, new: current, ecosystem }) => {
                return [change, name, old.join(', '), current.join(', '), ecosystem];
            }),
        },
        {
            title: 'Licences',
            columns: ['', 'licence', 'packages'],
            align: 'lll',
            rows: licences.map(({ change, licence, packages }) => [change, licence, packages.join(', ')]),
        },
        {
            title: 'Size by layer',
            columns: ['layer', 'before', 'now', 'change', 'to pull'],
            align: 'lrrrr',
            rows: changed.map(({ stage, old, new: current, pull }) => [
                stage,
                size(old),
                size(current),
                signedBytes(current - old),
                size(pull),
            ]),
        },
        {
            title: 'Settings',
            columns: ['setting', 'before', 'now'],
            align: 'lll',
            rows: settings.map(({ name, old, new: current }) => [name, old ?? '–', current ?? '–']),
        },
        {
            title: 'Acceptance tests',
            columns: ['test', 'before', 'now'],
            align: 'lll',
            rows: tests.map(({ name, old, new: current }) => [name, old ?? '–', current ?? '–']),
        },
    ];
}
const size = (bytes) => (bytes === 0 ? '–' : (0,catalog_bytes/* formatBytes */.z)(bytes));
const tables_status = (text) => text?.replaceAll('_', ' ') ?? '–';

// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
// EXTERNAL MODULE: ./src/github/summary.ts
var github_summary = __webpack_require__(92935);
;// CONCATENATED MODULE: ./src/github/changes.ts



/** Of 125,000 characters that GitHub takes for a release's notes, what the tables of all images may have. */
const MAX_DETAILS = 90_000;
const MAX_VALUE = 200;
const MAX_ROWS = 60;
/** A part of a summary: a line for each image, and its tables to open as long as there is room. */
function changeSections(changes, { limit = Number.POSITIVE_INFINITY, elsewhere = '`npm run diff`' } = {}) {
    const { images, added, removed, unknown } = changes;
    const listed = (word, cells) => cells.length === 0 ? [] : [`- ${word}: ${cells.map(({ cell }) => (0,github_summary/* code */.aY)(cell)).join(', ')}`];
    const lines = [
        ...images.map((image) => {
            const { title, summary } = changesOf(image);
            return `- **${(0,github_summary/* inert */.tJ)(title)}**: ${(0,github_summary/* inert */.tJ)(summary)}`;
        }),
        ...listed('New', added),
        ...listed('Gone', removed),
        ...unknown.map((text) => `- Not known: ${(0,github_summary/* inert */.tJ)(text)}`),
    ];
    let room = Math.min(MAX_DETAILS, limit - Buffer.byteLength(lines.join('\n')));
    const details = images.map(imageDetails).filter(({ lines }) => lines.length > 0);
    const kept = details.filter(({ before = '', lines, after = '' }) => {
        room -= Buffer.byteLength(before + lines.join('\n') + after);
        return room > 0;
    });
    const left = details.length - kept.length;
    const tables = left === 1 ? 'The tables of 1 more image' : `The tables of ${left} more images`;
    return [
        { before: `### What changed\n\n${headlineOf(changes)}.\n\n`, lines: lines.length === 0 ? [''] : lines },
        ...kept,
        { lines: left === 0 ? [] : [`${tables} are left out here; ${elsewhere} has them.`] },
    ];
}
function imageDetails(image) {
    const { title, tables, unknown } = changesOf(image);
    const parts = tables.map(({ title, columns, align, rows }) => {
        const cells = rows.slice(0, MAX_ROWS).map((row) => row.map((cell) => (0,github_summary/* inert */.tJ)((0,src_text/* shorten */.ml)(cell, MAX_VALUE))));
        const { before = '', lines } = (0,github_summary/* tableSection */.Yc)(columns, align, cells);
        const more = rows.length > MAX_ROWS ? `\n\n${rows.length - MAX_ROWS} more are left out here.` : '';
        return `**${title}**\n\n${before}${lines.join('\n')}${more}`;
    });
    const notes = unknown.map((text) => `Not known: ${(0,github_summary/* inert */.tJ)(text)}`);
    return (0,github_summary/* folded */.TM)((0,github_summary/* inert */.tJ)(title), { lines: [[...parts, ...notes].join('\n\n')].filter(Boolean) });
}
/** The notes of a release, of a size that GitHub takes. */
function changeNotes(changes) {
    return (0,github_summary/* summaryOf */.YG)(changeSections(changes), 2 * MAX_DETAILS);
}

;// CONCATENATED MODULE: ./src/github/build/changes.ts
/** What a build that pushes nothing changes against the released image: for people in Markdown, for a comment in JSON. */








/** Compares a built image, and writes what changed. That the registry does not say is no failure. */
async function describeChanges({ image, cell, layout, documents }, { catalog, released, workFolder }) {
    const built = { cell, image, source: layoutSource(layout, documents) };
    const { diff, problem } = await compare(built, catalog, released);
    const file = external_node_path_default().join(workFolder, 'spark-images-changes');
    const [markdown, json] = [`${file}.md`, `${file}.json`];
    await (0,promises_.writeFile)(markdown, changeNotes(diff));
    await (0,promises_.writeFile)(json, JSON.stringify(diff));
    const platform = cell.platform.replaceAll('/', '-');
    const family = (0,oci_digest/* sha256 */.sc)((0,registry_repository/* formatRepository */.Sh)(released)).slice('sha256:'.length, 'sha256:'.length + 8);
    const artifact = `spark-images-changes-${cell.id}-${platform}-${family}`;
    return { sections: changeSections(diff), markdown, json, artifact, problem };
}
async function compare(built, catalog, released) {
    try {
        return { diff: await diffWithRelease(built, catalog, released) };
    }
    catch (error) {
        if (!(0,errors/* isExpected */.Dn)(error))
            throw error;
        const why = (0,errors/* messageOf */.bD)(error);
        const problem = `${built.cell.id} was not compared with the released image: ${why}`;
        return { diff: unknownDiff(built, released, why), problem };
    }
}


/***/ }),

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


/***/ }),

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
