import type { RequestHandler } from 'express'

/**
 * A form's body must have arrived within `withinMs`, else its connection is cut: one that trickles in for ever holds a place.
 * `slow` tells the requests that may take as long as the server itself allows (pictures over a weak signal), as long as
 * something comes at least every `idleMs`. Whoever was answered before they had sent everything has `withinMs` to end.
 */
export function bodyInTime(
  withinMs: number,
  idleMs: number,
  slow: (path: string) => boolean,
): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    const { socket } = req
    const cut = () => {
      if (!req.complete) socket.destroy()
    }
    const cutLater = () => {
      const timer = setTimeout(cut, withinMs)
      req.once('close', () => clearTimeout(timer))
    }
    if (slow(req.path)) {
      req.setTimeout(idleMs, cut)
      res.once('finish', cutLater)
    } else cutLater()
    next()
  }
}
