export const id = 417;
export const ids = [417];
export const modules = {

/***/ 24417:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pruneLocally: () => (/* binding */ pruneLocally)
});

// EXTERNAL MODULE: ./src/catalog/cells.ts
var cells = __webpack_require__(54514);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(62148);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(94343);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/iso.js
var iso = __webpack_require__(73102);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(23945);
// EXTERNAL MODULE: ./src/oci/descriptor.ts
var descriptor = __webpack_require__(47592);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(61691);
// EXTERNAL MODULE: ./src/registry/http/web.ts
var http_web = __webpack_require__(47174);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(56075);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
;// CONCATENATED MODULE: ./src/prune/packages.ts
/**
 * Container packages by GitHub's REST API (https://docs.github.com/en/rest/packages/packages): GHCR deletes nothing by the
 * registry's API. A version is a manifest with all of its tags.
 */








const PAGE = 100;
const MAX_PAGES = 1000;
const MAX_BYTES = 8 * 1024 * 1024;
/** In ms. A request ends before others can have the release lease; all of them together take their time. */
const LIMITS = { connect: 10_000, idle: 25_000, total: 6 * 3_600_000 };
/** What it takes, to be said where it is missing. */
const PACKAGE_RIGHTS = `give the job permissions: packages: write, and this repository the role Admin in the package's settings, "Manage Actions access"`;
const ownerSchema = schemas/* object */.Ikc({ type: schemas/* string */.YjP() });
const versionsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* int */.Whr(), name: schemas/* string */.YjP(), updated_at: iso/* datetime */.w$({ offset: true }) }));
const refusalSchema = schemas/* object */.Ikc({ message: schemas/* string */.YjP() });
/**
 * GitHub's API for the packages of a registry, if that is GitHub's: of github.com or of a GitHub Enterprise Server.
 * @throws ConfigurationError when there is no token for it.
 */
function findPackages({ registry }, token, { GITHUB_SERVER_URL: server = '', GITHUB_API_URL: api }) {
    const isServers = URL.canParse(server) && registry === `containers.${new URL(server).host}`;
    if (registry !== 'ghcr.io' && !isServers)
        return undefined;
    if (token !== '')
        return { api: isServers && api ? api : 'https://api.github.com', token };
    throw new errors/* ConfigurationError */.j1(`${registry} deletes images by GitHub's API alone: give the input token, or $GITHUB_TOKEN on a machine`);
}
/** The packages of the owners of repositories. Every failure is a RegistryError, or a ConfigurationError. */
class Packages {
    #web;
    #options;
    #owners = new Map();
    constructor(options, web = {}) {
        this.#options = options;
        this.#web = new http_web/* Web */.N({ limits: LIMITS, ...web });
    }
    [Symbol.dispose]() {
        this.#web[Symbol.dispose]();
    }
    /** All versions, also those without a tag; none where there is no such package. @throws as #ask() */
    async list(repository) {
        const found = [];
        for (let page = 1; page <= MAX_PAGES; page++) {
            const path = `${await this.#pathOf(repository)}/versions?per_page=${PAGE}&page=${page}`;
            const answer = await this.#ask('GET', path, [200, 404]);
            if (answer.status === 404)
                return found;
            const what = `GitHub's list of versions of ${(0,registry_repository/* formatRepository */.Sh)(repository)}`;
            const versions = (0,json/* parseJson */.qF)(versionsSchema, answer.body, what, 'what it documents');
            for (const { id, name, updated_at } of versions) {
                const digest = parse/* safeParse */.xL(descriptor/* digestSchema */.e, name).data;
                if (digest !== undefined)
                    found.push({ id, digest, updated: Date.parse(updated_at) });
            }
            if (versions.length < PAGE)
                return found;
        }
        throw new errors/* RegistryError */.gl(`the versions of ${(0,registry_repository/* formatRepository */.Sh)(repository)} never end`);
    }
    /**
     * Deletes a version with its tags. @returns undefined when it is gone, or why GitHub keeps it
     * @throws as #ask()
     */
    async remove(repository, { id }) {
        const path = `${await this.#pathOf(repository)}/versions/${id}`;
        const { status, body } = await this.#ask('DELETE', path, [204, 400, 403, 404, 422]);
        if (status === 204)
            return undefined;
        // Deleted by a request whose answer was lost; a token without the right sees 403 or 404, too.
        if (status === 404 && (await this.#ask('GET', path, [200, 404])).status === 404)
            return undefined;
        const said = parse/* safeParse */.xL(refusalSchema, tryJson(body)).data?.message ?? '';
        const reason = `GitHub refuses to delete it (${status})${said === '' ? '' : `: ${(0,src_text/* oneLine */.TN)(said, 200)}`}`;
        return { status, reason };
    }
    /** `orgs/OWNER/packages/container/NAME`, or with `users`. */
    async #pathOf({ image }) {
        const [owner = '', ...name] = image.repository.split('/');
        if (name.length === 0)
            throw new errors/* ConfigurationError */.j1(`${(0,reference/* formatImageName */.eS)(image)} has no owner`);
        const known = this.#owners.get(owner) ?? this.#kindOf(owner);
        this.#owners.set(owner, known);
        return `${await known}/${owner}/packages/container/${encodeURIComponent(name.join('/'))}`;
    }
    async #kindOf(owner) {
        const { body } = await this.#ask('GET', `users/${owner}`, [200]);
        const { type } = (0,json/* parseJson */.qF)(ownerSchema, body, `GitHub's answer on ${owner}`, 'what it documents');
        return type === 'Organization' ? 'orgs' : 'users';
    }
    /** @throws ConfigurationError when the token is refused, RegistryError when GitHub can't be reached. */
    async #ask(method, path, expect) {
        const { api, token } = this.#options;
        try {
            return await this.#web.ask({
                method,
                url: new URL(`${api.replace(/\/+$/, '')}/${path}`),
                headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
                authorization: `Bearer ${token}`,
                expect,
                limit: MAX_BYTES,
            });
        }
        catch (error) {
            if (!(error instanceof errors/* RegistryError */.gl) || ![401, 403].includes(error.status ?? 0))
                throw error;
            throw new errors/* ConfigurationError */.j1(`${(0,errors/* messageOf */.bD)(error)}: the token may not see the package's versions; ${PACKAGE_RIGHTS}`);
        }
    }
}
function tryJson(body) {
    try {
        return JSON.parse(body.toString());
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/prune/policy.ts
/** What is kept, as users say it. Values in, values out. */


const DAY = 86_400_000;
/** More than anybody keeps. */
const MAX = 100_000;
const DEFAULT_RELEASES = 10;
const DEFAULT_STAGING_DAYS = 30;
/** @throws ConfigurationError naming a limit that is no whole number, or would keep no release. */
function prunePolicy(limits, catalog, now) {
    const releases = wholeNumber('keep-releases', limits['keep-releases']) ?? DEFAULT_RELEASES;
    if (releases < 1)
        throw new errors/* ConfigurationError */.j1('keep-releases is 0: at least 1 release is kept, the one that people use now');
    const staging = wholeNumber('keep-staging-days', limits['keep-staging-days']) ?? DEFAULT_STAGING_DAYS;
    const dated = wholeNumber('keep-dated-days', limits['keep-dated-days']);
    return {
        releases,
        staging: staging * DAY,
        dated: dated === undefined ? undefined : dated * DAY,
        cells: (0,cells/* cellsOf */.nc)(catalog).filter((cell) => (0,cells/* exclusionOf */.ah)(cell) === undefined),
        dateOf: dateReader(catalog),
        now: now.getTime(),
    };
}
function wholeNumber(name, text = '') {
    const value = text.trim();
    if (value === '')
        return undefined;
    if (/^\d{1,9}$/.test(value) && Number(value) <= MAX)
        return Number(value);
    throw new errors/* ConfigurationError */.j1(`${name} is ${JSON.stringify(value.slice(0, 100))}: write a whole number from 0 to ${MAX}`);
}
/** Finds the date in tags that an alias of the catalog with {date} in it may have given, as 20261124 in UTC. */
function dateReader({ aliases }) {
    const templates = aliases
        .filter(({ tag }) => tag.includes('{date}'))
        .map(({ image, tag }) => ({
        place: image === undefined ? undefined : patternOf(image),
        tag: patternOf(tag),
    }));
    return (place, tag) => {
        for (const template of templates) {
            const isHere = template.place === undefined ? place === undefined : template.place.test(place ?? '');
            const [, year, month, day] = (isHere && template.tag.exec(tag)) || [];
            const time = year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T00:00:00Z`);
            if (!Number.isNaN(time))
                return time;
        }
        return undefined;
    };
}
/** Each `{name}` of a template stands for anything, `{date}` for eight digits, of which the first ones count. */
function patternOf(template) {
    let isDated = false;
    const parts = template.split(/(\{\w+\})/).map((part) => {
        if (!/^\{\w+\}$/.test(part))
            return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
        if (part !== '{date}' || isDated)
            return '[A-Za-z0-9._-]+';
        isDated = true;
        return '(\\d{4})(\\d{2})(\\d{2})';
    });
    return new RegExp(`^${parts.join('')}$`);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(68825);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(73716);
// EXTERNAL MODULE: ./src/registry/access.ts
var access = __webpack_require__(9669);
// EXTERNAL MODULE: ./src/registry/tags.ts
var registry_tags = __webpack_require__(7906);
// EXTERNAL MODULE: ./src/release/request.ts
var request = __webpack_require__(41092);
// EXTERNAL MODULE: ./src/release/session.ts + 1 modules
var release_session = __webpack_require__(42955);
// EXTERNAL MODULE: ./src/release/state.ts
var state = __webpack_require__(57648);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var oci_manifest = __webpack_require__(32060);
// EXTERNAL MODULE: ./src/oci/statement.ts
var statement = __webpack_require__(48836);
// EXTERNAL MODULE: ./src/plan/record.ts
var record = __webpack_require__(75406);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(85079);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(30001);
// EXTERNAL MODULE: ./src/release/images.ts
var release_images = __webpack_require__(57887);
// EXTERNAL MODULE: ./src/release/record.ts
var release_record = __webpack_require__(66776);
;// CONCATENATED MODULE: ./src/prune/contents.ts
/** What manifests of a repository are: images of the family, what releases and builds keep beside them, or foreign. */










/** Of these, a digest is that of the bytes: others are a damaged answer. */
const VERIFIABLE = [
    oci_manifest/* MEDIA_TYPES */.Z2.manifest,
    oci_manifest/* MEDIA_TYPES */.Z2.index,
    oci_manifest/* MEDIA_TYPES */.Z2.dockerManifest,
    oci_manifest/* MEDIA_TYPES */.Z2.dockerIndex,
];
const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0';
const IMAGE_CONFIG = /^application\/vnd\.(?:oci\.image\.config|docker\.container\.image)\.v1\+json$/;
const STATE = /^application\/vnd\.spark-images\.release-(?:lease|journal|plans)\.v1\+json$/;
/** Of an image's configuration, in bytes: ours have some thousands. */
const MAX_CONFIG = 4 * 1024 * 1024;
/** What a tag or digest names; undefined when it is gone. What can't be read as it was pushed is foreign. */
async function readStored(repository, reference) {
    try {
        const stored = await (0,manifests/* getManifest */.c2)(repository, reference);
        return stored && describe(stored);
    }
    catch (error) {
        // Docker's schema 1, say, whose digest is not that of its bytes.
        if (!(error instanceof errors/* RegistryError */.gl && error.damaged))
            throw error;
        const found = await (0,manifests.resolveTag)(repository, reference);
        if (found !== undefined && VERIFIABLE.includes(found.mediaType))
            throw error;
        return found && foreign(found);
    }
}
function foreign({ digest, size }) {
    return { digest, size, kind: 'foreign', children: [], blobs: [] };
}
/** What a manifest says of itself: whether an image is ours is in its configuration, see readLabels(). */
function describe({ descriptor, bytes }) {
    if ((0,oci_manifest/* isIndexType */.$U)(descriptor.mediaType)) {
        const index = (0,json/* ifParsed */.f4)(() => (0,oci_manifest/* parseIndex */.A1)(bytes, 'it'));
        if (index === undefined)
            return foreign(descriptor);
        const { manifests: children, annotations } = index;
        const cell = annotations?.[release_images/* CELL_LABEL */.sh];
        return { ...foreign(descriptor), kind: 'index', children, annotations, cell };
    }
    const manifest = (0,json/* ifParsed */.f4)(() => (0,oci_manifest/* parseManifest */.Ng)(bytes, 'it'));
    if (manifest === undefined)
        return foreign(descriptor);
    const { config, layers, subject, annotations } = manifest;
    const blobs = [config, ...layers];
    return { ...foreign(descriptor), kind: kindOf(manifest), blobs, subject: subject?.digest, annotations };
}
function kindOf({ artifactType = '', config, subject }) {
    if (artifactType === release_record/* RECORD_TYPE */.Bm)
        return 'record';
    if (artifactType === registry_tags/* TOMBSTONE_TYPE */.HX)
        return 'tombstone';
    if (STATE.test(artifactType))
        return 'state';
    if (subject !== undefined)
        return 'attachment';
    if (config.mediaType === CACHE_CONFIG)
        return 'cache';
    return IMAGE_CONFIG.test(config.mediaType) ? 'image' : 'foreign';
}
/** An image with the labels of this family, if it has them: those that a build sets. Others stay as they are. */
async function readLabels(repository, image) {
    const [config] = image.blobs;
    if (image.kind !== 'image' || config === undefined || config.size > MAX_CONFIG)
        return image;
    try {
        const { Labels: labels } = (0,oci_manifest/* parseImageConfig */.FB)(await (0,blobs/* getBlob */.qW)(repository, config), 'it').config;
        const { [release_images/* CELL_LABEL */.sh]: cell, [release_images/* FINGERPRINT_LABEL */.qf]: fingerprint } = labels;
        return cell === undefined || fingerprint === undefined ? image : { ...image, cell, fingerprint };
    }
    catch (error) {
        // A configuration that is gone, or none. A registry that fails knows nothing of the image.
        const isContent = error instanceof errors/* RegistryError */.gl && !error.transient && error.refused === undefined;
        if (isContent && (error.status === undefined || error.status === 404))
            return image;
        throw error;
    }
}
/** When an attachment says that it was made, in ms; undefined where it does not say. */
function createdOf({ annotations }) {
    const time = Date.parse(annotations?.['org.opencontainers.image.created'] ?? '');
    return Number.isNaN(time) ? undefined : time;
}
/** Whether an attachment is an acceptance record: only builds of this action attach one. */
function isAcceptance({ annotations }) {
    return annotations?.[statement/* PREDICATE_TYPE */.To] === record/* TEST_RESULT */.bo;
}

// EXTERNAL MODULE: ./src/registry/artifact.ts
var artifact = __webpack_require__(84457);
;// CONCATENATED MODULE: ./src/prune/bytes.ts

/**
 * Bytes that deletions free, in their order: of manifests and blobs that nothing which stays needs. What several deletions
 * free together counts for the first one.
 * @param staying manifests that stay
 * @param deletions those that each deletes
 */
function freedBytes(staying, deletions) {
    const counted = new Set([artifact/* EMPTY_DESCRIPTOR */.gi.digest]);
    for (const { digest, blobs } of staying)
        for (const one of [digest, ...blobs.map((blob) => blob.digest)])
            counted.add(one);
    return deletions.map((manifests) => {
        let freed = 0;
        for (const manifest of manifests)
            for (const { digest, size } of [manifest, ...manifest.blobs]) {
                if (!counted.has(digest))
                    freed += size;
                counted.add(digest);
            }
        return freed;
    });
}

// EXTERNAL MODULE: ./src/plan/plan.ts
var plan = __webpack_require__(48720);
// EXTERNAL MODULE: ./src/release/lease.ts
var lease = __webpack_require__(45227);
;// CONCATENATED MODULE: ./src/prune/tags.ts
/** What a tag says of what it names: whether it keeps it, or goes with it. Values in, values out. */




const STATE_TAGS = [lease/* leaseTag */.ni.tag, release_record/* journal */.W8.tag, release_record/* notedPlans */.dc.tag];
const RECORD_TAG = /^release-(\d{8}-\d{6}-[0-9a-f]{6})$/;
/** Of what is attached to a manifest: a list, or cosign's signatures, attestations and bills of materials. */
const SUFFIXES = ['', '.sig', '.att', '.sbom'];
const ATTACHED_TAG = /^sha256-([0-9a-f]{64})(\.sig|\.att|\.sbom)?$/;
/** What kind of tag it is, which what it names must bear out. */
function kindOfTag(tag, stored) {
    const { kind, cell } = stored;
    if (kind === 'tombstone')
        return 'tombstone';
    if (kind === 'state' && STATE_TAGS.includes(tag))
        return 'state';
    if (kind === 'record' && recordOf(tag) !== undefined)
        return 'record';
    if (kind === 'cache' && /^cache-(?:cell|shared)-/.test(tag))
        return 'cache';
    if (cell !== undefined)
        return isStaging(tag, stored) ? 'staging' : 'other';
    const [attached, , suffix] = ATTACHED_TAG.exec(tag) ?? [];
    return attached !== undefined && (suffix !== undefined || kind === 'index') ? 'attached' : 'other';
}
/** A tag that a build pushes: by the fingerprint in the image's labels, or that of the newest image of its cell. */
function isStaging(tag, { cell, fingerprint }) {
    if (cell === undefined)
        return false;
    if (fingerprint !== undefined && tag === (0,plan/* stagingTag */.al)(cell, fingerprint))
        return true;
    return tag.startsWith(`${cell}-`) && tag.endsWith('-newest');
}
/** Whether a tag is of the form that builds push, so that it takes the image's labels to know. */
function mayBeStaging(tag) {
    return /-(?:newest|[0-9a-f]{12})$/.test(tag);
}
/** The id of the release whose record a tag names. */
function recordOf(tag) {
    return RECORD_TAG.exec(tag)?.[1];
}
/** The manifest that a tag lists attachments of. */
function subjectOf(tag) {
    const hex = ATTACHED_TAG.exec(tag)?.[1];
    return hex === undefined ? undefined : `sha256:${hex}`;
}
/** All tags under which something may be attached to a manifest. */
function attachedTags(subject) {
    return SUFFIXES.map((suffix) => `sha256-${(0,oci_digest/* hexOf */.ZD)(subject)}${suffix}`);
}

;// CONCATENATED MODULE: ./src/prune/decide.ts





/**
 * The order of deletion: what names others goes after them, so that the next run finds what this one left. Records name
 * images without a tag, and indexes their images.
 */
const PHASES = ['image', 'index', 'rest', 'tag', 'record'];
/** Whether something of it is to be deleted. */
const isDue = ({ verdict }) => verdict !== 'keep';
const decide_DAY = 86_400_000;
const counted = (count) => `${count} ${count === 1 ? 'day' : 'days'}`;
const days = (ms) => counted(Math.floor(ms / decide_DAY));
/** Whether the time of a tag with a date is over: by the policy, and as no rollback would set it again. */
function isExpired(place, tag, { cell }, { needs, policy }) {
    const date = cell === undefined ? undefined : policy.dateOf(place, tag);
    if (date === undefined || policy.dated === undefined || date + policy.dated >= policy.now)
        return false;
    return !needs.aliases.has((0,release_record/* aliasName */.sN)({ image: place, tag }));
}
const USED = 'a tag that people use';
/** Why a tag keeps what it names; undefined for one that keeps nothing by itself. */
function reasonOfTag(place, tag, stored, rules) {
    const kind = kindOfTag(tag, stored);
    if (kind === 'state')
        return 'releases keep their state in it';
    if (kind !== 'other' || isExpired(place, tag, stored, rules))
        return undefined;
    return rules.policy.dateOf(place, tag) === undefined ? USED : 'a tag with a date';
}
/** Whether it takes an image's labels to know what its tag keeps. */
function needsLabels(place, tag, policy) {
    return mayBeStaging(tag) || policy.dateOf(place, tag) !== undefined;
}
/** What tags and releases keep in a place, with the images of kept indexes. */
function rootsOf(place, contents, rules) {
    const { tags, stored } = contents;
    const tagged = [...tags].flatMap(([tag, digest]) => {
        const one = stored.get(digest);
        const reason = one && reasonOfTag(place, tag, one, rules);
        return reason === undefined ? [] : [[digest, reason]];
    });
    // Of several reasons the plainest is told.
    const [used, others] = [true, false].map((isUsed) => tagged.filter(([, reason]) => (reason === USED) === isUsed));
    const roots = new Map([...(rules.needs.images.get(place) ?? []), ...(others ?? []), ...(used ?? [])]);
    for (const [digest, reason] of [...roots])
        for (const child of childrenOf(stored.get(digest)))
            if (!roots.has(child))
                roots.set(child, reason);
    return roots;
}
/** The images of an index. */
const childrenOf = (index) => index?.children.map(({ digest }) => digest) ?? [];
/**
 * What tags and releases keep in all places. The images' own repository keeps what others have copies of: by the tags
 * there, the next plan knows what is built already.
 */
function allRoots(places, needs, policy) {
    const all = new Map([...places].map(([place, one]) => [place, rootsOf(place, one, { needs, policy })]));
    const copied = [...needs.images, ...all].flatMap(([place, roots]) => place === undefined ? [] : [...roots]);
    const own = new Map([...copied, ...(all.get(undefined) ?? [])]);
    return new Map([...all, [undefined, own]]);
}
/** Decides on every manifest of every place: what is deleted first, the largest before others. */
function decide(places, needs, policy) {
    const contents = new Map([...places].map(([place, facts]) => [place, facts.contents]));
    const roots = allRoots(contents, needs, policy);
    const drafts = [...places].flatMap(([place, facts]) => new PlaceDecision(place, facts, roots.get(place) ?? new Map(), { needs, policy }).drafts());
    const order = { delete: 0, untag: 1, keep: 2 };
    const byName = (a, b) => (nameOf(a) < nameOf(b) ? -1 : 1);
    return withBytes(drafts, contents).sort((a, b) => order[a.verdict] - order[b.verdict] || b.frees - a.frees || byName(a, b));
}
/** The decision on one place. */
class PlaceDecision {
    #place;
    #facts;
    #rules;
    /** What is kept: by tags and releases, and by age. */
    #kept;
    constructor(place, facts, roots, rules) {
        this.#place = place;
        this.#facts = facts;
        this.#rules = rules;
        const waiting = facts.candidates.flatMap((one) => {
            const reason = this.#reasonToWait(one);
            return reason === undefined
                ? []
                : [one.digest, ...childrenOf(one)].map((each) => [each, reason]);
        });
        this.#kept = new Map([...waiting, ...roots]);
    }
    drafts() {
        const { contents, candidates } = this.#facts;
        const going = candidates.filter(({ digest }) => !this.#kept.has(digest));
        const decided = new Set(going.map(({ digest }) => digest));
        const others = [...contents.stored.values()].filter(({ digest }) => !decided.has(digest));
        return [
            ...going.map((one) => this.#draft(one, 'delete', 'no tag that people use and no kept release names it')),
            ...others.flatMap((one) => (this.#kept.has(one.digest) ? this.#keeping(one) : this.#restOf(one))),
        ];
    }
    #draft(one, verdict, reason, phase = phaseOf(one)) {
        const { digest } = one;
        const tags = this.#facts.contents.names(digest);
        const attached = verdict === 'delete' ? this.#attachedTo(digest) : [];
        return { place: this.#place, digest, tags, phase, verdict, reason, with: attached };
    }
    /** What is kept and has a tag; tags whose time is over go alone. */
    #keeping(one) {
        const tags = this.#facts.contents.names(one.digest);
        const reason = this.#kept.get(one.digest) ?? '';
        const over = tags.filter((tag) => isExpired(this.#place, tag, one, this.#rules));
        const staying = tags.filter((tag) => !over.includes(tag));
        const time = days(this.#rules.policy.dated ?? 0);
        const untag = this.#draft(one, 'untag', `more than ${time} old; its image stays: ${reason}`, 'tag');
        return [
            ...(over.length === 0 ? [] : [{ ...untag, tags: over }]),
            ...(staying.length === 0 ? [] : [{ ...this.#draft(one, 'keep', reason), tags: staying }]),
        ];
    }
    /** What is no image of ours, and that no tag keeps. */
    #restOf(one) {
        const { needs, policy } = this.#rules;
        const tags = this.#facts.contents.names(one.digest);
        const id = tags.flatMap((tag) => recordOf(tag) ?? [])[0];
        if (one.kind === 'record' && id !== undefined) {
            const reason = needs.records.get(id);
            if (reason !== undefined)
                return [this.#draft(one, 'keep', reason)];
            return [this.#draft(one, 'delete', `not among the last ${policy.releases} completed releases`)];
        }
        if (one.kind === 'cache' && tags.length > 0)
            return [this.#cacheDraft(one, tags)];
        const left = this.#leftover(one, tags);
        return left === undefined ? [] : [this.#draft(one, 'delete', left)];
    }
    #cacheDraft(one, tags) {
        const used = this.#rules.policy.cells.flatMap(({ id, version, platform }) => {
            const suffix = platform.replaceAll('/', '-');
            return [`cache-cell-${id}-${suffix}`, `cache-shared-${version}-${suffix}`];
        });
        const isUsed = tags.some((tag) => used.includes(tag));
        if (isUsed)
            return this.#draft(one, 'keep', 'a cache of what the catalog has');
        return this.#draft(one, 'delete', 'a cache of what the catalog does not have');
    }
    /** What it is left of, for what releases and earlier runs left behind. */
    #leftover(one, tags) {
        const { contents, gone } = this.#facts;
        if (one.kind === 'tombstone')
            return 'left of a tag that was deleted';
        const isUntagged = tags.length === 0 && contents.versions.has(one.digest);
        if (isUntagged && one.kind === 'state')
            return 'an earlier state of releases';
        if (isUntagged && isSuperseded(one, contents))
            return 'an earlier list of what is attached to an image';
        const subject = tags.flatMap((tag) => subjectOf(tag) ?? [])[0];
        return subject !== undefined && gone.has(subject) ? 'attached to an image that is gone' : undefined;
    }
    /** Attachments, and what only their tags name. */
    #attachedTo(digest) {
        const { contents, attached } = this.#facts;
        const own = (attached.get(digest) ?? []).map((one) => one.digest);
        const lists = [digest, ...own].flatMap((subject) => {
            const tags = attachedTags(subject);
            const listed = tags.flatMap((tag) => contents.tags.get(tag) ?? []);
            return listed.filter((list) => contents.names(list).every((tag) => tags.includes(tag)));
        });
        return [...new Set([...own.reverse(), ...lists])].filter((one) => one !== digest && !this.#kept.has(one));
    }
    /** Why what nothing names is kept all the same; undefined when there is no reason. */
    #reasonToWait(one) {
        const { contents, attached } = this.#facts;
        const { staging, now } = this.#rules.policy;
        const records = (attached.get(one.digest) ?? []).filter(isAcceptance);
        // An image that somebody built upon one of ours has its labels.
        if (one.kind === 'image' && records.length === 0)
            return 'no acceptance record says that a build of this action pushed it';
        const version = contents.versions.get(one.digest);
        const isStaged = contents.names(one.digest).some((tag) => isStaging(tag, one));
        // Without a tag it was released once, and was read as a record names it.
        if (!isStaged && version === undefined)
            return undefined;
        // A build that gives the image which is there already attaches a new record.
        const times = records.flatMap((record) => createdOf(record) ?? []);
        const pushed = Math.max(...times, version?.updated ?? Number.NEGATIVE_INFINITY);
        if (pushed === Number.NEGATIVE_INFINITY)
            return 'nothing says when it was pushed';
        return pushed + staging < now ? undefined : `pushed ${days(Math.max(0, now - pushed))} ago`;
    }
}
function phaseOf({ kind }) {
    return kind === 'index' || kind === 'image' || kind === 'record' ? kind : 'rest';
}
/** Whether a list of attachments without a tag has nothing that a tagged one lacks: each write leaves the one before. */
function isSuperseded({ kind, children }, { stored, names }) {
    if (kind !== 'index' || !children.some(isAcceptance))
        return false;
    const lists = [...stored.values()].filter((one) => names(one.digest).some((tag) => subjectOf(tag) !== undefined));
    const has = (list, digest) => list.children.some((child) => child.digest === digest);
    return lists.some((list) => children.every(({ digest }) => has(list, digest)));
}
function withBytes(drafts, places) {
    const key = (place, digest) => `${place ?? ''} ${digest}`;
    const partsOf = ({ place, digest, with: attached, verdict }) => verdict === 'delete' ? [digest, ...attached].map((one) => key(place, one)) : [];
    const going = new Set(drafts.flatMap(partsOf));
    const all = new Map([...places].flatMap(([place, { stored }]) => [...stored.values()].map((one) => [key(place, one.digest), one])));
    const staying = [...all].filter(([name]) => !going.has(name)).map(([, one]) => one);
    const deletions = drafts.map((draft) => partsOf(draft).flatMap((name) => all.get(name) ?? []));
    const freed = freedBytes(staying, deletions);
    return drafts.map((draft, index) => ({ ...draft, frees: freed[index] ?? 0 }));
}
/** What an item is called: by its tags, else its digest. */
function nameOf({ place, tags, digest }) {
    const names = tags.length === 0 ? [(0,oci_digest/* shortDigest */.VK)(digest)] : tags;
    return names.map((name) => (place === undefined ? name : `${place}:${name}`)).join(', ');
}

// EXTERNAL MODULE: ./src/release/rollback.ts
var rollback = __webpack_require__(11425);
;// CONCATENATED MODULE: ./src/prune/needs.ts


/** As readHistory(), which follows records that have no history of their own. */
const MAX_WITHOUT_HISTORY = 50;
/**
 * @param count of releases that are kept, at least 1
 * @param unread places that could not be read: their images may have no name but in the records
 */
function needsOf(releases, count, unread) {
    const { chain, others, unfinished } = releases;
    const unsure = doubtOf(releases, count);
    const whole = [
        ...(unfinished === undefined
            ? []
            : [[unfinished, `release ${unfinished.id}, which is unfinished`]]),
        ...(unsure === undefined ? [] : others).map((record) => [record, unsure ?? '']),
    ];
    const kept = chain.slice(0, count).map((record, index) => {
        const aliases = (0,rollback/* aliasesAsOf */.it)(chain.slice(0, index + 1)).filter(({ to }) => to !== null);
        return { record, aliases };
    });
    const images = new Map();
    const all = [
        ...kept.flatMap(({ record, aliases }) => aliases.flatMap((alias) => need(alias, alias.to, `release ${record.id}`))),
        ...heldImages(chain[0]),
        ...whole.flatMap(([{ aliases }, reason]) => aliases.flatMap((alias) => [...need(alias, alias.to, reason), ...need(alias, alias.from, reason)])),
    ];
    for (const { place, digest, reason } of all) {
        const here = images.get(place) ?? new Map();
        images.set(place, here);
        if (!here.has(digest))
            here.set(digest, reason);
    }
    const records = new Map([
        ...[...chain, ...others].flatMap(({ id, aliases }) => aliases
            .filter(({ image }) => unread.has(image))
            .map(({ image }) => [id, `it names images of ${image}, which could not be read`])),
        ...remembered(chain, count).map(({ id }) => [id, 'later releases have no history of their own']),
        ...whole.map(([{ id }, reason]) => [id, reason]),
        ...kept.map(({ record }, index) => [record.id, index === 0 ? LAST : 'a release to roll back to']),
    ]);
    return { records, images, aliases: new Set(kept.flatMap(({ aliases }) => aliases.map(release_record/* aliasName */.sN))), unsure };
}
const LAST = 'the last release';
function need({ image: place }, target, reason) {
    return target === null ? [] : [{ place, digest: target.digest, reason }];
}
/** A rollback holds as long as the image is there from which it went back: see afterRollback() in history.ts. */
function heldImages(last) {
    const reason = 'rolled back from: without it, it would be built and released again';
    return (last?.history?.aliases ?? []).flatMap(({ alias, held }) => {
        const places = new Set([undefined, placeOf(alias)]);
        return (held?.images ?? []).flatMap((digest) => [...places].map((place) => ({ place, digest, reason })));
    });
}
/** The records behind the kept ones that readHistory() reads. */
function remembered(chain, count) {
    if (chain[count - 1]?.history !== undefined)
        return [];
    const older = chain.slice(count, MAX_WITHOUT_HISTORY);
    const first = older.findIndex(({ history }) => history !== undefined);
    return first < 0 ? older : older.slice(0, first + 1);
}
/** Why it can't be told which releases count. */
function doubtOf({ chain, others }, count) {
    if (others.length === 0)
        return undefined;
    if (chain.length === 0)
        return 'the journal names no completed release';
    if (chain.length >= count || chain.at(-1)?.previous === undefined)
        return undefined;
    return `the record of release ${chain.at(-1)?.previous} is gone`;
}
/** The place that aliasName() has in it. */
function placeOf(alias) {
    const colon = alias.indexOf(':');
    return colon < 0 ? undefined : alias.slice(0, colon);
}
/** All places that releases name. */
function placesOf({ chain, others, unfinished }) {
    const records = [...chain, ...others, ...(unfinished === undefined ? [] : [unfinished])];
    return new Set([
        undefined,
        ...records.flatMap(({ aliases }) => aliases.map(({ image }) => image)),
        ...records.flatMap(({ history }) => history?.aliases.map(({ alias }) => placeOf(alias)) ?? []),
    ]);
}
/** Images that releases of any age named, by place. */
function namedBy({ chain, others }) {
    const named = new Map();
    for (const { aliases } of [...chain, ...others])
        for (const { image, from, to } of aliases) {
            const here = named.get(image) ?? new Set();
            named.set(image, here);
            for (const target of [from, to])
                if (target !== null)
                    here.add(target.digest);
        }
    return named;
}

;// CONCATENATED MODULE: ./src/prune/delete.ts
/** Deletes what was decided, in an order that leaves nothing which the next run does not find. */






/** How long one run deletes, in ms: releases wait ten minutes for their lease. */
const MAX_TIME = 300_000;
/** Not the registry's: what it names is still there, or the time of this run is over. */
const POSTPONED = 0;
/**
 * Deletions of one run, one after the other: distribution 2 fails when it is told to delete several at once, and GitHub asks
 * for it.
 */
class Deletion {
    #decision;
    #packages;
    #check;
    #left = new Map();
    #until = performance.now() + MAX_TIME;
    #done = 0;
    /**
     * @param packages GitHub's, where the registry itself deletes nothing
     * @param check throws when the release lease may be somebody else's
     */
    constructor(decision, packages, check) {
        this.#decision = decision;
        this.#packages = packages;
        this.#check = check;
    }
    /**
     * @returns what is still there, with why
     * @throws RegistryError that says how much was deleted, when the registry fails or the lease is lost.
     */
    async run() {
        const due = this.#decision.items.filter(isDue);
        try {
            for (const phase of PHASES) {
                for (const item of inOrder(due.filter((one) => one.phase === phase)))
                    await this.#remove(item);
                if (phase === 'index')
                    await this.#retry();
            }
        }
        catch (error) {
            if (!(0,errors/* isExpected */.Dn)(error))
                throw error;
            throw new errors/* RegistryError */.gl(`${this.#done} of ${due.length} were deleted, and then: ${(0,errors/* messageOf */.bD)(error)}. Run it again: it goes on with the others`);
        }
        return new Map([...this.#left].map(([item, { reason }]) => [item, reason]));
    }
    /** Some registries (ECR) keep an image as long as an index has it. */
    async #retry() {
        for (const [item, { status }] of [...this.#left])
            if (isConflict(status))
                await this.#remove(item);
    }
    async #remove(item) {
        const refusal = this.#postponed(item) ?? (await this.#delete(item));
        if (refusal !== undefined)
            this.#left.set(item, refusal);
        else {
            this.#left.delete(item);
            this.#done += 1;
        }
    }
    #postponed(item) {
        if (performance.now() > this.#until)
            return { status: POSTPONED, reason: 'the time of this run was over: the next one goes on' };
        const named = this.#namesOf(item);
        const isHeld = ([{ place, digest, verdict }, { status }]) => verdict === 'delete' &&
            named.has(keyOf(place, digest)) &&
            (item.phase === 'record' || !isConflict(status));
        if (![...this.#left].some(isHeld))
            return undefined;
        return { status: POSTPONED, reason: 'what it names is still there' };
    }
    /** What only this item tells the next run of. */
    #namesOf({ place, digest, tags, phase }) {
        const { places, releases } = this.#decision;
        if (phase === 'index') {
            const children = places.get(place)?.stored.get(digest)?.children ?? [];
            return new Set(children.map((child) => keyOf(place, child.digest)));
        }
        const ids = phase === 'record' ? tags.map(recordOf) : [];
        const records = [...releases.chain, ...releases.others].filter(({ id }) => ids.includes(id));
        const named = [...namedBy({ chain: records, others: [] })].flatMap(([image, digests]) => [...digests].map((each) => keyOf(image, each)));
        return new Set(named);
    }
    async #delete({ place, phase, digest, tags, verdict, with: attached }) {
        const contents = this.#decision.places.get(place);
        if (contents === undefined)
            return undefined;
        if (verdict === 'untag')
            return this.#removeTags(contents.repository, tags);
        // Attachments go after their subject, and before the list that names them.
        for (const each of phase === 'rest' ? [...attached, digest] : [digest, ...attached]) {
            const refusal = await this.#deleteManifest(contents, each);
            if (refusal === undefined)
                continue;
            const what = each === digest ? '' : `${(0,oci_digest/* shortDigest */.VK)(each)}, attached to it: `;
            return { ...refusal, reason: `${what}${refusal.reason}` };
        }
        return undefined;
    }
    async #deleteManifest({ repository, versions }, digest) {
        if (this.#packages === undefined)
            return (0,registry_tags/* deleteManifest */.rW)(repository, digest);
        this.#check();
        const version = versions.get(digest);
        if (version === undefined)
            return { status: POSTPONED, reason: 'GitHub lists no version of it' };
        return this.#packages.remove(repository, version);
    }
    async #removeTags(repository, tags) {
        if (this.#packages !== undefined)
            return { status: POSTPONED, reason: 'GitHub deletes a tag only together with its image, which stays' };
        for (const tag of tags) {
            try {
                await (0,registry_tags/* deleteTag */._R)(repository, tag);
            }
            catch (error) {
                if (!(error instanceof errors/* RegistryError */.gl) || error.transient)
                    throw error;
                return { status: error.status ?? POSTPONED, reason: (0,errors/* messageOf */.bD)(error) };
            }
        }
        return undefined;
    }
}
const keyOf = (place, digest) => `${place ?? ''} ${digest}`;
/** Whether a registry can't delete something now, although we may. */
function isConflict(status) {
    return status !== POSTPONED && status !== 403;
}
/** Records by their ids, which begin with their time. */
function inOrder(items) {
    return items[0]?.phase === 'record'
        ? items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
        : [...items];
}

// EXTERNAL MODULE: ./src/registry/referrers.ts
var referrers = __webpack_require__(9191);
;// CONCATENATED MODULE: ./src/prune/read.ts
/** Reads what a registry has of a family: tags, manifests, releases. Writes nothing. */










/** Requests at a time: most are a few hundred bytes. */
const REQUESTS = 16;
/** Attachments may have attachments of their own; deeper ones are not looked for. */
const MAX_DEPTH = 4;
/** One component of a repository's name (distribution-spec, "Pulling manifests"): records are only believed so far. */
const PLACE = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
/** A repository as it was read. Manifests are added as they are asked for. */
class PlaceContents {
    repository;
    tags = new Map();
    stored = new Map();
    /** By digest; empty where only tags can be listed. */
    versions = new Map();
    /** The tags of a manifest. */
    names = (digest) => this.#names.get(digest) ?? [];
    #names = new Map();
    /** Manifests that are not there. */
    #missing = new Set();
    #hasApi = true;
    constructor(repository) {
        this.repository = repository;
    }
    static async read(repository, listVersions) {
        const place = new PlaceContents(repository);
        for (const version of (await listVersions?.(repository)) ?? [])
            place.versions.set(version.digest, version);
        const read = await (0,parallel/* inParallel */.H)(REQUESTS, await (0,registry_tags/* listTags */.cB)(repository), async (tag) => {
            return { tag, found: await readStored(repository, tag) };
        });
        for (const { tag, found } of read) {
            if (found === undefined)
                continue;
            place.tags.set(tag, found.digest);
            place.#names.set(found.digest, [...place.names(found.digest), tag]);
            place.stored.set(found.digest, found);
        }
        return place;
    }
    /** Reads manifests that have no tag, or were not read yet. @returns those that are there */
    async readAll(digests) {
        const found = await (0,parallel/* inParallel */.H)(REQUESTS, [...new Set(digests)], (digest) => this.#read(digest));
        return found.filter((each) => each !== undefined);
    }
    async #read(digest) {
        const known = this.stored.get(digest);
        if (known !== undefined || this.#missing.has(digest))
            return known;
        const found = await readStored(this.repository, digest);
        if (found === undefined)
            this.#missing.add(digest);
        else
            this.stored.set(digest, found);
        return found;
    }
    /** Finds out which images are of this family. */
    async readLabels(images) {
        const unknown = [...images].filter(({ kind, cell }) => kind === 'image' && cell === undefined);
        await (0,parallel/* inParallel */.H)(REQUESTS, unknown, async (image) => {
            this.stored.set(image.digest, await readLabels(this.repository, image));
        });
    }
    /** The list of attachments that a tag names, where the registry has no API for it. */
    listOf(subject) {
        const digest = this.tags.get(`sha256-${(0,oci_digest/* hexOf */.ZD)(subject)}`);
        const list = digest === undefined || digest === subject ? undefined : this.stored.get(digest);
        return list?.kind === 'index' ? list : undefined;
    }
    /** What is attached to a manifest, and to that in turn: only what names it as its subject. */
    async readAttachments(subject, depth = 0) {
        const listed = [...(this.listOf(subject)?.children ?? []), ...(await this.#fromApi(subject))];
        const found = await this.readAll(listed.map(({ digest }) => digest));
        const own = found.filter((attachment) => attachment.subject === subject);
        if (depth === MAX_DEPTH)
            return own;
        const deeper = await Promise.all(own.map(({ digest }) => this.readAttachments(digest, depth + 1)));
        return [...own, ...deeper.flat()];
    }
    async #fromApi(subject) {
        if (!this.#hasApi)
            return [];
        const listed = await (0,referrers/* referrersFromApi */.Zi)(this.repository, subject);
        // Asked once: a registry without the API has none for any manifest.
        if (listed === undefined)
            this.#hasApi = false;
        return listed ?? [];
    }
}
/**
 * All repositories of a family, by the last part of the name.
 * @returns those that were read, and why others can't be, in which nothing is deleted
 */
async function readPlaces(main, places, listVersions) {
    const found = new Map([[undefined, main]]);
    const unread = new Map();
    for (const place of places) {
        if (place === undefined || !PLACE.test(place))
            continue;
        const repository = (0,state/* repositoryAt */.uw)(main.repository, place);
        try {
            found.set(place, await PlaceContents.read(repository, listVersions));
        }
        catch (error) {
            if (!isRefused(error))
                throw error;
            unread.set(place, `${(0,registry_repository/* formatRepository */.Sh)(repository)} is left as it is: ${error.message}`);
        }
    }
    return { places: found, unread };
}
function isRefused(error) {
    return (error instanceof errors/* ConfigurationError */.j1 || (error instanceof errors/* RegistryError */.gl && error.refused !== undefined));
}
/**
 * The releases of a repository.
 * @throws ConfigurationError when a record of a completed release, or the journal, is none.
 */
async function readReleases({ repository, tags, stored }) {
    const { last, unfinished } = (await release_record/* journal */.W8.read(repository)) ?? {};
    const tagged = [...tags].flatMap(([tag, digest]) => {
        const id = recordOf(tag);
        return id !== undefined && stored.get(digest)?.kind === 'record' ? [id] : [];
    });
    const read = await (0,parallel/* inParallel */.H)(REQUESTS, tagged, (id) => (0,release_record/* readRecord */.aE)(repository, id));
    const records = new Map();
    for (const [index, record] of read.entries())
        if (record !== undefined && record.id === tagged[index])
            records.set(record.id, record);
    const chain = [];
    for (let id = last; id !== undefined; id = chain.at(-1)?.previous) {
        const record = records.get(id);
        if (record === undefined)
            break;
        records.delete(id);
        chain.push(record);
    }
    const left = unfinished && (records.get(unfinished.release) ?? (await (0,release_record/* readRecord */.aE)(repository, unfinished.record)));
    if (left !== undefined)
        records.delete(left.id);
    return { chain, others: [...records.values()], unfinished: left };
}

;// CONCATENATED MODULE: ./src/prune/prune.ts
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
 * Deletes from a registry what no tag and no release needs. It reads and decides without the release lease, which is all of a
 * dry run; and where something is to be deleted, once more under it.
 */
















/** Images whose attachments are read at a time. */
const AT_ONCE = 4;
/**
 * @throws ConfigurationError when the registry does not let us delete, or a release's record or the journal is none.
 * @throws RegistryError when a release is under way for too long, or the registry fails: what was deleted until then is in
 *   the message, and the next run goes on.
 */
async function prune(policy, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, new release_session/* Session */.N(options), true);
        const packages = __addDisposableResource(env_1, options.packages && new Packages(options.packages, { log: options.say }), false);
        const look = () => readAndDecide(session, policy, packages);
        const early = await look();
        if (options.dryRun || !early.items.some(isDue))
            return { ...early, left: new Map() };
        await (0,access/* checkPush */.L)(session.main);
        await checkDeletion(session, early, packages);
        const { lease } = await session.begin();
        try {
            const decision = agreed(early, await look());
            await lease.confirm();
            const left = await new Deletion(decision, packages, () => lease.check()).run();
            return { ...decision, left };
        }
        finally {
            await session.end();
        }
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
/**
 * A decision with nothing to be deleted on which an earlier one did not agree: what a registry did not show once stays, and
 * both say why. Where they do not agree on images, indexes and records stay, too: nothing else may name one.
 */
function agreed(early, decision) {
    const keyOf = ({ place, digest, verdict }) => `${verdict} ${place ?? ''} ${digest}`;
    const known = new Set(early.items.map(keyOf));
    const imagesOf = ({ items }) => items.flatMap((item) => (isDue(item) && item.phase === 'image' ? [keyOf(item)] : [])).sort();
    const isSure = (0,external_node_util_.isDeepStrictEqual)(imagesOf(early), imagesOf(decision));
    const items = decision.items.map((item) => {
        const isNew = !known.has(keyOf(item));
        const isUnsure = !isSure && (item.phase === 'index' || item.phase === 'record');
        if (!isDue(item) || !(isNew || isUnsure))
            return item;
        const what = isNew ? 'new' : 'what it names may be new';
        return {
            ...item,
            verdict: 'keep',
            reason: `${what} since this run began: the next one decides`,
            frees: 0,
        };
    });
    return { ...decision, items, warnings: [...new Set([...early.warnings, ...decision.warnings])] };
}
/**
 * Tries out whether the registry lets us delete at all; of GitHub's API, whether the token sees the packages.
 * @throws ConfigurationError when not.
 */
async function checkDeletion({ main }, { items, places }, packages) {
    for (const place of new Set(items.filter(isDue).map(({ place }) => place))) {
        const repository = (0,state/* repositoryAt */.uw)(main, place);
        const name = (0,registry_repository/* formatRepository */.Sh)(repository);
        if (packages === undefined && !(await (0,registry_tags/* canDelete */.W9)(repository)))
            throw new errors/* ConfigurationError */.j1(`nothing was deleted: ${name} does not let us delete manifests. The user needs the right to delete, and the registry must allow it: distribution by storage.delete.enabled, ECR by ecr:BatchDeleteImage`);
        if (packages !== undefined && places.get(place)?.versions.size === 0)
            throw new errors/* ConfigurationError */.j1(`nothing was deleted: GitHub lists no version of ${name} for the token; ${PACKAGE_RIGHTS}`);
    }
}
async function readAndDecide({ main }, policy, packages) {
    const listVersions = packages?.list.bind(packages);
    const own = await PlaceContents.read(main, listVersions);
    const releases = await readReleases(own);
    const { places, unread } = await readPlaces(own, placesOf(releases), listVersions);
    const warnings = [...unread.values()];
    const needs = needsOf(releases, policy.releases, new Set(unread.keys()));
    if (needs.unsure !== undefined)
        warnings.push(`all releases are kept: ${needs.unsure}`);
    const named = namedBy(releases);
    for (const [place, contents] of places) {
        const needed = needs.images.get(place)?.keys() ?? [];
        await contents.readAll([...needed, ...(named.get(place) ?? []), ...untaggedOf(contents)]);
        await contents.readAll(prune_childrenOf(contents));
        await contents.readLabels(imagesToAsk(place, contents, policy));
    }
    const roots = allRoots(places, needs, policy);
    const facts = new Map();
    for (const [place, contents] of places)
        facts.set(place, await factsOf(contents, roots.get(place) ?? new Map()));
    warnings.push(...lostReleases(places, needs));
    return { items: decide(facts, needs, policy), places, releases, warnings };
}
/** Versions without a tag whose content is not known: not attachments that a list names, which go with their subject. */
function untaggedOf({ versions, stored }) {
    const listed = new Set([...stored.values()].flatMap(({ children }) => children.map(({ digest }) => digest)));
    return [...versions.keys()].filter((digest) => !listed.has(digest));
}
/** Of indexes over images; lists of attachments have an artifact's type for each. */
function prune_childrenOf({ stored }) {
    const children = [...stored.values()]
        .filter(({ kind }) => kind === 'index')
        .flatMap((index) => index.children);
    return children.filter(({ artifactType }) => artifactType === undefined).map(({ digest }) => digest);
}
/** Images of which it depends on their labels what becomes of them or their tags, and those of our indexes. */
function* imagesToAsk(place, { stored, names }, policy) {
    const ours = [...stored.values()].filter(({ kind, cell }) => kind === 'index' && cell !== undefined);
    const children = new Set(ours.flatMap((index) => index.children.map(({ digest }) => digest)));
    const isDated = (tag) => policy.dated !== undefined && policy.dateOf(place, tag) !== undefined;
    for (const one of stored.values()) {
        const tags = names(one.digest);
        const isWeak = tags.every((tag) => needsLabels(place, tag, policy)) || tags.some(isDated);
        if (isWeak || children.has(one.digest))
            yield one;
    }
}
async function factsOf(contents, roots) {
    const { stored, tags } = contents;
    const candidates = [...stored.values()].filter((one) => !roots.has(one.digest) && isOurs(one, stored));
    const attached = new Map();
    await (0,parallel/* inParallel */.H)(AT_ONCE, candidates, async ({ digest }) => {
        attached.set(digest, await contents.readAttachments(digest));
    });
    const gone = new Set();
    for (const [tag, digest] of tags) {
        const subject = tag.replace('sha256-', 'sha256:');
        const list = stored.get(digest);
        if (!(0,oci_digest/* isDigest */.Bc)(subject) || stored.has(subject) || !list?.children.some(isAcceptance))
            continue;
        if ((await contents.readAll([subject])).length > 0)
            continue;
        gone.add(subject);
        attached.set(digest, await contents.readAttachments(subject));
    }
    return { contents, candidates, attached, gone };
}
/** An image with our labels, or an index that says so, of nothing else. */
function isOurs({ kind, cell, children }, stored) {
    if (cell === undefined)
        return false;
    return kind === 'image' || children.every(({ digest }) => (stored.get(digest)?.cell ?? cell) === cell);
}
/** Images that kept releases need and the registry has lost, a line for each release. */
function lostReleases(places, { images }) {
    const lost = [...images].flatMap(([place, needed]) => {
        const contents = places.get(place);
        return [...needed].filter(([digest]) => contents?.stored.has(digest) === false);
    });
    const reasons = [...new Set(lost.map(([, reason]) => reason))];
    return reasons.map((reason) => {
        const digests = lost.flatMap(([digest, of]) => (of === reason ? [digest] : []));
        return `the registry has lost images of ${reason}: ${(0,request/* listed */.KE)(digests)}`;
    });
}

// EXTERNAL MODULE: ./src/catalog/bytes.ts
var catalog_bytes = __webpack_require__(95632);
;// CONCATENATED MODULE: ./src/prune/report.ts
/** What was pruned, as a table, a sentence and JSON. */



const COLUMNS = ['what', 'verdict', 'frees', 'reason'];
/** Lines that a table has at most: a log and a summary are for people. */
const MAX_LINES = 1000;
const MAX_NAME = 120;
const VERDICTS = { delete: 'delete', untag: 'remove the tag', keep: 'keep' };
/** An item in COLUMNS. */
function pruneRow(item) {
    const { verdict, frees, reason } = item;
    return [
        (0,src_text/* shorten */.ml)(nameOf(item), MAX_NAME),
        VERDICTS[verdict],
        verdict === 'delete' ? (0,catalog_bytes/* formatBytes */.z)(frees) : '',
        reason,
    ];
}
/** A row for each item; `left` says in words what is not among the rows. */
function pruneTable(items) {
    const rows = items.slice(0, MAX_LINES).map(pruneRow);
    const more = items.length - rows.length;
    return { rows, left: more > 0 ? `${more} more lines are left out` : '' };
}
/** How many items are or would be deleted, and the bytes that this frees. */
function totals({ items, left }) {
    const gone = items.filter((item) => isDue(item) && !left.has(item));
    const bytes = gone.reduce((sum, { frees }) => sum + frees, 0);
    return { count: gone.length, kept: items.length - gone.length, bytes };
}
/** One sentence on what happened. */
function headline(result, dryRun) {
    const { count, kept, bytes } = totals(result);
    const what = count === 0 ? 'nothing' : `${count} of ${count + kept}`;
    const freed = count === 0 ? '' : `, which ${dryRun ? 'would free' : 'frees'} ${(0,catalog_bytes/* formatBytes */.z)(bytes)}`;
    if (dryRun)
        return `Dry run: ${what} would be deleted${freed}`;
    const left = result.left.size === 0 ? '' : `; ${result.left.size} could not be`;
    return `Deleted: ${what}${freed}${left}`;
}
/** What is still there although it was to be deleted, and what one must know, a line each. */
function warningsOf({ left, warnings }) {
    const stays = [...left].slice(0, MAX_LINES).map(([item, why]) => `${nameOf(item)} is still there: ${why}`);
    return [...warnings, ...stays];
}
/** All items, for programs. */
function itemsJson({ items, left }) {
    return items.map((item) => {
        const { place = null, digest, tags, verdict, frees, reason } = item;
        return { image: place, digest, tags, verdict, frees, reason, left: left.get(item) ?? null };
    });
}

// EXTERNAL MODULE: ./src/table.ts
var table = __webpack_require__(88719);
// EXTERNAL MODULE: ./src/local/context.ts + 2 modules
var local_context = __webpack_require__(87715);
// EXTERNAL MODULE: ./src/local/environment.ts + 4 modules
var environment = __webpack_require__(50037);
;// CONCATENATED MODULE: ./src/local/prune.ts
var prune_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var prune_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
/** `npm run prune`: tells what of a registry no tag and no release needs, and deletes it. */











/** Gives the table of what is or would be deleted, and what is kept. @throws as prune(). */
async function pruneLocally(command, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { env, progress, folder } = context;
        const dryRun = !command.delete;
        const family = prune_addDisposableResource(env_1, await (0,local_context/* openLocalFamily */.qs)(command, context), true);
        const { catalog } = family;
        const now = new Date();
        const limits = {
            'keep-releases': command.keepReleases,
            'keep-staging-days': command.keepStagingDays,
            'keep-dated-days': command.keepDatedDays,
        };
        const policy = prunePolicy(limits, catalog, now);
        const local = async () => (await (0,environment/* findEnvironment */.jY)(folder, (0,cells/* cellsOf */.nc)(catalog)))?.registry;
        const registry = command.image === undefined ? await local() : undefined;
        const name = command.image ?? (registry && `${registry}/spark`);
        if (name === undefined)
            throw new errors/* ConfigurationError */.j1('no registry of npm start runs here: name one with --image REGISTRY/NAME');
        const image = (0,reference/* parseImageName */["if"])(name);
        progress.step(dryRun ? 'look' : 'prune');
        const pace = (0,lease/* testPace */.cI)(env);
        const result = await prune(policy, {
            image,
            client: { log: progress.info, ...pace.client },
            times: pace.times,
            packages: findPackages(image, env.GITHUB_TOKEN ?? '', env),
            dryRun,
            by: `process ${process.pid} of ${env.USER ?? 'somebody'}`,
            now,
            say: progress.info,
        });
        const { rows, left } = pruneTable(result.items);
        const hint = dryRun ? 'To delete it, add --delete.' : '';
        const parts = [rows.length === 0 ? '' : (0,table/* table */.t)(COLUMNS, rows), left, ...warningsOf(result), hint].filter(Boolean);
        return [headline(result, dryRun), ...parts.flatMap((part) => ['', part])].join('\n');
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = prune_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}


/***/ }),

/***/ 47174:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ Web)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83916);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45631);
/* harmony import */ var _destination_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20588);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16510);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41350);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(34062);
/** Requests to package indexes, to OSV and to GitHub: small, and with a time limit for all of them together. */







const RETRIES = { attempts: 4, base: 500, cap: 5_000, patience: 60_000 };
/** In ms: for a connection, without a byte, and for all requests together. */
const LIMITS = { connect: 15_000, idle: 30_000, total: 600_000 };
const MAX_REDIRECTS = 5;
/** Sends requests, follows redirects of what only reads, and tries again. Every failure is a RegistryError. */
class Web {
    #transport;
    #retries;
    #log;
    #host;
    #end = new AbortController();
    #timer;
    constructor({ log = () => { }, retries = RETRIES, limits = LIMITS, host } = {}) {
        this.#transport = new _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .Transport */ .oK(limits);
        this.#retries = retries;
        this.#log = log;
        this.#host = host;
        const who = host ?? 'the servers that were asked';
        const problem = `${who} did not answer all questions within ${limits.total / 1000} s`;
        this.#timer = setTimeout(() => this.#end.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(problem)), limits.total).unref();
    }
    [Symbol.dispose]() {
        clearTimeout(this.#timer);
        this.#transport.close();
    }
    /** @throws RegistryError for a status that is not expected, for too much, and when no answer comes. */
    async ask(asked) {
        for (let failed = 1;; failed++) {
            try {
                return await this.#send(asked);
            }
            catch (error) {
                this.#end.signal.throwIfAborted();
                if (asked.once === true)
                    throw error;
                await (0,_retry_js__WEBPACK_IMPORTED_MODULE_5__/* .waitToRetry */ .B2)(error, failed, this.#retries, this.#log);
            }
        }
    }
    async #send({ method, url: start, headers, authorization, body, expect, limit }) {
        const { signal } = this.#end;
        const permit = { signal, check: () => signal.throwIfAborted(), unanswered: () => { } };
        const sent = body === undefined ? undefined : Buffer.from(body);
        const content = sent && { size: sent.length, open: () => node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([sent]) };
        if (this.#host !== undefined && start.host !== this.#host)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(`${(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .nameOf */ .Vb)(start)} is not at ${this.#host}: no request goes there`);
        let url = start;
        for (let redirects = 0;; redirects++) {
            const isOurs = authorization !== undefined && url.origin === start.origin;
            const request = {
                method,
                url,
                headers: { ...headers, ...(isOurs && { authorization }) },
                body: content,
            };
            const response = await this.#transport.send(request, permit);
            const next = this.#host === undefined ? (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .redirectOf */ .Yx)(method, response) : undefined;
            if (next === undefined)
                return await answerOf(request, response, expect, limit);
            (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
            if (redirects === MAX_REDIRECTS)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(`${(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .nameOf */ .Vb)(start)} is redirected without end`);
            (0,_destination_js__WEBPACK_IMPORTED_MODULE_3__/* .checkDestination */ .b)(next, url, start);
            url = next;
        }
    }
}
async function answerOf({ method, url }, response, expect, limit) {
    const { status, headers } = response;
    if (!expect.includes(status)) {
        (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
        const message = `${url.host} answered ${status} to ${method} ${(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .pathOf */ .XM)(url)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl(message, (0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .statusDetails */ .l$)(status, headers['retry-after']));
    }
    try {
        return { status, headers, url, body: await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .readBytes */ .io)(response, limit) };
    }
    catch (error) {
        const failure = (0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .receiveError */ .yM)(url, error);
        throw failure instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl ? failure : new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(failure));
    }
}


/***/ })

};
