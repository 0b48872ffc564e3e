/**
 * Writes tests/kubernetes/crds/NAME.json: the custom resource definitions of a Kubernetes operator for Spark, from a
 * checkout of one of its releases. `node tools/crds.ts FOLDER`, for each operator. The file is a List that
 * `kubectl apply` takes. Annotations say where each definition is from.
 */
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'

interface Definition {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> }
  readonly spec: { readonly versions: readonly { readonly storage: boolean }[] }
}

/** Both have the licence Apache-2.0. */
const OPERATORS = [
  { name: 'kubeflow', repository: 'kubeflow/spark-operator', folder: 'charts/spark-operator-chart/crds' },
  {
    name: 'apache',
    repository: 'apache/spark-kubernetes-operator',
    folder: 'build-tools/helm/spark-kubernetes-operator/crds',
  },
]

const [checkout = ''] = process.argv.slice(2)
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', checkout, ...args], { encoding: 'utf8' }).trim()

/** The value without the descriptions of its schemas, which are most of the text. */
function withoutDescriptions(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDescriptions(item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => isProperties || key !== 'description')
  return Object.fromEntries(
    // A schema may have a property of any name.
    entries.map(([key, part]) => [key, withoutDescriptions(part, !isProperties && key === 'properties')]),
  )
}

/** The definition with the one version that the API server stores. Older ones have less. */
async function readDefinition(file: string, repository: string): Promise<string> {
  const definition: Definition = parse(await readFile(path.join(checkout, file), 'utf8'))
  const annotations = {
    ...definition.metadata.annotations,
    'spark-images-action/source': `https://github.com/${repository}/blob/${commit}/${file}`,
    'spark-images-action/version': version,
    'spark-images-action/license': 'Apache-2.0',
  }
  const spec = { ...definition.spec, versions: definition.spec.versions.filter(({ storage }) => storage) }
  const metadata = { ...definition.metadata, annotations }
  return JSON.stringify(withoutDescriptions({ ...definition, metadata, spec }))
}

const commit = git('rev-parse', 'HEAD')
const version = git('describe', '--tags', '--exact-match', '--exclude', '*rc*')
const tracked = git('ls-files').split('\n')
const operator = OPERATORS.find(({ folder }) => tracked.some((file) => file.startsWith(`${folder}/`)))
if (operator === undefined) throw new Error(`${checkout} has no definitions of an operator that is known`)
const { name, repository, folder } = operator
const files = (await readdir(path.join(checkout, folder))).sort()
const items = await Promise.all(files.map((file) => readDefinition(`${folder}/${file}`, repository)))
const target = path.join(import.meta.dirname, '../tests/kubernetes/crds')
await mkdir(target, { recursive: true })
// A line for each definition, so that changes show.
const text = `{"apiVersion":"v1","kind":"List","items":[\n${items.join(',\n')}\n]}\n`
await writeFile(path.join(target, `${name}.json`), text)
