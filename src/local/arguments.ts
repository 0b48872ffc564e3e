/** The command line of the local command. */
import { parseArgs } from 'node:util'
import { ConfigurationError } from '../errors.ts'

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'start'
      readonly cells: readonly string[]
      readonly image?: string
      /** A user's catalog. */
      readonly catalog?: string
      readonly noCache: boolean
    }
  | {
      readonly kind: 'plan'
      readonly cells: readonly string[]
      readonly image?: string
      readonly catalog?: string
    }
  | { readonly kind: 'stop'; readonly purge: boolean }
  | { readonly kind: 'lock'; readonly catalog?: string }
  | {
      readonly kind: 'release'
      readonly dryRun: boolean
      readonly override: readonly string[]
      readonly image?: string
      readonly catalog?: string
      readonly rollback?: string
    }

export const HELP = `Builds, measures, tests and pushes Spark images with the code that runs as the GitHub Action.

  npm start [-- [CELL ... | --all] [--catalog FILE] [--image REGISTRY/NAME] [--no-cache]]
      CELL                    like 4.1.1-baseline, which is the default, or a glob like '4.1.*-gpu*'
      --all                   the whole family
      --catalog FILE          a catalog of your own, laid over the shipped one: see docs/catalog.md
      --image REGISTRY/NAME   push there instead of to the registry of its own on the loopback interface;
                              credentials are those of docker login
      --no-cache              build anew, even what is cached or in the registry already
  npm run plan [-- [CELL ...] [--catalog FILE] [--image REGISTRY/NAME]]
      what npm start -- --all would do, or with these cells, each with its reason; starts and builds nothing
  npm stop [-- --purge]
      ends the engine and the registry that npm start started; --purge also removes their data
  npm run release [-- [--dry-run] [--override ALIASES] [--rollback ID] [--image REGISTRY/NAME] [--catalog FILE]]
      moves the tags of the family that npm start -- --all built, all or none of them
      --dry-run               only tells what would move
      --override ALIASES      aliases, by commas, or globs like '4.1*', that may be taken over or go back
      --rollback ID           puts every tag back to what it named after that release
  npm run lock [-- --catalog FILE]
      makes images/locks/*.lock anew, with the newest versions that the catalog allows; with --catalog the locks
      that your catalog lacks, in a folder beside it. User and password of repositories that it names:
      $SPARK_IMAGES_REPOSITORY_CREDENTIALS, a line HOST USER PASSWORD for each

The machine's Docker is used where there is one. On Debian, as root, without one, npm start sets up an engine
of its own. All it keeps is in $SPARK_IMAGES_HOME, by default spark-images in the user's cache folder, and in
out/, where report.json says what was built.
`

const DEFAULT_CELL = '4.1.1-baseline'

const OPTIONS: Options = {
  all: { type: 'boolean' },
  catalog: { type: 'string' },
  image: { type: 'string' },
  'no-cache': { type: 'boolean' },
}

const RELEASE_OPTIONS: Options = {
  catalog: { type: 'string' },
  'dry-run': { type: 'boolean' },
  image: { type: 'string' },
  override: { type: 'string' },
  rollback: { type: 'string' },
}

/**
 * Parses the command line, without the program's name.
 * @throws ConfigurationError naming what is not known.
 */
export function parseCommand(argv: readonly string[]): Command {
  const [name, ...rest] = argv
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help' }
  switch (name) {
    case 'start':
      return parseStart(rest)
    case 'plan':
      return parsePlan(rest)
    case 'stop':
      return parseStop(rest)
    case 'release':
      return parseRelease(rest)
    case 'lock':
      return parseLock(rest)
    default:
      return { kind: 'help' }
  }
}

function parseStart(rest: string[]): Command {
  const { values, positionals } = parse(rest, OPTIONS)
  if (values.all === true && positionals.length > 0) {
    throw new ConfigurationError('--all is the whole family: name no cells beside it')
  }
  return {
    kind: 'start',
    cells: values.all === true ? ['*'] : positionals.length === 0 ? [DEFAULT_CELL] : positionals,
    noCache: values['no-cache'] === true,
    ...(typeof values.image === 'string' ? { image: values.image } : {}),
    ...(typeof values.catalog === 'string' ? { catalog: values.catalog } : {}),
  }
}

function parsePlan(rest: string[]): Command {
  const { values, positionals } = parse(rest, { catalog: { type: 'string' }, image: { type: 'string' } })
  return {
    kind: 'plan',
    cells: positionals.length === 0 ? ['*'] : positionals,
    ...(typeof values.image === 'string' ? { image: values.image } : {}),
    ...(typeof values.catalog === 'string' ? { catalog: values.catalog } : {}),
  }
}

function parseStop(rest: string[]): Command {
  const { values, positionals } = parse(rest, { purge: { type: 'boolean' } })
  if (positionals.length > 0)
    throw new ConfigurationError(`npm stop takes no ${JSON.stringify(positionals[0])}`)
  return { kind: 'stop', purge: values.purge === true }
}

function parseLock(rest: string[]): Command {
  const { values, positionals } = parse(rest, { catalog: { type: 'string' } })
  if (positionals.length > 0)
    throw new ConfigurationError(`npm run lock takes no ${JSON.stringify(positionals[0])}`)
  return { kind: 'lock', ...(typeof values.catalog === 'string' ? { catalog: values.catalog } : {}) }
}

function parseRelease(args: string[]): Command {
  const { values, positionals } = parse(args, RELEASE_OPTIONS)
  if (positionals.length > 0) {
    throw new ConfigurationError(`npm run release takes no ${JSON.stringify(positionals[0])}`)
  }
  return {
    kind: 'release',
    dryRun: values['dry-run'] === true,
    override: typeof values.override === 'string' ? values.override.split(/[,\s]+/).filter(Boolean) : [],
    ...(typeof values.image === 'string' ? { image: values.image } : {}),
    ...(typeof values.rollback === 'string' ? { rollback: values.rollback } : {}),
    ...(typeof values.catalog === 'string' ? { catalog: values.catalog } : {}),
  }
}

type Options = Record<string, { type: 'string' | 'boolean' }>

function parse(args: string[], options: Options): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('. ')[0] : String(cause)
    throw new ConfigurationError(`${reason}. See: npm start -- --help`)
  }
}
