import type { Sql } from '~/platform/db.server'

export interface CampaignName {
  slug: string
  zh: string
  en: string
}

/** Names of the campaigns within `reach` (`reachOf`), the newest first. */
export const nameCampaigns = (sql: Sql, reach: '*' | readonly string[]): Promise<CampaignName[]> =>
  sql.query<CampaignName>(
    `SELECT slug, name_zh AS zh, name_en AS en FROM campaigns_campaign
      WHERE $1::text[] IS NULL OR slug = ANY($1) ORDER BY starts_on DESC, slug`,
    [reach === '*' ? null : reach],
  )
