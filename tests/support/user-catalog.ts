/** The shipped catalog, and a user's laid over it. */
import { readFile } from 'node:fs/promises'
import { type Cell, cellsOf } from '../../src/catalog/cells.ts'
import { parseCatalog } from '../../src/catalog/parse.ts'
import type { Catalog } from '../../src/catalog/schema.ts'
import { layUserCatalog } from '../../src/catalog/user.ts'

const file = 'images/catalog.yml'
const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
export const shipped = { catalog: parseCatalog(text, file), text, file }

export function lay(user: string): Catalog {
  return layUserCatalog(shipped, { text: user, file: 'my.yml' })
}

/** A cell of the catalog that such a file gives. */
export function cellOf(user: string, id: string): Cell {
  const found = cellsOf(lay(user)).find((cell) => cell.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}
