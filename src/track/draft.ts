/** A catalog that is being changed: each change is made in the files, and stays if the catalog is one with it. */
import { keyFor } from '../catalog/artifacts.ts'
import { subjectsOf, withShelf } from '../catalog/cells.ts'
import { parseYaml } from '../catalog/document.ts'
import { joinCatalog } from '../catalog/load.ts'
import { globMatcher, own } from '../catalog/names.ts'
import { parseCatalog, validate } from '../catalog/parse.ts'
import { idleRules } from '../catalog/rules.ts'
import type { Catalog, Rule } from '../catalog/schema.ts'
import { isMapping, layUserCatalog, mergeUserCatalog, type ShippedCatalog } from '../catalog/user.ts'
import { ConfigurationError } from '../errors.ts'
import { addKey, EditError, type Place, remove, setValue, valueAt, writtenAt } from './edit.ts'
import type { RuleChange } from './notes.ts'

/** Files by their names: paths in the images folder, or in the user's repository. */
export type Texts = ReadonlyMap<string, string>

/** The files of a catalog, and how they make one. */
export interface Source {
  readonly texts: Texts
  /** The catalog that these files are laid over; undefined for the shipped ones. */
  readonly below?: Catalog
  /** The file that a key of the catalog is written in, and its place there. */
  placeOf(place: Place): readonly [file: string, place: Place]
  /** @throws ConfigurationError for what is no catalog. */
  parse(texts: Texts): Catalog
  /** parse() without the checks that the schema can't express. */
  merge(texts: Texts): Catalog
}

/** The shipped catalog, from the texts of catalogFiles(). */
export function shippedSource(texts: Texts): Source {
  return {
    texts,
    placeOf: (place) =>
      place[0] === 'components' && place.length > 1
        ? [`components/${place[1]}/component.yml`, place.slice(2)]
        : ['catalog.yml', place],
    parse(files) {
      const { text, origin } = joinCatalog(files, 'images')
      return parseCatalog(text, origin)
    },
    merge(files) {
      const { text, origin } = joinCatalog(files, 'images')
      return validate(parseYaml(text, origin).content, (path, message) => {
        throw new ConfigurationError(`${path.map(String).join('.')}: ${message}`)
      })
    },
  }
}

/** A user's catalog file, laid over the shipped catalog. */
export function userSource(shipped: ShippedCatalog, file: string, text: string): Source {
  const user = (texts: Texts) => ({ file, text: texts.get(file) ?? '' })
  return {
    texts: new Map([[file, text]]),
    below: shipped.catalog,
    placeOf: (place) => [file, place],
    parse: (texts) => layUserCatalog(shipped, user(texts)),
    merge: (texts) => mergeUserCatalog(shipped, user(texts)),
  }
}

/** The files while one change is made. */
export class Editor {
  readonly texts: Map<string, string>
  readonly #source: Source

  constructor(source: Source, texts: Texts) {
    this.#source = source
    this.texts = new Map(texts)
  }

  /** The value at a place of the files, without what is below them. */
  get(place: Place): unknown {
    const [file, at] = this.#source.placeOf(place)
    return valueAt(this.texts.get(file) ?? '', at)
  }

  set(place: Place, value: string | null): void {
    this.#change(place, (text, at) => setValue(text, at, value))
  }

  /** @param written the value as YAML. */
  add(place: Place, key: string, written: string): void {
    this.#change(place, (text, at) => addKey(text, at, key, written))
  }

  remove(place: Place): void {
    this.#change(place, remove)
  }

  /** The YAML of a value. */
  written(place: Place): string {
    const [file, at] = this.#source.placeOf(place)
    return writtenAt(this.texts.get(file) ?? '', at)
  }

  /** Keys of a mapping of the files. */
  keys(place: Place): string[] {
    const value = this.get(place)
    return isMapping(value) ? Object.keys(value) : []
  }

  #change(place: Place, change: (text: string, at: Place) => string): void {
    const [file, at] = this.#source.placeOf(place)
    this.texts.set(file, change(this.texts.get(file) ?? '', at))
  }
}

/** The catalog with all changes that were made until now. */
export class Draft {
  readonly source: Source
  /** Of rules that changes took out, or some versions of. */
  readonly rules: RuleChange[] = []
  #texts: Texts
  #catalog: Catalog
  #before: (() => void) | undefined

  /** @throws ConfigurationError for what is no catalog. */
  constructor(source: Source) {
    this.source = source
    this.#texts = source.texts
    this.#catalog = source.parse(source.texts)
  }

  get texts(): Texts {
    return this.#texts
  }

  get catalog(): Catalog {
    return this.#catalog
  }

  /** The catalog with what must be locked though no variant has it: the shipped one's shelf. */
  get whole(): Catalog {
    return this.source.below === undefined ? withShelf(this.#catalog) : this.#catalog
  }

  /** Whether the files have a value at a place, not only what is below them. */
  has(place: Place): boolean {
    return new Editor(this.source, this.#texts).get(place) !== undefined
  }

  /** Keys of a mapping of the files. */
  keys(place: Place): string[] {
    return new Editor(this.source, this.#texts).keys(place)
  }

  /** Makes a change, with what follows from it. Returns why it can't be made; nothing is changed then. */
  attempt(change: (editor: Editor) => void): string | undefined {
    const editor = new Editor(this.source, this.#texts)
    const [texts, catalog, count] = [this.#texts, this.#catalog, this.rules.length]
    try {
      change(editor)
      const rules = this.#tidy(editor)
      this.#catalog = this.source.parse(editor.texts)
      this.#before = () => {
        this.#texts = texts
        this.#catalog = catalog
        this.rules.length = count
      }
      this.#texts = editor.texts
      this.rules.push(...rules)
      return undefined
    } catch (error) {
      if (error instanceof ConfigurationError || error instanceof EditError) return error.message
      throw error
    }
  }

  /** Takes the last change back that attempt() made. */
  undo(): void {
    this.#before?.()
    this.#before = undefined
  }

  /** Takes out what names a version or a pin that is no more: such keys and rules are mistakes where a person wrote them. */
  #tidy(editor: Editor): RuleChange[] {
    const gone = Object.keys(this.#catalog.versions).filter(
      (version) => !Object.hasOwn(this.source.merge(editor.texts).versions, version),
    )
    const changed = gone.length === 0 ? [] : pruneVersions(editor, this.source.merge(editor.texts), gone)
    const merged = this.source.merge(editor.texts)
    const subjects = subjectsOf(this.source.below === undefined ? withShelf(merged) : merged)
    const idle = idleRules(merged.rules, subjects).filter((name) => editor.get(['rules', name]) !== undefined)
    const removed = idle.map((name): RuleChange => {
      editor.remove(['rules', name])
      return ruleChange(name, 'removed', merged.rules[name])
    })
    return [...changed, ...removed]
  }
}

function ruleChange(name: string, what: RuleChange['what'], rule: Rule | undefined): RuleChange {
  return { kind: 'rule', name, what, why: rule?.reason ?? '' }
}

/** Takes versions that are gone out of rules, variants, budgets and mappings by version. */
function pruneVersions(editor: Editor, merged: Catalog, gone: readonly string[]): RuleChange[] {
  const isStale = (pattern: unknown): boolean => {
    const matches = globMatcher(String(pattern))
    return gone.some(matches) && !Object.keys(merged.versions).some(matches)
  }
  const changes = editor.keys(['rules']).flatMap((name): RuleChange[] => {
    const patterns = editor.get(['rules', name, 'when', 'versions'])
    // A rule of gone versions only is idle.
    if (!Array.isArray(patterns) || !patterns.some(isStale) || patterns.every(isStale)) return []
    pruneList(editor, ['rules', name, 'when', 'versions'], isStale)
    return [ruleChange(name, 'changed', merged.rules[name])]
  })
  for (const name of editor.keys(['variants'])) {
    pruneList(editor, ['variants', name, 'versions'], isStale)
    pruneKeys(editor, ['variants', name, 'runtime'], gone)
  }
  for (const pattern of editor.keys(['budgets']))
    if (gone.some((version) => pattern.startsWith(`${version}-`))) editor.remove(['budgets', pattern])
  for (const name of Object.keys(merged.components)) {
    const path = ['components', name]
    for (const [kind, ...below] of [
      ['maven', 'version'],
      ['replace', 'version'],
      ['python'],
      ['conf'],
    ] as const)
      for (const key of editor.keys([...path, kind])) pruneKeys(editor, [...path, kind, key, ...below], gone)
  }
  return changes
}

/** Removes items of a list; one that would be empty stays, and is a mistake for the catalog's checks. */
function pruneList(editor: Editor, place: Place, isStale: (item: unknown) => boolean): void {
  const list = editor.get(place)
  if (!Array.isArray(list) || list.every(isStale)) return
  for (const index of [...list.keys()].reverse()) if (isStale(list[index])) editor.remove([...place, index])
}

function pruneKeys(editor: Editor, place: Place, gone: readonly string[]): void {
  for (const key of editor.keys(place)) if (gone.includes(key)) editor.remove([...place, key])
}

/** Whether a mapping by version has a key of its own for a version or its series, not only a glob. */
export function hasOwnKey(
  value: unknown,
  at: Readonly<Record<'version' | 'series', string>>,
): value is Record<string, string> {
  if (!isMapping(value)) return false
  const key = keyFor(value as Record<string, string>, at)
  return key === at.version || key === at.series
}

/** The value of hasOwnKey(). */
export function ownValue(
  value: Record<string, string>,
  at: Readonly<Record<'version' | 'series', string>>,
): string {
  return own(value, keyFor(value, at) ?? '') ?? ''
}
