import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { isDigest, sha256 } from '../oci/digest.ts'
import { formatImageName, parseImageName } from '../oci/reference.ts'
import { type Deployment, deployFiles, deploymentsOf, deployTexts } from './deploy.ts'
import { type Move, targetAfter } from './moves.ts'
import type { Target } from './record.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../docs/kubernetes')
/** The manifests that ship with the action. */
const manifests = new Map(
  readdirSync(FOLDER).map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')] as const),
)
/** Those of them that are for the baseline image. */
const BASELINE = [
  'apache-application.yml',
  'apache-cluster.yml',
  'baseline.yml',
  'connect-cluster.yml',
  'connect.yml',
  'kubeflow-connect.yml',
  'standalone.yml',
  'submit.yml',
]
const image = parseImageName('ghcr.io/acme/spark')
const [old, next, other] = [sha256('old'), sha256('new'), sha256('other')]

const target = (digest: Target['digest'] = next, version?: string): Target => {
  return { mediaType: '', digest, size: 1, version }
}

/** An alias of 4.1.1-gpu that moved there. */
const move = (tag: string, change: Partial<Move> = {}): Move => ({
  image: undefined,
  tag,
  kind: 'exact',
  cell: '4.1.1-gpu',
  from: undefined,
  to: target(next, '4.1.1'),
  verdict: 'new',
  reason: 'of a test',
  ...change,
})

const deploy = (moves: readonly Move[], name = image): Deployment[] => deploymentsOf(moves, name, manifests)
const imagesOf = (deployments: readonly Deployment[]): unknown[] =>
  deployments.map(({ images }) => parse(images).images)

describe('what to deploy with', () => {
  it('is a folder for each cell, with the digests of its tags', () => {
    const baseline = { cell: '4.3.0-baseline', to: target(other, '4.3.0') }
    const deployments = deploy([
      move('4.3.0-baseline', baseline),
      move('4.1.1-gpu'),
      move('4.3.0', baseline),
      move('latest', { ...baseline, kind: 'floating' }),
    ])
    const files = deployFiles(deployments)
    expect([...files.keys()]).toEqual([
      ...['kustomization.yaml', 'spark-operator.yaml', 'values.yaml', ...BASELINE].map(
        (name) => `4.3.0-baseline/${name}`,
      ),
      ...['kustomization.yaml', 'spark-operator.yaml', 'values.yaml', 'gpu.yml'].map(
        (name) => `4.1.1-gpu/${name}`,
      ),
    ])
    expect(parse(files.get('4.1.1-gpu/kustomization.yaml') ?? '')).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      configurations: ['spark-operator.yaml'],
      images: [{ name: 'ghcr.io/acme/spark', digest: next }],
    })
    expect(parse(files.get('4.1.1-gpu/values.yaml') ?? '')).toEqual({
      image: { registry: 'ghcr.io', repository: 'acme/spark', tag: '4.1.1-gpu', digest: next },
    })
  })

  it('are manifests that differ from the shipped ones by image and version alone', () => {
    const [deployment] = deploy([move('4.3.0', { cell: '4.3.0-baseline', to: target(other, '4.3.0') })])
    const change = (name: string) =>
      (manifests.get(name) ?? '')
        .replaceAll('ghcr.io/acme/spark:4.1.1', `ghcr.io/acme/spark@${other}`)
        .replace('sparkVersion: 4.1.1', 'sparkVersion: 4.3.0')
    expect([...(deployment?.manifests ?? [])]).toEqual(BASELINE.map((name) => [name, change(name)]))
  })

  it('uses every shipped manifest for the family that ships', () => {
    const moves = ['', '-gpu', '-iceberg'].map((end) => move(`4.1.1${end}`, { cell: `4.1.1-x${end}` }))
    const used = deploy(moves).flatMap((one) => [...one.manifests.keys()])
    // The history server needs a component of the shelf, which the shipped variants don't have.
    const shipped = [...manifests.keys()].filter((name) => name !== 'history.yml')
    expect(used.sort()).toEqual(shipped.sort())
  })

  it('tells kustomize where the shipped resources of operators name their images', () => {
    const files = deployFiles(deploy([move('4.1.1-gpu')]))
    const fields: { group: string; kind: string; path: string }[] = parse(
      files.get('4.1.1-gpu/spark-operator.yaml') ?? '',
    ).images
    const resources = [...manifests.values()]
      .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()))
      .filter(({ apiVersion }) => /^spark/.test(apiVersion))
    expect(resources.length).toBeGreaterThan(5)
    for (const resource of resources) {
      const named = fields
        .filter(({ group, kind }) => resource.apiVersion.startsWith(`${group}/`) && resource.kind === kind)
        .flatMap(({ path }) => path.split('/').reduce((value, key) => value?.[key], resource) ?? [])
      expect(named).toEqual([expect.stringMatching(/^ghcr\.io\/acme\/spark:/)])
    }
  })

  it('are what a tag names, where it was held back', () => {
    const held = { verdict: 'held back', cause: 'rollback', from: target(old, '4.1.1') } as const
    expect(imagesOf(deploy([move('4.1.1-gpu', held)]))).toEqual([
      [{ name: 'ghcr.io/acme/spark', digest: old }],
    ])
  })

  it.each<[string, Partial<Move>]>([
    ['is another version’s', { verdict: 'held back', from: target(old, '4.2.0'), kind: 'floating' }],
    [
      'is at the version that its cell is a preview of',
      {
        cell: '4.1.1-preview1-gpu',
        verdict: 'held back',
        from: target(old, '4.1.1'),
        to: target(next, '4.1.1-preview1'),
      },
    ],
    ['names what is no image of the family', { verdict: 'held back', from: target(old) }],
    ['is not there', { verdict: 'held back', from: undefined }],
    ['was removed', { verdict: 'remove', to: undefined, from: target(old, '4.1.1') }],
    ['has a date', { kind: 'fixed' }],
    ['is of no cell that its record names', { cell: '' }],
    ['is of what a record calls a cell and is a path', { cell: '4.1.1-/../../../etc' }],
    ['is of what a record calls a version and is a path', { cell: '../x-gpu', to: target(next, '../x') }],
  ])('are not of a tag that %s', (_, change) => {
    expect(deploy([move('4.1.1-gpu', change)])).toEqual([])
  })

  it('are those of the tag with the version, where a floating one stayed behind', () => {
    const gpu = move('gpu', { kind: 'floating', verdict: 'held back', from: target(old, '4.1.1') })
    expect(imagesOf(deploy([gpu, move('4.1.1-gpu')]))).toEqual([
      [{ name: 'ghcr.io/acme/spark', digest: next }],
    ])
    expect(imagesOf(deploy([gpu]))).toEqual([[{ name: 'ghcr.io/acme/spark', digest: old }]])
  })

  it('has one digest for a name, and in a manifest that of the tag which it names', () => {
    const cell = '4.3.0-baseline'
    const to = target(next, '4.3.0')
    const held = { verdict: 'held back', cause: 'rollback', from: target(old, '4.3.0') } as const
    const deployments = deploy([move(cell, { cell, to }), move('4.3.0', { cell, to, ...held })])
    expect(imagesOf(deployments)).toEqual([[{ name: 'ghcr.io/acme/spark', digest: next }]])
    expect(deployments[0]?.manifests.get('baseline.yml')).toContain(old)
  })

  it('has an entry for each repository, and the two names that Docker Hub’s have', () => {
    const moves = [move('4.1.1-gpu'), move('gpu', { image: 'spark-4.1.1' })]
    const digest = next
    expect(imagesOf(deploy(moves))).toEqual([
      [
        { name: 'ghcr.io/acme/spark', digest },
        { name: 'ghcr.io/acme/spark-4.1.1', digest },
      ],
    ])
    expect(imagesOf(deploy([move('4.1.1-gpu')], parseImageName('acme/spark')))).toEqual([
      [
        { name: 'docker.io/acme/spark', digest },
        { name: 'acme/spark', digest },
      ],
    ])
  })

  it('has cells of any length that a catalog may give them', () => {
    const cell = `4.2.0-${'x'.repeat(50)}-${'y'.repeat(63)}`
    const to = target(next, cell.slice(0, -64))
    expect(deploy([move(cell, { cell, to })]).map((one) => one.cell)).toEqual([cell])
  })

  it('has tags and versions as text for readers of YAML 1.1', () => {
    const [deployment] = deploy([move('on', { cell: '4.1-on', to: target(next, '4.1'), image: 'spark-4.1' })])
    expect(deployment?.values).toContain('tag: "on"')
    const [numeric] = deploy([move('4.1-gpu', { cell: '4.1-gpu', to: target(next, '4.1') })])
    expect(numeric?.manifests.get('gpu.yml')).toContain('sparkVersion: "4.1"')
  })

  it('comes as three texts, of each manifest the first', () => {
    const newer = move('4.2.1-gpu', { cell: '4.2.1-gpu', to: target(other, '4.2.1') })
    const { images, values, manifests: all } = deployTexts(deploy([newer, move('4.1.1-gpu')]))
    expect(images).toBe(
      [
        ['# 4.2.1-gpu', 'images:', '  - name: ghcr.io/acme/spark', `    digest: ${other}`, '---'],
        ['# 4.1.1-gpu', 'images:', '  - name: ghcr.io/acme/spark', `    digest: ${next}`, ''],
      ]
        .flat()
        .join('\n'),
    )
    expect(parseAllDocuments(values)).toHaveLength(2)
    expect(all).toMatch(/^# 4\.2\.1-gpu\/gpu\.yml\n/)
    expect(all).not.toContain(next)
  })
})

describe('whatever the tags name', () => {
  const versions = ['3.5.9', '4.1.1', '4.2.0-preview1', '4.2.0']
  const names = fc.constantFrom('ghcr.io/acme/spark', 'acme/spark', 'localhost:5000/spark', '[::1]:5000/a/b')
  const targets = fc.option(
    fc
      .record({
        digest: fc.nat(9).map((number) => sha256(`${number}`)),
        version: fc.constantFrom(...versions, undefined),
      })
      .map(({ digest, version }) => target(digest, version)),
    { nil: undefined },
  )
  const anyMove = fc
    .record({
      version: fc.constantFrom(...versions),
      variant: fc.constantFrom('baseline', 'gpu', 'iceberg', 'on', 'x y', '../..'),
      ending: fc.constantFrom('', '-gpu', '-iceberg', '-baseline', ' #'),
      image: fc.constantFrom(undefined, undefined, 'other', '4.1.1'),
      kind: fc.constantFrom<Move['kind']>('exact', 'floating', 'fixed'),
      verdict: fc.constantFrom<Move['verdict']>('new', 'move', 'remove', 'keep', 'held back'),
      from: targets,
      to: targets,
    })
    .map(({ version, variant, ending, ...rest }) =>
      move(`${version}${ending}`, { cell: `${version}-${variant}`, ...rest }),
    )

  const anyMoves = fc.array(anyMove, { maxLength: 20 })

  it('each text is YAML in the folder, and each digest one that a tag names', () => {
    fc.assert(
      fc.property(anyMoves, names, (moves, name) => {
        const deployments = deploy(moves, parseImageName(name))
        const named = moves.flatMap((one) => targetAfter(one) ?? [])
        const digests = new Set<string>(named.map(({ digest }) => digest))
        const files = deployFiles(deployments)
        for (const file of files.keys()) expect(file).toMatch(/^[0-9][\w.-]*\/[\w-]+\.ya?ml$/)
        for (const text of [...files.values(), ...Object.values(deployTexts(deployments))]) {
          expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([])
          for (const [digest] of text.matchAll(/sha256:\w*/g)) expect(digests).toContain(digest)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('no manifest names a tag, and no kustomization an image twice', () => {
    fc.assert(
      fc.property(anyMoves, names, (moves, name) => {
        const deployments = deploy(moves, parseImageName(name))
        const pinned = deployments.flatMap((one) => [...one.manifests.values()])
        for (const [line] of pinned.join('\n').matchAll(/^\s*image: .*$/gm)) {
          const [written = '', digest = ''] = (parse(line).image as string).split('@')
          expect(formatImageName(parseImageName(written))).toBe(written)
          expect(isDigest(digest)).toBe(true)
        }
        for (const entries of imagesOf(deployments) as { name: string }[][])
          expect(new Set(entries.map((entry) => entry.name)).size).toBe(entries.length)
      }),
      { numRuns: 300 },
    )
  })

  it('every tag with a version that was moved to an image of its cell is deployed by it', () => {
    const cell = fc.tuple(fc.constantFrom(...versions), fc.constantFrom('baseline', 'gpu'), fc.nat(9))
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: ([a, b]) => `${a}-${b}` }), names, (cells, name) => {
        const moves = cells.map(([version, variant, number]) => {
          const id = `${version}-${variant}`
          return move(id, { cell: id, to: target(sha256(`${number}`), version) })
        })
        const expected = moves.map(({ to }) =>
          expect.arrayContaining([{ name: fullName(name), digest: to?.digest }]),
        )
        expect(imagesOf(deploy(moves, parseImageName(name)))).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  })
})

const fullName = (name: string): string => formatImageName(parseImageName(name))
