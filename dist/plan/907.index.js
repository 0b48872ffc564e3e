export const id = 907;
export const ids = [907];
export const modules = {

/***/ 1907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openUserFamily: () => (/* binding */ openUserFamily)
});

// UNUSED EXPORTS: draftOf

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/catalog/cells.ts + 1 modules
var catalog_cells = __webpack_require__(8515);
// EXTERNAL MODULE: ./src/catalog/load.ts + 1 modules
var load = __webpack_require__(5735);
;// CONCATENATED MODULE: ./src/catalog/overlay.ts
/**
 * Lays one value over another, as a user's catalog over the shipped one: mappings are merged key by key, to
 * any depth; null drops a key; anything else, lists too, replaces what was there. Neither is changed.
 */
function overlay(below, above) {
    if (!isMapping(above))
        return above;
    const merged = new Map(isMapping(below) ? Object.entries(below) : []);
    for (const [key, value] of Object.entries(above)) {
        if (value === null)
            merged.delete(key);
        else
            merged.set(key, overlay(merged.get(key), value));
    }
    return Object.fromEntries(merged);
}
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./src/catalog/adopt.ts
/**
 * Fills in what a user's catalog need not say: the series of a new version, and the folder of its acceptance
 * scripts.
 */


/** The folder of the user's acceptance scripts, in the images folder of a run. */
const WORKSPACE = 'workspace';
/** The series of a version that does not say it: 4.1 for 4.1.2. */
function seriesOf(version) {
    return version.split('.').slice(0, 2).join('.');
}
/** Completes new versions with the values of the last shipped version of their series. */
function withSeries(merged, shipped) {
    if (!isMapping(merged) || !isMapping(merged.versions))
        return merged;
    const versions = Object.entries(merged.versions).map(([version, value]) => {
        if (!isMapping(value) || Object.hasOwn(shipped.versions, version))
            return [version, value];
        const series = typeof value.series === 'string' ? value.series : seriesOf(version);
        const like = Object.values(shipped.versions).findLast((declared) => declared.series === series);
        return [version, { ...like, series, ...value }];
    });
    return { ...merged, versions: Object.fromEntries(versions) };
}
/**
 * Moves the user's acceptance scripts, which have a slash in their names, to a folder of their own. A path that
 * leads out of the repository stays as it is, and the schema rejects it.
 */
function ownScripts(content) {
    if (!isMapping(content) || !isMapping(content.components))
        return content;
    const components = Object.entries(content.components).map(([name, component]) => {
        if (!isMapping(component) || !Array.isArray(component.acceptance))
            return [name, component];
        const acceptance = component.acceptance.map((test) => {
            if (!test.script.includes('/'))
                return test;
            return { ...test, script: external_node_path_.posix.join(WORKSPACE, external_node_path_.posix.normalize(test.script)) };
        });
        return [name, { ...component, acceptance }];
    });
    return { ...content, components: Object.fromEntries(components) };
}

// EXTERNAL MODULE: ./src/catalog/document.ts
var catalog_document = __webpack_require__(7390);
// EXTERNAL MODULE: ./src/catalog/issues.ts
var issues = __webpack_require__(5239);
// EXTERNAL MODULE: ./src/catalog/records.ts
var records = __webpack_require__(341);
;// CONCATENATED MODULE: ./src/catalog/limits.ts
/** What a user's catalog asks of the shipped components that their stages can't do. */




/** Returns the first request of a user's file that the Dockerfile's own stages can't fulfil. */
function limitFlaw(content, shipped) {
    for (const flaw of limitFlaws(content, shipped))
        return flaw;
    return undefined;
}
function* limitFlaws(content, shipped) {
    for (const [name, value] of mappings(content, 'components')) {
        const staged = (0,records/* own */.Z)(shipped.components, name);
        if (staged === undefined)
            yield* nameFlaws(name);
        else
            yield* stageFlaws(name, value, staged);
        yield* fileFlaws(name, value.files);
    }
    const series = [...new Set(Object.values(shipped.versions).map((declared) => declared.series))];
    for (const [version, value] of mappings(content, 'versions')) {
        const own = typeof value.series === 'string' ? value.series : seriesOf(version);
        if (series.includes(own))
            continue;
        const message = `there is nothing for Spark ${own} here${(0,issues/* suggestion */.h)(own, series)}`;
        yield { path: ['versions', version], message };
    }
}
/** Names that the build uses for stages, layers and lockfiles of its own. */
const TAKEN = ['conf', 'packages', 'none'];
/** The name becomes part of stage names. */
function* nameFlaws(name) {
    if (TAKEN.includes(name))
        yield {
            path: ['components', name],
            message: `the build has something named ${name} itself: name yours otherwise, like my-${name}`,
        };
    if (/^[a-z][a-z0-9._-]*$/.test(name))
        return;
    yield {
        path: ['components', name],
        message: 'the name of a component of your own is made of a-z 0-9 . _ - and starts with a letter',
    };
}
/** The longest name of a file or folder that file systems take. */
const LONGEST_NAME = 255;
/** Targets must not contain each other: one would hide the other's files. */
function* fileFlaws(name, files) {
    const entries = [];
    for (const [source, target] of Object.entries(isMapping(files) ? files : {}))
        if (typeof target === 'string')
            entries.push([source, target]);
    for (const [index, [source, target]] of entries.entries()) {
        const path = ['components', name, 'files', source];
        const long = target.split('/').find((part) => part.length > LONGEST_NAME);
        if (long !== undefined)
            yield { path, message: `a name in it has ${long.length} characters, ${LONGEST_NAME} are allowed` };
        const other = entries.find(([, to], at) => (to === target ? at < index : target.startsWith(`${to}/`)));
        if (other !== undefined)
            yield {
                path,
                message: `found "${target}", but "${other[0]}" goes to ${other[1]}: give each a place of its own, outside the other's`,
            };
    }
}
/** A shipped component's stage installs only jars, or only packages; Spark's only certain jars. */
function* stageFlaws(name, value, staged) {
    for (const kind of ['maven', 'python']) {
        const path = ['components', name, kind];
        if (isMapping(value[kind]) && Object.keys(staged[kind]).length === 0)
            yield {
                path,
                message: `the stage of ${name} takes no ${kind}: declare a component of your own with it`,
            };
    }
    if (name !== 'spark' || !isMapping(value.maven))
        return;
    const known = Object.keys(staged.maven);
    for (const key of Object.keys(value.maven)) {
        if (!known.includes(key))
            yield {
                path: ['components', name, 'maven', key],
                message: 'the stage of spark takes no other jars: declare a component of your own with it',
            };
    }
}
/** The entries under a key of a user's file that are mappings themselves. */
function mappings(content, key) {
    const found = isMapping(content) && isMapping(content[key]) ? content[key] : {};
    const entries = [];
    for (const [name, value] of Object.entries(found))
        if (isMapping(value))
            entries.push([name, value]);
    return entries;
}

// EXTERNAL MODULE: ./src/catalog/parse.ts + 1 modules
var parse = __webpack_require__(6163);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/registries.js
var registries = __webpack_require__(9396);
// EXTERNAL MODULE: ./src/catalog/schema.ts + 2 modules
var schema = __webpack_require__(135);
;// CONCATENATED MODULE: ./src/catalog/partial.ts
/** The schema of a user's catalog, derived from that of a whole one. */


/**
 * The schema of an overlay: every key may be missing, or null to drop it; lists and texts are replaced whole. It
 * leaves out keys that only the shipped catalog may have.
 */
function layerOf(schema) {
    const { type, innerType, shape, keyType, valueType } = schema.def;
    if (innerType !== undefined)
        return layerOf(innerType);
    if (type === 'object' && shape !== undefined) {
        const keys = Object.entries(shape).flatMap(([key, value]) => {
            const { description = '', shipped } = metaOf(value);
            if (shipped === true)
                return [];
            return [[key, schemas/* optional */.lqM(schemas/* nullable */.mee(layerOf(value))).check(schemas/* meta */.mIj({ description }))]];
        });
        return schemas/* strictObject */.rej(Object.fromEntries(keys));
    }
    if (type === 'record' && keyType !== undefined && valueType !== undefined) {
        const values = schemas/* nullable */.mee(layerOf(valueType));
        return keyType.def.type === 'enum'
            ? schemas/* partialRecord */.jgl(keyType, values)
            : schemas/* record */.g1P(keyType, values);
    }
    return schema;
}
/** The description of a key, and whether only the shipped catalog has it. */
function metaOf(schema) {
    return registries/* globalRegistry */.fd.get(schema) ?? {};
}
/** A user's file: what is laid over the shipped catalog. */
const userSchema = layerOf(schema/* catalogSchema */.X);

// EXTERNAL MODULE: ./src/catalog/rules.ts
var catalog_rules = __webpack_require__(7668);
;// CONCATENATED MODULE: ./src/catalog/prune.ts
/** Drops shipped rules and aliases that a user's catalog leaves without a cell. */




/** Drops shipped rules and aliases that match nothing any more. A user's own must match something. */
function withoutIdle(merged, content) {
    const parsed = schema/* catalogSchema */.X.safeParse(merged);
    if (!parsed.success || !isMapping(merged) || !isMapping(merged.rules))
        return merged;
    const catalog = parsed.data;
    const known = Object.keys(catalog.variants);
    const aliases = isMapping(content) && content.aliases !== undefined ? {} : { aliases: aliasesOf(catalog, known) };
    const own = isMapping(content) && isMapping(content.rules) ? Object.keys(content.rules) : [];
    const declared = Object.keys(catalog.components);
    const gone = Object.entries(catalog.rules).flatMap(([name, rule]) => (0,catalog_rules/* componentsOf */.ct)(rule).some(([component]) => !declared.includes(component)) ? [name] : []);
    const idle = new Set([...(0,catalog_rules/* idleRules */.q1)(catalog.rules, (0,catalog_cells/* subjectsOf */.Z6)(catalog)), ...gone]);
    const kept = Object.entries(merged.rules).filter(([name]) => own.includes(name) || !idle.has(name));
    const rules = Object.fromEntries(kept.map(([name, rule]) => [name, own.includes(name) ? rule : withoutGone(rule, catalog)]));
    return { ...merged, ...aliases, rules };
}
/** The shipped aliases of variants that the catalog still has. */
function aliasesOf({ aliases }, known) {
    return aliases.flatMap((alias) => {
        if (alias.variants === undefined)
            return [alias];
        const variants = alias.variants.filter((name) => known.includes(name));
        return variants.length === 0 ? [] : [{ ...alias, variants }];
    });
}
/** Limits a shipped rule to versions that the catalog still has. */
function withoutGone(rule, { versions }) {
    if (!isMapping(rule) || !isMapping(rule.when) || !Array.isArray(rule.when.versions))
        return rule;
    const left = rule.when.versions.filter((version) => Object.hasOwn(versions, version));
    return { ...rule, when: { ...rule.when, versions: left } };
}

;// CONCATENATED MODULE: ./src/catalog/user.ts








/**
 * The catalog that a user's file, laid over the shipped one, gives. docs/catalog.md has the rules.
 * @param shipped the shipped catalog, parsed, and its text, in which errors may have to point.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
function layUserCatalog(shipped, user) {
    const above = (0,catalog_document/* parseYaml */.h)(user.text, user.file);
    const failAt = (place, flaw) => {
        // What is said of the shipped file is mended in the user's.
        throw (0,catalog_document/* placedError */.m)(place, (0,parse/* flawText */.Qz)(flaw), place.file === user.file ? {} : { edit: above.locate(flaw.path) });
    };
    // An empty file changes nothing.
    const content = above.content ?? {};
    const parsed = userSchema.safeParse(content);
    if (!parsed.success) {
        const flaw = (0,issues/* explain */.W)((0,parse/* firstIssue */.OE)(parsed.error), content, userSchema);
        return failAt(above.locate(flaw.path), flaw);
    }
    const flaw = limitFlaw(content, shipped.catalog);
    if (flaw !== undefined)
        return failAt(above.locate(flaw.path), flaw);
    const merged = withSeries(overlay(shipped.catalog, ownScripts(content)), shipped.catalog);
    const pruned = withoutIdle(merged, content);
    return (0,parse/* checkedCatalog */.jn)(pruned, (found) => {
        const place = above.find(found.path);
        if (place !== undefined)
            return failAt(place, found);
        const below = (0,catalog_document/* parseYaml */.h)(shipped.text, shipped.file);
        return failAt(below.find(found.path) ?? above.locate(found.path), found);
    });
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/catalog/artifacts.ts
var artifacts = __webpack_require__(5264);
// EXTERNAL MODULE: ./src/catalog/licences.ts
var licences = __webpack_require__(2315);
;// CONCATENATED MODULE: ./src/catalog/locks.ts
/** Lockfiles: which downloads they pin, and which of these a platform needs. */



const LINE = /^(?<kind>maven|pypi) (?<name>[A-Za-z0-9._:-]+) (?<version>[A-Za-z0-9._+!-]+) (?<file>[A-Za-z0-9._+-]+) (?<size>\d+) (?<sha256>[0-9a-f]{64}) (?<license>\S.*)$/;
/**
 * Reads a lockfile of the images folder.
 * @throws ConfigurationError with file and line of what is not a lockfile's.
 */
async function readLockfile(images, name) {
    const text = await readFile(path.join(images, name), 'utf8');
    return parseLockfile(text, `images/${name}`).flatMap(({ artifact }) => artifact ?? []);
}
/**
 * Parses a lockfile: one artifact a line, `#` for comments.
 * @param place how errors name the file.
 * @throws ConfigurationError with file and line of what is not one.
 */
function parseLockfile(text, place) {
    return text.split('\n').map((line, index) => {
        if (line === '' || line.startsWith('#'))
            return { text: line };
        const groups = LINE.exec(line)?.groups;
        if (groups === undefined) {
            throw new errors/* ConfigurationError */.j1(`${place}:${index + 1}: expected "maven|pypi name version file size sha256 licence"; make it anew with: npm run lock`);
        }
        return {
            text: line,
            artifact: { ...groups, size: Number(groups.size), line: index + 1 },
        };
    });
}
/** The machine names that wheels use for platforms. */
const MACHINES = new Map([
    ['linux/amd64', 'x86_64'],
    ['linux/arm64', 'aarch64'],
]);
/** The name that wheels give to a platform's machine. @throws Error for a platform that the catalog can't have. */
function machineOf(platform) {
    const machine = MACHINES.get(platform);
    if (machine === undefined)
        throw new Error(`no machine is known for ${platform}`);
    return machine;
}
/**
 * The artifacts that are downloaded for a platform, without wheels for other machines. images/build/locks.py chooses
 * the same.
 */
function artifactsForPlatform(platform, artifacts) {
    const own = machineOf(platform);
    const others = [...MACHINES.values()].filter((machine) => machine !== own);
    return artifacts.filter(({ file }) => !(file.endsWith('.whl') && others.some((other) => file.includes(other))));
}
/** One SPDX expression for all artifacts of the lockfiles. */
function combinedLicense(artifacts) {
    const licenses = [...new Set(artifacts.flatMap(({ license }) => license.split(' AND ')))].sort();
    return licenses.map((license) => (/ OR /.test(license) ? `(${license})` : license)).join(' AND ');
}

;// CONCATENATED MODULE: ./src/family/locks.ts
/** Which lockfiles the cells need, and what a lockfile does not pin yet. */



/** The component whose Python packages others are resolved together with. */
const PYTHON = 'python';
/** Whether a rule excludes a cell whatever the options say; experimental cells can be built. */
function isUnsupported({ rules }) {
    return rules.some(({ support }) => support === 'unsupported');
}
/**
 * The lockfiles that the cells need, each once. Unsupported cells need none.
 * @throws ConfigurationError if two components would share a lockfile.
 */
function neededLockfiles(cells) {
    const needed = new Map();
    for (const one of cells.filter((cell) => !isUnsupported(cell)).flatMap(needsOf))
        needed.set(one.name, joined(needed.get(one.name), one));
    return [...needed.values()];
}
function needsOf({ downloads, platform }) {
    const python = downloads.flatMap(({ component, lockfiles: locks }) => (component === PYTHON ? locks : []));
    return downloads.flatMap(({ lockfiles: locks, component, wanted }) => {
        const beside = component === PYTHON ? [] : python;
        return locks.map((name) => ({ name, component, wanted, platforms: [platform], beside }));
    });
}
/** Merges what cells need of the same lockfile. */
function joined(others, one) {
    if (others === undefined)
        return one;
    if (others.component !== one.component)
        throw new errors/* ConfigurationError */.j1(`the components ${others.component} and ${one.component} would both have the lock ${one.name}: name yours otherwise`);
    const platforms = [...new Set([...others.platforms, ...one.platforms])];
    const beside = [...new Set([...others.beside, ...one.beside])];
    return { ...one, platforms, beside };
}
/** How make_lock.py records in a lockfile what it was made for. */
const NOTE = '# wanted: ';
/** What a lockfile was made for, as lines of wantedText(). */
function notedLines(text) {
    return text.split('\n').flatMap((line) => (line.startsWith(NOTE) ? [line.slice(NOTE.length)] : []));
}
/**
 * What a lockfile does not pin, in words. A jar is pinned by its row. Python packages are resolved together: they are
 * pinned if the lockfile was made for the same requirements.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
function unpinned({ wanted }, rows, made) {
    const python = (lines) => lines
        .filter((line) => /^(?:sdist|wheel) /.test(line))
        .sort()
        .join('\n');
    const lines = wanted.map(artifacts/* wantedLine */.gH);
    const missing = wanted.flatMap((one) => {
        if (one.kind !== 'maven')
            return [];
        const row = rows.find(({ kind, name, version }) => {
            return kind === 'maven' && name === one.name && version === one.version;
        });
        if (row !== undefined && (one.license === undefined || one.license === row.license))
            return [];
        return [`${one.name}:${one.version}${row === undefined ? '' : ` under ${one.license}`}`];
    });
    if (python(lines) === python(made))
        return missing;
    const others = wanted.filter((one) => one.kind !== 'maven' && !made.includes((0,artifacts/* wantedLine */.gH)(one)));
    return [
        ...missing,
        ...(others.length > 0 ? others.map(nameOf) : ['Python packages as they are wanted now']),
    ];
}
/**
 * What the Python packages of a user's lockfile are resolved for, as lines of wantedText(): the machines that need
 * them, and the packages that the image has already. Nothing if there are no Python packages.
 * @param there the rows of `beside`.
 */
function surroundings({ wanted, platforms }, there) {
    if (!wanted.some(isPython))
        return [];
    const lines = [
        ...platforms.map(architectureLine),
        ...there.map(({ name, version }) => `beside ${name} ${version}`),
    ];
    return [...new Set(lines)];
}
/**
 * The machines that a lockfile's Python packages were not resolved for, in words. Other versions of the shipped packages
 * are accepted, so that a new release of the action does not invalidate its users' lockfiles.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
function unresolved({ wanted, platforms }, made) {
    if (!wanted.some(isPython))
        return [];
    return platforms
        .filter((platform) => !made.includes(architectureLine(platform)))
        .map((platform) => `Python packages for ${platform}`);
}
function isPython({ kind }) {
    return kind === 'wheel';
}
function architectureLine(platform) {
    return `architecture ${machineOf(platform)}`;
}
function nameOf(wanted) {
    return wanted.kind === 'wheel' ? wanted.requirement : `${wanted.name}:${wanted.version}`;
}
/** Removes unwanted jars from a lockfile and keeps the line numbers. */
function withoutUnwanted({ wanted }, { text, place }) {
    const names = wanted.flatMap((one) => (one.kind === 'maven' ? [one.name] : []));
    const lines = parseLockfile(text, place).map(({ text: line, artifact }) => artifact?.kind === 'maven' && !names.includes(artifact.name) ? '#' : line);
    return lines.join('\n');
}

;// CONCATENATED MODULE: ./src/family/choose.ts
/** Chooses the lockfile of each component, and keeps denied licences out. */







/**
 * Chooses a lockfile for each that the cells need: the user's own if it pins everything wanted, else the shipped one if
 * that does. The others are missing.
 */
function chooseLockfiles(cells, shippedCatalog, { shipped, own: mine }) {
    const madeFor = new Map(neededLockfiles((0,catalog_cells/* cellsOf */.nc)(shippedCatalog)).map(({ name, wanted }) => [name, wanted.map(artifacts/* wantedLine */.gH)]));
    const chosen = [];
    const missing = [];
    for (const needed of neededLockfiles(cells)) {
        const candidates = [mine.get(needed.name), shipped.get(needed.name)].flatMap((lock) => lock ?? []);
        const judged = candidates.map((lock) => {
            const rows = parseLockfile(lock.text, lock.place).flatMap(({ artifact }) => artifact ?? []);
            // Shipped locks are for all platforms.
            if (lock !== mine.get(needed.name))
                return { lock, rows, unpinned: unpinned(needed, rows, madeFor.get(needed.name) ?? []) };
            const made = notedLines(lock.text);
            return { lock, rows, unpinned: [...unpinned(needed, rows, made), ...unresolved(needed, made)] };
        });
        const good = judged.find((candidate) => candidate.unpinned.length === 0);
        if (good !== undefined)
            chosen.push({ ...needed, lock: good.lock, rows: good.rows });
        else
            missing.push({ ...needed, unpinned: judged[0]?.unpinned ?? unpinned(needed, [], []) });
    }
    return { chosen, missing };
}
/** The texts of chosen lockfiles that differ from the shipped ones, by name. */
function changedLockfiles(chosen, { shipped }) {
    const texts = chosen.map((needed) => [needed.name, withoutUnwanted(needed, needed.lock)]);
    return new Map(texts.filter(([name, text]) => shipped.get(name)?.text !== text));
}
/**
 * Drops optional artifacts under denied licences from the catalog, with a note on each.
 * @throws ConfigurationError if any other artifact is under a denied licence, or a licence is not known.
 */
function withoutDenied(catalog, chosen, file) {
    const components = { ...catalog.components };
    const notes = new Set();
    for (const { component, row, place } of chosen.flatMap((lock) => deniedIn(lock, catalog.licenses.deny))) {
        const declared = (0,records/* own */.Z)(catalog.components, component);
        const [key] = Object.entries(declared?.maven ?? {}).find(([, { name, optional }]) => {
            return optional && row.kind === 'maven' && isOf(name, row.name);
        }) ?? [];
        const left = components[component];
        if (key === undefined || left === undefined) {
            throw new errors/* ConfigurationError */.j1(`${file}: licenses.deny: component ${component} needs ${row.name} ${row.version}, which is under ${row.license} (${place}); allow it, or leave the component out of your variants`);
        }
        const maven = Object.fromEntries(Object.entries(left.maven).filter(([name]) => name !== key));
        components[component] = { ...left, maven };
        notes.add(`${component}: ${row.name} is left out, its licence ${row.license} is denied`);
    }
    return { catalog: { ...catalog, components }, notes: [...notes] };
}
function deniedIn({ component, rows, lock, wanted }, deny) {
    const names = wanted.flatMap((one) => (one.kind === 'maven' ? [one.name] : []));
    return rows
        .filter(({ kind, name }) => kind !== 'maven' || names.includes(name))
        .filter((row) => deny.length > 0 && (0,licences/* isDenied */.GZ)(licenceOf(row, lock.place), deny))
        .map((row) => ({ component, row, place: lock.place }));
}
/** What `npm run lock` writes where nothing says the licence. */
const UNKNOWN = 'LicenseRef-unknown';
/** @throws ConfigurationError if the row's licence is not known: a deny-list can't be held against it. */
function licenceOf({ kind, name, version, license, line }, place) {
    const parsed = (0,licences/* parseLicence */.rw)(license);
    if (parsed !== undefined && !license.includes(UNKNOWN))
        return parsed;
    const problem = parsed === undefined ? 'is not an SPDX expression' : 'is not known';
    const advice = kind === 'maven'
        ? 'give the artifact a license in your catalog, like Apache-2.0 or LicenseRef-NAME, and run npm run lock'
        : 'write it into that line, like Apache-2.0 or LicenseRef-NAME';
    throw new errors/* ConfigurationError */.j1(`${place}:${line}: the licence of ${name} ${version}, ${JSON.stringify(license.slice(0, 100))}, ${problem}, so licenses.deny can't be checked: ${advice}`);
}
/** Whether coordinates of a catalog, which may contain {scala} and the like, match those of a lockfile. */
function isOf(coordinates, name) {
    const literal = coordinates.split(/\{[a-z]+\}/).map((part) => part.replaceAll(/[^A-Za-z0-9]/g, '\\$&'));
    return new RegExp(`^${literal.join('[^:]+')}$`).test(name);
}

// EXTERNAL MODULE: ./src/family/dockerfile.ts
var family_dockerfile = __webpack_require__(5596);
// EXTERNAL MODULE: ./src/family/workspace.ts
var family_workspace = __webpack_require__(3729);
;// CONCATENATED MODULE: ./src/family/compose.ts
/** Makes the images folder of a run: the shipped one with the user's files in it. */








/**
 * Makes an images folder: the shipped one with the user's lockfiles and acceptance scripts, the files of components
 * under components/, and a Dockerfile for each cell with an extension. Fingerprints and builds then find everything
 * in one folder.
 * @throws ConfigurationError when a file that the catalog names is not there or leads out of the repository.
 */
async function compose(target, composition) {
    const { shipped, workspace, cells, locks } = composition;
    await (0,promises_.cp)(shipped, target, { recursive: true });
    for (const [name, text] of locks)
        await (0,promises_.writeFile)(external_node_path_default().join(target, name), text);
    // A plan fingerprints unsupported cells too, so their lockfiles must exist.
    const there = await (0,promises_.readdir)(external_node_path_default().join(target, 'locks'));
    for (const name of new Set(cells.filter(isUnsupported).flatMap(catalog_cells/* lockfilesOf */.O4))) {
        if (there.includes(external_node_path_default().basename(name)))
            continue;
        await (0,promises_.writeFile)(external_node_path_default().join(target, name), '# Not locked, as it is not built.\n');
    }
    const scripts = new Set(cells.flatMap(({ acceptance }) => acceptance.map(({ script }) => script)));
    for (const script of [...scripts].filter((name) => name.startsWith(`${WORKSPACE}/`)))
        await place(workspace, script.slice(WORKSPACE.length + 1), external_node_path_default().join(target, 'acceptance', script));
    const extended = cells.filter(({ extension }) => extension !== undefined);
    if (extended.length === 0)
        return;
    await (0,promises_.writeFile)(external_node_path_default().join(target, family_dockerfile/* EMPTY_LOCKFILE */.oi), '# For components that download nothing.\n');
    const parts = new Map(extended.flatMap(({ extension }) => (extension?.parts ?? []).map((part) => [part.component, part])));
    for (const part of parts.values())
        await placePart(workspace, part, target);
    const dockerfile = await (0,promises_.readFile)(external_node_path_default().join(target, 'Dockerfile'), 'utf8');
    const template = await (0,promises_.readFile)(external_node_path_default().join(target, 'extension/component.Dockerfile'), 'utf8');
    await (0,promises_.mkdir)(external_node_path_default().join(target, 'dockerfiles'));
    for (const cell of extended)
        await (0,promises_.writeFile)(external_node_path_default().join(target, (0,family_dockerfile/* dockerfileOf */.S9)(cell)), `${dockerfile}\n${(0,family_dockerfile/* extensionDockerfile */.cP)(cell, template)}`);
}
async function placePart(workspace, part, target) {
    const folder = external_node_path_default().join(target, (0,family_dockerfile/* componentFolder */.ak)(part.component));
    const what = `component ${part.component}: the file`;
    await (0,promises_.mkdir)(external_node_path_default().join(folder, 'files'), { recursive: true });
    for (const [source, to] of Object.entries(part.files)) {
        for (const file of await (0,family_workspace/* filesOf */.R8)(workspace, source, what))
            await place(workspace, external_node_path_default().join(source, file), external_node_path_default().join(folder, 'files', to, file), what);
    }
    // Sorted: the order in the user's file must not change the image.
    const conf = (0,family_dockerfile/* byName */.nG)(part.conf).map(([key, value]) => `${key} ${propertyValue(value)}\n`);
    await (0,promises_.writeFile)(external_node_path_default().join(folder, 'conf'), conf.join(''));
    await (0,promises_.writeFile)(external_node_path_default().join(folder, 'packages'), [...part.debian]
        .sort()
        .map((name) => `${name}\n`)
        .join(''));
}
/**
 * A value behind a key and a blank, as java.util.Properties reads it back: of the first characters it would skip white
 * space and one `=` or `:`.
 */
function propertyValue(value) {
    return value
        .replaceAll('\\', '\\\\')
        .replace(/^[=:]/, '\\$&')
        .replaceAll(/[^\x20-\x7e]|^ /g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
async function place(workspace, name, target, what = 'the acceptance script') {
    const source = await (0,family_workspace/* fileInside */.Fl)(workspace, name, what);
    try {
        await (0,promises_.mkdir)(external_node_path_default().dirname(target), { recursive: true });
        await (0,promises_.copyFile)(source, target);
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1(`${what} ${name} cannot be put in place`, { cause });
    }
}

;// CONCATENATED MODULE: ./src/family/user.ts
/** A user's family: their catalog and lockfiles over the shipped ones, and the images folder made of both. */









/** Opens a user's family; see openFamily(). */
async function openUserFamily(images, user, work) {
    const draft = await draftOf(images, user);
    if (draft.missing.length > 0)
        throw new errors/* ConfigurationError */.j1(unlockedText(draft.missing, user, draft.lockFolder));
    const cells = (0,catalog_cells/* cellsOf */.nc)(draft.catalog);
    const first = chooseLockfiles(cells, draft.shipped, draft.locks);
    const { catalog, notes } = withoutDenied(draft.catalog, first.chosen, user.file);
    const left = (0,catalog_cells/* cellsOf */.nc)(catalog);
    const { chosen } = chooseLockfiles(left, draft.shipped, draft.locks);
    await (0,promises_.mkdir)(work, { recursive: true });
    const folder = await (0,promises_.mkdtemp)(external_node_path_default().join(work, 'images-'));
    const drop = () => (0,promises_.rm)(folder, { recursive: true, force: true });
    try {
        const locks = changedLockfiles(chosen, draft.locks);
        await compose(folder, { shipped: images, workspace: user.workspace, cells: left, locks });
    }
    catch (error) {
        await drop();
        throw error;
    }
    const places = new Map(chosen.map(({ name, lock }) => [`images/${name}`, lock.place]));
    for (const [name, place] of places)
        if (name === place)
            places.delete(name);
    return { catalog, images: folder, notes, lockfilePaths: places, [Symbol.asyncDispose]: drop };
}
/** Reads a user's catalog and the lockfiles, and finds the artifacts that are not locked. */
async function draftOf(images, user) {
    const { workspace, file } = user;
    const text = await (0,family_workspace/* textInside */.kg)(workspace, file, 'the catalog');
    const shippedFile = external_node_path_default().join(images, 'catalog.yml');
    const shipped = await (0,load/* loadCatalog */.a)(shippedFile);
    const below = { catalog: shipped, text: await (0,promises_.readFile)(shippedFile, 'utf8'), file: 'images/catalog.yml' };
    const catalog = layUserCatalog(below, { text, file });
    const lockFolder = `${file.replace(/\.ya?ml$/, '')}.locks`;
    const locks = {
        shipped: await shippedLocks(external_node_path_default().join(images, 'locks')),
        own: await ownLocks(user, lockFolder),
    };
    const { missing } = chooseLockfiles((0,catalog_cells/* cellsOf */.nc)(catalog), shipped, locks);
    return { catalog, shipped, locks, missing, lockFolder };
}
/** The folder may be missing. Its files are read with the same care as all files of the user's repository. */
async function ownLocks({ workspace }, folder) {
    const names = (await (0,family_workspace/* namesInside */.Nb)(workspace, folder, 'the folder of locks')) ?? [];
    return locksNamed(names, folder, (name) => (0,family_workspace/* textInside */.kg)(workspace, `${folder}/${name}`, 'the lock'));
}
async function shippedLocks(folder) {
    const read = (name) => (0,promises_.readFile)(external_node_path_default().join(folder, name), 'utf8');
    return locksNamed(await (0,promises_.readdir)(folder), 'images/locks', read);
}
async function locksNamed(names, place, read) {
    const locks = names
        .filter((name) => name.endsWith('.lock'))
        .map(async (name) => [`locks/${name}`, { text: await read(name), place: `${place}/${name}` }]);
    return new Map(await Promise.all(locks));
}
function unlockedText(missing, user, folder) {
    const lines = missing.map(({ name, component, unpinned }) => {
        return `  ${component}: ${unpinned.join(', ')} (${folder}/${external_node_path_default().basename(name)})`;
    });
    return [
        `${user.file}: what it adds is in no lock:`,
        ...lines,
        `To fetch and pin it, in a checkout of the action: npm run lock -- --catalog ${user.named}`,
    ].join('\n');
}


/***/ })

};
