import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeLater } from './container.ts'
import { dockerAt } from './docker.ts'

let folder: string
let program: string

/** A docker that writes down what it is asked for. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-container-'))
  program = path.join(folder, 'docker')
})
afterEach(() => rm(folder, { recursive: true }))

function docker(script: string): Promise<void> {
  const text = `#!/bin/sh\necho "$*" >>${folder}/calls\n${script}\n`
  return writeFile(program, text, { mode: 0o755 })
}

const calls = (): Promise<string> => readFile(path.join(folder, 'calls'), 'utf8').catch(() => '')

describe('an image that is to be removed', () => {
  it('goes when it is asked to, and not before', async () => {
    await docker('')
    const remove = removeLater(dockerAt(program), 'name:tag')
    await sleep(100)
    expect(await calls()).toBe('')
    await remove()
    expect(await calls()).toBe('image inspect -- name:tag\nimage rm -- name:tag\n')
  })

  it('is not asked for twice when it is not there', async () => {
    await docker('exit 1')
    await removeLater(dockerAt(program), 'name:tag')()
    expect(await calls()).toBe('image inspect -- name:tag\n')
  })

  it('goes once no container has it', async () => {
    await docker(`[ "$2" = inspect ] || [ "$(grep -c 'image rm' ${folder}/calls)" = 3 ]`)
    await removeLater(dockerAt(program), 'name:tag')()
    expect((await calls()).match(/image rm/g)).toHaveLength(3)
    expect(await calls()).not.toContain('--force')
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('goes with the process after %s', async (signal) => {
    await docker('')
    const source = (name: string): string => JSON.stringify(path.join(import.meta.dirname, name))
    const script = `
      const { removeLater } = await import(${source('container.ts')})
      const { dockerAt } = await import(${source('docker.ts')})
      removeLater(dockerAt(${JSON.stringify(program)}), 'name:tag')
      process.stdout.write('ready')
      setInterval(() => {}, 1000)`
    const job = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(job, 'exit')
    await once(job.stdout, 'data')
    await sleep(100)
    expect(await calls()).toBe('')
    process.kill(job.pid ?? 0, signal)
    await ended
    for (const end = Date.now() + 5000; !(await calls()).includes(' rm ') && Date.now() < end; )
      await sleep(50)
    expect(await calls()).toBe('image inspect -- name:tag\nimage rm -- name:tag\n')
  })
})
