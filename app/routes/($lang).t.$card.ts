import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findTicket } from '~/walks/find-ticket.server'

/** A ticket's QR: opens its walk's stamp card with this card on it. Nobody guesses 80 bits, and tries are limited by network. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const wait = await house.limits.cardsByAddress.take(address)
  if (wait) throw new Response(null, { status: 429, headers: { 'Retry-After': String(wait) } })
  const ticket = await findTicket(house.db, params.card!)
  if (!ticket) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, `/walk/${ticket.campaign.slug}#card=${ticket.card}`))
}
