/** Follows a Dockerfile target to the stages, arguments and files that it is made of. */
import { ConfigurationError } from '../errors.ts'
import { type Dockerfile, declared, type Instruction, type Stage } from './dockerfile.ts'

/** What a target of the Dockerfile is made of. */
export interface StageUse {
  /** The stages that it is made of. */
  readonly stages: readonly Stage[]
  /** Build arguments that reach them, by name. */
  readonly args: Readonly<Record<string, string>>
  /** Files of the build context that they take. */
  readonly files: readonly string[]
}

/** Which target, with which arguments and files. */
export interface StageRequest {
  readonly target: string
  readonly args: Readonly<Record<string, string>>
  /** All files of the build context, with `/` between folders. */
  readonly files: readonly string[]
}

/** A named build context replaces this stage, so its instructions do not count. */
const BASE = 'base'

/** Arguments that BuildKit sets, by the platform. */
const PREDEFINED = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/

/**
 * Follows a target through FROM, COPY --from and RUN --mount=from to all that it is made of.
 * @throws ConfigurationError when a stage or a file that it names is not there.
 */
export function stageUse(dockerfile: Dockerfile, request: StageRequest): StageUse {
  const walk = new Walk(dockerfile, request)
  walk.visit(request.target, 'the target')
  return { stages: [...walk.stages.values()], args: Object.fromEntries(walk.args), files: [...walk.files] }
}

type Lookup = (name: string) => string | undefined

class Walk {
  readonly stages = new Map<string, Stage>()
  readonly args = new Map<string, string>()
  readonly files = new Set<string>()
  readonly #dockerfile: Dockerfile
  readonly #request: StageRequest
  /** Arguments that each stage knows. */
  readonly #scopes = new Map<string, Map<string, string | undefined>>()

  constructor(dockerfile: Dockerfile, request: StageRequest) {
    this.#dockerfile = dockerfile
    this.#request = request
  }

  visit(name: string, from: string): void {
    if (name === 'scratch' || name === BASE || this.stages.has(name)) return
    const stage = this.#dockerfile.stages.get(name)
    if (stage === undefined) throw new ConfigurationError(`the Dockerfile has no stage ${name} (${from})`)
    this.stages.set(name, stage)
    const parent = fill(stage.from, (variable) => this.#noted(variable, this.#global(variable)), name)
    this.visit(parent, `FROM ${stage.from}`)
    // A stage has the arguments of the one that it is FROM.
    const scope = new Map(this.#scopes.get(parent))
    this.#scopes.set(name, scope)
    const value: Lookup = (variable) => scope.get(variable)
    for (const step of stepsOf(stage)) {
      if (step.kind === 'argument') {
        const given = this.#request.args[step.name] ?? step.preset ?? this.#global(step.name)
        scope.set(step.name, this.#noted(step.name, given))
      } else this.#follow(step, stage, value)
    }
  }

  #follow({ kind, name }: Reference, stage: Stage, value: Lookup): void {
    const filled = fill(name, value, stage.name)
    if (kind === 'stage') this.visit(filled, `in stage ${stage.name}`)
    else for (const file of selectOnce(filled, this.#request.files, stage.name)) this.files.add(file)
  }

  #global(variable: string): string | undefined {
    return this.#request.args[variable] ?? this.#dockerfile.args.get(variable)
  }

  #noted(variable: string, value: string | undefined): string | undefined {
    if (value !== undefined) this.args.set(variable, value)
    return value
  }
}

/** A stage that an instruction takes files of, or a path of the build context. */
interface Reference {
  readonly kind: 'stage' | 'path'
  readonly name: string
}

/** An argument that a stage declares. */
interface Argument {
  readonly kind: 'argument'
  readonly name: string
  readonly preset: string | undefined
}

type Step = Argument | Reference

/** Stages are shared by cells and parsed once. */
const known = new WeakMap<Stage, readonly Step[]>()

function stepsOf(stage: Stage): readonly Step[] {
  const steps = known.get(stage) ?? stage.instructions.flatMap(readSteps)
  known.set(stage, steps)
  return steps
}

function readSteps(instruction: Instruction): Step[] {
  const { name, text } = instruction
  if (name === 'ARG') {
    return declared(instruction)
      .filter(([variable]) => !PREDEFINED.test(variable))
      .map(([variable, preset]) => ({ kind: 'argument', name: variable, preset }))
  }
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
function mountOf(flag: string): Reference[] {
  if (!flag.startsWith('--mount=')) return []
  const pairs = flag.slice('--mount='.length).split(',')
  const fields = new Map(pairs.map((pair) => pair.split(/=(.*)/s) as [string, string]))
  const from = fields.get('from')
  if (from !== undefined) return [{ kind: 'stage', name: from }]
  if ((fields.get('type') ?? 'bind') !== 'bind') return []
  return [{ kind: 'path', name: fields.get('source') ?? fields.get('src') ?? '.' }]
}

/** Replaces $NAME and ${NAME}. @throws ConfigurationError on other forms and on names without a value. */
function fill(text: string, value: Lookup, stage: string): string {
  if (!text.includes('$')) return text
  return text.replaceAll(/\$(?:\{(\w+)\}|(\w+)|.?)/g, (whole, braced?: string, plain?: string) => {
    const found = value(braced ?? plain ?? '')
    if (found !== undefined) return found
    throw new ConfigurationError(
      `images/Dockerfile: stage ${stage}: ${whole} has no value that the plan knows`,
    )
  })
}

/** What sources name of a list of files: the same ones for most cells. */
const selected = new WeakMap<readonly string[], Map<string, readonly string[]>>()

function selectOnce(source: string, files: readonly string[], stage: string): readonly string[] {
  const known = selected.get(files) ?? new Map<string, readonly string[]>()
  selected.set(files, known)
  const found = known.get(source) ?? select(source, files, stage)
  known.set(source, found)
  return found
}

/** The files that a source names: itself, those in its folder, or those that its pattern matches. */
function select(source: string, files: readonly string[], stage: string): string[] {
  const clean = source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
  if (clean === '' || clean === '.') return [...files]
  const isPattern = /[*?]/.test(clean)
  const folder = `${clean}/`
  const matches = isPattern ? matcher(clean) : (file: string) => file === clean || file.startsWith(folder)
  const found = files.filter(matches)
  if (found.length > 0 || isPattern) return found
  const advice = clean.startsWith('locks/') ? '; make it with: npm run lock' : ''
  throw new ConfigurationError(`images/${clean} is not there, and stage ${stage} needs it${advice}`)
}

/** `*` and `?` stand for characters of one path segment; what is in a folder that matches is matched too. */
function matcher(pattern: string): (file: string) => boolean {
  const escaped = pattern.replaceAll(/[^A-Za-z0-9/_*?-]/g, '\\$&')
  const expression = new RegExp(`^${escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}(?:/|$)`)
  return (file) => expression.test(file)
}
