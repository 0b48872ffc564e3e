import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Annotation, ConfigurationError } from '../errors.ts'
import { runEntry } from './entry.ts'

const WORKSPACE = '/home/runner/work/platform/platform'

let printed = ''

beforeEach(() => {
  printed = ''
  vi.stubEnv('GITHUB_WORKSPACE', WORKSPACE)
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += `${text}`
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

/** What an entry that fails prints, as lines. */
async function linesOf(error: unknown): Promise<string[]> {
  await runEntry(() => Promise.reject(error))
  expect(process.exitCode).toBe(1)
  return printed.trimEnd().split('\n')
}

function annotation(file: string, line = 12): Annotation {
  return { file, line, column: 7, message: 'variants.gpu.budget: found 3, expected a text' }
}

describe('a mistake in files', () => {
  it('is shown where it is to be mended, by the path in the repository, and then as a whole', async () => {
    const annotations = ['.github/spark-images.yml', `${WORKSPACE}/spark/..catalog.yml`].map((file) =>
      annotation(file),
    )
    expect(await linesOf(new ConfigurationError('two mistakes', { annotations }))).toEqual([
      '::error title=Spark images,file=.github/spark-images.yml,line=12,col=7::variants.gpu.budget: found 3, expected a text',
      '::error title=Spark images,file=spark/..catalog.yml,line=12,col=7::variants.gpu.budget: found 3, expected a text',
      '::error::two mistakes',
    ])
  })

  it('is not shown in files outside of the repository', async () => {
    const annotations = ['/opt/action/images/catalog.yml', '../other/catalog.yml', '..'].map((file) =>
      annotation(file),
    )
    expect(await linesOf(new ConfigurationError('elsewhere', { annotations }))).toEqual([
      '::error::elsewhere',
    ])
    vi.stubEnv('GITHUB_WORKSPACE', undefined)
    printed = ''
    const error = new ConfigurationError('no repository', { annotations: [annotation('catalog.yml')] })
    expect(await linesOf(error)).toEqual(['::error::no repository'])
  })

  it('is one of ten errors at most, the whole text among them', async () => {
    const annotations = Array.from({ length: 12 }, (_, index) => annotation('spark.yml', index + 1))
    const lines = await linesOf(new ConfigurationError('twelve mistakes', { annotations }))
    expect(lines).toHaveLength(10)
    expect(lines[0]).toContain(',line=1,')
    expect(lines.at(-1)).toBe('::error::twelve mistakes')
  })
})

it('an error without a place is its message, a bug its stack', async () => {
  expect(await linesOf(new ConfigurationError('wrong', { cause: new Error('why') }))).toEqual([
    '::error::wrong: why',
  ])
  printed = ''
  expect((await linesOf(new TypeError('a bug')))[0]).toMatch(/^::error::TypeError: a bug%0A +at /)
})
