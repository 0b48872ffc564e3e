import { generateKeyPairSync, sign } from 'node:crypto'
import { serve, type TestServer } from '../registry/server.ts'

/** Who asks for a token: a job of a GitHub workflow. */
export interface Job {
  /** OWNER/NAME. */
  readonly repository: string
  /** The workflow file that the job is in, with its ref: `OWNER/NAME/.github/workflows/FILE@REF`. */
  readonly workflow: string
}

export interface Issuer extends TestServer {
  readonly url: string
  token(job: Job): string
}

/** An issuer of OIDC tokens on a port of 127.0.0.1, with the claims that GitHub's has (Fulcio wants all of them). */
export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const header = { alg: 'RS256', typ: 'JWT', kid: 'of a test' }
  const keys = {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: header.kid, use: 'sig', alg: header.alg }],
  }
  const server = await serve(({ url: path }, response) => {
    const documents: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': {
        issuer: url,
        jwks_uri: `${url}/keys`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: [header.alg],
      },
      '/keys': keys,
    }
    const document = documents[path ?? '']
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(document ?? {}))
  })
  const url = `http://${server.host}`
  return {
    ...server,
    url,
    token(job) {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: url, aud: 'sigstore', iat: now, nbf: now, exp: now + 600, ...claimsOf(job) }
      const signed = `${part(header)}.${part(claims)}`
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
    },
  }
}

/** Of a job that a push to main started, as GitHub's documentation of its tokens lists them. */
function claimsOf({ repository, workflow }: Job): Readonly<Record<string, string>> {
  const [owner = ''] = repository.split('/')
  const [ref, commit] = ['refs/heads/main', '1'.repeat(40)]
  return {
    sub: `repo:${repository}:ref:${ref}`,
    ref,
    ref_type: 'branch',
    sha: commit,
    repository,
    repository_id: '1',
    repository_owner: owner,
    repository_owner_id: '2',
    repository_visibility: 'private',
    actor: 'somebody',
    actor_id: '3',
    workflow: 'images',
    workflow_ref: `${repository}/.github/workflows/images.yml@${ref}`,
    workflow_sha: commit,
    job_workflow_ref: workflow,
    job_workflow_sha: '2'.repeat(40),
    event_name: 'push',
    runner_environment: 'github-hosted',
    run_id: '4',
    run_number: '5',
    run_attempt: '1',
  }
}
