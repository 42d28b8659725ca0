import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface CampaignToMind {
  slug: string
  nameZh: string
  nameEn: string
  /** ends-soon: open, and over within a week · no-filing: a draft that begins within three weeks without its filing number. */
  why: 'ends-soon' | 'no-filing'
  day: Day
}

/** Campaigns in `reach` that a person should look after, the nearest day first, at most 10. `today` in Asia/Shanghai. */
export function listCampaignsToMind(sql: Sql, reach: '*' | string[], today: Day): Promise<CampaignToMind[]> {
  return sql.query<CampaignToMind>(
    `SELECT slug, name_zh AS "nameZh", name_en AS "nameEn", CASE state WHEN 'open' THEN 'ends-soon' ELSE 'no-filing' END AS why,
            CASE state WHEN 'open' THEN ends_on ELSE starts_on END AS day
       FROM campaigns_campaign
      WHERE ($1::text[] IS NULL OR slug = ANY ($1))
        AND ((state = 'open' AND ends_on BETWEEN $2::date AND $2::date + 7)
          OR (state = 'draft' AND NOT members_only AND coalesce(filing_number, '') = '' AND starts_on <= $2::date + 21))
      ORDER BY day, slug LIMIT 10`,
    [reach === '*' ? null : reach, today],
  )
}
