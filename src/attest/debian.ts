import type { Component } from './components.ts'
import { part, purl } from './purl.ts'

/** The distribution that an image is made of. */
export interface Distribution {
  /** Like `debian`. */
  readonly id: string
  /** Like `12`; of a rolling distribution there is none. */
  readonly version?: string
  readonly component: Component
}

/** Parses os-release (its man page); undefined when it names no distribution. */
export function parseOsRelease(text: string): Distribution | undefined {
  const lines = [...text.matchAll(/^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/gm)]
  const values = new Map(
    lines.map(([, key, double, single, plain]) => [key, double ?? single ?? plain ?? '']),
  )
  const id = values.get('ID')
  if (!id) return undefined
  const version = values.get('VERSION_ID')
  const component: Component = {
    kind: 'os',
    name: id,
    ...(version ? { version } : {}),
    source: `the image's os-release: ${values.get('PRETTY_NAME') ?? id}`,
  }
  return { id, ...(version ? { version } : {}), component }
}

/** The packages that dpkg's database has as installed (dpkg(1), deb-control(5)). */
export function debianComponents(databases: readonly string[], os: Distribution | undefined): Component[] {
  return databases
    .flatMap((text) => text.split(/\n{2,}/).map(parseParagraph))
    .filter(isInstalled)
    .map((fields) => debianComponent(fields, os))
}

type Fields = ReadonlyMap<string, string>

/** Distroless databases have no Status: what is in them is installed. */
function isInstalled(fields: Fields): boolean {
  return (
    fields.has('Package') && fields.has('Version') && / installed$/.test(fields.get('Status') ?? ' installed')
  )
}

function debianComponent(fields: Fields, os: Distribution | undefined): Component {
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
    purl: purl(`deb/${part(os?.id ?? 'debian')}/${part(name)}`, version, qualifiers),
    ...(maintainer === undefined ? {} : { supplier: supplierOf(maintainer) }),
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
