export const id = 820;
export const ids = [820];
export const modules = {

/***/ 6740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ checkCatalog)
});

// EXTERNAL MODULE: ./src/catalog/cells.ts
var cells = __webpack_require__(4514);
// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(6447);
;// CONCATENATED MODULE: ./src/catalog/aliases.ts
/** The release tags that the catalog's alias templates give to cells. */


/** Tags of releases and of referrers begin like this, staging tags and those of the newest images end so. */
const RESERVED = /^(?:release-|sha256-[0-9a-f]{64})|-(?:newest|[0-9a-f]{12})$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
/** One component of a repository's name (distribution-spec, "Pulling manifests"). */
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
/**
 * The tags that the cells may have by the catalog's aliases, in the catalog's order.
 * @param date day of the release as in 20261124
 */
function claimsOf(cells, aliases, date) {
    // A cell of several platforms is one image to whoever pulls it.
    const images = [...new Map(cells.map((cell) => [cell.id, cell])).values()];
    return aliases.flatMap(({ tag, image, variants }, alias) => images
        .filter(({ variant }) => variants?.includes(variant) ?? true)
        .map((cell) => ({
        image: image === undefined ? undefined : fill(image, cell, date),
        tag: fill(tag, cell, date),
        kind: kindOf(tag, image),
        cell: { id: cell.id, version: cell.version, variant: cell.variant },
        alias,
    })));
}
/** Calls `fail` with the first alias that is of no known variant, gives a bad name, or two images one tag. */
function checkAliases(catalog, fail) {
    const { aliases } = catalog;
    const known = Object.keys(catalog.variants);
    for (const [index, { variants = [] }] of aliases.entries())
        for (const [at, name] of variants.entries())
            if (!known.includes(name))
                fail(['aliases', index, 'variants', at], `no variant "${name}"${(0,names/* suggestion */.h)(name, known)}`);
    const released = (0,cells/* cellsOf */.nc)(catalog).filter((cell) => (0,cells/* exclusionOf */.ah)(cell) === undefined);
    // Any date will do: all tags of one release have the same.
    const claims = claimsOf(released, aliases, '20000101');
    for (const claim of claims)
        checkNames(claim, fail);
    checkCollisions(claims, aliases, fail);
}
function kindOf(tag, image = '') {
    if (tag.includes('{date}'))
        return 'fixed';
    return `${image} ${tag}`.includes('{version}') ? 'exact' : 'floating';
}
function fill(template, { version, series, variant }, date) {
    const major = version.split('.')[0] ?? version;
    const values = { version, series, major, variant, date };
    return template.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
function checkNames({ image, tag, cell: { id }, alias }, fail) {
    const path = ['aliases', alias];
    if (image !== undefined && !REPOSITORY.test(image)) {
        const advice = 'such a name is made of a-z 0-9, with single . _ or - inside';
        fail([...path, 'image'], `gives ${id} the image name ${image}: ${advice}`);
    }
    if (!TAG.test(tag)) {
        const advice = 'a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _';
        fail([...path, 'tag'], `gives ${id} the tag ${tag}: ${advice}`);
    }
    if (RESERVED.test(tag))
        fail([...path, 'tag'], `gives ${id} the tag ${tag}, which is kept for other things`);
}
/** Two cells of one tag: fine for the versions of one variant and a floating template, and never else. */
function checkCollisions(claims, aliases, fail) {
    const seen = new Map();
    for (const claim of claims) {
        const { id } = claim.cell;
        const name = `${claim.image === undefined ? '' : `${claim.image}:`}${claim.tag}`;
        const other = seen.get(name);
        seen.set(name, other ?? claim);
        if (other === undefined || agree(claim, other))
            continue;
        const also = other.alias === claim.alias ? '' : ` (as alias ${other.alias}, ${show(aliases[other.alias])})`;
        const cells = other.cell.id === id ? `${id} twice` : `${other.cell.id}${also} and ${id}`;
        const advice = 'add {variant} or {version}, or say with variants whose it is';
        fail(['aliases', claim.alias, 'tag'], `${show(aliases[claim.alias])} gives ${cells} one tag, ${name}: ${advice}`);
    }
}
function agree(a, b) {
    if (a.alias === b.alias && a.kind === 'floating')
        return a.cell.variant === b.cell.variant;
    return a.cell.id === b.cell.id && a.kind === b.kind;
}
function show(alias) {
    return JSON.stringify(alias?.image === undefined ? alias?.tag : `${alias.image}:${alias.tag}`);
}

// EXTERNAL MODULE: ./src/catalog/artifacts.ts + 1 modules
var artifacts = __webpack_require__(3545);
// EXTERNAL MODULE: ./src/catalog/licences.ts
var licences = __webpack_require__(2315);
// EXTERNAL MODULE: ./src/catalog/rules.ts
var catalog_rules = __webpack_require__(7668);
;// CONCATENATED MODULE: ./src/catalog/platforms.ts
/** Rejects artifacts that cells of a platform lack: their jars would have natives of another machine, or none. */




/** How names of artifacts say which machine their natives are for. */
const MACHINES = [
    ['linux/amd64', /[-_.:](?:x86[-_]64|amd64)(?![A-Za-z0-9])/],
    ['linux/arm64', /[-_.:](?:aarch[-_]?64|arm64)(?![A-Za-z0-9])/],
];
/** Calls `fail` with the first artifact that has no name for the platform of a cell, where no rule excludes that. */
function platforms_checkNames(catalog, fail) {
    for (const [{ id, platform, spark, declared }, rules] of (0,catalog_rules/* rulesFor */.NP)(catalog.rules, (0,cells/* subjectsOf */.Z6)(catalog))) {
        if (rules.some(({ support }) => support === 'unsupported'))
            continue;
        for (const name of declared.components) {
            for (const [key, problem] of problemsOf(name, (0,names/* own */.ZV)(catalog.components, name), spark, platform)) {
                const rule = `{ support: unsupported, when: { platforms: [${platform}], components: [${name}] }, reason: …, source: …, reviewed: … }`;
                const example = `{ ${platform}: "group:artifact:classifier" }`;
                fail(['components', name, 'maven', key, 'name'], `${problem}, and ${id} is for ${platform}: give each platform its own, as in ${example}, or exclude it, as in rules: { ${name}-${platform.split('/')[1]}: ${rule} }`);
            }
        }
    }
}
/** The keys of a component's artifacts that are none for a platform, and why. */
function problemsOf(name, component, spark, platform) {
    if (component === undefined || (0,artifacts/* gapOf */.iT)(name, component, spark) !== undefined)
        return [];
    return (0,artifacts/* jarsOf */.Q8)(component, spark).flatMap((key) => {
        const problem = problemOf(component.maven[key], platform);
        return problem === undefined ? [] : [[key, problem]];
    });
}
/** Why an artifact is none for a platform, if it is none. */
function problemOf(artifact, platform) {
    if (artifact === undefined)
        return undefined;
    const { name } = artifact;
    if (typeof name === 'object')
        return (0,names/* own */.ZV)(name, platform) === undefined ? `it has none for ${platform}` : undefined;
    const [one, ...others] = MACHINES.filter(([, pattern]) => pattern.test(name));
    if (one === undefined || others.length > 0 || one[0] === platform)
        return undefined;
    return `${name} is for ${one[0]} by its name`;
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/catalog/runtimes.ts
/** Checks of runtimes, and of which versions run in them. */




/** Distributions that are not Debian, where a base's name says so. */
const OTHERS = /(?:^|[/:-])(alma|alpine|amazonlinux|busybox|centos|fedora|oraclelinux|rhel|rocky|suse|ubi|ubuntu|wolfi)/i;
/** Releases of Debian besides those that the shipped catalog has. */
const RELEASES = ['bullseye', 'buster', 'duke', 'forky', 'sid'];
/** Docker Hub's image of Debian: its tags name a release, but for those of MOVING. */
const DOCKER_HUB = /^(?:docker\.io\/)?(?:library\/)?debian:([a-z]+)/;
const MOVING = ['latest', 'oldstable', 'stable', 'testing', 'unstable'];
/** Calls `fail` with the first runtime that can't be built, or that a version or a variant can't run in. */
function checkRuntimes(catalog, fail) {
    for (const [name, runtime] of Object.entries(catalog.runtimes))
        checkRuntime(name, runtime, catalog.debian, fail);
    checkVersions(catalog, fail);
    for (const [name, variant] of Object.entries(catalog.variants))
        checkVariant(name, variant, catalog, fail);
}
/**
 * A catalog with other base images.
 * @param given the input `base`: `RUNTIME=IMAGE` each, or an image alone where all these cells are of one runtime.
 * @throws ConfigurationError for a line that is neither, for a runtime that is not there or is there twice, and for a
 * base that can't be its.
 */
function withBases(catalog, given, cells = cellsOf(catalog)) {
    const fail = (message) => {
        throw new ConfigurationError(`the input base: ${message}`);
    };
    const used = [...new Set(cells.map(({ runtime }) => runtime))];
    const bases = new Map();
    for (const line of given) {
        const [runtime, base] = parseBase(line, used, Object.keys(catalog.runtimes), fail);
        if (bases.has(runtime))
            fail(`${runtime} has two images, ${bases.get(runtime)} and ${base}: name one`);
        bases.set(runtime, base);
    }
    const runtimes = Object.entries(catalog.runtimes).map(([name, runtime]) => {
        const base = bases.get(name);
        if (base === undefined)
            return [name, runtime];
        checkRuntime(name, { ...runtime, base }, catalog.debian, (_, message) => fail(`${name}=${base}: ${message}`));
        return [name, { ...runtime, base }];
    });
    return { ...catalog, runtimes: Object.fromEntries(runtimes) };
}
/** The runtime and the image of a line of the input `base`. */
function parseBase(line, used, known, fail) {
    const [, named, base = ''] = /^(?:([^=]+)=)?(.*)$/s.exec(line) ?? [];
    const [first = '', ...others] = used;
    const runtime = named ?? first;
    if (!IMAGE.test(base))
        fail(`found ${JSON.stringify(line)}, expected an image as name:tag or name:tag@digest, or RUNTIME=IMAGE`);
    if (named === undefined && others.length > 0)
        fail(`found one image, ${base}, for the runtimes ${listed(used, 'and')}: name one for each, as RUNTIME=IMAGE, one a line`);
    if (!known.includes(runtime))
        fail(`no runtime "${runtime}"${suggestion(runtime, known)}`);
    return [runtime, base];
}
/** Packages, Java and Python come from a release of Debian: what it does not have would fail minutes later, in apt. */
function checkRuntime(name, runtime, debian, fail) {
    const path = ['runtimes', name];
    const { base, java, python } = runtime;
    const { isNamed, possible } = releasesOf(base, Object.keys(debian), [...path, 'base'], fail);
    const releases = Object.entries(debian).filter(([release]) => possible.includes(release));
    if (releases.some(([, has]) => has.python === python && has.java.includes(java)))
        return;
    const there = releases.map(([release, has]) => `${release} has ${describe(has)}`).join('; ');
    const problem = isNamed ? `not what ${base} has: Debian ${there}` : `in no release of Debian: ${there}`;
    // Which of the three is wrong is not known: a user's file may have only one of them.
    fail(path, `${describe(runtime)} are ${problem}`);
}
/** The known releases of Debian that a base may be of: those in its name, or any. */
function releasesOf(base, known, path, fail) {
    const words = base.split(/[^A-Za-z]+/);
    const named = known.filter((release) => words.includes(release));
    if (named.length > 0)
        return { isNamed: true, possible: named };
    const other = OTHERS.exec(base)?.[1];
    if (other !== undefined)
        fail(path, `found "${base}", which is ${other}: images are made of Debian's packages, of ${listed(known, 'or')}`);
    // In a registry of one's own, a tag may be any other word.
    const last = base
        .split('/')
        .at(-1)
        ?.split(/[^a-z]+/) ?? [];
    const release = last.find((word) => RELEASES.includes(word)) ?? DOCKER_HUB.exec(base)?.[1];
    if (release !== undefined && !MOVING.includes(release))
        fail(path, `found "${base}", and no release of Debian is known as "${release}"${(0,names/* suggestion */.h)(release, known)}; a new one goes under debian, with its Java and Python`);
    return { isNamed: false, possible: known };
}
/** Each version has a runtime: the one that it names, or the first that its series runs in. */
function checkVersions(catalog, fail) {
    const all = Object.entries(catalog.runtimes).map(([name, runtime]) => `${name} has ${describe(runtime)}`);
    for (const [version, { series = (0,artifacts/* seriesOf */.Lf)(version), runtime }] of Object.entries(catalog.versions)) {
        const declared = (0,names/* own */.ZV)(catalog.series, series);
        if (runtime !== undefined)
            checkNamed(runtime, series, catalog, ['versions', version, 'runtime'], fail);
        else if (declared !== undefined && fitting(declared, catalog).length === 0)
            fail(['series', series], `it needs ${needsOf(declared)}, and no runtime has that: ${all.join('; ')}`);
    }
}
/** What a variant names must fit each version that it is for. */
function checkVariant(name, variant, catalog, fail) {
    const { runtime } = variant;
    if (runtime === undefined)
        return;
    const path = ['variants', name, 'runtime'];
    const all = (0,artifacts/* sparkVersions */.dh)(catalog);
    const known = [...new Set(all.flatMap(({ version, series }) => [version, series]))];
    const unused = typeof runtime === 'object'
        ? Object.keys(runtime).find((key) => !known.some((0,names/* globMatcher */.fU)(key)))
        : undefined;
    if (unused !== undefined)
        fail([...path, unused], `no version or series "${unused}"${(0,names/* suggestion */.h)(unused, known)}`);
    for (const spark of all.filter(({ version }) => (0,artifacts/* isFor */.Gi)(variant, version))) {
        const named = (0,artifacts/* pick */.Up)(runtime, spark);
        const key = typeof runtime === 'object' ? (0,artifacts/* keyFor */.bm)(runtime, spark) : undefined;
        const at = key === undefined ? path : [...path, key];
        if (named !== undefined)
            checkNamed(named, spark.series, catalog, at, fail);
    }
}
/** Whether there is a runtime of that name, and the series runs in it. */
function checkNamed(name, series, catalog, path, fail) {
    const known = Object.keys(catalog.runtimes);
    const runtime = (0,names/* own */.ZV)(catalog.runtimes, name);
    if (runtime === undefined)
        fail(path, `no runtime "${name}"${(0,names/* suggestion */.h)(name, known)}`);
    const declared = (0,names/* own */.ZV)(catalog.series, series);
    if (declared === undefined || (0,artifacts/* runsIn */.UN)(declared, runtime))
        return;
    const others = fitting(declared, catalog);
    const advice = others.length === 0 ? 'no runtime has that' : `${listed(others, 'or')} fits`;
    fail(path, `${name} has ${describe(runtime)}, and series ${series} needs ${needsOf(declared)}: ${advice}`);
}
/** Names of the runtimes that a series runs in. */
function fitting(series, { runtimes }) {
    return Object.entries(runtimes).flatMap(([name, runtime]) => ((0,artifacts/* runsIn */.UN)(series, runtime) ? [name] : []));
}
/** The Java and the Python of a runtime, or of a release of Debian. */
function describe({ java, python }) {
    return `Java ${listed([java].flat(), 'or')} and Python ${python}`;
}
function needsOf({ java, python }) {
    const needs = Object.entries({ Java: java, Python: python });
    return needs
        .flatMap(([what, some]) => (some === undefined ? [] : [`${what} ${listed(some, 'or')}`]))
        .join(' and ');
}
/** `a, b or c` */
function listed(items, word) {
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

// EXTERNAL MODULE: ./src/catalog/settings.ts
var settings = __webpack_require__(8262);
// EXTERNAL MODULE: ./src/catalog/statements.ts
var statements = __webpack_require__(5281);
;// CONCATENATED MODULE: ./src/catalog/check.ts
/** Checks of a catalog that its schema can't express. */










const LONGEST_ID = 63;
/** Names that the stages of a component or a variant begin with. */
const OF_ANOTHER = /^(?:connect|download|fetch|finish|make|parts)-/;
/** Names of the Dockerfile's other stages and layers, and that of spark-defaults-NAME.conf with a user's settings. */
const TAKEN = 'base build-base cds certificates common conf core debian-archive image lock-tools locks packages scripts site spark-deps spark-natives tools wanted'.split(' ');
const LONGEST_NAME = 255;
/** Finds what the schema can't: undeclared names, contradictions, duplicates. Calls `fail` with the first one. */
function checkCatalog(catalog, fail) {
    const known = Object.keys(catalog.components);
    for (const [name, component] of Object.entries(catalog.components))
        checkComponent(name, component, known, fail);
    check_checkVersions(catalog, fail);
    checkRuntimes(catalog, fail);
    checkVariants(catalog, fail);
    checkPlatforms(catalog, fail);
    checkIds(catalog, fail);
    checkRules(catalog, fail);
    checkConflicts(catalog, fail);
    platforms_checkNames(catalog, fail);
    checkScala(catalog, fail);
    (0,settings/* checkSettings */.E)(catalog, fail);
    checkAliases(catalog, fail);
    (0,statements/* checkStatements */.vZ)(catalog, fail);
    checkTrack(catalog, fail);
    for (const [index, pattern] of catalog.licenses.deny.entries()) {
        const message = (0,licences/* denyFlaw */.Je)(pattern);
        if (message !== undefined)
            fail(['licenses', 'deny', index], message);
    }
}
/** The name becomes part of stage names. Targets of files must not contain each other: one would hide the other's. */
function checkComponent(name, component, known, fail) {
    const path = ['components', name];
    const isOfAnother = OF_ANOTHER.test(name) || known.some((other) => name === (0,names/* addedFiles */.K6)(other));
    if (TAKEN.includes(name) || isOfAnother)
        fail(path, `the build has something named ${name} itself: name yours otherwise, like my-${name}`);
    if (!/^[a-z][a-z0-9._-]*$/.test(name))
        fail(path, 'the name of a component of your own is made of a-z 0-9 . _ - and starts with a letter');
    checkJars(name, component, fail);
    checkChanges(name, component, fail);
    const { build, finish } = component;
    if (finish !== undefined && !build.slice(1).includes(finish))
        fail([...path, 'finish'], `found "${finish}": it is one of the files of build, after the first`);
    const files = Object.entries(component.files);
    for (const [index, [source, target]] of files.entries()) {
        const at = [...path, 'files', source];
        const long = target.split('/').find((part) => part.length > LONGEST_NAME);
        if (long !== undefined)
            fail(at, `a name in it has ${long.length} characters, ${LONGEST_NAME} are allowed`);
        const other = files.find(([, to], place) => (to === target ? place < index : target.startsWith(`${to}/`)));
        if (other === undefined)
            continue;
        const advice = "give each a place of its own, outside the other's";
        fail(at, `found "${target}", but "${other[0]}" goes to ${other[1]}: ${advice}`);
    }
}
function checkChanges(name, component, fail) {
    checkChangesAt(['components', name], component, fail);
    checkChangesAt(['components', name, 'hardened'], component.hardened, fail);
}
function checkChangesAt(path, { replace, remove }, fail) {
    const removed = (0,artifacts/* removedJars */.Rs)(remove).map(([module]) => module);
    const changed = { replace: Object.keys(replace), remove: removed };
    for (const [key, modules] of Object.entries(changed))
        if (modules.length > 0 && path[1] !== artifacts/* SPARK */.s6)
            fail([...path, key], `it is about the jars that Spark brings: write it under components.${artifacts/* SPARK */.s6}`);
    // Without a classifier, all files of the artifact are removed.
    const isRemoved = (module) => removed.some((one) => (0,artifacts/* isWithin */.UO)(module, one));
    const both = Object.keys(replace).find(isRemoved);
    if (both !== undefined)
        fail([...path, 'replace', both], 'it is removed, too: do one of them');
}
/** The stages of Spark take the distribution and single jars. */
function checkJars(name, { maven }, fail) {
    for (const [key, { transitive, exclude, optional }] of Object.entries(maven)) {
        const path = ['components', name, 'maven', key];
        if (!transitive && exclude.length > 0)
            fail([...path, 'exclude'], 'transitive: false leaves nothing to exclude: the jar comes alone');
        if (transitive && name === artifacts/* SPARK */.s6)
            fail(path, 'the stage of spark takes single jars: declare a component of your own with it');
        if (transitive && optional)
            fail([...path, 'optional'], 'only a single jar can be left out: add transitive: false');
        const cycle = exclusionCycle(key, maven);
        if (cycle !== undefined)
            fail([...path, 'exclude'], `${cycle.join(' excludes ')}: which of them is wanted?`);
    }
}
/** The names of artifacts of which each excludes the next, from one back to itself. */
function exclusionCycle(key, maven) {
    const namesOf = (one) => (maven[one] === undefined ? [] : (0,artifacts/* allNames */.QB)(maven[one]));
    const excludes = (from, to) => to !== from && maven[from]?.exclude.some((glob) => namesOf(to).some((0,names/* globMatcher */.fU)(glob))) === true;
    const ways = [[key]];
    const seen = new Set();
    for (const way of ways) {
        const last = way.at(-1) ?? key;
        if (way.length > 1 && excludes(last, key))
            return [...way, key].map((one) => namesOf(one)[0] ?? one);
        const next = Object.keys(maven).filter((one) => !seen.has(one) && excludes(last, one));
        for (const one of next)
            ways.push([...way, one]);
        for (const one of next)
            seen.add(one);
    }
    return undefined;
}
function check_checkVersions({ series: declared, versions }, fail) {
    const known = Object.keys(declared);
    for (const [version, { series = (0,artifacts/* seriesOf */.Lf)(version) }] of Object.entries(versions)) {
        if (!version.startsWith(`${series}.`))
            fail(['versions', version, 'series'], `found "${series}": ${version} is not of that series`);
        if (!known.includes(series)) {
            const advice = `declare it, as in series: { "${series}": { scala: "2.13" } }`;
            fail(['versions', version], `there is no series ${series}: ${advice}; known: ${known.join(', ')}`);
        }
    }
}
/** An artifact of another Scala version is a mistake where it names the Spark version; else see gapOf(). */
function checkScala({ components, ...catalog }, fail) {
    for (const [name, { maven }] of Object.entries(components))
        for (const [key, artifact] of Object.entries(maven))
            for (const at of (0,artifacts/* sparkVersions */.dh)(catalog)) {
                const clash = (0,artifacts/* allNames */.QB)(artifact)
                    .map((coordinates) => (0,artifacts/* scalaClash */.gO)(coordinates, at))
                    .find((one) => one !== undefined);
                const place = [at.version, at.series].find((one) => Object.hasOwn(Object(artifact.version), one));
                if (clash !== undefined && place !== undefined)
                    fail(['components', name, 'maven', key, 'version', place], `${clash}: write {scala}`);
            }
}
function checkVariants(catalog, fail) {
    const known = Object.keys(catalog.components);
    for (const [variant, { components, versions }] of Object.entries(catalog.variants)) {
        const path = ['variants', variant, 'components'];
        for (const [index, name] of components.entries()) {
            if (!known.includes(name))
                fail([...path, index], `no component "${name}"${(0,names/* suggestion */.h)(name, known)}`);
            if (components.indexOf(name) !== index)
                fail([...path, index], `component "${name}" is there twice`);
        }
        checkPatterns(['variants', variant, 'versions'], versions, catalog, fail);
        const missing = cells/* IN_EVERY_IMAGE */.us.find((name) => known.includes(name) && !components.includes(name));
        if (missing !== undefined)
            fail(path, `component "${missing}" is in every image: list it`);
        checkTests(catalog, components, fail);
    }
}
/** A pattern of versions that matches none is a mistake: the version is gone, or misspelt. */
function checkPatterns(path, patterns = [], { versions }, fail) {
    const known = Object.keys(versions);
    for (const [index, pattern] of patterns.entries())
        if (!known.some((0,names/* globMatcher */.fU)(pattern)))
            fail([...path, index], `no "${pattern}"${(0,names/* suggestion */.h)(pattern, known)}`);
}
/** Reports and records identify a cell's tests by name. */
function checkTests(catalog, components, fail) {
    const seen = new Set();
    for (const component of components)
        for (const [index, { name }] of ((0,names/* own */.ZV)(catalog.components, component)?.acceptance ?? []).entries()) {
            const path = ['components', component, 'acceptance', index, 'name'];
            if (seen.has(name))
                fail(path, `a test is already named "${name}"`);
            seen.add(name);
        }
}
function checkPlatforms({ platforms, runners }, fail) {
    for (const [index, platform] of platforms.entries()) {
        if (platforms.indexOf(platform) !== index)
            fail(['platforms', index], `"${platform}" is there twice`);
        if (runners[platform] === undefined)
            fail(['runners'], `there is no runner for ${platform}`);
    }
}
/** Ids become tags and file names. A glob that matches no id is a mistake. */
function checkIds(catalog, fail) {
    const places = new Map();
    for (const { id, version, variant, platform } of (0,cells/* subjectsOf */.Z6)(catalog)) {
        const path = ['variants', variant];
        const place = `${version} with ${variant}`;
        if (id.length > LONGEST_ID)
            fail(path, `the id ${id} has ${id.length} characters, ${LONGEST_ID} are allowed`);
        if (platform === catalog.platforms[0] && places.has(id))
            fail(path, `${place} has the id ${id}, as has ${places.get(id)}`);
        places.set(id, place);
    }
    if (places.size === 0)
        fail([], 'it declares no image: versions and variants are needed');
    const ids = [...places.keys()];
    for (const pattern of Object.keys(catalog.budgets))
        if (!ids.some((0,names/* globMatcher */.fU)(pattern)))
            fail(['budgets', pattern], `it is for no cell${(0,names/* suggestion */.h)(pattern, ids)}`);
}
/** A rule that matches nothing is a mistake. */
function checkRules(catalog, fail) {
    for (const [name, rule] of Object.entries(catalog.rules)) {
        const path = ['rules', name, 'when'];
        checkPatterns([...path, 'versions'], rule.when.versions, catalog, fail);
        const runtimes = Object.keys(catalog.runtimes);
        for (const [index, runtime] of (rule.when.runtimes ?? []).entries())
            if (!runtimes.includes(runtime))
                fail([...path, 'runtimes', index], `no runtime "${runtime}"${(0,names/* suggestion */.h)(runtime, runtimes)}`);
        for (const [index, [component, version]] of (0,catalog_rules/* componentsOf */.ct)(rule).entries()) {
            const message = componentProblem(catalog, component, version !== undefined);
            const at = Array.isArray(rule.when.components) ? index : component;
            if (message !== undefined)
                fail([...path, 'components', at], message);
        }
    }
}
/** What is to be kept up to date must be there. */
function checkTrack({ track, components }, fail) {
    for (const [name, { artifacts = [] }] of Object.entries(track?.components ?? {})) {
        const path = ['track', 'components', name];
        const component = (0,names/* own */.ZV)(components, name);
        if (component === undefined)
            fail(path, `no component "${name}"${(0,names/* suggestion */.h)(name, Object.keys(components))}`);
        const known = [...Object.keys(component?.maven ?? {}), ...Object.keys(component?.python ?? {})];
        for (const [index, key] of artifacts.entries())
            if (!known.includes(key))
                fail([...path, 'artifacts', index], `no artifact "${key}"${(0,names/* suggestion */.h)(key, known)}`);
    }
}
function componentProblem({ components }, name, isVersioned) {
    const known = Object.keys(components);
    if (!known.includes(name))
        return `no "${name}"${(0,names/* suggestion */.h)(name, known)}`;
    if (!isVersioned || (0,names/* own */.ZV)(components[name]?.maven, name) !== undefined)
        return undefined;
    return `component ${name} has no version: that would be its Maven artifact named ${name}`;
}
/** Shipped rules are about components on the shelf, too. */
function checkConflicts(catalog, fail) {
    const subjects = (0,cells/* subjectsOf */.Z6)((0,cells/* withShelf */.JR)(catalog));
    for (const name of (0,catalog_rules/* idleRules */.q1)(catalog.rules, subjects))
        fail(['rules', name], 'it holds for no cell');
    const found = (0,catalog_rules/* contradiction */.qX)(catalog.rules, subjects);
    if (found === undefined)
        return;
    const advice = 'drop one of them, or let one be the exception by holding for fewer cells';
    const message = `it contradicts the rule ${found.other}, which says otherwise of ${found.cell}; ${advice}`;
    fail(['rules', found.name], message);
}


/***/ }),

/***/ 7390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fI: () => (/* binding */ problemText),
/* harmony export */   hN: () => (/* binding */ parseYaml),
/* harmony export */   m1: () => (/* binding */ placedError)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/** YAML files whose values know their line and column. */


/** A problem with its key, as errors print it. */
function problemText(path, message) {
    return `${path.map(String).join('.') || 'catalog'}: ${message}`;
}
/**
 * Parses a YAML file's text. `find` gives the place of the value at a path,
 * undefined if there is none, and `locate` that of the nearest parent that is there.
 * @throws ConfigurationError with file, line and column of what is not YAML.
 */
function parseYaml(text, origin) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { ...(typeof origin === 'string' ? { file: origin, line } : origin(line)), column: col };
    };
    const [syntax] = document.errors;
    if (syntax)
        throw placedError(at(syntax.pos[0]), `not valid YAML: ${syntax.message}`);
    // What is thrown is the file's fault: an alias of nothing or of what it is in, or too many of them.
    let content;
    try {
        content = document.toJS({ maxAliasCount: 100 });
        JSON.stringify(content);
    }
    catch (cause) {
        throw placedError(at(0), 'not a usable catalog', { cause });
    }
    const find = (path) => {
        const node = document.getIn(path, true);
        const range = node?.range;
        return range ? at(range[0]) : undefined;
    };
    const locate = (path) => (path.length === 0 ? at(document.contents?.range?.[0] ?? 0) : find(path)) ?? locate(path.slice(0, -1));
    return { content, find, locate };
}
/**
 * An error about a position, as `file:line:column: message`.
 * @param options `edit` is where the user is to mend it, if that is elsewhere.
 */
function placedError(at, message, { edit = at, ...options } = {}) {
    const text = `${at.file}:${at.line}:${at.column}: ${message}`;
    // If the place to edit is another one, the annotation includes the original location.
    const annotation = { ...edit, message: edit.file === at.file ? message : text };
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(text, { ...options, annotations: [annotation] });
}


/***/ }),

/***/ 2315:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ isDenied),
/* harmony export */   Je: () => (/* binding */ denyFlaw),
/* harmony export */   rw: () => (/* binding */ parseLicence)
/* harmony export */ });
/* harmony import */ var spdx_exceptions_index_json__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3988);
/* harmony import */ var spdx_expression_parse__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3326);
/* harmony import */ var spdx_expression_parse__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(spdx_expression_parse__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var spdx_license_ids_deprecated_json__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3389);
/* harmony import */ var spdx_license_ids_index_json__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5204);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6447);
/** SPDX licence expressions, and which of them a deny-list keeps out of the images. */





/** Longer texts are no licence of anything, and their nesting could exhaust the stack. */
const MAX_LENGTH = 2000;
const KNOWN = new Set([...spdx_license_ids_index_json__WEBPACK_IMPORTED_MODULE_3__, ...spdx_license_ids_deprecated_json__WEBPACK_IMPORTED_MODULE_2__]);
/**
 * Parses an SPDX licence expression. https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 * @returns undefined if the text is none: `BSD`, `NOASSERTION`, ids in the wrong case.
 */
function parseLicence(text) {
    if (text.length > MAX_LENGTH)
        return undefined;
    try {
        return spdx_expression_parse__WEBPACK_IMPORTED_MODULE_1___default()(text);
    }
    catch {
        return undefined;
    }
}
/**
 * Whether an expression can't be kept without a denied licence: of an OR one allowed side is enough, of an AND both
 * are needed.
 * @param deny ids, or globs over them; a pattern for `X` also denies `X WITH Y`.
 */
function isDenied(expression, deny) {
    if ('conjunction' in expression) {
        const sides = [expression.left, expression.right].map((side) => isDenied(side, deny));
        return expression.conjunction === 'or' ? sides.every(Boolean) : sides.some(Boolean);
    }
    const names = namesOf(expression).map((name) => name.toLowerCase());
    return deny.map((pattern) => (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .globMatcher */ .fU)(pattern.toLowerCase())).some((matches) => names.some(matches));
}
/** All names of a licence. GPL-2.0 and GPL-2.0+ are older ids of GPL-2.0-only and GPL-2.0-or-later. */
function namesOf({ license, plus, exception }) {
    const family = license.replace(/-(?:only|or-later)$/, '');
    const names = [license];
    if (KNOWN.has(`${family}-only`)) {
        const isLater = plus === true || license.endsWith('-or-later');
        names.push(family, ...(isLater ? [`${family}+`, `${family}-or-later`] : [`${family}-only`]));
    }
    else if (plus)
        names.push(`${license}+`);
    return exception === undefined ? names : [...names, ...names.map((name) => `${name} WITH ${exception}`)];
}
/** What is wrong with an entry of a deny-list: a misspelt id would deny nothing. Undefined if nothing is. */
function denyFlaw(pattern) {
    const [id = '', exception] = pattern.split(/ with /i);
    if (exception !== undefined && !spdx_exceptions_index_json__WEBPACK_IMPORTED_MODULE_0__.some((0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .globMatcher */ .fU)(exception))) {
        return `no SPDX licence exception "${exception}"${nearestId(exception, spdx_exceptions_index_json__WEBPACK_IMPORTED_MODULE_0__)}`;
    }
    const matches = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .globMatcher */ .fU)(id.toLowerCase());
    const isKnown = [...KNOWN].some((name) => matches(name.toLowerCase()));
    if (isKnown || /^(?:licenseref|documentref)-/i.test(id))
        return undefined;
    return `no SPDX licence "${id}"${nearestId(id, [...KNOWN])}`;
}
function nearestId(found, known) {
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .nearestName */ .qb)(found, known) || '; known are the ids of https://spdx.org/licenses/, and LicenseRef-…';
}


/***/ }),

/***/ 4439:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseCatalog: () => (/* binding */ parseCatalog),
  g: () => (/* binding */ rejectUnknownKeys),
  t: () => (/* binding */ validate)
});

// EXTERNAL MODULE: ./src/catalog/check.ts + 3 modules
var check = __webpack_require__(6740);
// EXTERNAL MODULE: ./src/catalog/document.ts
var catalog_document = __webpack_require__(7390);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/iso.js
var iso = __webpack_require__(3102);
// EXTERNAL MODULE: ./src/catalog/licences.ts
var licences = __webpack_require__(2315);
// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(6447);
;// CONCATENATED MODULE: ./src/catalog/patterns.ts
/**
 * Texts of a catalog that end up in files, paths and arguments of a build: each has a pattern that leaves no room for
 * anything else.
 */



/** A text of a pattern; the message says in words what matches. */
function pattern(expression, message) {
    return schemas/* string */.YjP().check(api/* _regex */.Fk(expression, message));
}
const id = pattern(names.ID, 'an id is made of A-Z a-z 0-9 . _ - and starts with a letter or digit');
const idGlob = pattern(/^[A-Za-z0-9*][A-Za-z0-9._*-]{0,62}$/, 'a version or series is made of A-Z a-z 0-9 . _ - and * for anything');
const series = pattern(/^\d+\.\d+$/, 'a series is like "4.1", in quotes');
const scalaVersion = pattern(/^\d+\.\d+$/, 'a Scala version is like "2.13", in quotes');
const pythonVersion = pattern(/^3\.\d+$/, 'a Python version is like "3.13", in quotes');
const variableName = pattern(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable is made of A-Z a-z 0-9 _');
const confKey = pattern(/^[A-Za-z][A-Za-z0-9.*_-]*$/, 'a Spark key is like spark.sql.shuffle.partitions');
const patterns_image = pattern(names/* IMAGE */.W1, 'an image is name:tag or name:tag@digest');
const artifactVersion = pattern(/^(?:[A-Za-z0-9._+-]|\{version\}|\{series\}|\{scala\})+$/, 'a version is made of A-Z a-z 0-9 . _ + -; {version}, {series} and {scala} are replaced').check(schemas/* refine */.YPB((text) => !text.endsWith('-SNAPSHOT'), 'a snapshot changes under its name and cannot be locked: use a release'));
const script = pattern(/^(?:(?!\.\.\/)[A-Za-z0-9._-]+\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.(?:py|sh)$/, 'a script is a file that ends in .py or .sh, of A-Z a-z 0-9 . _ - /, without ..');
const buildFile = pattern(/^(?:(?!\.\.\/)[A-Za-z0-9._-]+\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a file of a build is a path in the repository, of A-Z a-z 0-9 . _ - /, without ..');
const address = pattern(/^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[A-Za-z0-9._~/-]*)?$/, 'an address is like https://host/path, without user and password');
const aliasTag = pattern(/^(?:[A-Za-z0-9._-]|\{(?:version|series|major|variant|date)\})+$/, 'a tag is made of A-Z a-z 0-9 . _ - and {version}, {series}, {major}, {variant}, {date}');
const aliasImage = pattern(/^(?:[a-z0-9._-]|\{(?:version|series|major|variant)\})+$/, 'an image is the last part of its name, of a-z 0-9 . _ - and {version}, {series}, {major}, {variant}');
/** https://maven.apache.org/pom.html#maven-coordinates, without the version. */
const coordinates = pattern(/^(?:[A-Za-z0-9._-]|\{scala\}|\{series\})+(?::(?:[A-Za-z0-9._-]|\{scala\}|\{series\})+){1,2}$/, 'coordinates are group:artifact or group:artifact:classifier');
/** An artifact among Spark's own. */
const patterns_module = pattern(/^[A-Za-z0-9._-]+:(?:[A-Za-z0-9._-]|\{scala\})+(?::[A-Za-z0-9._-]+)?$/, 'a jar of Spark is named group:artifact or group:artifact:classifier; {scala} is replaced');
/** Artifacts that another needs: a group and an artifact, in which `*` stands for anything. */
const exclusion = pattern(/^[A-Za-z0-9._-]+:[A-Za-z0-9._*-]+$/, 'an exclusion is group:artifact or group:*');
/** https://packaging.python.org/en/latest/specifications/name-normalization/, perhaps with extras. */
const project = pattern(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9,._-]+\])?$/, 'a Python project is like pandas or "project[extra]"');
/** https://packaging.python.org/en/latest/specifications/version-specifiers/ */
const specifier = pattern(/^(?:(?:==|!=|<=|>=|<|>|~=) ?[A-Za-z0-9.*+!_-]+(?:, ?(?=[=!<>~])|$))*$/, 'version specifiers are like "==2.3.1" or ">=2.2,<3"; "" for any');
/** A package as a bill of materials names it (github.com/package-url/purl-spec), unescaped and without qualifiers. */
const packageUrl = pattern(/^pkg:(?:maven\/[A-Za-z0-9._-]+|pypi|deb\/[a-z0-9.-]+|generic)\/[A-Za-z0-9._+-]+(?:@[A-Za-z0-9._+~:!-]+)?$/, 'a package is like pkg:maven/org.apache.avro/avro, pkg:pypi/pandas or pkg:deb/debian/openssl, perhaps with @version, without qualifiers and escapes');
const jarUrl = pattern(/^pkg:maven\/[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+(?:@[A-Za-z0-9._+-]+)?$/, 'what a jar has of others in it is like pkg:maven/com.google.guava/guava, perhaps with @version');
const vulnerability = pattern(names/* VULNERABILITY */.v9, 'a vulnerability is named by its CVE, or GHSA where there is none: CVE-2026-12345, GHSA-2qrg-x229-3v8q');
const sentence = pattern(/\S/, 'it says nothing');
/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#source */
const debianPackage = pattern(/^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9.+:~-]+)?$/, 'a Debian package is name or name=version');
const licence = schemas/* string */.YjP()
    .check(schemas/* refine */.YPB((text) => (0,licences/* parseLicence */.rw)(text) !== undefined, 'a licence is an SPDX expression, like Apache-2.0, "MIT OR BSD-3-Clause" or LicenseRef-NAME for one of your own'));
/** Folders that a layer of files must not hold: links of the base, file systems of the kernel, what others may write to. */
const KEPT = /^\/(?:bin|sbin|lib|lib32|lib64|libx32|dev|proc|run|sys|tmp|var\/run|var\/lock|home\/spark|opt\/spark\/work-dir)(?:\/|$)/;
const target = pattern(/^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+-]+)+$/, 'a path in the image is absolute, of A-Z a-z 0-9 . _ @ + - /, without ..').check(schemas/* refine */.YPB((text) => !KEPT.test(text), 'files cannot go there: use /usr/bin for /bin and the like, /opt for your own'));
/** No line breaks and no control characters; quoting is the Dockerfile's. */
const environmentValue = pattern(/^[\x20-\x7e]{0,4096}$/, 'a value is a text of printable ASCII on one line');
/**
 * Spark trims values of its properties files, of all characters up to U+0020 but ends of lines
 * (org.apache.spark.util.Utils.getPropertiesFromFile).
 */
const confText = pattern(
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what Spark trims.
/^(?![\0-\x09\x0b\x0c\x0e-\x20])[\s\S]*(?<![\0-\x09\x0b\x0c\x0e-\x20])$/, 'Spark drops blanks and tabs at the beginning and the end of a value: leave them out');

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./src/catalog/bytes.ts
var bytes = __webpack_require__(5632);
;// CONCATENATED MODULE: ./src/catalog/schema/keys.ts
/** What the schema of a catalog is made of: mappings that know their keys, each key with its description. */




const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const platform = schemas/* enum */.k5n(PLATFORMS);
const reason = schemas/* string */.YjP().check(api/* _minLength */.m9(1));
const keys_bytes = schemas/* pipe */.FsL(schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()], 'expected a number or a text'), schemas/* transform */.pdi((input, context) => {
    const size = (0,bytes/* parseBytes */.C)(input);
    if (size !== undefined)
        return size;
    const message = 'a size is a number with a unit, like 800 MB or 1 GB';
    context.issues.push({ code: 'custom', message, input });
    return core/* NEVER */.tm;
}));
/** A key's description, for editors and for docs/catalog.md. */
function about(description, schema) {
    return schema.check(schemas/* meta */.mIj({ description }));
}
function flag(description) {
    return about(description, schemas/* _default */.Rvf(schemas/* boolean */.zMY(), false));
}
function list(item) {
    return schemas/* _default */.Rvf(schemas/* array */.YOg(item), []);
}
function nonEmpty(item) {
    return schemas/* array */.YOg(item).check(api/* _minLength */.m9(1));
}
function table(name, value) {
    return schemas/* _default */.Rvf(schemas/* record */.g1P(name, value), {});
}
function mapping(shape) {
    return schemas/* strictObject */.rej(shape, knownKeys(Object.keys(shape)));
}
/** How a mapping rejects an unknown key. */
function knownKeys(keys) {
    return {
        error: ({ code, keys: unknown }) => code === 'unrecognized_keys' ? `there is no such key${(0,names/* suggestion */.h)(unknown[0] ?? '', keys)}` : undefined,
    };
}
/** One value for all versions, or one for each version, series or glob that has it. */
function byVersion(value) {
    return schemas/* union */.KCZ([value, schemas/* record */.g1P(idGlob, value)], 'expected a text, or a mapping of versions or series to texts');
}
const platformName = schemas/* string */.YjP()
    .check(schemas/* refine */.YPB((name) => PLATFORMS.some((one) => one === name), `a platform is ${PLATFORMS.join(' or ')}`));
/** One text for all platforms, or one for each platform that has it. */
function byPlatform(value) {
    return schemas/* union */.KCZ([value, schemas/* record */.g1P(platformName, value)], 'expected a text, or a mapping of platforms to texts');
}
/** A list for all versions, or one for each version, series or glob that has it. */
function listByVersion(value) {
    return schemas/* union */.KCZ([schemas/* array */.YOg(value), schemas/* record */.g1P(idGlob, schemas/* array */.YOg(value))], 'expected a list, or a mapping of versions or series to lists');
}
/** A day, as whoever last looked writes it. */
const day = iso/* date */.p6('a date is like 2026-11-24');

;// CONCATENATED MODULE: ./src/catalog/schema/component.ts
/** The part of a catalog's schema that says what a component is: what it brings, and how that is tested. */



const confValue = schemas/* union */.KCZ([confText, schemas/* number */.aig(), schemas/* boolean */.zMY()], 'expected a text, a number, true or false');
/** Stages of images/acceptance/services/Dockerfile that are servers. */
const SERVICES = ['postgres', 'databases', 'lakehouse', 'kafka', 'gcs'];
const acceptanceTest = mapping({
    name: about('Its name in reports and records, unique within a cell.', id),
    script: about('A `.py` or `.sh` file: with a `/` in it (`./orders.py`, `tests/orders.py`) one of your repository, without one of the shipped component.', script),
    server: flag('Run it beside a Connect server of the image, which must write nothing to standard error and end by itself on SIGTERM.'),
    service: about('Run it beside this server from images/acceptance/services: PostgreSQL; PostgreSQL and MariaDB; PostgreSQL, an S3 server and Nessie; or a Kafka broker.', schemas/* optional */.lqM(schemas/* enum */.k5n(SERVICES))),
    user: about('`random`: a user id that the image does not know, in group 0, as OpenShift gives.', schemas/* _default */.Rvf(schemas/* enum */.k5n(['image', 'random']), 'image')),
    'read-only': flag('With a read-only root file system and a writable /tmp.'),
    timeout: about('Time limit in seconds.', schemas/* _default */.Rvf(schemas/* int */.Whr().check(api/* _positive */.NC(), api/* _lte */.Zm(3600)), 180)),
});
const artifact = mapping({
    name: about('`group:artifact` or `group:artifact:classifier`, or a mapping of platforms to these; `{scala}` and `{series}` are replaced.', byPlatform(coordinates)),
    version: about('Its version, or a mapping of Spark versions, series or globs like `4.*` to versions: it is there for these only. `{version}` is replaced.', byVersion(artifactVersion)),
    license: about('Its licence as an SPDX expression. Without one, `lock` takes it from the POM where that names a known one.', schemas/* optional */.lqM(licence)),
    transitive: about('Whether what it needs comes with it, by its POM: other jars, without those that Spark brings.', schemas/* _default */.Rvf(schemas/* boolean */.zMY(), true)),
    exclude: about('What to leave out of that, with all that only this needs: `group:artifact`, or `group:*` as a glob.', list(exclusion)),
    optional: flag('Whether it is left out, not an error, when its licence is denied.'),
});
const replacement = mapping({
    version: about('The version to take instead, or a mapping of Spark versions, series or globs to versions.', byVersion(artifactVersion)),
    for: about('What it mends, as in `[CVE-2025-12345]`, or a mapping of Spark versions, series or globs to such lists; the plan shows it.', schemas/* _default */.Rvf(listByVersion(id), [])),
    license: about('Its licence as an SPDX expression, where its POM names none.', schemas/* optional */.lqM(licence)),
});
/** What is changed among the jars that Spark brings. */
const sparkJars = {
    replace: about('Jars that Spark brings, in another version: `group:artifact` or `group:artifact:classifier` → version. Of component `spark` only.', table(patterns_module, replacement)),
    remove: about('Jars that Spark brings and that are left out: a list of `group:artifact` or `group:artifact:classifier`, or a mapping of these to what each is left out for, as in `[CVE-2025-12345]`. With a mapping of Spark versions, series or globs to such lists, a jar is left out of these only. Of component `spark` only.', schemas/* _default */.Rvf(schemas/* union */.KCZ([schemas/* array */.YOg(patterns_module), schemas/* record */.g1P(patterns_module, listByVersion(id))], 'expected a list of jars, or a mapping of jars to lists of CVEs'), [])),
};
const component = mapping({
    description: about('What it is, in a few words.', schemas/* _default */.Rvf(schemas/* string */.YjP(), '')),
    maven: about('Jars for /opt/spark/jars, each under a name of its own.', table(id, artifact)),
    ...sparkJars,
    hardened: about('The same two keys, for jars of Spark with known vulnerabilities: each is done only where Spark itself brings an older jar, made for the Java of the image, and `replace` and `remove` beside it count first. `null` leaves Spark as it is. Of component `spark` only.', schemas/* _default */.Rvf(mapping(sparkJars), { replace: {}, remove: [] })),
    python: about('Python packages with all that they need, but pyspark: project → version specifiers, as in `">=2.2,<3"`, or a mapping of versions, series or globs to them.', table(project, byVersion(specifier))),
    debian: about('Debian packages, `name` or `name=version`. They are not locked: apt verifies them.', list(debianPackage)),
    files: about('Files and folders of your repository: path there → path in the image.', table(schemas/* string */.YjP(), target)),
    build: about('Files of your repository for its build; the first is a shell script, which may change what the component adds to the image: it gets that folder and the one of the downloads as arguments. The files lie in /component, Spark in /from/spark and /from/spark-deps, and there is no network. It runs on the platform that builds, and $TARGETARCH (`amd64`, `arm64`) is that of the image, for which strip, ld and the like are.', list(buildFile)),
    finish: about('One of the files of `build`: a shell script that runs after it in Debian as the image has it and on its platform, emulated where that is another one, for what takes programs of the image. It gets the folder as argument.', schemas/* optional */.lqM(buildFile)),
    conf: about('Lines of spark-defaults.conf: key → value, or a mapping of versions, series or globs to values. No two components of an image may set one key to two values; where Spark takes a list, as in `spark.sql.extensions`, the values are joined.', table(confKey, byVersion(confValue))),
    environment: about('Environment variables of the image.', table(variableName, environmentValue)),
    acceptance: about('Acceptance tests.', list(acceptanceTest)),
});

;// CONCATENATED MODULE: ./src/catalog/schema/policies.ts
/** The parts of a catalog's schema that are about a life after the build: vulnerabilities, new versions, signatures. */



/** OpenVEX 0.2.0, "Status Labels" and "Status Justifications". */
const vexStatus = schemas/* enum */.k5n(['not_affected', 'affected', 'fixed', 'under_investigation']);
const vexJustification = schemas/* enum */.k5n([
    'component_not_present',
    'vulnerable_code_not_present',
    'vulnerable_code_not_in_execute_path',
    'vulnerable_code_cannot_be_controlled_by_adversary',
    'inline_mitigations_already_exist',
]);
const vexStatement = mapping({
    status: about('What the vulnerability is to the images that have the package.', vexStatus),
    justification: about('Why they are `not_affected`, as OpenVEX names it; `impact` may say it instead.', schemas/* optional */.lqM(vexJustification)),
    impact: about('Why they are `not_affected`, in words.', schemas/* optional */.lqM(sentence)),
    action: about('What to do where they are `affected`.', schemas/* optional */.lqM(sentence)),
    shaded: about('The package that the vulnerability is of, where the jar has it in itself: `pkg:maven/com.google.guava/guava`.', schemas/* optional */.lqM(jarUrl)),
    author: about('Who says so: an address or a name.', sentence),
    reviewed: about('When they last looked, as in 2026-11-24.', day),
    'review-by': about('When to look again; later plans and builds warn.', day),
});
/** Where the OSV database answers: its documented API. */
const OSV_API = 'https://api.osv.dev';
/** Without this key no build asks anybody about vulnerabilities. */
const vulnerabilityPolicy = mapping({
    'fail-on': about('The least severity that fails a build: `critical`, `high`, `medium` or `low`; `none` only reports.', schemas/* _default */.Rvf(schemas/* enum */.k5n(['none', 'low', 'medium', 'high', 'critical']), 'high')),
    'only-new': about('Whether only what the last release of the cell does not have fails a build.', schemas/* _default */.Rvf(schemas/* boolean */.zMY(), true)),
    'only-fixed': about('Whether only what is fixed in another version of the package fails a build.', schemas/* _default */.Rvf(schemas/* boolean */.zMY(), true)),
    unreachable: about('What a build does that gets no usable answer: `warn` and go on, or `fail`.', schemas/* _default */.Rvf(schemas/* enum */.k5n(['warn', 'fail']), 'warn')),
    ignore: about('Vulnerabilities that never fail a build: CVE or other id → why.', table(id, reason)),
    url: about('Address of a mirror that has the API of OSV.', schemas/* _default */.Rvf(address, OSV_API)),
});
const days = schemas/* pipe */.FsL(schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()], 'expected a text'), schemas/* transform */.pdi((input, context) => {
    const [, count] = /^(\d{1,4})(?: days?)?$/.exec(String(input)) ?? [];
    if (count !== undefined && (typeof input === 'number' || /day/.test(input)))
        return Number(count);
    context.issues.push({ code: 'custom', message: 'a time is a number of days, like 7 days', input });
    return core/* NEVER */.tm;
}));
const wait = about('How long a version must be out before it is taken, like `7 days`.', schemas/* _default */.Rvf(days, 0));
const skip = about('Versions that are not taken, or globs like `1.12.*`.', list(schemas/* string */.YjP().check(api/* _minLength */.m9(1))));
/** What `track` keeps up to date, in the file that has this key. */
const trackPolicy = mapping({
    spark: about('Which Spark versions the catalog has; without this key they stay.', schemas/* optional */.lqM(mapping({
        series: about('The series to follow: how many of the newest, or a list of series and globs like `4.*`. By default those that the catalog has versions of.', schemas/* optional */.lqM(schemas/* union */.KCZ([schemas/* int */.Whr().check(api/* _positive */.NC()), nonEmpty(idGlob)], 'expected a number or a list of series'))),
        patches: about('Releases that are kept of a followed series, the newest.', schemas/* _default */.Rvf(schemas/* int */.Whr().check(api/* _positive */.NC()), 2)),
        wait,
        skip,
        keep: about('Versions that are never dropped, or globs.', list(schemas/* string */.YjP().check(api/* _minLength */.m9(1)))),
        drop: about('What is dropped: older `patches` of the followed series, all versions of other `series`, too, or `none`.', schemas/* _default */.Rvf(schemas/* enum */.k5n(['none', 'patches', 'series']), 'patches')),
    }))),
    components: about('Components whose pins are raised: name → how. `{}` for the defaults.', table(id, mapping({
        artifacts: about('Its Maven artifacts, by their keys, and Python projects that are meant; by default all with a pin.', schemas/* optional */.lqM(nonEmpty(schemas/* string */.YjP()))),
        major: flag('Whether a pin may go to another major version.'),
        wait,
        skip,
    }))),
});
const KEYLESS = {
    identities: [],
    issuer: 'https://token.actions.githubusercontent.com',
    fulcio: 'https://fulcio.sigstore.dev',
    log: 'https://rekor.sigstore.dev',
};
const signingSettings = mapping({
    identities: about('Who may have signed what is released, as certificates have it, `https://github.com/OWNER/REPO/.github/workflows/FILE@REF`, or globs; by default the workflow that releases, at the ref that it has then.', list(schemas/* string */.YjP().check(api/* _minLength */.m9(1)))),
    issuer: about('Who says so: the issuer of the OIDC tokens.', schemas/* _default */.Rvf(schemas/* url */.OZ5(), KEYLESS.issuer)),
    fulcio: about('The certificate authority.', schemas/* _default */.Rvf(address, KEYLESS.fulcio)),
    log: about('The log of signatures, a Rekor of version 1. `none` for none; then a timestamp authority is needed.', schemas/* _default */.Rvf(schemas/* union */.KCZ([schemas/* literal */.euz('none'), address]), KEYLESS.log)),
    timestamps: about('A timestamp authority (RFC 3161) with the API of Sigstore’s.', schemas/* optional */.lqM(address)),
});

;// CONCATENATED MODULE: ./src/catalog/schema.ts
/** The schema of a catalog. docs/catalog.schema.json is generated from it. */





const java = schemas/* int */.Whr().check(api/* _positive */.NC());
const connect = schemas/* enum */.k5n(['default', 'on-request']);
const support = schemas/* enum */.k5n(['supported', 'experimental', 'unsupported']);
const budget = mapping({
    unpacked: about('Bytes of the uncompressed layers, as in `1 GB`.', schemas/* optional */.lqM(keys_bytes)),
    compressed: about('Bytes of config and layers as a registry keeps them.', schemas/* optional */.lqM(keys_bytes)),
    growth: about('Compressed bytes more than in the release before; a release checks it.', schemas/* optional */.lqM(keys_bytes)),
});
const schema_series = mapping({
    scala: about('Scala version that Spark is built with.', scalaVersion),
    java: about('Java versions that it runs on; by default any.', schemas/* optional */.lqM(nonEmpty(java))),
    python: about('Python versions that it runs on; by default any.', schemas/* optional */.lqM(nonEmpty(pythonVersion))),
    connect: about('Whether a Connect server is what the image runs by `default`, or starts `on-request`.', schemas/* _default */.Rvf(connect, 'default')),
});
const version = mapping({
    series: about('Its series; by default the first two numbers, 4.1 for 4.1.1.', schemas/* optional */.lqM(series)),
    scala: about("Another Scala version than the series'.", schemas/* optional */.lqM(scalaVersion)),
    runtime: about('Its runtime; by default the first in `runtimes` whose Java and Python its series runs on.', schemas/* optional */.lqM(id)),
    connect: about("Another way of the Connect server than the series'.", schemas/* optional */.lqM(connect)),
});
const variant = mapping({
    components: about('Its components, in their order.', nonEmpty(id)),
    versions: about('The Spark versions that it is for, or globs like `4.1.*`; by default all.', schemas/* optional */.lqM(nonEmpty(schemas/* string */.YjP()))),
    runtime: about("Another runtime than the versions', or a mapping of versions, series or globs to runtimes.", schemas/* optional */.lqM(byVersion(id))),
    budget: about('Upper limits of its size.', schemas/* _default */.Rvf(budget, {})),
});
const debianRelease = mapping({
    java: about('Java versions that it has packages of.', nonEmpty(java)),
    python: about('Its Python version.', pythonVersion),
});
const runtime = mapping({
    base: about('The image below all others, of Debian: `name:tag` or `name:tag@digest`; a plan resolves it to a digest.', patterns_image),
    java: about('Java version of the images.', java),
    python: about('Python version of the images: that of the base.', pythonVersion),
});
const versions = schemas/* union */.KCZ([nonEmpty(id), schemas/* record */.g1P(id, schemas/* string */.YjP())], 'expected a list of names, or a mapping of names to versions like "25.04.*"');
const rule = mapping({
    support: about('`unsupported` is not built; `experimental` is built with a warning, or not (see `experimental`).', support),
    when: about('The cells that it holds for: those that match all of these.', mapping({
        versions: about('Spark versions, or globs like `4.1.*`.', schemas/* optional */.lqM(nonEmpty(schemas/* string */.YjP()))),
        components: about('Components that are all there; as a mapping, of these versions: a component’s version is that of its Maven artifact of the same name.', schemas/* optional */.lqM(versions)),
        runtimes: about('Runtimes.', schemas/* optional */.lqM(nonEmpty(id))),
        platforms: about('Platforms.', schemas/* optional */.lqM(nonEmpty(platform))),
    })),
    reason: about('Why, in words.', reason),
    source: about('Where the reason can be looked up.', schemas/* string */.YjP().check(api/* _minLength */.m9(1))),
    reviewed: about('When somebody last looked, as in 2026-11-24.', day),
});
const alias = mapping({
    tag: about('The tag; `{version}`, `{series}`, `{major}`, `{variant}` and `{date}`, the day of the release, are replaced. A tag with `{date}` is set once.', aliasTag),
    image: about("Last part of the name of another repository beside the images' own, for tags like `spark-4.1.1:gpu`.", schemas/* optional */.lqM(aliasImage)),
    variants: about('Whose tag it is; by default that of all.', schemas/* optional */.lqM(nonEmpty(id))),
});
/** The catalog as a file holds it: one place for its keys, their types, their limits and what they mean. */
const catalogSchema = mapping({
    epoch: about('Time in UTC that newer files get in the images, so that the same input gives the same layers. Raising it rebuilds everything.', iso/* datetime */.w$('an epoch is a time in UTC, like 2026-11-01T00:00:00Z')),
    debian: about('What runtimes can be made of: release of Debian → the Java and Python that it has.', schemas/* record */.g1P(id, debianRelease)),
    runtimes: about('What images run on: name → base image, Java and Python. The first that fits a version is its own.', schemas/* record */.g1P(id, runtime)),
    platforms: about('OCI platforms, one cell each.', nonEmpty(platform)),
    runners: about('Label of the runner that builds a platform: platform → label.', schemas/* record */.g1P(platform, id, knownKeys(PLATFORMS))),
    compression: about('Compression of the layers.', mapping({
        type: about('zstd, or gzip for engines of before 2021.', schemas/* enum */.k5n(['zstd', 'gzip'])),
        level: about('Its level, as the compressor counts.', schemas/* int */.Whr().check(api/* _gte */.qm(0), api/* _lte */.Zm(22))),
    })),
    experimental: about('Whether cells that a rule calls experimental are built, with a warning, or excluded.', schemas/* _default */.Rvf(schemas/* enum */.k5n(['build', 'exclude']), 'build')),
    series: about('What the versions of a series have in common: series, in quotes → what holds for them.', schemas/* record */.g1P(series, schema_series)),
    versions: about('Spark versions.', schemas/* record */.g1P(id, version)),
    variants: about('What an image is made of: name → components and budget.', schemas/* record */.g1P(id, variant)),
    components: about('What variants are made of.', schemas/* record */.g1P(id, component)),
    budgets: about('Limits of single cells: id or glob (`3.5.*-gpu`) → budget, laid over the variant’s.', table(schemas/* string */.YjP(), budget)),
    rules: about('How well a combination is supported: name → rule.', table(id, rule)),
    vex: about('Statements on vulnerabilities, attached to the images that have the package: package URL → CVE → statement.', table(packageUrl, schemas/* record */.g1P(vulnerability, vexStatement))),
    licenses: about('What may be in the images.', schemas/* _default */.Rvf(mapping({
        deny: about('SPDX ids, or globs like `GPL-*`, that nothing may be under. What is optional is then left out; anything else is an error.', list(schemas/* string */.YjP().check(api/* _minLength */.m9(1)))),
    }), { deny: [] })),
    repositories: about('Repositories and mirrors of your own to download from. User and password come as secrets, never from here.', schemas/* _default */.Rvf(mapping({
        maven: about('Maven repositories, asked in this order before Maven Central.', list(address)),
        pypi: about('Python indexes (`…/simple`), asked beside PyPI.', list(address)),
        public: about('Whether Maven Central and PyPI are asked beside yours; where you have none of a kind, they always are.', schemas/* _default */.Rvf(schemas/* boolean */.zMY(), true)),
    }), { maven: [], pypi: [], public: true })),
    vulnerabilities: about('Asks OSV about the packages of each image before it is pushed; see vulnerabilities.md. `{}` for the defaults; without this key nothing is asked.', schemas/* optional */.lqM(vulnerabilityPolicy)),
    sign: about('Signs each image, what is attached to it and each release: with a `key`, or `keyless` with the identity of the workflow. A release then takes no image without valid signatures. See verify.md.', schemas/* _default */.Rvf(schemas/* enum */.k5n(['off', 'key', 'keyless']), 'off')),
    signing: about('How `sign: keyless` signs, and whom a release trusts.', schemas/* _default */.Rvf(signingSettings, KEYLESS)),
    aliases: about('The tags that a release moves; see release.md.', list(alias)),
    track: about('What `track` keeps up to date in this file; see track.md. The shipped catalog’s is not yours.', schemas/* optional */.lqM(trackPolicy)),
});

;// CONCATENATED MODULE: ./src/catalog/parse.ts



/**
 * Parses a whole catalog's text.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
function parseCatalog(text, origin) {
    const { content, locate } = (0,catalog_document/* parseYaml */.hN)(text, origin);
    const fail = (path, message) => {
        throw (0,catalog_document/* placedError */.m1)(locate(path), (0,catalog_document/* problemText */.fI)(path, message));
    };
    const catalog = validate(content, fail);
    (0,check/* checkCatalog */.k)(catalog, fail);
    return catalog;
}
/** Calls `fail` with the first key that no catalog has. */
function rejectUnknownKeys(content, fail) {
    const issue = catalogSchema.safeParse(content).error?.issues.find(isUnknownKey);
    if (issue !== undefined)
        explain(issue, content, fail);
}
/** Returns the catalog that some content is by its schema, or calls `fail` with one problem. */
function validate(content, fail) {
    const { data, error } = catalogSchema.safeParse(content);
    if (error === undefined)
        return data;
    // An unknown key first: where it stands for another, that one is reported as missing too, which is harder to see.
    const issue = error.issues.find(isUnknownKey) ?? error.issues[0];
    if (issue === undefined)
        throw new Error('the schema refused the catalog without an issue');
    return explain(issue, content, fail);
}
function isUnknownKey({ code }) {
    return code === 'unrecognized_keys';
}
/** Calls `fail` with an issue of the schema: what is wrong, and what may stand there. */
function explain(issue, content, fail) {
    const { path, message } = issue;
    const value = path.reduce(child, content);
    const found = `found ${describe(value)}`;
    switch (issue.code) {
        case 'unrecognized_keys':
            return fail([...path, issue.keys[0] ?? ''], message);
        case 'invalid_key':
            return fail(path, issue.issues[0]?.message ?? message);
        case 'invalid_type':
            // YAML takes 3.10 for the number 3.1.
            return fail(path, `${found}, expected ${article(issue.expected)}${issue.expected === 'string' && typeof value === 'number' ? ', in quotes' : ''}`);
        case 'invalid_value':
            return fail(path, `${found}, allowed: ${issue.values.map(String).join(', ')}`);
        case 'too_small':
        case 'too_big': {
            const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
            return fail(path, `${found}, expected ${limit}${issue.origin === 'array' ? ' in the list' : ''}`);
        }
        case 'invalid_union': {
            // If the value has the type of one member, that member's error says more than a list of the types.
            const [inner, ...others] = issue.errors.flatMap(([first]) => first === undefined || (first.code === 'invalid_type' && first.path.length === 0) ? [] : [first]);
            if (inner === undefined || others.length > 0)
                return fail(path, `${found}, ${message}`);
            return explain({ ...inner, path: [...path, ...inner.path] }, content, fail);
        }
        default:
            return fail(path, `${found}: ${message}`);
    }
}
function child(value, key) {
    return Object.hasOwn(Object(value), key) ? value[key] : undefined;
}
function describe(value) {
    const text = JSON.stringify(value) ?? 'nothing';
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
function article(type) {
    const words = { record: 'mapping', object: 'mapping', array: 'list' };
    const word = words[type] ?? type;
    return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}


/***/ }),

/***/ 8262:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ checkSettings),
/* harmony export */   m: () => (/* binding */ LISTS)
/* harmony export */ });
/* harmony import */ var _artifacts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3545);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4514);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6447);
/** Spark's settings of components, as their cells have them together. */



/** Keys whose values are lists, by commas: https://spark.apache.org/docs/latest/configuration.html */
const LISTS = [
    'spark.archives',
    'spark.extraListeners',
    'spark.files',
    'spark.jars',
    'spark.jars.excludes',
    'spark.jars.packages',
    'spark.jars.repositories',
    'spark.plugins',
    'spark.sql.extensions',
    'spark.sql.queryExecutionListeners',
    'spark.sql.streaming.streamingQueryListeners',
    'spark.submit.pyFiles',
];
/** Rejects two components of a cell that set one key to two values: Spark takes one, and the other component fails late. */
function checkSettings(catalog, fail) {
    for (const { id, spark, declared } of (0,_cells_js__WEBPACK_IMPORTED_MODULE_1__/* .subjectsOf */ .Z6)(catalog)) {
        const seen = new Map();
        for (const setting of settingsOf(declared.components, catalog, spark)) {
            const { component, key, value } = setting;
            const other = seen.get(key) ?? setting;
            if (other.value !== value)
                fail(['components', component, 'conf', key], `in ${id}, ${other.component} sets it to "${other.value}" and ${component} to "${value}": Spark takes one value. Leave it out of one of them, as in components: { ${other.component}: { conf: { ${key}: null } } }`);
            seen.set(key, setting);
        }
    }
}
/** What components set for a Spark version, but for keys whose values are joined. */
function settingsOf(components, catalog, spark) {
    return components.flatMap((component) => Object.entries((0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .own */ .ZV)(catalog.components, component)?.conf ?? {}).flatMap(([key, given]) => {
        const value = (0,_artifacts_js__WEBPACK_IMPORTED_MODULE_0__/* .pick */ .Up)(given, spark);
        return value === undefined || LISTS.includes(key) ? [] : [{ component, key, value: String(value) }];
    }));
}


/***/ }),

/***/ 5281:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dn: () => (/* binding */ isPackage),
/* harmony export */   ps: () => (/* binding */ withoutRestated),
/* harmony export */   vZ: () => (/* binding */ checkStatements)
/* harmony export */ });
/* unused harmony exports statementsOf, overdueReviews */
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6447);

/** The statements in a fixed order, those on a version of a package before those on all. */
function statementsOf({ vex }) {
    const all = Object.entries(vex).flatMap(([name, byVulnerability]) => Object.entries(byVulnerability).map(([vulnerability, statement]) => ({
        ...statement,
        package: name,
        vulnerability,
    })));
    const key = (stated) => `${stated.package.includes('@') ? 0 : 1} ${stated.package} ${stated.vulnerability}`;
    return all.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
/** Which keys a status may have beside it. */
const REASONS = {
    not_affected: ['justification', 'impact'],
    affected: ['action'],
    fixed: [],
    under_investigation: [],
};
/**
 * Calls `fail` with the first statement that OpenVEX 0.2.0 would not have ("Statement Fields" and "Note on justification
 * and impact_statement"): `not_affected` needs a justification or an impact statement, `affected` an action statement,
 * and these go with no other status.
 */
function checkStatements(catalog, fail) {
    for (const stated of statementsOf(catalog)) {
        const path = ['vex', stated.package, stated.vulnerability];
        checkReasons(stated, path, fail);
        if (stated.shaded !== undefined && !stated.package.startsWith('pkg:maven/'))
            fail([...path, 'shaded'], 'only a jar, pkg:maven/…, has others in it');
        if (stated['review-by'] < stated.reviewed)
            fail([...path, 'review-by'], `it is before ${stated.reviewed}, when it was reviewed`);
    }
}
function checkReasons(stated, path, fail) {
    const { status, justification, impact, action } = stated;
    const allowed = REASONS[status];
    for (const key of ['justification', 'impact', 'action'])
        if (stated[key] !== undefined && !allowed.includes(key))
            fail([...path, key], `it goes with ${key === 'action' ? 'affected' : 'not_affected'}, found ${status}`);
    if (status === 'not_affected' && justification === undefined && impact === undefined)
        fail(path, 'not_affected needs a justification, like vulnerable_code_not_present, or an impact in words');
    if (status === 'affected' && action === undefined)
        fail(path, 'affected needs an action: what those who run the image should do');
}
/** Statements whose review was due before a day, in words. */
function overdueReviews(statements, now) {
    const today = now.toISOString().slice(0, 10);
    return statements
        .filter((stated) => stated['review-by'] < today)
        .map((stated) => `vex: ${stated.package}: ${stated.vulnerability}: its review was due by ${stated['review-by']} (${stated.author})`);
}
/** Whether a package URL of a bill of materials, which has a version, is of a package that a catalog names. */
function isPackage(named, purl) {
    const [escaped = ''] = purl.split('?');
    const found = decodeURIComponent(escaped);
    return found === named || found.slice(0, found.lastIndexOf('@')) === named;
}
/** The shipped statements without those that a user's file makes itself: nobody's reasons are mixed with another's. */
function withoutRestated(shipped, user) {
    return Object.fromEntries(Object.entries(shipped).map(([name, statements]) => {
        const restated = Object((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .own */ .ZV)(user, name));
        return [
            name,
            Object.fromEntries(Object.entries(statements).filter(([key]) => !Object.hasOwn(restated, key))),
        ];
    }));
}


/***/ })

};
