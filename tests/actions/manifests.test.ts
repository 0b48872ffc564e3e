/**
 * The custom resources of docs/kubernetes against the schemas of the operators that read them, as strictly as the API
 * server is with `kubectl apply --validate=strict`: a field that a schema does not have is an error.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { ROOT } from '../support/process.ts'

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
  readonly items?: Schema
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
}

/** What is used of a CustomResourceDefinition. */
interface Definition {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> }
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly { readonly name: string; readonly schema: { openAPIV3Schema: Schema } }[]
  }
}

interface Resource {
  readonly apiVersion: string
  readonly kind: string
}

const CRDS = path.join(ROOT, 'tests/kubernetes/crds')
const MANIFESTS = path.join(ROOT, 'docs/kubernetes')
/** What every API server knows. */
const BUILT_IN = [
  ...['ConfigMap', 'Service', 'ServiceAccount'].map((kind) => `v1 ${kind}`),
  ...['Deployment', 'StatefulSet'].map((kind) => `apps/v1 ${kind}`),
  ...['Role', 'RoleBinding'].map((kind) => `rbac.authorization.k8s.io/v1 ${kind}`),
  'batch/v1 Job',
  'networking.k8s.io/v1 NetworkPolicy',
]
/** What Pod Security's level "restricted" asks of a container. */
const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
}

const ajv = new Ajv({
  strictTypes: false,
  allErrors: true,
  formats: { int32: true, int64: true, 'date-time': true },
  keywords: [
    'x-kubernetes-int-or-string',
    'x-kubernetes-list-map-keys',
    'x-kubernetes-list-type',
    'x-kubernetes-map-type',
    'x-kubernetes-preserve-unknown-fields',
  ],
})

/** A schema that allows no fields but its own. */
function closed(schema: Schema): Schema {
  const { properties, additionalProperties, items } = schema
  const isOpen = additionalProperties !== undefined || schema['x-kubernetes-preserve-unknown-fields']
  const own = Object.entries(properties ?? {}).map(([key, one]) => [key, closed(one)] as const)
  return {
    ...schema,
    ...(schema.type === 'object' && !isOpen && { additionalProperties: false }),
    ...(additionalProperties && { additionalProperties: closed(additionalProperties) }),
    ...(properties && { properties: Object.fromEntries(own) }),
    ...(items && { items: closed(items) }),
  }
}

/** The API server adds what every resource has. */
function validatorOf(schema: Schema): ValidateFunction {
  const strings: Schema = { type: 'object', additionalProperties: { type: 'string' } }
  const named = { name: { type: 'string' }, namespace: { type: 'string' } }
  const metadata: Schema = { type: 'object', properties: { ...named, labels: strings, annotations: strings } }
  const added = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata }
  return ajv.compile(closed({ ...schema, properties: { ...schema.properties, ...added } }))
}

const nameOf = ({ apiVersion, kind }: Resource): string => `${apiVersion} ${kind}`
const readDefinitions = (operator: string): Definition[] =>
  JSON.parse(readFileSync(path.join(CRDS, `${operator}.json`), 'utf8')).items
const operators = { kubeflow: readDefinitions('kubeflow'), apache: readDefinitions('apache') }
const schemas = new Map(
  Object.values(operators)
    .flat()
    .flatMap(({ spec: { group, names, versions } }) =>
      versions.map(({ name, schema }) => [`${group}/${name} ${names.kind}`, schema.openAPIV3Schema] as const),
    ),
)
const validators = new Map<string, ValidateFunction>(
  [...schemas].map(([name, schema]) => [name, validatorOf(schema)]),
)

/** Apache's schema of a pod template, as Kubeflow's operator leaves its own open. */
const template = ['spec', 'driverSpec', 'podTemplateSpec'].reduce<Schema>(
  (schema, key) => schema.properties?.[key] ?? {},
  schemas.get('spark.apache.org/v1 SparkApplication') ?? {},
)
const validateTemplate = ajv.compile(closed(template))

/** The documents of a manifest, as kubectl reads them. */
const documentsOf = (file: string): Resource[] =>
  parseAllDocuments(readFileSync(path.join(MANIFESTS, file), 'utf8'), { version: '1.1' }).map((document) =>
    document.toJS(),
  )

/** Every value with a key in an object and in all that is in it. */
function valuesOf(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  const own = !Array.isArray(value) && key in value ? [(value as Record<string, unknown>)[key]] : []
  return [...own, ...Object.values(value).flatMap((part) => valuesOf(part, key))]
}

/** What is wrong with a resource: "PLACE MESSAGE" for each error. */
function errorsOf(resource: Resource): string[] {
  const validate = validators.get(nameOf(resource))
  if (validate === undefined) return [`no definition of ${nameOf(resource)}`]
  const run = (one: ValidateFunction, value: unknown): string[] => {
    if (one(value)) return []
    return (one.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, params.additionalProperty].filter(Boolean).join(' '),
    )
  }
  const isKubeflow = resource.apiVersion.startsWith('sparkoperator.k8s.io/')
  const templates = isKubeflow ? valuesOf(resource, 'template') : []
  return [...run(validate, resource), ...templates.flatMap((value) => run(validateTemplate, value))]
}

const files = readdirSync(MANIFESTS)
const resources = files.flatMap((file) =>
  documentsOf(file)
    .filter((document) => !BUILT_IN.includes(nameOf(document)))
    .map((resource) => ({ file, name: nameOf(resource), resource })),
)

describe('the manifests of docs/kubernetes', () => {
  it('have custom resources of both operators', () => {
    expect([...new Set(resources.map(({ name }) => name))].sort()).toEqual([
      'spark.apache.org/v1 SparkApplication',
      'spark.apache.org/v1 SparkCluster',
      'sparkoperator.k8s.io/v1alpha1 SparkConnect',
      'sparkoperator.k8s.io/v1beta2 SparkApplication',
    ])
  })

  it.each(resources)('$file is a valid $name', ({ resource }) => {
    expect(errorsOf(resource)).toEqual([])
  })

  it.each(resources)('$file starts pods that meet the level restricted', ({ resource }) => {
    const { driver, executor } = (resource as { spec?: Record<string, unknown> }).spec ?? {}
    // Either a field of the operator's own, or a pod template.
    const own = resource.kind === 'SparkApplication' ? [driver, executor].filter(Boolean) : []
    const containers = [...own, ...valuesOf(resource, 'containers').flat()]
    expect(containers).toHaveLength(2)
    for (const container of containers) expect(container).toHaveProperty('securityContext', RESTRICTED)
  })
})

describe('a manifest is refused', () => {
  const refused = (file: string, before: string, after: string): string[] => {
    const text = readFileSync(path.join(MANIFESTS, file), 'utf8')
    expect(text).toContain(before)
    return errorsOf(parseAllDocuments(text.replace(before, after))[0]?.toJS())
  }

  it.each([
    ['baseline.yml', 'memory: 1g', 'memroy: 1g', '/spec/driver', 'memroy'],
    ['gpu.yml', 'gpu: {', 'gpus: {', '/spec/executor', 'gpus'],
    ['iceberg.yml', 'namespace:', 'nmespace:', '/metadata', 'nmespace'],
    ['kubeflow-connect.yml', 'instances:', 'instance:', '/spec/executor', 'instance'],
    ['apache-application.yml', 'driverArgs:', 'arguments:', '/spec', 'arguments'],
    [
      'apache-cluster.yml',
      'resources:',
      'resource:',
      '/spec/masterSpec/statefulSetSpec/template/spec/containers/0',
      'resource',
    ],
    // Of a pod template that the operator's own schema leaves open.
    ['kubeflow-connect.yml', 'readinessProbe:', 'readynessProbe:', '/spec/containers/0', 'readynessProbe'],
  ])('%s with a misspelt key: %s', (file, before, after, place, key) => {
    expect(refused(file, before, after)).toEqual([`${place} must NOT have additional properties ${key}`])
  })

  it.each([
    ['baseline.yml', 'instances: 2', 'instances: "2"', '/spec/executor/instances must be integer'],
    [
      'gpu.yml',
      'gpu.amount: "1"',
      'gpu.amount: 1',
      '/spec/sparkConf/spark.executor.resource.gpu.amount must be string',
    ],
    ['kubeflow-connect.yml', 'cores: 1', 'cores: 0', '/spec/server/cores must be >= 1'],
    ['apache-application.yml', '["100"]', '[100]', '/spec/driverArgs/0 must be string'],
    [
      'apache-cluster.yml',
      'minWorkers: 2, ',
      '',
      "/spec/clusterTolerations/instanceConfig must have required property 'minWorkers'",
    ],
  ])('%s with a wrong value for %s', (file, before, after, error) => {
    expect(refused(file, before, after)).toEqual([error])
  })

  it('but not for a number where a quantity may be one', () => {
    expect(refused('apache-cluster.yml', 'limits: { cpu: "2",', 'limits: { cpu: 2,')).toEqual([])
    expect(refused('apache-cluster.yml', 'limits: { cpu: "2",', 'limits: { cpu: true,')).not.toEqual([])
  })
})

describe('the definitions', () => {
  const page = readFileSync(path.join(ROOT, 'docs/kubernetes.md'), 'utf8')

  it.each([
    ['kubeflow', 'kubeflow/spark-operator', '## Kubeflow spark-operator'],
    ['apache', 'apache/spark-kubernetes-operator', '## Apache spark-kubernetes-operator'],
  ] as const)('of %s are of one release, which the docs name', (operator, repository, heading) => {
    const annotations = operators[operator].map(({ metadata }) => metadata.annotations)
    const of = (key: string) => new Set(annotations.map((one) => one[`spark-images-action/${key}`]))
    expect([...of('license')]).toEqual(['Apache-2.0'])
    const [version = '', ...others] = of('version')
    expect(others).toEqual([])
    expect(page.split(`${heading}\n`)[1]?.split('\n## ')[0]).toContain(version.replace('v', ''))
    for (const source of of('source'))
      expect(source).toMatch(new RegExp(`^https://github\\.com/${repository}/blob/[0-9a-f]{40}/\\S+\\.yaml$`))
  })
})
