/** Restores the machine's network after the engine ran, because dockerd leaves its rules, bridges and forwarding behind. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { output, run } from '../command.ts'
import type { Folder } from './folder.ts'
import { programEnvironment } from './programs.ts'

const FORWARDING = '/proc/sys/net/ipv4/ip_forward'

/** What the machine's network was before the engine changed it. */
interface NetworkState {
  /** The kernel interface that iptables uses. */
  readonly backend: 'nft' | 'legacy'
  readonly ipv6: boolean
  readonly forwarding: string
  readonly bridges: readonly string[]
  /** What iptables-save and ip6tables-save print. */
  readonly rules: { readonly iptables?: string; readonly ip6tables?: string }
}

/** Records the network's state for restoreNetwork(). An earlier record is kept and returned. */
export async function noteNetwork(folder: Folder): Promise<NetworkState> {
  const earlier = await readNote(folder)
  if (earlier !== undefined) return earlier
  const legacy = (await savedRules(folder, 'iptables', 'legacy')) ?? ''
  const nft = await savedRules(folder, 'iptables', 'nft')
  // The kernel applies both kinds of rules, so nft's can't accept what the machine's legacy rules drop.
  const backend = /^-A|^:\S+ DROP/m.test(legacy) || nft === undefined ? 'legacy' : 'nft'
  const ip6tables = await savedRules(folder, 'ip6tables', backend)
  const interfaces = await readdir('/proc/sys/net/ipv6/conf').catch(() => [])
  const state: NetworkState = {
    backend,
    ipv6: interfaces.length > 0 && ip6tables !== undefined,
    forwarding: (await readFile(FORWARDING, 'utf8')).trim(),
    bridges: await dockerBridges(),
    rules: { iptables: backend === 'nft' ? nft : legacy, ip6tables },
  }
  await writeFile(noteFile(folder), JSON.stringify(state))
  return state
}

/** Removes what a stopped engine left. What another Docker had left there before stays. */
export async function restoreNetwork(folder: Folder): Promise<void> {
  const before = await readNote(folder)
  if (before === undefined) return
  const { backend } = before
  const options = { env: programEnvironment(folder, backend) }
  for (const bridge of await dockerBridges()) {
    if (!before.bridges.includes(bridge)) await output('ip', ['link', 'delete', bridge], options)
  }
  for (const command of ['iptables', 'ip6tables'] as const) {
    const earlier = tablesOf(before.rules[command] ?? '')
    const now = tablesOf((await savedRules(folder, command, backend)) ?? '')
    for (const [table, lines] of now) {
      const restored = restoredTable(earlier.get(table), lines)
      // Nothing but built-in chains with their default policy.
      const isEmpty = restored.every((line) => /^:\S+ ACCEPT /.test(line))
      if (backend === 'nft' && !earlier.has(table) && isEmpty) {
        const family = { iptables: 'ip', ip6tables: 'ip6' }[command]
        await output('nft', ['delete', 'table', family, table], options)
        continue
      }
      const file = path.join(folder.run, 'rules')
      await writeFile(file, [`*${table}`, ...restored, 'COMMIT', ''].join('\n'))
      await output(`${command}-restore`, [file], options)
      await rm(file)
    }
  }
  await writeFile(FORWARDING, before.forwarding)
  await rm(noteFile(folder))
}

/** Parses the output of iptables-save: chains and rules by table, without counters. */
export function tablesOf(saved: string): Map<string, string[]> {
  const tables = saved.split(/^\*/m).slice(1)
  return new Map(
    tables.map((text) => {
      const [name = '', ...lines] = text.split('\n')
      const kept = lines.filter((line) => /^[:-]/.test(line))
      return [name, kept.map((line) => line.replace(/\[\d+:\d+\]$/, '[0:0]'))]
    }),
  )
}

/**
 * Returns a table without the engine's rules: the one from before if nobody else changed it. Otherwise others' changes
 * are kept, after the earlier rules of Docker, which Docker puts first.
 */
export function restoredTable(before: readonly string[] | undefined, now: readonly string[]): string[] {
  const others = (lines: readonly string[]): string[] => lines.filter((line) => !isDockers(line))
  const kept = others(now)
  if (before !== undefined && others(before).join('\n') === kept.join('\n')) return [...before]
  const [policy = ':FORWARD ACCEPT [0:0]'] = before?.filter(isPolicy) ?? []
  const merged = [
    ...(now.some(isPolicy) ? [policy] : []),
    ...(before ?? []).filter((line) => isDockers(line) && !isPolicy(line)),
    ...kept,
  ]
  return [...merged.filter((line) => line.startsWith(':')), ...merged.filter((line) => line.startsWith('-'))]
}

/** The policy of FORWARD counts as Docker's, which sets it to DROP. */
function isDockers(line: string): boolean {
  return isPolicy(line) || /^:DOCKER|^-.*(?:\bDOCKER|\bdocker0\b|\bbr-[0-9a-f]{12}\b)/.test(line)
}

const isPolicy = (line: string): boolean => line.startsWith(':FORWARD ')

/** The output of the -save command; undefined if it fails. */
async function savedRules(folder: Folder, command: string, backend: NetworkState['backend']) {
  const saved = await run(`${command}-save`, [], { env: programEnvironment(folder, backend) })
  return saved.exitCode === 0 ? saved.stdout : undefined
}

async function dockerBridges(): Promise<string[]> {
  const links = await readdir('/sys/class/net')
  return links.filter((name) => /^(?:docker0|br-[0-9a-f]{12})$/.test(name))
}

async function readNote(folder: Folder): Promise<NetworkState | undefined> {
  const text = await readFile(noteFile(folder), 'utf8').catch(() => undefined)
  // Earlier versions recorded less.
  const unknown = { backend: 'nft', ipv6: true, bridges: [], rules: {} }
  return text === undefined ? undefined : { ...unknown, ...(JSON.parse(text) as NetworkState) }
}

const noteFile = (folder: Folder): string => path.join(folder.run, 'network-before.json')
