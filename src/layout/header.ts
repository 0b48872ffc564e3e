/** Bytes of a header, and what files are padded to, in a tar archive. */
export const BLOCK = 512
/** Entry types that describe the next entry: pax, GNU's long name and long link. */
export const EXTENDED = ['x', 'L', 'K']
/** Entry types of regular files. */
export const FILES = ['0', '\0']
/** An extended header is a few records; more is not a tar that we would read. */
export const MAX_EXTENDED_BYTES = 1024 * 1024

/** One header of a tar archive (POSIX ustar, GNU). */
export interface Header {
  /** Type flag, one character. */
  readonly type: string
  readonly path: string
  /** Bytes that follow the header, before padding. */
  readonly size: number
  /** What a link points to. */
  readonly target: string
}

/** What an extended header says of the entry behind it. */
export interface Extended {
  readonly path?: string
  readonly size?: number
  readonly target?: string
}

/** Whether a block is the zeroes that end an archive. */
export function isEnd(block: Buffer): boolean {
  return block.every((byte) => byte === 0)
}

/** Parses a header block. @param position where it is in the archive, for the message. @throws Error if damaged. */
export function parseHeader(block: Buffer, position: number): Header {
  checkSum(block, position)
  return {
    type: String.fromCharCode(block[156] ?? 0),
    path: nameIn(block),
    size: numberIn(block, 124, 12),
    target: textIn(block, 157, 100),
  }
}

/** A pax header is lines of "length key=value\n"; GNU's long names are the name itself. @throws Error if damaged. */
export function parseExtended(type: string, bytes: Buffer): Extended {
  if (type === 'L') return { path: textIn(bytes, 0, bytes.length) }
  if (type === 'K') return { target: textIn(bytes, 0, bytes.length) }
  const values = new Map<string, string>()
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start)
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', start, space))
    if (!(length > space - start)) throw new Error('it has a damaged extended header')
    const [key = '', ...value] = bytes.toString('utf8', space + 1, start + length - 1).split('=')
    values.set(key, value.join('='))
    start += length
  }
  const [path, size, target] = ['path', 'size', 'linkpath'].map((key) => values.get(key))
  return {
    ...(path === undefined ? {} : { path }),
    ...(size === undefined ? {} : { size: Number(size) }),
    ...(target === undefined ? {} : { target }),
  }
}

function checkSum(header: Buffer, position: number): void {
  let sum = 8 * 0x20
  for (let index = 0; index < BLOCK; index++) {
    if (index < 148 || index >= 156) sum += header[index] ?? 0
  }
  if (sum !== numberIn(header, 148, 8)) {
    throw new Error(position === 0 ? 'it is not a tar archive' : `its header at byte ${position} is damaged`)
  }
}

/** Octal digits, or GNU's base 256 where the first bit is set. */
function numberIn(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length)
  const first = field[0] ?? 0
  if (first >= 0x80) return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, first & 0x7f)
  const digits = field
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trimStart()
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : 0
}

function nameIn(header: Buffer): string {
  const isUstar = header.toString('latin1', 257, 263) === 'ustar\0'
  const prefix = isUstar ? textIn(header, 345, 155) : ''
  return prefix === '' ? textIn(header, 0, 100) : `${prefix}/${textIn(header, 0, 100)}`
}

function textIn(bytes: Buffer, start: number, length: number): string {
  return bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '')
}
