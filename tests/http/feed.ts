import { until } from './server'

export interface FeedEvent {
  id: string
  event: string
  data: string
}
export interface FeedReader {
  status: number
  headers: Headers
  events: FeedEvent[]
  /** Everything that came, comments and `retry` too. */
  raw(): string
  /** Waits for the `n`th event (from 1). */
  nth(n: number): Promise<FeedEvent>
  close(): void
}

/** Reads a server-sent feed by hand: what an EventSource does (WHATWG HTML, section 9.2.6), without its reconnecting. */
export async function openFeed(url: string, lastEventId?: string): Promise<FeedReader> {
  const ended = new AbortController()
  const response = await fetch(url, {
    headers: {
      Accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    },
    signal: ended.signal,
  })
  const events: FeedEvent[] = []
  let raw = ''
  const read = async () => {
    let rest = ''
    const decoder = new TextDecoder()
    const reader = response.body!.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const text = decoder.decode(part.value, { stream: true })
      raw += text
      rest += text
      const blocks = rest.split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .filter((line) => line.startsWith(`${name}: `))
            .map((line) => line.slice(name.length + 2))
            .join('\n')
        if (field('data')) events.push({ id: field('id'), event: field('event'), data: field('data') })
      }
    }
  }
  read().catch(() => {}) // ended by close, or by a server that went away: what came stays
  return {
    status: response.status,
    headers: response.headers,
    events,
    raw: () => raw,
    async nth(n) {
      await until(`event ${n} of ${url}`, () => events.length >= n)
      return events[n - 1]!
    },
    close: () => ended.abort(),
  }
}
