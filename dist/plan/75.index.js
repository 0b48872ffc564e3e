export const id = 75;
export const ids = [75];
export const modules = {

/***/ 2493:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ Client),
  i: () => (/* binding */ readBytes)
});

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
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

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js
var schemas = __webpack_require__(4343);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./src/registry/http/destination.ts
/**
 * The one rule for where a request may go. Registries send us elsewhere by redirects, upload locations, token realms and
 * links to further pages, and a hostile or broken one could so reach servers that only this machine can reach.
 */


/** Kinds of address literals, the most local first. Names are not resolved: a company's registry may be anywhere. */
const KINDS = [
    ['a loopback address', subnets(['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128'])],
    ['a link-local address', subnets(['169.254.0.0/16', 'fe80::/10'])],
    [
        'a private address',
        subnets(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10']),
    ],
];
function subnets(ranges) {
    const list = new external_node_net_.BlockList();
    for (const range of ranges) {
        const [network = '', prefix] = range.split('/');
        list.addSubnet(network, Number(prefix), (0,external_node_net_.isIP)(network) === 4 ? 'ipv4' : 'ipv6');
    }
    return list;
}
/** The kind of a host, as an index of KINDS; undefined for public addresses and names but localhost. */
function kindOf({ hostname }) {
    // URL parsing has made all spellings of an IPv4 address one, such as 0x7f.1 and 2130706433.
    const host = hostname.replace(/^\[|\]$|\.$/g, '');
    if (host === 'localhost' || host.endsWith('.localhost'))
        return 0;
    const version = (0,external_node_net_.isIP)(host);
    if (version === 0)
        return undefined;
    const kind = KINDS.findIndex(([, addresses]) => addresses.check(host, version === 4 ? 'ipv4' : 'ipv6'));
    return kind < 0 ? undefined : kind;
}
/**
 * Checks where a registry sends us: never from HTTPS to HTTP, and never to a loopback, link-local or private address
 * literal unless the registry's own address is of that kind. A registry on the loopback interface may lead to private
 * addresses too.
 * @param from the URL that sent us; the registry's own for a token realm.
 * @param registry the registry's URL.
 * @throws RegistryError naming the host that is off limits.
 */
function checkDestination(url, from, registry) {
    const refuse = (problem) => new errors/* RegistryError */.gl(`${registry.host} leads to ${url.host}, which ${problem}: no request goes there`);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
        throw refuse(`is ${url.protocol} and not https:`);
    if (url.protocol === 'http:' && from.protocol === 'https:')
        throw refuse('is without TLS');
    const kind = kindOf(url);
    if (kind === undefined || kind === kindOf(registry))
        return;
    if (kindOf(registry) === 0 && kind === 2)
        return;
    throw refuse(`is ${KINDS[kind]?.[0]}, and ${registry.hostname} is none`);
}

// EXTERNAL MODULE: ./src/registry/http/failure.ts
var failure = __webpack_require__(6510);
// EXTERNAL MODULE: ./src/registry/http/transport.ts
var http_transport = __webpack_require__(7885);
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
    const body = await (0,http_transport/* readText */.yR)(response.body, MAX_ANSWER_BYTES);
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
    const said = (0,failure/* parseErrorBody */.kW)(body, secretsOf(credentials)).text;
    if (status === 401)
        return refusal(registry, credentials, status, said);
    if (status === 403)
        return withheld(registry, credentials, scopes, said);
    const details = { transient: (0,failure/* isTransientStatus */.Dm)(status), status };
    const retryAfter = (0,failure/* parseRetryAfter */.mu)(headers['retry-after']);
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
    const root = (0,reference/* apiUrl */.y0)(registry);
    checkDestination(url, root, root);
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

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
    const path = (0,external_node_path_.join)(env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_.homedir)(), '.docker'), 'config.json');
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
    const child = (0,external_node_child_process_.spawn)(command, ['get'], {
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
    const [exitCode, stdout] = await Promise.all([ended, (0,consumers_.text)(child.stdout)]);
    return { exitCode, stdout };
}

// EXTERNAL MODULE: ./src/registry/http/retry.ts
var retry = __webpack_require__(1350);
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
        const { credentials, log = () => { }, retries = retry/* PATIENT */.qh, transport = new http_transport/* Transport */.oK(), env } = options;
        this.registry = registry;
        this.#root = (0,reference/* apiUrl */.y0)(registry);
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
        return (0,retry/* retry */.L5)(policy, attempt, ({ message }, wait) => this.#log(`${message}; trying again in ${(wait / 1000).toFixed(1)} s`));
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
                (0,http_transport/* discard */.vf)(response);
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
        const safe = (0,failure/* withoutSecrets */.cT)(text, this.#authorizer.secrets);
        return safe === text ? error : new errors/* RegistryError */.gl(safe, { ...error, cause: undefined });
    }
    /** Credentials are for the registry's own host: uploads and downloads may be sent elsewhere. */
    async #authorize(url, scopes) {
        return url.origin === this.#root.origin ? this.#authorizer.header(scopes) : undefined;
    }
    async #follow(call, start, authorization) {
        const { method, body, headers: own = {} } = call;
        let url = start;
        // A location, link or realm that the registry gave us.
        checkDestination(start, this.#root, this.#root);
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            const isOurs = url.origin === this.#root.origin;
            const headers = isOurs && authorization !== undefined ? { ...own, authorization } : own;
            this.#guard();
            const response = await this.#transport.send({ method, url, headers, ...(body ? { body } : {}) });
            const next = method === 'GET' || method === 'HEAD' ? redirectOf(response) : undefined;
            if (next === undefined)
                return response;
            (0,http_transport/* discard */.vf)(response);
            checkDestination(next, url, this.#root);
            url = next;
        }
        throw new errors/* RegistryError */.gl(`${(0,http_transport/* nameOf */.Vb)(start)} is redirected without end`);
    }
    async #failure({ method, scopes }, response, authorization) {
        const { status, headers, url } = response;
        const body = method === 'HEAD' ? '' : await (0,http_transport/* readText */.yR)(response.body);
        if (method === 'HEAD')
            (0,http_transport/* discard */.vf)(response);
        const { codes, text } = (0,failure/* parseErrorBody */.kW)(body, this.#authorizer.secrets);
        const isOurs = url.origin === this.#root.origin;
        const credentials = await this.#credentials();
        // The token server took the credentials, and the registry does not take its token: it grants too little.
        const isKnown = credentials !== undefined && authorization?.startsWith('Bearer ') === true;
        if (status === 401 && isOurs && !isKnown)
            return refusal(this.registry, credentials, status, text);
        if ((status === 401 || status === 403) && isOurs) {
            return denial(this.registry, credentials, scopes, status, text);
        }
        return new errors/* RegistryError */.gl(`${this.registry} answered ${status} to ${method} ${(0,http_transport/* nameOf */.Vb)(url)}${text === '' ? '' : ` (${text})`}`, {
            transient: (0,failure/* isTransientStatus */.Dm)(status),
            status,
            codes,
            retryAfter: (0,failure/* parseRetryAfter */.mu)(headers['retry-after']),
        });
    }
}
/** Where a response redirects to. @throws RegistryError when that is nowhere. */
function redirectOf({ status, headers, url }) {
    const { location } = headers;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
        return undefined;
    const next = URL.canParse(location, url.href) ? (0,http_transport/* asGiven */.O7)(new URL(location, url)) : undefined;
    if (next !== undefined)
        return next;
    throw new errors/* RegistryError */.gl(`${(0,http_transport/* nameOf */.Vb)(url)} is redirected where we can't follow`);
}
/** A failure to read a response: connections break off, and bytes may come damaged; both may pass. */
function receiveError(url, error) {
    if (error instanceof errors/* RegistryError */.gl) {
        return error.damaged ? new errors/* RegistryError */.gl(error.message, { ...error, transient: true }) : error;
    }
    return (0,failure/* isNetworkError */.TX)(error) ? (0,http_transport/* connectionError */.$t)(url, error) : error;
}
/** A response's whole body. @throws RegistryError when there are more than `limit` bytes. */
async function readBytes(response, limit) {
    async function* bounded() {
        let seen = 0;
        for await (const chunk of response.body) {
            seen += chunk.length;
            if (seen > limit) {
                throw new errors/* RegistryError */.gl(`${(0,http_transport/* nameOf */.Vb)(response.url)} is larger than the ${limit} bytes that it should have at most`);
            }
            yield chunk;
        }
    }
    return (0,consumers_.buffer)(bounded());
}


/***/ }),

/***/ 6510:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ isTransientStatus),
/* harmony export */   TX: () => (/* binding */ isNetworkError),
/* harmony export */   cT: () => (/* binding */ withoutSecrets),
/* harmony export */   kW: () => (/* binding */ parseErrorBody),
/* harmony export */   l: () => (/* binding */ isTransientNetworkError),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter)
/* harmony export */ });
/* unused harmony export networkCode */
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4343);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3945);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8992);
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
const errorBody = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    errors: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ code: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), message: zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()) })),
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
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_1__/* .safeParse */ .xL(errorBody, content);
    if (!parsed.success)
        return { codes: [], text: '' };
    const lines = parsed.data.errors.map(({ code, message }) => (message ? `${code}: ${message}` : code));
    // Before it is cut: a part of a secret is one too.
    const text = (0,_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(withoutSecrets(lines.join('; '), secrets), MAX_LINE);
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


/***/ }),

/***/ 1350:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   qh: () => (/* binding */ PATIENT)
/* harmony export */ });
/* unused harmony exports BRISK, waitAfter */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
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
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl && error.transient) || failed >= policy.attempts)
                throw error;
            const { retryAfter } = error;
            if ((retryAfter ?? 0) > policy.patience)
                throw error;
            const wait = waitAfter(failed, retryAfter, policy, Math.random());
            onRetry(error, wait);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(wait);
        }
    }
}


/***/ }),

/***/ 7885:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ connectionError),
/* harmony export */   O7: () => (/* binding */ asGiven),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   oK: () => (/* binding */ Transport),
/* harmony export */   vf: () => (/* binding */ discard),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4942);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2148);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6510);





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
        if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isLoopback */ .U9)(url.hostname))) {
            const problem = 'only a registry on this machine may be spoken to without TLS';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl(`${nameOf(url)}: ${problem}`);
        }
        const abort = new AbortController();
        const timer = setTimeout(() => abort.abort(timeout(url, this.#limits.idle)), this.#limits.idle);
        const upload = request.body === undefined ? undefined : new Upload(request.body, timer, abort);
        // A client for each request, as only its handlers can reach a request's options.
        const client = new _actions_http_client__WEBPACK_IMPORTED_MODULE_1__/* .HttpClient */ .Qq(USER_AGENT, [options(this.#agentOf(url), abort.signal)], {
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
        const agent = new _actions_http_client__WEBPACK_IMPORTED_MODULE_1__/* .HttpClient */ .Qq(USER_AGENT, [], { keepAlive: true }).getAgent(origin);
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
        const meter = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Transform({
            transform(chunk, _encoding, done) {
                timer.refresh();
                done(null, chunk);
            },
        });
        this.stream = (0,node_stream__WEBPACK_IMPORTED_MODULE_0__.pipeline)(body.open(), meter, (error) => {
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
    const meter = new node_stream__WEBPACK_IMPORTED_MODULE_0__.Transform({
        transform(chunk, _encoding, done) {
            timer.refresh();
            done(null, chunk);
        },
        destroy(error, done) {
            done(error !== null && (0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .isNetworkError */ .TX)(error) ? connectionError(url, error) : error);
        },
    });
    return (0,node_stream__WEBPACK_IMPORTED_MODULE_0__.pipeline)(message, meter, () => clearTimeout(timer));
}
/** A response that came before all was sent: what it says is read, and its connection is of no more use. */
async function cutShort(incoming, abort) {
    const text = await readText(incoming);
    abort.abort(new Error('the registry answered before all was sent'));
    return node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([Buffer.from(text)]);
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl(`${url.host} said nothing for ${limit / 1000} s`, { transient: true });
}
/** A failure of the network as a RegistryError, with the network's own error as its cause. */
function connectionError(url, cause) {
    // A request that we ended ourselves, for the reason that is its error's cause.
    if (cause instanceof Error && cause.cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl)
        return cause.cause;
    const transient = (0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .isTransientNetworkError */ .l)(cause);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl(`no connection to ${url.host}`, { transient, cause });
}


/***/ }),

/***/ 6075:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   formatRepository: () => (/* binding */ formatRepository),
/* harmony export */   openRepository: () => (/* binding */ openRepository),
/* harmony export */   pathOf: () => (/* binding */ pathOf),
/* harmony export */   pullScopes: () => (/* binding */ pullScopes),
/* harmony export */   pushScopes: () => (/* binding */ pushScopes)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2493);
/** A repository of a registry as a value. The other files of this folder have the operations on it. */


/** The repository of a name, with a client of its own. Nothing is asked of the registry yet. */
function openRepository(image, options = {}) {
    return { image, client: new _http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .Client */ .K(image.registry, options) };
}
/** registry/repository, for messages. */
function formatRepository({ image }) {
    return (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatImageName */ .eS)(image);
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


/***/ })

};
