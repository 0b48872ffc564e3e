export const id = 224;
export const ids = [224];
export const modules = {

/***/ 13367:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vo: () => (/* binding */ Contents),
  nc: () => (/* binding */ cellsOf),
  Qd: () => (/* binding */ diffReferences),
  zK: () => (/* binding */ releaseChanges),
  Bf: () => (/* binding */ releaseId)
});

// UNUSED EXPORTS: diffCells

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(68825);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(73716);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(56075);
// EXTERNAL MODULE: ./src/release/history.ts
var release_history = __webpack_require__(55205);
// EXTERNAL MODULE: ./src/release/record.ts
var release_record = __webpack_require__(66776);
// EXTERNAL MODULE: ./src/vulnerabilities/released.ts
var released = __webpack_require__(5211);
// EXTERNAL MODULE: ./src/versions/order.ts + 1 modules
var order = __webpack_require__(68622);
// EXTERNAL MODULE: ./src/vulnerabilities/severity.ts
var severity = __webpack_require__(86119);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(94343);
// EXTERNAL MODULE: ./src/attest/package.ts
var attest_package = __webpack_require__(25485);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(61691);
// EXTERNAL MODULE: ./src/release/images.ts
var release_images = __webpack_require__(57887);
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
const IDENTITY = [release_images/* FINGERPRINT_LABEL */.qf, 'org.opencontainers.image.created', 'org.opencontainers.image.revision'];
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
// EXTERNAL MODULE: ./src/oci/manifest.ts
var oci_manifest = __webpack_require__(32060);
// EXTERNAL MODULE: ./src/oci/statement.ts
var statement = __webpack_require__(48836);
// EXTERNAL MODULE: ./src/plan/record.ts
var plan_record = __webpack_require__(75406);
// EXTERNAL MODULE: ./src/registry/referrers.ts
var referrers = __webpack_require__(9191);
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
        cell: recorded?.cell ?? labels[release_images/* CELL_LABEL */.sh],
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
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(85079);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(30001);
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
        readBlob: (blob) => buffer(layout.readBlob(blob)),
        listDocuments: async () => documents.map((document) => ({ ...document, read: async () => document.blob })),
    };
}

;// CONCATENATED MODULE: ./src/diff/family.ts
/** Compares what two references name: images with all their platforms, or releases with all their cells. */










/** Reads each image once, however often it is asked for. */
class Contents {
    #images = new Map();
    #defaults = new Map();
    #platforms = new Map();
    /** The images that a reference names. @throws ConfigurationError if there is none. */
    platformsOf(given) {
        // What a tag names may change; the same digest is in both repositories the same image.
        const known = this.#platforms.get(given.reference) ?? this.#readPlatforms(given);
        if ((0,oci_digest/* isDigest */.Bc)(given.reference))
            this.#platforms.set(given.reference, known);
        return known;
    }
    async #readPlatforms(given) {
        const { repository, reference } = given;
        const found = await (0,released/* resolveImages */.Be)(repository, reference);
        if (found.length === 0)
            throw new errors/* ConfigurationError */.j1(`${nameOf(given)} is not in the registry`);
        const read = await Promise.all(found.map(({ digest }) => this.#read(repository, digest)));
        return new Map(read.map((content) => [content.platform, content]));
    }
    #read(repository, digest) {
        const known = this.#images.get(digest) ?? readContent(registrySource(repository, digest), this.#readDefaults);
        this.#images.set(digest, known);
        return known;
    }
    /** Images of a series have one layer with defaults. */
    #readDefaults = (source, layer) => {
        const known = this.#defaults.get(layer.digest) ?? readDefaults(source, layer);
        this.#defaults.set(layer.digest, known);
        return known;
    };
}
/** The id of a release that a reference names. */
function releaseId(reference) {
    const id = reference.replace(/^release-/, '');
    return release_record/* RELEASE_ID */.uX.test(id) ? id : undefined;
}
/**
 * @throws ConfigurationError when one of them is not there, or one is a release and the other an image.
 * @throws RegistryError when the registry can't be asked, or has lost an image.
 */
async function diffReferences(before, now) {
    const [old, current] = [before, now].map(({ reference }) => releaseId(reference));
    if ((old === undefined) !== (current === undefined))
        throw new errors/* ConfigurationError */.j1(`${nameOf(before)} and ${nameOf(now)}: compare an image with an image, or a release with a release`);
    const names = { old: nameOf(before), new: nameOf(now) };
    if (old === undefined || current === undefined)
        return { format: 1, ...names, ...(await diffPair({ cell: '', before, now }, new Contents())) };
    const cells = await Promise.all([cellsAfter(before.repository, old), cellsAfter(now.repository, current)]);
    return { format: 1, ...names, ...(await diffCells(...cells, [before.repository, now.repository])) };
}
/** What each cell had been released as when a release was complete. @throws ConfigurationError if there is none such. */
async function cellsAfter(repository, id) {
    const record = await (0,release_record/* readRecord */.aE)(repository, id);
    if (record !== undefined)
        return cellsOf(repository, record);
    throw new errors/* ConfigurationError */.j1(`there is no release ${id} in ${(0,registry_repository/* formatRepository */.Sh)(repository)}`);
}
/** The same by its record. */
async function cellsOf(repository, { id, history }) {
    const cells = history?.cells.map(({ cell, digest }) => [cell, digest]);
    if (cells !== undefined)
        return new Map(cells);
    const known = await (0,release_history/* readHistory */.Lu)(repository, id);
    return new Map([...known.cells].map(([cell, { digest }]) => [cell, digest]));
}
/** What a release changed, against the one before it; a rollback is one, too. @throws RegistryError as diffCells(). */
async function releaseChanges(repository, record, contents = new Contents()) {
    const none = new Map();
    const unlessGone = (error) => {
        if (error instanceof errors/* ConfigurationError */.j1)
            return none;
        throw error;
    };
    const [old, current] = await Promise.all([
        record.previous === undefined ? none : cellsAfter(repository, record.previous).catch(unlessGone),
        cellsOf(repository, record),
    ]);
    return diffCells(old, current, [repository, repository], contents);
}
/**
 * The diff of each cell whose image is another. What the registry has lost is said among `unknown`.
 * @param repositories where the images of each side are
 * @throws RegistryError when the registry can't be asked.
 */
async function diffCells(old, current, [before, now], contents = new Contents()) {
    const both = [...current].flatMap(([cell, digest]) => {
        const earlier = old.get(cell);
        return earlier === undefined ? [] : [{ cell, earlier, digest }];
    });
    const pairs = both.filter(({ earlier, digest }) => earlier !== digest);
    const compared = await (0,parallel/* inParallel */.H)(registry_repository/* REQUESTS */.H0, pairs, async ({ cell, earlier, digest }) => {
        const pair = {
            cell,
            before: { repository: before, reference: earlier },
            now: { repository: now, reference: digest },
        };
        try {
            return await diffPair(pair, contents);
        }
        catch (error) {
            if (!(0,errors/* isExpected */.Dn)(error) || ('transient' in error && error.transient))
                throw error;
            return { ...SAME, unknown: [`${cell}: ${error.message}`] };
        }
    });
    const missing = (from, to) => [...from].flatMap(([cell, digest]) => (to.has(cell) ? [] : [{ cell, digest }]));
    return {
        images: compared.flatMap(({ images }) => images),
        added: [...missing(current, old), ...compared.flatMap(({ added }) => added)],
        removed: [...missing(old, current), ...compared.flatMap(({ removed }) => removed)],
        unchanged: both.length - pairs.length,
        unknown: compared.flatMap(({ unknown }) => unknown),
    };
}
const SAME = { images: [], added: [], removed: [], unchanged: 0, unknown: [] };
/** Compares two images platform by platform. */
async function diffPair({ cell, before, now }, contents) {
    const [old, current] = await Promise.all([contents.platformsOf(before), contents.platformsOf(now)]);
    const named = (one) => {
        const id = cell || one.cell || '';
        return { cell: `${id} for ${one.platform}`.trim(), digest: one.digest };
    };
    const both = [...current].flatMap(([platform, content]) => {
        const earlier = old.get(platform);
        return earlier === undefined ? [] : [{ earlier, content }];
    });
    const differing = both.filter(({ earlier, content }) => earlier.digest !== content.digest);
    return {
        images: differing.map(({ earlier, content }) => diffImages(earlier, content)),
        added: [...current].flatMap(([platform, one]) => (old.has(platform) ? [] : [named(one)])),
        removed: [...old].flatMap(([platform, one]) => (current.has(platform) ? [] : [named(one)])),
        unchanged: both.length - differing.length,
        unknown: [],
    };
}
function nameOf({ repository, reference }) {
    const id = releaseId(reference);
    const separator = reference.startsWith('sha256:') ? '@' : ':';
    return `${(0,registry_repository/* formatRepository */.Sh)(repository)}${separator}${id === undefined ? reference : `release-${id}`}`;
}


/***/ }),

/***/ 91910:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sq: () => (/* binding */ signedBytes),
/* harmony export */   fs: () => (/* binding */ changesOf),
/* harmony export */   gD: () => (/* binding */ headlineOf)
/* harmony export */ });
/* harmony import */ var _catalog_bytes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95632);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68825);
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
    return bytes > 0 ? `+${(0,_catalog_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(bytes)}` : `−${(0,_catalog_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(-bytes)}`;
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
        `${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(old.digest)} → ${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(current.digest)}`,
        `${(0,_catalog_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(size.new)} (${signedBytes(size.new - size.old)}), ${(0,_catalog_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(pullBytes)} to pull`,
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
            rows: statements.map((one) => [one.vulnerability, one.package, status(one.old), status(one.new)]),
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
const size = (bytes) => (bytes === 0 ? '–' : (0,_catalog_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z)(bytes));
const status = (text) => text?.replaceAll('_', ' ') ?? '–';


/***/ }),

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


/***/ })

};
