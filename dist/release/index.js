import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
import * as __WEBPACK_EXTERNAL_MODULE_data_text_javascript_export_20class_20OidcClient_20_7B_20static_20getIDToken_20_7B_20throw_20new_20Error_getIDToken_20is_20not_20bundled_20_7D_20_7D_e18b8343__ from "data:text/javascript,export%20class%20OidcClient%20%7B%20static%20getIDToken()%20%7B%20throw%20new%20Error('getIDToken()%20is%20not%20bundled')%20%7D%20%7D";
import * as __WEBPACK_EXTERNAL_MODULE_data_text_javascript_export_20function_20getExecOutput_20_7B_20throw_20new_20Error_40actions_2Fexec_20is_20not_20bundled_20_7D_e6bd39ad__ from "data:text/javascript,export%20function%20getExecOutput()%20%7B%20throw%20new%20Error('%40actions%2Fexec%20is%20not%20bundled')%20%7D";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var net = __nccwpck_require__(9278);
var tls = __nccwpck_require__(4756);
var http = __nccwpck_require__(8611);
var https = __nccwpck_require__(5692);
var events = __nccwpck_require__(4434);
var assert = __nccwpck_require__(2613);
var util = __nccwpck_require__(9023);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

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

/***/ 5632:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ parseBytes),
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
const UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };
/** Bytes of a size like `850 MB` (decimal units, as registries count) or a whole number of bytes. */
function parseBytes(text) {
    if (typeof text === 'number')
        return Number.isSafeInteger(text) && text >= 0 ? text : undefined;
    const match = /^(\d+(?:\.\d+)?) ?(B|kB|MB|GB)$/.exec(text);
    const [, number, unit] = match ?? [];
    if (number === undefined || unit === undefined)
        return undefined;
    return Math.round(Number(number) * (UNITS[unit] ?? 1));
}
/** A size for people, in decimal units: 1.02 GB, 849 MB, 32 kB. */
function formatBytes(bytes) {
    if (bytes >= 1e9)
        return `${(bytes / 1e9).toFixed(2)} GB`;
    if (bytes >= 1e6)
        return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
    if (bytes >= 1e3)
        return `${(bytes / 1e3).toFixed(0)} kB`;
    return `${bytes} B`;
}


/***/ }),

/***/ 8515:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  nc: () => (/* binding */ cellsOf),
  ah: () => (/* binding */ exclusionOf),
  O4: () => (/* binding */ lockfilesOf),
  Z6: () => (/* binding */ subjectsOf),
  Df: () => (/* binding */ supportOf)
});

// UNUSED EXPORTS: describeExclusion, describeExclusions, describeRule, selectCells

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
        const matches = globMatcher(pattern);
        const matching = cells.filter(({ id }) => matches(id));
        const excluded = describeExclusions(matching);
        if (matching.length > 0 && excluded === undefined)
            return matches;
        if (excluded !== undefined) {
            const what = known.includes(pattern) ? pattern : `each cell of ${JSON.stringify(pattern.slice(0, 200))}`;
            throw new ConfigurationError(`${what} is ${excluded}`);
        }
        const near = nearest(pattern, known);
        const hint = near === undefined ? '' : ` Did you mean ${near}?`;
        throw new ConfigurationError(`no cell ${JSON.stringify(pattern.slice(0, 200))}.${hint} Known cells: ${known.join(', ')}`);
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
    const { parseCatalog } = await Promise.all(/* import() */[__nccwpck_require__.e(600), __nccwpck_require__.e(163)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6163));
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
    const { openUserFamily } = await Promise.all(/* import() */[__nccwpck_require__.e(600), __nccwpck_require__.e(163), __nccwpck_require__.e(907)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1907));
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

/***/ 8257:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2147);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2358);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6146);
/** The release entry: reads its inputs and runs. */



await (0,_entry_js__WEBPACK_IMPORTED_MODULE_0__/* .runEntry */ .C)(async () => (0,_run_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e)((0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readInputs */ .K)()));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 2358:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __nccwpck_require__(666);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./src/catalog/globs.ts
var globs = __nccwpck_require__(3208);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __nccwpck_require__(8992);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
;// CONCATENATED MODULE: ./src/github/inputs.ts
/** The registry's inputs, which all entries have. */



/** @throws ConfigurationError when the image's name is none, or only one of user and password is set. */
function readRegistryInputs() {
    const name = core/* getInput */.V4('image');
    if (name === '') {
        throw new errors/* ConfigurationError */.j1('the input image is empty: name the registry and the images, like registry.example.org/team/spark');
    }
    // GitHub's owner names have capitals, image names have none.
    const image = (0,reference/* parseImageName */["if"])(name.toLowerCase());
    const username = core/* getInput */.V4('username');
    const password = core/* getInput */.V4('password');
    if (password !== '')
        core/* setSecret */.Pq(password);
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
    const value = core/* getInput */.V4(name);
    if (value === '')
        return otherwise;
    if (/^(true|True|TRUE)$/.test(value))
        return true;
    if (/^(false|False|FALSE)$/.test(value))
        return false;
    throw new errors/* ConfigurationError */.j1(`the input ${name} is ${JSON.stringify(value.slice(0, 200))}; allowed: true, false`);
}
/** Lines of an input, trimmed, without empty ones. */
function listInput(name) {
    return core/* getMultilineInput */.q3(name)
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
;// CONCATENATED MODULE: ./src/github/release/inputs.ts
/** The inputs of the release entry. */




/** @throws ConfigurationError naming an input that is not what it may be. */
function readInputs() {
    return {
        ...readRegistryInputs(),
        ...(0,family/* readCatalogInputs */.lA)(),
        ...readEventInputs(),
        plan: core/* getInput */.V4('plan'),
        partial: booleanInput('partial'),
        dryRun: booleanInput('dry-run'),
        rollback: core/* getInput */.V4('rollback') || undefined,
        env: process.env,
    };
}


/***/ }),

/***/ 6146:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __nccwpck_require__(666);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __nccwpck_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __nccwpck_require__(3759);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/iso.js
var iso = __nccwpck_require__(3102);
// EXTERNAL MODULE: ./src/catalog/id.ts
var id = __nccwpck_require__(4654);
// EXTERNAL MODULE: ./src/catalog/cells.ts + 1 modules
var cells = __nccwpck_require__(8515);
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
    throw new ConfigurationError(`the plan of ${cells.length} cells is larger than an output of a job may be: plan fewer versions, variants or platforms at once`);
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
    return { level, reason: shorten(rules.map(describeRule).join('; '), length) };
}
function shorten(text, length) {
    return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

;// CONCATENATED MODULE: ./src/plan/output.ts




const hex = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{64}$/));
const digest = schemas/* string */.YjP().check(api/* _regex */.Fk(/^sha256:[0-9a-f]{64}$/));
const output_id = schemas/* string */.YjP().check(api/* _regex */.Fk(id.ID));
const platform = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/));
/** distribution-spec, "Pulling manifests". */
const tag = schemas/* string */.YjP().check(api/* _regex */.Fk(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/));
const what = (description) => schemas/* describe */.q0y(description);
/** The output `plan`; docs/plan.schema.json is made from it. */
const planSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(FORMAT).check(what('Raised when the meaning of a key changes')),
    planned: schemas/* optional */.lqM(iso/* datetime */.w$()
        .check(what('When the plan was made, in UTC: a release refuses a plan older than what was released'))),
    base: schemas/* object */.Ikc({ name: schemas/* string */.YjP(), digest })
        .check(what('The base image that all cells are built on: name as the catalog has it, and digest')),
    cells: schemas/* array */.YOg(schemas/* object */.Ikc({
        cell: output_id.check(what('Cell id, like 4.1.1-baseline')),
        version: output_id.check(what('Spark version, like 4.1.1')),
        series: schemas/* string */.YjP().check(what('Feature version, like 4.1')),
        variant: output_id,
        platform: platform.check(what('OCI platform, like linux/amd64')),
        fingerprint: hex.check(what('Hash over all that determines the content of the cell')),
        testsFingerprint: hex.check(what('Hash over all that tests the cell')),
        tag: tag.check(what('Staging tag: what a build of this fingerprint pushes')),
        verdict: schemas/* enum */.k5n(['build', 'unchanged', 'excluded']),
        reason: schemas/* string */.YjP().check(what('Why, in words; long ones are cut')),
        digest: schemas/* optional */.lqM(digest.check(what('Of an unchanged cell: the image manifest that the staging tag names'))),
        excluded: schemas/* optional */.lqM(schemas/* enum */.k5n(['rule', 'filter'])
            .check(what('Of an excluded cell: by a rule of the catalog, or because it was not asked for'))),
        support: schemas/* optional */.lqM(schemas/* object */.Ikc({ level: schemas/* enum */.k5n(['supported', 'experimental', 'unsupported']), reason: schemas/* string */.YjP() })
            .check(what("What the catalog's rules say of this combination; the least of them is the level"))),
    })),
});
/**
 * Parses what encodePlan() gave.
 * @throws ConfigurationError that says what is missing or not valid.
 */
function decodePlan(text) {
    if (text.trim() === '') {
        throw new errors/* ConfigurationError */.j1('the input plan is empty: give it the output "plan" of the plan entry. GitHub drops an output that holds a secret: keep the registry and the image name out of your secrets');
    }
    let content;
    try {
        content = JSON.parse(text);
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1('the input plan is not JSON: give it the output "plan" of the plan entry', {
            cause,
        });
    }
    const format = content?.format;
    if (format !== undefined && format !== FORMAT) {
        throw new errors/* ConfigurationError */.j1(`the input plan has format ${JSON.stringify(format)}, this version of the action knows ${FORMAT}: use one version for all entries`);
    }
    const parsed = planSchema.safeParse(content);
    if (!parsed.success) {
        const path = parsed.error.issues[0]?.path.join('.') || 'its top';
        throw new errors/* ConfigurationError */.j1(`the input plan is not what the plan entry gives: ${path} is missing or not valid`);
    }
    const seen = new Set();
    for (const { cell, platform } of parsed.data.cells) {
        const key = `${cell} for ${platform}`;
        if (seen.has(key))
            throw new errors/* ConfigurationError */.j1(`the input plan has ${key} twice`);
        seen.add(key);
    }
    return parsed.data;
}

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./src/registry/http/retry.ts
/** Tries again, with growing waits. */


/** Six tries over about 15 s, unless the registry asks for more time. */
const PATIENT = { attempts: 6, base: 500, cap: 10_000, patience: 120_000 };
/** For a first contact, where somebody waits to hear that a name is misspelt. */
const BRISK = { attempts: 3, base: 200, cap: 1_000, patience: 30_000 };
/**
 * The wait before the next try in ms: exponential, with jitter between half and all of it so that the
 * jobs of a matrix don't come back all at once, and never shorter than the registry asks for.
 * @param failed how many tries have failed, from 1
 * @param random in [0, 1)
 */
function waitAfter(failed, retryAfter, policy, random) {
    const backOff = Math.min(policy.cap, policy.base * 2 ** (failed - 1));
    return Math.max(retryAfter ?? 0, backOff * (0.5 + random / 2));
}
/**
 * Tries until it succeeds, fails for good, or the policy's tries are used up; then throws the last failure.
 * @param onRetry told of each failure that is tried again, and the wait in ms
 */
async function retry(policy, attempt, onRetry = () => { }) {
    for (let failed = 1;; failed++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof errors/* RegistryError */.gl && error.transient) || failed >= policy.attempts)
                throw error;
            const { retryAfter } = error;
            if ((retryAfter ?? 0) > policy.patience)
                throw error;
            const wait = waitAfter(failed, retryAfter, policy, Math.random());
            onRetry(error, wait);
            await (0,promises_namespaceObject.setTimeout)(wait);
        }
    }
}

// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __nccwpck_require__(8825);
;// CONCATENATED MODULE: ./src/oci/descriptor.ts
/** Descriptors: what points at content. */


const digestSchema = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,oci_digest/* isDigest */.Bc)(value), 'not a sha256 digest');
const descriptorSchema = schemas/* object */.Ikc({
    mediaType: schemas/* string */.YjP(),
    digest: digestSchema,
    /** Bytes. */
    size: schemas/* int */.Whr().check(api/* _nonnegative */.UI()),
    annotations: schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    platform: schemas/* optional */.lqM(schemas/* object */.Ikc({ architecture: schemas/* string */.YjP(), os: schemas/* string */.YjP(), variant: schemas/* optional */.lqM(schemas/* string */.YjP()) })),
});

// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __nccwpck_require__(3945);
;// CONCATENATED MODULE: ./src/oci/manifest.ts
/** Manifests, indexes and configurations of images, parsed by schemas. */



/** Media types of the OCI image-spec and of Docker's older format, which means the same. */
const manifest_MEDIA_TYPES = {
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    index: 'application/vnd.oci.image.index.v1+json',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
};
/** Registries take manifests of at least this size, in bytes (distribution-spec, "Pushing manifests"). */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const annotations = schemas/* optional */.lqM(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()));
const manifestSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(2),
    mediaType: schemas/* optional */.lqM(schemas/* enum */.k5n([manifest_MEDIA_TYPES.manifest, manifest_MEDIA_TYPES.dockerManifest])),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    config: descriptorSchema,
    layers: schemas/* array */.YOg(descriptorSchema),
    subject: schemas/* optional */.lqM(descriptorSchema),
    annotations,
});
const indexSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(2),
    mediaType: schemas/* optional */.lqM(schemas/* enum */.k5n([manifest_MEDIA_TYPES.index, manifest_MEDIA_TYPES.dockerIndex])),
    artifactType: schemas/* optional */.lqM(schemas/* string */.YjP()),
    manifests: schemas/* array */.YOg(descriptorSchema),
    annotations,
});
// Written by Go, where an empty map or list is null.
const absent = (value, instead) => value ?? instead;
const historySchema = schemas/* object */.Ikc({
    created_by: schemas/* optional */.lqM(schemas/* string */.YjP()),
    comment: schemas/* optional */.lqM(schemas/* string */.YjP()),
    empty_layer: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
});
const configSchema = schemas/* object */.Ikc({
    created: schemas/* optional */.lqM(schemas/* string */.YjP()),
    architecture: schemas/* string */.YjP(),
    os: schemas/* string */.YjP(),
    config: schemas/* pipe */.FsL(schemas/* nullish */.cl6(schemas/* object */.Ikc({ Labels: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())) })), schemas/* transform */.pdi((config) => ({ Labels: absent(config?.Labels, {}) }))),
    rootfs: schemas/* object */.Ikc({ diff_ids: schemas/* array */.YOg(digestSchema) }),
    history: schemas/* pipe */.FsL(schemas/* nullish */.cl6(schemas/* array */.YOg(historySchema)), schemas/* transform */.pdi((history) => absent(history, []))),
});
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image manifest. */
const parseManifest = (bytes, what) => manifest_parse(manifestSchema, bytes, what, 'an image manifest');
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image index. */
const parseIndex = (bytes, what) => manifest_parse(indexSchema, bytes, what, 'an image index');
/** Bytes of config and layers: what a client pulls of an image. */
function compressedBytes({ config, layers }) {
    return layers.reduce((sum, { size }) => sum + size, config.size);
}
/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image configuration. */
const parseImageConfig = (bytes, what) => manifest_parse(configSchema, bytes, what, 'an image configuration');
/** Whether a media type is an index's, OCI's or Docker's. */
function isIndexType(mediaType) {
    return mediaType === manifest_MEDIA_TYPES.index || mediaType === manifest_MEDIA_TYPES.dockerIndex;
}
/** Parses JSON from outside by a schema, once. @throws RegistryError naming `what`, what `kind` it is not, and where. */
function manifest_parse(schema, bytes, what, kind) {
    let content;
    try {
        content = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch {
        // The parser's own words would quote what it stumbled over, and this may come from anywhere.
        throw new errors/* RegistryError */.gl(`${what} is not ${kind}: it is not JSON`);
    }
    const result = parse/* safeParse */.xL(schema, content);
    if (result.success)
        return result.data;
    const issue = result.error.issues[0];
    const key = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    throw new errors/* RegistryError */.gl(`${what} is not ${kind}: ${key}${issue?.message ?? 'invalid'}`);
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: external "node:stream/consumers"
const consumers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __nccwpck_require__(2148);
;// CONCATENATED MODULE: ./src/registry/http/challenge.ts
/** Parses WWW-Authenticate headers. */
/** Longer ones are cut: the expression below takes a time that grows with the square of it. */
const MAX_LENGTH = 4096;
/** A scheme, after a comma or at the beginning; or a parameter, its value quoted or plain. */
const PART = /(?:^|,)[\s,]*([^\s,="]+)(?=\s|,|$)(?!\s*=)|([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi;
/** Of the challenges of a header, which may be several in one, the one that we can answer best. */
function parseChallenge(value) {
    if (value === undefined)
        return undefined;
    const challenges = challengesOf(value.slice(0, MAX_LENGTH));
    for (const { scheme, values } of challenges) {
        const { realm, service, scope } = Object.fromEntries(values);
        if (scheme !== 'bearer' || realm === undefined)
            continue;
        return {
            scheme,
            realm,
            service,
            scope,
        };
    }
    return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined;
}
/** Each scheme with the parameters that follow it up to the next one, names in lower case. */
function challengesOf(header) {
    const found = [];
    for (const [, scheme, key = '', quoted, plain] of header.matchAll(PART)) {
        if (scheme !== undefined)
            found.push({ scheme: scheme.toLowerCase(), values: new Map() });
        else
            found.at(-1)?.values.set(key.toLowerCase(), quoted ?? plain ?? '');
    }
    return found;
}

// EXTERNAL MODULE: ./src/text.ts
var src_text = __nccwpck_require__(8992);
;// CONCATENATED MODULE: ./src/registry/http/failure.ts
/** Tells failures apart: those that may pass, and what a registry says of them. */


/** Of what a registry says. */
const MAX_LINE = 300;
/** Whether a response of this status may be another when the request is sent again. */
function isTransientStatus(status) {
    return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
// Names that don't resolve and certificates that aren't trusted stay as they are; connections come back.
const TRANSIENT_CODES = new Set([
    'EAI_AGAIN',
    'ECONNABORTED',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETDOWN',
    'ENETRESET',
    'ENETUNREACH',
    'EPIPE',
    'ERR_STREAM_PREMATURE_CLOSE',
    'ETIMEDOUT',
]);
/** The code of a network failure, like ECONNREFUSED; also of one of several addresses tried. */
function networkCode(error) {
    if (error instanceof AggregateError && error.errors.length > 0)
        return networkCode(error.errors[0]);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : undefined;
}
/** Whether an error is one of the network: Node's have codes, and an aborted request is an AbortError. */
function isNetworkError(error) {
    return networkCode(error) !== undefined || (error instanceof Error && error.message === 'aborted');
}
/** Whether a network failure may pass. */
function isTransientNetworkError(error) {
    const code = networkCode(error);
    // Node's "socket hang up" has the code ECONNRESET; a tunnel that a proxy closes has none.
    return code === undefined ? /socket|tunneling/.test(String(error)) : TRANSIENT_CODES.has(code);
}
/** Retry-After in ms: seconds, or a date (RFC 9110, 10.2.3). `now` in ms. */
function parseRetryAfter(value, now = Date.now()) {
    if (value === undefined)
        return undefined;
    if (/^\d{1,9}$/.test(value))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
const errorBody = schemas/* object */.Ikc({
    errors: schemas/* array */.YOg(schemas/* object */.Ikc({ code: schemas/* string */.YjP(), message: schemas/* optional */.lqM(schemas/* string */.YjP()) })),
});
/**
 * What an error response's body says: codes, and one line of text for people (empty when there is none).
 * @param secrets what of it is not for people: a registry may repeat what we sent
 */
function parseErrorBody(body, secrets = []) {
    let content;
    try {
        content = JSON.parse(body);
    }
    catch {
        return { codes: [], text: '' };
    }
    const parsed = parse/* safeParse */.xL(errorBody, content);
    if (!parsed.success)
        return { codes: [], text: '' };
    const lines = parsed.data.errors.map(({ code, message }) => (message ? `${code}: ${message}` : code));
    // Before it is cut: a part of a secret is one too.
    const text = (0,src_text/* oneLine */.TN)(withoutSecrets(lines.join('; '), secrets), MAX_LINE);
    return { codes: parsed.data.errors.map(({ code }) => code), text };
}
/** A text with the secrets that it repeats made unreadable, also as they stand in URLs and forms. */
function withoutSecrets(text, secrets) {
    return secrets
        .filter(Boolean)
        .flatMap((secret) => [secret, ...encoded(secret), ...encoded(secret).map((text) => text.toLowerCase())])
        .sort((a, b) => b.length - a.length)
        .reduce((safe, secret) => safe.replaceAll(secret, '***'), text);
}
/** As a part of a URL, as several parts of one, and in a form. */
function encoded(secret) {
    // By a buffer: half a surrogate pair can't be encoded.
    const text = Buffer.from(secret).toString();
    return [encodeURIComponent(text), encodeURI(text), `${new URLSearchParams([['', text]])}`.slice(1)];
}

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(8611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(5692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: ./tools/no-undici/index.js
// Stands in for undici (package.json's "overrides"). @actions/http-client imports undici for
// getAgentDispatcher alone, which neither we nor @actions/core nor @actions/cache call: its requests go
// through node:http(s). The real package is 0.9 MB that every entry would load, half of its cold start.
class ProxyAgent {
  constructor() {
    throw new Error('undici is not bundled: HttpClient.getAgentDispatcher is not available here')
  }
}

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./src/registry/http/transport.ts





const LIMITS = { connect: 15_000, idle: 90_000 };
const USER_AGENT = 'spark-images-action';
/**
 * The one place that speaks HTTP: sends one request and gives its response whatever the status, through
 * the proxy that https_proxy, http_proxy and no_proxy name, over connections kept alive. No retries, no
 * redirects, no credentials of its own.
 */
class Transport {
    #agents = new Map();
    #limits;
    constructor(limits = LIMITS) {
        this.#limits = limits;
    }
    /**
     * @throws RegistryError when no response came: `cause` is the network's error.
     * @throws whatever the body's stream fails with.
     */
    async send(request) {
        const { method, url } = request;
        if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (0,oci_reference/* isLoopback */.U9)(url.hostname))) {
            const problem = 'only a registry on this machine may be spoken to without TLS';
            throw new errors/* RegistryError */.gl(`${nameOf(url)}: ${problem}`);
        }
        const abort = new AbortController();
        const timer = setTimeout(() => abort.abort(timeout(url, this.#limits.idle)), this.#limits.idle);
        const upload = request.body === undefined ? undefined : new Upload(request.body, timer, abort);
        // A client for each request, as only its handlers can reach a request's options.
        const client = new HttpClient(USER_AGENT, [options(this.#agentOf(url), abort.signal)], {
            allowRedirects: false,
            socketTimeout: this.#limits.idle * 2,
        });
        const headers = { ...request.headers, ...upload?.headers };
        try {
            const sent = client.request(method, url.href, upload?.stream ?? null, headers);
            // Node leaves a request open whose connection became another protocol's (101).
            const { message } = await Promise.race([sent, rejection(abort.signal)]);
            timer.refresh();
            const incoming = metered(url, message, timer);
            const body = upload === undefined || upload.isSent ? incoming : await cutShort(incoming, abort);
            return { status: message.statusCode ?? 0, headers: message.headers, body, url };
        }
        catch (error) {
            clearTimeout(timer);
            throw abort.signal.aborted ? abort.signal.reason : connectionError(url, error);
        }
        finally {
            upload?.stream.destroy();
        }
    }
    /** Closes the connections that are kept alive. */
    close() {
        for (const agent of this.#agents.values())
            agent.destroy();
        this.#agents.clear();
    }
    /** One for each origin, which keeps its connections, made by HttpClient so that proxies are used. */
    #agentOf({ origin }) {
        const known = this.#agents.get(origin);
        if (known !== undefined)
            return known;
        const agent = new HttpClient(USER_AGENT, [], { keepAlive: true }).getAgent(origin);
        limitConnect(agent, this.#limits.connect);
        this.#agents.set(origin, agent);
        return agent;
    }
}
/** Fails when the signal is given, with its reason. */
function rejection(signal) {
    const rejected = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    rejected.catch(() => { });
    return rejected;
}
/** A request's body on its way: keeps the timer awake, ends the request when its source fails. */
class Upload {
    stream;
    headers;
    isSent = false;
    constructor(body, timer, abort) {
        const meter = new external_node_stream_.Transform({
            transform(chunk, _encoding, done) {
                timer.refresh();
                done(null, chunk);
            },
        });
        this.stream = (0,external_node_stream_.pipeline)(body.open(), meter, (error) => {
            if (error && !this.isSent)
                abort.abort(error);
        });
        this.stream.once('end', () => {
            this.isSent = true;
        });
        this.headers = body.size === 'unannounced' ? {} : { 'content-length': String(body.size) };
    }
}
/** The response's body, which must end within the time limit too. It fails with RegistryErrors. */
function metered(url, message, timer) {
    const meter = new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            timer.refresh();
            done(null, chunk);
        },
        destroy(error, done) {
            done(error !== null && isNetworkError(error) ? connectionError(url, error) : error);
        },
    });
    return (0,external_node_stream_.pipeline)(message, meter, () => clearTimeout(timer));
}
/** A response that came before all was sent: what it says is read, and its connection is of no more use. */
async function cutShort(incoming, abort) {
    const text = await readText(incoming);
    abort.abort(new Error('the registry answered before all was sent'));
    return external_node_stream_.Readable.from([Buffer.from(text)]);
}
/** The media type of a response's Content-Type, without parameters. */
function mediaTypeOf({ headers }) {
    return headers['content-type']?.split(';')[0]?.trim();
}
/** The start of a response's body as text; the rest is discarded. */
async function readText(body, limit = 64 * 1024) {
    const chunks = [];
    let seen = 0;
    try {
        for await (const chunk of body) {
            chunks.push(chunk);
            seen += chunk.length;
            if (seen >= limit)
                break;
        }
    }
    catch {
        // It is read for what it may say about a failure; a part is better than another failure.
    }
    return Buffer.concat(chunks).toString('utf8', 0, limit);
}
/** What is read of a body that is of no interest, in bytes. */
const MAX_DISCARDED_BYTES = 64 * 1024;
/** Ends a response whose body is of no interest, so that its connection can serve again; not if it is long. */
function discard({ body }) {
    let seen = 0;
    body.on('error', () => { });
    body.on('data', (chunk) => {
        seen += chunk.length;
        if (seen > MAX_DISCARDED_BYTES)
            body.destroy();
    });
}
/** A request's options are set by a handler: HttpClient has no other way to them. */
function options(agent, signal) {
    return {
        prepareRequest(target) {
            target.agent = agent;
            target.signal = signal;
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('not reached')),
    };
}
/** Has connections fail that take longer than `limit` ms to be made; those to a proxy fall under `idle`. */
function limitConnect(agent, limit) {
    if (!('createConnection' in agent) || typeof agent.createConnection !== 'function')
        return;
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (...args) => {
        const socket = create(...args);
        if (socket != null && 'connecting' in socket)
            failUnlessConnected(socket, limit);
        return socket;
    };
}
function failUnlessConnected(socket, limit) {
    const timer = setTimeout(() => {
        const error = new Error(`no connection within ${limit / 1000} s`);
        socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    }, limit);
    for (const event of ['connect', 'close'])
        socket.once(event, () => clearTimeout(timer));
}
/** URLs that a server sent us to. */
const given = new WeakSet();
/** Marks a URL as one that a server sent us to: its path may repeat a part of a secret, in any writing. */
function asGiven(url) {
    given.add(url);
    return url;
}
/**
 * A URL for messages: without its query, which may hold signatures and upload states, and of one that a server sent
 * us to the host alone.
 */
function nameOf(url) {
    return given.has(url) ? `${url.origin}/…` : `${url.origin}${url.pathname}`;
}
function timeout(url, limit) {
    return new errors/* RegistryError */.gl(`${url.host} said nothing for ${limit / 1000} s`, { transient: true });
}
/** A failure of the network as a RegistryError, with the network's own error as its cause. */
function connectionError(url, cause) {
    // A request that we ended ourselves, for the reason that is its error's cause.
    if (cause instanceof Error && cause.cause instanceof errors/* RegistryError */.gl)
        return cause.cause;
    const transient = isTransientNetworkError(cause);
    return new errors/* RegistryError */.gl(`no connection to ${url.host}`, { transient, cause });
}

;// CONCATENATED MODULE: ./src/registry/http/token.ts
/** Asks token servers for tokens, and words what is wrong with credentials. */





// distribution's has `token`, OAuth2's `access_token`; some servers send both, or one of them empty.
const tokenSchema = schemas/* object */.Ikc({
    token: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    access_token: schemas/* nullish */.cl6(schemas/* string */.YjP()),
    expires_in: schemas/* nullish */.cl6(schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP().check(api/* _regex */.Fk(/^\d{1,9}$/))])),
});
/** Seconds a token is good for when the server doesn't say (distribution's token specification). */
const DEFAULT_LIFE = 60;
const MAX_ANSWER_BYTES = 256 * 1024;
/** Of a message: what a token was asked for. */
const MAX_SCOPES = 300;
/**
 * Asks a token server for a token: GET with a user's name and password or anonymously, POST with an
 * identity token (https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/).
 * @throws RegistryError when it refuses the credentials or what they asked for, or wants some and there are
 *   none; and for any other failure.
 */
async function fetchToken(transport, registry, challenge, scopes, credentials) {
    const response = await transport.send(tokenRequest(registry, challenge, scopes, credentials));
    const body = await readText(response.body, MAX_ANSWER_BYTES);
    if (response.status !== 200)
        throw refused(registry, response, body, scopes, credentials);
    const parsed = parseToken(body);
    const value = parsed?.token || parsed?.access_token;
    if (!value || !/^[\x21-\x7e]+$/.test(value)) {
        throw new errors/* RegistryError */.gl(`${response.url.host} answered without a token when asked for one`);
    }
    const life = Number(parsed?.expires_in ?? DEFAULT_LIFE);
    // Renewed a little early, as a request takes time; a very short life is used at least once.
    return { value, expires: Date.now() + Math.max(life * 0.9, 1) * 1000 };
}
function parseToken(body) {
    try {
        return parse/* safeParse */.xL(tokenSchema, JSON.parse(body)).data;
    }
    catch {
        return undefined;
    }
}
function refused(registry, { status, headers, url }, body, scopes, credentials) {
    const said = parseErrorBody(body, secretsOf(credentials)).text;
    if (status === 401)
        return refusal(registry, credentials, status, said);
    if (status === 403)
        return withheld(registry, credentials, scopes, said);
    const details = { transient: isTransientStatus(status), status };
    const retryAfter = parseRetryAfter(headers['retry-after']);
    return new errors/* RegistryError */.gl(`${url.host} gave no token (${status})`, { ...details, retryAfter });
}
/** Credentials that are missing or wrong that says what to do about it. */
function refusal(registry, credentials, status, said) {
    const words = wordsOf(said);
    const login = loginTo(registry);
    if (credentials === undefined) {
        return new errors/* RegistryError */.gl(`${registry} wants to know who is asking (${status}${words}) and there are no credentials for it: ${login}`, { status, refused: 'anonymous' });
    }
    return new errors/* RegistryError */.gl(`${registry} refuses ${whose(credentials)} (${status}${words}): ${login}`, {
        status,
        refused: 'credentials',
    });
}
/** A right that is missing that names it. */
function denial(registry, credentials, scopes, status, said) {
    const [, name = '?', actions = 'pull'] = /^repository:(.*):([a-z,]+)$/.exec(scopes[0] ?? '') ?? [];
    const right = writes(scopes) ? 'write to' : 'read';
    const who = credentials === undefined ? 'without credentials' : 'with the credentials that it was given';
    return new errors/* RegistryError */.gl(`${registry} doesn't let us ${right} ${name} ${who} (${status}${wordsOf(said)}): they need the right to ${actions}${onGitHub(registry, scopes)}`, 
    // A 401 to a token that credentials got says "not you" as well.
    { status: 403, refused: refusedBy(credentials) });
}
/** A token server that knows who is asking and does not give what was asked for. */
function withheld(registry, credentials, scopes, said) {
    const who = credentials === undefined ? 'without credentials' : `for ${whose(credentials)}`;
    const advice = credentials === undefined ? `that has this right: ${loginTo(registry)}` : 'that has this right';
    // Some of them are the registry's own words.
    const asked = scopes.join(' ').slice(0, MAX_SCOPES);
    return new errors/* RegistryError */.gl(`${registry} refused a token for ${asked} ${who} (403${wordsOf(said)}): use an account ${advice}${onGitHub(registry, scopes)}`, { status: 403, refused: refusedBy(credentials) });
}
const refusedBy = (credentials) => credentials === undefined ? 'anonymous' : 'credentials';
const wordsOf = (said) => (said === '' ? '' : `, saying ${JSON.stringify(said)}`);
const loginTo = (registry) => `give username and password, or run docker login ${registry}`;
const whose = (credentials) => 'username' in credentials ? `the credentials of ${credentials.username}` : 'the identity token';
const writes = (scopes) => /:[a-z,]*push[a-z,]*$/.test(scopes[0] ?? '');
function onGitHub(registry, scopes) {
    if (registry !== 'ghcr.io')
        return '';
    return ` (on GitHub: permissions: packages: ${writes(scopes) ? 'write' : 'read'} for the job)`;
}
/** The header of Basic authentication; undefined when it can't be used with these credentials. */
function basic(credentials) {
    if (credentials === undefined || !('username' in credentials))
        return undefined;
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
function tokenRequest(registry, { realm, service }, scopes, credentials) {
    if (!URL.canParse(realm)) {
        throw new errors/* RegistryError */.gl(`${registry} names a token server that is not a URL`);
    }
    const url = new URL(realm);
    if (credentials !== undefined && 'identityToken' in credentials) {
        const form = new URLSearchParams({
            grant_type: 'refresh_token',
            client_id: 'spark-images-action',
            refresh_token: credentials.identityToken,
            scope: scopes.join(' '),
        });
        if (service !== undefined)
            form.set('service', service);
        const bytes = Buffer.from(form.toString());
        return {
            method: 'POST',
            url,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: { size: bytes.length, open: () => external_node_stream_.Readable.from([bytes]) },
        };
    }
    if (service !== undefined)
        url.searchParams.set('service', service);
    for (const scope of scopes)
        url.searchParams.append('scope', scope);
    const authorization = basic(credentials);
    return { method: 'GET', url, ...(authorization === undefined ? {} : { headers: { authorization } }) };
}
/** What of credentials must not appear in a message. */
function secretsOf(credentials) {
    if (credentials === undefined)
        return [];
    if ('identityToken' in credentials)
        return [credentials.identityToken];
    return [credentials.password, basic(credentials)?.slice('Basic '.length) ?? ''];
}

;// CONCATENATED MODULE: ./src/registry/http/auth.ts
/** Keeps tokens and passwords for one registry, and gives the Authorization header of a request. */


/**
 * Authorization for one registry: learns from its challenge how it wants to be asked, and keeps tokens by
 * scope until shortly before they expire.
 * See https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/.
 */
class Authorizer {
    #registry;
    #transport;
    #credentials;
    #secrets;
    #tokens = new Map();
    #asked = new Map();
    #challenge;
    /** `registry` names it in messages, which `secrets` are to be kept out of. */
    constructor(registry, transport, credentials, secrets) {
        this.#registry = registry;
        this.#transport = transport;
        this.#credentials = credentials;
        this.#secrets = new Set(secrets);
    }
    /** The Authorization header for requests of these scopes, as far as the registry's way is known. */
    async header(scopes) {
        const challenge = this.#challenge;
        if (challenge === undefined)
            return undefined;
        if (challenge.scheme === 'basic')
            return basic(await this.#known());
        const key = scopes.join(' ');
        const known = this.#tokens.get(key);
        let token = await (known ?? this.#renew(key, challenge, scopes));
        if (token.expires <= Date.now()) {
            // Whoever comes first renews it, the others wait for that.
            const latest = this.#tokens.get(key);
            token = await (latest === undefined || latest === known ? this.#renew(key, challenge, scopes) : latest);
        }
        return `Bearer ${token.value}`;
    }
    /**
     * Takes note of a 401 response. Its token, if any, is forgotten.
     * @param asked the response's WWW-Authenticate
     * @param used the Authorization header that it was given for
     * @returns whether asking again, with a new header, makes sense
     */
    async learn(asked, scopes, used) {
        const challenge = parseChallenge(asked);
        if (challenge === undefined)
            return false;
        this.#challenge = challenge;
        const key = scopes.join(' ');
        if (challenge.scheme === 'bearer' && challenge.scope) {
            this.#asked.set(key, challenge.scope.split(' ').map(inOrder));
        }
        // Others may have renewed it in the meantime.
        if (used !== undefined && `Bearer ${(await this.#tokens.get(key))?.value}` === used)
            this.#tokens.delete(key);
        if (challenge.scheme === 'bearer')
            return true;
        const header = basic(await this.#known());
        if (header === undefined)
            return false;
        // A password that a helper gives may live for hours only, as ECR's does.
        return header !== used || basic(await this.#known(true)) !== used;
    }
    /** Everything secret that was given, used or got so far, to be kept out of messages. */
    get secrets() {
        return [...this.#secrets];
    }
    async #known(again) {
        const credentials = await this.#credentials(again);
        for (const secret of secretsOf(credentials))
            this.#secrets.add(secret);
        return credentials;
    }
    /** One request for all that wait for the same token. */
    #renew(key, challenge, scopes) {
        const renewed = this.#fetch(challenge, scopes);
        this.#tokens.set(key, renewed);
        renewed.catch(() => {
            if (this.#tokens.get(key) === renewed)
                this.#tokens.delete(key);
        });
        return renewed;
    }
    async #fetch(challenge, scopes) {
        // The registry's own idea of the scope may be another, where repositories are known by other names.
        const asked = this.#asked.get(scopes.join(' ')) ?? [];
        const all = [...new Set([...scopes, ...asked])];
        const token = await fetchToken(this.#transport, this.#registry, challenge, all, await this.#known());
        this.#secrets.add(token.value);
        return token;
    }
}
/** A scope with its actions in order: distribution names them in one that changes from answer to answer. */
function inOrder(scope) {
    const [, resource = '', actions = scope] = /^(.*:)([^:]*)$/.exec(scope) ?? [];
    return resource + actions.split(',').sort().join(',');
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_);
;// CONCATENATED MODULE: ./src/registry/http/credentials.ts
/** Finds the credentials that `docker login` left. */







const entrySchema = schemas/* object */.Ikc({
    auth: schemas/* optional */.lqM(schemas/* string */.YjP()),
    username: schemas/* optional */.lqM(schemas/* string */.YjP()),
    password: schemas/* optional */.lqM(schemas/* string */.YjP()),
    identitytoken: schemas/* optional */.lqM(schemas/* string */.YjP()),
});
const fileSchema = schemas/* object */.Ikc({
    auths: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), entrySchema)),
    credHelpers: schemas/* nullish */.cl6(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())),
    credsStore: schemas/* nullish */.cl6(schemas/* string */.YjP()),
});
const helperSchema = schemas/* object */.Ikc({ Username: schemas/* string */.YjP(), Secret: schemas/* string */.YjP() });
/** A helper may ask a keychain or a cloud; in ms. */
const HELPER_LIMIT = 30_000;
/**
 * What `docker login` left for a registry: in $DOCKER_CONFIG/config.json or ~/.docker/config.json, or with
 * a credential helper that the file names. Undefined when there is nothing: then we are anonymous.
 * @throws ConfigurationError naming the file or the helper when it is broken; never with its content.
 */
async function findCredentials(registry, env = process.env) {
    const path = (0,external_node_path_.join)(env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_namespaceObject.homedir)(), '.docker'), 'config.json');
    const config = await readConfig(path);
    if (config === undefined)
        return undefined;
    const keys = keysOf(registry);
    const helper = keys.map((key) => config.credHelpers?.[key]).find(Boolean) ?? config.credsStore;
    const key = keys.find((candidate) => config.auths?.[candidate] !== undefined);
    if (helper) {
        const found = await askHelper(helper, key ?? keys[0] ?? registry, env, path);
        if (found !== undefined)
            return found;
    }
    const entry = key === undefined ? undefined : config.auths?.[key];
    return entry === undefined ? undefined : entryCredentials(entry, `${path}: auths: ${key}`);
}
/** The ways in which Docker and others write a registry's key. */
function keysOf(registry) {
    if (registry === 'docker.io')
        return ['https://index.docker.io/v1/', 'docker.io', 'index.docker.io'];
    return [registry, `https://${registry}`, `https://${registry}/`, `http://${registry}`];
}
async function readConfig(path) {
    let content;
    try {
        content = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
            return undefined;
        // A parser quotes what it stumbles over, and that may be a password.
        const reason = error instanceof SyntaxError ? 'it is not JSON' : (0,errors/* messageOf */.bD)(error);
        throw new errors/* ConfigurationError */.j1(`Docker's configuration ${path} can't be read: ${reason}`);
    }
    const parsed = parse/* safeParse */.xL(fileSchema, content);
    if (parsed.success)
        return parsed.data;
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new errors/* ConfigurationError */.j1(`Docker's configuration ${path} is broken at ${where || 'its top'}`);
}
function entryCredentials(entry, where) {
    if (entry.identitytoken)
        return { identityToken: entry.identitytoken };
    if (entry.username && entry.password)
        return { username: entry.username, password: entry.password };
    // With a credential store, Docker leaves an empty entry behind.
    if (!entry.auth)
        return undefined;
    const decoded = Buffer.from(entry.auth, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon <= 0) {
        throw new errors/* ConfigurationError */.j1(`${where}: its auth is not the base64 of USER:PASSWORD; run docker login`);
    }
    // Old versions of Docker end the password with a zero byte.
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') };
}
/** https://github.com/docker/docker-credential-helpers#development */
async function askHelper(name, server, env, path) {
    if (!/^[A-Za-z0-9._-]+$/.test(name)) {
        throw new errors/* ConfigurationError */.j1(`${path} names a credential helper that can't be: ${JSON.stringify(name)}`);
    }
    const command = `docker-credential-${name}`;
    const { exitCode, stdout } = await runHelper(command, server, env).catch((error) => {
        throw new errors/* ConfigurationError */.j1(`${command}, which ${path} names, can't be run: ${(0,errors/* messageOf */.bD)(error)}`);
    });
    if (exitCode !== 0) {
        if (/credentials not found/i.test(stdout))
            return undefined;
        throw new errors/* ConfigurationError */.j1(`${command} get failed for ${server} (exit code ${exitCode})`);
    }
    const answer = parseHelperAnswer(stdout);
    if (answer === undefined) {
        throw new errors/* ConfigurationError */.j1(`${command} get answered for ${server} with something unknown`);
    }
    const { Username: username, Secret: secret } = answer;
    return username === '<token>' ? { identityToken: secret } : { username, password: secret };
}
function parseHelperAnswer(stdout) {
    try {
        return parse/* safeParse */.xL(helperSchema, JSON.parse(stdout)).data;
    }
    catch {
        return undefined;
    }
}
async function runHelper(command, input, env) {
    const child = (0,external_node_child_process_namespaceObject.spawn)(command, ['get'], {
        env,
        stdio: ['pipe', 'pipe', 'ignore'],
        timeout: HELPER_LIMIT,
        killSignal: 'SIGKILL',
    });
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
    });
    // A helper that doesn't read its input closes the pipe; what counts is how it ends.
    child.stdin.on('error', () => { });
    child.stdin.end(input);
    const [exitCode, stdout] = await Promise.all([ended, (0,consumers_namespaceObject.text)(child.stdout)]);
    return { exitCode, stdout };
}

;// CONCATENATED MODULE: ./src/registry/http/client.ts
/** Speaks to one registry: authenticates, follows redirects, tries again, and turns statuses into errors. */









const MAX_REDIRECTS = 5;
/** Speaks to one registry: authenticates, follows redirects, tries again, and turns statuses into errors. */
class Client {
    registry;
    #root;
    #transport;
    #credentials;
    #authorizer;
    #retries;
    #log;
    #guard;
    constructor(registry, options = {}) {
        const { credentials, log = () => { }, retries = PATIENT, transport = new Transport(), env } = options;
        this.registry = registry;
        this.#root = (0,oci_reference/* apiUrl */.y0)(registry);
        this.#transport = transport;
        this.#retries = retries;
        this.#log = log;
        this.#guard = options.guard ?? (() => { });
        let found;
        this.#credentials = (again = false) => {
            if (credentials !== undefined)
                return Promise.resolve(credentials);
            if (found === undefined || again)
                found = findCredentials(registry, env);
            return found;
        };
        this.#authorizer = new Authorizer(registry, transport, this.#credentials, secretsOf(credentials));
    }
    /**
     * Sends a request, again when it fails in a way that may pass.
     * @param consume reads the response; when that fails in such a way, the request is sent again too
     * @throws RegistryError when the registry refuses us, for every other status than the expected ones, and
     *   when there is no connection.
     * @throws ConfigurationError when Docker's credentials can't be read.
     */
    request(call, consume, policy = this.#retries) {
        return this.retrying(async () => {
            const response = await this.once(call);
            try {
                return await consume(response);
            }
            catch (error) {
                throw this.#safe(receiveError(response.url, error));
            }
        }, policy);
    }
    /** As retry() with this client's policy and log. */
    retrying(attempt, policy = this.#retries) {
        return retry(policy, attempt, ({ message }, wait) => this.#log(`${message}; trying again in ${(wait / 1000).toFixed(1)} s`));
    }
    /** Sends a request once; again only when the registry asks who we are. Throws as request(). */
    async once(call) {
        try {
            const url = call.url instanceof URL ? call.url : new URL(call.url, this.#root);
            let authorization = await this.#authorize(url, call.scopes);
            let response = await this.#follow(call, url, authorization);
            const isRefused = () => response.status === 401 && response.url.origin === this.#root.origin && !call.expect.includes(401);
            // Twice at most: who we are, and then a password that is new. A token was new the first time.
            for (let asked = 0; asked < 2 && isRefused(); asked++) {
                if (asked > 0 && authorization?.startsWith('Bearer '))
                    break;
                const challenge = response.headers['www-authenticate'];
                if (!(await this.#authorizer.learn(challenge, call.scopes, authorization)))
                    break;
                discard(response);
                authorization = await this.#authorize(url, call.scopes);
                response = await this.#follow(call, url, authorization);
            }
            if (call.expect.includes(response.status))
                return response;
            throw await this.#failure(call, response, authorization);
        }
        catch (error) {
            throw this.#safe(error);
        }
    }
    close() {
        this.#transport.close();
    }
    /** A registry may repeat anywhere what we sent: in a host, a header, a path. No message has it. */
    #safe(error) {
        if (!(error instanceof errors/* RegistryError */.gl))
            return error;
        const text = (0,errors/* messageOf */.bD)(error);
        const safe = withoutSecrets(text, this.#authorizer.secrets);
        return safe === text ? error : new errors/* RegistryError */.gl(safe, { ...error, cause: undefined });
    }
    /** Credentials are for the registry's own host: uploads and downloads may be sent elsewhere. */
    async #authorize(url, scopes) {
        return url.origin === this.#root.origin ? this.#authorizer.header(scopes) : undefined;
    }
    async #follow(call, start, authorization) {
        const { method, body, headers: own = {} } = call;
        let url = start;
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            const isOurs = url.origin === this.#root.origin;
            const headers = isOurs && authorization !== undefined ? { ...own, authorization } : own;
            this.#guard();
            const response = await this.#transport.send({ method, url, headers, ...(body ? { body } : {}) });
            const next = method === 'GET' || method === 'HEAD' ? redirectOf(response) : undefined;
            if (next === undefined)
                return response;
            discard(response);
            url = next;
        }
        throw new errors/* RegistryError */.gl(`${nameOf(start)} is redirected without end`);
    }
    async #failure({ method, scopes }, response, authorization) {
        const { status, headers, url } = response;
        const body = method === 'HEAD' ? '' : await readText(response.body);
        if (method === 'HEAD')
            discard(response);
        const { codes, text } = parseErrorBody(body, this.#authorizer.secrets);
        const isOurs = url.origin === this.#root.origin;
        const credentials = await this.#credentials();
        // The token server took the credentials, and the registry does not take its token: it grants too little.
        const isKnown = credentials !== undefined && authorization?.startsWith('Bearer ') === true;
        if (status === 401 && isOurs && !isKnown)
            return refusal(this.registry, credentials, status, text);
        if ((status === 401 || status === 403) && isOurs) {
            return denial(this.registry, credentials, scopes, status, text);
        }
        return new errors/* RegistryError */.gl(`${this.registry} answered ${status} to ${method} ${nameOf(url)}${text === '' ? '' : ` (${text})`}`, {
            transient: isTransientStatus(status),
            status,
            codes,
            retryAfter: parseRetryAfter(headers['retry-after']),
        });
    }
}
/** Where a response redirects to. @throws RegistryError when that is nowhere, or from HTTPS to HTTP. */
function redirectOf({ status, headers, url }) {
    const { location } = headers;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
        return undefined;
    const next = URL.canParse(location, url.href) ? asGiven(new URL(location, url)) : undefined;
    if (next !== undefined && (url.protocol === 'http:' || next.protocol === 'https:'))
        return next;
    throw new errors/* RegistryError */.gl(`${nameOf(url)} is redirected where we can't follow`);
}
/** A failure to read a response: connections break off, and bytes may come damaged; both may pass. */
function receiveError(url, error) {
    if (error instanceof errors/* RegistryError */.gl) {
        return error.damaged ? new errors/* RegistryError */.gl(error.message, { ...error, transient: true }) : error;
    }
    return isNetworkError(error) ? connectionError(url, error) : error;
}
/** A response's whole body. @throws RegistryError when there are more than `limit` bytes. */
async function readBytes(response, limit) {
    async function* bounded() {
        let seen = 0;
        for await (const chunk of response.body) {
            seen += chunk.length;
            if (seen > limit) {
                throw new errors/* RegistryError */.gl(`${nameOf(response.url)} is larger than the ${limit} bytes that it should have at most`);
            }
            yield chunk;
        }
    }
    return (0,consumers_namespaceObject.buffer)(bounded());
}

;// CONCATENATED MODULE: ./src/registry/repository.ts
/** A repository of a registry as a value. The other files of this folder have the operations on it. */


/** The repository of a name, with a client of its own. Nothing is asked of the registry yet. */
function openRepository(image, options = {}) {
    return { image, client: new Client(image.registry, options) };
}
/** registry/repository, for messages. */
function formatRepository({ image }) {
    return (0,oci_reference/* formatImageName */.eS)(image);
}
/** The path of something in the repository, relative to the API's root. */
function pathOf({ image }, rest) {
    return `/v2/${image.repository}/${rest}`;
}
/** The scopes, as token servers name rights, of requests that read. */
function pullScopes({ image }) {
    return [`repository:${image.repository}:pull`];
}
/** The scopes of requests that write. */
function pushScopes({ image }) {
    return [`repository:${image.repository}:pull,push`];
}

;// CONCATENATED MODULE: ./src/registry/blobs.ts
/** Reads blobs (distribution-spec, "Pulling blobs"). */






/** A blob that is read into memory, a record or a configuration, has at most so many bytes. */
const MAX_SMALL_BLOB_BYTES = 32 * 1024 * 1024;
/** @param scopes the rights to ask with: pushScopes() where a push comes next */
function hasBlob(repository, digest, scopes = pullScopes(repository)) {
    const call = {
        method: 'HEAD',
        url: pathOf(repository, `blobs/${digest}`),
        scopes,
        expect: [200, 404],
    };
    return repository.client.request(call, (response) => {
        discard(response);
        return response.status === 200;
    });
}
/** A small blob's bytes, verified. @throws RegistryError when it is not there or larger than 32 MiB. */
async function getBlob(repository, descriptor) {
    const what = blobs_nameOf(repository, descriptor);
    if (descriptor.size > MAX_SMALL_BLOB_BYTES) {
        throw new errors/* RegistryError */.gl(`${what} is too large to be read at once`);
    }
    return repository.client.request(blobCall(repository, descriptor), async (response) => {
        const bytes = await readBytes(response, descriptor.size);
        (0,oci_digest/* verify */.MX)(bytes, descriptor, what);
        return bytes;
    });
}
/** A blob's bytes as a stream, which fails at its end when they are not what the descriptor says. */
function openBlob(repository, descriptor) {
    return repository.client.request(blobCall(repository, descriptor), ({ body }) => (0,external_node_stream_.pipeline)(body, (0,oci_digest/* verifying */.MP)(descriptor, blobs_nameOf(repository, descriptor)), () => { }));
}
function blobCall(repository, { digest }) {
    return {
        method: 'GET',
        url: pathOf(repository, `blobs/${digest}`),
        scopes: pullScopes(repository),
        expect: [200],
    };
}
function blobs_nameOf(repository, { digest }) {
    return `blob ${digest} in ${formatRepository(repository)}`;
}

;// CONCATENATED MODULE: ./src/registry/manifests.ts
/** Reads and stores manifests and indexes (distribution-spec, "Pulling manifests" and "Pushing Manifests"). */








const ACCEPTED = [
    manifest_MEDIA_TYPES.manifest,
    manifest_MEDIA_TYPES.index,
    manifest_MEDIA_TYPES.dockerManifest,
    manifest_MEDIA_TYPES.dockerIndex,
].join(', ');
/**
 * What a tag or a digest names, undefined when there is nothing (or no such repository). It believes the
 * registry's headers: use getManifest() where that matters.
 */
async function manifests_resolveTag(repository, reference) {
    const known = await repository.client.request(manifestCall(repository, 'HEAD', reference), (response) => {
        discard(response);
        if (response.status === 404)
            return undefined;
        return describedBy(response, reference) ?? 'unknown';
    });
    // Registries should give digest and length, and some don't.
    return known === 'unknown' ? (await getManifest(repository, reference))?.descriptor : known;
}
/** A manifest or index, undefined when there is none. By a digest, the bytes are verified against it. */
function getManifest(repository, reference) {
    return repository.client.request(manifestCall(repository, 'GET', reference), async (response) => {
        if (response.status === 404)
            return void discard(response);
        const bytes = await readBytes(response, MAX_MANIFEST_BYTES);
        const said = response.headers['docker-content-digest'];
        const digest = (0,oci_digest/* isDigest */.Bc)(reference) ? reference : (asDigest(said) ?? (0,oci_digest/* sha256 */.sc)(bytes));
        (0,oci_digest/* verify */.MX)(bytes, { digest, size: bytes.length }, `manifest ${reference} in ${formatRepository(repository)}`);
        const mediaType = mediaTypeOf(response) ?? manifest_MEDIA_TYPES.manifest;
        return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
    });
}
/**
 * Stores a manifest or index under a tag or its digest, bit for bit.
 * @throws RegistryError when the registry says that it stored something else.
 */
async function putManifest(repository, reference, bytes, mediaType) {
    return (await manifests_putManifestWithSubject(repository, reference, bytes, mediaType)).descriptor;
}
/** As putManifest(); also whether the registry took note of the manifest's subject. */
function manifests_putManifestWithSubject(repository, reference, bytes, mediaType) {
    const digest = (0,oci_digest/* sha256 */.sc)(bytes);
    const call = {
        method: 'PUT',
        url: pathOf(repository, `manifests/${checkReference(reference)}`),
        headers: { 'content-type': mediaType },
        body: { size: bytes.length, open: () => external_node_stream_.Readable.from([bytes]) },
        scopes: pushScopes(repository),
        expect: [201],
    };
    return repository.client.request(call, (response) => {
        discard(response);
        checkStored(repository, response, digest);
        const knowsReferrers = response.headers['oci-subject'] !== undefined;
        return { descriptor: { mediaType, digest, size: bytes.length }, knowsReferrers };
    });
}
/** @throws RegistryError when the registry says that it stored something else than what it was given. */
function checkStored(repository, { headers }, digest) {
    const stored = headers['docker-content-digest'];
    if (typeof stored !== 'string' || stored === digest)
        return;
    const what = (0,oci_digest/* isDigest */.Bc)(stored) ? stored : 'something else';
    throw new errors/* RegistryError */.gl(`${formatRepository(repository)} stored ${what} when it was given ${digest}`);
}
function manifestCall(repository, method, reference) {
    return {
        method,
        url: pathOf(repository, `manifests/${checkReference(reference)}`),
        headers: { accept: ACCEPTED },
        scopes: pullScopes(repository),
        expect: [200, 404],
    };
}
/** A digest, or a tag by the grammar: it becomes part of a path. */
function checkReference(reference) {
    return reference.includes(':') ? (0,oci_digest/* parseDigest */.m)(reference) : (0,oci_reference/* checkTag */.Bs)(reference);
}
function asDigest(header) {
    return typeof header === 'string' && (0,oci_digest/* isDigest */.Bc)(header) ? header : undefined;
}
/** The descriptor in a HEAD response's headers, if all of it is there. */
function describedBy(response, reference) {
    const { headers } = response;
    const digest = asDigest(headers['docker-content-digest']);
    const mediaType = mediaTypeOf(response);
    const size = Number(headers['content-length'] ?? Number.NaN);
    if (digest === undefined || mediaType === undefined || !Number.isSafeInteger(size))
        return undefined;
    if ((0,oci_digest/* isDigest */.Bc)(reference) && digest !== reference)
        return undefined;
    return { mediaType, digest, size };
}

;// CONCATENATED MODULE: ./src/registry/upload.ts






/** From this size on, in bytes, an upload that breaks off is worth resuming. */
const RESUMABLE_BYTES = 8 * 1024 * 1024;
/**
 * Stores a blob in a repository (distribution-spec, "Pushing blobs"): nothing is sent when it is there, or
 * when it can be mounted from one of the repositories `mountFrom` of the same registry. A small blob goes
 * in one PUT. A large one goes as Docker sends it, in one PATCH of no announced length, and is resumed
 * where the registry says it broke off, if the registry kept that (distribution doesn't when the connection
 * was lost in the middle). Not in chunks: GHCR refuses those over 4 MiB, and ECR loses all after the first
 * (https://github.com/aws/containers-roadmap/issues/2831). The registry verifies the digest at the end.
 */
async function upload_pushBlob(repository, descriptor, open, { mountFrom = [] } = {}) {
    if (await isThere(repository, descriptor))
        return 'existed';
    for (const source of mountFrom) {
        if (source !== repository.image.repository && (await mount(repository, descriptor, source)))
            return 'mounted';
    }
    await send(repository, descriptor, open);
    return 'uploaded';
}
/**
 * Whether a blob needs no sending. Some registries (GitHub's) say "denied" of a repository that is not there yet:
 * where it is there and we may not write to it, the upload itself will say so.
 */
async function isThere(repository, { digest }) {
    try {
        return await hasBlob(repository, digest, pushScopes(repository));
    }
    catch (error) {
        if (error instanceof errors/* RegistryError */.gl && error.refused !== undefined)
            return false;
        throw error;
    }
}
/** Sends a blob's bytes, and after each failure those that the registry does not have yet. */
async function send(repository, descriptor, open) {
    let session;
    await repository.client.retrying(async () => {
        // The answer to the last request may have been lost, and not the request.
        if (session !== undefined && (await isThere(repository, descriptor)))
            return;
        const progress = session && (await progressOf(repository, session, descriptor));
        session = progress?.location ?? locationOf(await repository.client.once(uploadCall(repository, '')));
        try {
            session = await sendFrom(repository, session, descriptor, progress?.start ?? 0, open);
            await finish(repository, session, descriptor, open);
        }
        catch (error) {
            if (progress === undefined || !isFinal(error) || error.refused !== undefined)
                throw error;
            // What was resumed did not fit together: once more from the start.
            session = undefined;
            throw new errors/* RegistryError */.gl(error.message, { transient: true, cause: error });
        }
    });
}
/** Whether the registry answered, and asking again would not help. */
function isFinal(error) {
    return error instanceof errors/* RegistryError */.gl && !error.transient;
}
/** Begins an upload. @returns where its bytes go, in the registry's own words. */
async function beginUpload(repository, policy = PATIENT) {
    return repository.client.request(uploadCall(repository, ''), (response) => locationOf(response), policy);
}
/** Ends an upload without storing anything. A registry that doesn't let us will forget it by itself. */
async function cancelUpload(repository, location) {
    const call = {
        method: 'DELETE',
        url: location,
        scopes: pushScopes(repository),
        // Some want the right to delete for it, which nobody needs who pushes.
        expect: [200, 202, 204, 400, 401, 403, 404, 405, 501],
    };
    await repository.client.request(call, discard);
}
/** distribution-spec, "Mounting a blob from another repository"; false when that doesn't work. */
async function mount(repository, { digest }, source) {
    const query = `?mount=${digest}&from=${encodeURIComponent(source)}`;
    const call = {
        ...uploadCall(repository, query),
        scopes: [...pushScopes(repository), `repository:${source}:pull`],
        expect: [201, 202, 404],
    };
    try {
        const response = await repository.client.once(call);
        // Instead of mounting, the registry may have begun an ordinary upload.
        if (response.status === 202)
            await cancelUpload(repository, locationOf(response));
        else
            discard(response);
        if (response.status !== 201)
            return false;
        checkStored(repository, response, digest);
        return true;
    }
    catch {
        // It may not let us read the other one, for instance; what matters will show in the upload itself.
        return false;
    }
}
function uploadCall(repository, query) {
    return {
        method: 'POST',
        url: pathOf(repository, `blobs/uploads/${query}`),
        headers: { 'content-length': '0' },
        scopes: pushScopes(repository),
        expect: [202],
    };
}
/** Sends what is missing of a large blob. @returns where the upload goes on */
async function sendFrom(repository, location, { size }, start, open) {
    if (size < RESUMABLE_BYTES || start === size)
        return location;
    const range = start === 0 ? {} : { 'content-range': `${start}-${size - 1}` };
    const response = await repository.client.once({
        method: 'PATCH',
        url: location,
        headers: { 'content-type': 'application/octet-stream', ...range },
        body: { size: start === 0 ? 'unannounced' : size - start, open: () => open(start) },
        scopes: pushScopes(repository),
        expect: [201, 202, 204],
    });
    return locationOf(response);
}
/**
 * How far an upload has got, as its next byte's offset (distribution-spec, "Pushing a blob in chunks");
 * undefined when the registry doesn't know it any more or doesn't tell, or a small blob is sent anew anyway.
 */
async function progressOf(repository, location, { size }) {
    if (size < RESUMABLE_BYTES)
        return undefined;
    const call = {
        method: 'GET',
        url: location,
        scopes: pushScopes(repository),
        expect: [202, 204, 400, 404, 416],
    };
    const response = await repository.client.once(call).catch((error) => {
        // Who doesn't let us ask (405) may well let us begin anew.
        if (isFinal(error))
            return undefined;
        throw error;
    });
    if (response === undefined)
        return undefined;
    discard(response);
    const last = /^(?:bytes=)?0-(\d+)$/.exec(String(response.headers.range))?.[1];
    // "0-0" is written for nothing at all as well as for one byte.
    if (response.status >= 400 || last === undefined || last === '0' || Number(last) >= size)
        return undefined;
    return { location: locationOf(response), start: Number(last) + 1 };
}
/** Closes an upload, a small blob's with all its bytes; the registry checks the digest. */
async function finish(repository, location, { digest, size }, open) {
    const url = asGiven(new URL(location));
    url.searchParams.set('digest', digest);
    const content = size < RESUMABLE_BYTES
        ? { headers: { 'content-type': 'application/octet-stream' }, body: { size, open: () => open(0) } }
        : { headers: { 'content-length': '0' } };
    const call = { method: 'PUT', url, scopes: pushScopes(repository), expect: [201, 204], ...content };
    const response = await repository.client.once(call);
    discard(response);
    checkStored(repository, response, digest);
}
function locationOf(response) {
    discard(response);
    const { location } = response.headers;
    if (location === undefined || !URL.canParse(location, response.url.href)) {
        throw new errors/* RegistryError */.gl(`${response.url.host} began an upload without a place for it`);
    }
    return asGiven(new URL(location, response.url));
}

;// CONCATENATED MODULE: ./src/registry/empty.ts
/** The empty JSON object that artifacts have as configuration. */




const EMPTY = Buffer.from('{}');
/** What artifacts have as configuration (image-spec, manifest.md, "Guidance for an Empty Descriptor"). */
const empty_EMPTY_DESCRIPTOR = {
    mediaType: manifest_MEDIA_TYPES.empty,
    digest: (0,oci_digest/* sha256 */.sc)(EMPTY),
    size: EMPTY.length,
};
/** Stores the blob that EMPTY_DESCRIPTOR names. */
async function empty_pushEmpty(repository) {
    await upload_pushBlob(repository, empty_EMPTY_DESCRIPTOR, (start) => external_node_stream_.Readable.from([EMPTY.subarray(start)]));
}

;// CONCATENATED MODULE: ./src/release/artifact.ts





/** An artifact's manifest, and the descriptor of it (image-spec, manifest.md, "Guidelines for Artifact Usage"). */
function encodeArtifact({ artifactType, annotations, blob }) {
    const layer = blob === undefined
        ? empty_EMPTY_DESCRIPTOR
        : { mediaType: blob.mediaType, digest: (0,oci_digest/* sha256 */.sc)(blob.bytes), size: blob.bytes.length };
    const content = {
        schemaVersion: 2,
        mediaType: manifest_MEDIA_TYPES.manifest,
        artifactType,
        config: empty_EMPTY_DESCRIPTOR,
        layers: [layer],
        annotations,
    };
    const bytes = Buffer.from(JSON.stringify(content));
    const descriptor = { mediaType: manifest_MEDIA_TYPES.manifest, digest: (0,oci_digest/* sha256 */.sc)(bytes), size: bytes.length };
    return { bytes, descriptor };
}
/** Stores an artifact's blobs, which its manifest may then name. */
async function pushArtifactBlobs(repository, { blob }) {
    await empty_pushEmpty(repository);
    if (blob === undefined)
        return;
    const { mediaType, bytes } = blob;
    const descriptor = { mediaType, digest: (0,oci_digest/* sha256 */.sc)(bytes), size: bytes.length };
    await upload_pushBlob(repository, descriptor, (start) => external_node_stream_.Readable.from([bytes.subarray(start)]));
}

;// CONCATENATED MODULE: ./src/release/lock.ts









const LOCK_TYPE = 'application/vnd.spark-images.release-lock.v1+json';
const LOCK_TAG = 'release-lock';
const STATE = 'spark-images.lock';
const stateSchema = schemas/* object */.Ikc({
    /** `idle`: nobody's. `held`: somebody prepares. `moving`: what `record` names is being moved. */
    phase: schemas/* enum */.k5n(['idle', 'held', 'moving']),
    /** Random, one for each run. */
    holder: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** Whose it is, for people. */
    by: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** The release under way, and the digest of its record's manifest. */
    release: schemas/* optional */.lqM(schemas/* string */.YjP()),
    record: schemas/* optional */.lqM(digestSchema),
    /** The last release that was completed. */
    last: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** When it was written. */
    time: schemas/* string */.YjP(),
    /** Makes each writing another one. */
    turn: schemas/* number */.aig(),
});
const LOCK_TIMES = { settle: 1500, renew: 8000, valid: 30_000, lease: 60_000 };
/** Somebody else releases, or took over from us. */
class LockError extends errors/* RegistryError */.gl {
    name = 'LockError';
}
/** What the lock's tag says now; undefined before the first release. */
async function readLock(repository) {
    const stored = await getManifest(repository, LOCK_TAG);
    if (stored === undefined)
        return undefined;
    const what = `${formatRepository(repository)}:${LOCK_TAG}`;
    const { artifactType, annotations } = parseManifest(stored.bytes, what);
    try {
        const parsed = stateSchema.safeParse(JSON.parse(annotations?.[STATE] ?? 'null'));
        if (artifactType === LOCK_TYPE && parsed.success)
            return parsed.data;
    }
    catch {
        // Not JSON: not ours.
    }
    throw new errors/* ConfigurationError */.j1(`${what} is not a release lock: remove that tag`);
}
/**
 * The right to move aliases: a tag that names its holder. A registry can't compare and swap, so it is
 * written, left alone for a moment and read back; then it is renewed as long as it is held. Holders and
 * others measure time each by a clock of their own. See docs/release.md for what this can't do.
 */
class Lock {
    /** What an earlier holder, dead by now, left unfinished. */
    interrupted;
    #repository;
    #times;
    #stop = new AbortController();
    #state;
    /** By performance.now(), in ms. */
    #validUntil;
    #lostTo;
    #writing = Promise.resolve();
    constructor(repository, times, state, written, interrupted) {
        this.#repository = repository;
        this.#times = times;
        this.#state = state;
        this.#validUntil = written + times.valid;
        this.interrupted = interrupted;
    }
    /**
     * Takes the lock; waits until a holder that may be dead is.
     * @param owner `holder` a random id, `by` who that is for people
     * @throws LockError when somebody else has it.
     */
    static async take(repository, owner, times, say) {
        await empty_pushEmpty(repository);
        let from = performance.now();
        const seen = await readLock(repository);
        const interrupted = seen === undefined || seen.phase === 'idle' ? undefined : seen;
        if (interrupted !== undefined)
            from = await awaitDeath(repository, interrupted, times, say);
        const last = seen?.last === undefined ? {} : { last: seen.last };
        // What was under way stays named, until it is finished or undone.
        const left = interrupted ?? { phase: 'held', ...last };
        const state = { ...left, ...owner, time: new Date().toISOString(), turn: 0 };
        const written = performance.now();
        await write(repository, state);
        // Who was slow to write may have written over somebody's lock: that one notices within the lease.
        const isSlow = performance.now() - from > times.settle;
        if (isSlow)
            say(`the registry is slow: waiting ${Math.ceil(times.lease / 1000)} s for the release lock`);
        const lock = new Lock(repository, times, state, written, interrupted);
        void lock.#keep();
        try {
            await (0,promises_namespaceObject.setTimeout)(isSlow ? times.lease : times.settle);
            await lock.confirm();
            return lock;
        }
        catch (error) {
            await lock[Symbol.asyncDispose]();
            throw error;
        }
    }
    /** The last release that was completed. */
    get last() {
        return this.#state.last;
    }
    /**
     * @param undoing whether what was moved is put back, which is right even when the lock was taken away
     * @throws LockError when it may be somebody else's by now.
     */
    check(undoing) {
        if (this.#lostTo !== undefined && !undoing)
            throw taken(this.#lostTo);
        if (performance.now() < this.#validUntil)
            return;
        throw new LockError('the release lock could not be renewed in time: another release may have it now');
    }
    /** Reads the lock back. @throws LockError when somebody else has it. */
    async confirm() {
        const found = await readLock(this.#repository);
        if (found?.holder === this.#state.holder)
            return;
        this.#lostTo = found ?? { phase: 'idle', time: '', turn: 0 };
        throw taken(this.#lostTo);
    }
    /** Writes what the release does now, and reads it back. */
    async update(change) {
        await this.#write(change);
        await this.confirm();
    }
    /** Gives the lock back. @param last the last release that was completed */
    async giveBack(last) {
        this.#stop.abort();
        await this.#writing.catch(() => { });
        if (this.#lostTo !== undefined)
            return;
        const time = new Date().toISOString();
        await write(this.#repository, {
            phase: 'idle',
            last,
            time,
            turn: this.#state.turn + 1,
        });
    }
    /** Leaves the lock to the next release, which has to finish or undo what is under way. */
    async [Symbol.asyncDispose]() {
        this.#stop.abort();
        await this.#writing.catch(() => { });
    }
    /** Renews until it is given back. A renewal that fails is no harm before the time is up. */
    async #keep() {
        const { signal } = this.#stop;
        for (;;) {
            await (0,promises_namespaceObject.setTimeout)(this.#times.renew, undefined, { signal, ref: false }).catch(() => { });
            if (signal.aborted)
                return;
            await this.confirm()
                .then(() => this.#write({}))
                .catch(() => { });
        }
    }
    #write(change) {
        const written = this.#writing
            .catch(() => { })
            .then(async () => {
            if (this.#stop.signal.aborted)
                return;
            this.check(false);
            const { time: _, ...rest } = this.#state;
            const state = { ...rest, ...change, time: new Date().toISOString(), turn: rest.turn + 1 };
            const started = performance.now();
            await write(this.#repository, state);
            this.#state = state;
            this.#validUntil = started + this.#times.valid;
        });
        this.#writing = written;
        return written;
    }
}
/** Waits until nobody has renewed a lock for its lease. @returns when it was last seen, in ms */
async function awaitDeath(repository, seen, { lease }, say) {
    // Whatever the clocks of two machines are apart, it is less than this.
    const isOld = Date.now() - Date.parse(seen.time) > 10 * lease;
    if (isOld)
        return performance.now();
    say(`${describe(seen)}; if it does not renew its lock within ${Math.ceil(lease / 1000)} s it is dead, and is finished or undone`);
    const until = performance.now() + lease;
    for (;;) {
        await (0,promises_namespaceObject.setTimeout)(Math.min(lease / 20, Math.max(0, until - performance.now())));
        const asked = performance.now();
        const now = await readLock(repository);
        if (now?.holder !== seen.holder || now?.turn !== seen.turn)
            throw busy(now ?? seen);
        if (asked >= until)
            return asked;
    }
}
async function write(repository, state) {
    const artifact = { artifactType: LOCK_TYPE, annotations: { [STATE]: JSON.stringify(state) } };
    await putManifest(repository, LOCK_TAG, encodeArtifact(artifact).bytes, manifest_MEDIA_TYPES.manifest);
}
function describe({ by, release, time }) {
    const id = release === undefined ? '' : ` ${release}`;
    return `another release${id} is under way${by === undefined ? '' : `, of ${by}`}, last seen at ${time}`;
}
function busy(state) {
    const other = state.phase === 'idle' ? 'another release was under way until now' : describe(state);
    return new LockError(`nothing was moved: ${other}; run this one again when it has ended`);
}
function taken(state) {
    return new LockError(`another release took the lock${state.by === undefined ? '' : `, of ${state.by}`}`);
}

;// CONCATENATED MODULE: ./src/release/pace.ts


/** Set by the tests, which have no minutes to wait: whatever a release waits for others, times this. */
const PACE = 'SPARK_IMAGES_PACE';
/** The usual pace, unless the environment asks for a quicker one: a number over 0, at most 1. */
function testPace(env) {
    const asked = Number(env[PACE] ?? 1);
    const factor = asked > 0 && asked <= 1 ? asked : 1;
    const { settle, renew, valid, lease } = LOCK_TIMES;
    const { attempts, base, cap, patience } = PATIENT;
    return {
        client: {
            retries: { attempts, base: base * factor, cap: cap * factor, patience: patience * factor },
        },
        times: { settle: settle * factor, renew: renew * factor, valid, lease: lease * factor },
    };
}

;// CONCATENATED MODULE: ./src/plan/changes.ts

/** Of a name or a value of a part that a record keeps. */
const changes_MAX_LENGTH = 200;
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
    const short = (value) => value.replace(/^([0-9a-f]{16})[0-9a-f]{48}(?= x$|$)/, '$1').slice(0, changes_MAX_LENGTH);
    return Object.fromEntries(Object.entries(section).map(([name, value]) => [name.slice(0, changes_MAX_LENGTH), short(value)]));
}
/**
 * What changed between two images of a cell, in words, the most telling first.
 * @param then as notedParts() gave them.
 */
function changes_describeChanges(then, now) {
    const current = notedParts(now);
    return [
        ...describeSettings(then.settings, current.settings),
        ...describeArgs(then.args, current.args),
        ...describeSet(then.files, current.files, (name) => `images/${name}`),
        ...describeSet(then.stages, current.stages, (name) => `stage ${name} of images/Dockerfile`),
    ];
}
/** What changed of a cell's tests, in words. @param then as notedParts() gave them. */
function changes_describeTestChanges(then, now) {
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
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./src/plan/dockerfile.ts

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
    return new errors/* ConfigurationError */.j1(`images/Dockerfile:${line}: ${what} to the plan, which must know what a stage uses`);
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

;// CONCATENATED MODULE: ./src/plan/sources.ts





/**
 * Reads the images folder: its Dockerfiles, and the hashes of all its files.
 * @throws ConfigurationError when one of them is not there.
 */
function readImages(images) {
    const sources = readSources(images);
    if (!sources.has('Dockerfile'))
        throw new errors/* ConfigurationError */.j1(`${images} has no Dockerfile`);
    const names = [...sources.keys()].filter((name) => name === 'Dockerfile' || within(name, 'dockerfiles'));
    const parsed = names.map((name) => parseDockerfile((0,external_node_fs_.readFileSync)(external_node_path_default().join(images, name), 'utf8')));
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
        const sha256 = (0,external_node_crypto_.createHash)('sha256')
            .update(meaningOf(name, (0,external_node_fs_.readFileSync)(file)))
            .digest('hex');
        sources.set(name, { executable: ((0,external_node_fs_.statSync)(file).mode & 0o111) !== 0, sha256 });
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
        throw new errors/* ConfigurationError */.j1(`${images}: the images folder cannot be read`, { cause });
    }
}
function filesIn(folder, prefix) {
    return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).flatMap((entry) => {
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
        return declared(instruction)
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
        files: hashesOf(sources, testSources(sources, scripts, services)),
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
function plan_newestTag({ id, platform }) {
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
            const rule = exclusionOf(target.cell);
            if (rule)
                return { ...target, verdict: excluded('rule', describeExclusion(rule)) };
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
    return { kind: 'build', reason: oneLine(reason, MAX_REASON) };
}
function verdict(target, { published, earlier, refused }) {
    if (refused !== undefined)
        return build('the registry lets nothing be read');
    const { tag, testsFingerprint, testParts } = target;
    const found = published.get(tag);
    if (found === undefined)
        return build(missing(target, earlier.get(plan_newestTag(target.cell))));
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

;// CONCATENATED MODULE: ./src/release/family.ts

/** Beyond so many, problems are counted and not listed. */
const LISTED = 20;
/**
 * The cells of a release: all that the plan has, but for those that a rule of the catalog keeps out.
 * @param targets the catalog's cells as they are here, with the plan's base image
 * @param partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
function familyOf(plan, targets, partial) {
    checkOrigin(plan, targets);
    // Only what the catalog has a rule on can be left out by one.
    const ruled = new Set(targets.filter(({ cell }) => isRuled(cell)).map(({ cell }) => keyOf(cell)));
    const isOut = (cell) => cell.excluded === 'rule' && ruled.has(keyOf(cell));
    const whole = plan.cells.filter((cell) => !isOut(cell));
    const left = whole.filter(({ verdict }) => verdict === 'excluded');
    const family = whole.filter(({ verdict }) => verdict !== 'excluded');
    checkPlatforms(family, left);
    if (left.length > 0 && !partial) {
        throw new errors/* ConfigurationError */.j1(`nothing was moved: the plan leaves out ${left.length} of ${whole.length} cells (${listed(left.map(family_nameOf), ', ')}), and a release is of the whole family: plan all of it, or set partial: true to release the rest`);
    }
    if (family.length > 0)
        return family;
    throw new errors/* ConfigurationError */.j1('nothing was moved: the plan has no cell to release');
}
/** A cell's tags name all of its platforms: of a part of them is no release, not even a partial one. */
function checkPlatforms(family, left) {
    const released = new Set(family.map(({ cell }) => cell));
    const torn = left.filter(({ cell }) => released.has(cell));
    if (torn.length === 0)
        return;
    const platforms = [...new Set(torn.map(({ platform }) => platform))].join(', ');
    throw new errors/* ConfigurationError */.j1(`nothing was moved: tags would lose a platform: the plan leaves out ${listed(torn.map(family_nameOf), ', ')}, and takes others of the same cells; plan without the input platforms, or take ${platforms} out of the catalog`);
}
function isRuled({ rules }) {
    return rules.some(({ support }) => support !== 'supported');
}
/** A plan of another catalog has other cells; of the same one in another version, other fingerprints. */
function checkOrigin(plan, targets) {
    const advice = 'give plan, build and release the same catalog and version of the action';
    const here = new Map(targets.map((target) => [keyOf(target.cell), target]));
    const planned = new Set(plan.cells.map(keyOf));
    const unknown = plan.cells.filter((cell) => !here.has(keyOf(cell)));
    const absent = targets.filter(({ cell }) => !planned.has(keyOf(cell)));
    if (unknown.length > 0 || absent.length > 0) {
        const parts = [
            unknown.length === 0 ? '' : `it has ${listed(unknown.map(family_nameOf), ', ')}`,
            absent.length === 0
                ? ''
                : `it lacks ${listed(absent.map(({ cell }) => family_nameOf(cell)), ', ')}`,
        ];
        throw new errors/* ConfigurationError */.j1(`nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`);
    }
    const other = plan.cells.find((cell) => here.get(keyOf(cell))?.fingerprint !== cell.fingerprint);
    if (other === undefined)
        return;
    const [then, now] = [other.fingerprint, here.get(keyOf(other))?.fingerprint ?? ''].map((print) => print.slice(0, 12));
    throw new errors/* ConfigurationError */.j1(`nothing was moved: ${family_nameOf(other)} was planned with fingerprint ${then} and has ${now} here; ${advice}`);
}
const idOf = (cell) => ('id' in cell ? cell.id : cell.cell);
const keyOf = (cell) => `${idOf(cell)} ${cell.platform}`;
/** A cell in messages. */
function family_nameOf(cell) {
    return `${idOf(cell)} for ${cell.platform}`;
}
/** Some of many. */
function listed(items, separator) {
    const more = items.length - LISTED;
    return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

;// CONCATENATED MODULE: ./src/release/prepare.ts





/** What images may have grown by since the release before, in bytes, by cell id; see checkGrowth(). */
function growthLimits(catalog) {
    return new Map((0,cells/* cellsOf */.nc)(catalog).flatMap(({ id, budget: { growth } }) => (growth === undefined ? [] : [[id, growth]])));
}
/**
 * The cells of a release, from a plan and the catalog that it must be of; see familyOf().
 * @param images the images folder that the plan was made from
 */
function prepareFamily(plan, catalog, images, partial) {
    if (catalog.aliases.length === 0) {
        throw new errors/* ConfigurationError */.j1('the catalog has no aliases: there is nothing that a release could move');
    }
    const base = { ...plan.base, reference: `${plan.base.name}@${plan.base.digest}` };
    return familyOf(plan, fingerprintCells((0,cells/* cellsOf */.nc)(catalog), catalog, readImages(images), base), partial);
}

;// CONCATENATED MODULE: ./src/parallel.ts
/** Bounded parallelism. */
/**
 * Runs a task for each item, at most `limit` at a time, and returns the results in the items' order. After the first
 * failure no other task is started; it is thrown once the running ones have ended.
 */
async function parallel_inParallel(limit, items, task) {
    const results = new Map();
    const failures = [];
    const rest = items.entries();
    const work = async () => {
        for (const [index, item] of rest) {
            if (failures.length > 0)
                return;
            try {
                results.set(index, await task(item));
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: limit }, work));
    if (failures.length > 0)
        throw failures[0];
    return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
/** A shared semaphore that stops handing out slots after the first failure. */
class Semaphore {
    #free;
    #waiting = [];
    #failures = [];
    constructor(slots) {
        this.#free = slots;
    }
    /**
     * Runs a task once a slot is free.
     * @param turn the lowest is next; of the same turn, the task that came first.
     * @throws the first failure, the task's own or that of another: then the task is not run.
     */
    async run(task, turn = 0) {
        if (this.#free > 0)
            this.#free -= 1;
        else
            await this.#wait(turn);
        try {
            if (this.#failures.length > 0)
                throw this.#failures[0];
            return await task();
        }
        catch (error) {
            this.close(error);
            throw error;
        }
        finally {
            const next = this.#waiting.shift();
            if (next === undefined)
                this.#free += 1;
            else
                next.begin();
        }
    }
    /** Hands out no more slots, as after the failure of a task. */
    close(reason) {
        this.#failures.push(reason);
    }
    #wait(turn) {
        return new Promise((begin) => {
            this.#waiting.push({ turn, begin });
            this.#waiting.sort((a, b) => a.turn - b.turn);
        });
    }
}

;// CONCATENATED MODULE: ./src/registry/access.ts
/** Finds out before a build whether its image may be pushed. */





/**
 * Finds out whether we may push, by beginning an upload and ending it at once.
 * @throws RegistryError when there are no or wrong credentials, or they lack the right to.
 * @throws ConfigurationError that says why else not: no connection, not a registry.
 */
async function checkPush(repository) {
    try {
        const root = { method: 'GET', url: '/v2/', scopes: pushScopes(repository), expect: [200, 404] };
        if (!(await repository.client.request(root, isRegistryAnswer, BRISK))) {
            throw new errors/* RegistryError */.gl('what answers there is not a registry (no /v2/ API)');
        }
        await cancelUpload(repository, await beginUpload(repository, BRISK));
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl) || error.refused !== undefined)
            throw error;
        const advice = error.codes.includes('NAME_UNKNOWN')
            ? '; this registry wants a repository to be created first'
            : '';
        throw new errors/* ConfigurationError */.j1(`can't push to ${formatRepository(repository)}: ${(0,errors/* messageOf */.bD)(error)}${advice}`);
    }
}
/**
 * distribution-spec, "Determining Support": GET /v2/ answers 200, or 401 that is met with credentials. Some
 * answer 404 although they are registries, but say so in a header.
 */
function isRegistryAnswer(response) {
    discard(response);
    const isHtml = mediaTypeOf(response) === 'text/html';
    return (response.status === 200 && !isHtml) || 'docker-distribution-api-version' in response.headers;
}

;// CONCATENATED MODULE: ./src/registry/referrers.ts
/** What is attached to images (distribution-spec, "Listing Referrers"). */











/** By the predicate's type or, where there is none, the artifact's; see docs/attestations.md. */
const TITLES = new Map([
    ['application/spdx+json', 'sbom.spdx.json'],
    ['https://slsa.dev/provenance/v1', 'provenance.json'],
    ['https://in-toto.io/attestation/test-result/v0.1', 'acceptance.json'],
]);
/** The name of the file that `oras pull` makes of the blob: without one it makes none. */
function titled({ artifactType, annotations }) {
    const title = TITLES.get(annotations?.['in-toto.io/predicate-type'] ?? artifactType);
    return title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } };
}
/**
 * What is attached to a manifest (distribution-spec, "Listing Referrers"), also in a registry without that
 * API, where a tag of an agreed form lists it; there it comes in the order in which it was attached.
 */
async function listReferrers(repository, subject, artifactType) {
    const all = (await fromApi(repository, subject)) ?? (await fromTag(repository, subject))?.manifests ?? [];
    // The API may filter but need not.
    return artifactType === undefined ? all : all.filter((found) => found.artifactType === artifactType);
}
/** The last attachment through each client. */
const attaching = new WeakMap();
/**
 * Attaches an artifact to a manifest (distribution-spec, "Pushing Manifests with Subject"). It has the
 * same digest whenever the same is attached, so attaching twice does no harm. A client attaches one at a
 * time: artifacts share the empty blob and, where the registry has no referrers API, a list.
 * @returns the artifact's manifest, as listReferrers() lists it
 */
function pushReferrer(repository, subject, referrer) {
    const last = attaching.get(repository.client) ?? Promise.resolve();
    const attached = last.then(() => attach(repository, subject, referrer));
    attaching.set(repository.client, attached.catch(() => { }));
    return attached;
}
async function attach(repository, subject, referrer) {
    const { artifactType, annotations, mediaType, blob } = referrer;
    const config = EMPTY_DESCRIPTOR;
    const layer = { mediaType, digest: sha256(blob), size: blob.length, ...titled(referrer) };
    await pushEmpty(repository);
    await pushBlob(repository, layer, (start) => Readable.from([blob.subarray(start)]));
    const { mediaType: subjectType, digest, size } = subject;
    const manifest = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.manifest,
        artifactType,
        config,
        layers: [layer],
        subject: { mediaType: subjectType, digest, size },
        annotations,
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const { descriptor, knowsReferrers } = await putManifestWithSubject(repository, sha256(bytes), bytes, MEDIA_TYPES.manifest);
    const listed = { ...descriptor, artifactType, annotations };
    if (!knowsReferrers)
        await addToTag(repository, digest, listed);
    return listed;
}
/**
 * Sees to it that a manifest which is in the repository, and names `subject`, is listed with it: where the
 * registry has the referrers API it is by itself.
 */
async function attachReferrer(repository, subject, referrer) {
    const listed = await listReferrers(repository, subject);
    if (!listed.some(({ digest }) => digest === referrer.digest))
        await addToTag(repository, subject, referrer);
}
/**
 * The one blob of an artifact that pushReferrer() stored.
 * @throws RegistryError when it has none or more; with the status 404 when the artifact is listed and gone.
 */
async function getReferrerBlob(repository, referrer) {
    const what = `artifact ${referrer.digest} in ${formatRepository(repository)}`;
    const stored = await getManifest(repository, referrer.digest);
    if (stored === undefined) {
        throw new errors/* RegistryError */.gl(`${what} is listed but not there`, { status: 404 });
    }
    const [layer, ...others] = parseManifest(stored.bytes, what).layers;
    if (layer !== undefined && others.length === 0)
        return getBlob(repository, layer);
    throw new errors/* RegistryError */.gl(`${what} should have one blob`);
}
/** How often a list under a tag is written before a registry that doesn't keep it is given up. */
const MAX_WRITES = 5;
/** More than anybody attaches to an image, and less than memory would notice. */
const MAX_REFERRERS = 10_000;
/**
 * Statuses of registries that don't have the API: 404 by the specification, 406 by Artifactory, others by those
 * that take the path for a wrong request.
 */
const NO_API = [400, 404, 405, 406, 501];
/** Undefined when the registry doesn't have the API. */
async function fromApi(repository, subject) {
    const what = `the referrers of ${subject} in ${formatRepository(repository)}`;
    const found = new Map();
    let url = pathOf(repository, `referrers/${subject}`);
    let isFirst = true;
    while (found.size <= MAX_REFERRERS) {
        const answer = await getPage(repository, url, isFirst ? undefined : what);
        if (answer === undefined)
            return undefined;
        isFirst = false;
        const known = found.size;
        for (const manifest of answer.manifests)
            found.set(manifest.digest, manifest);
        const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(answer.link))?.[1];
        if (next === undefined)
            return [...found.values()];
        // A list that goes on after a part with nothing new might never end.
        if (found.size === known || !URL.canParse(next, answer.from.href))
            break;
        url = new URL(next, answer.from);
    }
    throw new errors/* RegistryError */.gl(`${what} never end, or go on nowhere`);
}
/**
 * Undefined when there is no API: who doesn't have it may say so with a web page and the status 200.
 * @param what names a page after the first in messages: that must be an index
 */
async function getPage(repository, url, what) {
    const call = {
        method: 'GET',
        url,
        headers: { accept: manifest_MEDIA_TYPES.index },
        scopes: pullScopes(repository),
        expect: [200, ...(what === undefined ? NO_API : [])],
    };
    return repository.client.request(call, async (response) => {
        if (response.status !== 200)
            return void discard(response);
        const bytes = await readBytes(response, MAX_MANIFEST_BYTES);
        const index = what === undefined ? asIndex(bytes) : parseIndex(bytes, what);
        return index && { manifests: index.manifests, from: response.url, link: response.headers.link };
    });
}
/** distribution-spec, "Referrers Tag Schema". */
const tagOf = (subject) => `sha256-${(0,oci_digest/* hexOf */.ZD)(subject)}`;
/** What the tag lists; undefined when it is not there, or is something else. */
async function fromTag(repository, subject) {
    const stored = await namedByTag(repository, subject);
    return stored && asIndex(stored.bytes);
}
/** Some registries (GitLab's) take the tag for the subject's digest: then it names the subject, and lists nothing. */
async function namedByTag(repository, subject) {
    const stored = await getManifest(repository, tagOf(subject));
    return stored?.descriptor.digest === subject ? undefined : stored;
}
function asIndex(bytes) {
    try {
        return parseIndex(bytes, 'the answer');
    }
    catch (error) {
        if (error instanceof errors/* RegistryError */.gl)
            return undefined;
        throw error;
    }
}
/**
 * The tag's index can't be changed atomically: of two processes that attach to the same image at the same
 * moment, one may undo what the other did. It is read back, which notices most such cases and writes again.
 * @throws ConfigurationError when somebody gave the tag to something else, RegistryError when it is not kept.
 */
async function addToTag(repository, subject, referrer) {
    const tag = tagOf(subject);
    for (let written = 0;; written++) {
        const stored = await namedByTag(repository, subject);
        const index = stored && asIndex(stored.bytes);
        if (stored !== undefined && index === undefined) {
            throw new errors/* ConfigurationError */.j1(`${formatRepository(repository)}:${tag} is not a list of what is attached to ${subject}: remove that tag`);
        }
        const manifests = index?.manifests ?? [];
        if (manifests.some(({ digest }) => digest === referrer.digest))
            return;
        if (written === MAX_WRITES)
            break;
        const changed = {
            schemaVersion: 2,
            mediaType: manifest_MEDIA_TYPES.index,
            manifests: [...manifests, referrer],
            annotations: index?.annotations,
        };
        await putManifest(repository, tag, Buffer.from(JSON.stringify(changed)), manifest_MEDIA_TYPES.index);
    }
    throw new errors/* RegistryError */.gl(`${formatRepository(repository)} does not keep what is attached to ${subject}`);
}

;// CONCATENATED MODULE: ./src/registry/copy.ts
/** Copies images with all that is attached to them between repositories of one registry. */









/** Blobs at a time. */
const BLOBS = 3;
/** What is attached to something attached may have something attached, and so on, but not for ever. */
const MAX_DEPTH = 4;
/**
 * Copies an image or an index to another repository of the same registry with all that is attached to it,
 * bit for bit. Blobs are mounted where the registry does that, and sent otherwise. What is there is left.
 * @throws RegistryError when something of it is not in the source.
 */
async function copyImage(source, target, digest) {
    await copy(source, target, await read(source, digest), 0);
}
async function read(source, digest) {
    const stored = await getManifest(source, digest);
    if (stored !== undefined)
        return stored;
    throw new errors/* RegistryError */.gl(`${digest} is not in ${formatRepository(source)}`);
}
async function copy(source, target, { bytes, descriptor }, depth) {
    const { digest, mediaType } = descriptor;
    const what = `${digest} in ${formatRepository(source)}`;
    if (isIndexType(mediaType)) {
        for (const child of parseIndex(bytes, what).manifests) {
            await copy(source, target, await read(source, child.digest), depth);
        }
    }
    else {
        const { config, layers } = parseManifest(bytes, what);
        const blobs = new Map([config, ...layers].map((blob) => [blob.digest, blob]));
        await parallel_inParallel(BLOBS, [...blobs.values()], async (blob) => {
            await upload_pushBlob(target, blob, (start) => openFrom(source, blob, start), {
                mountFrom: [source.image.repository],
            });
        });
    }
    await putManifest(target, digest, bytes, mediaType);
    if (depth < MAX_DEPTH)
        await copyReferrers(source, target, digest, depth);
}
/** One after the other: where the registry has no referrers API, they share a list. */
async function copyReferrers(source, target, subject, depth) {
    const attached = await listReferrers(source, subject);
    if (attached.length === 0)
        return;
    const there = new Set((await listReferrers(target, subject)).map(({ digest }) => digest));
    for (const referrer of attached.filter(({ digest }) => !there.has(digest))) {
        const stored = await getManifest(source, referrer.digest);
        // Listed and gone: what cleans up a registry may leave the list.
        if (stored === undefined)
            continue;
        await copy(source, target, stored, depth + 1);
        await attachReferrer(target, subject, referrer);
    }
}
/** A blob of another repository from an offset on. Read whole, it is verified. */
function openFrom(source, blob, start) {
    async function* bytes() {
        let position = 0;
        for await (const chunk of (await openBlob(source, blob))) {
            const rest = chunk.subarray(Math.min(chunk.length, Math.max(0, start - position)));
            position += chunk.length;
            if (rest.length > 0)
                yield rest;
        }
    }
    return external_node_stream_.Readable.from(bytes(), { objectMode: false });
}

;// CONCATENATED MODULE: ./src/release/record.ts








/** `artifactType` of a release record's manifest, and media type of its blob. */
const RECORD_TYPE = 'application/vnd.spark-images.release.v1+json';
/** An id of a release: when it was made in UTC, and six hex digits that make it the only one. */
const RELEASE_ID = /^\d{8}-\d{6}-[0-9a-f]{6}$/;
const OUTCOME = 'spark-images.outcome';
/** `open` until all aliases have been moved and read back, or put back. */
const outcome = schemas/* enum */.k5n(['open', 'complete', 'undone']);
const target = schemas/* nullable */.mee(schemas/* object */.Ikc({ ...descriptorSchema.shape, version: schemas/* optional */.lqM(schemas/* string */.YjP()) }));
const alias = schemas/* object */.Ikc({
    /** Last part of the repository's name, when it is not the images' own. */
    image: schemas/* optional */.lqM(schemas/* string */.YjP()),
    tag: schemas/* string */.YjP(),
    /** What it named before the release, null when it was not there. */
    from: target,
    /** What it names after it, null when it is not to be there. */
    to: target,
    /** The cell that it is for. */
    cell: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** Set once and never moved, not even back. */
    fixed: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
});
const recordSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP().check(api/* _regex */.Fk(RELEASE_ID)),
    kind: schemas/* enum */.k5n(['release', 'rollback']),
    /** Of a rollback: the release whose aliases it restores. */
    restores: schemas/* optional */.lqM(schemas/* string */.YjP()),
    created: schemas/* string */.YjP(),
    /** Of a release: when its plan was made. Older records don't say. */
    planned: schemas/* optional */.lqM(schemas/* string */.YjP()),
    /** The release before this one. */
    previous: schemas/* optional */.lqM(schemas/* string */.YjP()),
    cells: schemas/* array */.YOg(schemas/* object */.Ikc({
        cell: schemas/* string */.YjP(),
        version: schemas/* string */.YjP(),
        digest: digestSchema,
        /** Whether an alias with a date names it, of this release or an earlier one. Older records don't say. */
        dated: schemas/* optional */.lqM(schemas/* boolean */.zMY()),
    })),
    /** All aliases of the release, those that it leaves as they are too. */
    aliases: schemas/* array */.YOg(alias),
});
/** The tag of a release's record. */
const recordTag = (id) => `release-${id}`;
/** A record as an artifact with an outcome: the outcome is no part of the blob, which never changes. */
function recordArtifact(record, result) {
    return {
        artifactType: RECORD_TYPE,
        annotations: { 'org.opencontainers.image.created': record.created, [OUTCOME]: result },
        blob: { mediaType: RECORD_TYPE, bytes: Buffer.from(JSON.stringify(record)) },
    };
}
/** Writes a record under its tag. @returns its manifest's digest */
async function writeRecord(repository, record, result) {
    const artifact = recordArtifact(record, result);
    const { bytes, descriptor } = encodeArtifact(artifact);
    await pushArtifactBlobs(repository, artifact);
    await putManifest(repository, recordTag(record.id), bytes, descriptor.mediaType);
    return descriptor.digest;
}
/**
 * Reads the record of a release, by its id or its manifest's digest; undefined when there is none.
 * @throws ConfigurationError when what is there is no such record.
 */
async function readRecord(repository, reference) {
    const stored = await getManifest(repository, RELEASE_ID.test(reference) ? recordTag(reference) : reference);
    if (stored === undefined)
        return undefined;
    const what = `the release record ${reference} in ${formatRepository(repository)}`;
    const { artifactType, annotations, layers } = parseManifest(stored.bytes, what);
    const [layer] = layers;
    const result = outcome.safeParse(annotations?.[OUTCOME]);
    if (artifactType !== RECORD_TYPE || layer === undefined || !result.success) {
        throw new errors/* ConfigurationError */.j1(`${what} is not a release record`);
    }
    const record = manifest_parse(recordSchema, await getBlob(repository, layer), what, 'a release record');
    return { record, outcome: result.data };
}
/** An id for a release of now. @param random six hex digits */
function releaseId(now, random) {
    const [day = '', time = ''] = now.toISOString().replaceAll(/[-:]/g, '').split('T');
    return `${day}-${time.slice(0, 6)}-${random}`;
}

;// CONCATENATED MODULE: ./src/release/history.ts







const NOTE_TYPE = 'application/vnd.spark-images.release-plan.v1+json';
const NOTE_TAG = 'release-plan';
const NOTE = 'org.opencontainers.image.created';
/** Releases are followed back so far for what a cell was before, or for a plan. */
const MAX_RELEASES = 50;
/** Records of releases, from the one of an id to those that `next` names; a record that is gone ends them. */
async function* recordsFrom(repository, id, next, limit) {
    let wanted = id;
    for (let count = 0; wanted !== undefined && count < limit; count++) {
        const found = await readRecord(repository, wanted);
        if (found === undefined)
            return;
        yield found.record;
        wanted = next(found.record);
    }
}
/**
 * What each cell was released as before: a release may have been of a part of the family, and a rollback has no
 * images but those of what it restored.
 * @param last id of the last release that was completed
 */
async function earlierCells(repository, last, ids) {
    const missing = new Set(ids);
    const cells = new Map();
    const before = ({ restores, previous }) => restores ?? previous;
    for await (const record of recordsFrom(repository, last, before, MAX_RELEASES)) {
        for (const { cell, digest, dated } of record.cells) {
            if (missing.delete(cell))
                cells.set(cell, { digest, dated: dated ?? hasDate(record, cell, digest) });
        }
        if (missing.size === 0)
            break;
    }
    return cells;
}
/** Of records from before they said it. */
function hasDate({ aliases }, cell, digest) {
    return aliases.some((alias) => alias.fixed === true && alias.cell === cell && alias.to?.digest === digest);
}
/**
 * Notes when a plan was made of which a release found nothing to move, and which so has no record: it is still newer
 * than what an earlier run has yet to release. Of two notes at once one is lost, and that is taken. Where nothing
 * is to be moved nothing need be pushed: a refusal is only said.
 */
async function notePlan(repository, planned, say) {
    const { bytes } = encodeArtifact({ artifactType: NOTE_TYPE, annotations: { [NOTE]: planned } });
    try {
        await empty_pushEmpty(repository);
        await putManifest(repository, NOTE_TAG, bytes, manifest_MEDIA_TYPES.manifest);
    }
    catch (error) {
        if (!(0,errors/* isExpected */.Dn)(error))
            throw error;
        say(`that this plan is the newest is not noted: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
async function notedPlan(repository) {
    const stored = await getManifest(repository, NOTE_TAG);
    if (stored === undefined)
        return undefined;
    const { artifactType, annotations } = parseManifest(stored.bytes, `${formatRepository(repository)}:${NOTE_TAG}`);
    return artifactType === NOTE_TYPE ? annotations?.[NOTE] : undefined;
}
/**
 * Holds a plan against the newest one that the registry knows of. One that is older may be of a slow run: releasing
 * it would move back what a later run has moved. Not every record has a time, and no rollback's has.
 * @param last id of the last release that was completed
 * @param planned when the plan was made
 * @returns whether the plan is newer than all that are known
 * @throws ConfigurationError when it is older.
 */
async function checkOrder(repository, last, planned) {
    if (planned === undefined)
        return false;
    const known = await Promise.all([releasedPlan(repository, last), unreleasedPlan(repository, last)]);
    const [newest] = known.flatMap((plan) => plan ?? []).sort((a, b) => Date.parse(b.time) - Date.parse(a.time));
    if (newest === undefined || isBefore(newest.time, planned))
        return true;
    if (!isBefore(planned, newest.time))
        return false;
    throw new errors/* ConfigurationError */.j1(`nothing was moved: this plan was made at ${planned}, and ${newest.words}, at ${newest.time}: releasing the older one would move back what the newer one moved; plan again, and release that plan`);
}
async function unreleasedPlan(repository, last) {
    const time = await notedPlan(repository);
    const since = last === undefined ? '' : ` since release ${last}`;
    return time === undefined
        ? undefined
        : { time, words: `one that had nothing to move${since} was made later` };
}
async function releasedPlan(repository, last) {
    for await (const record of recordsFrom(repository, last, ({ previous }) => previous, MAX_RELEASES)) {
        const { kind, id, planned } = record;
        if (kind === 'rollback')
            continue;
        return planned === undefined ? undefined : { time: planned, words: `that of release ${id} later` };
    }
    return undefined;
}
function isBefore(time, other) {
    return Date.parse(time) < Date.parse(other);
}

;// CONCATENATED MODULE: ./src/plan/record.ts


/** Media type of the record's blob and `artifactType` of its manifest: an in-toto Statement in JSON. */
const record_RECORD_TYPE = 'application/vnd.in-toto+json';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
const testOutcome = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    outcome: schemas/* enum */.k5n(['passed', 'failed']),
    seconds: schemas/* number */.aig(),
    /** What the test saw, in its own words. */
    saw: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const section = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP());
const details = schemas/* object */.Ikc({
    cell: schemas/* string */.YjP(),
    platform: schemas/* string */.YjP(),
    /** 64 hex digits each. */
    fingerprint: schemas/* string */.YjP(),
    testsFingerprint: schemas/* string */.YjP(),
    compressedBytes: schemas/* number */.aig(),
    unpackedBytes: schemas/* number */.aig(),
    tests: schemas/* array */.YOg(testOutcome),
    /** What the fingerprints were made of, as notedParts() gives it: for the words on what changed since. */
    parts: schemas/* optional */.lqM(schemas/* object */.Ikc({ settings: section, args: section, stages: section, files: section })),
    testParts: schemas/* optional */.lqM(schemas/* object */.Ikc({ tests: section, files: section })),
});
const statement = schemas/* object */.Ikc({
    _type: schemas/* literal */.euz('https://in-toto.io/Statement/v1'),
    subject: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP() }) })),
    predicateType: schemas/* literal */.euz(TEST_RESULT),
    predicate: schemas/* object */.Ikc({
        result: schemas/* enum */.k5n(['PASSED', 'WARNED', 'FAILED']),
        configuration: schemas/* array */.YOg(schemas/* unknown */.L5J()),
        passedTests: schemas/* array */.YOg(schemas/* string */.YjP()),
        failedTests: schemas/* array */.YOg(schemas/* string */.YjP()),
        /** Our extension of the predicate, as in-toto's parsing rules allow. */
        sparkImages: details,
    }),
});
/** Of the parts in a record: it is read for every cell of a plan. */
const MAX_PARTS_BYTES = 100_000;
/** A record without its parts when these are too many. */
function bounded(record) {
    const { parts, testParts, ...rest } = record;
    return JSON.stringify([parts, testParts]).length > MAX_PARTS_BYTES ? rest : record;
}
/** The in-toto statement of a record about the image `name` at `digest` (`sha256:…`). */
function encodeRecord(record, name, digest) {
    const named = (outcome) => record.tests.filter((test) => test.outcome === outcome).map((test) => test.name);
    const failed = named('failed');
    const value = {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name, digest: { sha256: digest.replace(/^sha256:/, '') } }],
        predicateType: TEST_RESULT,
        predicate: {
            result: failed.length === 0 ? 'PASSED' : 'FAILED',
            configuration: [{ digest: { sha256: record.testsFingerprint } }],
            passedTests: named('passed'),
            failedTests: failed,
            sparkImages: bounded(record),
        },
    };
    return Buffer.from(JSON.stringify(value));
}
/**
 * Parses a record that a registry held for the image at `digest`.
 * @throws ConfigurationError when it is not a record of ours about that image.
 */
function decodeRecord(bytes, digest) {
    let content;
    try {
        content = JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1(`the acceptance record of ${digest} is not JSON`, { cause });
    }
    const parsed = statement.safeParse(content);
    if (!parsed.success)
        throw new errors/* ConfigurationError */.j1(`the acceptance record of ${digest} is not one of ours`);
    const { subject, predicate } = parsed.data;
    if (!subject.some((image) => `sha256:${image.digest.sha256}` === digest)) {
        throw new errors/* ConfigurationError */.j1(`the acceptance record attached to ${digest} is about another image`);
    }
    return { ...predicate.sparkImages, result: predicate.result };
}

;// CONCATENATED MODULE: ./src/plan/lookup.ts






/** Requests at a time. */
const PARALLEL = 8;
/**
 * What the repository holds under the targets' staging tags, with the newest acceptance record of each; of
 * those that it does not hold, the newest image of the cell. A repository that is not there holds nothing.
 * @throws RegistryError when the registry refuses the credentials.
 */
async function readPublishedImages(repository, targets) {
    try {
        const published = await lookUpAll(repository, targets.map(({ tag }) => tag));
        const missing = targets.filter(({ tag }) => !published.has(tag));
        const earlier = await lookUpAll(repository, missing.map(({ cell }) => newestTag(cell)));
        return { published, earlier };
    }
    catch (error) {
        if (!(error instanceof RegistryError) || !isUnreadable(error))
            throw error;
        return { published: new Map(), earlier: new Map(), refused: error.message };
    }
}
/**
 * Whether there may be nothing to read: some registries (GitHub's too) say "denied" of a repository that is not
 * there yet, and ask who we are for one that is private. Wrong credentials are a mistake.
 */
function isUnreadable({ status, refused }) {
    return refused === 'anonymous' || (refused !== undefined && status === 403);
}
async function lookUpAll(repository, tags) {
    const found = await inParallel(PARALLEL, [...new Set(tags)], async (tag) => [tag, await lookUp(repository, tag)]);
    return new Map(found.filter((entry) => entry[1] !== undefined));
}
async function lookUp(repository, tag) {
    const image = await resolveTag(repository, tag);
    return image && readPublishedImage(repository, image.digest);
}
/** An image with its newest acceptance record. */
async function readPublishedImage(repository, digest) {
    const referrers = await listReferrers(repository, digest, record_RECORD_TYPE);
    const records = referrers.filter(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === TEST_RESULT);
    const newest = [...records].sort((a, b) => created(a).localeCompare(created(b))).at(-1);
    if (newest === undefined)
        return { digest };
    const recorded = created(newest);
    const blob = await blobOf(repository, newest);
    if (blob === undefined) {
        return { digest, recorded, flaw: 'the acceptance record is listed, and gone from the registry' };
    }
    try {
        return { digest, recorded, record: decodeRecord(blob, digest) };
    }
    catch (error) {
        // Whoever may write to the repository may attach anything: what we can't use is as if it were not there.
        if (error instanceof errors/* ConfigurationError */.j1)
            return { digest, recorded, flaw: error.message };
        throw error;
    }
}
/** Undefined when it is gone: what cleans up a registry may leave the list of what was attached. */
async function blobOf(repository, listed) {
    try {
        return await getReferrerBlob(repository, listed);
    }
    catch (error) {
        if (error instanceof errors/* RegistryError */.gl && error.status === 404)
            return undefined;
        throw error;
    }
}
function created({ annotations }) {
    return annotations?.['org.opencontainers.image.created'] ?? '';
}

;// CONCATENATED MODULE: ./src/release/images.ts









/** Requests at a time. */
const REQUESTS = 8;
/** OCI's annotation and label for the version of what is in an image. */
const VERSION_LABEL = 'org.opencontainers.image.version';
const CELL_LABEL = 'spark-images.cell';
const FINGERPRINT_LABEL = 'spark-images.fingerprint';
/** Labels that the images of all platforms of a cell have in common. */
const COMMON_LABELS = [VERSION_LABEL, CELL_LABEL, 'org.opencontainers.image.base.digest'];
/**
 * Reads what the registry holds for each cell of a release and checks it: its image is there under its
 * staging tag, has the planned fingerprint and platform, and a record says that it passed the planned
 * acceptance tests. The platforms of a cell become one index.
 * @throws ConfigurationError naming each cell that is not so.
 */
async function images_readImages(repository, family) {
    const found = await parallel_inParallel(REQUESTS, family, (planned) => readImage(repository, planned));
    const problems = [];
    const images = [];
    found.forEach((image, index) => {
        const planned = family[index];
        if (planned === undefined)
            return;
        const problem = typeof image === 'string' ? image : (problemOf(image) ?? recordProblem(image));
        if (problem !== undefined)
            problems.push(`${family_nameOf(planned)}: ${problem}`);
        else if (typeof image !== 'string')
            images.push(image);
    });
    if (problems.length > 0) {
        throw new errors/* ConfigurationError */.j1(`nothing was moved: ${problems.length} of ${family.length} cells can't be released from ${formatRepository(repository)}\n${listed(problems, '\n')}`);
    }
    const ids = [...new Set(images.map(({ planned }) => planned.cell))];
    return ids.map((id) => merge(images.filter(({ planned }) => planned.cell === id)));
}
/** The image under a cell's staging tag, or in words what is wrong with it. */
async function readImage(repository, planned) {
    const stored = await getManifest(repository, planned.tag);
    if (stored === undefined)
        return `${planned.tag} is not there: its build did not push it`;
    if (isIndexType(stored.descriptor.mediaType))
        return `${planned.tag} is an index; a build pushes one image`;
    const manifest = parseManifest(stored.bytes, `${formatRepository(repository)}:${planned.tag}`);
    const { config, annotations = {} } = manifest;
    const what = `the configuration of ${formatRepository(repository)}:${planned.tag}`;
    return {
        planned,
        stored,
        compressed: compressedBytes(manifest),
        config: parseImageConfig(await getBlob(repository, config), what),
        annotations,
        published: await readPublishedImage(repository, stored.descriptor.digest),
    };
}
/** What contradicts the plan in an image, its platform, its labels or its annotations. */
function problemOf({ planned, stored, config, annotations }) {
    const { tag, platform, digest } = planned;
    if (digest !== undefined && digest !== stored.descriptor.digest) {
        return `${tag} was ${digest} when it was planned and is ${stored.descriptor.digest} now`;
    }
    const found = `${config.os}/${config.architecture}`;
    if (found !== platform && !platform.startsWith(`${found}/`))
        return `${tag} is an image for ${found}`;
    const expected = {
        [CELL_LABEL]: planned.cell,
        [VERSION_LABEL]: planned.version,
        [FINGERPRINT_LABEL]: planned.fingerprint,
    };
    for (const [label, value] of Object.entries(expected)) {
        const labelled = config.config.Labels[label];
        if (labelled !== value) {
            return `${tag} has ${labelled === undefined ? 'no label' : `${JSON.stringify(labelled)} as label`} ${label}, not ${value}`;
        }
        const annotated = annotations[label];
        if (annotated !== undefined && annotated !== value) {
            return `${tag} has ${JSON.stringify(annotated)} as annotation ${label}, not ${value}`;
        }
    }
    return undefined;
}
/** What is wrong with an image's acceptance record. */
function recordProblem({ planned, published: { record, flaw } }) {
    if (flaw !== undefined)
        return `${planned.tag}: ${flaw}`;
    if (record === undefined)
        return `${planned.tag} has no acceptance record`;
    if (record.result !== 'PASSED')
        return `${planned.tag} did not pass its acceptance tests`;
    if (record.testsFingerprint !== planned.testsFingerprint) {
        return `${planned.tag} was tested by other acceptance tests than those planned`;
    }
    const same = record.cell === planned.cell &&
        record.fingerprint === planned.fingerprint &&
        record.platform === planned.platform;
    return same ? undefined : `the acceptance record of ${planned.tag} is about another cell`;
}
/**
 * One platform's image is released as it is: its digest is the one that was tested, and what is attached
 * to it stays attached. Several become an index that says the same whenever it is made.
 */
function merge(images) {
    const [first, ...others] = images;
    if (first === undefined)
        throw new Error('a cell without an image');
    const { cell: id, version, series, variant } = first.planned;
    const named = { id, version, series, variant, platforms: images.map(factsOf) };
    if (others.length === 0) {
        return { ...named, digest: first.stored.descriptor.digest, stored: first.stored, made: false };
    }
    const { Labels: labels } = first.config.config;
    for (const label of COMMON_LABELS) {
        const other = others.find(({ config }) => config.config.Labels[label] !== labels[label]);
        if (other === undefined)
            continue;
        const [one, two] = [labels[label], other.config.config.Labels[label]].map((text) => JSON.stringify(text));
        throw new errors/* ConfigurationError */.j1(`nothing was moved: the images of ${id} don't belong together: ${label} is ${one} for ${first.planned.platform} and ${two} for ${other.planned.platform}`);
    }
    const annotations = Object.fromEntries(COMMON_LABELS.map((label) => [label, labels[label] ?? '']));
    const index = {
        schemaVersion: 2,
        mediaType: manifest_MEDIA_TYPES.index,
        manifests: images.map(({ planned, stored, config }) => ({
            ...stored.descriptor,
            platform: platformOf(planned.platform, config),
        })),
        annotations,
    };
    const bytes = Buffer.from(JSON.stringify(index));
    const descriptor = { mediaType: manifest_MEDIA_TYPES.index, digest: (0,oci_digest/* sha256 */.sc)(bytes), size: bytes.length };
    return { ...named, digest: descriptor.digest, stored: { descriptor, bytes }, made: true };
}
function factsOf({ planned, stored, compressed, published }) {
    const { cell, version, variant, platform } = planned;
    const tests = published.record?.tests ?? [];
    return {
        cell,
        version,
        variant,
        platform,
        digest: stored.descriptor.digest,
        compressed,
        tests: tests.length,
        passed: tests.filter(({ outcome }) => outcome === 'passed').length,
        seconds: tests.reduce((sum, { seconds }) => sum + seconds, 0),
    };
}
function platformOf(platform, { os, architecture }) {
    const variant = platform.split('/')[2];
    return { os, architecture, variant };
}

;// CONCATENATED MODULE: ./src/registry/tags.ts
/** Deletes tags, where a registry lets us. */









/** Type of the manifests that a tag names for the moment before it is deleted. */
const TOMBSTONE_TYPE = 'application/vnd.spark-images.tombstone.v1';
/** Waits in ms for a registry that answers 202 to a deletion and carries it out a little later. */
const LAGS = [100, 200, 400, 800];
/**
 * Whether a repository lets us delete: found out with a manifest made for it, which must be gone then. Many
 * registries never do (GHCR), or only where an administrator allows it; some (ECR) answer 404, and it stays.
 */
async function canDelete(repository) {
    await empty_pushEmpty(repository);
    const bytes = tombstone();
    const { digest } = await putManifest(repository, (0,oci_digest/* sha256 */.sc)(bytes), bytes, manifest_MEDIA_TYPES.manifest);
    return (await remove(repository, digest)) && isGone(repository, digest);
}
/**
 * Deletes a tag and nothing else, where canDelete(). Old registries have no other way than to delete the
 * manifest that the tag names, with all its tags: so the tag first names a manifest made to be deleted.
 * @throws RegistryError when the tag is still there afterwards.
 */
async function deleteTag(repository, tag) {
    await empty_pushEmpty(repository);
    const bytes = tombstone();
    const digest = (0,oci_digest/* sha256 */.sc)(bytes);
    try {
        await putManifest(repository, tag, bytes, manifest_MEDIA_TYPES.manifest);
    }
    catch (error) {
        // What counts is what the tag names now, not what was said about it.
        if ((await getManifest(repository, tag))?.descriptor.digest !== digest)
            throw error;
    }
    // distribution-spec, "Deleting tags"; then the manifest, with which old registries forget the tag.
    await remove(repository, tag);
    await remove(repository, digest);
    if (await isGone(repository, tag))
        return;
    throw new errors/* RegistryError */.gl(`${formatRepository(repository)}:${tag} was deleted, and is still there`);
}
/** Whether nothing has that name now or soon. */
async function isGone(repository, reference) {
    for (const wait of LAGS) {
        if ((await manifests_resolveTag(repository, reference)) === undefined)
            return true;
        await (0,promises_namespaceObject.setTimeout)(wait);
    }
    return (await manifests_resolveTag(repository, reference)) === undefined;
}
/** Unique, so that no other tag names it. */
function tombstone() {
    const content = {
        schemaVersion: 2,
        mediaType: manifest_MEDIA_TYPES.manifest,
        artifactType: TOMBSTONE_TYPE,
        config: empty_EMPTY_DESCRIPTOR,
        layers: [empty_EMPTY_DESCRIPTOR],
        annotations: { 'spark-images.tombstone': (0,external_node_crypto_.randomUUID)() },
    };
    return Buffer.from(JSON.stringify(content));
}
/** @returns false when the registry refuses; whether it did what it says is another question. */
async function remove(repository, reference) {
    const call = {
        method: 'DELETE',
        url: pathOf(repository, `manifests/${reference}`),
        scopes: [`repository:${repository.image.repository}:pull,push,delete`],
        expect: [202, 204, 400, 404, 405, 501],
    };
    try {
        return await repository.client.request(call, (response) => {
            discard(response);
            // A manifest that is gone may have been deleted by a request whose answer was lost: see isGone().
            return response.status < 300 || response.status === 404;
        });
    }
    catch (error) {
        if (error instanceof errors/* RegistryError */.gl && error.refused !== undefined)
            return false;
        throw error;
    }
}

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

;// CONCATENATED MODULE: ./src/release/pointers.ts










/** The repositories of a release: the images' own, and by the last part of their names those beside it. */
class Repositories {
    main;
    #others = new Map();
    constructor(main) {
        this.main = main;
    }
    at(image) {
        if (image === undefined)
            return this.main;
        const known = this.#others.get(image);
        if (known !== undefined)
            return known;
        const opened = { image: sibling(this.main.image, image), client: this.main.client };
        this.#others.set(image, opened);
        return opened;
    }
}
/** The repository of this last part beside another one: same registry, same owner. */
function sibling({ registry, repository }, image) {
    return { registry, repository: repository.replace(/[^/]+$/, image) };
}
/**
 * Two aliases may be one tag although their names differ: when `image` names the images' own repository.
 * @param own the images' own repository
 * @throws ConfigurationError naming both, with their cells.
 */
function checkPlaces(own, wanted) {
    const seen = new Map();
    for (const each of wanted) {
        const { image, tag } = each.claim;
        const place = `${(0,oci_reference/* formatImageName */.eS)(image === undefined ? own : sibling(own, image))}:${tag}`;
        const other = seen.get(place);
        seen.set(place, each);
        if (other === undefined)
            continue;
        const [one, two] = [other, each].map(({ claim, cell }) => `${aliasName(claim)} for ${cell.id}`);
        throw new errors/* ConfigurationError */.j1(`nothing was moved: the catalog's aliases give ${one} and ${two}, which are one tag, ${place}: leave out "image" where it is the name of the images' own repository, and give each cell a tag of its own`);
    }
}
/**
 * What aliases name now, by aliasName(). What is not there is left out.
 * @param versions by digest, of images that are known already
 */
async function readPointers(repositories, places, versions = new Map()) {
    const asked = new Map();
    const versionOf = (image, digest) => {
        const key = aliasName({ image, tag: digest });
        const known = asked.get(key) ?? readVersion(repositories.at(image), digest);
        asked.set(key, known);
        return known;
    };
    const found = await parallel_inParallel(REQUESTS, places, async ({ image, tag }) => {
        const descriptor = await identify(repositories, { image, tag });
        if (descriptor === undefined)
            return [];
        const { digest } = descriptor;
        const version = versions.get(digest) ?? (await versionOf(image, digest));
        const pointer = { digest, descriptor, version };
        return [[aliasName({ image, tag }), pointer]];
    });
    return new Map(found.flat());
}
/**
 * Some registries (GitHub's) say "denied" of a repository that is not there yet. Of one beside the images' own that
 * we may really not read, this is found out before anything moves: we may not write to it either.
 */
async function identify(repositories, { image, tag }) {
    try {
        return (await getManifest(repositories.at(image), tag))?.descriptor;
    }
    catch (error) {
        const isDenied = error instanceof errors/* RegistryError */.gl && error.refused !== undefined && error.status === 403;
        if (image !== undefined && isDenied)
            return undefined;
        throw error;
    }
}
/** The Spark version of an image, by an index's annotation or an image's label. */
async function readVersion(repository, digest) {
    const stored = await getManifest(repository, digest);
    if (stored === undefined)
        return undefined;
    const what = `${formatRepository(repository)}@${digest}`;
    try {
        if (isIndexType(stored.descriptor.mediaType)) {
            const { annotations, manifests } = parseIndex(stored.bytes, what);
            const [first] = manifests;
            return annotations?.[VERSION_LABEL] ?? (first && (await readVersion(repository, first.digest)));
        }
        const { annotations, artifactType, config } = parseManifest(stored.bytes, what);
        // Left by a deletion that did not come to its end: no image at all.
        if (artifactType === TOMBSTONE_TYPE)
            return '0';
        const known = annotations?.[VERSION_LABEL];
        if (known !== undefined || artifactType !== undefined)
            return known;
        return parseImageConfig(await getBlob(repository, config), what).config.Labels[VERSION_LABEL];
    }
    catch (error) {
        // Whatever somebody else stored there has no version that we can read.
        if (error instanceof Error && error.name === 'Error')
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/catalog/bytes.ts
var bytes = __nccwpck_require__(5632);
;// CONCATENATED MODULE: ./src/release/sizes.ts








/**
 * What is known of the images of a release, with the sizes that they had in the one before.
 * @param before by cell id
 */
async function cellFacts(repository, images, before) {
    const facts = await parallel_inParallel(REQUESTS, images, async ({ id, digest, platforms }) => {
        const earlier = before.get(id)?.digest;
        const isSame = earlier === digest;
        const sizes = earlier === undefined || isSame ? new Map() : await sizesOf(repository, earlier);
        return platforms.map((facts) => {
            const size = isSame ? facts.compressed : (sizes.get(facts.platform) ?? sizes.get(ANY));
            return size === undefined ? facts : { ...facts, before: size };
        });
    });
    return facts.flat();
}
/**
 * Holds images against what they may have grown by.
 * @param limits in bytes, by cell id
 * @throws ConfigurationError naming each image that is over it.
 */
function checkGrowth(cells, limits) {
    const over = cells.flatMap(({ cell, variant, platform, compressed, before = compressed }) => {
        const limit = limits.get(cell) ?? Number.POSITIVE_INFINITY;
        const grown = compressed - before;
        if (grown <= limit)
            return [];
        return [
            `${cell} for ${platform} grew by ${(0,bytes/* formatBytes */.z)(grown)} to ${(0,bytes/* formatBytes */.z)(compressed)}, ${(0,bytes/* formatBytes */.z)(limit)} are allowed by variants.${variant}.budget.growth`,
        ];
    });
    if (over.length === 0)
        return;
    throw new errors/* ConfigurationError */.j1(`nothing was moved: images grew by more than their budgets since the release before; where that is meant, raise the budget in the catalog\n${listed(over, '\n')}`);
}
/** Of an image that is no index: its manifest does not say its platform. */
const ANY = '';
/** Compressed bytes by platform; nothing for what is gone from the registry. */
async function sizesOf(repository, digest) {
    const stored = await getManifest(repository, digest);
    if (stored === undefined)
        return new Map();
    const what = `${formatRepository(repository)}@${digest}`;
    if (!isIndexType(stored.descriptor.mediaType))
        return new Map([[ANY, compressedBytes(parseManifest(stored.bytes, what))]]);
    const sizes = new Map();
    for (const { digest: inner, platform } of parseIndex(stored.bytes, what).manifests) {
        if (platform === undefined)
            continue;
        const { os, architecture, variant } = platform;
        const name = [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
        const size = (await sizesOf(repository, inner)).get(ANY);
        if (size !== undefined)
            sizes.set(name, size);
    }
    return sizes;
}

;// CONCATENATED MODULE: ./src/release/transaction.ts








/** A release that failed when aliases were moved already: it was put back, or could not be. */
class TransactionError extends errors/* RegistryError */.gl {
}
/** The aliases that a release writes. */
function changesOf({ aliases }) {
    return aliases.filter(({ from, to }) => from?.digest !== to?.digest);
}
/**
 * Writes down what a release is to change. Nothing is moved yet, and the lock doesn't name it.
 * @param known manifests that are known already, by digest
 */
async function writeDown(record, known, { repositories, onStep }) {
    const contents = new Contents(known);
    // What it takes to put everything back is fetched while nothing has happened.
    await parallel_inParallel(REQUESTS, changesOf(record), async ({ image, from }) => {
        if (from !== null)
            await contents.get(repositories.at(image), from);
    });
    onStep('record');
    const digest = await writeRecord(repositories.main, record, 'open');
    const stored = await readRecord(repositories.main, record.id);
    if (JSON.stringify(stored?.record) !== JSON.stringify(record)) {
        throw new errors/* RegistryError */.gl(`${formatRepository(repositories.main)} gives back another release record than it was given`);
    }
    return { record, digest, contents };
}
/**
 * Moves all aliases of a record, or none: says in the lock that it is being moved, moves, reads all back. What
 * goes wrong on the way is put back.
 * @throws TransactionError that says what failed and whether everything is as it was.
 */
async function move({ record, digest, contents }, moving) {
    const { lock, onStep } = moving;
    const changes = changesOf(record);
    onStep('announce');
    await lock.update({ phase: 'moving', release: record.id, record: digest });
    try {
        onStep('move');
        for (const { limit, group } of transaction_inOrder(changes)) {
            await parallel_inParallel(limit, group, (change) => set(change, change.to, contents, moving));
        }
        onStep('verify');
        await lock.confirm();
        await parallel_inParallel(REQUESTS, changes, (change) => verifyAlias(change, change.to, moving));
        onStep('complete');
    }
    catch (error) {
        throw await putBack(record, contents, moving, error);
    }
    try {
        await settle(record, 'complete', moving);
    }
    catch (error) {
        const reason = (0,errors/* messageOf */.bD)(error);
        throw new TransactionError(`release ${record.id} moved everything, and could not write that it is complete: ${reason}. Run the release again: it begins with that`, { transient: false });
    }
}
/**
 * Tags that are new last: not every registry lets us take them away again. Tags to be removed one by one:
 * distribution 2 answers 500 when it is told to delete several at once.
 */
function transaction_inOrder(changes) {
    const takes = (test) => changes.filter(test);
    return [
        { limit: REQUESTS, group: takes(({ from, to }) => from !== null && to !== null) },
        { limit: REQUESTS, group: takes(({ from }) => from === null) },
        { limit: 1, group: takes(({ to }) => to === null) },
    ];
}
/** Undoes a release that failed. @returns the error that says so */
async function putBack(record, known, moving, failure) {
    const reason = (0,errors/* messageOf */.bD)(failure);
    moving.say(`release ${record.id} failed: ${reason}; putting everything back`);
    try {
        const left = await undo(record, known, moving);
        await settle(record, 'undone', moving);
        const outcome = left.length === 0 ? 'every alias is as it was' : `every alias is as it was, but: ${leftText(left)}`;
        return new TransactionError(`release ${record.id} failed and was undone: ${reason}; ${outcome}`, {
            transient: false,
        });
    }
    catch (error) {
        return new TransactionError(`release ${record.id} failed: ${reason}; it could not be put back: ${(0,errors/* messageOf */.bD)(error)}. Run the release again: it begins with undoing this one`, { transient: false });
    }
}
function leftText(left) {
    return left.map(({ name, reason }) => `${name} ${reason}`).join('; ');
}
/** Writes how it ended: in the record, and in the lock, which is free then. */
async function settle(record, outcome, { repositories, lock }) {
    await writeRecord(repositories.main, record, outcome);
    await lock.giveBack(outcome === 'complete' ? record.id : lock.last);
}
/**
 * Finishes what a dead release left: when all its aliases are where they should be it was complete, else
 * they are put back.
 */
async function recover(interrupted, moving) {
    const { repositories, lock, say } = moving;
    const found = await unfinishedRecord(repositories.main, interrupted);
    if (found === undefined) {
        say(`release ${interrupted.release ?? 'without an id'} ended before it moved anything`);
        return forget(lock, lock.last);
    }
    const { record, outcome } = found;
    if (outcome !== 'open') {
        say(`release ${record.id} ended after its record said that it was ${outcome}`);
        return forget(lock, outcome === 'complete' ? record.id : lock.last);
    }
    const changes = changesOf(record);
    const arrived = await parallel_inParallel(REQUESTS, changes, async ({ image, tag, to }) => {
        const current = await getManifest(repositories.at(image), tag);
        return current?.descriptor.digest === to?.digest;
    });
    if (arrived.every(Boolean)) {
        await writeRecord(repositories.main, record, 'complete');
        say(`release ${record.id} ended after it moved everything: it is complete now`);
        return forget(lock, record.id);
    }
    moving.onStep('undo');
    let left;
    try {
        left = await undoAliases(record, new Contents(new Map()), moving);
        await writeRecord(repositories.main, record, 'undone');
    }
    catch (error) {
        const reason = (0,errors/* messageOf */.bD)(error);
        throw new TransactionError(`release ${record.id} ended in the middle, and could not be undone: ${reason}. Run the release again: it begins with that`, { transient: false });
    }
    say(`release ${record.id} ended in the middle: it was undone${left.length === 0 ? '' : `, but ${leftText(left)}`}`);
    return forget(lock, lock.last);
}
/** By its tag, which says how it ended; the digest is of the open record, for when the tag is gone. */
async function unfinishedRecord(main, { release, record }) {
    const tagged = release === undefined ? undefined : await readRecord(main, release);
    return tagged ?? (record === undefined ? undefined : readRecord(main, record));
}
/** The lock stays ours, and names nothing that is unfinished. */
async function forget(lock, last) {
    await lock.update({ phase: 'held', release: undefined, record: undefined, last });
}
async function undo(record, known, moving) {
    moving.onStep('undo');
    moving.undoing();
    return undoAliases(record, known, moving);
}
/** Puts back the aliases that are where the release put them, and reads them back; all that can be. */
async function undoAliases(record, known, moving) {
    const deletable = new Map();
    const failures = [];
    const undone = async (change) => {
        try {
            return await undoAlias(change, known, deletable, moving);
        }
        catch (error) {
            failures.push(error);
            return [];
        }
    };
    // Each the other way round.
    const changes = changesOf(record).map(({ from, to, ...alias }) => ({ ...alias, from: to, to: from }));
    const left = [];
    for (const { limit, group } of transaction_inOrder(changes)) {
        left.push(...(await parallel_inParallel(limit, group, undone)).flat());
    }
    if (failures.length > 0)
        throw failures[0];
    return left;
}
/** @param change where the release put the alias (`from`), and where it belongs (`to`) */
async function undoAlias(change, known, deletable, moving) {
    const { image, tag, from, to } = change;
    const repository = moving.repositories.at(image);
    const name = aliasName({ image, tag });
    const current = (await getManifest(repository, tag))?.descriptor;
    if (current?.digest === to?.digest)
        return [];
    if (current !== undefined && current.digest !== from?.digest && !(await isTombstone(repository, current))) {
        return [{ name, reason: `was moved to ${current.digest} by somebody else, and stays there` }];
    }
    if (to === null) {
        const allowed = deletable.get(repository) ?? canDelete(repository);
        deletable.set(repository, allowed);
        if (!(await allowed))
            return [{ name, reason: 'is new and stays, as this registry does not let us delete' }];
    }
    // What nothing named may have been cleaned up since: no later release could put that back either.
    if (to !== null && (await known.find(repository, to)) === undefined) {
        const now = current === undefined ? 'it is not there' : `it stays at ${current.digest}`;
        return [{ name, reason: `has lost its old image ${to.digest}, which is gone from the registry; ${now}` }];
    }
    // What counts is what the alias names then, not what was said about it.
    const failure = await set(change, to, known, moving).catch((error) => ({ error }));
    await verifyAlias(change, to, moving).catch((error) => {
        throw failure?.error ?? error;
    });
    return [];
}
async function isTombstone(repository, { digest }) {
    const stored = await getManifest(repository, digest);
    if (stored === undefined)
        return false;
    const { artifactType } = JSON.parse(stored.bytes.toString('utf8'));
    return artifactType === TOMBSTONE_TYPE;
}
async function set({ image, tag }, target, known, { repositories }) {
    const repository = repositories.at(image);
    if (target === null)
        return deleteTag(repository, tag);
    const { bytes, descriptor } = await known.get(repository, target);
    await putManifest(repository, tag, bytes, descriptor.mediaType);
}
/** @throws RegistryError when the alias, read back, is not what it should be, a few times. */
async function verifyAlias({ image, tag }, target, { repositories }) {
    const repository = repositories.at(image);
    await repository.client.retrying(async () => {
        const stored = await getManifest(repository, tag);
        if (stored?.descriptor.digest === target?.digest)
            return;
        const found = stored?.descriptor.digest ?? 'nothing';
        throw new errors/* RegistryError */.gl(`${formatRepository(repository)}:${tag} should be ${target?.digest ?? 'gone'}; the registry gives ${found}`, { transient: true });
    });
}
/** Manifests by digest, read once each. */
class Contents {
    #known;
    constructor(known) {
        this.#known = new Map([...known].map(([digest, stored]) => [digest, Promise.resolve(stored)]));
    }
    async get(repository, descriptor) {
        const stored = await this.find(repository, descriptor);
        if (stored !== undefined)
            return stored;
        throw new errors/* RegistryError */.gl(`${descriptor.digest} is not in ${formatRepository(repository)} any more`, {
            transient: false,
        });
    }
    /** Undefined when it is gone. */
    async find(repository, { digest }) {
        const known = this.#known.get(digest) ?? getManifest(repository, digest);
        this.#known.set(digest, known);
        // Another repository may have been asked for it, and not have it.
        return (await known) ?? getManifest(repository, digest);
    }
}

;// CONCATENATED MODULE: ./src/release/release.ts
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
















/** A request must have ended before its lock is dead to others: less than `lease` is longer than `valid`. */
const TIME_LIMITS = { connect: 10_000, idle: 25_000 };
/** A registry to which nothing is written any more once the lock may be somebody else's. */
class Session {
    repositories;
    options;
    #lock;
    #undoing = false;
    constructor(options) {
        const guard = () => this.#lock?.check(this.#undoing);
        const client = { transport: new Transport(TIME_LIMITS), ...options.client, guard };
        this.options = options;
        this.repositories = new Repositories(openRepository(options.image, client));
    }
    /**
     * Takes the lock, finishes or undoes what a dead release left, and makes what is given. When that fails
     * before anything moved, or there is nothing to do, the lock is given back.
     * @returns false when there was nothing to do
     */
    async transact(prepare) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { options, repositories } = this;
            const { say, times = LOCK_TIMES, by, onStep = () => { } } = options;
            const lock = __addDisposableResource(env_1, await Lock.take(repositories.main, { holder: (0,external_node_crypto_.randomUUID)(), by }, times, say), true);
            this.#lock = lock;
            const undoing = () => {
                this.#undoing = true;
            };
            const moving = { repositories, lock, say, onStep, undoing };
            // What fails in here leaves the lock with the name of what is unfinished.
            if (lock.interrupted !== undefined)
                await recover(lock.interrupted, moving);
            let written;
            try {
                const prepared = await prepare(lock.last);
                written = prepared && (await writeDown(prepared.record, prepared.contents, moving));
            }
            catch (error) {
                await this.#giveBack(lock);
                throw error;
            }
            if (written === undefined)
                await this.#giveBack(lock);
            else
                await move(written, moving);
            // Given back: what is asked from now on is asked without it.
            this.#lock = undefined;
            return written !== undefined;
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
    /**
     * Finishes or undoes what a dead release left: first of all, as a run whose own checks fail would end with the
     * tags half-moved. Where nothing is left it costs one request.
     */
    async recover() {
        if (isUnfinished(await readLock(this.repositories.main)))
            await this.transact(async () => undefined);
    }
    close() {
        this.repositories.main.client.close();
    }
    async #giveBack(lock) {
        await lock.giveBack(lock.last).catch((error) => {
            this.options.say(`the release lock could not be given back: ${(0,errors/* messageOf */.bD)(error)}`);
        });
    }
}
/** Whether a release is under way, or died. */
const isUnfinished = (lock) => lock !== undefined && lock.phase !== 'idle';
/**
 * Releases a family: every alias goes where the policy says, or none moves.
 * @throws ConfigurationError when a cell is missing, not as planned, or has grown by more than it may, a newer plan
 *   was released, two aliases are one tag, or the registry refuses us.
 * @throws LockError when another release is under way.
 * @throws TransactionError when it failed on the way; whether all is as it was is in the message.
 */
async function release(family, aliases, options) {
    const session = new Session(options);
    try {
        return await releaseIn(session, family, aliases);
    }
    finally {
        session.close();
    }
}
async function releaseIn(session, family, aliases) {
    const { repositories, options } = session;
    const { main } = repositories;
    const { planned } = options;
    if (!options.dryRun)
        await session.recover();
    const images = await images_readImages(main, family);
    const wanted = wantedAliases(images, aliases, dayOf(options.now));
    checkPlaces(options.image, wanted);
    const versions = new Map(images.map(({ digest, version }) => [digest, version]));
    const places = wanted.map(({ claim: { image, tag } }) => ({ image, tag }));
    const ids = images.map(({ id }) => id);
    const look = async (last) => {
        const [pointers, earlier] = await Promise.all([
            readPointers(repositories, places, versions),
            earlierCells(main, last, ids).catch(unlessLimited(options, new Map())),
        ]);
        return { moves: decideMoves(wanted, pointers, datedOf(images, earlier)), pointers, earlier };
    };
    const lock = await readLock(main);
    const isNews = await checkOrder(main, lock?.last, planned);
    const first = await look(lock?.last);
    const cells = await cellFacts(main, images, first.earlier).catch(unlessLimited(options, images.flatMap(({ platforms }) => platforms)));
    checkGrowth(cells, options.growth ?? new Map());
    if (options.dryRun) {
        if (isUnfinished(lock))
            options.say(`release ${lock?.release ?? ''} is under way or unfinished: a release may find another state`);
        return { id: undefined, moves: first.moves, moved: 0, cells };
    }
    if (!isUnfinished(lock) && !first.moves.some(isChange)) {
        if (isNews && planned !== undefined)
            await notePlan(main, planned, options.say);
        return { id: lock?.last, moves: first.moves, moved: 0, cells };
    }
    await checkRights(repositories, first.moves);
    let moves = first.moves;
    let id;
    const isMoved = await session.transact(async (last) => {
        id = last;
        await checkOrder(main, last, planned);
        const sight = await look(last);
        moves = sight.moves;
        if (!moves.some(isChange))
            return undefined;
        await bringContents(repositories, images, moves);
        const record = recordOf(images, sight, options, last);
        id = record.id;
        return { record, contents: new Map(images.map(({ digest, stored }) => [digest, stored])) };
    });
    return { id, moves, moved: isMoved ? moves.filter(isChange).length : 0, cells };
}
/** What came before is only for people where no limit is set: no reason to release nothing. */
function unlessLimited({ growth, say }, instead) {
    return (error) => {
        if (!(0,errors/* isExpected */.Dn)(error) || (growth?.size ?? 0) > 0)
            throw error;
        say(`sizes of the release before are not known: ${(0,errors/* messageOf */.bD)(error)}`);
        return instead;
    };
}
/** The images that an alias with a date names since an earlier release. */
function datedOf(images, earlier) {
    const isDated = ({ id, digest }) => {
        const before = earlier.get(id);
        return before?.digest === digest && before.dated;
    };
    return new Set(images.filter(isDated).map(({ digest }) => digest));
}
/** @throws ConfigurationError naming the right that is missing. */
async function checkRights(repositories, moves) {
    // The own repository too: lock and record are there.
    const images = new Set([undefined, ...moves.filter(isChange).map(({ image }) => image)]);
    for (const image of images)
        await checkPush(repositories.at(image));
}
/** Whatever an alias is to name must be in its repository before anything moves. */
async function bringContents(repositories, images, moves) {
    const { main } = repositories;
    const byDigest = new Map(images.map((image) => [image.digest, image]));
    const needed = moves.filter(isChange).map(({ image, to }) => ({ image, to }));
    const unique = [...new Map(needed.map((need) => [`${need.image} ${need.to}`, need])).values()];
    const made = images.filter((image) => image.made && needed.some(({ to }) => to === image.digest));
    await parallel_inParallel(REQUESTS, made, ({ digest, stored: { bytes, descriptor } }) => putManifest(main, digest, bytes, descriptor.mediaType));
    for (const { image, to } of unique) {
        if (image !== undefined && to !== undefined && byDigest.has(to)) {
            await copyImage(main, repositories.at(image), to);
        }
    }
}
function recordOf(images, { moves, pointers, earlier }, { now, planned }, previous) {
    const byDigest = new Map(images.map((image) => [image.digest, image]));
    const aliases = moves.map((line) => {
        const { image, tag, cell, to, kind } = line;
        const pointer = pointers.get(aliasName(line));
        const from = pointer === undefined ? null : targetOf(pointer);
        const released = isChange(line) && to !== undefined ? byDigest.get(to) : undefined;
        return {
            image,
            tag,
            from,
            to: released === undefined ? from : { ...released.stored.descriptor, version: released.version },
            cell,
            ...(kind === 'fixed' ? { fixed: true } : {}),
        };
    });
    const named = aliases.flatMap(({ fixed, to }) => (fixed === true && to !== null ? [to.digest] : []));
    const dated = new Set([...datedOf(images, earlier), ...named]);
    return {
        format: 1,
        id: releaseId(now, (0,external_node_crypto_.randomBytes)(3).toString('hex')),
        kind: 'release',
        created: now.toISOString(),
        planned,
        previous,
        cells: images.map(({ id: cell, version, digest }) => ({
            cell,
            version,
            digest,
            dated: dated.has(digest),
        })),
        aliases,
    };
}
/** A pointer as a record keeps it. */
function targetOf({ descriptor, version }) {
    const { mediaType, digest, size } = descriptor;
    return { mediaType, digest, size, version };
}

;// CONCATENATED MODULE: ./src/release/report.ts




/** Lines that a table has at most: a step summary holds one megabyte. */
const MAX_LINES = 1000;
/** The columns of the table of moves. */
const COLUMNS = ['alias', 'from', 'to', 'verdict', 'reason'];
/** What changes and what is held back, line by line; what stays as it is, only counted. */
function moveTable(moves, image) {
    const changes = moves.filter(isChange);
    const held = moves.filter(({ verdict }) => verdict === 'held back');
    const told = [...changes, ...held];
    const rows = told
        .slice(0, MAX_LINES)
        .map((line) => [
        aliasOf(line, image),
        line.from === undefined ? '–' : pointer(line.from),
        line.to === undefined || line.verdict === 'held back' ? '–' : report_target(line),
        line.verdict,
        line.reason,
    ]);
    const kept = moves.length - told.length;
    const parts = [
        told.length > MAX_LINES ? `${told.length - MAX_LINES} more lines are left out` : '',
        kept === 0 ? '' : `${kept} ${kept === 1 ? 'alias names' : 'aliases name'} the right image already`,
    ];
    return { rows, left: parts.filter(Boolean).join('; ') };
}
/** One sentence on what happened. */
function headline({ id, moved, moves }, dryRun) {
    const changes = moves.filter(isChange).length;
    const count = (number) => `${number} ${number === 1 ? 'alias' : 'aliases'}`;
    const all = `of ${moves.length}`;
    if (dryRun)
        return `Dry run: ${changes === 0 ? 'nothing' : count(changes)} would move, ${all}`;
    if (moved > 0)
        return `Release ${id}: ${count(moved)} moved, ${all}`;
    return `Nothing to move: all ${moves.length} aliases are as they should be${id === undefined ? '' : `, since release ${id}`}`;
}
/** All aliases with their digests, for programs. */
function movesJson(moves, image) {
    return moves.map((line) => ({
        alias: `${repositoryOf(line, image)}:${line.tag}`,
        cell: line.cell,
        from: line.from?.digest ?? null,
        to: (line.verdict === 'held back' ? line.from?.digest : line.to) ?? null,
        verdict: line.verdict,
        reason: line.reason,
    }));
}
/** An alias as people type it: its tag, after the image's name where that is another than the cells'. */
function aliasOf(line, image) {
    if (line.image === undefined)
        return line.tag;
    return `${repositoryOf(line, image).split('/').pop()}:${line.tag}`;
}
function repositoryOf(line, image) {
    return (0,oci_reference/* formatImageName */.eS)(line.image === undefined ? image : sibling(image, line.image));
}
function pointer({ version, digest }) {
    return version === undefined ? (0,oci_digest/* shortDigest */.VK)(digest) : `${version} ${(0,oci_digest/* shortDigest */.VK)(digest)}`;
}
function report_target({ to, cell }) {
    return [cell, to === undefined ? '' : (0,oci_digest/* shortDigest */.VK)(to)].filter(Boolean).join(' ');
}

;// CONCATENATED MODULE: ./src/release/rollback.ts















/** Releases are followed back so far. */
const rollback_MAX_RELEASES = 1000;
/**
 * Restores an earlier release whole: every alias goes back to what it named when that release was complete;
 * aliases that came later are removed, where the registry lets us. Tags with a date stay. It is a release
 * itself, with a record and all, and can be rolled back.
 * @throws as release(), and ConfigurationError when there is no such release, or the registry has lost an
 *   image of it.
 */
async function rollback(id, options) {
    if (!RELEASE_ID.test(id)) {
        throw new errors/* ConfigurationError */.j1(`${JSON.stringify(id.slice(0, 100))} is not a release: an id is like 20261124-141530-1a2b3c`);
    }
    const session = new Session(options);
    try {
        return await rollbackIn(session, id);
    }
    finally {
        session.close();
    }
}
async function rollbackIn(session, id) {
    const { repositories, options } = session;
    const { main } = repositories;
    if (!options.dryRun)
        await session.recover();
    const lock = await readLock(main);
    const look = async (last) => {
        const chain = await releasesSince(main, last, id);
        return restoration(repositories, aliasesAsOf(chain), !options.dryRun);
    };
    const first = await look(lock?.last);
    if (options.dryRun)
        return { id: undefined, moves: first.moves, moved: 0, cells: [] };
    if (lock?.phase === 'idle' && !first.moves.some(isChange)) {
        return { id: lock.last, moves: first.moves, moved: 0, cells: [] };
    }
    await checkRights(repositories, first.moves);
    let { moves } = first;
    let made;
    const isMoved = await session.transact(async (last) => {
        made = last;
        const { pointers, targets, ...decided } = await look(last);
        moves = decided.moves;
        if (!moves.some(isChange))
            return undefined;
        const record = rollback_recordOf(id, moves, pointers, targets, options.now, last);
        made = record.id;
        return { record, contents: new Map() };
    });
    return { id: made, moves, moved: isMoved ? moves.filter(isChange).length : 0, cells: [] };
}
/** The release of this id and all after it, newest first. */
async function releasesSince(repository, last, id) {
    const chain = [];
    for await (const record of recordsFrom(repository, last, ({ previous }) => previous, rollback_MAX_RELEASES)) {
        chain.push(record);
        if (record.id === id)
            return chain;
    }
    const known = chain.map((record) => record.id);
    const other = await readRecord(repository, id);
    if (other?.outcome === 'undone') {
        throw new errors/* ConfigurationError */.j1(`release ${id} was undone when it was made: there is nothing to restore`);
    }
    const hint = known.length === 0 ? 'there is none' : `known are ${listed(known, ', ')}`;
    throw new errors/* ConfigurationError */.j1(`no complete release ${id} in ${formatRepository(repository)}; ${hint}`);
}
/** What the aliases named when the oldest of the releases was complete. */
function aliasesAsOf(chain) {
    const [target, ...later] = [...chain].reverse();
    const aliases = new Map(target?.aliases.map((alias) => [rollback_nameOf(alias), alias]));
    // Oldest first: what a later release found is what the restored one left, as nobody else names it.
    for (const alias of later.flatMap((record) => record.aliases)) {
        if (!aliases.has(rollback_nameOf(alias)))
            aliases.set(rollback_nameOf(alias), { ...alias, to: alias.from });
    }
    return aliases;
}
async function restoration(repositories, targets, mayWrite) {
    const places = [...targets.values()].map(({ image, tag }) => ({ image, tag }));
    const pointers = await readPointers(repositories, places);
    const moves = [...targets.values()].flatMap((target) => lineOf(target, pointers.get(rollback_nameOf(target))));
    await checkContents(repositories, moves);
    if (!moves.some(({ verdict }) => verdict === 'remove'))
        return { moves, pointers, targets };
    const possible = mayWrite ? await withoutRemovals(repositories, moves) : moves.map(withoutPromise);
    return { moves: possible, pointers, targets };
}
/** Whether a registry lets us delete is found out by writing: a dry run can't say. */
function withoutPromise(line) {
    if (line.verdict !== 'remove')
        return line;
    return { ...line, reason: `${line.reason}; it goes where the registry lets us delete, and stays elsewhere` };
}
function lineOf(target, from) {
    const to = target.to?.digest;
    if (to === undefined && from === undefined)
        return [];
    const { image, tag, cell = '', fixed = false } = target;
    const line = { image, tag, cell, to, from, kind: fixed ? 'fixed' : 'exact' };
    if (from?.digest === to)
        return [{ ...line, verdict: 'keep', reason: 'names this image already' }];
    if (fixed && from !== undefined)
        return [{ ...line, to: from.digest, verdict: 'held back', reason: 'a tag with a date never moves' }];
    if (to === undefined)
        return [{ ...line, verdict: 'remove', reason: 'was not there then' }];
    const version = target.to?.version === undefined ? '' : `, Spark ${target.to.version}`;
    return [{ ...line, verdict: from === undefined ? 'new' : 'move', reason: `as it was then${version}` }];
}
/** A registry may have lost what nothing named any more, also of an index whose own manifest is there. */
async function checkContents(repositories, moves) {
    const checked = await parallel_inParallel(REQUESTS, moves.filter(isChange), async (line) => {
        const { image, to } = line;
        const missing = to === undefined ? [] : await lostOf(repositories.at(image), to);
        return missing.map((digest) => `${aliasName(line)} (${digest})`);
    });
    const lost = checked.flat();
    if (lost.length === 0)
        return;
    throw new errors/* ConfigurationError */.j1(`nothing was moved: the registry has lost images of that release: ${listed(lost, ', ')}`);
}
/** What is not there of an image: its manifest, or those of an index's platforms. */
async function lostOf(repository, digest) {
    const stored = await getManifest(repository, digest);
    if (stored === undefined)
        return [digest];
    if (!isIndexType(stored.descriptor.mediaType))
        return [];
    const { manifests } = parseIndex(stored.bytes, `${formatRepository(repository)}@${digest}`);
    const checked = await Promise.all(manifests.map((platform) => lostOf(repository, platform.digest)));
    return checked.flat();
}
async function withoutRemovals(repositories, moves) {
    const images = [...new Set(moves.filter(({ verdict }) => verdict === 'remove').map(({ image }) => image))];
    const allowed = new Map(await parallel_inParallel(REQUESTS, images, async (image) => [image, await canDelete(repositories.at(image))]));
    return moves.map((line) => {
        if (line.verdict !== 'remove' || allowed.get(line.image))
            return line;
        const reason = 'was not there then, and this registry does not let us delete';
        return { ...line, to: line.from?.digest, verdict: 'held back', reason };
    });
}
function rollback_recordOf(restores, moves, pointers, targets, now, previous) {
    return {
        format: 1,
        id: releaseId(now, (0,external_node_crypto_.randomBytes)(3).toString('hex')),
        kind: 'rollback',
        restores,
        created: now.toISOString(),
        previous,
        cells: [],
        aliases: moves.map((line) => {
            const { image, tag, cell, kind } = line;
            const pointer = pointers.get(aliasName(line));
            const from = pointer === undefined ? null : targetOf(pointer);
            return {
                image,
                tag,
                from,
                to: isChange(line) ? (targets.get(aliasName(line))?.to ?? null) : from,
                ...(cell === '' ? {} : { cell }),
                ...(kind === 'fixed' ? { fixed: true } : {}),
            };
        }),
    };
}
const rollback_nameOf = ({ image, tag }) => aliasName({ image, tag });

;// CONCATENATED MODULE: ./src/table.ts
/** Rows as columns: texts to the left, numbers (rows' cells that start with a digit) to the right. */
function table(header, rows) {
    const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
    const numeric = header.map((_, column) => rows.every((row) => /^\d[\d.]* ?(?:[kMG]?B|s)?$/.test(row[column] ?? '')));
    return [header, ...rows]
        .map((row) => row
        .map((text, column) => {
        const width = widths[column] ?? 0;
        return numeric[column] ? text.padStart(width) : text.padEnd(width);
    })
        .join('  ')
        .trimEnd())
        .join('\n');
}

// EXTERNAL MODULE: ./src/github/entry.ts
var entry = __nccwpck_require__(2147);
// EXTERNAL MODULE: ./src/github/family.ts + 2 modules
var github_family = __nccwpck_require__(305);
// EXTERNAL MODULE: ./src/github/log.ts
var log = __nccwpck_require__(3385);
;// CONCATENATED MODULE: ./src/github/summary/readable.ts

const MAX_VERSION = 40;
const readable_MAX_REASON = 200;
/**
 * Moves to be printed: the version of what a tag names now is a label of whatever somebody pushed there, of any length
 * and with lines of its own, and the reason repeats it.
 */
function readable(moves) {
    return moves.map((move) => ({
        ...move,
        from: move.from && readablePointer(move.from),
        reason: (0,src_text/* oneLine */.TN)(move.reason, readable_MAX_REASON),
    }));
}
function readablePointer({ version, ...pointer }) {
    return version === undefined ? pointer : { ...pointer, version: (0,src_text/* oneLine */.TN)(version, MAX_VERSION) };
}

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

;// CONCATENATED MODULE: ./src/github/release/summary.ts









/** A line may repeat what a registry says. */
const summary_MAX_LINE = 1000;
/** A release as the step's summary: sentences, a grid versions × variants of the images, the moves. */
function releaseSummary({ sentences, rows, outcome }) {
    return summaryOf([
        paragraph('## Spark images: release'),
        ...sentences.filter(Boolean).map((sentence) => paragraph(plain(sentence))),
        ...releasedGrids(outcome),
        { ...tableSection(COLUMNS, 'lllll', rows.map(moveRow)), elsewhere: 'the log' },
    ]);
}
/**
 * A release that failed as the step's summary: what the plan had for each image, and why it failed as the log has it.
 * @param planned none where there is no plan, as for a rollback
 */
function failedReleaseSummary(reason, planned = []) {
    return summaryOf([
        paragraph('## Spark images: the release failed'),
        ...plannedGrids(planned),
        { lines: reason.split('\n').map((line) => (0,src_text/* shorten */.ml)(line, summary_MAX_LINE)), frame: block, elsewhere: 'the log' },
    ]);
}
function plannedGrids(planned) {
    const [first, ...others] = grids(planned.map((cell) => ({
        ...cell,
        text: verdictMark(cell.verdict, cell.support?.level === 'experimental'),
    })), 'c');
    if (first === undefined)
        return [];
    return [framed(first, (content) => `What the plan said of each image:\n\n${content}`), ...others];
}
function releasedGrids({ cells, moves, moved }) {
    // Only a dry run has changes and moves nothing.
    const word = moved === 0 ? 'would be released' : '**released**';
    const changed = new Set(moves.filter(isChange).map(({ cell }) => cell));
    return grids(cells.map((facts) => ({ ...facts, text: cellText(facts, changed.has(facts.cell) ? word : 'as before') })), 'r');
}
/** What became of it, size and its change against the release before, tests with their time, digest: a line each. */
function cellText({ compressed, before, tests, passed, seconds, digest }, word) {
    return [
        word,
        `${(0,bytes/* formatBytes */.z)(compressed)} (${change(compressed, before)})`,
        `${passed}/${tests} tests, ${clock(Math.round(seconds))}`,
        code((0,oci_digest/* shortDigest */.VK)(digest)),
    ].join('<br>');
}
function change(now, before) {
    if (before === undefined)
        return 'new';
    if (now === before)
        return '±0';
    return now > before ? `+${(0,bytes/* formatBytes */.z)(now - before)}` : `−${(0,bytes/* formatBytes */.z)(before - now)}`;
}
function moveRow([alias = '', from = '', to = '', verdict = '', reason = '']) {
    return [code(alias), plain(from), plain(to), plain(verdict), plain(reason)];
}

;// CONCATENATED MODULE: ./src/github/release/run.ts
var run_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var run_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
/** What the release entry does. */















/** Releases the plan, or rolls back to an earlier release, and reports every alias. */
async function run(inputs) {
    const { image, credentials, dryRun, publishing, env } = inputs;
    const pace = testPace(env);
    const options = {
        image,
        client: { credentials, log: log/* info */.p, ...pace.client },
        times: pace.times,
        dryRun,
        by: holder(env),
        now: new Date(),
        say: log/* info */.p,
    };
    let plan;
    let outcome;
    try {
        if (!publishing.allowed && !dryRun) {
            throw new errors/* ConfigurationError */.j1(`refused to move tags: ${publishing.reason}. Name this event in publish-on to release on it, or set dry-run`);
        }
        if (inputs.rollback === undefined) {
            plan = decodePlan(inputs.plan);
            outcome = await releasePlan(plan, inputs, options);
        }
        else
            outcome = await rollback(inputs.rollback, options);
    }
    catch (error) {
        // What was moved when it failed, the error says itself.
        const lead = error instanceof TransactionError ? '' : 'Nothing was released: ';
        await (0,entry/* summarize */.e)(failedReleaseSummary(`${lead}${(0,errors/* messageOf */.bD)(error)}`, plan?.cells));
        throw error;
    }
    await report({ ...outcome, moves: readable(outcome.moves) }, image, dryRun);
}
async function releasePlan(plan, inputs, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const family = run_addDisposableResource(env_1, await (0,github_family/* openFamilyOf */.Eh)(await (0,github_family/* findCatalog */.BO)(inputs), inputs), true);
        const { catalog, images } = family;
        const planned = prepareFamily(plan, catalog, images, inputs.partial);
        return release(planned, catalog.aliases, {
            ...options,
            growth: growthLimits(catalog),
            planned: plan.planned,
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = run_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Whose release it is, for others that find it under way. */
function holder({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }) {
    if (GITHUB_RUN_ID === undefined)
        return `process ${process.pid}`;
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}
async function report(outcome, image, dryRun) {
    const { rows, left } = moveTable(outcome.moves, image);
    const title = headline(outcome, dryRun);
    for (const line of [title, table(COLUMNS, rows), left].filter(Boolean))
        (0,log/* info */.p)(line);
    core/* setOutput */.uH('release', outcome.id ?? '');
    core/* setOutput */.uH('moved', outcome.moved);
    core/* setOutput */.uH('aliases', JSON.stringify(movesJson(outcome.moves, image)));
    await (0,entry/* summarize */.e)(releaseSummary({ sentences: [title, left], rows, outcome }));
}


/***/ }),

/***/ 8825:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   MP: () => (/* binding */ verifying),
/* harmony export */   MX: () => (/* binding */ verify),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   m: () => (/* binding */ parseDigest),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
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
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let seen = 0;
    const failure = () => {
        if (seen !== size)
            return sizeError(what, size, seen);
        const actual = `sha256:${hash.copy().digest('hex')}`;
        return actual === digest ? null : digestError(what, digest, actual);
    };
    return new node_stream__WEBPACK_IMPORTED_MODULE_1__.Transform({
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

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

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
  z: () => (/* reexport */ summary)
});

// UNUSED EXPORTS: ExitCode, addPath, debug, endGroup, exportVariable, getBooleanInput, getIDToken, getState, group, isDebug, markdownSummary, notice, platform, saveState, setCommandEcho, startGroup, toPlatformPath, toPosixPath, toWin32Path, warning

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
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
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

/***/ }),

/***/ 3759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ _number),
/* harmony export */   FO: () => (/* binding */ _custom),
/* harmony export */   Fk: () => (/* binding */ _regex),
/* harmony export */   G1: () => (/* binding */ _isoDateTime),
/* harmony export */   G8: () => (/* binding */ _never),
/* harmony export */   LK: () => (/* binding */ _int),
/* harmony export */   NC: () => (/* binding */ _positive),
/* harmony export */   Rl: () => (/* binding */ _string),
/* harmony export */   UI: () => (/* binding */ _nonnegative),
/* harmony export */   Zm: () => (/* binding */ _lte),
/* harmony export */   _L: () => (/* binding */ _boolean),
/* harmony export */   db: () => (/* binding */ _isoDate),
/* harmony export */   em: () => (/* binding */ _unknown),
/* harmony export */   fU: () => (/* binding */ _refine),
/* harmony export */   m9: () => (/* binding */ _minLength),
/* harmony export */   mI: () => (/* binding */ meta),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   qm: () => (/* binding */ _gte)
/* harmony export */ });
/* unused harmony exports _coercedString, _email, _guid, _uuid, _uuidv4, _uuidv6, _uuidv7, _url, _emoji, _nanoid, _cuid, _cuid2, _ulid, _xid, _ksuid, _ipv4, _ipv6, _mac, _cidrv4, _cidrv6, _base64, _base64url, _e164, _creditCard, _iban, _jwt, TimePrecision, _isoTime, _isoDuration, _coercedNumber, _float32, _float64, _int32, _uint32, _coercedBoolean, _bigint, _coercedBigint, _int64, _uint64, _symbol, _undefined, _null, _any, _void, _date, _coercedDate, _nan, _lt, _max, _gt, _min, _negative, _nonpositive, _multipleOf, _maxSize, _minSize, _size, _maxLength, _length, _lowercase, _uppercase, _includes, _startsWith, _endsWith, _property, _properties, _mime, _overwrite, _normalize, _trim, _toLowerCase, _toUpperCase, _slugify, _array, _union, _xor, _discriminatedUnion, _intersection, _tuple, _record, _map, _set, _enum, _nativeEnum, _literal, _file, _transform, _optional, _nullable, _default, _nonoptional, _success, _catch, _pipe, _readonly, _templateLiteral, _lazy, _promise, _superRefine, _check, _stringbool, _stringFormat */
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4890);
/* harmony import */ var _registries_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9396);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4723);




function snapshotChecks(def) {
    if (def.checks)
        def.checks = [...def.checks];
    return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
    return new Class(snapshotChecks({ type: "string", ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class, params) {
    return new Class(snapshotChecks({ type: "string", coerce: true, ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
    return new Class({
        type: "string",
        format: "email",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
    return new Class({
        type: "string",
        format: "guid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v4",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v6",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v7",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
    return new Class({
        type: "string",
        format: "url",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _emoji(Class, params) {
    return new Class({
        type: "string",
        format: "emoji",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
    return new Class({
        type: "string",
        format: "nanoid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
    return new Class({
        type: "string",
        format: "cuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
    return new Class({
        type: "string",
        format: "cuid2",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
    return new Class({
        type: "string",
        format: "ulid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
    return new Class({
        type: "string",
        format: "xid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
    return new Class({
        type: "string",
        format: "ksuid",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
    return new Class({
        type: "string",
        format: "ipv4",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
    return new Class({
        type: "string",
        format: "ipv6",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mac(Class, params) {
    return new Class({
        type: "string",
        format: "mac",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv4",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv6",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
    return new Class({
        type: "string",
        format: "base64",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
    return new Class({
        type: "string",
        format: "base64url",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
    return new Class({
        type: "string",
        format: "e164",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _creditCard(Class, params) {
    return new Class({
        type: "string",
        format: "credit_card",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _iban(Class, params) {
    return new Class({
        type: "string",
        format: "iban",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
    return new Class({
        type: "string",
        format: "jwt",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
const TimePrecision = {
    Any: null,
    Minute: -1,
    Second: 0,
    Millisecond: 3,
    Microsecond: 6,
};
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
    return new Class({
        type: "string",
        format: "datetime",
        check: "string_format",
        offset: false,
        local: false,
        precision: null,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
    return new Class({
        type: "string",
        format: "date",
        check: "string_format",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
    return new Class({
        type: "string",
        format: "time",
        check: "string_format",
        precision: null,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
    return new Class({
        type: "string",
        format: "duration",
        check: "string_format",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
    return new Class(snapshotChecks({ type: "number", checks: [], ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class, params) {
    return new Class(snapshotChecks({ type: "number", coerce: true, checks: [], ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "safeint",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float64(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "int32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "uint32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
    return new Class({
        type: "boolean",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class, params) {
    return new Class({
        type: "boolean",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _bigint(Class, params) {
    return new Class({
        type: "bigint",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class, params) {
    return new Class({
        type: "bigint",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "int64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "uint64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _symbol(Class, params) {
    return new Class({
        type: "symbol",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _undefined(Class, params) {
    return new Class({
        type: "undefined",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _null(Class, params) {
    return new Class({
        type: "null",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _any(Class) {
    return new Class({
        type: "any",
    });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
    return new Class({
        type: "unknown",
    });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
    return new Class({
        type: "never",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _void(Class, params) {
    return new Class({
        type: "void",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _date(Class, params) {
    return new Class({
        type: "date",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class, params) {
    return new Class({
        type: "date",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nan(Class, params) {
    return new Class({
        type: "nan",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
    return new checks.$ZodCheckLessThan({
        check: "less_than",
        ...util.normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckLessThan */ .sm({
        check: "less_than",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckGreaterThan */ .J_({
        check: "greater_than",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckGreaterThan */ .J_({
        check: "greater_than",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _positive(params) {
    return _gt(0, params);
}
// negative
// @__NO_SIDE_EFFECTS__
function _negative(params) {
    return _lt(0, params);
}
// nonpositive
// @__NO_SIDE_EFFECTS__
function _nonpositive(params) {
    return _lte(0, params);
}
// nonnegative
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
    return _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
    return new checks.$ZodCheckMultipleOf({
        check: "multiple_of",
        ...util.normalizeParams(params),
        value,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxSize(maximum, params) {
    return new checks.$ZodCheckMaxSize({
        check: "max_size",
        ...util.normalizeParams(params),
        maximum,
    });
}
// @__NO_SIDE_EFFECTS__
function _minSize(minimum, params) {
    return new checks.$ZodCheckMinSize({
        check: "min_size",
        ...util.normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _size(size, params) {
    return new checks.$ZodCheckSizeEquals({
        check: "size_equals",
        ...util.normalizeParams(params),
        size,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
    const ch = new checks.$ZodCheckMaxLength({
        check: "max_length",
        ...util.normalizeParams(params),
        maximum,
    });
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckMinLength */ .Kk({
        check: "min_length",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
    return new checks.$ZodCheckLengthEquals({
        check: "length_equals",
        ...util.normalizeParams(params),
        length,
    });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckRegex */ .DG({
        check: "string_format",
        format: "regex",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        pattern,
    });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
    return new checks.$ZodCheckLowerCase({
        check: "string_format",
        format: "lowercase",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
    return new checks.$ZodCheckUpperCase({
        check: "string_format",
        format: "uppercase",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
    return new checks.$ZodCheckIncludes({
        check: "string_format",
        format: "includes",
        ...util.normalizeParams(params),
        includes,
    });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
    return new checks.$ZodCheckStartsWith({
        check: "string_format",
        format: "starts_with",
        ...util.normalizeParams(params),
        prefix,
    });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
    return new checks.$ZodCheckEndsWith({
        check: "string_format",
        format: "ends_with",
        ...util.normalizeParams(params),
        suffix,
    });
}
// @__NO_SIDE_EFFECTS__
function _property(property, schema, params) {
    return new checks.$ZodCheckProperty({
        check: "property",
        property,
        schema,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _properties(shape, params) {
    return new checks.$ZodCheckProperties({
        check: "properties",
        shape,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mime(types, params) {
    return new checks.$ZodCheckMimeType({
        check: "mime_type",
        mime: types,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
    return new checks.$ZodCheckOverwrite({
        check: "overwrite",
        tx,
    });
}
// normalize
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
    return _overwrite((input) => input.normalize(form));
}
// trim
// @__NO_SIDE_EFFECTS__
function _trim() {
    return _overwrite((input) => input.trim());
}
// toLowerCase
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
    return _overwrite((input) => input.toLowerCase());
}
// toUpperCase
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
    return _overwrite((input) => input.toUpperCase());
}
// slugify
// @__NO_SIDE_EFFECTS__
function _slugify() {
    return _overwrite((input) => util.slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
    return new Class({
        type: "array",
        element,
        // get element() {
        //   return element;
        // },
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _union(Class, options, params) {
    return new Class({
        type: "union",
        options,
        ...util.normalizeParams(params),
    });
}
function _xor(Class, options, params) {
    return new Class({
        type: "union",
        options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _discriminatedUnion(Class, discriminator, options, params) {
    return new Class({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _intersection(Class, left, right) {
    return new Class({
        type: "intersection",
        left,
        right,
    });
}
// export function _tuple(
//   Class: util.SchemaClass<schemas.$ZodTuple>,
//   items: [],
//   params?: string | $ZodTupleParams
// ): schemas.$ZodTuple<[], null>;
// @__NO_SIDE_EFFECTS__
function _tuple(Class, items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof schemas.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new Class({
        type: "tuple",
        items,
        rest,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _record(Class, keyType, valueType, params) {
    return new Class({
        type: "record",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _map(Class, keyType, valueType, params) {
    return new Class({
        type: "map",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _set(Class, valueType, params) {
    return new Class({
        type: "set",
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _enum(Class, values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    // if (Array.isArray(values)) {
    //   for (const value of values) {
    //     entries[value] = value;
    //   }
    // } else {
    //   Object.assign(entries, values);
    // }
    // const entries: util.EnumLike = {};
    // for (const val of values) {
    //   entries[val] = val;
    // }
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function _nativeEnum(Class, entries, params) {
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _literal(Class, value, params) {
    return new Class({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _file(Class, params) {
    return new Class({
        type: "file",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _transform(Class, fn) {
    return new Class({
        type: "transform",
        transform: fn,
    });
}
// @__NO_SIDE_EFFECTS__
function _optional(Class, innerType) {
    return new Class({
        type: "optional",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _nullable(Class, innerType) {
    return new Class({
        type: "nullable",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _default(Class, innerType, defaultValue) {
    return new Class({
        type: "default",
        innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
// @__NO_SIDE_EFFECTS__
function _nonoptional(Class, innerType, params) {
    return new Class({
        type: "nonoptional",
        innerType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _success(Class, innerType) {
    return new Class({
        type: "success",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _catch(Class, innerType, catchValue) {
    return new Class({
        type: "catch",
        innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : util.constantCatch(catchValue)),
    });
}
// @__NO_SIDE_EFFECTS__
function _pipe(Class, in_, out) {
    return new Class({
        type: "pipe",
        in: in_,
        out,
    });
}
// @__NO_SIDE_EFFECTS__
function _readonly(Class, innerType) {
    return new Class({
        type: "readonly",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _templateLiteral(Class, parts, params) {
    return new Class({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lazy(Class, getter) {
    return new Class({
        type: "lazy",
        getter,
    });
}
// @__NO_SIDE_EFFECTS__
function _promise(Class, innerType) {
    return new Class({
        type: "promise",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class, fn, _params) {
    const norm = _util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(_params);
    norm.abort ?? (norm.abort = true); // default to abort:false
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...norm,
    });
    return schema;
}
// same as _custom but defaults to abort:false
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(_params),
    });
    return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
    const ch = _check((payload) => {
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(util.issue(issue, payload.value, ch._zod.def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = ch);
                _issue.continue ?? (_issue.continue = !ch._zod.def.abort); // abort is always undefined, so this is always true...
                payload.issues.push(util.issue(_issue));
            }
        };
        return fn(payload.value, payload);
    }, params);
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
    const ch = new checks.$ZodCheck({
        check: "custom",
        ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// @__NO_SIDE_EFFECTS__
function describe(description) {
    const ch = new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheck */ .QP({ check: "describe" });
    ch._zod.onattach = [
        (inst) => {
            const existing = _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.get(inst) ?? {};
            _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.add(inst, { ...existing, description });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function meta(metadata) {
    const ch = new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheck */ .QP({ check: "meta" });
    ch._zod.onattach = [
        (inst) => {
            const existing = _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.get(inst) ?? {};
            _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.add(inst, { ...existing, ...metadata });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _stringbool(Classes, _params) {
    const params = util.normalizeParams(_params);
    let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
    let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
    if (params.case !== "sensitive") {
        truthyArray = truthyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
        falsyArray = falsyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
    }
    const truthySet = new Set(truthyArray);
    const falsySet = new Set(falsyArray);
    const _Codec = Classes.Codec ?? schemas.$ZodCodec;
    const _Boolean = Classes.Boolean ?? schemas.$ZodBoolean;
    const _String = Classes.String ?? schemas.$ZodString;
    const stringSchema = new _String({ type: "string", error: params.error });
    const booleanSchema = new _Boolean({ type: "boolean", error: params.error });
    const codec = new _Codec({
        type: "pipe",
        in: stringSchema,
        out: booleanSchema,
        transform: ((input, payload) => {
            let data = input;
            if (params.case !== "sensitive")
                data = data.toLowerCase();
            if (truthySet.has(data)) {
                return true;
            }
            else if (falsySet.has(data)) {
                return false;
            }
            else {
                payload.issues.push({
                    code: "invalid_value",
                    expected: "stringbool",
                    values: [...truthySet, ...falsySet],
                    input: payload.value,
                    inst: codec,
                    continue: false,
                });
                return {};
            }
        }),
        reverseTransform: ((input, _payload) => {
            if (input === true) {
                return truthyArray[0] || "true";
            }
            else {
                return falsyArray[0] || "false";
            }
        }),
        error: params.error,
    });
    codec._zod.bag.truthy = truthyArray;
    codec._zod.bag.falsy = falsyArray;
    codec._zod.bag.case = params.case ?? "insensitive";
    return codec;
}
// @__NO_SIDE_EFFECTS__
function _stringFormat(Class, format, fnOrRegex, _params = {}) {
    const params = util.normalizeParams(_params);
    const def = {
        check: "string_format",
        type: "string",
        format,
        fn: typeof fnOrRegex === "function" ? fnOrRegex : (val) => fnOrRegex.test(val),
        ...params,
    };
    if (fnOrRegex instanceof RegExp) {
        def.pattern = fnOrRegex;
    }
    const inst = new Class(def);
    return inst;
}


/***/ }),

/***/ 4890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ $ZodCheckRegex),
/* harmony export */   J_: () => (/* binding */ $ZodCheckGreaterThan),
/* harmony export */   KH: () => (/* binding */ $ZodCheckNumberFormat),
/* harmony export */   Kk: () => (/* binding */ $ZodCheckMinLength),
/* harmony export */   QP: () => (/* binding */ $ZodCheck),
/* harmony export */   ql: () => (/* binding */ $ZodCheckStringFormat),
/* harmony export */   sm: () => (/* binding */ $ZodCheckLessThan)
/* harmony export */ });
/* unused harmony exports $ZodCheckMultipleOf, $ZodCheckBigIntFormat, $ZodCheckMaxSize, $ZodCheckMinSize, $ZodCheckSizeEquals, $ZodCheckMaxLength, $ZodCheckLengthEquals, $ZodCheckLowerCase, $ZodCheckUpperCase, $ZodCheckIncludes, $ZodCheckStartsWith, $ZodCheckEndsWith, $ZodCheckProperty, $ZodCheckProperties, $ZodCheckMimeType, $ZodCheckOverwrite */
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8532);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4723);
// import { $ZodType } from "./schemas.js";



const $ZodCheck = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheck", (inst, def) => {
    var _a;
    inst._zod ?? (inst._zod = {});
    inst._zod.def = def;
    (_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for size-based checks: run only on non-nullish values with a `size`. */
const _whenHasSize = (payload) => {
    const val = payload.value;
    return !util.nullish(val) && val.size !== undefined;
};
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
    const val = payload.value;
    return !_util_js__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl(val) && val.length !== undefined;
};
const numericOriginMap = {
    number: "number",
    bigint: "bigint",
    object: "date",
};
const $ZodCheckLessThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckLessThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_big",
            maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckGreaterThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckGreaterThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_small",
            minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMultipleOf = 
/*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMultipleOf", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        if (typeof payload.value !== typeof def.value)
            throw new Error("Cannot mix number and bigint in multiple_of check.");
        const isMultiple = typeof payload.value === "bigint"
            ? // `value % 0n` throws, and nothing is a multiple of zero — the number branch already fails this way via NaN
                def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
            : util.floatSafeRemainder(payload.value, def.value) === 0;
        if (isMultiple)
            return;
        payload.issues.push({
            origin: typeof payload.value,
            code: "not_multiple_of",
            divisor: def.value,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckNumberFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckNumberFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    def.format = def.format || "float64";
    const isInt = def.format?.includes("int");
    const origin = isInt ? "int" : "number";
    const [minimum, maximum] = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .NUMBER_FORMAT_RANGES */ .zH[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (isInt) {
            if (!Number.isInteger(input)) {
                // invalid_format issue
                // payload.issues.push({
                //   expected: def.format,
                //   format: def.format,
                //   code: "invalid_format",
                //   input,
                //   inst,
                // });
                // invalid_type issue
                payload.issues.push({
                    expected: origin,
                    format: def.format,
                    code: "invalid_type",
                    continue: false,
                    input,
                    inst,
                });
                return;
                // not_multiple_of issue
                // payload.issues.push({
                //   code: "not_multiple_of",
                //   origin: "number",
                //   input,
                //   inst,
                //   divisor: 1,
                // });
            }
            if (!Number.isSafeInteger(input)) {
                if (input > 0) {
                    // too_big
                    payload.issues.push({
                        input,
                        code: "too_big",
                        maximum: Number.MAX_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                else {
                    // too_small
                    payload.issues.push({
                        input,
                        code: "too_small",
                        minimum: Number.MIN_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                return;
            }
        }
        if (input < minimum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_small",
                minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodCheckBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckBigIntFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    const [minimum, maximum] = util.BIGINT_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (input < minimum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_small",
                minimum: minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodCheckMaxSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMaxSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size <= def.maximum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMinSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMinSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size >= def.minimum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckSizeEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckSizeEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size === def.size)
            return;
        const tooBig = size > def.size;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            ...(tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMaxLength = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMaxLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // Strings are measured in Unicode code points, not UTF-16 units. A code point is at most two units, so a string that already fits in units fits in code points; only an overflow has to be counted.
        const length = typeof input === "string" && units > def.maximum ? util.codePointLength(input) : units;
        if (length <= def.maximum)
            return;
        const origin = util.getLengthableOrigin(input);
        payload.issues.push({
            origin,
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMinLength = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMinLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so fewer units than the floor can never reach it and twice the floor always clears it. Only in between is the exact count in doubt.
        const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2
            ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input)
            : units;
        if (length >= def.minimum)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        payload.issues.push({
            origin,
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLengthEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckLengthEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so outside `[length, length * 2]` units the target is missed either way — and missed in the same direction in both measures.
        const length = typeof input === "string" && units >= def.length && units <= def.length * 2
            ? util.codePointLength(input)
            : units;
        if (length === def.length)
            return;
        const origin = util.getLengthableOrigin(input);
        const tooBig = length > def.length;
        payload.issues.push({
            origin,
            ...(tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckStringFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckStringFormat", (inst, def) => {
    var _a, _b;
    $ZodCheck.init(inst, def);
    if (def.pattern)
        (_a = inst._zod).check ?? (_a.check = (payload) => {
            def.pattern.lastIndex = 0;
            if (def.pattern.test(payload.value))
                return;
            payload.issues.push({
                origin: "string",
                code: "invalid_format",
                format: def.format,
                input: payload.value,
                ...(def.pattern ? { pattern: def.pattern.toString() } : {}),
                inst,
                continue: !def.abort,
            });
        });
    else
        (_b = inst._zod).check ?? (_b.check = () => { });
});
const $ZodCheckRegex = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckRegex", (inst, def) => {
    $ZodCheckStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        def.pattern.lastIndex = 0;
        if (def.pattern.test(payload.value))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "regex",
            input: payload.value,
            pattern: def.pattern.toString(),
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLowerCase = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckLowerCase", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.lowercase);
    $ZodCheckStringFormat.init(inst, def);
})));
const $ZodCheckUpperCase = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckUpperCase", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.uppercase);
    $ZodCheckStringFormat.init(inst, def);
})));
const $ZodCheckIncludes = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckIncludes", (inst, def) => {
    $ZodCheck.init(inst, def);
    const escapedRegex = util.escapeRegex(def.includes);
    // `String.prototype.includes(sub, position)` matches `sub` at `position`
    // OR LATER, so the pattern must allow at least `position` leading chars
    // (`{N,}`), not exactly `position` chars (`{N}`).
    const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
    def.pattern = pattern;
    inst._zod.check = (payload) => {
        if (payload.value.includes(def.includes, def.position))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "includes",
            includes: def.includes,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckStartsWith = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckStartsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`^${util.escapeRegex(def.prefix)}.*`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.startsWith(def.prefix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "starts_with",
            prefix: def.prefix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckEndsWith = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckEndsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`.*${util.escapeRegex(def.suffix)}$`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.endsWith(def.suffix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "ends_with",
            suffix: def.suffix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
///////////////////////////////////
/////    $ZodCheckProperty    /////
///////////////////////////////////
function handleCheckPropertyResult(result, payload, property) {
    if (result.issues.length) {
        payload.issues.push(...util.prefixIssues(property, result.issues));
    }
}
const $ZodCheckProperty = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperty", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        const result = def.schema._zod.run({
            value: payload.value[def.property],
            issues: [],
        }, {});
        if (result instanceof Promise) {
            return result.then((result) => handleCheckPropertyResult(result, payload, def.property));
        }
        handleCheckPropertyResult(result, payload, def.property);
        return;
    };
})));
const $ZodCheckProperties = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperties", (inst, def) => {
    $ZodCheck.init(inst, def);
    util.hide(inst, Symbol.iterator, function* () {
        yield inst;
    });
    // key and schema snapshotted together: reading one live and the other cached lets a later mutation of the caller's shape object pair a stale key with a missing schema
    let entries;
    inst._zod.check = (payload) => {
        // the base schema already typed the value, so only a nullish one is rejected here: the properties read on a primitive too, matching z.property() on a string's length
        if (payload.value == null) {
            payload.issues.push({ expected: "object", code: "invalid_type", input: payload.value, inst });
            return undefined;
        }
        entries ?? (entries = Reflect.ownKeys(def.shape).map((key) => [key, def.shape[key]]));
        const input = payload.value;
        let proms;
        for (const [key, schema] of entries) {
            const result = schema._zod.run({ value: input[key], issues: [] }, {});
            if (result instanceof Promise) {
                proms ?? (proms = []);
                proms.push(result.then((result) => handleCheckPropertyResult(result, payload, key)));
            }
            else {
                handleCheckPropertyResult(result, payload, key);
            }
        }
        if (proms)
            return Promise.all(proms).then(() => undefined);
        return undefined;
    };
})));
const $ZodCheckMimeType = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMimeType", (inst, def) => {
    $ZodCheck.init(inst, def);
    const mimeSet = new Set(def.mime);
    inst._zod.check = (payload) => {
        if (mimeSet.has(payload.value.type))
            return;
        payload.issues.push({
            code: "invalid_value",
            values: def.mime,
            input: payload.value.type,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckOverwrite = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckOverwrite", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        payload.value = def.tx(payload.value);
    };
})));


/***/ }),

/***/ 8532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ config),
/* harmony export */   GT: () => (/* binding */ $ZodAsyncError),
/* harmony export */   cV: () => (/* binding */ $ZodEncodeError),
/* harmony export */   cr: () => (/* binding */ globalConfig),
/* harmony export */   tm: () => (/* binding */ NEVER),
/* harmony export */   xI: () => (/* binding */ $constructor)
/* harmony export */ });
/* unused harmony export $brand */
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4723);
var _a;

/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({
    status: "aborted",
});
/* Shared descriptor for installing `_zod`; defineProperty reads it
 * synchronously, so reusing one object avoids a per-instance allocation. */
const _zodDesc = { value: undefined, enumerable: false };
// null where suppressing the capture would be unrecoverable: `parse()` puts the frames back with `captureStackTrace`, so without it the throw would lose its stack. also latched to null once `stackTraceLimit` proves unassignable, which a realm can do at any point by hardening Error
let _E = "captureStackTrace" in Error ? Error : null;
// v8 captures a stack trace inside the Error constructor, which dominates a failed parse; costs only the frames, and parse() restores those. the constructor must RUN: Object.create is cheaper and passes instanceof, but Error.isError and util.types.isNativeError check an internal slot
function newError(Definition) {
    const E = _E;
    if (E) {
        const saved = E.stackTraceLimit;
        if (typeof saved === "number") {
            try {
                E.stackTraceLimit = 0;
            }
            catch {
                _E = null;
                return new Definition();
            }
            try {
                return new Definition();
            }
            finally {
                E.stackTraceLimit = saved;
            }
        }
    }
    return new Definition();
}
function $constructor(name, initializer, 
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto, params) {
    // Prototype for this constructor's `_zod` internals. Lazily-derived fields (`values`, `pattern`, `optin`, …) install here once rather than as an accessor on every instance.
    const zodProto = {};
    // Assigning the fields in the constructor body is what gives instances in-object slots; building the object literally and reparenting it costs a second allocation and a generic property copy.
    function Internals(def) {
        this.def = def;
        this.constr = _;
        this.traits = new Set();
    }
    Internals.prototype = zodProto;
    const protoMembers = proto;
    // One trait's members land on every prototype whose chain composes it, so the answer is per prototype rather than per trait.
    const initialized = protoMembers && new WeakSet();
    function init(inst, def) {
        if (!inst._zod) {
            _zodDesc.value = new Internals(def);
            try {
                Object.defineProperty(inst, "_zod", _zodDesc);
            }
            finally {
                // Cleared even on throw, so the shared descriptor never leaks one instance's internals into the next.
                _zodDesc.value = undefined;
            }
        }
        else if (inst._zod.traits.has(name)) {
            return;
        }
        inst._zod.traits.add(name);
        initializer(inst, def);
        if (initialized) {
            // `super(def)` from a user subclass gives `this` a prototype the subclass owns, and installing there would overwrite whatever the subclass declared. `constr` built the instance, so its prototype is the one below the subclass's that should carry the members. A receiver whose chain never reaches that prototype installs on its own, which for a plain object handed straight to `init` means `Object.prototype` — unchanged from before.
            const own = Object.getPrototypeOf(inst);
            const ctorProto = inst._zod.constr.prototype;
            let up = own;
            while (up && up !== ctorProto)
                up = Object.getPrototypeOf(up);
            const target = up ?? own;
            if (!initialized.has(target)) {
                initialized.add(target);
                (0,_util_js__WEBPACK_IMPORTED_MODULE_0__/* .members */ .ol)(target, protoMembers);
            }
        }
        // support prototype modifications; for-in avoids the array allocation of Object.keys on the (usually empty) prototype
        const proto = _.prototype;
        for (const k in proto) {
            if (!Object.prototype.hasOwnProperty.call(proto, k))
                continue;
            if (!(k in inst)) {
                inst[k] = proto[k].bind(inst);
            }
        }
    }
    // doesn't work if Parent has a constructor with arguments
    const Parent = params?.Parent ?? Object;
    class Definition extends Parent {
    }
    Object.defineProperty(Definition, "name", { value: name });
    function _(def) {
        const inst = params?.Parent ? newError(Definition) : this;
        init(inst, def);
        const deferred = inst._zod.deferred;
        if (deferred) {
            for (const fn of deferred) {
                fn();
            }
            // Released: initializers run once, and the list would otherwise be retained for the schema's lifetime.
            inst._zod.deferred = undefined;
        }
        // Global post-processor hook. Internal: installed by `import "zod/compile"` to enable AOT compilation for every constructed schema. Runs last, once the instance is fully built, because it hands the instance to compile(). The post-processor is expected to be reentrancy-guarded by its own implementation.
        const pp = globalThis.__zod_globalConfig?.postProcessor;
        if (pp)
            pp(inst);
        return inst;
    }
    Object.defineProperty(_, "init", { value: init });
    Object.defineProperty(_, Symbol.hasInstance, {
        value: (inst) => {
            if (params?.Parent && inst instanceof params.Parent)
                return true;
            return inst?._zod?.traits?.has(name);
        },
    });
    Object.defineProperty(_, "name", { value: name });
    return _;
}
//////////////////////////////   UTILITIES   ///////////////////////////////////////
const $brand = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("zod_brand")));
class $ZodAsyncError extends Error {
    constructor() {
        super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
    }
}
class $ZodEncodeError extends Error {
    constructor(name) {
        super(`Encountered unidirectional transform during encode: ${name}`);
        this.name = "ZodEncodeError";
    }
}
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
    if (newConfig)
        Object.assign(globalConfig, newConfig);
    return globalConfig;
}


/***/ }),

/***/ 3945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  qg: () => (/* binding */ parse),
  EJ: () => (/* binding */ parseAsync),
  xL: () => (/* binding */ safeParse),
  bp: () => (/* binding */ safeParseAsync)
});

// UNUSED EXPORTS: _decode, _decodeAsync, _encode, _encodeAsync, _parse, _parseAsync, _safeDecode, _safeDecodeAsync, _safeEncode, _safeEncodeAsync, _safeParse, _safeParseAsync, decode, decodeAsync, encode, encodeAsync, safeDecode, safeDecodeAsync, safeEncode, safeEncodeAsync, validate, validateAsync

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(8532);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var util = __nccwpck_require__(4723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/errors.js


/* Computing the message eagerly is expensive (pretty-printed JSON of all
 * issues), so defer it until first read. The accessor functions and
 * descriptors are shared across instances to keep error construction
 * cheap; the computed message is cached on the internals object. The
 * setter preserves plain assignment semantics for consumers that
 * overwrite `message`. */
function _getMessage() {
    const internals = this._zod;
    internals.message ?? (internals.message = JSON.stringify(internals.def, util/* jsonStringifyReplacer */.k8, 2));
    return internals.message;
}
function _setMessage(value) {
    this._zod.message = value;
}
const _messageDesc = {
    get: _getMessage,
    set: _setMessage,
    enumerable: true,
    configurable: true,
};
const _issuesDesc = { value: undefined, enumerable: false };
/* Prototypes that already carry the lazy `toString`. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
    inst.name = "$ZodError";
    // `_zod` is already non-enumerable: $constructor's init defined it with this same descriptor
    _issuesDesc.value = def;
    Object.defineProperty(inst, "issues", _issuesDesc);
    // Clear the shared slot; a retained `value` pins the last error's issues.
    _issuesDesc.value = undefined;
    Object.defineProperty(inst, "message", _messageDesc);
    /* `toString` lives as a non-enumerable lazy getter on the shared
     * prototype; on first access it caches a per-instance closure so
     * detached usage still works. */
    const proto = Object.getPrototypeOf(inst);
    if (!_installedToString.has(proto)) {
        _installedToString.add(proto);
        Object.defineProperty(proto, "toString", {
            configurable: true,
            enumerable: false,
            get() {
                const value = () => this.message;
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
                return value;
            },
            set(value) {
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
            },
        });
    }
};
const $ZodError = (0,core_core/* $constructor */.xI)("$ZodError", initializer);
const $ZodRealError = (0,core_core/* $constructor */.xI)("$ZodError", initializer, undefined, {
    Parent: Error,
});
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
 * ("toString", "constructor") would otherwise read through to the prototype, and assigning
 * "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
    if (!Object.prototype.hasOwnProperty.call(obj, key)) {
        if (key === "__proto__") {
            Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
        }
        else {
            obj[key] = make();
        }
    }
    return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
    const fieldErrors = {};
    const formErrors = [];
    for (const sub of error.issues) {
        if (sub.path.length > 0) {
            node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
        }
        else {
            formErrors.push(mapper(sub));
        }
    }
    return { formErrors, fieldErrors };
}
function formatError(error, mapper = (issue) => issue.message) {
    const fieldErrors = { _errors: [] };
    const processError = (error, path = []) => {
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    fieldErrors._errors.push(mapper(issue));
                }
                else {
                    let curr = fieldErrors;
                    let i = 0;
                    while (i < fullpath.length) {
                        const el = fullpath[i];
                        const terminal = i === fullpath.length - 1;
                        // `_errors` is reserved by this legacy format, so merge a matching path segment into the current node instead of treating its array as a child.
                        if (el === "_errors") {
                            if (terminal)
                                curr._errors.push(mapper(issue));
                            i++;
                            continue;
                        }
                        // A path element may collide with an inherited property name such as
                        // "__proto__" or "constructor". Truthiness checks read the prototype
                        // (so no node is created, then ._errors.push throws), and bracket
                        // assignment of "__proto__" hits the setter instead of creating an
                        // own key. Guard the read with hasOwnProperty and create the node
                        // with defineProperty so any path element becomes a real own key.
                        if (!Object.prototype.hasOwnProperty.call(curr, el)) {
                            Object.defineProperty(curr, el, {
                                value: { _errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        const node = curr[el];
                        if (terminal) {
                            node._errors.push(mapper(issue));
                        }
                        curr = node;
                        i++;
                    }
                }
            }
        }
    };
    processError(error);
    return fieldErrors;
}
function treeifyError(error, mapper = (issue) => issue.message) {
    const result = { errors: [] };
    const processError = (error, path = []) => {
        var _a;
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                // regular union error
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    result.errors.push(mapper(issue));
                    continue;
                }
                let curr = result;
                let i = 0;
                while (i < fullpath.length) {
                    const el = fullpath[i];
                    const terminal = i === fullpath.length - 1;
                    if (typeof el === "string") {
                        curr.properties ?? (curr.properties = {});
                        // el may collide with an inherited property name ("__proto__",
                        // "constructor", ...); ??= reads the prototype so the node is never
                        // created and curr.errors.push throws. Guard with hasOwnProperty and
                        // create the node with defineProperty so "__proto__" becomes a real
                        // own key rather than invoking the prototype setter.
                        if (!Object.prototype.hasOwnProperty.call(curr.properties, el)) {
                            Object.defineProperty(curr.properties, el, {
                                value: { errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        curr = curr.properties[el];
                    }
                    else {
                        curr.items ?? (curr.items = []);
                        (_a = curr.items)[el] ?? (_a[el] = { errors: [] });
                        curr = curr.items[el];
                    }
                    if (terminal) {
                        curr.errors.push(mapper(issue));
                    }
                    i++;
                }
            }
        }
    };
    processError(error);
    return result;
}
/** Format a ZodError as a human-readable string in the following form.
 *
 * From
 *
 * ```ts
 * ZodError {
 *   issues: [
 *     {
 *       expected: 'string',
 *       code: 'invalid_type',
 *       path: [ 'username' ],
 *       message: 'Invalid input: expected string'
 *     },
 *     {
 *       expected: 'number',
 *       code: 'invalid_type',
 *       path: [ 'favoriteNumbers', 1 ],
 *       message: 'Invalid input: expected number'
 *     }
 *   ];
 * }
 * ```
 *
 * to
 *
 * ```
 * username
 *   ✖ Expected number, received string at "username
 * favoriteNumbers[0]
 *   ✖ Invalid input: expected number
 * ```
 */
function toDotPath(_path) {
    const segs = [];
    const path = _path.map((seg) => (typeof seg === "object" ? seg.key : seg));
    for (const seg of path) {
        if (typeof seg === "number")
            segs.push(`[${seg}]`);
        else if (typeof seg === "symbol")
            segs.push(`[${JSON.stringify(String(seg))}]`);
        else if (/[^\w$]/.test(seg))
            segs.push(`[${JSON.stringify(seg)}]`);
        else {
            if (segs.length)
                segs.push(".");
            segs.push(seg);
        }
    }
    return segs.join("");
}
function prettifyError(error) {
    const lines = [];
    // sort by path length
    const issues = [...error.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
    // Process each issue
    for (const issue of issues) {
        lines.push(`✖ ${issue.message}`);
        if (issue.path?.length)
            lines.push(`  → at ${toDotPath(issue.path)}`);
    }
    // Convert Map to formatted string
    return lines.join("\n");
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/parse.js



// Always both keys, so the `_params` read site in `_parse` sees one object shape rather than two.
function finalizeParams(callee, params) {
    return { callee: params?.callee ?? callee, Err: params?.Err };
}
const _parse = (_Err) => {
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
        const result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise) {
            throw new core_core/* $ZodAsyncError */.GT();
        }
        if (result.issues.length) {
            const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
            util/* captureStackTrace */.gx(e, _params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
    const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
            result = await result;
        if (result.issues.length) {
            const e = new (params?.Err ?? _Err)(result.issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
            util/* captureStackTrace */.gx(e, params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
        throw new core_core/* $ZodAsyncError */.GT();
    }
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParse = /* @__PURE__*/ _safeParse($ZodRealError);
// the error is built on the first read of `error`: finalizing the issues and constructing the instance is most of a failing parse, and a caller that only branches on `success` never pays it. a getter in the literal keeps this small; the alternative, one shared accessor descriptor plus a hidden state slot, reads ~15% faster but costs ~75 B gzipped in every bundle
function failure(Err, issues, ctx) {
    let error;
    return {
        success: false,
        get error() {
            if (!error) {
                error = new Err(issues.map((iss) => util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())));
                // finalizeIssue drops `input`, so the built error holds nothing; keeping the raw issues past this point pins the parsed value for the life of the result
                issues = undefined;
                ctx = undefined;
            }
            return error;
        },
        set error(e) {
            error = e;
            // a replacement makes the getter's branch unreachable, so the captures have to go here too
            issues = undefined;
            ctx = undefined;
        },
    };
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync($ZodRealError);
// registry mirrors of the compiler's sentinels, so this module never imports the compiler
const COMPILE_INVALID = /* @__PURE__ */ (/* unused pure expression or super */ null && (Symbol.for("zod.compile.invalid")));
const COMPILE_FALLBACK = /* @__PURE__ */ (/* unused pure expression or super */ null && (Symbol.for("zod.compile.fallback")));
// Deliberately tiny, because v8 will not inline a body carrying the fallback's object literals and throw. Everything that is not the compiled happy path lives in validateFallback, and that split is worth ~35% on a compiled schema.
const validate = ((schema, value, _ctx) => {
    const validator = schema._zod.bag.validator;
    if (validator !== undefined) {
        if (validator(value) !== COMPILE_INVALID)
            return true;
        // a definite sentinel means the runtime would reject, so skip the re-parse; a ctx can still change the answer
        if (validator.definite === true && _ctx === undefined)
            return false;
    }
    return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
    const ctx = _ctx
        ? { ..._ctx, async: false, abortEarly: true }
        : { async: false, abortEarly: true };
    const fallbackRun = schema._zod.bag.fallbackRun;
    let result;
    if (fallbackRun) {
        // skip nested fast paths on the fallback, so user callbacks keep the at-most-twice bound
        ctx[COMPILE_FALLBACK] = true;
        result = fallbackRun({ value, issues: [] }, ctx);
    }
    else {
        result = schema._zod.run({ value, issues: [] }, ctx);
    }
    if (result instanceof Promise) {
        throw new core.$ZodAsyncError();
    }
    return result.issues.length === 0;
}
// no fast path: the compiler keeps async parses on the runtime, because a promise-returning callback that is not declared async compiles to a throw
const validateAsync = async (schema, value, _ctx) => {
    const ctx = _ctx
        ? { ..._ctx, async: true, abortEarly: true }
        : { async: true, abortEarly: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length === 0;
};
const _encode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return parse(schema, value, ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const encode = /* @__PURE__*/ _encode($ZodRealError);
const _decode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        return parse(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decode = /* @__PURE__*/ _decode($ZodRealError);
const _encodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return (await parseAsync(schema, value, ctx, finalizeParams(fn, _params)));
    };
    return fn;
};
const encodeAsync = /* @__PURE__*/ _encodeAsync($ZodRealError);
const _decodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decodeAsync = /* @__PURE__*/ _decodeAsync($ZodRealError);
const _safeEncode = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParse(_Err)(schema, value, ctx);
};
const safeEncode = /* @__PURE__*/ _safeEncode($ZodRealError);
const _safeDecode = (_Err) => (schema, value, _ctx) => {
    return _safeParse(_Err)(schema, value, _ctx);
};
const safeDecode = /* @__PURE__*/ _safeDecode($ZodRealError);
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParseAsync(_Err)(schema, value, ctx);
};
const safeEncodeAsync = /* @__PURE__*/ _safeEncodeAsync($ZodRealError);
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
    return _safeParseAsync(_Err)(schema, value, _ctx);
};
const safeDecodeAsync = /* @__PURE__*/ _safeDecodeAsync($ZodRealError);


/***/ }),

/***/ 9396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   fd: () => (/* binding */ globalRegistry)
/* harmony export */ });
/* unused harmony exports $output, $input, $ZodRegistry, registry */
var _a;
const $output = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodOutput")));
const $input = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodInput")));
class $ZodRegistry {
    constructor() {
        this._map = new WeakMap();
        this._idmap = new Map();
    }
    add(schema, ..._meta) {
        const meta = _meta[0];
        this._map.set(schema, meta);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.set(meta.id, schema);
        }
        return this;
    }
    clear() {
        this._map = new WeakMap();
        this._idmap = new Map();
        return this;
    }
    remove(schema) {
        const meta = this._map.get(schema);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.delete(meta.id);
        }
        this._map.delete(schema);
        return this;
    }
    get(schema) {
        // return this._map.get(schema) as any;
        // inherit metadata
        const p = schema._zod.parent;
        if (p) {
            const pm = { ...(this.get(p) ?? {}) };
            delete pm.id; // do not inherit id
            const f = { ...pm, ...this._map.get(schema) };
            return Object.keys(f).length ? f : undefined;
        }
        return this._map.get(schema);
    }
    has(schema) {
        return this._map.has(schema);
    }
}
// registries
function registry() {
    return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;


/***/ }),

/***/ 1041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  $p: () => (/* binding */ $ZodArray),
  sF: () => (/* binding */ $ZodBoolean),
  b0: () => (/* binding */ $ZodCustom),
  rv: () => (/* binding */ $ZodDefault),
  VO: () => (/* binding */ $ZodEnum),
  v1: () => (/* binding */ $ZodISODate),
  Ko: () => (/* binding */ $ZodISODateTime),
  nu: () => (/* binding */ $ZodLiteral),
  Um: () => (/* binding */ $ZodNever),
  qc: () => (/* binding */ $ZodNullable),
  vz: () => (/* binding */ $ZodNumber),
  I: () => (/* binding */ $ZodNumberFormat),
  L8: () => (/* binding */ $ZodObject),
  ig: () => (/* binding */ $ZodOptional),
  _m: () => (/* binding */ $ZodPipe),
  h: () => (/* binding */ $ZodRecord),
  $v: () => (/* binding */ $ZodString),
  EY: () => (/* binding */ $ZodStringFormat),
  Wc: () => (/* binding */ $ZodTransform),
  W4: () => (/* binding */ $ZodType),
  cu: () => (/* binding */ $ZodUnion),
  GP: () => (/* binding */ $ZodUnknown)
});

// UNUSED EXPORTS: $ZodAny, $ZodBase64, $ZodBase64URL, $ZodBigInt, $ZodBigIntFormat, $ZodCIDRv4, $ZodCIDRv6, $ZodCUID, $ZodCUID2, $ZodCatch, $ZodCodec, $ZodCreditCard, $ZodCustomStringFormat, $ZodDate, $ZodDiscriminatedUnion, $ZodE164, $ZodEmail, $ZodEmoji, $ZodExactOptional, $ZodFile, $ZodFunction, $ZodGUID, $ZodIBAN, $ZodIPv4, $ZodIPv6, $ZodISODuration, $ZodISOTime, $ZodIntersection, $ZodJWT, $ZodKSUID, $ZodLazy, $ZodMAC, $ZodMap, $ZodNaN, $ZodNanoID, $ZodNonOptional, $ZodNull, $ZodObjectJIT, $ZodPrefault, $ZodPreprocess, $ZodPromise, $ZodReadonly, $ZodSet, $ZodSuccess, $ZodSymbol, $ZodTemplateLiteral, $ZodTuple, $ZodULID, $ZodURL, $ZodUUID, $ZodUndefined, $ZodVoid, $ZodXID, $ZodXor, URL_BAD_FORMAT, URL_UNPARSEABLE, base64Charset, base64urlCharset, canParseURL, clone, getDiscriminatedOption, isValidBase64, isValidBase64URL, isValidCIDRv6, isValidCreditCard, isValidIBAN, isValidIPv6, isValidJWT, mergeValues, parseURLObject, standardProps, stripTabAndNewline, urlHostnameOk, urlProtocolOk, validateURL

// EXTERNAL MODULE: ./node_modules/zod/v4/core/checks.js
var core_checks = __nccwpck_require__(4890);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(8532);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/regexes.js

/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
    return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** Implements ISO 8601-2 extensions like explicit +- prefixes, mixing weeks with other units, and fractional/negative components. */
const extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
 *
 * @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
    if (!version)
        return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
    return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
const uuid4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(4)));
const uuid6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(6)));
const uuid7 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(7)));
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
/** Equivalent to the HTML5 input[type=email] validation implemented by browsers. Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input/email */
const html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/** The classic emailregex.com regex for RFC 5322-compliant emails */
const rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
/** A loose regex that allows Unicode characters, enforces length limits, and that's about it. */
const unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
const idnEmail = (/* unused pure expression or super */ null && (unicodeEmail));
const browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
// from https://thekevinscott.com/emojis-in-javascript/#writing-a-regular-expression
// Single character class, not an alternation: the two properties overlap (U+1F9B0-U+1F9B3), so `(A|B)+` backtracks exponentially on a failed match. The leading lookahead then demands one anchor — a pictograph, a regional indicator, or the enclosing keycap — because `\p{Emoji_Component}` on its own covers ASCII digits, `#`, `*`, ZWJ, variation selectors and skin tone modifiers, none of which is an emoji without a base.
const _emoji = (/* unused pure expression or super */ null && (`^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`));
function emoji() {
    return new RegExp(_emoji, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const mac = (delimiter) => {
    const escapedDelim = util.escapeRegex(delimiter ?? ":");
    return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
// https://stackoverflow.com/questions/7860392/determine-if-string-is-in-base64-using-javascript
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
// based on https://stackoverflow.com/questions/106179/regular-expression-to-match-dns-hostname-or-ip-address
// export const hostname: RegExp = /^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$/;
const hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
const domain = /^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/;
const httpProtocol = /^https?$/;
// https://blog.stevenlevithan.com/archives/validate-phone-number#r4-3 (regex sans spaces) E.164: leading digit must be 1-9; total digits (excluding '+') between 7-15
const e164 = /^\+[1-9]\d{6,14}$/;
// Credit card shape: 12–19 digits, optionally separated by single spaces or single hyphens. ISO/IEC 7812 caps the PAN at 19 digits; 12 is the shortest issued length (Maestro).
const creditCard = /^\d(?:[ -]?\d){11,18}$/;
// ISO 4217 alpha codes from the SIX list, regenerated by scripts/update-iso-4217.ts
const currencyCode = /^(?:AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|ZAR|ZMW|ZWG)$/;
// iban electronic format: 2-letter country, check digits 02-98 (the only values `98 - remainder` can produce), 11-30 bban characters
const iban = /^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/;
const dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
 * esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
 * will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function regexes_anchor(source) {
    return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ regexes_anchor(dateSource);
function timeSource(args) {
    const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
    const regex = typeof args.precision === "number"
        ? args.precision === -1
            ? `${hhmm}`
            : args.precision === 0
                ? `${hhmm}:[0-5]\\d`
                : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}`
        : args.seconds
            ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?`
            : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
    return regex;
}
function time(args) {
    return new RegExp(`^${timeSource(args)}$`);
}
// Adapted from https://stackoverflow.com/a/3143231
function datetime(args) {
    const opts = ["Z"];
    // if (args.offset) opts.push(`([+-]\\d{2}:\\d{2})`);
    if (args.offset)
        opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
    // RFC 3339 mandates seconds wherever the time carries a `Z` or an offset, so only the unqualified form `local` adds may omit them
    const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
    const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
    return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
// the unbounded form of `string()` as a literal, so every plain string shares one instance instead of building its own
const anyString = /^[\s\S]{0,}$/;
const string = (params) => {
    const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
    return new RegExp(`^${regex}$`);
};
const bigint = /^-?\d+n?$/;
const integer = /^-?\d+$/;
const number = /^-?\d+(?:\.\d+)?$/;
const regexes_boolean = /^(?:true|false)$/i;
const _null = /^null$/i;

const _undefined = /^undefined$/i;

// regex for string with no uppercase letters
const lowercase = /^[^A-Z]*$/;
// regex for string with no lowercase letters
const uppercase = /^[^a-z]*$/;
// regex for hexadecimal strings (any length)
const hex = /^[0-9a-fA-F]*$/;
// Hash regexes for different algorithms and encodings
// Helper function to create base64 regex with exact length and padding
function fixedBase64(bodyLength, padding) {
    return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
}
// Helper function to create base64url regex with exact length (no padding)
function fixedBase64url(length) {
    return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
}
// MD5 (16 bytes): base64 = 24 chars total (22 + "==")
const md5_hex = /^[0-9a-fA-F]{32}$/;
const md5_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(22, "==")));
const md5_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(22)));
// SHA1 (20 bytes): base64 = 28 chars total (27 + "=")
const sha1_hex = /^[0-9a-fA-F]{40}$/;
const sha1_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(27, "=")));
const sha1_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(27)));
// SHA256 (32 bytes): base64 = 44 chars total (43 + "=")
const sha256_hex = /^[0-9a-fA-F]{64}$/;
const sha256_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(43, "=")));
const sha256_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(43)));
// SHA384 (48 bytes): base64 = 64 chars total (no padding)
const sha384_hex = /^[0-9a-fA-F]{96}$/;
const sha384_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(64, "")));
const sha384_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(64)));
// SHA512 (64 bytes): base64 = 88 chars total (86 + "==")
const sha512_hex = /^[0-9a-fA-F]{128}$/;
const sha512_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(86, "==")));
const sha512_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(86)));

// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var core_util = __nccwpck_require__(4723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/versions.js
const version = {
    major: 4,
    minor: 6,
    patch: 7,
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/schemas.js







const $ZodType = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodType", (inst, def) => {
    var _a;
    inst ?? (inst = {});
    inst._zod.def = def; // set _def property
    inst._zod.bag = inst._zod.bag || {}; // initialize _bag object
    inst._zod.version = version;
    const defChecks = inst._zod.def.checks;
    // if inst is itself a checks.$ZodCheck, run it as a check
    const checks = inst._zod.traits.has("$ZodCheck")
        ? [inst, ...(defChecks ?? [])]
        : defChecks?.length
            ? [...defChecks]
            : [];
    for (const ch of checks) {
        for (const fn of ch._zod.onattach) {
            fn(inst);
        }
    }
    if (checks.length === 0) {
        // deferred initializer inst._zod.parse is not yet defined
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred?.push(() => {
            inst._zod.run = inst._zod.parse;
        });
    }
    else {
        const runChecks = (payload, checks, ctx) => {
            if (payload.memo)
                return payload;
            let isAborted = core_util/* aborted */.QH(payload);
            let asyncResult;
            for (const ch of checks) {
                if (ch._zod.def.when) {
                    if (core_util/* explicitlyAborted */.rL(payload))
                        continue;
                    const shouldRun = ch._zod.def.when(payload);
                    if (!shouldRun)
                        continue;
                }
                else if (isAborted) {
                    continue;
                }
                const currLen = payload.issues.length;
                const _ = ch._zod.check(payload);
                if (_ instanceof Promise && ctx?.async === false) {
                    throw new core_core/* $ZodAsyncError */.GT();
                }
                if (asyncResult || _ instanceof Promise) {
                    asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                        await _;
                        const nextLen = payload.issues.length;
                        if (nextLen === currLen)
                            return;
                        core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                        if (!isAborted)
                            isAborted = core_util/* aborted */.QH(payload, currLen);
                    });
                }
                else {
                    const nextLen = payload.issues.length;
                    if (nextLen === currLen)
                        continue;
                    core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                    if (!isAborted)
                        isAborted = core_util/* aborted */.QH(payload, currLen);
                }
            }
            if (asyncResult) {
                return asyncResult.then(() => {
                    return payload;
                });
            }
            return payload;
        };
        const handleCanaryResult = (canary, payload, ctx) => {
            // abort if the canary is aborted
            if (core_util/* aborted */.QH(canary)) {
                canary.aborted = true;
                return canary;
            }
            // run checks first, then
            const checkResult = runChecks(payload, checks, ctx);
            if (checkResult instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
            }
            return inst._zod.parse(checkResult, ctx);
        };
        inst._zod.run = (payload, ctx) => {
            if (ctx.skipChecks) {
                return inst._zod.parse(payload, ctx);
            }
            if (ctx.direction === "backward") {
                // run canary initial pass (no checks)
                const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
                if (canary instanceof Promise) {
                    return canary.then((canary) => {
                        return handleCanaryResult(canary, payload, ctx);
                    });
                }
                return handleCanaryResult(canary, payload, ctx);
            }
            // forward
            const result = inst._zod.parse(payload, ctx);
            if (result instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return result.then((result) => runChecks(result, checks, ctx));
            }
            return runChecks(result, checks, ctx);
        };
    }
}, {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get "~standard"() {
        return core_util/* hide */.jD(this, "~standard", standardProps(this));
    },
    set "~standard"(value) {
        core_util/* own */.qh(this, "~standard", value);
    },
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
// a Standard Schema result only reports issues, so a failure finalizes them straight off the raw payload: no ZodError, and no lazy result to read through
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())) } : { value: r.value };
async function validateAsync(inst, value) {
    const ctx = { async: true };
    return toStandardResult((await inst._zod.run({ value, issues: [] }, ctx)), ctx);
}
function standardProps(inst) {
    return {
        validate: (value) => {
            const ctx = { async: false };
            try {
                const r = inst._zod.run({ value, issues: [] }, ctx);
                if (!(r instanceof Promise))
                    return toStandardResult(r, ctx);
            }
            catch (_) { }
            // async function so a synchronously throwing check rejects instead of escaping validate
            return validateAsync(inst, value);
        },
        vendor: "zod",
        version: 1,
    };
}

const $ZodString = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodString", (inst, def) => {
    $ZodType.init(inst, def);
    // a format's own pattern, else unbounded; a template literal derives the check-aware form itself
    inst._zod.pattern = def.pattern ?? anyString;
    inst._zod.parse = (payload, _) => {
        if (def.coerce)
            try {
                payload.value = String(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "string")
            return payload;
        payload.issues.push({
            expected: "string",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodStringFormat = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodStringFormat", (inst, def) => {
    // check initialization must come first
    core_checks/* $ZodCheckStringFormat */.ql.init(inst, def);
    $ZodString.init(inst, def);
});
const $ZodGUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodGUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.guid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodUUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUUID", (inst, def) => {
    if (def.version) {
        const versionMap = {
            v1: 1,
            v2: 2,
            v3: 3,
            v4: 4,
            v5: 5,
            v6: 6,
            v7: 7,
            v8: 8,
        };
        const v = versionMap[def.version];
        if (v === undefined)
            throw new Error(`Invalid UUID version: "${def.version}"`);
        def.pattern ?? (def.pattern = regexes.uuid(v));
    }
    else
        def.pattern ?? (def.pattern = regexes.uuid());
    $ZodStringFormat.init(inst, def);
})));
const $ZodEmail = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodEmail", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.email);
    $ZodStringFormat.init(inst, def);
})));
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
    try {
        if (typeof URL !== "undefined" && typeof URL.canParse === "function")
            return URL.canParse(input);
        new URL(input);
        return true;
    }
    catch {
        return false;
    }
}
function validateURL(trimmed, def) {
    if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
        return canParseURL(trimmed) || URL_UNPARSEABLE;
    }
    return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
    // When normalize is off, require :// for http/https URLs. This prevents strings like "http:example.com" or "https:/path" from being silently accepted
    if (!def.normalize && def.protocol?.source === regexes.httpProtocol.source && !/^https?:\/\//i.test(trimmed)) {
        return URL_BAD_FORMAT;
    }
    try {
        if (typeof URL !== "undefined") {
            const URLStatic = URL;
            if (typeof URLStatic.parse === "function")
                return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
        }
        // @ts-ignore
        return new URL(trimmed);
    }
    catch {
        return URL_UNPARSEABLE;
    }
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
    return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
    hostname.lastIndex = 0;
    return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
    protocol.lastIndex = 0;
    return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodURL", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        try {
            // Trim whitespace from input
            const trimmed = payload.value.trim();
            const url = validateURL(trimmed, def);
            if (url === URL_BAD_FORMAT) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid URL format",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === URL_UNPARSEABLE) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === true) {
                payload.value = stripTabAndNewline(trimmed);
                return;
            }
            if (def.hostname && !urlHostnameOk(url, def.hostname)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid hostname",
                    pattern: def.hostname.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            if (def.protocol && !urlProtocolOk(url, def.protocol)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid protocol",
                    pattern: def.protocol.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            // Set the output value based on normalize flag
            payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
            return;
        }
        catch (_) {
            payload.issues.push({
                code: "invalid_format",
                format: "url",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodEmoji = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodEmoji", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.emoji());
    $ZodStringFormat.init(inst, def);
})));
const $ZodNanoID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNanoID", (inst, def) => {
    if (def.length !== undefined && (!Number.isInteger(def.length) || def.length < 1))
        throw new Error(`Invalid nanoid length: ${def.length}`);
    def.pattern ?? (def.pattern = def.length === undefined ? regexes.nanoid : regexes.nanoidOfLength(def.length));
    $ZodStringFormat.init(inst, def);
})));
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const $ZodCUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cuid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodCUID2 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCUID2", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cuid2);
    $ZodStringFormat.init(inst, def);
})));
const $ZodULID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodULID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ulid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodXID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.xid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodKSUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodKSUID", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ksuid);
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODateTime = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodISODateTime", (inst, def) => {
    def.pattern ?? (def.pattern = datetime(def));
    $ZodStringFormat.init(inst, def);
});
const $ZodISODate = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodISODate", (inst, def) => {
    def.pattern ?? (def.pattern = date);
    $ZodStringFormat.init(inst, def);
});
const $ZodISOTime = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISOTime", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.time(def));
    $ZodStringFormat.init(inst, def);
})));
const $ZodISODuration = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodISODuration", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.duration);
    $ZodStringFormat.init(inst, def);
})));
const $ZodIPv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIPv4", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ipv4);
    $ZodStringFormat.init(inst, def);
})));
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
    if (!ipv6Alphabet.test(value))
        return false;
    return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIPv6", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.ipv6);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidIPv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "ipv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMAC", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.mac(def.delimiter));
    $ZodStringFormat.init(inst, def);
})));
const $ZodCIDRv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCIDRv4", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cidrv4);
    $ZodStringFormat.init(inst, def);
})));
function isValidCIDRv6(value) {
    const parts = value.split("/");
    if (parts.length !== 2)
        return false;
    const [address, prefix] = parts;
    if (!prefix)
        return false;
    const prefixNum = Number(prefix);
    if (`${prefixNum}` !== prefix)
        return false;
    if (prefixNum < 0 || prefixNum > 128)
        return false;
    return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCIDRv6", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.cidrv6); // not used for validation
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidCIDRv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "cidrv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
//////////////////////////////   ZodBase64   //////////////////////////////
function isValidBase64(data) {
    if (data === "")
        return true;
    // atob ignores whitespace, so reject it up front.
    if (/\s/.test(data))
        return false;
    if (data.length % 4 !== 0)
        return false;
    try {
        // @ts-ignore
        atob(data);
        return true;
    }
    catch {
        return false;
    }
}
// lax on purpose: the quantified regexes.base64 overflows the regex stack on multi-MB input and its leading ^$| alternation leaks through template-literal composition; isValidBase64 enforces length and padding
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBase64", (inst, def) => {
    def.pattern ?? (def.pattern = base64Charset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodBase64URL   //////////////////////////////
// lax on purpose: the quantified regexes.base64url overflows the regex stack on multi-MB input; isValidBase64 enforces length on the padded string
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
    if (!base64urlCharset.test(data))
        return false;
    const base64 = data.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/"));
    const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
    return isValidBase64(padded);
}
const $ZodBase64URL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBase64URL", (inst, def) => {
    def.pattern ?? (def.pattern = base64urlCharset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64URL(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64url",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodE164 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodE164", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.e164);
    $ZodStringFormat.init(inst, def);
})));
//////////////////////////////   ZodCreditCard   //////////////////////////////
const CC_SANITIZE = /[- ]/g;
/** Luhn checksum on a digit-only string. Adapted from valibot (MIT). */
function isLuhnAlgo(digits) {
    let length = digits.length;
    let bit = 1;
    let sum = 0;
    while (length) {
        const value = digits.charCodeAt(--length) - 48;
        bit ^= 1;
        sum += bit ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value] : value;
    }
    return sum % 10 === 0;
}
function isValidCreditCard(input) {
    if (!regexes.creditCard.test(input))
        return false;
    return isLuhnAlgo(input.replace(CC_SANITIZE, ""));
}
const $ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCreditCard", (inst, def) => {
    // Shape only — the Luhn check below is not expressible as a pattern, so consumers of `pattern` (JSON Schema, template literals) get the length and separator rules alone.
    def.pattern ?? (def.pattern = regexes.creditCard);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidCreditCard(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "credit_card",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodIBAN   //////////////////////////////
// iso 7064 mod 97-10 checksum without BigInt
function isIso7064Mod97(iban) {
    let remainder = 0;
    const len = iban.length;
    for (let i = 4; i < len; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    for (let i = 0; i < 4; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    return remainder === 1;
}
function isValidIBAN(input) {
    if (!regexes.iban.test(input))
        return false;
    return isIso7064Mod97(input);
}
const $ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIBAN", (inst, def) => {
    // shape only — checksum is not expressible as a pattern
    def.pattern ?? (def.pattern = regexes.iban);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidIBAN(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "iban",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodJWT   //////////////////////////////
function isValidJWT(token, algorithm = null) {
    try {
        const tokensParts = token.split(".");
        if (tokensParts.length !== 3)
            return false;
        const [header] = tokensParts;
        if (!header)
            return false;
        // @ts-ignore
        const parsedHeader = JSON.parse(atob(header));
        if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
            return false;
        if (!parsedHeader.alg)
            return false;
        if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
            return false;
        return true;
    }
    catch {
        return false;
    }
}
const $ZodJWT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodJWT", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidJWT(payload.value, def.alg))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "jwt",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustomStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (def.fn(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: def.format,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodNumber = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumber", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = number;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Number(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
            return payload;
        }
        const received = typeof input === "number"
            ? Number.isNaN(input)
                ? "NaN"
                : !Number.isFinite(input)
                    ? String(input)
                    : undefined
            : undefined;
        payload.issues.push({
            expected: "number",
            code: "invalid_type",
            input,
            inst,
            ...(received ? { received } : {}),
        });
        return payload;
    };
});
const $ZodNumberFormat = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumberFormat", (inst, def) => {
    core_checks/* $ZodCheckNumberFormat */.KH.init(inst, def);
    $ZodNumber.init(inst, def); // no format checks
});
const $ZodBoolean = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodBoolean", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes_boolean;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Boolean(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "boolean")
            return payload;
        payload.issues.push({
            expected: "boolean",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodBigInt = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigInt", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.bigint;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = BigInt(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "bigint")
            return payload;
        payload.issues.push({
            expected: "bigint",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
})));
const $ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigIntFormat", (inst, def) => {
    checks.$ZodCheckBigIntFormat.init(inst, def);
    $ZodBigInt.init(inst, def); // no format checks
})));
const $ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSymbol", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "symbol")
            return payload;
        payload.issues.push({
            expected: "symbol",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUndefined", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.undefined;
    inst._zod.values = new Set([undefined]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "undefined",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNull", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.null;
    inst._zod.values = new Set([null]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (input === null)
            return payload;
        payload.issues.push({
            expected: "null",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodAny", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
})));
const $ZodUnknown = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnknown", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNever", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        payload.issues.push({
            expected: "never",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodVoid", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "void",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodDate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodDate", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce) {
            try {
                payload.value = new Date(payload.value);
            }
            catch (_err) { }
        }
        const input = payload.value;
        const isDate = input instanceof Date;
        const isValidDate = isDate && !Number.isNaN(input.getTime());
        if (isValidDate)
            return payload;
        payload.issues.push({
            expected: "date",
            code: "invalid_type",
            input,
            ...(isDate ? { received: "Invalid Date" } : {}),
            inst,
        });
        return payload;
    };
})));
// an oversized container fails its leading size checks before any element is parsed
function capSize(inst, size) {
    const caps = core_util/* sizeCaps */.hi(inst._zod.def.checks);
    if (!caps.length)
        return;
    const cap = Math.min(...caps.map((c) => c[0]));
    const parse = inst._zod.parse;
    inst._zod.parse = (payload, ctx) => {
        const n = size(payload.value);
        if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
            for (const [max, ch] of core_util/* sizeCaps */.hi(inst._zod.def.checks)) {
                if (n > max && ch._zod.def.when(payload)) {
                    const start = payload.issues.length;
                    ch._zod.check(payload);
                    // the value is still the raw input, so no later check may read it
                    payload.issues[start].continue = false;
                    core_util/* attachSchema */.d3(payload.issues, start, inst);
                    return payload;
                }
            }
        }
        return parse(payload, ctx);
    };
}
const arraySize = (input) => (Array.isArray(input) ? input.length : -1);
const mapSize = (input) => (input instanceof Map ? input.size : -1);
const setSize = (input) => (input instanceof Set ? input.size : -1);
function handleArrayResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...core_util/* prefixIssues */.lQ(index, result.issues));
    }
    final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodArray", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                expected: "array",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
        const proms = [];
        const abortEarly = ctx?.abortEarly;
        for (let i = 0; i < input.length; i++) {
            const item = input[i];
            const result = def.element._zod.run({
                value: item,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleArrayResult(result, payload, i)));
            }
            else {
                handleArrayResult(result, payload, i);
                // the element's payload is authoritative here, since handleArrayResult forwards every issue; an object's is not, because it drops a failed absent optional
                if (abortEarly && result.issues.length !== 0 && core_util/* aborted */.QH(result))
                    break;
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload; //handleArrayResultsAsync(parseResults, final);
    };
    capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
    const isPresent = key in input;
    const isOptionalOut = optout === "optional";
    // The middle rung means "absence permitted, nothing supplied in its place", so an absent key contributes nothing — whatever the schema made of `undefined` is invented, not substituted. Only `optional` reaches this with a value: `defaulted` substitutes, and a schema that isn't optional-out has to keep the key.
    if (!isPresent && isOptionalOut && optin === "optional") {
        return;
    }
    if (result.issues.length) {
        // For optional-in/out schemas, ignore errors on absent keys.
        if (optin !== undefined && isOptionalOut && !isPresent) {
            return;
        }
        final.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
    }
    if (!isPresent && optin === undefined) {
        if (!result.issues.length) {
            final.issues.push({
                code: "invalid_type",
                expected: "nonoptional",
                input: undefined,
                path: [key],
            });
        }
        return;
    }
    if (result.value === undefined) {
        if (isPresent || (optin === "defaulted" && !isOptionalOut)) {
            final.value[key] = undefined;
        }
    }
    else {
        final.value[key] = result.value;
    }
}
// one shared instance; a fresh [] per schema cost 56 bytes retained
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
    const keys = Object.keys(def.shape);
    const ownSymbols = Object.getOwnPropertySymbols(def.shape);
    const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
    // aliases `keys` when there are no symbols, so a string-only shape keeps one array
    const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
    for (const k of allKeys) {
        if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
            throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
        }
    }
    const okeys = core_util/* optionalKeys */.NM(def.shape);
    return {
        ...def,
        allKeys,
        symbolKeys,
        // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
        keySet: new Set(keys),
        numKeys: keys.length,
        optionalKeys: new Set(okeys),
    };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
    const unrecognized = [];
    const keySet = def.keySet;
    const _catchall = def.catchall._zod;
    const t = _catchall.def.type;
    const optin = _catchall.optin;
    const optout = _catchall.optout;
    // starts at 0, not the current length: the shape phase already ran and may have aborted
    let seen = 0;
    for (const key in input) {
        if (abortEarly && payload.issues.length !== seen) {
            if (core_util/* aborted */.QH(payload, seen))
                break;
            seen = payload.issues.length;
        }
        // Must precede the __proto__ branch: a declared key is not unrecognized, even though the shape loop deliberately strips __proto__ from the parsed output.
        if (keySet.has(key))
            continue;
        // Don't copy an undeclared __proto__ into the result; assignment to a plain {} would replace the result prototype. But in strict mode it is still an unknown key, so report it before skipping.
        if (key === "__proto__") {
            if (t === "never")
                unrecognized.push(key);
            continue;
        }
        if (t === "never") {
            unrecognized.push(key);
            continue;
        }
        const r = _catchall.run({ value: input[key], issues: [] }, ctx);
        if (r instanceof Promise) {
            proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
        }
        else {
            handlePropertyResult(r, payload, key, input, optin, optout);
        }
    }
    if (unrecognized.length) {
        payload.issues.push({
            code: "unrecognized_keys",
            keys: unrecognized,
            input,
            inst,
            // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
            continue: true,
        });
    }
    if (!proms.length)
        return payload;
    return Promise.all(proms).then(() => {
        return payload;
    });
}
const $ZodObject = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodObject", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodType.init(inst, def);
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    // a cloned def carries its source's accessor, which knows the shape it answers from; adopting that keeps the clone's keys readable without running it
    const sh = desc?.get ? desc.get.raw : (def.shape ?? {});
    if (sh) {
        // Freezes the shape on first read, so its getters resolve once and every later read sees the same schemas.
        const get = () => {
            const newSh = { ...sh };
            Object.defineProperty(def, "shape", { value: newSh });
            get.raw = newSh;
            return newSh;
        };
        get.raw = sh;
        Object.defineProperty(def, "shape", { get });
    }
    const _normalized = core_util/* cached */.PO(() => normalizeDef(def));
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key in shape) {
            const field = shape[key]._zod;
            if (field.values) {
                if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
                    core_util/* assignProp */.Vy(propValues, key, new Set());
                }
                for (const v of field.values)
                    propValues[key].add(v);
                // An omittable slot reads back as undefined at a discriminator lookup, so it has to claim undefined: two options that can both omit the key are not discriminable on it.
                if (field.optin !== undefined)
                    propValues[key].add(undefined);
            }
        }
        return propValues;
    });
    const isObject = core_util/* isObject */.Gv;
    const catchall = def.catchall;
    let value;
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
        const proms = [];
        const shape = value.shape;
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const key of value.allKeys) {
            if (abortEarly && payload.issues.length !== seen) {
                if (core_util/* aborted */.QH(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            if (key === "__proto__")
                continue;
            const el = shape[key];
            const optin = el._zod.optin;
            const optout = el._zod.optout;
            const r = el._zod.run({ value: input[key], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
            }
            else {
                handlePropertyResult(r, payload, key, input, optin, optout);
            }
        }
        if (!catchall) {
            return proms.length ? Promise.all(proms).then(() => payload) : payload;
        }
        return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
    };
});
const $ZodObjectJIT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodObjectJIT", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodObject.init(inst, def);
    const superParse = inst._zod.parse;
    const _normalized = util.cached(() => normalizeDef(def));
    const memo = core.globalConfig.memoizer;
    const generateFastpass = (shape) => {
        const normalized = _normalized.value;
        const syms = normalized.symbolKeys;
        // a symbol has no source literal, so it is read as `syms[i]` off the closed-over scope
        const doc = new Doc(["payload", "ctx"], { shape, inst, memo, syms });
        const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
        // prefixes in place, like util.prefixIssues. newResult must land before the early return: a catchall runs after this and would otherwise write onto the caller's input
        const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
        doc.write(`const input = payload.value;`);
        const ids = Object.create(null);
        let counter = 0;
        for (const key of normalized.allKeys) {
            ids[key] = `key_${counter++}`;
        }
        // A: preserve key order {
        doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
        for (const key of normalized.allKeys) {
            if (key === "__proto__")
                continue;
            const id = ids[key];
            const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : util.esc(key);
            const isPresent = `${k} in input`;
            const schema = shape[key];
            const optin = schema?._zod?.optin;
            const isOptionalIn = optin !== undefined;
            const isOptionalOut = schema?._zod?.optout === "optional";
            doc.write(`const ${id} = ${parseStr(k)};`);
            if (isOptionalIn && isOptionalOut) {
                // For optional-in/out schemas, ignore errors on absent keys — and, like the interpreted path, drop the value produced alongside them. The middle rung goes further: it permits absence without supplying anything in its place, so an absent key contributes nothing at all.
                const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
                doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
            }
            else if (!isOptionalIn) {
                doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
            }
            else {
                doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
                if (optin === "defaulted") {
                    doc.write(`newResult[${k}] = ${id}.value;`);
                }
                else {
                    doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
                }
            }
        }
        doc.write(`payload.value = newResult;`);
        doc.write(`return payload;`);
        // closing `shape` in is what pays: turbofan specializes the parser against that one shape object, so every `shape[k]._zod.run` folds to a known callee. as a parameter it stays a generic load and measures 13% slower even with the forwarding frame gone
        return doc.compile();
    };
    let fastpass;
    const isObject = util.isObject;
    const jit = !core.globalConfig.jitless;
    const allowsEval = util.allowsEval;
    const fastEnabled = jit && allowsEval.value; // && !def.catchall;
    const catchall = def.catchall;
    let value;
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
            // always synchronous
            if (!fastpass)
                fastpass = generateFastpass(def.shape);
            payload = fastpass(payload, ctx);
            if (!catchall)
                return payload;
            return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
        }
        return superParse(payload, ctx);
    };
})));
function handleUnionResults(results, final, inst, ctx) {
    for (const result of results) {
        if (result.issues.length === 0) {
            final.value = result.value;
            return final;
        }
    }
    const nonaborted = results.filter((r) => !core_util/* aborted */.QH(r));
    if (nonaborted.length === 1) {
        final.value = nonaborted[0].value;
        return nonaborted[0];
    }
    final.issues.push({
        code: "invalid_union",
        input: final.value,
        inst,
        errors: results.map((result) => result.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W()))),
    });
    return final;
}
const $ZodUnion = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnion", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted")
        ? "defaulted"
        : zod.def.options.some((o) => o._zod.optin !== undefined)
            ? "optional"
            : undefined);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : undefined);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
            return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
            const patterns = zod.def.options.map((o) => o._zod.pattern);
            return new RegExp(`^(${patterns.map((p) => core_util/* cleanRegex */.p6(p.source)).join("|")})$`);
        }
        return undefined;
    });
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                if (result.issues.length === 0)
                    return result;
                results.push(result);
            }
        }
        if (!async)
            return handleUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleUnionResults(results, payload, inst, ctx);
        });
    };
});
function handleExclusiveUnionResults(results, final, inst, ctx) {
    const matches = [];
    for (let i = 0; i < results.length; i++) {
        if (results[i].issues.length === 0)
            matches.push(i);
    }
    if (matches.length === 1) {
        final.value = results[matches[0]].value;
        return final;
    }
    if (matches.length === 0) {
        // No matches - same as regular union
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: results.map((result) => result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config()))),
        });
    }
    else {
        // Multiple matches - exclusive union failure
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: [],
            inclusive: false,
            matches,
        });
    }
    return final;
}
const $ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXor", (inst, def) => {
    $ZodUnion.init(inst, def);
    def.inclusive = false;
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                results.push(result);
            }
        }
        if (!async)
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        });
    };
})));
/** Returns the option whose discriminator claims `value`, or throws if ambiguous. */
function getDiscriminatedOption(union, value) {
    const internals = union._zod;
    let map = internals.bag.optionsMap;
    if (!map) {
        map = discriminatorMap(internals.def);
        internals.bag.optionsMap = map;
    }
    const option = map.get(value);
    if (option === null)
        throw new Error(`Ambiguous discriminator value "${String(value)}"`);
    return option;
}
function discriminatorMap(def) {
    const map = new Map();
    for (const option of def.options) {
        const values = option._zod.propValues?.[def.discriminator];
        if (!values || values.size === 0)
            throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
        for (const value of values) {
            if (map.has(value)) {
                if (value !== undefined)
                    throw new Error(`Duplicate discriminator value "${String(value)}"`);
                // keep the collision marked so a later member cannot reclaim it
                map.set(value, null);
            }
            else {
                map.set(value, option);
            }
        }
    }
    return map;
}
const $ZodDiscriminatedUnion = 
/*@__PURE__*/
(/* unused pure expression or super */ null && (core.$constructor("$ZodDiscriminatedUnion", (inst, def) => {
    def.inclusive = false;
    $ZodUnion.init(inst, def);
    const _super = inst._zod.parse;
    util.defineLazyInternal(inst, "propValues", (zod) => {
        const propValues = {};
        let undefinedCount = 0;
        for (const option of zod.def.options) {
            const pv = option._zod.propValues;
            if (!pv || Object.keys(pv).length === 0)
                throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
            if (pv[zod.def.discriminator]?.has(undefined))
                undefinedCount++;
            for (const [k, v] of Object.entries(pv)) {
                if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
                    util.assignProp(propValues, k, new Set());
                }
                for (const val of v) {
                    propValues[k].add(val);
                }
            }
        }
        if (!zod.def.unionFallback && undefinedCount > 1)
            propValues[zod.def.discriminator]?.delete(undefined);
        return propValues;
    });
    // Checked now rather than in the lookup map below, so an option that lacks the discriminator fails at the `discriminatedUnion` call instead of on the first object parsed. Options whose shape cannot be enumerated without resolving it — pipes and lazies — are left to the map.
    def.options.forEach((option, i) => {
        const propShape = util.rawShape(option._zod.def);
        if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
            throw new Error(`Invalid discriminated union option at index "${i}"`);
        }
    });
    const disc = util.cached(() => discriminatorMap(def));
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!util.isObject(input)) {
            payload.issues.push({
                code: "invalid_type",
                expected: "object",
                input,
                inst,
            });
            return payload;
        }
        const value = input?.[def.discriminator];
        const opt = disc.value.get(value);
        // forward metadata cannot choose an encoder for an absent tag
        if (opt && (value !== undefined || ctx.direction !== "backward")) {
            return opt._zod.run(payload, ctx);
        }
        // Fall back to union matching when the fast discriminator path fails:
        // - explicitly enabled via unionFallback, or
        // - during backward direction (encode), since codec-based discriminators have different values in forward vs backward directions
        if (def.unionFallback || ctx.direction === "backward") {
            return _super(payload, ctx);
        }
        // no matching discriminator
        payload.issues.push({
            code: "invalid_union",
            errors: [],
            note: "No matching discriminator",
            discriminator: def.discriminator,
            options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
            input,
            path: [def.discriminator],
            inst,
        });
        return payload;
    };
})));
const $ZodIntersection = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIntersection", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        const left = def.left._zod.run({ value: input, issues: [] }, ctx);
        const right = def.right._zod.run({ value: input, issues: [] }, ctx);
        const async = left instanceof Promise || right instanceof Promise;
        if (async) {
            return Promise.all([left, right]).then(([left, right]) => {
                return handleIntersectionResults(payload, left, right);
            });
        }
        return handleIntersectionResults(payload, left, right);
    };
})));
function mergeValues(a, b) {
    // const aType = parse.t(a);
    // const bType = parse.t(b);
    if (a === b) {
        return { valid: true, data: a };
    }
    if (a instanceof Date && b instanceof Date && +a === +b) {
        return { valid: true, data: a };
    }
    if (util.isPlainObject(a) && util.isPlainObject(b)) {
        const bKeys = Object.keys(b);
        const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
        const newObj = { ...a, ...b };
        if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
            delete newObj.__proto__;
        for (const key of sharedKeys) {
            if (key === "__proto__")
                continue;
            const sharedValue = mergeValues(a[key], b[key]);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [key, ...sharedValue.mergeErrorPath],
                };
            }
            newObj[key] = sharedValue.data;
        }
        return { valid: true, data: newObj };
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        if (a.length !== b.length) {
            return { valid: false, mergeErrorPath: [] };
        }
        const newArray = [];
        for (let index = 0; index < a.length; index++) {
            const itemA = a[index];
            const itemB = b[index];
            const sharedValue = mergeValues(itemA, itemB);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [index, ...sharedValue.mergeErrorPath],
                };
            }
            newArray.push(sharedValue.data);
        }
        return { valid: true, data: newArray };
    }
    return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
    // Track which side(s) reject each key. A key rejection is reported only when BOTH sides reject it, so a key owned by one branch survives the other's key schema. strictObject reports these as unrecognized_keys; a record with an open key schema reports one invalid_key per key.
    const unrecKeys = new Map();
    let unrecIssue;
    const keyIssues = new Map();
    const collect = (iss, side) => {
        let keys;
        if (iss.code === "unrecognized_keys" && !iss.path?.length) {
            unrecIssue ?? (unrecIssue = iss);
            keys = iss.keys;
        }
        else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
            const k = String(iss.path[0]);
            if (!keyIssues.has(k))
                keyIssues.set(k, iss);
            keys = [k];
        }
        else {
            return false;
        }
        for (const k of keys) {
            if (!unrecKeys.has(k))
                unrecKeys.set(k, {});
            unrecKeys.get(k)[side] = true;
        }
        return true;
    };
    for (const iss of left.issues) {
        if (!collect(iss, "l"))
            result.issues.push(iss);
    }
    for (const iss of right.issues) {
        if (!collect(iss, "r"))
            result.issues.push(iss);
    }
    // Report only keys rejected by BOTH sides
    const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
    if (bothKeys.length) {
        const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
        if (aggregated.length)
            result.issues.push({ ...unrecIssue, keys: aggregated });
        for (const k of bothKeys) {
            if (!aggregated.includes(k) && keyIssues.has(k))
                result.issues.push(keyIssues.get(k));
        }
    }
    const merged = mergeValues(left.value, right.value);
    if (!merged.valid) {
        if (util.aborted(result))
            return result;
        throw new Error(`Unmergable intersection. Error path: ` + `${JSON.stringify(merged.mergeErrorPath)}`);
    }
    result.value = merged.data;
    return result;
}
const $ZodTuple = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTuple", (inst, def) => {
    $ZodType.init(inst, def);
    const items = def.items;
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                input,
                inst,
                expected: "tuple",
                code: "invalid_type",
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, [], ctx) : [];
        const proms = [];
        const optinStart = getTupleOptStart(items, "optin");
        const optoutStart = getTupleOptStart(items, "optout");
        if (!def.rest) {
            if (input.length < optinStart) {
                payload.issues.push({
                    code: "too_small",
                    minimum: optinStart,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
                return payload;
            }
            if (input.length > items.length) {
                payload.issues.push({
                    code: "too_big",
                    maximum: items.length,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
            }
        }
        // Run every item in parallel, collecting results into an indexed array. The post-processing in `handleTupleResults` walks them in order so it can decide whether an absent optional-output error can truncate the tail or must be reported to preserve required output.
        const itemResults = new Array(items.length);
        // only tracked when there is a rest loop to skip
        const abortEarly = def.rest ? ctx?.abortEarly : undefined;
        let itemAborted = false;
        for (let i = 0; i < items.length; i++) {
            const r = items[i]._zod.run({ value: input[i], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((rr) => {
                    itemResults[i] = rr;
                }));
            }
            else {
                itemResults[i] = r;
                if (abortEarly && !itemAborted && r.issues.length)
                    itemAborted = util.aborted(r);
            }
        }
        // sound because rest is non-empty exactly when every fixed index is present, the one case handleTupleResults cannot discard an item's issues
        if (def.rest && !itemAborted) {
            let i = items.length - 1;
            const rest = input.slice(items.length);
            let seen = payload.issues.length;
            for (const el of rest) {
                if (abortEarly && payload.issues.length !== seen) {
                    if (util.aborted(payload, seen))
                        break;
                    seen = payload.issues.length;
                }
                i++;
                const result = def.rest._zod.run({ value: el, issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((r) => handleTupleResult(r, payload, i)));
                }
                else {
                    handleTupleResult(result, payload, i);
                }
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
        }
        return handleTupleResults(itemResults, payload, items, input, optoutStart);
    };
})));
function getTupleOptStart(items, key) {
    for (let i = items.length - 1; i >= 0; i--) {
        // optin is a three-rung ladder so any rung above `undefined` permits an absent slot; optout stays two-valued.
        const omittable = key === "optin" ? items[i]._zod.optin !== undefined : items[i]._zod.optout === "optional";
        if (!omittable)
            return i + 1;
    }
    return 0;
}
function handleTupleResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...util.prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
    // Walk results in order. Mirror $ZodObject's swallow-on-absent-optional rule, but only after `optoutStart`: the first index where the output tuple tail can be absent.
    for (let i = 0; i < items.length; i++) {
        const r = itemResults[i];
        const isPresent = i < input.length;
        // The array analog of `handlePropertyResult`'s absent-key early return: the middle rung permits absence without supplying anything in its place, so the tail truncates here instead of materializing whatever the item made of `undefined`.
        if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
            final.value.length = i;
            break;
        }
        if (r.issues.length) {
            if (!isPresent && i >= optoutStart) {
                final.value.length = i;
                break;
            }
            final.issues.push(...util.prefixIssues(i, r.issues));
        }
        final.value[i] = r.value;
    }
    // Drop trailing slots that produced `undefined` for absent input
    // (the array analog of an absent optional key on an object). The
    // `i >= input.length` floor is critical: an explicit `undefined`
    // *inside* the input must be preserved even when the schema is
    // optional-out (e.g. `z.string().or(z.undefined())` accepting an
    // explicit undefined value).
    for (let i = final.value.length - 1; i >= input.length; i--) {
        if (items[i]._zod.optout === "optional" && final.value[i] === undefined) {
            final.value.length = i;
        }
        else {
            break;
        }
    }
    return final;
}
const $ZodRecord = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodRecord", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!core_util/* isPlainObject */.Qd(input)) {
            payload.issues.push({
                expected: "record",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        // no guard in either loop below: a record's invalid_key aborts but an enclosing intersection can reconcile it, so a stopped loop hides keys the sibling does not own and the intersection then rejects nothing
        const proms = [];
        const values = def.keyType._zod.values;
        if (values && !def.partial) {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            const recordKeys = new Set();
            for (const key of values) {
                if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
                    recordKeys.add(typeof key === "number" ? key.toString() : key);
                    // A declared __proto__ is stripped but is not an unrecognized key.
                    if (key === "__proto__")
                        continue;
                    const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                    if (keyResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (keyResult.issues.length) {
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                        continue;
                    }
                    const outKey = keyResult.value;
                    if (outKey === "__proto__")
                        continue;
                    const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                    if (result instanceof Promise) {
                        proms.push(result.then((result) => {
                            if (result.issues.length) {
                                payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                            }
                            payload.value[outKey] = result.value;
                        }));
                    }
                    else {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }
                }
            }
            let unrecognized;
            for (const key in input) {
                if (!recordKeys.has(key)) {
                    if (def.mode === "loose") {
                        // skip __proto__ so it can't replace the result prototype via the assignment setter on the plain {} we build into
                        if (key === "__proto__")
                            continue;
                        payload.value[key] = input[key];
                    }
                    else {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        else {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            // An enumerable key schema declares which keys the record owns, so a key outside the set is unrecognized. A non-enumerable one (regex, refine) is a constraint every key must satisfy, so a failing key is invalid. Only the former is reconcilable against the other side of an intersection.
            let unrecognized;
            // Reflect.ownKeys for Symbol-key support; filter non-enumerable to match z.object()
            for (const key of Reflect.ownKeys(input)) {
                if (key === "__proto__")
                    continue;
                if (!Object.prototype.propertyIsEnumerable.call(input, key))
                    continue;
                let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                if (keyResult instanceof Promise) {
                    throw new Error("Async schemas not supported in object keys currently");
                }
                // Numeric string fallback: if key is a numeric string and failed, retry with Number(key). This handles z.number(), z.literal([1, 2, 3]), and unions containing numeric literals
                const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
                if (checkNumericKey) {
                    const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
                    if (retryResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (retryResult.issues.length === 0) {
                        keyResult = retryResult;
                    }
                }
                if (keyResult.issues.length) {
                    if (def.mode === "loose") {
                        // Pass through unchanged
                        payload.value[key] = input[key];
                    }
                    else if (values) {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                    else {
                        // Default "strict" behavior: error on invalid key
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                    }
                    continue;
                }
                // the guard above tests the raw input key, but the key schema can normalize an ordinary key into __proto__; re-check the key we actually write under
                const outKey = keyResult.value;
                if (outKey === "__proto__")
                    continue;
                const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((result) => {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }));
                }
                else {
                    if (result.issues.length) {
                        payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                    }
                    payload.value[outKey] = result.value;
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload;
    };
});
const $ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMap", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Map)) {
            payload.issues.push({
                expected: "map",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Map(), ctx) : new Map();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const [key, value] of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
            const valueResult = def.valueType._zod.run({ value: value, issues: [] }, ctx);
            if (keyResult instanceof Promise || valueResult instanceof Promise) {
                proms.push(Promise.all([keyResult, valueResult]).then(([keyResult, valueResult]) => {
                    handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
                }));
            }
            else {
                handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
            }
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, mapSize);
})));
function handleMapResult(keyResult, valueResult, final, key, input, inst, ctx) {
    if (keyResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, keyResult.issues));
        }
        else {
            final.issues.push({
                code: "invalid_key",
                origin: "map",
                input,
                inst,
                issues: keyResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    if (valueResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, valueResult.issues));
        }
        else {
            final.issues.push({
                origin: "map",
                code: "invalid_element",
                input,
                inst,
                key: key,
                issues: valueResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    final.value.set(keyResult.value, valueResult.value);
}
const $ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSet", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Set)) {
            payload.issues.push({
                input,
                inst,
                expected: "set",
                code: "invalid_type",
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Set(), ctx) : new Set();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const item of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const result = def.valueType._zod.run({ value: item, issues: [] }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleSetResult(result, payload)));
            }
            else
                handleSetResult(result, payload);
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, setSize);
})));
function handleSetResult(result, final) {
    if (result.issues.length) {
        final.issues.push(...result.issues);
    }
    final.value.add(result.value);
}
const $ZodEnum = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodEnum", (inst, def) => {
    $ZodType.init(inst, def);
    const values = core_util/* getEnumValues */.w5(def.entries);
    const valuesSet = new Set(values);
    inst._zod.values = valuesSet;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const patternValues = core_util/* getEnumValues */.w5(zod.def.entries).filter((k) => core_util/* propertyKeyTypes */.qQ.has(typeof k));
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(patternValues.length ? `^(${patternValues.map((o) => core_util/* escapeRegex */.sD(o.toString())).join("|")})$` : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (valuesSet.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodLiteral = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const values = new Set(def.values);
    inst._zod.values = values;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const vals = zod.def.values;
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(vals.length
            ? `^(${vals
                .map((o) => typeof o === "string" ? core_util/* escapeRegex */.sD(o) : o ? core_util/* escapeRegex */.sD(o.toString()) : String(o))
                .join("|")})$`
            : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (values.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values: def.values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFile", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        // @ts-ignore
        if (input instanceof File)
            return payload;
        payload.issues.push({
            expected: "file",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodTransform = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodTransform", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "optional";
    core_core/* globalConfig */.cr.memoizer?.guard(inst);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core_core/* $ZodEncodeError */.cV(inst.constructor.name);
        }
        const _out = def.transform(payload.value, payload);
        if (ctx.async) {
            const output = _out instanceof Promise ? _out : Promise.resolve(_out);
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        if (_out instanceof Promise) {
            throw new core_core/* $ZodAsyncError */.GT();
        }
        payload.value = _out;
        return payload;
    };
});
function handleOptionalResult(payload, result) {
    // A substituting schema that still failed has no usable answer; yield undefined. Its issues are simply dropped: it ran on a payload of its own, so there is no shared array to truncate and nothing of the caller's to lose with it.
    payload.value = result.issues.length ? undefined : result.value;
    return payload;
}
const $ZodOptional = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodOptional", (inst, def) => {
    $ZodType.init(inst, def);
    // .optional() propagates absence rather than substituting for it, so a defaulted inner keeps its rung.
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    inst._zod.optout = "optional";
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? new Set([...values, undefined]) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)})?$`) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        if (payload.value === undefined) {
            // Only the top rung substitutes a value for absence; everything else leaves it intact, which is what .optional() means.
            if (def.innerType._zod.optin !== "defaulted")
                return payload;
            // Its own payload, for the same reason $ZodCatch gets one: a pipe forwards an unrecognized key through the caller's issues array, and this must not read that as the substituting schema failing and drop it.
            const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
            if (result instanceof Promise)
                return result.then((result) => handleOptionalResult(payload, result));
            return handleOptionalResult(payload, result);
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodExactOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodExactOptional", (inst, def) => {
    // Call parent init - inherits optin/optout = "optional"
    $ZodOptional.init(inst, def);
    // Override values/pattern to NOT add undefined
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    util.defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
    // Override parse to just delegate (no undefined handling)
    inst._zod.parse = (payload, ctx) => {
        return def.innerType._zod.run(payload, ctx);
    };
})));
const $ZodNullable = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNullable", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)}|null)$`) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        // Forward direction (decode): allow null to pass through
        if (payload.value === null)
            return payload;
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodDefault = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodDefault", (inst, def) => {
    $ZodType.init(inst, def);
    // inst._zod.qin = "true";
    inst._zod.optin = "defaulted";
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply defaults for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
            /**
             * $ZodDefault returns the default value immediately in forward direction.
             * It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
            return payload;
        }
        // Forward direction: continue with default handling
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleDefaultResult(result, def));
        }
        return handleDefaultResult(result, def);
    };
});
function handleDefaultResult(payload, def) {
    if (payload.value === undefined) {
        payload.value = def.defaultValue;
    }
    return payload;
}
const $ZodPrefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPrefault", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "defaulted";
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply prefault for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
        }
        return def.innerType._zod.run(payload, ctx);
    };
})));
const $ZodNonOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNonOptional", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => {
        const v = zod.def.innerType._zod.values;
        return v ? new Set([...v].filter((x) => x !== undefined)) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleNonOptionalResult(result, inst));
        }
        return handleNonOptionalResult(result, inst);
    };
})));
function handleNonOptionalResult(payload, inst) {
    if (!payload.issues.length && payload.value === undefined) {
        payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: payload.value,
            inst,
        });
    }
    return payload;
}
const $ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSuccess", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core.$ZodEncodeError("ZodSuccess");
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => {
                payload.value = result.issues.length === 0;
                return payload;
            });
        }
        payload.value = result.issues.length === 0;
        return payload;
    };
})));
function handleCatchResult(payload, result, def, ctx) {
    if (!result.issues.length) {
        payload.value = result.value;
        // The value carries up, so the flag describing it has to carry with it: a back-edge into a node still being parsed must not be frozen by an enclosing readonly, and its checks belong to the node itself. Guarded so the ordinary case adds no own property.
        if (result.memo)
            payload.memo = true;
        return payload;
    }
    // Spread the inner's own payload, not ours: `value` has to stay the input the catch was handed, and the inner ran on a payload of its own so its issues are already private to this call.
    payload.value = def.catchValue({
        ...result,
        value: payload.value,
        error: {
            issues: result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
        },
        input: payload.value,
    });
    return payload;
}
const $ZodCatch = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCatch", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply catch logic
        const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleCatchResult(payload, result, def, ctx));
        }
        return handleCatchResult(payload, result, def, ctx);
    };
})));
const $ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNaN", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "number" || !Number.isNaN(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "nan",
                code: "invalid_type",
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodPipe = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodPipe", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.in._zod.values);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.in._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.out._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handlePipeResult(right, def.in, ctx));
            }
            return handlePipeResult(right, def.in, ctx);
        }
        const left = def.in._zod.run(payload, ctx);
        if (left instanceof Promise) {
            return left.then((left) => handlePipeResult(left, def.out, ctx));
        }
        return handlePipeResult(left, def.out, ctx);
    };
});
function handlePipeResult(left, next, ctx) {
    // Any issue stops the pipe, so a failing refinement never feeds its transform. An unrecognized key is the exception: it describes the input's extra properties, not the value being piped, and an enclosing intersection may yet reconcile it.
    if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
        // prevent further checks
        left.aborted = true;
        return left;
    }
    return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
const $ZodCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCodec", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        const direction = ctx.direction || "forward";
        if (direction === "forward") {
            const left = def.in._zod.run(payload, ctx);
            if (left instanceof Promise) {
                return left.then((left) => handleCodecAResult(left, def, ctx));
            }
            return handleCodecAResult(left, def, ctx);
        }
        else {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handleCodecAResult(right, def, ctx));
            }
            return handleCodecAResult(right, def, ctx);
        }
    };
})));
function handleCodecAResult(result, def, ctx) {
    if (result.issues.length) {
        // prevent further checks
        result.aborted = true;
        return result;
    }
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
        const transformed = def.transform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
        }
        return handleCodecTxResult(result, transformed, def.out, ctx);
    }
    else {
        const transformed = def.reverseTransform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
        }
        return handleCodecTxResult(result, transformed, def.in, ctx);
    }
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
    // Check if transform added any issues
    if (left.issues.length) {
        left.aborted = true;
        return left;
    }
    return nextSchema._zod.run({ value, issues: left.issues }, ctx);
}
const $ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPreprocess", (inst, def) => {
    $ZodPipe.init(inst, def);
})));
const $ZodReadonly = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodReadonly", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then(handleReadonlyResult);
        }
        return handleReadonlyResult(result);
    };
})));
function handleReadonlyResult(payload) {
    // A repeat visit hands back a node that is still being built; freezing it here would make the rest of its keys fail to assign.
    if (!payload.memo)
        payload.value = Object.freeze(payload.value);
    return payload;
}
// a leaf's pattern source with its own checks folded in: the last pattern-carrying check wins, else length bounds narrow the catch-all, else an integer format narrows the number form. the fold lives here instead of on `_zod.pattern` so a bundle without template literals never pays for it
function leafPattern(schema) {
    const def = schema._zod.def;
    let pattern = def.pattern;
    let isInt = !!def.format?.includes("int");
    let minimum;
    let maximum;
    for (const ch of def.checks ?? []) {
        const d = ch._zod.def;
        if (d.pattern)
            pattern = d.pattern;
        isInt || (isInt = !!d.format?.includes("int"));
        const lo = d.minimum ?? d.length;
        const hi = d.maximum ?? d.length;
        if (lo !== undefined && (minimum === undefined || lo > minimum))
            minimum = lo;
        if (hi !== undefined && (maximum === undefined || hi < maximum))
            maximum = hi;
    }
    if (pattern)
        return pattern.source;
    // an empty range matches nothing at runtime, and `{8,5}` is not a legal quantifier
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
        return "(?!)";
    if (minimum !== undefined || maximum !== undefined)
        return regexes.string({ minimum, maximum }).source;
    const own = schema._zod.pattern;
    return (isInt && own === regexes.number ? regexes.integer : own)?.source;
}
// a part's pattern source. a wrapper's pattern embeds its inner pattern's source verbatim, so the folded form is substituted in place without knowing the wrapper's own composition; a union's options are joined the way the union builds its own pattern
function partPattern(schema) {
    const def = schema._zod.def;
    const own = schema._zod.pattern?.source;
    // lazy resolves its inner on the internals, not the def
    const inner = def.innerType ?? schema._zod.innerType;
    if (inner) {
        const before = inner._zod.pattern?.source;
        const after = partPattern(inner);
        if (own && before && after && after !== before) {
            return own.replace(util.cleanRegex(before), () => util.cleanRegex(after));
        }
        return own;
    }
    if (def.options) {
        const sources = def.options.map(partPattern);
        if (sources.every(Boolean))
            return `^(${sources.map((s) => util.cleanRegex(s)).join("|")})$`;
    }
    return leafPattern(schema);
}
const $ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTemplateLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const regexParts = [];
    for (const part of def.parts) {
        if (typeof part === "object" && part !== null) {
            // is Zod schema
            const source = partPattern(part);
            if (!source) {
                throw new Error(`Invalid template literal part, no pattern found: ${[...part._zod.traits].shift()}`);
            }
            regexParts.push(util.cleanRegex(source));
        }
        else if (part === null || util.primitiveTypes.has(typeof part)) {
            regexParts.push(util.escapeRegex(`${part}`));
        }
        else {
            throw new Error(`Invalid template literal part: ${part}`);
        }
    }
    inst._zod.pattern = new RegExp(`^${regexParts.join("")}$`);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "string") {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "string",
                code: "invalid_type",
            });
            return payload;
        }
        inst._zod.pattern.lastIndex = 0;
        if (!inst._zod.pattern.test(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                code: "invalid_format",
                format: def.format ?? "template_literal",
                pattern: inst._zod.pattern.source,
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFunction", (inst, def) => {
    $ZodType.init(inst, def);
    // Defined, not assigned: the classic prototype exposes `_def` as a getter with no setter.
    Object.defineProperty(inst, "_def", { value: def });
    inst._zod.def = def;
    inst.implement = (func) => {
        if (typeof func !== "function") {
            throw new Error("implement() must be called with a function");
        }
        // Defined inline so the closure stays anonymous: binding it to a `const` first names it, which costs 256 bytes per implemented function.
        return Object.defineProperty(function (...args) {
            const parsedArgs = inst._def.input ? parse(inst._def.input, args) : args;
            const result = Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return parse(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst.implementAsync = (func) => {
        if (typeof func !== "function") {
            throw new Error("implementAsync() must be called with a function");
        }
        return Object.defineProperty(async function (...args) {
            const parsedArgs = inst._def.input ? await parseAsync(inst._def.input, args) : args;
            const result = await Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return await parseAsync(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "function") {
            payload.issues.push({
                code: "invalid_type",
                expected: "function",
                input: payload.value,
                inst,
            });
            return payload;
        }
        // Check if output is a promise type to determine if we should use async implementation
        const hasPromiseOutput = inst._def.output && inst._def.output._zod.def.type === "promise";
        if (hasPromiseOutput) {
            payload.value = inst.implementAsync(payload.value);
        }
        else {
            payload.value = inst.implement(payload.value);
        }
        return payload;
    };
    inst.input = (...args) => {
        const F = inst.constructor;
        if (Array.isArray(args[0])) {
            return new F({
                type: "function",
                input: new $ZodTuple({
                    type: "tuple",
                    items: args[0],
                    rest: args[1],
                }),
                output: inst._def.output,
            });
        }
        return new F({
            type: "function",
            input: args[0],
            output: inst._def.output,
        });
    };
    inst.output = (output) => {
        const F = inst.constructor;
        return new F({
            type: "function",
            input: inst._def.input,
            output,
        });
    };
    return inst;
})));
const $ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPromise", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
    };
})));
const $ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodLazy", (inst, def) => {
    $ZodType.init(inst, def);
    // Cache the resolved inner type on the shared `def` so all clones of this lazy (e.g. via `.describe()`/`.meta()`) share the same inner instance, preserving identity for cycle detection on recursive schemas.
    util.defineLazy(inst._zod, "innerType", () => {
        const d = def;
        if (!d._cachedInner)
            d._cachedInner = def.getter();
        return d._cachedInner;
    });
    util.defineLazyInternal(inst, "pattern", (zod) => zod.innerType?._zod?.pattern);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.innerType?._zod?.propValues);
    util.defineLazyInternal(inst, "optin", (zod) => zod.innerType?._zod?.optin ?? undefined);
    util.defineLazyInternal(inst, "optout", (zod) => zod.innerType?._zod?.optout ?? undefined);
    inst._zod.parse = (payload, ctx) => {
        const inner = inst._zod.innerType;
        return inner._zod.run(payload, ctx);
    };
})));
const $ZodCustom = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCustom", (inst, def) => {
    core_checks/* $ZodCheck */.QP.init(inst, def);
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _) => {
        return payload;
    };
    inst._zod.check = (payload) => {
        const input = payload.value;
        const r = def.fn(input);
        if (r instanceof Promise) {
            return r.then((r) => handleRefineResult(r, payload, input, inst));
        }
        handleRefineResult(r, payload, input, inst);
        return;
    };
});
function handleRefineResult(result, payload, input, inst) {
    if (!result) {
        const _iss = {
            code: "custom",
            input,
            inst, // incorporates params.error into issue reporting
            path: [...(inst._zod.def.path ?? [])], // incorporates params.error into issue reporting
            continue: !inst._zod.def.abort,
            // params: inst._zod.def.params,
        };
        if (inst._zod.def.params)
            _iss.params = inst._zod.def.params;
        payload.issues.push(core_util/* issue */.sn(_iss));
    }
}


/***/ }),

/***/ 4723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A2: () => (/* binding */ normalizeParams),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   NM: () => (/* binding */ optionalKeys),
/* harmony export */   O7: () => (/* binding */ codePointLength),
/* harmony export */   PO: () => (/* binding */ cached),
/* harmony export */   QH: () => (/* binding */ aborted),
/* harmony export */   Qd: () => (/* binding */ isPlainObject),
/* harmony export */   Rc: () => (/* binding */ getLengthableOrigin),
/* harmony export */   Vy: () => (/* binding */ assignProp),
/* harmony export */   X: () => (/* binding */ installLazyProp),
/* harmony export */   cl: () => (/* binding */ nullish),
/* harmony export */   d3: () => (/* binding */ attachSchema),
/* harmony export */   gx: () => (/* binding */ captureStackTrace),
/* harmony export */   hi: () => (/* binding */ sizeCaps),
/* harmony export */   iR: () => (/* binding */ finalizeIssue),
/* harmony export */   jD: () => (/* binding */ hide),
/* harmony export */   k8: () => (/* binding */ jsonStringifyReplacer),
/* harmony export */   lQ: () => (/* binding */ prefixIssues),
/* harmony export */   o8: () => (/* binding */ clone),
/* harmony export */   ol: () => (/* binding */ members),
/* harmony export */   p6: () => (/* binding */ cleanRegex),
/* harmony export */   qQ: () => (/* binding */ propertyKeyTypes),
/* harmony export */   qh: () => (/* binding */ own),
/* harmony export */   rL: () => (/* binding */ explicitlyAborted),
/* harmony export */   sD: () => (/* binding */ escapeRegex),
/* harmony export */   sn: () => (/* binding */ issue),
/* harmony export */   v5: () => (/* binding */ defineLazyInternal),
/* harmony export */   w5: () => (/* binding */ getEnumValues),
/* harmony export */   yG: () => (/* binding */ shallowClone),
/* harmony export */   zH: () => (/* binding */ NUMBER_FORMAT_RANGES)
/* harmony export */ });
/* unused harmony exports assertEqual, assertNotEqual, toZod, assertIs, assertNever, assert, joinValues, floatSafeRemainder, defineLazy, objectClone, rawShape, mergeDefs, cloneDef, getElementAtPath, promiseAllObject, randomString, esc, slugify, allowsEval, numKeys, getParsedType, primitiveTypes, createTransparentProxy, stringifyPrimitive, BIGINT_FORMAT_RANGES, pick, omit, extend, safeExtend, merge, partial, required, unwrapMessage, getSizableOrigin, parsedType, cleanEnum, base64ToUint8Array, uint8ArrayToBase64, base64urlToUint8Array, uint8ArrayToBase64url, hexToUint8Array, uint8ArrayToHex, Class, derived, CONSTANT_CATCH, constantCatch */

// functions
function assertEqual(val) {
    return val;
}
function assertNotEqual(val) {
    return val;
}
function toZod() {
    return (schema) => schema;
}
function assertIs(_arg) { }
function assertNever(_x) {
    throw new Error("Unexpected value in exhaustive check");
}
function assert(_) { }
function getEnumValues(entries) {
    const numericValues = Object.values(entries).filter((v) => typeof v === "number");
    const values = Object.entries(entries)
        .filter(([k, _]) => numericValues.indexOf(+k) === -1)
        .map(([_, v]) => v);
    return values;
}
function joinValues(array, separator = "|") {
    return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
    if (typeof value === "bigint")
        return value.toString();
    return value;
}
// the accessor lives on a shared prototype: an own accessor makes every box a dictionary-mode object (~360 B and a slow load per read against ~100 B and an inlined getter here)
class Cached {
    constructor(getter) {
        this._getter = getter;
        this._value = undefined;
    }
    get value() {
        const getter = this._getter;
        if (getter !== undefined) {
            this._value = getter();
            this._getter = undefined;
        }
        return this._value;
    }
}
function cached(getter) {
    return new Cached(getter);
}
function nullish(input) {
    return input === null || input === undefined;
}
function cleanRegex(source) {
    const start = source.startsWith("^") ? 1 : 0;
    const end = source.endsWith("$") ? source.length - 1 : source.length;
    return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
    const ratio = val / step;
    const roundedRatio = Math.round(ratio);
    // `val` and `step` each round to a double before the division rounds again, so a true decimal multiple's quotient can sit up to 1.5 of these scaled epsilons from the integer. A 1x tolerance therefore rejected 2.03 as a multiple of 0.07; 4x covers the worst case with margin.
    const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
    if (Math.abs(ratio - roundedRatio) < tolerance)
        return 0;
    return ratio - roundedRatio;
}
const EVALUATING = /* @__PURE__*/ (/* unused pure expression or super */ null && (Symbol("evaluating")));
function defineLazy(object, key, getter) {
    let value = undefined;
    Object.defineProperty(object, key, {
        get() {
            if (value === EVALUATING) {
                // Circular reference detected, return undefined to break the cycle
                return undefined;
            }
            if (value === undefined) {
                value = EVALUATING;
                value = getter();
            }
            return value;
        },
        set(v) {
            Object.defineProperty(object, key, {
                value: v,
                // configurable: true,
            });
            // object[key] = v;
        },
        configurable: true,
    });
}
function objectClone(obj) {
    return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
    Object.defineProperty(target, prop, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
    });
}
/**
 * Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
 *
 * Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
 */
function rawShape(def) {
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    return desc?.get ? desc.get.raw : desc?.value;
}
// where a builder reads its source's keys and descriptors, resolving only a shape a def answers for itself. A shape resolves by object spread, so only its enumerable keys are ever part of it.
function sourceShape(schema) {
    return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
// a key whose value is not settled yet, self-caching so every read after the first gets the same one
function deferProp(target, key, getter) {
    Object.defineProperty(target, key, {
        get() {
            const value = getter();
            assignProp(this, key, value);
            return value;
        },
        enumerable: true,
        configurable: true,
    });
}
// Writes a settled key. A plain assignment is much cheaper than `defineProperty` and produces the same descriptor, but it runs whatever setter already answers to the key — an accessor this shape deferred, or an inherited one, which `__proto__` has on every object and prototype pollution can add for any name.
function putProp(target, key, value) {
    if (key in target)
        assignProp(target, key, value);
    else
        target[key] = value;
}
/**
 * Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
 *
 * A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
 */
function mirrorShape(target, source, keys, wrap) {
    const raw = sourceShape(source);
    for (const key of keys) {
        const desc = Object.getOwnPropertyDescriptor(raw, key);
        if (!desc.enumerable)
            continue;
        if (desc.get) {
            deferProp(target, key, () => {
                const value = source._zod.def.shape[key];
                return wrap ? wrap(value, key) : value;
            });
        }
        else
            putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
    }
}
// same, for a plain shape a caller passed rather than a schema's
function mirrorProps(target, source) {
    for (const key of Reflect.ownKeys(source)) {
        const desc = Object.getOwnPropertyDescriptor(source, key);
        if (!desc.enumerable)
            continue;
        if (desc.get)
            deferProp(target, key, () => source[key]);
        else
            putProp(target, key, desc.value);
    }
}
function mergeDefs(...defs) {
    const mergedDescriptors = {};
    for (const def of defs) {
        const descriptors = Object.getOwnPropertyDescriptors(def);
        Object.assign(mergedDescriptors, descriptors);
    }
    return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
    return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
    if (!path)
        return obj;
    return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
    const keys = Object.keys(promisesObj);
    const promises = keys.map((key) => promisesObj[key]);
    return Promise.all(promises).then((results) => {
        const resolvedObj = {};
        for (let i = 0; i < keys.length; i++) {
            resolvedObj[keys[i]] = results[i];
        }
        return resolvedObj;
    });
}
function randomString(length = 10) {
    const chars = "abcdefghijklmnopqrstuvwxyz";
    let str = "";
    for (let i = 0; i < length; i++) {
        str += chars[Math.floor(Math.random() * chars.length)];
    }
    return str;
}
function esc(str) {
    return JSON.stringify(str);
}
function slugify(input) {
    return input
        .toLowerCase()
        .trim()
        .replace(/[^\w\s-]/g, "")
        .replace(/[\s_-]+/g, "-")
        .replace(/^-+|-+$/g, "");
}
const captureStackTrace = ("captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => { });
function isObject(data) {
    return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = /* @__PURE__*/ (/* unused pure expression or super */ null && (cached(() => {
    // Skip the probe under `jitless`: strict CSPs report the caught `new Function` as a `securitypolicyviolation` even though the throw is swallowed.
    if (globalConfig.jitless) {
        return false;
    }
    // @ts-ignore
    if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
        return false;
    }
    try {
        const F = Function;
        new F("");
        return true;
    }
    catch (_) {
        return false;
    }
})));
function isPlainObject(o) {
    if (isObject(o) === false)
        return false;
    // modified constructor
    const ctor = o.constructor;
    if (ctor === undefined)
        return true;
    if (typeof ctor !== "function")
        return true;
    // modified prototype
    const prot = ctor.prototype;
    if (isObject(prot) === false)
        return false;
    // ctor doesn't have static `isPrototypeOf`
    if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
        return false;
    }
    return true;
}
function shallowClone(o) {
    if (isPlainObject(o))
        return { ...o };
    if (Array.isArray(o))
        return [...o];
    if (o instanceof Map)
        return new Map(o);
    if (o instanceof Set)
        return new Set(o);
    return o;
}
function numKeys(data) {
    let keyCount = 0;
    for (const key in data) {
        if (Object.prototype.hasOwnProperty.call(data, key)) {
            keyCount++;
        }
    }
    return keyCount;
}
const getParsedType = (data) => {
    const t = typeof data;
    switch (t) {
        case "undefined":
            return "undefined";
        case "string":
            return "string";
        case "number":
            return Number.isNaN(data) ? "nan" : "number";
        case "boolean":
            return "boolean";
        case "function":
            return "function";
        case "bigint":
            return "bigint";
        case "symbol":
            return "symbol";
        case "object":
            if (Array.isArray(data)) {
                return "array";
            }
            if (data === null) {
                return "null";
            }
            if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
                return "promise";
            }
            if (typeof Map !== "undefined" && data instanceof Map) {
                return "map";
            }
            if (typeof Set !== "undefined" && data instanceof Set) {
                return "set";
            }
            if (typeof Date !== "undefined" && data instanceof Date) {
                return "date";
            }
            // @ts-ignore
            if (typeof File !== "undefined" && data instanceof File) {
                return "file";
            }
            return "object";
        default:
            throw new Error(`Unknown data type: ${t}`);
    }
};
const propertyKeyTypes = /* @__PURE__*/ new Set(["string", "number", "symbol"]);
const primitiveTypes = /* @__PURE__*/ new Set([
    "string",
    "number",
    "bigint",
    "boolean",
    "symbol",
    "undefined",
]);
function escapeRegex(str) {
    return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
// zod-specific utils
function clone(inst, def, params) {
    const cl = new inst._zod.constr(def ?? inst._zod.def);
    if (!def || params?.parent)
        cl._zod.parent = inst;
    return cl;
}
function normalizeParams(_params) {
    const params = _params;
    if (!params)
        return {};
    if (typeof params === "string")
        return { error: () => params };
    if (params?.message !== undefined) {
        if (params?.error !== undefined)
            throw new Error("Cannot specify both `message` and `error` params");
        params.error = params.message;
    }
    delete params.message;
    if (typeof params.error === "string")
        return { ...params, error: () => params.error };
    return params;
}
function createTransparentProxy(getter) {
    let target;
    return new Proxy({}, {
        get(_, prop, receiver) {
            target ?? (target = getter());
            return Reflect.get(target, prop, receiver);
        },
        set(_, prop, value, receiver) {
            target ?? (target = getter());
            return Reflect.set(target, prop, value, receiver);
        },
        has(_, prop) {
            target ?? (target = getter());
            return Reflect.has(target, prop);
        },
        deleteProperty(_, prop) {
            target ?? (target = getter());
            return Reflect.deleteProperty(target, prop);
        },
        ownKeys(_) {
            target ?? (target = getter());
            return Reflect.ownKeys(target);
        },
        getOwnPropertyDescriptor(_, prop) {
            target ?? (target = getter());
            return Reflect.getOwnPropertyDescriptor(target, prop);
        },
        defineProperty(_, prop, descriptor) {
            target ?? (target = getter());
            return Reflect.defineProperty(target, prop, descriptor);
        },
    });
}
function stringifyPrimitive(value) {
    if (typeof value === "bigint")
        return value.toString() + "n";
    if (typeof value === "string")
        return `"${value}"`;
    return `${value}`;
}
function optionalKeys(shape) {
    return Object.keys(shape).filter((k) => {
        return shape[k]._zod.optin !== undefined && shape[k]._zod.optout === "optional";
    });
}
// Wrapped in a `@__PURE__` IIFE: esbuild never tree-shakes a top-level initializer that contains a member access on `Number`, so the bare object literal survived into every bundle.
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
    safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
}))();
const BIGINT_FORMAT_RANGES = {
    int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
    uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")],
};
function pick(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".pick() cannot be used on object schemas containing refinements");
    }
    const newShape = {};
    mirrorShape(newShape, schema, maskedKeys(schema, mask));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
// the mask keys that select something, checked against the source's shape without resolving it
function maskedKeys(schema, mask) {
    const raw = sourceShape(schema);
    const keys = [];
    // `for...in` skips symbols, so a symbol in the mask would select nothing
    for (const key of Reflect.ownKeys(mask)) {
        if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
            throw new Error(`Unrecognized key: "${String(key)}"`);
        }
        if (mask[key])
            keys.push(key);
    }
    return keys;
}
function omit(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".omit() cannot be used on object schemas containing refinements");
    }
    const omitted = new Set(maskedKeys(schema, mask));
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to extend: expected a plain object");
    }
    const checks = schema._zod.def.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        // Only throw if new shape overlaps with existing shape. Use getOwnPropertyDescriptor to check key existence without accessing values
        const existingShape = sourceShape(schema);
        for (const key of Reflect.ownKeys(shape)) {
            if (Object.getOwnPropertyDescriptor(existingShape, key) !== undefined) {
                throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
            }
        }
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
// the source's keys, then the caller's overlaid on top
function extended(schema, shape) {
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
    mirrorProps(newShape, shape);
    return newShape;
}
function safeExtend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to safeExtend: expected a plain object");
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
    if (!b?._zod?.def) {
        throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
    }
    if (a._zod.def.checks?.length) {
        throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
    }
    const newShape = {};
    mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
    mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
    const def = mergeDefs(a._zod.def, {
        shape: newShape,
        get catchall() {
            return b._zod.def.catchall;
        },
        checks: b._zod.def.checks ?? [],
    });
    return clone(a, def);
}
function partial(Class, schema, mask, name = "partial") {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
    }
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class &&
        ((value, key) => (selected && !selected.has(key) ? value : new Class({ type: "optional", innerType: value }))));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class, schema, mask) {
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => 
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class({ type: "nonoptional", innerType: value }));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
// invalid_type | too_big | too_small | invalid_format | not_multiple_of | unrecognized_keys | invalid_union | invalid_key | invalid_element | invalid_value | custom
function aborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue !== true) {
            return true;
        }
    }
    return false;
}
// Checks for explicit abort (continue === false), as opposed to implicit abort (continue === undefined). Used to respect `abort: true` in .refine() even for checks that have a `when` function.
function explicitlyAborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue === false) {
            return true;
        }
    }
    return false;
}
function prefixIssues(path, issues) {
    return issues.map((iss) => {
        var _a;
        (_a = iss).path ?? (_a.path = []);
        iss.path.unshift(path);
        return iss;
    });
}
function unwrapMessage(message) {
    return typeof message === "string" ? message : message?.message;
}
/* A check holds no link back to the schema it is attached to — the same check instance is shared by every clone of that schema — so the owner is stamped onto the issues a check just raised, at the only point where both are in scope. Runs on the failure path only; `start` is the issue count from before the check ran. */
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
    const caps = [];
    for (const ch of defChecks ?? []) {
        const d = ch._zod.def;
        // a later check may rewrite the value
        if (!/_(length|size)$|_equals$/.test(d.check))
            break;
        const max = d.maximum ?? d.length ?? d.size;
        if (max >= 0)
            caps.push([max, ch]);
    }
    return caps;
}
function attachSchema(issues, start, inst) {
    var _a;
    for (let i = start; i < issues.length; i++) {
        (_a = issues[i]).schema ?? (_a.schema = inst);
    }
}
function finalizeIssue(iss, ctx, config) {
    var _a;
    // A schema that raised an issue itself owns it outright, and outranks any stamp an enclosing check left in `attachSchema`. String formats and z.custom() are schema and check at once, so when they act as a check they defer to that stamp instead.
    const traits = iss.inst?._zod?.traits;
    if (traits?.has("$ZodType")) {
        if (traits.has("$ZodCheck"))
            (_a = iss).schema ?? (_a.schema = iss.inst);
        else
            iss.schema = iss.inst;
    }
    // Decreasing specificity, first map to return a message wins. `inst` is whatever raised the issue, so a check's own map outranks the owning schema's.
    const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : undefined;
    const message = iss.message
        ? iss.message
        : (unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ??
            unwrapMessage(schemaError?.(iss)) ??
            unwrapMessage(ctx?.error?.(iss)) ??
            unwrapMessage(config.customError?.(iss)) ??
            unwrapMessage(config.localeError?.(iss)) ??
            "Invalid input");
    // an explicit own-key copy beats object rest with excluded keys, which v8 routes through a generic runtime call; Object.keys rather than for-in so an issue pushed with a prototype does not leak inherited keys, and an own __proto__ key is dropped rather than assigned through the setter
    const full = {};
    for (const k of Object.keys(iss)) {
        if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
            continue;
        full[k] = iss[k];
    }
    full.path ?? (full.path = []);
    full.message = message;
    if (ctx?.reportInput) {
        full.input = iss.input;
    }
    return full;
}
function getSizableOrigin(input) {
    if (input instanceof Set)
        return "set";
    if (input instanceof Map)
        return "map";
    // @ts-ignore
    if (input instanceof File)
        return "file";
    return "unknown";
}
const highSurrogate = /[\uD800-\uDBFF]/;
// Code points in `str`: a surrogate pair counts once, a lone surrogate as itself. Hand-rolled because the string iterator allocates and runs ~250x slower on this path; the regex probe exits ~50x quicker for a string with no astral characters.
function codePointLength(str) {
    const units = str.length;
    if (!highSurrogate.test(str))
        return units;
    let count = units;
    for (let i = 0; i < units - 1; i++) {
        if ((str.charCodeAt(i) & 0xfc00) === 0xd800 && (str.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
            count--;
            i++;
        }
    }
    return count;
}
function getLengthableOrigin(input) {
    if (Array.isArray(input))
        return "array";
    if (typeof input === "string")
        return "string";
    return "unknown";
}
function parsedType(data) {
    const t = typeof data;
    switch (t) {
        case "number": {
            return Number.isNaN(data) ? "nan" : "number";
        }
        case "object": {
            if (data === null) {
                return "null";
            }
            if (Array.isArray(data)) {
                return "array";
            }
            const obj = data;
            if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
                return obj.constructor.name;
            }
        }
    }
    return t;
}
function issue(...args) {
    const [iss, input, inst] = args;
    if (typeof iss === "string") {
        return {
            message: iss,
            code: "custom",
            input,
            inst,
        };
    }
    return { ...iss };
}
function cleanEnum(obj) {
    return Object.entries(obj)
        .filter(([k, _]) => {
        // return true if NaN, meaning it's not a number, thus a string key
        return Number.isNaN(Number.parseInt(k, 10));
    })
        .map((el) => el[1]);
}
// Codec utility functions
function base64ToUint8Array(base64) {
    const binaryString = atob(base64);
    const bytes = new Uint8Array(binaryString.length);
    for (let i = 0; i < binaryString.length; i++) {
        bytes[i] = binaryString.charCodeAt(i);
    }
    return bytes;
}
function uint8ArrayToBase64(bytes) {
    let binaryString = "";
    for (let i = 0; i < bytes.length; i++) {
        binaryString += String.fromCharCode(bytes[i]);
    }
    return btoa(binaryString);
}
function base64urlToUint8Array(base64url) {
    const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
    const padding = "=".repeat((4 - (base64.length % 4)) % 4);
    return base64ToUint8Array(base64 + padding);
}
function uint8ArrayToBase64url(bytes) {
    return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
    const cleanHex = hex.replace(/^0x/, "");
    if (cleanHex.length % 2 !== 0) {
        throw new Error("Invalid hex string length");
    }
    const bytes = new Uint8Array(cleanHex.length / 2);
    for (let i = 0; i < cleanHex.length; i += 2) {
        bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
    }
    return bytes;
}
function uint8ArrayToHex(bytes) {
    return Array.from(bytes)
        .map((b) => b.toString(16).padStart(2, "0"))
        .join("");
}
// instanceof
class Class {
    constructor(..._args) { }
}
//////////    PROTOTYPE INSTALLERS     //////////
//
// Members live on the prototype and materialize per instance on first read, which keeps own-property count under the step where V8 stops using inline slots. Changing anything here means re-measuring runtime, memory and bundle size together — see "The three axes" in AGENTS.md.
/**
 * Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
 *
 * Call this from a `proto` initializer, which runs once per prototype — never per instance.
 */
function members(proto, table) {
    for (const key in table) {
        const desc = Object.getOwnPropertyDescriptor(table, key);
        // a getter installs as written, so it stays live: `description` reads through to the registry on every access. not enumerable: an object literal's is, and a prototype member never was
        if (desc.get)
            Object.defineProperty(proto, key, { ...desc, enumerable: false });
        // a method materializes bound on first read, which is what keeps a detached member working: `const opt = schema.optional; opt()`
        else
            defineBound(proto, key, desc.value);
    }
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
    Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
    return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
    return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
function derived(computes, table) {
    for (const key in computes) {
        const compute = computes[key];
        // an object literal's accessor is configurable and enumerable, and `members` copies the descriptor as written
        Object.defineProperty(table, key, {
            configurable: true,
            enumerable: true,
            get() {
                return own(this, key, compute(this));
            },
            set(value) {
                own(this, key, value);
            },
        });
    }
    return table;
}
function defineBound(proto, key, fn) {
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // vitest's spyOn calls a prototype getter bare to find the function it wraps, so a nullish receiver answers the raw method
            return this == null ? fn : own(this, key, fn.bind(this));
        },
        set(value) {
            own(this, key, value);
        },
    });
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
    const proto = Object.getPrototypeOf(inst);
    // Runs on every construction, so `in` rather than the costlier `hasOwnProperty.call`. Sentinels are keys the group itself defines.
    return sentinel in proto ? undefined : proto;
}
// The internals whose init chain is installing. A second call for the same one is a derived constructor overriding its base, so it must not construct another schema in between or the override is dropped.
let installing;
// Set while a getter is running, so a value that resolved through a recursion break is not memoized. One shared descriptor shadows the key for the duration, which costs no per-key allocation.
let broke = false;
const breaker = {
    configurable: true,
    get() {
        broke = true;
        return undefined;
    },
};
/**
 * Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
 * constructor, computed from the internals object itself and cached there on
 * first read. One accessor per constructor rather than one per instance.
 */
function defineLazyInternal(inst, key, compute) {
    const proto = Object.getPrototypeOf(inst._zod);
    if (key in proto && installing !== inst._zod) {
        // A repeat construction: everything is installed already. Cleared here so the reference is not held past the first construction of every type.
        installing = undefined;
        return;
    }
    installing = inst._zod;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing so a re-entrant read from a recursive schema resolves to undefined instead of running the getter again.
            Object.defineProperty(this, key, breaker);
            const outer = broke;
            broke = false;
            try {
                const value = compute(this);
                // A result that resolved through a recursion break is recomputed once the graph is complete; everything else memoizes, undefined included.
                if (broke)
                    delete this[key];
                else
                    Object.defineProperty(this, key, { configurable: true, writable: true, value });
                broke = broke || outer;
                return value;
            }
            catch (err) {
                // A compute that threw memoizes nothing, so a later read runs it again and fails the same way. The shadow goes with it, since leaving it installed would answer undefined for every later read.
                delete this[key];
                broke = broke || outer;
                throw err;
            }
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, value });
        },
    });
}
/**
 * Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
 * data property. One accessor per constructor rather than one per instance, because an own accessor
 * puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
 */
function installLazyProp(inst, key, make, enumerable) {
    const proto = claim(inst, key);
    if (!proto)
        return;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing, so a re-entrant read from a self-referential shape resolves to undefined instead of running the getter again. A data property rather than an accessor: an own accessor is the dictionary-mode transition this exists to avoid.
            const desc = { configurable: true, writable: true, enumerable, value: undefined };
            Object.defineProperty(this, key, desc);
            // a compute that throws leaves the shadow behind, so later reads answer undefined instead of re-throwing; `defineLazy` did the same, and `defineLazyInternal`'s delete-on-catch would cost bytes in every bundle for a case only a throwing user getter reaches
            desc.value = make(this);
            Object.defineProperty(this, key, desc);
            return desc.value;
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
        },
    });
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
    const fn = () => value;
    fn[CONSTANT_CATCH] = true;
    return fn;
}


/***/ }),

/***/ 3102:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p6: () => (/* binding */ date),
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports ZodMiniISODateTime, ZodMiniISODate, ZodMiniISOTime, time, ZodMiniISODuration, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8532);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1041);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4343);


const ZodMiniISODateTime = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniISODateTime", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodISODateTime */ .Ko.init(inst, def);
    _schemas_js__WEBPACK_IMPORTED_MODULE_2__/* .ZodMiniStringFormat */ .zUr.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_3__/* ._isoDateTime */ .G1(ZodMiniISODateTime, params);
}
const ZodMiniISODate = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniISODate", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodISODate */ .v1.init(inst, def);
    _schemas_js__WEBPACK_IMPORTED_MODULE_2__/* .ZodMiniStringFormat */ .zUr.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function date(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_3__/* ._isoDate */ .db(ZodMiniISODate, params);
}
const ZodMiniISOTime = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniISOTime", (inst, def) => {
    core.$ZodISOTime.init(inst, def);
    schemas.ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function time(params) {
    return core._isoTime(ZodMiniISOTime, params);
}
const ZodMiniISODuration = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniISODuration", (inst, def) => {
    core.$ZodISODuration.init(inst, def);
    schemas.ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function duration(params) {
    return core._isoDuration(ZodMiniISODuration, params);
}


/***/ }),

/***/ 4343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FsL: () => (/* binding */ pipe),
/* harmony export */   IeY: () => (/* binding */ custom),
/* harmony export */   Ikc: () => (/* binding */ object),
/* harmony export */   KCZ: () => (/* binding */ union),
/* harmony export */   L5J: () => (/* binding */ unknown),
/* harmony export */   Rvf: () => (/* binding */ _default),
/* harmony export */   Whr: () => (/* binding */ int),
/* harmony export */   YOg: () => (/* binding */ array),
/* harmony export */   YPB: () => (/* binding */ refine),
/* harmony export */   YjP: () => (/* binding */ string),
/* harmony export */   aig: () => (/* binding */ number),
/* harmony export */   cl6: () => (/* binding */ nullish),
/* harmony export */   euz: () => (/* binding */ literal),
/* harmony export */   g1P: () => (/* binding */ record),
/* harmony export */   jgl: () => (/* binding */ partialRecord),
/* harmony export */   k5n: () => (/* binding */ _enum),
/* harmony export */   lqM: () => (/* binding */ optional),
/* harmony export */   mIj: () => (/* binding */ meta),
/* harmony export */   mee: () => (/* binding */ nullable),
/* harmony export */   pdi: () => (/* binding */ transform),
/* harmony export */   q0y: () => (/* binding */ describe),
/* harmony export */   rej: () => (/* binding */ strictObject),
/* harmony export */   zMY: () => (/* binding */ boolean),
/* harmony export */   zUr: () => (/* binding */ ZodMiniStringFormat)
/* harmony export */ });
/* unused harmony exports ZodMiniType, ZodMiniString, ZodMiniEmail, email, ZodMiniGUID, guid, ZodMiniUUID, uuid, uuidv4, uuidv6, uuidv7, ZodMiniURL, url, httpUrl, ZodMiniEmoji, emoji, ZodMiniNanoID, nanoid, ZodMiniCUID, cuid, ZodMiniCUID2, cuid2, ZodMiniULID, ulid, ZodMiniXID, xid, ZodMiniKSUID, ksuid, ZodMiniIPv4, ipv4, ZodMiniIPv6, ipv6, ZodMiniCIDRv4, cidrv4, ZodMiniCIDRv6, cidrv6, ZodMiniMAC, mac, ZodMiniBase64, base64, ZodMiniBase64URL, base64url, ZodMiniE164, e164, ZodMiniCreditCard, creditCard, ZodMiniIBAN, iban, ZodMiniJWT, jwt, ZodMiniCustomStringFormat, stringFormat, hostname, hex, currencyCode, hash, ZodMiniNumber, ZodMiniNumberFormat, float32, float64, int32, uint32, ZodMiniBoolean, ZodMiniBigInt, bigint, ZodMiniBigIntFormat, int64, uint64, ZodMiniSymbol, symbol, ZodMiniUndefined, undefined, ZodMiniNull, null, ZodMiniAny, any, ZodMiniUnknown, ZodMiniNever, never, ZodMiniVoid, void, ZodMiniDate, date, ZodMiniArray, keyof, ZodMiniObject, looseObject, extend, safeExtend, merge, pick, omit, partial, exactPartial, required, catchall, ZodMiniUnion, ZodMiniXor, xor, ZodMiniDiscriminatedUnion, discriminatedUnion, ZodMiniIntersection, intersection, ZodMiniTuple, tuple, ZodMiniRecord, looseRecord, ZodMiniMap, map, ZodMiniSet, set, ZodMiniEnum, nativeEnum, ZodMiniLiteral, ZodMiniFile, file, ZodMiniTransform, ZodMiniOptional, ZodMiniExactOptional, exactOptional, ZodMiniNullable, ZodMiniDefault, ZodMiniPrefault, prefault, ZodMiniNonOptional, nonoptional, ZodMiniSuccess, success, ZodMiniCatch, catch, ZodMiniNaN, nan, ZodMiniPipe, ZodMiniCodec, codec, invertCodec, ZodMiniReadonly, readonly, ZodMiniTemplateLiteral, templateLiteral, ZodMiniLazy, lazy, ZodMiniPromise, promise, ZodMiniCustom, check, superRefine, instanceof, stringbool, json, ZodMiniFunction, _function, function */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8532);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1041);
/* harmony import */ var _core_util_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4723);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3759);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3945);




const ZodMiniType = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniType", (inst, def) => {
    if (!inst._zod)
        throw new Error("Uninitialized schema in ZodMiniType.");
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodType */ .W4.init(inst, def);
    inst.def = def;
    inst.type = def.type;
}, {
    // `with` is an alias for `check`: the same function object, not a wrapper.
    get with() {
        return this.check;
    },
    set with(value) {
        _core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .own */ .qh(this, "with", value);
    },
    parse(data, params) {
        return _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qg(this, data, params, { callee: this.parse });
    },
    parseAsync(data, params) {
        return _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseAsync */ .EJ(this, data, params, { callee: this.parseAsync });
    },
    safeParse(data, params) {
        return _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .safeParse */ .xL(this, data, params);
    },
    safeParseAsync(data, params) {
        return _parse_js__WEBPACK_IMPORTED_MODULE_3__/* .safeParseAsync */ .bp(this, data, params);
    },
    check(...checks) {
        const def = this.def;
        return this.clone({
            ...def,
            checks: [
                ...(def.checks ?? []),
                ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch),
            ],
        }, { parent: true });
    },
    clone(_def, params) {
        return _core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .clone */ .o8(this, _def, params);
    },
    brand() {
        return this;
    },
    register(reg, meta) {
        reg.add(this, meta);
        return this;
    },
    apply(fn, ...args) {
        return args.length === 0 ? fn(this) : fn(this, ...args);
    },
});
const ZodMiniString = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniString", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodString */ .$v.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function string(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._string */ .Rl(ZodMiniString, params);
}
const ZodMiniStringFormat = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniStringFormat", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodStringFormat */ .EY.init(inst, def);
    ZodMiniString.init(inst, def);
});
const ZodMiniEmail = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniEmail", (inst, def) => {
    core.$ZodEmail.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function email(params) {
    return core._email(ZodMiniEmail, params);
}
const ZodMiniGUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniGUID", (inst, def) => {
    core.$ZodGUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function guid(params) {
    return core._guid(ZodMiniGUID, params);
}
const ZodMiniUUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniUUID", (inst, def) => {
    core.$ZodUUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function uuid(params) {
    return core._uuid(ZodMiniUUID, params);
}
// @__NO_SIDE_EFFECTS__
function uuidv4(params) {
    return core._uuidv4(ZodMiniUUID, params);
}
// ZodMiniUUIDv6
// @__NO_SIDE_EFFECTS__
function uuidv6(params) {
    return core._uuidv6(ZodMiniUUID, params);
}
// ZodMiniUUIDv7
// @__NO_SIDE_EFFECTS__
function uuidv7(params) {
    return core._uuidv7(ZodMiniUUID, params);
}
const ZodMiniURL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniURL", (inst, def) => {
    core.$ZodURL.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function url(params) {
    return core._url(ZodMiniURL, params);
}
// @__NO_SIDE_EFFECTS__
function httpUrl(params) {
    return core._url(ZodMiniURL, {
        protocol: regexes.httpProtocol,
        hostname: regexes.domain,
        ...util.normalizeParams(params),
    });
}
const ZodMiniEmoji = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniEmoji", (inst, def) => {
    core.$ZodEmoji.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function emoji(params) {
    return core._emoji(ZodMiniEmoji, params);
}
const ZodMiniNanoID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNanoID", (inst, def) => {
    core.$ZodNanoID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nanoid(params) {
    return core._nanoid(ZodMiniNanoID, params);
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodMiniCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const ZodMiniCUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCUID", (inst, def) => {
    core.$ZodCUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
/**
 * Validates a CUID v1 string.
 *
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2 | `z.cuid2()`} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function cuid(params) {
    return core._cuid(ZodMiniCUID, params);
}
const ZodMiniCUID2 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCUID2", (inst, def) => {
    core.$ZodCUID2.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function cuid2(params) {
    return core._cuid2(ZodMiniCUID2, params);
}
const ZodMiniULID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniULID", (inst, def) => {
    core.$ZodULID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function ulid(params) {
    return core._ulid(ZodMiniULID, params);
}
const ZodMiniXID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniXID", (inst, def) => {
    core.$ZodXID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function xid(params) {
    return core._xid(ZodMiniXID, params);
}
const ZodMiniKSUID = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniKSUID", (inst, def) => {
    core.$ZodKSUID.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function ksuid(params) {
    return core._ksuid(ZodMiniKSUID, params);
}
const ZodMiniIPv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIPv4", (inst, def) => {
    core.$ZodIPv4.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function ipv4(params) {
    return core._ipv4(ZodMiniIPv4, params);
}
const ZodMiniIPv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIPv6", (inst, def) => {
    core.$ZodIPv6.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function ipv6(params) {
    return core._ipv6(ZodMiniIPv6, params);
}
const ZodMiniCIDRv4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCIDRv4", (inst, def) => {
    core.$ZodCIDRv4.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function cidrv4(params) {
    return core._cidrv4(ZodMiniCIDRv4, params);
}
const ZodMiniCIDRv6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCIDRv6", (inst, def) => {
    core.$ZodCIDRv6.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function cidrv6(params) {
    return core._cidrv6(ZodMiniCIDRv6, params);
}
const ZodMiniMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniMAC", (inst, def) => {
    core.$ZodMAC.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function mac(params) {
    return core._mac(ZodMiniMAC, params);
}
const ZodMiniBase64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBase64", (inst, def) => {
    core.$ZodBase64.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function base64(params) {
    return core._base64(ZodMiniBase64, params);
}
const ZodMiniBase64URL = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBase64URL", (inst, def) => {
    core.$ZodBase64URL.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function base64url(params) {
    return core._base64url(ZodMiniBase64URL, params);
}
const ZodMiniE164 = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniE164", (inst, def) => {
    core.$ZodE164.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function e164(params) {
    return core._e164(ZodMiniE164, params);
}
const ZodMiniCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCreditCard", (inst, def) => {
    core.$ZodCreditCard.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function creditCard(params) {
    return core._creditCard(ZodMiniCreditCard, params);
}
const ZodMiniIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIBAN", (inst, def) => {
    core.$ZodIBAN.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function iban(params) {
    return core._iban(ZodMiniIBAN, params);
}
const ZodMiniJWT = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniJWT", (inst, def) => {
    core.$ZodJWT.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function jwt(params) {
    return core._jwt(ZodMiniJWT, params);
}
const ZodMiniCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCustomStringFormat", (inst, def) => {
    core.$ZodCustomStringFormat.init(inst, def);
    ZodMiniStringFormat.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function stringFormat(format, fnOrRegex, _params = {}) {
    return core._stringFormat(ZodMiniCustomStringFormat, format, fnOrRegex, _params);
}
// @__NO_SIDE_EFFECTS__
function hostname(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "hostname", regexes.hostname, _params);
}
// @__NO_SIDE_EFFECTS__
function hex(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "hex", regexes.hex, _params);
}
// @__NO_SIDE_EFFECTS__
function currencyCode(_params) {
    return core._stringFormat(ZodMiniCustomStringFormat, "currency_code", regexes.currencyCode, _params);
}
// @__NO_SIDE_EFFECTS__
function hash(alg, params) {
    const enc = params?.enc ?? "hex";
    const format = `${alg}_${enc}`;
    const regex = core.regexes[format];
    // check for unrecognized format
    if (!regex)
        throw new Error(`Unrecognized hash format: ${format}`);
    return core._stringFormat(ZodMiniCustomStringFormat, format, regex, params);
}
const ZodMiniNumber = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniNumber", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodNumber */ .vz.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function number(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._number */ .F7(ZodMiniNumber, params);
}
const ZodMiniNumberFormat = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniNumberFormat", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodNumberFormat */ .I.init(inst, def);
    ZodMiniNumber.init(inst, def);
});
function int(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._int */ .LK(ZodMiniNumberFormat, params);
}
function float32(params) {
    return core._float32(ZodMiniNumberFormat, params);
}
function float64(params) {
    return core._float64(ZodMiniNumberFormat, params);
}
function int32(params) {
    return core._int32(ZodMiniNumberFormat, params);
}
function uint32(params) {
    return core._uint32(ZodMiniNumberFormat, params);
}
const ZodMiniBoolean = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniBoolean", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodBoolean */ .sF.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function boolean(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._boolean */ ._L(ZodMiniBoolean, params);
}
const ZodMiniBigInt = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBigInt", (inst, def) => {
    core.$ZodBigInt.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function bigint(params) {
    return core._bigint(ZodMiniBigInt, params);
}
const ZodMiniBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniBigIntFormat", (inst, def) => {
    core.$ZodBigIntFormat.init(inst, def);
    ZodMiniBigInt.init(inst, def);
})));
function int64(params) {
    return core._int64(ZodMiniBigIntFormat, params);
}
function uint64(params) {
    return core._uint64(ZodMiniBigIntFormat, params);
}
const ZodMiniSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSymbol", (inst, def) => {
    core.$ZodSymbol.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function symbol(params) {
    return core._symbol(ZodMiniSymbol, params);
}
const ZodMiniUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniUndefined", (inst, def) => {
    core.$ZodUndefined.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _undefined(params) {
    return core._undefined(ZodMiniUndefined, params);
}

const ZodMiniNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNull", (inst, def) => {
    core.$ZodNull.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _null(params) {
    return core._null(ZodMiniNull, params);
}

const ZodMiniAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniAny", (inst, def) => {
    core.$ZodAny.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function any() {
    return core._any(ZodMiniAny);
}
const ZodMiniUnknown = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniUnknown", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodUnknown */ .GP.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._unknown */ .em(ZodMiniUnknown);
}
const ZodMiniNever = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniNever", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodNever */ .Um.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function never(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._never */ .G8(ZodMiniNever, params);
}
const ZodMiniVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniVoid", (inst, def) => {
    core.$ZodVoid.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _void(params) {
    return core._void(ZodMiniVoid, params);
}

const ZodMiniDate = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDate", (inst, def) => {
    core.$ZodDate.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function date(params) {
    return core._date(ZodMiniDate, params);
}
const ZodMiniArray = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniArray", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodArray */ .$p.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
    return new ZodMiniArray({
        type: "array",
        element: element,
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
    });
}
// .keyof
// @__NO_SIDE_EFFECTS__
function keyof(schema) {
    const shape = schema._zod.def.shape;
    return _enum(Object.keys(shape));
}
const ZodMiniObject = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniObject", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodObject */ .L8.init(inst, def);
    ZodMiniType.init(inst, def);
    _core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .installLazyProp */ .X(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
    const def = {
        type: "object",
        shape: shape ?? {},
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
    };
    return new ZodMiniObject(def);
}
// strictObject
// @__NO_SIDE_EFFECTS__
function strictObject(shape, params) {
    return new ZodMiniObject({
        type: "object",
        shape,
        catchall: never(),
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
    });
}
// looseObject
// @__NO_SIDE_EFFECTS__
function looseObject(shape, params) {
    return new ZodMiniObject({
        type: "object",
        shape,
        catchall: unknown(),
        ...util.normalizeParams(params),
    });
}
// object methods
// @__NO_SIDE_EFFECTS__
function extend(schema, shape) {
    return util.extend(schema, shape);
}
// @__NO_SIDE_EFFECTS__
function safeExtend(schema, shape) {
    return util.safeExtend(schema, shape);
}
/**
 * @deprecated Use [`z.extend(A, B.shape)`](https://zod.dev/api?id=extend) instead.
 */
// @__NO_SIDE_EFFECTS__
function merge(a, b) {
    return util.merge(a, b);
}
// @__NO_SIDE_EFFECTS__
function pick(schema, mask) {
    return util.pick(schema, mask);
}
// .omit
// @__NO_SIDE_EFFECTS__
function omit(schema, mask) {
    return util.omit(schema, mask);
}
// @__NO_SIDE_EFFECTS__
function partial(schema, mask) {
    const def = schema._zod.def;
    if (def.type !== "tuple")
        return util.partial(ZodMiniOptional, schema, mask);
    // a refinement was authored against the full arity; partialing would run it on a shorter array
    if (def.checks?.length)
        throw new Error(".partial() cannot be used on tuple schemas containing refinements");
    return util.clone(schema, {
        ...def,
        items: def.items.map((item) => new ZodMiniOptional({ type: "optional", innerType: item })),
    });
}
// @__NO_SIDE_EFFECTS__
function exactPartial(schema, mask) {
    return util.partial(ZodMiniExactOptional, schema, mask, "exactPartial");
}
// @__NO_SIDE_EFFECTS__
function required(schema, mask) {
    return util.required(ZodMiniNonOptional, schema, mask);
}
// @__NO_SIDE_EFFECTS__
function catchall(inst, catchall) {
    // `mergeDefs` rather than a spread: spreading reads `shape`, and resolving it can mint a whole fresh subtree
    return inst.clone(util.mergeDefs(inst._zod.def, { catchall: catchall }));
}
const ZodMiniUnion = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniUnion", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodUnion */ .cu.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function union(options, params) {
    return new ZodMiniUnion({
        type: "union",
        options: options,
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
    });
}
const ZodMiniXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniXor", (inst, def) => {
    ZodMiniUnion.init(inst, def);
    core.$ZodXor.init(inst, def);
})));
/** Creates an exclusive union (XOR) where exactly one option must match.
 * Unlike regular unions that succeed when any option matches, xor fails if
 * zero or more than one option matches the input. */
function xor(options, params) {
    return new ZodMiniXor({
        type: "union",
        options: options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
const ZodMiniDiscriminatedUnion = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniDiscriminatedUnion", (inst, def) => {
    core.$ZodDiscriminatedUnion.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function discriminatedUnion(discriminator, options, params) {
    return new ZodMiniDiscriminatedUnion({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
const ZodMiniIntersection = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniIntersection", (inst, def) => {
    core.$ZodIntersection.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function intersection(left, right) {
    return new ZodMiniIntersection({
        type: "intersection",
        left: left,
        right: right,
    });
}
const ZodMiniTuple = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniTuple", (inst, def) => {
    core.$ZodTuple.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function tuple(items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof core.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new ZodMiniTuple({
        type: "tuple",
        items: items,
        rest,
        ...util.normalizeParams(params),
    });
}
const ZodMiniRecord = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniRecord", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodRecord */ .h.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function record(keyType, valueType, params) {
    // v3-compat: z.record(valueType, params?) — defaults keyType to z.string()
    if (!valueType || !valueType._zod) {
        return new ZodMiniRecord({
            type: "record",
            keyType: string(),
            valueType: keyType,
            ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(valueType),
        });
    }
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function partialRecord(keyType, valueType, params) {
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
        partial: true,
    });
}
function looseRecord(keyType, valueType, params) {
    return new ZodMiniRecord({
        type: "record",
        keyType,
        valueType: valueType,
        mode: "loose",
        ...util.normalizeParams(params),
    });
}
const ZodMiniMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniMap", (inst, def) => {
    core.$ZodMap.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function map(keyType, valueType, params) {
    return new ZodMiniMap({
        type: "map",
        keyType: keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSet", (inst, def) => {
    core.$ZodSet.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function set(valueType, params) {
    return new ZodMiniSet({
        type: "set",
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniEnum = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniEnum", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodEnum */ .VO.init(inst, def);
    ZodMiniType.init(inst, def);
    // reuse the parsed value set so a numeric TS enum's reverse-mapping keys stay out
    inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    return new ZodMiniEnum({
        type: "enum",
        entries,
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
    });
}

// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function nativeEnum(entries, params) {
    return new ZodMiniEnum({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
const ZodMiniLiteral = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniLiteral", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodLiteral */ .nu.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
    return new ZodMiniLiteral({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ..._core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .normalizeParams */ .A2(params),
    });
}
const ZodMiniFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniFile", (inst, def) => {
    core.$ZodFile.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function file(params) {
    return core._file(ZodMiniFile, params);
}
const ZodMiniTransform = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniTransform", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodTransform */ .Wc.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function transform(fn) {
    return new ZodMiniTransform({
        type: "transform",
        transform: fn,
    });
}
const ZodMiniOptional = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniOptional", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodOptional */ .ig.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
    return new ZodMiniOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodMiniExactOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniExactOptional", (inst, def) => {
    core.$ZodExactOptional.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function exactOptional(innerType) {
    return new ZodMiniExactOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodMiniNullable = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniNullable", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodNullable */ .qc.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function nullable(innerType) {
    return new ZodMiniNullable({
        type: "nullable",
        innerType: innerType,
    });
}
// nullish
// @__NO_SIDE_EFFECTS__
function nullish(innerType) {
    return optional(nullable(innerType));
}
const ZodMiniDefault = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniDefault", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodDefault */ .rv.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function _default(innerType, defaultValue) {
    return new ZodMiniDefault({
        type: "default",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : _core_util_js__WEBPACK_IMPORTED_MODULE_2__/* .shallowClone */ .yG(defaultValue);
        },
    });
}
const ZodMiniPrefault = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniPrefault", (inst, def) => {
    core.$ZodPrefault.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function prefault(innerType, defaultValue) {
    return new ZodMiniPrefault({
        type: "prefault",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
const ZodMiniNonOptional = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNonOptional", (inst, def) => {
    core.$ZodNonOptional.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nonoptional(innerType, params) {
    return new ZodMiniNonOptional({
        type: "nonoptional",
        innerType: innerType,
        ...util.normalizeParams(params),
    });
}
const ZodMiniSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniSuccess", (inst, def) => {
    core.$ZodSuccess.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function success(innerType) {
    return new ZodMiniSuccess({
        type: "success",
        innerType: innerType,
    });
}
const ZodMiniCatch = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCatch", (inst, def) => {
    core.$ZodCatch.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _catch(innerType, catchValue) {
    return new ZodMiniCatch({
        type: "catch",
        innerType: innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : core.util.constantCatch(catchValue)),
    });
}

const ZodMiniNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniNaN", (inst, def) => {
    core.$ZodNaN.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function nan(params) {
    return core._nan(ZodMiniNaN, params);
}
const ZodMiniPipe = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniPipe", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodPipe */ ._m.init(inst, def);
    ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
    return new ZodMiniPipe({
        type: "pipe",
        in: in_,
        out: out,
    });
}
const ZodMiniCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniCodec", (inst, def) => {
    ZodMiniPipe.init(inst, def);
    core.$ZodCodec.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function codec(in_, out, params) {
    return new ZodMiniCodec({
        type: "pipe",
        in: in_,
        out: out,
        transform: params.decode,
        reverseTransform: params.encode,
    });
}
// @__NO_SIDE_EFFECTS__
function invertCodec(codec) {
    const def = codec._zod.def;
    return new ZodMiniCodec({
        type: "pipe",
        in: def.out,
        out: def.in,
        transform: def.reverseTransform,
        reverseTransform: def.transform,
    });
}
const ZodMiniReadonly = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniReadonly", (inst, def) => {
    core.$ZodReadonly.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function readonly(innerType) {
    return new ZodMiniReadonly({
        type: "readonly",
        innerType: innerType,
    });
}
const ZodMiniTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniTemplateLiteral", (inst, def) => {
    core.$ZodTemplateLiteral.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function templateLiteral(parts, params) {
    return new ZodMiniTemplateLiteral({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
const ZodMiniLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniLazy", (inst, def) => {
    core.$ZodLazy.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// export function lazy<T extends object>(getter: () => T): T {
//   return util.createTransparentProxy<T>(getter);
// }
// @__NO_SIDE_EFFECTS__
function _lazy(getter) {
    return new ZodMiniLazy({
        type: "lazy",
        getter: getter,
    });
}

const ZodMiniPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniPromise", (inst, def) => {
    core.$ZodPromise.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function promise(innerType) {
    return new ZodMiniPromise({
        type: "promise",
        innerType: innerType,
    });
}
const ZodMiniCustom = /*@__PURE__*/ _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("ZodMiniCustom", (inst, def) => {
    _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCustom */ .b0.init(inst, def);
    ZodMiniType.init(inst, def);
});
// custom checks
// @__NO_SIDE_EFFECTS__
function check(fn, params) {
    const ch = new core.$ZodCheck({
        check: "custom",
        ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// ZodCustom custom schema
// @__NO_SIDE_EFFECTS__
function custom(fn, _params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._custom */ .FO(ZodMiniCustom, fn ?? (() => true), _params);
}
// refine
// @__NO_SIDE_EFFECTS__
function refine(fn, _params = {}) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* ._refine */ .fU(ZodMiniCustom, fn, _params);
}
// superRefine
// @__NO_SIDE_EFFECTS__
function superRefine(fn, params) {
    return core._superRefine(fn, params);
}
// Re-export describe and meta from core
const describe = _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0;
const meta = _core_index_js__WEBPACK_IMPORTED_MODULE_4__/* .meta */ .mI;
// instanceof
class Class {
    constructor(..._args) { }
}
// @__NO_SIDE_EFFECTS__
function _instanceof(cls, params = {}) {
    const inst = custom((data) => data instanceof cls, params);
    inst._zod.bag.Class = cls;
    // Override check to emit invalid_type instead of custom
    inst._zod.check = (payload) => {
        if (!(payload.value instanceof cls)) {
            payload.issues.push({
                code: "invalid_type",
                expected: cls.name,
                input: payload.value,
                inst,
                path: [...(inst._zod.def.path ?? [])],
            });
        }
    };
    return inst;
}

// stringbool
const stringbool = (...args) => core._stringbool({
    Codec: ZodMiniCodec,
    Boolean: ZodMiniBoolean,
    String: ZodMiniString,
}, ...args);
// @__NO_SIDE_EFFECTS__
function json() {
    const jsonSchema = _lazy(() => {
        return union([string(), number(), boolean(), _null(), array(jsonSchema), record(string(), jsonSchema)]);
    });
    return jsonSchema;
}
const ZodMiniFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMiniFunction", (inst, def) => {
    core.$ZodFunction.init(inst, def);
    ZodMiniType.init(inst, def);
})));
// @__NO_SIDE_EFFECTS__
function _function(params) {
    return new ZodMiniFunction({
        type: "function",
        input: Array.isArray(params?.input) ? tuple(params?.input) : (params?.input ?? array(unknown())),
        output: params?.output ?? unknown(),
    });
}



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
/******/ var __webpack_exports__ = __nccwpck_require__(8257);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
