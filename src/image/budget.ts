/** Checks an image's size against its cell's budget. */
import { formatBytes } from '../catalog/bytes.ts'
import type { Cell } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import type { ImageSize } from '../layout/measure.ts'

/**
 * Holds an image's measured size against its cell's budget.
 * @throws ConfigurationError saying by how much it is over, and which layers are the largest, by stage.
 */
export function checkBudget(cell: Cell, size: ImageSize): void {
  for (const measure of ['unpacked', 'compressed'] as const) {
    const limit = cell.budget[measure]
    if (limit === undefined || size[measure] <= limit) continue
    const layers = [...size.layers].sort((a, b) => b[measure] - a[measure]).slice(0, 5)
    throw new ConfigurationError(
      [
        `${cell.id} is over its budget: ${formatBytes(size[measure])} ${measure}, ${formatBytes(size[measure] - limit)} more than the ${formatBytes(limit)} of variants.${cell.variant}.budget.${measure} in the catalog. Its largest layers:`,
        ...layers.map((layer) => `  ${layer.stage}: ${formatBytes(layer[measure])}`),
      ].join('\n'),
    )
  }
}
