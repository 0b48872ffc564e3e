/** Which jars come with an artifact, and what is said of those that can't be locked: Ivy against a repository of ours. */
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { ROOT } from '../support/process.ts'
import { runInTools } from '../support/tools-image.ts'
import { openWorkshop } from '../support/workshop.ts'
import { zip } from '../support/zip.ts'

const MINUTE = 60_000

/** Serves /case/repository in the container, makes a lockfile of each text in /case/cases.json and proves its jars. */
const PROGRAM = `
import functools, http.server, json, sys, threading
from pathlib import Path
sys.path.insert(0, "/case/build")
import make_lock, prove_jars, repositories

class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory="/case/repository"))
threading.Thread(target=server.serve_forever, daemon=True).start()
repositories.SECRET = Path("/case/secret.json")
def lock(text, port):
    url = f"http://127.0.0.1:{port}"
    repositories.SECRET.write_text(json.dumps({"maven": [{"url": url}], "pypi": [], "public": False}))
    Path("/case/lake.in").write_text(text)
    try:
        return make_lock.make_lock(Path("/case/lake.in"))
    except SystemExit as failed:
        return str(failed)
cases = json.loads(Path("/case/cases.json").read_text())
closed = 1
found = [lock(text, closed if "# unreachable" in text else server.server_port) for text in cases["texts"]]
lock("", server.server_port)
notes = prove_jars.notes_on([prove_jars.Brought(*jar) for jar in cases["brought"]], Path("/case/proof"))
print(json.dumps({"found": found, "notes": "".join(notes)}))
`

const SPARK = [
  'spark 4.1.1 2.13',
  'brings org.slf4j:slf4j-api 2.0.17',
  'brings annotations 17.0.0 org/jetbrains',
]

const want = (name: string, version = '1.0', exclude = '-', licence = '-') =>
  `resolve ${name.includes(':') ? name : `t:${name}`} ${version} ${exclude} ${licence}`
const single = (name: string, licence = 'MIT') => `maven t:${name} 1.0 ${licence}`

/** What is wanted, and the jars that are locked, or what is said instead. */
const LOCKED: readonly [what: string, wanted: readonly string[], rows: readonly string[]][] = [
  ['the latest of several versions', [want('both')], ['both 1.0', 'leaf 2.0', 'new 1.0', 'old 1.0']],
  [
    "the catalog's version, whatever else is wanted",
    [want('both'), want('leaf', '1.5')],
    ['both 1.0', 'leaf 1.5', 'new 1.0', 'old 1.0'],
  ],
  [
    'a version out of a range that the catalog names',
    [want('range'), want('leaf', '2.0')],
    ['leaf 2.0', 'low 1.0', 'range 1.0'],
  ],
  ['all but what is excluded', [want('both', '1.0', 't:new')], ['both 1.0', 'leaf 1.0', 'old 1.0']],
  ['the artifact itself, whatever is excluded', [want('both', '1.0', 't:*')], ['both 1.0']],
  [
    'what another artifact does not exclude',
    [want('both', '1.0', 't:new'), want('new')],
    ['both 1.0', 'leaf 2.0', 'new 1.0', 'old 1.0'],
  ],
  ['what can be had, when the rest is excluded', [want('gone', '1.0', 't:nothing')], ['gone 1.0']],
  ["versions of a parent's dependencyManagement", [want('child')], ['child 1.0', 'leaf 1.5']],
  ['versions of an imported BOM', [want('bom-user')], ['bom-user 1.0', 'leaf 1.5']],
  ['what something has moved to', [want('uses-moved')], ['leaf 2.0', 'uses-moved 1.0']],
  ['what only passes on', [want('uses-list')], ['leaf 1.0', 'uses-list 1.0']],
  ['classifiers', [want('uses-native')], ['native:linux 1.0', 'uses-native 1.0']],
  ['only what is needed to run', [want('scopes')], ['leaf 1.0', 'scopes 1.0']],
  ['each once, where they need each other', [want('ring')], ['gnir 1.0', 'ring 1.0']],
  ['nothing that Spark brings, nor what only that needs', [want('logs')], ['logs 1.0']],
  ['what is named like a jar of Spark and is another', [want('clouds')], ['annotations 3.0', 'clouds 1.0']],
  ["one jar alone, with the licence of its POM's parent", [single('child', '-')], ['child 1.0']],
  ['one jar alone, whose POM is not even read', [single('orphan'), want('leaf')], ['leaf 1.0', 'orphan 1.0']],
]

const sha1 = (content: Buffer | string): string => createHash('sha1').update(content).digest('hex')
const JAR = zip({ x: '' })

/** Jars of a distribution: file, what it says of itself, SHA-1. */
const BROUGHT: readonly (readonly [file: string, name: string, sha1: string])[] = [
  ['spark-core_2.13-1.0.jar', 'org.apache.spark:spark-core_2.13 1.0', sha1(JAR)],
  ['leaf-1.0.jar', 'leaf 1.0 x', sha1(JAR)],
  ['native-1.0-linux.jar', 't:native 1.0', sha1(JAR)],
  ['new-1.0.jar', 'new 1.0 x', sha1('rebuilt')],
  ['ghost-1.0.jar', 'ghost 1.0 x', sha1(JAR)],
]

const REFUSED: readonly [what: string, wanted: readonly string[], message: string][] = [
  ['is nowhere', [want('nothing')], 't:nothing: it is in none of the repositories'],
  [
    'is nowhere and is needed',
    [want('gone')],
    't:gone: t:nothing 3.0, which t:gone 1.0 needs, is in none of the repositories',
  ],
  ['is nowhere, alone', [single('nothing')], 'cannot fetch t:nothing: no jar of version 1.0 can be had'],
  [
    'has no POM',
    [want('no-pom')],
    "t:no-pom: its POM can't be had or read: `transitive: false` takes the jar alone",
  ],
  [
    'has a parent that is nowhere',
    [want('orphan')],
    't:orphan: the parent of its POM, t:lost:9, is in none of the repositories: `transitive: false` takes',
  ],
  ['has a POM and no jar', [want('list')], 't:list: there is no jar of t:list 1.0'],
  ['has moved', [want('moved')], 't:moved: it has moved to t:leaf 2.0: name that'],
  [
    'is out of a range',
    [want('range')],
    't:range: t:low 1.0 needs t:leaf [1.0,1.9], but 2.0 is what t:range 1.0 needs: name t:leaf in the catalog',
  ],
  [
    'is in no version of a range',
    [want('no-range')],
    't:no-range: t:leaf [7,8), which t:no-range 1.0 needs, is in none of the repositories',
  ],
  [
    'is a snapshot',
    [want('uses-snapshot')],
    't:uses-snapshot: t:snapshot 1.0-SNAPSHOT, which t:uses-snapshot 1.0 needs, is a snapshot',
  ],
  [
    'is for another Scala',
    [want('uses-scala')],
    't:uses-scala: t:lib_2.12 1.0, which t:uses-scala 1.0 needs, is for Scala 2.12, Spark 4.1.1 is built with 2.13',
  ],
  [
    'is a Git LFS pointer',
    [want('pointer')],
    "t:pointer: what came as pointer-1.0.jar is no jar, it begins with b'version https://git-lfs",
  ],
  [
    'is a page, alone',
    [single('page')],
    "t:page: what came as page-1.0.jar is no jar, it begins with b'<!DOCTYPE html>",
  ],
  [
    'has a licence of its own',
    [want('uses-odd')],
    "t:uses-odd: t:odd 1.0 is needed, whose POM names a licence that is not known ('Our terms')",
  ],
  [
    'has no licence',
    [want('no-licence')],
    't:no-licence: its POM names a licence that is not known (none): state it',
  ],
  [
    'has no licence, alone, and a parent that is nowhere',
    [single('no-parent', '-')],
    'cannot lock t:no-parent: its POM names a licence that is not known (none): state it',
  ],
  [
    'has the file name of another',
    [want('same')],
    't:same: u:leaf and t:leaf are both leaf-2.0.jar: exclude one',
  ],
  [
    'needs nothing of what is excluded',
    [want('both', '1.0', 't:nix')],
    't:both: exclude t:nix: it needs nothing of that name',
  ],
  [
    'excludes itself',
    [want('both', '1.0', 't:both')],
    't:both: exclude t:both: it needs nothing of that name',
  ],
  ['is there twice', [want('leaf'), want('leaf', '2.0')], 't:leaf: it is there in two versions, 1.0 and 2.0'],
  [
    'is brought by Spark',
    [want('org.slf4j:slf4j-api', '2.0.9')],
    'org.slf4j:slf4j-api: Spark 4.1.1 brings 2.0.17 of it: leave it out',
  ],
  [
    "can't be reached",
    [want('leaf'), '# unreachable'],
    "can't be had: java.net.ConnectException: Connection refused",
  ],
]

/** What is wanted for single machines, and the rows: kind, name and version. */
const BY_MACHINE: readonly [wanted: readonly string[], rows: readonly string[]][] = [
  [
    [want('new').replace('resolve', 'resolve@aarch64'), want('old')],
    ['maven old 1.0', 'maven@aarch64 leaf 2.0', 'maven@aarch64 new 1.0', 'maven@x86_64 leaf 1.0'],
  ],
  [
    [
      single('new').replace('maven', 'maven@aarch64'),
      single('old').replace('maven', 'maven@x86_64'),
      single('leaf'),
    ],
    ['maven leaf 1.0', 'maven@aarch64 new 1.0', 'maven@x86_64 old 1.0'],
  ],
  [
    ['aarch64', 'x86_64'].map((machine) => single('leaf').replace('maven', `maven@${machine}`)),
    ['maven leaf 1.0'],
  ],
]

interface Artifact {
  readonly needs?: readonly string[]
  readonly licence?: string
  readonly packaging?: string
  readonly parent?: string
  /** More of the POM. */
  readonly more?: string
  readonly pom?: false
  readonly jar?: string | false
  readonly file?: string
  readonly holds?: string
}

const gav = (tag: string, coordinates: string, more = '') => {
  const [group, artifact, version] = coordinates.split(':')
  const of = version ? `<version>${version}</version>` : ''
  return `<${tag}><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${of}${more}</${tag}>`
}
const managed = (entry: string) =>
  `<dependencyManagement><dependencies>${entry}</dependencies></dependencyManagement>`
const leaf15 = managed(gav('dependency', 't:leaf:1.5'))
const moved = `<distributionManagement>${gav('relocation', 't:leaf:2.0')}</distributionManagement>`

const REPOSITORY: Readonly<Record<string, Artifact>> = {
  't:leaf:1.0': {},
  't:leaf:1.5': {},
  't:leaf:2.0': {},
  'u:leaf:2.0': {},
  't:old:1.0': { needs: ['t:leaf:1.0'] },
  't:new:1.0': { needs: ['t:leaf:2.0'] },
  't:both:1.0': { needs: ['t:old:1.0', 't:new:1.0'] },
  't:low:1.0': { needs: ['t:leaf:[1.0,1.9]'] },
  't:range:1.0': { needs: ['t:low:1.0', 't:leaf:2.0'] },
  't:no-range:1.0': { needs: ['t:leaf:[7,8)'] },
  't:gone:1.0': { needs: ['t:nothing:3.0'] },
  't:no-pom:1.0': { pom: false },
  't:orphan:1.0': { parent: 't:lost:9' },
  't:parent:1.0': { packaging: 'pom', jar: false, licence: 'MIT License', more: leaf15 },
  't:child:1.0': { needs: ['t:leaf'], licence: '', parent: 't:parent:1.0' },
  't:bom:1.0': { packaging: 'pom', jar: false, more: leaf15 },
  't:bom-user:1.0': {
    needs: ['t:leaf'],
    more: managed(gav('dependency', 't:bom:1.0', '<type>pom</type><scope>import</scope>')),
  },
  't:moved:1.0': { jar: false, more: moved },
  't:uses-moved:1.0': { needs: ['t:moved:1.0'] },
  't:list:1.0': { packaging: 'pom', jar: false, needs: ['t:leaf:1.0'] },
  't:uses-list:1.0': { needs: ['t:list:1.0 <type>pom</type>'] },
  't:native:1.0': { file: 'native-1.0-linux' },
  't:uses-native:1.0': { needs: ['t:native:1.0 <classifier>linux</classifier>'] },
  't:scopes:1.0': {
    needs: [
      't:leaf:1.0 <scope>runtime</scope>',
      't:old:1.0 <optional>true</optional>',
      't:nothing:1.0 <scope>provided</scope>',
      't:nothing:2.0 <scope>test</scope>',
    ],
  },
  't:ring:1.0': { needs: ['t:gnir:1.0'] },
  't:gnir:1.0': { needs: ['t:ring:1.0'] },
  'org.slf4j:slf4j-api:1.7.36': { needs: ['t:nothing:1.0'] },
  'org.jetbrains:annotations:16.0': { holds: 'org/jetbrains/annotations/NotNull.class' },
  't:logs:1.0': { needs: ['org.slf4j:slf4j-api:1.7.36', 'org.jetbrains:annotations:16.0'] },
  'c:annotations:3.0': { holds: 'c/annotations/Public.class' },
  't:clouds:1.0': { needs: ['c:annotations:3.0'] },
  't:snapshot:1.0-SNAPSHOT': {},
  't:uses-snapshot:1.0': { needs: ['t:snapshot:1.0-SNAPSHOT'] },
  't:lib_2.12:1.0': {},
  't:uses-scala:1.0': { needs: ['t:lib_2.12:1.0'] },
  't:pointer:1.0': { jar: 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n' },
  't:page:1.0': { jar: '<!DOCTYPE html><html>Sign in</html>' },
  't:odd:1.0': { licence: 'Our terms' },
  't:uses-odd:1.0': { needs: ['t:odd:1.0'] },
  't:no-licence:1.0': { licence: '' },
  't:no-parent:1.0': { licence: '', parent: 't:lost:9' },
  't:same:1.0': { needs: ['t:leaf:2.0', 'u:leaf:2.0'] },
  'org.apache.spark:spark-core_2.13:1.0': { needs: ['t:both:1.0', 't:nothing:1.0'] },
}

async function publish(repository: string, coordinates: string, one: Artifact): Promise<void> {
  const [group = '', artifact = '', version = ''] = coordinates.split(':')
  const above = path.join(repository, group.replaceAll('.', '/'), artifact)
  const folder = path.join(above, version)
  await mkdir(folder, { recursive: true })
  const needs = (one.needs ?? []).map((need) => gav('dependency', ...(need.split(' ') as [string, string?])))
  const { licence = 'Apache-2.0', holds = 'x' } = one
  const pom = [
    `<project><modelVersion>4.0.0</modelVersion>${one.parent ? gav('parent', one.parent) : ''}`,
    gav('x', coordinates).slice(3, -4),
    `<packaging>${one.packaging ?? 'jar'}</packaging>${one.more ?? ''}`,
    licence && `<licenses><license><name>${licence}</name></license></licenses>`,
    `<dependencies>${needs.join('')}</dependencies></project>`,
  ]
  if (one.pom !== false) await writeFile(path.join(folder, `${artifact}-${version}.pom`), pom.join(''))
  if (one.jar !== false) {
    const jar = path.join(folder, `${one.file ?? `${artifact}-${version}`}.jar`)
    const content = one.jar ?? zip({ [holds]: '' })
    await writeFile(jar, content)
    await writeFile(`${jar}.sha1`, sha1(content))
  }
  const all = Object.keys(REPOSITORY).filter((name) => name.startsWith(`${group}:${artifact}:`))
  const versions = all.map((name) => `<version>${name.split(':')[2]}</version>`).join('')
  const metadata = `<metadata><versioning><versions>${versions}</versions></versioning></metadata>`
  await writeFile(path.join(above, 'maven-metadata.xml'), metadata)
}

let found: string[]
let notes: string

beforeAll(async () => {
  const workshop = await openWorkshop()
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-lock-test-'))
  await cp(path.join(ROOT, 'images/build'), path.join(folder, 'build'), { recursive: true })
  for (const [coordinates, one] of Object.entries(REPOSITORY))
    await publish(path.join(folder, 'repository'), coordinates, one)
  const all = [...LOCKED, ...REFUSED].map(([, wanted]) => wanted)
  const texts = [...all, ...BY_MACHINE.map(([wanted]) => wanted)].map(
    (wanted) => `${[...wanted, ...SPARK].join('\n')}\n`,
  )
  await writeFile(path.join(folder, 'cases.json'), JSON.stringify({ texts, brought: BROUGHT }))
  await writeFile(path.join(folder, 'run.py'), PROGRAM)
  const printed = await runInTools(workshop, folder, ['python3', '/case/run.py'])
  ;({ found, notes } = JSON.parse(printed) as { found: string[]; notes: string })
  await rm(folder, { recursive: true, force: true })
  await workshop.close()
}, 12 * MINUTE)

it.each(LOCKED.map(([what, , rows], index) => [what, rows, index] as const))('locks %s', (_, rows, index) => {
  const lines = (found[index] ?? '').split('\n').filter((line) => line.startsWith('maven '))
  const jars = lines.map((line) => line.split(' ').slice(1, 3).join(' ').replace(/^\w+:/, ''))
  expect(jars, found[index]).toEqual(rows)
})

it.each(REFUSED.map(([what, , message], index) => [what, message, LOCKED.length + index] as const))(
  'refuses what %s, in one line',
  (_, message, index) => {
    expect(found[index]?.split('\n')[0]).toContain(message)
    expect(found[index]).not.toContain('Traceback')
  },
)

it('locks for a machine alone what another has not, or has in another version', () => {
  const rows = found.slice(-BY_MACHINE.length).map((text) => {
    const lines = text.split('\n').filter((line) => line.startsWith('maven'))
    return lines.map((line) => line.split(' ').slice(0, 3).join(' ').replace(' t:', ' '))
  })
  expect(rows).toEqual(BY_MACHINE.map(([, expected]) => expected))
})

it('tells every conflict of versions with who wants which', () => {
  const conflicts = found.flatMap((text) => text.match(/(?<=^# conflict: ).*/gm) ?? [])
  expect([...new Set(conflicts)].sort()).toEqual([
    "org.jetbrains:annotations: Spark's 17.0.0 is used; wanted: 16.0 for t:logs 1.0",
    "org.slf4j:slf4j-api: Spark's 2.0.17 is used; wanted: 1.7.36 for t:logs 1.0",
    't:leaf: 1.5 is used; wanted: 1.0 for t:old 1.0; 1.5 for the catalog; 2.0 for t:new 1.0',
    't:leaf: 2.0 is used; wanted: 1.0 for t:old 1.0; 2.0 for t:new 1.0',
    't:leaf: 2.0 is used; wanted: 2.0 for the catalog, t:range 1.0; [1.0,1.9] for t:low 1.0',
  ])
})

it('takes the licence of a parent, and notes what it was asked for but not what Spark brings', () => {
  const child = LOCKED.findIndex(([, wanted]) => wanted[0] === want('child'))
  expect(found[child]).toMatch(/^maven t:child 1\.0 .* MIT$/m)
  expect(found[child]).toContain('# wanted: resolve t:child 1.0 - -\n# wanted: spark 4.1.1 2.13\n# kind')
})

it("knows a distribution's jars by the checksums of repositories, and says which it does not", () => {
  expect(notes.trimEnd().split('\n')).toEqual([
    '# proved: 3 of 5',
    '# named: leaf-1.0.jar t:leaf 1.0',
    '# unproved: new-1.0.jar differs from that of the repository',
    '# unproved: ghost-1.0.jar is in no repository',
  ])
})
