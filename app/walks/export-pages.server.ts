import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { type ListedPage, listPages, type PageKey } from './list-pages.server'

/** Every fundraising page of a campaign as a file, the newest first. Told in the trail. 404 for whoever may not see the walk. */
export async function exportPages(
  sql: Sql,
  by: Actor,
  { campaign, format, locale, outlet }: ExportOrder & { campaign: string },
): Promise<Response> {
  if (!can(by, 'walk.see', { campaign })) return new Response(null, { status: 404 })
  const pages = byPage(async (after: PageKey | undefined) => {
    const { pages: rows, next } = await listPages(sql, campaign, { after, limit: 400 })
    return { rows, next }
  })
  const onEnd = await tellExport(sql, by, { what: 'page', subjectId: campaign, asked: { format } })
  return exportRows({
    format,
    filename: `${campaign}-pages`,
    columns: columnsIn(locale),
    pages,
    outlet,
    onEnd,
  })
}

function columnsIn(locale: Locale): ExportColumn<ListedPage>[] {
  const t = textsIn(locale, 'walkers')
  return [
    { kind: 'text', header: t('pages.name'), width: 28, cell: (p) => p.title },
    { kind: 'text', header: t('pages.whose'), width: 10, cell: (p) => t(`pages.kind.${p.kind}`) },
    { kind: 'text', header: t('pages.story'), width: 40, cell: (p) => p.story },
    { kind: 'text', header: t('column.state'), width: 10, cell: (p) => t(`pages.state.${p.state}`) },
    { kind: 'text', header: t('pages.why'), width: 24, cell: (p) => p.hiddenWhy },
    { kind: 'money', header: t('pages.goal'), width: 14, cell: (p) => p.goalFen },
    { kind: 'count', header: t('pages.gifts'), width: 8, cell: (p) => p.gifts },
    { kind: 'money', header: t('pages.raised'), width: 14, cell: (p) => p.raisedFen },
    { kind: 'instant', header: t('pages.madeAt'), width: 20, cell: (p) => p.createdAt },
    { kind: 'text', header: t('pages.address'), width: 14, cell: (p) => p.slug },
  ]
}
