import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/process.ts'

/** Messages of the docs: the text in backticks that begins a row. */
const messages = readFileSync(path.join(ROOT, 'docs/troubleshooting.md'), 'utf8')
  .split('\n')
  .flatMap((line) => /^\| `((?:[^`])+)`/.exec(line)?.[1] ?? [])

const source = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(path.join(ROOT, 'src', name), 'utf8'))
  .join('\n')
  .replaceAll("\\'", "'")

describe('docs/troubleshooting.md', () => {
  it('has messages', () => {
    expect(messages.length).toBeGreaterThan(20)
  })

  it.each(messages)('%s is a message of the code', (message) => {
    const words = message.replaceAll('\\|', '|').split(/…|"/)
    for (const part of words.map((text) => text.trim()).filter((text) => /\w{3}/.test(text)))
      expect(source.includes(part), part).toBe(true)
  })
})
