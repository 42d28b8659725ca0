import type { LoaderFunctionArgs } from '@remix-run/node'
import { findAcknowledgement } from '~/giving/find-acknowledgement.server'
import { findGift } from '~/giving/find-gift.server'
import { renderAcknowledgement } from '~/giving/render-acknowledgement.server'
import { localeOfPath } from '~/platform/i18n'

/** The donor's own paper, under the gift's own id: number and check code are public once shared, and open only the check page. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const { acknowledgement } = (await findGift(house.db, params.id!)) ?? {}
  const ack =
    acknowledgement && (await findAcknowledgement(house.db, acknowledgement.number, acknowledgement.code))
  if (!ack) throw new Response(null, { status: 404 })
  const pdf = await renderAcknowledgement(ack, {
    locale: localeOfPath(new URL(request.url).pathname),
    publicUrl: house.config.PUBLIC_URL,
    demo: house.config.SHANXING_DEMO,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${ack.gift.acknowledgement.number}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
