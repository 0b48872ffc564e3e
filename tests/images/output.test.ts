import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baselineImage } from '../support/cells.ts'
import type { EntryEnded } from '../support/process.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

/** Workflow commands as somebody else's program may print them: at every place, in both forms. */
const HOSTILE = [
  '::error::hostile',
  ' \\t ::set-env name=PATH::hostile',
  '::add-mask::hostile',
  '##[error]hostile',
  'middle ##[add-mask]hostile',
  'carriage return\\r::error::hostile',
  'line separator\\342\\200\\250::error::hostile',
  'NUL\\000::error::hostile',
  '\\342\\200\\213::error::hostile',
  '\\302\\255##\\302\\255[error]hostile',
  'saw: ::error::hostile',
  'saw: a\\r::error::hostile',
  'saw: ##[error]hostile',
].map((line) => `printf '${line}\\n'`)

let workshop: Workshop
let image: string

beforeAll(async () => {
  workshop = await openWorkshop()
  image = await baselineImage(workshop)
}, 20 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

/** What a runner would obey of a log: actions/runner, ActionCommand.cs. */
function commandsOf({ text }: EntryEnded): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.filter(
    (line) => /^\s*::/.test(line.replaceAll(/[\0\p{Cf}]/gu, '')) || /#\p{Cf}*#\p{Cf}*\[/u.test(line),
  )
}

async function buildPrinting(script: readonly string[]): Promise<EntryEnded> {
  await writeFile(
    path.join(workshop.root, 'images/components/os/acceptance/files.sh'),
    `${script.join('\n')}\n`,
  )
  // Memory for what is kept, not for what is printed.
  return workshop.build(image, { push: 'false' }, { NODE_OPTIONS: '--max-old-space-size=200' })
}

describe('what others print', () => {
  it(
    'is no workflow command: lines of BuildKit, and of acceptance tests that pass',
    async () => {
      const dockerfile = path.join(workshop.root, 'images/Dockerfile')
      const text = await readFile(dockerfile, 'utf8')
      const stage = 'AS image\n'
      await writeFile(dockerfile, text.replace(stage, `${stage}RUN : ${Date.now()}; ${HOSTILE.join('; ')}\n`))
      const ended = await buildPrinting(HOSTILE)
      await writeFile(dockerfile, text)
      expect(ended.code, ended.text).toBe(0)
      // The groups are our own.
      expect(
        commandsOf(ended).filter((line) => !/^::(?:group::[a-z ]+4\.3\.0-baseline|endgroup::)$/.test(line)),
      ).toEqual([])
      expect(ended.text).toContain('saw: ')
      expect(ended.text).toContain('hostile')
    },
    5 * MINUTE,
  )

  it(
    'is no workflow command where a test fails, however much it prints',
    async () => {
      // A line of 10 MB, and 100 MB of lines.
      const flood = [
        "head -c 10000000 /dev/zero | tr '\\0' x",
        'yes hostile | head -c 100000000',
        ...HOSTILE,
        'exit 3',
      ]
      const ended = await buildPrinting(flood)
      expect(ended.code, ended.text.slice(0, 2000)).toBe(1)
      expect(ended.text.length).toBeLessThan(1e6)
      const commands = commandsOf(ended).filter(
        (line) => !/^::(?:group::[a-z ]+4\.3\.0-baseline|endgroup::)$/.test(line),
      )
      // The one error is ours, and what it quotes is escaped.
      expect(commands).toEqual([
        expect.stringMatching(
          /^::error::4\.3\.0-baseline: acceptance test "files" failed after .*exit code 3/,
        ),
      ])
    },
    5 * MINUTE,
  )
})
