import { describe, expect, it } from 'vitest'
import { shipped } from '../../tests/support/user-catalog.ts'
import { type Annotation, ConfigurationError } from '../errors.ts'
import { parseYaml } from './document.ts'
import { layUserCatalog } from './user.ts'

/** Where an error says that something is to be edited. */
function annotationsOf(parse: () => unknown): readonly Annotation[] {
  try {
    parse()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return (error as ConfigurationError).annotations
  }
  throw new Error('the file was accepted')
}

describe('the place to edit', () => {
  it('is where YAML ends to be it', () => {
    expect(annotationsOf(() => parseYaml('versions:\n  4.1.1: ]\n', 'my.yml'))).toEqual([
      { file: 'my.yml', line: 2, column: 10, message: expect.stringMatching(/^not valid YAML: /) },
    ])
    expect(annotationsOf(() => parseYaml('versions: *nowhere', 'my.yml'))).toMatchObject([{ line: 1 }])
  })

  it('is the key of a flaw', () => {
    const user = 'variants:\n  orders:\n    componets: [os]\n'
    expect(annotationsOf(() => layUserCatalog(shipped, { text: user, file: 'my.yml' }))).toEqual([
      {
        file: 'my.yml',
        line: 3,
        column: 16,
        message: expect.stringMatching(/^variants\.orders\.componets: there is no such key/),
      },
    ])
  })

  it("is in the user's file even where the flaw is about the shipped one", () => {
    const user = '# Ours.\ncomponents:\n  jdbc: null\n'
    expect(annotationsOf(() => layUserCatalog(shipped, { text: user, file: 'my.yml' }))).toMatchObject([
      { file: 'my.yml', message: expect.stringMatching(/^images\/catalog\.yml:\d+:\d+: /) },
    ])
  })
})
