/**
 * Bundles each entry into dist/<entry>/index.js: `npm run build`. With --check it writes nothing and fails
 * when dist/ is not what the source gives.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

type Ncc = (
  input: string,
  options: { cache: boolean; quiet: boolean; license: string },
) => Promise<{ code: string; assets: Record<string, { source: string | Buffer }> }>

const root = path.dirname(import.meta.dirname)
const dist = path.join(root, 'dist')
const entries = { plan: 'src/github/plan.ts', build: 'src/github/build.ts', local: 'src/local/index.ts' }

async function bundle(source: string): Promise<Map<string, string>> {
  const ncc = createRequire(import.meta.url)('@vercel/ncc') as Ncc
  const { code, assets } = await ncc(path.join(root, source), {
    cache: false,
    quiet: true,
    license: 'licenses.txt',
  })
  const files = new Map([['index.js', code]])
  for (const [name, asset] of Object.entries(assets)) files.set(name, asset.source.toString())
  return files
}

async function stale(folder: string, files: Map<string, string>): Promise<string[]> {
  const there = await readdir(folder).catch(() => [])
  const wrong = there.filter((name) => !files.has(name))
  for (const [name, text] of files) {
    if ((await readFile(path.join(folder, name), 'utf8').catch(() => undefined)) !== text) wrong.push(name)
  }
  return wrong.map((name) => path.relative(root, path.join(folder, name)))
}

const check = process.argv.includes('--check')
const wrong: string[] = []
for (const [entry, source] of Object.entries(entries)) {
  const files = await bundle(source)
  const folder = path.join(dist, entry)
  if (check) {
    wrong.push(...(await stale(folder, files)))
    continue
  }
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const [name, text] of files) await writeFile(path.join(folder, name), text)
  process.stdout.write(`dist/${entry}/index.js ${(files.get('index.js') ?? '').length} bytes\n`)
}
if (wrong.length > 0) {
  process.stderr.write(`dist/ is not what src/ gives: ${wrong.join(', ')}. Run: npm run build\n`)
  process.exitCode = 1
}
