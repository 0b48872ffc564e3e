import { expect, it } from 'vitest'
import type { Changes, ImageDiff } from '../diff/schema.ts'
import { sha256 } from '../oci/digest.ts'
import { changeNotes, changeSections } from './changes.ts'
import { summaryOf } from './summary.ts'

function image(index: number): ImageDiff {
  const side = (text: string) => ({ digest: sha256(`${text}${index}`) })
  const packages = Array.from({ length: 70 }, (_, at) => {
    const name = at === 0 ? '<img src=x onerror=alert(1)>@everyone' : `org.example:artifact-${at}`
    return { ecosystem: 'Maven' as const, name, change: 'up' as const, old: ['1|2'], new: ['`3`'] }
  })
  return {
    cell: `4.1.${index}-gpu`,
    platform: 'linux/amd64',
    old: side('old'),
    new: side('new'),
    pullBytes: 1e6,
    compressedBytes: { old: 5e8, new: 4.9e8 },
    layers: [],
    packages,
    licences: [],
    vulnerabilities: [],
    statements: [],
    settings: [],
    tests: [],
    unknown: [],
  }
}

const changes = (count: number): Changes => {
  const images = Array.from({ length: count }, (_, index) => image(index))
  return { images, added: [], removed: [], unchanged: 3, unknown: ['4.0.0-gpu: it is <gone>'] }
}

it('has a line for each image, and takes nothing for markup', () => {
  const text = changeNotes(changes(1))
  expect(text).toContain(
    '### What changed\n\n1 image differs, 3 the same.\n\n- **4.1.0-gpu for linux/amd64**: ',
  )
  expect(text).toContain('490 MB (−10 MB), 1.0 MB to pull; packages: 70 up\n')
  expect(text).toContain(
    '| up | &lt;img src=x onerror=alert(1)&gt;@<!-- -->everyone | 1\\|2 | \\`3\\` | Maven |',
  )
  expect(text).toContain('10 more are left out here.')
  expect(text).toContain('Not known: 4.0.0-gpu: it is &lt;gone&gt;')
})

it('finds no links and no issues in what is from outside', () => {
  const title = 'see https://evil.test, WWW.evil.test, acme/all#7 and GH-8'
  const [first] = changes(1).images
  const text = changeNotes({ ...changes(0), images: first ? [{ ...first, cell: title }] : [] })
  const inert =
    'see https:<!-- -->//evil.test, WWW<!-- -->.evil.test, acme/all#<!-- -->7 and GH<!-- -->-8 for linux/amd64'
  expect(text).toContain(`- **${inert}**: `)
  expect(text).toContain(`<details><summary>${inert}</summary>`)
})

it('names the image that it was compared with, where that is of another cell', () => {
  const [first] = changes(1).images
  const old = { digest: sha256('old'), cell: '4.0.9-gpu' }
  const text = changeNotes({ ...changes(0), images: first ? [{ ...first, old }] : [] })
  expect(text).toContain('- **4.1.0-gpu for linux/amd64, against 4.0.9-gpu**: ')
})

it('says how many tables are left out, and what has them', () => {
  const sections = changeSections(changes(20), { limit: 30_000, elsewhere: '[the run](https://x.test)' })
  const text = summaryOf(sections)
  const shown = text.split('<details>').length - 1
  expect(shown).toBeGreaterThan(0)
  expect(Buffer.byteLength(text)).toBeLessThan(30_500)
  expect(text).toContain(
    `The tables of ${20 - shown} more images are left out here; [the run](https://x.test) has them.`,
  )
  expect(summaryOf(changeSections(changes(1)))).not.toContain('are left out here; ')
})

it('stays below what GitHub takes, and leaves no part open', () => {
  const text = changeNotes(changes(256))
  expect(text.length).toBeLessThan(125_000)
  expect(text).toContain('- **4.1.255-gpu for linux/amd64**: ')
  expect(text.split('<details>').length).toBe(text.split('</details>').length)
})
