import type { Sql } from '~/platform/db.server'
import { type Series, seriesColumns } from './find-series.server'

/** Series by slug, `limit` (at most 200) to a page, after the slug `after`; `next` is null on the last one. */
export async function listSeries(
  sql: Sql,
  { after = '', limit = 50 }: { after?: string; limit?: number } = {},
): Promise<{ series: Series[]; next: string | null }> {
  const size = Math.max(1, Math.min(limit, 200))
  const rows = await sql.query<Series>(`SELECT ${seriesColumns} WHERE s.slug > $1 ORDER BY s.slug LIMIT $2`, [
    after,
    size + 1,
  ])
  const series = rows.slice(0, size)
  return { series, next: rows.length > size ? series.at(-1)!.slug : null }
}
