import { expect, test } from 'vitest'
import { makeJar, pom } from '../../tests/attest/jar.ts'
import { layerTar, scan } from '../../tests/attest/layers.ts'
import { sha256 } from '../oci/digest.ts'
import { ImageScan, type ScannedLayers } from './scan.ts'

const jar = makeJar(pom('g', 'a', '1'))
const pathsOf = async (...layers: Parameters<typeof scan>[0]): Promise<string[]> => [
  ...(await scan(layers)).keys(),
]

test('of all files those that say what is installed are found, in the order of paths', async () => {
  const found = await scan([
    {
      'opt/spark/jars/a-1.jar': jar,
      './etc/os-release': { type: 'symlink', linkname: '../usr/lib/os-release' },
      'usr/lib/os-release': 'ID=debian\n',
      'var/lib/dpkg/status': 'Package: tini\n',
      'opt/java/release': 'JAVA_VERSION="17"\n',
      'usr/lib/python3/x-1.dist-info/METADATA': 'Name: x\n',
      'usr/lib/python3/x-1.dist-info/RECORD': 'x',
      'usr/bin/tini': 'program',
    },
  ])
  expect([...found.keys()]).toEqual([
    'opt/java/release',
    'opt/spark/jars/a-1.jar',
    'usr/lib/os-release',
    'usr/lib/python3/x-1.dist-info/METADATA',
    'var/lib/dpkg/status',
  ])
  expect(found.get('opt/spark/jars/a-1.jar')).toMatchObject({
    sha256: sha256(jar).slice(7),
    poms: [{ group: 'g', artifact: 'a', version: '1' }],
  })
})

test('higher layers replace, remove and empty what lower ones have', async () => {
  const first = { 'a/x.jar': jar, 'a/y.jar': jar, 'b/c/z.jar': jar, 'd/w.jar': jar, release: 'old' }
  expect(await pathsOf(first, { 'a/.wh.x.jar': '', 'b/.wh.c': '' })).toEqual([
    'a/y.jar',
    'd/w.jar',
    'release',
  ])
  expect(await pathsOf(first, { 'a/.wh..wh..opq': '', 'a/new.jar': jar })).toEqual([
    'a/new.jar',
    'b/c/z.jar',
    'd/w.jar',
    'release',
  ])
  expect(await pathsOf(first, { 'd/w.jar': { type: 'symlink', linkname: '/a/x.jar' } })).not.toContain(
    'd/w.jar',
  )
  const replaced = await scan([first, { release: 'new' }])
  expect(replaced.get('release')).toEqual({ kind: 'text', text: 'new' })
})

test('a hard link is the file that it names', async () => {
  const found = await scan([{ 'a.jar': jar, 'b.jar': { type: 'link', linkname: 'a.jar' } }])
  expect(found.get('b.jar')).toEqual(found.get('a.jar'))
})

test('what was found in a layer is known of the next image that has it, wherever it stands', async () => {
  const known: ScannedLayers = new Map()
  const [one, two] = [{ 'a.jar': jar }, { release: 'text' }]
  const first = new ImageScan(known)
  for (const [index, files] of [one, two].entries()) first.reader(index).write(await layerTar(files))
  first.remember([{ digest: 'one' }, { digest: 'two' }])
  const next = new ImageScan(known)
  next.recall([{ digest: 'two' }, { digest: 'other' }, { digest: 'one' }])
  expect([0, 1, 2].map((layer) => next.has(layer))).toEqual([true, false, true])
  expect(next.files()).toEqual(first.files())
})
