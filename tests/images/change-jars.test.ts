/** Which of Spark's jars images/build/change_jars.py replaces and removes, and what it says is missed. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../support/process.ts'
import { runInTools } from '../support/tools-image.ts'
import { openWorkshop } from '../support/workshop.ts'

const MINUTE = 60_000

/** Makes the jars of Java sources, changes those of each case, and prints what was said and what is there. */
const PROGRAM = `
import json, shutil, subprocess, sys, zipfile
from pathlib import Path
case = Path("/case")
for name, sources in json.loads((case / "sources.json").read_text()).items():
    work = case / "work" / name
    for source, text in sources.items():
        (work / source).parent.mkdir(parents=True, exist_ok=True)
        (work / source).write_text(text)
    java = [str(path) for path in work.rglob("*.java")]
    others = ":".join(str(path) for path in (case / "jars").glob("*.jar"))
    subprocess.run(["javac", "-d", work / "classes", "-cp", others, *java], check=True)
    (case / name).parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(case / name, "w") as jar:
        for path in sorted((work / "classes").rglob("*.class")):
            jar.write(path, path.relative_to(work / "classes"))
        for path in sorted(work.rglob("pom.properties")):
            jar.write(path, path.relative_to(work))
found = []
for changes in json.loads((case / "cases.json").read_text()):
    jars = case / "now"
    shutil.rmtree(jars, ignore_errors=True)
    shutil.copytree(case / "jars", jars)
    command = [sys.executable, "/case/build/change_jars.py", "/case/downloads", jars, *changes]
    done = subprocess.run(command, text=True, capture_output=True)
    found.append({"said": (done.stdout + done.stderr).splitlines(), "jars": sorted(path.name for path in jars.iterdir())})
print(json.dumps(found))
`

const pom = (group: string, artifact: string) => ({
  [`META-INF/maven/${group}/${artifact}/pom.properties`]: '',
})

/** Jars by their path: downloads/ has what can come, jars/ what Spark brings. Each class names those that it uses. */
const SOURCES = {
  'downloads/codec-2.0.jar': { 'c/Codec.java': 'package c; public class Codec {}' },
  'jars/codec-1.0.jar': {
    'c/Codec.java': 'package c; public class Codec {}',
    'c/Old.java': 'package c; public class Old {}',
    'c/Unused.java': 'package c; public class Unused {}',
    ...pom('org.c', 'codec'),
  },
  'jars/codec-extra-1.0.jar': { 'c/Extra.java': 'package c; public class Extra {}' },
  'jars/twin-1.0.jar': { 't/A.java': 'package t; public class A {}' },
  'jars/twin-2.0.jar': { 't/B.java': 'package t; public class B {}' },
  'jars/user-1.0.jar': {
    'u/User.java':
      'package u; public class User { long l = 1L << 40; c.Codec codec; c.Old[] old = new c.Old[0]; }',
  },
}
const BROUGHT = Object.keys(SOURCES).flatMap((name) => (name.startsWith('jars/') ? [name.slice(5)] : []))
const but = (gone: string, ...come: string[]) => [...BROUGHT.filter((name) => name !== gone), ...come].sort()

const CASES: readonly [
  what: string,
  changes: readonly string[],
  said: readonly string[],
  jars: readonly string[],
][] = [
  [
    'replaces one, and names the class that is gone',
    ['org.c:codec:2.0'],
    ['codec-1.0.jar is codec-2.0.jar', 'gone: c.Old, which user-1.0.jar uses'],
    but('codec-1.0.jar', 'codec-2.0.jar'),
  ],
  [
    'removes one, by its name where it does not say its group',
    ['org.x:codec-extra'],
    ['codec-extra-1.0.jar is removed'],
    but('codec-extra-1.0.jar'),
  ],
  ['leaves what another group has', ['org.other:codec'], [], BROUGHT],
  [
    'refuses to replace what is not there',
    ['org.other:codec:2.0'],
    ["org.other:codec is none of Spark's jars: it can't be replaced"],
    BROUGHT,
  ],
  [
    'refuses what two jars may be',
    ['org.t:twin'],
    ['org.t:twin may be any of twin-1.0.jar, twin-2.0.jar'],
    BROUGHT,
  ],
]

describe("a change of Spark's jars", () => {
  let found: { said: string[]; jars: string[] }[]

  beforeAll(async () => {
    const workshop = await openWorkshop()
    const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-jars-test-'))
    await cp(path.join(ROOT, 'images/build'), path.join(folder, 'build'), { recursive: true })
    await writeFile(path.join(folder, 'sources.json'), JSON.stringify(SOURCES))
    await writeFile(path.join(folder, 'cases.json'), JSON.stringify(CASES.map(([, changes]) => changes)))
    await writeFile(path.join(folder, 'run.py'), PROGRAM)
    found = JSON.parse(await runInTools(workshop, folder, ['python3', '/case/run.py']))
    await rm(folder, { recursive: true, force: true })
    await workshop.close()
  }, 10 * MINUTE)

  it.each(CASES.map(([what, , said, jars], index) => [what, { said, jars }, index] as const))(
    '%s',
    (_, expected, index) => {
      expect(found[index]).toEqual(expected)
    },
  )
})
