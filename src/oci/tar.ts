import type { FileHandle } from 'node:fs/promises'
import {
  BLOCK,
  EXTENDED,
  type Extended,
  FILES,
  isEnd,
  MAX_EXTENDED_BYTES,
  parseExtended,
  parseHeader,
} from './header.ts'

/** Where a regular file's bytes lie in a tar archive; both in bytes. */
export interface TarEntry {
  readonly offset: number
  readonly size: number
}

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
    const block = await readAt(file, position, BLOCK)
    if (isEnd(block)) break
    const header = parseHeader(block, position)
    const entry = { offset: position + BLOCK, size: header.size }
    if (EXTENDED.includes(header.type)) {
      extended = { ...extended, ...(await readExtended(file, header.type, entry)) }
    } else {
      entry.size = extended.size ?? entry.size
      if (FILES.includes(header.type)) entries.set(extended.path ?? header.path, entry)
      extended = {}
    }
    position = entry.offset + Math.ceil(entry.size / BLOCK) * BLOCK
    if (entry.offset + entry.size > end) throw new Error(`it ends in the middle of an entry, at byte ${end}`)
  }
  return entries
}

async function readExtended(file: FileHandle, type: string, { offset, size }: TarEntry): Promise<Extended> {
  if (size > MAX_EXTENDED_BYTES) throw new Error(`its header at byte ${offset} is too large`)
  return parseExtended(type, await readAt(file, offset, size))
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead !== length) throw new Error(`it ends in the middle of an entry, at byte ${position}`)
  return buffer
}
