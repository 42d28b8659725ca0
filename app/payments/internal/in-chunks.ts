/** The source of the items broke, as opposed to the one who works on them. `cause` is what it threw. */
export class SourceFailed extends Error {}

/**
 * Gathers `source` into arrays of up to `size`. What was gathered before the source broke is still handed out. Who stops
 * early ends the source too.
 */
export async function* inChunks<T>(source: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = []
  let failure: SourceFailed | undefined
  const items = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      try {
        const next = await items.next()
        if (next.done) break
        chunk.push(next.value)
      } catch (cause) {
        failure = new SourceFailed('the source of the items failed', { cause })
        break
      }
      if (chunk.length === size) {
        yield chunk
        chunk = []
      }
    }
    if (chunk.length > 0) yield chunk
  } finally {
    await items.return?.()
  }
  if (failure) throw failure
}
