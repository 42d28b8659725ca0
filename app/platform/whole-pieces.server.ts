import { Transform } from 'node:stream'

/**
 * Between React's renderer and the response: hands on as one piece what is written in one turn of the event loop.
 * React writes a page 2 KB at a time, and each piece by itself would be flushed through compression and onto the wire.
 *
 * React 18 also fills a piece up with NUL when the next character (Chinese has three bytes) does not fit into its rest
 * (facebook/react#31134). HTML has no NUL: they are taken out here.
 */
export function wholePieces(): Transform {
  let parts: Uint8Array[] = []
  const release = () => {
    if (parts.length > 0 && !stream.destroyed) stream.push(Buffer.concat(parts))
    parts = []
  }
  const stream = new Transform({
    transform(part: Uint8Array, _encoding, done) {
      if (parts.push(withoutEndingNul(part)) === 1) setImmediate(release)
      done()
    },
    flush(done) {
      release()
      done()
    },
  })
  return stream
}

function withoutEndingNul(part: Uint8Array): Uint8Array {
  let end = part.length
  while (end > 0 && part[end - 1] === 0) end -= 1
  return part.subarray(0, end)
}
