export const id = 684;
export const ids = [684];
export const modules = {

/***/ 7684:
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
// EXTERNAL MODULE: ./src/catalog/cells.ts
var catalog_cells = __webpack_require__(4514);
// EXTERNAL MODULE: ./src/catalog/load.ts + 1 modules
var load = __webpack_require__(5735);
// EXTERNAL MODULE: ./src/catalog/check.ts
var check = __webpack_require__(6419);
// EXTERNAL MODULE: ./src/catalog/document.ts
var catalog_document = __webpack_require__(7390);
// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(6447);
// EXTERNAL MODULE: ./src/catalog/parse.ts
var parse = __webpack_require__(132);
// EXTERNAL MODULE: ./src/catalog/rules.ts
var catalog_rules = __webpack_require__(7668);
// EXTERNAL MODULE: ./src/catalog/schema.ts + 1 modules
var schema = __webpack_require__(908);
;// CONCATENATED MODULE: ./src/catalog/user.ts
/** A user's catalog, laid over the shipped one. docs/catalog.md has the rules. */







/**
 * Returns the catalog that a user's file gives, laid over the shipped one.
 * @param shipped the shipped catalog, parsed, and its text, in which errors may have to point.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
function layUserCatalog(shipped, user) {
    const above = (0,catalog_document/* parseYaml */.hN)(user.text, user.file);
    const fail = (path, message) => {
        throw (0,catalog_document/* placedError */.m1)(above.locate(path), (0,catalog_document/* problemText */.fI)(path, message));
    };
    /** What is wrong with both may be in the shipped file, but is to be corrected in the user's. */
    const failMerged = (path, message) => {
        const at = above.find(path) ?? (0,catalog_document/* parseYaml */.hN)(shipped.text, shipped.file).find(path);
        const edit = above.locate(path);
        throw (0,catalog_document/* placedError */.m1)(at ?? edit, (0,catalog_document/* problemText */.fI)(path, message), { edit });
    };
    // An empty file changes nothing.
    const content = above.content ?? {};
    checkContent(content, fail);
    const merged = overlay(shipped.catalog, content);
    (0,parse/* rejectUnknownKeys */.g)(merged, fail);
    const catalog = withoutIdle((0,parse/* validate */.t)(withoutNulls(merged), fail), content);
    checkStages(catalog, shipped.catalog, failMerged);
    (0,check/* checkCatalog */.k)(catalog, failMerged);
    return catalog;
}
/**
 * Lays one value over another: mappings are merged key by key, to any depth; anything else, lists too, replaces what
 * was there. Neither is changed.
 */
function overlay(below, above) {
    if (!isMapping(above))
        return above;
    const merged = new Map(Object.entries(mappingOf(below)));
    for (const [key, value] of Object.entries(above))
        merged.set(key, overlay(merged.get(key), value));
    return Object.fromEntries(merged);
}
/** Drops keys whose value is null, to any depth of mappings. */
function withoutNulls(value) {
    if (!isMapping(value))
        return value;
    const kept = Object.entries(value).filter(([, inner]) => inner !== null);
    return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function mappingOf(value) {
    return isMapping(value) ? value : {};
}
/** The entries under a key of an unchecked catalog that are mappings themselves. */
function mappingsIn(content, key) {
    const entries = Object.entries(mappingOf(mappingOf(content)[key]));
    return entries.filter((entry) => isMapping(entry[1]));
}
/** Checks what the merged catalog does not show: keys of the shipped catalog only. */
function checkContent(content, fail) {
    for (const [name, component] of mappingsIn(content, 'components'))
        for (const key of schema/* SHIPPED_ONLY */.ze)
            if (Object.hasOwn(component, key))
                fail(['components', name, key], 'only the shipped catalog may have this key');
}
/** Drops shipped rules and aliases that match nothing any more. A user's own must match something. */
function withoutIdle(catalog, content) {
    const { rules, aliases } = mappingOf(content);
    const idle = (0,catalog_rules/* idleRules */.q1)(catalog.rules, (0,catalog_cells/* subjectsOf */.Z6)(catalog));
    const versions = Object.keys(catalog.versions);
    const kept = Object.entries(catalog.rules).flatMap(([name, rule]) => {
        if (Object.hasOwn(mappingOf(rules), name))
            return [[name, rule]];
        if (idle.includes(name))
            return [];
        const left = rule.when.versions?.filter((pattern) => versions.some((0,names/* globMatcher */.fU)(pattern)));
        return [[name, { ...rule, when: { ...rule.when, versions: left } }]];
    });
    const live = catalog.aliases.flatMap((alias) => {
        const left = alias.variants?.filter((name) => Object.hasOwn(catalog.variants, name));
        return left?.length === 0 ? [] : [{ ...alias, variants: left }];
    });
    return {
        ...catalog,
        aliases: aliases === undefined ? live : catalog.aliases,
        rules: Object.fromEntries(kept),
    };
}
/** A shipped component's stage installs only jars, or only packages; Spark's only certain jars. */
function checkStages(catalog, shipped, fail) {
    const advice = 'declare a component of your own with it';
    for (const [name, staged] of Object.entries(shipped.components)) {
        const component = (0,names/* own */.ZV)(catalog.components, name);
        for (const kind of ['maven', 'python']) {
            const [added] = Object.keys(component?.[kind] ?? {}).filter((key) => !Object.hasOwn(staged[kind], key));
            if (added === undefined)
                continue;
            const path = ['components', name, kind];
            if (Object.keys(staged[kind]).length === 0)
                fail(path, `the stage of ${name} takes no ${kind}: ${advice}`);
            if (name === 'spark')
                fail([...path, added], `the stage of spark takes no other jars: ${advice}`);
        }
    }
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/family/dockerfile.ts
var family_dockerfile = __webpack_require__(5596);
// EXTERNAL MODULE: ./src/family/workspace.ts
var family_workspace = __webpack_require__(3729);
;// CONCATENATED MODULE: ./src/family/compose.ts
/** Makes the images folder of a run: the shipped one with the user's files in it. */






/**
 * Adds the user's lockfiles and acceptance scripts, the files of components under components/, and a Dockerfile for
 * each cell with an extension. Fingerprints and builds then find everything in one folder.
 * @throws ConfigurationError when a file that the catalog names is not there or leads out of the repository.
 */
async function compose(target, { shipped, workspace, cells, lockfiles }) {
    await (0,promises_.cp)(shipped, target, { recursive: true });
    for (const { name, text } of lockfiles)
        await (0,promises_.writeFile)(external_node_path_default().join(target, name), text);
    // A plan fingerprints unsupported cells too, so their lockfiles must exist.
    const there = await (0,promises_.readdir)(external_node_path_default().join(target, 'locks'));
    for (const name of new Set(cells.filter(catalog_cells/* isUnsupported */.w3).flatMap(catalog_cells/* lockfilesOf */.O4))) {
        if (there.includes(external_node_path_default().basename(name)))
            continue;
        await (0,promises_.writeFile)(external_node_path_default().join(target, name), '# Not locked, as it is not built.\n');
    }
    const scripts = new Set(cells.flatMap(({ acceptance }) => acceptance.map(({ script }) => script)));
    for (const script of [...scripts].filter((name) => name.startsWith(`${catalog_cells/* WORKSPACE */.un}/`)))
        await place(workspace, script.slice(catalog_cells/* WORKSPACE */.un.length + 1), external_node_path_default().join(target, 'acceptance', script));
    const extended = cells.filter(({ additions }) => additions.length > 0);
    if (extended.length === 0)
        return;
    await (0,promises_.writeFile)(external_node_path_default().join(target, family_dockerfile/* EMPTY_LOCKFILE */.oi), '# For components that download nothing.\n');
    const parts = new Map(extended.flatMap(({ additions }) => additions.map((part) => [part.component, part])));
    for (const part of parts.values())
        await placePart(workspace, part, target);
    const dockerfile = await (0,promises_.readFile)(external_node_path_default().join(target, 'Dockerfile'), 'utf8');
    const template = await (0,promises_.readFile)(external_node_path_default().join(target, 'extension/component.Dockerfile'), 'utf8');
    await (0,promises_.mkdir)(external_node_path_default().join(target, 'dockerfiles'));
    for (const cell of extended) {
        const text = `${dockerfile}\n${(0,family_dockerfile/* extensionDockerfile */.cP)(cell, template)}`;
        await (0,promises_.writeFile)(external_node_path_default().join(target, (0,family_dockerfile/* dockerfileOf */.S9)(cell)), text);
    }
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
    const packages = [...part.debian].sort().map((name) => `${name}\n`);
    await (0,promises_.writeFile)(external_node_path_default().join(folder, 'packages'), packages.join(''));
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

// EXTERNAL MODULE: ./src/catalog/artifacts.ts
var artifacts = __webpack_require__(5264);
// EXTERNAL MODULE: ./src/catalog/licences.ts
var licences = __webpack_require__(2315);
;// CONCATENATED MODULE: ./src/catalog/lockfile.ts
/** Lockfiles: which downloads they pin, and which of these a platform needs. */



const LINE = /^(?<kind>maven|pypi|build)(?:@(?<machine>x86_64|aarch64))? (?<name>[A-Za-z0-9._:-]+) (?<version>[A-Za-z0-9._+!-]+) (?<file>[A-Za-z0-9._+-]+) (?<size>\d+) (?<sha256>[0-9a-f]{64}) (?<license>\S.*)$/;
/** Reads a lockfile of the images folder. @throws ConfigurationError with file and line of what is not a lockfile's. */
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
            throw new errors/* ConfigurationError */.j1(`${place}:${index + 1}: expected "maven|pypi|build name version file size sha256 licence"; make it anew with: npm run lock`);
        }
        return {
            text: line,
            artifact: { ...groups, size: Number(groups.size), line: index + 1 },
        };
    });
}
/** What make_lock.py notes in a lockfile: what it was made for, the jars of Spark, or a jar wanted in several versions. */
function lockfile_notesIn(text, kind) {
    const mark = `# ${kind}: `;
    return text.split('\n').flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length)] : []));
}
const MACHINES = { 'linux/amd64': 'x86_64', 'linux/arm64': 'aarch64' };
/** The name that wheels give to a platform's machine. @throws Error for a platform that the catalog can't have. */
function machineOf(platform) {
    const machine = MACHINES[platform];
    if (machine === undefined)
        throw new Error(`no machine is known for ${platform}`);
    return machine;
}
/** A platform's artifacts, without those for other machines. images/build/locks.py chooses the same. */
function artifactsForPlatform(platform, artifacts) {
    const own = machineOf(platform);
    const others = Object.values(MACHINES).filter((machine) => machine !== own);
    const isOther = (file) => others.some((other) => file.includes(other));
    return artifacts.filter(({ file, machine = own }) => machine === own && (!file.endsWith('.whl') || !isOther(file)));
}
/** What of the artifacts images contain. */
function lockfile_artifactsInImages(artifacts) {
    return artifacts.filter(({ kind }) => kind !== 'build');
}
/** One SPDX expression for all artifacts of the lockfiles. */
function combinedLicense(artifacts) {
    const licenses = [...new Set(artifacts.flatMap(({ license }) => license.split(' AND ')))].sort();
    return licenses.map((license) => (/ OR /.test(license) ? `(${license})` : license)).join(' AND ');
}

;// CONCATENATED MODULE: ./src/family/denied.ts
/** Keeps artifacts under denied licences out of a family. */





/** What `npm run lock` writes where nothing says the licence. */
const UNKNOWN = 'LicenseRef-unknown';
/**
 * Drops optional artifacts under denied licences from the catalog, with a note on each.
 * @throws ConfigurationError if any other artifact is under a denied licence, or a licence is not known.
 */
function withoutDenied(catalog, chosen, file) {
    const { deny } = catalog.licenses;
    if (deny.length === 0)
        return { catalog, notes: [] };
    const components = { ...catalog.components };
    const notes = new Set();
    const denied = chosen.flatMap(({ component, rows, place }) => lockfile_artifactsInImages(rows)
        .filter((row) => (0,licences/* isDenied */.GZ)(licenceOf(row, place), deny))
        .map((row) => ({ component, row, place })));
    for (const { component, row, place } of denied) {
        const declared = Object.entries((0,names/* own */.ZV)(catalog.components, component)?.maven ?? {});
        const [key] = declared.find(([, { name, optional }]) => optional && row.kind === 'maven' && (0,artifacts/* isOf */.yW)(name, row.name)) ??
            [];
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

;// CONCATENATED MODULE: ./src/family/spark-jars.ts



/** The component whose jars are Spark's. */
const SPARK = 'spark';
/** A file in the images folder, of the jars that all versions of a series bring: images/build/split_jars.py reads it. */
function sharedFile(series) {
    return `locks/shared-${series}.list`;
}
/**
 * The text of a series' shared file.
 * @param locks the texts of its versions' lockfiles; those that list no jars, as older ones do, don't count.
 * @param before what was shared already: less may become of it.
 */
function sharedJars(locks, before) {
    const lists = locks.map((text) => lockfile_notesIn(text, 'brings')).filter((list) => list.length > 0);
    const [first = [], ...others] = before === undefined ? lists : [before.trim().split('\n'), ...lists];
    const shared = first.filter((line) => others.every((list) => list.includes(line)));
    return `${shared.join('\n')}\n`;
}
/**
 * The jars that Spark brings by its lockfile: `group:artifact version`, or `artifact version package`.
 * @throws ConfigurationError for a lockfile that does not list them.
 */
function spark_jars_broughtBy({ text, place }, version) {
    const brought = lockfile_notesIn(text, 'brings');
    if (brought.length > 0)
        return brought;
    throw new errors/* ConfigurationError */.j1(`${place} does not say which jars Spark ${version} brings: delete it and make it anew with npm run lock`);
}
/**
 * Says what is changed among Spark's jars, once for each.
 * @param file the catalog, for errors.
 * @throws ConfigurationError for a jar to replace that a Spark version does not bring, one to leave out that none brings,
 * and one that may be several.
 */
function sparkChanges(cells, lockfiles, file) {
    const notes = new Map();
    for (const { version, changes, downloads } of cells.filter((cell) => !(0,catalog_cells/* isUnsupported */.w3)(cell))) {
        const lockfile = downloads.find(({ component }) => component === SPARK)?.lockfile ?? '';
        const pinned = lockfiles.find(({ name }) => name === lockfile) ?? { text: '', place: lockfile };
        for (const change of changes) {
            const problem = (what) => new errors/* ConfigurationError */.j1(`${file}: components.${SPARK}: ${change.name}: of the jars that Spark ${version} brings (${pinned.place}), ${what}`);
            const note = noteOf(version, change, spark_jars_broughtBy(pinned, version), problem);
            notes.set(change.name, [...(notes.get(change.name) ?? []), ...note]);
        }
    }
    for (const [name, told] of notes)
        if (told.length === 0)
            throw new errors/* ConfigurationError */.j1(`${file}: components.${SPARK}: no Spark version brings ${name}`);
    return [...new Set([...notes.values()].flat())];
}
/** What becomes of a jar; nothing where it is to be left out and is not there. */
function noteOf(spark, { name, version, reasons }, brought, problem) {
    const [before, ...others] = versionsOf(name, brought);
    if (others.length > 0)
        throw problem(`${others.length + 1} jars may be it`);
    if (before === undefined && version !== undefined)
        throw problem('no jar is it');
    const why = reasons.length === 0 ? '' : `, for ${reasons.join(', ')}`;
    const what = `${name} ${before} is ${version === undefined ? 'left out' : `now ${version}`}`;
    return before === undefined ? [] : [`Spark ${spark}: ${what}${why}`];
}
/** The versions of an artifact among what broughtBy() lists; a jar that does not say its group is named without. */
function versionsOf(module, brought) {
    const names = [module, module.split(':')[1]];
    return brought.flatMap((line) => {
        const [name, version = ''] = line.split(' ');
        return names.includes(name) ? [version] : [];
    });
}

;// CONCATENATED MODULE: ./src/family/lockfiles.ts
/** Which lockfiles the cells need, what a lockfile does not pin yet, and which one a cell is built with. */





/** The component whose Python packages others are resolved together with. */
const PYTHON = 'python';
/**
 * The lockfiles that the cells need, each once. Unsupported cells need none.
 * @throws ConfigurationError if two components would share a lockfile.
 */
function neededLockfiles(cells) {
    const needed = new Map();
    for (const { downloads, platform, args } of cells.filter((cell) => !(0,catalog_cells/* isUnsupported */.w3)(cell))) {
        const python = downloads.filter(({ component }) => component === PYTHON).map(({ lockfile }) => lockfile);
        const sdists = downloads.flatMap(({ wanted }) => wanted.filter(({ kind }) => kind === 'sdist'));
        const { SPARK_VERSION: version = '', SCALA_VERSION: scala = '' } = args;
        const [spark] = downloads.flatMap(({ component, lockfile }) => component === SPARK ? [{ version, scala, lockfile }] : []);
        for (const { lockfile: name, component, wanted } of downloads) {
            const others = needed.get(name) ?? { component, platforms: [], beside: [], installed: [] };
            if (others.component !== component)
                throw new errors/* ConfigurationError */.j1(`the components ${others.component} and ${component} would both have the lockfile ${name}: name yours otherwise`);
            const platforms = [...new Set([...others.platforms, platform])];
            const beside = [...new Set([...others.beside, ...(component === PYTHON ? [] : python)])];
            const own = new Set(wanted.map(artifacts/* wantedLine */.gH));
            const installed = [...others.installed, ...sdists.filter((one) => !own.has((0,artifacts/* wantedLine */.gH)(one)))];
            const resolved = (0,artifacts/* isResolved */.ZY)(wanted) ? { spark } : {};
            needed.set(name, { name, component, wanted, platforms, beside, installed, ...resolved });
        }
    }
    return [...needed.values()];
}
/**
 * Chooses a lockfile for each that the cells need: the user's own if it pins everything wanted, else the shipped one if
 * that does. The others are missing.
 */
function chooseLockfiles(cells, shippedCatalog, lockfiles) {
    const ofShipped = neededLockfiles((0,catalog_cells/* cellsOf */.nc)(shippedCatalog));
    const chosen = [];
    const missing = [];
    for (const needed of neededLockfiles(cells)) {
        const { name, platforms } = needed;
        const own = lockfiles.own.get(name);
        const shipped = lockfiles.shipped.get(name);
        const machines = platforms.map(architectureLine);
        // Shipped lockfiles are for all platforms.
        const shippedFor = ofShipped.find((one) => one.name === name)?.wanted.map(artifacts/* wantedLine */.gH) ?? [];
        const judged = [
            ...(own === undefined ? [] : [judge(needed, own, notedLines(own.text))]),
            ...(shipped === undefined ? [] : [judge(needed, shipped, [...shippedFor, ...machines])]),
        ];
        const good = judged.find(({ unpinned }) => unpinned.length === 0);
        if (good !== undefined)
            chosen.push(good);
        else
            missing.push({ ...needed, unpinned: judged[0]?.unpinned ?? unpinnedIn(needed, [], machines) });
    }
    return { chosen, missing };
}
function judge(needed, { text, place }, made) {
    const names = needed.wanted.flatMap((one) => (one.kind === 'maven' ? [one.name] : []));
    const lines = parseLockfile(text, place).map((line) => {
        // Rows of what other jars need are wanted by no name.
        const isUnwanted = !(0,artifacts/* isResolved */.ZY)(needed.wanted) && line.artifact?.kind === 'maven' && !names.includes(line.artifact.name);
        return isUnwanted ? { text: '#' } : line;
    });
    const rows = lines.flatMap(({ artifact }) => artifact ?? []);
    const left = lines.map((line) => line.text).join('\n');
    return { ...needed, text: left, place, rows, unpinned: unpinnedIn(needed, rows, made) };
}
/**
 * What a lockfile does not pin, in words. A jar is pinned by its row, and what jars need if the lockfile was made for the
 * same jars. Python packages are resolved together: they are
 * pinned if the lockfile was made for the same requirements, and for the machines that need them. Other versions of the
 * shipped packages are accepted, so that a new release of the action does not invalidate its users' lockfiles.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
function unpinnedIn({ wanted, platforms }, rows, made) {
    const jars = wanted.flatMap((one) => {
        if (one.kind !== 'maven')
            return [];
        const row = rows.find(({ name, version }) => name === one.name && version === one.version);
        if (row !== undefined && (one.license === undefined || one.license === row.license))
            return [];
        return [`${one.name}:${one.version}${row === undefined ? '' : ` under ${one.license}`}`];
    });
    if (jars.length === 0 &&
        (0,artifacts/* isResolved */.ZY)(wanted) &&
        linesOf(MAVEN_LINE, wanted.map(artifacts/* wantedLine */.gH)) !== linesOf(MAVEN_LINE, made)) {
        const others = wanted.filter((one) => one.kind === 'maven' && !made.includes((0,artifacts/* wantedLine */.gH)(one)));
        jars.push(...(others.length > 0
            ? others.map((one) => `what ${nameOf(one)} needs`)
            : ['jars as they are wanted now']));
    }
    const python = [];
    if (linesOf(PYTHON_LINE, wanted.map(artifacts/* wantedLine */.gH)) !== linesOf(PYTHON_LINE, made)) {
        const others = wanted.filter((one) => one.kind !== 'maven' && !made.includes((0,artifacts/* wantedLine */.gH)(one)));
        python.push(...(others.length > 0 ? others.map(nameOf) : ['Python packages as they are wanted now']));
    }
    const unresolved = wanted.some(({ kind }) => kind === 'wheel')
        ? platforms.filter((platform) => !made.includes(architectureLine(platform)))
        : [];
    return [...jars, ...python, ...unresolved.map((platform) => `Python packages for ${platform}`)];
}
const PYTHON_LINE = /^(?:sdist|wheel) /;
const MAVEN_LINE = /^(?:maven|resolve) /;
function linesOf(kind, lines) {
    const chosen = lines.filter((line) => kind.test(line));
    return chosen.sort().join('\n');
}
function architectureLine(platform) {
    return `architecture ${machineOf(platform)}`;
}
function nameOf(wanted) {
    return wanted.kind === 'wheel' ? wanted.requirement : `${wanted.name}:${wanted.version}`;
}
/**
 * What a lockfile is made for, as images/build/make_lock.py reads it. Python packages of a user's catalog are resolved
 * only for the platforms that need them, together with the packages that the image has already.
 * @param chosen the lockfiles that a user's cells have already.
 */
function wantedText(needed, chosen) {
    const lines = new Set(needed.wanted.map(wantedLine));
    if (needed.wanted.some(({ kind }) => kind === 'wheel')) {
        const beside = chosen?.filter(({ name }) => needed.beside.includes(name)) ?? [];
        if (chosen !== undefined)
            for (const platform of needed.platforms)
                lines.add(architectureLine(platform));
        for (const { name, version } of artifactsInImages(beside.flatMap(({ rows }) => rows)))
            lines.add(`beside ${name} ${version}`);
        for (const one of needed.installed)
            lines.add(wantedLine(one).replace(/^sdist/, 'installed'));
    }
    if (needed.spark !== undefined)
        for (const line of sparkLines(needed.spark, chosen ?? []))
            lines.add(line);
    return [...lines].map((line) => `${line}\n`).join('');
}
/** The Spark that jars are resolved for, with all jars that it brings. */
function sparkLines({ version, scala, lockfile }, chosen) {
    const pinned = chosen.find(({ name }) => name === lockfile);
    const brought = broughtBy(pinned ?? { text: '', place: lockfile }, version);
    const beside = (pinned?.rows ?? []).filter(({ kind }) => kind === 'maven');
    const jars = [...brought, ...beside.map((row) => `${row.name} ${row.version}`)];
    return [`spark ${version} ${scala}`, ...jars.map((jar) => `brings ${jar}`)];
}
/**
 * Two components of one image must not bring one jar in two versions: which of them counts is chance.
 * @throws ConfigurationError with the lines of both.
 */
function rejectClashes(cells, chosen) {
    for (const cell of cells.filter((one) => !(0,catalog_cells/* isUnsupported */.w3)(one))) {
        const seen = new Map();
        for (const { lockfile, component } of cell.downloads) {
            const { rows = [], place = '' } = chosen.find(({ name }) => name === lockfile) ?? {};
            for (const { name, version, line } of rows.filter(({ kind }) => kind === 'maven')) {
                const here = { at: `${place}:${line}`, component, version };
                const other = seen.get(name) ?? here;
                if (other.version !== version)
                    throw new errors/* ConfigurationError */.j1(`${here.at}: ${cell.id} would have ${name} twice, ${version} by ${component} and ${other.version} by ${other.component} (${other.at}): exclude it from one of them, or have both want one version`);
                seen.set(name, here);
            }
        }
    }
}
/** What a lockfile was made for, as lines of wantedText(). */
function notedLines(text) {
    return lockfile_notesIn(text, 'wanted');
}
/** Jars that were wanted in several versions, in words: which is used, and who wants which. */
function conflictsOf(text) {
    return notesIn(text, 'conflict');
}

;// CONCATENATED MODULE: ./src/family/user.ts
/** A user's family: their catalog and lockfiles over the shipped ones, and the images folder made of both. */











/** Opens a user's family; see openFamily(). */
async function openUserFamily(images, user, work) {
    const draft = await draftOf(images, user);
    if (draft.missing.length > 0) {
        const lines = draft.missing.map(({ name, component, unpinned }) => {
            return `  ${component}: ${unpinned.join(', ')} (${draft.lockfileFolder}/${external_node_path_default().basename(name)})\n`;
        });
        throw new errors/* ConfigurationError */.j1(`${user.file}: what it adds is in no lockfile:\n${lines.join('')}To fetch and pin it, in a checkout of the action: npm run lock -- --catalog ${user.named}`);
    }
    const { catalog, notes } = withoutDenied(draft.catalog, draft.chosen, user.file);
    const cells = (0,catalog_cells/* cellsOf */.nc)(catalog);
    const { chosen } = chooseLockfiles(cells, draft.shipped, draft.lockfiles);
    rejectClashes(cells, chosen);
    notes.push(...sparkChanges(cells, chosen, user.file));
    const shared = await sharedOf(images, cells, chosen);
    const changed = chosen.filter(({ name, text }) => draft.lockfiles.shipped.get(name)?.text !== text);
    await (0,promises_.mkdir)(work, { recursive: true });
    const folder = await (0,promises_.mkdtemp)(external_node_path_default().join(work, 'images-'));
    const drop = () => (0,promises_.rm)(folder, { recursive: true, force: true });
    try {
        await compose(folder, {
            shipped: images,
            workspace: user.workspace,
            cells,
            lockfiles: [...changed, ...shared],
        });
    }
    catch (error) {
        await drop();
        throw error;
    }
    const own = chosen.filter(({ name, place }) => place !== `images/${name}`);
    const lockfilePaths = new Map(own.map(({ name, place }) => [`images/${name}`, place]));
    return { catalog, images: folder, notes, lockfilePaths, [Symbol.asyncDispose]: drop };
}
/** The shared files of the cells' series. */
async function sharedOf(images, cells, chosen) {
    const locks = new Map();
    for (const { series, downloads } of cells) {
        const names = downloads.flatMap(({ component, lockfile }) => (component === SPARK ? [lockfile] : []));
        locks.set(series, new Set([...(locks.get(series) ?? []), ...names]));
    }
    const made = [...locks].map(async ([series, names]) => {
        const name = sharedFile(series);
        const before = await (0,promises_.readFile)(external_node_path_default().join(images, name), 'utf8').catch(() => undefined);
        const texts = chosen.filter((one) => names.has(one.name)).map(({ text }) => text);
        return { name, text: sharedJars(texts, before) };
    });
    return await Promise.all(made);
}
/** Reads a user's catalog and the lockfiles, and finds the artifacts that are not locked. */
async function draftOf(images, { workspace, file }) {
    const text = await (0,family_workspace/* textInside */.kg)(workspace, file, 'the catalog');
    const shippedFile = external_node_path_default().join(images, 'catalog.yml');
    const shipped = await (0,load/* loadCatalog */.a)(shippedFile);
    const below = { catalog: shipped, text: await (0,promises_.readFile)(shippedFile, 'utf8'), file: 'images/catalog.yml' };
    const catalog = layUserCatalog(below, { text, file });
    /** Relative to the workspace. It may be missing; its files are read with the same care as all of a repository's. */
    const lockfileFolder = `${file.replace(/\.ya?ml$/, '')}.locks`;
    const ownNames = (await (0,family_workspace/* namesInside */.Nb)(workspace, lockfileFolder, 'the folder of lockfiles')) ?? [];
    const shippedNames = await (0,promises_.readdir)(external_node_path_default().join(images, 'locks'));
    const lockfiles = {
        shipped: await lockfilesNamed(shippedNames, 'images/locks', (name) => (0,promises_.readFile)(external_node_path_default().join(images, 'locks', name), 'utf8')),
        own: await lockfilesNamed(ownNames, lockfileFolder, (name) => (0,family_workspace/* textInside */.kg)(workspace, `${lockfileFolder}/${name}`, 'the lockfile')),
    };
    return {
        catalog,
        shipped,
        lockfiles,
        lockfileFolder,
        ...chooseLockfiles((0,catalog_cells/* cellsOf */.nc)(catalog), shipped, lockfiles),
    };
}
async function lockfilesNamed(names, place, read) {
    const lockfiles = names
        .filter((name) => name.endsWith('.lock'))
        .map(async (name) => [`locks/${name}`, { text: await read(name), place: `${place}/${name}` }]);
    return new Map(await Promise.all(lockfiles));
}


/***/ })

};
