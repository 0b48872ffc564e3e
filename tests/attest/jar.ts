import { deflateRawSync } from 'node:zlib'

/** A zip archive as jar tools write it, with its entries deflated. */
export function makeJar(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const content = deflateRawSync(Buffer.from(text))
    // Sizes stand in the central directory; the local header leaves them to a data descriptor.
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 6)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    const header = Buffer.alloc(46)
    header.writeUInt32LE(0x02014b50, 0)
    header.writeUInt16LE(8, 10)
    header.writeUInt32LE(content.length, 20)
    header.writeUInt32LE(Buffer.byteLength(text), 24)
    header.writeUInt16LE(name.length, 28)
    header.writeUInt32LE(offset, 42)
    const parts = [local, Buffer.from(name), content, Buffer.alloc(16)]
    locals.push(...parts)
    central.push(header, Buffer.from(name))
    offset += parts.reduce((sum, { length }) => sum + length, 0)
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** The pom.properties that Maven puts into a jar: its name in there and its text. */
export function pom(group: string, artifact: string, version: string): Record<string, string> {
  const text = `#Generated\r\nartifactId=${artifact}\r\ngroupId=${group}\r\nversion=${version}\r\n`
  return { [`META-INF/maven/${group}/${artifact}/pom.properties`]: text }
}
