import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changesOf, movingTags, parseVersion, withVersion } from '../../tools/versions.ts'
import { type Ended, ROOT, runProcess } from '../support/process.ts'
import { git, gitEnvironment } from '../support/tools.ts'

describe('the moving tags', () => {
  it.each([
    ['v1.2.3', [], ['v1', 'v1.2']],
    ['v1.2.3', ['v1', 'v1.2', 'v1.2.2', 'v1.1.9', 'v1.2.3'], ['v1', 'v1.2']],
    // A fix of an older line does not take v1.
    ['v1.2.3', ['v1.3.0'], ['v1.2']],
    ['v1.2.3', ['v1.2.4'], []],
    ['v1.2.3', ['v1.10.0', 'v1.2.20'], []],
    ['v1.10.0', ['v1.9.9'], ['v1', 'v1.10']],
    ['v1.2.3', ['v2.0.0', 'v0.9.0'], ['v1', 'v1.2']],
    // A preview neither takes a tag nor keeps one.
    ['v1.3.0-rc.1', ['v1.2.3'], []],
    ['v1.2.3', ['v1.3.0-rc.1', 'v1.x', 'nightly-9.9.9'], ['v1', 'v1.2']],
  ])('of %s beside %j: %j', (tag, tags, expected) => {
    expect(movingTags(tag, tags)).toEqual(expected)
  })

  it.each(['1.2.3', 'v1.2', 'v1', 'v01.2.3', 'v1.2.3+build', 'v1.2.3 ', 'v1.2.3\n'])(
    '%j is no version',
    (tag) => {
      expect(parseVersion(tag)).toBeUndefined()
    },
  )
})

describe('the changelog', () => {
  const text =
    '# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2027-01-02\n\n- New\n\n## [1.0.0]\n\n- First\n\n[1.0.0]: x\n'

  it('has what a version changed, without the links below', () => {
    expect(changesOf(text, '1.1.0')).toBe('- New')
    expect(changesOf(text, '1.0.0')).toBe('- First')
  })

  it('has nothing of a version that is not in it', () => {
    expect(changesOf(text, '1.1')).toBeUndefined()
    expect(changesOf(text, 'Unreleased')).toBe('')
  })
})

describe('a release, in a repository with a remote', () => {
  let folder: string
  let clone: string

  const release = async (...args: string[]): Promise<Ended> =>
    runProcess(process.execPath, [path.join(ROOT, 'tools/release.ts'), ...args], {
      cwd: clone,
      env: { ...process.env, ...(await gitEnvironment()) },
    })

  async function commit(tag: string): Promise<string> {
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org']
    await git(clone, 'add', '--all')
    await git(clone, ...author, 'commit', '--quiet', '--allow-empty', '--message', tag)
    await git(clone, 'tag', tag)
    await git(clone, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main', `refs/tags/${tag}`)
    return git(clone, 'rev-parse', 'HEAD')
  }

  /** Where a tag of the remote leads. */
  async function remote(tag: string): Promise<string> {
    return (await git(clone, 'ls-remote', 'origin', `refs/tags/${tag}`)).split('\t')[0] ?? ''
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'spark-images-release-'))
    clone = path.join(folder, 'clone')
    await git(folder, 'init', '--quiet', '--bare', 'origin.git')
    await git(folder, 'init', '--quiet', clone)
    await git(clone, 'remote', 'add', 'origin', path.join(folder, 'origin.git'))
    for (const file of ['package.json', 'CHANGELOG.md', '.github/workflows/images.yml']) {
      await mkdir(path.dirname(path.join(clone, file)), { recursive: true })
      await cp(path.join(ROOT, file), path.join(clone, file))
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('moves v1 and v1.2 of the remote, and never back', async () => {
    const newer = await commit('v1.2.0')
    expect((await release('move', 'v1.2.0')).stdout).toBe(`v1, v1.2 → v1.2.0 (${newer})\n`)
    const older = await commit('v1.1.5')
    expect((await release('move', 'v1.1.5')).stdout).toBe(`v1.1 → v1.1.5 (${older})\n`)
    expect({ v1: await remote('v1'), 'v1.1': await remote('v1.1') }).toEqual({ v1: newer, 'v1.1': older })
    const newest = await commit('v1.2.1')
    expect((await release('move', 'v1.2.1')).code).toBe(0)
    expect((await release('move', 'v1.2.0')).stdout).toBe('v1.2.0 is not the newest: nothing moves\n')
    expect({ v1: await remote('v1'), 'v1.2': await remote('v1.2') }).toEqual({ v1: newest, 'v1.2': newest })
  })

  it('refuses a tag that is not of what is in the commit', async () => {
    const { version } = JSON.parse(await readFile(path.join(clone, 'package.json'), 'utf8')) as {
      version: string
    }
    expect(await release('check', `v${version}`)).toMatchObject({ code: 0, text: '' })
    const { code, stderr } = await release('check', 'v9.9.9')
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `package.json has version ${version}; npm version sets it\n`,
    })
  })

  it('sets the version of the actions in the workflow with the version of the package', async () => {
    const manifest = path.join(clone, 'package.json')
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace(/"version": ".*"/, '"version": "7.8.9"'),
    )
    const before = await release('check', 'v7.8.9')
    expect(before.stderr).toContain('images.yml uses another version')
    expect(before.stderr).toContain('CHANGELOG.md says nothing of 7.8.9')
    expect((await release('version')).code).toBe(0)
    expect((await release('check', 'v7.8.9')).stderr).not.toContain('images.yml')
    const workflow = await readFile(path.join(clone, '.github/workflows/images.yml'), 'utf8')
    expect(workflow).toContain('uses: org/spark-images-action/build@v7.8.9')
    expect(workflow).toBe(withVersion(workflow, '7.8.9'))
  })
})
