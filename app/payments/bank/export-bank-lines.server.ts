import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { LineView } from './line-views'
import { type BankLine, type LineKey, listBankLines } from './list-bank-lines.server'

/** The bank's lines as a file, newest first. Told in the trail. 404 for whoever may not see the bank. */
export async function exportBankLines(
  sql: Sql,
  by: Actor,
  { view, ...order }: ExportOrder & { view: LineView },
): Promise<Response> {
  if (!can(by, 'bank.see')) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...order,
    what: 'bank-line',
    asked: { view },
    filename: 'bank-lines',
    columns: columnsIn(order.locale),
    async read(after: LineKey | undefined) {
      const { lines, next } = await listBankLines(sql, { view, after, limit: 500 })
      return { rows: lines, next }
    },
  })
}

function columnsIn(locale: Locale): ExportColumn<BankLine>[] {
  const t = textsIn(locale, 'bank')
  return [
    { kind: 'text', header: t('line.day'), width: 12, cell: (l) => l.day },
    { kind: 'text', header: t('line.account'), width: 20, cell: (l) => l.account },
    { kind: 'money', header: t('line.amount'), width: 14, cell: (l) => l.amountFen },
    { kind: 'money', header: t('line.open'), width: 14, cell: (l) => l.openFen },
    { kind: 'text', header: t('line.counterparty'), width: 26, cell: (l) => l.counterparty },
    { kind: 'text', header: t('line.counterAccount'), width: 24, cell: (l) => l.counterAccount },
    { kind: 'text', header: t('line.remark'), width: 40, cell: (l) => l.remark },
    { kind: 'text', header: t('line.bankRef'), width: 24, cell: (l) => l.bankRef },
    { kind: 'text', header: t('line.id'), width: 38, cell: (l) => l.id },
  ]
}
