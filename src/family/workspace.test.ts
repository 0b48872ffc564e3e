import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigurationError } from '../errors.ts'
import { filesOf, findUserFile, inside, localUserFile, namesInside, textInside } from './workspace.ts'

let folder: string
let workspace: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-workspace-'))
  workspace = path.join(folder, 'repository')
  for (const name of ['.github', '.git', 'conf/deep'])
    await mkdir(path.join(workspace, name), { recursive: true })
  for (const name of ['conf/a', 'conf/deep/b', '.git/config', '../outside']) {
    await writeFile(path.join(workspace, name), name)
  }
})
afterEach(() => rm(folder, { recursive: true }))

describe('the catalog of a repository', () => {
  it('is the named file, else the first default one, else none', async () => {
    expect(await findUserFile(workspace, '')).toBeUndefined()
    await writeFile(path.join(workspace, 'spark-images.yml'), '')
    expect((await findUserFile(workspace, ''))?.file).toBe('spark-images.yml')
    await writeFile(path.join(workspace, '.github/spark-images.yml'), '')
    expect((await findUserFile(workspace, ''))?.file).toBe('.github/spark-images.yml')
    expect((await findUserFile(workspace, './conf/a'))?.file).toBe('conf/a')
  })

  it('must be there, and in the repository', async () => {
    await expect(findUserFile(workspace, 'x.yml')).rejects.toThrow(
      'the catalog x.yml is not in the repository',
    )
    await expect(findUserFile(workspace, '../outside')).rejects.toThrow('leads out of the repository')
    await symlink('../../outside', path.join(workspace, '.github/spark-images.yml'))
    await expect(findUserFile(workspace, '')).rejects.toThrow('leads out of the repository')
  })

  it('on this machine is of what its .github or the nearest .git is in', async () => {
    await writeFile(path.join(workspace, '.github/spark-images.yml'), '')
    const found = { workspace, file: '.github/spark-images.yml', named: '.github/spark-images.yml' }
    expect(await localUserFile(found.named, { INIT_CWD: workspace })).toEqual(found)
    const deep = path.join(workspace, 'conf/deep/b')
    expect(await localUserFile(deep, {})).toEqual({ workspace, file: 'conf/deep/b', named: deep })
    await expect(localUserFile('x.yml', {})).rejects.toThrow('x.yml: there is no such catalog')
  })
})

describe('a path in a repository', () => {
  it.each(['../outside', 'conf/../../outside', '/etc/passwd', 'link'])(
    'does not lead out: %s',
    async (name) => {
      await symlink(path.join(folder, 'outside'), path.join(workspace, 'link'))
      await expect(inside(workspace, name, 'the file')).rejects.toThrow(ConfigurationError)
      await expect(inside(workspace, name, 'the file')).rejects.toThrow('leads out of the repository')
    },
  )

  it('may be a link within it', async () => {
    await symlink('conf/a', path.join(workspace, 'link'))
    expect(await inside(workspace, 'link', 'the file')).toBe(path.join(workspace, 'conf/a'))
  })

  it("is none of git's, which may hold credentials", async () => {
    await expect(inside(workspace, '.git/config', 'the file')).rejects.toThrow('is in .git')
    expect(await filesOf(workspace, '.', 'the file')).toEqual(['conf/a', 'conf/deep/b'])
  })

  it('is of a file where a text is read, and of a folder where names are', async () => {
    expect(await textInside(workspace, 'conf/a', 'the file')).toBe('conf/a')
    expect(await namesInside(workspace, 'conf', 'the folder')).toEqual(['a', 'deep'])
    expect(await namesInside(workspace, 'none', 'the folder')).toBeUndefined()
    // Reading it would never end.
    execFileSync('mkfifo', [path.join(workspace, 'pipe')])
    for (const name of ['conf', '.', 'pipe']) {
      const message = `the file ${name} is a folder or no file at all, expected a file`
      await expect(textInside(workspace, name, 'the file')).rejects.toThrow(message)
    }
    await expect(namesInside(workspace, 'conf/a', 'the folder')).rejects.toThrow(
      'the folder conf/a is a file, expected a folder',
    )
    await expect(filesOf(workspace, 'pipe', 'the file')).rejects.toThrow('pipe is no file at all')
    await symlink('none', path.join(workspace, 'dead'))
    for (const read of [textInside, namesInside])
      await expect(read(workspace, 'dead', 'it')).rejects.toThrow('it dead is not in the repository')
  })

  it('is all files of a folder, without links', async () => {
    expect(await filesOf(workspace, 'conf/a', 'the file')).toEqual([''])
    expect(await filesOf(workspace, 'conf', 'the file')).toEqual(['a', 'deep/b'])
    await symlink('/etc', path.join(workspace, 'conf/deep/etc'))
    await expect(filesOf(workspace, 'conf', 'the file')).rejects.toThrow('conf/deep/etc is a link')
  })
})
