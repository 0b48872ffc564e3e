/** Parses and checks a whole catalog. */
import { flawOf } from './check.ts'
import { parseYaml, placedError } from './document.ts'
import { explain, type Flaw } from './issues.ts'
import { type Catalog, catalogSchema } from './schema.ts'

/**
 * Parses a catalog's text; `file` is the name that errors carry.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
export function parseCatalog(text: string, file: string): Catalog {
  const { content, locate } = parseYaml(text, file)
  return checkedCatalog(content, (flaw) => {
    throw placedError(locate(flaw.path), flawText(flaw))
  })
}

/** Returns the validated catalog, or calls `fail` with the first problem. */
export function checkedCatalog(content: unknown, fail: (flaw: Flaw) => never): Catalog {
  const parsed = catalogSchema.safeParse(content)
  if (!parsed.success) return fail(explain(firstIssue(parsed.error), content, catalogSchema))
  const flaw = flawOf(parsed.data)
  return flaw === undefined ? parsed.data : fail(flaw)
}

export function firstIssue<T>({ issues: [issue] }: { readonly issues: readonly T[] }): T {
  if (issue === undefined) throw new Error('the schema refused the catalog without an issue')
  return issue
}

/** A flaw with its key, as errors print it. */
export function flawText({ path, message }: Flaw): string {
  return `${path.map(String).join('.') || 'catalog'}: ${message}`
}
