/**
 * Reads the entries of a tar archive as it streams: ustar, pax and GNU's formats. By hand, because of sparse files: the
 * libraries for Node (tar-stream, tar) take the map in front of their content for content, or lose their way behind it.
 */

export interface Entry {
  /** Type flag, one character; every regular file is a `0`. */
  readonly type: string
  readonly path: string
  /** Bytes of the file, with its holes if it is sparse. */
  readonly size: number
  /** Bytes of it in the archive. */
  readonly stored: number
  readonly target: string
}

/** Takes the bytes of a file as they come. */
export interface FileSink {
  write(chunk: Buffer): void
  /** After the last byte. */
  end(): void
}

/** Bytes of a header, and what files are padded to. */
const BLOCK = 512
/** An extended header has a few records; a larger one is not read. */
const MAX_EXTENDED_BYTES = 1024 * 1024
const ZEROS = Buffer.alloc(64 * 1024)

/** What pax and GNU headers say of the next entry, by pax key. */
type Extended = Readonly<Record<string, string>>

/** A part of the reading, which yields when it has used all bytes that came. */
type Reading<T = void> = Generator<void, T>

/** Reads a tar archive as its bytes come, without keeping them. */
export class Untar {
  readonly #onEntry: (entry: Entry) => FileSink | undefined
  readonly #entries = this.#readEntries()
  #rest: Buffer = Buffer.alloc(0)

  /** @param onEntry is told of each entry and may give a sink for its content. */
  constructor(onEntry: (entry: Entry) => FileSink | undefined) {
    this.#onEntry = onEntry
  }

  /** @throws Error when the bytes are not a tar archive. */
  write(chunk: Buffer): void {
    this.#rest = chunk
    this.#entries.next()
  }

  *#readEntries(): Reading {
    let extended: Extended = {}
    for (let isFirst = true; ; isFirst = false) {
      const block = yield* this.#take(BLOCK)
      if (block.every((byte) => byte === 0)) return
      const written = numberIn(block, 148, 8)
      // Of all bytes, with spaces where it is written itself.
      const checksum = block.fill(' ', 148, 156).reduce((sum, byte) => sum + byte)
      if (checksum !== written)
        throw new Error(isFirst ? 'it is not a tar archive' : 'it has a damaged header')
      const type = textIn(block, 156, 1)
      const size = Number(extended.size ?? numberIn(block, 124, 12))
      if (['x', 'L', 'K'].includes(type)) {
        if (size > MAX_EXTENDED_BYTES) throw new Error('it has an extended header that is too large')
        extended = { ...extended, ...parseExtended(type, yield* this.#take(size)) }
      } else {
        yield* this.#readEntry(block, type, size, extended)
        extended = {}
      }
      yield* this.#pass((BLOCK - (size % BLOCK)) % BLOCK)
    }
  }

  *#readEntry(block: Buffer, type: string, stored: number, extended: Extended): Reading {
    const gnuMap = type === 'S' ? yield* this.#readGnuMap(block) : undefined
    const paxSize = extended['GNU.sparse.realsize'] ?? extended['GNU.sparse.size'] ?? stored
    const size = gnuMap === undefined ? Number(paxSize) : numberIn(block, 483, 12)
    const sink = this.#onEntry({
      type: ['', '7', 'S'].includes(type) ? '0' : type,
      path: extended['GNU.sparse.name'] ?? extended.path ?? nameIn(block),
      size,
      stored,
      target: extended.linkpath ?? textIn(block, 157, 100),
    })
    if (sink === undefined) return yield* this.#pass(stored)
    const paxMap = extended['GNU.sparse.map']?.split(',').map(Number)
    const [map, left] =
      extended['GNU.sparse.major'] === '1'
        ? yield* this.#readPaxMap(stored)
        : [gnuMap ?? paxMap ?? [0, stored], stored]
    yield* this.#fill(sink, map, left, size)
    sink.end()
  }

  /** The map of a sparse file in GNU's format: offsets and lengths, four in the header and 21 in each block behind it. */
  *#readGnuMap(header: Buffer): Reading<number[]> {
    const map: number[] = []
    let fields = header.subarray(386, 483)
    for (;;) {
      const more = fields.length - 1
      for (let at = 0; at < more && fields[at] !== 0; at += 12) map.push(numberIn(fields, at, 12))
      if (!fields[more]) return map
      fields = (yield* this.#take(BLOCK)).subarray(0, 505)
    }
  }

  /** The map of a sparse file in pax format 1.0, which is in front of the content: a count, offsets and lengths. */
  *#readPaxMap(stored: number): Reading<[map: number[], left: number]> {
    let text = ''
    for (let left = stored - BLOCK; left >= 0 && text.length < MAX_EXTENDED_BYTES; left -= BLOCK) {
      text += (yield* this.#take(BLOCK)).toString('latin1')
      const [count = Number.NaN, ...numbers] = text.split('\n').slice(0, -1).map(Number)
      if (numbers.length >= 2 * count) return [numbers.slice(0, 2 * count), left]
    }
    throw new Error('it has a sparse file without a map')
  }

  /** Gives a sink a whole file: the parts that are in the archive, and zeros in the holes between them. */
  *#fill(sink: FileSink, map: readonly number[], stored: number, size: number): Reading {
    let position = 0
    let left = stored
    for (let index = 0; index < map.length; index += 2) {
      const [offset = 0, length = 0] = map.slice(index, index + 2)
      const fits = offset >= position && length >= 0 && length <= left && offset + length <= size
      if (!fits) throw new Error('it has a sparse file with a damaged map')
      writeZeros(sink, offset - position)
      yield* this.#pass(length, (part) => sink.write(part))
      position = offset + length
      left -= length
    }
    writeZeros(sink, size - position)
    yield* this.#pass(left)
  }

  /** The next bytes. */
  *#take(length: number): Reading<Buffer> {
    const parts: Buffer[] = []
    // A decompressor may use its buffer again.
    yield* this.#pass(length, (part) => parts.push(Buffer.from(part)))
    return Buffer.concat(parts)
  }

  /** Passes the next bytes on as they come. */
  *#pass(length: number, write?: (part: Buffer) => void): Reading {
    for (let left = length; left > 0; ) {
      while (this.#rest.length === 0) yield
      const part = this.#rest.subarray(0, left)
      this.#rest = this.#rest.subarray(part.length)
      left -= part.length
      write?.(part)
    }
  }
}

/** A sink that gives the whole content at its end. */
export function collector(onEnd: (bytes: Buffer) => void): FileSink {
  const chunks: Buffer[] = []
  return {
    write: (chunk) => chunks.push(Buffer.from(chunk)),
    end: () => onEnd(Buffer.concat(chunks)),
  }
}

function writeZeros(sink: FileSink, length: number): void {
  for (let left = length; left > 0; left -= ZEROS.length) sink.write(ZEROS.subarray(0, left))
}

/** A pax header is lines of "length key=value\n"; GNU's long names are the name itself. @throws Error if damaged. */
function parseExtended(type: string, bytes: Buffer): Extended {
  if (type !== 'x') return { [type === 'L' ? 'path' : 'linkpath']: textIn(bytes, 0, bytes.length) }
  const values: Record<string, string> = {}
  // Format 0.0 of sparse files has the map in pieces, and 0.1 in one.
  const map: string[] = []
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start)
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', start, space))
    if (!(length > space - start)) throw new Error('it has a damaged extended header')
    const [key = '', value = ''] = bytes.toString('utf8', space + 1, start + length - 1).split(/=(.*)/s)
    if (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes') map.push(value)
    else values[key] = value
    start += length
  }
  return map.length === 0 ? values : { ...values, 'GNU.sparse.map': map.join(',') }
}

/** Octal digits, or GNU's base 256 where the first bit is set. */
function numberIn(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length)
  const first = field[0] ?? 0
  if (first >= 0x80) return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, first & 0x7f)
  return Number.parseInt(textIn(header, start, length), 8) || 0
}

function nameIn(header: Buffer): string {
  const isUstar = textIn(header, 257, 6) === 'ustar'
  const prefix = isUstar ? textIn(header, 345, 155) : ''
  return prefix === '' ? textIn(header, 0, 100) : `${prefix}/${textIn(header, 0, 100)}`
}

function textIn(bytes: Buffer, start: number, length: number): string {
  return bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '')
}
