import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import type { Locale } from '~/platform/i18n'
import type { Outlet } from '~/platform/outlet.server'
import { textsIn } from '~/platform/texts.server'
import type { FundWithTotals } from './fund'
import { listFunds } from './list-funds.server'

/** All funds with their totals: public figures, and a list that an import reads again. */
export function exportFunds(
  sql: Sql,
  { format, locale, outlet }: { format: ExportFormat; locale: Locale; outlet: Outlet },
): Response {
  const t = textsIn(locale, 'gifts')
  const ledger = textsIn(locale, 'ledger')
  const columns: ExportColumn<FundWithTotals>[] = [
    { kind: 'text', header: t('import.column.slug'), width: 24, cell: (f) => f.slug },
    { kind: 'text', header: t('import.column.nameZh'), width: 30, cell: (f) => f.nameZh },
    { kind: 'text', header: t('import.column.nameEn'), width: 30, cell: (f) => f.nameEn },
    { kind: 'text', header: t('import.column.kind'), cell: (f) => ledger(`funds.kind.${f.kind}`) },
    { kind: 'text', header: t('import.column.purposeZh'), width: 40, cell: (f) => f.purposeZh },
    { kind: 'text', header: t('import.column.purposeEn'), width: 40, cell: (f) => f.purposeEn },
    {
      kind: 'text',
      header: t('import.column.restricted'),
      cell: (f) => (f.restricted ? t('export.yes') : t('export.no')),
    },
    { kind: 'count', header: t('import.column.position'), width: 8, cell: (f) => f.position },
    { kind: 'money', header: t('export.received'), cell: (f) => f.receivedFen },
    { kind: 'money', header: t('export.disbursed'), cell: (f) => f.disbursedFen },
    { kind: 'money', header: t('export.balance'), cell: (f) => f.balanceFen },
  ]
  const pages = byPage(async (after: { position: number; slug: string } | undefined) => {
    const { funds, next } = await listFunds(sql, { after, limit: 200 })
    return { rows: funds, next }
  })
  return exportRows({ format, filename: 'funds', columns, pages, outlet })
}
