import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { zip } from './zip.ts'

/** A file of a Python index. */
export interface PythonFile {
  readonly project: string
  readonly name: string
  readonly data: Buffer
}

interface Options {
  readonly needs?: readonly string[]
  /** Path in the archive → text. */
  readonly files?: Readonly<Record<string, string>>
}

/** A wheel for any machine. */
export function wheel(
  project: string,
  version: string,
  { needs = [], files = {} }: Options = {},
): PythonFile {
  const module = project.replaceAll('-', '_')
  const info = `${module}-${version}.dist-info`
  const data = zip({
    ...files,
    [`${info}/METADATA`]: metadata(project, version, needs),
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: [...Object.keys(files), `${info}/METADATA`, `${info}/WHEEL`, `${info}/RECORD`]
      .map((name) => `${name},,\n`)
      .join(''),
  })
  return { project, name: `${module}-${version}-py3-none-any.whl`, data }
}

/** A source distribution, with what says how it is built: the text of its pyproject.toml. */
export async function sdist(
  project: string,
  version: string,
  pyproject: string,
  { needs = [], files = {} }: Options = {},
): Promise<PythonFile> {
  const module = project.replaceAll('-', '_')
  const all = { 'PKG-INFO': metadata(project, version, needs), 'pyproject.toml': pyproject, ...files }
  const tar = pack()
  for (const [name, text] of Object.entries(all))
    tar.entry({ name: `${module}-${version}/${name}`, mtime: new Date(0) }, text)
  tar.finalize()
  return { project, name: `${module}-${version}.tar.gz`, data: gzipSync(await buffer(tar)) }
}

function metadata(project: string, version: string, needs: readonly string[]): string {
  const lines = needs.map((need) => `Requires-Dist: ${need}\n`)
  return `Metadata-Version: 2.1\nName: ${project}\nVersion: ${version}\nLicense: MIT\n${lines.join('')}`
}

/** The answers of an index (PEP 503): path → content. */
export function indexOf(files: readonly PythonFile[]): Map<string, Buffer> {
  const pages = new Map<string, string>()
  for (const { project, name, data } of files) {
    const hash = createHash('sha256').update(data).digest('hex')
    const link = `<a href="../../files/${name}#sha256=${hash}">${name}</a>\n`
    pages.set(`/simple/${project}/`, (pages.get(`/simple/${project}/`) ?? '') + link)
  }
  return new Map([
    ...[...pages].map(([path, text]) => [path, Buffer.from(text)] as const),
    ...files.map(({ name, data }) => [`/files/${name}`, data] as const),
  ])
}

/**
 * A build backend (PEP 517) that puts a source's Python files and LICENSE into a wheel; which of its own packages it
 * needs for that, it says only when it is asked.
 */
const BACKEND = `
import os, zipfile
from pathlib import Path

def get_requires_for_build_wheel(config_settings=None):
    return ["acme-stamp"]

def build_wheel(folder, config_settings=None, metadata_directory=None):
    import acme_stamp
    text = Path("PKG-INFO").read_text()
    name, version = (next(l for l in text.splitlines() if l.startswith(key)).split()[1] for key in ("Name:", "Version:"))
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    with zipfile.ZipFile(Path(folder, f"{module}-{version}-py3-none-any.whl"), "w") as wheel:
        def add(path, text):
            wheel.writestr(zipfile.ZipInfo(path, acme_stamp.DATE), text)
        for path in sorted(Path().glob("*.py")):
            add(str(path), path.read_text())
        add(f"{info}/METADATA", text)
        add(f"{info}/LICENSE", Path("LICENSE").read_text())
        add(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: acme\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        add(f"{info}/RECORD", "")
    return f"{module}-{version}-py3-none-any.whl"
`

/** A project that is there as its source only, and what that is built with. */
export async function sourceOnly(project: string, version: string, code: string): Promise<PythonFile[]> {
  const build = '[build-system]\nrequires = ["acme-backend"]\nbuild-backend = "acme_backend"\n'
  const files = { [`${project.replaceAll('-', '_')}.py`]: code, LICENSE: `${project}'s licence\n` }
  return [
    await sdist(project, version, build, { files }),
    wheel('acme-backend', '3.0', { files: { 'acme_backend.py': BACKEND } }),
    wheel('acme-stamp', '1.0', { files: { 'acme_stamp.py': 'DATE = (2020, 1, 1, 0, 0, 0)\n' } }),
  ]
}
