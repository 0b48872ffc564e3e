import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
import * as __WEBPACK_EXTERNAL_MODULE_data_text_javascript_export_20class_20OidcClient_20_7B_20static_20getIDToken_20_7B_20throw_20new_20Error_getIDToken_20is_20not_20bundled_20_7D_20_7D_e18b8343__ from "data:text/javascript,export%20class%20OidcClient%20%7B%20static%20getIDToken()%20%7B%20throw%20new%20Error('getIDToken()%20is%20not%20bundled')%20%7D%20%7D";
import * as __WEBPACK_EXTERNAL_MODULE_data_text_javascript_export_20function_20getExecOutput_20_7B_20throw_20new_20Error_40actions_2Fexec_20is_20not_20bundled_20_7D_e6bd39ad__ from "data:text/javascript,export%20function%20getExecOutput()%20%7B%20throw%20new%20Error('%40actions%2Fexec%20is%20not%20bundled')%20%7D";
/******/ var __webpack_modules__ = ({

/***/ 6855:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ aliasProblem),
/* harmony export */   d: () => (/* binding */ claimsOf)
/* harmony export */ });
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8515);

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
/** What is wrong with the catalog's aliases for its cells, if anything is. */
function aliasProblem(cells, aliases) {
    const released = cells.filter((cell) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_0__/* .exclusionOf */ .ah)(cell) === undefined);
    // Any date will do: all tags of one release have the same.
    const claims = claimsOf(released, aliases, '20000101');
    return claims.map(malformed).find((problem) => problem !== undefined) ?? collision(claims, aliases);
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
function malformed({ image, tag, cell, alias }) {
    if (image !== undefined && !REPOSITORY.test(image)) {
        const message = `gives ${cell.id} the image name ${image}: such a name is made of a-z 0-9, with single . _ or - inside`;
        return { alias, key: 'image', message };
    }
    if (!TAG.test(tag)) {
        const message = `gives ${cell.id} the tag ${tag}: a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _`;
        return { alias, key: 'tag', message };
    }
    if (!RESERVED.test(tag))
        return undefined;
    return { alias, key: 'tag', message: `gives ${cell.id} the tag ${tag}, which is kept for other things` };
}
/** Two cells of one tag: fine for the versions of one variant and a floating template, and never else. */
function collision(claims, aliases) {
    const seen = new Map();
    for (const claim of claims) {
        const key = `${claim.image ?? ''}:${claim.tag}`;
        const other = seen.get(key);
        seen.set(key, other ?? claim);
        if (other === undefined || agree(claim, other))
            continue;
        const also = other.alias === claim.alias ? '' : ` (as alias ${other.alias}, ${show(aliases[other.alias])})`;
        const cells = other.cell.id === claim.cell.id
            ? `${claim.cell.id} twice`
            : `${other.cell.id}${also} and ${claim.cell.id}`;
        const name = `${claim.image === undefined ? '' : `${claim.image}:`}${claim.tag}`;
        const message = `${show(aliases[claim.alias])} gives ${cells} one tag, ${name}: add {variant} or {version}, or say with variants whose it is`;
        return { alias: claim.alias, key: 'tag', message };
    }
    return undefined;
}
function agree(a, b) {
    if (a.alias === b.alias && a.kind === 'floating')
        return a.cell.variant === b.cell.variant;
    return a.cell.id === b.cell.id && a.kind === b.kind;
}
function show(alias) {
    return JSON.stringify(alias?.image === undefined ? alias?.tag : `${alias.image}:${alias.tag}`);
}


/***/ }),

/***/ 5264:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Il: () => (/* binding */ componentVersion),
/* harmony export */   Lm: () => (/* binding */ wantedOf),
/* harmony export */   Q8: () => (/* binding */ jarsOf),
/* harmony export */   Ty: () => (/* binding */ lockfileName),
/* harmony export */   dh: () => (/* binding */ sparkVersions),
/* harmony export */   gH: () => (/* binding */ wantedLine)
/* harmony export */ });
/* unused harmony exports fill, forVersion */
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(341);

function sparkVersions(catalog) {
    return Object.entries(catalog.versions).map(([version, { series, scala }]) => ({ version, series, scala }));
}
/** Replaces {version}, {series} and {scala}. */
function fill(text, { version, series, scala }) {
    return text.replaceAll('{version}', version).replaceAll('{series}', series).replaceAll('{scala}', scala);
}
/** A value that is one for all versions, or that of the version or else of its series; undefined for neither. */
function forVersion(value, at) {
    if (typeof value === 'string')
        return fill(value, at);
    const found = (0,_records_js__WEBPACK_IMPORTED_MODULE_0__/* .own */ .Z)(value, at.version) ?? (0,_records_js__WEBPACK_IMPORTED_MODULE_0__/* .own */ .Z)(value, at.series);
    return found === undefined ? undefined : fill(found, at);
}
/** What a component downloads for a Spark version, in the order of its keys. */
function wantedOf(component, at) {
    const wanted = [];
    for (const [name, value] of Object.entries(component.sdist)) {
        const version = forVersion(value, at);
        if (version !== undefined)
            wanted.push({ kind: 'sdist', name, version });
    }
    for (const [name, value] of Object.entries(component.python)) {
        const specifier = forVersion(value, at);
        if (specifier !== undefined)
            wanted.push({ kind: 'wheel', requirement: `${name}${specifier}` });
    }
    for (const { name, version: value, license } of Object.values(component.maven)) {
        const version = forVersion(value, at);
        if (version === undefined)
            continue;
        wanted.push({
            kind: 'maven',
            name: fill(name, at),
            version,
            license,
        });
    }
    return wanted;
}
/** Keys of the Maven artifacts that a component has with a Spark version. */
function jarsOf(component, at) {
    return Object.entries(component.maven).flatMap(([key, { version }]) => forVersion(version, at) === undefined ? [] : [key]);
}
/** The version of a component: that of its Maven artifact of the same name, if it has one. */
function componentVersion(name, component, at) {
    const artifact = (0,_records_js__WEBPACK_IMPORTED_MODULE_0__/* .own */ .Z)(component.maven, name);
    return artifact && forVersion(artifact.version, at);
}
/**
 * Name of the lock that pins what a component downloads for a Spark version; undefined when it downloads
 * nothing. A component without a stage of its own has one lock for all versions, or one for each series or
 * version where what it downloads differs between them. Python packages always go by series: they are
 * resolved beside those that the series has.
 */
function lockfileName(name, component, at, all) {
    const wanted = wantedOf(component, at);
    if (wanted.length === 0)
        return undefined;
    if (component.lock !== undefined)
        return fill(component.lock, at);
    const text = (other) => JSON.stringify(wantedOf(component, other));
    const same = (others) => others.every((other) => wantedOf(component, other).length === 0 || text(other) === text(at));
    if (!same(all.filter(({ series }) => series === at.series)))
        return `${name}-${at.version}`;
    const python = Object.keys(component.python).length > 0;
    return python || !same(all) ? `${name}-${at.series}` : name;
}
/** A line of what `build/make_lock.py` is given; see there. */
function wantedLine(wanted) {
    switch (wanted.kind) {
        case 'maven':
            return `maven ${wanted.name} ${wanted.version} ${wanted.license ?? '-'}`;
        case 'sdist':
            return `sdist ${wanted.name} ${wanted.version}`;
        case 'wheel':
            return `wheel ${wanted.requirement}`;
    }
}


/***/ }),

/***/ 8515:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  nc: () => (/* binding */ cellsOf),
  oP: () => (/* binding */ describeExclusion),
  dw: () => (/* binding */ describeExclusions),
  IO: () => (/* binding */ describeRule),
  ah: () => (/* binding */ exclusionOf),
  O4: () => (/* binding */ lockfilesOf),
  kw: () => (/* binding */ selectCells),
  Z6: () => (/* binding */ subjectsOf),
  Df: () => (/* binding */ supportOf)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/catalog/artifacts.ts
var artifacts = __nccwpck_require__(5264);
;// CONCATENATED MODULE: ./src/catalog/extension.ts
/** The extension of a cell with these components; undefined when the Dockerfile has all of it. */
function extensionOf(used) {
    const parts = used.flatMap(({ name, component, wanted }) => {
        const { lock, debian, files, conf, environment } = component;
        const part = {
            component: name,
            downloads: lock === undefined && wanted.length > 0,
            debian,
            files,
            conf: Object.fromEntries(Object.entries(conf).map(([key, value]) => [key, String(value)])),
            environment,
        };
        const empty = !part.downloads && [debian, files, conf, environment].every((value) => Object.keys(value).length === 0);
        return empty ? [] : [part];
    });
    return parts.length === 0 ? undefined : { parts };
}

// EXTERNAL MODULE: ./src/catalog/globs.ts
var globs = __nccwpck_require__(3208);
// EXTERNAL MODULE: ./src/catalog/nearest.ts
var nearest = __nccwpck_require__(9085);
// EXTERNAL MODULE: ./src/catalog/records.ts
var records = __nccwpck_require__(341);
// EXTERNAL MODULE: ./src/catalog/rules.ts
var catalog_rules = __nccwpck_require__(7668);
;// CONCATENATED MODULE: ./src/catalog/cells.ts







/** The locks of all that a cell downloads, relative to the images folder. */
function lockfilesOf(cell) {
    return cell.downloads.flatMap(({ lockfiles: locks }) => locks);
}
/** What the catalog's rules are about: every cell, in the catalog's order. */
function subjectsOf(catalog) {
    return (0,artifacts/* sparkVersions */.dh)(catalog).flatMap((at) => Object.entries(catalog.variants).flatMap(([variant, { components }]) => catalog.platforms.map((platform) => ({
        id: `${at.version}-${variant}`,
        version: at.version,
        variant,
        platform,
        components: new Map(components.map((name) => {
            const component = (0,records/* own */.Z)(catalog.components, name);
            return [name, component && (0,artifacts/* componentVersion */.Il)(name, component, at)];
        })),
    }))));
}
/** A catalog does not change: what was worked out from one holds for good. */
const known = new WeakMap();
/** Every cell that the catalog declares, in its order. */
function cellsOf(catalog) {
    const cells = known.get(catalog) ?? makeCells(catalog);
    known.set(catalog, cells);
    return cells;
}
function makeCells(catalog) {
    const rules = (0,catalog_rules/* rulesFor */.NP)(catalog.rules, subjectsOf(catalog));
    const parts = new Map();
    const usedBy = (name, at) => {
        const key = `${name} ${at.version}`;
        const used = parts.has(key) ? parts.get(key) : useOf(name, at, catalog);
        parts.set(key, used);
        return used === undefined ? [] : [used];
    };
    return [...rules].flatMap(([subject, held]) => cellOf(subject, held, catalog, usedBy));
}
function useOf(name, at, catalog) {
    const component = (0,records/* own */.Z)(catalog.components, name);
    if (component === undefined)
        return undefined;
    const wanted = (0,artifacts/* wantedOf */.Lm)(component, at);
    const jars = (0,artifacts/* jarsOf */.Q8)(component, at);
    return { name, component, wanted, jars, downloads: downloadOf(name, component, at, wanted, catalog) };
}
function cellOf({ id, version, variant, platform }, rules, catalog, usedBy) {
    const declared = catalog.versions[version];
    const made = catalog.variants[variant];
    if (declared === undefined || made === undefined)
        return [];
    const { series, scala, java, connect } = declared;
    const components = made.components;
    const used = components.flatMap((name) => usedBy(name, { version, series, scala }));
    const extension = extensionOf(used);
    return [
        {
            id,
            version,
            series,
            variant,
            platform,
            runner: catalog.runners[platform],
            components,
            jars: used.flatMap(({ jars }) => jars),
            connect: connect === 'default' ? [] : ['connect'],
            args: {
                SPARK_VERSION: version,
                SPARK_SERIES: series,
                SCALA_VERSION: scala,
                JAVA_VERSION: String(java),
                SOURCE_DATE_EPOCH: String(Date.parse(catalog.epoch) / 1000),
                CONNECT: connect,
                ...Object.assign({}, ...used.map(argsOf)),
            },
            downloads: used.flatMap(({ downloads }) => downloads),
            extension,
            budget: budgetOf(id, made.budget, catalog.budgets),
            acceptance: used.flatMap(({ component }) => component.acceptance),
            rules,
            experimental: catalog.experimental,
        },
    ];
}
/** Of a component whose downloads were all dropped, as JDBC drivers can be, the image has nothing. */
function argsOf({ component, wanted }) {
    return component.lock !== undefined && wanted.length === 0 ? {} : component.args;
}
function downloadOf(name, component, at, wanted, catalog) {
    const lock = (0,artifacts/* lockfileName */.Ty)(name, component, at, (0,artifacts/* sparkVersions */.dh)(catalog));
    if (lock === undefined)
        return [];
    const stage = component.lock === undefined ? `fetch-user-${name}` : `fetch-${name}`;
    return [{ stage, lockfiles: [`locks/${lock}.lock`], component: name, wanted }];
}
/** The variant's limits, with those for the cell itself laid over them. */
function budgetOf(id, budget, budgets) {
    const own = Object.entries(budgets).filter(([pattern]) => (0,globs/* globMatcher */.f)(pattern)(id));
    return Object.assign({}, budget, ...own.map(([, limits]) => limits));
}
/** The rule that keeps a cell out of the family, if there is one. */
function exclusionOf(cell) {
    const kept = cell.experimental === 'exclude' ? ['unsupported', 'experimental'] : ['unsupported'];
    return kept.flatMap((support) => cell.rules.filter((rule) => rule.support === support))[0];
}
/**
 * The cells that were asked for, in the family's order. Of a cell with several platforms, those that no rule excludes.
 * @param patterns ids, or globs over ids in which `*` stands for anything.
 * @throws ConfigurationError for a pattern without a cell: the known ids, and the nearest one; for one whose cells
 * are all excluded: the rules.
 */
function selectCells(cells, patterns) {
    const known = [...new Set(cells.map(({ id }) => id))];
    const matchers = patterns.map((pattern) => {
        const matches = (0,globs/* globMatcher */.f)(pattern);
        const matching = cells.filter(({ id }) => matches(id));
        const excluded = describeExclusions(matching);
        if (matching.length > 0 && excluded === undefined)
            return matches;
        if (excluded !== undefined) {
            const what = known.includes(pattern) ? pattern : `each cell of ${JSON.stringify(pattern.slice(0, 200))}`;
            throw new errors/* ConfigurationError */.j1(`${what} is ${excluded}`);
        }
        const near = (0,nearest/* nearest */.p)(pattern, known);
        const hint = near === undefined ? '' : ` Did you mean ${near}?`;
        throw new errors/* ConfigurationError */.j1(`no cell ${JSON.stringify(pattern.slice(0, 200))}.${hint} Known cells: ${known.join(', ')}`);
    });
    return cells.filter((cell) => exclusionOf(cell) === undefined && matchers.some((matches) => matches(cell.id)));
}
/** How well a cell's combination is supported, where the catalog has rules on it: for its image's label. */
function supportOf({ rules }) {
    const texts = rules.map(({ support, reason }) => `${support}: ${reason}`);
    return texts.length === 0 ? undefined : texts.sort().join('; ');
}
/** A rule in words, with where it is from. */
function describeRule({ reason, source, reviewed }) {
    return `${reason} (${source}, reviewed ${reviewed})`;
}
/** What a rule makes of a cell that it excludes, and why. */
function describeExclusion(rule) {
    const word = rule.support === 'unsupported' ? 'not supported' : 'experimental, which the catalog excludes';
    return `${word}: ${describeRule(rule)}`;
}
/** The rules that exclude these cells; undefined when there is a cell that none excludes, or no cell. */
function describeExclusions(cells) {
    const rules = cells.map(exclusionOf).filter((rule) => rule !== undefined);
    if (rules.length < cells.length || cells.length === 0)
        return undefined;
    return [...new Set(rules.map(describeExclusion))].join('; ');
}


/***/ }),

/***/ 3208:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ globMatcher)
/* harmony export */ });
/**
 * Whether a text is of a pattern in which `*` stands for anything and all else for itself. Looks at each
 * character a few times at most: a pattern may come from an input.
 */
function globMatcher(pattern) {
    const [start = '', ...parts] = pattern.split(/\*+/);
    const end = parts.pop();
    if (end === undefined)
        return (text) => text === pattern;
    return (text) => {
        if (text.length < start.length + end.length || !text.startsWith(start) || !text.endsWith(end))
            return false;
        const limit = text.length - end.length;
        let at = start.length;
        // The first place where a part fits leaves the most room for the rest.
        for (const part of parts) {
            const found = text.indexOf(part, at);
            if (found < 0 || found + part.length > limit)
                return false;
            at = found + part.length;
        }
        return true;
    };
}


/***/ }),

/***/ 4654:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ID: () => (/* binding */ ID)
/* harmony export */ });
/** What an id of a version, variant, component or test may be made of; safe in tags, paths and arguments. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;


/***/ }),

/***/ 5735:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ loadCatalog)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
;// CONCATENATED MODULE: ./src/catalog/shipped.json
const shipped_namespaceObject = /*#__PURE__*/JSON.parse('{"s":"658888b191062b1ca782ff01cbc5e054403b26fc24fdf102bb69475fcdedcd76","U":{"epoch":"2026-11-01T00:00:00Z","base":"debian:bookworm-slim","platforms":["linux/amd64"],"runners":{"linux/amd64":"ubuntu-24.04","linux/arm64":"ubuntu-24.04-arm"},"compression":{"type":"zstd","level":3},"experimental":"build","versions":{"4.1.0":{"series":"4.1","scala":"2.13","java":17,"connect":"default"},"4.1.1":{"series":"4.1","scala":"2.13","java":17,"connect":"default"},"3.5.7":{"series":"3.5","scala":"2.12","java":17,"connect":"on-request"},"3.5.8":{"series":"3.5","scala":"2.12","java":17,"connect":"on-request"}},"variants":{"baseline":{"components":["os","jre","spark","python","jdbc"],"budget":{"unpacked":1000000000,"compressed":600000000,"growth":50000000}},"gpu":{"components":["os","jre","spark","python","jdbc","rapids"],"budget":{"unpacked":2000000000,"compressed":1500000000,"growth":150000000}},"iceberg":{"components":["os","jre","spark","python","jdbc","iceberg"],"budget":{"unpacked":2000000000,"compressed":700000000,"growth":50000000}},"gpu-iceberg":{"components":["os","jre","spark","python","jdbc","iceberg","rapids"],"budget":{"unpacked":2000000000,"compressed":1600000000,"growth":150000000}}},"components":{"os":{"description":"Debian\'s packages, the entrypoint and the user","args":{},"maven":{},"python":{},"sdist":{},"debian":[],"files":{},"conf":{},"environment":{},"acceptance":[{"name":"files","script":"files.sh","server":false,"user":"image","read-only":false,"timeout":180},{"name":"files-random-uid","script":"files.sh","server":false,"user":"random","read-only":false,"timeout":180}]},"jre":{"description":"Java, reduced by jlink to the modules that Spark uses","args":{},"maven":{},"python":{},"sdist":{},"debian":[],"files":{},"conf":{},"environment":{},"acceptance":[]},"spark":{"description":"Spark as a SPARK_HOME, with the Connect server","args":{},"lock":"spark-{version}","maven":{"spark-connect":{"name":"org.apache.spark:spark-connect_{scala}","version":{"3.5":"{version}","3.5.8":"3.5.7"},"license":"Apache-2.0","optional":false}},"python":{},"sdist":{"pyspark":"{version}"},"debian":[],"files":{},"conf":{},"environment":{},"acceptance":[{"name":"connect","script":"connect.py","server":true,"user":"random","read-only":true,"timeout":180},{"name":"driver","script":"driver.sh","server":false,"user":"random","read-only":true,"timeout":180},{"name":"spark-submit","script":"spark-submit.sh","server":false,"user":"image","read-only":false,"timeout":180},{"name":"spark-sql","script":"spark-sql.sh","server":false,"user":"image","read-only":false,"timeout":180},{"name":"commands","script":"commands.sh","server":false,"user":"random","read-only":false,"timeout":180},{"name":"standalone","script":"standalone.sh","server":false,"user":"random","read-only":false,"timeout":300},{"name":"pyspark","script":"pyspark.sh","server":false,"user":"image","read-only":false,"timeout":180}]},"python":{"description":"Python packages of the Connect client, pandas, numpy and pyarrow","args":{"PYTHON":"on"},"lock":"python-{series}","maven":{},"python":{"pandas":{"3.5":">=1.0.5,<2.3","4.1":">=2.2,<3"},"pyarrow":{"3.5":">=4.0.0,<20","4.1":">=15"},"numpy":{"3.5":">=1.15,<2","4.1":">=1.21"},"grpcio":{"3.5":">=1.56","4.1":">=1.76"},"grpcio-status":{"3.5":">=1.56","4.1":">=1.76"},"googleapis-common-protos":{"3.5":">=1.56.4","4.1":">=1.71"},"zstandard":{"4.1":">=0.25"},"py4j":{"3.5":"==0.10.9.7","4.1":">=0.10.9.7,<0.10.9.10"},"pyyaml":{"4.1":">=3.11"}},"sdist":{},"debian":[],"files":{},"conf":{},"environment":{},"acceptance":[]},"jdbc":{"description":"JDBC drivers for PostgreSQL, MySQL, SQL Server, Oracle and Vertica","args":{"JDBC":"on"},"lock":"jdbc","maven":{"postgresql":{"name":"org.postgresql:postgresql","version":"42.7.14","license":"BSD-2-Clause","optional":true},"mysql":{"name":"com.mysql:mysql-connector-j","version":"9.7.0","license":"GPL-2.0-only WITH Universal-FOSS-exception-1.0","optional":true},"sqlserver":{"name":"com.microsoft.sqlserver:mssql-jdbc","version":"13.4.0.jre11","license":"MIT","optional":true},"oracle":{"name":"com.oracle.database.jdbc:ojdbc11","version":"23.26.1.0.0","license":"LicenseRef-Oracle-FUTC","optional":true},"vertica":{"name":"com.vertica.jdbc:vertica-jdbc","version":"25.3.0-0","license":"LicenseRef-Vertica-Client","optional":true}},"python":{},"sdist":{},"debian":[],"files":{},"conf":{},"environment":{},"acceptance":[{"name":"jdbc","script":"jdbc.py","server":false,"service":"databases","user":"image","read-only":false,"timeout":180}]},"iceberg":{"description":"Apache Iceberg with a catalog named iceberg, and AWS\'s SDK","args":{"ICEBERG":"on"},"lock":"iceberg-{series}","maven":{"iceberg":{"name":"org.apache.iceberg:iceberg-spark-runtime-{series}_{scala}","version":"1.11.0","license":"Apache-2.0","optional":false},"aws":{"name":"org.apache.iceberg:iceberg-aws-bundle","version":"1.11.0","license":"Apache-2.0","optional":false}},"python":{},"sdist":{},"debian":[],"files":{},"conf":{},"environment":{},"acceptance":[{"name":"iceberg","script":"iceberg.py","server":false,"service":"lakehouse","user":"image","read-only":false,"timeout":300}]},"rapids":{"description":"RAPIDS Accelerator for CUDA 12","args":{"RAPIDS":"on"},"lock":"rapids-{series}","maven":{"rapids":{"name":"com.nvidia:rapids-4-spark_{scala}:cuda12","version":{"3.5":"25.04.0","4.1":"26.08.1"},"license":"Apache-2.0","optional":false}},"python":{},"sdist":{},"debian":[],"files":{},"conf":{},"environment":{},"acceptance":[{"name":"rapids","script":"rapids.py","server":false,"user":"image","read-only":false,"timeout":300}]}},"budgets":{},"rules":{"rapids-4.1.0":{"support":"experimental","when":{"versions":["4.1.0"],"components":{"rapids":"26.08.1"}},"reason":"RAPIDS 26.08.1 has no shim for Spark 4.1.0; the one for 4.1.1 is used through the override","source":"the release\'s list of supported Spark versions, and the plugin\'s refusal without the override","reviewed":"2026-11-24"},"rapids-3.5":{"support":"experimental","when":{"versions":["3.5.7","3.5.8"],"components":{"rapids":"25.04.0"}},"reason":"RAPIDS 25.04.0 is the newest release for Scala 2.12 that the package registry serves and knows no Spark after 3.5.5, whose shim is used through the override; 25.12.0 supports 3.5.7, 26.04.0 supports 3.5.8","source":"the release notes of RAPIDS 25.12.0 and 26.04.0","reviewed":"2026-11-24"},"connect-3.5.8":{"support":"experimental","when":{"versions":["3.5.8"],"components":["spark"]},"reason":"the Connect server is that of 3.5.7, as the package registry does not serve spark-connect 3.5.8","source":"the versions of org.apache.spark:spark-connect_2.12","reviewed":"2026-11-24"}},"licenses":{"deny":[]},"repositories":{"maven":[],"pypi":[],"public":true},"aliases":[{"tag":"{version}-{variant}"},{"tag":"{series}-{variant}"},{"tag":"{major}-{variant}"},{"tag":"{variant}"},{"tag":"{version}-{variant}-{date}"},{"tag":"{version}","variants":["baseline"]},{"tag":"{series}","variants":["baseline"]},{"tag":"{major}","variants":["baseline"]},{"tag":"latest","variants":["baseline"]}]}}');
;// CONCATENATED MODULE: ./src/catalog/load.ts




/**
 * Reads a catalog file. The shipped one, as long as it is what it was, comes parsed with the bundle: loading
 * the YAML parser and parsing in a cold process would be a third of the plan entry's time.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
async function loadCatalog(file) {
    const text = read(file);
    const sha256 = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
    if (sha256 === shipped_namespaceObject.s)
        return shipped_namespaceObject.U;
    const { parseCatalog } = await Promise.all(/* import() */[__nccwpck_require__.e(343), __nccwpck_require__.e(883), __nccwpck_require__.e(163)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6163));
    return parseCatalog(text, file);
}
function read(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1(`${file}: the catalog cannot be read`, { cause });
    }
}


/***/ }),

/***/ 9085:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** The known name most like the one found, if any is like it: at most a third of its letters differ. */
function nearest(found, known) {
    let best;
    for (const name of known) {
        const distance = editDistance(found.slice(0, 100).toLowerCase(), name.toLowerCase());
        if (distance <= Math.max(2, name.length / 3) && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) {
            best = { name, distance };
        }
    }
    return best?.name;
}
/** Levenshtein's distance: insertions, deletions and replacements from a to b. */
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
        }
        row = next;
    }
    return row[b.length] ?? 0;
}


/***/ }),

/***/ 341:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ own)
/* harmony export */ });
/** The value of a key that a user's file may have: never one that all objects inherit, like `constructor`. */
function own(record, key) {
    return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}


/***/ }),

/***/ 7668:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   NP: () => (/* binding */ rulesFor),
/* harmony export */   ct: () => (/* binding */ componentsOf),
/* harmony export */   q1: () => (/* binding */ idleRules),
/* harmony export */   qX: () => (/* binding */ contradiction)
/* harmony export */ });
/* unused harmony export holds */
/* harmony import */ var _globs_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3208);

/** Names of the components that a rule is about, each with the pattern of its version if it has one. */
function componentsOf({ when }) {
    if (when.components === undefined)
        return [];
    if (Array.isArray(when.components))
        return when.components.map((name) => [name, undefined]);
    return Object.entries(when.components);
}
/** Whether a rule holds for a cell: it matches all that the rule names. */
function holds(rule, { version, platform, components }) {
    const { versions } = rule.when;
    const platforms = rule.when.platforms;
    if (versions !== undefined && !versions.some((pattern) => (0,_globs_js__WEBPACK_IMPORTED_MODULE_0__/* .globMatcher */ .f)(pattern)(version)))
        return false;
    if (platforms !== undefined && !platforms.includes(platform))
        return false;
    return componentsOf(rule).every(([name, pattern]) => {
        if (!components.has(name))
            return false;
        return pattern === undefined || (0,_globs_js__WEBPACK_IMPORTED_MODULE_0__/* .globMatcher */ .f)(pattern)(components.get(name) ?? '');
    });
}
function held(rules, subjects) {
    return Object.entries(rules).map(([name, rule]) => ({
        name,
        rule,
        cells: new Set(subjects.filter((subject) => holds(rule, subject))),
    }));
}
/** Two rules are about the same thing when they name the same components. */
function sameComponents(a, b) {
    const names = (rule) => componentsOf(rule)
        .map(([name]) => name)
        .sort()
        .join(' ');
    return names(a) === names(b);
}
/** Whether one of them is about all components that the other is about, and perhaps more. */
function nestedComponents(a, b) {
    const [fewer = [], more = []] = [componentsOf(a), componentsOf(b)]
        .map((components) => components.map(([name]) => name))
        .sort((one, other) => one.length - other.length);
    return fewer.every((name) => more.includes(name));
}
/**
 * Whether only one of two rules can hold for a cell: the same components may be said to be one thing only, and
 * what is supported for some components can't be unsupported for those and others, or the other way round.
 */
function exclusive(a, b) {
    if (sameComponents(a, b))
        return true;
    const supports = [a.support, b.support];
    return supports.includes('supported') && supports.includes('unsupported') && nestedComponents(a, b);
}
function overlap(a, b) {
    return [...a.cells].some((cell) => b.cells.has(cell));
}
/** Whether b holds for some of a's cells only: then it is the exception to a. */
function isException(b, a) {
    return b.cells.size < a.cells.size && [...b.cells].every((cell) => a.cells.has(cell));
}
/** The rules that hold for each subject, without those that another one is the exception to. */
function rulesFor(rules, subjects) {
    const all = held(rules, subjects);
    const exceptions = new Map(all.map((a) => [a, all.filter((b) => exclusive(a.rule, b.rule) && isException(b, a))]));
    const overruled = (a, subject) => exceptions.get(a)?.some((b) => b.cells.has(subject)) ?? false;
    return new Map(subjects.map((subject) => [
        subject,
        all.filter((a) => a.cells.has(subject) && !overruled(a, subject)).map(({ rule }) => rule),
    ]));
}
/** Names of the rules that hold for no subject. */
function idleRules(rules, subjects) {
    return held(rules, subjects).flatMap(({ name, cells }) => (cells.size === 0 ? [name] : []));
}
/**
 * The first two rules that contradict each other: on the same components, or supported against unsupported on
 * some and more of them, with other support, for a cell that both hold for, and neither an exception to the
 * other.
 */
function contradiction(rules, subjects) {
    const all = held(rules, subjects);
    for (const [index, b] of all.entries()) {
        for (const a of all.slice(0, index)) {
            if (a.rule.support === b.rule.support || !exclusive(a.rule, b.rule) || !overlap(a, b))
                continue;
            if (isException(a, b) || isException(b, a))
                continue;
            const cell = [...a.cells].find((subject) => b.cells.has(subject));
            return { name: b.name, other: a.name, cell: cell?.id ?? '' };
        }
    }
    return undefined;
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dn: () => (/* binding */ isExpected),
/* harmony export */   EI: () => (/* binding */ reportOf),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   gl: () => (/* binding */ RegistryError),
/* harmony export */   j1: () => (/* binding */ ConfigurationError)
/* harmony export */ });
/**
 * The two kinds of error that are no bugs: the user's and the registry's. Front ends print both without a
 * stack trace.
 */
/**
 * The user's fault: an input, a file or an environment that can't be worked with. The message says what
 * was wrong, where, and what to write instead.
 */
class ConfigurationError extends Error {
    name = 'ConfigurationError';
    /** Where the user is to edit something; none where the message alone says it. */
    annotations;
    constructor(message, { annotations = [], ...options } = {}) {
        super(message, options);
        this.annotations = annotations;
    }
}
/** A registry, or an OCI layout on disk, fails: it can't be reached, refuses us, or gives what can't be used. */
class RegistryError extends Error {
    name = 'RegistryError';
    transient;
    status;
    codes;
    retryAfter;
    refused;
    damaged;
    constructor(message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.transient = details.transient ?? false;
        this.status = details.status;
        this.codes = details.codes ?? [];
        this.retryAfter = details.retryAfter;
        this.refused = details.refused;
        this.damaged = details.damaged ?? false;
    }
}
/** Whether an error can happen to correct code: the user's or the registry's. Anything else is a bug. */
function isExpected(error) {
    return error instanceof ConfigurationError || error instanceof RegistryError;
}
/** The text of anything thrown, with the causes behind it. */
function messageOf(error) {
    if (!(error instanceof Error))
        return String(error);
    return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}
/** What a front end prints of anything thrown: a bug with its stack, anything else without. */
function reportOf(error) {
    const bug = error instanceof Error && !isExpected(error);
    return bug ? (error.stack ?? error.message) : messageOf(error);
}


/***/ }),

/***/ 5596:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ targetOf),
/* harmony export */   S9: () => (/* binding */ dockerfileOf),
/* harmony export */   ak: () => (/* binding */ componentFolder),
/* harmony export */   cP: () => (/* binding */ extensionDockerfile),
/* harmony export */   nG: () => (/* binding */ byName),
/* harmony export */   oi: () => (/* binding */ EMPTY_LOCKFILE)
/* harmony export */ });
/** The stage that is a cell's image: the Dockerfile's own, or what an extension adds to it. */
function targetOf({ extension }) {
    return extension === undefined ? 'image' : 'cell';
}
/** The Dockerfile that a cell is built by, within the images folder. */
function dockerfileOf({ id, extension }) {
    return extension === undefined ? 'Dockerfile' : `dockerfiles/${id}`;
}
/** The lock of components that download nothing. */
const EMPTY_LOCKFILE = 'locks/none.lock';
/** A line of the template for components that have files of the repository. */
const FILES = 'COPY components/{name}/files/ /user-{name}/\n';
/** Where a component's content is in the images folder that is made for a run. */
function componentFolder(component) {
    return `components/${component}`;
}
/**
 * What is added to the Dockerfile for a cell with an extension: the stages of its components, made from
 * `template`, and the stage that has them in place. Only names, checked by the schema, and the values of
 * environment variables become part of it; all else is in files.
 */
function extensionDockerfile(cell, template) {
    const parts = cell.extension?.parts ?? [];
    const withTree = parts.filter((part) => part.downloads || Object.keys(part.files).length > 0);
    const withPackages = parts.filter(({ debian }) => debian.length > 0);
    const withConf = parts.filter(({ conf }) => Object.keys(conf).length > 0);
    return [
        ...withTree.map((part) => template
            .replaceAll('{files}\n', Object.keys(part.files).length === 0 ? '' : FILES)
            .replaceAll('{name}', part.component)
            .replaceAll('{lock}', lockOf(cell, part))),
        ...(withConf.length > 0 ? confStages(withConf) : []),
        '',
        `FROM image AS ${targetOf(cell)}`,
        ...(withPackages.length > 0 ? packagesSteps(withPackages) : []),
        ...withTree.map(({ component }) => `COPY --link --from=user-${component} /user-${component}/ /`),
        ...(withConf.length > 0 ? ['COPY --link --from=user-conf /user-conf/ /'] : []),
        ...parts.flatMap(({ environment }) => byName(environment).map(([name, value]) => `ENV ${name}=${quoted(value)}`)),
        '',
    ].join('\n');
}
/** The entries of a mapping, in the order of their keys. */
function byName(mapping) {
    return Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1));
}
function lockOf(cell, part) {
    const download = cell.downloads.find(({ component }) => component === part.component);
    return part.downloads ? (download?.lockfiles[0] ?? EMPTY_LOCKFILE) : EMPTY_LOCKFILE;
}
/** Both copies of spark-defaults.conf anew, of what the Dockerfile's stage has and the parts. */
function confStages(parts) {
    const files = parts.map(({ component }) => `/parts/${component}`);
    return [
        '',
        'FROM base AS make-user-conf',
        'ARG SOURCE_DATE_EPOCH',
        'COPY build/settle.sh extension/append_conf.sh /build/',
        ...parts.map(({ component }) => `COPY ${componentFolder(component)}/conf /parts/${component}`),
        'RUN --mount=from=conf,target=/below <<END',
        '    set -eu',
        `    sh /build/append_conf.sh /below/conf /user-conf ${files.join(' ')}`,
        '    sh /build/settle.sh /user-conf',
        'END',
        '',
        'FROM scratch AS user-conf',
        'COPY --from=make-user-conf /user-conf/ /user-conf/',
    ];
}
/** apt needs the whole image below it, so this layer is not a linked one. */
function packagesSteps(parts) {
    const mounts = parts.map(({ component }) => `    --mount=type=bind,source=${componentFolder(component)}/packages,target=/packages/${component} \\`);
    return [
        'ARG SOURCE_DATE_EPOCH',
        'USER 0',
        'RUN --mount=type=secret,id=ca-bundle \\',
        '    --mount=type=bind,source=build/with-host-ca.sh,target=/with-host-ca.sh \\',
        '    --mount=type=bind,source=build/settle_since.sh,target=/settle_since.sh \\',
        '    --mount=type=bind,source=extension/install_packages.sh,target=/install_packages.sh \\',
        ...mounts,
        '    sh /install_packages.sh /packages/*',
        'USER 185',
    ];
}
/** A double-quoted word of a Dockerfile, in which nothing is replaced. */
function quoted(value) {
    return `"${value.replaceAll(/[\\"$]/g, '\\$&')}"`;
}


/***/ }),

/***/ 3729:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ findUserFile),
/* harmony export */   Fl: () => (/* binding */ fileInside),
/* harmony export */   Nb: () => (/* binding */ namesInside),
/* harmony export */   R8: () => (/* binding */ filesOf),
/* harmony export */   kg: () => (/* binding */ textInside)
/* harmony export */ });
/* unused harmony exports DEFAULT_FILES, localUserFile, inside */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3916);



/** Where a user's catalog is looked for in their repository. */
const DEFAULT_FILES = ['.github/spark-images.yml', 'spark-images.yml'];
/**
 * The catalog of a repository: the file that was named, else the first default one that is there.
 * @throws ConfigurationError when the named one is not there or not in the repository.
 */
async function findUserFile(workspace, named) {
    if (named !== '') {
        await inside(workspace, named, 'the catalog');
        return { workspace, file: relative(workspace, named), named };
    }
    for (const file of DEFAULT_FILES) {
        if (await exists(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(workspace, file))) {
            await inside(workspace, file, 'the catalog');
            return { workspace, file, named: file };
        }
    }
    return undefined;
}
/**
 * A catalog file on this machine, with the repository around it: what its .github is in, or else the nearest
 * folder above with a .git, or else its own folder.
 * @throws ConfigurationError when it is not there.
 */
async function localUserFile(named, { INIT_CWD }) {
    // npm runs a script in the folder of its package, and says here where it was called.
    const file = path.resolve(INIT_CWD ?? '.', named);
    if (!(await exists(file)))
        throw new ConfigurationError(`${named}: there is no such catalog`);
    const folder = path.dirname(file);
    const workspace = path.basename(folder) === '.github' ? path.dirname(folder) : ((await withGit(folder)) ?? folder);
    return { workspace, file: relative(workspace, file), named };
}
async function withGit(folder) {
    if (await exists(path.join(folder, '.git')))
        return folder;
    const above = path.dirname(folder);
    return above === folder ? undefined : withGit(above);
}
/**
 * The real path of something in the repository.
 * @param what it is, for messages.
 * @throws ConfigurationError when it is not there, or a `..` or a link leads out of the repository.
 */
async function inside(workspace, name, what) {
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(workspace);
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(node_path__WEBPACK_IMPORTED_MODULE_1___default().resolve(root, name)).catch(() => undefined);
    if (found === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${name} is not in the repository`);
    if (!isWithin(root, found))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${name} leads out of the repository`);
    if (node_path__WEBPACK_IMPORTED_MODULE_1___default().relative(root, found).split((node_path__WEBPACK_IMPORTED_MODULE_1___default().sep)).includes('.git'))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${name} is in .git, which may hold credentials`);
    return found;
}
/**
 * The real path of a file in the repository: no folder, and nothing that is read without an end.
 * @throws ConfigurationError as inside(), and when it is no file.
 */
async function fileInside(workspace, name, what) {
    const found = await inside(workspace, name, what);
    if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(found)).isFile())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${name} is a folder or no file at all, expected a file`);
    return found;
}
/**
 * The text of a file in the repository.
 * @throws ConfigurationError as fileInside(), and when it can't be read.
 */
async function textInside(workspace, name, what) {
    const file = await fileInside(workspace, name, what);
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8').catch((cause) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${name} cannot be read`, { cause });
    });
}
/**
 * The names of what is in a folder of the repository; undefined when there is no such folder.
 * @throws ConfigurationError as inside(), and when it is no folder.
 */
async function namesInside(workspace, name, what) {
    const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(workspace, name)).catch(() => undefined);
    if (there === undefined)
        return undefined;
    const found = await inside(workspace, name, what);
    if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(found)).isDirectory())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${name} is a file, expected a folder`);
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(found);
}
/**
 * The files of a file or folder of the repository, relative to it (`''` for a file itself). Git's own
 * folder is left out: it may hold credentials.
 * @throws ConfigurationError on a link or anything else that is no file: what it leads to may be anywhere.
 */
async function filesOf(workspace, name, what) {
    const root = await inside(workspace, name, what);
    const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(root);
    if (there.isFile())
        return [''];
    if (!there.isDirectory())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${name} is no file at all, expected a file or a folder`);
    const files = [];
    const walk = async (folder) => {
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(root, folder), { withFileTypes: true })) {
            const inner = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, entry.name);
            if (entry.name === '.git')
                continue;
            if (entry.isDirectory())
                await walk(inner);
            else if (entry.isFile())
                files.push(inner);
            else
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${what} ${node_path__WEBPACK_IMPORTED_MODULE_1___default().join(name, inner)} is a link or no file at all`);
        }
    };
    await walk('');
    return files.sort();
}
function isWithin(root, file) {
    const from = node_path__WEBPACK_IMPORTED_MODULE_1___default().relative(root, file);
    return from === '' || !(from.split((node_path__WEBPACK_IMPORTED_MODULE_1___default().sep))[0] === '..' || node_path__WEBPACK_IMPORTED_MODULE_1___default().isAbsolute(from));
}
function relative(workspace, file) {
    return node_path__WEBPACK_IMPORTED_MODULE_1___default().relative(workspace, node_path__WEBPACK_IMPORTED_MODULE_1___default().resolve(workspace, file)).split((node_path__WEBPACK_IMPORTED_MODULE_1___default().sep)).join('/') || '.';
}
function exists(file) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(file).then(() => true, () => false);
}


/***/ }),

/***/ 2147:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ runEntry),
/* harmony export */   e: () => (/* binding */ summarize)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(666);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3916);
/** How every entry fails, and writes its summary. */



/** GitHub shows this many errors of a step. */
const MAX_ERRORS = 10;
/**
 * Runs an entry. A user's mistake fails the step with its message, and is shown in the files that are to be edited.
 * A bug fails it with its stack.
 */
async function runEntry(entry) {
    try {
        await entry();
    }
    catch (error) {
        // The last one is the whole text.
        for (const annotation of repositoryAnnotations(error).slice(0, MAX_ERRORS - 1))
            annotate(annotation);
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setFailed */ .C1((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .reportOf */ .EI)(error));
    }
}
/** What of an error is about files of the repository, by their paths in it: GitHub shows nothing in others. */
function repositoryAnnotations(error) {
    const workspace = process.env.GITHUB_WORKSPACE;
    if (workspace === undefined || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1))
        return [];
    return error.annotations.flatMap((annotation) => {
        const file = node_path__WEBPACK_IMPORTED_MODULE_0___default().relative(workspace, node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(workspace, annotation.file)).split((node_path__WEBPACK_IMPORTED_MODULE_0___default().sep)).join('/');
        return /^\.\.(\/|$)/.test(file) || node_path__WEBPACK_IMPORTED_MODULE_0___default().isAbsolute(file) ? [] : [{ ...annotation, file }];
    });
}
function annotate({ file, line, column, message }) {
    _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .error */ .z3(message, { title: 'Spark images', file, startLine: line, startColumn: column });
}
/** Adds Markdown to the step's summary, where there is one. */
async function summarize(markdown) {
    if (process.env.GITHUB_STEP_SUMMARY)
        await _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .summary */ .z.addRaw(markdown).write();
}


/***/ }),

/***/ 305:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  BO: () => (/* binding */ findCatalog),
  Eh: () => (/* binding */ openFamilyOf),
  lA: () => (/* binding */ readCatalogInputs)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_);
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __nccwpck_require__(666);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/catalog/load.ts + 1 modules
var load = __nccwpck_require__(5735);
;// CONCATENATED MODULE: ./src/family/load.ts
/** The family of a run: the shipped catalog, with a user's laid over it if there is one. */


/**
 * Opens the family that the shipped catalog declares, with a user's file laid over it if there is one.
 * @param images the shipped images folder.
 * @param work a folder for the images folder that a user's file needs; it is removed at the end.
 * @throws ConfigurationError with the place of what is wrong; what is in no lockfile, and the command that locks it.
 */
async function openFamily(images, user, work) {
    if (user === undefined) {
        const catalog = await (0,load/* loadCatalog */.a)(external_node_path_default().join(images, 'catalog.yml'));
        return { catalog, images, notes: [], lockfilePaths: new Map(), [Symbol.asyncDispose]: async () => { } };
    }
    // Loaded here: a plan without a catalog of the user's own starts faster.
    const { openUserFamily } = await Promise.all(/* import() */[__nccwpck_require__.e(343), __nccwpck_require__.e(883), __nccwpck_require__.e(163), __nccwpck_require__.e(907)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1907));
    return openUserFamily(images, user, work);
}

// EXTERNAL MODULE: ./src/family/workspace.ts
var family_workspace = __nccwpck_require__(3729);
// EXTERNAL MODULE: ./src/github/log.ts
var log = __nccwpck_require__(3385);
;// CONCATENATED MODULE: ./src/github/family.ts
/** The inputs that say which family an entry works on, and the family itself. */







/** The images folder of this action: two folders above this file, and above a bundle in dist. */
const IMAGES = external_node_path_default().resolve(external_node_path_default().dirname((0,external_node_url_namespaceObject.fileURLToPath)(import.meta.url)), '../../images');
function readCatalogInputs() {
    const { GITHUB_WORKSPACE: workspace, RUNNER_TEMP } = process.env;
    const workFolder = RUNNER_TEMP ?? external_node_path_default().join(IMAGES, '../out');
    return { workspace, catalogFile: core/* getInput */.V4('catalog'), workFolder };
}
/**
 * The repository's own catalog, which the `catalog` input or a default file is; undefined where there is none.
 * @throws ConfigurationError when the named one is not in the repository, or there is no repository.
 */
async function findCatalog({ workspace, catalogFile }) {
    if (workspace !== undefined)
        return (0,family_workspace/* findUserFile */.$Q)(workspace, catalogFile);
    if (catalogFile === '')
        return undefined;
    throw new errors/* ConfigurationError */.j1('the input catalog is a file of the repository, but GITHUB_WORKSPACE is not set');
}
/** The family: the shipped catalog with the repository's own laid over it, if there is one. */
async function openFamilyOf(user, { workFolder }) {
    const family = await openFamily(IMAGES, user, workFolder);
    if (user !== undefined)
        (0,log/* info */.p)(`catalog: ${user.file}, laid over the shipped one`);
    for (const note of family.notes)
        (0,log/* info */.p)(note);
    return family;
}


/***/ }),

/***/ 3385:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ info)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(666);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8992);
/** The step's log. */


/**
 * Prints text to the step's log. No line of it is a workflow command, whatever it repeats from outside.
 * core.warning(), core.error() and core.startGroup() escape their text themselves.
 */
function info(text) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLines */ .y1)(text));
}


/***/ }),

/***/ 8703:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2147);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9088);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7950);
/** The plan entry: reads its inputs and runs. */



await (0,_entry_js__WEBPACK_IMPORTED_MODULE_0__/* .runEntry */ .C)(async () => (0,_run_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e)((0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readInputs */ .K)()));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 9088:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var lib_core = __nccwpck_require__(666);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/plan/filters.ts
var filters = __nccwpck_require__(6084);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./src/catalog/globs.ts
var globs = __nccwpck_require__(3208);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __nccwpck_require__(8992);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
;// CONCATENATED MODULE: ./src/github/inputs.ts
/** The registry's inputs, which all entries have. */



/** @throws ConfigurationError when the image's name is none, or only one of user and password is set. */
function readRegistryInputs() {
    const name = lib_core/* getInput */.V4('image');
    if (name === '') {
        throw new errors/* ConfigurationError */.j1('the input image is empty: name the registry and the images, like registry.example.org/team/spark');
    }
    // GitHub's owner names have capitals, image names have none.
    const image = (0,reference/* parseImageName */["if"])(name.toLowerCase());
    const username = lib_core/* getInput */.V4('username');
    const password = lib_core/* getInput */.V4('password');
    if (password !== '')
        lib_core/* setSecret */.Pq(password);
    if ((username === '') !== (password === '')) {
        throw new errors/* ConfigurationError */.j1('username and password go together: set both inputs, or neither to use docker/login-action');
    }
    return { image, credentials: username === '' ? undefined : { username, password } };
}
/**
 * @param otherwise what an empty input means.
 * @throws ConfigurationError when the input is anything but true and false.
 */
function booleanInput(name, otherwise = false) {
    const value = core.getInput(name);
    if (value === '')
        return otherwise;
    if (/^(true|True|TRUE)$/.test(value))
        return true;
    if (/^(false|False|FALSE)$/.test(value))
        return false;
    throw new ConfigurationError(`the input ${name} is ${JSON.stringify(value.slice(0, 200))}; allowed: true, false`);
}
/** Lines of an input, trimmed, without empty ones. */
function listInput(name) {
    return lib_core/* getMultilineInput */.q3(name)
        .flatMap((line) => line.split(','))
        .map((item) => item.trim())
        .filter(Boolean);
}

;// CONCATENATED MODULE: ./src/github/events.ts
/**
 * The one rule on which events publish: push images, move tags, write caches. All other events plan, and build
 * without pushing where they are asked to.
 */





/** Events that publish on the default branch. */
const ON_DEFAULT_BRANCH = new Set(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch']);
/** A merge queue tests commits on such branches before they are merged, and GitHub sends pushes to them. */
const MERGE_QUEUE = 'refs/heads/gh-readonly-queue/';
const MAX_REF = 200;
/** Reads the input `publish-on` and the event. @throws ConfigurationError as decidePublishing(). */
function readEventInputs() {
    return { publishing: decidePublishing(process.env, listInput('publish-on')) };
}
/**
 * Decides whether an event publishes. What can't be read of it doesn't.
 * @param env GitHub's variables of the run. A called workflow has those of its caller.
 * @param publishOn events that publish too, each as `EVENT:REF` with `*` in the ref for anything.
 * @throws ConfigurationError on pull_request_target, and on anything else in `publishOn`.
 */
function decidePublishing(env, publishOn) {
    const allows = publishOn.map(parsePattern);
    const { GITHUB_EVENT_NAME: name = '', GITHUB_REF: ref = '', GITHUB_EVENT_PATH: file } = env;
    if (name === 'pull_request_target') {
        throw new errors/* ConfigurationError */.j1("refused to run on pull_request_target, which gives your credentials to a stranger's code: use pull_request");
    }
    if (name === '' && env.GITHUB_ACTIONS === undefined)
        return { allowed: true, reason: 'no event of GitHub Actions started this' };
    const event = `${name || 'an unknown event'} on ${(0,src_text/* oneLine */.TN)(ref, MAX_REF) || 'no ref'}`;
    const payload = file === undefined ? { branch: undefined, deleted: false } : readPayload(file);
    if (payload === undefined)
        return { allowed: false, reason: `${event} publishes nothing: the event's payload cannot be read` };
    if (payload.deleted)
        return { allowed: false, reason: `${event} publishes nothing: the push deleted the ref` };
    if (isOnDefaultBranch(name, ref, payload))
        return { allowed: true, reason: `${event}, the default branch, publishes` };
    if (allows.some((allow) => allow(name, ref)))
        return { allowed: true, reason: `${event} publishes, as the input publish-on says` };
    const { branch } = payload;
    const known = branch === undefined ? ", which the event's payload does not name," : ` ${(0,src_text/* oneLine */.TN)(branch, MAX_REF)}`;
    return {
        allowed: false,
        reason: `${event} publishes nothing: only ${[...ON_DEFAULT_BRANCH].join(', ')} on the default branch${known} do, and events that the input publish-on names`,
    };
}
function isOnDefaultBranch(name, ref, { branch }) {
    if (!ON_DEFAULT_BRANCH.has(name))
        return false;
    // GitHub runs schedules on the default branch only.
    return branch === undefined ? name === 'schedule' : ref === `refs/heads/${branch}`;
}
/** The payload; undefined when it is not what GitHub sends. No schema: a plan starts faster without zod. */
function readPayload(file) {
    try {
        const payload = JSON.parse((0,external_node_fs_.readFileSync)(file, 'utf8'));
        if (!isRecord(payload))
            return undefined;
        const { repository = {}, deleted = false } = payload;
        if (!isRecord(repository) || typeof deleted !== 'boolean')
            return undefined;
        const { default_branch: branch } = repository;
        return branch === undefined || typeof branch === 'string' ? { branch, deleted } : undefined;
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function parsePattern(text) {
    const [, event, pattern] = /^([a-z_]+):(refs\/\S+)$/.exec(text) ?? [];
    if (event === undefined || pattern === undefined) {
        throw new errors/* ConfigurationError */.j1(`publish-on: ${JSON.stringify(text.slice(0, MAX_REF))} is not EVENT:REF, like push:refs/heads/release/* or workflow_dispatch:refs/heads/*`);
    }
    if (event === 'pull_request_target') {
        throw new errors/* ConfigurationError */.j1("publish-on: pull_request_target gives your credentials to a stranger's code, and never publishes");
    }
    const matches = (0,globs/* globMatcher */.f)(pattern);
    const isForQueue = pattern.startsWith(MERGE_QUEUE);
    return (name, ref) => name === event && matches(ref) && (isForQueue || !ref.startsWith(MERGE_QUEUE));
}

// EXTERNAL MODULE: ./src/github/family.ts + 2 modules
var family = __nccwpck_require__(305);
;// CONCATENATED MODULE: ./src/github/plan/inputs.ts
/** The inputs of the plan entry. */






/** @throws ConfigurationError naming an input that is not what it may be. */
function readInputs() {
    return {
        ...readRegistryInputs(),
        ...(0,family/* readCatalogInputs */.lA)(),
        ...readEventInputs(),
        filters: {
            versions: listInput('versions'),
            variants: listInput('variants'),
            platforms: listInput('platforms'),
            only: listInput('only'),
        },
        rebuild: (0,filters/* parseRebuild */.H)(lib_core/* getInput */.V4('rebuild') || 'changed'),
        experimental: parseExperimental(lib_core/* getInput */.V4('experimental')),
        base: lib_core/* getInput */.V4('base'),
    };
}
function parseExperimental(value) {
    if (value === '')
        return undefined;
    if (value === 'build' || value === 'exclude')
        return value;
    throw new errors/* ConfigurationError */.j1(`the input experimental is ${JSON.stringify(value)}; allowed: build, exclude, or nothing for what the catalog says`);
}


/***/ }),

/***/ 7950:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __nccwpck_require__(666);
// EXTERNAL MODULE: ./src/catalog/cells.ts + 1 modules
var catalog_cells = __nccwpck_require__(8515);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
;// CONCATENATED MODULE: ./src/plan/base.ts


/**
 * The digest that a base image's tag has now.
 * @param name as the catalog writes it: `debian:bookworm-slim`, perhaps with `@sha256:…`, which is then it.
 * @throws ConfigurationError when the registry does not have it or can't be asked.
 */
async function resolveBase(name) {
    const [tagged = '', pinned] = name.split('@');
    const [, repository = tagged, tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(tagged) ?? [];
    const image = (0,reference/* parseImageName */["if"])(repository);
    const at = (digest) => ({
        name: tagged,
        digest,
        reference: `${(0,reference/* formatImageName */.eS)(image)}@${digest}`,
    });
    if (pinned !== undefined)
        return at(pinned);
    const { openRepository } = await Promise.all(/* import() */[__nccwpck_require__.e(343), __nccwpck_require__.e(942), __nccwpck_require__.e(904)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6075));
    const { resolveTag } = await Promise.all(/* import() */[__nccwpck_require__.e(343), __nccwpck_require__.e(942), __nccwpck_require__.e(904), __nccwpck_require__.e(1)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1));
    const found = await resolveTag(openRepository(image), tag).catch((cause) => {
        throw new errors/* ConfigurationError */.j1(`the base image ${name} of the catalog cannot be resolved: ${(0,errors/* messageOf */.bD)(cause)}`);
    });
    if (found === undefined)
        throw new errors/* ConfigurationError */.j1(`the base image ${name} of the catalog is not in its registry`);
    return at(found.digest);
}

;// CONCATENATED MODULE: ./src/plan/encode.ts


/** Raised when a reader of today could misunderstand what a writer of tomorrow means. */
const FORMAT = 1;
/** GitHub takes a megabyte of outputs of a job, counted as UTF-16; the matrix is another output. */
const LIMIT = 700_000;
/** An input is a variable of the environment: execve(2) takes 128 KiB of each, with its name. */
const INPUT_LIMIT = 128 * 1024 - 'INPUT_PLAN=\0'.length;
/** Whether the release entry can be given a plan: an output may be longer than an input. */
function fitsInput(text) {
    return Buffer.byteLength(text) <= INPUT_LIMIT;
}
/**
 * A plan as JSON, small enough for an input of the release entry: where the family is large, long reasons are cut.
 * One that is too large for that without them is still an output.
 * @param made when the plan was made
 * @throws ConfigurationError when it is too large for an output of a job.
 */
function encodePlan({ base, cells }, made = new Date()) {
    let shortest = '';
    for (const length of [400, 200, 100, 50, 25]) {
        const output = {
            format: FORMAT,
            planned: made.toISOString(),
            base: { name: base.name, digest: base.digest },
            cells: cells.map((planned) => outputCell(planned, length)),
        };
        shortest = JSON.stringify(output);
        if (fitsInput(shortest))
            return shortest;
    }
    if (shortest.length * 2 <= LIMIT)
        return shortest;
    throw new errors/* ConfigurationError */.j1(`the plan of ${cells.length} cells is larger than an output of a job may be: plan fewer versions, variants or platforms at once`);
}
function outputCell(planned, length) {
    const { cell, fingerprint, testsFingerprint, tag, verdict } = planned;
    const support = supportOf(planned, length);
    return {
        cell: cell.id,
        version: cell.version,
        series: cell.series,
        variant: cell.variant,
        platform: cell.platform,
        fingerprint,
        testsFingerprint,
        tag,
        verdict: verdict.kind,
        reason: shorten(verdict.reason, length),
        ...(verdict.kind === 'unchanged' ? { digest: verdict.published.digest } : {}),
        ...(verdict.kind === 'excluded' ? { excluded: verdict.by } : {}),
        support,
    };
}
function supportOf({ cell: { rules } }, length) {
    const level = ['unsupported', 'experimental', 'supported'].find((one) => rules.some(({ support }) => support === one));
    if (level === undefined)
        return undefined;
    return { level, reason: shorten(rules.map(catalog_cells/* describeRule */.IO).join('; '), length) };
}
function shorten(text, length) {
    return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

// EXTERNAL MODULE: ./src/plan/filters.ts
var filters = __nccwpck_require__(6084);
;// CONCATENATED MODULE: ./src/plan/matrix.ts

/** https://docs.github.com/actions/reference/limits */
const MAX_JOBS = 256;
/**
 * `strategy.matrix` of a workflow, with one entry for each cell to build. It names no image: an output that
 * holds a secret is dropped by GitHub, and some keep their registry's name in one.
 * @param rebuild `all` has the jobs build what the registry holds, too.
 * @throws ConfigurationError when GitHub would refuse it.
 */
function matrixOf(plan, rebuild) {
    const built = plan.cells.filter(({ verdict }) => verdict.kind === 'build');
    if (built.length > MAX_JOBS) {
        throw new errors/* ConfigurationError */.j1(`${built.length} cells are to be built, and a matrix has ${MAX_JOBS} jobs at most: plan fewer at once with versions, variants, platforms or only`);
    }
    return {
        include: built.map(({ cell, fingerprint }) => ({
            cell: cell.id,
            version: cell.version,
            variant: cell.variant,
            platform: cell.platform,
            runner: cell.runner,
            fingerprint,
            base: `${plan.base.name}@${plan.base.digest}`,
            ...(rebuild === 'all' ? { anew: true } : {}),
        })),
    };
}

// EXTERNAL MODULE: ./src/plan/plan.ts + 3 modules
var plan = __nccwpck_require__(3965);
// EXTERNAL MODULE: ./src/plan/sources.ts
var sources = __nccwpck_require__(6645);
;// CONCATENATED MODULE: ./src/plan/prepare.ts



/**
 * Makes a plan from the catalog, the images folder and what the registry holds.
 * @throws ConfigurationError when a file is missing or the registry can't be asked.
 */
async function preparePlan({ catalog, images, base, selection, repository, }) {
    const targets = (0,plan/* fingerprintCells */.KO)((0,catalog_cells/* cellsOf */.nc)(catalog), catalog, (0,sources/* readImages */.H)(images), base);
    if (repository === undefined)
        return (0,plan/* plan */.et)(targets, base, selection, undefined);
    const wanted = targets.filter(({ cell }) => (0,plan/* isSelected */.sp)(cell, selection) && (0,catalog_cells/* exclusionOf */.ah)(cell) === undefined);
    const { readPublishedImages } = await Promise.all(/* import() */[__nccwpck_require__.e(343), __nccwpck_require__.e(942), __nccwpck_require__.e(904), __nccwpck_require__.e(455)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4455));
    return (0,plan/* plan */.et)(targets, base, selection, await readPublishedImages(repository, wanted));
}

// EXTERNAL MODULE: ./src/github/entry.ts
var entry = __nccwpck_require__(2147);
// EXTERNAL MODULE: ./src/github/family.ts + 2 modules
var github_family = __nccwpck_require__(305);
// EXTERNAL MODULE: ./src/github/log.ts
var log = __nccwpck_require__(3385);
// EXTERNAL MODULE: ./src/release/policy.ts + 1 modules
var policy = __nccwpck_require__(8670);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __nccwpck_require__(8992);
;// CONCATENATED MODULE: ./src/github/summary/readable.ts

const MAX_VERSION = 40;
const MAX_REASON = 200;
/**
 * Moves to be printed: the version of what a tag names now is a label of whatever somebody pushed there, of any length
 * and with lines of its own, and the reason repeats it.
 */
function readable(moves) {
    return moves.map((move) => ({
        ...move,
        from: move.from && readablePointer(move.from),
        reason: (0,src_text/* oneLine */.TN)(move.reason, MAX_REASON),
    }));
}
function readablePointer({ version, ...pointer }) {
    return version === undefined ? pointer : { ...pointer, version: (0,src_text/* oneLine */.TN)(version, MAX_VERSION) };
}

;// CONCATENATED MODULE: ./src/github/plan/preview.ts



/**
 * What a release of a plan would move, line by line in the log; undefined without a registry that can be asked. It is
 * for people only, so that a plan does not fail on it: a repository beside the images' own may refuse us.
 */
async function foreseenMoves(plan, aliases, repository, say) {
    if (repository === undefined || plan.refused !== undefined)
        return undefined;
    // Loaded only now: a plan that publishes starts faster without it.
    const { lookAhead } = await Promise.all(/* import() */[__nccwpck_require__.e(343), __nccwpck_require__.e(942), __nccwpck_require__.e(904), __nccwpck_require__.e(455), __nccwpck_require__.e(834)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4834));
    try {
        const moves = readable(await lookAhead(plan, aliases, (0,policy/* dayOf */.kb)(new Date()), repository));
        for (const { cell, reason, ...alias } of moves)
            say(`a release of this plan would move ${(0,policy/* aliasName */.sN)(alias)} to ${cell}: ${reason}`);
        return moves;
    }
    catch (error) {
        if (!(0,errors/* isExpected */.Dn)(error))
            throw error;
        say(`which tags a release of this plan would move is not known: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __nccwpck_require__(8825);
;// CONCATENATED MODULE: ./src/github/summary/markdown.ts
/** Text as it is in GitHub's Markdown: nothing of it is markup, a mention or a line of its own. */
function plain(text) {
    return text
        .replaceAll(/\s+/g, ' ')
        .trim()
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_{}[\]|~#!]/g, '\\$&')
        .replaceAll('@', '@<!-- -->');
}
/** A text in code type, whatever it holds. */
function code(text) {
    return text === ''
        ? ''
        : `<code>${text.replaceAll(/\s+/g, ' ').replaceAll(/[&<>|`*_[\]\\~@]/g, entity)}</code>`;
}
/** Lines as they are, behind a fence that is longer than any in them. */
function block(text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}text\n${text}\n${fence}`;
}
/** A table of cells that are Markdown; `align` has one of l, c, r for each column. */
function markdownTable(header, align, rows) {
    const rule = header.map((_, column) => ({ c: ':-:', r: '--:' })[align[column] ?? 'l'] ?? '---');
    return [header, rule, ...rows].map(tableRow).join('\n');
}
/** A row of a table. */
function tableRow(cells) {
    return `| ${cells.join(' | ')} |`;
}
/** Something to open: a line, and what is behind it. */
function folded(line, content) {
    return `<details><summary>${line}</summary>\n\n${content}\n\n</details>`;
}
function entity(character) {
    return `&#${character.codePointAt(0)};`;
}

;// CONCATENATED MODULE: ./src/github/summary/sections.ts

/** GitHub drops a step's summary of more than 1 MiB. What is left to that is for what sections say of their cuts. */
const MAX_BYTES = 900_000;
/** A section of one line. */
function paragraph(text) {
    return { lines: [text] };
}
/** A table as a section, of which rows can be left out; `align` as of markdownTable(). */
function tableSection(header, align, rows) {
    return { lines: rows.map(tableRow), frame: (content) => `${markdownTable(header, align, [])}\n${content}` };
}
/** A section with something more around it. */
function framed(section, around) {
    const { frame = (content) => content } = section;
    return { ...section, frame: (content) => around(frame(content)) };
}
/** Sections as a step's summary of a size that GitHub takes; those without lines are left out. */
function summaryOf(sections) {
    const room = { bytes: MAX_BYTES };
    const texts = sections.filter(({ lines }) => lines.length > 0).map((section) => fitted(section, room));
    return `${texts.join('\n\n')}\n`;
}
/** A section with as many of its lines as there is room for, and how many are left out. */
function fitted({ lines, frame = (content) => content, elsewhere }, room) {
    room.bytes -= Buffer.byteLength(frame(''));
    const kept = [];
    for (const line of lines) {
        const bytes = Buffer.byteLength(line) + 1;
        if (bytes > room.bytes)
            break;
        room.bytes -= bytes;
        kept.push(line);
    }
    const left = lines.length - kept.length;
    if (left === 0)
        return frame(kept.join('\n'));
    const where = elsewhere === undefined ? '' : `; ${elsewhere} has all of them`;
    return frame(`${kept.join('\n')}\n\n${left} more ${left === 1 ? 'is' : 'are'} left out here${where}.`);
}

;// CONCATENATED MODULE: ./src/github/summary/grid.ts


/** A grid versions × variants for each platform, with its name above where there are several. */
function grids(cells, align) {
    const platforms = distinct(cells, ({ platform }) => platform);
    return platforms.map((platform) => {
        const here = cells.filter((cell) => cell.platform === platform);
        const section = grid(here, align);
        return platforms.length === 1
            ? section
            : framed(section, (content) => `### ${plain(platform)}\n\n${content}`);
    });
}
function grid(cells, align) {
    const variants = distinct(cells, ({ variant }) => variant);
    const texts = new Map(cells.map(({ version, variant, text }) => [`${version} ${variant}`, text]));
    const rows = distinct(cells, ({ version }) => version).map((version) => [
        `**${plain(version)}**`,
        ...variants.map((variant) => texts.get(`${version} ${variant}`) ?? ''),
    ]);
    return tableSection(['', ...variants.map(plain)], `l${align.repeat(variants.length)}`, rows);
}
function distinct(cells, of) {
    return [...new Set(cells.map(of))];
}
/** A plan's verdict on a cell. */
function verdictMark(verdict, isExperimental) {
    const word = verdict === 'build' ? '**build**' : verdict;
    return verdict !== 'excluded' && isExperimental ? `${word}<br>experimental` : word;
}

;// CONCATENATED MODULE: ./src/github/summary/words.ts
/** A count of cells in words. */
function countCells(count) {
    return count === 1 ? '1 cell' : `${count} cells`;
}
/** Seconds as a person says them. */
function clock(seconds) {
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

;// CONCATENATED MODULE: ./src/github/plan/summary.ts








/** Reasons that are read at a glance; more are behind a line to open. */
const MAX_OPEN = 12;
const summary_MAX_REASON = 1000;
/** A plan as the step's summary: a grid of verdicts for each platform, then the reasons. */
function planSummary(plan, { publishing, foreseen }) {
    const of = (kind) => plan.cells.filter(({ verdict }) => verdict.kind === kind);
    const [built, unchanged, excluded] = [of('build'), of('unchanged'), of('excluded')];
    const count = `${built.length} of ${countCells(plan.cells.length)}`;
    const nameOf = namer(plan);
    return summaryOf([
        paragraph(`## Spark images: ${count} to build`),
        ...(publishing.allowed ? [] : [paragraph(`**Nothing is published**: ${plain(publishing.reason)}.`)]),
        paragraph(`${built.length} to build, ${unchanged.length} unchanged, ${excluded.length} excluded. Base: ${code(plan.base.name)} at ${code((0,digest/* shortDigest */.VK)(plan.base.digest))}.`),
        ...(plan.refused === undefined ? [] : [refusal(plan.refused)]),
        ...grids(plan.cells.map(gridCell), 'c'),
        reasons('To build', built, nameOf),
        experimental(plan.cells, nameOf),
        reasons('Excluded by a rule', excludedBy('rule', plan), nameOf),
        notAskedFor(excludedBy('filter', plan)),
        ...(foreseen === undefined ? [] : [moves(foreseen)]),
        digests(unchanged),
    ]);
}
function refusal(reason) {
    const words = 'The registry lets nothing be read, so that all is to be built';
    return paragraph(`${words}: ${plain((0,src_text/* shorten */.ml)(reason, summary_MAX_REASON))}`);
}
function gridCell(planned) {
    const { version, variant, platform } = planned.cell;
    const isExperimental = rulesOf(planned, 'experimental').length > 0;
    return { version, variant, platform, text: verdictMark(planned.verdict.kind, isExperimental) };
}
/** One line for each cell with its reason. */
function reasons(title, listed, nameOf) {
    const reasonOf = ({ verdict }) => plain((0,src_text/* shorten */.ml)(verdict.reason, summary_MAX_REASON));
    const lines = listed.map((planned) => `- ${nameOf(planned)}: ${reasonOf(planned)}`);
    const fold = (content) => lines.length <= MAX_OPEN ? content : folded(`${countCells(lines.length)}, each with its reason`, content);
    return { lines, frame: (content) => `### ${title}\n\n${fold(content)}`, elsewhere: 'the log' };
}
/** Each rule once, with the cells that it holds for. */
function experimental(all, nameOf) {
    const held = new Map();
    for (const planned of all) {
        if (planned.verdict.kind === 'excluded')
            continue;
        for (const rule of rulesOf(planned, 'experimental'))
            held.set(rule, [...(held.get(rule) ?? []), planned]);
    }
    const lines = [...held].map(([rule, planned]) => `- ${planned.map(nameOf).join(', ')}: ${plain((0,src_text/* shorten */.ml)((0,catalog_cells/* describeRule */.IO)(rule), summary_MAX_REASON))}`);
    return { lines, frame: (content) => `### Experimental\n\n${content}`, elsewhere: 'the output plan' };
}
function notAskedFor(listed) {
    const text = `${countCells(listed.length)} not asked for: the filters left them out.`;
    return { lines: listed.length === 0 ? [] : [text] };
}
/** Which tags a release of this plan would move, from what to what. */
function moves(foreseen) {
    if (foreseen.length === 0)
        return paragraph('### Tags\n\nA release of this plan would move none.');
    const rows = foreseen.map(({ cell, from, to, reason, ...alias }) => [
        code((0,policy/* aliasName */.sN)(alias)),
        from === undefined ? '–' : code(`${from.version ?? '?'} ${(0,digest/* shortDigest */.VK)(from.digest)}`),
        to === undefined ? `${code(cell)}, to be built` : code(`${cell} ${(0,digest/* shortDigest */.VK)(to)}`),
        plain(reason),
    ]);
    const title = '### Tags that a release of this plan would move';
    const table = tableSection(['tag', 'from', 'to', 'reason'], 'llll', rows);
    return { ...framed(table, (content) => `${title}\n\n${content}`), elsewhere: 'the log' };
}
function digests(listed) {
    const rows = listed.map(({ cell, tag, verdict }) => [
        code(cell.id),
        code(cell.platform),
        code(tag),
        verdict.kind === 'unchanged' ? code((0,digest/* shortDigest */.VK)(verdict.published.digest)) : '',
    ]);
    const line = `${countCells(listed.length)} unchanged: in the registry, tested`;
    const table = tableSection(['cell', 'platform', 'staging tag', 'digest'], 'llll', rows);
    return { ...framed(table, (content) => folded(line, content)), elsewhere: 'the output plan' };
}
/** Cells by their ids, and by their platforms where there are several. */
function namer(plan) {
    const isOne = new Set(plan.cells.map(({ cell }) => cell.platform)).size === 1;
    return ({ cell }) => (isOne ? code(cell.id) : `${code(cell.id)} for ${plain(cell.platform)}`);
}
function excludedBy(by, { cells: all }) {
    return all.filter(({ verdict }) => verdict.kind === 'excluded' && verdict.by === by);
}
function rulesOf({ cell }, support) {
    return cell.rules.filter((rule) => rule.support === support);
}

;// CONCATENATED MODULE: ./src/github/plan/run.ts
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
/** What the plan entry does. */












/** GitHub shows so many of a kind for a step. */
const MAX_ANNOTATIONS = 10;
const TOO_LARGE = 'the output plan is larger than an input of the release entry may be (128 KiB): to release this family, plan fewer cells at once';
/** Plans the family: sets the outputs, and says in the log and the summary what is to be built and why. */
async function run(inputs) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { image, credentials, rebuild, publishing } = inputs;
        const family = __addDisposableResource(env_1, await (0,github_family/* openFamilyOf */.Eh)(await (0,github_family/* findCatalog */.BO)(inputs), inputs), true);
        const catalog = { ...family.catalog, experimental: inputs.experimental ?? family.catalog.experimental };
        const selection = (0,filters/* resolveFilters */.W)((0,catalog_cells/* cellsOf */.nc)(catalog), inputs.filters);
        const repository = rebuild === 'all' ? undefined : await openRepository(image, credentials);
        const base = await resolveBase(inputs.base || catalog.base);
        const plan = await preparePlan({ catalog, images: family.images, base, selection, repository });
        const matrix = matrixOf(plan, rebuild);
        const output = encodePlan(plan);
        core/* setOutput */.uH('matrix', JSON.stringify(matrix));
        core/* setOutput */.uH('count', matrix.include.length);
        core/* setOutput */.uH('changed', matrix.include.length > 0);
        core/* setOutput */.uH('plan', output);
        core/* setOutput */.uH('publish', publishing.allowed);
        core/* setOutput */.uH('publish-reason', publishing.reason);
        for (const { cell, tag, verdict } of plan.cells) {
            (0,log/* info */.p)([cell.id, cell.platform, verdict.kind, verdict.reason, tag].join('  '));
        }
        const warnings = warningsOf(plan);
        if (!fitsInput(output))
            warnings.unshift(TOO_LARGE);
        for (const warning of warnings.slice(0, MAX_ANNOTATIONS))
            core/* warning */.$e(warning);
        for (const warning of warnings.slice(MAX_ANNOTATIONS))
            (0,log/* info */.p)(warning);
        (0,log/* info */.p)(publishing.reason);
        const foreseen = publishing.allowed
            ? undefined
            : await foreseenMoves(plan, catalog.aliases, repository, log/* info */.p);
        await (0,entry/* summarize */.e)(planSummary(plan, { publishing, foreseen }));
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
/** Loads what talks to registries only now: a run that asks none starts in half the time. */
async function openRepository(image, credentials) {
    const registry = await Promise.all(/* import() */[__nccwpck_require__.e(343), __nccwpck_require__.e(942), __nccwpck_require__.e(904)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6075));
    return registry.openRepository(image, { credentials });
}
/** What one must know though nothing failed: each rule on what is to be built, once. */
function warningsOf({ refused, cells }) {
    const experimental = new Map();
    for (const { cell, verdict } of cells) {
        if (verdict.kind !== 'build')
            continue;
        for (const rule of cell.rules.filter(({ support }) => support === 'experimental')) {
            const text = (0,catalog_cells/* describeRule */.IO)(rule);
            experimental.set(text, [...(experimental.get(text) ?? []), cell.id]);
        }
    }
    return [
        ...(refused === undefined
            ? []
            : [`nothing of the registry can be read, so all is to be built: ${refused}`]),
        ...[...experimental].map(([text, ids]) => `experimental: ${[...new Set(ids)].join(', ')}: ${text}`),
    ];
}


/***/ }),

/***/ 8825:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   MX: () => (/* binding */ verify),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   m: () => (/* binding */ parseDigest),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
/* unused harmony export verifying */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3916);
/** Digests: what names content, and verifies it. */



/** The digest of some bytes. */
function sha256(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Whether a text is a digest of the one algorithm that is used here. */
function isDigest(text) {
    return /^sha256:[0-9a-f]{64}$/.test(text);
}
/** @throws Error when the text is not a sha256 digest, sha512 included. */
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new Error(`${JSON.stringify(text.slice(0, 100))} is not a sha256 digest (sha256: and 64 hex digits)`);
}
/** The 64 hex digits of a digest. */
function hexOf(digest) {
    return digest.slice('sha256:'.length);
}
/** A digest as people compare it: its algorithm and 12 hex digits. */
function shortDigest(digest) {
    return digest.slice(0, 'sha256:'.length + 12);
}
/** @throws RegistryError unless the bytes have the size and the digest. `what` names them in the message. */
function verify(bytes, { digest, size }, what) {
    if (bytes.length !== size)
        throw sizeError(what, size, bytes.length);
    const actual = sha256(bytes);
    if (actual !== digest)
        throw digestError(what, digest, actual);
}
/**
 * A stream that passes bytes on and fails with a RegistryError when they turn out to be more, fewer or
 * others than expected. The last bytes are out only once all are known to be right: a registry that gets
 * the others never takes them for the whole.
 */
function verifying({ digest, size }, what) {
    const hash = createHash('sha256');
    let seen = 0;
    const failure = () => {
        if (seen !== size)
            return sizeError(what, size, seen);
        const actual = `sha256:${hash.copy().digest('hex')}`;
        return actual === digest ? null : digestError(what, digest, actual);
    };
    return new Transform({
        transform(chunk, _encoding, done) {
            seen += chunk.length;
            hash.update(chunk);
            const failed = seen < size ? null : failure();
            if (failed === null)
                done(null, chunk);
            else
                done(failed);
        },
        flush: (done) => done(failure()),
    });
}
function sizeError(what, expected, actual) {
    const seen = actual > expected ? 'there are more' : `there are ${actual}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl(`${what} should have ${expected} bytes; ${seen}`, { damaged: true });
}
function digestError(what, expected, actual) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl(`${what} should have the digest ${expected}; it has ${actual}`, { damaged: true });
}


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ checkTag),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   eS: () => (/* binding */ formatImageName),
/* harmony export */   "if": () => (/* binding */ parseImageName),
/* harmony export */   y0: () => (/* binding */ apiUrl)
/* harmony export */ });
/* unused harmony export parseReference */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8992);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8825);
/** Image names and references, and where a registry has its API. */



// OCI distribution-spec, "Pulling manifests": what a <name> and a <reference> are made of.
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
// Docker's distribution/reference: the host of an image name.
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::(?<port>[0-9]{1,5}))?$`);
const MAX_LENGTH = 255;
/**
 * Parses the name of an image, completing it as Docker does: without a host it is Docker Hub's, and there
 * without an owner `library`'s.
 * @throws ConfigurationError that says what is wrong and what to write instead, also for a tag or a digest.
 */
function parseImageName(text) {
    const scheme = /^[a-z]+:\/\//i.exec(text)?.[0];
    if (scheme !== undefined) {
        throw wrong(text, `an image name has no ${scheme}`, text.slice(scheme.length));
    }
    const at = text.indexOf('@');
    if (at >= 0 && text.indexOf('/', at) >= 0) {
        // Not shown: what stands before it may be a password.
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1('an image name has no @ before a /: credentials are given by themselves');
    }
    if (at >= 0)
        throw wrong(text, 'an image name has no digest', text.slice(0, at));
    const colon = text.lastIndexOf(':');
    if (colon > text.lastIndexOf('/') && !text.endsWith(']')) {
        throw wrong(text, 'an image name has no tag', text.slice(0, colon));
    }
    const slash = text.indexOf('/');
    const first = slash < 0 ? '' : text.slice(0, slash);
    // Docker's rule for whether what stands before the first slash is a host, but for capitals alone: in the
    // lower case that hosts are written in here, it would be an owner.
    const isHost = /[.:]/.test(first) || first.toLowerCase() === 'localhost';
    const registry = isHost ? checkHost(text, first) : 'docker.io';
    const path = isHost ? text.slice(slash + 1) : text;
    const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
    checkRepository(text, path);
    if (registry.length + 1 + repository.length > MAX_LENGTH) {
        throw wrong(text.slice(0, 40), `an image name has at most ${MAX_LENGTH} characters`);
    }
    return { registry, repository };
}
/** Parses name[:tag][@digest]. @throws ConfigurationError as parseImageName(), and for a bad tag or digest. */
function parseReference(text) {
    const at = text.lastIndexOf('@');
    if (text.indexOf('/', at) > at && at >= 0)
        parseImageName(text);
    const digest = at < 0 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !isDigest(digest)) {
        throw wrong(text, 'what follows the @ is not a digest', 'NAME@sha256: and 64 hex digits');
    }
    const rest = at < 0 ? text : text.slice(0, at);
    const colon = rest.lastIndexOf(':');
    const hasTag = colon > rest.lastIndexOf('/');
    return {
        image: parseImageName(hasTag ? rest.slice(0, colon) : rest),
        ...(hasTag ? { tag: checkTag(rest.slice(colon + 1)) } : {}),
        digest,
    };
}
/** registry/repository, in full; parseImageName() gives the same name back. */
function formatImageName({ registry, repository }) {
    return `${registry}/${repository}`;
}
/** The tag, if it is one by the distribution-spec's grammar. @throws ConfigurationError otherwise. */
function checkTag(tag) {
    if (TAG.test(tag))
        return tag;
    const rule = 'a tag is made of A-Z a-z 0-9 _ . - (at most 128), and starts with a letter, digit or _';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${show(tag)} is not a tag: ${rule}`);
}
/**
 * Where a registry's API is. Docker Hub's is on a host of its own. A registry on this machine speaks
 * plain HTTP, any other HTTPS.
 */
function apiUrl(registry) {
    if (registry === 'docker.io')
        return new URL('https://registry-1.docker.io');
    const url = new URL(`https://${registry}`);
    // By a new URL: a scheme set afterwards would lose a port that is the first one's default.
    return isLoopback(url.hostname) ? new URL(`http://${registry}`) : url;
}
/** Whether a host name of a URL is this machine's own: 127.0.0.0/8, localhost or ::1. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
function checkHost(text, host) {
    const match = HOST.exec(host);
    const port = match?.groups?.port;
    const isValid = match !== null && (port === undefined || (Number(port) >= 1 && Number(port) <= 65_535));
    // The URL parser has the last word: 1.2.3.256 and [:::] look like hosts here.
    if (!isValid || !URL.canParse(`https://${host}`)) {
        throw wrong(text, `${show(host)} is not a host, like ghcr.io or localhost:5000`);
    }
    const lower = host.toLowerCase();
    return lower === 'index.docker.io' ? 'docker.io' : lower;
}
function checkRepository(text, path) {
    if (REPOSITORY.test(path))
        return;
    if (text === '')
        throw wrong(text, 'it is empty', 'ghcr.io/OWNER/spark');
    if (path !== path.toLowerCase() && REPOSITORY.test(path.toLowerCase())) {
        throw wrong(text, 'an image name is in lower case', text.toLowerCase());
    }
    const rule = 'between slashes it is made of a-z 0-9, with single . _ or - inside';
    throw wrong(text, `${show(path)} is not a repository name: ${rule}`);
}
function wrong(text, problem, instead) {
    const advice = instead === undefined ? '' : `; write ${show(instead)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${show(text)} is not an image name: ${problem}${advice}`);
}
/** Quoted and cut, control characters escaped: the text comes from outside and goes into logs. */
function show(text) {
    return JSON.stringify((0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(text, 100));
}


/***/ }),

/***/ 7265:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseDockerfile),
/* harmony export */   b: () => (/* binding */ declared)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);

const KNOWN = new Set('ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(' '));
/**
 * Parses images/Dockerfile into its stages: comments, blank lines and line ends don't count, a heredoc counts to
 * the byte, as an image's history may hold it. https://docs.docker.com/reference/dockerfile/
 * @throws ConfigurationError with the line of what it does not know, rather than overlook what a stage uses.
 */
function parseDockerfile(text) {
    const args = new Map();
    const stages = new Map();
    let current;
    for (const { line, ...instruction } of instructionsOf(text)) {
        if (instruction.name === 'FROM') {
            const parts = /^(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?$/i.exec(instruction.text);
            if (parts === null)
                throw mistake(line, `FROM ${instruction.text} is not known`);
            const [, from = '', name = String(stages.size)] = parts;
            current = [instruction];
            stages.set(name, { name, from, instructions: current });
        }
        else if (current !== undefined)
            current.push(instruction);
        else if (instruction.name !== 'ARG')
            throw mistake(line, `${instruction.name} before the first FROM`);
        else
            for (const [name, value] of declared(instruction))
                args.set(name, value);
    }
    return { args, stages };
}
/** Names and defaults of an ARG instruction. */
function declared({ text }) {
    return text.split(/\s+/).map((part) => {
        const [, name = part, value] = /^([^=]+)=(.*)$/.exec(part) ?? [];
        return [name, value?.replace(/^(["'])(.*)\1$/, '$2')];
    });
}
function mistake(line, what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`images/Dockerfile:${line}: ${what} to the plan, which must know what a stage uses`);
}
function* instructionsOf(text) {
    const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
    const directive = lines.findIndex((line) => /^#\s*escape\s*=/i.test(line));
    if (directive >= 0)
        throw mistake(directive + 1, 'the directive escape is not known');
    const rest = lines.entries();
    for (const [index, first] of rest) {
        if (isBlank(first))
            continue;
        const joined = joinLines(first.trim(), rest);
        const [, name = '', argument = ''] = /^(\S+)\s*(.*)$/s.exec(joined) ?? [];
        const upper = name.toUpperCase();
        if (!KNOWN.has(upper))
            throw mistake(index + 1, `the instruction ${name} is not known`);
        const heredocs = ['RUN', 'COPY', 'ADD'].includes(upper) ? readHeredocs(argument, rest) : '';
        yield { name: upper, text: argument.trim(), heredocs, line: index + 1 };
    }
}
/** A line with those that it goes on in; comments may stand between them. */
function joinLines(first, rest) {
    let joined = first;
    while (joined.endsWith('\\')) {
        const next = rest.next();
        if (next.done)
            break;
        if (!isBlank(next.value[1]))
            joined = `${joined.slice(0, -1)}${next.value[1].trim()}`;
    }
    return joined;
}
function isBlank(line) {
    return /^\s*(?:#|$)/.test(line);
}
/** The lines of the heredocs that an instruction announces (<<END, <<-END, <<"END"). */
function readHeredocs(argument, rest) {
    let content = '';
    for (const [, tabs, , end] of argument.matchAll(/(?<!<)<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
        for (let next = rest.next(); !next.done; next = rest.next()) {
            const line = next.value[1];
            content += `${line}\n`;
            if ((tabs === '-' ? line.replace(/^\t+/, '') : line) === end)
                break;
        }
    }
    return content;
}


/***/ }),

/***/ 6084:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ parseRebuild),
/* harmony export */   W: () => (/* binding */ resolveFilters)
/* harmony export */ });
/* harmony import */ var _catalog_cells_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8515);
/* harmony import */ var _catalog_globs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3208);
/* harmony import */ var _catalog_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9085);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3916);




/**
 * The cells that match all filters.
 * @throws ConfigurationError naming a pattern that matches nothing, with what there is; or when nothing is left.
 */
function resolveFilters(cells, filters) {
    if (cells.length === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1('the catalog declares no cell: it needs a version, a variant and a platform');
    }
    const version = matcherOf('version', filters.versions, cells);
    const variant = matcherOf('variant', filters.variants, cells);
    const platform = matcherOf('platform', filters.platforms, cells);
    const known = filters.only.length === 0 ? cells : (0,_catalog_cells_js__WEBPACK_IMPORTED_MODULE_0__/* .selectCells */ .kw)(cells, filters.only);
    const asked = known.filter((cell) => version(cell.version) && variant(cell.variant) && platform(cell.platform));
    const built = asked.filter((cell) => (0,_catalog_cells_js__WEBPACK_IMPORTED_MODULE_0__/* .exclusionOf */ .ah)(cell) === undefined);
    if (built.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(nothingLeft(filters, asked));
    return {
        ids: new Set(built.map(({ id }) => id)),
        platforms: new Set(built.map((cell) => cell.platform)),
    };
}
function matcherOf(key, patterns, cells) {
    if (patterns.length === 0)
        return () => true;
    const known = [...new Set(cells.map((cell) => cell[key]))];
    const matchers = patterns.map((pattern) => {
        const matches = (0,_catalog_globs_js__WEBPACK_IMPORTED_MODULE_2__/* .globMatcher */ .f)(pattern);
        if (known.some(matches))
            return matches;
        const near = (0,_catalog_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .p)(pattern, known);
        const hint = near === undefined ? '' : ` Did you mean ${near}?`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`${key}s: no ${key} ${JSON.stringify(pattern.slice(0, 200))}.${hint} Known: ${known.join(', ')}`);
    });
    return (value) => matchers.some((matches) => matches(value));
}
function nothingLeft(filters, asked) {
    const given = Object.entries(filters).flatMap(([name, patterns]) => patterns.length === 0 ? [] : [`${name}: ${patterns.join(', ').slice(0, 200)}`]);
    const what = given.length === 0 ? 'the whole family' : given.join('; ');
    const excluded = (0,_catalog_cells_js__WEBPACK_IMPORTED_MODULE_0__/* .describeExclusions */ .dw)(asked);
    return excluded === undefined
        ? `no cell matches all of ${what}`
        : `rules of the catalog exclude all ${asked.length} cells of ${what}: ${excluded}`;
}
/** @throws ConfigurationError on anything else. */
function parseRebuild(text) {
    if (text === 'changed' || text === 'all')
        return text;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`rebuild: found ${JSON.stringify(text.slice(0, 200))}, allowed: changed, all`);
}


/***/ }),

/***/ 3965:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  KO: () => (/* binding */ fingerprintCells),
  sp: () => (/* binding */ isSelected),
  rx: () => (/* binding */ newestTag),
  et: () => (/* binding */ plan)
});

// EXTERNAL MODULE: ./src/catalog/cells.ts + 1 modules
var cells = __nccwpck_require__(8515);
// EXTERNAL MODULE: ./src/catalog/id.ts
var id = __nccwpck_require__(4654);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __nccwpck_require__(8992);
;// CONCATENATED MODULE: ./src/plan/changes.ts

/** Of a name or a value of a part that a record keeps. */
const MAX_LENGTH = 200;
/** Of a digest, with its algorithm. */
const SHORT = 'sha256:'.length + 12;
/** Of one kind, named in a reason. */
const MAX_NAMED = 3;
/** Parts as a record keeps them, to tell later what changed: hashes are cut to what tells them apart. */
function notedParts({ settings, args, stages, files }) {
    return { settings: noted(settings), args: noted(args), stages: noted(stages), files: noted(files) };
}
function notedTestParts({ tests, files }) {
    return { tests: noted(tests), files: noted(files) };
}
function noted(section) {
    const short = (value) => value.replace(/^([0-9a-f]{16})[0-9a-f]{48}(?= x$|$)/, '$1').slice(0, MAX_LENGTH);
    return Object.fromEntries(Object.entries(section).map(([name, value]) => [name.slice(0, MAX_LENGTH), short(value)]));
}
/**
 * What changed between two images of a cell, in words, the most telling first.
 * @param then as notedParts() gave them.
 */
function describeChanges(then, now) {
    const current = notedParts(now);
    return [
        ...describeSettings(then.settings, current.settings),
        ...describeArgs(then.args, current.args),
        ...describeSet(then.files, current.files, (name) => `images/${name}`),
        ...describeSet(then.stages, current.stages, (name) => `stage ${name} of images/Dockerfile`),
    ];
}
/** What changed of a cell's tests, in words. @param then as notedParts() gave them. */
function describeTestChanges(then, now) {
    const current = notedTestParts(now);
    return [
        ...describeSet(then.files, current.files, (name) => `images/${name}`),
        ...describeSet(then.tests, current.tests, (name) => `acceptance test ${name} in the catalog`),
    ];
}
const SETTINGS = {
    base: (then, now) => `the base image moved ${(0,src_text/* shorten */.ml)(then, SHORT) || 'none'} → ${(0,src_text/* shorten */.ml)(now, SHORT) || 'none'}`,
    recipe: () => 'this version of the action labels or writes images differently',
    support: (then, now) => `how well it is supported: ${quoted(then)} → ${quoted(now)}`,
};
function describeSettings(then, now) {
    return differing(then, now).map((name) => {
        const [before = '', after = ''] = [then[name], now[name]];
        return SETTINGS[name]?.(before, after) ?? `${name}: ${before || 'none'} → ${after || 'none'}`;
    });
}
function describeArgs(then, now) {
    return differing(then, now).map((name) => {
        const [before, after] = [then[name], now[name]];
        if (name === 'SOURCE_DATE_EPOCH')
            return `epoch: ${time(before)} → ${time(after)}`;
        return `build argument ${name}: ${before ?? 'none'} → ${after ?? 'none'}`;
    });
}
/** Things that are there or not, with a hash each. */
function describeSet(then, now, nameOf) {
    const names = differing(then, now);
    const of = (wanted) => names.filter(wanted).map(nameOf);
    return [
        verb(of((name) => name in then && name in now), 'changed'),
        verb(of((name) => !(name in then)), 'is new'),
        verb(of((name) => !(name in now)), 'is gone'),
    ].filter((text) => text !== undefined);
}
function verb(names, what) {
    if (names.length === 0)
        return undefined;
    const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
    const plural = names.length === 1 ? what : what.replace(/^is /, 'are ');
    return `${names.slice(0, MAX_NAMED).join(', ')}${more} ${plural}`;
}
function differing(then, now) {
    const names = [...new Set([...Object.keys(now), ...Object.keys(then)])];
    return names.filter((name) => then[name] !== now[name]).sort();
}
function quoted(text) {
    return text === '' ? 'nothing said' : JSON.stringify(text);
}
function time(seconds) {
    const date = new Date(Number(seconds) * 1000);
    return Number.isNaN(date.getTime()) ? 'none' : date.toISOString().replace('.000Z', 'Z');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./src/family/dockerfile.ts
var family_dockerfile = __nccwpck_require__(5596);
// EXTERNAL MODULE: ./src/plan/sources.ts
var plan_sources = __nccwpck_require__(6645);
// EXTERNAL MODULE: ./src/plan/dockerfile.ts
var dockerfile = __nccwpck_require__(7265);
;// CONCATENATED MODULE: ./src/plan/stages.ts


/** A named build context takes the place of this stage: what the Dockerfile says of it does not count. */
const BASE = 'base';
/** Arguments that BuildKit sets, by the platform. */
const PREDEFINED = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;
/**
 * Follows a target through FROM, COPY --from and RUN --mount=from to all that it is made of.
 * @throws ConfigurationError when a stage or a file that it names is not there.
 */
function stageUse(dockerfile, request) {
    const walk = new Walk(dockerfile, request);
    walk.visit(request.target, 'the target');
    return { stages: [...walk.stages.values()], args: Object.fromEntries(walk.args), files: [...walk.files] };
}
class Walk {
    stages = new Map();
    args = new Map();
    files = new Set();
    #dockerfile;
    #request;
    /** Arguments that each stage knows. */
    #scopes = new Map();
    constructor(dockerfile, request) {
        this.#dockerfile = dockerfile;
        this.#request = request;
    }
    visit(name, from) {
        if (name === 'scratch' || name === BASE || this.stages.has(name))
            return;
        const stage = this.#dockerfile.stages.get(name);
        if (stage === undefined)
            throw new errors/* ConfigurationError */.j1(`the Dockerfile has no stage ${name} (${from})`);
        this.stages.set(name, stage);
        const parent = fill(stage.from, (variable) => this.#noted(variable, this.#global(variable)), name);
        this.visit(parent, `FROM ${stage.from}`);
        // A stage has the arguments of the one that it is FROM.
        const scope = new Map(this.#scopes.get(parent));
        this.#scopes.set(name, scope);
        const value = (variable) => scope.get(variable);
        for (const step of stepsOf(stage)) {
            if (step.kind === 'argument') {
                const given = this.#request.args[step.name] ?? step.preset ?? this.#global(step.name);
                scope.set(step.name, this.#noted(step.name, given));
            }
            else
                this.#follow(step, stage, value);
        }
    }
    #follow({ kind, name }, stage, value) {
        const filled = fill(name, value, stage.name);
        if (kind === 'stage')
            this.visit(filled, `in stage ${stage.name}`);
        else
            for (const file of selectOnce(filled, this.#request.files, stage.name))
                this.files.add(file);
    }
    #global(variable) {
        return this.#request.args[variable] ?? this.#dockerfile.args.get(variable);
    }
    #noted(variable, value) {
        if (value !== undefined)
            this.args.set(variable, value);
        return value;
    }
}
/** Each stage is read once for all cells. */
const known = new WeakMap();
function stepsOf(stage) {
    const steps = known.get(stage) ?? stage.instructions.flatMap(readSteps);
    known.set(stage, steps);
    return steps;
}
function readSteps(instruction) {
    const { name, text } = instruction;
    if (name === 'ARG') {
        return (0,dockerfile/* declared */.b)(instruction)
            .filter(([variable]) => !PREDEFINED.test(variable))
            .map(([variable, preset]) => ({ kind: 'argument', name: variable, preset }));
    }
    if (name !== 'COPY' && name !== 'ADD' && name !== 'RUN')
        return [];
    const words = text.split(/\s+/);
    const first = words.findIndex((word) => !word.startsWith('--'));
    const flags = words.slice(0, first);
    if (name === 'RUN')
        return flags.flatMap(mountOf);
    const from = flags.find((flag) => flag.startsWith('--from='));
    if (from !== undefined)
        return [{ kind: 'stage', name: from.slice('--from='.length) }];
    const paths = words.slice(first, -1).filter((word) => !word.startsWith('<<') && !/^[a-z]+:\/\//.test(word));
    if (paths[0]?.startsWith('['))
        throw new errors/* ConfigurationError */.j1(`images/Dockerfile: ${name} ${text}: write it without [ ]`);
    return paths.map((path) => ({ kind: 'path', name: path }));
}
/** https://docs.docker.com/reference/dockerfile/#run---mount */
function mountOf(flag) {
    if (!flag.startsWith('--mount='))
        return [];
    const pairs = flag.slice('--mount='.length).split(',');
    const fields = new Map(pairs.map((pair) => pair.split(/=(.*)/s)));
    const from = fields.get('from');
    if (from !== undefined)
        return [{ kind: 'stage', name: from }];
    if ((fields.get('type') ?? 'bind') !== 'bind')
        return [];
    return [{ kind: 'path', name: fields.get('source') ?? fields.get('src') ?? '.' }];
}
/** Replaces $NAME and ${NAME}. @throws ConfigurationError on other forms and on names without a value. */
function fill(text, value, stage) {
    if (!text.includes('$'))
        return text;
    return text.replaceAll(/\$(?:\{(\w+)\}|(\w+)|.?)/g, (whole, braced, plain) => {
        const found = value(braced ?? plain ?? '');
        if (found !== undefined)
            return found;
        throw new errors/* ConfigurationError */.j1(`images/Dockerfile: stage ${stage}: ${whole} has no value that the plan knows`);
    });
}
/** What sources name of a list of files: the same ones for most cells. */
const selected = new WeakMap();
function selectOnce(source, files, stage) {
    const known = selected.get(files) ?? new Map();
    selected.set(files, known);
    const found = known.get(source) ?? stages_select(source, files, stage);
    known.set(source, found);
    return found;
}
/** The files that a source names: itself, those in its folder, or those that its pattern matches. */
function stages_select(source, files, stage) {
    const clean = source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    if (clean === '' || clean === '.')
        return [...files];
    const isPattern = /[*?]/.test(clean);
    const folder = `${clean}/`;
    const matches = isPattern ? matcher(clean) : (file) => file === clean || file.startsWith(folder);
    const found = files.filter(matches);
    if (found.length > 0 || isPattern)
        return found;
    const advice = clean.startsWith('locks/') ? '; make it with: npm run lock' : '';
    throw new errors/* ConfigurationError */.j1(`images/${clean} is not there, and stage ${stage} needs it${advice}`);
}
function matcher(pattern) {
    const parts = pattern.split(/([*?])/).map(literal);
    const expression = new RegExp(`^${parts.join('')}(?:/|$)`);
    return (file) => expression.test(file);
}
function literal(part) {
    if (part === '*')
        return '[^/]*';
    return part === '?' ? '[^/]' : part.replaceAll(/[^A-Za-z0-9/_-]/g, '\\$&');
}

;// CONCATENATED MODULE: ./src/plan/fingerprint.ts






/** Raised when the labels or output options that src/image/image.ts gives to every image change. */
const RECIPE = '1';
/**
 * What a cell is made of: the stages of the Dockerfile that its build arguments choose, the arguments and files
 * that these use, and what else decides on bytes. Another component's stages, files and locks are not in it.
 * @throws ConfigurationError when a file that it uses is not there.
 */
function partsOf(cell, catalog, { dockerfiles, sources }, baseDigest) {
    const dockerfile = dockerfiles.get((0,family_dockerfile/* dockerfileOf */.S9)(cell));
    if (dockerfile === undefined)
        throw new errors/* ConfigurationError */.j1(`${cell.id}: there is no ${(0,family_dockerfile/* dockerfileOf */.S9)(cell)}`);
    const missing = (0,cells/* lockfilesOf */.O4)(cell).find((lock) => !sources.has(lock));
    if (missing !== undefined) {
        throw new errors/* ConfigurationError */.j1(`${cell.id}: images/${missing} is not there; make it with: npm run lock`);
    }
    const use = stageUse(dockerfile, { target: (0,family_dockerfile/* targetOf */.$r)(cell), args: cell.args, files: namesOf(sources) });
    const files = [...new Set([...use.files, ...(0,cells/* lockfilesOf */.O4)(cell), '.dockerignore'])];
    const support = (0,cells/* supportOf */.Df)(cell);
    // Set for the whole build, whichever stage asks for it.
    const { SOURCE_DATE_EPOCH } = cell.args;
    return {
        settings: {
            recipe: RECIPE,
            platform: cell.platform,
            base: baseDigest,
            compression: `${catalog.compression.type} ${catalog.compression.level}`,
            components: cell.components.join(', '),
            ...(support === undefined ? {} : { support }),
        },
        args: { ...use.args, ...(SOURCE_DATE_EPOCH === undefined ? {} : { SOURCE_DATE_EPOCH }) },
        stages: Object.fromEntries(use.stages.map((stage) => [stage.name, hashOnce(stage.instructions)])),
        files: hashesOf(sources, files),
    };
}
/**
 * What tests a cell.
 * @throws ConfigurationError when a script is not there.
 */
function testPartsOf(cell, sources) {
    const scripts = cell.acceptance.map(({ script }) => script);
    const missing = scripts.find((script) => !sources.has(`acceptance/${script}`));
    if (missing !== undefined) {
        throw new errors/* ConfigurationError */.j1(`${cell.id}: its acceptance test images/acceptance/${missing} is not there`);
    }
    const services = cell.acceptance.some(({ service }) => service !== undefined);
    return {
        tests: Object.fromEntries(cell.acceptance.map((test) => [test.name, hashOnce(test)])),
        files: hashesOf(sources, (0,plan_sources/* testSources */.bR)(sources, scripts, services)),
    };
}
/** The hash over all parts, 64 hex digits. The order in which they were found does not count. */
function fingerprintOf(parts) {
    return hash(parts);
}
/** One list for all cells, by which a use finds what it selected for another cell. */
const nameLists = new WeakMap();
function namesOf(sources) {
    const known = nameLists.get(sources) ?? [...sources.keys()];
    nameLists.set(sources, known);
    return known;
}
function hashesOf(sources, names) {
    return Object.fromEntries(names.flatMap((name) => {
        const source = sources.get(name);
        return source === undefined ? [] : [[name, source.executable ? `${source.sha256} x` : source.sha256]];
    }));
}
/** Stages and tests are there once, and most cells have them. */
const hashes = new WeakMap();
function hashOnce(value) {
    const known = hashes.get(value) ?? hash(value);
    hashes.set(value, known);
    return known;
}
function hash(value) {
    return (0,external_node_crypto_.createHash)('sha256').update(canonical(value)).digest('hex');
}
/** JSON with sorted keys. */
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value);
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

;// CONCATENATED MODULE: ./src/plan/plan.ts






/**
 * The tag that moves to each new image of a cell: by it a plan finds out what an image was made of before
 * something changed, with one request instead of a list of all tags.
 */
function newestTag({ id, platform }) {
    return `${id}-${platform.replaceAll('/', '-')}-newest`;
}
/**
 * The cells with their fingerprints and staging tags.
 * @throws ConfigurationError when a file that a cell names is not there, or its id is too long for a tag.
 */
function fingerprintCells(cells, catalog, images, base) {
    return cells.map((cell) => {
        if (!id.ID.test(cell.id)) {
            throw new errors/* ConfigurationError */.j1(`the cell id ${cell.id} is longer than 63 characters: give version and variant shorter names`);
        }
        const parts = partsOf(cell, catalog, images, base.digest);
        const testParts = testPartsOf(cell, images.sources);
        const fingerprint = fingerprintOf(parts);
        const tag = `${cell.id}-${fingerprint.slice(0, 12)}`;
        return { cell, fingerprint, testsFingerprint: fingerprintOf(testParts), tag, parts, testParts };
    });
}
const MAX_REASON = 2000;
function isSelected({ id, platform }, { ids, platforms }) {
    return ids.has(id) && (platforms?.has(platform) ?? true);
}
/**
 * Every target with its verdict; nothing is left out.
 * @param selection the cells that were asked for; the others are excluded.
 * @param findings what the registry holds; undefined when it was not asked, to build all.
 */
function plan(targets, base, selection, findings) {
    return {
        base,
        refused: findings?.refused,
        cells: targets.map((target) => {
            const rule = (0,cells/* exclusionOf */.ah)(target.cell);
            if (rule)
                return { ...target, verdict: excluded('rule', (0,cells/* describeExclusion */.oP)(rule)) };
            if (!isSelected(target.cell, selection))
                return { ...target, verdict: excluded('filter', 'not asked for') };
            if (findings === undefined)
                return { ...target, verdict: build('to be built anew, whatever is there') };
            return { ...target, verdict: verdict(target, findings) };
        }),
    };
}
function excluded(by, reason) {
    return { kind: 'excluded', by, reason };
}
/** A reason may repeat what a record in the registry says: it is one line, of a length to read. */
function build(reason) {
    return { kind: 'build', reason: (0,src_text/* oneLine */.TN)(reason, MAX_REASON) };
}
function verdict(target, { published, earlier, refused }) {
    if (refused !== undefined)
        return build('the registry lets nothing be read');
    const { tag, testsFingerprint, testParts } = target;
    const found = published.get(tag);
    if (found === undefined)
        return build(missing(target, earlier.get(newestTag(target.cell))));
    const { digest, record, flaw } = found;
    if (flaw !== undefined)
        return build(`the acceptance record of ${tag} is not usable: ${flaw}`);
    if (record === undefined)
        return build(`${tag} has no acceptance record`);
    if (record.testsFingerprint !== testsFingerprint) {
        const changes = record.testParts === undefined ? [] : describeTestChanges(record.testParts, testParts);
        const what = changes.length === 0 ? 'its acceptance tests changed' : changes.join('; ');
        return build(`${what} since it was tested${on(found)}`);
    }
    if (record.result !== 'PASSED') {
        const failed = record.tests.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
        return build(`its acceptance record is of a failure${on(found)}: ${failed.join(', ')}`);
    }
    return { kind: 'unchanged', reason: `in the registry, tested${on(found)}`, published: { digest, record } };
}
/** Why there is no image of this fingerprint, by the newest one of the cell. */
function missing({ cell, tag, parts }, earlier) {
    if (earlier === undefined)
        return `${tag} is not in the registry, nor is any other image of ${cell.id}`;
    const then = earlier.record?.parts;
    if (then === undefined) {
        return `${tag} is not in the registry, and the newest image of ${cell.id}${on(earlier)} does not say what it was made of`;
    }
    const changes = describeChanges(then, parts);
    if (changes.length === 0)
        return `${tag} is gone from the registry since it was built${on(earlier)}`;
    return `${changes.join('; ')} since ${cell.id} was built${on(earlier)}`;
}
/** The day of a record, in UTC, where it is known. */
function on({ recorded }) {
    const day = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(recorded ?? '')?.[0];
    return day === undefined ? '' : ` (${day})`;
}


/***/ }),

/***/ 6645:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ readImages),
/* harmony export */   bR: () => (/* binding */ testSources)
/* harmony export */ });
/* unused harmony export readSources */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3916);
/* harmony import */ var _dockerfile_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7265);





/**
 * Reads the images folder: its Dockerfiles, and the hashes of all its files.
 * @throws ConfigurationError when one of them is not there.
 */
function readImages(images) {
    const sources = readSources(images);
    if (!sources.has('Dockerfile'))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConfigurationError */ .j1(`${images} has no Dockerfile`);
    const names = [...sources.keys()].filter((name) => name === 'Dockerfile' || within(name, 'dockerfiles'));
    const parsed = names.map((name) => (0,_dockerfile_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDockerfile */ .A)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(node_path__WEBPACK_IMPORTED_MODULE_2___default().join(images, name), 'utf8')));
    return { dockerfiles: new Map(names.map((name, index) => [name, parsed[index]])), sources };
}
/**
 * Reads and hashes all files of the images folder.
 * @throws ConfigurationError when it is not there.
 */
function readSources(images) {
    const sources = new Map();
    for (const name of listFiles(images).sort()) {
        const file = `${images}/${name}`;
        const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
            .update(meaningOf(name, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file)))
            .digest('hex');
        sources.set(name, { executable: ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(file).mode & 0o111) !== 0, sha256 });
    }
    return sources;
}
/**
 * What counts of a file: all its bytes, but of what is a list by nature (locks, and what the build context leaves
 * out) its lines; comments don't count, nor does the order of a lock.
 */
function meaningOf(name, bytes) {
    const isLock = /^locks\/[^/]+\.lock$/.test(name);
    if (!isLock && name !== '.dockerignore')
        return bytes;
    const lines = bytes.toString('utf8').split(/\r?\n/);
    const counted = lines.filter((line) => line !== '' && !line.startsWith('#'));
    return (isLock ? counted.sort() : counted).join('\n');
}
/** Small files, read once at the start: one call after the other is faster than waiting for each. */
function listFiles(images) {
    try {
        return filesIn(images, '');
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConfigurationError */ .j1(`${images}: the images folder cannot be read`, { cause });
    }
}
function filesIn(folder, prefix) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(folder, { withFileTypes: true }).flatMap((entry) => {
        if (entry.isFile())
            return [prefix + entry.name];
        if (!entry.isDirectory() || entry.name === '__pycache__')
            return [];
        return filesIn(`${folder}/${entry.name}`, `${prefix}${entry.name}/`);
    });
}
/** The acceptance scripts that a cell runs, and the servers that they run beside. */
function testSources(sources, scripts, services) {
    const used = new Set(scripts.map((script) => `acceptance/${script}`));
    const serves = (name) => services && within(name, 'acceptance/services');
    return [...sources.keys()].filter((name) => used.has(name) || serves(name));
}
function within(name, top) {
    return name === top || name.startsWith(`${top}/`);
}


/***/ }),

/***/ 8670:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  sN: () => (/* binding */ aliasName),
  kb: () => (/* binding */ dayOf),
  nL: () => (/* binding */ decideMoves),
  Xb: () => (/* binding */ isChange),
  o4: () => (/* binding */ wantedAliases)
});

// EXTERNAL MODULE: ./src/catalog/aliases.ts
var catalog_aliases = __nccwpck_require__(6855);
;// CONCATENATED MODULE: ./src/release/version.ts
/**
 * Spark's versions in their order: numbers by value, and what follows a hyphen (`-rc1`, `-preview1`,
 * `-SNAPSHOT`) before the version itself, as semver.org has it. Unlike semver's, a text's own numbers count
 * by value too, so that rc10 comes after rc2, and `4.1` is a version: aliases in registries have such labels.
 * @returns a negative number when `a` comes before `b`, 0 when they are the same, else a positive one
 */
function compareVersions(a, b) {
    const [coreA, restA] = split(a);
    const [coreB, restB] = split(b);
    const byCore = compareParts(coreA, coreB);
    if (byCore !== 0)
        return byCore;
    if (restA === '' || restB === '')
        return restA === restB ? 0 : restA === '' ? 1 : -1;
    return compareParts(restA, restB);
}
/**
 * Whether a version is none that everybody should get: anything after a hyphen, which a vendor's build has
 * too.
 */
function isPreRelease(version) {
    return split(version)[1] !== '';
}
/** What stands before the first hyphen, and after it. */
function split(version) {
    const at = version.indexOf('-');
    return at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at + 1) || '-'];
}
/** Runs of digits by value, all else by its characters; of two with one beginning, the shorter comes first. */
function compareParts(a, b) {
    const [partsA, partsB] = [a, b].map((text) => text.match(/\d+|[^\d.-]+/g) ?? []);
    for (let index = 0;; index++) {
        const [x, y] = [partsA?.[index], partsB?.[index]];
        if (x === undefined || y === undefined)
            return x === y ? compareTexts(a, b) : x === undefined ? -1 : 1;
        const order = comparePart(x, y);
        if (order !== 0)
            return order;
    }
}
function comparePart(x, y) {
    const [numberX, numberY] = [/^\d/.test(x), /^\d/.test(y)];
    if (!numberX || !numberY)
        return numberX === numberY ? compareTexts(x, y) : numberX ? -1 : 1;
    const [longX, longY] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')];
    return longX.length - longY.length || compareTexts(longX, longY);
}
function compareTexts(a, b) {
    return a === b ? 0 : a < b ? -1 : 1;
}

;// CONCATENATED MODULE: ./src/release/policy.ts


/** An alias's name within a release: `tag`, or `image:tag` in a repository of its own. */
function aliasName({ image, tag }) {
    return image === undefined ? tag : `${image}:${tag}`;
}
/** The day of a release as tags have it: 20261124, in UTC. */
function dayOf(now) {
    return now.toISOString().slice(0, 10).replaceAll('-', '');
}
/** Whether a release writes the alias. */
function isChange({ verdict }) {
    return verdict === 'new' || verdict === 'move' || verdict === 'remove';
}
/**
 * One cell for each alias: of several versions the highest, pre-releases only when there is no other.
 * @param date day of the release, as dayOf() gives it
 */
function wantedAliases(cells, aliases, date) {
    const byId = new Map(cells.map((cell) => [cell.id, cell]));
    const chosen = new Map();
    for (const claim of (0,catalog_aliases/* claimsOf */.d)(cells, aliases, date)) {
        const cell = byId.get(claim.cell.id);
        if (cell === undefined)
            throw new Error(`a claim of ${claim.cell.id}, which is no cell of the release`);
        const name = aliasName(claim);
        const other = chosen.get(name);
        if (other === undefined || outranks(cell.version, other.cell.version))
            chosen.set(name, { claim, cell });
    }
    return [...chosen.values()];
}
function outranks(version, other) {
    const [early, otherEarly] = [isPreRelease(version), isPreRelease(other)];
    return early === otherEarly ? compareVersions(version, other) > 0 : otherEarly;
}
/**
 * The tag policy. Each alias has one target. A floating one never goes to a lower version than it has in
 * the registry, and to no pre-release; one with the version in its name follows that version; one with a
 * date is set once, and left out where nothing else of its cell changes and a date names the image already: a
 * day on which nothing changed makes no release.
 * @param now what each alias names in the registry, by aliasName()
 * @param dated images that an alias with a date is known to name
 */
function decideMoves(wanted, now, dated = new Set()) {
    const moves = wanted.map(({ claim, cell }) => {
        const from = now.get(aliasName(claim));
        const { image, tag, kind } = claim;
        return { image, tag, kind, cell: cell.id, to: cell.digest, from, ...decide(claim, cell, from) };
    });
    const changed = new Set(moves.filter((move) => move.kind !== 'fixed' && isChange(move)).map(({ cell }) => cell));
    const isNeedless = ({ kind, verdict, cell, to }) => kind === 'fixed' && verdict === 'new' && to !== undefined && dated.has(to) && !changed.has(cell);
    return moves.filter((move) => !isNeedless(move));
}
function decide({ kind }, cell, from) {
    if (from?.digest === cell.digest)
        return { verdict: 'keep', reason: 'names this image already' };
    const heldBack = (reason) => ({ verdict: 'held back', reason });
    if (kind === 'floating' && isPreRelease(cell.version)) {
        return heldBack(`${cell.version} is a pre-release, which takes no floating tag`);
    }
    if (from === undefined)
        return { verdict: 'new', reason: 'not in the registry yet' };
    if (kind === 'fixed')
        return heldBack('set before: a tag with a date never moves');
    if (kind === 'exact')
        return { verdict: 'move', reason: `${cell.version} was built anew` };
    if (from.version === undefined) {
        return heldBack('it names an image without a version label: remove the tag to let a release have it');
    }
    const order = compareVersions(cell.version, from.version);
    if (order < 0)
        return heldBack(`it is at ${from.version}, which is newer than ${cell.version}`);
    if (order === 0)
        return { verdict: 'move', reason: `${cell.version} was built anew` };
    return { verdict: 'move', reason: `from ${from.version} to ${cell.version}` };
}


/***/ }),

/***/ 8992:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   ml: () => (/* binding */ shorten),
/* harmony export */   y1: () => (/* binding */ plainLines)
/* harmony export */ });
/** Makes text from outside fit for a log, a summary or a message. */
/** A text of so many characters at most; a longer one is cut, and `…` follows. */
function shorten(text, length) {
    return text.length <= length ? text : `${text.slice(0, length)}…`;
}
/** Characters that a line of a log has at most. */
const MAX_LINE = 2000;
/**
 * Text from outside as one line that no runner takes for a workflow command: without control characters, ends of
 * lines and characters that have no width, and cut. The runner takes `::name` for a command where only white space is
 * before it, and `##[name]` anywhere in a line; it compares as its culture does, so that characters without a width
 * would not keep them apart (actions/runner, src/Runner.Common/ActionCommand.cs).
 */
function oneLine(text, length = MAX_LINE) {
    return shorten(text, length)
        .replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim()
        .replace(/^::/, ': :')
        .replaceAll('##[', '## [');
}
/** Text of our own that may repeat some from outside: each of its lines as oneLine() makes it, indented as it was. */
function plainLines(text) {
    return text.replaceAll(/[^ \n][^\n]*/g, (line) => oneLine(line));
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  q3: () => (/* binding */ getMultilineInput),
  pq: () => (/* binding */ info),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, debug, endGroup, exportVariable, getBooleanInput, getIDToken, getState, group, isDebug, markdownSummary, notice, platform, saveState, setCommandEcho, startGroup, toPlatformPath, toPosixPath, toWin32Path

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: external "data:text/javascript,export%20class%20OidcClient%20%7B%20static%20getIDToken()%20%7B%20throw%20new%20Error('getIDToken()%20is%20not%20bundled')%20%7D%20%7D"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const javascript_export_20class_20OidcClient_20_7B_20static_20getIDToken_20_7B_20throw_20new_20Error_getIDToken_20is_20not_20bundled_20_7D_20_7D_namespaceObject = x({  });
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "data:text/javascript,export%20function%20getExecOutput()%20%7B%20throw%20new%20Error('%40actions%2Fexec%20is%20not%20bundled')%20%7D"
var javascript_export_20function_20getExecOutput_20_7B_20throw_20new_20Error_40actions_2Fexec_20is_20not_20bundled_20_7D_x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var javascript_export_20function_20getExecOutput_20_7B_20throw_20new_20Error_40actions_2Fexec_20is_20not_20bundled_20_7D_y = (x) => (() => (x))
const javascript_export_20function_20getExecOutput_20_7B_20throw_20new_20Error_40actions_2Fexec_20is_20not_20bundled_20_7D_namespaceObject = javascript_export_20function_20getExecOutput_20_7B_20throw_20new_20Error_40actions_2Fexec_20is_20not_20bundled_20_7D_x({  });
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(8703);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
