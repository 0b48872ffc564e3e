/** The part of a catalog's schema that says what a component is: what it brings, and how that is tested. */
import * as z from 'zod/mini'
import * as text from '../patterns.ts'
import { about, byPlatform, byVersion, flag, list, listByVersion, mapping, table } from './keys.ts'

const confValue = z.union(
  [text.confText, z.number(), z.boolean()],
  'expected a text, a number, true or false',
)

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

export const component = mapping({
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

export type AcceptanceTest = z.infer<typeof acceptanceTest>
export type Artifact = z.infer<typeof artifact>
export type Component = z.infer<typeof component>
