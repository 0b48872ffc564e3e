export const id = 638;
export const ids = [638];
export const modules = {

/***/ 5638:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openUserFamily: () => (/* binding */ openUserFamily)
});

// UNUSED EXPORTS: draftOf, shippedLockfiles

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/catalog/artifacts.ts + 1 modules
var artifacts = __webpack_require__(3545);
// EXTERNAL MODULE: ./src/catalog/cells.ts
var catalog_cells = __webpack_require__(4514);
// EXTERNAL MODULE: ./src/catalog/load.ts + 1 modules
var load = __webpack_require__(5735);
// EXTERNAL MODULE: ./src/catalog/check.ts + 3 modules
var check = __webpack_require__(6740);
// EXTERNAL MODULE: ./src/catalog/document.ts
var catalog_document = __webpack_require__(7390);
// EXTERNAL MODULE: ./src/catalog/names.ts
var catalog_names = __webpack_require__(6447);
// EXTERNAL MODULE: ./src/catalog/parse.ts + 5 modules
var parse = __webpack_require__(4439);
// EXTERNAL MODULE: ./src/catalog/rules.ts
var catalog_rules = __webpack_require__(7668);
// EXTERNAL MODULE: ./src/catalog/statements.ts
var statements = __webpack_require__(5281);
;// CONCATENATED MODULE: ./src/catalog/user.ts
/** A user's catalog, laid over the shipped one. docs/catalog.md has the rules. */







/**
 * Returns the catalog that a user's file gives, laid over the shipped one.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
function layUserCatalog(shipped, user) {
    const above = (0,catalog_document/* parseYaml */.hN)(user.text, user.file);
    /** What is wrong with both may be in the shipped file, but is to be corrected in the user's. */
    const failMerged = (path, message) => {
        const at = above.find(path) ?? (0,catalog_document/* parseYaml */.hN)(shipped.text, shipped.origin).find(path);
        const edit = above.locate(path);
        throw (0,catalog_document/* placedError */.m1)(at ?? edit, (0,catalog_document/* problemText */.fI)(path, message), { edit });
    };
    const catalog = mergeUserCatalog(shipped, user);
    checkStages(catalog, shipped.catalog, failMerged);
    (0,check/* checkCatalog */.k)(catalog, failMerged);
    return catalog;
}
/** layUserCatalog() without the checks that the schema can't express. @throws ConfigurationError likewise. */
function mergeUserCatalog(shipped, user) {
    const above = (0,catalog_document/* parseYaml */.hN)(user.text, user.file);
    const fail = (path, message) => {
        throw (0,catalog_document/* placedError */.m1)(above.locate(path), (0,catalog_document/* problemText */.fI)(path, message));
    };
    // An empty file changes nothing.
    const content = above.content ?? {};
    const vex = (0,statements/* withoutRestated */.ps)(shipped.catalog.vex, mappingOf(mappingOf(content).vex));
    // What is kept up to date in the shipped files is no part of a user's.
    const merged = overlay({ ...shipped.catalog, vex, track: undefined }, content);
    (0,parse/* rejectUnknownKeys */.g)(merged, fail);
    return withoutIdle((0,parse/* validate */.t)(withoutNulls(merged), fail), content);
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
/** Drops shipped rules and aliases that match nothing any more. A user's own must match something. */
function withoutIdle(catalog, content) {
    const { rules, aliases } = mappingOf(content);
    const idle = (0,catalog_rules/* idleRules */.q1)(catalog.rules, (0,catalog_cells/* subjectsOf */.Z6)((0,catalog_cells/* withShelf */.JR)(catalog)));
    const versions = Object.keys(catalog.versions);
    const kept = Object.entries(catalog.rules).flatMap(([name, rule]) => {
        if (Object.hasOwn(mappingOf(rules), name))
            return [[name, rule]];
        if (idle.includes(name))
            return [];
        const left = {
            versions: rule.when.versions?.filter((pattern) => versions.some((0,catalog_names/* globMatcher */.fU)(pattern))),
            runtimes: rule.when.runtimes?.filter((runtime) => Object.hasOwn(catalog.runtimes, runtime)),
        };
        return [[name, { ...rule, when: { ...rule.when, ...left } }]];
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
/** What the Dockerfile's stages for os, Java and Spark install is written there. */
function checkStages(catalog, shipped, fail) {
    for (const name of catalog_cells/* IN_EVERY_IMAGE */.us)
        for (const kind of ['maven', 'python', 'build']) {
            const given = Object.keys((0,catalog_names/* own */.ZV)(catalog.components, name)?.[kind] ?? {});
            const [added] = given.filter((key) => !Object.hasOwn((0,catalog_names/* own */.ZV)(shipped.components, name)?.[kind] ?? {}, key));
            if (added !== undefined)
                fail(['components', name, kind], `the stage of ${name} takes no other ${kind}: declare a component of your own with it`);
        }
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/catalog/lockfile.ts
var catalog_lockfile = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/family/lockfiles.ts
/** Which lockfiles the cells need. */




/**
 * The lockfiles that the cells need, each once. Unsupported cells need none.
 * @throws ConfigurationError if two components would share a lockfile.
 */
function neededLockfiles(cells) {
    const needed = new Map();
    for (const { downloads, platform, args, runtime, base } of cells.filter((cell) => !(0,catalog_cells/* isUnsupported */.w3)(cell))) {
        const python = downloads.filter(({ component }) => component === catalog_cells/* PYTHON */.ZB).map(({ lockfile }) => lockfile);
        const sdists = downloads.flatMap(({ wanted }) => wanted.filter(({ kind }) => kind === 'sdist'));
        const { SPARK_VERSION: version = '', SCALA_VERSION: scala = '' } = args;
        const [spark] = downloads.flatMap(({ component, lockfile }) => component === artifacts/* SPARK */.s6 ? [{ version, scala, lockfile }] : []);
        for (const { lockfile: name, component, wanted } of downloads) {
            const none = { runtime, base, wanted: [], platforms: [], beside: [], installed: [] };
            const others = needed.get(name) ?? none;
            const same = [...needed.values()].find((one) => external_node_path_default().basename(one.name) === external_node_path_default().basename(name));
            if (same !== undefined && same.component !== component)
                throw new errors/* ConfigurationError */.j1(`the components ${same.component} and ${component} would both have the lockfile ${external_node_path_default().basename(name)}: name yours otherwise`);
            const platforms = [...new Set([...others.platforms, platform])];
            const beside = [...new Set([...others.beside, ...(component === catalog_cells/* PYTHON */.ZB ? [] : python)])];
            const own = new Set(wanted.map(artifacts/* wantedLine */.gH));
            const installed = [...others.installed, ...sdists.filter((one) => !own.has((0,artifacts/* wantedLine */.gH)(one)))];
            const resolved = (0,artifacts/* isResolved */.ZY)(wanted) ? { spark } : {};
            const made = { wanted: distinct([...others.wanted, ...wanted]), platforms, beside, installed };
            needed.set(name, { ...others, name, component, ...made, ...resolved });
        }
    }
    return [...needed.values()];
}
/** Each once: those of a platform differ only where an artifact has another name for it. */
function distinct(wanted) {
    return [...new Map(wanted.map((one) => [(0,artifacts/* wantedLine */.gH)(one), one])).values()];
}

;// CONCATENATED MODULE: ./src/versions/text.ts
/** What the orders of versions have in common. */
/** As for Array.sort(), by UTF-16 units: as Java compares texts. */
const compareTexts = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
/** Compares numbers of any length by their digits, of which there may be none for zero. */
function compareDigits(a, b) {
    const [one, two] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
    return one.length - two.length || compareTexts(one, two);
}
/** The first order of parts that is not 0, of as many as the longer list has. */
function compareLists(a, b, compare) {
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
        const order = compare(a[at], b[at]);
        if (order !== 0)
            return order;
    }
    return 0;
}

;// CONCATENATED MODULE: ./src/versions/maven.ts
/**
 * The order of Maven's versions: the "Version Order Specification" of https://maven.apache.org/pom.html, to which every
 * text is a version. Maven 3.9's ComparableVersion departs from it where more follows a qualifier after a dot, and is no
 * order there: 2.10.2-SNAPSHOT < 2.10.2 < 2.10.2.fuse-1 < 2.10.2-SNAPSHOT.
 */

/** Qualifiers with a place of their own. All others come after these, in the order of the alphabet. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const ALIASES = new Map([
    ['cr', 'rc'],
    ['ga', ''],
    ['final', ''],
    ['release', ''],
]);
/** What a letter is short for where a digit follows it. */
const SHORT = new Map([
    ['a', 'alpha'],
    ['b', 'beta'],
    ['m', 'milestone'],
]);
/** As for Array.sort(). */
function compareMaven(a, b) {
    return compareLists(tokensOf(a), tokensOf(b), compareTokens);
}
/** Dots, hyphens, and changes between digits and others separate tokens. The latter count as hyphens. */
function tokensOf(version) {
    const parts = version
        .toLowerCase()
        .replaceAll(/(?<![^\d.-])[abm](?=\d)/g, (letter) => SHORT.get(letter) ?? letter)
        .replaceAll(/(?<=\d)(?=[^\d.-])|(?<=[^\d.-])(?=\d)/g, '-')
        .split(/([.-])/);
    const tokens = parts.flatMap((value, at) => {
        if (at % 2 === 1)
            return [];
        const isNumber = /^\d*$/.test(value);
        return [
            { prefix: parts[at - 1] ?? '.', value: isNumber ? value : (ALIASES.get(value) ?? value), isNumber },
        ];
    });
    return maven_withoutNulls(tokens);
}
/** Drops what says nothing (`0`, `final`) at the end, and before a hyphen or a qualifier. */
function maven_withoutNulls(tokens) {
    let next;
    return tokens
        .toReversed()
        .filter((token) => {
        const endsPart = next === undefined || next.prefix === '-' || !next.isNumber;
        const isKept = !endsPart || compareTokens(token, undefined) !== 0;
        if (isKept)
            next = token;
        return isKept;
    })
        .reverse();
}
/** The end of a version counts as what says nothing. */
function compareTokens(one, two) {
    if (one === undefined)
        return two === undefined ? 0 : -compareTokens(two, undefined);
    if (one.isNumber) {
        if (two === undefined)
            return compareDigits(one.value, '');
        if (!two.isNumber)
            return 1;
        return one.prefix === two.prefix ? compareDigits(one.value, two.value) : one.prefix === '-' ? -1 : 1;
    }
    return two?.isNumber ? -1 : compareQualifiers(one.value, two?.value ?? '');
}
function compareQualifiers(a, b) {
    return placeOf(a) - placeOf(b) || compareTexts(a, b);
}
function placeOf(qualifier) {
    const place = QUALIFIERS.indexOf(qualifier);
    return place < 0 ? QUALIFIERS.length : place;
}

;// CONCATENATED MODULE: ./src/family/spark-jars.ts
/** The jars that Spark brings, and what a catalog changes among them. */





/** A file in the images folder, of the jars that all versions of a series bring: images/build/split_jars.py reads it. */
function sharedFile(series) {
    return `${(0,catalog_cells/* componentFolder */.ak)(artifacts/* SPARK */.s6)}/shared-${series}.list`;
}
/**
 * The text of a series' shared file.
 * @param versions the lockfile of each of its versions, with what is changed among the jars; a lockfile that lists no
 *   jars, as older ones do, doesn't count.
 * @param before what was shared already: less may become of it.
 */
function sharedJars(versions, before) {
    const lists = versions
        .map(({ text, changes }) => (0,catalog_lockfile/* notesIn */.PH)(text, 'brings').flatMap((line) => afterwards(line, changes)))
        .filter((list) => list.length > 0);
    const [first = [], ...others] = before === undefined ? lists : [before.trim().split('\n'), ...lists];
    // Spark's own jars are another version's in each: a series with one version would list them until it has two.
    const shared = first.filter((line) => !line.startsWith('org.apache.spark:') && others.every((list) => list.includes(line)));
    return `${shared.join('\n')}\n`;
}
/** A jar that Spark brings as it is after the changes; one that does not say its group may say it in its new version. */
function afterwards(line, changes) {
    const [listed = '', before = '', ...rest] = line.split(' ');
    const change = changes.find(({ name }) => isListed(name, listed));
    if (change === undefined)
        return [line];
    const { name, version } = change;
    if (version === undefined)
        return [];
    if (change.isHardening && compareMaven(version, before) <= 0)
        return [line];
    const named = name.split(':', 2).join(':');
    return [...new Set([`${named} ${version}`, [listed, version, ...rest].join(' ')])];
}
function isListed(name, listed) {
    const [group, artifact] = name.split(':');
    return listed === `${group}:${artifact}` || listed === artifact;
}
/**
 * The jars that Spark brings by its lockfile: `group:artifact version`, or `artifact version package`.
 * @throws ConfigurationError for a lockfile that does not list them.
 */
function spark_jars_broughtBy({ text, place }, version) {
    const brought = (0,catalog_lockfile/* notesIn */.PH)(text, 'brings');
    if (brought.length > 0)
        return brought;
    throw new errors/* ConfigurationError */.j1(`${place} does not say which jars Spark ${version} brings: delete it and make it anew with npm run lock`);
}
/**
 * Says what is changed among Spark's jars, but for what hardens them, once for each.
 * @param file the catalog, for errors.
 * @throws ConfigurationError for a jar to replace that a Spark version does not bring, one to leave out that none brings,
 * and one that may be several.
 */
function sparkChanges(cells, lockfiles, file) {
    const notes = new Map();
    for (const { version, changes, downloads } of cells.filter((cell) => !(0,catalog_cells/* isUnsupported */.w3)(cell))) {
        const lockfile = downloads.find(({ component }) => component === artifacts/* SPARK */.s6)?.lockfile ?? '';
        const pinned = lockfiles.find(({ name }) => name === lockfile) ?? { text: '', place: lockfile };
        for (const change of changes.filter(({ isHardening }) => !isHardening)) {
            const problem = (what) => new errors/* ConfigurationError */.j1(`${file}: components.${artifacts/* SPARK */.s6}: ${change.name}: of the jars that Spark ${version} brings (${pinned.place}), ${what}`);
            const note = noteOf(version, change, spark_jars_broughtBy(pinned, version), problem);
            notes.set(change.name, [...(notes.get(change.name) ?? []), ...note]);
        }
    }
    for (const [name, told] of notes)
        if (told.length === 0)
            throw new errors/* ConfigurationError */.j1(`${file}: components.${artifacts/* SPARK */.s6}: no Spark version brings ${name}`);
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
/**
 * The versions of an artifact among what broughtBy() lists: once for all its classifiers, which only the build can tell
 * apart. A jar that does not say its group is named without.
 */
function versionsOf(name, brought) {
    return brought.flatMap((line) => {
        const [listed = '', version = ''] = line.split(' ');
        return isListed(name, listed) ? [version] : [];
    });
}

;// CONCATENATED MODULE: ./src/family/wanted.ts
/** What a lockfile is made for, as the program that makes it reads it, and what it notes of that. */



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
    // The last line about an artifact counts, and all its classifiers are one.
    const jars = [...brought, ...beside.map((row) => `${row.name.split(':', 2).join(':')} ${row.version}`)];
    return [`spark ${version} ${scala}`, ...jars.map((jar) => `brings ${jar}`)];
}
/** What a lockfile was made for, as lines of wantedText(). */
function wanted_notedLines(text) {
    return (0,catalog_lockfile/* notesIn */.PH)(text, 'wanted');
}
/** Jars that were wanted in several versions, in words: which is used, and who wants which. */
function conflictsOf(text) {
    return notesIn(text, 'conflict');
}
/** The line for a platform that Python packages are resolved for. */
function architectureLine(platform) {
    return `architecture ${(0,catalog_lockfile/* machineOf */.VT)(platform)}`;
}

;// CONCATENATED MODULE: ./src/family/chosen.ts
/** Which lockfile a cell is built with, and what a lockfile does not pin yet. */







/**
 * Chooses a lockfile for each that the cells need: the user's own if it pins everything wanted, else the shipped one if
 * that does. The others are missing.
 */
function chooseLockfiles(cells, shippedCatalog, lockfiles) {
    const ofShipped = neededLockfiles((0,catalog_cells/* cellsOf */.nc)((0,catalog_cells/* withShelf */.JR)(shippedCatalog)));
    const spare = spareLines(lockfiles.shipped);
    const chosen = [];
    const missing = [];
    for (const needed of neededLockfiles(cells)) {
        const { name, platforms } = needed;
        const own = lockfiles.own.get(external_node_path_default().basename(name));
        const shipped = lockfiles.shipped.get(external_node_path_default().basename(name));
        const machines = platforms.map(architectureLine);
        // Shipped lockfiles are for all platforms.
        const shippedFor = ofShipped.find((one) => one.name === name)?.wanted.map(artifacts/* wantedLine */.gH) ?? [];
        const judged = [
            ...(own === undefined ? [] : [judge(needed, own, wanted_notedLines(own.text), spare)]),
            ...(shipped === undefined ? [] : [judge(needed, shipped, [...shippedFor, ...machines], spare)]),
        ];
        const good = judged.find(({ unpinned }) => unpinned.length === 0);
        if (good !== undefined)
            chosen.push(good);
        else
            missing.push({
                ...needed,
                unpinned: (judged[0] ?? judge(needed, { text: '', place: name }, machines, spare)).unpinned,
            });
    }
    return { chosen, missing };
}
function judge(needed, { text, place }, made, spare) {
    const own = (0,catalog_lockfile/* parseLockfile */.tg)(text, place);
    const lines = (0,artifacts/* isResolved */.ZY)(needed.wanted) ? own : wantedLines(own, needed, spare);
    const rows = lines.flatMap(({ artifact }) => artifact ?? []);
    const left = lines.map((line) => line.text).join('\n');
    return { ...needed, text: left, place, rows, unpinned: unpinnedIn(needed, rows, made) };
}
function keyOf({ name, version, machine = '' }) {
    return `${name} ${version} ${machine}`;
}
/** Whether a row is of a jar. What is for one machine is none for all of them. */
function pins(row, { name, version, machine }) {
    const isSame = row.kind === 'maven' && row.name === name && row.version === version;
    return isSame && (row.machine === undefined || row.machine === machine);
}
/** Finds the line of a jar in any of the lockfiles, which are read when one is looked for. */
function spareLines(lockfiles) {
    let lines;
    return (jar) => {
        lines ??= new Map([...lockfiles.values()]
            .flatMap(({ text, place }) => (0,catalog_lockfile/* parseLockfile */.tg)(text, place))
            .filter(({ artifact }) => artifact?.kind === 'maven')
            .flatMap((line) => (line.artifact === undefined ? [] : [[keyOf(line.artifact), line]])));
        return lines.get(keyOf(jar));
    };
}
/**
 * The lines of a lockfile whose jars are wanted. Of a jar that it has not in the wanted version, the line of another
 * lockfile: what comes with a new release of the action is pinned there.
 */
function wantedLines(lines, { wanted, platforms }, spare) {
    const machines = platforms.map(catalog_lockfile/* machineOf */.VT);
    const jars = wanted.filter((one) => one.kind === 'maven');
    const isPinned = ({ artifact }, jar) => artifact !== undefined && pins(artifact, jar);
    const isUnwanted = (line) => line.artifact?.kind === 'maven' && !jars.some((jar) => isPinned(line, jar));
    // What is for a platform that is not built stays, and counts for nothing.
    const isElsewhere = ({ artifact }) => artifact?.machine !== undefined && !machines.includes(artifact.machine);
    const kept = lines.map((line) => isElsewhere(line) ? { text: line.text } : isUnwanted(line) ? { text: '#' } : line);
    const added = jars
        .filter((jar) => !lines.some((line) => isPinned(line, jar)))
        .flatMap((jar) => spare(jar) ?? []);
    return [...kept, ...added];
}
/**
 * What a lockfile does not pin, in words. A jar is pinned by its row, and what jars need if the lockfile was made for the
 * same jars. Python packages are resolved together: they are
 * pinned if the lockfile was made for the same requirements, and for the machines that need them. Other versions of the
 * shipped packages are accepted, so that a new release of the action does not invalidate its users' lockfiles.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
function unpinnedIn({ wanted, platforms }, rows, made) {
    const machines = platforms.map(catalog_lockfile/* machineOf */.VT);
    // A lockfile may be for more platforms than are built.
    const madeHere = made.filter((line) => {
        const [, machine] = /^\w+@(\w+) /.exec(line) ?? [];
        return machine === undefined || machines.includes(machine);
    });
    const jars = wanted.flatMap((one) => {
        if (one.kind !== 'maven')
            return [];
        const row = rows.find((each) => pins(each, one));
        if (row !== undefined && (one.license === undefined || one.license === row.license))
            return [];
        const on = platforms
            .filter((platform) => (0,catalog_lockfile/* machineOf */.VT)(platform) === one.machine)
            .map((name) => ` for ${name}`);
        return [`${one.name}:${one.version}${on}${row === undefined ? '' : ` under ${one.license}`}`];
    });
    if (jars.length === 0 &&
        (0,artifacts/* isResolved */.ZY)(wanted) &&
        linesOf(MAVEN_LINE, wanted.map(artifacts/* wantedLine */.gH)) !== linesOf(MAVEN_LINE, madeHere)) {
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
const MAVEN_LINE = /^(?:maven|resolve)(?:@\w+)? /;
const ARTIFACT_LINE = /^(?:sdist|wheel|(?:maven|resolve)(?:@\w+)?) /;
function linesOf(kind, lines) {
    const chosen = lines.filter((line) => kind.test(line));
    return chosen.sort().join('\n');
}
function nameOf(wanted) {
    return wanted.kind === 'wheel' ? wanted.requirement : `${wanted.name}:${wanted.version}`;
}
/**
 * Two components of one image must not bring one jar in two versions: which of them counts is chance.
 * @throws ConfigurationError with the lines of both.
 */
function rejectClashes(cells, chosen) {
    for (const cell of cells.filter((one) => !(0,catalog_cells/* isUnsupported */.w3)(one))) {
        const seen = new Map();
        for (const { lockfile, component } of cell.downloads) {
            const { rows = [] } = chosen.find(({ name }) => name === lockfile) ?? {};
            const here = (0,catalog_lockfile/* artifactsForPlatform */.ot)(cell.platform, rows);
            for (const { name, version, at } of here.filter(({ kind }) => kind === 'maven')) {
                const jar = { at, component, version };
                const other = seen.get(name) ?? jar;
                if (other.version !== version)
                    throw new errors/* ConfigurationError */.j1(`${jar.at}: ${cell.id} would have ${name} twice, ${version} by ${component} and ${other.version} by ${other.component} (${other.at}): exclude it from one of them, or have both want one version`);
                seen.set(name, jar);
            }
        }
    }
}
/**
 * Those that are not there, or were made for something else than is wanted now; and those that were resolved together with
 * what one of these pins.
 */
function staleLockfiles(needed, lockfiles) {
    const own = needed.filter(({ name, wanted }) => {
        const { text } = lockfiles.get(path.basename(name)) ?? {};
        const lines = linesOf(ARTIFACT_LINE, wanted.map(wantedLine));
        return text === undefined || linesOf(ARTIFACT_LINE, notedLines(text)) !== lines;
    });
    const names = new Set(own.map(({ name }) => name));
    const isStale = ({ name, wanted, beside, spark }) => {
        const together = wanted.some(({ kind }) => kind === 'wheel') ? beside : [];
        return [name, ...together, ...(spark === undefined ? [] : [spark.lockfile])].some((one) => names.has(one));
    };
    return needed.filter(isStale);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/catalog/settings.ts
var catalog_settings = __webpack_require__(8262);
;// CONCATENATED MODULE: ./src/family/dockerfile.ts
/** What a family's catalog decides in its Dockerfile: the stages of components, and what a variant is made of. */




const [START, END] = [
    '# generated by npm run docs, of catalog.yml and components/\n',
    '# end of what is generated\n',
];
/**
 * Puts the stages of a catalog's components and variants into a Dockerfile, between two lines that
 * mark the place. Only names, which the schema checks, and values of environment variables become part of it;
 * everything else is in files.
 */
function withGeneratedStages(dockerfile, source) {
    const [start, end] = [dockerfile.indexOf(START), dockerfile.indexOf(END)];
    if (start < 0 || end < start)
        throw new Error(`the Dockerfile has no ${START.trim()} … ${END.trim()}`);
    const { catalog } = source;
    const used = new Set(Object.values(catalog.variants).flatMap(({ components }) => components));
    const trees = Object.keys(catalog.components).filter((name) => used.has(name));
    const stages = [
        ...trees.flatMap((name) => treesOf(name, source).flatMap(treeStages)),
        ...Object.entries(catalog.variants).flatMap(([name, { components }]) => variantStage(name, components, source)),
    ];
    return `${dockerfile.slice(0, start)}${START}\n${stages.join('\n')}\n${dockerfile.slice(end)}`;
}
function treesOf(name, { catalog, shipped, withRootfs }) {
    const component = (0,catalog_names/* own */.ZV)(catalog.components, name);
    if (component === undefined)
        return [];
    const { build, finish, maven, python } = component;
    const hasJars = Object.keys(maven).length > 0;
    const isShipped = (0,catalog_names/* own */.ZV)(shipped.components, name) !== undefined;
    const isLocked = (0,artifacts/* sparkVersions */.dh)(catalog).some((at) => (0,artifacts/* wantedOf */.Lm)(name, component, at).length > 0);
    const lock = isLocked ? lockOf(name, component) : undefined;
    const hasOwnFiles = Object.keys(component.files).length > 0;
    const hasFiles = isShipped ? withRootfs.includes(name) : hasOwnFiles;
    const hasNames = Object.values(maven).some((jar) => typeof jar?.name === 'object');
    // What a repository's own script does is not known.
    const isPlatforms = hasNames || Object.keys(python).length > 0 || (build.length > 0 && !isShipped);
    const tree = { name, lock, build, finish, isPlatforms, hasJars, hasFiles, isShipped };
    const isMade = !catalog_cells/* IN_EVERY_IMAGE */.us.includes(name) && (lock !== undefined || build.length > 0 || hasFiles);
    const added = {
        name: (0,catalog_names/* addedFiles */.K6)(name),
        build: [],
        isPlatforms: false,
        hasJars: false,
        hasFiles: true,
        isShipped,
    };
    return [...(isMade ? [tree] : []), ...(isShipped && hasOwnFiles ? [added] : [])];
}
/** A component's lockfile as the Dockerfile names it. */
function lockOf(name, component) {
    const args = { version: 'SPARK_VERSION', series: 'SPARK_SERIES', python: 'PYTHON_VERSION' };
    const pattern = Object.entries(args).reduce((filled, [key, argument]) => filled.replace(`{${key}}`, `\${${argument}}`), (0,artifacts/* lockPattern */.U3)(name, component));
    return `${(0,catalog_cells/* componentFolder */.ak)(name)}/${pattern}.lock`;
}
function treeStages(tree) {
    const { name, finish } = tree;
    return [
        `# ${name}`,
        ...downloadStages(tree),
        ...makeStage(tree),
        '',
        ...(finish === undefined ? [] : finishStage(name, finish)),
        `FROM scratch AS ${name}`,
        `COPY --from=${finish === undefined ? 'make' : 'finish'}-${name} /${name}/ /${name}/`,
        '',
    ];
}
function downloadStages({ name, lock, isPlatforms }) {
    if (lock === undefined)
        return [];
    return [
        `FROM tools AS download-${name}`,
        ...[...argumentsIn(lock), ...(isPlatforms ? ['TARGETARCH'] : [])].map((one) => `ARG ${one}`),
        'COPY build/with-host-ca.sh build/locks.py build/repositories.py build/fetch_maven.py build/fetch_pypi.py \\',
        '    build/build_wheels.py /build/',
        `COPY ${(0,catalog_cells/* componentFolder */.ak)('os')}/rootfs/etc/ca-certificates/update.d/java-cacerts /build/`,
        `COPY ${lock} /${(0,catalog_cells/* componentFolder */.ak)(name)}/`,
        'RUN --mount=type=secret,id=ca-bundle --mount=type=secret,id=repositories <<END',
        '    set -eu',
        `    sh /build/with-host-ca.sh python3 /build/fetch_pypi.py /${lock} /files`,
        `    sh /build/with-host-ca.sh python3 /build/fetch_maven.py /${lock} /files`,
        'END',
        '',
        `FROM scratch AS fetch-${name}`,
        `COPY --from=download-${name} /files/ /`,
        '',
    ];
}
/** Runs in the image's Debian, emulated where the builder is of another platform. */
function finishStage(name, script) {
    return [
        `FROM os AS finish-${name}`,
        'ARG SOURCE_DATE_EPOCH',
        'COPY build/settle.sh /build/',
        `COPY ${(0,catalog_cells/* componentFolder */.ak)(name)}/build/ /component/`,
        `COPY --from=make-${name} /${name}/ /${name}/`,
        `RUN --network=none sh /component/${external_node_path_default().posix.basename(script)} /${name} && sh /build/settle.sh /${name}`,
        '',
    ];
}
function makeStage({ name, lock, build, isPlatforms, hasJars, hasFiles, isShipped }) {
    const folder = (0,catalog_cells/* componentFolder */.ak)(name);
    const [script] = build;
    const isBuilt = script !== undefined;
    const args = new Set([
        ...argumentsIn(lock),
        ...(isBuilt ? ['SPARK_SERIES'] : []),
        ...(isPlatforms ? ['TARGETARCH'] : []),
        'SOURCE_DATE_EPOCH',
    ]);
    const mounts = [
        ...(lock === undefined ? [] : [`--mount=from=fetch-${name},target=/files`]),
        ...(isBuilt && hasJars
            ? ['--mount=from=spark,target=/from/spark', '--mount=from=spark-deps,target=/from/spark-deps']
            : []),
    ];
    const given = lock === undefined ? '' : ` /${lock} /files${isShipped ? '' : ' --if-any'}`;
    return [
        `FROM tools AS make-${name}`,
        ...[...args].map((one) => `ARG ${one}`),
        'COPY build/locks.py build/settle.sh build/licences.py build/build_wheels.py build/make_component.sh \\',
        '    build/compile_java.sh build/make_jar.py /build/',
        'COPY build/licences/ /build/licences/',
        ...(lock === undefined ? [] : [`COPY ${lock} /${folder}/`]),
        ...(hasFiles ? [`COPY ${folder}/rootfs/ /${name}/`] : []),
        ...(isBuilt
            ? [`COPY ${folder}/build/ /component/`, `ENV COMPONENT_BUILD=${external_node_path_default().posix.basename(script)}`]
            : []),
        `RUN --network=none ${[...mounts, ''].join(' \\\n    ')}sh /build/make_component.sh ${name} /${name}${given}`,
    ];
}
/** The build arguments that a lockfile's path names. */
function argumentsIn(lock = '') {
    return [...lock.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
}
/** The image with all that a variant's components add to what each image has. */
function variantStage(variant, names, source) {
    const components = names.flatMap((name) => (0,catalog_names/* own */.ZV)(source.catalog.components, name) ?? []);
    const withPackages = names.filter((name) => ((0,catalog_names/* own */.ZV)(source.catalog.components, name)?.debian.length ?? 0) > 0);
    const trees = names.flatMap((name) => treesOf(name, source));
    return [
        `FROM common AS parts-${variant}`,
        ...(withPackages.length > 0 ? packagesSteps(withPackages) : []),
        ...trees.map(({ name }) => `COPY --link --from=${name} /${name}/ /`),
        ...(components.some(hasCertificates) ? certificatesSteps() : []),
        ...components.flatMap(({ environment }) => byName(environment).map(environmentLine)),
        '',
    ];
}
/** The entries of a mapping, in the order of their keys. */
function byName(mapping) {
    return Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1));
}
/** apt needs the image below, so this layer can't be a linked one: it is made anew whenever stage os is. */
function packagesSteps(names) {
    const mounts = names.map((name) => `    --mount=type=bind,source=${(0,catalog_cells/* componentFolder */.ak)(name)}/packages,target=/packages/${name} \\`);
    return [
        'ARG SOURCE_DATE_EPOCH',
        'RUN --mount=type=secret,id=ca-bundle \\',
        '    --mount=type=bind,source=build/with-host-ca.sh,target=/with-host-ca.sh \\',
        '    --mount=type=bind,source=build/settle_since.sh,target=/settle_since.sh \\',
        '    --mount=type=bind,source=build/install_packages.sh,target=/install_packages.sh \\',
        ...mounts,
        '    sh /install_packages.sh /packages/*',
    ];
}
const CERTIFICATES = '/usr/local/share/ca-certificates';
function hasCertificates({ files }) {
    return Object.values(files).some((file) => `${file}/`.startsWith(`${CERTIFICATES}/`));
}
/** The bundles are made of what all components and the image have. */
function certificatesSteps() {
    return [
        'ARG SOURCE_DATE_EPOCH',
        'RUN --mount=type=bind,source=build/settle_since.sh,target=/settle_since.sh \\',
        '    --mount=type=bind,source=build/trust_certificates.sh,target=/trust_certificates.sh \\',
        '    sh /trust_certificates.sh',
    ];
}
/** Its value is a double-quoted word, in which nothing is replaced. */
function environmentLine([name, value]) {
    return `ENV ${name}="${value.replaceAll(/[\\"$]/g, '\\$&')}"`;
}

;// CONCATENATED MODULE: ./src/family/conf.ts
/** Spark's defaults of each cell, put together from what its components say. */





const HEADER = `# What Spark does by default in this image. --conf, a session's own configuration, a properties file and
# conf/spark-defaults.conf all override it. It counts whatever is mounted over conf/, with --properties-file too,
# for bin/, sbin/ and all that the entrypoint starts (see sbin/with-image-defaults.sh).
`;
/**
 * The files of Spark's defaults in the images folder: `conf/CELL/spark-defaults.conf` with what the shipped catalog says,
 * and where a user's adds to it or differs, `spark-defaults-site.conf`, which Spark reads behind it: of two lines with
 * one key the last counts.
 */
function confFiles(catalog, shipped) {
    const files = new Map();
    for (const { id, spark, declared } of (0,catalog_cells/* subjectsOf */.Z6)(catalog)) {
        const settings = declared.components.flatMap((component) => {
            const conf = (0,catalog_names/* own */.ZV)(catalog.components, component)?.conf ?? {};
            return byName(conf).flatMap(([key, given]) => {
                const value = (0,artifacts/* pick */.Up)(given, spark);
                const below = (0,catalog_names/* own */.ZV)((0,catalog_names/* own */.ZV)(shipped.components, component)?.conf ?? {}, key);
                const isShipped = below !== undefined && (0,artifacts/* pick */.Up)(below, spark) === value;
                return value === undefined ? [] : [{ component, key, value: String(value), isShipped }];
            });
        });
        const ours = settings.filter(({ isShipped }) => isShipped);
        const others = settings.filter(({ isShipped }) => !isShipped);
        files.set(`conf/${id}/spark-defaults.conf`, HEADER + conf_linesOf(ours, [], catalog));
        if (others.length > 0)
            files.set(`conf/${id}/spark-defaults-site.conf`, conf_linesOf(others, ours, catalog));
    }
    return files;
}
/** The lines of settings, under the name of each component; `before` are those that they come behind. */
function conf_linesOf(settings, before, { components }) {
    let of;
    return settings
        .flatMap(({ component, key, value }, index) => {
        const heading = component === of ? [] : ['', headingOf(component, (0,catalog_names/* own */.ZV)(components, component)?.description)];
        of = component;
        const all = [...before, ...settings.slice(0, index + 1)].filter((one) => one.key === key);
        const values = catalog_settings/* LISTS */.m.includes(key) ? all.flatMap((one) => one.value.split(',')) : [value];
        return [...heading, `${key} ${propertyValue([...new Set(values)].join(','))}`];
    })
        .map((line) => `${line}\n`)
        .join('');
}
/** One line, whatever the description is. */
function headingOf(component, description = '') {
    return `# ${component}: ${description.replaceAll(/\s+/g, ' ')}`;
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

;// CONCATENATED MODULE: ./src/family/generated.ts
/** All that is generated in an images folder from its catalog. The shipped folder has it committed (`npm run docs`). */





/**
 * The generated files, by their path in the images folder.
 * @param images the shipped images folder.
 * @param shipped the catalog that is laid under a user's; the same for the shipped family.
 */
function generatedFiles(images, catalog, shipped) {
    const dockerfile = (0,external_node_fs_.readFileSync)(external_node_path_default().join(images, 'Dockerfile'), 'utf8');
    const folders = (0,external_node_fs_.readdirSync)(external_node_path_default().join(images, 'components'));
    const withRootfs = folders.filter((name) => (0,external_node_fs_.readdirSync)(external_node_path_default().join(images, (0,catalog_cells/* componentFolder */.ak)(name))).includes('rootfs'));
    const packages = Object.entries(catalog.components).flatMap(([name, { debian }]) => {
        const lines = [...debian].sort().map((one) => `${one}\n`);
        return lines.length === 0 ? [] : [[`${(0,catalog_cells/* componentFolder */.ak)(name)}/packages`, lines.join('')]];
    });
    return new Map([
        ['Dockerfile', withGeneratedStages(dockerfile, { catalog, shipped, withRootfs })],
        ...packages,
        ...confFiles(catalog, shipped),
    ]);
}

// EXTERNAL MODULE: ./src/family/workspace.ts
var family_workspace = __webpack_require__(3729);
;// CONCATENATED MODULE: ./src/family/compose.ts
/** Makes the images folder of a run: the shipped one with the user's files in it. */







/**
 * Adds the user's lockfiles, acceptance scripts and the files of components, and generates anew what the catalog decides.
 * Fingerprints and builds then find everything in one folder.
 * @throws ConfigurationError when a file that the catalog names is not there or leads out of the repository.
 */
async function compose(target, composition) {
    const { images, shipped, workspace, catalog, cells, lockfiles } = composition;
    await (0,promises_.cp)(images, target, { recursive: true });
    for (const { name, text } of lockfiles)
        await write(external_node_path_default().join(target, name), text);
    const scripts = new Set(cells.flatMap(({ acceptance }) => acceptance.map(({ script }) => script)));
    for (const script of [...scripts].filter((name) => name.startsWith(`${catalog_cells/* WORKSPACE */.un}/`)))
        await place(workspace, script.slice(catalog_cells/* WORKSPACE */.un.length + 1), external_node_path_default().join(target, script), 'the acceptance script');
    for (const name of new Set(cells.flatMap(({ components }) => components)))
        await placeComponent(name, composition, target);
    await (0,promises_.rm)(external_node_path_default().join(target, 'conf'), { recursive: true });
    for (const [name, text] of generatedFiles(images, catalog, shipped))
        await write(external_node_path_default().join(target, name), text);
}
async function placeComponent(name, { workspace, catalog, shipped }, target) {
    const { files = {}, build = [] } = (0,catalog_names/* own */.ZV)(catalog.components, name) ?? {};
    const below = (0,catalog_names/* own */.ZV)(shipped.components, name);
    const folder = external_node_path_default().join(target, (0,catalog_cells/* componentFolder */.ak)(below === undefined ? name : (0,catalog_names/* addedFiles */.K6)(name)));
    const what = `component ${name}: the file`;
    for (const [source, to] of Object.entries(files))
        for (const file of await (0,family_workspace/* filesOf */.R8)(workspace, source, what))
            await place(workspace, external_node_path_default().join(source, file), external_node_path_default().join(folder, 'rootfs', to, file), what);
    if (JSON.stringify(build) === JSON.stringify(below?.build))
        return;
    for (const file of build)
        await place(workspace, file, external_node_path_default().join(target, (0,catalog_cells/* componentFolder */.ak)(name), 'build', external_node_path_default().basename(file)), what);
}
async function write(file, text) {
    await (0,promises_.mkdir)(external_node_path_default().dirname(file), { recursive: true });
    await (0,promises_.writeFile)(file, text);
}
/** What stands for a file that Git LFS holds, until it is checked out: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const LFS_POINTER = { start: 'version https://git-lfs.github.com/spec/', maxBytes: 1024 };
async function isPointer(file) {
    return ((await (0,promises_.stat)(file)).size <= LFS_POINTER.maxBytes &&
        (await (0,promises_.readFile)(file, 'latin1')).startsWith(LFS_POINTER.start));
}
async function place(workspace, name, target, what) {
    const source = await (0,family_workspace/* fileInside */.Fl)(workspace, name, what);
    if (await isPointer(source))
        throw new errors/* ConfigurationError */.j1(`${what} ${name} is a pointer of Git LFS, not the file itself: check it out with \`lfs: true\`, or run git lfs pull`);
    try {
        await (0,promises_.mkdir)(external_node_path_default().dirname(target), { recursive: true });
        await (0,promises_.copyFile)(source, target);
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1(`${what} ${name} cannot be put in place`, { cause });
    }
}

// EXTERNAL MODULE: ./src/catalog/licences.ts
var licences = __webpack_require__(2315);
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
    const denied = chosen.flatMap(({ component, rows, place }) => (0,catalog_lockfile/* artifactsInImages */.XT)(rows)
        .filter((row) => (0,licences/* isDenied */.GZ)(licenceOf(row), deny))
        .map((row) => ({ component, row, place })));
    for (const { component, row, place } of denied) {
        const declared = Object.entries((0,catalog_names/* own */.ZV)(catalog.components, component)?.maven ?? {});
        const [key] = declared.find(([, artifact]) => artifact.optional &&
            row.kind === 'maven' &&
            (0,artifacts/* allNames */.QB)(artifact).some((name) => (0,artifacts/* isOf */.yW)(name, row.name))) ?? [];
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
function licenceOf({ kind, name, version, license, at }) {
    const parsed = (0,licences/* parseLicence */.rw)(license);
    if (parsed !== undefined && !license.includes(UNKNOWN))
        return parsed;
    const problem = parsed === undefined ? 'is not an SPDX expression' : 'is not known';
    const advice = kind === 'maven'
        ? 'give the artifact a license in your catalog, like Apache-2.0 or LicenseRef-NAME, and run npm run lock'
        : 'write it into that line, like Apache-2.0 or LicenseRef-NAME';
    throw new errors/* ConfigurationError */.j1(`${at}: the licence of ${name} ${version}, ${JSON.stringify(license.slice(0, 100))}, ${problem}, so licenses.deny can't be checked: ${advice}`);
}

;// CONCATENATED MODULE: ./src/family/statements.ts
/** Holds a user's statements on vulnerabilities against what the images of their family have. */







/**
 * Rejects statements about a jar that no image of the family has, by its lockfiles. Debian packages, what jars have in
 * them, and jars out of files or builds of the user's are known in a built image only.
 * @param user the file that errors are about; shipped statements may be about nothing.
 * @throws ConfigurationError with file, line, column and key; for a lockfile that does not list the jars of Spark.
 */
function rejectUnknownJars(catalog, shipped, user, cells, chosen) {
    const { find } = (0,catalog_document/* parseYaml */.hN)(user.text, user.file);
    const stated = Object.keys(catalog.vex).flatMap((name) => {
        const at = find(['vex', name]);
        return at === undefined || !name.startsWith('pkg:maven/') ? [] : [{ name, at }];
    });
    const built = cells.filter((cell) => !(0,catalog_cells/* isUnsupported */.w3)(cell));
    const components = [...new Set(built.flatMap((cell) => cell.components))];
    if (stated.length === 0 || components.some((name) => mayBringJars(name, catalog, shipped)))
        return;
    const known = knownJars(built, chosen);
    const unknown = stated.find(({ name }) => !isKnown(name, known));
    if (unknown === undefined)
        return;
    const message = `no image of the family has this jar${hintFor(unknown.name, known)}`;
    throw (0,catalog_document/* placedError */.m1)(unknown.at, (0,catalog_document/* problemText */.fI)(['vex', unknown.name], message));
}
function mayBringJars(name, catalog, shipped) {
    const { build = [], files = {} } = (0,catalog_names/* own */.ZV)(catalog.components, name) ?? {};
    const isShipped = JSON.stringify(build) === JSON.stringify((0,catalog_names/* own */.ZV)(shipped.components, name)?.build ?? []);
    // A folder has no ending.
    return !isShipped || Object.keys(files).some((file) => /(?:\.jar|(?:^|\/)[^/.]+\/?)$/.test(file));
}
/** Stands for the group of a jar that does not say its own. */
const ANY_GROUP = '*';
function isKnown(named, known) {
    const grouped = named.replace(/^pkg:maven\/[^/]+/, `pkg:maven/${ANY_GROUP}`);
    return known.some((jar) => (0,statements/* isPackage */.dn)(named, jar) || (0,statements/* isPackage */.dn)(grouped, jar));
}
/** The versions that there are, or the jar with the most similar name. */
function hintFor(named, known) {
    const [plain = named] = named.split('@');
    const versions = known.filter((jar) => (0,statements/* isPackage */.dn)(plain, jar));
    if (versions.length > 0)
        return `, but ${versions.join(', ')}`;
    const names = known
        .filter((jar) => !jar.includes(ANY_GROUP))
        .map((jar) => jar.slice(0, jar.lastIndexOf('@')));
    return (0,catalog_names/* nearestName */.qb)(named, [...new Set(names)]);
}
/** Package URLs of the jars that the cells' lockfiles know, sorted. */
function knownJars(cells, chosen) {
    // Most cells share their lockfiles.
    const uses = new Map(cells.flatMap(({ version, downloads, changes }) => {
        // Of an artifact with a change by classifier, other files may stay; of one that is hardened, Spark's own.
        const changed = changes.flatMap(({ name, isHardening }) => {
            if (isHardening)
                return [];
            const [, artifact, classifier] = name.split(':');
            return classifier === undefined ? [name, artifact] : [name];
        });
        return downloads.map(({ lockfile, component }) => {
            const spark = component === artifacts/* SPARK */.s6 ? version : undefined;
            return [`${lockfile} ${changed.join(' ')}`, { lockfile, spark, changed }];
        });
    }));
    const jars = [...uses.values()].flatMap(({ lockfile, spark, changed }) => {
        const unknown = { rows: [], text: '', place: lockfile };
        const { rows, ...pinned } = chosen.find(({ name }) => name === lockfile) ?? unknown;
        const locked = (0,catalog_lockfile/* artifactsInImages */.XT)(rows).filter(({ kind }) => kind === 'maven');
        if (spark === undefined)
            return locked.map(jarUrl);
        const brought = spark_jars_broughtBy(pinned, spark).map((line) => {
            const [name = '', version = ''] = line.split(' ');
            return { name, version };
        });
        const all = [...brought, ...(0,catalog_lockfile/* broughtJars */.uC)([pinned.text]).named.values()];
        return [...locked, ...all.filter(({ name }) => !changed.includes(name))].map(jarUrl);
    });
    return [...new Set(jars)].sort();
}
/** @param jar whose name is `group:artifact[:classifier]`, or only `artifact`. */
function jarUrl({ name, version }) {
    const [first = '', artifact] = name.split(':').map(encodeURIComponent);
    const path = artifact === undefined ? `${ANY_GROUP}/${first}` : `${first}/${artifact}`;
    return `pkg:maven/${path}@${encodeURIComponent(version)}`;
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
        throw new errors/* ConfigurationError */.j1(`${user.file}: what it adds is in no lockfile:\n${lines.join('')}To fetch and pin it, in a checkout of the action: npm run lock -- --catalog ${user.named}${forFewer(draft)}`);
    }
    const { catalog, notes } = withoutDenied(draft.catalog, draft.chosen, user.file);
    const cells = (0,catalog_cells/* cellsOf */.nc)(catalog);
    const { chosen } = chooseLockfiles(cells, draft.shipped, draft.lockfiles);
    rejectClashes(cells, chosen);
    rejectUnknownJars(catalog, draft.shipped, { text: draft.text, file: user.file }, cells, chosen);
    notes.push(...sparkChanges(cells, chosen, user.file));
    const shared = await sharedOf(images, cells, chosen);
    const changed = chosen.filter(({ name, text }) => draft.lockfiles.shipped.get(external_node_path_default().basename(name))?.text !== text);
    await (0,promises_.mkdir)(work, { recursive: true });
    const folder = await (0,promises_.mkdtemp)(external_node_path_default().join(work, 'images-'));
    const drop = () => (0,promises_.rm)(folder, { recursive: true, force: true });
    try {
        await compose(folder, {
            images,
            shipped: draft.shipped,
            workspace: user.workspace,
            catalog,
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
/** How to do without what only a further platform lacks. */
function forFewer({ catalog: { platforms }, missing }) {
    const [first, ...others] = platforms;
    const isLacking = (text) => others.some((name) => text.endsWith(` for ${name}`));
    const isOnly = missing.every(({ unpinned }) => unpinned.every(isLacking));
    return isOnly ? `, or build for ${first} alone: platforms: [${first}]` : '';
}
/** The shared files of the cells' series. */
async function sharedOf(images, cells, chosen) {
    const made = [...new Set(cells.map(({ series }) => series))].map(async (series) => {
        const name = sharedFile(series);
        const before = await (0,promises_.readFile)(external_node_path_default().join(images, name), 'utf8').catch(() => undefined);
        const ofSeries = new Map(cells.filter((cell) => cell.series === series).map((cell) => [cell.version, cell]));
        const versions = [...ofSeries.values()].flatMap(({ downloads, changes }) => {
            const lockfile = downloads.find(({ component }) => component === artifacts/* SPARK */.s6)?.lockfile;
            return chosen.filter((one) => one.name === lockfile).map(({ text }) => ({ text, changes }));
        });
        return { name, text: sharedJars(versions, before) };
    });
    return await Promise.all(made);
}
/** Reads a user's catalog and the lockfiles, and finds the artifacts that are not locked. */
async function draftOf(images, { workspace, file }) {
    const text = await (0,family_workspace/* textInside */.kg)(workspace, file, 'the catalog');
    const shipped = await (0,load/* loadCatalog */.ak)(images);
    const catalog = layUserCatalog({ catalog: shipped, ...(0,load/* readCatalog */.uM)(images, 'images') }, { text, file });
    /** Relative to the workspace. It may be missing; its files are read with the same care as all of a repository's. */
    const folder = (0,family_workspace/* lockfileFolder */.Wy)({ file });
    const ownNames = (await (0,family_workspace/* namesInside */.Nb)(workspace, folder, 'the folder of lockfiles')) ?? [];
    const lockfiles = {
        shipped: await shippedLockfiles(images),
        own: await lockfilesNamed(ownNames, folder, (name) => (0,family_workspace/* textInside */.kg)(workspace, `${folder}/${name}`, 'the lockfile')),
    };
    return {
        text,
        catalog,
        shipped,
        lockfiles,
        lockfileFolder: folder,
        ...chooseLockfiles((0,catalog_cells/* cellsOf */.nc)(catalog), shipped, lockfiles),
    };
}
/** The lockfiles of an images folder, by their file's name. */
async function shippedLockfiles(images) {
    const names = (await (0,promises_.readdir)(external_node_path_default().join(images, 'components'), { recursive: true })).map((name) => `components/${name.replaceAll((external_node_path_default()).sep, '/')}`);
    return lockfilesNamed(names, 'images', (name) => (0,promises_.readFile)(external_node_path_default().join(images, name), 'utf8'));
}
/** Lockfiles by their file's name, which no two components share. */
async function lockfilesNamed(names, place, read) {
    const lockfiles = names
        .filter((name) => name.endsWith('.lock'))
        .map(async (name) => [external_node_path_default().posix.basename(name), { text: await read(name), place: `${place}/${name}` }]);
    return new Map(await Promise.all(lockfiles));
}


/***/ })

};
