import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LiveTotals, Snapshot } from './live-totals.server'

const heartbeatMs = 15_000
const heartbeat = Buffer.from(': still here\n\n')
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

const open = new Set<ServerResponse>()
setInterval(() => {
  for (const res of open) if (res.writableLength === 0) res.write(heartbeat)
}, heartbeatMs).unref()

/**
 * Server-sent totals of one campaign: `event: totals`, id = tree size. A reader that comes back with Last-Event-ID gets
 * the newest figures when it missed any, and waits quietly when it did not; figures are whole, never differences, so
 * nothing can be counted twice. Bound to the response's close, not to a request signal, and free of per-reader timers:
 * thousands of these stay open.
 */
export async function serveFeed(
  live: LiveTotals,
  campaign: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const snapshot = await live.find(campaign)
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
  const inStep = last === String(snapshot.totals.treeSize) && !snapshot.movedSinceSeal
  if (!inStep) res.write(snapshot.frame)

  let behind = false
  const send = (next: Snapshot) => {
    if (res.writableLength < mostQueuedBytes) return void res.write(next.frame)
    if (behind) return
    behind = true
    res.once('drain', async () => {
      behind = false
      const newest = await live.find(campaign)
      if (newest && open.has(res)) res.write(newest.frame)
    })
  }
  const unsubscribe = live.subscribe(campaign, send)
  open.add(res)
  res.once('close', () => {
    unsubscribe()
    open.delete(res)
  })
}

/** Ends every open feed, for shutting down. */
export function endFeeds(): void {
  for (const res of open) res.end()
}
