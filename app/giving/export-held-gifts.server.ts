import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { knownHoldReason } from './hold-reasons'
import { type HeldGift, type HeldKey, listHeldGifts } from './list-held-gifts.server'

/** Gifts that are held for a person, oldest first; no donor is named. 404 for whoever may not see them. */
export async function exportHeldGifts(sql: Sql, by: Actor, order: ExportOrder): Promise<Response> {
  if (!can(by, 'hold.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...order,
    what: 'hold',
    filename: 'held-gifts',
    columns: columnsIn(order.locale),
    async read(after: HeldKey | undefined) {
      const { gifts, next } = await listHeldGifts(sql, { after, limit: 500 })
      return { rows: gifts, next }
    },
  })
}

function columnsIn(locale: Locale): ExportColumn<HeldGift>[] {
  const t = textsIn(locale, 'exports')
  const work = textsIn(locale, 'work')
  const decided = { keep: work('holds.kept'), return: work('holds.marked') }
  return [
    { kind: 'instant', header: t('heldAt'), width: 20, cell: (g) => g.at },
    {
      kind: 'text',
      header: t('campaign'),
      width: 26,
      cell: (g) => inLocale(locale, { zh: g.campaignZh, en: g.campaignEn }),
    },
    {
      kind: 'text',
      header: t('reason'),
      width: 24,
      cell: (g) => work(`holds.reason.${knownHoldReason(g.reason)}`),
    },
    { kind: 'text', header: t('decision'), width: 14, cell: (g) => g.decision && decided[g.decision] },
    { kind: 'text', header: t('remark'), width: 30, cell: (g) => g.note },
    { kind: 'money', header: t('expected'), width: 16, cell: (g) => g.expectedFen },
    { kind: 'money', header: t('feeInIt'), width: 16, cell: (g) => g.feeCoverFen },
    {
      kind: 'money',
      header: t('arrived'),
      width: 16,
      cell: (g) => (g.arrivedFen === null ? null : BigInt(g.arrivedFen)),
    },
    { kind: 'text', header: t('currency'), width: 8, cell: (g) => g.arrivedCurrency },
    { kind: 'text', header: t('paymentRef'), width: 30, cell: (g) => g.paymentRef },
    { kind: 'text', header: t('giftId'), width: 38, cell: (g) => g.giftId },
  ]
}
