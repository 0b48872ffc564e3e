/** Reads the entries of a tar archive as it streams. */
import {
  BLOCK,
  EXTENDED,
  type Extended,
  type Header,
  isEnd,
  MAX_EXTENDED_BYTES,
  parseExtended,
  parseHeader,
} from './header.ts'

/** Takes the bytes of a file as they come. */
export interface FileSink {
  write(chunk: Buffer): void
  /** After the last byte. */
  end(): void
}

/**
 * Reads a tar archive as its bytes come, without keeping them: `onEntry` is told of each entry and may give
 * a sink for its content.
 */
export class Untar {
  readonly #onEntry: (entry: Header) => FileSink | undefined
  #position = 0
  /** The part of a header that has come so far. */
  #header = Buffer.alloc(0)
  #extended: Extended = {}
  #sink: FileSink | undefined
  /** Bytes of the entry, and of its padding, that are to come. */
  #content = 0
  #padding = 0
  #ended = false

  constructor(onEntry: (entry: Header) => FileSink | undefined) {
    this.#onEntry = onEntry
  }

  /** @throws Error when the bytes are not a tar archive. */
  write(chunk: Buffer): void {
    let rest = chunk
    while (rest.length > 0 && !this.#ended) {
      const used =
        this.#content > 0 ? this.#take(rest) : this.#padding > 0 ? this.#skip(rest) : this.#fill(rest)
      rest = rest.subarray(used)
      this.#position += used
    }
  }

  #take(bytes: Buffer): number {
    const part = bytes.subarray(0, this.#content)
    this.#sink?.write(part)
    this.#content -= part.length
    if (this.#content === 0) this.#sink?.end()
    return part.length
  }

  #skip(bytes: Buffer): number {
    const length = Math.min(bytes.length, this.#padding)
    this.#padding -= length
    return length
  }

  #fill(bytes: Buffer): number {
    const part = bytes.subarray(0, BLOCK - this.#header.length)
    this.#header = Buffer.concat([this.#header, part])
    if (this.#header.length === BLOCK) {
      const block = this.#header
      this.#header = Buffer.alloc(0)
      if (isEnd(block)) this.#ended = true
      else this.#begin(parseHeader(block, this.#position + part.length - BLOCK))
    }
    return part.length
  }

  #begin(header: Header): void {
    const isExtended = EXTENDED.includes(header.type)
    const entry = isExtended ? header : { ...header, ...this.#extended }
    this.#sink = isExtended ? this.#extendedSink(header) : this.#onEntry(entry)
    if (!isExtended) this.#extended = {}
    this.#content = entry.size
    this.#padding = Math.ceil(entry.size / BLOCK) * BLOCK - entry.size
    if (entry.size === 0) this.#sink?.end()
  }

  #extendedSink({ type, size }: Header): FileSink {
    if (size > MAX_EXTENDED_BYTES) throw new Error('it has an extended header that is too large')
    return collector((bytes) => {
      this.#extended = { ...this.#extended, ...parseExtended(type, bytes) }
    })
  }
}

/** A sink that gives the whole content at its end. */
export function collector(onEnd: (bytes: Buffer) => void): FileSink {
  const chunks: Buffer[] = []
  return {
    // A decompressor may use its buffer again.
    write: (chunk) => chunks.push(Buffer.from(chunk)),
    end: () => onEnd(Buffer.concat(chunks)),
  }
}
