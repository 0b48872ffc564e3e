/** The order of Python's versions: PEP 440, also "Version specifiers" of packaging.python.org. */
import { compareDigits, compareLists, compareTexts } from './text.ts'

/** The expression of the PEP's appendix B, without what is never in an index: spaces around it. */
const VERSION = new RegExp(
  [
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<phase>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre>\d*))?/,
    /(?<post>-(?<implicit>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<explicit>\d*))?/,
    /(?<dev>[-_.]?dev[-_.]?(?<build>\d*))?/,
    /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
)

interface Version {
  readonly epoch: string
  readonly release: readonly string[]
  /** `a`, `b` or `rc` of a pre-release, with what is before all (` `) and behind all (`~`) of them. */
  readonly phase: string
  readonly pre: string
  readonly post: string | undefined
  readonly dev: string | undefined
  readonly local: readonly string[]
}

/** As for Array.sort(); undefined if one of them is not a version. */
export function comparePython(a: string, b: string): number | undefined {
  const [one, two] = [a, b].map(parse)
  if (one === undefined || two === undefined) return undefined
  return (
    compareDigits(one.epoch, two.epoch) ||
    compareLists(one.release, two.release, (left = '', right = '') => compareDigits(left, right)) ||
    compareTexts(one.phase, two.phase) ||
    compareDigits(one.pre, two.pre) ||
    compareOptional(one.post, two.post, -1) ||
    compareOptional(one.dev, two.dev, 1) ||
    compareLists(one.local, two.local, compareSegments)
  )
}

function parse(version: string): Version | undefined {
  const groups = VERSION.exec(version)?.groups
  if (groups === undefined) return undefined
  const { epoch = '', release = '', phase, pre = '', local } = groups
  const post = groups.post === undefined ? undefined : (groups.implicit ?? groups.explicit ?? '')
  const dev = groups.dev === undefined ? undefined : (groups.build ?? '')
  return {
    epoch,
    release: release.split('.'),
    phase: phase === undefined ? phaseWithout(post, dev) : normalizedPhase(phase.toLowerCase()),
    pre,
    post,
    dev,
    local: local?.toLowerCase().split(/[-_.]/) ?? [],
  }
}

/** A development release of a version that is none itself comes before all pre-releases: `1.dev0` before `1a0`. */
function phaseWithout(post: string | undefined, dev: string | undefined): string {
  return post === undefined && dev !== undefined ? ' ' : '~'
}

function normalizedPhase(phase: string): string {
  return phase.startsWith('a') || phase.startsWith('b') ? phase.charAt(0) : 'rc'
}

/** @param missing the order of nothing against something */
function compareOptional(a: string | undefined, b: string | undefined, missing: 1 | -1): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? missing : -missing
  return compareDigits(a, b)
}

/** Of local versions: nothing, then texts, then numbers. */
function compareSegments(one: string | undefined, two: string | undefined): number {
  const [left, right] = [one, two].map((text) => (text === undefined ? 0 : /^\d+$/.test(text) ? 2 : 1))
  if (left !== right) return (left ?? 0) - (right ?? 0)
  return left === 2 ? compareDigits(one ?? '', two ?? '') : compareTexts(one ?? '', two ?? '')
}
