/** Tells by an image's history which Dockerfile stage made a layer. */
import type { HistoryEntry } from '../oci/manifest.ts'

/** The stage of layers that come from the base image, or from no known instruction. */
export const BASE = 'base'

/**
 * The Dockerfile stage that an instruction in an image's history tells of, by the conventions of
 * images/Dockerfile: `COPY --link --from=spark /spark/ /`, which BuildKit records as
 * `COPY /spark/ / # buildkit`, puts stage spark in place; RUN belongs to stage os, or installs a catalog's own
 * Debian packages; everything else that
 * makes a layer (WORKDIR) to the image itself. Undefined for what is no Dockerfile instruction, as in bases
 * made by other tools.
 */
export function stageOf(createdBy: string): string | undefined {
  const copied = /^COPY (?:--\S+ )*\/([a-z0-9][a-z0-9._-]*)\/ \/(?: # buildkit)?$/.exec(createdBy)
  if (copied !== null) return copied[1]
  if (/^RUN\s/.test(createdBy)) return createdBy.includes('/install_packages.sh') ? 'user-packages' : 'os'
  return /^WORKDIR\s/.test(createdBy) ? 'image' : undefined
}

/**
 * The instruction and the stage of each layer, lowest first: history entries that are not marked
 * empty_layer correspond to layers in order (image-spec, config.md, "history"). Whatever lies under the
 * last instruction that is not of this Dockerfile's kind, like a base's own ADD, is the base's.
 */
export function stagesOf(
  history: readonly HistoryEntry[],
): readonly { readonly createdBy: string; readonly stage: string }[] {
  const layers = history
    .filter((entry) => entry.empty_layer !== true)
    .map(({ created_by: createdBy = '' }) => ({ createdBy, stage: stageOf(createdBy) }))
  const base = layers.findLastIndex(({ stage }) => stage === undefined)
  return layers.map(({ createdBy, stage }, index) => ({
    createdBy,
    stage: index <= base ? BASE : (stage ?? BASE),
  }))
}
