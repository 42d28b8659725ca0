import type { Sql } from '~/platform/db.server'
import type { Campaign } from './campaign'
import { campaignColumns, campaignOf } from './find-campaign.server'

type Row = Parameters<typeof campaignOf>[0] & { rank: number }

/** Where a page of campaigns ended: rank of the state, first day, slug. */
export interface CampaignCursor {
  rank: number
  startsOn: string
  slug: string
}

/** Drafts wait for work, open ones run, closed ones wait for their end. */
const rank = `CASE c.state WHEN 'draft' THEN 0 WHEN 'open' THEN 1 WHEN 'closed' THEN 2 ELSE 3 END`
const page = `
  SELECT ${rank} AS rank, ${campaignColumns}
   WHERE ($1::text[] IS NULL OR c.slug = ANY ($1::text[]))
     AND ($2::int IS NULL OR (${rank}, -(c.starts_on - date '2000-01-01'), c.slug) > ($2::int, -($3::date - date '2000-01-01'), $4::text))
   ORDER BY ${rank}, c.starts_on DESC, c.slug LIMIT $5`

/** Campaigns within `reach` in every state: drafts first, then open, closed, settled ones, each newest first. `next` is null on the last page. */
export async function listDeskCampaigns(
  sql: Sql,
  reach: '*' | string[],
  { after, limit = 30 }: { after?: CampaignCursor; limit?: number } = {},
): Promise<{ campaigns: Campaign[]; next: CampaignCursor | null }> {
  const size = Math.max(1, Math.min(limit, 100))
  const rows = await sql.query<Row>(page, [
    reach === '*' ? null : reach,
    after?.rank ?? null,
    after?.startsOn ?? '2000-01-01',
    after?.slug ?? '',
    size + 1,
  ])
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  const next =
    last && rows.length > size ? { rank: last.rank, startsOn: last.starts_on, slug: last.slug } : null
  return { campaigns: shown.map(campaignOf), next }
}
