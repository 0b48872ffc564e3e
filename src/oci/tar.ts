import type { FileHandle } from 'node:fs/promises'

/** Where a regular file's bytes lie in a tar archive; both in bytes. */
export interface TarEntry {
  readonly offset: number
  readonly size: number
}

const BLOCK = 512
/** Entry types: what describes the next entry (pax, GNU), and regular files. */
const EXTENDED = ['x', 'L']
const FILES = ['0', '\0']
/** An extended header is a few records; more is not a tar that we would read. */
const MAX_EXTENDED_BYTES = 1024 * 1024

/**
 * Finds the regular files of an uncompressed tar archive (POSIX ustar and pax, GNU's large sizes and long
 * names) by reading its headers alone, so that a large image costs a few reads.
 * @throws Error when it is not a tar archive, or ends in the middle of an entry.
 */
export async function indexTar(file: FileHandle): Promise<Map<string, TarEntry>> {
  const { size: end } = await file.stat()
  if (end < BLOCK) throw new Error('it is too short for a tar archive')
  const entries = new Map<string, TarEntry>()
  let extended: Extended = {}
  for (let position = 0; position + BLOCK <= end; ) {
    const header = await readAt(file, position, BLOCK)
    if (header.every((byte) => byte === 0)) break
    checkSum(header, position)
    const type = String.fromCharCode(header[156] ?? 0)
    const entry = { offset: position + BLOCK, size: numberIn(header, 124, 12) }
    if (EXTENDED.includes(type)) extended = { ...extended, ...(await readExtended(file, type, entry)) }
    else {
      entry.size = extended.size ?? entry.size
      if (FILES.includes(type)) entries.set(extended.path ?? nameIn(header), entry)
      extended = {}
    }
    position = entry.offset + Math.ceil(entry.size / BLOCK) * BLOCK
    if (entry.offset + entry.size > end) throw new Error(`it ends in the middle of an entry, at byte ${end}`)
  }
  return entries
}

interface Extended {
  readonly path?: string
  readonly size?: number
}

/** A pax header is lines of "length key=value\n"; GNU's long name is the name itself. */
async function readExtended(file: FileHandle, type: string, { offset, size }: TarEntry): Promise<Extended> {
  if (size > MAX_EXTENDED_BYTES) throw new Error(`its header at byte ${offset} is too large`)
  const bytes = await readAt(file, offset, size)
  if (type === 'L') return { path: bytes.toString('utf8').replace(/\0.*$/s, '') }
  const values = new Map<string, string>()
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start)
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', start, space))
    if (!(length > space - start)) throw new Error('it has a damaged extended header')
    const [key = '', ...value] = bytes.toString('utf8', space + 1, start + length - 1).split('=')
    values.set(key, value.join('='))
    start += length
  }
  const path = values.get('path')
  const large = values.get('size')
  return { ...(path === undefined ? {} : { path }), ...(large === undefined ? {} : { size: Number(large) }) }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead !== length) throw new Error(`it ends in the middle of an entry, at byte ${position}`)
  return buffer
}

function checkSum(header: Buffer, position: number): void {
  let sum = 8 * 0x20
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte
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
  const text = (start: number, length: number): string =>
    header.toString('utf8', start, start + length).replace(/\0.*$/s, '')
  const isUstar = header.toString('latin1', 257, 263) === 'ustar\0'
  const prefix = isUstar ? text(345, 155) : ''
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`
}
