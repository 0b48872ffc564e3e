/** The step's log. */
import * as core from '@actions/core'
import { plainLines } from '../text.ts'

/**
 * Prints text to the step's log. No line of it is a workflow command, whatever it repeats from outside.
 * core.warning(), core.error() and core.startGroup() escape their text themselves.
 */
export function info(text: string): void {
  core.info(plainLines(text))
}
