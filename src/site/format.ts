/** How pages write dates, sizes and digests. */
import { formatBytes } from '../catalog/bytes.ts'
import { shortDigest } from '../oci/digest.ts'
import { html, type Markup } from './html.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `24 Nov 2026`, in UTC; nothing of what is no time. */
export function day(time: string | undefined): string {
  const date = new Date(time ?? '')
  if (Number.isNaN(date.getTime())) return ''
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

export function dayMarkup(time: string | undefined): Markup {
  const text = day(time)
  return text === '' ? html`` : html`<time datetime="${new Date(time ?? '').toISOString()}">${text}</time>`
}

/** The start of a digest, with all of it to see on it. */
export function digestMarkup(digest: string): Markup {
  return html`<code class="digest" title="${digest}">${shortDigest(digest).replace('sha256:', '')}</code>`
}

/** A number with its unit, as a column of numbers wants it. */
export function size(bytes: number): string {
  return formatBytes(bytes).replace(' ', '\u00a0')
}

/** A tag alone, or with the name of the repository where that is another one. */
export function shortTag({ name }: { readonly name: string }, tag: string): string {
  return tag.startsWith(`${name}:`) ? tag.slice(name.length + 1) : tag.slice(tag.lastIndexOf('/') + 1)
}

/** Seconds as `3 min 7 s`, or with a decimal below ten. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
