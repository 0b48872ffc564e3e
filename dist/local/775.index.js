export const id = 775;
export const ids = [775];
export const modules = {

/***/ 19775:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkVulnerabilities: () => (/* binding */ checkVulnerabilities)
/* harmony export */ });
/* harmony import */ var _catalog_statements_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25281);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83916);
/* harmony import */ var _bill_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96761);
/* harmony import */ var _osv_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(750);
/* harmony import */ var _released_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5211);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20374);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51723);
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







/**
 * What OSV knows of an image that is about to be pushed; undefined if nobody could say and the policy lets it pass.
 * @throws VulnerabilityError when the image fails by the policy.
 * @throws ConfigurationError when nobody could say, and the policy is to fail then.
 */
async function checkVulnerabilities(built, options) {
    const { policy, progress } = options;
    const image = `${built.image}@${built.digest}`;
    let report;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const osv = __addDisposableResource(env_1, new _osv_js__WEBPACK_IMPORTED_MODULE_3__/* .Osv */ .b(policy.url, { log: progress.info, ...options.osv }), false);
            const bill = (0,_bill_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBill */ .d)(built.spdx, built.digest);
            const against = await findReleased(built.cell, options);
            report = (await (0,_scan_js__WEBPACK_IMPORTED_MODULE_6__/* .scan */ .S)([{ image, bill, against }], policy, osv, (0,_catalog_statements_js__WEBPACK_IMPORTED_MODULE_0__/* .statementsOf */ .GX)(options.catalog)))[0];
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl))
            throw error;
        const problem = `the vulnerabilities of ${built.cell.id} are not known: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`;
        if (policy.unreachable === 'fail')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`${problem}. vulnerabilities.unreachable: warn in the catalog would let it pass`);
        progress.warning(problem);
    }
    if (report === undefined)
        return undefined;
    progress.info((0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .textOf */ .b6)(report));
    if ((0,_report_js__WEBPACK_IMPORTED_MODULE_5__/* .hasFailed */ .WN)(report))
        throw new _report_js__WEBPACK_IMPORTED_MODULE_5__/* .VulnerabilityError */ .jb(report);
    return report;
}
async function findReleased(cell, { catalog, released, progress }) {
    if (released === undefined)
        return undefined;
    for (const found of await (0,_released_js__WEBPACK_IMPORTED_MODULE_4__/* .releasedBefore */ .n1)(cell, catalog, released)) {
        const named = await (0,_released_js__WEBPACK_IMPORTED_MODULE_4__/* .withBill */ .GO)(found, progress.warning);
        if (named !== undefined)
            return named;
    }
    return undefined;
}


/***/ })

};
