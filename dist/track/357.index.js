export const id = 357;
export const ids = [357];
export const modules = {

/***/ 1357:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readArchives: () => (/* binding */ readArchives)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/parallel.ts
var parallel = __webpack_require__(3716);
// EXTERNAL MODULE: ./src/archive/apt.ts
var apt = __webpack_require__(8817);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/archive/archive.ts
/**
 * A Debian archive as the machine's apt sees it: which indexes its signed Releases list, and which versions apt would
 * install. apt checks signatures, dates and digests; dpkg decides which version is newer.
 */




/** What keeps a setting of the machine's from letting through what is not signed, or expired. */
const CAREFUL = {
    'Acquire::AllowInsecureRepositories': 'false',
    'Acquire::AllowWeakRepositories': 'false',
    'Acquire::AllowDowngradeToInsecureRepositories': 'false',
    'Acquire::Check-Valid-Until': 'true',
    'Acquire::Check-Date': 'true',
    'APT::Get::AllowUnauthenticated': 'false',
    'Dir::Etc::trusted': '/dev/null',
    'Dir::Etc::trustedparts': '/dev/null',
    // Without it, a Release that can't be had is only a warning.
    'APT::Update::Error-Mode': 'any',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '10',
    'Acquire::https::Timeout': '10',
    'Acquire::GzipIndexes': 'false',
    // Images of Debian's switch it off; it is in our folder, and used several times.
    'Dir::Cache::pkgcache': 'pkgcache.bin',
    'Dir::Etc::sourceparts': '/dev/null',
};
/** The one kind of index that is read, as apt has it by default; programs of the machine add others. */
const PACKAGES = `#clear Acquire::IndexTargets;
Acquire::IndexTargets::deb::Packages {
  MetaKey "$(COMPONENT)/binary-$(ARCHITECTURE)/Packages"; flatMetaKey "Packages";
  ShortDescription "Packages"; Description "$(RELEASE)/$(COMPONENT) $(ARCHITECTURE) Packages";
  flatDescription "$(RELEASE) Packages"; Optional "no";
};
`;
/** Keeps apt-get from asking for more than each suite's Release. */
const RELEASES_ONLY = ['--option', 'Acquire::IndexTargets::deb::Packages::DefaultEnabled=false'];
/** apt-cache reads what was downloaded, once. */
const UNREAD = ['--option', 'pkgCacheFile::Generate=false'];
/** What is asked is printed, though all else is not. */
const ALOUD = ['--option', 'quiet=0'];
/** Seconds that all Releases may take, which are a few hundred kilobytes. */
const RELEASE_SECONDS = 45;
/** Packages that one call of apt-cache is asked for. */
const AT_A_TIME = 2000;
/** Digits that are kept of a digest. */
const DIGITS = 16;
/** An archive in a folder of its own, with the Releases that it has now. */
class Archive {
    #folder;
    #options;
    #found;
    #architectures;
    #releases = new Map();
    constructor(folder, options, found, architectures) {
        this.#folder = folder;
        this.#options = options;
        this.#found = found;
        this.#architectures = architectures;
    }
    /**
     * Asks for the Release of each suite, and for nothing else.
     * @param folder an empty one
     * @throws ArchiveError when one can't be had, is not signed by a key that the sources trust, or expired.
     */
    static async open(folder, found, architectures) {
        const preferences = external_node_path_default().join(folder, 'preferences');
        const own = {
            'Dir::Etc::sourcelist': external_node_path_default().join(folder, 'list.sources'),
            'Dir::Etc::preferences': preferences,
        };
        const options = await (0,apt/* aptOptions */.Y0)(folder, 'apt.conf', { ...CAREFUL, ...own });
        await (0,promises_.writeFile)(external_node_path_default().join(folder, 'apt.conf'), PACKAGES, { flag: 'a' });
        await (0,promises_.writeFile)(preferences, found.preferences);
        await (0,promises_.mkdir)(external_node_path_default().join(folder, 'keys'));
        for (const [name, bytes] of found.keys)
            await (0,promises_.writeFile)(external_node_path_default().join(folder, 'keys', name), bytes);
        const archive = new Archive(folder, options, found, architectures);
        await archive.#readReleases();
        return archive;
    }
    async #readReleases() {
        await this.#writeSources(this.#found.sources);
        await (0,apt/* aptOutput */.t_)('apt-get', [...this.#options, ...UNREAD, ...RELEASES_ONLY, 'update'], RELEASE_SECONDS);
        // apt says in which file it keeps what; Release and Release.gpg take the place of an InRelease that is not there.
        const printed = await (0,apt/* aptOutput */.t_)('apt-get', [
            ...this.#options,
            ...RELEASES_ONLY,
            ...ALOUD,
            '--print-uris',
            'update',
        ]);
        const files = new Map([...printed.matchAll(/^'([^']+)' (\S+)/gm)].map(([, uri, file]) => [uri, file]));
        for (const source of this.#found.sources) {
            const { uri, suite } = source;
            const folder = suite.endsWith('/') ? `${uri}${suite.replace(/^\/$/, '')}` : `${uri}dists/${suite}/`;
            const file = external_node_path_default().join(this.#folder, 'lists', files.get(`${folder}InRelease`) ?? 'none');
            const signed = await (0,promises_.readFile)(file, 'utf8').catch(() => undefined);
            const detached = file.replace(/InRelease$/, 'Release');
            const text = signed === undefined ? await (0,promises_.readFile)(detached, 'utf8').catch(() => undefined) : signedText(signed);
            if (text === undefined)
                throw new apt/* ArchiveError */.di(`apt has no Release of ${suite}`);
            this.#releases.set(source, text);
        }
    }
    /** @throws ArchiveError when a Release does not list the index of a component. */
    stateOf(architecture) {
        const digests = new Map();
        for (const [source, release] of this.#releases) {
            for (const [index, found] of digestsIn(release, source, architecture))
                digests.set(index, [...(digests.get(index) ?? []), ...found]);
        }
        return Object.fromEntries([...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([index, found]) => [index, combined(found)]));
    }
    /** Downloads these indexes, of all architectures. @throws ArchiveError when they can't be had as the Release lists them. */
    async download(indexes) {
        const changed = this.#found.sources.filter((source) => indexesOf(source).some((index) => indexes.has(index)));
        await this.#writeSources(changed);
        await (0,apt/* aptOutput */.t_)('apt-get', [...this.#options, ...UNREAD, 'update']);
    }
    /**
     * What apt would install of these packages, of what was downloaded, on a system that has none of them.
     * @param names as dpkg has them, see isPackageName()
     */
    async candidates(architecture, names) {
        const only = [`APT::Architecture=${architecture}`, `APT::Architectures::=${architecture}`];
        const options = [...this.#options, ...only.flatMap((option) => ['--option', option])];
        // apt would take a name that it does not know for a pattern, and look through all that it knows.
        const known = new Set((await (0,apt/* aptOutput */.t_)('apt-cache', [...options, 'pkgnames'])).split('\n'));
        const asked = names.filter((name) => known.has(name));
        const found = new Map();
        for (let at = 0; at < asked.length; at += AT_A_TIME) {
            const text = await (0,apt/* aptOutput */.t_)('apt-cache', [
                ...options,
                'policy',
                '--',
                ...asked.slice(at, at + AT_A_TIME),
            ]);
            for (const [name, candidate] of parsePolicy(text, this.#found.sources))
                found.set(name, candidate);
        }
        return found;
    }
    /** A stanza for each suite, so that some of them can be asked alone. */
    async #writeSources(sources) {
        const stanzas = sources.map(({ uri, suite, components, keys }) => [
            'Types: deb',
            `URIs: ${uri}`,
            `Suites: ${suite}`,
            ...(components.length === 0 ? [] : [`Components: ${components.join(' ')}`]),
            `Architectures: ${this.#architectures.join(' ')}`,
            `Signed-By: ${keys.map((name) => external_node_path_default().join(this.#folder, 'keys', name)).join(' ')}`,
        ]);
        const text = stanzas.map((lines) => `${lines.join('\n')}\n`).join('\n');
        await (0,promises_.writeFile)(external_node_path_default().join(this.#folder, 'list.sources'), text);
    }
}
/** Names of the indexes of a suite, as ArchiveState has them. */
function indexesOf({ suite, components }) {
    return components.length === 0 ? [suite] : components.map((component) => `${suite} ${component}`);
}
/**
 * The text of a file that apt found well signed.
 * @throws ArchiveError when there is more in it than one signed text, as one might stand before or behind it.
 */
function signedText(file) {
    const found = /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[^\n]+\n)*\n(.*?)\n-----BEGIN PGP SIGNATURE-----\n/s.exec(file);
    if (found === null || file.split('-----BEGIN PGP SIGNED MESSAGE-----').length !== 2)
        throw new apt/* ArchiveError */.di('an InRelease is not one signed text');
    return (found[1] ?? '').replaceAll(/^- /gm, '');
}
/** The digests that a Release lists of each index of a source. */
function digestsIn(release, source, architecture) {
    const section = /^SHA256:[ \t]*\n((?: [^\n]*(?:\n|$))*)/m.exec(release)?.[1] ?? '';
    const listed = new Map([...section.matchAll(/^ ([0-9a-f]{64}) +\d+ +(\S+)$/gm)].map(([, digest = '', name = '']) => [
        name,
        digest,
    ]));
    const hasAll = !/^No-Support-for-Architecture-all:.*\bPackages\b/m.test(release);
    const { suite, components } = source;
    const of = (index, files) => {
        const [own, ...others] = files.map((file) => digestOf(listed, file));
        if (own === undefined)
            throw new apt/* ArchiveError */.di(`the Release of ${suite} lists no ${files[0]}`);
        return [index, [own, ...others.filter((digest) => digest !== undefined)]];
    };
    if (components.length === 0)
        return [of(suite, ['Packages'])];
    return components.map((component) => {
        const files = [architecture, ...(hasAll ? ['all'] : [])].map((name) => `${component}/binary-${name}/Packages`);
        return of(`${suite} ${component}`, files);
    });
}
/** By the file itself, or the compressed one where a Release lists only that. */
function digestOf(listed, file) {
    const found = ['', '.xz', '.gz', '.bz2', '.zst'].find((suffix) => listed.has(file + suffix));
    return found === undefined ? undefined : listed.get(file + found);
}
function combined(digests) {
    const [first = '', ...others] = digests;
    const all = others.length === 0 ? first : (0,external_node_crypto_.createHash)('sha256').update(digests.join('\n')).digest('hex');
    return all.slice(0, DIGITS);
}
/** Parses what `apt-cache policy` prints of packages that are in these sources. */
function parsePolicy(text, sources) {
    // apt has `trixie-security/main` for trixie-security main, and nothing for a lone slash.
    const all = sources.flatMap(indexesOf);
    const indexes = new Map(all.map((index) => [index.replace(' ', '/').replace(/^\/$/, ''), index]));
    const found = new Map();
    for (const part of text.split(/\n(?=\S)/)) {
        const name = /^(\S+?)(?::\w+)?:\n/.exec(part)?.[1];
        const version = /^ {2}Candidate: (\S+)$/m.exec(part)?.[1];
        if (name === undefined || version === undefined || version === '(none)')
            continue;
        // Each version, with a line for each index that has it below.
        const versions = part.split(/^(?= (?:\*\*\*| {3}) \S)/m);
        const lines = versions.find((one) => one.slice(5).split(/\s/, 1)[0] === version) ?? '';
        const listed = [...lines.matchAll(/^ +-?\d+ \S+ (\S*) /gm)].flatMap(([, place = '']) => indexes.get(place) ?? []);
        found.set(name, { version, indexes: listed });
    }
    return found;
}
/** Whether a text is a name of a package (deb-control(5)), and of a length that one has. */
function isPackageName(text) {
    return /^[a-z0-9][a-z0-9+.-]{1,99}$/.test(text);
}
/** Whether a text is a version (deb-version(7)), and of a length that one has. */
function isPackageVersion(text) {
    return /^(?:\d{1,9}:)?\d[A-Za-z0-9.+~-]{0,199}$/.test(text);
}
/** Whether dpkg takes a version for newer than another. @throws ArchiveError when it can't compare them. */
async function isNewer(version, than) {
    const { exitCode, stderr } = await (0,apt/* runApt */.fV)('dpkg', ['--compare-versions', version, 'gt', than]);
    if (exitCode > 1)
        throw new apt/* ArchiveError */.di(`dpkg can't compare ${version} with ${than}: ${stderr.slice(0, 200)}`);
    return exitCode === 0;
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(6447);
;// CONCATENATED MODULE: ./src/layout/changes.ts
/** What layers change in the files of those below them (image-spec, layer.md). */
/** A path in a layer without what stands before and behind it: `./etc/` is `etc`. */
function cleanPath(path) {
    return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}
/** What a whiteout removes: a file, or the folder whose lower content is hidden; undefined for any other entry. */
function removedBy(path) {
    const [, folder = '', whiteout] = /^(?:(.*)\/)?\.wh\.([^/]*)$/s.exec(path) ?? [];
    if (whiteout === undefined)
        return undefined;
    return whiteout === '.wh..opq' ? folder : cleanPath(`${folder}/${whiteout}`);
}
/** What is there in the end, in the order of paths. @param layers the lowest first. */
function mergeLayers(layers) {
    const merged = new Map();
    for (const { files, removed } of layers) {
        for (const path of merged.keys()) {
            const parts = path.split('/');
            const isGone = parts.some((_, index) => removed.has(parts.slice(0, index + 1).join('/')));
            if (isGone)
                merged.delete(path);
        }
        for (const [path, found] of files)
            merged.set(path, found);
    }
    return new Map([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
var external_node_zlib_default = /*#__PURE__*/__webpack_require__.n(external_node_zlib_);
// EXTERNAL MODULE: ./node_modules/fzstd/esm/index.mjs
var esm = __webpack_require__(8339);
;// CONCATENATED MODULE: ./src/layout/decompress.ts
/** Unpacks layers: gzip and zstd. */



const CHUNK = 256 * 1024;
/** What decompresses zstd, the fastest first: Node's own, which it has from 22.15 on, and the one in JavaScript. */
const ZSTD_DECODERS = "createZstdDecompress" in (external_node_zlib_default()) ? ['native', 'javascript'] : ['javascript'];
/** Unpacks a layer (image-spec, layer.md; Docker's are always gzip). @throws Error for a media type that is none of a layer. */
function decompressor(mediaType, zstd = ZSTD_DECODERS[0]) {
    switch (/^application\/vnd\.(?:oci|docker)\.image\.(?:layer|rootfs)\..*?tar(.*)$/.exec(mediaType)?.[1]) {
        case '':
            return new external_node_stream_.PassThrough();
        case '+gzip':
        case '.gzip':
            return external_node_zlib_default().createGunzip({ chunkSize: CHUNK });
        case '+zstd':
        case '.zstd':
            return zstd === 'native' ? external_node_zlib_default().createZstdDecompress({ chunkSize: CHUNK }) : javascriptZstd();
        default:
            throw new Error(`a layer of media type ${JSON.stringify(mediaType)} can't be unpacked`);
    }
}
function javascriptZstd() {
    const out = new external_node_stream_.Transform({
        transform: (chunk, _encoding, done) => done(failureOf(() => decoder.push(chunk))),
        // It reports input that ends too early only when told that this was the last.
        flush: (done) => done(failureOf(() => decoder.push(new Uint8Array(0), true))),
    });
    const decoder = new esm/* Decompress */.YM((data) => {
        if (data.length > 0)
            out.push(data);
    });
    return out;
}
function failureOf(action) {
    try {
        action();
        return null;
    }
    catch (error) {
        return error;
    }
}

;// CONCATENATED MODULE: ./src/layout/untar.ts
/**
 * Reads the entries of a tar archive as it streams: ustar, pax and GNU's formats. By hand, because of sparse files: the
 * libraries for Node (tar-stream, tar) take the map in front of their content for content, or lose their way behind it.
 */
/** Bytes of a header, and what files are padded to. */
const BLOCK = 512;
/** An extended header has a few records; a larger one is not read. */
const MAX_EXTENDED_BYTES = 1024 * 1024;
const ZEROS = Buffer.alloc(64 * 1024);
/** Reads a tar archive as its bytes come, without keeping them. */
class Untar {
    #onEntry;
    #entries = this.#readEntries();
    #rest = Buffer.alloc(0);
    /** @param onEntry is told of each entry and may give a sink for its content. */
    constructor(onEntry) {
        this.#onEntry = onEntry;
    }
    /** @throws Error when the bytes are not a tar archive. */
    write(chunk) {
        this.#rest = chunk;
        this.#entries.next();
    }
    *#readEntries() {
        let extended = {};
        for (let isFirst = true;; isFirst = false) {
            const block = yield* this.#take(BLOCK);
            if (block.every((byte) => byte === 0))
                return;
            const written = numberIn(block, 148, 8);
            // Of all bytes, with spaces where it is written itself.
            const checksum = block.fill(' ', 148, 156).reduce((sum, byte) => sum + byte);
            if (checksum !== written)
                throw new Error(isFirst ? 'it is not a tar archive' : 'it has a damaged header');
            const type = textIn(block, 156, 1);
            const size = Number(extended.size ?? numberIn(block, 124, 12));
            if (['x', 'L', 'K'].includes(type)) {
                if (size > MAX_EXTENDED_BYTES)
                    throw new Error('it has an extended header that is too large');
                extended = { ...extended, ...parseExtended(type, yield* this.#take(size)) };
            }
            else {
                yield* this.#readEntry(block, type, size, extended);
                extended = {};
            }
            yield* this.#pass((BLOCK - (size % BLOCK)) % BLOCK);
        }
    }
    *#readEntry(block, type, stored, extended) {
        const gnuMap = type === 'S' ? yield* this.#readGnuMap(block) : undefined;
        const paxSize = extended['GNU.sparse.realsize'] ?? extended['GNU.sparse.size'] ?? stored;
        const size = gnuMap === undefined ? Number(paxSize) : numberIn(block, 483, 12);
        const sink = this.#onEntry({
            type: ['', '7', 'S'].includes(type) ? '0' : type,
            path: extended['GNU.sparse.name'] ?? extended.path ?? nameIn(block),
            size,
            stored,
            target: extended.linkpath ?? textIn(block, 157, 100),
        });
        if (sink === undefined)
            return yield* this.#pass(stored);
        const paxMap = extended['GNU.sparse.map']?.split(',').map(Number);
        const [map, left] = extended['GNU.sparse.major'] === '1'
            ? yield* this.#readPaxMap(stored)
            : [gnuMap ?? paxMap ?? [0, stored], stored];
        yield* this.#fill(sink, map, left, size);
        sink.end();
    }
    /** The map of a sparse file in GNU's format: offsets and lengths, four in the header and 21 in each block behind it. */
    *#readGnuMap(header) {
        const map = [];
        let fields = header.subarray(386, 483);
        for (;;) {
            const more = fields.length - 1;
            for (let at = 0; at < more && fields[at] !== 0; at += 12)
                map.push(numberIn(fields, at, 12));
            if (!fields[more])
                return map;
            fields = (yield* this.#take(BLOCK)).subarray(0, 505);
        }
    }
    /** The map of a sparse file in pax format 1.0, which is in front of the content: a count, offsets and lengths. */
    *#readPaxMap(stored) {
        let text = '';
        for (let left = stored - BLOCK; left >= 0 && text.length < MAX_EXTENDED_BYTES; left -= BLOCK) {
            text += (yield* this.#take(BLOCK)).toString('latin1');
            const [count = Number.NaN, ...numbers] = text.split('\n').slice(0, -1).map(Number);
            if (numbers.length >= 2 * count)
                return [numbers.slice(0, 2 * count), left];
        }
        throw new Error('it has a sparse file without a map');
    }
    /** Gives a sink a whole file: the parts that are in the archive, and zeros in the holes between them. */
    *#fill(sink, map, stored, size) {
        let position = 0;
        let left = stored;
        for (let index = 0; index < map.length; index += 2) {
            const [offset = 0, length = 0] = map.slice(index, index + 2);
            const fits = offset >= position && length >= 0 && length <= left && offset + length <= size;
            if (!fits)
                throw new Error('it has a sparse file with a damaged map');
            writeZeros(sink, offset - position);
            yield* this.#pass(length, (part) => sink.write(part));
            position = offset + length;
            left -= length;
        }
        writeZeros(sink, size - position);
        yield* this.#pass(left);
    }
    /** The next bytes. */
    *#take(length) {
        const parts = [];
        // A decompressor may use its buffer again.
        yield* this.#pass(length, (part) => parts.push(Buffer.from(part)));
        return Buffer.concat(parts);
    }
    /** Passes the next bytes on as they come. */
    *#pass(length, write) {
        for (let left = length; left > 0;) {
            while (this.#rest.length === 0)
                yield;
            const part = this.#rest.subarray(0, left);
            this.#rest = this.#rest.subarray(part.length);
            left -= part.length;
            write?.(part);
        }
    }
}
/** A sink that gives the whole content at its end. */
function collector(onEnd) {
    const chunks = [];
    return {
        write: (chunk) => chunks.push(Buffer.from(chunk)),
        end: () => onEnd(Buffer.concat(chunks)),
    };
}
function writeZeros(sink, length) {
    for (let left = length; left > 0; left -= ZEROS.length)
        sink.write(ZEROS.subarray(0, left));
}
/** A pax header is lines of "length key=value\n"; GNU's long names are the name itself. @throws Error if damaged. */
function parseExtended(type, bytes) {
    if (type !== 'x')
        return { [type === 'L' ? 'path' : 'linkpath']: textIn(bytes, 0, bytes.length) };
    const values = {};
    // Format 0.0 of sparse files has the map in pieces, and 0.1 in one.
    const map = [];
    for (let start = 0; start < bytes.length;) {
        const space = bytes.indexOf(0x20, start);
        const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', start, space));
        if (!(length > space - start))
            throw new Error('it has a damaged extended header');
        const [key = '', value = ''] = bytes.toString('utf8', space + 1, start + length - 1).split(/=(.*)/s);
        if (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes')
            map.push(value);
        else
            values[key] = value;
        start += length;
    }
    return map.length === 0 ? values : { ...values, 'GNU.sparse.map': map.join(',') };
}
/** Octal digits, or GNU's base 256 where the first bit is set. */
function numberIn(header, start, length) {
    const field = header.subarray(start, start + length);
    const first = field[0] ?? 0;
    if (first >= 0x80)
        return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, first & 0x7f);
    return Number.parseInt(textIn(header, start, length), 8) || 0;
}
function nameIn(header) {
    const isUstar = textIn(header, 257, 6) === 'ustar';
    const prefix = isUstar ? textIn(header, 345, 155) : '';
    return prefix === '' ? textIn(header, 0, 100) : `${prefix}/${textIn(header, 0, 100)}`;
}
function textIn(bytes, start, length) {
    return bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '');
}

// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/manifest.ts
var manifest = __webpack_require__(2060);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(5079);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var registry_manifests = __webpack_require__(1);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(6075);
;// CONCATENATED MODULE: ./src/archive/sources.ts
/** Finds the apt sources of a base image, with the keys that they trust, in the layers that its registry has. */













/** Folders that keys may be in. */
const KEYS = /^(?:etc\/apt\/(?:trusted\.gpg|(?:trusted\.gpg\.d|keyrings)\/[^/]+)|usr\/share\/keyrings\/[^/]+)$/;
const TRUSTED = /^etc\/apt\/trusted\.gpg(?:\.d\/[^/]+\.(?:gpg|asc))?$/;
const LISTS = /^etc\/apt\/(?:sources\.list|sources\.list\.d\/[^/]+\.(?:list|sources))$/;
const PREFERENCES = /^etc\/apt\/preferences(?:\.d\/[\w-]+(?:\.pref)?)?$/;
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_FILES = 200;
const MAX_SOURCES = 100;
/** Compressed bytes of a base; those of CUDA have four gigabytes. */
const MAX_BASE_BYTES = 8 * 1024 ** 3;
const MAX_LINKS = 5;
/**
 * Reads the apt sources of a base image for one platform.
 * @param reference registry, name and digest, as BaseImage has it
 * @throws RegistryError when the registry can't be read, ArchiveError when the sources are not understood.
 */
async function readSources(reference, platform) {
    const { image, reference: digest } = (0,oci_reference/* parseReference */.F2)(reference);
    const repository = (0,registry_repository.openRepository)(image);
    const layers = [];
    const listed = await layersOf(repository, digest, platform);
    if (listed.reduce((sum, { size }) => sum + size, 0) > MAX_BASE_BYTES)
        throw new apt/* ArchiveError */.di(`the base ${reference} is too large to be read`);
    for (const layer of listed)
        layers.push(await readLayer(repository, layer));
    return parseSources(mergeLayers(layers), dpkgArchitecture(platform));
}
async function layersOf(repository, digest, platform) {
    const stored = await (0,registry_manifests/* getManifest */.c2)(repository, digest);
    if (stored === undefined)
        throw new apt/* ArchiveError */.di(`the base ${digest} is not in its registry`);
    const what = `the base ${digest}`;
    if (!(0,manifest/* isIndexType */.$U)(stored.descriptor.mediaType))
        return (0,manifest/* parseManifest */.Ng)(stored.bytes, what).layers;
    const { manifests } = (0,manifest/* parseIndex */.A1)(stored.bytes, what);
    const image = manifests.find(({ mediaType, platform: at }) => {
        const name = [at?.os, at?.architecture, at?.variant].filter(Boolean).join('/');
        return !(0,manifest/* isIndexType */.$U)(mediaType) && `${name}/`.startsWith(`${platform}/`);
    });
    if (image === undefined)
        throw new apt/* ArchiveError */.di(`the base ${digest} has no image for ${platform}`);
    return layersOf(repository, image.digest, platform);
}
async function readLayer(repository, layer) {
    const changes = { files: new Map(), removed: new Set() };
    const untar = new Untar((entry) => inspect(changes, entry));
    const bytes = await (0,blobs/* openBlob */.Ym)(repository, layer);
    try {
        await (0,external_node_stream_promises_.pipeline)(bytes, decompressor(layer.mediaType), async (unpacked) => {
            for await (const chunk of unpacked)
                untar.write(chunk);
        });
    }
    catch (cause) {
        throw new apt/* ArchiveError */.di(`the base's layer ${layer.digest} can't be read`, { cause });
    }
    return changes;
}
/** Keeps the content of small files by their paths; nothing of a layer gets a name of its own on this machine's disk. */
function inspect({ files, removed }, entry) {
    const path = cleanPath(entry.path);
    const gone = removedBy(path);
    if (gone !== undefined) {
        removed.add(gone);
        return undefined;
    }
    if (![KEYS, LISTS, PREFERENCES].some((pattern) => pattern.test(path)))
        return undefined;
    removed.add(path);
    if (files.size >= MAX_FILES)
        throw new apt/* ArchiveError */.di('it has more files of apt than are read');
    if (entry.type === '2')
        files.set(path, { link: external_node_path_.posix.resolve('/', external_node_path_.posix.dirname(path), entry.target) });
    else if (entry.type === '1')
        files.set(path, { link: external_node_path_.posix.resolve('/', entry.target) });
    else if (entry.type === '0' && entry.size <= MAX_FILE_BYTES)
        return collector((bytes) => files.set(path, bytes));
    return undefined;
}
/** The content of a file behind its links, none of which leads out of what was kept; undefined when there is none. */
function fileAt(files, path) {
    let at = path;
    for (let hops = 0; hops <= MAX_LINKS; hops++) {
        const found = files.get(cleanPath(at));
        if (found === undefined || Buffer.isBuffer(found))
            return found;
        at = found.link;
    }
    return undefined;
}
/**
 * Parses the files of apt's that a base has (sources.list(5)). Of the options only those count that say what is asked
 * and by whom it is signed: none makes an archive trusted that is not signed, or that expired.
 * @throws ArchiveError naming what is not understood, rather than overlook where fixes may come from.
 */
function parseSources(files, architecture) {
    const keys = new Map();
    const keep = (bytes) => {
        const suffix = bytes.subarray(0, 10).toString('latin1').startsWith('-----BEGIN') ? 'asc' : 'gpg';
        const name = `${(0,digest/* hexOf */.ZD)((0,digest/* sha256 */.sc)(bytes)).slice(0, 32)}.${suffix}`;
        keys.set(name, bytes);
        return name;
    };
    const named = (pattern) => [...files.keys()].filter((path) => pattern.test(path)).sort();
    const sources = named(LISTS).flatMap((path) => {
        const text = fileAt(files, path)?.toString('utf8') ?? '';
        const stanzas = path.endsWith('.sources') ? stanzasOf(text) : [...linesOf(text)];
        return stanzas.flatMap((fields) => {
            if (!isAsked(fields, architecture))
                return [];
            const signers = signersOf(fields, files, () => named(TRUSTED)).map(keep);
            return suitesOf(fields).map((source) => ({ ...source, keys: signers }));
        });
    });
    if (sources.length === 0)
        throw new apt/* ArchiveError */.di('the base has no apt sources');
    if (sources.length > MAX_SOURCES)
        throw new apt/* ArchiveError */.di('the base has more apt sources than are read');
    const preferences = named(PREFERENCES).map((path) => fileAt(files, path)?.toString('utf8') ?? '');
    return { sources, keys, preferences: preferences.join('\n\n') };
}
/** Stanzas in the form of deb822(5): fields by their name in small letters. */
function stanzasOf(text) {
    const lines = text.split('\n').filter((line) => !line.startsWith('#'));
    const paragraphs = lines.join('\n').split(/\n(?:[ \t]*\n)+/);
    return paragraphs.filter((paragraph) => paragraph.trim() !== '').map(fieldsOf);
}
function fieldsOf(paragraph) {
    const fields = new Map();
    let last = '';
    for (const line of paragraph.split('\n').filter((one) => one.trim() !== '')) {
        const [, name, value = ''] = /^([^\s:]+):(.*)$/.exec(line) ?? [];
        if (name !== undefined)
            last = name.toLowerCase();
        else if (!/^[ \t]/.test(line) || last === '')
            throw new apt/* ArchiveError */.di('an apt source of the base is not understood');
        fields.set(last, name === undefined ? `${fields.get(last)}\n${line.trim()}` : value.trim());
    }
    return fields;
}
/** The same of lines like `deb [signed-by=/KEY] http://… trixie main`. */
function* linesOf(text) {
    for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
        if (line === '')
            continue;
        const [, types, options = '', uris, suites, components = ''] = /^(deb|deb-src)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
        if (types === undefined || uris === undefined || suites === undefined)
            throw new apt/* ArchiveError */.di('a line of the apt sources of the base is not understood');
        const given = words(options).map((option) => option.split(/[+-]?=(.*)/s));
        const short = { arch: 'architectures', 'signed-by': 'signed-by' };
        const named = given.map(([name = '', value = '']) => [
            (0,names/* own */.ZV)(short, name.toLowerCase()) ?? name.toLowerCase(),
            value.replaceAll(',', ' '),
        ]);
        const rest = { types, uris, suites, components };
        yield new Map([...named, ...Object.entries(rest)]);
    }
}
const words = (text = '') => text.split(/\s+/).filter(Boolean);
function isAsked(fields, architecture) {
    const architectures = words(fields.get('architectures'));
    return (!/^(?:no|false|without|off|disable|0)$/i.test(fields.get('enabled') ?? '') &&
        words(fields.get('types')).includes('deb') &&
        (architectures.length === 0 || architectures.includes(architecture)));
}
/** The suites of a stanza. @throws ArchiveError when a value is none that this program understands. */
function suitesOf(fields) {
    const components = words(fields.get('components'));
    const suites = words(fields.get('suites'));
    const uris = words(fields.get('uris'));
    if (uris.length === 0 || suites.length === 0)
        throw new apt/* ArchiveError */.di('an apt source of the base names no URI or no suite');
    for (const uri of uris) {
        // Others are this machine's own files and disks, or programs.
        if (!/^https?:\/\/[^\s"'\\<>]+$/.test(uri) || !URL.canParse(uri))
            throw new apt/* ArchiveError */.di(`an apt source of the base is at ${shown(uri)}, which is not read`);
    }
    for (const name of [...suites, ...components]) {
        const isPlain = /^[\w.~+/-]+$/.test(name) && !name.split('/').includes('..');
        if (!isPlain)
            throw new apt/* ArchiveError */.di(`an apt source of the base names ${JSON.stringify(name)}`);
    }
    const isFlat = (suite) => suite.endsWith('/');
    return uris.flatMap((uri) => suites.map((suite) => {
        if (isFlat(suite) !== (components.length === 0))
            throw new apt/* ArchiveError */.di(`an apt source of the base has a suite ${suite} that does not fit its components`);
        return { uri: uri.replace(/\/*$/, '/'), suite, components };
    }));
}
/** A URI in a message, without a password. */
const shown = (uri) => JSON.stringify(uri.replace(/\/\/.*@/, '//…@').slice(0, 100));
/** The keyrings that a stanza trusts: those that it names or has in it, else all that the base trusts. */
function signersOf(fields, files, trusted) {
    const signedBy = fields.get('signed-by') ?? '';
    if (signedBy.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----')) {
        const lines = signedBy.split('\n').map((line) => (line.trim() === '.' ? '' : line.trim()));
        return [Buffer.from(`${lines.join('\n').trim()}\n`)];
    }
    const paths = signedBy.split(/[\s,]+/).filter(Boolean);
    const found = (paths.length > 0 ? paths : trusted()).map((path) => {
        const bytes = fileAt(files, path);
        if (bytes === undefined)
            throw new apt/* ArchiveError */.di(`the key ${JSON.stringify(path.slice(0, 100))} of an apt source of the base is not found`);
        return bytes;
    });
    if (found.length === 0)
        throw new apt/* ArchiveError */.di('the base trusts no key of an archive');
    return found;
}
/** Architectures that dpkg and OCI name differently. */
const ARCHITECTURES = {
    '386': 'i386',
    'arm/v6': 'armel',
    arm: 'armhf',
    'arm/v7': 'armhf',
    'arm64/v8': 'arm64',
    mips64le: 'mips64el',
    ppc64le: 'ppc64el',
};
/** The name that dpkg has for the architecture of a platform, like linux/arm64. */
function dpkgArchitecture(platform) {
    const name = platform.replace(/^[^/]*\//, '');
    const known = (0,names/* own */.ZV)(ARCHITECTURES, name) ?? name;
    if (/^[a-z0-9]+$/.test(known))
        return known;
    throw new apt/* ArchiveError */.di(`which architecture of dpkg's ${platform} is, is not known`);
}

;// CONCATENATED MODULE: ./src/archive/outdated.ts
/** Which cells have packages that the archive has newer versions of. */








/** Packages of one image that are looked at: many times what is in one. */
const MAX_PACKAGES = 5000;
/**
 * Asks the archives that cells' packages come from: each suite's Release once, and each index that changed since one
 * of the cells was built. What can't be asked is a warning.
 * @param read gives the apt sources of a base
 */
async function readArchives(cells, read = readSources) {
    const known = new Map();
    const problems = new Map();
    const attempt = async (group, task) => {
        try {
            await task();
        }
        catch (error) {
            if (!(error instanceof apt/* ArchiveError */.di || (0,errors/* isExpected */.Dn)(error)))
                throw error;
            const bases = problems.get((0,errors/* messageOf */.bD)(error)) ?? new Set();
            problems.set((0,errors/* messageOf */.bD)(error), bases);
            for (const { base } of group)
                bases.add(base);
        }
    };
    // Bases with the same sources share one apt, so that nothing is fetched twice.
    const views = new Map();
    await (0,parallel/* inParallel */.H)(4, grouped(cells, ({ base, platform }) => `${base} ${platform}`), (group) => attempt(group, async () => {
        const [{ base, platform }] = group;
        const sources = await read(base, platform);
        const key = JSON.stringify([sources.sources, sources.preferences]);
        const view = views.get(key) ?? { sources, cells: [] };
        views.set(key, view);
        view.cells.push(...group);
    }));
    await (0,parallel/* inParallel */.H)(4, [...views.values()], (view) => attempt(view.cells, async () => {
        for (const [cell, freshness] of await readArchive(view.sources, view.cells))
            known.set(cell, freshness);
    }));
    const warnings = [...problems].map(([problem, bases]) => `which packages have newer versions is not known of what is on ${[...bases].join(', ')}, so that only other changes count: ${problem}`);
    return { cells: known, warnings };
}
function grouped(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const group = groups.get(keyOf(item));
        if (group === undefined)
            groups.set(keyOf(item), [item]);
        else
            group.push(item);
    }
    return [...groups.values()];
}
async function readArchive(sources, cells) {
    const folder = await (0,promises_.mkdtemp)(external_node_path_default().join((0,external_node_os_.tmpdir)(), 'spark-images-archive-'));
    try {
        const architectures = [...new Set(cells.map(({ platform }) => dpkgArchitecture(platform)))];
        const archive = await Archive.open(folder, sources, architectures);
        const found = new Map();
        const pending = [];
        for (const group of grouped(cells, ({ platform }) => dpkgArchitecture(platform))) {
            const architecture = dpkgArchitecture(group[0].platform);
            const state = archive.stateOf(architecture);
            for (const cell of group) {
                const { changed, packages } = pendingOf(cell, state);
                found.set(cell, { state, outdated: packages && [] });
                if (packages && changed.size > 0)
                    pending.push({ cell, architecture, state, changed, packages });
            }
        }
        if (pending.length === 0)
            return found;
        await archive.download(new Set(pending.flatMap(({ changed }) => [...changed])));
        for (const group of grouped(pending, ({ architecture }) => architecture)) {
            for (const [{ cell, state }, outdated] of await outdatedIn(archive, group))
                found.set(cell, { state, outdated });
        }
        return found;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
function pendingOf({ archive = {}, packages, pinned }, state) {
    const changed = new Set(Object.keys(state).filter((index) => archive[index] !== state[index]));
    const listed = Object.entries(packages ?? {}).slice(0, MAX_PACKAGES);
    const valid = listed.filter(([name, version]) => isPackageName(name) && isPackageVersion(version));
    const counted = valid.filter(([name]) => pinned?.has(name) !== true);
    return { changed, packages: valid.length === 0 ? undefined : new Map(counted) };
}
/** @param cells of one architecture */
async function outdatedIn(archive, cells) {
    const names = [...new Set(cells.flatMap(({ packages }) => [...packages.keys()]))];
    const candidates = await archive.candidates(cells[0].architecture, names);
    // Cells of a family have most packages in common.
    const compared = new Map();
    const isOutdated = (from, to) => {
        const key = `${from} ${to}`;
        const answer = compared.get(key) ?? isNewer(to, from);
        compared.set(key, answer);
        return answer;
    };
    const result = new Map();
    for (const cell of cells) {
        const { changed, packages } = cell;
        const listed = await (0,parallel/* inParallel */.H)(8, [...packages], async ([name, from]) => {
            const { version: to = from, indexes = [] } = candidates.get(name) ?? {};
            // An index that is as it was when the image was built had nothing newer to give.
            if (to === from || !indexes.some((index) => changed.has(index)))
                return [];
            return (await isOutdated(from, to)) ? [{ name, from, to, suite: suiteOf(indexes) }] : [];
        });
        result.set(cell, listed.flat().sort(bySecurity));
    }
    return result;
}
const SECURITY = 'security';
/** The suite to name of those that have a version. */
function suiteOf(indexes) {
    const suites = indexes.map((index) => index.split(' ')[0] ?? '');
    return suites.some((suite) => /(?:-security|\/updates)$/.test(suite)) ? SECURITY : (suites[0] ?? '');
}
function bySecurity(a, b) {
    const [one, other] = [a, b].map(({ suite }) => (suite === SECURITY ? 0 : 1));
    return (one ?? 0) - (other ?? 0) || (a.name < b.name ? -1 : 1);
}


/***/ })

};
