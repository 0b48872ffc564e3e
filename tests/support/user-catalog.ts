/** The shipped catalog for one platform, and a user's laid over it. */
import path from 'node:path'
import { type Cell, cellsOf } from '../../src/catalog/cells.ts'
import { parseCatalog } from '../../src/catalog/parse.ts'
import type { Catalog } from '../../src/catalog/schema.ts'
import { layUserCatalog } from '../../src/catalog/user.ts'
import { readOnePlatform } from './one-platform.ts'

const { text, origin } = readOnePlatform(path.join(import.meta.dirname, '../../images'), 'images')
export const shipped = { catalog: parseCatalog(text, origin), text, origin }

export function lay(user: string): Catalog {
  return layUserCatalog(shipped, { text: user, file: 'my.yml' })
}

/** A cell of the catalog that such a file gives. */
export function cellOf(user: string, id: string): Cell {
  const found = cellsOf(lay(user)).find((cell) => cell.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}
