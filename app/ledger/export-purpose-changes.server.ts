import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import { textsIn } from '~/platform/texts.server'
import type { PurposeChange } from './fund-purpose'
import { listPurposeChanges } from './list-purpose-changes.server'

/** The changes of a fund's purpose as a file: public, as its page is. */
export function exportPurposeChanges(
  sql: Sql,
  fund: string,
  { format, locale, outlet }: ExportOrder,
): Response {
  const t = textsIn(locale, 'ledger')
  const editing = textsIn(locale, 'editing')
  const text = (header: string, width: number, cell: (c: PurposeChange) => string) =>
    ({ kind: 'text', header, width, cell }) as const
  async function* pages() {
    yield await listPurposeChanges(sql, fund)
  }
  return exportRows<PurposeChange>({
    ...{ format, outlet, filename: `purpose-${fund}`, pages: pages() },
    columns: [
      { kind: 'day', header: t('funds.day'), width: 12, cell: (c) => c.agreedOn },
      text(`${t('funds.before')} zh`, 40, (c) => c.beforeZh),
      text(`${t('funds.before')} en`, 40, (c) => c.beforeEn),
      text(`${t('funds.after')} zh`, 40, (c) => c.afterZh),
      text(`${t('funds.after')} en`, 40, (c) => c.afterEn),
      text(t('funds.why'), 40, (c) => c.reasonZh),
      text(editing('purposeChange.basis'), 20, (c) => editing(`purposeChange.basisOf.${c.basis}`)),
      text(editing('purposeChange.filingNumber'), 20, (c) => c.filingNumber),
      text(editing('purposeChange.consentHow'), 30, (c) => c.consentHow),
      { kind: 'day', header: editing('purposeChange.basisOn'), width: 12, cell: (c) => c.basisOn },
    ],
  })
}
