/**
 * Writes what repeats something: tables of inputs and outputs in the README, the licences of what the locks
 * bring and JSON Schemas in docs/, the shipped catalog as the bundles have it, which jars a series' versions share. `npm run docs`; with --check it writes nothing and fails when they differ.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { changesOf, SPARK, sparkVersions } from '../src/catalog/artifacts.ts'
import { formatBytes } from '../src/catalog/bytes.ts'
import { cellsOf, isUnsupported, shelfOf, withShelf } from '../src/catalog/cells.ts'
import { readCatalog } from '../src/catalog/load.ts'
import { own } from '../src/catalog/names.ts'
import { parseCatalog } from '../src/catalog/parse.ts'
import { diffSchema } from '../src/diff/schema.ts'
import { generatedFiles } from '../src/family/generated.ts'
import { broughtBy, sharedFile, sharedJars } from '../src/family/spark-jars.ts'
import { CHECKS } from '../src/kubernetes/run.ts'
import { reportSchema } from '../src/local/report.ts'
import { planSchema } from '../src/plan/output.ts'
import { catalogKeys, userCatalogSchema } from './catalog-schema.ts'
import { hardenedRows } from './hardened.ts'
import { bundled } from './licences.ts'

const root = path.dirname(import.meta.dirname)
const check = process.argv.includes('--check')
const wrong: string[] = []

interface Field {
  readonly description: string
  readonly default?: string
  readonly required?: boolean
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, Field>>
  readonly outputs: Readonly<Record<string, Field>>
}

async function write(file: string, text: string): Promise<void> {
  const there = await readFile(path.join(root, file), 'utf8').catch(() => undefined)
  if (there === text) return
  if (check) {
    wrong.push(file)
    return
  }
  await mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await writeFile(path.join(root, file), text)
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
async function fill(file: string, sections: Readonly<Record<string, string>>): Promise<void> {
  let text = await readFile(path.join(root, file), 'utf8')
  for (const [name, section] of Object.entries(sections)) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [before, after] = [text.indexOf(start), text.indexOf(end)]
    if (before < 0 || after < before) throw new Error(`${file} has no ${start} … ${end}`)
    text = `${text.slice(0, before)}${start}\n${section}\n${text.slice(after)}`
  }
  await write(file, text)
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  return [header, header.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n')
}

function fields(of: Readonly<Record<string, Field>>): string[][] {
  return Object.entries(of).map(([name, { description }]) => [`\`${name}\``, description])
}

/** The examples, each with the comment that it starts with. */
async function examples(): Promise<string[][]> {
  const names = (await readdir(path.join(root, 'docs/examples'))).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(root, 'docs/examples', name), 'utf8')
      const comment = /^(?:#.*\n)+/.exec(text)?.[0].replaceAll(/^# ?/gm, '').trim()
      if (comment === undefined) throw new Error(`docs/examples/${name} does not start with a comment`)
      return [`[${name}](examples/${name})`, comment]
    }),
  )
}

/** A default as a table shows it. What is worked out of several values, its description says. */
function defaultText(value: string | boolean = ''): string {
  return `${value}` === '' || /\|\|/.test(`${value}`) ? '' : `\`${value}\``
}

async function actionTables(file: string): Promise<{ inputs: string; outputs: string }> {
  const { inputs, outputs } = parse(await readFile(path.join(root, file), 'utf8')) as ActionFile
  return {
    inputs: table(
      ['input', 'default', 'meaning'],
      Object.entries(inputs).map(([name, field]) => [
        `\`${name}\``,
        defaultText(field.default),
        field.description,
      ]),
    ),
    outputs: table(['output', 'meaning'], fields(outputs)),
  }
}

/** What each check on a cluster does, for users. */
const ABOUT: Readonly<Record<string, string>> = {
  submit: 'applies [submit.yml](kubernetes/submit.yml): a driver, two executors, and nothing left of them',
  'killed-executor':
    'as a random user without any right: kills an executor in the middle, and expects the right result',
  'pod-template':
    'files of config maps and of an init container, volume claims on demand, limits of CPU and memory',
  'client-mode': "a driver in a pod of your own, with a `log4j2.properties` over the image's",
  connect: 'applies [connect.yml](kubernetes/connect.yml), and runs a Python function by a client',
  'connect-cluster':
    'applies [connect-cluster.yml](kubernetes/connect-cluster.yml): a Connect server with executors in pods, which go with it',
  'dynamic-allocation': 'executors come and go; an eviction, as when a node is drained, loses nothing',
  standalone: 'applies [standalone.yml](kubernetes/standalone.yml), and runs an application on it',
  upload: '`--files`, `--archives` and the application itself, through S3',
  history: 'applies [history.yml](kubernetes/history.yml): the event log of an application, from S3',
  'local-warehouse': "Iceberg's local warehouse is refused where executors are on other machines",
  'iceberg-rest': 'Iceberg tables in S3, through a REST catalog',
  'iceberg-jdbc': 'Iceberg tables in S3, through a catalog in PostgreSQL',
  gpu: 'an executor asks for a GPU and runs a query on it; without one on any node, it waits and says for what',
}

function checkRows(): string[][] {
  const unknown = Object.keys(ABOUT).filter((name) => !CHECKS.some((check) => check.name === name))
  if (unknown.length > 0) throw new Error(`there is no check ${unknown.join(', ')}`)
  return CHECKS.map(({ name }) => {
    const about = ABOUT[name]
    if (about === undefined) throw new Error(`tools/docs.ts does not say what the check ${name} does`)
    return [`\`${name}\``, about]
  })
}

const plan = await actionTables('action.yml')
const build = await actionTables('build/action.yml')
const comment = await actionTables('comment/action.yml')
const release = await actionTables('release/action.yml')
const prune = await actionTables('prune/action.yml')
const scan = await actionTables('scan/action.yml')
const site = await actionTables('site/action.yml')
const track = await actionTables('track/action.yml')
const promote = await actionTables('promote/action.yml')
const minimal = await readFile(path.join(root, 'docs/examples/minimal.yml'), 'utf8')
await fill('README.md', {
  'minimal example': `\`\`\`yaml\n${minimal}\`\`\``,
  'plan inputs': plan.inputs,
  'plan outputs': plan.outputs,
  'build inputs': build.inputs,
  'build outputs': build.outputs,
  'release inputs': release.inputs,
  'release outputs': release.outputs,
})
const kubernetes = await actionTables('kubernetes/action.yml')
await fill('docs/kubernetes.md', {
  checks: table(['check', 'what it does'], checkRows()),
  'kubernetes inputs': kubernetes.inputs,
  'kubernetes outputs': kubernetes.outputs,
})
await fill('docs/diff.md', { 'comment inputs': comment.inputs, 'comment outputs': comment.outputs })
await fill('docs/prune.md', { 'prune inputs': prune.inputs, 'prune outputs': prune.outputs })
await fill('docs/vulnerabilities.md', { 'scan inputs': scan.inputs, 'scan outputs': scan.outputs })
await fill('docs/site.md', { 'site inputs': site.inputs, 'site outputs': site.outputs })
await fill('docs/promote.md', { 'promote inputs': promote.inputs, 'promote outputs': promote.outputs })
await fill('docs/track.md', { 'track inputs': track.inputs, 'track outputs': track.outputs })
await write('docs/catalog.schema.json', `${JSON.stringify(userCatalogSchema, null, 2)}\n`)

const workflow = parse(await readFile(path.join(root, '.github/workflows/images.yml'), 'utf8')) as {
  on: { workflow_call: ActionFile & { secrets: ActionFile['outputs'] } }
}
const called = workflow.on.workflow_call
await fill('docs/workflow.md', {
  examples: table(['example', 'what it is for'], await examples()),
  'workflow inputs': table(
    ['input', 'default', 'meaning'],
    Object.entries(called.inputs).map(([name, { default: value, description }]) => [
      `\`${name}\``,
      defaultText(value),
      description,
    ]),
  ),
  'workflow secrets': table(['secret', 'meaning'], fields(called.secrets)),
  'workflow outputs': table(['output', 'meaning'], fields(called.outputs)),
})
await write('docs/report.schema.json', `${JSON.stringify(z.toJSONSchema(reportSchema), null, 2)}\n`)
await write('docs/diff.schema.json', `${JSON.stringify(z.toJSONSchema(diffSchema), null, 2)}\n`)
await write('docs/plan.schema.json', `${JSON.stringify(z.toJSONSchema(planSchema), null, 2)}\n`)

const images = path.join(root, 'images')
const { text, origin } = readCatalog(images, 'images')
const parsed = {
  sha256: createHash('sha256').update(text).digest('hex'),
  catalog: parseCatalog(text, origin),
}
await write('src/catalog/shipped.json', `${JSON.stringify(parsed, null, 2)}\n`)

const generated = generatedFiles(images, parsed.catalog, parsed.catalog)
for (const [name, content] of generated) await write(`images/${name}`, content)
for (const entry of await readdir(path.join(images, 'conf'), { recursive: true, withFileTypes: true })) {
  const name = path.relative(images, path.join(entry.parentPath, entry.name))
  if ([...generated.keys()].some((one) => one === name || one.startsWith(`${name}/`))) continue
  if (check) wrong.push(`images/${name}`)
  else await rm(path.join(images, name), { recursive: true, force: true })
}
const spark = own(parsed.catalog.components, SPARK)
const versions = await Promise.all(
  sparkVersions(parsed.catalog).map(async (at) => ({
    at,
    text: await readFile(path.join(images, `components/spark/spark-${at.version}.lock`), 'utf8'),
    changes: spark === undefined ? [] : changesOf(spark, at),
  })),
)
for (const series of Object.keys(parsed.catalog.series)) {
  const ofSeries = versions.filter(({ at }) => at.series === series)
  await write(`images/${sharedFile(series)}`, sharedJars(ofSeries))
}

await fill('docs/hardening.md', {
  hardened: table(
    ['Spark', 'jars', "Spark's", 'instead', 'for'],
    hardenedRows(
      versions.map(({ at, text, changes }) => ({
        at,
        changes,
        brought: broughtBy({ text, place: at.version }, at.version),
      })),
    ),
  ),
})

const cells = cellsOf(parsed.catalog)
const variants = Object.keys(parsed.catalog.variants)
const mark = (id: string): string => {
  const cell = cells.find((one) => one.id === id)
  if (cell === undefined || isUnsupported(cell)) return ''
  return cell.rules.some(({ support }) => support === 'experimental') ? '(✓)' : '✓'
}
await fill('README.md', {
  family: table(
    ['Spark', 'Scala', ...variants],
    sparkVersions(parsed.catalog).map(({ version, scala }) => [
      version,
      scala,
      ...variants.map((variant) => mark(`${version}-${variant}`)),
    ]),
  ),
})

const components = await bundled(withShelf(parsed.catalog), images)
const ids = versions.map(({ at }) => at.version)
/** What a component of the shelf is, which series have it, and the bytes that it brings into the newest image that has it. */
function shelfRow(name: string): string[] {
  const shelf = withShelf(parsed.catalog)
  const having = cellsOf(shelf).filter((cell) => cell.variant === `shelf-${name}` && !isUnsupported(cell))
  const { artifacts = [] } = components.find((one) => one.name === name) ?? {}
  const newest = artifacts.filter((one) => one.versions.includes(having[0]?.version ?? ''))
  const bytes = newest.reduce((sum, { size }) => sum + size, 0)
  const series = [...new Set(having.map((cell) => cell.series))].join(', ')
  return [
    `\`${name}\``,
    own(shelf.components, name)?.description ?? '',
    series,
    bytes === 0 ? '' : formatBytes(bytes),
  ]
}

const shelf = table(['component', 'what it is', 'Spark', 'size'], shelfOf(parsed.catalog).map(shelfRow))
await fill('docs/catalog.md', { keys: table(['key', 'meaning'], catalogKeys()), shelf })

await fill('docs/licenses.md', {
  artifacts: table(
    ['component', 'artifact', 'version', 'licence', 'in images of Spark'],
    components.flatMap(({ name, artifacts }) =>
      artifacts.map((artifact) => [
        name,
        `\`${artifact.name}\``,
        artifact.version,
        artifact.license,
        artifact.versions.length === ids.length ? 'all versions' : artifact.versions.join(', '),
      ]),
    ),
  ),
})

if (wrong.length > 0) {
  process.stderr.write(`not what the code says: ${wrong.join(', ')}. Run: npm run docs\n`)
  process.exitCode = 1
}
