import { generateKeyPairSync } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerOutput } from '../../src/engine/docker.ts'
import type { CellReport } from '../../src/local/report.ts'
import { pemOf, selfSigned } from '../registry/certificate.ts'
import { type PrivateRepositories, startRepositories } from '../support/private-repositories.ts'
import { type Ended, ROOT } from '../support/process.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const PASSWORD = 'pa%ss-geheim'

/**
 * What the repository adds to the fixture's catalog: a component from repositories that ask for credentials, with
 * defaults that name servers out of reach and a CA of its own.
 */
const ACME = `
  acme:
    maven: { secret: { name: "test.acme:secret-jar", version: "1.0", license: LicenseRef-Acme, transitive: false } }
    python: { acme-secret: "==1.0", acme-source: "" }
    files: { certificates: /usr/local/share/ca-certificates/acme }
    conf:
      spark.master: spark://spark.acme.test:7077
      spark.eventLog.enabled: true
      spark.eventLog.dir: s3a://acme-logs/events
      spark.sql.defaultCatalog: acme
      spark.sql.catalog.acme: org.apache.iceberg.spark.SparkCatalog
      spark.sql.catalog.acme.type: rest
      spark.sql.catalog.acme.uri: https://iceberg.acme.test
      spark.sql.ansi.enabled: false
      spark.ui.enabled: false
    acceptance: [{ name: acme, script: ./tests/acme.py }]
rules:`

const TEST = `import ssl
import zipfile
import acme_secret
import acme_source
from pathlib import Path
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.eventLog.enabled", False).getOrCreate()
assert spark.conf.get("spark.sql.defaultCatalog") == "acme"
print("saw: the catalog's defaults")
(own,) = Path("/usr/local/share/ca-certificates/acme").iterdir()
der = ssl.PEM_cert_to_DER_cert(own.read_text())
assert own.read_text().strip() in Path("/etc/ssl/certs/ca-certificates.crt").read_text()
with open("/etc/ssl/certs/java/cacerts", "rb") as file:
    assert der in file.read()
print("saw: acme's CA")
text = zipfile.ZipFile("/opt/spark/jars/secret-jar-1.0.jar").read("test/acme/secret.txt").decode()
assert (acme_source.ANSWER, text) == (42, "a jar of our own\\n")
print("saw: both of acme's")
`

let workshop: Workshop
let repository: string
let catalog: string
let repositories: PrivateRepositories
let env: NodeJS.ProcessEnv

async function change(name: string, to: (text: string) => string): Promise<void> {
  const file = path.join(repository, name)
  const text = await readFile(file, 'utf8')
  expect(to(text), name).not.toBe(text)
  await writeFile(file, to(text))
}

beforeAll(async () => {
  workshop = await openWorkshop()
  repository = await mkdtemp(path.join(tmpdir(), 'spark-images-repository-'))
  await cp(path.join(ROOT, 'tests/fixtures/user-repository'), repository, { recursive: true })
  catalog = path.join(repository, '.github/spark-images.yml')
  repositories = await startRepositories('someone', PASSWORD)
  // An engine, to be asked for its bridge.
  await workshop.open()
}, 5 * MINUTE)

afterAll(async () => {
  await repositories[Symbol.asyncDispose]()
  await rm(repository, { recursive: true })
  await workshop.close()
}, 2 * MINUTE)

describe("a user's repository", () => {
  let built: Ended
  let cell: CellReport

  it(
    'says which command locks what it adds, before anything is set up',
    async () => {
      const text = await readFile(catalog, 'utf8')
      await writeFile(
        catalog,
        text.replace('\nrules:', ACME).replace('python, orders]', 'python, orders, acme]'),
      )
      await writeFile(path.join(repository, 'tests/acme.py'), TEST)
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      await mkdir(path.join(repository, 'certificates'))
      await writeFile(
        path.join(repository, 'certificates/acme.crt'),
        pemOf(selfSigned(privateKey, 'Acme CA')),
      )
      await change('conf/log4j2.properties', (log) =>
        log.replace('warn', 'info').replace('SYSTEM_ERR', 'SYSTEM_OUT'),
      )
      const local = '.master("local[1]")'
      const changed = `${local}.config("spark.eventLog.enabled", False)`
      await change('tests/orders.py', (test) => test.replace(local, changed))
      const { code, stderr } = await workshop.local(['start', '--catalog', catalog, '4.1.1-orders'])
      expect(code).toBe(1)
      expect(stderr).toContain('acme: test.acme:secret-jar:1.0, acme-secret==1.0, acme-source')
      expect(stderr).toContain(`npm run lock -- --catalog ${catalog}`)
    },
    MINUTE,
  )

  it(
    'locks it from private repositories, with their credentials',
    async () => {
      const host = `${await workshop.gateway()}:${repositories.port}`
      const text = await readFile(catalog, 'utf8')
      const own = `\nrepositories: { maven: ["http://${host}/maven"], pypi: ["http://${host}/simple"] }\n`
      await writeFile(catalog, text + own)
      env = {
        SPARK_IMAGES_REPOSITORY_CREDENTIALS: `${host} someone ${PASSWORD}`,
        NO_PROXY: host.split(':')[0],
        no_proxy: host.split(':')[0],
      }

      const locked = await workshop.local(['lock', '--catalog', catalog], env)
      expect(locked.code, locked.text).toBe(0)
      expect(locked.text).not.toContain(PASSWORD)
      expect(locked.stdout).toContain('  .github/spark-images.locks/acme-4.1-py3.13.lock')
      const lock = await readFile(
        path.join(repository, '.github/spark-images.locks/acme-4.1-py3.13.lock'),
        'utf8',
      )
      expect(lock).toMatch(/^pypi acme-secret 1\.0 acme_secret-1\.0-py3-none-any\.whl \d+ [0-9a-f]{64} MIT$/m)
      expect(lock).toMatch(/^pypi acme-source 1\.0 acme_source-1\.0\.tar\.gz \d+ [0-9a-f]{64} MIT$/m)
      expect(lock).toMatch(/^build acme-stamp 1\.0 acme_stamp-1\.0-py3-none-any\.whl \d+ [0-9a-f]{64} MIT$/m)
      expect(lock).toMatch(
        /^maven test\.acme:secret-jar 1\.0 secret-jar-1\.0\.jar \d+ [0-9a-f]{64} LicenseRef-Acme$/m,
      )
      expect(lock).not.toContain(PASSWORD)
    },
    5 * MINUTE,
  )

  it(
    'builds and tests its own variant by YAML alone, whatever its defaults are',
    async () => {
      repositories.served.length = 0
      built = await workshop.local(['start', '--catalog', catalog, '4.1.1-orders'], env)
      expect(built.code, built.text).toBe(0)
      const [found] = (await workshop.report()).cells
      if (found === undefined) throw new Error('an empty report')
      cell = found
      expect(cell).toMatchObject({ cell: '4.1.1-orders', verdict: 'build' })
      expect(cell.tests.map(({ outcome }) => outcome)).toEqual(cell.tests.map(() => 'passed'))
      const saw = cell.tests
        .filter(({ name }) => ['orders', 'acme'].includes(name))
        .flatMap((test) => test.saw)
      expect(saw).toEqual(
        expect.arrayContaining(['what jq reads is 42', 'orders in H2 is 12.75', "both of acme's"]),
      )
      expect(saw).toEqual(expect.arrayContaining(["the catalog's defaults", "acme's CA"]))
      // Its variant does not list jdbc.
      expect(cell.layers?.map(({ stage }) => stage)).not.toContain('jdbc')
      expect(cell.layers?.map(({ stage }) => stage).slice(-9)).toEqual([
        ...['packages', 'python', 'orders', 'acme', 'certificates'],
        ...['spark', 'cds', 'scripts', 'conf'],
      ])
      expect(repositories.served).toContain('/maven/test/acme/secret-jar/1.0/secret-jar-1.0.jar')
      expect(repositories.served).toContain('/files/acme_secret-1.0-py3-none-any.whl')
    },
    25 * MINUTE,
  )

  it(
    'has no credentials in log, labels, history or files of the image',
    async () => {
      const docker = await workshop.docker()
      const parts = [
        PASSWORD,
        encodeURIComponent(PASSWORD),
        Buffer.from(`someone:${PASSWORD}`).toString('base64'),
      ]
      const inspected = await dockerOutput(docker, ['image', 'inspect', '--', cell.image])
      const history = await dockerOutput(docker, ['history', '--no-trunc', '--', cell.image])
      for (const part of parts) expect(built.text + inspected + history).not.toContain(part)
      const folders = ['/etc', '/opt', '/usr', '/var', '/home', '/root', '/tmp', '/licenses']
      const found = await docker([
        ...['run', '--rm', '--user', '0', '--entrypoint', 'grep', '--', cell.image],
        ...['-rlF', ...parts.flatMap((part) => ['-e', part]), ...folders],
      ])
      expect(found.stdout).toBe('')
    },
    5 * MINUTE,
  )

  it(
    'finds the image the second time, and asks nothing of the repositories',
    async () => {
      repositories.served.length = 0
      const again = await workshop.local(['start', '--catalog', catalog, '4.1.1-orders'], env)
      expect(again.code, again.text).toBe(0)
      expect((await workshop.report()).cells[0]).toMatchObject({ verdict: 'unchanged', digest: cell.digest })
      expect(repositories.served).toEqual([])
    },
    5 * MINUTE,
  )
})
