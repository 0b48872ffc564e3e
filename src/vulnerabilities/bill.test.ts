import { describe, expect, it } from 'vitest'
import { image, sampleFiles } from '../../tests/attest/sample.ts'
import { listPackages } from '../attest/packages.ts'
import { spdxDocument } from '../attest/spdx.ts'
import { sha256 } from '../oci/digest.ts'
import { parseBill } from './bill.ts'

const bytes = async (): Promise<Buffer> =>
  spdxDocument(image, listPackages(image, await sampleFiles()), '2026-11-01T00:00:00Z')

async function changed(change: (text: string) => string): Promise<Buffer> {
  const text = String(await bytes())
  expect(change(text)).not.toBe(text)
  return Buffer.from(change(text))
}

describe('a bill of materials', () => {
  it("names packages as OSV's advisories do: Debian's by their source and release, shaded ones too", async () => {
    const { packages, unnamed } = parseBill(await bytes(), image.digest)
    expect(packages.map(({ ecosystem, name, version, where }) => [ecosystem, name, version, where])).toEqual([
      ['PyPI', 'pyyaml', '6.0.3', ['pyyaml-6.0.3-cp311-cp311-manylinux2014_x86_64.whl']],
      ['Maven', 'com.nvidia:rapids-4-spark_2.13', '26.08.1', ['rapids-4-spark_2.13-26.08.1-cuda12.jar']],
      ['Maven', 'org.postgresql:postgresql', '42.7.14', ['postgresql-42.7.14.jar']],
      ['Debian:12', 'gcc-12', '12.2.0-14', ['libgcc-s1']],
      ['Debian:12', 'tzdata', '2026a~1', ['tzdata']],
      [
        'Maven',
        'org.apache.hadoop:hadoop-client-api',
        '3.4.2',
        ['opt/spark/jars/hadoop-client-api-3.4.2.jar'],
      ],
      ['Maven', 'com.google.guava:guava', '27.0-jre', ['opt/spark/jars/hadoop-client-api-3.4.2.jar']],
      ['Maven', 'oro:oro', '2.0.8', ['opt/spark/jars/oro-2.0.8.jar']],
      ['PyPI', 'six', '1.17.0', [expect.stringContaining('METADATA')]],
    ])
    expect(unnamed).toEqual([])
  })

  it('says what nobody can be asked about', async () => {
    const without = await changed((text) => text.replace('pkg:maven/oro/oro@2.0.8', 'pkg:generic/oro@2.0.8'))
    expect(parseBill(without, image.digest).unnamed).toEqual(['opt/spark/jars/oro-2.0.8.jar'])
    const broken = await changed((text) => text.replace('pkg:maven/oro/oro@2.0.8', 'pkg:maven/oro/%zz@2.0.8'))
    expect(parseBill(broken, image.digest).unnamed).toEqual(['opt/spark/jars/oro-2.0.8.jar'])
  })

  it('that is about another image, or is none, is refused', async () => {
    expect(() => parseBill(Buffer.from('{}'), image.digest)).toThrow('is not an SPDX document: spdxVersion')
    const other = sha256('another')
    const given = await bytes()
    expect(() => parseBill(given, other)).toThrow('is about another image')
    const empty = await changed((text) => text.replaceAll('pkg:', 'x:'))
    expect(() => parseBill(empty, image.digest)).toThrow('names no package of Debian, Maven or Python')
  })
})
