/** What the builds of a run left of what they change, put together. */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Changes, type Diff, diffSchema } from '../../diff/schema.ts'
import { RegistryError } from '../../errors.ts'
import { parseJson } from '../../oci/json.ts'
import type { PlanOutput } from '../../plan/output.ts'

/** Many times what a build leaves; in bytes. */
const MAX_BYTES = 16 * 1024 * 1024

export interface FoundDiffs {
  readonly diffs: readonly Diff[]
  /** What is wrong with files that can't be used, a sentence each. */
  readonly problems: readonly string[]
}

/** Reads the JSON files of a folder and of those in it. A folder that is not there has none. */
export async function readDiffs(folder: string): Promise<FoundDiffs> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessThere)
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  const diffs: Diff[] = []
  const problems: string[] = []
  for (const file of files) {
    try {
      diffs.push(await readDiff(file, path.relative(folder, file)))
    } catch (error) {
      // Files come from jobs that ran what the pull request brings.
      if (!(error instanceof RegistryError)) throw error
      problems.push(error.message)
    }
  }
  return { diffs, problems }
}

async function readDiff(file: string, name: string): Promise<Diff> {
  if ((await stat(file)).size > MAX_BYTES) throw new RegistryError(`${name} is too large to be read`)
  return parseJson(diffSchema, await readFile(file), name, 'what a build says that it changes')
}

function unlessThere(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}

/**
 * What all images change that a plan has to build, in its order. One of which nothing was left is not known: its build
 * failed or did not run.
 * @param image name of the images, which the diffs of another family don't have.
 */
export function mergeDiffs({ cells }: PlanOutput, image: string, { diffs, problems }: FoundDiffs): Changes {
  const found = cells
    .filter(({ verdict }) => verdict === 'build')
    .map(({ cell, platform, tag }): Changes => {
      const diff = diffs.find((one) => one.new.startsWith(`${image}:${tag}@`))
      const unknown = [`${cell} for ${platform}: its job built no image to compare`]
      return diff ?? { images: [], added: [], removed: [], unchanged: 0, unknown }
    })
  return {
    images: found.flatMap(({ images }) => images),
    added: found.flatMap(({ added }) => added),
    removed: found.flatMap(({ removed }) => removed),
    unchanged: found.reduce((sum, { unchanged }) => sum + unchanged, 0),
    unknown: [...found.flatMap(({ unknown }) => unknown), ...problems],
  }
}
