import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { DeskPost } from './coverage'
import { listDeskCoverage } from './list-coverage.server'

export interface CoverageExport extends ExportOrder {
  campaign: string
  streamOrigins: readonly string[]
}

/** A campaign's live coverage, newest first, also what was withdrawn. 404 for whoever may not see it at the desk. */
export async function exportCoverage(sql: Sql, by: Actor, asked: CoverageExport): Promise<Response> {
  const { campaign, streamOrigins, locale } = asked
  if (!can(by, 'coverage.see', { campaign })) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...asked,
    what: 'coverage',
    subjectId: campaign,
    filename: `${campaign}-coverage`,
    columns: columnsIn(locale),
    async read(before: string | undefined) {
      const { posts, next } = await listDeskCoverage(sql, { campaign, before, streamOrigins, limit: 200 })
      return { rows: posts, next }
    },
  })
}

const instant = (iso: string | null) => (iso === null ? null : new Date(iso))

function columnsIn(locale: Locale): ExportColumn<DeskPost>[] {
  const t = textsIn(locale, 'exports')
  const coverage = textsIn(locale, 'coverage')
  return [
    { kind: 'instant', header: t('postedAt'), width: 20, cell: (p) => instant(p.postedAt) },
    { kind: 'text', header: t('author'), width: 18, cell: (p) => p.author },
    { kind: 'text', header: t('textZh'), width: 50, cell: (p) => p.zh },
    { kind: 'text', header: t('textEn'), width: 50, cell: (p) => p.en },
    { kind: 'count', header: t('pictures'), width: 8, cell: (p) => p.pictureCount },
    {
      kind: 'text',
      header: t('alts'),
      width: 40,
      cell: (p) =>
        p.pictures
          .map(({ alt }) => alt)
          .filter(Boolean)
          .join('; '),
    },
    { kind: 'text', header: t('video'), width: 36, cell: (p) => p.video?.url ?? null },
    { kind: 'text', header: t('state'), width: 12, cell: (p) => coverage(`list.${p.state}`) },
    { kind: 'instant', header: t('editedAt'), width: 20, cell: (p) => instant(p.editedAt) },
    { kind: 'instant', header: t('withdrawnAt'), width: 20, cell: (p) => instant(p.withdrawnAt) },
    { kind: 'text', header: t('postId'), width: 38, cell: (p) => p.id },
  ]
}
