/** What somebody who follows a feed is told. */
export interface FeedListener {
  /** The data of one event of the name that is followed. */
  data(json: string): void
  /** The connection stands (again). */
  open?(): void
  /** The connection is lost; it is tried again by itself. */
  lost?(): void
}

const firstPauseMs = 2_000
const longestPauseMs = 30_000

/**
 * Follows a feed of server-sent events in the browser until the answer is called. The browser comes back by itself with
 * Last-Event-ID after a lost connection, but gives up for good when an answer is not a feed (a restart behind a proxy): then
 * it is asked again here, with growing pauses of uneven length, so that a crowd does not come back at once.
 */
export function followFeed(path: string, event: string, { data, open, lost }: FeedListener): () => void {
  let feed: EventSource
  let retry: ReturnType<typeof setTimeout>
  let pauseMs = firstPauseMs
  const listen = () => {
    feed = new EventSource(path)
    feed.addEventListener(event, (e) => data((e as MessageEvent<string>).data))
    feed.addEventListener('open', () => {
      pauseMs = firstPauseMs
      open?.()
    })
    feed.addEventListener('error', () => {
      lost?.()
      if (feed.readyState !== EventSource.CLOSED) return
      retry = setTimeout(listen, pauseMs * (0.5 + Math.random()))
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    })
  }
  const stop = () => {
    clearTimeout(retry)
    feed.close()
  }
  // A browser that loses its network is told so at once; its open connection may hang silent for minutes.
  const away = () => {
    stop()
    lost?.()
  }
  const back = () => {
    stop()
    listen()
  }
  listen()
  window.addEventListener('offline', away)
  window.addEventListener('online', back)
  return () => {
    stop()
    window.removeEventListener('offline', away)
    window.removeEventListener('online', back)
  }
}
