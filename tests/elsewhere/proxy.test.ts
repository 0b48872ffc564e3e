/** A build without any cache, in another network. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hostCaBundle } from '../../src/engine/buildx.ts'
import { dockerOutput } from '../../src/engine/docker.ts'
import type { CellReport } from '../../src/local/report.ts'
import { buildCells } from '../support/cells.ts'
import { startProxy } from '../support/proxy.ts'
import { DEFAULT, openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

let workshop: Workshop
let cell: CellReport

beforeAll(async () => {
  workshop = await openWorkshop()
  cell = (await buildCells(workshop, [DEFAULT])).get(DEFAULT) as CellReport
}, 20 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

it(
  'behind a proxy and with another CA bundle gives the same manifest: nothing of the host is in the image',
  async () => {
    await using proxy = await startProxy('someone', 'proxy-secret')
    const bundle = path.join(workshop.root, 'bundle.pem')
    const host = hostCaBundle(process.env)
    const trusted = host === undefined ? '' : await readFile(host, 'utf8')
    await writeFile(bundle, `# bundle-marker\n${trusted}`)
    const docker = await workshop.docker()
    const gateway = await workshop.gateway()
    const url = `http://someone:proxy-secret@${gateway}:${proxy.port}`
    const addresses = { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: '127.0.0.1,localhost' }
    const env = { ...addresses, SSL_CERT_FILE: bundle }

    const { code, text } = await workshop.local(['start', '--no-cache'], env)
    expect(code, text).toBe(0)
    expect(text).not.toContain('proxy-secret')
    const [again] = (await workshop.report()).cells
    expect(again).toMatchObject({ verdict: 'build', digest: cell.digest })
    // apt's plain requests, pip's and Ivy's tunnels.
    expect(new Set(proxy.hosts).size).toBeGreaterThanOrEqual(3)

    const inspected = await dockerOutput(docker, ['image', 'inspect', '--', cell.image])
    const history = await dockerOutput(docker, ['history', '--no-trunc', '--', cell.image])
    for (const trace of ['proxy-secret', gateway, 'bundle-marker', 'HTTP_PROXY'])
      expect(inspected + history).not.toContain(trace)
    const found = await docker([
      ...['run', '--rm', '--user', '0', '--', cell.image, 'grep', '-rlE', 'proxy-secret|bundle-marker'],
      ...['/etc', '/opt', '/usr', '/var', '/home', '/root', '/tmp'],
    ])
    expect(found.stdout).toBe('')
  },
  20 * MINUTE,
)
