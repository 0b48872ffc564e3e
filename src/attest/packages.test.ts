import { expect, test } from 'vitest'
import { makeJar } from '../../tests/attest/jar.ts'
import { scan } from '../../tests/attest/layers.ts'
import { image, sampleFiles } from '../../tests/attest/sample.ts'
import { broughtJars } from '../catalog/lockfile.ts'
import { listPackages } from './packages.ts'

test('each part of an image is listed once, by where it is known from', async () => {
  const packages = listPackages(image, await sampleFiles())
  expect(packages.map(({ kind, name, version, purl }) => [kind, name, version, purl])).toEqual([
    ['locked', 'PyYAML', '6.0.3', 'pkg:pypi/pyyaml@6.0.3'],
    [
      'locked',
      'com.nvidia:rapids-4-spark_2.13:cuda12',
      '26.08.1',
      'pkg:maven/com.nvidia/rapids-4-spark_2.13@26.08.1?classifier=cuda12',
    ],
    ['locked', 'org.postgresql:postgresql', '42.7.14', 'pkg:maven/org.postgresql/postgresql@42.7.14'],
    ['os', 'debian', '12', undefined],
    [
      'debian',
      'libgcc-s1',
      '1:12.2.0-14+deb12u1',
      'pkg:deb/debian/libgcc-s1@1:12.2.0-14%2Bdeb12u1?arch=amd64&distro=debian-12&upstream=gcc-12%4012.2.0-14',
    ],
    ['debian', 'tzdata', '2026a~1', 'pkg:deb/debian/tzdata@2026a~1?arch=all&distro=debian-12'],
    ['java', 'openjdk', '17.0.21', 'pkg:generic/openjdk@17.0.21'],
    [
      'jar',
      'org.apache.hadoop:hadoop-client-api',
      '3.4.2',
      'pkg:maven/org.apache.hadoop/hadoop-client-api@3.4.2',
    ],
    ['jar', 'oro:oro', '2.0.8', 'pkg:maven/oro/oro@2.0.8'],
    ['python', 'six', '1.17.0', 'pkg:pypi/six@1.17.0'],
  ])
  const byName = new Map(packages.map((entry) => [entry.name, entry]))
  expect(byName.get('libgcc-s1')?.supplier).toBe(
    'Organization: Debian GCC Maintainers (debian-gcc@lists.debian.org)',
  )
  expect(byName.get('libgcc-s1')?.source).toBe('built package from: gcc-12 12.2.0-14')
  expect(byName.get('tzdata')?.source).toBe('built package from: tzdata 2026a~1')
  expect(byName.get('tzdata')?.supplier).toBe('Person: Jo (x) Doe (jo@debian.org)')
  expect(byName.get('org.apache.hadoop:hadoop-client-api')?.contains).toMatchObject([
    {
      name: 'com.google.guava:guava',
      version: '27.0-jre',
      purl: 'pkg:maven/com.google.guava/guava@27.0-jre',
    },
  ])
})

test('a locked jar that was reduced for the image says so, with what it is there', async () => {
  const packages = listPackages(image, await sampleFiles())
  const [, rapids, postgresql] = packages
  expect(rapids?.sha256).toBe(image.locked[1]?.sha256)
  expect(rapids?.source).toMatch(
    /reduced for the image, where \/opt\/spark\/jars\/rapids\S+ has the sha256 [0-9a-f]{64}$/,
  )
  expect(postgresql?.source).toBe('downloaded as its lockfile pins it')
})

test('a jar that replaces one of Spark is listed where the image has it', async () => {
  const files = await sampleFiles()
  const listed = (replaced: readonly string[]) => {
    const changes = replaced.map((name) => ({ name, version: '1', reasons: [] }))
    const locked = image.locked.map((one) => ({ ...one, file: one.file.replace('postgresql', 'elsewhere') }))
    return listPackages({ ...image, locked, cell: { ...image.cell, changes } }, files)
      .filter(({ kind }) => kind === 'locked')
      .map(({ name }) => name)
  }
  const rapids = 'com.nvidia:rapids-4-spark_2.13:cuda12'
  expect(listed([])).toEqual(['PyYAML', rapids, 'org.postgresql:postgresql'])
  expect(listed([rapids, 'org.postgresql:postgresql'])).toEqual(['PyYAML', rapids])
})

test("a jar of Spark's is what its lockfile proves it to be; one elsewhere is what it says itself", async () => {
  const packages = listPackages(image, await sampleFiles())
  const source = (name: string) => packages.find((entry) => entry.name === name)?.source
  expect(source('oro:oro')).toBe(
    "found in the image at /opt/spark/jars/oro-2.0.8.jar; the one in Spark's distribution has the repository's checksum",
  )
  expect(source('org.apache.hadoop:hadoop-client-api')).toMatch(
    /; the one in Spark's distribution is in no repository: known by its name$/,
  )
  const elsewhere = await scan([{ 'opt/app/oro-2.0.8.jar': makeJar({}) }])
  expect(listPackages(image, elsewhere).at(-1)).toEqual({
    ...{ kind: 'jar', name: 'oro', version: '2.0.8', purl: undefined, contains: [] },
    ...{ file: 'opt/app/oro-2.0.8.jar', source: 'found in the image at /opt/app/oro-2.0.8.jar' },
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('a distroless database, and an image of no distribution', async () => {
  const files = await scan([
    { 'var/lib/dpkg/status.d/base': 'Package: base\nVersion: 1\nArchitecture: amd64\n' },
  ])
  expect(listPackages({ ...image, locked: [], brought: broughtJars([]) }, files)).toMatchObject([
    { purl: 'pkg:deb/debian/base@1?arch=amd64' },
  ])
  expect(
    listPackages({ ...image, locked: [], brought: broughtJars([]) }, await scan([{ file: 'x' }])),
  ).toEqual([])
})
