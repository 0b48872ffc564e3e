/** A user's catalog or the shipped one in a folder of a test, with lockfiles that are made without an engine. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cellsOf } from '../../src/catalog/cells.ts'
import { type NeededLockfile, neededLockfiles } from '../../src/family/lockfiles.ts'
import { notedLines, wantedText } from '../../src/family/wanted.ts'
import { type Source, shippedSource, userSource } from '../../src/track/draft.ts'
import { Indexes } from '../../src/track/indexes.ts'
import { type TrackedFiles, type TrackResult, track } from '../../src/track/track.ts'
import { shipped } from '../support/user-catalog.ts'
import type { IndexServer } from './index-server.ts'

const IMAGES = path.join(import.meta.dirname, '../../images')
const FILE = 'spark-images.yml'
/** The time of tests, unless they say another. */
const NOW = Date.parse('2026-06-01T00:00:00Z')

/** A lockfile that pins what is wanted; each file has 1000 bytes. */
export function fakeLockfile(needed: NeededLockfile): string {
  const rows = needed.wanted.map((one) => {
    if (one.kind === 'wheel')
      return `pypi ${one.requirement.replace(/[^a-z0-9-].*$/i, '')} 1.0 x.whl 1000 ${'a'.repeat(64)} MIT`
    const kind = one.kind === 'maven' ? 'maven' : 'pypi'
    return `${kind} ${one.name} ${one.version} x.jar 1000 ${'a'.repeat(64)} ${(one.kind === 'maven' && one.license) || 'Apache-2.0'}`
  })
  const noted = wantedText({ ...needed, spark: undefined })
    .trimEnd()
    .split('\n')
  return [...noted.map((line) => `# wanted: ${line}`), ...rows, ''].join('\n')
}

export interface Tracked extends AsyncDisposable {
  readonly folder: string
  /** Reads a file of the folder. */
  text(name?: string): Promise<string>
  /** Runs `track` on what the files are now. */
  run(options?: { now?: number; isDry?: boolean; lock?: () => Promise<void> }): Promise<TrackResult>
  /** Makes the lockfiles that are missing. */
  lock(): Promise<void>
  /** How often lockfiles were made. */
  readonly locks: () => number
}

/** A user's catalog file. */
export async function userRepository(server: IndexServer, text: string): Promise<Tracked> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-track-'))
  await writeFile(path.join(folder, FILE), text)
  const lockfilePath = (name: string): string => path.join(folder, 'spark-images.locks', path.basename(name))
  const source = async (): Promise<Source> =>
    userSource(shipped, FILE, await readFile(path.join(folder, FILE), 'utf8'))
  return tracked(server, folder, source, lockfilePath, (name) => path.join(IMAGES, name), FILE)
}

/** An images folder with a catalog and these components. */
export async function imagesFolder(
  server: IndexServer,
  texts: ReadonlyMap<string, string>,
): Promise<Tracked> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-track-'))
  for (const [name, text] of texts) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
  const source = async (): Promise<Source> => {
    const read = [...texts.keys()].map(
      async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const,
    )
    return shippedSource(new Map(await Promise.all(read)))
  }
  const file = (name: string): string => path.join(folder, name)
  return tracked(server, folder, source, file, file, 'catalog.yml')
}

function tracked(
  server: IndexServer,
  folder: string,
  source: () => Promise<Source>,
  lockfilePath: (name: string) => string,
  shippedPath: (name: string) => string,
  main: string,
): Tracked {
  let locks = 0
  const lock = async (): Promise<void> => {
    locks++
    const { parse, texts } = await source()
    for (const needed of neededLockfiles(cellsOf(parse(texts)))) {
      const there = await readFile(shippedPath(needed.name), 'utf8').catch(() => undefined)
      const isShipped = shippedPath(needed.name) !== lockfilePath(needed.name)
      const pinned = needed.wanted.every(
        (one) => one.kind !== 'maven' || there?.includes(` ${one.name} ${one.version} `),
      )
      if (isShipped && there !== undefined && pinned && notedLines(there).length > 0) continue
      await mkdir(path.dirname(lockfilePath(needed.name)), { recursive: true })
      await writeFile(lockfilePath(needed.name), fakeLockfile(needed))
    }
  }
  return {
    folder,
    lock,
    locks: () => locks,
    text: (name = main) => readFile(path.join(folder, name), 'utf8'),
    async run({ now = NOW, isDry = false, lock: given = lock } = {}) {
      const files: TrackedFiles = {
        source: await source(),
        root: folder,
        lockfilePath,
        shippedPath,
        lock: given,
      }
      const repositories = {
        maven: [{ url: `${server.address}/maven` }],
        pypi: [{ url: `${server.address}/simple` }],
      }
      const quick = { retries: { attempts: 2, base: 1, cap: 1, patience: 10 } }
      using indexes = new Indexes(repositories, quick)
      return await track(files, { indexes, now, isDry })
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** What changed between two texts, as lines with a sign. */
export function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ]
}
