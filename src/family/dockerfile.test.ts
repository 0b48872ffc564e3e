import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lay, shipped } from '../../tests/support/user-catalog.ts'
import { IN_EVERY_IMAGE } from '../catalog/cells.ts'
import { parseDockerfile } from '../plan/dockerfile.ts'
import { withGeneratedStages } from './dockerfile.ts'

const text = await readFile(path.join(import.meta.dirname, '../../images/Dockerfile'), 'utf8')

/** The instructions of a stage in the Dockerfile that a user's catalog gives. */
function stageOf(user: string, name: string): string[] | undefined {
  const made = withGeneratedStages(text, {
    catalog: lay(user),
    shipped: shipped.catalog,
    withRootfs: ['os', 'spark', 'rapids'],
  })
  const stage = parseDockerfile(made).stages.get(name)
  return stage?.instructions.map((one) => `${one.name} ${one.text}`)
}

const variant = (components: string, of: string): string =>
  `{ variants: { mine: { components: [os, jre, spark, ${components}] } }, components: { ${of} } }`

describe('the stages of a variant', () => {
  it('are put together anew from the shipped catalog as they are', () => {
    const source = {
      catalog: shipped.catalog,
      shipped: shipped.catalog,
      withRootfs: ['os', 'spark', 'rapids'],
    }
    expect(withGeneratedStages(text, source)).toBe(text)
  })

  it('put its components in place in their order, with packages below and variables behind', () => {
    const user = variant(
      'rapids, tool',
      'tool: { debian: [jq], files: { a: /opt/a }, environment: { B: "$b", A: a } }',
    )
    expect(stageOf(user, 'parts-mine')).toEqual([
      'FROM common AS parts-mine',
      'ARG SOURCE_DATE_EPOCH',
      expect.stringMatching(/^RUN .*source=components\/tool\/packages,target=\/packages\/tool/),
      'COPY --link --from=rapids /rapids/ /',
      'COPY --link --from=tool /tool/ /',
      'ENV LD_LIBRARY_PATH="/usr/local/nvidia/lib64"',
      'ENV NVIDIA_DRIVER_CAPABILITIES="compute,utility"',
      'ENV A="a"',
      'ENV B="\\$b"',
    ])
    expect(stageOf(user, 'download-tool')).toBeUndefined()
  })

  it('trust the certificates that a component brings', () => {
    const user = variant('ca', 'ca: { files: { ca: /usr/local/share/ca-certificates/ours } }')
    expect(stageOf(user, 'parts-mine')?.slice(1)).toEqual([
      'COPY --link --from=ca /ca/ /',
      'ARG SOURCE_DATE_EPOCH',
      expect.stringMatching(/^RUN .* sh \/trust_certificates\.sh$/),
    ])
  })

  it('leave what is added to a shipped component a layer of its own', () => {
    const user = variant('python', 'python: { files: { a: /opt/a } }, os: { files: { b: /opt/b } }')
    expect(stageOf(user, 'parts-mine')?.slice(1)).toEqual([
      'COPY --link --from=os-files /os-files/ /',
      'COPY --link --from=python /python/ /',
      'COPY --link --from=python-files /python-files/ /',
    ])
    expect(stageOf(user, 'make-python-files')).toContain(
      'COPY components/python-files/rootfs/ /python-files/',
    )
  })
})

describe('the stages of a component', () => {
  it.each([
    ['"1"', 'transitive: false', 'x.lock'],
    ['{ "4.1": "1" }', 'transitive: false', 'x-SERIES.lock'],
    ['"{version}"', 'transitive: false', 'x-VERSION.lock'],
    ['"1"', 'transitive: true', 'x-VERSION.lock'],
  ])('name the lockfile of jars of version %s, %s', (version, transitive, lock) => {
    const user = variant('x', `x: { maven: { x: { name: "a:b", version: ${version}, ${transitive} } } }`)
    const copy = `COPY components/x/${lock.replace(/[A-Z]+/, (of) => `$\{SPARK_${of}}`)} /components/x/`
    expect(stageOf(user, 'download-x')).toContain(copy)
  })

  it('run a build of its own beside the jars of Spark, without network', () => {
    const maven = 'maven: { x: { name: "a:b", version: "1", transitive: false } }'
    const made = stageOf(variant('x', `x: { ${maven}, build: [ci/trim.sh, ci/X.java] }`), 'make-x')
    expect(made).toContain('ENV COMPONENT_BUILD=trim.sh')
    expect(made?.at(-1)).toBe(
      'RUN --network=none --mount=from=fetch-x,target=/files --mount=from=spark,target=/from/spark --mount=from=spark-deps,target=/from/spark-deps sh /build/make_component.sh x /x /components/x/x.lock /files --if-any',
    )
  })

  it('end in the image as it is on its platform, if that is asked for', () => {
    const user = variant('x', 'x: { build: [ci/trim.sh, ci/load.sh], finish: ci/load.sh }')
    // What its script does may depend on it.
    expect(stageOf(user, 'make-x')).toContain('ARG TARGETARCH')
    const finished = stageOf(user, 'finish-x')
    expect(finished?.[0]).toBe('FROM os AS finish-x')
    expect(finished?.at(-1)).toBe('RUN --network=none sh /component/load.sh /x && sh /build/settle.sh /x')
    expect(stageOf(user, 'x')).toContain('COPY --from=finish-x /x/ /x/')
    const wrong = () => lay(variant('x', 'x: { build: [ci/trim.sh], finish: ci/load.sh }'))
    expect(wrong).toThrow(
      'components.x.finish: found "ci/load.sh": it is one of the files of build, after the first',
    )
  })

  it('are not there when all that it downloads is dropped, or no variant has it', () => {
    const drivers = ['postgresql', 'mysql', 'sqlserver', 'oracle', 'vertica'].map((name) => `${name}: null`)
    expect(stageOf(`components: { jdbc: { maven: { ${drivers.join(', ')} } } }`, 'jdbc')).toBeUndefined()
    expect(stageOf('components: { unused: { files: { a: /opt/a } } }', 'unused')).toBeUndefined()
    expect(stageOf('', 'parts-baseline')).toEqual([
      'FROM common AS parts-baseline',
      'COPY --link --from=python /python/ /',
      'COPY --link --from=jdbc /jdbc/ /',
    ])
  })
})

it('have no stage whose name a component may take', () => {
  const [before = '', after = ''] = text.split(/# generated by[\s\S]*# end of what is generated/)
  const others = [...parseDockerfile(before + after).stages.keys()].filter(
    (name) => !IN_EVERY_IMAGE.includes(name),
  )
  expect(others).toContain('cds')
  for (const name of others)
    expect(() => lay(`components: { ${name}: { debian: [jq] } }`), name).toThrow(
      'the build has something named',
    )
})
