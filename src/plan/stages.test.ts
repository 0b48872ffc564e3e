import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, isUnsupported, withShelf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import { generatedFiles } from '../family/generated.ts'
import { parseDockerfile } from './dockerfile.ts'
import { readImages } from './sources.ts'
import { stageUse } from './stages.ts'

const images = path.join(import.meta.dirname, '../../images')
const { dockerfile, sources } = readImages(images)
const files = [...sources.keys()]

const braced = (name: string): string => `$\{${name}}`

/** What the stages of a small Dockerfile use. */
function use(text: string, args: Record<string, string> = {}, names: string[] = []): object {
  const { stages, ...rest } = stageUse(parseDockerfile(text), { target: 'image', args, files: names })
  return { stages: stages.map(({ name }) => name), ...rest }
}

describe('the stages of a target', () => {
  it('are those that FROM, COPY --from and mounts lead to, with their files and arguments', () => {
    const text = [
      'ARG KIND=plain',
      'ARG UNUSED=1',
      'FROM debian AS base',
      'FROM base AS other',
      'COPY other.txt /',
      'FROM base AS parts-plain',
      'ARG WHAT=x',
      'COPY --chmod=644 a.txt folder/ $WHAT-*.txt /parts/',
      'FROM parts-plain AS made',
      'RUN --mount=type=bind,source=script.sh,target=/s --mount=type=cache,target=/c --mount=from=tool,target=/t \\',
      '    # a comment in between',
      '    sh /s <<END',
      'COPY not-a-file /',
      'END',
      'FROM base AS tool',
      'FROM scratch AS image',
      'COPY --link --from=made /x /',
      `COPY --from=parts-${braced('KIND')} /y /`,
    ].join('\n')
    const names = [
      'a.txt',
      'b.txt',
      'folder/c',
      'folder/d/e',
      'folder2',
      'other.txt',
      'script.sh',
      'x-1.txt',
      'x-1/2',
    ]
    expect(() => use(text, {}, names)).toThrow(
      `stage image: ${braced('KIND')} has no value that the plan knows`,
    )
    const declared = text.replace('AS image', 'AS image\nARG KIND')
    expect(use(declared, { IGNORED: 'y' }, names)).toEqual({
      stages: ['image', 'made', 'parts-plain', 'tool'],
      args: { KIND: 'plain', WHAT: 'x' },
      files: ['a.txt', 'folder/c', 'folder/d/e', 'x-1.txt', 'script.sh'],
    })
  })

  it('are chosen by arguments', () => {
    const text = 'ARG A=off\nFROM base AS a-on\nCOPY a /\nFROM base AS a-off\nFROM a-$A AS image'
    expect(use(text, {}, ['a'])).toMatchObject({ stages: ['image', 'a-off'], files: [] })
    expect(use(text, { A: 'on' }, ['a'])).toMatchObject({ stages: ['image', 'a-on'], files: ['a'] })
  })

  it.each([
    ['FROM x-$A AS image', '$A has no value'],
    [`FROM base AS image\nCOPY ${braced('A:-b')} /`, 'has no value'],
    ['FROM gone AS image', 'the Dockerfile has no stage gone (FROM gone)'],
    ['FROM base AS image\nCOPY --from=gone a /', 'the Dockerfile has no stage gone (in stage image)'],
    ['FROM base AS image\nCOPY gone /', 'images/gone is not there, and stage image needs it'],
    ['FROM base AS image\nCOPY components/x/gone.lock /', 'make it with: npm run lock'],
    ['FROM base AS image\nCOPY ["a", "/"]', 'write it without [ ]'],
    ['FROM base AS image\n\nONBUILD COPY a /', 'images/Dockerfile:3: the instruction ONBUILD is not known'],
    ['# escape=`\nFROM base AS image', 'images/Dockerfile:1: the directive escape is not known'],
    ['RUN true\nFROM base AS image', 'images/Dockerfile:1: RUN before the first FROM'],
  ])('of %j are refused', (text, message) => {
    expect(() => use(text)).toThrow(message)
  })

  it('are parsed the same with other comments, blank lines and line ends', () => {
    const text = 'FROM base AS image\nRUN a \\\n  b\nCOPY x /\nRUN <<END\n# kept\nEND\n'
    const same =
      '# top\r\n\r\nFROM base AS image\r\n  # c\r\nRUN a \\\r\n# d\r\n\r\n  b\r\nCOPY x /\r\nRUN <<END\r\n# kept\r\nEND'
    expect(parseDockerfile(same)).toEqual(parseDockerfile(text))
    expect(parseDockerfile(text.replace('# kept', '# other'))).not.toEqual(parseDockerfile(text))
  })

  it('are read or refused in words, whatever a Dockerfile holds', () => {
    const word = fc.constantFrom(
      'FROM',
      'base',
      'AS',
      'image',
      'COPY',
      '--from=',
      '--mount=',
      'RUN',
      'ARG',
      'A=b',
      '$A',
      '${',
      '<<E',
      'E',
      '\\',
      '#',
      'a',
      '/',
      '[',
      '=',
      ',',
    )
    const text = fc.array(
      fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(text, (lines) => {
        try {
          use(lines.join('\n'), { A: 'x' }, ['a'])
        } catch (error) {
          expect(error).toMatchObject({ name: 'ConfigurationError' })
        }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the shipped Dockerfile', () => {
  it('leaves no file of the images folder unaccounted for', async () => {
    const shipped = await loadCatalog(images)
    // With the shelf's components: a user's variant may have them.
    const catalog = withShelf(shipped)
    const generated = generatedFiles(images, catalog, shipped).get('Dockerfile')
    const withAll = parseDockerfile(`${generated}`)
    // Every stage with every cell's arguments, so that all that is named by a version or a variant is reached.
    const all = cellsOf(catalog).flatMap(({ args }) =>
      [...withAll.stages.keys()].flatMap(
        (target) => stageUse(withAll, { target, args, files, lenient: true }).files,
      ),
    )
    const named = new Set(all)
    const others = ['Dockerfile', '.dockerignore', 'catalog.yml']
    const elsewhere = /^(?:acceptance\/|components\/[a-z0-9]+\/(?:acceptance\/|component\.yml$|packages$))/
    const left = files.filter((file) => !named.has(file) && !elsewhere.test(file))
    expect(left.sort()).toEqual(others.sort())
  })

  it('names all that goes to the builder, and .dockerignore lets it through', async () => {
    const catalog = await loadCatalog(images)
    for (const cell of cellsOf(catalog).filter((one) => !isUnsupported(one))) {
      const used = stageUse(dockerfile, { target: 'image', args: cell.args, files }).files
      expect(used.filter((file) => !/^(?:build|components|conf)\//.test(file))).toEqual([])
    }
  })
})
