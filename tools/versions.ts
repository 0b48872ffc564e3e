/** A version of the action, as its tags have it: `v1.2.3`, or `v1.3.0-rc.1` for one to try. */
export interface Version {
  readonly numbers: readonly [number, number, number]
  /** Not for everyone yet: no moving tag leads to it. */
  readonly preview: boolean
}

/** The version that a tag names, or undefined for any other tag. */
export function parseVersion(tag: string): Version | undefined {
  const [, major, minor, patch, rest] =
    /^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/.exec(tag) ?? []
  if (major === undefined) return undefined
  return { numbers: [Number(major), Number(minor), Number(patch)], preview: rest !== undefined }
}

/**
 * The moving tags that a new version takes: `v1` and `v1.2` for v1.2.3, each only when no tag there is of a
 * newer version that the moving tag could lead to.
 * @param tags all tags of the repository.
 */
export function movingTags(tag: string, tags: readonly string[]): string[] {
  const version = parseVersion(tag)
  if (version === undefined || version.preview) return []
  const [major, minor] = version.numbers
  const others = tags
    .map(parseVersion)
    .filter((other): other is Version => other !== undefined && !other.preview)
    .map(({ numbers }) => numbers)
  const newest = (of: readonly number[]): boolean =>
    !others.some((other) => of.every((number, at) => other[at] === number) && isNewer(other, version.numbers))
  return [
    ...(newest([major]) ? [`v${major}`] : []),
    ...(newest([major, minor]) ? [`v${major}.${minor}`] : []),
  ]
}

/** What a changelog (keepachangelog.com) says of a version; undefined when it has no section for it. */
export function changesOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^(?=## )/m)
  const found = sections.find((section) => section.startsWith(`## [${version}]`))
  // Links by name are at the end of the file.
  return found
    ?.replace(/^.*\n/, '')
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .trim()
}

/** The reusable workflow with the version that its own actions are used at. */
export function withVersion(workflow: string, version: string): string {
  return workflow.replace(/(uses: org\/spark-images-action(?:\/[a-z]+)?)@\S+/g, `$1@v${version}`)
}

function isNewer(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((number, index) => number !== other[index])
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0)
}
