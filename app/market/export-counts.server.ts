import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { type CountKey, type ListedCount, listCounts } from './list-counts.server'
import { listStalls } from './list-stalls.server'
import { differenceOf } from './takings'

/** Every cash count of a campaign's market as a file, the newest first. Told in the trail. 404 for whoever may not see the market. */
export async function exportCounts(
  sql: Sql,
  by: Actor,
  { campaign, format, locale, outlet }: ExportOrder & { campaign: string },
): Promise<Response> {
  if (!can(by, 'market.see', { campaign })) return new Response(null, { status: 404 })
  const stalls = await listStalls(sql, campaign)
  const names = new Map(stalls.map((s) => [s.key, inLocale(locale, { zh: s.nameZh, en: s.nameEn })]))
  const pages = byPage(async (after: CountKey | undefined) => {
    const { counts: rows, next } = await listCounts(sql, campaign, { after, limit: 400 })
    return { rows, next }
  })
  const onEnd = await tellExport(sql, by, { what: 'count', subjectId: campaign, asked: { format } })
  const filename = `${campaign}-counts`
  return exportRows({ format, filename, columns: columnsIn(locale, names), pages, outlet, onEnd })
}

function columnsIn(locale: Locale, names: ReadonlyMap<string, string>): ExportColumn<ListedCount>[] {
  const t = textsIn(locale, 'stalls')
  return [
    { kind: 'text', header: t('count.export.stall'), width: 18, cell: (c) => names.get(c.stall) ?? c.stall },
    { kind: 'text', header: t('count.export.state'), width: 12, cell: (c) => t(`count.state.${c.state}`) },
    { kind: 'money', header: t('count.counted'), width: 14, cell: (c) => c.countedFen },
    { kind: 'money', header: t('count.expected'), width: 14, cell: (c) => c.expectedFen },
    { kind: 'money', header: t('count.difference'), width: 14, cell: differenceOf },
    { kind: 'text', header: t('count.remark'), width: 30, cell: (c) => c.note },
    { kind: 'text', header: t('count.export.countedBy'), width: 18, cell: (c) => c.countedBy },
    { kind: 'instant', header: t('count.export.countedAt'), width: 20, cell: (c) => c.countedAt },
    { kind: 'text', header: t('count.export.agreedBy'), width: 18, cell: (c) => c.agreedBy },
    { kind: 'instant', header: t('count.export.agreedAt'), width: 20, cell: (c) => c.agreedAt },
    { kind: 'count', header: t('count.export.entry'), width: 10, cell: (c) => c.entryId },
  ]
}
