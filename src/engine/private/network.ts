import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { output, run } from '../command.ts'
import type { Folder } from './folder.ts'
import { programEnvironment } from './packages.ts'

const FORWARDING = '/proc/sys/net/ipv4/ip_forward'
const FAMILIES = ['iptables', 'ip6tables']
const TABLES = ['filter', 'nat', 'raw', 'mangle']

/** What the host's network was before the engine changed it. */
interface Before {
  readonly forwarding: string
  /** Policy of each family's FORWARD chain. */
  readonly policies: Readonly<Record<string, string>>
}

/** Notes how the host's network is, for {@link restoreNetwork}; keeps an earlier note. */
export async function noteNetwork(folder: Folder): Promise<void> {
  if ((await noted(folder)) !== undefined) return
  const policies: Record<string, string> = {}
  for (const family of FAMILIES) {
    const [policy] = (await rules(folder, family, 'filter')).filter((rule) => rule.startsWith('-P FORWARD '))
    if (policy !== undefined) policies[family] = policy.split(' ')[2] ?? 'ACCEPT'
  }
  const before: Before = { forwarding: (await readFile(FORWARDING, 'utf8')).trim(), policies }
  await writeFile(noteFile(folder), JSON.stringify(before))
}

/** Takes back what a stopped engine leaves in the host's network: its bridge, its chains, forwarding. */
export async function restoreNetwork(folder: Folder): Promise<void> {
  const before = await noted(folder)
  if (before === undefined) return
  const env = programEnvironment(folder)
  await run('ip', ['link', 'delete', 'docker0'], { env })
  for (const family of FAMILIES) {
    for (const table of TABLES) await removeChains(folder, family, table)
    const policy = before.policies[family]
    if (policy !== undefined) await output(family, ['-P', 'FORWARD', policy], { env })
  }
  await writeFile(FORWARDING, before.forwarding)
  await rm(noteFile(folder))
}

/** Removes Docker's chains from a table, and first the rules that lead to them or are about its bridge. */
async function removeChains(folder: Folder, family: string, table: string): Promise<void> {
  const env = programEnvironment(folder)
  const listed = await rules(folder, family, table)
  const chains = listed.filter((rule) => rule.startsWith('-N DOCKER')).map((rule) => rule.slice(3))
  const others = listed.filter((rule) => rule.startsWith('-A ') && /\bDOCKER|\bdocker0\b/.test(rule))
  for (const rule of others) await run(family, ['-t', table, '-D', ...rule.slice(3).split(' ')], { env })
  for (const chain of chains) await run(family, ['-t', table, '-F', chain], { env })
  for (const chain of chains) await run(family, ['-t', table, '-X', chain], { env })
}

async function rules(folder: Folder, family: string, table: string): Promise<string[]> {
  const { exitCode, stdout } = await run(family, ['-t', table, '-S'], { env: programEnvironment(folder) })
  return exitCode === 0 ? stdout.trim().split('\n') : []
}

async function noted(folder: Folder): Promise<Before | undefined> {
  const text = await readFile(noteFile(folder), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Before)
}

function noteFile(folder: Folder): string {
  return path.join(folder.run, 'network-before.json')
}
