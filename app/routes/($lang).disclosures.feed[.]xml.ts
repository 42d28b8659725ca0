import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeFeed } from '~/disclosures/notice/write-feed.server'
import { listPublishedNews } from '~/disclosures/publication/list-published.server'
import { localeOfPath } from '~/platform/i18n'

/** Disclosures as they are published, for feed readers. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const news = await listPublishedNews(house.db)
  return new Response(writeFeed(news, { locale, publicUrl: house.config.PUBLIC_URL }), {
    headers: {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    },
  })
}
