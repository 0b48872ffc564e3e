/**
 * The action's own release, as .github/workflows/release.yml calls it in a clone with all tags:
 *
 *   node tools/release.ts check v1.2.3   fails unless package.json, images.yml and CHANGELOG.md are of this version
 *   node tools/release.ts notes v1.2.3   prints what CHANGELOG.md says of it
 *   node tools/release.ts move v1.2.3    moves v1 and v1.2 there, never backwards
 *   node tools/release.ts version        writes package.json's version to images.yml; `npm version` calls it
 */
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { changesOf, movingTags, parseVersion, withVersion } from './versions.ts'

const root = process.cwd()
const WORKFLOW = '.github/workflows/images.yml'

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8')

async function ownVersion(): Promise<string> {
  return (JSON.parse(await read('package.json')) as { version: string }).version
}

/** What is not of the version that is to be released. */
async function mistakes(tag: string): Promise<string[]> {
  const found: string[] = []
  if (parseVersion(tag) === undefined) found.push(`${tag} is not a tag of a version, like v1.2.3`)
  const version = await ownVersion()
  if (tag !== `v${version}`) found.push(`package.json has version ${version}; npm version sets it`)
  const workflow = await read(WORKFLOW)
  if (workflow !== withVersion(workflow, version))
    found.push(`${WORKFLOW} uses another version of its own actions; npm version sets it`)
  if (!changesOf(await read('CHANGELOG.md'), version))
    found.push(`CHANGELOG.md says nothing of ${version}: name its section ## [${version}]`)
  return found
}

function move(tag: string): void {
  git('fetch', '--quiet', '--force', '--tags', 'origin')
  const tags = movingTags(tag, git('tag').split('\n'))
  if (tags.length === 0) process.stdout.write(`${tag} is not the newest: nothing moves\n`)
  else {
    const commit = git('rev-parse', `refs/tags/${tag}^{commit}`)
    // Both or none.
    const moves = tags.map((name) => `${commit}:refs/tags/${name}`)
    git('push', '--quiet', '--atomic', '--force', 'origin', ...moves)
    process.stdout.write(`${tags.join(', ')} → ${tag} (${commit})\n`)
  }
}

const [command = '', tag = ''] = process.argv.slice(2)
switch (command) {
  case 'check': {
    const found = await mistakes(tag)
    for (const mistake of found) process.stderr.write(`${mistake}\n`)
    if (found.length > 0) process.exitCode = 1
    break
  }
  case 'notes':
    process.stdout.write(`${changesOf(await read('CHANGELOG.md'), tag.slice(1)) ?? ''}\n`)
    break
  case 'move':
    move(tag)
    break
  case 'version':
    await writeFile(path.join(root, WORKFLOW), withVersion(await read(WORKFLOW), await ownVersion()))
    break
  default:
    process.stderr.write('usage: node tools/release.ts check|notes|move TAG, or version\n')
    process.exitCode = 1
}
