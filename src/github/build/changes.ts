/** What a build that pushes nothing changes against the released image: for people in Markdown, for a comment in JSON. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Cell } from '../../catalog/cells.ts'
import type { Catalog } from '../../catalog/schema.ts'
import { type BuiltCell, diffWithRelease, unknownDiff } from '../../diff/release.ts'
import type { Diff } from '../../diff/schema.ts'
import { layoutSource } from '../../diff/source.ts'
import { isExpected, messageOf } from '../../errors.ts'
import type { BuiltImage } from '../../image/build.ts'
import { sha256 } from '../../oci/digest.ts'
import { formatRepository, type Repository } from '../../registry/repository.ts'
import { changeNotes, changeSections } from '../changes.ts'
import type { Section } from '../summary.ts'

export interface CompareOptions {
  readonly catalog: Pick<Catalog, 'aliases'>
  /** Where released images are. */
  readonly released: Repository
  /** Folder for the files. */
  readonly workFolder: string
}

type Compared = NonNullable<BuiltImage['compared']>

export interface DescribedChanges {
  readonly sections: readonly Section[]
  /** Paths of the files. */
  readonly markdown: string
  readonly json: string
  /** A name for an artifact: another one for each image of a run, as artifacts of one name replace each other. */
  readonly artifact: string
  /** Why nothing could be compared. */
  readonly problem?: string
}

/** Compares a built image, and writes what changed. That the registry does not say is no failure. */
export async function describeChanges(
  { image, cell, layout, documents }: Compared & { readonly image: string; readonly cell: Cell },
  { catalog, released, workFolder }: CompareOptions,
): Promise<DescribedChanges> {
  const built: BuiltCell = { cell, image, source: layoutSource(layout, documents) }
  const { diff, problem } = await compare(built, catalog, released)
  const file = path.join(workFolder, 'spark-images-changes')
  const [markdown, json] = [`${file}.md`, `${file}.json`]
  await writeFile(markdown, changeNotes(diff))
  await writeFile(json, JSON.stringify(diff))
  const platform = cell.platform.replaceAll('/', '-')
  const family = sha256(formatRepository(released)).slice('sha256:'.length, 'sha256:'.length + 8)
  const artifact = `spark-images-changes-${cell.id}-${platform}-${family}`
  return { sections: changeSections(diff), markdown, json, artifact, problem }
}

async function compare(
  built: BuiltCell,
  catalog: Pick<Catalog, 'aliases'>,
  released: Repository,
): Promise<{ diff: Diff; problem?: string }> {
  try {
    return { diff: await diffWithRelease(built, catalog, released) }
  } catch (error) {
    if (!isExpected(error)) throw error
    const why = messageOf(error)
    const problem = `${built.cell.id} was not compared with the released image: ${why}`
    return { diff: unknownDiff(built, released, why), problem }
  }
}
