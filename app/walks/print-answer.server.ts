import type { Actor } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { localeOfPath } from '~/platform/i18n'
import { type PrintOrder, printWalk } from './print-walk.server'

/** What is printed, as the answer to a request: the PDF, 404 for what is not there, 400 for a number of cards that is none. */
export async function printAnswer(
  house: { db: Database; config: { PUBLIC_URL: string } },
  { by, slug, url }: { by: Actor; slug: string; url: URL },
  order: PrintOrder,
): Promise<Response> {
  const options = { locale: localeOfPath(url.pathname), publicUrl: house.config.PUBLIC_URL }
  const printed = await printWalk(house.db, by, slug, order, options)
  if (!printed.ok) throw new Response(null, { status: printed.reason === 'invalid' ? 400 : 404 })
  return new Response(new Uint8Array(printed.pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${slug}-${order.what}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}

/** `?size=a3`; A4 unless it is asked for. */
export const sizeOf = (url: URL) => (url.searchParams.get('size') === 'a3' ? 'a3' : 'a4')
