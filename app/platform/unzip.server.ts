import { createInflateRaw } from 'node:zlib'

/** A packed file that cannot be read: no ZIP, broken, or far larger inside than it may be. */
export class ZipFault extends Error {
  constructor(readonly code: 'not-a-zip' | 'unpacks-too-large') {
    super(code)
  }
}
export interface ZipPart {
  name: string
  method: number
  packed: Buffer
}

/** Unpacked, a part may be so many times its packed size. */
const mostTimes = 200
const smallBytes = 1024 * 1024
const mostParts = 2_000

/**
 * The parts that the ZIP's own list names (APPNOTE 4.3.12) and `wanted` takes; what stands in the file and not in the list does not exist.
 * `nameOf` reads a name, for files of before UTF-8. Throws `ZipFault`, or RangeError for a list that points past the file's end.
 */
export function zipParts(
  file: Buffer,
  wanted: (name: string) => boolean,
  nameOf = (bytes: Buffer) => bytes.toString('utf8'),
): ZipPart[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > file.length) throw new ZipFault('not-a-zip')
  const count = file.readUInt16LE(end + 10)
  if (count > mostParts) throw new ZipFault('unpacks-too-large')
  let at = file.readUInt32LE(end + 16)
  const parts: ZipPart[] = []
  for (let n = 0; n < count; n++) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new ZipFault('not-a-zip')
    const nameLength = file.readUInt16LE(at + 28)
    const from = file.readUInt32LE(at + 42)
    const name = nameOf(file.subarray(at + 46, at + 46 + nameLength))
    if (wanted(name)) {
      if (file.readUInt32LE(from) !== 0x04034b50) throw new ZipFault('not-a-zip')
      const start = from + 30 + file.readUInt16LE(from + 26) + file.readUInt16LE(from + 28)
      const packed = file.subarray(start, start + file.readUInt32LE(at + 20))
      parts.push({ name, method: file.readUInt16LE(at + 10), packed })
    }
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

/** Unpacks one part and stops as soon as it is larger than `most`, whatever its header claims. */
export async function unpackPart({ method, packed }: ZipPart, most: number): Promise<Buffer> {
  if (method === 0) {
    if (packed.length > most) throw new ZipFault('unpacks-too-large')
    return packed
  }
  if (method !== 8) throw new ZipFault('not-a-zip')
  const inflate = createInflateRaw()
  inflate.end(packed)
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of inflate) {
      bytes += piece.length
      if (bytes > most || (bytes > smallBytes && bytes > packed.length * mostTimes))
        throw new ZipFault('unpacks-too-large')
      pieces.push(piece)
    }
  } catch (error) {
    throw error instanceof ZipFault ? error : new ZipFault('not-a-zip')
  } finally {
    inflate.destroy()
  }
  return Buffer.concat(pieces)
}
