/** Images built on ours, by the very Dockerfiles of docs/images.md. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hostCaBundle, runBuildx } from '../../src/engine/buildx.ts'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { baselineImage } from '../support/cells.ts'
import { ROOT } from '../support/process.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'
import { zip } from '../support/zip.ts'

const MINUTE = 60_000

/** A CA, and a server's certificate by it, with its key: PEM, as JSON. */
const CERTIFICATES = `
import json, os, subprocess
from pathlib import Path
os.chdir("/tmp")
def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
# Python 3.13 takes no CA without it.
signs = ["-addext", "keyUsage=critical,keyCertSign,cRLSign"]
openssl("req", "-x509", *new, *signs, "-days", "30", "-subj", "/CN=Acme CA", "-keyout", "ca.key", "-out", "ca.crt")
openssl("req", *new, "-subj", "/CN=localhost", "-keyout", "key", "-out", "request")
Path("extensions").write_text("subjectAltName=DNS:localhost\\nauthorityKeyIdentifier=keyid")
signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30", "-extfile", "extensions"]
openssl("x509", "-req", "-in", "request", *signed, "-out", "crt")
print(json.dumps({name: Path(name).read_text() for name in ("ca.crt", "crt", "key")}))
`

const SESSION = `
import json, sys
from pyspark.sql import SparkSession
from pyspark.sql.functions import udf
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False).getOrCreate()
found = {"python": sys.executable}
`

/** Uses a package of pip's in a worker, and looks for a jar. */
const JOB = `
@udf("string")
def area(size):
    import shapely
    return f"{shapely.box(0, 0, size, size).area:g} by {sys.executable}"
found["area"] = spark.range(3, 4).select(area("id")).first()[0]
resource = spark._jvm.Thread.currentThread().getContextClassLoader().getResource("acme/ours.txt")
found["jar"] = resource and resource.toString()
found["mode"] = spark._jvm.System.getProperty("java.vm.info")
`

/** Reads from a server with a certificate by our CA, with Python and with Java. */
const TRUST = `
import os, ssl, threading, urllib.request
from http.server import HTTPServer, SimpleHTTPRequestHandler
os.chdir("/opt/spark")
for name in ("crt", "key"):
    with open(f"/tmp/{name}", "w") as file:
        file.write(os.environ[name.upper()])
server = HTTPServer(("localhost", 8443), SimpleHTTPRequestHandler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/tmp/crt", "/tmp/key")
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = "https://localhost:8443/RELEASE"
found["to Python"] = urllib.request.urlopen(url).read().decode().split()[1]
found["to Java"] = bytes(spark._jvm.java.net.URL(url).openStream().readAllBytes()).decode().split()[1]
`

let workshop: Workshop
let docker: Docker
let image: string
let folder: string
let recipes: readonly string[]
let certificates: Record<'ca.crt' | 'crt' | 'key', string>

beforeAll(async () => {
  workshop = await openWorkshop()
  image = await baselineImage(workshop)
  docker = await workshop.docker()
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-derived-'))

  const docs = await readFile(path.join(ROOT, 'docs/images.md'), 'utf8')
  const [, section = ''] = /^## Images built on these\n(.*?)^## /ms.exec(docs) ?? []
  recipes = [...section.matchAll(/^```dockerfile\n(.*?)^```$/gms)].map(([, recipe = '']) => recipe)
  expect(recipes).toHaveLength(2)

  certificates = JSON.parse(await run(image, CERTIFICATES)) as typeof certificates
  await writeFile(path.join(folder, 'acme-ca.crt'), certificates['ca.crt'])
  await writeFile(path.join(folder, 'my.jar'), zip({ 'acme/ours.txt': 'ours\n' }))
  await writeFile(path.join(folder, 'host.pem'), await readFile(hostCaBundle(process.env) ?? '/dev/null'))
}, 20 * MINUTE)

afterAll(async () => {
  await docker?.(['image', 'rm', '--force', '--', ...[0, 1].map(nameOf)])
  await rm(folder, { recursive: true, force: true })
  await workshop.close()
}, 2 * MINUTE)

const nameOf = (index: number): string => `spark-images-derived:${index}`

/** Runs a program in Python and gives what it prints. */
function run(of: string, program: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  const options = ['run', '--rm', '--network', 'none', '--hostname', 'localhost', ...variables]
  return dockerOutput(docker, [...options, '--', of, 'python', '-c', program])
}

/** The image of a recipe, with only the base's name replaced; pip reaches its index as this machine does. */
async function derive(index: number): Promise<string> {
  const recipe = recipes[index] ?? ''
  const [from, ...steps] = recipe.split('\n')
  expect(from).toBe('FROM ghcr.io/acme/spark:4.3.0')
  const start = [`FROM ${image}`, 'COPY host.pem /usr/share/host.pem', 'ENV PIP_CERT=/usr/share/host.pem']
  const file = `Dockerfile.${index}`
  const lines = hostCaBundle(process.env) === undefined ? start.slice(0, 1) : start
  await writeFile(path.join(folder, file), [...lines, ...steps].join('\n'))
  const outputs = [{ type: 'docker', name: nameOf(index) }]
  const { exitCode, stderr } = await runBuildx(docker, { context: folder, file, outputs }, process.env)
  expect(exitCode, stderr).toBe(0)
  return nameOf(index)
}

it(
  "has pip's packages, jars, a log and a CA of its own: in Spark's workers, for Java and for Python",
  async () => {
    const derived = await derive(0)
    const program = `${SESSION}${JOB}${TRUST}print("found", json.dumps(found))`
    const printed = await run(derived, program, { CRT: certificates.crt, KEY: certificates.key })
    const [, json = ''] = /^found (.*)$/m.exec(printed) ?? []
    expect(JSON.parse(json)).toEqual({
      area: '9 by /usr/bin/python3',
      python: expect.stringMatching(/^\/usr\/(?:local\/)?bin\/python3?$/),
      jar: 'jar:file:/opt/spark/jars/my.jar!/acme/ours.txt',
      // A jar of one's own keeps the archive of classes.
      mode: 'mixed mode, sharing',
      'to Python': '4.3.0',
      'to Java': '4.3.0',
    })
    // The log is of JSON lines, on standard output.
    expect(printed).toMatch(/^\{"instant":.*"level":"WARN"/m)
    expect(await run(derived, 'import importlib.util as u; print(u.find_spec("pip"))')).toBe('None')
  },
  10 * MINUTE,
)

it(
  'does not trust that CA by itself',
  async () => {
    const program = `${SESSION}${TRUST}`
    const failed = await run(image, program, { CRT: certificates.crt, KEY: certificates.key }).catch(String)
    expect(failed).toContain('certificate verify failed')
  },
  5 * MINUTE,
)

it(
  'has an environment of its own for driver and workers',
  async () => {
    const derived = await derive(1)
    const printed = await run(derived, `${SESSION}${JOB}print("found", json.dumps(found))`)
    const [, json = ''] = /^found (.*)$/m.exec(printed) ?? []
    expect(JSON.parse(json)).toMatchObject({
      area: '9 by /opt/venv/bin/python',
      python: '/opt/venv/bin/python',
    })
  },
  10 * MINUTE,
)
