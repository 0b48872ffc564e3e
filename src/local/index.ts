/** The local command: `npm start` and the others. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { reportOf } from '../errors.ts'
import { plainLines } from '../text.ts'
import { type Command, type CommandName, HELP, parseCommand } from './arguments.ts'
import { type Context, openContext } from './context.ts'
import { lock } from './lockfiles.ts'
import { planLocally } from './plan.ts'
import { localRelease } from './release.ts'
import { start } from './start.ts'
import { stop } from './stop.ts'

/** The checkout, two folders above this file, in src as in dist. */
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const COMMANDS: Record<CommandName, (command: Command, context: Context) => Promise<string>> = {
  start,
  plan: planLocally,
  stop: async ({ purge }, { folder }) => (await stop(folder, purge)).join('\n'),
  lock,
  release: localRelease,
}

/** What to print at the end. */
async function run(): Promise<string> {
  const command = parseCommand(process.argv.slice(2))
  if (command.name === 'help') return HELP
  const text = await COMMANDS[command.name](command, openContext(ROOT, process))
  // The others have shown their progress above.
  return command.name === 'plan' || command.name === 'stop' ? text : `\n${text}`
}

try {
  process.stdout.write(`${await run()}\n`)
} catch (error) {
  process.stderr.write(`\nerror: ${plainLines(reportOf(error))}\n`)
  process.exitCode = 1
}
