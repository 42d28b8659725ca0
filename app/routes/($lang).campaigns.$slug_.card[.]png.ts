import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'

/** The picture beside a shared link, with the total as it stands. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const card = await house.cards.find(params.slug!, localeOfPath(new URL(request.url).pathname))
  if (!card) throw new Response(null, { status: 404 })
  const headers = {
    'Cache-Control': 'public, max-age=60, stale-while-revalidate=300',
    'X-Content-Type-Options': 'nosniff',
    ETag: card.etag,
  }
  const known = request.headers.get('If-None-Match')?.split(',') ?? []
  if (known.some((etag) => etag.trim().replace(/^W\//, '') === card.etag)) {
    return new Response(null, { status: 304, headers })
  }
  return new Response(new Uint8Array(card.png), {
    headers: { ...headers, 'Content-Type': 'image/png', 'Content-Length': String(card.png.length) },
  })
}
