/** Runs the machine's apt in a folder of our own. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { lastLines, type Output, run } from '../engine/command.ts'
import { messageOf } from '../errors.ts'
import { oneLine } from '../text.ts'

/** The state of an archive can't be told: no apt, no connection, no valid signature, sources that are not understood. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}

/**
 * Options, in a file of the given name, that keep apt to a folder. The machine's settings for reaching the archive
 * apply, such as proxies. Its state does not: what is installed, pinned or locked, and hooks after an update.
 */
export async function aptOptions(folder: string, name: string, more: Readonly<Record<string, string>> = {}) {
  const at = (place: string): string => path.join(folder, place)
  for (const place of ['lists/partial', 'cache/archives/partial']) await mkdir(at(place), { recursive: true })
  await writeFile(at('status'), '')
  const settings = {
    'Dir::State::status': at('status'),
    'Dir::State::lists': at('lists'),
    'Dir::Cache': at('cache'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Acquire::Languages': 'none',
    'APT::Default-Release': '',
    'APT::Install-Recommends': 'false',
    // apt's own user can't read a folder below /root.
    'APT::Sandbox::User': 'root',
    // Nothing is shared with an apt that runs at the same time.
    'Debug::NoLocking': '1',
    ...more,
  }
  const lines = [
    ...['Pre-Invoke', 'Post-Invoke', 'Post-Invoke-Success'].map((hook) => `#clear APT::Update::${hook};`),
    ...Object.entries(settings).map(([key, value]) => `${key} "${value}";`),
  ]
  await writeFile(at(name), `${lines.join('\n')}\n`)
  return ['--config-file', at(name), '-qq']
}

/** Seconds that a call of apt may take, and bytes that it may write to one file, whatever an archive answers. */
const LIMIT_SECONDS = 120
const LIMIT_BYTES = 512 * 1024 * 1024

/** Runs a program of apt or dpkg in English and within limits. @throws ArchiveError when it can't be run in them. */
export async function runApt(
  program: string,
  args: readonly string[],
  seconds = LIMIT_SECONDS,
): Promise<Output> {
  const env = { LC_ALL: 'C.UTF-8', LANGUAGE: '' }
  const limits = ['--kill-after=5', `${seconds}`, 'prlimit', `--fsize=${LIMIT_BYTES}`]
  const result = await run('timeout', [...limits, program, ...args], { env }).catch((error: unknown) => {
    throw new ArchiveError(`${program} can't be run: ${messageOf(error)}`)
  })
  // What timeout(1) gives for itself, and for a program that is not there.
  if (result.exitCode === 124) throw new ArchiveError(`${program} took more than ${seconds} s`)
  if (result.exitCode === 127) throw new ArchiveError(`there is no ${program} on this machine`)
  return result
}

/** Standard output of a successful call. @throws ArchiveError with the last errors of one that fails. */
export async function aptOutput(program: string, args: readonly string[], seconds?: number): Promise<string> {
  const { exitCode, stdout, stderr } = await runApt(program, args, seconds)
  if (exitCode === 0) return stdout
  const problems = stderr.split('\n').filter((line) => /^[EW]: /.test(line))
  const words = lastLines(problems.slice(0, 3).join('\n') || stderr || stdout, 3)
  throw new ArchiveError(`${program} failed (exit code ${exitCode}): ${oneLine(words, 500)}`)
}
