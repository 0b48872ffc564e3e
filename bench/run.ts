/**
 * Measures ours against references and prints the ratios: `npm run bench`, all parts or those named
 * (`npm run bench -- entries`). Everything is in out/bench.json too, with all samples.
 *
 *   --base NAME   base image for the images part instead of the catalog's, like name:tag or name:tag@digest,
 *                 where the machine has a Docker of its own
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigurationError, messageOf } from '../src/errors.ts'
import { change } from './change.ts'
import { entries } from './entries.ts'
import { family } from './family.ts'
import { type Context, formatResult, type Part, resultJson } from './figures.ts'
import { images } from './images.ts'
import { kubernetes } from './kubernetes.ts'
import { plan } from './plan.ts'
import { prune } from './prune.ts'
import { pull } from './pull.ts'
import { release } from './release.ts'
import { sign } from './sign.ts'
import { site } from './site.ts'
import { start } from './start.ts'
import { vulnerabilities } from './vulnerabilities.ts'

const root = path.dirname(import.meta.dirname)
const parts: Readonly<Record<string, Part>> = {
  entries,
  plan,
  vulnerabilities,
  images,
  change,
  pull,
  family,
  release,
  site,
  prune,
  sign,
  start,
  kubernetes,
}

async function bench(): Promise<void> {
  const { names, base } = commandLine()
  const context: Context = {
    root,
    env: process.env,
    ...(base === undefined ? {} : { base }),
    say: (text) => process.stderr.write(`${text}\n`),
  }
  const results: Record<string, object> = {}
  for (const [name, part] of Object.entries(parts)) {
    if (!names.includes(name)) continue
    const result = await part(context)
    process.stdout.write(`\n${formatResult(result)}\n`)
    results[name] = resultJson(result)
  }
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version }
  const report = { time: new Date().toISOString(), machine, parts: results }
  await mkdir(path.join(root, 'out'), { recursive: true })
  await writeFile(path.join(root, 'out/bench.json'), `${JSON.stringify(report, null, 2)}\n`)
}

/** @throws ConfigurationError naming what is not known. */
function commandLine(): { names: readonly string[]; base?: string } {
  const known = Object.keys(parts)
  try {
    const { values, positionals } = parseArgs({
      options: { base: { type: 'string' } },
      allowPositionals: true,
    })
    const unknown = positionals.find((name) => !known.includes(name))
    if (unknown !== undefined) throw new Error(`no part ${JSON.stringify(unknown)}`)
    const { base } = values
    return { names: positionals.length === 0 ? known : positionals, ...(base === undefined ? {} : { base }) }
  } catch (error) {
    const usage = `npm run bench [-- [${known.join('] [')}] [--base NAME]]`
    throw new ConfigurationError(`${messageOf(error)}. Usage: ${usage}`)
  }
}

try {
  await bench()
} catch (error) {
  const known = error instanceof ConfigurationError || !(error instanceof Error)
  process.stderr.write(`\nerror: ${known ? messageOf(error) : error.stack}\n`)
  process.exitCode = 1
}
