import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LiveTotals } from './live-totals.server'
import { serveFrames } from './serve-frames.server'

/** Server-sent totals of one campaign: `event: totals`, id = tree size. */
export const serveFeed = (live: LiveTotals, campaign: string, req: IncomingMessage, res: ServerResponse) =>
  serveFrames(
    live,
    (newest, last) => last === String(newest.totals.treeSize) && !newest.movedSinceSeal,
    campaign,
    req,
    res,
  )
