import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
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
  /** Rekor's, or `none`. */
  readonly log: string
  /** The trusted root, by its fields. */
  readonly root: TrustedRoot
}

export type TrustedRoot = ReturnType<typeof trustedRoot>

/**
 * Starts Fulcio, with a certificate authority of its own, and a timestamp authority: a Sigstore of a team.
 * @param logs whether there are logs, too: Fulcio's of its certificates, and Rekor
 */
export async function startSigstoreServers({ logs }: { readonly logs: boolean }): Promise<SigstoreServers> {
  await using started = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(tmpdir(), 'sigstore-'))
  started.defer(() => rm(folder, { recursive: true, force: true }))
  const start: Start = async (name, args, address) => {
    started.use(await startProgram(await goProgram(name), args, address, folder))
  }
  const issuer = started.use(await startIssuer())
  const certificates = logs ? await freeAddress() : undefined
  const fulcio = await startFulcio(start, folder, issuer.url, certificates)
  const timestamps = await freeAddress()
  await start('timestamps', ['-port', portOf(timestamps)], `${timestamps}/ping`)
  const authorities = {
    certificateAuthorities: fulcio.chains.map((chain) => authorityOf(...chain.map(derOf))),
  }
  const chain = await (await fetch(`${timestamps}/api/v1/timestamp/certchain`)).text()
  const times = { timestampAuthorities: [authorityOf(...(chain.match(PEM) ?? []).map(derOf))] }
  const kept =
    certificates === undefined
      ? { log: 'none', keys: {} }
      : await startLogs(start, folder, certificates, fulcio.chains.flat().join('\n'))
  const root = trustedRoot({ ...authorities, ...times, ...kept.keys })
  const all = started.move()
  return {
    issuer,
    fulcio: fulcio.url,
    timestamps,
    log: kept.log,
    root,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** Starts a program, which goes with the others; `address` is where it then answers. */
type Start = (name: Parameters<typeof goProgram>[0], args: string[], address: string) => Promise<void>

const freeAddress = async (protocol = 'http'): Promise<string> =>
  `${protocol}://127.0.0.1:${await freePort()}`

const portOf = (address: string): string => new URL(address).port

const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

const derOf = (pem: string): Buffer<ArrayBuffer> => Buffer.from(new X509Certificate(pem).raw)

/** @param log where its certificates are logged, if they are; that must answer only when it gives the first one */
async function startFulcio(start: Start, folder: string, issuer: string, log: string | undefined) {
  const config = {
    OIDCIssuers: { [issuer]: { IssuerURL: issuer, ClientID: 'sigstore', Type: 'github-workflow' } },
  }
  const file = path.join(folder, 'fulcio.json')
  await writeFile(file, JSON.stringify(config))
  const url = await freeAddress()
  const http = ['--host', '127.0.0.1', '--port', portOf(url), '--metrics-port', '0']
  const grpc = ['--grpc-host', '127.0.0.1', '--grpc-port', `${await freePort()}`]
  const socket = ['--legacy-unix-domain-socket', path.join(folder, 'fulcio.sock')]
  const settings = ['--ca', 'ephemeralca', `--ct-log-url=${log === undefined ? '' : `${log}/certificates`}`]
  await start(
    'fulcio',
    ['serve', '--config-path', file, ...settings, ...http, ...grpc, ...socket],
    `${url}/healthz`,
  )
  const { chains } = (await (await fetch(`${url}/api/v2/trustBundle`)).json()) as TrustBundle
  return { url, chains: chains.map(({ certificates }) => certificates) }
}

interface TrustBundle {
  readonly chains: readonly { readonly certificates: readonly string[] }[]
}

/** Starts the log of certificates of an authority, and Rekor, with the trees of both in one Trillian. */
async function startLogs(start: Start, folder: string, certificates: string, authority: string) {
  const trees = await freeAddress('tcp')
  const { host } = new URL(trees)
  await start('trillian', ['-address', host], trees)
  const [roots, key] = [path.join(folder, 'roots.pem'), path.join(folder, 'log.der')]
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await writeFile(roots, authority)
  await writeFile(key, pair.privateKey.export({ format: 'der', type: 'pkcs8' }))
  const files = ['-roots', roots, '-key', key]
  await start(
    'certificates',
    ['-address', new URL(certificates).host, '-trillian', host, ...files],
    certificates,
  )

  const log = await freeAddress()
  // Without an index to search, which takes a database.
  const endpoints = 'createLogEntry,getLogEntryByIndex,getLogEntryByUUID,getLogInfo,getLogProof,getPublicKey'
  const features = ['--enable_retrieve_api=false', '--enabled_api_endpoints', endpoints]
  const server = ['--rekor_server.address', '127.0.0.1', '--port', portOf(log)]
  const names = ['--rekor_server.hostname', '127.0.0.1', '--trillian_log_server.port', portOf(trees)]
  await start('rekor-server', ['serve', ...server, ...names, ...features], `${log}/ping`)
  const rekorKey = createPublicKey(await (await fetch(`${log}/api/v1/log/publicKey`)).text())
  const spki = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' })
  const keys = {
    tlogs: [logOf(spki(rekorKey), log)],
    ctlogs: [logOf(spki(pair.publicKey), `${certificates}/certificates`)],
  }
  return { log, keys }
}
