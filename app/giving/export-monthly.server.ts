import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import { shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale } from '~/platform/i18n'
import type { Outlet } from '~/platform/outlet.server'
import { textsIn } from '~/platform/texts.server'
import { type ListedMonthly, listMonthly } from './list-monthly.server'
import type { MonthlyFilter } from './monthly-filter'

/** Every monthly gift that the list shows as a file, the newest first. Told in the trail. 404 for whoever may not see them. */
export async function exportMonthly(
  sql: Sql,
  by: Actor,
  asked: { filter: MonthlyFilter; format: ExportFormat; locale: Locale; outlet: Outlet },
): Promise<Response> {
  const { filter, format, locale, outlet } = asked
  if (!can(by, 'monthly.see')) return new Response(null, { status: 404 })
  const pages = byPage((after: ListedMonthly | undefined) => listMonthly(sql, { filter, after, limit: 400 }))
  const told = { format, state: filter.state }
  const onEnd = await tellExport(sql, by, { what: 'monthly', subjectId: 'all', asked: told })
  return exportRows({ format, filename: 'monthly-gifts', columns: columnsIn(locale), pages, outlet, onEnd })
}

function columnsIn(locale: Locale): ExportColumn<ListedMonthly>[] {
  const t = textsIn(locale, 'givenMonthly')
  const day = (at: Date | null) => (at ? shanghaiDay(at) : null)
  return [
    { kind: 'text', header: t('column.donor'), width: 16, cell: (m) => m.donorName },
    { kind: 'text', header: t('column.email'), width: 26, cell: (m) => m.contactEmail },
    {
      kind: 'text',
      header: t('column.campaign'),
      width: 26,
      cell: (m) => inLocale(locale, { zh: m.campaignZh, en: m.campaignEn }),
    },
    { kind: 'money', header: t('column.amount'), width: 12, cell: (m) => m.amountFen },
    { kind: 'text', header: t('column.state'), width: 12, cell: (m) => t(`state.${m.state}`) },
    { kind: 'text', header: t('column.charged'), width: 8, cell: (m) => String(m.charged) },
    { kind: 'text', header: t('column.failure'), width: 18, cell: (m) => m.failure },
    { kind: 'day', header: t('column.next'), width: 12, cell: (m) => day(m.nextChargeAt) },
    { kind: 'day', header: t('column.cardUntil'), width: 12, cell: (m) => m.cardUntil },
    { kind: 'day', header: t('column.since'), width: 12, cell: (m) => day(m.startedAt) },
    { kind: 'day', header: t('column.ended'), width: 12, cell: (m) => day(m.endedAt) },
    {
      kind: 'text',
      header: t('column.reason'),
      width: 16,
      cell: (m) => (m.state === 'ended' && m.endReason ? t(`reason.${m.endReason}`) : ''),
    },
  ]
}
