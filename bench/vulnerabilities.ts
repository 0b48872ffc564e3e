import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import type { AttestedImage } from '../src/attest/package.ts'
import { listPackages } from '../src/attest/packages.ts'
import type { FoundFiles, FoundJar, FoundText } from '../src/attest/scan.ts'
import { SPDX_TYPE, spdxDocument } from '../src/attest/spdx.ts'
import { type Cell, cellsOf, lockfilesOf } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import {
  artifactsForPlatform,
  artifactsInImages,
  broughtJars,
  notesIn,
  parseLockfile,
} from '../src/catalog/lockfile.ts'
import { vulnerabilityPolicy } from '../src/catalog/schema/policies.ts'
import type { Catalog } from '../src/catalog/schema.ts'
import { openLayout } from '../src/layout/layout.ts'
import type { Digest } from '../src/oci/digest.ts'
import { pushImage } from '../src/registry/push.ts'
import { pushReferrer } from '../src/registry/referrers.ts'
import { openRepository, type Repository } from '../src/registry/repository.ts'
import { type BilledPackage, keyOf, parseBill } from '../src/vulnerabilities/bill.ts'
import { checkVulnerabilities } from '../src/vulnerabilities/gate.ts'
import { makeImage, TestFolder } from '../tests/registry/image.ts'
import { startRegistry } from '../tests/registry/registry.ts'
import { runProcess, withoutWorkflow } from '../tests/support/process.ts'
import { type OsvRecord, OsvServer } from '../tests/vulnerabilities/osv-server.ts'
import { HIGH } from '../tests/vulnerabilities/records.ts'
import type { Context, Figure, Result } from './figures.ts'
import { type Asked, replay } from './replay.ts'

const WARM_UPS = 1
const RUNS = 7
const ADVISORIES = 150
/** The built image, and the released one that it is compared with. */
const VARIANT = 'gpu-iceberg'
const VERSIONS = { built: '4.1.4', released: '4.1.1' }
const TAGS = { built: 'new', released: `${VERSIONS.built}-${VARIANT}` }
/** As many as an image has, about. */
const DEBIAN_PACKAGES = 150
/** Advisories that plain fetch asks for at once, as the gate does. */
const AT_ONCE = 8

/** An image with its bill of materials attached. */
interface Published {
  readonly digest: Digest
  readonly spdx: Buffer
  readonly packages: readonly BilledPackage[]
}

/**
 * The gate of one image on a server with OSV's routes on the loopback interface, against plain fetch of the same
 * requests: alone, compared with a released image, and as `npm run scan`, a whole process.
 */
export async function vulnerabilities({ root, env, say }: Context): Promise<Result> {
  const images = path.join(root, 'images')
  const catalog = await loadCatalog(images)
  await using registry = await startRegistry()
  const repository = openRepository({ registry: registry.host, repository: 'bench' })
  say('publishing two images with their bills of materials')
  const cell = findCell(catalog, VERSIONS.built)
  const built = await publish(repository, TAGS.built, cell, images)
  const before = await publish(repository, TAGS.released, findCell(catalog, VERSIONS.released), images)
  const records = recordsOf([...built.packages, ...before.packages])
  await using osv = await OsvServer.start(records)
  const asked: Asked[] = []
  osv.instead = (request, response, body) => {
    asked.push({ method: request.method ?? '', path: request.url ?? '', body })
    osv.answer(request, response, body)
  }
  const work = await mkdtemp(path.join(tmpdir(), 'spark-images-bench-vulnerabilities-'))
  try {
    for (const name of ['dist', 'images', 'package.json'])
      await cp(path.join(root, name), path.join(work, name), { recursive: true })
    const program = await readFile(path.join(import.meta.dirname, 'replay.ts'), 'utf8')
    // So that its time is not that of Node's work on types.
    await writeFile(path.join(work, 'replay.mjs'), stripTypeScriptTypes(program))
    const alone = await measure('the gate, with nothing released', () => gate(undefined), replayHere)
    const compared = await measure(
      'the gate, compared with a released image',
      () => gate(repository),
      replayHere,
    )
    const counts = { alone: alone.requests, compared: compared.requests }
    const whole = await measure('npm run scan, compared, a whole process', scanAll, replayApart)
    const { length } = built.packages
    return {
      title: `Vulnerabilities: one image of ${length} packages, ${records.length} advisories, on the loopback interface`,
      reference: 'plain fetch',
      figures: [alone.figure, compared.figure, whole.figure],
      notes: [
        `medians of ${RUNS} by turns, after ${WARM_UPS} of each that does not count; the gate may take 2 s`,
        `requests to OSV: ${counts.alone} with nothing released, ${counts.compared} compared: all packages in one, each advisory in one, ${AT_ONCE} at a time`,
        'plain fetch: the same requests to OSV, as many at a time, with answers read and not parsed; for npm run scan in a process of its own',
        "what is compared is in a registry on the loopback interface, whose requests are in the gate's time alone",
        `packages: what the lockfiles of ${cell.id} pin and note, and ${DEBIAN_PACKAGES} of Debian, with made-up names`,
      ],
    }
  } finally {
    repository.client.close()
    await rm(work, { recursive: true, force: true })
  }

  /** Ours and the reference by turns, so that what else the machine does falls on both. */
  async function measure(
    name: string,
    run: () => Promise<void>,
    reference: (requests: readonly Asked[]) => Promise<void>,
  ): Promise<{ figure: Figure; requests: number }> {
    const [ours, theirs]: [number[], number[]] = [[], []]
    let requests: readonly Asked[] = []
    for (let round = -WARM_UPS; round < RUNS; round++) {
      say(`${name}, ${round + WARM_UPS + 1} of ${RUNS + WARM_UPS}`)
      asked.length = 0
      const mine = await seconds(run)
      requests = [...asked]
      const other = await seconds(() => reference(requests))
      if (round < 0) continue
      ours.push(mine)
      theirs.push(other)
    }
    return { figure: { name, unit: 's', ours, reference: theirs }, requests: requests.length }
  }

  async function gate(released: Repository | undefined): Promise<void> {
    const policy = vulnerabilityPolicy.parse({ 'fail-on': 'none', url: osv.address, unreachable: 'fail' })
    const progress = { info: () => {}, warning: say }
    const options = { policy, catalog, released, progress }
    const report = await checkVulnerabilities({ cell, image: 'bench:new', ...built }, options)
    const found = report?.findings.filter(({ status }) => status !== 'fixed' && status !== 'gone').length ?? 0
    if (found < ADVISORIES / 2 || (report?.against === undefined) !== (released === undefined))
      throw new Error(`the gate found ${found} vulnerabilities, compared with ${report?.against}`)
  }

  function replayHere(requests: readonly Asked[]): Promise<void> {
    return replay(requests, osv.address, AT_ONCE)
  }

  async function scanAll(): Promise<void> {
    const [mine, other] = [TAGS.built, TAGS.released].map((tag) => `${registry.host}/bench:${tag}`)
    const args = ['scan', `${mine}`, '--against', `${other}`, '--fail-on', 'none', '--osv', osv.address]
    await node([path.join(work, 'dist/local/index.js'), ...args], / vulnerabilities in \d+ packages/)
  }

  async function replayApart(requests: readonly Asked[]): Promise<void> {
    const file = path.join(work, 'requests.json')
    await writeFile(file, JSON.stringify(requests))
    const args = [path.join(work, 'replay.mjs'), file, osv.address, `${AT_ONCE}`]
    await node(['--input-type=module', '--eval', REPLAY, ...args], /^done$/m)
  }

  async function node(args: readonly string[], says: RegExp): Promise<void> {
    const { code, text } = await runProcess(process.execPath, args, { env: withoutWorkflow(env), cwd: work })
    if (code !== 0 || !says.test(text)) throw new Error(`${args[0]} ended with ${code}:\n${text}`)
  }
}

/** replay() as a program of its own. */
const REPLAY = `
import { readFileSync } from 'node:fs'
const [module, file, address, atOnce] = process.argv.slice(1)
const { replay } = await import(module)
await replay(JSON.parse(readFileSync(file, 'utf8')), address, Number(atOnce))
console.log('done')
`

async function seconds(task: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await task()
  return (performance.now() - started) / 1000
}

function findCell(catalog: Catalog, version: string): Cell {
  const found = cellsOf(catalog).find((cell) => cell.version === version && cell.variant === VARIANT)
  if (found === undefined) throw new Error(`the catalog has no ${version}-${VARIANT}`)
  return found
}

/** Pushes a small image under a tag, with the bill of materials that the cell's lockfiles give. */
async function publish(repository: Repository, tag: string, cell: Cell, images: string): Promise<Published> {
  await using folder = await TestFolder.make()
  const layout = await openLayout(await folder.writeLayout(await makeImage()))
  await pushImage(layout, repository, tag)
  const { descriptor } = layout.manifest
  const names = lockfilesOf(cell)
  const texts = await Promise.all(names.map((name) => readFile(path.join(images, name), 'utf8')))
  const artifacts = texts.flatMap((text, index) =>
    parseLockfile(text, names[index] ?? '').flatMap(({ artifact }) => artifact ?? []),
  )
  const image: AttestedImage = {
    name: 'bench',
    tag,
    digest: descriptor.digest,
    cell,
    locked: artifactsForPlatform(cell.platform, artifactsInImages(artifacts)),
    brought: broughtJars(texts),
  }
  const spdx = spdxDocument(image, listPackages(image, foundFiles(texts)), '2026-11-01T00:00:00Z')
  await pushReferrer(repository, descriptor, { artifactType: SPDX_TYPE, mediaType: SPDX_TYPE, blob: spdx })
  return { digest: descriptor.digest, spdx, packages: parseBill(spdx, descriptor.digest).packages }
}

/** What a build finds in its image: the jars that lockfiles say Spark brings, and Debian's packages. */
function foundFiles(lockfiles: readonly string[]): FoundFiles {
  const status = Array.from({ length: DEBIAN_PACKAGES }, (_, at) =>
    [`Package: package-${at}`, 'Status: install ok installed', 'Architecture: amd64', 'Version: 1.0-1'].join(
      '\n',
    ),
  )
  return new Map<string, FoundJar | FoundText>([
    ['usr/lib/os-release', { kind: 'text', text: 'ID=debian\nVERSION_ID="13"\n' }],
    ['var/lib/dpkg/status', { kind: 'text', text: status.join('\n\n') }],
    ...lockfiles.flatMap((text) => notesIn(text, 'brings').map(broughtJar)),
  ])
}

/** Of a line like `group:artifact version`; what says no group is named by another note. */
function broughtJar(line: string): [string, FoundJar] {
  const [name = '', version = ''] = line.split(' ')
  const [artifact = '', group] = name.split(':').reverse()
  const poms = group === undefined ? [] : [{ group, artifact, version }]
  const jar: FoundJar = { kind: 'jar', sha256: '0'.repeat(64), poms, manifest: new Map() }
  return [`opt/spark/jars/${artifact}-${version}.jar`, jar]
}

/** Advisories about every so many of the packages, of the size that OSV's mostly have. */
function recordsOf(packages: readonly BilledPackage[]): OsvRecord[] {
  const named = new Map(packages.map(({ ecosystem, name }) => [`${ecosystem} ${name}`, { ecosystem, name }]))
  const all = [...named.values()]
  return Array.from({ length: ADVISORIES }, (_, at) => {
    const { ecosystem, name } = all[Math.floor((at * all.length) / ADVISORIES)] ?? { ecosystem: '', name: '' }
    const about = packages.filter((one) => one.ecosystem === ecosystem && one.name === name)
    const number = String(at).padStart(4, '0')
    return {
      id: `GHSA-${number}-${number}-${number}`,
      listedFor: about.map(keyOf),
      summary: `a flaw in ${name}`,
      details: 'A long text about a flaw. '.repeat(100),
      aliases: [`CVE-2026-1${number}`],
      severity: [{ type: 'CVSS_V3', score: HIGH }],
      affected: [
        {
          package: { ecosystem, name },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '999' }] }],
          versions: Array.from({ length: 100 }, (_, version) => `1.${version}.0`),
        },
      ],
      references: Array.from({ length: 10 }, (_, one) => ({
        type: 'WEB',
        url: `https://example.org/${one}`,
      })),
    }
  })
}
