/** The schema of a catalog. docs/catalog.schema.json is generated from it. */
import * as z from 'zod/mini'
import { parseBytes } from './bytes.ts'
import { suggestion } from './names.ts'
import * as text from './patterns.ts'

const bytes = z.pipe(
  z.union([z.number(), z.string()], 'expected a number or a text'),
  z.transform((input, context) => {
    const size = parseBytes(input)
    if (size !== undefined) return size
    const message = 'a size is a number with a unit, like 800 MB or 1 GB'
    context.issues.push({ code: 'custom', message, input })
    return z.NEVER
  }),
)
const confValue = z.union(
  [text.confText, z.number(), z.boolean()],
  'expected a text, a number, true or false',
)
const java = z.int().check(z.positive())
const connect = z.enum(['default', 'on-request'])
export const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const
const platform = z.enum(PLATFORMS)
const reason = z.string().check(z.minLength(1))
const support = z.enum(['supported', 'experimental', 'unsupported'])

/** A key's description, for editors and for docs/catalog.md. */
function about<T extends z.ZodMiniType>(description: string, schema: T): T {
  return schema.check(z.meta({ description }))
}

function flag(description: string) {
  return about(description, z._default(z.boolean(), false))
}

function list<T extends z.ZodMiniType>(item: T) {
  return z._default(z.array(item), [])
}

function nonEmpty<T extends z.ZodMiniType>(item: T) {
  return z.array(item).check(z.minLength(1))
}

function table<T extends z.ZodMiniType>(name: z.ZodMiniString, value: T) {
  return z._default(z.record(name, value), {})
}

function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, knownKeys(Object.keys(shape)))
}

/** How a mapping rejects an unknown key. */
function knownKeys(keys: readonly string[]): { error: z.core.$ZodErrorMap } {
  return {
    error: ({ code, keys: unknown }) =>
      code === 'unrecognized_keys' ? `there is no such key${suggestion(unknown[0] ?? '', keys)}` : undefined,
  }
}

/** One value for all versions, or one for each version, series or glob that has it. */
function byVersion<T extends z.ZodMiniType>(value: T) {
  return z.union(
    [value, z.record(text.idGlob, value)],
    'expected a text, or a mapping of versions or series to texts',
  )
}

const platformName = z
  .string()
  .check(z.refine((name) => PLATFORMS.some((one) => one === name), `a platform is ${PLATFORMS.join(' or ')}`))

/** One text for all platforms, or one for each platform that has it. */
function byPlatform<T extends z.ZodMiniType>(value: T) {
  return z.union(
    [value, z.record(platformName, value)],
    'expected a text, or a mapping of platforms to texts',
  )
}

/** A list for all versions, or one for each version, series or glob that has it. */
function listByVersion<T extends z.ZodMiniType>(value: T) {
  return z.union(
    [z.array(value), z.record(text.idGlob, z.array(value))],
    'expected a list, or a mapping of versions or series to lists',
  )
}

const budget = mapping({
  unpacked: about('Bytes of the uncompressed layers, as in `1 GB`.', z.optional(bytes)),
  compressed: about('Bytes of config and layers as a registry keeps them.', z.optional(bytes)),
  growth: about('Compressed bytes more than in the release before; a release checks it.', z.optional(bytes)),
})

/** Stages of images/acceptance/services/Dockerfile that are servers. */
export const SERVICES = ['postgres', 'databases', 'lakehouse', 'kafka', 'gcs'] as const

const acceptanceTest = mapping({
  name: about('Its name in reports and records, unique within a cell.', text.id),
  script: about(
    'A `.py` or `.sh` file: with a `/` in it (`./orders.py`, `tests/orders.py`) one of your repository, without one of the shipped component.',
    text.script,
  ),
  server: flag(
    'Run it beside a Connect server of the image, which must write nothing to standard error and end by itself on SIGTERM.',
  ),
  service: about(
    'Run it beside this server from images/acceptance/services: PostgreSQL; PostgreSQL and MariaDB; PostgreSQL, an S3 server and Nessie; or a Kafka broker.',
    z.optional(z.enum(SERVICES)),
  ),
  user: about(
    '`random`: a user id that the image does not know, in group 0, as OpenShift gives.',
    z._default(z.enum(['image', 'random']), 'image'),
  ),
  'read-only': flag('With a read-only root file system and a writable /tmp.'),
  timeout: about('Time limit in seconds.', z._default(z.int().check(z.positive(), z.lte(3600)), 180)),
})

const artifact = mapping({
  name: about(
    '`group:artifact` or `group:artifact:classifier`, or a mapping of platforms to these; `{scala}` and `{series}` are replaced.',
    byPlatform(text.coordinates),
  ),
  version: about(
    'Its version, or a mapping of Spark versions, series or globs like `4.*` to versions: it is there for these only. `{version}` is replaced.',
    byVersion(text.artifactVersion),
  ),
  license: about(
    'Its licence as an SPDX expression. Without one, `lock` takes it from the POM where that names a known one.',
    z.optional(text.licence),
  ),
  transitive: about(
    'Whether what it needs comes with it, by its POM: other jars, without those that Spark brings.',
    z._default(z.boolean(), true),
  ),
  exclude: about(
    'What to leave out of that, with all that only this needs: `group:artifact`, or `group:*` as a glob.',
    list(text.exclusion),
  ),
  optional: flag('Whether it is left out, not an error, when its licence is denied.'),
})

const replacement = mapping({
  version: about(
    'The version to take instead, or a mapping of Spark versions, series or globs to versions.',
    byVersion(text.artifactVersion),
  ),
  for: about(
    'What it mends, as in `[CVE-2025-12345]`, or a mapping of Spark versions, series or globs to such lists; the plan shows it.',
    z._default(listByVersion(text.id), []),
  ),
  license: about('Its licence as an SPDX expression, where its POM names none.', z.optional(text.licence)),
})

/** What is changed among the jars that Spark brings. */
const sparkJars = {
  replace: about(
    'Jars that Spark brings, in another version: `group:artifact` or `group:artifact:classifier` → version. Of component `spark` only.',
    table(text.module, replacement),
  ),
  remove: about(
    'Jars that Spark brings and that are left out: a list of `group:artifact` or `group:artifact:classifier`, or a mapping of these to what each is left out for, as in `[CVE-2025-12345]`. With a mapping of Spark versions, series or globs to such lists, a jar is left out of these only. Of component `spark` only.',
    z._default(
      z.union(
        [z.array(text.module), z.record(text.module, listByVersion(text.id))],
        'expected a list of jars, or a mapping of jars to lists of CVEs',
      ),
      [],
    ),
  ),
}

const component = mapping({
  description: about('What it is, in a few words.', z._default(z.string(), '')),
  maven: about('Jars for /opt/spark/jars, each under a name of its own.', table(text.id, artifact)),
  ...sparkJars,
  hardened: about(
    'The same two keys, for jars of Spark with known vulnerabilities: each is done only where Spark itself brings an older jar, made for the Java of the image, and `replace` and `remove` beside it count first. `null` leaves Spark as it is. Of component `spark` only.',
    z._default(mapping(sparkJars), { replace: {}, remove: [] }),
  ),
  python: about(
    'Python packages with all that they need, but pyspark: project → version specifiers, as in `">=2.2,<3"`, or a mapping of versions, series or globs to them.',
    table(text.project, byVersion(text.specifier)),
  ),
  debian: about(
    'Debian packages, `name` or `name=version`. They are not locked: apt verifies them.',
    list(text.debianPackage),
  ),
  files: about(
    'Files and folders of your repository: path there → path in the image.',
    table(z.string(), text.target),
  ),
  build: about(
    'Files of your repository for its build; the first is a shell script, which may change what the component adds to the image: it gets that folder and the one of the downloads as arguments. The files lie in /component, Spark in /from/spark and /from/spark-deps, and there is no network. It runs on the platform that builds, and $TARGETARCH (`amd64`, `arm64`) is that of the image, for which strip, ld and the like are.',
    list(text.buildFile),
  ),
  finish: about(
    'One of the files of `build`: a shell script that runs after it in Debian as the image has it and on its platform, emulated where that is another one, for what takes programs of the image. It gets the folder as argument.',
    z.optional(text.buildFile),
  ),
  conf: about(
    'Lines of spark-defaults.conf: key → value, or a mapping of versions, series or globs to values. No two components of an image may set one key to two values; where Spark takes a list, as in `spark.sql.extensions`, the values are joined.',
    table(text.confKey, byVersion(confValue)),
  ),
  environment: about('Environment variables of the image.', table(text.variableName, text.environmentValue)),
  acceptance: about('Acceptance tests.', list(acceptanceTest)),
})

const series = mapping({
  scala: about('Scala version that Spark is built with.', text.scalaVersion),
  java: about('Java versions that it runs on; by default any.', z.optional(nonEmpty(java))),
  python: about('Python versions that it runs on; by default any.', z.optional(nonEmpty(text.pythonVersion))),
  connect: about(
    'Whether a Connect server is what the image runs by `default`, or starts `on-request`.',
    z._default(connect, 'default'),
  ),
})

const version = mapping({
  series: about('Its series; by default the first two numbers, 4.1 for 4.1.1.', z.optional(text.series)),
  scala: about("Another Scala version than the series'.", z.optional(text.scalaVersion)),
  runtime: about(
    'Its runtime; by default the first in `runtimes` whose Java and Python its series runs on.',
    z.optional(text.id),
  ),
  connect: about("Another way of the Connect server than the series'.", z.optional(connect)),
})

const variant = mapping({
  components: about('Its components, in their order.', nonEmpty(text.id)),
  versions: about(
    'The Spark versions that it is for, or globs like `4.1.*`; by default all.',
    z.optional(nonEmpty(z.string())),
  ),
  runtime: about(
    "Another runtime than the versions', or a mapping of versions, series or globs to runtimes.",
    z.optional(byVersion(text.id)),
  ),
  budget: about('Upper limits of its size.', z._default(budget, {})),
})

const debianRelease = mapping({
  java: about('Java versions that it has packages of.', nonEmpty(java)),
  python: about('Its Python version.', text.pythonVersion),
})

const runtime = mapping({
  base: about(
    'The image below all others, of Debian: `name:tag` or `name:tag@digest`; a plan resolves it to a digest.',
    text.image,
  ),
  java: about('Java version of the images.', java),
  python: about('Python version of the images: that of the base.', text.pythonVersion),
})

const versions = z.union(
  [nonEmpty(text.id), z.record(text.id, z.string())],
  'expected a list of names, or a mapping of names to versions like "25.04.*"',
)

const rule = mapping({
  support: about(
    '`unsupported` is not built; `experimental` is built with a warning, or not (see `experimental`).',
    support,
  ),
  when: about(
    'The cells that it holds for: those that match all of these.',
    mapping({
      versions: about('Spark versions, or globs like `4.1.*`.', z.optional(nonEmpty(z.string()))),
      components: about(
        'Components that are all there; as a mapping, of these versions: a component’s version is that of its Maven artifact of the same name.',
        z.optional(versions),
      ),
      runtimes: about('Runtimes.', z.optional(nonEmpty(text.id))),
      platforms: about('Platforms.', z.optional(nonEmpty(platform))),
    }),
  ),
  reason: about('Why, in words.', reason),
  source: about('Where the reason can be looked up.', z.string().check(z.minLength(1))),
  reviewed: about('When somebody last looked, as in 2026-11-24.', z.iso.date('a date is like 2026-11-24')),
})

/** OpenVEX 0.2.0, "Status Labels" and "Status Justifications". */
const vexStatus = z.enum(['not_affected', 'affected', 'fixed', 'under_investigation'])
const vexJustification = z.enum([
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
])

const vexStatement = mapping({
  status: about('What the vulnerability is to the images that have the package.', vexStatus),
  justification: about(
    'Why they are `not_affected`, as OpenVEX names it; `impact` may say it instead.',
    z.optional(vexJustification),
  ),
  impact: about('Why they are `not_affected`, in words.', z.optional(text.sentence)),
  action: about('What to do where they are `affected`.', z.optional(text.sentence)),
  shaded: about(
    'The package that the vulnerability is of, where the jar has it in itself: `pkg:maven/com.google.guava/guava`.',
    z.optional(text.jarUrl),
  ),
  author: about('Who says so: an address or a name.', text.sentence),
  reviewed: about('When they last looked, as in 2026-11-24.', z.iso.date('a date is like 2026-11-24')),
  'review-by': about(
    'When to look again; later plans and builds warn.',
    z.iso.date('a date is like 2026-11-24'),
  ),
})

const alias = mapping({
  tag: about(
    'The tag; `{version}`, `{series}`, `{major}`, `{variant}` and `{date}`, the day of the release, are replaced. A tag with `{date}` is set once.',
    text.aliasTag,
  ),
  image: about(
    "Last part of the name of another repository beside the images' own, for tags like `spark-4.1.1:gpu`.",
    z.optional(text.aliasImage),
  ),
  variants: about('Whose tag it is; by default that of all.', z.optional(nonEmpty(text.id))),
})

/** Where the OSV database answers: its documented API. */
const OSV_API = 'https://api.osv.dev'

/** Without this key no build asks anybody about vulnerabilities. */
export const vulnerabilityPolicy = mapping({
  'fail-on': about(
    'The least severity that fails a build: `critical`, `high`, `medium` or `low`; `none` only reports.',
    z._default(z.enum(['none', 'low', 'medium', 'high', 'critical']), 'high'),
  ),
  'only-new': about(
    'Whether only what the last release of the cell does not have fails a build.',
    z._default(z.boolean(), true),
  ),
  'only-fixed': about(
    'Whether only what is fixed in another version of the package fails a build.',
    z._default(z.boolean(), true),
  ),
  unreachable: about(
    'What a build does that gets no usable answer: `warn` and go on, or `fail`.',
    z._default(z.enum(['warn', 'fail']), 'warn'),
  ),
  ignore: about('Vulnerabilities that never fail a build: CVE or other id → why.', table(text.id, reason)),
  url: about('Address of a mirror that has the API of OSV.', z._default(text.address, OSV_API)),
})

const days = z.pipe(
  z.union([z.number(), z.string()], 'expected a text'),
  z.transform((input, context) => {
    const [, count] = /^(\d{1,4})(?: days?)?$/.exec(String(input)) ?? []
    if (count !== undefined && (typeof input === 'number' || /day/.test(input))) return Number(count)
    context.issues.push({ code: 'custom', message: 'a time is a number of days, like 7 days', input })
    return z.NEVER
  }),
)
const wait = about('How long a version must be out before it is taken, like `7 days`.', z._default(days, 0))
const skip = about(
  'Versions that are not taken, or globs like `1.12.*`.',
  list(z.string().check(z.minLength(1))),
)

/** What `track` keeps up to date, in the file that has this key. */
export const trackPolicy = mapping({
  spark: about(
    'Which Spark versions the catalog has; without this key they stay.',
    z.optional(
      mapping({
        series: about(
          'The series to follow: how many of the newest, or a list of series and globs like `4.*`. By default those that the catalog has versions of.',
          z.optional(
            z.union(
              [z.int().check(z.positive()), nonEmpty(text.idGlob)],
              'expected a number or a list of series',
            ),
          ),
        ),
        patches: about(
          'Releases that are kept of a followed series, the newest.',
          z._default(z.int().check(z.positive()), 2),
        ),
        wait,
        skip,
        keep: about('Versions that are never dropped, or globs.', list(z.string().check(z.minLength(1)))),
        drop: about(
          'What is dropped: older `patches` of the followed series, all versions of other `series`, too, or `none`.',
          z._default(z.enum(['none', 'patches', 'series']), 'patches'),
        ),
      }),
    ),
  ),
  components: about(
    'Components whose pins are raised: name → how. `{}` for the defaults.',
    table(
      text.id,
      mapping({
        artifacts: about(
          'Its Maven artifacts, by their keys, and Python projects that are meant; by default all with a pin.',
          z.optional(nonEmpty(z.string())),
        ),
        major: flag('Whether a pin may go to another major version.'),
        wait,
        skip,
      }),
    ),
  ),
})

const KEYLESS = {
  identities: [],
  issuer: 'https://token.actions.githubusercontent.com',
  fulcio: 'https://fulcio.sigstore.dev',
  log: 'https://rekor.sigstore.dev',
}

const signingSettings = mapping({
  identities: about(
    'Who may have signed what is released, as certificates have it, `https://github.com/OWNER/REPO/.github/workflows/FILE@REF`, or globs; by default the workflow that releases, at the ref that it has then.',
    list(z.string().check(z.minLength(1))),
  ),
  issuer: about('Who says so: the issuer of the OIDC tokens.', z._default(z.url(), KEYLESS.issuer)),
  fulcio: about('The certificate authority.', z._default(text.address, KEYLESS.fulcio)),
  log: about(
    'The log of signatures, a Rekor of version 1. `none` for none; then a timestamp authority is needed.',
    z._default(z.union([z.literal('none'), text.address]), KEYLESS.log),
  ),
  timestamps: about('A timestamp authority (RFC 3161) with the API of Sigstore’s.', z.optional(text.address)),
})

/** The catalog as a file holds it: one place for its keys, their types, their limits and what they mean. */
export const catalogSchema = mapping({
  epoch: about(
    'Time in UTC that newer files get in the images, so that the same input gives the same layers. Raising it rebuilds everything.',
    z.iso.datetime('an epoch is a time in UTC, like 2026-11-01T00:00:00Z'),
  ),
  debian: about(
    'What runtimes can be made of: release of Debian → the Java and Python that it has.',
    z.record(text.id, debianRelease),
  ),
  runtimes: about(
    'What images run on: name → base image, Java and Python. The first that fits a version is its own.',
    z.record(text.id, runtime),
  ),
  platforms: about('OCI platforms, one cell each.', nonEmpty(platform)),
  runners: about(
    'Label of the runner that builds a platform: platform → label.',
    z.record(platform, text.id, knownKeys(PLATFORMS)),
  ),
  compression: about(
    'Compression of the layers.',
    mapping({
      type: about('zstd, or gzip for engines of before 2021.', z.enum(['zstd', 'gzip'])),
      level: about('Its level, as the compressor counts.', z.int().check(z.gte(0), z.lte(22))),
    }),
  ),
  experimental: about(
    'Whether cells that a rule calls experimental are built, with a warning, or excluded.',
    z._default(z.enum(['build', 'exclude']), 'build'),
  ),
  series: about(
    'What the versions of a series have in common: series, in quotes → what holds for them.',
    z.record(text.series, series),
  ),
  versions: about('Spark versions.', z.record(text.id, version)),
  variants: about('What an image is made of: name → components and budget.', z.record(text.id, variant)),
  components: about('What variants are made of.', z.record(text.id, component)),
  budgets: about(
    'Limits of single cells: id or glob (`3.5.*-gpu`) → budget, laid over the variant’s.',
    table(z.string(), budget),
  ),
  rules: about('How well a combination is supported: name → rule.', table(text.id, rule)),
  vex: about(
    'Statements on vulnerabilities, attached to the images that have the package: package URL → CVE → statement.',
    table(text.packageUrl, z.record(text.vulnerability, vexStatement)),
  ),
  licenses: about(
    'What may be in the images.',
    z._default(
      mapping({
        deny: about(
          'SPDX ids, or globs like `GPL-*`, that nothing may be under. What is optional is then left out; anything else is an error.',
          list(z.string().check(z.minLength(1))),
        ),
      }),
      { deny: [] },
    ),
  ),
  repositories: about(
    'Repositories and mirrors of your own to download from. User and password come as secrets, never from here.',
    z._default(
      mapping({
        maven: about('Maven repositories, asked in this order before Maven Central.', list(text.address)),
        pypi: about('Python indexes (`…/simple`), asked beside PyPI.', list(text.address)),
        public: about(
          'Whether Maven Central and PyPI are asked beside yours; where you have none of a kind, they always are.',
          z._default(z.boolean(), true),
        ),
      }),
      { maven: [], pypi: [], public: true },
    ),
  ),
  vulnerabilities: about(
    'Asks OSV about the packages of each image before it is pushed; see vulnerabilities.md. `{}` for the defaults; without this key nothing is asked.',
    z.optional(vulnerabilityPolicy),
  ),
  sign: about(
    'Signs each image, what is attached to it and each release: with a `key`, or `keyless` with the identity of the workflow. A release then takes no image without valid signatures. See verify.md.',
    z._default(z.enum(['off', 'key', 'keyless']), 'off'),
  ),
  signing: about(
    'How `sign: keyless` signs, and whom a release trusts.',
    z._default(signingSettings, KEYLESS),
  ),
  aliases: about('The tags that a release moves; see release.md.', list(alias)),
  track: about(
    'What `track` keeps up to date in this file; see track.md. The shipped catalog’s is not yours.',
    z.optional(trackPolicy),
  ),
})

export type Catalog = z.infer<typeof catalogSchema>
export type AcceptanceTest = z.infer<typeof acceptanceTest>
export type Runtime = z.infer<typeof runtime>
export type Artifact = z.infer<typeof artifact>
export type Budget = z.infer<typeof budget>
export type Component = z.infer<typeof component>
export type TrackPolicy = z.infer<typeof trackPolicy>
export type VulnerabilityPolicy = z.infer<typeof vulnerabilityPolicy>
export type Alias = z.infer<typeof alias>
export type SigningSettings = z.infer<typeof signingSettings>
export type VexStatement = z.infer<typeof vexStatement>
export type Rule = z.infer<typeof rule>
