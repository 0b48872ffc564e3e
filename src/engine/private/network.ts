/**
 * Puts the machine's network back as it was before the engine ran: Docker's rules, bridges and forwarding stay
 * behind when dockerd ends. What another Docker had left there before is kept.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { output, run } from '../command.ts'
import type { Folder } from './folder.ts'
import { programEnvironment, type RuleBackend } from './programs.ts'

const FORWARDING = '/proc/sys/net/ipv4/ip_forward'
/** The prefix of iptables' commands → nft's name of the family. */
const FAMILIES = { iptables: 'ip', ip6tables: 'ip6' } as const

/** What the machine's network was before the engine changed it. */
export interface NetworkState {
  readonly backend: RuleBackend
  /** Whether the kernel has IPv6 and rules for it. */
  readonly ipv6: boolean
  /** Contents of ip_forward. */
  readonly forwarding: string
  /** Docker's bridges, of another Docker. */
  readonly bridges: readonly string[]
  /** What iptables-save and ip6tables-save print. */
  readonly rules: Readonly<Partial<Record<keyof typeof FAMILIES, string>>>
}

/** Notes how the machine's network is, for {@link restoreNetwork}; keeps and gives an earlier note. */
export async function noteNetwork(folder: Folder): Promise<NetworkState> {
  const earlier = await noted(folder)
  if (earlier !== undefined) return earlier
  const legacy = (await savedRules(folder, 'iptables', 'legacy')) ?? ''
  const nft = await savedRules(folder, 'iptables', 'nft')
  // Rules of both kinds apply: where the machine's are legacy ones, nft's can't let through what these drop.
  const backend = /^-A|^:\S+ DROP/m.test(legacy) || nft === undefined ? 'legacy' : 'nft'
  const ip6tables = await savedRules(folder, 'ip6tables', backend)
  const noted6 = await readdir('/proc/sys/net/ipv6/conf').catch(() => [])
  const state: NetworkState = {
    backend,
    ipv6: noted6.length > 0 && ip6tables !== undefined,
    forwarding: (await readFile(FORWARDING, 'utf8')).trim(),
    bridges: await dockerBridges(),
    rules: { iptables: backend === 'nft' ? nft : legacy, ip6tables },
  }
  await writeFile(noteFile(folder), JSON.stringify(state))
  return state
}

/** Takes back what a stopped engine leaves in the machine's network: its bridges, its rules, forwarding. */
export async function restoreNetwork(folder: Folder): Promise<void> {
  const before = await noted(folder)
  if (before === undefined) return
  const { backend } = before
  const options = { env: programEnvironment(folder, backend) }
  for (const bridge of await dockerBridges()) {
    if (!before.bridges.includes(bridge)) await output('ip', ['link', 'delete', bridge], options)
  }
  for (const [command, family] of Object.entries(FAMILIES)) {
    const earlier = tablesOf(before.rules[command as keyof typeof FAMILIES] ?? '')
    const now = tablesOf((await savedRules(folder, command, backend)) ?? '')
    for (const [table, lines] of now) {
      const restored = restoredTable(earlier.get(table), lines)
      if (backend === 'nft' && !earlier.has(table) && !restored.some(isOwn)) {
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

/** Tables of iptables-save's output: their chains and rules, without counters. */
export function tablesOf(saved: string): Map<string, string[]> {
  const tables = new Map<string, string[]>()
  let lines: string[] = []
  for (const line of saved.split('\n')) {
    if (line.startsWith('*')) {
      lines = []
      tables.set(line.slice(1), lines)
    } else if (/^[:-]/.test(line)) lines.push(line.replace(/\[\d+:\d+\]$/, '[0:0]'))
  }
  return tables
}

/**
 * A table without what the engine added: as it was, if nobody else changed it; otherwise with what others
 * added and without what they removed, Docker's earlier rules first, where Docker puts them.
 * @param before the table's lines before the engine ran; undefined if there was no such table.
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

/** The policy of forwarding is Docker's too: it sets it to DROP. */
function isDockers(line: string): boolean {
  return isPolicy(line) || /^:DOCKER|^-.*(?:\bDOCKER|\bdocker0\b|\bbr-[0-9a-f]{12}\b)/.test(line)
}

function isPolicy(line: string): boolean {
  return line.startsWith(':FORWARD ')
}

/** Whether a line is more than one of the kernel's own chains with its default policy. */
function isOwn(line: string): boolean {
  return !/^:\S+ ACCEPT /.test(line)
}

/** Rules as the -save command prints them; undefined where it fails. */
async function savedRules(
  folder: Folder,
  command: string,
  backend: RuleBackend,
): Promise<string | undefined> {
  const saved = await run(`${command}-save`, [], { env: programEnvironment(folder, backend) })
  return saved.exitCode === 0 ? saved.stdout : undefined
}

async function dockerBridges(): Promise<string[]> {
  const links = await readdir('/sys/class/net')
  return links.filter((name) => /^(?:docker0|br-[0-9a-f]{12})$/.test(name))
}

async function noted(folder: Folder): Promise<NetworkState | undefined> {
  const text = await readFile(noteFile(folder), 'utf8').catch(() => undefined)
  // An engine of an earlier version has noted less.
  const unknown = { backend: 'nft', ipv6: true, bridges: [], rules: {} }
  return text === undefined ? undefined : { ...unknown, ...(JSON.parse(text) as NetworkState) }
}

function noteFile(folder: Folder): string {
  return path.join(folder.run, 'network-before.json')
}
