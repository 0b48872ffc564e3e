/** The parts of a catalog's schema that are about a life after the build: vulnerabilities, new versions, signatures. */
import * as z from 'zod/mini'
import * as text from '../patterns.ts'
import { about, day, flag, list, mapping, nonEmpty, reason, table } from './keys.ts'

/** OpenVEX 0.2.0, "Status Labels" and "Status Justifications". */
const vexStatus = z.enum(['not_affected', 'affected', 'fixed', 'under_investigation'])
const vexJustification = z.enum([
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
])

export const vexStatement = mapping({
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
  reviewed: about('When they last looked, as in 2026-11-24.', day),
  'review-by': about('When to look again; later plans and builds warn.', day),
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

export const KEYLESS = {
  identities: [],
  issuer: 'https://token.actions.githubusercontent.com',
  fulcio: 'https://fulcio.sigstore.dev',
  log: 'https://rekor.sigstore.dev',
}

export const signingSettings = mapping({
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

export type TrackPolicy = z.infer<typeof trackPolicy>
export type VulnerabilityPolicy = z.infer<typeof vulnerabilityPolicy>
export type SigningSettings = z.infer<typeof signingSettings>
export type VexStatement = z.infer<typeof vexStatement>
