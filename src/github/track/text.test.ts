import { describe, expect, it } from 'vitest'
import type { CellChange } from '../../track/compare.ts'
import type { TrackResult } from '../../track/track.ts'
import { bodyOf, hasChanges, titleOf } from './text.ts'

const EMPTY: TrackResult = { changes: [], held: [], cells: [], licences: [], isLocked: true, renewed: [] }
const RELEASED = Date.parse('2026-05-04T00:00:00Z')

function cell(id: string, state: CellChange['state'], others: Partial<CellChange> = {}): CellChange {
  const [version = '', variant = ''] = id.split('-')
  return { id, version, variant, platform: 'linux/amd64', state, ...others }
}

const RESULT: TrackResult = {
  ...EMPTY,
  changes: [
    { kind: 'version', version: '4.4.0', what: 'added', released: RELEASED, seriesFrom: '4.3' },
    { kind: 'version', version: '4.1.0', what: 'dropped' },
    { kind: 'pin', component: 'lake', names: ['a:lake_2.13'], from: '1.0', to: '1.1', versions: ['4.3.0'] },
    { kind: 'rule', name: 'lake-4.1.0', what: 'removed', why: 'a compromise' },
  ],
  held: [{ what: 'Spark 4.3.1', why: 'released 2026-05-30, taken from 2026-06-06 on' }],
  cells: [
    cell('4.4.0-lake', 'new', { bytes: 620_000_000, bytesBefore: 600_000_000 }),
    cell('4.3.0-lake', 'changed', { bytes: 590_000_000, bytesBefore: 600_000_000 }),
    cell('4.3.0-gpu', 'excluded', { reason: 'rapids has no artifact for Spark 4.3.0' }),
    cell('4.4.0-gpu', 'excluded', { reason: 'rapids has no artifact for Spark 4.3.0' }),
    cell('4.1.0-lake', 'gone'),
  ],
  licences: [{ name: 'a:lake_2.13', before: ['MIT'], after: ['Apache-2.0', 'MIT'] }],
  renewed: ['python'],
}

describe('the pull request', () => {
  it('has a title of what is new', () => {
    expect(titleOf(RESULT)).toBe('Spark images: Spark 4.4.0, lake 1.1; without Spark 4.1.0')
    expect(titleOf({ ...EMPTY, renewed: ['python'] })).toBe('Spark images: Python packages of python')
    const changes = Array.from(
      { length: 50 },
      (_, at) => ({ ...RESULT.changes[0], version: `4.4.${at}` }) as (typeof RESULT.changes)[0],
    )
    expect(titleOf({ ...EMPTY, changes }).length).toBeLessThan(130)
  })

  it('says what is new, what it costs, what changes, and what can not be yet', () => {
    expect(bodyOf(RESULT)).toMatchInlineSnapshot(`
      "Versions and pins of the catalog, brought up to date by its policy (\`track:\`). The acceptance tests of the images decide whether they work. To leave a version out, name it under \`skip:\`.

      ### What is new

      | what | before | after | there since | Spark |
      | --- | --- | --- | --- | --- |
      | **Spark** | – | 4.4.0 | 2026-05-04 |  |
      | **lake**<br><code>a:lake&#95;2.13</code> | 1.0 | 1.1 | unknown | 4.3.0 |

      ### Dropped

      - Spark 4.1.0

      ### To be checked by a person

      - Spark 4.4.0 is the first of its series. Its Scala, Java and Python are taken over from series 4.3: compare them with the release notes.

      ### Locked anew

      - the Python packages of <code>python</code>, in the newest versions that the catalog allows

      ### Images

      |  | lake | gpu |
      | --- | :-: | :-: |
      | **4.4.0** | **new** | excluded |
      | **4.3.0** | **changed** | excluded |
      | **4.1.0** | gone |  |

      ### What it costs

      | image | platform | downloads before | after | difference |
      | --- | --- | --: | --: | --: |
      | 4.4.0-lake | linux/amd64 | 600 MB | 620 MB | +20 MB |
      | 4.3.0-lake | linux/amd64 | 600 MB | 590 MB | −10 MB |

      A new image is compared with the newest like it. \`unknown\` is what no lockfile pins yet.

      ### Licences

      | artifact | before | after |
      | --- | --- | --- |
      | <code>a:lake&#95;2.13</code> | <code>MIT</code> | <code>Apache-2.0</code>, <code>MIT</code> |

      ### Rules

      | rule | is | it says |
      | --- | --- | --- |
      | <code>lake-4.1.0</code> | removed | a compromise |

      ### Can't be yet

      - Spark 4.3.1: released 2026-05-30, taken from 2026-06-06 on

      ### Excluded images

      - rapids has no artifact for Spark 4.3.0: 4.3.0-gpu, 4.4.0-gpu
      "
    `)
  })

  it('has nothing of others that leads anywhere, mentions anybody or is markup', () => {
    const evil =
      'x @octocat #1 <img src=x onerror=y> [a](https://evil.example) https://evil.example www.evil.example `a` **b**\n## c | d ::error::'
    const body = bodyOf({
      ...RESULT,
      held: [{ what: evil, why: evil }],
      cells: [cell('4.3.0-gpu', 'excluded', { reason: evil })],
      licences: [{ name: evil, before: [], after: [evil] }],
      changes: [{ kind: 'rule', name: evil, what: 'removed', why: evil }],
      renewed: [],
    })
    expect(body).not.toMatch(/@octocat|<img|(?<!\\)\]\(https|https?:\/\/|www\.|^## c/m)
    expect(
      body
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .every((line) => line.split(/(?<!\\)\|/).length <= 6),
    ).toBe(true)
  })

  it('is of a size that GitHub takes', () => {
    const held = Array.from({ length: 5000 }, (_, at) => ({
      what: `Spark 4.1.${at}`,
      why: 'not yet, '.repeat(10),
    }))
    const body = bodyOf({ ...RESULT, held })
    expect(body.length).toBeLessThan(65_536)
    expect(body).toContain('more are left out here')
  })

  it('is none where only lockfiles were looked at', () => {
    const cells = [cell('4.3.0-lake', 'unchanged'), cell('4.3.0-gpu', 'excluded')]
    expect(hasChanges({ ...EMPTY, cells })).toBe(false)
    expect(hasChanges({ ...EMPTY, cells: [cell('4.3.0-lake', 'changed')] })).toBe(true)
    expect(hasChanges(RESULT)).toBe(true)
  })
})
