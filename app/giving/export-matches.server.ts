import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale, type Texts } from '~/platform/i18n'
import type { Outlet } from '~/platform/outlet.server'
import { textsIn } from '~/platform/texts.server'
import { type ListedMatch, listMatches } from './list-matches.server'

export interface MatchExport {
  campaign: string
  format: ExportFormat
  locale: Locale
  outlet: Outlet
}

/** Every match of a campaign's pots as a file, the newest first; told in the trail. 404 for whoever may not see them. */
export async function exportMatches(sql: Sql, by: Actor, asked: MatchExport): Promise<Response> {
  const { campaign, format, locale, outlet } = asked
  if (!can(by, 'matching.see', { campaign })) return new Response(null, { status: 404 })
  const pages = byPage((after: ListedMatch | undefined) => listMatches(sql, campaign, { after, limit: 400 }))
  const onEnd = await tellExport(sql, by, { what: 'match', subjectId: campaign, asked: { format } })
  return exportRows({
    format,
    filename: `${campaign}-matches`,
    columns: columnsIn(locale),
    pages,
    outlet,
    onEnd,
  })
}

function columnsIn(locale: Locale): ExportColumn<ListedMatch>[] {
  const t = textsIn(locale, 'matching')
  const header = (column: keyof Texts['matching']['list']) => t(`list.${column}`)
  const text = (column: keyof Texts['matching']['list'], cell: (m: ListedMatch) => string) =>
    ({ kind: 'text', header: header(column), width: 24, cell }) as const
  return [
    text('gift', (m) => m.giftId),
    text('sponsor', (m) => inLocale(locale, { zh: m.sponsorZh, en: m.sponsorEn })),
    { kind: 'instant', header: header('at'), width: 20, cell: (m) => m.confirmedAt },
    { kind: 'money', header: header('given'), width: 14, cell: (m) => m.giftFen },
    { kind: 'money', header: header('back'), width: 14, cell: (m) => m.backFen },
    {
      kind: 'money',
      header: header('matched'),
      width: 14,
      cell: (m) => (m.state === 'matched' ? m.nowFen : 0n),
    },
    text('state', (m) => t(`state.${m.state}`)),
    text('reason', (m) => (m.reason === '' ? '' : t(`why.${m.reason}` as 'why.own-gift'))),
    text('note', (m) => m.note),
  ]
}
