import type { LoaderFunctionArgs } from '@remix-run/node'
import { findAcknowledgement } from '~/giving/find-acknowledgement.server'
import { renderAcknowledgement } from '~/giving/render-acknowledgement.server'
import { localeOfPath } from '~/platform/i18n'

/** The paper of whoever holds number and check code: the same right as holding the paper itself. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const ack = await findAcknowledgement(house.db, params.number!, params.code!)
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
