/** images/build/change_jars.py and trim_jars.py, on jars made here. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT, runProcess } from '../../tests/support/process.ts'
import { zip } from '../../tests/support/zip.ts'
import type { SparkChange } from '../catalog/artifacts.ts'
import { sharedJars } from './spark-jars.ts'

let work: string

beforeEach(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'spark-images-jars-'))
  await mkdir(path.join(work, 'jars'))
  await jar('jars/avro-1.12.1.jar', {
    'META-INF/maven/org.apache.avro/avro/pom.properties': 'version=1.12.1\n',
    'a/Old.class': classOf('a/Old'),
    'a/Kept.class': classOf('a/Kept', 'a/Old'),
  })
  await jar('jars/user-1.jar', { 'u/User.class': classOf('u/User', 'a/Kept', '[La/Old;') })
  await jar('avro-1.13.0.jar', { 'a/Kept.class': classOf('a/Kept') })
})

afterEach(() => rm(work, { recursive: true }))

function jar(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  return writeFile(path.join(work, name), zip(files))
}

/** A class file for Java 8 as far as its constant pool, with the names of classes. */
function classOf(...names: string[]): string {
  const number = (value: number): string => String.fromCharCode(value >> 8, value & 255)
  const entries = names.map((name, index) => `\x01${number(name.length)}${name}\x07${number(2 * index + 1)}`)
  return `\0\0\0\0\0\0\0\x34${number(2 * names.length + 1)}${entries.join('')}`
}

async function change(...changes: string[]) {
  const script = path.join(ROOT, 'images/build/change_jars.py')
  const { code, stdout, stderr } = await runProcess('python3', [
    '-B',
    script,
    work,
    `${work}/jars`,
    '17',
    ...changes,
  ])
  return { code, said: `${stdout}${stderr}`.trim().split('\n'), jars: (await readdir(`${work}/jars`)).sort() }
}

describe('the jars that the versions of a series share', () => {
  const brings = (jars: readonly string[]): string => jars.map((jar) => `# brings: ${jar}\n`).join('')
  const lock = (...jars: string[]) => ({ text: brings(jars), changes: [] })

  it('are those that each lockfile lists in one version, where it lists any', () => {
    expect(
      sharedJars([lock('a:a 1', 'a:b 1', 'c 1 org/c'), lock('a:a 1', 'a:b 2', 'c 1 org/c'), lock()]),
    ).toBe('a:a 1\nc 1 org/c\n')
    expect(sharedJars([lock('a:a 1')])).toBe('a:a 1\n')
  })

  it("are none of Spark's own, also where there is one version", () => {
    expect(sharedJars([lock('a:a 1', 'org.apache.spark:spark-core_2.13 4.3.0')])).toBe('a:a 1\n')
  })

  it('stay those of the shipped versions, unless a version has other ones', () => {
    expect(sharedJars([lock('a:a 1', 'a:b 1')], 'a:a 1\n')).toBe('a:a 1\n')
    expect(sharedJars([lock('a:a 2', 'a:b 1')], 'a:a 1\na:b 1\n')).toBe('a:b 1\n')
  })
})

describe('the jars that the versions of a series share after changes', () => {
  const lists = ['a:a 1\nb 1 org/b\nc:c 1\n', 'a:a 3\nb 2 org/b\nc:c 1\n']
  const shared = (...changes: SparkChange[]): string =>
    sharedJars(lists.map((list) => ({ text: list.replaceAll(/^(?=.)/gm, '# brings: '), changes })))

  it('are those that are the same then', () => {
    expect(shared({ name: 'a:a', version: '2', reasons: [] })).toBe('a:a 2\nc:c 1\n')
    expect(shared({ name: 'o:b:linux', version: '3', reasons: [] })).toBe('o:b 3\nb 3 org/b\nc:c 1\n')
    expect(shared({ name: 'c:c', reasons: [] })).toBe('\n')
  })

  it('are as new as they were, where one is hardened', () => {
    expect(shared({ name: 'a:a', version: '2', reasons: [], isHardening: true })).toBe('c:c 1\n')
    expect(shared({ name: 'a:a', version: '3', reasons: [], isHardening: true })).toBe('a:a 3\nc:c 1\n')
  })
})

describe("a change of Spark's jars", () => {
  it('puts another version in place, and names the classes that are gone', async () => {
    expect(await change('org.apache.avro:avro@1.13.0')).toEqual({
      code: 0,
      said: ['avro-1.12.1.jar is avro-1.13.0.jar', 'gone: a.Old, which user-1.jar uses'],
      jars: ['avro-1.13.0.jar', 'user-1.jar'],
    })
  })

  it('removes a jar where it is', async () => {
    expect(await change('org.apache.avro:avro', 'a:none')).toEqual({
      code: 0,
      said: [
        'avro-1.12.1.jar is removed',
        'gone: a.Kept, which user-1.jar uses',
        'gone: a.Old, which user-1.jar uses',
      ],
      jars: ['user-1.jar'],
    })
  })

  it('is refused for a jar that is not there, or may be two', async () => {
    expect(await change('com.acme:avro@1.13.0')).toMatchObject({
      code: 1,
      said: ["com.acme:avro is none of Spark's jars: it can't be replaced"],
    })
    await jar('jars/user-2.jar', {})
    expect(await change('u:user')).toMatchObject({
      code: 1,
      said: ['u:user may be any of user-1.jar, user-2.jar'],
    })
  })
})

describe('a jar that is hardened', () => {
  it('is replaced where it is older', async () => {
    expect(await change('org.apache.avro:avro>=1.13.0')).toMatchObject({
      code: 0,
      jars: ['avro-1.13.0.jar', 'user-1.jar'],
    })
  })

  it.each([
    ['as new', 'org.apache.avro:avro>=1.12.1'],
    ['newer, by its numbers', 'org.apache.avro:avro>=1.9.9.Final'],
    ['not there', 'com.acme:other>=1'],
  ])('stays where it is %s', async (_what, hardening) => {
    expect(await change(hardening)).toEqual({
      code: 0,
      said: [''],
      jars: ['avro-1.12.1.jar', 'user-1.jar'],
    })
  })

  it('stays where the new one is for a later Java', async () => {
    await jar('avro-2.0.jar', {
      'META-INF/versions/9/a/Kept.class': '\0\0\0\0\0\0\0\x35',
      'a/Kept.class': '\0\0\0\0\0\0\0\x3f',
      'module-info.class': '\0\0\0\0\0\0\0\x35',
    })
    expect(await change('org.apache.avro:avro>=2.0')).toMatchObject({
      code: 0,
      said: ['avro-2.0.jar is for Java 19: avro-1.12.1.jar stays'],
      jars: ['avro-1.12.1.jar', 'user-1.jar'],
    })
  })
})

describe("a change of Spark's jars with a classifier", () => {
  const platforms = ['linux-aarch_64', 'linux-riscv64', 'linux-x86_64', 'osx-x86_64']
  const native = (version: string, platform: string): string => `ssl-native-${version}.Final-${platform}.jar`
  const properties = (version: string) => ({
    'META-INF/maven/io.acme/ssl-native/pom.properties': `artifactId=ssl-native\nversion=${version}.Final\n`,
  })

  beforeEach(async () => {
    await rm(`${work}/jars`, { recursive: true })
    await mkdir(`${work}/jars`)
    for (const platform of platforms) await jar(`jars/${native('2.0', platform)}`, properties('2.0'))
    for (const platform of platforms) await jar(native('2.1', platform), properties('2.1'))
  })

  it('is of the one file that it names', async () => {
    const changes = ['linux-x86_64', 'linux-aarch_64'].map((one) => `io.acme:ssl-native:${one}@2.1.Final`)
    expect(await change(...changes, 'io.acme:ssl-native:osx-x86_64')).toEqual({
      code: 0,
      said: [
        `${native('2.0', 'linux-x86_64')} is ${native('2.1', 'linux-x86_64')}`,
        `${native('2.0', 'linux-aarch_64')} is ${native('2.1', 'linux-aarch_64')}`,
        `${native('2.0', 'osx-x86_64')} is removed`,
      ],
      jars: [native('2.0', 'linux-riscv64'), native('2.1', 'linux-aarch_64'), native('2.1', 'linux-x86_64')],
    })
  })

  it('is of a file that does not say its version, too', async () => {
    await jar('jars/line-3.29.0-jdk8.jar', {})
    await jar('jars/line-2.14.6.jar', { 'META-INF/maven/line/line/pom.properties': 'version=2.14.6\n' })
    await jar('line-3.30.0-jdk8.jar', {})
    expect(await change('org.line:line:jdk8@3.30.0')).toMatchObject({
      code: 0,
      said: ['line-3.29.0-jdk8.jar is line-3.30.0-jdk8.jar'],
    })
  })

  it('is of the whole artifact where it is removed without one', async () => {
    expect(await change('io.acme:ssl-native')).toMatchObject({ code: 0, jars: [] })
  })

  it('is of the file without a classifier where it is replaced without one', async () => {
    await jar('jars/ssl-native-2.0.Final.jar', properties('2.0'))
    await jar('ssl-native-2.1.Final.jar', properties('2.1'))
    expect(await change('io.acme:ssl-native@2.1.Final')).toMatchObject({
      code: 0,
      said: ['ssl-native-2.0.Final.jar is ssl-native-2.1.Final.jar'],
    })
  })

  it('is refused where it may be several, or is none', async () => {
    const all = platforms.map((one) => native('2.0', one)).join(', ')
    expect(await change('io.acme:ssl-native@2.1.Final')).toMatchObject({
      code: 1,
      said: [
        `io.acme:ssl-native may be any of ${all}: name one by its classifier, io.acme:ssl-native:linux-aarch_64`,
      ],
    })
    for (const version of ['', '@2.1.Final'])
      expect(await change(`io.acme:ssl-native:linux-amd64${version}`)).toMatchObject({
        code: 1,
        said: [`io.acme:ssl-native:linux-amd64 is none of Spark's jars, which has ${all}`],
      })
    expect(await change('io.acme:other:linux-x86_64')).toMatchObject({ code: 0 })
  })

  it('leaves the platform its own files, whatever their versions, beside those of Spark', async () => {
    await mkdir(`${work}/others`)
    await jar(`others/${native('2.1', 'linux-x86_64')}`, properties('2.1'))
    await jar('others/spark-a-1-osx-x86_64.jar', {})
    await jar('jars/only-1-linux-aarch_64.jar', {})
    await rm(`${work}/jars/${native('2.0', 'linux-x86_64')}`)
    const script = path.join(ROOT, 'images/build/trim_jars.py')
    const trim = (...words: string[]) =>
      runProcess('python3', ['-B', script, ...words.map((word) => word.replace('/', `${work}/`))])
    expect(await trim('common', '/jars', '/others', '/natives')).toMatchObject({ code: 0 })
    expect(await readdir(`${work}/jars`)).toEqual([])
    // Spark's own.
    expect(await readdir(`${work}/others`)).toEqual(['spark-a-1-osx-x86_64.jar'])
    expect(await trim('natives', 'amd64', '/natives', '/libraries')).toMatchObject({ code: 0 })
    expect((await readdir(`${work}/natives`)).sort()).toEqual([
      'only-1-linux-aarch_64.jar',
      native('2.1', 'linux-x86_64'),
    ])
  })

  it('is downloaded with the other classifiers of its artifact', async () => {
    const program = `
import sys
sys.path.insert(0, ${JSON.stringify(path.join(ROOT, 'images/build'))})
from fetch_maven import module
from make_lock import maven_row
rows = [maven_row(f"maven io.acme:ssl{one} 2.1 -") for one in ("", ":linux-x86_64", ":linux-aarch_64")]
sys.stdout.write(module(rows, "jar") + module(rows, "pom"))`
    const { stdout } = await runProcess('python3', ['-B', '-c', program])
    const [dependencies, artifacts] = ['<dependency ', '<artifact '].map(
      (element) => stdout.split('\n').filter((line) => line.trim().startsWith(element)).length,
    )
    expect({ dependencies, artifacts }).toEqual({ dependencies: 2, artifacts: 3 + 1 })
  })
})
