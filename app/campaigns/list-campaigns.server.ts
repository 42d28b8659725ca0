import type { Sql } from '~/platform/db.server'
import type { Campaign } from './campaign'
import { campaignColumns, campaignOf } from './find-campaign.server'

type Row = Parameters<typeof campaignOf>[0]

/** All campaigns the public may see (not drafts): open ones first, then by start, newest first; `limit` at most. */
export async function listCampaigns(sql: Sql, options: { limit?: number } = {}): Promise<Campaign[]> {
  const rows = await sql.query<Row>(
    `SELECT ${campaignColumns} WHERE c.state <> 'draft'
     ORDER BY (c.state = 'open') DESC, c.starts_on DESC, c.slug LIMIT $1`,
    [options.limit ?? 100],
  )
  return rows.map(campaignOf)
}
