import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listPackages } from '../../src/attest/packages.ts'
import { SPDX_TYPE, spdxDocument } from '../../src/attest/spdx.ts'
import type { Cell } from '../../src/catalog/cells.ts'
import { loadCatalog } from '../../src/catalog/load.ts'
import { vulnerabilityPolicy } from '../../src/catalog/schema/policies.ts'
import { dockerAt } from '../../src/engine/docker.ts'
import { ConfigurationError, RegistryError } from '../../src/errors.ts'
import { type BuiltImage, buildCell } from '../../src/image/build.ts'
import type { BuildOptions } from '../../src/image/options.ts'
import { openLayout } from '../../src/layout/layout.ts'
import { type Command, parseCommand } from '../../src/local/arguments.ts'
import type { Context } from '../../src/local/context.ts'
import { scanImages } from '../../src/local/scan.ts'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { TEST_RESULT } from '../../src/plan/record.ts'
import { ONCE } from '../../src/registry/http/retry.ts'
import { getManifest, putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { pushImage } from '../../src/registry/push.ts'
import { listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { formatRepository, openRepository, type Repository } from '../../src/registry/repository.ts'
import { VULNERABILITIES } from '../../src/vulnerabilities/attestation.ts'
import { checkVulnerabilities } from '../../src/vulnerabilities/gate.ts'
import { VulnerabilityError } from '../../src/vulnerabilities/report.ts'
import { image, sampleFiles } from '../attest/sample.ts'
import { ROOT, runProcess } from '../support/process.ts'
import { type OsvRecord, OsvServer } from '../vulnerabilities/osv-server.ts'
import { CRITICAL, HIGH } from '../vulnerabilities/records.ts'
import { makeImage, TestFolder } from './image.ts'
import { startRegistry, type TestRegistry } from './registry.ts'

const record = (
  id: string,
  ecosystem: string,
  name: string,
  version: string,
  fixed: string,
  score: string,
): OsvRecord => ({
  listedFor: [`${ecosystem} ${name} ${version}`],
  id,
  summary: `a flaw in ${name}`,
  severity: [{ type: 'CVSS_V3', score }],
  affected: [
    {
      package: { ecosystem, name },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
    },
  ],
})

const RECORDS = [
  record('GHSA-guav-guav-guav', 'Maven', 'com.google.guava:guava', '27.0-jre', '32.0.0-jre', HIGH),
  record('GHSA-yaml-yaml-yaml', 'PyPI', 'pyyaml', '6.0.3', '6.0.4', CRITICAL),
]

let registry: TestRegistry
let folder: TestFolder
let osv: OsvServer
let root: string
let repository: Repository
/** Images of two digests: `now` has an older PyYAML than `before`. */
let now: Descriptor
let before: Descriptor
let spdx: Buffer

beforeAll(async () => {
  registry = await startRegistry()
  folder = await TestFolder.make()
  osv = await OsvServer.start(RECORDS)
  root = await mkdtemp(join(tmpdir(), 'test-scan-'))
  await symlink(join(ROOT, 'images'), join(root, 'images'))
  repository = openRepository({ registry: registry.host, repository: 'org/spark' })
  const listed = listPackages(image, await sampleFiles())
  const push = async (tag: string, yaml: string) => {
    const layout = await openLayout(await folder.writeLayout(await makeImage()))
    await pushImage(layout, repository, tag)
    const { descriptor } = layout.manifest
    const document = spdxDocument({ ...image, digest: descriptor.digest }, listed, '2026-11-01T00:00:00Z')
    const blob = Buffer.from(String(document).replaceAll('pkg:pypi/pyyaml@6.0.3', `pkg:pypi/pyyaml@${yaml}`))
    await pushReferrer(repository, descriptor, { artifactType: SPDX_TYPE, mediaType: SPDX_TYPE, blob })
    return { descriptor, blob }
  }
  before = (await push('4.1.1-gpu', '6.0.4')).descriptor
  const pushed = await push('4.1.1-gpu-0a1b2c3d4e5f', '6.0.3')
  now = pushed.descriptor
  spdx = pushed.blob
  const bare = await openLayout(await folder.writeLayout(await makeImage()))
  await pushImage(bare, repository, 'bare')
})
afterAll(async () => {
  await osv?.[Symbol.asyncDispose]()
  await folder?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
  if (root !== undefined) await rm(root, { recursive: true })
})
beforeEach(() => {
  osv.instead = undefined
})

describe('npm run scan', () => {
  async function run(...args: string[]): Promise<{ said: string; error?: unknown }> {
    const said: string[] = []
    const say = (text: string): void => void said.push(text)
    const progress = { step: say, info: say, warning: say, line: say }
    const context = { root, env: process.env, progress } as unknown as Context
    const command: Command = parseCommand(['scan', ...args, '--osv', osv.address])
    try {
      say(await scanImages(command, context))
      return { said: said.join('\n') }
    } catch (error) {
      return { said: said.join('\n'), error }
    }
  }
  const name = (reference: string): string => `${registry.host}/org/spark${reference}`

  it('shows what an image has, writes SARIF, and fails', async () => {
    const { said, error } = await run(name(':4.1.1-gpu-0a1b2c3d4e5f'))
    expect(said).toContain('2 vulnerabilities in 9 packages (1 critical, 1 high)\n')
    expect(said).toMatch(/^found, fails +GHSA-yaml-yaml-yaml +critical 9\.8 +pyyaml +6\.0\.3 +6\.0\.4 /m)
    expect(said).toMatch(
      /^found, fails +GHSA-guav-guav-guav .* opt\/spark\/jars\/hadoop-client-api-3\.4\.2\.jar$/m,
    )
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(String(error)).toContain(
      'GHSA-yaml-yaml-yaml (critical 9.8) in pyyaml 6.0.3, fixed in 6.0.4: a flaw in pyyaml',
    )
    const log = JSON.parse(await readFile(join(root, 'out/vulnerabilities.sarif'), 'utf8'))
    expect(log.runs[0].results).toHaveLength(2)
  })

  it('compares with an earlier image: what that has, too, does not fail', async () => {
    const both = await run(name(`@${now.digest}`), '--against', name(':4.1.1-gpu'))
    expect(both.said).toContain('; 1 new, 1 known, 0 fixed, 0 gone')
    expect(String(both.error)).toContain('GHSA-yaml-yaml-yaml')
    expect(String(both.error)).not.toContain('GHSA-guav-guav-guav')
    const back = await run(name(':4.1.1-gpu'), '--against', name(`@${now.digest}`))
    expect(back.said).toContain('; 0 new, 1 known, 1 fixed, 0 gone')
    expect(back.error).toBe(undefined)
  })

  it('fails at no severity but those that it is told', async () => {
    expect((await run(name(':4.1.1-gpu'), '--fail-on', 'critical')).error).toBe(undefined)
    expect((await run(name(':4.1.1-gpu'), '--fail-on', 'none')).error).toBe(undefined)
    expect(String((await run(name(':4.1.1-gpu'), '--fail-on', 'bad')).error)).toContain('--fail-on bad: ')
  })

  it('scans every platform of an index', async () => {
    const platforms = ['amd64', 'arm64'].map((architecture) => ({ architecture, os: 'linux' }))
    const manifests = [now, before].map((one, index) => ({ ...one, platform: platforms[index] }))
    const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests }
    await putManifest(repository, 'index', Buffer.from(JSON.stringify(index)), MEDIA_TYPES.index)
    const { said } = await run(name(':index'), '--fail-on', 'none')
    expect(said).toContain(`:index@${now.digest}`)
    expect(said).toContain(`:index@${before.digest}`)
  })

  it('is in the committed bundle, which finds the library that rates vulnerabilities', async () => {
    const args = ['scan', name(':4.1.1-gpu'), '--osv', osv.address]
    const { code, stdout, stderr } = await runProcess(process.execPath, [
      join(ROOT, 'dist/local/index.js'),
      ...args,
    ])
    expect(stderr).toContain('GHSA-guav-guav-guav (high 7.5)')
    expect(stdout).toContain('1 vulnerability in 9 packages (1 high)')
    expect(code).toBe(1)
  })

  it('says what it can not scan, and never passes then', async () => {
    expect(String((await run(name(':none'))).error)).toContain(':none is not in the registry')
    expect(String((await run(name(':bare'))).error)).toContain('has no bill of materials attached')
    expect(String((await run(name('@sha256:1'))).error)).toContain('a digest is sha256: and 64 hex digits')
    osv.instead = (_, response) => response.writeHead(404).end()
    expect((await run(name(':4.1.1-gpu'))).error).toBeInstanceOf(RegistryError)
  })
})

describe('the gate of a build', () => {
  const CATALOG = { vex: {}, aliases: [{ tag: '{series}-{variant}' }, { tag: '{version}-{variant}' }] }

  async function gate(
    given: object = {},
    more: Partial<Parameters<typeof checkVulnerabilities>[1]> & { cell?: Cell } = {},
  ) {
    const warnings: string[] = []
    const policy = vulnerabilityPolicy.parse({ url: osv.address, ...given })
    const progress = { info: () => {}, warning: (text: string) => void warnings.push(text) }
    const { cell = image.cell, ...other } = more
    const options = { policy, catalog: CATALOG, released: repository, progress, ...other }
    const built = { cell, image: 'ghcr.io/org/spark:new', digest: now.digest, spdx }
    const outcome = await checkVulnerabilities(built, options).catch((error: unknown) => error)
    return { outcome, warnings }
  }

  it("fails for what the cell's released image does not have", async () => {
    const { outcome } = await gate()
    expect(outcome).toBeInstanceOf(VulnerabilityError)
    const { message, report } = outcome as VulnerabilityError
    expect(message).toContain('GHSA-yaml-yaml-yaml (critical 9.8) in pyyaml 6.0.3')
    expect(message).not.toContain('guav')
    expect(report.against).toBe(`${registry.host}/org/spark:4.1.1-gpu@${before.digest}`)
  })

  it('lets pass what is ignored', async () => {
    const { outcome } = await gate({ ignore: { 'GHSA-yaml-yaml-yaml': 'only our own files are read' } })
    expect(outcome).toMatchObject({ packages: 9 })
  })

  it('compares with a release of the series where the version has none', async () => {
    await putManifest(repository, '4.1-gpu', await bytesOf(before), before.mediaType)
    const { outcome } = await gate({ 'fail-on': 'none' }, { cell: { ...image.cell, version: '4.1.2' } })
    expect(outcome).toMatchObject({ against: expect.stringContaining(':4.1-gpu@') })
    const own = await gate({ 'fail-on': 'none' })
    expect(own.outcome).toMatchObject({ against: expect.stringContaining(':4.1.1-gpu@') })
  })

  it('compares with nothing where nothing is released, and says so of an image without a bill', async () => {
    const { outcome } = await gate({}, { catalog: { vex: {}, aliases: [{ tag: 'never' }] } })
    expect(outcome).toMatchObject({ against: undefined })
    const { warnings } = await gate({}, { catalog: { vex: {}, aliases: [{ tag: 'bare' }] } })
    expect(warnings).toEqual([expect.stringContaining('has no bill of materials attached')])
  })

  it('warns or fails, as the policy says, where nobody can tell', async () => {
    osv.instead = (_, response) => response.end('{}')
    const passed = await gate()
    expect(passed.outcome).toBe(undefined)
    expect(passed.warnings).toEqual([
      expect.stringMatching(/^the vulnerabilities of 4\.1\.1-gpu are not known: the answer of /),
    ])
    const { outcome } = await gate({ unreachable: 'fail' })
    expect(outcome).toBeInstanceOf(ConfigurationError)
    expect(String(outcome)).toContain('unreachable: warn in the catalog would let it pass')
    osv.instead = undefined
    const offline = await gate({ url: 'http://127.0.0.1:1', unreachable: 'fail' }, { osv: { retries: ONCE } })
    expect(String(offline.outcome)).toContain('no connection to 127.0.0.1:1')
  })

  it('takes no mistake of ours for an answer that is missing', async () => {
    const { outcome, warnings } = await gate({}, { released: {} as Repository })
    expect(outcome).toBeInstanceOf(TypeError)
    expect(warnings).toEqual([])
  })

  async function bytesOf({ digest }: Descriptor): Promise<Buffer> {
    return (await getManifest(repository, digest))?.bytes ?? Buffer.alloc(0)
  }
})

describe('a build', () => {
  /** Files that the images folder, the layout that a build gives, and an engine's calls are in. */
  async function prepare() {
    const own = await mkdtemp(join(root, 'build-'))
    const made = await makeImage()
    const layout = await folder.writeLayout(made)
    const { descriptor } = made.manifest
    // An engine that has built the image already, whatever it is asked to build.
    const script = `#!/bin/sh
echo "$1 $2" >>${own}/calls
case "$1 $2" in
"buildx build")
  cp -r ${layout}/. ${own}/layout
  echo '${JSON.stringify({ 'containerimage.descriptor': descriptor })}' >${own}/4.1.1-gpu-000000000000.json ;;
"image inspect") echo ${descriptor.digest} ;;
esac
`
    await writeFile(join(own, 'docker'), script, { mode: 0o755 })
    await writeFile(
      join(own, 'guava.lock'),
      `maven com.google.guava:guava 27.0-jre guava-27.0-jre.jar 10 ${'0'.repeat(64)} Apache-2.0\n`,
    )
    return { own, descriptor }
  }

  async function build(name: string, vulnerabilities?: object, change: Partial<BuildOptions> = {}) {
    const { own, descriptor } = await prepare()
    const said: string[] = []
    const say = (text: string): void => void said.push(text)
    const lockfile = { stage: 'fetch-x', lockfile: 'guava.lock', component: 'x', wanted: [] }
    const cell: Cell = { ...image.cell, downloads: [lockfile] }
    const target = {
      ...{
        cell,
        fingerprint: '0'.repeat(64),
        testsFingerprint: '0'.repeat(64),
        tag: '4.1.1-gpu-000000000000',
      },
      ...{ parts: { settings: {}, args: {}, stages: {}, files: {} }, testParts: { tests: {}, files: {} } },
    }
    const policy = vulnerabilities && vulnerabilityPolicy.parse({ url: osv.address, ...vulnerabilities })
    const catalog = { ...(await loadCatalog(join(ROOT, 'images'))), vulnerabilities: policy }
    const into = openRepository({ registry: registry.host, repository: name })
    const built = await buildCell(target, {
      ...{
        images: own,
        catalog,
        docker: dockerAt(join(own, 'docker')),
        origin: { source: 'https://example.org/x' },
      },
      ...{ workFolder: own, layoutFolder: join(own, 'layout'), env: {}, repository: into },
      bases: { trixie: { name: 'debian:trixie-slim', digest: descriptor.digest, reference: 'x@y' } },
      imageName: formatRepository(into),
      progress: { step: say, info: say, warning: say, line: say },
      ...change,
    }).catch((error: unknown) => error)
    const pushed = await resolveTag(into, target.tag)
    const attached = pushed === undefined ? [] : await listReferrers(into, pushed.digest)
    const types = attached.map(({ annotations }) => annotations?.['in-toto.io/predicate-type'])
    return { built, pushed, types, said: said.join('\n') }
  }

  it('asks nobody without the key of the catalog', async () => {
    const before = osv.requests.length
    const { built, pushed, types } = await build('none/spark')
    expect(built).toMatchObject({ pushed: true, vulnerabilities: undefined })
    expect(pushed).toBeDefined()
    expect(types).not.toContain(VULNERABILITIES)
    expect(osv.requests.length).toBe(before)
  })

  it('makes what it would attach where it pushes nothing, if that is to be compared', async () => {
    const compared = await build('compared/spark', undefined, { repository: undefined, isCompared: true })
    const { documents = [] } = (compared.built as BuiltImage).compared ?? {}
    expect(compared.built).toMatchObject({ pushed: false })
    expect(compared.pushed).toBe(undefined)
    expect(documents.map(({ artifactType }) => artifactType)).toContain(SPDX_TYPE)
    const predicates = documents.map(({ annotations }) => annotations?.['in-toto.io/predicate-type'])
    expect(predicates.at(-1)).toBe(TEST_RESULT)
    const other = await build('other/spark', undefined, { repository: undefined })
    expect(other.built).toMatchObject({ pushed: false, compared: undefined })
  })

  it('shows what it finds, and attaches it before the record', async () => {
    const { built, types, said } = await build('shown/spark', {})
    expect(built).toMatchObject({ pushed: true, vulnerabilities: { packages: 1 } })
    expect(said).toContain('1 vulnerability in 1 package (1 high)')
    expect(said).toContain('there is no released image to compare with')
    expect(types.slice(-2)).toEqual([VULNERABILITIES, TEST_RESULT])
  })

  it('pushes nothing of an image that fails', async () => {
    const { built, pushed, said } = await build('failed/spark', { 'only-new': false })
    expect(built).toBeInstanceOf(VulnerabilityError)
    expect(String(built)).toContain(
      'GHSA-guav-guav-guav (high 7.5) in com.google.guava:guava 27.0-jre, fixed in 32.0.0-jre',
    )
    expect(said).toContain('look up the vulnerabilities of 4.1.1-gpu')
    expect(pushed).toBe(undefined)
  })
})
