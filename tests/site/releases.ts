import type { Package } from '../../src/attest/package.ts'
import { type Cell, exclusionOf } from '../../src/catalog/cells.ts'
import type { Alias } from '../../src/catalog/schema.ts'
import { sha256 } from '../../src/oci/digest.ts'
import { inParallel } from '../../src/parallel.ts'
import type { PlanOutputCell } from '../../src/plan/output.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { testPace } from '../../src/release/lease.ts'
import { layerTar } from '../attest/layers.ts'
import { type Described, pinned, pushDescribed } from '../diff/described.ts'
import { release } from '../release/family.ts'

/** MB of each stage's layer, and whether all variants have it. */
const STAGES: readonly (readonly [stage: string, size: number, only?: string])[] = [
  ['base', 30.1],
  ['os', 21.4],
  ['jre', 47.2],
  ['spark-deps', 182],
  ['python', 96.5],
  ['jdbc', 24.3],
  ['iceberg', 71.8, 'iceberg'],
  ['rapids', 412, 'gpu'],
  ['spark', 58.2],
  ['cds', 19.6],
  ['scripts', 0.02],
]

const LICENCES = ['Apache-2.0', 'MIT', 'BSD-3-Clause', 'EPL-2.0', 'LicenseRef-Oracle-FUTC']

interface Plan {
  readonly cells: readonly Cell[]
  readonly aliases: readonly Alias[]
  readonly releases: number
  /** Packages of each image. */
  readonly packages: number
  /** Whether a release has another image of a cell than the one before; the first has all. */
  readonly isBuilt?: (cell: Cell, index: number) => boolean
  /** What an image is otherwise than the others. */
  readonly change?: (cell: Cell, index: number) => Described
}

/** Releases a family several times, each a few days after the one before. @returns their ids, the oldest first */
export async function releaseSeveral(repository: Repository, plan: Plan): Promise<string[]> {
  const { releases, isBuilt = () => true, change = () => ({}) } = plan
  const cells = plan.cells.filter((cell) => exclusionOf(cell) === undefined)
  const planned = cells.map(plannedCell)
  const ids: string[] = []
  for (let index = 0; index < releases; index++) {
    const now = new Date(Date.UTC(2026, 8, 1 + 4 * index, 6, 12))
    await inParallel(4, [...cells.entries()], async ([at, cell]) => {
      if (index > 0 && !isBuilt(cell, index)) return
      const about = { ...(await describe(cell, index, plan.packages, now)), ...change(cell, index) }
      // A client attaches one thing at a time.
      const own = openRepository(repository.image)
      await pushDescribed(own, planned[at] as PlanOutputCell, about)
      own.client.close()
    })
    const { id = '' } = await release(planned, plan.aliases, {
      image: repository.image,
      dryRun: false,
      by: 'a test',
      say: () => {},
      now,
      ...testPace({ SPARK_IMAGES_PACE: '0.001' }),
    })
    ids.push(id)
  }
  return ids
}

function plannedCell({ id, version, series, variant, platform }: Cell): PlanOutputCell {
  const fingerprint = sha256(`${id} ${platform}`).slice(7)
  const testsFingerprint = sha256(`tests of ${id}`).slice(7)
  const tag = `${id}-${fingerprint.slice(0, 12)}`
  const plan = { verdict: 'build' as const, reason: 'of a test', tag, fingerprint, testsFingerprint }
  return { cell: id, version, series, variant, platform, ...plan }
}

async function describe(cell: Cell, index: number, count: number, now: Date): Promise<Described> {
  const stages = STAGES.filter(([, , only]) => only === undefined || cell.variant.includes(only))
  const layers = stages.map(([stage, size], place) => {
    // Debian's and Python's layers are others each time, those of jars now and then.
    const build = ['os', 'python'].includes(stage) ? index : Math.floor(index / (place + 2))
    const of = place < 3 ? '' : place < 6 ? cell.series : `${cell.version} ${cell.platform}`
    const content = Buffer.from(`${stage} ${build} ${of}`)
    const said = Math.round(size * 1e6 * (1 + 0.012 * build))
    return [stage, { content, said }] as const
  })
  const conf = await layerTar({
    'opt/spark/defaults/spark-defaults.conf': `spark.sql.ansi.enabled ${index > 2}\n`,
  })
  const packages = packagesOf(cell, index, count)
  const flaws = packages.filter((_, at) => at % 41 === index % 5).slice(0, 12)
  return {
    layers: { ...Object.fromEntries(layers), conf },
    env: ['PATH=/opt/spark/bin:/usr/bin:/bin', 'SPARK_HOME=/opt/spark', `JAVA_HOME=/opt/java`],
    labels: { 'org.opencontainers.image.source': 'https://github.com/acme/images' },
    packages,
    findings: flaws.map(({ name, version = '' }, at) => {
      const severity = (['medium', 'high', 'low', 'critical'] as const)[(at + index) % 4] ?? 'low'
      return {
        id: `CVE-2026-${1000 + ((at * 37 + name.length) % 8000)}`,
        of: name,
        severity,
        ...(at % 2 && { fixed: `${version}.1` }),
      }
    }),
    vex: {
      'pkg:maven/org.example.data/artifact-5': {
        'CVE-2025-48734': {
          status: 'not_affected',
          justification: 'vulnerable_code_not_in_execute_path',
          author: 'security@acme.example',
          reviewed: '2026-11-01',
          'review-by': '2027-05-01',
        },
      },
    },
    tests: ['connect', 'files', 'pyspark', 'spark-submit', 'jdbc', 'random-user', 'read-only'].map(
      (name, at) => {
        const seconds = 4 + ((at * 7 + index) % 23)
        return { name, outcome: 'passed', seconds, saw: [`Spark ${cell.version}`, `${at + 1} of 7`] }
      },
    ),
    created: now.toISOString(),
    unpackedBytes: 1_860_000_000 + index * 1_400_000,
  }
}

function packagesOf({ variant, version }: Cell, index: number, count: number): Package[] {
  return Array.from({ length: count }, (_, at) => {
    // Some move with each release, and some are of a variant.
    const patch = at % 23 === index % 23 ? index : Math.floor(index / 9)
    const kind = at % 3
    const [a, b] = [`${1 + (at % 9)}.${at % 13}.${patch}`, at % 50 === 7 ? `-${variant}` : '']
    if (kind === 0)
      return pinned(
        `pkg:maven/org.example.${['data', 'net', 'codec'][at % 7] ?? 'core'}/artifact-${at}${b}@${a}`,
        LICENCES[at % 5],
      )
    if (kind === 1)
      return pinned(`pkg:deb/debian/libexample${at}${b}@2:${a}-1+deb13u1?arch=amd64&distro=debian-13`)
    return pinned(`pkg:pypi/example-${at}${b}@${a}`, version.startsWith('3') ? 'MIT' : LICENCES[at % 4])
  })
}
