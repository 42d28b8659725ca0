import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportTickets } from '~/giving/export-tickets.server'
import { readTicketFilter } from '~/giving/ticket-filter'
import { enter } from '~/identity/enter.server'
import { readExportOrder } from '~/platform/export-order'

/** Gifts with their tickets as the list is narrowed, as a file that can be filled in and imported. */
export async function loader({ request, context: { house, address, outlet } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'ticket.see')
  const filter = readTicketFilter(new URL(request.url).searchParams)
  return exportTickets(house.db, by, { filter, ...readExportOrder(request, outlet) })
}
