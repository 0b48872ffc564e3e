/** Finds the files that say what is installed in an image, while its layers are unpacked to be measured. */
import { createHash } from 'node:crypto'
import { cleanPath, type LayerChanges, mergeLayers, removedBy } from '../layout/changes.ts'
import { collector, type Entry, type FileSink, Untar } from '../layout/untar.ts'
import { type JarContent, readJar } from './jar.ts'

export interface FoundJar extends JarContent {
  readonly kind: 'jar'
  /** 64 hex digits. */
  readonly sha256: string
}

export interface FoundText {
  readonly kind: 'text'
  readonly text: string
}

/** What was found in an image, by path without a leading slash. */
export type FoundFiles = ReadonlyMap<string, FoundJar | FoundText>

/** Jars up to this size, in bytes, are opened; larger ones only get a digest. */
const MAX_JAR_BYTES = 128 * 1024 * 1024
const MAX_TEXT_BYTES = 32 * 1024 * 1024

/** dpkg's database (distroless: a file for each package), os-release, a JDK's release, a Python package's metadata. */
const TEXTS =
  /^(?:var\/lib\/dpkg\/status(?:\.d\/[^/]+)?|(?:usr\/lib|etc)\/os-release|(?:.*\/)?release|.*\.dist-info\/METADATA)$/

/** The changes that one layer makes to these files. */
type Layer = LayerChanges<FoundJar | FoundText>

/** Scanned layers by digest; images of a family share most layers. */
export type ScannedLayers = Map<string, Layer>

/** Scans layers while measure() unpacks them: pass it `reader`, then call files(). */
export class ImageScan {
  readonly #layers = new Map<number, Layer>()
  readonly #known: ScannedLayers

  /** @param known of earlier images; what remember() is told of is added to it. */
  constructor(known: ScannedLayers = new Map()) {
    this.#known = known
  }

  /** Takes what is known of these layers, the lowest first, and gives those that need no reading. */
  recall<T extends { readonly digest: string }>(layers: readonly T[]): T[] {
    return layers.filter(({ digest }, index) => {
      const layer = this.#layers.get(index) ?? this.#known.get(digest)
      if (layer !== undefined) this.#layers.set(index, layer)
      return layer !== undefined
    })
  }

  /** Keeps what was found in these layers, which were read whole. */
  remember(layers: readonly { readonly digest: string }[]): void {
    for (const [index, { digest }] of layers.entries()) {
      const layer = this.#layers.get(index)
      if (layer !== undefined) this.#known.set(digest, layer)
    }
  }

  /** A reader of a layer, 0 being the lowest; one made later for the same layer takes its place. */
  readonly reader = (index: number): Untar => {
    const layer: Layer = { files: new Map(), removed: new Set() }
    this.#layers.set(index, layer)
    return new Untar((entry) => inspect(layer, entry))
  }

  /** What is in the image in the end, higher layers over lower ones, in the order of paths. */
  files(): FoundFiles {
    const inOrder = [...this.#layers].sort(([a], [b]) => a - b)
    return mergeLayers(inOrder.map(([, layer]) => layer))
  }
}

function inspect({ files, removed }: Layer, entry: Entry): FileSink | undefined {
  const { type, size, stored, target } = entry
  const path = cleanPath(entry.path)
  const gone = removedBy(path)
  if (gone !== undefined) {
    removed.add(gone)
    return undefined
  }
  const isJar = path.endsWith('.jar')
  if (!isJar && !TEXTS.test(path)) return undefined
  const linked = type === '1' ? files.get(cleanPath(target)) : undefined
  if (linked !== undefined) files.set(path, linked)
  // A folder or a link in a file's place. The holes of a sparse file may be without end.
  else if (type !== '0' || (size > MAX_JAR_BYTES && size !== stored)) removed.add(path)
  else if (isJar) return jarSink(size, (jar) => files.set(path, jar))
  else if (size <= MAX_TEXT_BYTES)
    return collector((bytes) => files.set(path, { kind: 'text', text: bytes.toString('utf8') }))
  return undefined
}

function jarSink(size: number, onEnd: (jar: FoundJar) => void): FileSink {
  const hash = createHash('sha256')
  const whole = collector((bytes) => onEnd({ kind: 'jar', sha256: hash.digest('hex'), ...readJar(bytes) }))
  return {
    write(chunk) {
      hash.update(chunk)
      if (size <= MAX_JAR_BYTES) whole.write(chunk)
    },
    end: whole.end,
  }
}
