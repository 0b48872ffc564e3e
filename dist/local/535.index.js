export const id = 535;
export const ids = [535];
export const modules = {

/***/ 10535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  promoteLocally: () => (/* binding */ promoteLocally)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(68825);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(61691);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var manifest = __webpack_require__(32060);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(73716);
// EXTERNAL MODULE: ./src/registry/http/retry.ts
var retry = __webpack_require__(41350);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(30001);
// EXTERNAL MODULE: ./src/registry/referrers.ts
var referrers = __webpack_require__(9191);
// EXTERNAL MODULE: ./src/layout/layout.ts
var layout = __webpack_require__(6042);
;// CONCATENATED MODULE: ./src/layout/folder.ts
/**
 * An OCI layout that holds many images: where images are carried by hand (image-spec, image-layout.md).
 *
 * index.json lists every manifest in it, as ORAS does: those with a tag under `org.opencontainers.image.ref.name`, all
 * others without. What is attached to a manifest is found by the subjects of those listed; a layout needs no tags
 * `sha256-…` for that, but such tags of other tools are read.
 */














const REF_NAME = 'org.opencontainers.image.ref.name';
const INDEX = 'index.json';
const MARKER = 'oci-layout';
/** Files that are read at a time. */
const FILES = 8;
/**
 * Opens an OCI layout, and reads and verifies all manifests that it lists.
 * @param options.create whether it may be empty, or not be there yet
 * @throws ConfigurationError naming the folder if it is no layout, RegistryError if it is damaged.
 */
async function openLayoutFolder(folder, options = {}) {
    const { note = () => { }, retries = retry/* PATIENT */.qh } = options;
    if (options.create)
        await create(folder);
    const { content, manifests: listed } = await readIndex(folder);
    const tags = new Map(listed.flatMap((descriptor) => {
        const tag = descriptor.annotations?.[REF_NAME];
        return tag === undefined ? [] : [[tag, descriptor]];
    }));
    const stored = await (0,parallel/* inParallel */.H)(FILES, listed, (descriptor) => readManifest(folder, descriptor));
    const attached = new Map();
    for (const { descriptor, bytes } of new Map(stored.map((one) => [one.descriptor.digest, one])).values()) {
        const { subject, artifactType, annotations, config } = (0,json/* ifParsed */.f4)(() => (0,manifest/* parseManifest */.Ng)(bytes, 'it')) ?? {};
        if (subject === undefined)
            continue;
        const referrer = { ...descriptor, artifactType: artifactType ?? config?.mediaType, annotations };
        attached.set(subject.digest, [...(attached.get(subject.digest) ?? []), referrer]);
    }
    async function read(reference) {
        const known = (0,oci_digest/* isDigest */.Bc)(reference) ? { digest: reference } : tags.get(reference);
        if (known === undefined || (await (0,layout/* sizeOf */.$d)((0,layout/* blobFile */.c7)(folder, known))) === undefined)
            return undefined;
        return readManifest(folder, known);
    }
    return {
        name: `oci:${folder}`,
        note,
        tags,
        read,
        async referrers(subject) {
            const tagged = await read((0,referrers/* tagOf */.cO)(subject));
            const byTag = tagged && (0,json/* ifParsed */.f4)(() => (0,manifest/* parseIndex */.A1)(tagged.bytes, (0,referrers/* tagOf */.cO)(subject), note).manifests);
            const all = [...(attached.get(subject) ?? []), ...(byTag ?? [])];
            return [...new Map(all.map((referrer) => [referrer.digest, referrer])).values()];
        },
        open: (blob, start) => (0,layout/* readVerified */.xu)(folder, blob, start),
        async storeBlob(blob, openSource) {
            if (await isWhole(folder, blob))
                return false;
            const fill = (file) => (0,external_node_stream_promises_.pipeline)(openSource(0), (0,oci_digest/* verifying */.MP)(blob, `blob ${blob.digest}`), (0,external_node_fs_.createWriteStream)(file));
            for (let failed = 1;; failed++) {
                try {
                    await write((0,layout/* blobFile */.c7)(folder, blob), fill);
                    return true;
                }
                catch (error) {
                    await (0,retry/* waitToRetry */.B2)(error, failed, retries, note);
                }
            }
        },
        async storeManifest({ descriptor, bytes }) {
            if (await isWhole(folder, descriptor))
                return;
            await write((0,layout/* blobFile */.c7)(folder, descriptor), (file) => (0,promises_.writeFile)(file, bytes));
        },
        // By their subjects, once they are listed.
        attach: async () => { },
        async publish(manifests, named) {
            const index = { ...content, manifests: merge(content.manifests, manifests, named) };
            await write((0,external_node_path_.join)(folder, INDEX), (file) => (0,promises_.writeFile)(file, JSON.stringify(index)));
        },
    };
}
/** Makes a layout of an empty folder, or one that is not there. Its index comes last: without one it is none yet. */
async function create(folder) {
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
        if ((await (0,promises_.readdir)(folder)).some((name) => name !== 'blobs' && name !== MARKER))
            return;
        await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'blobs/sha256'), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, MARKER), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
        const index = { schemaVersion: 2, mediaType: manifest/* MEDIA_TYPES */.Z2.index, manifests: [] };
        await write((0,external_node_path_.join)(folder, INDEX), (file) => (0,promises_.writeFile)(file, JSON.stringify(index)));
    }
    catch (error) {
        throw new errors/* ConfigurationError */.j1(`can't write the OCI layout ${folder}: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
async function readIndex(folder) {
    try {
        await (0,layout/* readSmall */.o5)((0,external_node_path_.join)(folder, MARKER), `its file ${MARKER}`);
        return (0,manifest/* parseIndex */.A1)(await (0,layout/* readSmall */.o5)((0,external_node_path_.join)(folder, INDEX), `its ${INDEX}`), `its ${INDEX}`);
    }
    catch (error) {
        throw new errors/* ConfigurationError */.j1(`${folder} is not an OCI layout: ${(0,errors/* messageOf */.bD)(error)}; name a folder that promote made, or for a new one an empty folder`);
    }
}
/** A manifest of the layout. @throws RegistryError when its bytes are not there, or not those of its digest. */
async function readManifest(folder, { digest, size }) {
    const what = `the manifest ${digest} in the OCI layout ${folder}`;
    const bytes = await (0,layout/* readSmall */.o5)((0,layout/* blobFile */.c7)(folder, { digest }), what).catch((error) => {
        throw new errors/* RegistryError */.gl((0,errors/* messageOf */.bD)(error), { damaged: true });
    });
    (0,oci_digest/* verify */.MX)(bytes, { digest, size: size ?? bytes.length }, what);
    return { descriptor: { mediaType: (0,manifests/* typeOf */.QP)(bytes), digest, size: bytes.length }, bytes };
}
/** Whether the folder has a blob, and with the bytes that it should have. */
async function isWhole(folder, blob) {
    const file = (0,layout/* blobFile */.c7)(folder, blob);
    if ((await (0,layout/* sizeOf */.$d)(file)) !== blob.size)
        return false;
    try {
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), (0,oci_digest/* verifying */.MP)(blob, 'it').resume());
        return true;
    }
    catch (error) {
        if (error instanceof errors/* RegistryError */.gl)
            return false;
        throw error;
    }
}
/** Writes a file whole, or not at all: it has its name once it is on the disk. */
async function write(file, fill) {
    const part = `${file}.${(0,external_node_crypto_.randomUUID)()}.part`;
    try {
        await fill(part);
        const handle = await (0,promises_.open)(part);
        await handle.sync().finally(() => handle.close());
        await (0,promises_.rename)(part, file);
    }
    catch (error) {
        await (0,promises_.rm)(part, { force: true });
        if (error instanceof errors/* RegistryError */.gl)
            throw error;
        throw new errors/* ConfigurationError */.j1(`can't write ${file}: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
/** The entries of index.json: manifests with their tags, and what else it has. */
function merge(before, manifests, named) {
    const descriptors = new Map(manifests.map(({ descriptor }) => [descriptor.digest, descriptor]));
    const tagged = [...named].flatMap(([tag, digest]) => {
        const descriptor = descriptors.get(digest);
        return descriptor === undefined ? [] : [{ ...descriptor, annotations: { [REF_NAME]: tag } }];
    });
    const kept = before.map((entry) => withoutTag(entry, named));
    const all = [...tagged, ...kept, ...descriptors.values()];
    const withTag = all.filter((entry) => tagIn(entry) !== undefined);
    // What has a tag needs no entry without one.
    const seen = new Set(withTag.map((entry) => entry?.digest));
    const others = all.filter((entry) => {
        if (tagIn(entry) !== undefined || seen.has(entry?.digest))
            return false;
        seen.add(entry?.digest);
        return true;
    });
    return [...withTag, ...others];
}
const tagIn = (entry) => entry?.annotations?.[REF_NAME];
/** An entry without its tag, if something else gets that. */
function withoutTag(entry, named) {
    const tag = tagIn(entry);
    if (typeof tag !== 'string' || !named.has(tag))
        return entry;
    const { [REF_NAME]: _, ...annotations } = entry?.annotations ?? {};
    return { ...entry, annotations: Object.keys(annotations).length === 0 ? undefined : annotations };
}

// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(62148);
// EXTERNAL MODULE: ./src/registry/copy.ts
var copy = __webpack_require__(39190);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(56075);
;// CONCATENATED MODULE: ./src/promote/place.ts
/** Where images are promoted from and to: a repository of a registry, or an OCI layout on disk. */






const LAYOUT = 'oci:';
/**
 * Parses `registry/name` or `oci:FOLDER`.
 * @param what the input or argument, for the message
 * @throws ConfigurationError that says what to write instead.
 */
function parsePlace(text, what) {
    if (text === '') {
        throw new errors/* ConfigurationError */.j1(`${what} is empty: name images, like registry.example.org/team/spark, or a folder, like oci:out/spark`);
    }
    if (!text.startsWith(LAYOUT))
        return { image: (0,reference/* parseImageName */["if"])(text.toLowerCase()) };
    const folder = text.slice(LAYOUT.length);
    if (folder === '')
        throw new errors/* ConfigurationError */.j1(`${what} names no folder: write one, like oci:out/spark`);
    return { folder: external_node_path_default().resolve(folder) };
}
/** As parsePlace() takes it. */
function formatPlace({ image, folder }) {
    return image === undefined ? `${LAYOUT}${folder}` : (0,reference/* formatImageName */.eS)(image);
}
/** @throws ConfigurationError when a folder is no layout, RegistryError when it is damaged. */
async function openSource(place, client, note) {
    if (place.image === undefined) {
        const source = await openLayoutFolder(place.folder, { note });
        return { source, tags: source.tags, async [Symbol.asyncDispose]() { } };
    }
    const repository = (0,registry_repository.openRepository)(place.image, client);
    return {
        source: (0,copy/* repositorySource */.OW)(repository),
        repository,
        async [Symbol.asyncDispose]() {
            repository.client.close();
        },
    };
}

// EXTERNAL MODULE: ./src/registry/access.ts
var access = __webpack_require__(9669);
// EXTERNAL MODULE: ./src/release/moves.ts
var moves = __webpack_require__(5823);
// EXTERNAL MODULE: ./src/release/record.ts
var release_record = __webpack_require__(66776);
// EXTERNAL MODULE: ./src/release/release.ts
var release = __webpack_require__(46672);
// EXTERNAL MODULE: ./src/release/session.ts + 1 modules
var release_session = __webpack_require__(42955);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ./src/release/request.ts
var request = __webpack_require__(41092);
// EXTERNAL MODULE: ./src/release/rollback.ts
var rollback = __webpack_require__(11425);
;// CONCATENATED MODULE: ./src/promote/source.ts
/** Finds in a registry or an OCI layout what is to be promoted: a release, or the staged cells of a plan. */







/**
 * Reads a release.
 * @param id `latest` for the last one
 * @throws ConfigurationError when there is none of this id, it was not completed, or images of it are gone.
 */
async function findRelease(from, id) {
    const { source } = from;
    if (id !== 'latest')
        (0,release_record/* checkReleaseId */.ZG)(id);
    const found = from.tags === undefined ? await idInRegistry(from.repository, id) : idInLayout(source, from.tags, id);
    const stored = await source.read((0,release_record/* recordTag */.yg)(found));
    if (stored === undefined)
        throw new errors/* ConfigurationError */.j1(`release ${found} is not in ${source.name}`);
    const what = `the release record ${found} in ${source.name}`;
    const record = await (0,release_record/* decodeRecord */.eT)(stored, what, (layer) => (0,consumers_.buffer)(source.open(layer, 0)));
    const wanted = wantedIn(record);
    if (wanted.length === 0)
        throw new errors/* ConfigurationError */.j1(`release ${found} has no alias to promote`);
    const images = await readAll(source, wanted.map(({ claim, cell }) => ({ name: (0,release_record/* aliasName */.sN)(claim), reference: cell.target.digest })), `${source.name} has lost images of release ${found}`);
    return { record, stored, wanted, images: [...images.values()] };
}
/** The id of a complete release in a registry. */
async function idInRegistry(repository, id) {
    const { last } = (await release_record/* journal */.W8.read(repository)) ?? {};
    const wanted = id === 'latest' ? last : id;
    if (wanted === undefined) {
        throw new errors/* ConfigurationError */.j1(`there is no release in ${(0,registry_repository/* formatRepository */.Sh)(repository)}: release there first`);
    }
    await (0,rollback/* releasesSince */.$8)(repository, last, wanted);
    return wanted;
}
/** The id of a release in a layout: it has complete ones only. Ids begin with the time, so the last one is the newest. */
function idInLayout(source, tags, id) {
    const prefix = (0,release_record/* recordTag */.yg)('');
    const known = [...tags.keys()]
        .filter((tag) => tag.startsWith(prefix))
        .map((tag) => tag.slice(prefix.length));
    const found = id === 'latest' ? known.sort().at(-1) : known.find((one) => one === id);
    if (found !== undefined)
        return found;
    const hint = known.length === 0 ? 'there is none' : `there are ${(0,request/* listed */.KE)(known)}`;
    throw new errors/* ConfigurationError */.j1(`no release ${id} in ${source.name}; ${hint}`);
}
/**
 * What the aliases of a release are to name elsewhere. One that it held back is no decision of it, and may name anything.
 * Records have no kinds of aliases: one that has its version in its name follows that version.
 */
function wantedIn({ aliases }) {
    return aliases.flatMap(({ image, tag, to, cell = '', fixed, heldBack }) => {
        if (to === null || heldBack === true || to.version === undefined)
            return [];
        const isExact = (0,release_record/* aliasName */.sN)({ image, tag }).includes(to.version);
        const kind = fixed === true ? 'fixed' : isExact ? 'exact' : 'floating';
        return [{ claim: { image, tag, kind }, cell: { id: cell, version: to.version, target: to } }];
    });
}
/**
 * Reads what staging tags name, by tag.
 * @throws ConfigurationError naming each cell that is not there.
 */
async function findStaged(source, family) {
    const wanted = family.map((cell) => ({ name: (0,request/* nameOf */.Vb)(cell), reference: cell.tag }));
    return readAll(source, wanted, `${source.name} lacks cells of the plan`);
}
/** Manifests by reference. @throws ConfigurationError naming what is not there, in the words of `problem`. */
async function readAll(source, wanted, problem) {
    const found = new Map();
    await (0,parallel/* inParallel */.H)(registry_repository/* REQUESTS */.H0, [...new Set(wanted.map(({ reference }) => reference))], async (reference) => {
        const stored = await source.read(reference);
        if (stored !== undefined)
            found.set(reference, stored);
    });
    const lost = wanted.filter(({ reference }) => !found.has(reference));
    if (lost.length === 0)
        return found;
    const names = (0,request/* listed */.KE)(lost.map(({ name, reference }) => `${name} (${reference})`));
    throw new errors/* ConfigurationError */.j1(`nothing was promoted: ${problem}: ${names}`);
}

;// CONCATENATED MODULE: ./src/promote/promote.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * Promotes a release, or the staged cells of a plan, to another registry or to an OCI layout: the same digests with all
 * that is attached to them, without a build. Nothing has a name at the target before all of it is there and verified.
 */














/**
 * @throws ConfigurationError when there is no such release, images of it or cells of the plan are not in the source, or as
 *   release().
 * @throws RegistryError when the source is damaged, or one of both fails; no alias has moved then.
 * @throws TransactionError as release().
 */
async function promote(options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { from, to, what, say } = options;
        if (formatPlace(from) === formatPlace(to)) {
            throw new errors/* ConfigurationError */.j1(`${formatPlace(from)} is promoted to itself: name two places`);
        }
        const opened = __addDisposableResource(env_1, await openSource(from, options.fromClient, say), true);
        const isRelease = typeof what === 'string';
        const found = isRelease ? await findRelease(opened, what) : undefined;
        const staged = isRelease ? new Map() : await findStaged(opened.source, what.family);
        const images = found === undefined ? [...staged.values()] : [found.stored, ...found.images];
        const contents = await (0,copy/* collectImages */.F1)(opened.source, images);
        const bytes = contents.blobs.reduce((sum, { size }) => sum + size, 0);
        const about = { manifests: contents.manifests.length, bytes };
        const tags = found === undefined ? staged : new Map([[(0,release_record/* recordTag */.yg)(found.record.id), found.stored]]);
        const stock = { contents, tags, found };
        const stored = to.image === undefined
            ? await storeInFolder(opened, to.folder, stock, options)
            : await storeInRegistry(opened, to.image, stock, options);
        return { ...about, ...stored };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const NOTHING = { sentBytes: 0, skippedBytes: 0 };
/** In a layout, tags are as the release has them: which alias moves decides the registry that it is carried to. */
async function storeInFolder({ source }, folder, { contents, tags, found }, options) {
    const { dryRun, say } = options;
    if (dryRun && !(0,external_node_fs_.existsSync)(folder))
        return { ...NOTHING, ...namedIn(found, new Map()) };
    const { retries } = options.fromClient;
    const layout = await openLayoutFolder(folder, { create: !dryRun, note: say, retries });
    const named = namedIn(found, layout.tags);
    if (dryRun)
        return { ...NOTHING, ...named };
    const copied = await (0,copy/* storeImages */.Ed)(source, layout, contents);
    const digests = [...tags].map(([tag, { descriptor }]) => [tag, descriptor.digest]);
    const aliases = named.moves.flatMap((move) => (move.to ? [[(0,release_record/* aliasName */.sN)(move), move.to.digest]] : []));
    await layout.publish(contents.manifests, new Map([...digests, ...aliases]));
    return { ...copied, ...named, moved: named.moves.filter(moves/* isChange */.Xb).length };
}
/** What the aliases of a release name in a layout, and named before. */
function namedIn(found, before) {
    const moves = found?.wanted.map(({ claim, cell }) => {
        const from = before.get((0,release_record/* aliasName */.sN)(claim));
        const place = { ...claim, cell: cell.id, from, to: cell.target };
        if (from?.digest === cell.target.digest) {
            return { ...place, verdict: 'keep', reason: 'names this image already' };
        }
        return { ...place, verdict: from === undefined ? 'new' : 'move', reason: 'as in the release' };
    });
    const id = found?.record.id;
    return { id, promoted: id, moves: moves ?? [], moved: 0 };
}
async function storeInRegistry(opened, image, stock, options) {
    const { dryRun, what } = options;
    const copied = dryRun ? NOTHING : await bring(opened, image, stock, options);
    if (stock.found !== undefined)
        return { ...copied, ...(await moveThere(opened, stock.found, image, options)) };
    // What a dry run would move, a release can only tell of images that are there.
    if (dryRun || typeof what === 'string')
        return { ...copied, id: undefined, promoted: undefined, moves: [], moved: 0 };
    return { ...copied, ...(await (0,release/* release */._r)(what, { ...options, image })), promoted: undefined };
}
/** Copies everything, and then names what no alias does. No lease is needed for that: nobody pulls it yet. */
async function bring({ source, repository }, image, { contents, tags }, { client }) {
    const target = (0,registry_repository.openRepository)(image, client);
    try {
        await (0,access/* checkPush */.L)(target);
        const isBeside = repository?.image.registry === image.registry;
        const mountFrom = isBeside ? [repository.image.repository] : [];
        const copied = await (0,copy/* storeImages */.Ed)(source, (0,copy/* repositoryTarget */.IX)(target, mountFrom), contents);
        // Only now: some registries refuse to look into a repository that is not there yet.
        await (0,parallel/* inParallel */.H)(registry_repository/* REQUESTS */.H0, await missingTags(target, tags), async ([tag, { bytes, descriptor }]) => {
            await (0,manifests/* putManifest */.RV)(target, tag, bytes, descriptor.mediaType);
        });
        return copied;
    }
    finally {
        target.client.close();
    }
}
/** The tags that are to be set. @throws ConfigurationError for the record of a release under whose tag is something else. */
async function missingTags(target, tags) {
    const found = await (0,parallel/* inParallel */.H)(registry_repository/* REQUESTS */.H0, [...tags], async ([tag, stored]) => {
        const there = (await (0,manifests.resolveTag)(target, tag))?.digest;
        if (there === stored.descriptor.digest)
            return [];
        if (there !== undefined && tag.startsWith((0,release_record/* recordTag */.yg)(''))) {
            throw new errors/* ConfigurationError */.j1(`nothing was promoted: ${(0,registry_repository/* formatRepository */.Sh)(target)}:${tag} is the record of another release: remove that tag`);
        }
        return [[tag, stored]];
    });
    return found.flat();
}
/** Moves the aliases of a release at the target, by the same policy as a release there. */
async function moveThere(opened, { record, wanted, images }, image, options) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_2, new release_session/* Session */.N({ ...options, image }), true);
        await session.recover();
        const stored = new Map(images.map((one) => [one.descriptor.digest, one]));
        const cells = new Map(wanted.map(({ cell }) => [cell.id, cell]));
        const result = await (0,release/* moveAliases */.as)(session, {
            wanted,
            images: [...cells.values()].flatMap(({ id, version, target }) => {
                const manifest = stored.get(target.digest);
                // Older records don't say which cell an alias is for.
                return manifest === undefined || id === '' ? [] : [{ id, version, target, stored: manifest }];
            }),
            override: options.override,
            planned: record.planned ?? record.created,
            promoted: { from: opened.source.name, release: record.id },
            // What a catalog withdrew is not known here: what is newer is newer.
            versionsOf: (aliases) => new Set([...aliases.values()].flatMap(({ target }) => target.version ?? [])),
            prepare: (moves) => (0,release/* bringBeside */.tS)(session.main, moves),
        });
        return { ...result, promoted: record.id };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}

// EXTERNAL MODULE: ./src/catalog/bytes.ts
var catalog_bytes = __webpack_require__(95632);
// EXTERNAL MODULE: ./src/release/report.ts
var report = __webpack_require__(89823);
;// CONCATENATED MODULE: ./src/promote/report.ts
/** A promotion in sentences. */



/** What was promoted, what was sent for it, and what became of the aliases, if it has some. */
function sentencesOf(result, { from, to, dryRun }) {
    const { promoted, manifests, bytes, sentBytes, skippedBytes, moves, moved } = result;
    const what = promoted === undefined ? 'The images of the plan' : `Release ${promoted}`;
    const all = `${what}, from ${formatPlace(from)} to ${formatPlace(to)}: ${manifests} manifests, ${(0,catalog_bytes/* formatBytes */.z)(bytes)} of blobs`;
    const sent = dryRun
        ? 'what is there already is not sent'
        : `${(0,catalog_bytes/* formatBytes */.z)(sentBytes)} were sent, ${(0,catalog_bytes/* formatBytes */.z)(skippedBytes)} were there`;
    if (moves.length === 0)
        return [`${all}; ${sent}`];
    const inLayout = `${moved} of ${moves.length} tags of the layout were set`;
    const tags = to.image === undefined && !dryRun ? inLayout : (0,report/* headline */.Pl)(result, dryRun);
    return [`${all}; ${sent}`, tags];
}

// EXTERNAL MODULE: ./src/release/lease.ts
var lease = __webpack_require__(45227);
// EXTERNAL MODULE: ./src/table.ts
var table = __webpack_require__(88719);
;// CONCATENATED MODULE: ./src/local/promote.ts
/** `npm run promote`: copies a release to another registry, or to an OCI layout and back. */






/** Gives the table of what moved. Credentials are Docker's own. @throws as promote(). */
async function promoteLocally(command, { env, progress }) {
    const { images: [source = '', target = ''] = [], dryRun, override } = command;
    const [from, to] = [parsePlace(source, 'FROM'), parsePlace(target, 'TO')];
    const pace = (0,lease/* testPace */.cI)(env);
    const client = { log: progress.info, ...pace.client };
    progress.step(`promote ${command.release ?? 'the last release'}`);
    const result = await promote({
        from,
        fromClient: client,
        to,
        client,
        times: pace.times,
        what: command.release ?? 'latest',
        override,
        dryRun,
        by: `process ${process.pid} of ${env.USER ?? 'somebody'}`,
        now: new Date(),
        say: progress.info,
    });
    const { rows, left } = (0,report/* moveTable */.AL)(result.moves);
    const moves = rows.length === 0 ? '' : (0,table/* table */.t)(report/* COLUMNS */.cZ, rows);
    const parts = [moves, left, ...(0,report/* warningsOf */.nZ)(result)].filter(Boolean);
    return [...sentencesOf(result, { from, to, dryRun }), ...parts.flatMap((part) => ['', part])].join('\n');
}


/***/ })

};
