/** Finds the files that say what is installed in an image, while its layers are unpacked to be measured. */
import { createHash } from 'node:crypto'
import type { LayerReader } from '../layout/measure.ts'
import { collector, type Entry, type FileSink, Untar } from '../layout/untar.ts'
import { type JarContent, readJar } from './jar.ts'

/** A jar in an image. */
export interface FoundJar extends JarContent {
  readonly kind: 'jar'
  /** 64 hex digits. */
  readonly sha256: string
}

/** A small file that says what is installed. */
export interface FoundText {
  readonly kind: 'text'
  readonly text: string
}

/** What was found in an image, by path without a leading slash. */
export type FoundFiles = ReadonlyMap<string, FoundJar | FoundText>

/** Jars up to this size, in bytes, are opened; larger ones only get a digest. */
const MAX_JAR_BYTES = 128 * 1024 * 1024
const MAX_TEXT_BYTES = 32 * 1024 * 1024

/**
 * Files that say what is installed: dpkg's database (in one file, or one for each package as distroless
 * images have it), the distribution's name, a JDK's release, a Python distribution's metadata.
 */
const TEXTS =
  /^(?:var\/lib\/dpkg\/status(?:\.d\/[^/]+)?|(?:usr\/lib|etc)\/os-release|(?:.*\/)?release|.*\.dist-info\/METADATA)$/

/** The changes that one layer makes to these files (image-spec, layer.md). */
export interface Layer {
  readonly files: Map<string, FoundJar | FoundText>
  readonly removed: Set<string>
  readonly emptied: Set<string>
}

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

  /** Takes what is known of these layers, the lowest first. */
  recall(layers: readonly { readonly digest: string }[]): void {
    for (const [index, { digest }] of layers.entries()) {
      const layer = this.#known.get(digest)
      if (layer !== undefined && !this.has(index)) this.#layers.set(index, layer)
    }
  }

  /** Keeps what was found in these layers, which were read whole. */
  remember(layers: readonly { readonly digest: string }[]): void {
    for (const [index, { digest }] of layers.entries()) {
      const layer = this.#layers.get(index)
      if (layer !== undefined) this.#known.set(digest, layer)
    }
  }

  /** A reader of a layer, 0 being the lowest; one made later for the same layer takes its place. */
  readonly reader = (index: number): LayerReader => {
    const layer: Layer = { files: new Map(), removed: new Set(), emptied: new Set() }
    this.#layers.set(index, layer)
    return new Untar((entry) => inspect(layer, entry))
  }

  /** Whether a layer was read. */
  has(layer: number): boolean {
    return this.#layers.has(layer)
  }

  /** What is in the image in the end, higher layers over lower ones, in the order of paths. */
  files(): FoundFiles {
    const merged = new Map<string, FoundJar | FoundText>()
    const ordered = [...this.#layers].sort(([a], [b]) => a - b).map(([, layer]) => layer)
    for (const { files, removed, emptied } of ordered) {
      for (const path of merged.keys()) {
        const parents = parentsOf(path)
        if (removed.has(path) || parents.some((parent) => removed.has(parent) || emptied.has(parent)))
          merged.delete(path)
      }
      for (const [path, found] of files) merged.set(path, found)
    }
    return new Map([...merged].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

function inspect(layer: Layer, entry: Entry): FileSink | undefined {
  const path = clean(entry.path)
  const name = path.slice(path.lastIndexOf('/') + 1)
  const folder = path.slice(0, -name.length - 1)
  if (name === '.wh..wh..opq') layer.emptied.add(folder)
  else if (name.startsWith('.wh.')) layer.removed.add(clean(`${folder}/${name.slice(4)}`))
  else if (path.endsWith('.jar') || TEXTS.test(path)) return sinkOf(layer, path, entry)
  return undefined
}

function sinkOf(layer: Layer, path: string, { type, size, stored, target }: Entry): FileSink | undefined {
  const linked = type === '1' ? layer.files.get(clean(target)) : undefined
  if (linked !== undefined) layer.files.set(path, linked)
  // A folder or a link in a file's place. The holes of a sparse file may be without end.
  else if (type !== '0' || (size > MAX_JAR_BYTES && size !== stored)) layer.removed.add(path)
  else if (path.endsWith('.jar')) return jarSink(size, (jar) => layer.files.set(path, jar))
  else if (size <= MAX_TEXT_BYTES)
    return collector((bytes) => layer.files.set(path, { kind: 'text', text: bytes.toString('utf8') }))
  return undefined
}

function jarSink(size: number, onEnd: (jar: FoundJar) => void): FileSink {
  const hash = createHash('sha256')
  let content: JarContent = { poms: [], manifest: new Map() }
  const whole =
    size > MAX_JAR_BYTES
      ? undefined
      : collector((bytes) => {
          content = readJar(bytes)
        })
  return {
    write(chunk) {
      hash.update(chunk)
      whole?.write(chunk)
    },
    end() {
      whole?.end()
      onEnd({ kind: 'jar', sha256: hash.digest('hex'), ...content })
    },
  }
}

function clean(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
}

/** All folders above a path. */
function parentsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
