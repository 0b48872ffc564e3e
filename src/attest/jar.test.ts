import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeJar, pom } from '../../tests/attest/jar.ts'
import { identify, readJar } from './jar.ts'

const identityOf = (file: string, entries: Record<string, string>) =>
  identify(file, readJar(makeJar(entries)))

test('a jar is identified by the pom of its file name, whatever else was shaded into it', () => {
  const entries = {
    'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\n\r\n',
    ...pom('com.google.guava', 'guava', '33.0.0-jre'),
    ...pom('org.apache.spark', 'spark-core_2.13', '4.1.1'),
    ...pom('org.apache.spark', 'spark', '4.1.1'),
    'a/B.class': 'class',
  }
  const { poms } = readJar(makeJar(entries))
  expect(poms.map(({ artifact }) => artifact)).toEqual(['guava', 'spark-core_2.13', 'spark'])
  expect(identityOf('spark-core_2.13-4.1.1.jar', entries)).toEqual({
    group: 'org.apache.spark',
    artifact: 'spark-core_2.13',
    version: '4.1.1',
  })
})

test.each([
  ['scala-library-2.13.17.jar', 'Bundle-SymbolicName: org.scala-lang.scala-library', 'org.scala-lang'],
  [
    'scala-xml_2.13-2.4.0.jar',
    'Bundle-SymbolicName: org.scala-lang.modu\n les.scala-xml;singleton:=true',
    'org.scala-lang.modules',
  ],
  [
    'breeze_2.13-2.1.0.jar',
    'Implementation-Version: 2.1.0\nImplementation-Vendor-Id: org.scalanlp',
    'org.scalanlp',
  ],
  ['ivy-2.5.3.jar', 'Implementation-Version: 2.5.3\nImplementation-Vendor-Id: org.apache', undefined],
  ['oro-2.0.8.jar', '', undefined],
])('%s without a pom, by its manifest', (file, manifest, group) => {
  const [artifact, version] = file.replace('.jar', '').split(/-(?=\d)/)
  const found = identityOf(file, {
    'META-INF/MANIFEST.MF': `Manifest-Version: 1.0\n${manifest}\n\nName: x\n`,
  })
  expect(found).toEqual({ artifact, version, group })
})

test('any bytes, and any damage to a jar, are read without failing', () => {
  const jar = makeJar({ 'META-INF/MANIFEST.MF': 'A: b\n', ...pom('g', 'a', '1') })
  fc.assert(
    fc.property(fc.nat(jar.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, bytes) => {
      const damaged = Buffer.from(jar)
      damaged.set(bytes.slice(0, jar.length - at), at)
      expect(Array.isArray(readJar(damaged).poms)).toBe(true)
    }),
    { numRuns: 3000 },
  )
  fc.assert(fc.property(fc.uint8Array(), (bytes) => readJar(Buffer.from(bytes)).poms.length === 0))
})
