import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOnePlatform } from '../../tests/support/one-platform.ts'
import { claimsOf } from './aliases.ts'
import { cellsOf } from './cells.ts'
import { parseCatalog } from './parse.ts'

const shipped = readOnePlatform(path.join(import.meta.dirname, '../../images')).text

/** The shipped catalog with other aliases. */
function withAliases(...aliases: string[]): string {
  const list = aliases.map((alias) => `  - ${alias}\n`).join('')
  return shipped.replace(/^aliases:\n(?: {2}.*\n)+/m, `aliases:\n${list}`)
}

function tagsOf(text: string, id: string): string[] {
  const catalog = parseCatalog(text, 'my.yml')
  return claimsOf(cellsOf(catalog), catalog.aliases, '20261124')
    .filter(({ cell }) => cell.id === id)
    .map(({ image, tag, kind }) => `${image === undefined ? '' : `${image}:`}${tag} ${kind}`)
}

function refusal(...aliases: string[]): string {
  try {
    parseCatalog(withAliases(...aliases), 'my.yml')
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('the catalog was accepted')
}

describe('the shipped aliases', () => {
  it('of 4.1.1-gpu', () => {
    expect(tagsOf(shipped, '4.1.1-gpu')).toEqual([
      '4.1.1-gpu exact',
      '4.1-gpu floating',
      '4-gpu floating',
      'gpu floating',
      '4.1.1-gpu-20261124 fixed',
    ])
  })

  it('of the default variant, which has the short tags too', () => {
    expect(tagsOf(shipped, '4.1.1-baseline')).toEqual([
      '4.1.1-baseline exact',
      '4.1-baseline floating',
      '4-baseline floating',
      'baseline floating',
      '4.1.1-baseline-20261124 fixed',
      '4.1.1 exact',
      '4.1 floating',
      '4 floating',
      'latest floating',
    ])
  })
})

it('an alias may be in a repository of its own', () => {
  const text = withAliases(
    '{ image: "spark-{version}", tag: "{variant}" }',
    '{ image: "spark-{major}", tag: "{variant}" }',
  )
  expect(tagsOf(text, '4.1.1-gpu')).toEqual(['spark-4.1.1:gpu exact', 'spark-4:gpu floating'])
})

describe('a mistake in an alias', () => {
  const place = /^my\.yml:\d+:\d+: aliases\.\d/
  it.each([
    [
      ['{ tag: "{version}" }'],
      '"{version}" gives 4.2.1-baseline and 4.2.1-gpu one tag, 4.2.1: add {variant}',
    ],
    [['{ tag: latest }'], '"latest" gives 4.3.0-baseline and 4.2.1-gpu one tag, latest'],
    [
      ['{ tag: "{variant}" }', '{ tag: gpu, variants: [gpu-iceberg] }'],
      '"gpu" gives 4.2.1-gpu (as alias 0, "{variant}") and 4.1.4-gpu-iceberg one tag, gpu',
    ],
    [['{ tag: "{variant}" }', '{ tag: "{variant}" }'], '4.3.0-baseline'],
    [
      ['{ image: "spark-{series}", tag: "{variant}-{date}" }'],
      '"spark-{series}:{variant}-{date}" gives 4.1.4-baseline and 4.1.1-baseline one tag',
    ],
    [['{ tag: "{versoin}" }'], 'a tag is made of'],
    [['{ tag: "{date}/x" }'], 'a tag is made of'],
    [['{ tag: ".{variant}" }'], 'gives 4.3.0-baseline the tag .baseline'],
    [['{ image: "spark-{date}", tag: "{variant}" }'], 'an image is the last part of its name'],
    [['{ image: "-{version}", tag: "{variant}" }'], 'the image name -4.3.0'],
    [['{ tag: "release-{variant}-{version}" }'], 'which is kept for other things'],
    [['{ tag: "{version}-{variant}-newest" }'], 'which is kept for other things'],
    [['{ tag: "{variant}", variants: [gpo] }'], 'no variant "gpo", did you mean "gpu"?'],
    [['{ tag: "{variant}", variant: gpu }'], 'there is no such key, did you mean "variants"?'],
  ])('%j', (aliases, message) => {
    const said = refusal(...aliases)
    expect(said).toMatch(place)
    expect(said).toContain(message)
  })
})
