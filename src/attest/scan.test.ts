import { execFileSync } from 'node:child_process'
import { link, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makeJar, pom } from '../../tests/attest/jar.ts'
import { layerTar, scan, scanTars } from '../../tests/attest/layers.ts'
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
  const recalled = next.recall([{ digest: 'two' }, { digest: 'other' }, { digest: 'one' }])
  expect(recalled).toEqual([{ digest: 'two' }, { digest: 'one' }])
  expect(next.files()).toEqual(first.files())
})

/** Writes a file with 4096 bytes at each of these offsets and holes between them. */
async function writeSparse(path: string, offsets: readonly number[], size: number): Promise<void> {
  const file = await open(path, 'w')
  for (const offset of offsets) await file.write(Buffer.alloc(4096, `${offset} `), 0, 4096, offset)
  await file.truncate(size)
  await file.close()
}

test.each([
  ['not sparse', ['--format=gnu']],
  ["GNU's format, sparse", ['--format=gnu', '--sparse']],
  ['pax, sparse 0.0', ['--format=posix', '--sparse', '--sparse-version=0.0']],
  ['pax, sparse 0.1', ['--format=posix', '--sparse', '--sparse-version=0.1']],
  ['pax, sparse 1.0', ['--format=posix', '--sparse', '--sparse-version=1.0']],
  ['pax with attributes', ['--format=posix', '--pax-option=SCHILY.xattr.user.x:=1\n 2=3']],
])('a layer that GNU tar wrote, %s, has the files that it was given', async (_, options) => {
  const folder = await mkdtemp(join(tmpdir(), 'test-tar-'))
  const long = `${'python-of-a-long-name/'.repeat(14)}x-1.dist-info/METADATA`
  try {
    await mkdir(dirname(join(folder, long)), { recursive: true })
    const step = 128 * 1024
    const many = Array.from({ length: 60 }, (_, index) => index * step)
    await writeSparse(join(folder, 'four.jar'), many.slice(0, 4), 4 * step)
    await writeSparse(join(folder, 'many.jar'), many, 60 * step)
    await writeSparse(join(folder, 'late.jar'), [5 * step], 5 * step + 4096)
    await writeSparse(join(folder, 'empty.jar'), [], 9 * step)
    await writeSparse(join(folder, 'other'), many, 60 * step)
    await writeSparse(join(folder, long), [0], 4096)
    await link(join(folder, 'many.jar'), join(folder, 'second.jar'))
    const names = ['four.jar', 'other', 'many.jar', 'second.jar', 'late.jar', 'empty.jar', long]
    const tar = execFileSync('tar', [...options, '--create', '--directory', folder, ...names], {
      maxBuffer: 100_000_000,
    })
    if (options.includes('--sparse')) expect(tar.length).toBeLessThan(5 * step)
    const found = scanTars([tar], 70_000)
    const expected = names.filter((name) => name !== 'other').sort()
    expect([...found.keys()]).toEqual(expected)
    for (const name of expected) {
      const content = await readFile(join(folder, name))
      const file = found.get(name)
      if (file?.kind === 'jar') expect([name, file.sha256]).toEqual([name, sha256(content).slice(7)])
      else expect(file?.text).toBe(content.toString())
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a sparse file that would be larger than any jar is left out, as its holes cost nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'test-tar-'))
  try {
    await writeSparse(join(folder, 'bomb.jar'), [0], 2 ** 42)
    await writeSparse(join(folder, 'release'), [0], 4096)
    const command = ['--format=posix', '--sparse', '--create', '--directory', folder, 'bomb.jar', 'release']
    expect([...scanTars([execFileSync('tar', command)]).keys()]).toEqual(['release'])
  } finally {
    await rm(folder, { recursive: true })
  }
})
