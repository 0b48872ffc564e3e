export const id = 132;
export const ids = [132];
export const modules = {

/***/ 132:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseCatalog: () => (/* binding */ parseCatalog)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4514);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9085);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7037);





/**
 * Parses a catalog's text; `file` is the name that errors carry.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
function parseCatalog(text, file) {
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return `${file}:${line}:${col}`;
    };
    const [syntax] = document.errors;
    if (syntax)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${at(syntax.pos[0])}: not valid YAML: ${syntax.message}`);
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${file}: not a usable catalog`, { cause });
    }
    const parsed = _schema_js__WEBPACK_IMPORTED_MODULE_1__/* .catalogSchema */ .X.safeParse(content);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        if (issue === undefined)
            throw new Error('the schema refused the catalog without an issue');
        const { path, message } = explain(issue, content);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${locate(path)}: ${path.map(String).join('.') || 'catalog'}: ${message}`);
    }
    checkReferences(parsed.data, (path, message) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`${locate(path)}: ${path.join('.')}: ${message}`);
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
    let node = _schema_js__WEBPACK_IMPORTED_MODULE_1__/* .catalogSchema */ .X;
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
    const cells = (0,_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .cellsOf */ .nc)(catalog);
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
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .p)(found, known);
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
