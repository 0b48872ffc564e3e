/** The local command: `npm start` and the others. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { reportOf } from '../errors.ts'
import { plainLines } from '../text.ts'
import { type Command, parseCommand } from './arguments.ts'
import { type Context, openContext } from './context.ts'
import { stop } from './environment.ts'
import { type CommandName, helpOf } from './help.ts'
import { lock } from './lockfiles.ts'
import { planLocally } from './plan.ts'
import { localRelease } from './release.ts'
import { start } from './start.ts'

/** The checkout, two folders above this file, in src as in dist. */
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

type Run = (command: Command, context: Context) => Promise<string>

const COMMANDS: Record<CommandName, Run> = {
  start,
  plan: planLocally,
  stop: async ({ purge }, { folder }) => (await stop(folder, purge)).join('\n'),
  lock,
  release: localRelease,
  // Loaded here: no other command needs what rates vulnerabilities.
  scan: async (...given) => (await import('./scan.ts')).scanImages(...given),
  site: async (...given) => (await import('./site.ts')).makeSite(...given),
  diff: async (command) => (await import('./diff.ts')).diffLocally(command),
  track: async (...given) => (await import('./track.ts')).trackLocally(...given),
  promote: async (...given) => (await import('./promote.ts')).promoteLocally(...given),
  prune: async (...given) => (await import('./prune.ts')).pruneLocally(...given),
  verify: async (...given) => (await import('./verify.ts')).verifyImages(...given),
  kubernetes: async (...given) => (await import('./kubernetes.ts')).checkLocally(...given),
}

try {
  const command = parseCommand(process.argv.slice(2))
  const { name } = command
  const text =
    name === 'help' ? helpOf(command.about) : await COMMANDS[name](command, openContext(ROOT, process))
  // The others have shown their progress above.
  const isAlone = ['help', 'plan', 'stop', 'diff'].includes(name)
  process.stdout.write(isAlone ? `${text}\n` : `\n${text}\n`)
} catch (error) {
  process.stderr.write(`\nerror: ${plainLines(reportOf(error))}\n`)
  process.exitCode = 1
}
