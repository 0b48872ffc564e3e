/** Loads what signs only where the catalog asks for signatures: most runs need none of it. */
import type { GivenKey, GivenTrust, ImageSigner, Signing, SigningPolicy } from './open.ts'

/** Undefined where the catalog asks for no signatures. @throws ConfigurationError as openSigner(). */
export async function loadSigner(policy: SigningPolicy, key: GivenKey): Promise<ImageSigner | undefined> {
  if (policy.sign === 'off') return undefined
  const { openSigner } = await import('./open.ts')
  return openSigner(policy, key)
}

/** The same for a release, which verifies, too. @throws ConfigurationError as openSigning(). */
export async function loadSigning(
  policy: SigningPolicy,
  key: GivenKey,
  trust: GivenTrust,
): Promise<Signing | undefined> {
  if (policy.sign === 'off') return undefined
  const { openSigning } = await import('./open.ts')
  return openSigning(policy, key, trust)
}
