import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { type Sponsor, type SponsorLevel, sponsorColumns } from './sponsor'

/** A campaign's levels, the highest first. */
export const listSponsorLevels = (sql: Sql, campaign: string): Promise<SponsorLevel[]> =>
  sql.query<SponsorLevel>(
    `SELECT key, name_zh AS "nameZh", name_en AS "nameEn" FROM giving_sponsor_level WHERE campaign = $1 ORDER BY position, key`,
    [campaign],
  )

const list = `
  SELECT ${sponsorColumns} FROM giving_sponsor s LEFT JOIN giving_sponsor_level l ON l.campaign = s.campaign AND l.key = s.level
   WHERE s.campaign = $1 AND ($2::text IS NULL OR s.state = $2) ORDER BY l.position, s.cash_fen + s.goods_fen DESC, s.created_at, s.id LIMIT 500`

/** A campaign's sponsors, the highest level first; `agreed` only, or all. */
export const listSponsors = (sql: Sql, campaign: string, state: 'agreed' | null = null): Promise<Sponsor[]> =>
  sql.query<Sponsor>(list, [campaign, state])

export interface SponsorFile {
  agreement: { name: string; bytes: number } | null
  arrivals: {
    id: string
    amountFen: Fen
    arrivedOn: string
    bankLineId: string | null
    takenBackAt: Date | null
  }[]
}
const file = `
  SELECT (SELECT json_build_object('name', name, 'bytes', length(content)) FROM giving_sponsor_agreement WHERE sponsor_id = $1::uuid) AS agreement`
const arrivals = `
  SELECT id::text, amount_fen AS "amountFen", arrived_on AS "arrivedOn", bank_line_id AS "bankLineId", taken_back_at AS "takenBackAt"
    FROM giving_sponsor_arrival WHERE sponsor_id = $1::uuid ORDER BY created_at, id`

/** One sponsor of a campaign with its agreement and what of its cash came; null when there is none. */
export async function findSponsor(
  sql: Sql,
  campaign: string,
  id: string,
): Promise<{ sponsor: Sponsor; file: SponsorFile } | null> {
  const [sponsor] = isUuid(id)
    ? await sql.query<Sponsor>(
        `SELECT ${sponsorColumns} FROM giving_sponsor s WHERE s.id = $1::uuid AND s.campaign = $2`,
        [id, campaign],
      )
    : []
  if (!sponsor) return null
  const [kept] = await sql.query<Pick<SponsorFile, 'agreement'>>(file, [id])
  const came = await sql.query<SponsorFile['arrivals'][number]>(arrivals, [id])
  return { sponsor, file: { agreement: kept!.agreement, arrivals: came } }
}
