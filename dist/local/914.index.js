export const id = 914;
export const ids = [914];
export const modules = {

/***/ 9914:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseCatalog: () => (/* binding */ parseCatalog)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/catalog/cells.ts + 1 modules
var catalog_cells = __webpack_require__(8173);
// EXTERNAL MODULE: ./src/catalog/nearest.ts
var nearest = __webpack_require__(9085);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/iso.js
var iso = __webpack_require__(3102);
// EXTERNAL MODULE: ./src/catalog/bytes.ts
var bytes = __webpack_require__(5632);
// EXTERNAL MODULE: ./src/catalog/id.ts
var id = __webpack_require__(4654);
;// CONCATENATED MODULE: ./src/catalog/schema.ts



const schema_id = schemas/* string */.YjP()
    .check(api/* _regex */.Fk(id.ID, 'an id is made of A-Z a-z 0-9 . _ - and starts with a letter or digit'));
const script = schemas/* string */.YjP()
    .check(api/* _regex */.Fk(/^[A-Za-z0-9][A-Za-z0-9._-]*\.(?:py|sh)$/, 'a script is a file name that ends in .py or .sh'));
const lock = schemas/* string */.YjP()
    .check(api/* _regex */.Fk(/^(?:[A-Za-z0-9._-]|\{version\}|\{series\})+$/, 'a lock is a file name in locks/ without .lock; {version} and {series} are replaced'));
const schema_bytes = schemas/* pipe */.FsL(schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]), schemas/* transform */.pdi((value, context) => {
    const size = (0,bytes/* parseBytes */.C)(value);
    if (size === undefined) {
        context.issues.push({
            code: 'custom',
            message: 'a size is a number with a unit, like 800 MB or 1 GB',
            input: value,
        });
        return core/* NEVER */.tm;
    }
    return size;
}));
const platform = schemas/* enum */.k5n(['linux/amd64', 'linux/arm64']);
/** Upper limits of a cell's size in bytes; see measure() for what each counts. */
const budget = schemas/* strictObject */.rej({ unpacked: schemas/* optional */.lqM(schema_bytes), compressed: schemas/* optional */.lqM(schema_bytes) });
const acceptanceTest = schemas/* strictObject */.rej({
    /** Its name in reports and records, unique within a cell. */
    name: schema_id,
    /** A file in acceptance/. */
    script,
    /** Run it beside a container of the image's default command, the Connect server. */
    server: schemas/* _default */.Rvf(schemas/* boolean */.zMY(), false),
    /** A stage of acceptance/services/Dockerfile: a server to run it beside. */
    service: schemas/* optional */.lqM(schema_id),
    /** `random`: a UID that the image doesn't know, in group 0, as OpenShift gives. */
    user: schemas/* _default */.Rvf(schemas/* enum */.k5n(['image', 'random']), 'image'),
    /** With a read-only root file system and a writable /tmp. */
    'read-only': schemas/* _default */.Rvf(schemas/* boolean */.zMY(), false),
    /** Time limit in seconds. */
    timeout: schemas/* _default */.Rvf(schemas/* int */.Whr().check(api/* _positive */.NC(), api/* _lte */.Zm(3600)), 180),
});
const component = schemas/* strictObject */.rej({
    description: schemas/* string */.YjP(),
    /** Build arguments of the Dockerfile that switch the component on. */
    args: schemas/* _default */.Rvf(schemas/* record */.g1P(schemas/* string */.YjP().check(api/* _regex */.Fk(/^[A-Z][A-Z0-9_]*$/, 'a build argument is in capitals')), schema_id), {}),
    locks: schemas/* _default */.Rvf(schemas/* array */.YOg(lock), []),
    acceptance: schemas/* _default */.Rvf(schemas/* array */.YOg(acceptanceTest), []),
});
const version = schemas/* strictObject */.rej({
    /** Feature version: 4.1 for 4.1.1. */
    series: schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d+\.\d+$/, 'a series is like "4.1", in quotes')),
    scala: schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d+\.\d+$/, 'a Scala version is like "2.13", in quotes')),
    java: schemas/* int */.Whr().check(api/* _gte */.qm(11), api/* _lte */.Zm(99)),
    /** Whether a Connect server is what the image runs by default, or what `connect` starts. */
    connect: schemas/* _default */.Rvf(schemas/* enum */.k5n(['default', 'on-request']), 'default'),
});
const variant = schemas/* strictObject */.rej({
    components: schemas/* array */.YOg(schema_id).check(api/* _minLength */.m9(1)),
    budget: schemas/* _default */.Rvf(budget, {}),
});
/** A statement on how well a combination is supported: it holds for cells that match all of `when`. */
const rule = schemas/* strictObject */.rej({
    support: schemas/* enum */.k5n(['supported', 'experimental', 'unsupported']),
    when: schemas/* strictObject */.rej({
        versions: schemas/* optional */.lqM(schemas/* array */.YOg(schema_id).check(api/* _minLength */.m9(1))),
        components: schemas/* optional */.lqM(schemas/* array */.YOg(schema_id).check(api/* _minLength */.m9(1))),
        platforms: schemas/* optional */.lqM(schemas/* array */.YOg(platform).check(api/* _minLength */.m9(1))),
    }),
    reason: schemas/* string */.YjP().check(api/* _minLength */.m9(1)),
    /** Where the reason can be looked up. */
    source: schemas/* string */.YjP().check(api/* _minLength */.m9(1)),
    /** When somebody last looked. */
    reviewed: iso/* date */.p6('a date is like 2026-11-24'),
});
/** The catalog as a file holds it: one place for its keys, their types and their limits. */
const catalogSchema = schemas/* strictObject */.rej({
    epoch: iso/* datetime */.w$('an epoch is a time in UTC, like 2026-11-01T00:00:00Z'),
    base: schemas/* string */.YjP(),
    platforms: schemas/* array */.YOg(platform).check(api/* _minLength */.m9(1)),
    compression: schemas/* strictObject */.rej({
        type: schemas/* enum */.k5n(['zstd', 'gzip']),
        level: schemas/* int */.Whr().check(api/* _gte */.qm(0), api/* _lte */.Zm(22)),
    }),
    versions: schemas/* record */.g1P(schema_id, version),
    variants: schemas/* record */.g1P(schema_id, variant),
    components: schemas/* record */.g1P(schema_id, component),
    rules: schemas/* _default */.Rvf(schemas/* array */.YOg(rule), []),
});

;// CONCATENATED MODULE: ./src/catalog/parse.ts





/**
 * Parses a catalog's text; `file` is the name that errors carry.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
function parseCatalog(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return `${file}:${line}:${col}`;
    };
    const [syntax] = document.errors;
    if (syntax)
        throw new errors/* ConfigurationError */.j1(`${at(syntax.pos[0])}: not valid YAML: ${syntax.message}`);
    /** Where the value at a path stands, or the nearest parent that is there. */
    const locate = (path) => {
        for (let depth = path.length; depth > 0; depth--) {
            const node = document.getIn(path.slice(0, depth), true);
            const range = node?.range;
            if (range)
                return at(range[0]);
        }
        return at(document.contents?.range?.[0] ?? 0);
    };
    // An alias bomb is bounded by the library; what it throws is the file's fault.
    let content;
    try {
        content = document.toJS({ maxAliasCount: 100 });
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1(`${file}: not a usable catalog`, { cause });
    }
    const parsed = catalogSchema.safeParse(content);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        if (issue === undefined)
            throw new Error('the schema refused the catalog without an issue');
        const { path, message } = explain(issue, content);
        throw new errors/* ConfigurationError */.j1(`${locate(path)}: ${path.map(String).join('.') || 'catalog'}: ${message}`);
    }
    checkReferences(parsed.data, (path, message) => {
        throw new errors/* ConfigurationError */.j1(`${locate(path)}: ${path.join('.')}: ${message}`);
    });
    return parsed.data;
}
/** What an issue of the schema is about, in words: the key it names and what may stand there. */
function explain(issue, content) {
    const found = describe(issue.path.reduce((value, key) => child(value, key), content));
    switch (issue.code) {
        case 'unrecognized_keys': {
            const key = issue.keys[0] ?? '';
            return {
                path: [...issue.path, key],
                message: `there is no such key${suggestion(key, keysAt(issue.path))}`,
            };
        }
        case 'invalid_type':
            return { path: issue.path, message: `expected ${article(issue.expected)}, found ${found}` };
        case 'invalid_value':
            return {
                path: issue.path,
                message: `found ${found}, allowed: ${issue.values.map((value) => String(value)).join(', ')}`,
            };
        case 'invalid_key':
            return { path: issue.path, message: issue.issues[0]?.message ?? issue.message };
        case 'too_small':
        case 'too_big': {
            const [word, limit] = issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
            return { path: issue.path, message: `found ${found}, expected ${word} ${limit}` };
        }
        case 'invalid_union':
            return { path: issue.path, message: `found ${found}, expected a number or a text` };
        default:
            return { path: issue.path, message: `found ${found}: ${issue.message}` };
    }
}
/** The keys that the schema knows at a path, for suggestions. */
function keysAt(path) {
    let node = catalogSchema;
    for (const key of path) {
        const def = unwrap(node)?._zod.def;
        const shape = def?.shape;
        node = (shape?.[String(key)] ?? def?.valueType ?? def?.element);
    }
    return Object.keys(unwrap(node)?._zod.def.shape ?? {});
    function unwrap(wrapped) {
        const inner = wrapped?._zod.def.innerType;
        return inner === undefined ? wrapped : unwrap(inner);
    }
}
/** Names in the catalog that must be of something declared in it. */
function checkReferences(catalog, fail) {
    const known = Object.keys(catalog.components);
    for (const [variant, { components }] of Object.entries(catalog.variants)) {
        components.forEach((name, index) => {
            const path = ['variants', variant, 'components', index];
            if (!known.includes(name))
                fail(path, `no component "${name}"${suggestion(name, known)}`);
            if (components.indexOf(name) !== index)
                fail(path, `component "${name}" is there twice`);
        });
        checkTestNames(catalog, components, fail);
    }
    checkRules(catalog, fail);
}
/** A rule that is about nothing is a mistake: a version gone, a name misspelt. */
function checkRules(catalog, fail) {
    const { versions, components } = catalog;
    catalog.rules.forEach(({ when }, index) => {
        for (const [key, known] of Object.entries({ versions, components })) {
            when[key]?.forEach((name, at) => {
                const names = Object.keys(known);
                if (!names.includes(name))
                    fail(['rules', index, 'when', key, at], `no "${name}"${suggestion(name, names)}`);
            });
        }
    });
    const cells = (0,catalog_cells/* cellsOf */.nc)(catalog);
    catalog.rules.forEach((rule, index) => {
        if (!cells.some((cell) => cell.rules.includes(rule)))
            fail(['rules', index], 'it holds for no cell');
    });
}
/** Reports and records name a cell's tests: no two may have one name. */
function checkTestNames(catalog, components, fail) {
    const seen = new Set();
    for (const component of components) {
        catalog.components[component]?.acceptance.forEach(({ name }, index) => {
            if (seen.has(name))
                fail(['components', component, 'acceptance', index, 'name'], `a test is already named "${name}"`);
            seen.add(name);
        });
    }
}
function suggestion(found, known) {
    const near = (0,nearest/* nearest */.p)(found, known);
    const list = known.length === 0 ? '' : `; known: ${known.join(', ')}`;
    return near === undefined ? list : `, did you mean "${near}"?${list}`;
}
function child(value, key) {
    return typeof value === 'object' && value !== null
        ? value[key]
        : undefined;
}
function describe(value) {
    if (value === undefined)
        return 'nothing';
    const text = JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
function article(type) {
    return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type === 'record' || type === 'object' ? 'mapping' : type}`;
}


/***/ })

};
