/** The build entry on a pull request: what it tells of an image that it built, tested and does not push. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownPlatform } from '../../src/engine/buildx.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { layerTar } from '../attest/layers.ts'
import { layoutFiles, makeDescribed, pushDescribed } from '../diff/described.ts'
import { TestFolder } from '../registry/image.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { planned } from '../release/family.ts'
import { eventOf, runHere } from '../support/here.ts'

const CELL = planned('4.1.1', 'baseline', ownPlatform())

let registry: TestRegistry
/** Wants a password, which a fork's pull request does not have. */
let closed: TestRegistry
let folder: TestFolder
/** A folder of PATH with an engine that has built the image already, and whose containers do nothing. */
let programs: string
let repository: Repository
let layer: Buffer

beforeAll(async () => {
  registry = await startRegistry()
  closed = await startRegistry({ auth: true })
  folder = await TestFolder.make()
  programs = await mkdtemp(path.join(tmpdir(), 'test-programs-'))
  repository = openRepository({ registry: registry.host, repository: 'acme/spark' })
  const debian = openRepository({ registry: registry.host, repository: 'acme/debian' })
  await pushDescribed(debian, { ...CELL, tag: 'slim' })
  layer = await layerTar({ 'opt/spark/RELEASE': 'Spark 4.1.1' })
  const built = makeDescribed(CELL, { layers: { spark: layer }, env: ['ADDED=1'] })
  const layout = await folder.writeLayout({ files: layoutFiles(built) })
  const metadata = JSON.stringify({ 'containerimage.descriptor': built.descriptor })
  const script = `#!/bin/sh
case "$1 $2" in
"version "*) echo '{"Server":{"Version":"28.0.0"}}' ;;
"buildx version") echo "github.com/docker/buildx v0.29.0" ;;
"buildx inspect") printf 'Driver: docker-container\\nPlatforms: ${CELL.platform}\\n' ;;
"buildx build")
  for argument; do
    case "$before $argument" in
    "--metadata-file "*) echo '${metadata}' >"$argument" ;;
    "--output "*type=oci*) to=\${argument#*dest=}; cp -r ${layout}/. "\${to%%\\"*}" ;;
    esac
    before=$argument
  done ;;
"image inspect") echo ${built.descriptor.digest} ;;
"run --interactive") ;;
"exec "*) echo watching ;;
"run "*)
  while [ "$1" != --name ]; do shift; done
  while [ -d "${programs}" ] && [ ! -e "${programs}/$2" ]; do sleep 0.05; done ;;
"stop "* | "rm "*)
  while [ "$1" != -- ]; do shift; done
  cd "${programs}" && touch "$@" ;;
esac
`
  await writeFile(path.join(programs, 'docker'), script, { mode: 0o755 })
})
afterAll(async () => {
  await rm(programs, { recursive: true })
  await folder?.[Symbol.asyncDispose]()
  await closed?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
})

async function build(image = `${registry.host}/acme/spark`) {
  const event = await eventOf('pull_request', 'refs/pull/7/merge', { repository: { default_branch: 'main' } })
  const inputs = { cell: CELL.cell, image, base: `${registry.host}/acme/debian:slim`, cache: 'none' }
  return runHere('build', inputs, { ...event, PATH: `${programs}:${process.env.PATH}` })
}

describe('a build on a pull request', () => {
  it('tells what it changes, in the summary and as files, and pushes nothing', async () => {
    const released = { ...CELL, tag: '4.1.1-baseline' }
    await pushDescribed(repository, released, { layers: { spark: layer } })
    const before = await resolveTag(repository, released.tag)
    const { code, stdout, outputs, summary } = await build()
    expect(code, stdout).toBe(0)
    expect(outputs.changes).toMatch(/\.md$/)
    const notes = await readFile(outputs.changes ?? '', 'utf8')
    expect(notes).toContain(
      `### What changed\n\n1 image differs.\n\n- **4.1.1-baseline for ${CELL.platform}**: `,
    )
    expect(notes).toContain('| env ADDED | – | 1 |')
    expect(summary).toContain('built and tested, not pushed')
    expect(summary).toContain(notes.trim())
    const diff = JSON.parse(await readFile(outputs['changes-json'] ?? '', 'utf8'))
    expect(diff).toMatchObject({
      old: `${registry.host}/acme/spark:4.1.1-baseline@${before?.digest}`,
      new: `${outputs.image}@${outputs.digest}`,
    })
    expect(outputs['changes-artifact']).toMatch(/^spark-images-changes-4\.1\.1-baseline-linux-/)
    const [, tag = ''] = outputs.image?.split(/:(?=[^:]*$)/) ?? []
    expect(await resolveTag(repository, tag)).toBe(undefined)
  })

  it('gives a notice, and does not fail, where the registry tells strangers nothing', async () => {
    const { code, stdout, outputs, summary } = await build(`${closed.host}/acme/spark`)
    expect(code, stdout).toBe(0)
    expect(stdout).toContain('::notice::4.1.1-baseline was not compared with the released image: ')
    expect(summary).toContain(`- Not known: 4.1.1-baseline for ${CELL.platform}: `)
    expect(await readFile(outputs.changes ?? '', 'utf8')).toContain('- Not known: 4.1.1-baseline for ')
  })
})
