export const id = 175;
export const ids = [175];
export const modules = {

/***/ 175:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  trustCertificates: () => (/* binding */ trustCertificates),
  trustKey: () => (/* binding */ trustKey)
});

// EXTERNAL MODULE: ./node_modules/@sigstore/bundle/dist/index.js
var dist = __webpack_require__(61040);
// EXTERNAL MODULE: ./node_modules/@sigstore/protobuf-specs/dist/index.js
var protobuf_specs_dist = __webpack_require__(97273);
// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(54187);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(94343);
// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(46447);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(61691);
// EXTERNAL MODULE: ./src/oci/statement.ts
var statement = __webpack_require__(48836);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(68825);
// EXTERNAL MODULE: ./src/registry/referrers.ts + 1 modules
var referrers = __webpack_require__(16831);
// EXTERNAL MODULE: ./src/sign/signer.ts
var signer = __webpack_require__(92227);
// EXTERNAL MODULE: ./src/sign/statement.ts
var sign_statement = __webpack_require__(25924);
;// CONCATENATED MODULE: ./src/sign/verify.ts
/** Finds the signed statements on a manifest in a registry, and says of the others why they do not count. */






/** Why a signature does not count. */
class RefusedSignature extends Error {
}
/** Bundles that are read of one manifest, the newest, and how many at a time: anybody may attach more. */
const MAX_BUNDLES = 50;
const AT_A_TIME = 4;
/**
 * Verifies the signatures on a manifest.
 * @param types only bundles that are listed with one of these predicate types, or with none; by default all.
 * @throws RegistryError when the registry gives no usable answer.
 */
async function verifySignatures(repository, digest, trust, types) {
    const listed = (await listReferrers(repository, digest, BUNDLE_TYPE)).filter((bundle) => {
        const type = typeOf(bundle);
        return types === undefined || type === '' || types.includes(type);
    });
    const signed = [];
    const refused = [];
    await inParallel(AT_A_TIME, newest(listed), async (referrer) => {
        const blob = await getReferrerBlob(repository, referrer);
        if (blob === undefined)
            return;
        try {
            signed.push(checkSubject(trust.check(blob), digest));
        }
        catch (error) {
            if (!(error instanceof RefusedSignature))
                throw error;
            refused.push({ predicateType: typeOf(referrer), reason: error.message });
        }
    });
    return { signed, refused };
}
/** @throws RefusedSignature when the statement is about another manifest. */
function checkSubject(signed, digest) {
    const { subject, predicateType } = statementIn(signed);
    if (subject.some(({ digest: { sha256 } }) => sha256 === hexOf(digest)))
        return { ...signed, predicateType };
    throw new RefusedSignature('it is about another image');
}
function statementIn({ payload }) {
    try {
        return parseStatement(payload);
    }
    catch (error) {
        if (!(error instanceof RegistryError))
            throw error;
        throw new RefusedSignature(error.message);
    }
}
function newest(listed) {
    const created = ({ annotations }) => annotations?.['org.opencontainers.image.created'] ?? '';
    return [...listed].sort((a, b) => created(b).localeCompare(created(a))).slice(0, MAX_BUNDLES);
}
const typeOf = ({ annotations }) => annotations?.[PREDICATE_ANNOTATION] ?? '';

;// CONCATENATED MODULE: ./src/sign/trust.ts










/** Trusts one key; at what time it signed, and whether a log has the signature, does not matter then. */
function trustKey(key) {
    const nobody = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
    const material = (0,verify_dist/* toTrustMaterial */.jO)({ mediaType: '', ...nobody }, () => ({
        publicKey: key,
        validFor: () => true,
    }));
    const verifier = new verify_dist/* Verifier */.BL(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 });
    return {
        check(bytes) {
            const { bundle, payload } = readBundle(bytes);
            if (!(0,dist.isBundleWithPublicKey)(bundle))
                throw new RefusedSignature('it is signed without a key');
            const entity = { ...(0,verify_dist/* toSignedEntity */.DC)(bundle), tlogEntries: [], timestamps: [] };
            refusing(() => verifier.verify(entity), 'it is of another key, or its content was changed');
            return { payload, by: 'the key' };
        },
    };
}
/** Extension of Fulcio's certificates with the repository that a workflow ran for (fulcio, docs/oid-info.md). */
const WORKFLOW_REPOSITORY = '1.3.6.1.4.1.57264.1.5';
/**
 * Trusts signatures by certificates of the authorities in a trusted root, made while the certificate was valid.
 * @throws ConfigurationError when `root` is none.
 */
function trustCertificates(root, trusted) {
    const parsed = parseRoot(root);
    const ctlogThreshold = parsed.ctlogs.length > 0 ? 1 : 0;
    const tlogThreshold = trusted.needsLog ? 1 : 0;
    const options = { ctlogThreshold, tlogThreshold, timestampThreshold: 1 };
    const verifier = new verify_dist/* Verifier */.BL((0,verify_dist/* toTrustMaterial */.jO)(parsed), options);
    const isTrusted = trusted.identities.map((pattern) => (0,names/* globMatcher */.fU)(pattern));
    return {
        check(bytes) {
            const { bundle, payload } = readBundle(bytes);
            if ((0,dist.isBundleWithPublicKey)(bundle))
                throw new RefusedSignature('it is signed with a key');
            const { identity = {} } = refusing(() => verifier.verify((0,verify_dist/* toSignedEntity */.DC)(bundle)));
            const { subjectAlternativeName: name = '', extensions, oids = [] } = identity;
            const found = oids.find(({ oid }) => oid?.id.join('.') === WORKFLOW_REPOSITORY);
            const repository = found === undefined ? undefined : Buffer.from(found.value).toString();
            const by = (0,src_text/* oneLine */.TN)(repository === undefined ? name : `${name} for ${repository}`, 500);
            if (extensions?.issuer !== trusted.issuer)
                throw new RefusedSignature(`it is by ${by}, as ${(0,src_text/* oneLine */.TN)(String(extensions?.issuer), 200)} says`);
            const isOurs = trusted.repository === undefined || repository === trusted.repository;
            if (!isOurs || !isTrusted.some((matches) => matches(name)))
                throw new RefusedSignature(`it is by ${by}`);
            return { payload, by };
        },
    };
}
function parseRoot({ name, text }) {
    const content = (0,json/* tryParseJson */.Bl)(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()), text);
    const root = content && ifAny(() => protobuf_specs_dist.TrustedRoot.fromJSON(content));
    if (root !== undefined && root.certificateAuthorities.length > 0)
        return root;
    throw new errors/* ConfigurationError */.j1(`${name} is not a trusted root of Sigstore in JSON, with a certificate authority: docs/verify.md says how to get it`);
}
function ifAny(parse) {
    try {
        return parse();
    }
    catch {
        return undefined;
    }
}
/** @throws RefusedSignature when it is no bundle with an in-toto statement. */
function readBundle(bytes) {
    const content = (0,json/* tryParseJson */.Bl)(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()), bytes);
    const bundle = refusing(() => (0,dist.bundleFromJSON)(content), 'it is no Sigstore bundle');
    if (!(0,dist.isBundleWithDsseEnvelope)(bundle) || bundle.content.dsseEnvelope.payloadType !== statement/* IN_TOTO_TYPE */.QN)
        throw new RefusedSignature('it is on no in-toto statement');
    return { bundle, payload: bundle.content.dsseEnvelope.payload };
}
/** The library throws errors of its own and, of what is malformed, any. @throws RefusedSignature */
function refusing(verify, otherwise) {
    try {
        return verify();
    }
    catch (error) {
        throw new RefusedSignature(otherwise ?? (0,src_text/* oneLine */.TN)((0,errors/* messageOf */.bD)(error), 300));
    }
}


/***/ })

};
