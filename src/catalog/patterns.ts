/**
 * Texts of a catalog that end up in files, paths and arguments of a build: each has a pattern that leaves no room for
 * anything else.
 */
import * as z from 'zod/mini'
import { parseLicence } from './licences.ts'
import { ID, IMAGE, VULNERABILITY } from './names.ts'

/** A text of a pattern; the message says in words what matches. */
export function pattern(expression: RegExp, message: string) {
  return z.string().check(z.regex(expression, message))
}

export const id = pattern(ID, 'an id is made of A-Z a-z 0-9 . _ - and starts with a letter or digit')
export const idGlob = pattern(
  /^[A-Za-z0-9*][A-Za-z0-9._*-]{0,62}$/,
  'a version or series is made of A-Z a-z 0-9 . _ - and * for anything',
)
export const series = pattern(/^\d+\.\d+$/, 'a series is like "4.1", in quotes')
export const scalaVersion = pattern(/^\d+\.\d+$/, 'a Scala version is like "2.13", in quotes')
export const pythonVersion = pattern(/^3\.\d+$/, 'a Python version is like "3.13", in quotes')
export const variableName = pattern(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable is made of A-Z a-z 0-9 _')
export const confKey = pattern(
  /^[A-Za-z][A-Za-z0-9.*_-]*$/,
  'a Spark key is like spark.sql.shuffle.partitions',
)
export const image = pattern(IMAGE, 'an image is name:tag or name:tag@digest')
export const artifactVersion = pattern(
  /^(?:[A-Za-z0-9._+-]|\{version\}|\{series\}|\{scala\})+$/,
  'a version is made of A-Z a-z 0-9 . _ + -; {version}, {series} and {scala} are replaced',
).check(
  z.refine(
    (text) => !text.endsWith('-SNAPSHOT'),
    'a snapshot changes under its name and cannot be locked: use a release',
  ),
)
export const script = pattern(
  /^(?:(?!\.\.\/)[A-Za-z0-9._-]+\/)*[A-Za-z0-9][A-Za-z0-9._-]*\.(?:py|sh)$/,
  'a script is a file that ends in .py or .sh, of A-Z a-z 0-9 . _ - /, without ..',
)
export const buildFile = pattern(
  /^(?:(?!\.\.\/)[A-Za-z0-9._-]+\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/,
  'a file of a build is a path in the repository, of A-Z a-z 0-9 . _ - /, without ..',
)
export const address = pattern(
  /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[A-Za-z0-9._~/-]*)?$/,
  'an address is like https://host/path, without user and password',
)
export const aliasTag = pattern(
  /^(?:[A-Za-z0-9._-]|\{(?:version|series|major|variant|date)\})+$/,
  'a tag is made of A-Z a-z 0-9 . _ - and {version}, {series}, {major}, {variant}, {date}',
)
export const aliasImage = pattern(
  /^(?:[a-z0-9._-]|\{(?:version|series|major|variant)\})+$/,
  'an image is the last part of its name, of a-z 0-9 . _ - and {version}, {series}, {major}, {variant}',
)

/** https://maven.apache.org/pom.html#maven-coordinates, without the version. */
export const coordinates = pattern(
  /^(?:[A-Za-z0-9._-]|\{scala\}|\{series\})+(?::(?:[A-Za-z0-9._-]|\{scala\}|\{series\})+){1,2}$/,
  'coordinates are group:artifact or group:artifact:classifier',
)

/** An artifact among Spark's own. */
export const module = pattern(
  /^[A-Za-z0-9._-]+:(?:[A-Za-z0-9._-]|\{scala\})+(?::[A-Za-z0-9._-]+)?$/,
  'a jar of Spark is named group:artifact or group:artifact:classifier; {scala} is replaced',
)

/** Artifacts that another needs: a group and an artifact, in which `*` stands for anything. */
export const exclusion = pattern(
  /^[A-Za-z0-9._-]+:[A-Za-z0-9._*-]+$/,
  'an exclusion is group:artifact or group:*',
)

/** https://packaging.python.org/en/latest/specifications/name-normalization/, perhaps with extras. */
export const project = pattern(
  /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9,._-]+\])?$/,
  'a Python project is like pandas or "project[extra]"',
)

/** https://packaging.python.org/en/latest/specifications/version-specifiers/ */
export const specifier = pattern(
  /^(?:(?:==|!=|<=|>=|<|>|~=) ?[A-Za-z0-9.*+!_-]+(?:, ?(?=[=!<>~])|$))*$/,
  'version specifiers are like "==2.3.1" or ">=2.2,<3"; "" for any',
)

/** A package as a bill of materials names it (github.com/package-url/purl-spec), unescaped and without qualifiers. */
export const packageUrl = pattern(
  /^pkg:(?:maven\/[A-Za-z0-9._-]+|pypi|deb\/[a-z0-9.-]+|generic)\/[A-Za-z0-9._+-]+(?:@[A-Za-z0-9._+~:!-]+)?$/,
  'a package is like pkg:maven/org.apache.avro/avro, pkg:pypi/pandas or pkg:deb/debian/openssl, perhaps with @version, without qualifiers and escapes',
)
export const jarUrl = pattern(
  /^pkg:maven\/[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+(?:@[A-Za-z0-9._+-]+)?$/,
  'what a jar has of others in it is like pkg:maven/com.google.guava/guava, perhaps with @version',
)
export const vulnerability = pattern(
  VULNERABILITY,
  'a vulnerability is named by its CVE, or GHSA where there is none: CVE-2026-12345, GHSA-2qrg-x229-3v8q',
)
export const sentence = pattern(/\S/, 'it says nothing')

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#source */
export const debianPackage = pattern(
  /^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9.+:~-]+)?$/,
  'a Debian package is name or name=version',
)

export const licence = z
  .string()
  .check(
    z.refine(
      (text) => parseLicence(text) !== undefined,
      'a licence is an SPDX expression, like Apache-2.0, "MIT OR BSD-3-Clause" or LicenseRef-NAME for one of your own',
    ),
  )

/** Folders that a layer of files must not hold: links of the base, file systems of the kernel, what others may write to. */
const KEPT =
  /^\/(?:bin|sbin|lib|lib32|lib64|libx32|dev|proc|run|sys|tmp|var\/run|var\/lock|home\/spark|opt\/spark\/work-dir)(?:\/|$)/

export const target = pattern(
  /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._@+-]+)+$/,
  'a path in the image is absolute, of A-Z a-z 0-9 . _ @ + - /, without ..',
).check(
  z.refine(
    (text) => !KEPT.test(text),
    'files cannot go there: use /usr/bin for /bin and the like, /opt for your own',
  ),
)

/** No line breaks and no control characters; quoting is the Dockerfile's. */
export const environmentValue = pattern(
  /^[\x20-\x7e]{0,4096}$/,
  'a value is a text of printable ASCII on one line',
)

/**
 * Spark trims values of its properties files, of all characters up to U+0020 but ends of lines
 * (org.apache.spark.util.Utils.getPropertiesFromFile).
 */
export const confText = pattern(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what Spark trims.
  /^(?![\0-\x09\x0b\x0c\x0e-\x20])[\s\S]*(?<![\0-\x09\x0b\x0c\x0e-\x20])$/,
  'Spark drops blanks and tabs at the beginning and the end of a value: leave them out',
)
