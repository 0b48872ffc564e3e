export const id = 132;
export const ids = [132];
export const modules = {

/***/ 9682:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ checkCatalog)
});

// EXTERNAL MODULE: ./src/catalog/aliases.ts
var aliases = __webpack_require__(6855);
// EXTERNAL MODULE: ./src/catalog/artifacts.ts + 1 modules
var artifacts = __webpack_require__(3545);
// EXTERNAL MODULE: ./src/catalog/cells.ts
var cells = __webpack_require__(4514);
// EXTERNAL MODULE: ./src/catalog/licences.ts
var licences = __webpack_require__(2315);
// EXTERNAL MODULE: ./src/catalog/names.ts
var names = __webpack_require__(6447);
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
function checkNames(catalog, fail) {
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
    checkNames(catalog, fail);
    checkScala(catalog, fail);
    (0,settings/* checkSettings */.E)(catalog, fail);
    (0,aliases/* checkAliases */.j)(catalog, fail);
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

/***/ 132:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ rejectUnknownKeys),
/* harmony export */   parseCatalog: () => (/* binding */ parseCatalog),
/* harmony export */   t: () => (/* binding */ validate)
/* harmony export */ });
/* harmony import */ var _check_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9682);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7390);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1220);



/**
 * Parses a whole catalog's text.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
function parseCatalog(text, origin) {
    const { content, locate } = (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .parseYaml */ .hN)(text, origin);
    const fail = (path, message) => {
        throw (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .placedError */ .m1)(locate(path), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .problemText */ .fI)(path, message));
    };
    const catalog = validate(content, fail);
    (0,_check_js__WEBPACK_IMPORTED_MODULE_0__/* .checkCatalog */ .k)(catalog, fail);
    return catalog;
}
/** Calls `fail` with the first key that no catalog has. */
function rejectUnknownKeys(content, fail) {
    const issue = _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .catalogSchema */ .X8.safeParse(content).error?.issues.find(isUnknownKey);
    if (issue !== undefined)
        explain(issue, content, fail);
}
/** Returns the catalog that some content is by its schema, or calls `fail` with one problem. */
function validate(content, fail) {
    const { data, error } = _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .catalogSchema */ .X8.safeParse(content);
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


/***/ })

};
