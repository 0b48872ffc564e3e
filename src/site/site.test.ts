import { describe, expect, it } from 'vitest'
import { KEYLESS } from '../catalog/schema/policies.ts'
import { sha256 } from '../oci/digest.ts'
import { sizeChart } from './chart.ts'
import { day, duration, shortTag } from './format.ts'
import { html } from './html.ts'
import type { SiteImage } from './model.ts'
import { cosignOptions } from './verify.ts'

describe('html', () => {
  it('takes what is put into it for text, in elements and attributes', () => {
    const hostile = `"><script>alert(1)</script>'&`
    const text = html`<a title="${hostile}">${hostile}</a>`.text
    expect(text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;</a>',
    )
  })

  it('joins lists, takes markup of its own as it is, and leaves out what there is not', () => {
    const items = ['<', 2].map((item) => html`<li>${item}</li>`)
    expect(html`<ul>${items}${false}${undefined}</ul>`.text).toBe('<ul><li>&lt;</li><li>2</li></ul>')
  })

  it('shows characters that would turn or cut the text', () => {
    expect(html`${'a\u202eb\0c\nd'}`.text).toBe('a\ufffdb\ufffdc\nd')
  })
})

describe('the chart', () => {
  const image = (index: number, sizes: Readonly<Record<string, number>>): SiteImage => {
    const layers = Object.entries(sizes).map(([stage, bytes]) => ({ stage, bytes, digest: sha256(stage) }))
    const compressedBytes = layers.reduce((sum, { bytes }) => sum + bytes, 0)
    const released = new Date(Date.UTC(2026, 8, 1 + index)).toISOString()
    const rest = { platform: 'linux/amd64', configBytes: 0, settings: new Map(), problems: [] }
    const content = { digest: sha256(String(index)), compressedBytes, layers, ...rest }
    return { release: 'x', released, content }
  }

  it('has a bar for each image, with the layers from the lowest up', () => {
    const text = sizeChart(
      [image(0, { os: 50e6, spark: 100e6 }), image(1, { os: 50e6, spark: 150e6 })],
      'a',
    )?.text
    expect(text?.match(/<g>/g)).toHaveLength(2)
    expect(text).toContain('<title>2 Sep 2026, spark: 150\u00a0MB of 200\u00a0MB</title>')
    const bars = [
      ...(text ?? '').matchAll(
        /<rect class="part-\d" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)">/g,
      ),
    ]
    const [os = [], spark = []] = bars.map(([, y, height]) => [Number(y), Number(height)])
    expect((spark[0] ?? 0) + (spark[1] ?? 0)).toBeCloseTo(os[0] ?? 0, 1)
    expect((spark[1] ?? 0) / (os[1] ?? 1)).toBeCloseTo(2, 1)
    // The highest is within, and not in the lower half.
    expect(bars.every(([, y]) => Number(y) >= 14)).toBe(true)
  })

  it('names the largest stages, and puts the others together', () => {
    const sizes = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`s${index}`, (index + 1) * 1e6]),
    )
    const text = sizeChart([image(0, sizes)], 'a')?.text ?? ''
    const names = [...text.matchAll(/<span>([^<]+)<\/span>/g)].map(([, name]) => name)
    expect(names).toEqual(['other', 's11', 's10', 's9', 's8', 's7', 's6', 's5'])
  })

  it('is drawn of any sizes, and of none where there is nothing', () => {
    for (const bytes of [1, 999, 1e3, 123456789, 4.9e10])
      expect(sizeChart([image(0, { a: bytes })], 'a')?.text).not.toMatch(/NaN|Infinity|="-|\d{4}\./)
    expect(sizeChart([], 'a')).toBeUndefined()
    expect(sizeChart([image(0, {})], 'a')).toBeUndefined()
  })
})

it('dates, times and tags are as people write them', () => {
  expect([day('2026-11-04T23:59:00Z'), day('nonsense'), day(undefined)]).toEqual(['4 Nov 2026', '', ''])
  expect([0.24, 9.96, 59.4, 187].map(duration)).toEqual(['0.2 s', '10 s', '59 s', '3 min 7 s'])
  expect(shortTag({ name: 'ghcr.io/a/spark' }, 'ghcr.io/a/spark:4.1')).toBe('4.1')
  expect(shortTag({ name: 'ghcr.io/a/spark' }, 'ghcr.io/a/spark-4.1.1:gpu')).toBe('spark-4.1.1:gpu')
})

describe('how to verify', () => {
  const signing = { ...KEYLESS, issuer: 'https://issuer.example' }
  const identity = (identities: readonly string[]) =>
    cosignOptions({ sign: 'keyless', signing: { ...signing, identities: [...identities] } })[1]

  it('is by the key or by the identities that the catalog names, and nothing where nothing is signed', () => {
    expect(cosignOptions({ sign: 'off', signing })).toEqual([])
    expect(cosignOptions({ sign: 'key', signing })).toEqual(['--key cosign.pub --insecure-ignore-tlog'])
    expect(cosignOptions({ sign: 'keyless', signing: { ...signing, log: 'none' } })).toEqual([
      '--trusted-root trusted_root.json',
      "--certificate-identity 'https://github.com/OWNER/REPO/.github/workflows/FILE@REF'",
      "--certificate-oidc-issuer 'https://issuer.example'",
      "--certificate-github-workflow-repository 'OWNER/REPO'",
      '--insecure-ignore-tlog --use-signed-timestamps',
    ])
    expect(cosignOptions({ sign: 'keyless', signing, repository: 'acme/images' })).toContain(
      "--certificate-github-workflow-repository 'acme/images'",
    )
    expect(identity(['https://a/b.yml@main'])).toBe("--certificate-identity 'https://a/b.yml@main'")
  })

  it('takes globs for what they are, and nothing in them for more', () => {
    expect(identity(['https://a/b.yml@*', 'c(d']) ?? '').toBe(
      "--certificate-identity-regexp '^(?:https://a/b\\.yml@.*|c\\(d)$'",
    )
    expect(identity(["x'; rm -rf /"])).toBe("--certificate-identity 'x'\\''; rm -rf /'")
  })
})
