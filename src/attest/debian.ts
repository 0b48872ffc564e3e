/** Debian packages of an image: os-release and dpkg's database. */
import { encode, type Package, purl } from './package.ts'

/** The distribution that an image is made of. */
export interface Distribution {
  /** Like `debian`. */
  readonly id: string
  /** Like `12`; of a rolling distribution there is none. */
  readonly version?: string
  readonly package: Package
}

/** Parses os-release (its man page); undefined when it names no distribution. */
export function parseOsRelease(text: string): Distribution | undefined {
  const lines = [...text.matchAll(/^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/gm)]
  const values = new Map(
    lines.map(([, key, double, single, plain]) => [key, double ?? single ?? plain ?? '']),
  )
  const id = values.get('ID')
  if (!id) return undefined
  const version = values.get('VERSION_ID') || undefined
  const entry: Package = {
    kind: 'os',
    name: id,
    version,
    source: `the image's os-release: ${values.get('PRETTY_NAME') ?? id}`,
  }
  return { id, version, package: entry }
}

/** The packages that dpkg's database has as installed (dpkg(1), deb-control(5)). */
export function debianPackages(databases: readonly string[], os: Distribution | undefined): Package[] {
  return databases
    .flatMap((text) => text.split(/\n{2,}/).map(parseParagraph))
    .filter(isInstalled)
    .map((fields) => debianPackage(fields, os))
}

type Fields = ReadonlyMap<string, string>

/** Distroless databases have no Status: what is in them is installed. */
function isInstalled(fields: Fields): boolean {
  return (
    fields.has('Package') && fields.has('Version') && / installed$/.test(fields.get('Status') ?? ' installed')
  )
}

function debianPackage(fields: Fields, os: Distribution | undefined): Package {
  const [name = '', version = ''] = [fields.get('Package'), fields.get('Version')]
  const maintainer = fields.get('Maintainer')
  const from = sourceOf(fields)
  const qualifiers = {
    arch: fields.get('Architecture'),
    distro: os?.version && `${os.id}-${os.version}`,
    upstream: from && [from.name, from.version].filter(Boolean).join('@'),
  }
  return {
    kind: 'debian',
    name,
    version,
    purl: purl(`deb/${encode(os?.id ?? 'debian')}/${encode(name)}`, version, qualifiers),
    supplier: maintainer && supplierOf(maintainer),
    // In the words by which Trivy finds the source package.
    source: `built package from: ${from?.name ?? name} ${from?.version ?? version}`,
  }
}

/** The source package, which security trackers go by, where it is another: `gcc-12 (12.2.0-14)`. */
function sourceOf(fields: Fields): { name: string; version?: string } | undefined {
  const [, name, version] = /^(\S+)(?: \((\S+)\))?$/.exec(fields.get('Source') ?? '') ?? []
  return name === undefined ? undefined : { name, version }
}

function parseParagraph(text: string): Fields {
  return new Map(
    [...text.matchAll(/^([A-Za-z-]+): *(.*)$/gm)].map(([, key = '', value = '']) => [key, value]),
  )
}

/** SPDX has organizations and persons; Debian's maintainers are mostly teams. */
function supplierOf(maintainer: string): string {
  const [, name = maintainer, email] = /^(.*?)\s*<([^>]*)>$/.exec(maintainer) ?? []
  const plain = name.replaceAll('"', '').trim()
  return `${/team|maintainers|developers|group/i.test(plain) ? 'Organization' : 'Person'}: ${plain}${email ? ` (${email})` : ''}`
}
