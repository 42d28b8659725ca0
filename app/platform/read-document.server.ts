import mammoth from 'mammoth'
import { storedZip } from './internal/stored-zip.server'
import { unzipParts } from './internal/unzip-workbook.server'
import { TableFault } from './table'
import { textPieces } from './text-pieces.server'

/** Of the file as it comes; a DOCX is packed. */
export const mostDocumentBytes = 5 * 1024 * 1024
const mostUnpackedBytes = 32 * 1024 * 1024
/** Characters of text. */
export const longestDocument = 5_000_000

export const documentFaults = [
  ...([
    'empty',
    'too-large',
    'old-word',
    'not-text',
    'unpacks-too-large',
    'encoding-unknown',
    'macros',
  ] as const),
] as const
export type DocumentFaultReason = (typeof documentFaults)[number]
/** Why a file cannot be read as a text. */
export class DocumentFault extends Error {
  constructor(readonly reason: DocumentFaultReason) {
    super(reason)
  }
}

/** What text is made of; pictures, macros and whatever else is packed stays packed. */
const wanted = [
  /^\[Content_Types\]\.xml$/,
  /^_rels\/\.rels$/,
  /^word\/document\.xml$/,
  /^word\/_rels\/document\.xml\.rels$/,
  /^word\/(?:styles|numbering|footnotes|endnotes|comments)\.xml$/,
]
const startsWith = (content: Uint8Array, ...bytes: number[]) => bytes.every((byte, i) => content[i] === byte)

/**
 * The text of a text file (UTF-8, GBK, UTF-16 with its mark) or of a DOCX, a line for each paragraph. What it is, is read from its
 * bytes and not from its name. A DOCX with macros is refused, and one that unpacks to far more than it is. Throws DocumentFault.
 */
export async function readDocument(content: Uint8Array): Promise<string> {
  if (content.length === 0) throw new DocumentFault('empty')
  if (content.length > mostDocumentBytes) throw new DocumentFault('too-large')
  if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) throw new DocumentFault('old-word')
  try {
    const text = startsWith(content, 0x50, 0x4b) ? await wordText(content) : [...textPieces(content)].join('')
    if (text.trim() === '') throw new DocumentFault('empty')
    if (text.length > longestDocument) throw new DocumentFault('too-large')
    return text.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '')
  } catch (error) {
    if (!(error instanceof TableFault)) throw error
    const { reason } = error
    throw new DocumentFault(
      reason === 'unpacks-too-large' || reason === 'encoding-unknown' ? reason : 'not-text',
    )
  }
}

async function wordText(content: Uint8Array): Promise<string> {
  const { names, parts } = await unzipParts(content, mostUnpackedBytes, wanted)
  if (names.some((name) => /vba(project|data)/i.test(name))) throw new DocumentFault('macros')
  if (/macroEnabled/i.test(parts.get('[Content_Types].xml')?.toString('utf8') ?? ''))
    throw new DocumentFault('macros')
  if (!parts.has('word/document.xml')) throw new DocumentFault('not-text')
  const buffer = Buffer.concat([...storedZip(parts)])
  const read = await mammoth.extractRawText({ buffer }).catch(() => {
    throw new DocumentFault('not-text')
  })
  // Each paragraph ends with a blank line of its own.
  return read.value.replaceAll('\n\n', '\n')
}
