import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { listTickets, type TicketedGift } from './list-tickets.server'
import type { TicketFilter } from './ticket-filter'

/**
 * The list as a file whose columns the import knows: gifts that still need a ticket are taken away, given their numbers, and
 * brought back. Names donors, for the ticket is made out to them. 404 for whoever may not see tickets.
 */
export async function exportTickets(
  sql: Sql,
  by: Actor,
  { filter, ...order }: ExportOrder & { filter: TicketFilter },
): Promise<Response> {
  if (!can(by, 'ticket.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...order,
    what: 'ticket',
    asked: filter,
    filename: filter.has === 'missing' ? 'gifts-without-ticket' : 'tickets',
    columns: columnsIn(order.locale),
    read: (after: bigint | undefined) => listTickets(sql, { filter, after, limit: 500 }),
  })
}

function columnsIn(locale: Locale): ExportColumn<TicketedGift>[] {
  const t = textsIn(locale, 'year')
  const exports = textsIn(locale, 'exports')
  return [
    { kind: 'text', header: t('tickets.column.gift'), width: 22, cell: (g) => g.number },
    { kind: 'text', header: t('tickets.donor'), width: 20, cell: (g) => g.donorName },
    {
      kind: 'text',
      header: exports('campaign'),
      width: 26,
      cell: (g) => inLocale(locale, { zh: g.campaignZh, en: g.campaignEn }),
    },
    { kind: 'day', header: t('tickets.paidOn'), width: 12, cell: (g) => g.paidOn },
    { kind: 'money', header: t('tickets.column.amount'), width: 14, cell: (g) => g.amountFen },
    { kind: 'money', header: t('tickets.refunded'), width: 14, cell: (g) => g.refundedFen },
    { kind: 'text', header: t('tickets.column.code'), width: 14, cell: (g) => g.code },
    { kind: 'text', header: t('tickets.column.number'), width: 16, cell: (g) => g.ticket },
    { kind: 'text', header: t('tickets.column.checkCode'), width: 12, cell: (g) => g.checkCode },
    { kind: 'day', header: t('tickets.column.issuedOn'), width: 12, cell: (g) => g.issuedOn },
    { kind: 'text', header: t('tickets.column.giftId'), width: 38, cell: (g) => g.giftId },
  ]
}
