/** The sizes of an image over releases, as an SVG that needs no script. */

import { day, size } from './format.ts'
import { html, type Markup } from './html.ts'
import type { SiteImage } from './model.ts'

/** Stages with a colour of their own; the smaller ones are one. */
const MAX_STAGES = 7
const OTHERS = 'other'
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [720, 260, 64, 28, 14]
const MAX_BARS = 40

/** A bar for each image, the layers in it from the lowest up, with a legend. Undefined where nothing is to be drawn. */
export function sizeChart(history: readonly SiteImage[], label: string): Markup | undefined {
  const shown = history.slice(-MAX_BARS)
  const highest = Math.max(0, ...shown.map(({ content }) => content.compressedBytes))
  if (highest === 0) return undefined
  const stages = stagesOf(shown)
  const step = niceStep(highest)
  const top = Math.ceil(highest / step) * step
  const y = (bytes: number): number => round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - bytes / top))
  const slot = (WIDTH - LEFT) / Math.max(shown.length, 6)
  const bars = shown.map((image, index) => {
    return bar(image, stages, { x: LEFT + slot * index + slot * 0.18, width: slot * 0.64, y })
  })
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step)
  const lines = ticks.map(
    (bytes) =>
      html`<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${y(bytes)}" y2="${y(bytes)}"/><text class="tick" x="${LEFT - 10}" y="${round(y(bytes) + 4)}" text-anchor="end">${bytes === 0 ? '0' : size(bytes)}</text>`,
  )
  const every = Math.ceil(shown.length / 7)
  const dates = shown.map((image, index) => {
    if ((shown.length - 1 - index) % every !== 0) return ''
    const x = LEFT + slot * (index + 0.5)
    return html`<text class="tick" x="${round(x)}" y="${HEIGHT - 8}" text-anchor="middle">${day(image.released).replace(/ \d+$/, '')}</text>`
  })
  return html`<figure class="chart">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${lines}${bars}${dates}</svg>
${legend(stages, shown.at(-1))}
</figure>`
}

/** Names of stages in the order of layers; the largest have a name, others are one. */
function stagesOf(history: readonly SiteImage[]): string[] {
  const largest = new Map<string, number>()
  for (const { content } of history)
    for (const [stage, bytes] of byStage(content.layers))
      largest.set(stage, Math.max(largest.get(stage) ?? 0, bytes))
  const named = [...largest].toSorted(([, a], [, b]) => b - a).slice(0, MAX_STAGES)
  const kept = [...largest.keys()].filter((stage) => named.some(([name]) => name === stage))
  return largest.size > kept.length ? [...kept, OTHERS] : kept
}

function byStage(layers: SiteImage['content']['layers']): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { stage, bytes } of layers) sums.set(stage, (sums.get(stage) ?? 0) + bytes)
  return sums
}

/** Bytes of the shown stages, in their order. */
function partsOf({ content }: SiteImage, stages: readonly string[]): { stage: string; bytes: number }[] {
  const sums = byStage(content.layers)
  const others = [...sums].reduce((sum, [stage, bytes]) => (stages.includes(stage) ? sum : sum + bytes), 0)
  return stages.map((stage) => ({ stage, bytes: stage === OTHERS ? others : (sums.get(stage) ?? 0) }))
}

interface Place {
  readonly x: number
  readonly width: number
  readonly y: (bytes: number) => number
}

function bar(image: SiteImage, stages: readonly string[], { x, width, y }: Place): Markup {
  let below = 0
  const parts = partsOf(image, stages).map(({ stage, bytes }, index) => {
    const [from, to] = [y(below), y(below + bytes)]
    below += bytes
    if (bytes === 0) return ''
    return html`<rect class="part-${index}" x="${round(x)}" y="${round(to)}" width="${round(width)}" height="${round(from - to)}"><title>${day(image.released)}, ${stage}: ${size(bytes)} of ${size(image.content.compressedBytes)}</title></rect>`
  })
  return html`<g>${parts}</g>`
}

/** The topmost layer first, as they are drawn. */
function legend(stages: readonly string[], newest: SiteImage | undefined): Markup {
  const parts = newest === undefined ? [] : partsOf(newest, stages)
  const entries = parts.map(
    ({ stage, bytes }, index) =>
      html`<li><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="part-${index}" width="10" height="10" rx="2"/></svg><span>${stage}</span> <span class="num">${size(bytes)}</span></li>`,
  )
  return html`<figcaption><ul class="legend">${entries.reverse()}</ul></figcaption>`
}

/** 1, 2 or 5 times a power of ten, of which three to six are the height. */
function niceStep(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest / 4))
  const factor = [1, 2, 5, 10].find((one) => highest / (one * power) <= 5) ?? 10
  return Math.max(1, factor * power)
}

const round = (value: number): number => Math.round(value * 100) / 100
