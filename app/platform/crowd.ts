type Reader<News> = (news: News) => void

/** Whoever waits for the next state of one thing. Each state is the whole truth: who missed one lacks nothing once the newest came. */
export interface Crowd<News> {
  /** Answers how to leave. */
  add(reader: Reader<News>): () => void
  /** The first are told at once. */
  tell(news: News): void
  size(): number
}

/** How long a process that tells thousands does nothing else: what else is asked of it meanwhile waits no longer. */
const sliceMs = 2
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Tells thousands in slices, so that a stamp or a gift that comes meanwhile is answered between two of them. News that
 * comes before all have been told goes to the rest instead, and then to those who had the older.
 */
export function openCrowd<News>(): Crowd<News> {
  /** With the number of the news that each was last told. */
  const readers = new Map<Reader<News>, number>()
  let [told, telling] = [0, false]
  let newest: News

  async function tellAll() {
    let until = performance.now() + sliceMs
    for (let behind = true; behind; ) {
      behind = false
      for (const [reader, had] of readers) {
        if (had === told) continue
        behind = true
        readers.set(reader, told)
        reader(newest)
        if (performance.now() < until) continue
        await breath()
        until = performance.now() + sliceMs
      }
    }
  }

  return {
    add(reader) {
      readers.set(reader, told)
      return () => void readers.delete(reader)
    },
    tell(news) {
      newest = news
      told++
      if (telling) return
      telling = true
      tellAll().finally(() => {
        telling = false
      })
    },
    size: () => readers.size,
  }
}
