import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { output, run } from './command.ts'

/** Runs a script of Node's, as a child that prints. */
const node = (script: string, onLine?: (line: string) => void) =>
  run(process.execPath, ['-e', script], { onLine })

describe('a command', () => {
  it('gives its exit code and both streams', async () => {
    expect(await run('sh', ['-c', 'echo a; echo b >&2; exit 3'])).toEqual({
      exitCode: 3,
      stdout: 'a\n',
      stderr: 'b\n',
    })
    expect(await run('sh', ['-c', 'kill -9 $$'])).toMatchObject({ exitCode: -1 })
  })

  it('is looked for along the PATH that it gets', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-command-'))
    await writeFile(path.join(folder, 'spark-images-own'), '#!/bin/sh\necho "own $OWN"\n', { mode: 0o755 })
    const env = { PATH: `${folder}:${process.env.PATH}`, OWN: 'a b' }
    expect(await output('spark-images-own', [], { env })).toBe('own a b')
    await expect(output('spark-images-own', [])).rejects.toThrow('ENOENT')
    await rm(folder, { recursive: true })
  })

  it('that failed says so with its last words', async () => {
    await expect(output('sh', ['-c', 'echo first; echo last >&2; exit 1'])).rejects.toThrow(
      'sh -c echo first; echo last >&2; exit 1 failed (exit code 1): last',
    )
  })

  it('gives its lines as they come, whatever ends the last one', async () => {
    const lines: string[] = []
    const ended = await node(
      "process.stdout.write('a\\n\\nb\\r\\n\u00fc'); process.stderr.write('')",
      (line) => lines.push(line),
    )
    expect(ended).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect(lines).toEqual(['a', '', 'b\r', 'ü'])
  })

  it('may print a line of any length: its beginning counts', async () => {
    const lines: string[] = []
    const script =
      "for (let i = 0; i < 40; i += 1) require('fs').writeSync(1, 'x'.repeat(1e6)); console.log('\\nend')"
    await node(script, (line) => lines.push(line))
    expect(lines.map(({ length }) => length)).toEqual([65536, 3])
  })

  it('may print more than is kept: its end counts', async () => {
    const script =
      "for (let i = 0; i < 40; i += 1) require('fs').writeSync(1, 'x'.repeat(1e6)); console.log('end')"
    const { stdout } = await node(script)
    expect(stdout.length).toBe(8 * 1024 * 1024)
    expect(stdout.endsWith('xend\n')).toBe(true)
  })
})
