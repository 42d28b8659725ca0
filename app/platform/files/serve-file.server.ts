import { pipeline } from 'node:stream/promises'
import type { RequestHandler, Response } from 'express'
import type { Sql } from '../db.server'
import { log } from '../log.server'
import { readRange } from './byte-range'
import { type FileStore, FileStoreAway, isFileId } from './file-store.server'

interface Known {
  type: string
  bytes: number
}

/** A file's facts never change, but it may be withdrawn: then it is gone from here this much later. */
const keptMs = 10_000
const mostKept = 2_000
const shownInPlace = /^image\/(jpeg|png|webp|avif)$/

/**
 * The door `/files/:id/:name?`. The id is the content's hash, but every file here may be withdrawn because of who is on it, and
 * a cache between us and the reader cannot be called back: it keeps an answer for minutes and then asks again, which costs a
 * 304. The name is for people who save it. Whatever a file holds, it runs nothing here: its type is ours, sniffing is off, and it stands in a sandbox.
 */
export function serveFile(db: Sql, store: FileStore): RequestHandler {
  const kept = new Map<string, { at: number; file: Known | null }>()

  async function find(id: string): Promise<Known | null> {
    const known = kept.get(id)
    if (known && Date.now() - known.at < keptMs) return known.file
    const [file] = await db.query<Known>('SELECT type, bytes FROM platform_file WHERE id = $1', [id])
    kept.delete(id)
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
    kept.set(id, { at: Date.now(), file: file ?? null })
    return file ?? null
  }

  return async (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next()
    const id = req.params.id!
    try {
      const file = isFileId(id) ? await find(id) : null
      if (!file) return refuse(res, 404, 'unknown-file')
      const etag = `"${id}"`
      res.set({
        'Content-Type': file.type,
        'Content-Disposition': disposition(file.type, req.params.name),
        'Cache-Control': 'public, max-age=300, stale-while-revalidate=60',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        'Accept-Ranges': 'bytes',
        ETag: etag,
      })
      if (
        req
          .header('if-none-match')
          ?.split(',')
          .some((e) => e.trim().replace(/^W\//, '') === etag)
      ) {
        return void res.status(304).end()
      }
      const ifRange = req.header('if-range')
      const range = ifRange && ifRange !== etag ? null : readRange(req.header('range'), file.bytes)
      if (range === 'unsatisfiable') {
        return void res.status(416).set('Content-Range', `bytes */${file.bytes}`).end()
      }
      const length = range ? range.end - range.start + 1 : file.bytes
      const content = req.method === 'HEAD' ? null : await store.get(id, range ?? undefined)
      if (req.method !== 'HEAD' && !content) return refuse(res, 404, 'unknown-file')
      if (range) res.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`)
      res.set('Content-Length', String(length))
      if (content) await pipeline(content, res)
      else res.end()
    } catch (error) {
      if (res.headersSent || res.destroyed) return void res.destroy() // the reader went away, or the store in mid-file
      if (!(error instanceof FileStoreAway)) return next(error)
      log.error({ err: error.message }, 'a file could not be served')
      refuse(res, 503, 'file-store-away')
    }
  }
}

function refuse(res: Response, status: number, reason: string) {
  for (const name of ['ETag', 'Content-Disposition', 'Accept-Ranges']) res.removeHeader(name)
  res.status(status).set({ 'Cache-Control': 'no-store', 'Content-Type': 'application/json' })
  res.end(JSON.stringify({ error: reason }))
}

/** Pictures show in the page, everything else is saved. Only a plain name is passed on. */
function disposition(type: string, name: string | undefined): string {
  const plain = name && /^[\p{L}\p{N}._-]{1,100}$/u.test(name) ? name : null
  const kind = shownInPlace.test(type) ? 'inline' : 'attachment'
  return plain ? `${kind}; filename*=UTF-8''${encodeURIComponent(plain)}` : kind
}
