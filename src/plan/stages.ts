/** Follows a Dockerfile target to the stages, arguments and files that it is made of. */
import { ConfigurationError } from '../errors.ts'
import { type Dockerfile, declared, type Instruction, type Stage } from './dockerfile.ts'

/** Arguments that BuildKit sets, by the platform. */
const PREDEFINED = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/

type Scope = Map<string, string | undefined>

/**
 * Follows a target through FROM, COPY --from and RUN --mount=from to all that it is made of.
 * @param request `files` are all of the build context, with `/` between folders; `lenient` passes over those that are not there.
 * @throws ConfigurationError when a stage or a file that it names is not there.
 */
export function stageUse(
  dockerfile: Dockerfile,
  request: {
    target: string
    args: Readonly<Record<string, string>>
    files: readonly string[]
    lenient?: boolean
  },
) {
  const stages = new Map<string, Stage>()
  const args = new Map<string, string>()
  const files = new Set<string>()
  const scopes = new Map<string, Scope>()

  const argument = (variable: string, preset?: string): string | undefined => {
    const value = request.args[variable] ?? preset ?? dockerfile.args.get(variable)
    if (value !== undefined) args.set(variable, value)
    return value
  }
  const follow = (instruction: Instruction, stage: string, scope: Scope): void => {
    if (instruction.name === 'ARG') {
      const own = declared(instruction).filter(([variable]) => !PREDEFINED.test(variable))
      for (const [variable, preset] of own) scope.set(variable, argument(variable, preset))
    }
    for (const { kind, name } of sourcesOf(instruction)) {
      const filled = fill(name, (variable) => scope.get(variable), stage)
      if (kind === 'stage') visit(filled, `in stage ${stage}`)
      else for (const file of select(filled, request, stage)) files.add(file)
    }
  }
  const visit = (name: string, from: string): void => {
    // Named build contexts replace these two, so their instructions do not count.
    if (['scratch', 'base', 'build-base'].includes(name) || stages.has(name)) return
    const stage = dockerfile.stages.get(name)
    if (stage === undefined) throw new ConfigurationError(`the Dockerfile has no stage ${name} (${from})`)
    stages.set(name, stage)
    const parent = fill(stage.from, argument, name)
    visit(parent, `FROM ${stage.from}`)
    // A stage has the arguments of the one that it is FROM.
    const scope: Scope = new Map(scopes.get(parent))
    scopes.set(name, scope)
    for (const instruction of stage.instructions) follow(instruction, name, scope)
  }

  visit(request.target, 'the target')
  return { stages: [...stages.values()], args: Object.fromEntries(args), files: [...files] }
}

/** A stage that an instruction takes files of, or a path of the build context. */
interface Source {
  readonly kind: 'stage' | 'path'
  readonly name: string
}

function sourcesOf({ name, text }: Instruction): Source[] {
  if (name !== 'COPY' && name !== 'ADD' && name !== 'RUN') return []
  const words = text.split(/\s+/)
  const first = words.findIndex((word) => !word.startsWith('--'))
  const flags = words.slice(0, first)
  if (name === 'RUN') return flags.flatMap(mountOf)
  const from = flags.find((flag) => flag.startsWith('--from='))
  if (from !== undefined) return [{ kind: 'stage', name: from.slice('--from='.length) }]
  const paths = words.slice(first, -1).filter((word) => !word.startsWith('<<') && !/^[a-z]+:\/\//.test(word))
  if (paths[0]?.startsWith('['))
    throw new ConfigurationError(`images/Dockerfile: ${name} ${text}: write it without [ ]`)
  return paths.map((path) => ({ kind: 'path', name: path }))
}

/** https://docs.docker.com/reference/dockerfile/#run---mount */
function mountOf(flag: string): Source[] {
  if (!flag.startsWith('--mount=')) return []
  const pairs = flag.slice('--mount='.length).split(',')
  const fields = new Map(pairs.map((pair) => pair.split(/=(.*)/s) as [string, string]))
  const from = fields.get('from')
  if (from !== undefined) return [{ kind: 'stage', name: from }]
  if ((fields.get('type') ?? 'bind') !== 'bind') return []
  return [{ kind: 'path', name: fields.get('source') ?? fields.get('src') ?? '.' }]
}

/** Replaces $NAME and ${NAME}. @throws ConfigurationError on other forms and on names without a value. */
function fill(text: string, lookUp: (name: string) => string | undefined, stage: string): string {
  return text.replaceAll(/\$(?:\{(\w+)\}|(\w+)|.?)/g, (whole, braced?: string, plain?: string) => {
    const value = lookUp(braced ?? plain ?? '')
    if (value !== undefined) return value
    throw new ConfigurationError(
      `images/Dockerfile: stage ${stage}: ${whole} has no value that the plan knows`,
    )
  })
}

/**
 * The files that a source names: itself, those in its folder, or those that its pattern matches, in which `*` and `?`
 * stand for characters of one path segment.
 */
function select(
  source: string,
  { files, lenient = false }: { files: readonly string[]; lenient?: boolean },
  stage: string,
): string[] {
  const clean = source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
  if (clean === '' || clean === '.') return [...files]
  const escaped = clean.replaceAll(/[^A-Za-z0-9/_*?-]/g, '\\$&')
  const expression = new RegExp(`^${escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}(?:/|$)`)
  const found = files.filter((file) => expression.test(file))
  if (found.length > 0 || lenient || /[*?]/.test(clean)) return found
  const advice = clean.endsWith('.lock') ? '; make it with: npm run lock' : ''
  throw new ConfigurationError(`images/${clean} is not there, and stage ${stage} needs it${advice}`)
}
