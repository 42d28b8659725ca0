import { contentTag } from './content-tag.server'

const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  // A CDN carries the crowd: one second fresh, then the old answer while a new one is fetched.
  'Cache-Control': 'public, max-age=0, s-maxage=1, stale-while-revalidate=10',
  'Access-Control-Allow-Origin': '*',
}

/** A cacheable public answer with its ETag; 304 when the caller has it already. `text` is sent as it is. */
export function publicJson(
  request: Request,
  body: unknown,
  given?: { text: string; etag: string },
): Response {
  const text = given?.text ?? JSON.stringify(body, (_, v) => (typeof v === 'bigint' ? v.toString() : v))
  const etag = given?.etag ?? `"${contentTag(text)}"`
  const known = request.headers.get('If-None-Match')
  if (known?.split(',').some((e) => e.trim().replace(/^W\//, '') === etag)) {
    return new Response(null, { status: 304, headers: { ...headers, ETag: etag } })
  }
  return new Response(text, { headers: { ...headers, ETag: etag } })
}

/** A refusal for programs: a stable reason code, a sentence in English, and after how many seconds to ask again. */
export function refusedJson(status: number, reason: string, detail: string, waitSeconds?: number): Response {
  const headers = {
    ...{ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' },
    ...(waitSeconds && { 'Retry-After': String(waitSeconds) }),
  }
  return Response.json({ error: reason, detail }, { status, headers })
}

/** An answer for one asker alone: no cache keeps it. */
export const privateJson = (body: unknown): Response =>
  new Response(
    JSON.stringify(body, (_, v) => (typeof v === 'bigint' ? v.toString() : v)),
    { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'private, no-store' } },
  )
