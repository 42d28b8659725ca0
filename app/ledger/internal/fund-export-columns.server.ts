import type { ExportColumn } from '~/platform/export-column'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { FundWithTotals } from '../fund'

/** A list of funds with their totals as an import reads it again. */
export function fundExportColumns(locale: Locale): ExportColumn<FundWithTotals>[] {
  const t = textsIn(locale, 'gifts')
  const ledger = textsIn(locale, 'ledger')
  return [
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
    { kind: 'text', header: t('import.column.founder'), width: 24, cell: (f) => f.founder },
    { kind: 'text', header: t('import.column.manager'), width: 24, cell: (f) => f.manager },
    { kind: 'day', header: t('import.column.foundedOn'), width: 12, cell: (f) => f.foundedOn },
    { kind: 'money', header: t('import.column.openingMin'), width: 12, cell: (f) => f.openingMinFen },
    { kind: 'text', header: t('import.column.group'), width: 14, cell: (f) => f.group ?? '' },
    { kind: 'money', header: t('export.received'), cell: (f) => f.receivedFen },
    { kind: 'money', header: t('export.disbursed'), cell: (f) => f.disbursedFen },
    { kind: 'money', header: t('export.balance'), cell: (f) => f.balanceFen },
  ]
}
