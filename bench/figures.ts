/** What a part of the benchmark gets to know of the run. */
export interface Context {
  /** The checkout. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  /** Base image for both contenders instead of the catalog's. */
  readonly base?: string
  /** Says what is going on. */
  readonly say: (text: string) => void
}

export type Unit = 'ms' | 's' | 'bytes'

/** One line of the result: ours against the reference. All samples, in the order they were taken. */
export interface Figure {
  readonly name: string
  readonly unit: Unit
  readonly ours: readonly number[]
  /** Nothing of a figure that has no counterpart. */
  readonly reference: readonly number[]
}

/** What a part found out. */
export interface Result {
  readonly title: string
  /** What `ours` is compared with. */
  readonly reference: string
  readonly figures: readonly Figure[]
  /** What one must know to read the figures. */
  readonly notes: readonly string[]
}

export type Part = (context: Context) => Promise<Result>

/** The middle one of the samples; of an even number the mean of the middle two. Undefined of none. */
export function median(samples: readonly number[]): number | undefined {
  const sorted = [...samples].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2
}

/** Ours by reference, both as medians; undefined without a reference. */
export function ratio({ ours, reference }: Figure): number | undefined {
  const [mine, theirs] = [median(ours), median(reference)]
  return mine === undefined || !theirs ? undefined : mine / theirs
}

/** A result for people: title, table of medians, notes. */
export function formatResult({ title, reference, figures, notes }: Result): string {
  const rows = figures.map((figure) => {
    const quotient = ratio(figure)
    return [
      figure.name,
      formatSamples(figure.ours, figure.unit),
      formatSamples(figure.reference, figure.unit),
      quotient === undefined ? '' : quotient.toFixed(2),
    ]
  })
  const lines = align([['', 'ours', reference, 'ratio'], ...rows])
  return [title, ...lines, ...notes.map((note) => `- ${note}`)].join('\n')
}

/** A result for programs. */
export function resultJson({ title, reference, figures, notes }: Result): object {
  const side = (samples: readonly number[]): object | null =>
    samples.length === 0 ? null : { median: median(samples), samples }
  return {
    title,
    reference,
    figures: figures.map((figure) => ({
      name: figure.name,
      unit: figure.unit,
      ours: side(figure.ours),
      reference: side(figure.reference),
      ratio: ratio(figure) ?? null,
    })),
    notes,
  }
}

function formatSamples(samples: readonly number[], unit: Unit): string {
  const value = median(samples)
  if (value === undefined) return ''
  switch (unit) {
    case 'ms':
      return `${value.toFixed(0)} ms`
    case 's':
      return `${value.toFixed(value < 1 ? 2 : 1)} s`
    case 'bytes':
      return value >= 1e7 ? `${(value / 1e6).toFixed(0)} MB` : `${(value / 1e3).toFixed(0)} kB`
  }
}

/** Rows as columns, the first to the left, the others to the right. */
function align(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const pad = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
  return rows.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd())
}
