import { createInflateRaw } from 'node:zlib'
import { TableFault } from '../table'

interface Part {
  name: string
  method: number
  packed: Buffer
}

/** Unpacked, the parts of a workbook that are read may be so many times their packed size. */
const mostTimes = 200
const smallBytes = 1024 * 1024
const mostParts = 2_000

/** The parts that a reader of rows needs; pictures, macros and whatever else is packed stays packed. Strings come first. */
const wanted = [
  /^\[Content_Types\]\.xml$/,
  /^_rels\/\.rels$/,
  /^xl\/workbook\.xml$/,
  /^xl\/_rels\/workbook\.xml\.rels$/,
  /^xl\/sharedStrings\.xml$/i,
  /^xl\/styles\.xml$/,
  /^xl\/worksheets\/sheet\d+\.xml$/,
]

/** The parts that the ZIP's own list names (APPNOTE 4.3.12); what stands in the file and not in the list does not exist. */
function partsOf(file: Buffer, wanted: readonly RegExp[], names: string[]): Part[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > file.length) throw new TableFault('not-a-table')
  const count = file.readUInt16LE(end + 10)
  if (count > mostParts) throw new TableFault('unpacks-too-large')
  let at = file.readUInt32LE(end + 16)
  const parts: Part[] = []
  for (let n = 0; n < count; n++) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new TableFault('not-a-table')
    const nameLength = file.readUInt16LE(at + 28)
    const from = file.readUInt32LE(at + 42)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    names.push(name)
    if (wanted.some((pattern) => pattern.test(name))) {
      if (file.readUInt32LE(from) !== 0x04034b50) throw new TableFault('not-a-table')
      const start = from + 30 + file.readUInt16LE(from + 26) + file.readUInt16LE(from + 28)
      const packed = file.subarray(start, start + file.readUInt32LE(at + 20))
      parts.push({ name, method: file.readUInt16LE(at + 10), packed })
    }
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

/** Unpacks one part and stops as soon as it is larger than `most`, whatever its header claims. */
async function unpack({ method, packed }: Part, most: number): Promise<Buffer> {
  if (method === 0) {
    if (packed.length > most) throw new TableFault('unpacks-too-large')
    return packed
  }
  if (method !== 8) throw new TableFault('not-a-table')
  const inflate = createInflateRaw()
  inflate.end(packed)
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of inflate) {
      bytes += piece.length
      if (bytes > most || (bytes > smallBytes && bytes > packed.length * mostTimes))
        throw new TableFault('unpacks-too-large')
      pieces.push(piece)
    }
  } catch (error) {
    throw error instanceof TableFault ? error : new TableFault('not-a-table')
  } finally {
    inflate.destroy()
  }
  return Buffer.concat(pieces)
}

/** The same workbook, not packed, with only what is needed and never more than `mostBytes` of it. */
export async function unzipWorkbook(content: Uint8Array, mostBytes: number): Promise<Map<string, Buffer>> {
  const { parts } = await unzipParts(content, mostBytes, wanted)
  if (!parts.has('xl/workbook.xml')) throw new TableFault('not-a-table')
  return parts
}

/** Of a ZIP the names of all parts, and those that are `wanted`, unpacked, in the order of the patterns; never more than `mostBytes` of them. */
export async function unzipParts(
  content: Uint8Array,
  mostBytes: number,
  wanted: readonly RegExp[],
): Promise<{ names: string[]; parts: Map<string, Buffer> }> {
  const file = Buffer.from(content.buffer, content.byteOffset, content.length)
  try {
    const names: string[] = []
    const parts = partsOf(file, wanted, names)
    const place = (name: string) => wanted.findIndex((pattern) => pattern.test(name))
    parts.sort(
      (a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name, 'en', { numeric: true }),
    )
    const unpacked = new Map<string, Buffer>()
    let left = mostBytes
    for (const part of parts) {
      const bytes = await unpack(part, left)
      left -= bytes.length
      unpacked.set(part.name, bytes)
    }
    return { names, parts: unpacked }
  } catch (error) {
    // A list that points past the file's end.
    throw error instanceof RangeError ? new TableFault('not-a-table') : error
  }
}
