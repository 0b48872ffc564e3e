/** What a cell has besides the Dockerfile's own stages. */
import type { Wanted } from './artifacts.ts'
import type { Component } from './schema.ts'

/** What one component adds to the Dockerfile's own stages. */
export interface Addition {
  readonly component: string
  /** Whether the stage that it is made in downloads; its lock is among the cell's downloads. */
  readonly downloads: boolean
  readonly debian: readonly string[]
  /** Path in the repository → path in the image. */
  readonly files: Readonly<Record<string, string>>
  readonly conf: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
}

/** What a cell adds to the Dockerfile's own stages, in the order of its components. */
export interface Extension {
  readonly parts: readonly Addition[]
}

interface Used {
  readonly name: string
  readonly component: Component
  /** What it downloads. */
  readonly wanted: readonly Wanted[]
}

/** The extension of a cell with these components; undefined if the Dockerfile has everything. */
export function extensionOf(used: readonly Used[]): Extension | undefined {
  const parts = used.flatMap(({ name, component, wanted }) => {
    const { lock, debian, files, conf, environment } = component
    const part: Addition = {
      component: name,
      downloads: lock === undefined && wanted.length > 0,
      debian,
      files,
      conf: Object.fromEntries(Object.entries(conf).map(([key, value]) => [key, String(value)])),
      environment,
    }
    const empty =
      !part.downloads && [debian, files, conf, environment].every((value) => Object.keys(value).length === 0)
    return empty ? [] : [part]
  })
  return parts.length === 0 ? undefined : { parts }
}
