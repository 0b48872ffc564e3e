export const id = 1;
export const ids = [1];
export const modules = {

/***/ 6980:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZJ: () => (/* binding */ MAX_MANIFEST_BYTES),
  Z2: () => (/* binding */ MEDIA_TYPES),
  $U: () => (/* binding */ isIndexType),
  FB: () => (/* binding */ parseImageConfig),
  A1: () => (/* binding */ parseIndex),
  Ng: () => (/* binding */ parseManifest)
});

// UNUSED EXPORTS: compressedBytes, parse

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
;// CONCATENATED MODULE: ./src/oci/descriptor.ts
/** Descriptors: what points at content. */


const digestSchema = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,digest/* isDigest */.Bc)(value), 'not a sha256 digest');
const descriptorSchema = schemas/* object */.Ikc({
    mediaType: schemas/* string */.YjP(),
    digest: digestSchema,
    /** Bytes. */
    size: schemas/* int */.Whr().check(api/* _nonnegative */.UI()),
    annotations: schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    platform: schemas/* optional */.lqM(schemas/* object */.Ikc({ architecture: schemas/* string */.YjP(), os: schemas/* string */.YjP(), variant: schemas/* optional */.lqM(schemas/* string */.YjP()) })),
});

;// CONCATENATED MODULE: ./src/oci/manifest.ts
/** Manifests, indexes and configurations of images, parsed by schemas. */



/** Media types of the OCI image-spec and of Docker's older format, which means the same. */
const MEDIA_TYPES = {
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    index: 'application/vnd.oci.image.index.v1+json',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
};
/** Registries take manifests of at least this size, in bytes (distribution-spec, "Pushing manifests"). */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const annotations = schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()));
const manifestSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(2),
    mediaType: schemas/* optional */.lqM(schemas/* enum */.k5n([MEDIA_TYPES.manifest, MEDIA_TYPES.dockerManifest])),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    config: descriptorSchema,
    layers: schemas/* array */.YOg(descriptorSchema),
    subject: schemas/* optional */.lqM(descriptorSchema),
    annotations,
});
const indexSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(2),
    mediaType: schemas/* optional */.lqM(schemas/* enum */.k5n([MEDIA_TYPES.index, MEDIA_TYPES.dockerIndex])),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    manifests: schemas/* array */.YOg(descriptorSchema),
    annotations,
});
// Written by Go, where an empty map or list is null.
const absent = (value, instead) => value ?? instead;
const historySchema = schemas/* object */.Ikc({
    created_by: schemas/* optional */.lqM(schemas/* string */.YjP()),
    comment: schemas/* optional */.lqM(schemas/* string */.YjP()),
    empty_layer: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
});
const configSchema = schemas/* object */.Ikc({
    created: schemas/* optional */.lqM(schemas/* string */.YjP()),
    architecture: schemas/* string */.YjP(),
    os: schemas/* string */.YjP(),
    config: schemas/* pipe */.FsL(schemas/* nullish */.cl6(schemas/* object */.Ikc({ Labels: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())) })), schemas/* transform */.pdi((config) => ({ Labels: absent(config?.Labels, {}) }))),
    rootfs: schemas/* object */.Ikc({ diff_ids: schemas/* array */.YOg(digestSchema) }),
    history: schemas/* pipe */.FsL(schemas/* nullish */.cl6(schemas/* array */.YOg(historySchema)), schemas/* transform */.pdi((history) => absent(history, []))),
});
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image manifest. */
const parseManifest = (bytes, what) => manifest_parse(manifestSchema, bytes, what, 'an image manifest');
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image index. */
const parseIndex = (bytes, what) => manifest_parse(indexSchema, bytes, what, 'an image index');
/** Bytes of config and layers: what a client pulls of an image. */
function compressedBytes({ config, layers }) {
    return layers.reduce((sum, { size }) => sum + size, config.size);
}
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image configuration. */
const parseImageConfig = (bytes, what) => manifest_parse(configSchema, bytes, what, 'an image configuration');
/** Whether a media type is an index's, OCI's or Docker's. */
function isIndexType(mediaType) {
    return mediaType === MEDIA_TYPES.index || mediaType === MEDIA_TYPES.dockerIndex;
}
/** Parses JSON from outside by a schema, once. @throws RegistryError naming `what`, what `kind` it is not, and where. */
function manifest_parse(schema, bytes, what, kind) {
    let content;
    try {
        content = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch {
        // The parser's own words would quote what it stumbled over, and this may come from anywhere.
        throw new errors/* RegistryError */.gl(`${what} is not ${kind}: it is not JSON`);
    }
    const result = parse/* safeParse */.xL(schema, content);
    if (result.success)
        return result.data;
    const issue = result.error.issues[0];
    const key = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    throw new errors/* RegistryError */.gl(`${what} is not ${kind}: ${key}${issue?.message ?? 'invalid'}`);
}


/***/ }),

/***/ 1:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c2: () => (/* binding */ getManifest),
/* harmony export */   resolveTag: () => (/* binding */ resolveTag)
/* harmony export */ });
/* unused harmony exports putManifest, putManifestWithSubject, checkStored */
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8825);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6980);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2493);
/* harmony import */ var _http_transport_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7885);
/* harmony import */ var _repository_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6075);
/** Reads and stores manifests and indexes (distribution-spec, "Pulling manifests" and "Pushing Manifests"). */








const ACCEPTED = [
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.manifest,
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.index,
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.dockerManifest,
    _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.dockerIndex,
].join(', ');
/**
 * What a tag or a digest names, undefined when there is nothing (or no such repository). It believes the
 * registry's headers: use getManifest() where that matters.
 */
async function resolveTag(repository, reference) {
    const known = await repository.client.request(manifestCall(repository, 'HEAD', reference), (response) => {
        (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
        if (response.status === 404)
            return undefined;
        return describedBy(response, reference) ?? 'unknown';
    });
    // Registries should give digest and length, and some don't.
    return known === 'unknown' ? (await getManifest(repository, reference))?.descriptor : known;
}
/** A manifest or index, undefined when there is none. By a digest, the bytes are verified against it. */
function getManifest(repository, reference) {
    return repository.client.request(manifestCall(repository, 'GET', reference), async (response) => {
        if (response.status === 404)
            return void (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
        const bytes = await (0,_http_client_js__WEBPACK_IMPORTED_MODULE_5__/* .readBytes */ .i)(response, _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_MANIFEST_BYTES */ .ZJ);
        const said = response.headers['docker-content-digest'];
        const digest = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(reference) ? reference : (asDigest(said) ?? (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256 */ .sc)(bytes));
        (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .verify */ .MX)(bytes, { digest, size: bytes.length }, `manifest ${reference} in ${(0,_repository_js__WEBPACK_IMPORTED_MODULE_7__.formatRepository)(repository)}`);
        const mediaType = (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .mediaTypeOf */ .c0)(response) ?? _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .MEDIA_TYPES */ .Z2.manifest;
        return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
    });
}
/**
 * Stores a manifest or index under a tag or its digest, bit for bit.
 * @throws RegistryError when the registry says that it stored something else.
 */
async function putManifest(repository, reference, bytes, mediaType) {
    return (await putManifestWithSubject(repository, reference, bytes, mediaType)).descriptor;
}
/** As putManifest(); also whether the registry took note of the manifest's subject. */
function putManifestWithSubject(repository, reference, bytes, mediaType) {
    const digest = sha256(bytes);
    const call = {
        method: 'PUT',
        url: pathOf(repository, `manifests/${checkReference(reference)}`),
        headers: { 'content-type': mediaType },
        body: { size: bytes.length, open: () => Readable.from([bytes]) },
        scopes: pushScopes(repository),
        expect: [201],
    };
    return repository.client.request(call, (response) => {
        discard(response);
        checkStored(repository, response, digest);
        const knowsReferrers = response.headers['oci-subject'] !== undefined;
        return { descriptor: { mediaType, digest, size: bytes.length }, knowsReferrers };
    });
}
/** @throws RegistryError when the registry says that it stored something else than what it was given. */
function checkStored(repository, { headers }, digest) {
    const stored = headers['docker-content-digest'];
    if (typeof stored !== 'string' || stored === digest)
        return;
    const what = isDigest(stored) ? stored : 'something else';
    throw new RegistryError(`${formatRepository(repository)} stored ${what} when it was given ${digest}`);
}
function manifestCall(repository, method, reference) {
    return {
        method,
        url: (0,_repository_js__WEBPACK_IMPORTED_MODULE_7__.pathOf)(repository, `manifests/${checkReference(reference)}`),
        headers: { accept: ACCEPTED },
        scopes: (0,_repository_js__WEBPACK_IMPORTED_MODULE_7__.pullScopes)(repository),
        expect: [200, 404],
    };
}
/** A digest, or a tag by the grammar: it becomes part of a path. */
function checkReference(reference) {
    return reference.includes(':') ? (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDigest */ .m)(reference) : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .checkTag */ .Bs)(reference);
}
function asDigest(header) {
    return typeof header === 'string' && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(header) ? header : undefined;
}
/** The descriptor in a HEAD response's headers, if all of it is there. */
function describedBy(response, reference) {
    const { headers } = response;
    const digest = asDigest(headers['docker-content-digest']);
    const mediaType = (0,_http_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .mediaTypeOf */ .c0)(response);
    const size = Number(headers['content-length'] ?? Number.NaN);
    if (digest === undefined || mediaType === undefined || !Number.isSafeInteger(size))
        return undefined;
    if ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(reference) && digest !== reference)
        return undefined;
    return { mediaType, digest, size };
}


/***/ })

};
