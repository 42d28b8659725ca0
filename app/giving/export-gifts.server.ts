import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import type { Actor } from '~/identity/actor'
import { can, canSomewhere, reachOf } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { type FoundGift, findGifts, type GiftCursor } from './find-gifts.server'
import { type GiftFilter, giftChannels } from './gift-filter'
import type { GiftQuery } from './gift-query'

export interface GiftExport extends ExportOrder {
  query: GiftQuery | null
  filter: GiftFilter
}

const pageSize = 400

/** A name or an address in the trail could not be erased: of those only the kind of search is told. */
const askedFor = (query: GiftQuery | null) =>
  query === null ? null : query.by === 'name' || query.by === 'mail' ? { by: query.by } : query

/**
 * The gifts of a search as a file: those that `by` may export, newest first. Mail addresses only for whoever may look at
 * them. The export is told in the trail before it begins and when it ends. 404 for whoever may export none.
 */
export async function exportGifts(sql: Sql, by: Actor, asked: GiftExport): Promise<Response> {
  const { query, filter, locale } = asked
  if (!canSomewhere(by, 'gift.export')) return new Response(null, { status: 404 })
  const reach = reachOf(by, 'gift.export', 'campaign')
  const names = new Map((await nameCampaigns(sql, reach)).map((c) => [c.slug, inLocale(locale, c)]))
  const contact = can(by, 'gift.look')
  return exportList(sql, by, {
    ...asked,
    what: 'gift',
    subjectId: filter.campaign ?? '*',
    asked: { contact, reach, query: askedFor(query), ...filter },
    filename: 'gifts',
    columns: columnsIn(locale, names, contact),
    async read(after: GiftCursor | undefined) {
      const { gifts, next } = await findGifts(sql, { reach, query, filter, after, limit: pageSize })
      return { rows: gifts, next }
    },
  })
}

function columnsIn(locale: Locale, names: Map<string, string>, contact: boolean): ExportColumn<FoundGift>[] {
  const t = textsIn(locale, 'gifts')
  const yesNo = (is: boolean) => (is ? t('export.yes') : t('export.no'))
  const mail: ExportColumn<FoundGift> = {
    kind: 'text',
    header: t('export.mail'),
    width: 28,
    cell: (g) => g.contactEmail,
  }
  return [
    { kind: 'text', header: t('export.number'), width: 22, cell: (g) => g.number },
    { kind: 'text', header: t('export.campaign'), width: 18, cell: (g) => g.campaign },
    { kind: 'text', header: t('export.campaignName'), width: 26, cell: (g) => names.get(g.campaign) ?? '' },
    { kind: 'text', header: t('export.state'), width: 10, cell: (g) => t(`state.${g.state}`) },
    { kind: 'money', header: t('export.amount'), width: 14, cell: (g) => g.amountFen },
    { kind: 'money', header: t('export.fee'), width: 14, cell: (g) => g.feeCoverFen },
    {
      kind: 'text',
      header: t('export.channel'),
      width: 12,
      cell: (g) => {
        const known = giftChannels.find((channel) => channel === g.channel)
        return known ? t(`channel.${known}`) : g.channel
      },
    },
    { kind: 'text', header: t('export.donor'), width: 20, cell: (g) => g.donorName },
    { kind: 'text', header: t('export.nameConsent'), width: 12, cell: (g) => yesNo(g.nameConsent) },
    ...(contact ? [mail] : []),
    { kind: 'day', header: t('export.paidOn'), width: 12, cell: (g) => g.paidOn },
    { kind: 'instant', header: t('export.createdAt'), width: 20, cell: (g) => g.createdAt },
    { kind: 'instant', header: t('export.confirmedAt'), width: 20, cell: (g) => g.confirmedAt },
    { kind: 'text', header: t('export.refunded'), width: 8, cell: (g) => yesNo(g.refunded) },
    { kind: 'money', header: t('export.refundedFen'), width: 14, cell: (g) => g.refundedFen },
    { kind: 'text', header: t('export.paymentRef'), width: 30, cell: (g) => g.paymentRef },
    { kind: 'text', header: t('export.checkoutRef'), width: 30, cell: (g) => g.checkoutRef },
    { kind: 'text', header: t('export.id'), width: 38, cell: (g) => g.id },
  ]
}
