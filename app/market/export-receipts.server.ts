import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale } from '~/platform/i18n'
import type { Outlet } from '~/platform/outlet.server'
import { textsIn } from '~/platform/texts.server'
import { type ListedReceipt, listReceipts } from './list-receipts.server'
import { receiptNumber } from './receipt'

export interface ReceiptExport {
  campaign: string
  format: ExportFormat
  locale: Locale
  outlet: Outlet
}

/** Every receipt of a campaign's market as a file, by their numbers. Told in the trail. 404 for whoever may not see the market. */
export async function exportReceipts(sql: Sql, by: Actor, asked: ReceiptExport): Promise<Response> {
  const { campaign, format, locale, outlet } = asked
  if (!can(by, 'market.see', { campaign })) return new Response(null, { status: 404 })
  const pages = byPage((after: ListedReceipt | undefined) =>
    listReceipts(sql, campaign, { after, limit: 400 }),
  )
  const onEnd = await tellExport(sql, by, { what: 'receipt', subjectId: campaign, asked: { format } })
  return exportRows({
    format,
    filename: `${campaign}-receipts`,
    columns: columnsIn(locale),
    pages,
    outlet,
    onEnd,
  })
}

function columnsIn(locale: Locale): ExportColumn<ListedReceipt>[] {
  const t = textsIn(locale, 'market')
  const yesNo = (is: boolean) => (is ? t('export.yes') : t('export.no'))
  const sold = (r: ListedReceipt) =>
    r.lines.map(({ name, count }) => t('receipt.line', { name, count })).join(', ')
  return [
    { kind: 'text', header: t('export.number'), width: 14, cell: receiptNumber },
    { kind: 'count', header: t('export.stall'), width: 8, cell: (r) => r.stallNumber },
    {
      kind: 'text',
      header: t('export.stallName'),
      width: 18,
      cell: (r) => inLocale(locale, { zh: r.stallZh, en: r.stallEn }),
    },
    { kind: 'text', header: t('export.organisation'), width: 20, cell: (r) => r.organisation },
    { kind: 'text', header: t('export.kind'), width: 10, cell: (r) => t(`kind.${r.kind}`) },
    { kind: 'text', header: t('export.method'), width: 10, cell: (r) => t(`receipt.${r.method}`) },
    { kind: 'money', header: t('export.amount'), width: 14, cell: (r) => r.amountFen },
    { kind: 'money', header: t('export.tendered'), width: 14, cell: (r) => r.tenderedFen },
    { kind: 'text', header: t('export.lines'), width: 30, cell: sold },
    { kind: 'instant', header: t('export.happenedAt'), width: 20, cell: (r) => r.happenedAt },
    { kind: 'instant', header: t('export.arrivedAt'), width: 20, cell: (r) => r.arrivedAt },
    { kind: 'text', header: t('export.voided'), width: 8, cell: (r) => yesNo(r.voided) },
    { kind: 'text', header: t('export.confirmed'), width: 10, cell: (r) => yesNo(r.confirmed) },
    {
      kind: 'text',
      header: t('export.flags'),
      width: 24,
      cell: (r) => r.flags.map((flag) => t(`flag.${flag}`)).join(', '),
    },
    { kind: 'text', header: t('export.id'), width: 38, cell: (r) => r.id },
  ]
}
