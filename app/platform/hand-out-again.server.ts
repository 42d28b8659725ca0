import type { RequestHandler } from 'express'

interface Kept {
  madeAt: number
  headers: Record<string, string>
  /** The page between the places where its nonce stands. */
  pieces: string[]
}

const mostPages = 200
const mostBytes = 300_000
const kept = ['content-type', 'cache-control', 'link', 'vary'] as const

/**
 * A page that many strangers ask for at once is made once in `ms` and handed out again meanwhile, each time with the nonce of that
 * answer. Only to whoever carries no cookie, under the same host and address, and only what was a whole page: status 200, HTML, no
 * cookie set, at most 300 kB. What a page says is never older than `ms`.
 */
export function handOutAgain(ms: number, now: () => number = () => performance.now()): RequestHandler {
  const pages = new Map<string, Kept>()
  return (req, res, next) => {
    if (req.method !== 'GET' || req.headers.cookie !== undefined) return next()
    const key = `${req.protocol}://${req.headers.host} ${req.originalUrl}`
    const nonce: string = res.locals.nonce
    const page = pages.get(key)
    if (page && now() - page.madeAt < ms) {
      res.status(200).set(page.headers).end(page.pieces.join(nonce))
      return
    }
    pages.delete(key)
    const madeAt = now()
    listen(res, (body) => {
      const type = String(res.getHeader('content-type') ?? '')
      if (res.statusCode !== 200 || !type.startsWith('text/html') || res.hasHeader('set-cookie')) return
      if (pages.size >= mostPages) pages.delete(pages.keys().next().value!)
      const headers = Object.fromEntries(
        kept.flatMap((name) => (res.hasHeader(name) ? [[name, String(res.getHeader(name))]] : [])),
      )
      pages.set(key, { madeAt, headers, pieces: body.split(nonce) })
    })
    next()
  }
}

type Answer = Parameters<RequestHandler>[1]

/** Tells what is written as an answer once all of it is; nothing of one that breaks off, or is larger than we keep. */
function listen(res: Answer, whole: (body: string) => void): void {
  const chunks: Buffer[] = []
  let bytes = 0
  const hear = (chunk: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
    bytes += chunk.length
    if (bytes <= mostBytes) chunks.push(Buffer.from(chunk as string))
  }
  const [write, end] = [res.write, res.end]
  res.write = function (this: Answer, ...args: unknown[]) {
    hear(args[0])
    return Reflect.apply(write, this, args)
  } as typeof res.write
  res.end = function (this: Answer, ...args: unknown[]) {
    hear(args[0])
    if (bytes <= mostBytes) whole(Buffer.concat(chunks).toString('utf8'))
    return Reflect.apply(end, this, args)
  } as typeof res.end
}
