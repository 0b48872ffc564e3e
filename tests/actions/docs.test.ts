import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SPARK } from '../../src/catalog/artifacts.ts'
import { type Cell, cellsOf } from '../../src/catalog/cells.ts'
import { compareVersions } from '../../src/catalog/version.ts'
import { broughtBy, type SparkLockfile, sparkChanges, versionsOf } from '../../src/family/spark-jars.ts'
import { ROOT } from '../support/process.ts'
import { lay } from '../support/user-catalog.ts'

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
)

/** Ids of headings, as GitHub makes them. */
function anchors(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase())
  return headings.map((heading) => heading.replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-'))
}

describe.each(pages)('%s', (page) => {
  it('links to what there is', () => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    for (const link of links.filter((one) => !/^https?:/.test(one))) {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? page : path.join(path.dirname(page), file)
      expect(existsSync(path.join(ROOT, target)), link).toBe(true)
      if (anchor !== undefined) expect(anchors(read(target)), link).toContain(anchor)
    }
  })
})

describe('the manifests of docs/kubernetes', () => {
  interface Manifest {
    readonly spec: {
      readonly sparkVersion?: string
      readonly image?: string
      readonly sparkConf?: Readonly<Record<string, string>>
    }
  }

  const conf = (cell: string): string[][] =>
    read(`images/conf/${cell}/spark-defaults.conf`)
      .split('\n')
      .filter((line) => /^spark\./.test(line))
      .map((line) => line.split(/\s+/))

  it.each([
    ['iceberg.yml', '4.1.1-iceberg'],
    ['gpu.yml', '4.1.1-gpu'],
  ])('%s repeats nothing that the image has as a default in %s', (manifest, defaults) => {
    const { spec } = parse(read(`docs/kubernetes/${manifest}`)) as Manifest
    expect(conf(defaults)).not.toEqual([])
    for (const [key = '', value] of conf(defaults)) expect(spec.sparkConf?.[key]).not.toBe(value)
  })

  it('start no example but those that the acceptance tests run', () => {
    const manifests = readdirSync(path.join(ROOT, 'docs/kubernetes'))
    const named = ['docs/kubernetes.md', ...manifests.map((name) => `docs/kubernetes/${name}`)]
    const examples = named.flatMap((file) => read(file).match(/\/opt\/spark\/examples\S+/g) ?? [])
    expect(examples).not.toEqual([])
    const tried = ['spark-submit.sh', 'pyspark.sh']
      .map((script) => read(`images/components/spark/acceptance/${script}`))
      .join('')
    for (const example of examples) expect(tried).toContain(example)
  })

  it('name paths that the images have', () => {
    const scripts = ['entrypoint.sh', 'decom.sh', 'spark/sbin/start-connect-server.sh']
    for (const name of scripts)
      expect(existsSync(path.join(ROOT, 'images/components/spark/rootfs/opt', name))).toBe(true)
    const script = (parse(read('docs/kubernetes/gpu.yml')) as Manifest).spec.sparkConf?.[
      'spark.executor.resource.gpu.discoveryScript'
    ]
    expect(existsSync(path.join(ROOT, 'images/components/rapids/rootfs', script ?? ''))).toBe(true)
  })
})

describe.each(['docs/catalog.md', 'docs/track.md'])('the catalogs of %s', (page) => {
  const blocks = [...read(page).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)

  it.each(blocks)('are catalogs: %#', (text) => {
    expect(cellsOf(lay(text)).length).toBeGreaterThan(0)
  })
})

describe('docs/hardening.md', () => {
  const page = 'docs/hardening.md'
  const blocks = [...read(page).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const cells = cellsOf(lay('')).filter(({ variant }) => variant === 'baseline')
  const lockfile = ({ downloads }: Cell): SparkLockfile => {
    const name = downloads.find(({ component }) => component === SPARK)?.lockfile ?? ''
    return { name, text: read(`images/${name}`), place: `images/${name}` }
  }

  /** The rows of the last table: artifacts, vulnerabilities and the versions that mend them. */
  const mended = (read(page).split('## What each version mends')[1] ?? '').split('\n').flatMap((line) => {
    const [, artifacts = '', ids = '', , fixed = ''] = line.split('|')
    const vulnerabilities = ids.match(/CVE-\d+-\d+/g) ?? []
    const versions = fixed.match(/\d+(?:\.\d+)+/g) ?? []
    return vulnerabilities.map((id) => ({ artifacts: artifacts.trim().split(', '), id, versions }))
  })

  it('has catalogs, of which one switches all off', () => {
    const [off = '', ...others] = blocks
    expect(cellsOf(lay(off)).flatMap(({ changes }) => changes)).toEqual([])
    for (const text of others)
      expect(sparkChanges(cellsOf(lay(text)), cells.map(lockfile), page)).not.toEqual([])
  })

  it.each(cells)('is about jars that Spark $version brings, and about newer ones', (cell) => {
    const brought = broughtBy(lockfile(cell), cell.version)
    expect(cell.changes.length).toBeGreaterThan(20)
    for (const { name, version = '999' } of cell.changes) {
      const [before = '1000', ...others] = versionsOf(name, brought)
      expect(others, name).toEqual([])
      expect(compareVersions(before, version), name).toBeLessThanOrEqual(0)
    }
  })

  it.each(cells)('takes versions for Spark $version that have the fixes', ({ changes }) => {
    for (const { name, version, reasons } of changes.filter((change) => change.version)) {
      const artifact = name.split(':')[1] ?? ''
      const taken = version?.replace('.Final', '') ?? ''
      const line = taken.split('.', 2).join('.')
      for (const reason of reasons) {
        const fixes = mended.filter(({ id, artifacts }) => id === reason && artifacts.includes(artifact))
        const versions = fixes.flatMap((fix) => fix.versions).sort(compareVersions)
        const needed = versions.find((one) => one.startsWith(`${line}.`)) ?? versions.at(-1) ?? '999'
        expect(compareVersions(taken, needed), `${name} ${reason}`).toBeGreaterThanOrEqual(0)
      }
    }
  })

  it('lists no fix that the catalog does not take', () => {
    const taken = new Set(cells.flatMap(({ changes }) => changes.flatMap(({ reasons }) => reasons)))
    expect(mended.filter(({ id }) => !taken.has(id))).toEqual([])
    expect(mended.length).toBeGreaterThan(50)
  })
})
