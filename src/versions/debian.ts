/** The order of Debian's versions: deb-version(7), and Debian Policy 5.6.12. */
import { compareDigits, compareLists } from './text.ts'

/** `[epoch:]upstream-version[-revision]`, with the characters that Debian allows in each. */
const VERSION = /^(?:(\d{1,9}):)?(\d[A-Za-z0-9.+~:-]*?)(?:-([A-Za-z0-9.+~]+))?$/

/** As for Array.sort(), as dpkg compares them; undefined if one of them is not a version. */
export function compareDebian(a: string, b: string): number | undefined {
  const [one, two] = [a, b].map(parse)
  if (one === undefined || two === undefined) return undefined
  return (
    compareDigits(one.epoch, two.epoch) ||
    compareParts(one.upstream, two.upstream) ||
    compareParts(one.revision, two.revision)
  )
}

function parse(version: string) {
  const found = VERSION.exec(version)
  if (found === null) return undefined
  const [, epoch, upstream = '', revision = ''] = found
  // A colon needs an epoch before it, and a hyphen a revision behind it.
  if ((epoch === undefined && upstream.includes(':')) || upstream.endsWith('-')) return undefined
  return { epoch: epoch ?? '', upstream, revision }
}

/** Compares text and numbers in turn. */
function compareParts(a: string, b: string): number {
  const [one, two] = [a, b].map((text) => text.split(/(\d+)/))
  let isNumber = true
  return compareLists(one ?? [], two ?? [], (left = '', right = '') => {
    isNumber = !isNumber
    return isNumber ? compareDigits(left, right) : compareCharacters(left, right)
  })
}

function compareCharacters(a: string, b: string): number {
  return compareLists([...a], [...b], (one, two) => weightOf(one) - weightOf(two))
}

/** A tilde is before the end, which is before letters, which are before all else. */
function weightOf(character: string | undefined): number {
  if (character === undefined) return 0
  if (character === '~') return -1
  return character.charCodeAt(0) + (/[A-Za-z]/.test(character) ? 0 : 256)
}
