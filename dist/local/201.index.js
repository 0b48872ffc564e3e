export const id = 201;
export const ids = [201];
export const modules = {

/***/ 85201:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  scanImages: () => (/* binding */ scanImages)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/catalog/schema/policies.ts
var policies = __webpack_require__(88501);
// EXTERNAL MODULE: ./src/catalog/statements.ts
var statements = __webpack_require__(25281);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(62148);
// EXTERNAL MODULE: ./src/registry/repository.ts
var registry_repository = __webpack_require__(56075);
// EXTERNAL MODULE: ./src/vulnerabilities/osv.ts
var vulnerabilities_osv = __webpack_require__(750);
// EXTERNAL MODULE: ./src/vulnerabilities/released.ts
var released = __webpack_require__(5211);
// EXTERNAL MODULE: ./src/vulnerabilities/report.ts
var vulnerabilities_report = __webpack_require__(20374);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(68825);
;// CONCATENATED MODULE: ./src/vulnerabilities/sarif.ts
/** Findings as SARIF 2.1.0, for GitHub's code scanning (github/codeql-action/upload-sarif). */


const LEVELS = {
    critical: 'error',
    high: 'error',
    medium: 'warning',
    low: 'note',
    unknown: 'note',
    none: 'note',
};
/** GitHub shows a severity by this number only. */
const SCORES = {
    critical: 9.5,
    high: 8,
    medium: 5.5,
    low: 2,
    unknown: 0,
    none: 0,
};
/** A log with a run for each image. */
function sarifLog(reports) {
    const log = {
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
        runs: reports.map(runOf),
    };
    return `${JSON.stringify(log, null, 2)}\n`;
}
function runOf(report) {
    const present = (0,vulnerabilities_report/* presentFindings */.U6)(report);
    const rules = new Map();
    // The same vulnerability may be more severe in one package than in another.
    for (const finding of present) {
        const known = rules.get(finding.id);
        if (known === undefined || scoreOf(known) < scoreOf(finding))
            rules.set(finding.id, finding);
    }
    const ids = [...rules.keys()];
    return {
        tool: {
            driver: {
                name: 'spark-images-action',
                informationUri: vulnerabilities_report/* SCANNER */.Zk,
                rules: [...rules.values()].map(ruleOf),
            },
        },
        // What GitHub keeps apart: the cell, whatever its digest and its fingerprint.
        automationDetails: { id: `vulnerabilities/${report.image.replace(/(?:-[0-9a-f]{12})?(?:@.*)?$/, '')}/` },
        results: present.map((finding) => resultOf(finding, ids.indexOf(finding.id))),
    };
}
const scoreOf = ({ score, severity }) => score ?? SCORES[severity];
function ruleOf(finding) {
    const { id, summary, severity, url, aliases } = finding;
    return {
        id,
        shortDescription: { text: summary || id },
        help: { text: [summary || id, ...aliases, url].join('\n') },
        helpUri: url,
        defaultConfiguration: { level: LEVELS[severity] },
        properties: {
            tags: ['security', 'vulnerability', severity],
            'security-severity': scoreOf(finding).toFixed(1),
        },
    };
}
function resultOf(finding, ruleIndex) {
    const { id, severity, package: one, status, ignored } = finding;
    const { ecosystem, name, version, where, purl } = one;
    const file = ecosystem.startsWith('Debian') ? 'var/lib/dpkg/status' : (where[0] ?? name);
    const key = (0,digest/* hexOf */.ZD)((0,digest/* sha256 */.sc)([ecosystem.split(':')[0], name, id].join('\n'))).slice(0, 16);
    return {
        ruleId: id,
        ruleIndex,
        level: LEVELS[severity],
        message: {
            text: `${name} ${version} has ${id} (${severity}); ${(0,vulnerabilities_report/* fixText */.Xc)(finding)}. In the image: ${where.join(', ')}.`,
        },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
                    region: { startLine: 1 },
                },
            },
        ],
        partialFingerprints: { primaryLocationLineHash: `${key}:1` },
        properties: { purl, status },
        ...(ignored !== undefined && { suppressions: [{ kind: 'external', justification: ignored }] }),
    };
}

// EXTERNAL MODULE: ./src/vulnerabilities/scan.ts + 4 modules
var scan = __webpack_require__(51723);
// EXTERNAL MODULE: ./src/local/context.ts + 2 modules
var local_context = __webpack_require__(87715);
;// CONCATENATED MODULE: ./src/local/scan.ts
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
/** `npm run scan`: the vulnerabilities of images in a registry. */













const SARIF = 'out/vulnerabilities.sarif';
/**
 * Shows what is found in each image, and writes it as SARIF.
 * @throws ConfigurationError when an image fails by the policy, or has no bill of materials.
 * @throws RegistryError when OSV or a registry gives no usable answer: whatever the policy, nothing was scanned then.
 */
async function scanImages(command, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { root, progress } = context;
        const family = __addDisposableResource(env_1, await (0,local_context/* openLocalFamily */.qs)(command, context), true);
        const { catalog } = family;
        const policy = readPolicy(command, catalog);
        const subjects = await readSubjects(command, context);
        progress.step(`ask ${policy.url}`);
        const osv = __addDisposableResource(env_1, new vulnerabilities_osv/* Osv */.b(policy.url, { log: progress.info }), false);
        const reports = await (0,scan/* scan */.S)(subjects, policy, osv, (0,statements/* statementsOf */.GX)(catalog));
        for (const report of reports) {
            progress.step(report.image);
            progress.info((0,vulnerabilities_report/* textOf */.b6)(report));
        }
        await (0,promises_.mkdir)(external_node_path_default().join(root, 'out'), { recursive: true });
        await (0,promises_.writeFile)(external_node_path_default().join(root, SARIF), sarifLog(reports));
        const failing = reports.filter(vulnerabilities_report/* hasFailed */.WN);
        if (failing.length > 0)
            throw new errors/* ConfigurationError */.j1(failing.map(vulnerabilities_report/* failureOf */.g5).join('\n\n'));
        return `Details are in ${SARIF}.`;
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
/** Without an image to compare with, all that is found counts. */
function readPolicy({ against, failOn, osv }, catalog) {
    const declared = catalog.vulnerabilities ?? policies/* vulnerabilityPolicy */.bq.parse({});
    const given = { 'fail-on': failOn ?? declared['fail-on'], url: osv ?? declared.url };
    const policy = policies/* vulnerabilityPolicy */.bq.safeParse({ ...declared, ...given });
    if (policy.success)
        return { ...policy.data, 'only-new': declared['only-new'] && against !== undefined };
    const [issue] = policy.error.issues;
    const option = issue?.path[0] === 'url' ? `--osv ${osv}` : `--fail-on ${failOn}`;
    throw new errors/* ConfigurationError */.j1(`${option}: ${issue?.message ?? 'is not allowed'}`);
}
async function readSubjects({ images = [], against }, { progress }) {
    if (against !== undefined && images.length > 1)
        throw new errors/* ConfigurationError */.j1('--against is an earlier image of one IMAGE: scan the others by themselves');
    progress.step('read the bills of materials');
    const earlier = against === undefined ? [] : await readNamed(against);
    const subjects = [];
    for (const name of images)
        for (const now of await readNamed(name)) {
            const before = earlier.find(({ platform }) => platform === now.platform) ?? earlier[0];
            subjects.push({ ...now, against: before });
        }
    return subjects;
}
/** An image with its bill of materials; of an index, those of all platforms. */
async function readNamed(text) {
    const { image, reference } = (0,oci_reference/* parseReference */.F2)(text);
    const repository = (0,registry_repository.openRepository)(image);
    const found = await (0,released/* resolveImages */.Be)(repository, reference);
    if (found.length === 0)
        throw new errors/* ConfigurationError */.j1(`${text} is not in the registry`);
    const read = found.map(async ({ digest, platform }) => {
        const bill = await (0,released/* readBill */.kx)(repository, digest);
        const tag = reference === digest ? '' : `:${reference}`;
        const named = `${(0,registry_repository/* formatRepository */.Sh)(repository)}${tag}@${digest}`;
        if (bill !== undefined)
            return { image: named, platform, bill };
        throw new errors/* ConfigurationError */.j1(`${named} has no bill of materials attached: build it anew with this action, or scan it with another tool`);
    });
    return Promise.all(read);
}


/***/ })

};
