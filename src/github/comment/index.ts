/** The comment entry: reads its inputs and runs. */
import { runEntry } from '../entry.ts'
import { readInputs } from './inputs.ts'
import { run } from './run.ts'

await runEntry(async () => run(readInputs()))
