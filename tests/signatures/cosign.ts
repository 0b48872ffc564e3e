import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from '../../src/engine/command.ts'
import { goProgram } from '../support/tools.ts'

/** Predicate types of what is attached to each image, as cosign names or takes them. */
export const TYPES = [
  'spdxjson',
  'slsaprovenance1',
  'https://in-toto.io/attestation/test-result/v0.1',
  'https://sigstore.dev/cosign/sign/v1',
]

export interface Cosign extends AsyncDisposable {
  /** Where it runs, so that arguments name files in it. */
  readonly folder: string
  /** `verified`, or what it says. */
  verdict(...args: string[]): Promise<string>
}

/** The real cosign without a network: what is not on this machine can't be reached. It is built the first time. */
export async function openCosign(): Promise<Cosign> {
  const program = await goProgram('cosign')
  const folder = await mkdtemp(path.join(tmpdir(), 'cosign-'))
  const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:1', HOME: folder, COSIGN_PASSWORD: 'for tests' }
  return {
    folder,
    async verdict(...args) {
      const { exitCode, stderr } = await run(program, args, {
        cwd: folder,
        env: { ...process.env, ...nowhere },
      })
      return exitCode === 0 ? 'verified' : stderr
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
