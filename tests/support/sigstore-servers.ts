import { createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../registry/registry.ts'
import { type Issuer, startIssuer } from './issuer.ts'
import { startProgram } from './server-program.ts'
import { authorityOf, logOf, trustedRoot } from './sigstore.ts'
import { goProgram } from './tools.ts'

/** The addresses of Sigstore's own servers, and what says how to verify what they vouched for. */
export interface SigstoreServers extends AsyncDisposable {
  readonly issuer: Issuer
  readonly fulcio: string
  readonly timestamps: string
  readonly log: string
  /** The trusted root, by its fields. */
  readonly root: TrustedRoot
}

export type TrustedRoot = ReturnType<typeof trustedRoot>

/** Starts Fulcio, with a certificate authority of its own, a timestamp authority and Rekor: a Sigstore of a team. */
export async function startSigstoreServers(): Promise<SigstoreServers> {
  await using started = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(tmpdir(), 'sigstore-'))
  started.defer(() => rm(folder, { recursive: true, force: true }))
  const issuer = started.use(await startIssuer())
  const [fulcio, timestamps, log] = [await freeAddress(), await freeAddress(), await freeAddress()]
  const config = {
    OIDCIssuers: { [issuer.url]: { IssuerURL: issuer.url, ClientID: 'sigstore', Type: 'github-workflow' } },
  }
  await writeFile(path.join(folder, 'fulcio.json'), JSON.stringify(config))
  const start = async (name: ServerName, args: string[], address: string): Promise<void> => {
    started.use(await startProgram(await goProgram(name), args, address, folder))
  }
  await start('fulcio', await fulcioArguments(folder, portOf(fulcio)), `${fulcio}/healthz`)
  await start('timestamps', ['-port', portOf(timestamps)], `${timestamps}/ping`)
  const trees = await freeAddress('tcp')
  await start('trillian', ['-address', new URL(trees).host], trees)
  await start('rekor-server', rekorArguments(portOf(log), portOf(trees)), `${log}/ping`)

  const bundle = (await (await fetch(`${fulcio}/api/v2/trustBundle`)).json()) as TrustBundle
  const chains = bundle.chains.map(({ certificates }) => certificates.map(derOf))
  const chain = await (await fetch(`${timestamps}/api/v1/timestamp/certchain`)).text()
  const key = createPublicKey(await (await fetch(`${log}/api/v1/log/publicKey`)).text())
  const root = trustedRoot({
    tlogs: [logOf(key.export({ format: 'der', type: 'spki' }), log)],
    certificateAuthorities: chains.map((ders) => authorityOf(...ders)),
    timestampAuthorities: [authorityOf(...(chain.match(PEM) ?? []).map(derOf))],
  })
  const all = started.move()
  return { issuer, fulcio, timestamps, log, root, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

type ServerName = Parameters<typeof goProgram>[0]

const freeAddress = async (protocol = 'http'): Promise<string> =>
  `${protocol}://127.0.0.1:${await freePort()}`

const portOf = (address: string): string => new URL(address).port

interface TrustBundle {
  readonly chains: readonly { readonly certificates: readonly string[] }[]
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

const derOf = (pem: string): Buffer<ArrayBuffer> => Buffer.from(new X509Certificate(pem).raw)

/** Without a log of certificates. Its metrics get any port. */
async function fulcioArguments(folder: string, port: string): Promise<string[]> {
  const http = ['--host', '127.0.0.1', '--port', port, '--metrics-port', '0']
  const grpc = ['--grpc-host', '127.0.0.1', '--grpc-port', `${await freePort()}`]
  const files = ['--config-path', path.join(folder, 'fulcio.json')]
  const socket = ['--legacy-unix-domain-socket', path.join(folder, 'fulcio.sock')]
  return ['serve', '--ca', 'ephemeralca', '--ct-log-url=', ...files, ...http, ...grpc, ...socket]
}

/** With a key in memory, and no index to search, which takes a database. */
function rekorArguments(port: string, trillian: string): string[] {
  const endpoints = 'createLogEntry,getLogEntryByIndex,getLogEntryByUUID,getLogInfo,getLogProof,getPublicKey'
  const server = [
    '--rekor_server.address',
    '127.0.0.1',
    '--port',
    port,
    '--rekor_server.hostname',
    '127.0.0.1',
  ]
  const features = ['--enable_retrieve_api=false', '--enabled_api_endpoints', endpoints]
  return ['serve', ...server, '--trillian_log_server.port', trillian, ...features]
}
