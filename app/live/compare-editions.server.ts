import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

export interface ComparedEdition {
  slug: string
  edition: number
  startsOn: Day
  endsOn: Day
  /** Null: no pledges were recorded, which is not the same as none. */
  pledgedFen: bigint | null
  confirmedFen: bigint
}

const compare = `
  SELECT c.slug, c.edition, c.starts_on AS "startsOn", c.ends_on AS "endsOn",
         (SELECT sum(CASE WHEN p.state = 'withdrawn' THEN p.arrived_fen ELSE p.amount_fen END)::bigint
            FROM giving_pledge p WHERE p.campaign = c.slug) AS "pledgedFen",
         coalesce((SELECT sum(t.confirmed_fen) FROM live_campaign_channel_total t WHERE t.campaign = c.slug), 0)::bigint AS "confirmedFen"
    FROM campaigns_campaign c
   WHERE c.series_slug = $1 AND c.state <> 'draft' ORDER BY c.edition DESC LIMIT 40`

/** Every edition of a series that is in the books, the latest first: what was pledged, and what arrived in all. */
export const compareEditions = (sql: Sql, series: string): Promise<ComparedEdition[]> =>
  sql.query(compare, [series])
