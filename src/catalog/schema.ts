/** The schema of a catalog. docs/catalog.schema.json is generated from it. */
import * as z from 'zod/mini'
import * as text from './patterns.ts'
import { component } from './schema/component.ts'
import {
  about,
  bytes,
  byVersion,
  day,
  knownKeys,
  list,
  mapping,
  nonEmpty,
  PLATFORMS,
  platform,
  reason,
  table,
} from './schema/keys.ts'
import {
  KEYLESS,
  signingSettings,
  trackPolicy,
  vexStatement,
  vulnerabilityPolicy,
} from './schema/policies.ts'

const java = z.int().check(z.positive())
const connect = z.enum(['default', 'on-request'])
const support = z.enum(['supported', 'experimental', 'unsupported'])

const budget = mapping({
  unpacked: about('Bytes of the uncompressed layers, as in `1 GB`.', z.optional(bytes)),
  compressed: about('Bytes of config and layers as a registry keeps them.', z.optional(bytes)),
  growth: about('Compressed bytes more than in the release before; a release checks it.', z.optional(bytes)),
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
  reviewed: about('When somebody last looked, as in 2026-11-24.', day),
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
export type Runtime = z.infer<typeof runtime>
export type Budget = z.infer<typeof budget>
export type Alias = z.infer<typeof alias>
export type Rule = z.infer<typeof rule>
