/** The command line of the local command. */
import { parseArgs } from 'node:util'
import { ConfigurationError, messageOf } from '../errors.ts'
import { type CommandName, isCommand } from './help.ts'

/** What the command line asks for. Options that a command does not have are false or empty. */
export interface Command {
  readonly name: CommandName | 'help'
  /** Of which command `help` is asked; of all where none is named. */
  readonly about?: CommandName
  /** Cell ids, or globs over them; none where `start` is to build the newest. */
  readonly cells: readonly string[]
  /** Images of a registry that `scan`, `verify`, `diff` or `kubernetes` looks at; where `promote` takes them from and to. */
  readonly images?: readonly string[]
  /** The image to compare them with. */
  readonly against?: string
  readonly failOn?: string
  /** Address of a mirror of OSV. */
  readonly osv?: string
  /** What `start` builds for; this machine's own where it is not named. */
  readonly platform?: string
  /** Folder that `site` makes. */
  readonly output?: string
  /** How `diff` prints; text unless it is said. */
  readonly format?: (typeof FORMATS)[number]
  /** `registry/name` instead of the loopback registry's. */
  readonly image?: string
  readonly catalog?: string
  readonly noCache: boolean
  readonly outdated: boolean
  readonly purge: boolean
  readonly dryRun: boolean
  readonly override: readonly string[]
  /** Context of the kubeconfig, a namespace of its cluster and the image of the servers that checks use. */
  readonly context?: string
  readonly namespace?: string
  readonly services?: string
  /** Names of checks; all where there are none. */
  readonly only?: readonly string[]
  /** Id of the release to go back to. */
  readonly rollback?: string
  /** Id of the release to promote, the last one unless given. */
  readonly release?: string
  /** Whether `prune` deletes; else it only tells what it would delete. */
  readonly delete?: boolean
  /** How much `prune` keeps, as it was written. */
  readonly keepReleases?: string
  readonly keepStagingDays?: string
  readonly keepDatedDays?: string
  /** File of the public key that `verify` trusts; or of whom it trusts certificates, and by which root. */
  readonly key?: string
  readonly identity?: string
  readonly issuer?: string
  readonly repository?: string
  readonly trustedRoot?: string
  readonly ignoreLog?: boolean
}

const FORMATS = ['text', 'markdown', 'json'] as const

const OPTIONS = {
  against: { type: 'string' },
  all: { type: 'boolean' },
  catalog: { type: 'string' },
  context: { type: 'string' },
  delete: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'fail-on': { type: 'string' },
  format: { type: 'string' },
  // Of others than `kubernetes`, the last one counts.
  image: { type: 'string', multiple: true },
  'keep-dated-days': { type: 'string' },
  'keep-releases': { type: 'string' },
  'keep-staging-days': { type: 'string' },
  'certificate-github-workflow-repository': { type: 'string' },
  'certificate-identity': { type: 'string' },
  'certificate-oidc-issuer': { type: 'string' },
  'insecure-ignore-tlog': { type: 'boolean' },
  key: { type: 'string' },
  namespace: { type: 'string' },
  'no-cache': { type: 'boolean' },
  only: { type: 'string' },
  osv: { type: 'string' },
  output: { type: 'string' },
  outdated: { type: 'boolean' },
  override: { type: 'string' },
  platform: { type: 'string' },
  purge: { type: 'boolean' },
  release: { type: 'string' },
  rollback: { type: 'string' },
  services: { type: 'string' },
  'trusted-root': { type: 'string' },
} as const

type Options = readonly (keyof typeof OPTIONS)[]

/** The options of each command, and what it takes beside them: images, or cells, by default these. */
const COMMANDS: Record<CommandName, { options: Options; cells?: string[]; takesImages?: true }> = {
  start: { options: ['all', 'catalog', 'image', 'no-cache', 'outdated', 'platform'], cells: [] },
  plan: { options: ['catalog', 'image', 'outdated'], cells: ['*'] },
  stop: { options: ['purge'] },
  lock: { options: ['catalog'] },
  release: { options: ['catalog', 'dry-run', 'image', 'override', 'rollback', 'trusted-root'] },
  promote: { options: ['dry-run', 'override', 'release'], takesImages: true },
  prune: {
    options: ['catalog', 'delete', 'image', 'keep-dated-days', 'keep-releases', 'keep-staging-days'],
  },
  scan: { options: ['against', 'catalog', 'fail-on', 'osv'], takesImages: true },
  site: { options: ['catalog', 'image', 'output'] },
  diff: { options: ['format', 'image'], takesImages: true },
  verify: {
    options: [
      'certificate-github-workflow-repository',
      'certificate-identity',
      'certificate-oidc-issuer',
      'insecure-ignore-tlog',
      'key',
      'trusted-root',
    ],
    takesImages: true,
  },
  track: { options: ['catalog', 'dry-run'] },
  kubernetes: { options: ['context', 'image', 'namespace', 'only', 'services'] },
}

const NOTHING = { cells: [], override: [], noCache: false, outdated: false, purge: false, dryRun: false }

/**
 * Parses the command line, without the program's name.
 * @throws ConfigurationError naming what is not known, or what the command does not take.
 */
export function parseCommand([name, ...args]: readonly string[]): Command {
  if (!isCommand(name)) return { ...NOTHING, name: 'help' }
  // `npm start -- --help` is the way to all of them.
  const about = name === 'start' ? undefined : name
  if (args.some((each) => each === '--help' || each === '-h')) return { ...NOTHING, name: 'help', about }
  const { options, cells, takesImages } = COMMANDS[name]
  const { values, positionals } = parse(name, args, options)
  checkPositionals(name, positionals, values.all === true)
  const named = positionals.length === 0 || takesImages ? cells : positionals
  return {
    name,
    cells: (values.all ? ['*'] : named) ?? [],
    ...(name === 'kubernetes'
      ? { images: namedImages(values.image) }
      : { images: takesImages && positionals, image: values.image?.at(-1) }),
    against: values.against,
    failOn: values['fail-on'],
    osv: values.osv,
    platform: values.platform,
    format: formatOf(values.format),
    output: values.output,
    catalog: values.catalog,
    noCache: values['no-cache'] ?? false,
    outdated: values.outdated ?? false,
    purge: values.purge ?? false,
    dryRun: values['dry-run'] ?? false,
    override: listOf(values.override) ?? [],
    context: values.context,
    namespace: values.namespace,
    services: values.services,
    only: listOf(values.only),
    rollback: values.rollback,
    release: values.release,
    delete: values.delete,
    keepReleases: values['keep-releases'],
    keepStagingDays: values['keep-staging-days'],
    keepDatedDays: values['keep-dated-days'],
    key: values.key,
    identity: values['certificate-identity'],
    issuer: values['certificate-oidc-issuer'],
    repository: values['certificate-github-workflow-repository'],
    trustedRoot: values['trusted-root'],
    ignoreLog: values['insecure-ignore-tlog'],
  }
}

function formatOf(given: string | undefined): Command['format'] {
  const format = FORMATS.find((word) => word === given)
  if (format !== undefined || given === undefined) return format
  throw new ConfigurationError(`--format ${JSON.stringify(given)}: allowed are ${FORMATS.join(', ')}`)
}

function namedImages(images: readonly string[] = []): string[] {
  if (images.length > 0) return [...new Set(images)]
  throw new ConfigurationError(
    'npm run kubernetes -- --image IMAGE: name an image, like ghcr.io/OWNER/spark:4.1.1-gpu',
  )
}

const listOf = (text: string | undefined): string[] | undefined => text?.split(/[,\s]+/).filter(Boolean)

function checkPositionals(name: CommandName, given: readonly string[], isAll: boolean): void {
  const { cells, takesImages } = COMMANDS[name]
  const [first] = given
  if (name === 'promote' && given.length !== 2)
    throw new ConfigurationError(
      'npm run promote -- FROM TO: name two places, like ghcr.io/OWNER/spark and oci:out/spark',
    )
  if (takesImages && first === undefined)
    throw new ConfigurationError(
      `npm run ${name} -- IMAGE: name an image, like ghcr.io/OWNER/spark:4.1.1-gpu`,
    )
  if (first === undefined || takesImages) return
  if (isAll) throw new ConfigurationError('--all is the whole family: name no cells beside it')
  if (cells === undefined) throw takesNone(name, first)
}

/** npm has these two as commands of its own. */
const called = (name: CommandName): string =>
  name === 'start' || name === 'stop' ? `npm ${name}` : `npm run ${name}`

function takesNone(name: CommandName, cell: string): ConfigurationError {
  return new ConfigurationError(`${called(name)} takes no ${JSON.stringify(cell)}`)
}

function parse(name: CommandName, args: string[], names: Options) {
  const options = Object.fromEntries(names.map((name) => [name, OPTIONS[name]])) as typeof OPTIONS
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new ConfigurationError(`${messageOf(error).split('. ')[0]}. See: ${called(name)} -- --help`)
  }
}
