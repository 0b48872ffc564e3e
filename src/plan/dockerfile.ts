/** Parses images/Dockerfile into stages. */
import { ConfigurationError } from '../errors.ts'

/** One instruction: its name in capitals, what follows on its (joined) line, and its heredocs as they stand. */
export interface Instruction {
  readonly name: string
  readonly text: string
  readonly heredocs: string
}

export interface Stage {
  readonly name: string
  /** What FROM names, variables not replaced. */
  readonly from: string
  readonly instructions: readonly Instruction[]
}

/** A Dockerfile as far as a plan must understand it. */
export interface Dockerfile {
  /** ARGs before the first stage, with their defaults. */
  readonly args: ReadonlyMap<string, string | undefined>
  readonly stages: ReadonlyMap<string, Stage>
}

const KNOWN =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/

const BLANK = /^\s*(?:#|$)/

/**
 * Parses images/Dockerfile into its stages: comments, blank lines and line ends don't count, a heredoc counts to
 * the byte, as an image's history may hold it. https://docs.docker.com/reference/dockerfile/
 * @throws ConfigurationError with the line of what it does not know, rather than overlook what a stage uses.
 */
export function parseDockerfile(text: string): Dockerfile {
  const args = new Map<string, string | undefined>()
  const stages = new Map<string, Stage & { instructions: Instruction[] }>()
  let current: Instruction[] | undefined
  for (const { line, ...instruction } of instructionsOf(text)) {
    if (instruction.name === 'FROM') {
      const parts = /^(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?$/i.exec(instruction.text)
      if (parts === null) throw mistake(line, `FROM ${instruction.text} is not known`)
      const [, from = '', name = String(stages.size)] = parts
      current = [instruction]
      stages.set(name, { name, from, instructions: current })
    } else if (current !== undefined) current.push(instruction)
    else if (instruction.name !== 'ARG') throw mistake(line, `${instruction.name} before the first FROM`)
    else for (const [name, value] of declared(instruction)) args.set(name, value)
  }
  return { args, stages }
}

/** Names and defaults of an ARG instruction. */
export function declared({ text }: Instruction): [string, string | undefined][] {
  return text.split(/\s+/).map((part) => {
    const [, name = part, value] = /^([^=]+)=(.*)$/.exec(part) ?? []
    return [name, value?.replace(/^(["'])(.*)\1$/, '$2')]
  })
}

function mistake(line: number, what: string): ConfigurationError {
  return new ConfigurationError(
    `images/Dockerfile:${line}: ${what} to the plan, which must know what a stage uses`,
  )
}

function* instructionsOf(text: string): Generator<Instruction & { line: number }> {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
  const directive = lines.findIndex((line) => /^#\s*escape\s*=/i.test(line))
  if (directive >= 0) throw mistake(directive + 1, 'the directive escape is not known')
  const rest = lines.entries()
  for (const [index, first] of rest) {
    if (BLANK.test(first)) continue
    const joined = joinLines(first.trim(), rest)
    const [, name = '', argument = ''] = /^(\S+)\s*(.*)$/s.exec(joined) ?? []
    const upper = name.toUpperCase()
    if (!KNOWN.test(upper)) throw mistake(index + 1, `the instruction ${name} is not known`)
    const heredocs = ['RUN', 'COPY', 'ADD'].includes(upper) ? readHeredocs(argument, rest) : ''
    yield { name: upper, text: argument.trim(), heredocs, line: index + 1 }
  }
}

/** A line with those that it goes on in; comments may stand between them. */
function joinLines(first: string, rest: Iterator<[number, string]>): string {
  let joined = first
  while (joined.endsWith('\\')) {
    const next = rest.next()
    if (next.done) break
    if (!BLANK.test(next.value[1])) joined = `${joined.slice(0, -1)}${next.value[1].trim()}`
  }
  return joined
}

/** The lines of the heredocs that an instruction announces (<<END, <<-END, <<"END"). */
function readHeredocs(argument: string, rest: Iterator<[number, string]>): string {
  let content = ''
  for (const [, tabs, , end] of argument.matchAll(/(?<!<)<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const line = next.value[1]
      content += `${line}\n`
      if ((tabs === '-' ? line.replace(/^\t+/, '') : line) === end) break
    }
  }
  return content
}
