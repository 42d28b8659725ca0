import type { RequestHandler } from 'express'

/**
 * A form's body must have arrived within `withinMs`, else its connection is cut: one that trickles in for ever holds a place.
 * `slow` tells the requests that may take as long as the server itself allows: pictures sent over a weak signal.
 */
export function bodyInTime(withinMs: number, slow: (path: string) => boolean): RequestHandler {
  return (req, _res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD' && !slow(req.path)) {
      const timer = setTimeout(() => {
        if (!req.complete) req.socket.destroy()
      }, withinMs)
      req.once('close', () => clearTimeout(timer))
    }
    next()
  }
}
