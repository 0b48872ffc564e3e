import { rm } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { serverVersion } from '../src/engine/builder.ts'
import { expectSuccess, output } from '../src/engine/command.ts'
import type { Folder } from '../src/engine/private/folder.ts'
import { freePort } from '../src/engine/private/index.ts'
import { parseImageName } from '../src/oci/reference.ts'
import { pushImage } from '../src/registry/push.ts'
import { openRepository } from '../src/registry/repository.ts'
import { type Contender, handwrittenImage, ourImage } from './contenders.ts'
import type { Context, Figure, Result } from './figures.ts'
import { FRESH_REGISTRY, serveRegistry, startFresh } from './fresh.ts'
import { CELL, openFreshFolder, openGround } from './ground.ts'

const RUNS = 5
const NAME = 'bench'

/** How a pull went, in seconds. */
interface Pull {
  readonly whole: number
  /** Until the last layer was downloaded; others were being unpacked meanwhile. */
  readonly download: number
}

/** An image in the registry: its tag, and how many layers a pull must bring. */
interface Pushed {
  readonly tag: string
  readonly layers: number
}

/** The time of `docker pull` from a loopback registry into an engine that has nothing, against the handwritten image. */
export async function pull(context: Context): Promise<Result> {
  await using own = await openFreshFolder('pull', context)
  await using ground = await openGround(context, 3)
  const contenders = [await ourImage(ground), await handwrittenImage(ground)]
  const pushed = await pushAll(contenders, own, context.say)
  // What is read and written from here on is the pulls' own.
  await rm(ground.work, { recursive: true, force: true })
  const [mine = [], theirs = []] = await takeTurns(pushed, own, context.say)
  const figure = (name: string, part: (pull: Pull) => number): Figure => ({
    name,
    unit: 's',
    ours: mine.map(part),
    reference: theirs.map(part),
  })
  return {
    title: `Pull: ${CELL}`,
    reference: 'handwritten',
    figures: [
      figure('pull', ({ whole }) => whole),
      figure('  until all is downloaded', ({ download }) => download),
    ],
    notes: [
      `docker pull of Docker ${await serverVersion(ground.environment.docker)} with containerd's image store, from a registry on the loopback interface`,
      'each pull in a new engine, which has nothing; all layers came ("Pull complete"); taking turns, its data in memory',
      `medians of ${RUNS}, after one each that is not counted; the registry's files are in the page cache`,
    ],
  }
}

/** Builds the images and stores them in the registry, as what they are. */
async function pushAll(
  contenders: readonly Contender[],
  folder: Folder,
  say: (text: string) => void,
): Promise<Pushed[]> {
  await using registry = await serveRegistry(folder, await freePort(0))
  const repository = openRepository(parseImageName(`${registry.host}/${NAME}`))
  const pushed: Pushed[] = []
  for (const contender of contenders) {
    say(`building ${contender.name}`)
    await contender.build()
    const layout = await contender.open()
    await pushImage(layout, repository, contender.name)
    pushed.push({ tag: contender.name, layers: layout.manifest.content.layers.length })
  }
  repository.client.close()
  return pushed
}

async function takeTurns(
  images: readonly Pushed[],
  folder: Folder,
  say: (text: string) => void,
): Promise<Pull[][]> {
  const pulls = images.map((image) => ({ image, times: [] as Pull[] }))
  for (let round = -1; round < RUNS; round++) {
    for (const { image, times } of pulls) {
      const time = await pullFresh(image, folder)
      say(`${image.tag}: pulled in ${time.whole.toFixed(1)} s, downloaded in ${time.download.toFixed(1)} s`)
      if (round >= 0) times.push(time)
    }
  }
  return pulls.map(({ times }) => times)
}

/** @throws Error when a layer did not come over the network. */
async function pullFresh({ tag, layers }: Pushed, folder: Folder): Promise<Pull> {
  await using engine = await startFresh(folder)
  await output('sync', [])
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1000
  let [download, complete] = [0, 0]
  const argv = ['pull', '--', `${FRESH_REGISTRY}/${NAME}:${tag}`]
  const ended = await engine.docker(argv, {
    onLine: (line) => {
      if (line.endsWith(': Download complete')) download = seconds()
      if (line.endsWith(': Pull complete')) complete += 1
    },
  })
  const whole = seconds()
  const printed = expectSuccess(['docker', ...argv], ended)
  if (complete !== layers) {
    throw new Error(`${complete} of ${layers} layers of ${tag} were pulled:\n${printed}`)
  }
  return { whole, download }
}
