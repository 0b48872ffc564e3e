/**
 * Bundles each entry into dist/<entry>/index.js: `npm run build`. With --check it writes nothing and fails
 * when dist/ is not what the source gives.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { inParallel } from '../src/parallel.ts'

/** A module of webpack's; a concatenated one holds others. */
interface Module {
  readonly resource?: string
  readonly modules?: readonly Module[]
}

type Ncc = (
  input: string,
  options: {
    cache: boolean
    quiet: boolean
    transpileOnly: boolean
    externals: Readonly<Record<string, string>>
  },
) => Promise<{
  code: string
  assets: Record<string, { source: string | Buffer }>
  stats: { compilation: { modules: Iterable<Module> } }
}>

const root = path.dirname(import.meta.dirname)
const dist = path.join(root, 'dist')

/**
 * What of @actions/core no entry calls: getIDToken(). Its HTTP client and undici would take the plan entry's start
 * from 0.33 to 0.47 of docker/metadata-action's.
 */
const UNUSED = {
  './oidc-utils.js': `data:text/javascript,${encodeURIComponent('export class OidcClient {}')}`,
}

const entries: Readonly<Record<string, string>> = {
  plan: 'src/github/plan/index.ts',
  build: 'src/github/build/index.ts',
  comment: 'src/github/comment/index.ts',
  release: 'src/github/release/index.ts',
  prune: 'src/github/prune/index.ts',
  scan: 'src/github/scan/index.ts',
  track: 'src/github/track/index.ts',
  site: 'src/github/site/index.ts',
  kubernetes: 'src/github/kubernetes/index.ts',
  promote: 'src/github/promote/index.ts',
  local: 'src/local/index.ts',
}

async function bundle(source: string): Promise<Map<string, string>> {
  const ncc = createRequire(import.meta.url)('@vercel/ncc') as Ncc
  // Types are checked by tsc, once for all entries.
  const options = { cache: false, quiet: true, transpileOnly: true, externals: UNUSED }
  const built = ncc(path.join(root, source), options)
  // Uncaught, the error would come with the line of the bundler that threw it, which is 3 MB long.
  const { code, assets, stats } = await built.catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  const files = new Map([['index.js', code]])
  for (const [name, asset] of Object.entries(assets)) files.set(name, asset.source.toString())
  files.set('licenses.txt', await licenses(packagesOf(stats.compilation.modules)))
  return files
}

/** Folders of the packages that the modules are of. */
function packagesOf(modules: Iterable<Module>): Set<string> {
  const found = new Set<string>()
  for (const { resource = '', modules: inner = [] } of modules) {
    const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(resource)?.[0]
    if (folder !== undefined) found.add(folder)
    for (const name of packagesOf(inner)) found.add(name)
  }
  return found
}

/** Name, version and licence of each package. ncc's own list leaves out what is loaded when needed. */
async function licenses(folders: ReadonlySet<string>): Promise<string> {
  const texts = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(
      await readFile(path.join(folder, 'package.json'), 'utf8'),
    ) as Record<string, string>
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8')
    return `${name} ${version}\n${license}\n${text.trim()}\n`
  })
  return (await Promise.all(texts)).join('\n')
}

async function stale(folder: string, files: Map<string, string>): Promise<string[]> {
  const there = await readdir(folder).catch(() => [])
  const wrong = there.filter((name) => !files.has(name))
  for (const [name, text] of files) {
    if ((await readFile(path.join(folder, name), 'utf8').catch(() => undefined)) !== text) wrong.push(name)
  }
  return wrong.map((name) => path.relative(root, path.join(folder, name)))
}

/** Bundles an entry in a process of its own: what the bundler keeps of one does not fit beside that of all others. */
async function bundleApart(name: string): Promise<void> {
  const args = [import.meta.filename, name, ...(check ? ['--check'] : [])]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) process.exitCode = 1
}

async function bundleHere(name: string, source: string): Promise<void> {
  const files = await bundle(source)
  const folder = path.join(dist, name)
  if (check) {
    const wrong = await stale(folder, files)
    if (wrong.length === 0) return
    process.stderr.write(`dist/ is not what src/ gives: ${wrong.join(', ')}. Run: npm run build\n`)
    process.exitCode = 1
    return
  }
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const [file, text] of files) await writeFile(path.join(folder, file), text)
  process.stdout.write(`dist/${name}/index.js ${(files.get('index.js') ?? '').length} bytes\n`)
}

const check = process.argv.includes('--check')
const named = process.argv.slice(2).filter((argument) => argument !== '--check')
if (named.length === 0) await inParallel(2, Object.keys(entries), bundleApart)
for (const name of named) {
  const source = entries[name]
  if (source === undefined) throw new Error(`no entry ${name}`)
  await bundleHere(name, source)
}
