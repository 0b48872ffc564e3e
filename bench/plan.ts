import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parse, stringify } from 'yaml'
import type { ArchiveState } from '../src/archive/archive.ts'
import { readArchives } from '../src/archive/outdated.ts'
import { cellsOf, exclusionOf } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { generatedFiles } from '../src/family/generated.ts'
import { fingerprintCells } from '../src/plan/plan.ts'
import { resolveBases } from '../src/plan/prepare.ts'
import { readImages } from '../src/plan/sources.ts'
import { openRepository } from '../src/registry/repository.ts'
import { startRegistry } from '../tests/registry/registry.ts'
import { startArchive } from '../tests/support/archive.ts'
import { basesOn } from '../tests/support/process.ts'
import { publish } from '../tests/support/published.ts'
import type { Context, Figure, Result } from './figures.ts'

const RUNS = 7
const CELLS = 256
/** Of every runtime. */
const DIGEST = `sha256:${'1'.repeat(64)}` as const

/** The plan entry as a whole process against a registry on the loopback interface that has every cell, tested. */
export async function plan({ root, env, say }: Context): Promise<Result> {
  const work = await mkdtemp(path.join(tmpdir(), 'spark-images-bench-plan-'))
  await using registry = await startRegistry()
  try {
    for (const name of ['dist', 'images', 'package.json'])
      await cp(path.join(root, name), path.join(work, name), { recursive: true })
    const images = path.join(work, 'images')
    const figures: Figure[] = []
    const shipped = await measure('the shipped family', 1)
    const file = path.join(images, 'catalog.yml')
    await writeFile(file, manyVariants(await readFile(file, 'utf8')))
    const many = await loadCatalog(images)
    for (const [name, text] of generatedFiles(images, many, many)) {
      await mkdir(path.dirname(path.join(images, name)), { recursive: true })
      await writeFile(path.join(images, name), text)
    }
    figures.push(shipped, await measure('a family of a full matrix', 3), ...(await archiveFigures()))
    return {
      title: 'Plan: unchanged cells against a registry on the loopback interface',
      reference: 'may take',
      figures,
      notes: [
        'nothing changed: each plan has 0 cells to build, and starts no engine',
        `medians of ${RUNS} whole processes; four requests for each cell, at most eight at a time`,
        'the full matrix has a catalog of its own, so that its YAML is parsed too',
        `rebuild: outdated adds to that what is under its name: ${CELLS} cells, and an archive on the loopback interface as large as Debian's`,
      ],
    }

    async function measure(name: string, limit: number): Promise<Figure> {
      const catalog = await loadCatalog(images)
      const cells = cellsOf(catalog).filter((cell) => exclusionOf(cell) === undefined)
      const bases = await resolveBases(cells, async (name) => ({ name, digest: DIGEST, reference: 'x@y' }))
      const targets = fingerprintCells(cells, catalog, readImages(images), bases)
      say(`publishing ${targets.length} cells`)
      const repository = `bench-${targets.length}`
      await publish(openRepository({ registry: registry.host, repository }), targets)
      const image = `${registry.host}/${repository}`
      const ours = Array.from({ length: RUNS }, () => runPlan(work, image, targets.length, env))
      return { name: `${name}, ${targets.length} cells`, unit: 's', ours, reference: [limit] }
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Seconds that the plan takes longer with `rebuild: outdated`, in this process, and what may be. */
async function archiveFigures(): Promise<Figure[]> {
  await using archive = await startArchive()
  const named = (version: string) => (_: unknown, at: number) => ({ name: `package-${at}`, version })
  const packages = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`package-${at}`, '1.0']))
  await archive.publish({ suite: 'bench', packages: Array.from({ length: 60_000 }, named('1.0')) })
  await archive.publish({ suite: 'bench-security', packages: Array.from({ length: 2000 }, named('1.1')) })
  const sources = archive.sources(['bench', 'bench-security'])
  const read = async (state: ArchiveState): Promise<[number, ArchiveState]> => {
    const cells = Array.from({ length: CELLS }, () => {
      return { base: 'base', platform: 'linux/amd64', archive: state, packages }
    })
    const started = performance.now()
    const found = await readArchives(cells, () => Promise.resolve(sources))
    const [first] = found.cells.values()
    if (first === undefined) throw new Error(found.warnings.join('\n'))
    return [(performance.now() - started) / 1000, first.state]
  }
  const [, current] = await read({})
  const figures: Figure[] = []
  const states = {
    'rebuild: outdated, no index changed': current,
    'rebuild: outdated, security fixes': { ...current, 'bench-security main': '0' },
    'rebuild: outdated, every index changed': {},
  }
  for (const [name, state] of Object.entries(states)) {
    const ours: number[] = []
    for (let run = 0; run < RUNS; run++) ours.push((await read(state))[0])
    figures.push({ name, unit: 's', ours, reference: [3] })
  }
  return figures
}

/** The catalog with as many variants as make a full matrix. */
function manyVariants(text: string): string {
  const catalog = parse(text) as { versions: object; variants: Record<string, object>; platforms: unknown[] }
  const rows = Object.keys(catalog.versions).length * catalog.platforms.length
  const variants = Object.entries(catalog.variants)
  for (let count = variants.length; count < Math.floor(CELLS / rows); count++) {
    const [name, variant] = variants[count % variants.length] ?? ['', {}]
    catalog.variants[`${name}-${count}`] = variant
  }
  return stringify(catalog, { aliasDuplicateObjects: false })
}

/** Seconds of a whole process, which must find everything unchanged. */
function runPlan(work: string, image: string, count: number, env: NodeJS.ProcessEnv): number {
  const [outputs, summary] = [path.join(work, 'outputs'), path.join(work, 'summary')]
  for (const file of [outputs, summary]) writeFileSync(file, '')
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(work, 'dist/plan/index.js')], {
    env: {
      ...Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:INPUT|GITHUB|ACTIONS)_/.test(name))),
      INPUT_IMAGE: image,
      INPUT_BASE: basesOn(`debian:trixie-slim@${DIGEST}`),
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
    },
    encoding: 'utf8',
  })
  const seconds = (performance.now() - started) / 1000
  const unchanged = stdout.split('\n').filter((line) => line.includes('  unchanged  ')).length
  if (status !== 0 || unchanged !== count) {
    throw new Error(
      `the plan ended with ${status} and ${unchanged} of ${count} unchanged:\n${stdout}${stderr}`,
    )
  }
  return seconds
}
