import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { formatRepository, openRepository, type Repository } from '../src/registry/repository.ts'
import { type ImageSigner, openSigner } from '../src/sign/open.ts'
import { startRegistry } from '../tests/registry/registry.ts'
import { planned } from '../tests/release/family.ts'
import { runProcess, withoutWorkflow } from '../tests/support/process.ts'
import { attachedDocuments, makeKey, stageCell } from '../tests/support/signing.ts'
import { IDENTITY, startSigstore, tokenOf } from '../tests/support/sigstore.ts'
import { lay } from '../tests/support/user-catalog.ts'
import type { Context, Figure, Result } from './figures.ts'
import { IDS } from './prune.ts'

const ROUNDS = 5
const CELLS = IDS.map((id) => {
  const [version = '', variant = ''] = id.split('-')
  return planned(version, variant)
})
/** Seconds that were asked for. */
const [SIGNED_WITHIN, VERIFIED_WITHIN] = [2, 3]

/**
 * Signs the statements of sixteen cells in a real registry on the loopback interface, by a key and by servers on this
 * machine with Sigstore's routes, and verifies all sixteen by `npm run verify`, a whole process.
 */
export async function sign({ root, env, say }: Context): Promise<Result> {
  await using registry = await startRegistry()
  await using sigstore = await startSigstore()
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-sign-'))
  try {
    const key = makeKey()
    const files = { key: path.join(folder, 'key.pub'), root: path.join(folder, 'trusted_root.json') }
    await writeFile(files.key, key.public)
    await writeFile(files.root, sigstore.root)
    const signing = lay('sign: keyless').signing
    const { url } = sigstore
    const servers = { ...signing, fulcio: url, log: url, timestamps: url }
    // As a job has it.
    process.env.SIGSTORE_ID_TOKEN = tokenOf()
    const ways = [
      {
        name: 'key',
        signer: await openSigner({ sign: 'key', signing }, key),
        trust: ['--key', files.key],
      },
      {
        name: 'keyless',
        signer: await openSigner({ sign: 'keyless', signing: servers }, { name: '', text: '', password: '' }),
        trust: [
          ...['--trusted-root', files.root, '--certificate-identity', IDENTITY],
          ...['--certificate-oidc-issuer', 'https://token.actions.githubusercontent.com'],
        ],
      },
    ]
    const figures: Figure[] = []
    for (const { name, signer, trust } of ways) {
      const repository = openRepository({ registry: registry.host, repository: `${name}/spark` })
      const { images, seconds } = await signAll(repository, signer)
      say(`${name}: ${images.length} images are signed`)
      figures.push({
        name: `one cell signed, ${name}`,
        unit: 's',
        ours: seconds,
        reference: [SIGNED_WITHIN],
      })
      const samples: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const started = performance.now()
        const command = ['dist/local/index.js', 'verify', ...images, ...trust]
        const ended = await runProcess(process.execPath, command, { cwd: root, env: withoutWorkflow(env) })
        samples.push((performance.now() - started) / 1000)
        if (ended.code !== 0) throw new Error(ended.text)
      }
      figures.push({
        name: `${images.length} verified, ${name}`,
        unit: 's',
        ours: samples,
        reference: [VERIFIED_WITHIN],
      })
    }
    const notes = [
      `the image, its bill of materials, provenance and acceptance record; verified in ${ROUNDS} processes`,
    ]
    return { title: 'Signatures', reference: 'may take', figures, notes }
  } finally {
    delete process.env.SIGSTORE_ID_TOKEN
    await rm(folder, { recursive: true })
  }
}

/** Stages all cells, and then signs one after the other. */
async function signAll(repository: Repository, signer: ImageSigner) {
  const images: string[] = []
  const seconds: number[] = []
  for (const cell of CELLS) {
    const image = await stageCell(repository, cell, undefined)
    const documents = await attachedDocuments(repository, image)
    const started = performance.now()
    await signer.sign(repository, image, documents)
    seconds.push((performance.now() - started) / 1000)
    images.push(`${formatRepository(repository)}@${image.digest}`)
  }
  return { images, seconds }
}
