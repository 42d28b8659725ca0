import type { IncomingMessage, ServerResponse } from 'node:http'
import { openFeeds } from './internal/open-feeds.server'

/** A reader this far behind gets no more until it has caught up, then the newest figures: each frame is the whole truth. */
const mostQueuedBytes = 64 * 1024

const headers = {
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  'Access-Control-Allow-Origin': '*',
}
const unknown = JSON.stringify({
  error: 'unknown-campaign',
  detail: 'There is no public campaign with this slug.',
})

/** The newest of one thing per campaign, and whoever waits for the next; each frame is the whole truth, sent as it is. */
export interface FrameSource<Newest extends { frame: Buffer }> {
  /** Null for a campaign that does not exist or is a draft. */
  find(campaign: string): Promise<Newest | null>
  subscribe(campaign: string, reader: (newest: Newest) => void): () => void
}

/**
 * A feed of server-sent events. A reader that comes back with Last-Event-ID gets the newest frame when it missed any, and
 * waits quietly when `inStep` says that it did not; frames are whole, never differences, so nothing can be counted twice.
 * Bound to the response's close, not to a request signal, and free of per-reader timers: thousands of these stay open.
 */
export async function serveFrames<Newest extends { frame: Buffer }>(
  source: FrameSource<Newest>,
  inStep: (newest: Newest, lastEventId: string | undefined) => boolean,
  campaign: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const snapshot = await source.find(campaign)
  // Gone meanwhile: its close has been told already and would never be heard.
  if (res.destroyed) return
  if (!snapshot) {
    res.writeHead(404, { ...headers, 'Content-Type': 'application/json; charset=utf-8' }).end(unknown)
    return
  }
  // It ends with its connection and so needs no chunks: a frame is one write of the one buffer that all readers share.
  res.removeHeader('Transfer-Encoding')
  res.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8', Connection: 'close' })
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  res.write('retry: 2000\n\n')
  const last = req.headers['last-event-id']
  if (!inStep(snapshot, Array.isArray(last) ? last[0] : last)) res.write(snapshot.frame)

  let behind = false
  const send = (next: Newest) => {
    if (res.writableLength < mostQueuedBytes) return void res.write(next.frame)
    if (behind) return
    behind = true
    res.once('drain', () => {
      behind = false
      source.find(campaign).then(
        (newest) => void (newest && openFeeds.has(res) && res.write(newest.frame)),
        // The source cannot be asked just now: the reader comes back by itself, and finds the newest then.
        () => res.destroy(),
      )
    })
  }
  const unsubscribe = source.subscribe(campaign, send)
  openFeeds.add(res)
  res.once('close', () => {
    unsubscribe()
    openFeeds.delete(res)
  })
}
