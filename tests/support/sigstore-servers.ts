import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../registry/registry.ts'
import { type Issuer, startIssuer } from './issuer.ts'
import { startProgram } from './server-program.ts'
import { authorityOf, trustedRoot } from './sigstore.ts'
import { goProgram } from './tools.ts'

/** The addresses of Sigstore's own servers, and what says how to verify what they vouched for. */
export interface SigstoreServers extends AsyncDisposable {
  readonly issuer: Issuer
  readonly fulcio: string
  readonly timestamps: string
  /** The trusted root, by its fields. */
  readonly root: TrustedRoot
}

export type TrustedRoot = ReturnType<typeof trustedRoot>

/** Starts Fulcio, with a certificate authority of its own, and a timestamp authority: a Sigstore of a team. */
export async function startSigstoreServers(): Promise<SigstoreServers> {
  await using started = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(tmpdir(), 'sigstore-'))
  started.defer(() => rm(folder, { recursive: true, force: true }))
  const issuer = started.use(await startIssuer())
  const ports = { fulcio: await freePort(), timestamps: await freePort() }
  const [fulcio, timestamps] = [`http://127.0.0.1:${ports.fulcio}`, `http://127.0.0.1:${ports.timestamps}`]
  const config = {
    OIDCIssuers: { [issuer.url]: { IssuerURL: issuer.url, ClientID: 'sigstore', Type: 'github-workflow' } },
  }
  await writeFile(path.join(folder, 'fulcio.json'), JSON.stringify(config))
  const authority = await fulcioArguments(folder, ports.fulcio)
  started.use(await startProgram(await goProgram('fulcio'), authority, `${fulcio}/healthz`, folder))
  const times = ['-port', String(ports.timestamps)]
  started.use(await startProgram(await goProgram('timestamps'), times, `${timestamps}/ping`, folder))

  const bundle = (await (await fetch(`${fulcio}/api/v2/trustBundle`)).json()) as TrustBundle
  const chains = bundle.chains.map(({ certificates }) => certificates.map(derOf))
  const chain = await (await fetch(`${timestamps}/api/v1/timestamp/certchain`)).text()
  const root = trustedRoot({
    certificateAuthorities: chains.map((ders) => authorityOf(...ders)),
    timestampAuthorities: [authorityOf(...(chain.match(PEM) ?? []).map(derOf))],
  })
  const all = started.move()
  return { issuer, fulcio, timestamps, root, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

interface TrustBundle {
  readonly chains: readonly { readonly certificates: readonly string[] }[]
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

const derOf = (pem: string): Buffer<ArrayBuffer> => Buffer.from(new X509Certificate(pem).raw)

/** Without a log of certificates. Its metrics get any port. */
async function fulcioArguments(folder: string, port: number): Promise<string[]> {
  const http = ['--host', '127.0.0.1', '--port', `${port}`, '--metrics-port', '0']
  const grpc = ['--grpc-host', '127.0.0.1', '--grpc-port', `${await freePort()}`]
  const files = ['--config-path', path.join(folder, 'fulcio.json')]
  const socket = ['--legacy-unix-domain-socket', path.join(folder, 'fulcio.sock')]
  return ['serve', '--ca', 'ephemeralca', '--ct-log-url=', ...files, ...http, ...grpc, ...socket]
}
