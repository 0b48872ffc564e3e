/** The local command: `npm start` and the others. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { localFolder } from '../engine/private/folder.ts'
import { reportOf } from '../errors.ts'
import { plainLines } from '../text.ts'
import { HELP, parseCommand } from './arguments.ts'
import { consoleProgress } from './console.ts'
import { lock } from './lockfiles.ts'
import { planLocally } from './plan.ts'
import { localRelease } from './release.ts'
import { start } from './start.ts'
import { stop } from './stop.ts'

const write = (text: string): void => {
  process.stdout.write(text)
}

/** The checkout, two folders above this file, in src as in dist. */
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2))
  switch (command.kind) {
    case 'help':
      return write(HELP)
    case 'stop':
      return write(`${(await stop(localFolder(process.env), command.purge)).join('\n')}\n`)
    case 'plan':
      return write(`${await planLocally({ ...command, root: ROOT, env: process.env })}\n`)
    case 'lock': {
      const progress = consoleProgress(write, process.stdout.isTTY === true)
      return write(`\n${(await lock({ ...command, root: ROOT, env: process.env, progress })).join('\n')}\n`)
    }
    case 'release': {
      const progress = consoleProgress(write, process.stdout.isTTY === true)
      return write(`\n${await localRelease({ ...command, root: ROOT, env: process.env, progress })}\n`)
    }
    case 'start': {
      const progress = consoleProgress(write, process.stdout.isTTY === true)
      return write(`\n${await start({ ...command, root: ROOT, env: process.env, progress })}\n`)
    }
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`\nerror: ${plainLines(reportOf(error))}\n`)
  process.exitCode = 1
}
