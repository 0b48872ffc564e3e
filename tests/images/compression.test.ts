import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dockerOutput } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { openLayout } from '../../src/layout/layout.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

let workshop: Workshop

beforeAll(async () => {
  workshop = await openWorkshop()
  await workshop.quicken()
})

afterAll(() => workshop.close(), 2 * MINUTE)

it(
  'one line of the catalog gives gzip layers, in the layout as in the engine',
  async () => {
    const catalog = path.join(workshop.root, 'images/catalog.yml')
    const text = await readFile(catalog, 'utf8')
    await writeFile(catalog, text.replace(/^compression: .*$/m, 'compression: { type: gzip, level: 1 }'))
    const { code, text: said } = await workshop.local(['start'])
    expect(code, said).toBe(0)
    const [cell] = (await workshop.report()).cells
    const { manifest } = await openLayout(localFolder({ SPARK_IMAGES_HOME: workshop.home }).layout)
    expect(new Set(manifest.content.layers.map(({ mediaType }) => mediaType))).toEqual(
      new Set(['application/vnd.oci.image.layer.v1.tar+gzip']),
    )
    expect(manifest.descriptor.digest).toBe(cell?.digest)
    const docker = await workshop.docker()
    const id = await dockerOutput(docker, ['image', 'inspect', '--format', '{{.Id}}', cell?.image ?? ''])
    expect([manifest.descriptor.digest, manifest.content.config.digest]).toContain(id)
  },
  20 * MINUTE,
)
