/** Daemons: started in the background, found again by their pid files, stopped. */
import { spawn } from 'node:child_process'
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines } from '../command.ts'
import type { Folder } from './folder.ts'

/** A program that goes on after this process. */
export interface Daemon {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Whether it answers. */
  readonly ready: () => Promise<boolean>
  /** How long it may take until then, ms. */
  readonly patience: number
}

/** Starts a daemon unless it runs already, and waits until it answers. @throws Error with the end of its log. */
export async function startDaemon(folder: Folder, daemon: Daemon): Promise<void> {
  await mkdir(folder.run, { recursive: true })
  if ((await runningPid(folder, daemon.name)) === undefined) {
    const log = await open(logFile(folder, daemon.name), 'w')
    const child = spawn(daemon.command, daemon.args, {
      detached: true,
      // The folder that this process is in may go; what the daemon starts, the iptables scripts for one, needs one that stays.
      cwd: '/',
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, ...daemon.env },
    })
    // A program that isn't there shows as a daemon that never answers; its error is in `failed`.
    const failed = new Promise<never>((_resolve, reject) => child.once('error', reject))
    failed.catch(() => {})
    child.unref()
    await log.close()
    if (child.pid === undefined) await failed
    await writeFile(pidFile(folder, daemon.name), String(child.pid))
  }
  const deadline = Date.now() + daemon.patience
  while (!(await daemon.ready())) {
    if (Date.now() > deadline || (await runningPid(folder, daemon.name)) === undefined) {
      const log = await readFile(logFile(folder, daemon.name), 'utf8').catch(() => '')
      throw new Error(
        `${daemon.name} did not start; the end of ${logFile(folder, daemon.name)}:\n${lastLines(log, 8)}`,
      )
    }
    await sleep(100)
  }
}

/** Ends a daemon: SIGTERM, and SIGKILL when it is still there after 20 s. True if it was running. */
export async function stopDaemon(folder: Folder, name: string): Promise<boolean> {
  const pid = await runningPid(folder, name)
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM')
    const deadline = Date.now() + 20_000
    while ((await runningPid(folder, name)) !== undefined && Date.now() < deadline) await sleep(100)
    if ((await runningPid(folder, name)) !== undefined) process.kill(pid, 'SIGKILL')
  }
  await rm(pidFile(folder, name), { force: true })
  return pid !== undefined
}

/** The daemon's process id, if it runs: its command line must name our folder, since ids are used again. */
export async function runningPid(folder: Folder, name: string): Promise<number | undefined> {
  const pid = Number(await readFile(pidFile(folder, name), 'utf8').catch(() => ''))
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes(folder.root) ? pid : undefined
}

function pidFile(folder: Folder, name: string): string {
  return path.join(folder.run, `${name}.pid`)
}

function logFile(folder: Folder, name: string): string {
  return path.join(folder.run, `${name}.log`)
}
