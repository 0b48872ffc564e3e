/** Loads the catalog of an images folder. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'
import type { Origin } from './document.ts'
import type { Catalog } from './schema.ts'
import shipped from './shipped.json' with { type: 'json' }

/**
 * Reads the catalog of an images folder: catalog.yml, and components/NAME/component.yml of each component.
 * The shipped catalog is in the bundle, already parsed, which saves the plan entry 48 ms of its start; a changed one is
 * parsed.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
export async function loadCatalog(images: string): Promise<Catalog> {
  const { text, origin } = readCatalog(images)
  const sha256 = createHash('sha256').update(text).digest('hex')
  if (sha256 === shipped.sha256) return shipped.catalog as unknown as Catalog
  const { parseCatalog } = await import('./parse.ts')
  return parseCatalog(text, origin)
}

/**
 * The text of an images folder's catalog with all its components, and where each line of it is from.
 * @param named the folder as errors name it.
 * @throws ConfigurationError when a file cannot be read.
 */
export function readCatalog(images: string, named = images): { text: string; origin: Origin } {
  return joinCatalog(catalogFiles(images), named)
}

/** The files of an images folder's catalog: name in the folder → text. @throws ConfigurationError as readCatalog(). */
export function catalogFiles(images: string): Map<string, string> {
  const components = componentNames(path.join(images, 'components')).map(
    (name) => `components/${name}/component.yml`,
  )
  return new Map(['catalog.yml', ...components].map((file) => [file, textOf(path.join(images, file))]))
}

/** The files of catalogFiles() as one text; see readCatalog(). */
export function joinCatalog(
  files: ReadonlyMap<string, string>,
  named: string,
): { text: string; origin: Origin } {
  const parts: { file: string; lines: readonly string[] }[] = []
  for (const [file, text] of files) {
    const [, component] = /^components\/(.*)\/component\.yml$/.exec(file) ?? []
    const lines = text.trimEnd().split('\n')
    if (component === undefined) parts.push({ file, lines })
    else {
      const heading = [...(parts.length === 1 ? ['components:'] : []), `  ${component}:`]
      parts.push({ file, lines: heading }, { file, lines: lines.map((line) => `    ${line}`) })
    }
  }
  const origin = (line: number): { file: string; line: number } => {
    let first = 1
    for (const { file, lines } of parts) {
      if (line < first + lines.length) return { file: path.join(named, file), line: line - first + 1 }
      first += lines.length
    }
    return { file: path.join(named, 'catalog.yml'), line }
  }
  return { text: `${parts.flatMap(({ lines }) => lines).join('\n')}\n`, origin }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ConfigurationError(`${file}: the catalog cannot be read`, { cause })
  }
}

function componentNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch (cause) {
    throw new ConfigurationError(`${folder}: the components cannot be read`, { cause })
  }
}
