export const id = 977;
export const ids = [977];
export const modules = {

/***/ 83977:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkLocally: () => (/* binding */ checkLocally)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/engine/command.ts
var command = __webpack_require__(52299);
// EXTERNAL MODULE: ./src/text.ts
var src_text = __webpack_require__(48992);
;// CONCATENATED MODULE: ./src/kubernetes/kubectl.ts
/** kubectl, the one program that speaks to clusters: whatever a user's kubeconfig logs in with, works here too. */



/**
 * kubectl on the cluster that KUBECONFIG names, or a context of it.
 * @param env on top of this process's.
 */
function kubectlAt({ program = 'kubectl', context, env = {}, }) {
    const common = context === undefined ? [] : [`--context=${context}`];
    return async (args, input) => {
        try {
            // Longer than the cluster takes for any answer: one that is gone gives none.
            return await (0,command/* run */.eF)(program, [...common, '--request-timeout=60s', ...args], { env, input });
        }
        catch (error) {
            if (error.code !== 'ENOENT')
                throw error;
            throw new errors/* ConfigurationError */.j1(`${program} is not there: install kubectl, which speaks to the cluster`);
        }
    };
}
/** What kubectl printed. @throws ConfigurationError with kubectl's own words where it fails. */
async function ask(kubectl, args, input) {
    const { exitCode, stdout, stderr } = await kubectl(args, input);
    if (exitCode === 0)
        return stdout;
    throw new errors/* ConfigurationError */.j1(`kubectl ${args.join(' ')}: ${refusal(stderr)}`);
}
/** An object, or undefined where there is none of the name. */
async function find(kubectl, args) {
    const text = await ask(kubectl, ['get', '--ignore-not-found', '--output=json', ...args]);
    return text === '' ? undefined : JSON.parse(text);
}
/** Objects of a kind. */
async function list(kubectl, args) {
    const { items } = JSON.parse(await ask(kubectl, ['get', '--output=json', ...args]));
    return items;
}
/** kubectl's last words, with what they mean for the reader. */
function refusal(stderr) {
    const words = (0,src_text/* oneLine */.TN)(stderr.trim(), 1000);
    const hint = HINTS.find(([pattern]) => pattern.test(words))?.[1];
    return hint === undefined ? words : `${words}. ${hint}`;
}
const HINTS = [
    [
        /current-context|no configuration has been provided|localhost:8080/,
        'Set KUBECONFIG to the settings of a cluster, or name a context with --context',
    ],
    [
        /refused|no such host|i\/o timeout|deadline exceeded|no route/i,
        'The cluster does not answer: see that it runs and that KUBECONFIG names it',
    ],
    [/exceeded quota/, 'Raise the quota of the namespace, or check one image at a time'],
    [
        /namespaces? "[^"]*" not found/,
        'Make the namespace first, or leave --namespace out: then one is made and removed',
    ],
    [
        /is forbidden: (?:User|cannot)/,
        'Ask for the right, or name a namespace in which you have it with --namespace',
    ],
];

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./src/kubernetes/place.ts
/** Where checks run: a namespace of a cluster, what they may make there, and its end. */







/** Label of all that the checks make; its value is the run's. */
const LABEL = 'spark-images-check';
/** The service account that drivers have. */
const ACCOUNT = 'spark-images-check';
/** A config map with the applications of the checks, mounted in every pod on this folder. */
const JOBS = 'spark-images-check-jobs';
const JOBS_FOLDER = '/opt/jobs';
/** What the Pod Security level `restricted` asks of a container, and a root file system that is read-only. */
const RESTRICTED = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
};
const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
/**
 * Opens the namespace that is named, or makes one that is enforced to be `restricted` and goes at the end.
 * @param root the action's checkout, which has the applications of the checks.
 * @throws ConfigurationError without the rights that checks need, saying which one is missing.
 */
async function openPlace(kubectl, given) {
    const id = (0,external_node_crypto_.randomBytes)(4).toString('hex');
    const namespace = given.namespace ?? `spark-images-check-${id}`;
    const inside = (args, input) => kubectl([`--namespace=${namespace}`, ...args], input);
    const remove = ['delete', 'namespace', '--ignore-not-found', '--wait', '--timeout=120s', '--', namespace];
    const close = async () => {
        if (given.namespace === undefined)
            await ask(kubectl, remove);
        else
            await removeAll(inside, id);
    };
    if (given.namespace !== undefined) {
        // Ending with kubectl's own words where there is none.
        await ask(kubectl, ['get', 'namespace', '--output=name', '--', namespace]);
        await rejectMissingRights(inside, namespace);
    }
    else
        await makeNamespace(kubectl, namespace, id);
    try {
        if (given.namespace === undefined)
            await rejectMissingRights(inside, namespace);
        await apply(inside, id, await inhabitants(given));
        const pullSecret = given.pullSecret === undefined ? undefined : ACCOUNT;
        return { kubectl: inside, namespace, id, pullSecret, [Symbol.asyncDispose]: close };
    }
    catch (error) {
        await close();
        throw error;
    }
}
async function makeNamespace(kubectl, name, id) {
    const labels = {
        [LABEL]: id,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'latest',
    };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
    try {
        await ask(kubectl, ['create', '--filename=-'], JSON.stringify(namespace));
    }
    catch (error) {
        // It may be there although the answer was lost.
        await kubectl(['delete', 'namespace', '--ignore-not-found', '--wait=false', '--', name]);
        throw error;
    }
}
async function rejectMissingRights(kubectl, namespace) {
    const wanted = [
        'pods',
        'services',
        'configmaps',
        'serviceaccounts',
        'roles.rbac.authorization.k8s.io',
        'deployments.apps',
    ];
    for (const resource of wanted) {
        // "no", and the exit code 1.
        const { exitCode, stdout, stderr } = await kubectl(['auth', 'can-i', 'create', resource]);
        if (exitCode === 0)
            continue;
        const reason = stdout.trim() === 'no' ? '' : `: ${stderr.trim()}`;
        throw new errors/* ConfigurationError */.j1(`you may not create ${resource} in the namespace ${namespace}${reason}. Ask for the role "admin" there, or name a namespace in which you have it with --namespace`);
    }
}
async function inhabitants({ root, pullSecret, }) {
    const metadata = { name: ACCOUNT };
    const rbac = 'rbac.authorization.k8s.io';
    const imagePullSecrets = pullSecret === undefined ? [] : [metadata];
    return [
        ...(pullSecret === undefined ? [] : [secretOf(pullSecret)]),
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata, imagePullSecrets },
        { ...(await readRole(root)), metadata },
        {
            apiVersion: `${rbac}/v1`,
            kind: 'RoleBinding',
            metadata,
            roleRef: { apiGroup: rbac, kind: 'Role', name: ACCOUNT },
            subjects: [{ kind: 'ServiceAccount', name: ACCOUNT }],
        },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: JOBS }, data: await readJobs(root) },
    ];
}
function secretOf({ registry, username, password }) {
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    return {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: ACCOUNT },
        type: 'kubernetes.io/dockerconfigjson',
        stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [registry]: { auth } } }) },
    };
}
/** The role of drivers that the docs tell users to make. */
async function readRole(root) {
    const text = await (0,promises_.readFile)(external_node_path_default().join(root, 'docs/kubernetes/submit.yml'), 'utf8');
    const objects = (0,dist/* parseAllDocuments */.hR)(text).map((each) => each.toJS());
    const role = objects.find(({ kind }) => kind === 'Role');
    if (role === undefined)
        throw new Error('docs/kubernetes/submit.yml has no Role');
    return role;
}
async function readJobs(root) {
    const folder = external_node_path_default().join(root, 'kubernetes/jobs');
    const names = await (0,promises_.readdir)(folder);
    const texts = names.map(async (name) => [name, await (0,promises_.readFile)(external_node_path_default().join(folder, name), 'utf8')]);
    return Object.fromEntries(await Promise.all(texts));
}
/** All that the run made in a namespace that is not its own. */
async function removeAll(kubectl, id) {
    const kinds = [
        'deployments,statefulsets,jobs,pods,services,configmaps,persistentvolumeclaims',
        'networkpolicies,serviceaccounts,secrets,roles,rolebindings',
    ];
    await ask(kubectl, [
        'delete',
        kinds.join(','),
        `--selector=${LABEL}=${id}`,
        '--ignore-not-found',
        '--timeout=120s',
    ]);
}
/**
 * Applies objects with the run's label, in their pods' templates, too.
 * @throws ConfigurationError where the namespace has an object of a name that is not the run's: nothing is applied then.
 */
async function apply(kubectl, id, objects) {
    const names = objects.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
    const found = JSON.parse((await ask(kubectl, ['get', '--ignore-not-found', '--output=json', '--', ...names])) || '{}');
    const there = found.items ?? (found.kind === undefined ? [] : [found]);
    const foreign = there.find(({ metadata }) => metadata.labels?.[LABEL] !== id);
    if (foreign !== undefined)
        throw new errors/* ConfigurationError */.j1(`the namespace has the ${foreign.kind} ${foreign.metadata.name}, which is not the checks': name one without such objects`);
    const items = objects.map((object) => labelled(object, id));
    await ask(kubectl, ['apply', '--filename=-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}
function labelled(object, id) {
    const { template, ...spec } = (object.spec ?? {});
    const metadata = { ...object.metadata, labels: { ...object.metadata?.labels, [LABEL]: id } };
    if (template === undefined)
        return { ...object, metadata };
    return { ...object, metadata, spec: { ...spec, template: labelled(template, id) } };
}
/** Waits until an attempt gives something. @param patience in ms. @throws ConfigurationError with what `otherwise` says. */
async function waitFor(patience, attempt, otherwise) {
    const deadline = Date.now() + patience;
    for (;;) {
        const found = await attempt();
        if (found !== undefined)
            return found;
        if (Date.now() > deadline)
            throw new errors/* ConfigurationError */.j1(`${await otherwise()} after ${patience / 1000} s`);
        await (0,external_node_timers_promises_.setTimeout)(1000);
    }
}
/** Volumes that each pod has: a place for what it writes, and the applications. */
const VOLUMES = [
    { name: 'tmp', emptyDir: {} },
    { name: 'jobs', configMap: { name: JOBS } },
];
const MOUNTS = [
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'jobs', mountPath: JOBS_FOLDER, readOnly: true },
];
/** A pod as `restricted` wants it, with one container of the image. `more` is added to container and pod. */
function podOf({ image }, name, container, pod = {}) {
    const { metadata = {}, ...spec } = pod;
    return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, ...metadata },
        spec: {
            serviceAccountName: ACCOUNT,
            restartPolicy: 'Never',
            securityContext: RESTRICTED_POD,
            containers: [{ name: 'check', image, securityContext: RESTRICTED, volumeMounts: MOUNTS, ...container }],
            volumes: VOLUMES,
            ...spec,
        },
    };
}
/** Makes a pod and waits for its end. @param patience in ms. @throws ConfigurationError where it does not succeed. */
async function runPod(place, pod, patience = 300_000) {
    const { name } = pod.metadata;
    await apply(place.kubectl, place.id, [pod]);
    return endOf(place, name, patience);
}
/** Waits for the end of a pod. @throws ConfigurationError with its last words where it does not succeed. */
async function endOf(place, name, patience = 300_000) {
    const ended = await waitFor(patience, async () => {
        const pod = await readPod(place, name);
        if (pod === undefined)
            throw new errors/* ConfigurationError */.j1(`the pod ${name} is gone`);
        await rejectStuck(place, pod);
        return ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '') ? pod : undefined;
    }, async () => `the pod ${name} has not ended${await lastWords(place, name)}`);
    if (ended.status?.phase === 'Succeeded')
        return { pod: ended, log: await logOf(place, name) };
    throw new errors/* ConfigurationError */.j1(`the pod ${name} failed${await lastWords(place, name)}`);
}
const readPod = async ({ kubectl }, name) => (await find(kubectl, ['pod', name]));
const readPods = async ({ kubectl }, selector) => (await list(kubectl, ['pods', `--selector=${selector}`]));
/** What a pod's first container printed, as far as it is kept. */
async function logOf({ kubectl }, name) {
    const { stdout } = await kubectl(['logs', '--', name]);
    return stdout;
}
async function lastWords(place, name) {
    const log = (await logOf(place, name))
        .replaceAll(/^\tat .*\n/gm, '')
        .trim()
        .split('\n')
        .slice(-25);
    return `; its last words:\n${log.map((line) => `  ${line}`).join('\n')}`;
}
/** Reasons why a container waits that waiting does not mend. */
const HOPELESS = /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError|CrashLoopBackOff)$/;
/** @throws ConfigurationError where a pod can't begin, with what to do. */
async function rejectStuck(place, { metadata: { name }, status }) {
    for (const { image, state } of [
        ...(status?.initContainerStatuses ?? []),
        ...(status?.containerStatuses ?? []),
    ]) {
        const { reason = '', message = '' } = state.waiting ?? {};
        if (!HOPELESS.test(reason))
            continue;
        const isPull = /Image/.test(reason);
        const todo = isPull
            ? `The cluster can't pull ${image}: check the name, and give username and password if its registry asks for them`
            : `It runs ${image}${await lastWords(place, name)}`;
        throw new errors/* ConfigurationError */.j1(`the pod ${name} can't begin: ${reason}: ${message}. ${todo}`);
    }
}

;// CONCATENATED MODULE: ./src/kubernetes/manifests.ts
/** The manifests of docs/kubernetes, as they are but for the image and the namespace. */




/** The images that the docs name. */
const IMAGE = /ghcr\.io\/acme\/spark(?::[\w.-]+)?/g;
/** Applies a manifest of the docs. @param change what else a user has to change, such as the place of their data. */
async function applyManifest({ root, kubectl, id, image, namespace, pullSecret }, file, change = (object) => object) {
    const text = await (0,promises_.readFile)(external_node_path_default().join(root, 'docs/kubernetes', file), 'utf8');
    const objects = (0,dist/* parseAllDocuments */.hR)(text.replaceAll(IMAGE, image)).flatMap((each) => {
        const object = change(each.toJS());
        if (object === undefined)
            return [];
        const { subjects, ...rest } = object;
        const here = { ...rest, metadata: { ...object.metadata, namespace } };
        return subjects === undefined
            ? here
            : { ...here, subjects: subjects.map((one) => ({ ...one, namespace })) };
    });
    const all = objects;
    await apply(kubectl, id, pullSecret === undefined ? all : all.map((one) => withPullSecret(one, pullSecret)));
}
/** An object whose pods pull with a secret: those of a service account, or of a template of its own. */
function withPullSecret(object, name) {
    const imagePullSecrets = [{ name }];
    if (object.kind === 'ServiceAccount')
        return { ...object, imagePullSecrets };
    const { template, ...spec } = (object.spec ?? {});
    if (template === undefined)
        return object;
    return {
        ...object,
        spec: { ...spec, template: { ...template, spec: { ...template.spec, imagePullSecrets } } },
    };
}
/** Removes the objects of a manifest. */
async function removeManifest(subject, file) {
    const text = await (0,promises_.readFile)(external_node_path_default().join(subject.root, 'docs/kubernetes', file), 'utf8');
    const names = (0,dist/* parseAllDocuments */.hR)(text).map((each) => {
        const { kind, metadata } = each.toJS();
        return `${kind.toLowerCase()}/${metadata.name}`;
    });
    await subject.kubectl(['delete', '--ignore-not-found', '--wait=false', '--', ...names]);
}
/** Applies a manifest for as long as an action lasts, however that ends. */
async function withManifest(subject, file, action, change) {
    await applyManifest(subject, file, change);
    try {
        return await action();
    }
    finally {
        await removeManifest(subject, file);
    }
}
/** Waits until pods of an `app` are ready. @param patience in ms. */
async function waitForApp(place, app, count = 1, patience = 300_000) {
    await waitFor(patience, async () => {
        const pods = await readPods(place, `app=${app},${LABEL}=${place.id}`);
        for (const pod of pods)
            await rejectStuck(place, pod);
        const ready = pods.filter(({ status }) => status?.containerStatuses?.every((each) => each.ready));
        return ready.length === count && pods.length === count ? true : undefined;
    }, async () => `${app} is not ready: ${await reasonsOf(place, app)}`);
}
/** Why pods are not there or not ready, in the cluster's own words. */
async function reasonsOf({ kubectl }, app) {
    const { stdout } = await kubectl([
        'get',
        'events',
        '--sort-by=.lastTimestamp',
        '--output=jsonpath={range .items[*]}{.involvedObject.name}: {.message}{"\\n"}{end}',
    ]);
    const lines = stdout.split('\n').filter((line) => line.startsWith(app));
    return lines.slice(-3).join('; ') || 'nothing has made a pod';
}

;// CONCATENATED MODULE: ./src/kubernetes/services.ts
/** The servers that checks use: an S3 server, Iceberg's REST catalog on it, and PostgreSQL, in one pod behind one name. */

/** Name of the pod and its service. */
const NAME = 'servers';
const PORTS = { s3: 7070, rest: 19120, postgresql: 5432 };
const BUCKET = 'warehouse';
/** Hadoop's way to the S3 server. */
const S3A = {
    'spark.hadoop.fs.s3a.endpoint': `http://${NAME}:${PORTS.s3}`,
    'spark.hadoop.fs.s3a.endpoint.region': 'us-east-1',
    'spark.hadoop.fs.s3a.path.style.access': 'true',
    'spark.hadoop.fs.s3a.access.key': 'spark',
    'spark.hadoop.fs.s3a.secret.key': 'sparkspark',
};
/** A folder of the S3 server. */
const s3a = (folder) => `s3a://${BUCKET}/${folder}`;
const CATALOG = 'spark.sql.catalog.iceberg';
const S3_FILES = {
    [`${CATALOG}.io-impl`]: 'org.apache.iceberg.aws.s3.S3FileIO',
    [`${CATALOG}.s3.endpoint`]: `http://${NAME}:${PORTS.s3}`,
    [`${CATALOG}.s3.path-style-access`]: 'true',
    [`${CATALOG}.s3.access-key-id`]: 'spark',
    [`${CATALOG}.s3.secret-access-key`]: 'sparkspark',
    [`${CATALOG}.client.region`]: 'us-east-1',
};
/** The image's catalog `iceberg`, switched by settings alone. */
const CATALOGS = {
    rest: {
        [`${CATALOG}.type`]: 'rest',
        [`${CATALOG}.uri`]: `http://${NAME}:${PORTS.rest}/iceberg`,
        [`${CATALOG}.warehouse`]: BUCKET,
        ...S3_FILES,
    },
    jdbc: {
        [`${CATALOG}.type`]: 'jdbc',
        [`${CATALOG}.uri`]: `jdbc:postgresql://${NAME}:${PORTS.postgresql}/spark`,
        [`${CATALOG}.jdbc.user`]: 'spark',
        [`${CATALOG}.jdbc.password`]: 'spark',
        [`${CATALOG}.warehouse`]: `s3://${BUCKET}/jdbc`,
        ...S3_FILES,
    },
};
/** Starts the servers and waits until all of them listen. @param image made from images/acceptance/services. */
async function startServices(place, image) {
    const labels = { app: NAME };
    const ports = Object.entries(PORTS).map(([name, port]) => ({ name, port }));
    const open = Object.values(PORTS).map((port) => `: </dev/tcp/127.0.0.1/${port}`);
    const container = {
        env: [
            { name: 'LISTEN', value: '0.0.0.0' },
            { name: 'HOST', value: NAME },
        ],
        // Its data is its image's.
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [],
        readinessProbe: {
            exec: { command: ['bash', '-c', open.join(' && ')] },
            periodSeconds: 1,
            failureThreshold: 300,
        },
    };
    const securityContext = { runAsNonRoot: true, runAsUser: 70, seccompProfile: { type: 'RuntimeDefault' } };
    const pod = podOf({ image }, NAME, container, {
        metadata: { labels },
        securityContext,
        restartPolicy: 'Always',
    });
    const service = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: NAME },
        spec: { selector: labels, ports },
    };
    await apply(place.kubectl, place.id, [service, pod]);
    await waitFor(300_000, async () => {
        const found = await readPod(place, NAME);
        if (found !== undefined)
            await rejectStuck(place, found);
        return found?.status?.containerStatuses?.[0]?.ready || undefined;
    }, async () => `the servers of ${image} do not listen`);
}

;// CONCATENATED MODULE: ./src/kubernetes/submit.ts
/** Applications that spark-submit of the image itself sends to the cluster, from a pod there. */


/** In the cluster, by the service that each has. */
const MASTER = 'k8s://https://kubernetes.default.svc';
/** Options of a JVM that does not live long: what the second compiler would gain comes too late. */
const BRIEF = '-XX:TieredStopAtLevel=1';
/** Settings of every application of the checks: small, patient, and labelled. */
function settings({ image, namespace, id }, name) {
    return {
        'spark.kubernetes.namespace': namespace,
        'spark.kubernetes.container.image': image,
        'spark.kubernetes.container.image.pullPolicy': 'IfNotPresent',
        'spark.kubernetes.authenticate.driver.serviceAccountName': ACCOUNT,
        // In client mode it would be the namespace's default.
        'spark.kubernetes.authenticate.executor.serviceAccountName': ACCOUNT,
        'spark.kubernetes.driver.pod.name': `${name}-driver`,
        'spark.kubernetes.executor.podNamePrefix': name,
        [`spark.kubernetes.driver.label.${LABEL}`]: id,
        [`spark.kubernetes.executor.label.${LABEL}`]: id,
        [`spark.kubernetes.driver.service.label.${LABEL}`]: id,
        'spark.kubernetes.driver.request.cores': '100m',
        'spark.kubernetes.executor.request.cores': '100m',
        'spark.executor.instances': '2',
        'spark.executor.memory': '512m',
        'spark.driver.memory': '512m',
        // The job starts once both executors are there, however slow the machine.
        'spark.scheduler.minRegisteredResourcesRatio': '1.0',
        'spark.scheduler.maxRegisteredResourcesWaitingTime': '300s',
        'spark.driver.extraJavaOptions': BRIEF,
        'spark.executor.extraJavaOptions': BRIEF,
        // A machine that is busy with other things does not make an executor one that is lost.
        'spark.network.timeout': '300s',
        'spark.ui.enabled': 'false',
    };
}
const confOptions = (conf) => Object.entries(conf).flatMap(([key, value]) => ['--conf', `${key}=${value}`]);
/** The config map with a pod template, and the settings that name its file. */
async function putTemplate(place, name, template = {}) {
    const { pod = {}, volumes = [], mounts = [] } = template;
    const content = {
        apiVersion: 'v1',
        kind: 'Pod',
        spec: {
            securityContext: RESTRICTED_POD,
            containers: [{ name: 'spark', securityContext: RESTRICTED, volumeMounts: [...MOUNTS, ...mounts] }],
            volumes: [...VOLUMES, ...volumes],
            ...pod,
        },
    };
    const map = `${name}-template`;
    const data = { 'pod.json': JSON.stringify(content) };
    await apply(place.kubectl, place.id, [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: map }, data },
    ]);
    return {
        volume: { name: 'template', configMap: { name: map } },
        mount: { name: 'template', mountPath: '/opt/template', readOnly: true },
        conf: {
            'spark.kubernetes.driver.podTemplateFile': '/opt/template/pod.json',
            'spark.kubernetes.executor.podTemplateFile': '/opt/template/pod.json',
        },
    };
}
/** Submits an application in cluster mode, and waits until its driver's pod is there. */
async function submit_submit(place, { name, application, conf = {}, template, before = [] }) {
    const { volume, mount, conf: templates } = await putTemplate(place, name, template);
    const all = {
        ...settings(place, name),
        ...templates,
        'spark.kubernetes.submission.waitAppCompletion': 'false',
        ...conf,
    };
    const command = [
        '/opt/spark/bin/spark-submit',
        '--master',
        MASTER,
        '--deploy-mode',
        'cluster',
        '--name',
        name,
    ];
    const pod = podOf(place, `${name}-submit`, {
        command: [...before, ...command, ...confOptions(all), ...application],
        env: [{ name: 'SPARK_SUBMIT_OPTS', value: BRIEF }],
        volumeMounts: [...MOUNTS, mount],
    }, { volumes: [...VOLUMES, volume] });
    await runPod(place, pod);
    const driver = `${name}-driver`;
    return {
        driver,
        ended: (patience) => endOf(place, driver, patience),
        executors: async () => {
            const pods = await readPods(place, `${LABEL}=${place.id},spark-role=executor`);
            return pods.filter((each) => each.metadata.name.startsWith(`${name}-exec-`));
        },
        printed: (words, patience = 300_000) => {
            const look = async () => {
                const found = await readPod(place, driver);
                if (found !== undefined)
                    await rejectStuck(place, found);
                if (words.test(await logOf(place, driver)))
                    return true;
                // Its own words, where it failed.
                if (found?.status?.phase === 'Failed')
                    await endOf(place, driver);
                return undefined;
            };
            return waitFor(patience, look, async () => `${driver} has not printed ${words}`).then(() => { });
        },
    };
}
/** What an application printed as `found JSON`. @throws ConfigurationError where it did not. */
function foundIn(log) {
    const [, json] = /^found (.*)$/m.exec(log) ?? [];
    if (json === undefined)
        throw new errors/* ConfigurationError */.j1(`the application did not print what it found:\n${log.slice(-2000)}`);
    return JSON.parse(json);
}
const job = (name) => `local://${JOBS_FOLDER}/${name}`;
/** @throws ConfigurationError where what was found is not what is expected, both as JSON. */
function expectEqual(what, found, expected) {
    const [shown, wanted] = [JSON.stringify(found), JSON.stringify(expected)];
    if (shown !== wanted)
        throw new errors/* ConfigurationError */.j1(`${what}: expected ${wanted}, found ${shown}`);
}

;// CONCATENATED MODULE: ./src/kubernetes/checks/applications.ts
/** Applications in cluster and client mode. */







const PI = ['local:///opt/spark/examples/src/main/python/pi.py', '10'];
/** docs/kubernetes/submit.yml: a driver and its executors, which are gone after it. */
const submitManifest = {
    name: 'submit',
    run: async (subject) => {
        // In a namespace that is somebody's, there may be other drivers of this name.
        const others = (await readPods(subject, DRIVERS)).map(({ metadata }) => metadata.name);
        const { driver, application } = await withManifest(subject, 'submit.yml', async () => {
            const { name, labels } = (await driverOfManifest(subject, others)).metadata;
            expectPi((await endOf(subject, name)).log);
            return { driver: name, application: labels?.['spark-app-selector'] };
        });
        await executorsGone(subject, `spark-app-selector=${application}`);
        if ((await ownedBy(subject, driver)).length === 0)
            throw new errors/* ConfigurationError */.j1(`${driver} owns nothing: its settings and service would stay behind`);
        await subject.kubectl(['delete', 'pod', '--', driver]);
        await waitFor(60_000, async () => ((await ownedBy(subject, driver)).length === 0 ? true : undefined), async () => `what ${driver} owned is still there`);
        return ['a driver, two executors, and nothing left of them'];
    },
};
const DRIVERS = 'spark-role=driver,spark-app-name=pi';
/** The driver that the manifest's Job submits. */
function driverOfManifest(subject, others) {
    return waitFor(300_000, async () => {
        const [submission] = await readPods(subject, 'batch.kubernetes.io/job-name=submit-pi');
        if (submission !== undefined)
            await rejectStuck(subject, submission);
        // Its own words, where it failed.
        if (submission?.status?.phase === 'Failed')
            await endOf(subject, submission.metadata.name);
        const drivers = await readPods(subject, DRIVERS);
        return drivers.find(({ metadata }) => !others.includes(metadata.name));
    }, async () => 'the Job submit-pi has made no driver');
}
function expectPi(log) {
    if (!/Pi is roughly 3\.1\d/.test(log))
        throw new errors/* ConfigurationError */.j1(`no pi:\n${log.slice(-2000)}`);
}
async function executorsGone(subject, selector) {
    const all = `spark-role=executor,${selector}`;
    await waitFor(120_000, async () => ((await readPods(subject, all)).length === 0 ? true : undefined), async () => 'executors are still there');
}
/** Config maps and services that go with a driver. */
async function ownedBy({ kubectl }, driver) {
    const all = await list(kubectl, ['configmaps,services']);
    return all.filter(({ metadata }) => {
        const owners = (metadata.ownerReferences ?? []);
        return owners.some(({ name }) => name === driver);
    });
}
/** A random user without any right; an executor that is killed in the middle is replaced, and the result is right. */
const killedExecutor = {
    name: 'killed-executor',
    run: async (subject) => {
        const user = (0,external_node_crypto_.randomInt)(1_000_000_000, 2_000_000_000);
        const pod = { securityContext: { ...RESTRICTED_POD, runAsUser: user, runAsGroup: 0 } };
        const submitted = await submit_submit(subject, { name: 'sum', application: [job('sum.py')], template: { pod } });
        await submitted.printed(/^the shuffle is written$/m);
        const [victim] = await submitted.executors();
        const name = victim?.metadata.name ?? '';
        await killAll(subject, name);
        const found = foundIn((await submitted.ended()).log);
        const sum = (40_000 * 39_999) / 2;
        const { pods, ...rest } = found;
        expectEqual('the sums', rest, { before: sum, after: sum, users: [`${user}:0`] });
        if (pods.length !== 3)
            throw new errors/* ConfigurationError */.j1(`tasks ran on ${pods}, not on three executors`);
        await executorsGone(subject, `spark-app-name=sum,${LABEL}=${subject.id}`);
        return [`as user ${user}, with a read-only root; ${name} was killed, and a third executor came`];
    },
};
/** As the kernel does it where memory runs out. */
async function killAll({ kubectl }, pod) {
    // Its exit code says nothing: the shell may end with the container.
    const { stderr } = await kubectl(['exec', pod, '--', 'sh', '-c', 'kill -9 -1']);
    if (/forbidden/i.test(stderr))
        throw new errors/* ConfigurationError */.j1(`you may not execute in ${pod}: ask for the right to create pods/exec: ${stderr.trim()}`);
}
/** What pod templates bring: files by subPath, an init container, claims on demand, limits. */
const podTemplate = {
    name: 'pod-template',
    run: async (subject) => {
        const { image, kubectl, id } = subject;
        const words = {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'words' },
            data: { 'words.txt': 'by subPath' },
        };
        await apply(kubectl, id, [words]);
        const prepare = {
            name: 'prepare',
            image,
            securityContext: RESTRICTED,
            volumeMounts: MOUNTS,
            command: ['sh', '-c', 'mkdir -p /tmp/initial && echo "by the init container" >/tmp/initial/words.txt'],
        };
        const storage = await defaultClass(subject);
        const claims = storage !== undefined;
        const submitted = await submit_submit(subject, {
            name: 'template',
            application: [job('pod.py')],
            template: {
                pod: { initContainers: [prepare] },
                volumes: [{ name: 'words', configMap: { name: 'words' } }],
                mounts: [{ name: 'words', mountPath: '/opt/extra/words.txt', subPath: 'words.txt' }],
            },
            conf: {
                'spark.kubernetes.driver.limit.cores': '1',
                ...(claims ? onDemand(storage, '/var/data/claim') : {}),
            },
        });
        const { log } = await submitted.ended();
        const found = foundIn(log);
        const seen = [found.driver, ...found.executors];
        for (const each of seen)
            expectEqual('the files of the pod', each.words, ['by subPath', 'by the init container']);
        // 512 MB and the overhead that Spark adds, 384 MB at least; 1.4 where memory is larger.
        expectEqual('what the JVM sees of the limits', [found.processors, found.memory], [1, '896.00M']);
        const onClaims = found.executors.filter((each) => each.local.startsWith('/var/data/claim'));
        if (claims) {
            expectEqual('executors with a claim of their own', onClaims.length, found.executors.length);
            await claimsGone(subject);
        }
        const kept = claims
            ? 'volume claims on demand, gone with the application'
            : 'no default storage class here: no claims on demand';
        return [
            'files by subPath and of an init container; the limits as the JVM sees them: 1 core, 896 MiB',
            kept,
        ];
    },
};
async function claimsGone({ kubectl }) {
    await waitFor(60_000, async () => {
        const claims = await list(kubectl, ['persistentvolumeclaims']);
        return claims.some(({ metadata }) => metadata.name.startsWith('template-exec-')) ? undefined : true;
    }, async () => 'claims on demand are still there');
}
/** Each executor's local folder on a volume of its own, which the driver claims and gives back. */
function onDemand(storage, place) {
    const volume = 'spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1';
    return {
        [`${volume}.options.claimName`]: 'OnDemand',
        // Spark 3.5 makes no claim where none is named.
        [`${volume}.options.storageClass`]: storage,
        [`${volume}.options.sizeLimit`]: '1Gi',
        [`${volume}.mount.path`]: place,
    };
}
/** Whoever may not read classes of storage has none. */
async function defaultClass({ cluster }) {
    const { stdout } = await cluster(['get', 'storageclasses', '--output=json']);
    const { items } = JSON.parse(stdout || '{"items":[]}');
    const found = items.find(({ metadata }) => {
        const annotations = metadata.annotations;
        return annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
    });
    return found?.metadata.name;
}
/** A driver in a pod of one's own, with a folder of settings over the image's. */
const clientMode = {
    name: 'client-mode',
    run: async (subject) => {
        const { kubectl, id } = subject;
        const conf = {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'conf' },
            data: { 'log4j2.properties': LOG4J },
        };
        await apply(kubectl, id, [conf]);
        const own = settings(subject, 'client');
        delete own['spark.kubernetes.driver.pod.name'];
        const options = confOptions({
            ...own,
            'spark.driver.host': '$(POD_IP)',
            'spark.kubernetes.driver.pod.name': '$(POD_NAME)',
            'spark.kubernetes.executor.podTemplateFile': '/opt/template/pod.json',
        });
        const { volume, mount } = await putTemplate(subject, 'client');
        const field = (name, fieldPath) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
        const pod = podOf(subject, 'client-driver', {
            // Arguments, as the cluster puts variables into these.
            args: ['/opt/spark/bin/spark-submit', '--master', MASTER, ...options, ...PI],
            env: [field('POD_IP', 'status.podIP'), field('POD_NAME', 'metadata.name')],
            volumeMounts: [...MOUNTS, mount, { name: 'conf', mountPath: '/opt/spark/conf' }],
        }, { volumes: [...VOLUMES, volume, { name: 'conf', configMap: { name: 'conf' } }] });
        const { log } = await runPod(subject, pod);
        expectPi(log);
        if (!/^checked: /m.test(log))
            throw new errors/* ConfigurationError */.j1(`the log4j2.properties of the config map has no effect:\n${log.slice(0, 1000)}`);
        await executorsGone(subject, `${LABEL}=${id}`);
        return [
            'a driver in a pod of its own, two executors, log4j2.properties of a config map on /opt/spark/conf',
        ];
    },
};
const LOG4J = `rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = checked: %p %c{1}: %m%n
`;
/** Files, an archive and the application itself, through S3, from the machine that submits to driver and executors. */
const upload = {
    name: 'upload',
    without: ({ facts, hasServices }) => (facts.s3a ? needsServices(hasServices) : 'the image has no s3a'),
    run: async (subject) => {
        const { ended } = await submit_submit(subject, {
            name: 'shipped',
            before: ['bash', '/opt/jobs/ship.sh'],
            application: [],
            conf: { ...S3A, 'spark.kubernetes.file.upload.path': s3a('uploads') },
        });
        const [script, words] = foundIn((await ended()).log);
        expectEqual('what was shipped', words, [['by --files', 42]]);
        return [`--files, --archives and ${script.split('/').at(-1)} itself, through S3`];
    },
};
const needsServices = (hasServices) => hasServices ? undefined : 'no servers: see --services';

;// CONCATENATED MODULE: ./src/kubernetes/checks/gpu.ts
/** Images with RAPIDS, on clusters with GPUs and without. */



const RESOURCE = 'nvidia.com/gpu';
/** As docs/kubernetes/gpu.yml asks for one. */
const CONF = {
    'spark.executor.instances': '1',
    'spark.executor.resource.gpu.amount': '1',
    'spark.executor.resource.gpu.vendor': 'nvidia.com',
    'spark.executor.resource.gpu.discoveryScript': '/opt/sparkRapidsPlugin/getGpusResources.sh',
    'spark.task.resource.gpu.amount': '0.25',
    'spark.executor.memory': '2g',
    'spark.executor.memoryOverhead': '2g',
};
/** Executors that ask for a GPU get one; on a cluster without, they wait, and the scheduler says for what. */
const gpu = {
    name: 'gpu',
    without: ({ facts }) => (facts.gpu ? undefined : 'the image has no RAPIDS'),
    run: async (subject) => {
        const submitted = await submit_submit(subject, { name: 'gpu', application: [job('query.py')], conf: CONF });
        const executor = await waitFor(120_000, async () => (await submitted.executors()).find((pod) => isBegun(pod) || waitsFor(pod) !== undefined), async () => 'no executor with a GPU was asked for');
        const waits = waitsFor(executor);
        if (waits === undefined)
            return onGpu(foundIn((await submitted.ended(600_000)).log));
        if (!waits.includes(RESOURCE))
            throw new errors/* ConfigurationError */.j1(`the executor waits for something else: ${waits}`);
        await remove(subject, submitted.driver);
        return [`no GPU here: not run on one. The executor waits, and its event says: ${waits}`];
    },
};
const isBegun = ({ status }) => status?.phase !== 'Pending';
/** What the scheduler lacks for a pod. */
function waitsFor({ status }) {
    return status?.conditions?.find(({ reason }) => reason === 'Unschedulable')?.message;
}
function onGpu(plan) {
    if (!/\bGpu\w+/.test(String(plan)))
        throw new errors/* ConfigurationError */.j1(`the query ran on no GPU: ${String(plan)}`);
    return ['a query on a GPU'];
}
async function remove({ kubectl }, driver) {
    await kubectl(['delete', 'pod', '--wait=false', '--', driver]);
}

;// CONCATENATED MODULE: ./src/kubernetes/checks/servers.ts





/** The label that the NetworkPolicy of docs/kubernetes lets in. */
const CLIENT = { 'spark-connect-client': 'true' };
/** PySpark's client, in a pod of its own, through the service. @param tables to write, none or one. */
function runClient(subject, name, tables = []) {
    const container = {
        args: ['python3', '/opt/jobs/connect.py', ...tables],
        env: [{ name: 'SPARK_REMOTE', value: 'sc://spark-connect:15002' }],
    };
    return runPod(subject, podOf(subject, name, container, { metadata: { labels: CLIENT } }));
}
const EXPECTED = { sum: 999 * 1000 };
/** docs/kubernetes/connect.yml, with a client. */
const connect = {
    name: 'connect',
    run: (subject) => withManifest(subject, 'connect.yml', async () => {
        await waitForApp(subject, 'spark-connect');
        const { log } = await runClient(subject, 'connect-client');
        expectEqual('the client', foundIn(log), { version: subject.facts.spark, ...EXPECTED });
        return ['a client with a Python function, through the service'];
    }),
};
/** docs/kubernetes/connect-cluster.yml: executors on Kubernetes, and a table in a catalog that all of them reach. */
const connectCluster = {
    name: 'connect-cluster',
    run: async (subject) => {
        const { facts, hasServices } = subject;
        const hasTable = facts.iceberg && hasServices;
        const label = { [`spark.kubernetes.executor.label.${LABEL}`]: subject.id };
        const more = confOptions({ ...label, ...(hasTable ? CATALOGS.rest : {}) });
        // Others may have executors in the namespace.
        const selector = `spark-role=executor,${LABEL}=${subject.id}`;
        await applyManifest(subject, 'submit.yml', (object) => (object.kind === 'Job' ? undefined : object));
        const serve = async () => {
            await waitForApp(subject, 'spark-connect');
            const tables = hasTable ? ['iceberg.checks.connected'] : [];
            const { log } = await runClient(subject, 'connect-cluster-client', tables);
            const table = hasTable ? { table: 100 } : {};
            expectEqual('the client', foundIn(log), { version: facts.spark, ...EXPECTED, ...table });
            const executors = await readPods(subject, selector);
            expectEqual('executors in pods of their own', executors.length, 2);
        };
        await withManifest(subject, 'connect-cluster.yml', serve, (object) => withArguments(object, more));
        await waitFor(120_000, async () => ((await readPods(subject, selector)).length === 0 ? true : undefined), async () => 'executors outlive their Connect server');
        return [`a server with two executors, which go with it${hasTable ? '; a table in the REST catalog' : ''}`];
    },
};
function withArguments(object, more) {
    if (object.kind !== 'Deployment')
        return object;
    const { spec } = object;
    for (const container of spec.template.spec.containers)
        container.args.push(...more);
    return object;
}
/** docs/kubernetes/standalone.yml, with an application on it. */
const standalone = {
    name: 'standalone',
    run: (subject) => withManifest(subject, 'standalone.yml', async () => {
        await waitForApp(subject, 'spark-master');
        await waitForApp(subject, 'spark-worker', 2);
        const options = confOptions({
            'spark.driver.host': '$(POD_IP)',
            'spark.driver.memory': '512m',
            'spark.executor.memory': '512m',
            'spark.scheduler.minRegisteredResourcesRatio': '1.0',
            'spark.driver.extraJavaOptions': BRIEF,
            'spark.cores.max': '2',
        });
        const submission = ['/opt/spark/bin/spark-submit', '--master', 'spark://spark-master:7077', ...options];
        const container = {
            args: [...submission, '/opt/jobs/where.py'],
            env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
        };
        const pod = podOf(subject, 'standalone-driver', container, { enableServiceLinks: false });
        const { log } = await runPod(subject, pod);
        expectEqual('the workers that had tasks', foundIn(log), ['spark-worker-0', 'spark-worker-1']);
        return ['a master and two workers as StatefulSets, an application with an executor on each'];
    }),
};
/** Spark wants a folder for event logs to be there. Hadoop's own command makes one; it wants a file of settings. */
const MAKE_FOLDER = [
    "echo '<configuration/>' >/tmp/core-site.xml; HADOOP_CONF_DIR=/tmp",
    '/opt/spark/bin/spark-class org.apache.hadoop.fs.FsShell',
    ...Object.entries(S3A).map(([key, value]) => `-D ${key.replace('spark.hadoop.', '')}=${value}`),
    '-mkdir -p',
].join(' ');
/** Prints the applications that the history server shows, with whether they are complete. */
const SHOW = `import json, urllib.request
answer = json.load(urllib.request.urlopen("http://spark-history:18080/api/v1/applications"))
print("found", json.dumps([[one["name"], one["attempts"][0]["completed"]] for one in answer]))`;
/** docs/kubernetes/history.yml: the event log of an application, from S3. */
const servers_history = {
    name: 'history',
    without: ({ facts, hasServices }) => (facts.s3a ? needsServices(hasServices) : 'the image has no s3a'),
    run: async (subject) => {
        const folder = s3a('events');
        const conf = { ...S3A, 'spark.eventLog.enabled': 'true', 'spark.eventLog.dir': folder };
        const before = ['bash', '-c', `${MAKE_FOLDER} ${folder} && exec "$@"`, 'bash'];
        const { ended } = await submit_submit(subject, { name: 'logged', before, application: [job('pod.py')], conf });
        await ended();
        const settings = {
            ...S3A,
            'spark.history.fs.logDirectory': folder,
            'spark.history.fs.update.interval': '2s',
        };
        const lines = Object.entries(settings).map(([key, value]) => `${key} ${value}\n`);
        const data = { 'spark-defaults.conf': lines.join('') };
        const change = (object) => (object.kind === 'ConfigMap' ? { ...object, data } : object);
        const show = async () => {
            await waitForApp(subject, 'spark-history');
            let name = 0;
            const ask = async () => {
                name += 1;
                const pod = podOf(subject, `history-client-${name}`, { command: ['python3', '-c', SHOW] });
                const applications = foundIn((await runPod(subject, pod)).log);
                return applications.length > 0 ? applications : undefined;
            };
            const found = await waitFor(120_000, ask, async () => 'the history server shows no application');
            expectEqual('the applications of the history server', found, [['logged', true]]);
        };
        await withManifest(subject, 'history.yml', show, change);
        return ['an event log that an application wrote into S3, shown by the history server'];
    },
};

;// CONCATENATED MODULE: ./src/kubernetes/checks/tables.ts
/** Tables and executors that come, go and are killed. */






const ROWS = 20_000;
/** A table from several executors, one of which is killed in the middle; read by another job. */
function iceberg(catalog) {
    const name = `iceberg-${catalog}`;
    return {
        name,
        without: ({ facts, hasServices }) => {
            if (!facts.iceberg)
                return 'the image has no Iceberg';
            if (catalog === 'jdbc' && !facts.postgresql)
                return 'the image has no driver for PostgreSQL';
            return needsServices(hasServices);
        },
        run: async (subject) => {
            const table = `iceberg.checks.${catalog}`;
            const conf = CATALOGS[catalog];
            const write = await submit_submit(subject, { name, application: [job('tables.py'), table, 'write'], conf });
            await write.printed(/^the write begins$/m);
            // A task takes a second, and there are sixteen of them for two executors.
            await (0,external_node_timers_promises_.setTimeout)(3000);
            const [victim] = await write.executors();
            await killAll(subject, victim?.metadata.name ?? '');
            const { log } = await write.ended();
            // Of the driver's own scheduler, whatever its reason.
            if (!/\bLost executor \d+ on /.test(log))
                throw new errors/* ConfigurationError */.j1('no executor was lost');
            const written = foundIn(log);
            const { pods, ...rest } = written;
            // Row 0 is deleted again.
            const expected = {
                count: ROWS - 1,
                distinct: ROWS - 1,
                sum: (ROWS * (ROWS - 1)) / 2,
                files: ['s3'],
            };
            expectEqual('the table', rest, expected);
            const read = podOf(subject, `${name}-read`, {
                args: [
                    '/opt/spark/bin/spark-submit',
                    '--master',
                    'local[1]',
                    ...confOptions(conf),
                    '/opt/jobs/tables.py',
                    table,
                    'read',
                ],
            });
            expectEqual('the table as another job reads it', foundIn((await runPod(subject, read)).log), written);
            return [
                `${ROWS} rows by ${pods} executors, of which ${victim?.metadata.name} was killed: none lost, none twice; read by another job`,
            ];
        },
    };
}
const icebergRest = iceberg('rest');
const icebergJdbc = iceberg('jdbc');
/** Iceberg's shipped warehouse is a folder of each machine: with executors elsewhere it is refused. */
const localWarehouse = {
    name: 'local-warehouse',
    without: ({ facts }) => (facts.iceberg ? undefined : 'the image has no Iceberg'),
    run: async (subject) => {
        const { driver, ended } = await submit_submit(subject, {
            name: 'warehouse',
            application: [job('tables.py'), 'iceberg.checks.local', 'write'],
            conf: { 'spark.executor.instances': '1' },
        });
        const words = await ended().then(() => '', (error) => error.message);
        if (!words.includes('spark.sql.catalog.iceberg.warehouse'))
            throw new errors/* ConfigurationError */.j1(`${driver} did not refuse a warehouse in the pods' own folders: ${words || 'it succeeded'}`);
        return ["a warehouse in the pods' own folders is refused before anything is written"];
    },
};
/** Of the shuffle in kubernetes/jobs/moves.py. */
const PARTS = 16;
/** Dynamic allocation with decommissioning; an eviction, as a node that is drained does it. */
const dynamicAllocation = {
    name: 'dynamic-allocation',
    run: async (subject) => {
        const submitted = await submit_submit(subject, {
            name: 'moves',
            application: [job('moves.py')],
            conf: {
                'spark.dynamicAllocation.enabled': 'true',
                'spark.dynamicAllocation.shuffleTracking.enabled': 'true',
                // One that is evicted counts until it is gone: with fewer, all others may go meanwhile, and nobody keeps the shuffle.
                'spark.dynamicAllocation.minExecutors': '2',
                'spark.dynamicAllocation.initialExecutors': '2',
                'spark.dynamicAllocation.maxExecutors': '3',
                'spark.dynamicAllocation.schedulerBacklogTimeout': '1s',
                'spark.dynamicAllocation.executorIdleTimeout': '5s',
                'spark.dynamicAllocation.shuffleTracking.timeout': '5s',
                'spark.decommission.enabled': 'true',
                'spark.storage.decommission.enabled': 'true',
                'spark.storage.decommission.shuffleBlocks.enabled': 'true',
                'spark.executor.instances': '2',
                'spark.scheduler.minRegisteredResourcesRatio': '0',
            },
        });
        await submitted.printed(/^the shuffle is written by \d+ executors$/m);
        const evicted = await evictOne(subject, submitted.executors);
        const { log } = await submitted.ended();
        const found = foundIn(log);
        const sum = (40_000 * 39_999) / 2;
        expectEqual('the sums', [found.first, found.second], [sum, sum]);
        expectEqual('executors with work, and without', [found.most, found.least], [3, 2]);
        const anew = (found.written ?? 0) - PARTS;
        if (anew >= PARTS)
            throw new errors/* ConfigurationError */.j1('no part of the shuffle moved to an executor that stayed');
        const moved = `the shuffle moved to those that stayed, ${anew} of its ${PARTS} parts written anew`;
        return [`${found.most} executors, then ${found.least}; ${evicted} was evicted; ${moved}`];
    },
};
/** By the Eviction API, as `kubectl drain` does: https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/ */
async function evictOne(subject, executors) {
    const name = (await executors()).at(-1)?.metadata.name ?? '';
    const eviction = {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name, namespace: subject.namespace },
    };
    const path = `/api/v1/namespaces/${subject.namespace}/pods/${name}/eviction`;
    const { exitCode, stderr } = await subject.kubectl(['create', '--raw', path, '--filename=-'], JSON.stringify(eviction));
    if (exitCode !== 0)
        throw new errors/* ConfigurationError */.j1(`${name} can't be evicted: ${stderr}`);
    return name;
}

;// CONCATENATED MODULE: ./src/kubernetes/run.ts
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
/** Runs the checks on images, one image after the other. */









/** In the order in which they run: what says most first. */
const CHECKS = [
    submitManifest,
    killedExecutor,
    podTemplate,
    clientMode,
    connect,
    connectCluster,
    dynamicAllocation,
    standalone,
    upload,
    servers_history,
    localWarehouse,
    icebergRest,
    icebergJdbc,
    gpu,
];
/** Those of the names, or all. @throws ConfigurationError where there is no such check. */
function selectChecks(names = []) {
    const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
    if (unknown.length > 0)
        throw new errors/* ConfigurationError */.j1(`no check ${unknown.join(', ')}; there are: ${CHECKS.map(({ name }) => name).join(', ')}`);
    return CHECKS.filter(({ name }) => names.length === 0 || names.includes(name));
}
/**
 * Runs all checks on all images and removes what they made. A check that fails stops no other.
 * @throws ConfigurationError where the cluster can't run any: it is not there, a right is missing, an image can't be pulled, it has no
 *   DNS.
 */
async function checkOnKubernetes(kubectl, request, onResult) {
    const { signal } = request;
    const checks = selectChecks(request.only);
    // Not what removes: that is to run after a signal, too.
    const stoppable = (plain) => (signal === undefined ? plain : stopBy(signal, plain));
    // A cluster that is not there is to be told by plain words, not by those of the first object.
    await ask(kubectl, ['version']);
    const results = [];
    for (const image of request.images) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            signal?.throwIfAborted();
            const open = __addDisposableResource(env_1, await openPlace(kubectl, request), true);
            const { namespace, id, pullSecret } = open;
            const place = { kubectl: stoppable(open.kubectl), namespace, id, pullSecret, image };
            const facts = await readFacts(place);
            const { services } = request;
            if (services !== undefined)
                await startServices(place, services);
            const subject = {
                ...place,
                facts,
                hasServices: services !== undefined,
                root: request.root,
                cluster: stoppable(kubectl),
            };
            for (const check of checks) {
                const result = await runCheck(check, subject);
                signal?.throwIfAborted();
                results.push(result);
                onResult(result);
            }
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
    return results;
}
/** Every wait asks the cluster each second, so that all of them end soon. */
function stopBy(signal, kubectl) {
    return async (args, input) => {
        signal.throwIfAborted();
        const output = await kubectl(args, input);
        // A terminal's signal goes to kubectl, too, whose failure says nothing then.
        signal.throwIfAborted();
        return output;
    };
}
async function runCheck(check, subject) {
    const result = { image: subject.image, check: check.name };
    const reason = check.without?.(subject);
    if (reason !== undefined)
        return { ...result, outcome: 'left out', seconds: 0, words: [reason] };
    const started = external_node_perf_hooks_.performance.now();
    const seconds = () => Math.round((external_node_perf_hooks_.performance.now() - started) / 100) / 10;
    try {
        const words = await check.run(subject);
        return { ...result, outcome: 'passed', seconds: seconds(), words };
    }
    catch (error) {
        if (!(0,errors/* isExpected */.Dn)(error))
            throw error;
        return { ...result, outcome: 'failed', seconds: seconds(), words: [(0,errors/* messageOf */.bD)(error)] };
    }
}
/** A first pod, which tells what the image is. */
async function readFacts(place) {
    const { log } = await runPod(place, podOf(place, 'facts', { command: ['python3', '/opt/jobs/facts.py'] }));
    const facts = JSON.parse(log);
    if (facts.dns)
        return facts;
    throw new errors/* ConfigurationError */.j1('the cluster resolves no names: a pod does not find kubernetes.default.svc, by which drivers reach the API server. Install a DNS add-on, such as CoreDNS');
}

;// CONCATENATED MODULE: ./src/kubernetes/interrupt.ts
/** Runs checks until they end or a signal ends them: Ctrl-C and a cancelled job leave nothing behind either. */


const SIGNALS = ['SIGINT', 'SIGTERM'];
/**
 * As checkOnKubernetes(). The first signal ends the run, which removes what it made; a second one ends the process.
 * @throws ConfigurationError after a signal, and where what was made can't be removed.
 */
async function checkUntilSignal(kubectl, request, onResult, say) {
    const controller = new AbortController();
    const { signal } = controller;
    const stop = (name) => {
        say(`${name}: removing what the checks made`);
        controller.abort(new errors/* ConfigurationError */.j1(`the checks were ended by ${name}`));
    };
    for (const name of SIGNALS)
        process.once(name, stop);
    try {
        return await checkOnKubernetes(kubectl, { ...request, signal }, onResult);
    }
    catch (error) {
        throw withoutPair(error, signal);
    }
    finally {
        for (const name of SIGNALS)
            process.removeListener(name, stop);
    }
}
/** The error to show. `using` pairs that of a run with that of its end, of which both are to be told. */
function withoutPair(error, signal) {
    if (!(error instanceof Error) || !('suppressed' in error && 'error' in error))
        return signal.aborted && (0,errors/* isExpected */.Dn)(error) ? signal.reason : error;
    const first = signal.aborted ? signal.reason : error.suppressed;
    if (!(0,errors/* isExpected */.Dn)(first) || !(0,errors/* isExpected */.Dn)(error.error))
        return error;
    return new errors/* ConfigurationError */.j1(`${(0,errors/* messageOf */.bD)(first)}\nWhat the checks made could not be removed, either: ${(0,errors/* messageOf */.bD)(error.error)}`);
}

// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(68825);
// EXTERNAL MODULE: ./src/table.ts
var table = __webpack_require__(88719);
;// CONCATENATED MODULE: ./src/kubernetes/report.ts
/** What checks on a cluster found, for people: checks × images, and what failed. */



/** `3 passed, 1 failed, 2 left out` */
function headline(results) {
    const counts = ['passed', 'failed', 'left out'].map((outcome) => [results.filter((one) => one.outcome === outcome).length, outcome]);
    return counts
        .filter(([count, outcome]) => count > 0 || outcome === 'passed')
        .map(([count, outcome]) => `${count} ${outcome}`)
        .join(', ');
}
/** One result as a line of progress. */
function resultLine({ check, image, outcome, seconds, words }) {
    const time = outcome === 'left out' ? '' : ` (${seconds} s)`;
    const [first = '', ...more] = words.map((word) => (0,src_text/* oneLine */.TN)(word.split('\n')[0] ?? ''));
    return (0,src_text/* oneLine */.TN)(`${outcome} ${check} of ${shortImage(image)}${time}: ${[first, ...more].join('; ')}`);
}
/** In the order of the results. What was not reached, as an image or the cluster failed, is empty. */
function gridOf(results) {
    const checks = [...new Set(results.map(({ check }) => check))];
    const images = [...new Set(results.map(({ image }) => image))];
    const short = images.map(shortImage);
    const isUnique = new Set(short).size === short.length;
    const found = new Map(results.map((result) => [`${result.check} ${result.image}`, result]));
    const rows = checks.map((check) => [
        check,
        ...images.map((image) => {
            const { outcome = '', seconds = 0 } = found.get(`${check} ${image}`) ?? {};
            return outcome === 'passed' || outcome === 'failed' ? `${outcome} ${seconds} s` : outcome;
        }),
    ]);
    return { header: ['check', ...(isUnique ? short : images.map((image) => (0,src_text/* oneLine */.TN)(image)))], rows };
}
/** The grid, with why checks were left out below it. */
function gridText(results) {
    const { header, rows } = gridOf(results);
    const reasons = leftOut(results).map(({ check, reason }) => `${check} was left out: ${reason}`);
    return [(0,table/* table */.t)(header, rows), ...(reasons.length === 0 ? [] : ['', ...reasons])].join('\n');
}
/** Checks that were left out, each with its reasons once. */
function leftOut(results) {
    const all = results.filter(({ outcome }) => outcome === 'left out');
    const texts = all.map(({ check, words }) => ({ check, reason: (0,src_text/* oneLine */.TN)(words.join('; ')) }));
    return texts.filter(({ check, reason }, index) => texts.findIndex((one) => one.check === check && one.reason === reason) === index);
}
const failuresOf = (results) => results.filter(({ outcome }) => outcome === 'failed');
/** Why checks failed, a paragraph for each; its lines are no workflow commands. */
function failureText(results) {
    const failures = failuresOf(results);
    const tried = results.filter(({ outcome }) => outcome !== 'left out').length;
    const texts = failures.map(({ check, image, words }) => `${check} of ${(0,src_text/* oneLine */.TN)(image)}: ${(0,src_text/* plainLines */.y1)(words.join('\n'))}`);
    return [`${failures.length} of ${tried} checks on the cluster failed`, ...texts].join('\n\n');
}
/** `spark:4.1.1-gpu` of `ghcr.io/acme/spark:4.1.1-gpu`, and a digest by its first digits. */
function shortImage(image) {
    const [name = '', digest] = (image.split('/').at(-1) ?? image).split('@');
    return (0,src_text/* oneLine */.TN)(digest !== undefined && (0,oci_digest/* isDigest */.Bc)(digest) ? `${name}@${(0,oci_digest/* shortDigest */.VK)(digest)}` : name);
}

// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(62148);
;// CONCATENATED MODULE: ./src/local/kubernetes.ts
/** `npm run kubernetes`: checks of images on a cluster. */






/**
 * Shows a line for each check as it ends, and then the grid.
 * @throws ConfigurationError with the failures, after the grid; also where the cluster can't run any check.
 */
async function checkLocally(command, context) {
    const { root, progress } = context;
    const { images = [], services, only, namespace } = command;
    rejectMistakes(command);
    progress.step(`check ${images.length === 1 ? images[0] : `${images.length} images`} on Kubernetes`);
    if (services === undefined)
        progress.info('without --services, checks that need an S3 server, a REST catalog or PostgreSQL are left out');
    const kubectl = kubectlAt({ context: command.context });
    const results = [];
    const onResult = (result) => {
        results.push(result);
        progress.info(resultLine(result));
    };
    try {
        await checkUntilSignal(kubectl, { images, only, services, namespace, root }, onResult, progress.info);
    }
    finally {
        // Of what was run, also where the rest could not be.
        if (results.length > 0) {
            progress.step(headline(results));
            progress.info(gridText(results));
        }
    }
    if (failuresOf(results).length > 0)
        throw new errors/* ConfigurationError */.j1(failureText(results));
    return 'No check failed.';
}
/** Mistakes that need no cluster to be seen. @throws ConfigurationError naming the first one. */
function rejectMistakes({ images = [], services, only }) {
    for (const name of [...images, ...(services === undefined ? [] : [services])])
        (0,reference/* parseReference */.F2)(name);
    selectChecks(only);
}


/***/ })

};
