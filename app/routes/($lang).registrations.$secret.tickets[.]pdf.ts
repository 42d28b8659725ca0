import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { findParty } from '~/walks/find-party.server'
import { findRegistration } from '~/walks/find-registration.server'
import { renderTickets } from '~/walks/render-ticket.server'

/** The party's tickets to print: names and bib numbers, so only under the party's own link. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.cardsByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const party = await findParty(house.db, params.secret!)
  const coming = party?.walkers.filter(({ state }) => state === 'registered') ?? []
  const registration = party && (await findRegistration(house.db, party.campaign, house.now()))
  if (!party || !registration || coming.length === 0) throw new Response(null, { status: 404 })
  const common = {
    unit: party.unitName ?? '',
    campaign: { zh: party.nameZh, en: party.nameEn },
    day: party.day,
    place: { zh: party.placeZh, en: party.placeEn },
  }
  const tickets = coming.map(({ card, bib, name, level }) => {
    const { nameZh, nameEn } = registration.levels.find(({ key }) => key === level)!
    return { ...common, card, bib, name, level: { zh: nameZh, en: nameEn } }
  })
  const pdf = await renderTickets(tickets, {
    size: new URL(request.url).searchParams.get('size') === 'a5' ? 'a5' : 'a4',
    publicUrl: house.config.PUBLIC_URL,
    author: textsIn(localeOfPath(new URL(request.url).pathname), 'ui')('federation'),
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'inline; filename="tickets.pdf"',
      'Cache-Control': 'private, no-store',
    },
  })
}
