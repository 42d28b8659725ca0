import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import { type ViewCounts, viewedPages } from './views'

export interface ViewsExport extends ExportOrder {
  campaign: string
  today: Day
}

/** From the newest day back to the first on which anybody came; a day on which nobody came stands with zeros. */
const page = `
  SELECT d.day::date AS day, coalesce(sum(v.views) FILTER (WHERE v.page = 'campaign'), 0)::int AS campaign,
         coalesce(sum(v.views) FILTER (WHERE v.page = 'live'), 0)::int AS live
    FROM (SELECT generate_series((SELECT min(day) FROM campaigns_views WHERE campaign_slug = $1)::timestamp,
                                 $2::date::timestamp, interval '1 day') AS day ORDER BY day DESC LIMIT $3) d
    LEFT JOIN campaigns_views v ON v.campaign_slug = $1 AND v.day = d.day::date
   GROUP BY d.day ORDER BY d.day DESC`
const pageSize = 500
const dayBefore = (day: Day): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** How often a campaign's pages were opened, day by day since they were counted. 404 for whoever may not see it. */
export async function exportViews(sql: Sql, by: Actor, asked: ViewsExport): Promise<Response> {
  const { campaign, today, locale } = asked
  if (!can(by, 'coverage.see', { campaign })) return new Response(null, { status: 404 })
  const t = textsIn(locale, 'coverage')
  return exportList(sql, by, {
    ...asked,
    what: 'view',
    subjectId: campaign,
    filename: `${campaign}-views`,
    columns: [
      { kind: 'day', header: t('views.day'), width: 12, cell: (row) => row.day },
      ...viewedPages.map((viewed) => ({
        kind: 'count' as const,
        header: t(`views.${viewed}`),
        width: 16,
        cell: (row: { day: Day } & ViewCounts) => row[viewed],
      })),
    ],
    async read(through: Day | undefined) {
      const rows = await sql.query<{ day: Day } & ViewCounts>(page, [campaign, through ?? today, pageSize])
      return { rows, next: rows.length === pageSize ? dayBefore(rows.at(-1)!.day) : null }
    },
  })
}
