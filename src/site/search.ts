/** What the search of a page looks through, as a script: pages that are opened as files can't fetch JSON. */
import { currentOf, type Site } from './model.ts'

/** A thing to find: its kind and name, and by what is said of it the pages (by index) that say so. */
type Entry = readonly [
  kind: string,
  name: string,
  links: readonly (readonly [text: string, pages: readonly number[]])[],
]

/** `searchIndex = …`, with the names and addresses of pages apart, as many things are on the same. */
export function searchIndex(site: Site): string {
  const cells = site.cells.filter(({ digest }) => digest !== undefined)
  const pages = [
    ...cells.map(({ id, page }) => [id, page]),
    ...site.releases.map(({ created, page }) => [created.slice(0, 10), page]),
  ]
  const entries: Entry[] = [
    ...cells.map(({ id, tags, digest = '' }, index): Entry => {
      return [
        'image',
        id,
        [[[...tags.map((tag) => tag.slice(tag.lastIndexOf(':') + 1)), digest].join(' '), [index]]],
      ]
    }),
    ...site.releases.map(({ id }, index): Entry => ['release', id, [['', [cells.length + index]]]]),
    ...inImages(site, 'vulnerability', ({ findings = [] }) =>
      findings.map(({ id, package: of }) => [id, of]),
    ),
    ...inImages(site, 'package', ({ packages = [] }) => packages.map(({ name, version }) => [name, version])),
  ]
  // Whatever is in it, this is a script: the ends of lines in JSON are none in old scripts.
  const json = JSON.stringify({ pages, entries }).replaceAll(
    /[\u2028\u2029<]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `globalThis.searchIndex = ${json}\n`
}

type Content = NonNullable<ReturnType<typeof currentOf>>['content']

/** What the newest images have, each thing once with the images by what is said of it there. */
function inImages(
  site: Site,
  kind: string,
  of: (content: Content) => readonly (readonly [string, string])[],
): Entry[] {
  const found = new Map<string, Map<string, Set<number>>>()
  const cells = site.cells.filter(({ digest }) => digest !== undefined)
  for (const [index, { platforms }] of cells.entries())
    for (const content of platforms.flatMap((one) => currentOf(one)?.content ?? []))
      for (const [name, text] of of(content)) {
        const said = found.get(name) ?? new Map<string, Set<number>>()
        found.set(name, said)
        said.set(text, (said.get(text) ?? new Set()).add(index))
      }
  return [...found]
    .sort()
    .map(([name, said]): Entry => [kind, name, [...said].map(([text, pages]) => [text, [...pages]])])
}
