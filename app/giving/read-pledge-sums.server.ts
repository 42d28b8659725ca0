import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

export interface PledgeSums {
  units: number
  /** What was promised and stands; of a withdrawn pledge only what had arrived. */
  pledgedFen: Fen
  /** Of it here, from the bank; it may be more than was promised. */
  arrivedFen: Fen
  /** Still to come from open pledges; what one unit gave beyond its promise is not taken off another's. */
  awaitedFen: Fen
}
export interface WallUnit {
  unitName: string
  amountFen: Fen
  state: 'open' | 'arrived'
  partly: boolean
}
export interface PledgeWall extends PledgeSums {
  /** Units that agreed to be named, the largest promise first; at most `mostNamed`. */
  named: WallUnit[]
  /** Units that stand in the sums and not in `named`. */
  more: number
  regions: (PledgeSums & { region: string })[]
}
export const mostNamed = 60

const stands = `CASE WHEN state = 'withdrawn' THEN arrived_fen ELSE amount_fen END`
const sums = `
  count(*) FILTER (WHERE state <> 'withdrawn' OR arrived_fen > 0)::int AS units,
  coalesce(sum(${stands}), 0)::bigint AS "pledgedFen", coalesce(sum(arrived_fen), 0)::bigint AS "arrivedFen",
  coalesce(sum(amount_fen - arrived_fen) FILTER (WHERE state = 'open'), 0)::bigint AS "awaitedFen"`

/** What a campaign's pledges come to; one pass over its own pledges. */
export async function readPledgeSums(sql: Sql, campaign: string): Promise<PledgeSums> {
  const [row] = await sql.query<PledgeSums>(`SELECT ${sums} FROM giving_pledge WHERE campaign = $1`, [
    campaign,
  ])
  return row!
}

/** The public wall of a campaign's pledges: names by consent only, all others are counted. */
export async function readPledgeWall(sql: Sql, campaign: string): Promise<PledgeWall> {
  const [all, named, regions] = await Promise.all([
    readPledgeSums(sql, campaign),
    sql.query<WallUnit>(
      `SELECT unit_name AS "unitName", amount_fen AS "amountFen", state, state = 'open' AND arrived_fen > 0 AS partly
         FROM giving_pledge WHERE campaign = $1 AND state <> 'withdrawn' AND name_consent
        ORDER BY amount_fen DESC, pledged_on, id LIMIT ${mostNamed}`,
      [campaign],
    ),
    sql.query<PledgeSums & { region: string }>(
      `SELECT region, ${sums} FROM giving_pledge WHERE campaign = $1 AND region <> '' GROUP BY region ORDER BY region`,
      [campaign],
    ),
  ])
  return { ...all, named, regions, more: all.units - named.length }
}
