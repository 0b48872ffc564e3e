import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cell, cellsOf, exclusionOf } from '../../src/catalog/cells.ts'
import { KEYLESS } from '../../src/catalog/schema/policies.ts'
import { discard } from '../../src/registry/http/transport.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { readSite } from '../../src/site/read.ts'
import { pinned } from '../diff/described.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { Browser, type View } from '../support/browser.ts'
import { type EndedHere, runHere } from '../support/here.ts'
import { loadOnePlatform, ONE_PLATFORM } from '../support/one-platform.ts'
import { ROOT } from '../support/process.ts'
import { releaseSeveral } from './releases.ts'

/** What is in names, labels and values of one image. */
const HOSTILE = `"><img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=2</script>`

const PAGES = [
  'index.html',
  'releases.html',
  'images/4.1.1-gpu.html',
  // Of two platforms, and never released.
  'images/4.1.1-baseline.html',
  'images/4.3.0-gpu.html',
  'RELEASE',
]
const VIEWS: readonly View[] = (['light', 'dark'] as const).flatMap((scheme) => [
  { width: 1280, height: 900, scheme },
  { width: 360, height: 780, scheme },
])

let registry: TestRegistry
let repository: Repository
let workspace: string
let folder: string
/** All of the shipped catalog, and those that are released here. */
let family: readonly Cell[]
let cells: readonly Cell[]
let ids: string[]
let made: EndedHere
let browser: Browser

beforeAll(async () => {
  const catalog = await loadOnePlatform(path.join(ROOT, 'images'))
  family = cellsOf(catalog)
  cells = family
    .filter(({ version }) => ['4.3.0', '4.1.1'].includes(version))
    .flatMap((cell) => (cell.id === '4.1.1-baseline' ? [cell, { ...cell, platform: 'linux/arm64' }] : [cell]))
  registry = await startRegistry()
  repository = openRepository({ registry: registry.host, repository: 'acme/spark' })
  ids = await releaseSeveral(repository, {
    cells,
    aliases: catalog.aliases,
    releases: 3,
    packages: 60,
    isBuilt: ({ id }, index) => index === 1 || id === '4.1.1-gpu',
    change: ({ id }, index) => {
      if (id !== '4.1.1-gpu' || index !== 2) return {}
      const of = { ...pinned('pkg:maven/a/b@1.0', HOSTILE), purl: undefined, name: HOSTILE }
      return {
        packages: [of, pinned('pkg:pypi/numpy@2.4.0', 'BSD-3-Clause')],
        findings: [{ id: HOSTILE, of: HOSTILE, severity: 'high' }],
        labels: { [HOSTILE]: HOSTILE, 'spark-images.support': '\u202ehostile' },
        env: [`EVIL=${HOSTILE}`],
        tests: [{ name: HOSTILE, outcome: 'passed', seconds: 2, saw: [HOSTILE] }],
      }
    },
  })
  workspace = await mkdtemp(path.join(tmpdir(), 'test-site-'))
  await cp(ONE_PLATFORM.GITHUB_WORKSPACE, workspace, { recursive: true })
  await appendFile(path.join(workspace, 'spark-images.yml'), 'sign: key\n')
  made = await site()
  folder = made.outputs.path ?? ''
  browser = await Browser.start()
}, 600_000)
afterAll(async () => {
  await browser?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
  if (workspace !== undefined) await rm(workspace, { recursive: true })
})

function site(inputs: Readonly<Record<string, string>> = {}): Promise<EndedHere> {
  const image = `${registry.host}/acme/spark`
  return runHere('site', { image, ...inputs }, { GITHUB_WORKSPACE: workspace })
}

const fileOf = (page: string): string => path.join(folder, page.replace('RELEASE', `releases/${ids[2]}.html`))
const read = (page: string): Promise<string> => readFile(fileOf(page), 'utf8')
const open = (page: string, view: View = { width: 1280, height: 900, scheme: 'light' }): Promise<void> =>
  browser.open(pathToFileURL(fileOf(page)).href, view)

describe('the folder', () => {
  it('is the output, and has the family, its images and its releases', async () => {
    expect(made, made.stdout).toMatchObject({
      code: 0,
      outputs: { path: path.join(workspace, '_site'), releases: '3' },
    })
    const index = await read('index.html')
    const released = new Set(cells.filter((cell) => exclusionOf(cell) === undefined).map(({ id }) => id))
    expect(index).toContain(`${released.size} images of Spark 4.3.0, 4.1.1. Last released on `)
    for (const { id } of cells) expect(index).toContain(`href="images/${id}.html"`)
    expect(index).toContain('>not supported</a>')
    expect(index).toContain('<h3>linux/arm64</h3>')
    const digest = (await resolveTag(repository, '4.1.1-gpu'))?.digest ?? ''
    const image = await read('images/4.1.1-gpu.html')
    expect(image).toContain(`docker pull ${registry.host}/acme/spark@${digest}`)
    expect(image).toContain(`cosign verify ${registry.host}/acme/spark@${digest} --key cosign.pub`)
    expect(image).toContain('<code>4.1.1-gpu-20260909</code>')
    // Three images, and a bar of each.
    expect(image.match(/<g>/g)).toHaveLength(3)
    const release = await read('RELEASE')
    expect(release).toContain('1 image differs, 4 the same')
    expect(release).toContain('<h3>Packages</h3>')
    const data = JSON.parse(await read('data/index.json'))
    expect(data.images.find(({ cell }: { cell: string }) => cell === '4.1.1-gpu')).toMatchObject({ digest })
    const [diff] = JSON.parse(await read(`data/releases/${ids[2]}.json`)).images
    expect(diff).toMatchObject({ cell: '4.1.1-gpu', new: { digest } })
  })

  it('has pages that link to what there is, and lets no script but its own run', async () => {
    const pages = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'))
    expect(pages.length).toBe(family.length + 3 + 2)
    for (const page of pages) {
      const text = (await read(page)).replaceAll('&#39;', "'")
      expect(text).toContain(
        `content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri`,
      )
      expect(text.match(/<script/g)).toHaveLength(1)
      expect(text).not.toMatch(/ style=|<img| on\w+="/)
      for (const [, link = ''] of text.matchAll(/(?:href|src)="([^"#]+)"/g))
        await stat(path.resolve(path.dirname(fileOf(page)), link))
    }
  })

  it('is small to begin with', async () => {
    const first = await Promise.all(
      ['index.html', 'style.css', 'search.js', 'icon.svg'].map((name) => stat(fileOf(name))),
    )
    expect(first.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(100_000)
  })

  it('is made again in its place, and never over anything else', async () => {
    await writeFile(path.join(folder, 'images/old.html'), '')
    expect((await site({ releases: '1' })).outputs.releases).toBe('1')
    expect(await readdir(path.join(folder, 'images'))).not.toContain('old.html')
    expect((await site()).code).toBe(0)
    await mkdir(path.join(workspace, 'mine'))
    await writeFile(path.join(workspace, 'mine/notes.txt'), '')
    const refused = await site({ path: 'mine' })
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('has "notes.txt" in it: name a folder that is empty')
    expect(await readdir(path.join(workspace, 'mine'))).toEqual(['notes.txt'])
  })

  it('is refused where there is nothing to show, and for a number that is none', async () => {
    const none = await site({ image: `${registry.host}/acme/nothing`, path: 'none' })
    expect(none.stdout).toContain(
      `${registry.host}/acme/nothing has no release to show: release the family first`,
    )
    expect((await site({ releases: '0' })).stdout).toContain(
      'the input releases is "0": write a number from 1 to 200',
    )
  })

  it('leaves out images that the registry has lost, and says so', async () => {
    const options = {
      cells,
      releases: 20,
      now: new Date(),
      signing: { sign: 'off', signing: KEYLESS } as const,
    }
    const before = await readSite(repository, options)
    const lost = before.cells.find(({ id }) => id === '4.1.1-iceberg')
    const gone = lost?.platforms[0]?.history[0]?.content.digest ?? ''
    await repository.client.request(
      { method: 'DELETE', url: `/v2/acme/spark/manifests/${gone}`, expect: [202], scopes: [] },
      discard,
    )
    const after = await readSite(repository, options)
    expect(after.problems).toEqual([
      expect.stringContaining(`4.1.1-iceberg: ${registry.host}/acme/spark@${gone} is not in the registry`),
    ])
    expect(after.cells.find(({ id }) => id === '4.1.1-iceberg')?.platforms[0]?.history).toHaveLength(1)
  })
})

describe.each(PAGES)('in a browser, %s', (page) => {
  it('asks nobody for anything, fits the screen, and is without a violation to axe', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    for (const view of VIEWS) {
      await open(page, view)
      await browser.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true })`)
      const wide = await browser.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(wide, JSON.stringify(view)).toBeLessThanOrEqual(0)
      await browser.evaluate(`${axe}\n;0`)
      const violations = await browser.evaluate<{ id: string; nodes: { html: string }[] }[]>(
        `axe.run({ preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => ({ html })) })))`,
      )
      expect(violations, JSON.stringify(view)).toEqual([])
    }
    expect(await browser.evaluate('globalThis.hacked')).toBeUndefined()
    expect(browser.complaints).toEqual([])
    expect(browser.requests.filter((url) => !url.startsWith('file:') && url !== 'about:blank')).toEqual([])
  }, 120_000)
})

describe('the search', () => {
  async function type(text: string): Promise<string[]> {
    await browser.press('/')
    await browser.send('Input.insertText', { text })
    for (let tries = 0; tries < 100; tries++) {
      const found = await browser.evaluate<string[]>(
        `document.getElementById('results').hidden ? [] : [...document.querySelectorAll('#results li')].map((one) => one.textContent)`,
      )
      if (found.length > 0) return found
    }
    throw new Error(`nothing is shown for ${text}`)
  }

  it('finds packages, vulnerabilities, tags and digests, by the keyboard alone', async () => {
    await open('images/4.1.1-iceberg.html')
    expect(await type('numpy')).toEqual(['numpypackage2.4.0 in 4.1.1-gpu'])
    await browser.press('ArrowDown')
    await browser.press('Enter')
    for (let tries = 0; tries < 100; tries++)
      if ((await browser.evaluate<string>('location.href')).endsWith('4.1.1-gpu.html#packages')) break
      else await sleep(20)
    expect(await browser.evaluate('location.href')).toMatch(/4\.1\.1-gpu\.html#packages$/)
  })

  it('finds images first, says when there is nothing, and closes', async () => {
    await open('index.html')
    const [first] = await type('4.1.1-gpu')
    expect(first).toBe('4.1.1-gpuimage')
    await browser.press('Escape')
    expect(await browser.evaluate(`document.getElementById('results').hidden`)).toBe(true)
    await open('index.html')
    expect(await type('no such thing')).toEqual(['Nothing found'])
  })

  it('shows hostile names as they are', async () => {
    await open('index.html')
    const found = await type('onerror')
    expect(found.join('\n')).toContain(HOSTILE)
    expect(await browser.evaluate(`document.querySelectorAll('#results img, #results script').length`)).toBe(
      0,
    )
    expect(await browser.evaluate('globalThis.hacked')).toBeUndefined()
  })

  it('filters the packages of an image', async () => {
    await open('images/4.1.1-iceberg.html')
    await browser.evaluate(`document.querySelector('[data-filter]').focus()`)
    await browser.send('Input.insertText', { text: 'artifact-12' })
    const shown = await browser.evaluate<string[]>(
      `[...document.querySelectorAll('#list tbody tr:not([hidden]) td:first-child')].map((one) => one.textContent)`,
    )
    expect(shown).toEqual(['org.example.core:artifact-12'])
  })
})
