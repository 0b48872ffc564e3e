/** The command line of the local command. */
import { parseArgs } from 'node:util'
import { ConfigurationError, messageOf } from '../errors.ts'

/** What the command line asks for. Options that a command does not have are false or empty. */
export interface Command {
  readonly name:
    | 'start'
    | 'plan'
    | 'stop'
    | 'lock'
    | 'release'
    | 'scan'
    | 'diff'
    | 'site'
    | 'promote'
    | 'prune'
    | 'verify'
    | 'track'
    | 'kubernetes'
    | 'help'
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

export const HELP = `Builds, measures, tests and pushes Spark images with the code that runs as the GitHub Action.

  npm start [-- [CELL ... | --all] [--catalog FILE] [--image REGISTRY/NAME] [--platform PLATFORM] [--outdated]
             [--no-cache]]
      CELL                    like 4.1.1-baseline, or a glob like '4.1.*-gpu*'; by default the first variant of
                              the newest Spark
      --all                   the whole family
      --catalog FILE          a catalog of your own, laid over the shipped one: see docs/catalog.md
      --image REGISTRY/NAME   push there instead of to the registry of its own on the loopback interface;
                              credentials are those of docker login
      --platform PLATFORM     linux/amd64 or linux/arm64, by emulation where that is not this machine's: what runs programs
                              of the image, its tests above all, takes ten times as long
      --outdated              build anew, too, what has Debian packages that the archive has newer versions of
      --no-cache              build anew, even what is cached or in the registry already
  npm run plan [-- [CELL ...] [--catalog FILE] [--image REGISTRY/NAME] [--outdated]]
      what npm start -- --all would do, or with these cells, each with its reason; starts and builds nothing
  npm stop [-- --purge]
      ends the engine and the registry that npm start started; --purge also removes their data
  npm run release [-- [--dry-run] [--override ALIASES] [--rollback ID] [--image REGISTRY/NAME] [--catalog FILE]]
      moves the tags of the family that npm start -- --all built, all or none of them; writes out/deploy: kustomize
      components, Helm values and manifests with the digests
      --dry-run               only tells what would move
      --override ALIASES      aliases, by commas, or globs like '4.1*', that may be taken over or go back
      --rollback ID           puts every tag back to what it named after that release
      --trusted-root FILE     whom a catalog with "sign: keyless" trusts: see docs/verify.md
  npm run promote -- FROM TO [--release ID] [--override ALIASES] [--dry-run]
      copies a release with all that is attached to it, without a build, and moves its tags there, all or none of them:
      see docs/promote.md. FROM and TO are REGISTRY/NAME, or oci:FOLDER for an OCI layout; credentials are those of
      docker login
      --release ID            by default the last one
      --override ALIASES      as of npm run release
      --dry-run               only tells what would move
  npm run prune [-- [--delete] [--keep-releases N] [--keep-staging-days N] [--keep-dated-days N]
                   [--image REGISTRY/NAME] [--catalog FILE]]
      tells what of the registry no tag and no release needs, with bytes and reasons: see docs/prune.md
      --delete                deletes it; on ghcr.io by GitHub's API, with the token in $GITHUB_TOKEN
      --keep-releases N       releases to which one can roll back, by default 10
      --keep-staging-days N   days for which images are kept that no tag and no release names, by default 30
      --keep-dated-days N     days for which tags with a date are kept, by default for ever
  npm run lock [-- --catalog FILE]
      makes images/components/*/*.lock anew, with the newest versions that the catalog allows; with --catalog the locks
      that your catalog lacks, in a folder beside it. User and password of repositories that it names:
      $SPARK_IMAGES_REPOSITORY_CREDENTIALS, a line HOST USER PASSWORD for each
  npm run scan -- IMAGE ... [--against IMAGE] [--fail-on SEVERITY] [--osv URL] [--catalog FILE]
      asks OSV for the vulnerabilities of images in a registry, by the bills of materials attached to them; writes
      out/vulnerabilities.sarif, and fails by the policy of the catalog: see docs/vulnerabilities.md
      --against IMAGE         an earlier image: what it has, too, does not fail
      --fail-on SEVERITY      critical, high, medium or low; none only reports
      --osv URL               a mirror of OSV
  npm run diff -- OLD NEW [--image REGISTRY/NAME] [--format FORMAT]
      what changed between two images of a registry, or two releases: packages, licences, vulnerabilities, sizes,
      settings, tests, bytes to pull: see docs/diff.md
      --image REGISTRY/NAME   where they are: then OLD and NEW are tags, digests or ids of releases
      --format FORMAT         text, markdown or json
  npm run site -- --image REGISTRY/NAME [--output FOLDER] [--catalog FILE]
      makes a page of the released images, as HTML and JSON, in out/site: see docs/site.md
  npm run verify -- IMAGE ... --key FILE
  npm run verify -- IMAGE ... --trusted-root FILE --certificate-identity URI --certificate-oidc-issuer URL
                    [--certificate-github-workflow-repository OWNER/NAME] [--insecure-ignore-tlog]
      verifies the signatures of images in a registry and of what is attached to them: see docs/verify.md; the options
      are cosign's
      --key FILE              the public key, like cosign.pub
      --certificate-identity  who must have signed, or a glob
      --insecure-ignore-tlog  takes what is in no log, if a timestamp authority saw it
  npm run track [-- [--dry-run] [--catalog FILE]]
      brings images/ up to date by the policy in its catalog, or your catalog by yours: new Spark versions and pins from
      the Python index and the Maven repositories, with their lockfiles: see docs/track.md
      --dry-run               only prints what it would change
  npm run kubernetes -- --image IMAGE [--image IMAGE ...] [--context NAME] [--namespace NAME] [--services IMAGE]
                        [--only CHECK,CHECK]
      runs images on the cluster that KUBECONFIG names, by kubectl: applications, Connect servers, standalone clusters;
      shows which checks passed and removes what it made, also after Ctrl-C: see docs/kubernetes.md
      --context NAME          a context of KUBECONFIG instead of its current one
      --namespace NAME        a namespace that is there and stays; by default one is made and removed
      --services IMAGE        an S3 server, Iceberg's REST catalog and PostgreSQL, from where the cluster can pull;
                              without it the checks that use them are left out. To make and push it:
                              docker buildx build --push --tag IMAGE --target lakehouse \\
                                --build-context base=docker-image://debian:trixie-slim \\
                                --file images/acceptance/services/Dockerfile images
      --only CHECK,CHECK      some of the checks

The machine's Docker is used where there is one. On Debian, as root, without one, npm start sets up an engine
of its own. All it keeps is in $SPARK_IMAGES_HOME, by default spark-images in the user's cache folder, and in
out/, where report.json says what was built.`

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
const COMMANDS: Record<Command['name'], { options: Options; cells?: string[]; takesImages?: true }> = {
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
  help: { options: [] },
}

/**
 * Parses the command line, without the program's name.
 * @throws ConfigurationError naming what is not known, or what the command does not take.
 */
export function parseCommand([given, ...args]: readonly string[]): Command {
  const name = isCommand(given) && !args.includes('--help') && !args.includes('-h') ? given : 'help'
  const { options, cells, takesImages } = COMMANDS[name]
  const { values, positionals } = parse(name === 'help' ? [] : args, options)
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

function checkPositionals(name: Command['name'], given: readonly string[], isAll: boolean): void {
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

function takesNone(name: Command['name'], cell: string): ConfigurationError {
  const npm = name === 'stop' ? 'npm' : 'npm run'
  return new ConfigurationError(`${npm} ${name} takes no ${JSON.stringify(cell)}`)
}

function isCommand(name: string | undefined): name is Command['name'] {
  return name !== undefined && Object.hasOwn(COMMANDS, name)
}

function parse(args: string[], names: Options) {
  const options = Object.fromEntries(names.map((name) => [name, OPTIONS[name]])) as typeof OPTIONS
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new ConfigurationError(`${messageOf(error).split('. ')[0]}. See: npm start -- --help`)
  }
}
