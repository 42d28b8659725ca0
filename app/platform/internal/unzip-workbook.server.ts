import { TableFault } from '../table'
import { unpackPart, ZipFault, zipParts } from '../unzip.server'

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
    const parts = zipParts(file, (name) => {
      names.push(name)
      return wanted.some((pattern) => pattern.test(name))
    })
    const place = (name: string) => wanted.findIndex((pattern) => pattern.test(name))
    parts.sort(
      (a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name, 'en', { numeric: true }),
    )
    const unpacked = new Map<string, Buffer>()
    let left = mostBytes
    for (const part of parts) {
      const bytes = await unpackPart(part, left)
      left -= bytes.length
      unpacked.set(part.name, bytes)
    }
    return { names, parts: unpacked }
  } catch (error) {
    if (error instanceof ZipFault)
      throw new TableFault(error.code === 'unpacks-too-large' ? error.code : 'not-a-table')
    // A list that points past the file's end.
    throw error instanceof RangeError ? new TableFault('not-a-table') : error
  }
}
