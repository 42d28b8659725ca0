import { isUtf8 } from 'node:buffer'
import { TableFault } from './table'

const pieceBytes = 64 * 1024

/** UTF-8 proves itself; what is not, is what Excel writes in China (GB 18030 holds all of GBK), or with its mark UTF-16. */
function decoderOf(content: Uint8Array): TextDecoder {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true })
  if (content.includes(0)) throw new TableFault('not-a-table')
  return new TextDecoder(isUtf8(content) ? 'utf-8' : 'gb18030', { fatal: true })
}

/** A text file's text, a piece at a time, whichever of the usual encodings it is in. Throws TableFault when it is no text. */
export function* textPieces(content: Uint8Array): Generator<string> {
  const decoder = decoderOf(content)
  try {
    for (let at = 0; at < content.length; at += pieceBytes) {
      yield decoder.decode(content.subarray(at, at + pieceBytes), { stream: true })
    }
    yield decoder.decode()
  } catch {
    throw new TableFault('encoding-unknown')
  }
}
