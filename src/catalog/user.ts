/** A user's catalog, laid over the shipped one. */
import type { FileLocation } from '../errors.ts'
import { ownScripts, withSeries } from './adopt.ts'
import { parseYaml, placedError } from './document.ts'
import { explain, type Flaw } from './issues.ts'
import { limitFlaw } from './limits.ts'
import { overlay } from './overlay.ts'
import { checkedCatalog, firstIssue, flawText } from './parse.ts'
import { userSchema } from './partial.ts'
import { withoutIdle } from './prune.ts'
import type { Catalog } from './schema.ts'

/** A file's text and the name that errors carry. */
export interface NamedText {
  readonly text: string
  readonly file: string
}

/**
 * The catalog that a user's file, laid over the shipped one, gives. docs/catalog.md has the rules.
 * @param shipped the shipped catalog, parsed, and its text, in which errors may have to point.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
export function layUserCatalog(shipped: { catalog: Catalog } & NamedText, user: NamedText): Catalog {
  const above = parseYaml(user.text, user.file)
  const failAt = (place: FileLocation, flaw: Flaw): never => {
    // What is said of the shipped file is mended in the user's.
    throw placedError(
      place,
      flawText(flaw),
      place.file === user.file ? {} : { edit: above.locate(flaw.path) },
    )
  }
  // An empty file changes nothing.
  const content = above.content ?? {}
  const parsed = userSchema.safeParse(content)
  if (!parsed.success) {
    const flaw = explain(firstIssue(parsed.error), content, userSchema)
    return failAt(above.locate(flaw.path), flaw)
  }
  const flaw = limitFlaw(content, shipped.catalog)
  if (flaw !== undefined) return failAt(above.locate(flaw.path), flaw)

  const merged = withSeries(overlay(shipped.catalog, ownScripts(content)), shipped.catalog)
  const pruned = withoutIdle(merged, content)
  return checkedCatalog(pruned, (found) => {
    const place = above.find(found.path)
    if (place !== undefined) return failAt(place, found)
    const below = parseYaml(shipped.text, shipped.file)
    return failAt(below.find(found.path) ?? above.locate(found.path), found)
  })
}
