import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, runProcess } from '../support/process.ts'
import { goProgram, zizmor } from '../support/tools.ts'

const MINUTE = 60_000

const FOLDERS = ['.github/workflows', 'docs/examples']

async function workflows(): Promise<string[]> {
  const files = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(path.join(ROOT, folder))).map((name) => `${folder}/${name}`),
    ),
  )
  return files.flat().filter((name) => name.endsWith('.yml'))
}

describe('the workflows and the examples', () => {
  it(
    'are clean to actionlint',
    async () => {
      const program = await goProgram('actionlint')
      // Without the linters of other languages, which only some machines have.
      const args = ['-config-file', '.github/actionlint.yaml', '-shellcheck=', '-pyflakes=']
      const ended = await runProcess(program, [...args, ...(await workflows())], { cwd: ROOT })
      expect(ended).toMatchObject({ code: 0, text: '' })
    },
    10 * MINUTE,
  )

  it(
    'are clean to zizmor, and so are the actions',
    async () => {
      const actions = [
        'action.yml',
        'build/action.yml',
        'comment/action.yml',
        'release/action.yml',
        'prune/action.yml',
        'scan/action.yml',
        'track/action.yml',
        'kubernetes/action.yml',
        'site/action.yml',
      ]
      const args = ['--offline', '--no-progress', '--config', '.github/zizmor.yml']
      const ended = await runProcess(await zizmor(), [...args, ...(await workflows()), ...actions], {
        cwd: ROOT,
      })
      expect(ended.stdout).toContain('No findings to report')
      expect(ended.code).toBe(0)
    },
    10 * MINUTE,
  )
})
