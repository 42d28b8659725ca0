import { type Day, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { ViewCounts, ViewedPage, Views } from './views'

const shownDays = 14
const none: ViewCounts = { campaign: 0, live: 0 }

/** How often a campaign's pages were opened: each of the fourteen days that end with `today`, and in all. */
export async function listViews(sql: Sql, campaign: string, today: Day): Promise<Views> {
  const rows = await sql.query<{ day: Day | null; page: ViewedPage; views: bigint }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, page, sum(views)::bigint AS views FROM campaigns_views
      WHERE campaign_slug = $1 GROUP BY GROUPING SETS ((day, page), (page))
     HAVING day IS NULL OR day > $2::date - $3::int`,
    [campaign, today, shownDays],
  )
  const on = (day: Day | null): ViewCounts => ({
    ...none,
    ...Object.fromEntries(rows.filter((row) => row.day === day).map((row) => [row.page, Number(row.views)])),
  })
  const newest = Date.parse(`${today}T00:00:00+08:00`)
  const days = Array.from({ length: shownDays }, (_, n) => shanghaiDay(new Date(newest - n * 86_400_000)))
  return { days: days.map((day) => ({ day, ...on(day) })), all: on(null) }
}
