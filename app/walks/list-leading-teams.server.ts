import type { Sql } from '~/platform/db.server'

/** A team's fundraising page on the leaderboard. */
export interface LeadingTeam {
  slug: string
  title: string
  raisedFen: bigint
  gifts: number
}

const list = `
  SELECT slug, title, raised_fen AS "raisedFen", gifts FROM walks_page
   WHERE campaign = $1 AND kind = 'team' AND state = 'shown' AND raised_fen > 0 ORDER BY raised_fen DESC, slug LIMIT 50`

/** The fifty teams whose pages raised most. */
export const listLeadingTeams = (sql: Sql, campaign: string): Promise<LeadingTeam[]> =>
  sql.query<LeadingTeam>(list, [campaign])
