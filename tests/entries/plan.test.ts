import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalog } from '../../src/catalog/load.ts'
import { decodePlan } from '../../src/plan/output.ts'
import { runHere } from '../support/here.ts'
import { BASES as base, ROOT, runEntry } from '../support/process.ts'

const shipped = await loadCatalog(path.join(ROOT, 'images'))

describe('the plan entry', () => {
  it('computes, as a bundle, the matrix without a registry when everything is to be built', async () => {
    const { code, outputs, summary, stderr } = await runEntry('plan', { rebuild: 'all', base })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const matrix = JSON.parse(outputs.matrix ?? '') as { include: Record<string, string>[] }
    expect(matrix.include).toContainEqual(
      expect.objectContaining({
        cell: '4.1.1-baseline',
        version: '4.1.1',
        variant: 'baseline',
        platform: 'linux/amd64',
        base: `debian:trixie-slim@sha256:${'1'.repeat(64)}`,
      }),
    )
    expect(outputs.count).toBe(String(matrix.include.length))
    expect(outputs.changed).toBe('true')
    expect(JSON.parse(outputs.plan ?? '')).toMatchObject({
      bases: { trixie: { name: 'debian:trixie-slim' }, bookworm: { name: 'debian:bookworm-slim' } },
    })
    expect(summary).toMatch(/^## Spark images: \d+ of \d+ cells to build\n/)
    expect(summary).toContain('<code>4.1.1-baseline</code>')
  })

  it.each([
    [
      { versions: '4.1.*', variants: 'gpu, gpu-*', platforms: 'linux/amd64' },
      ['4.1.4', '4.1.1', '4.1.0'].flatMap((version) => [`${version}-gpu`, `${version}-gpu-iceberg`]),
    ],
    [
      { versions: '4.1.1\n3.5.8', only: '*-iceberg', variants: 'iceberg', platforms: '*/arm64' },
      ['4.1.1-iceberg', '3.5.8-iceberg'],
    ],
    [{ platforms: 'linux/*', only: '4.1.1-baseline' }, ['4.1.1-baseline', '4.1.1-baseline']],
  ])('plans what the filters %j leave', async (filters, ids) => {
    const { code, stdout, outputs } = await runHere('plan', { rebuild: 'all', base, ...filters } as Record<
      string,
      string
    >)
    expect(code, stdout).toBe(0)
    const { include } = JSON.parse(outputs.matrix ?? '') as { include: { cell: string }[] }
    expect(include.map(({ cell }) => cell)).toEqual(ids)
    expect(decodePlan(outputs.plan ?? '').cells.length).toBeGreaterThan(ids.length)
  })

  it.each([
    [{ versions: '4.1.3' }, 'versions: no version "4.1.3", did you mean "4.1.'],
    [{ variants: 'gpus' }, 'variants: no variant "gpus", did you mean "gpu"?; known: baseline, gpu'],
    [{ platforms: 'linux/riscv64' }, 'platforms: no platform "linux/riscv64"'],
    [{ versions: '4.1.0', only: '4.1.1-*' }, 'no cell matches all of versions: 4.1.0; only: 4.1.1-*'],
    [{ rebuild: 'everything' }, 'the input rebuild is "everything"; allowed: changed, outdated, all'],
    [{ only: '--help' }, 'no cell "--help"'],
  ])('refuses %j', async (inputs, message) => {
    const { code, stdout, outputs } = await runHere('plan', { rebuild: 'all', base, ...inputs } as Record<
      string,
      string
    >)
    expect(code).toBe(1)
    expect(stdout).toContain(`::error::${message}`)
    expect(stdout).not.toMatch(/\n\s+at /)
    expect(outputs).toEqual({})
  })

  it('warns of each rule on what is to be built, once, and not too often', async () => {
    const { stdout } = await runHere('plan', { rebuild: 'all', base })
    const warnings = stdout.split('\n').filter((line) => line.startsWith('::warning::'))
    expect(warnings.length).toBeGreaterThan(0)
    expect(warnings.length).toBeLessThanOrEqual(10)
    expect(warnings[0]).toContain('::warning::experimental: 4.2.1-gpu: RAPIDS')
  })

  it("lays the repository's own catalog over the shipped one", async () => {
    const workspace = path.join(ROOT, 'tests/fixtures/user-repository')
    const { code, outputs, stdout } = await runEntry(
      'plan',
      { rebuild: 'all', base },
      { GITHUB_WORKSPACE: workspace },
    )
    expect(code, stdout).toBe(0)
    expect(stdout).toContain('catalog: .github/spark-images.yml, laid over the shipped one')
    const { cells } = decodePlan(outputs.plan ?? '')
    const verdicts = new Map(cells.map((planned) => [planned.cell, planned]))
    expect(verdicts.get('4.1.2-gpu-iceberg')?.verdict).toBe('build')
    expect(verdicts.get('4.1.2-orders')?.verdict).toBe('build')
    expect(verdicts.get('3.5.8-orders')).toMatchObject({
      verdict: 'excluded',
      reason:
        'not supported: the jobs on orders are written for Spark 4.1 (README.md of this repository, reviewed 2026-11-24)',
    })
  })

  it.each([
    [
      'more cells than a matrix has jobs',
      `variants: { ${Array.from({ length: 64 }, (_, index) => `v${index}: { components: [os, jre, spark, jdbc] }`)} }`,
      /::error::(\d{3,4}) cells are to be built, and a matrix has 256 jobs at most: plan fewer at once/,
    ],
    [
      'rules that leave nothing',
      'rules: { none: { support: unsupported, when: {}, reason: r, source: s, reviewed: 2026-11-26 } }',
      /::error::rules of the catalog exclude all \d+ cells of the whole family: not supported: r \(s, reviewed 2026-11-26\)(?:; not supported: [^;]+ \([^;()]+, reviewed \d{4}-\d\d-\d\d\))+$/m,
    ],
    [
      'no versions',
      `versions: { ${Object.keys(shipped.versions).map((version) => `${version}: null`)} }`,
      /::error::spark-images\.yml:1:1: catalog: it declares no image: versions and variants are needed/,
    ],
  ])('refuses a catalog with %s', async (_, text, message) => {
    const workspace = await mkdtemp(path.join(tmpdir(), 'spark-images-catalog-'))
    await writeFile(path.join(workspace, 'spark-images.yml'), `${text}\n`)
    const env = { GITHUB_WORKSPACE: workspace }
    const { code, stdout, outputs } = await runHere('plan', { rebuild: 'all', base }, env)
    await rm(workspace, { recursive: true })
    expect({ code, outputs }, stdout).toEqual({ code: 1, outputs: {} })
    expect(stdout).toMatch(message)
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  it.each([
    [
      'whose review is due',
      'pkg:maven/org.apache.avro/avro',
      '::warning::vex: pkg:maven/org.apache.avro/avro: CVE-2020-12345: its review was due by 2020-01-02 (a)',
    ],
    [
      'on a jar that there is not',
      'pkg:maven/org.apache.avro/avor',
      '::error title=Spark images,file=spark-images.yml,line=2,col=35::vex.pkg:maven/org.apache.avro/avor: no image of the family has this jar, did you mean "pkg:maven/org.apache.avro/avro"?',
    ],
  ])('points at a statement on vulnerabilities %s', async (_, jar, message) => {
    const workspace = await mkdtemp(path.join(tmpdir(), 'spark-images-catalog-'))
    const said = '{ status: fixed, author: a, reviewed: 2020-01-01, review-by: 2020-01-02 }'
    await writeFile(path.join(workspace, 'spark-images.yml'), `vex:\n  ${jar}: { CVE-2020-12345: ${said} }\n`)
    const inputs = { rebuild: 'all', base, experimental: 'exclude' }
    const { stdout } = await runHere('plan', inputs, { GITHUB_WORKSPACE: workspace })
    await rm(workspace, { recursive: true })
    expect(stdout).toContain(message)
  })

  it.each([
    ['../LICENSE', 'the catalog ../LICENSE is not in the repository'],
    ['../../../LICENSE', 'the catalog ../../../LICENSE leads out of the repository'],
    ['/etc/hostname', 'leads out of the repository'],
    ['conf/log4j2.properties', 'conf/log4j2.properties:'],
  ])('refuses %s as a catalog', async (catalog, message) => {
    const workspace = path.join(ROOT, 'tests/fixtures/user-repository')
    const { code, stdout, outputs } = await runEntry(
      'plan',
      { rebuild: 'all', base, catalog },
      { GITHUB_WORKSPACE: workspace },
    )
    expect({ code, outputs }).toEqual({ code: 1, outputs: {} })
    expect(stdout).toMatch(/^::error::/m)
    expect(stdout).toContain(message)
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  it('excludes what is experimental where it is told to, with the reason', async () => {
    const inputs = { rebuild: 'all', base, experimental: 'exclude' }
    const { code, outputs } = await runHere('plan', inputs)
    expect(code).toBe(0)
    expect(JSON.parse(outputs.matrix ?? '').include).not.toContainEqual(
      expect.objectContaining({ cell: '4.1.0-gpu' }),
    )
    expect(outputs.plan).toContain('experimental, which the catalog excludes: RAPIDS 26.08.1 has no shim')
    const refused = await runHere('plan', { ...inputs, experimental: 'no' })
    expect(refused.stdout).toContain('::error::the input experimental is "no"; allowed: build, exclude')
  })

  it('refuses a cell that there is not', async () => {
    const { code, stdout, outputs } = await runHere('plan', { rebuild: 'all', base, only: '4.1.1-basline' })
    expect(code).toBe(1)
    expect(stdout).toContain('::error::no cell "4.1.1-basline", did you mean "4.1.1-baseline"?; known: ')
    expect(outputs).toEqual({})
  })

  it.each([
    ['ghcr.io/org/spark:4.1', 'tag'],
    ['ghcr.io/or g/spark', 'not an image name'],
    ['--output=type=local,dest=x', 'not an image name'],
  ])('refuses the image name %s', async (image, message) => {
    const { code, stdout } = await runHere('plan', { base, image })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error::/m)
    expect(stdout).toContain(message)
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  it('says that no registry answers', async () => {
    const { code, stdout } = await runHere('plan', { base, image: '127.0.0.1:1/spark' })
    expect(code).toBe(1)
    expect(stdout).toContain('127.0.0.1:1')
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  it('wants both of username and password', async () => {
    const { code, stdout } = await runHere('plan', { base, image: '127.0.0.1:1/spark', username: 'me' })
    expect(code).toBe(1)
    expect(stdout).toContain('username and password go together')
  })
})
