/** images/build/change_jars.py, on jars made here. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT, runProcess } from '../../tests/support/process.ts'
import { zip } from '../../tests/support/zip.ts'
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

/** A class file as far as its constant pool, with the names of classes. */
function classOf(...names: string[]): string {
  const number = (value: number): string => String.fromCharCode(value >> 8, value & 255)
  const entries = names.map((name, index) => `\x01${number(name.length)}${name}\x07${number(2 * index + 1)}`)
  return `........${number(2 * names.length + 1)}${entries.join('')}`
}

async function change(...changes: string[]) {
  const script = path.join(ROOT, 'images/build/change_jars.py')
  const { code, stdout, stderr } = await runProcess('python3', [
    '-B',
    script,
    work,
    `${work}/jars`,
    ...changes,
  ])
  return { code, said: `${stdout}${stderr}`.trim().split('\n'), jars: (await readdir(`${work}/jars`)).sort() }
}

describe('the jars that the versions of a series share', () => {
  const lock = (...jars: string[]): string => jars.map((jar) => `# brings: ${jar}\n`).join('')

  it('are those that each lockfile lists in one version, where it lists any', () => {
    expect(sharedJars([lock('a:a 1', 'a:b 1', 'c 1 org/c'), lock('a:a 1', 'a:b 2', 'c 1 org/c'), ''])).toBe(
      'a:a 1\nc 1 org/c\n',
    )
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

describe("a change of Spark's jars", () => {
  it('puts another version in place, and names the classes that are gone', async () => {
    expect(await change('org.apache.avro:avro:1.13.0')).toEqual({
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
    expect(await change('com.acme:avro:1.13.0')).toMatchObject({
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
