import type { AttestedImage } from '../../src/attest/package.ts'
import type { BuildRun } from '../../src/attest/provenance.ts'
import type { FoundFiles } from '../../src/attest/scan.ts'
import type { Cell } from '../../src/catalog/cells.ts'
import { hexOf, sha256 } from '../../src/oci/digest.ts'
import { makeJar, pom } from './jar.ts'
import { scan } from './layers.ts'

const driver = makeJar(pom('org.postgresql', 'postgresql', '42.7.14'))

const cell: Cell = {
  id: '4.1.1-gpu',
  version: '4.1.1',
  series: '4.1',
  variant: 'gpu',
  runner: 'ubuntu-24.04',
  runtime: 'trixie',
  base: 'debian:trixie-slim',
  jars: [],
  experimental: 'build',
  platform: 'linux/amd64',
  components: ['spark', 'rapids'],
  connect: [],
  args: { SPARK_VERSION: '4.1.1' },
  downloads: [],
  changes: [],
  budget: {},
  acceptance: [],
  rules: [],
}

/** An image as the statements about it know it: of a few locked files, one with a licence of its own. */
export const image: AttestedImage = {
  name: 'ghcr.io/org/spark',
  tag: '4.1.1-gpu-0a1b2c3d4e5f',
  digest: sha256('the image'),
  cell,
  brought: {
    named: new Map([['oro-2.0.8.jar', { name: 'oro:oro', version: '2.0.8' }]]),
    unproved: new Map([['hadoop-client-api-3.4.2.jar', 'is in no repository']]),
    isProved: true,
  },
  locked: [
    {
      kind: 'pypi',
      name: 'PyYAML',
      version: '6.0.3',
      file: 'pyyaml-6.0.3-cp311-cp311-manylinux2014_x86_64.whl',
      size: 10,
      sha256: hexOf(sha256('a wheel')),
      license: 'MIT',
      at: 'x.lock:1',
    },
    {
      kind: 'maven',
      name: 'com.nvidia:rapids-4-spark_2.13:cuda12',
      version: '26.08.1',
      file: 'rapids-4-spark_2.13-26.08.1-cuda12.jar',
      size: 10,
      sha256: hexOf(sha256('all of RAPIDS')),
      license: 'Apache-2.0 AND LicenseRef-Oracle-FUTC',
      at: 'x.lock:2',
    },
    {
      kind: 'maven',
      name: 'org.postgresql:postgresql',
      version: '42.7.14',
      file: 'postgresql-42.7.14.jar',
      size: driver.length,
      sha256: hexOf(sha256(driver)),
      license: 'BSD-2-Clause',
      at: 'x.lock:3',
    },
  ],
}

/** What is in that image. */
export function sampleFiles(): Promise<FoundFiles> {
  return scan([
    {
      'usr/lib/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
      'var/lib/dpkg/status': [
        'Package: libgcc-s1\nStatus: install ok installed\nMaintainer: Debian GCC Maintainers <debian-gcc@lists.debian.org>\nArchitecture: amd64\nSource: gcc-12 (12.2.0-14)\nVersion: 1:12.2.0-14+deb12u1\nDescription: library\n Package: not one',
        'Package: perl\nStatus: deinstall ok config-files\nVersion: 5.36\nArchitecture: amd64',
        'Package: tzdata\nStatus: install ok installed\nMaintainer: "Jo (x)" Doe <jo@debian.org>\nArchitecture: all\nVersion: 2026a~1\n',
      ].join('\n\n'),
    },
    {
      'opt/java/release': 'IMPLEMENTOR="Debian"\nJAVA_VERSION="17.0.21"\n',
      'opt/java/lib/jrt-fs.jar': makeJar({}),
      'opt/spark/jars/rapids-4-spark_2.13-26.08.1-cuda12.jar': makeJar({}),
      'opt/spark/jars/postgresql-42.7.14.jar': driver,
      'opt/spark/jars/oro-2.0.8.jar': makeJar({}),
      'opt/spark/jars/hadoop-client-api-3.4.2.jar': makeJar({
        ...pom('org.apache.hadoop', 'hadoop-client-api', '3.4.2'),
        ...pom('com.google.guava', 'guava', '27.0-jre'),
      }),
      'usr/lib/python3/PyYAML-6.0.3.dist-info/METADATA': 'Name: pyyaml\nVersion: 6.0.3\n',
      'usr/lib/python3/six-1.17.0.dist-info/METADATA':
        'Metadata-Version: 2.1\nName: six\nVersion: 1.17.0\n\nName: other\n',
    },
  ])
}

/** A run that built the image. */
export const run: BuildRun = {
  fingerprint: hexOf(sha256('content')),
  testsFingerprint: hexOf(sha256('tests')),
  catalog: { epoch: '2026-11-01T00:00:00Z', compression: { type: 'zstd', level: 3 } },
  base: {
    name: 'debian:trixie-slim',
    digest: sha256('base'),
    reference: `docker.io/library/debian@${sha256('base')}`,
  },
  source: 'https://github.com/octo/images',
  revision: '0'.repeat(40),
  builder: 'https://github.com/octo/images/.github/workflows/images.yml@refs/heads/main',
  invocation: 'https://github.com/octo/images/actions/runs/7/attempts/1',
  started: new Date('2026-11-24T10:00:00.123Z'),
  finished: new Date('2026-11-24T10:02:30.999Z'),
}
