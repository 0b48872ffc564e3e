/** How to verify what a catalog has signed, as a page shows it. */
import type { Catalog } from '../catalog/schema.ts'

export interface Signing extends Pick<Catalog, 'sign' | 'signing'> {
  /** OWNER/NAME of the repository whose workflow signs. */
  readonly repository?: string | undefined
}

/**
 * The options of `cosign verify` for a catalog's signatures, a line each; none where nothing is signed.
 * https://github.com/sigstore/cosign/blob/main/doc/cosign_verify.md
 */
export function cosignOptions({ sign, signing, repository = 'OWNER/REPO' }: Signing): readonly string[] {
  if (sign === 'off') return []
  if (sign === 'key') return ['--key cosign.pub --insecure-ignore-tlog']
  return [
    '--trusted-root trusted_root.json',
    identityOption(signing.identities),
    `--certificate-oidc-issuer ${quoted(signing.issuer)}`,
    // Everybody who calls a reusable workflow has its identity.
    `--certificate-github-workflow-repository ${quoted(repository)}`,
    ...(signing.log === 'none' ? ['--insecure-ignore-tlog --use-signed-timestamps'] : []),
  ]
}

function identityOption(identities: readonly string[]): string {
  const [only = 'https://github.com/OWNER/REPO/.github/workflows/FILE@REF', ...others] = identities
  if (others.length === 0 && !only.includes('*')) return `--certificate-identity ${quoted(only)}`
  const patterns = identities.map((glob) => glob.split(/\*+/).map(literal).join('.*'))
  return `--certificate-identity-regexp ${quoted(`^(?:${patterns.join('|')})$`)}`
}

/** In a regular expression of Go's. */
const literal = (text: string): string => text.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&')

/** For a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
