import { lettersOf } from '~/platform/code-letters'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { PublicChain } from './code-chain'
import type { PlanLevel, PlanPlace, WalkPlan } from './walk-plan'

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`
const find = `
  SELECT w.campaign, c.name_zh AS "nameZh", c.name_en AS "nameEn", w.day, w.stamp_order AS "stampOrder",
         w.least_minutes_apart AS "leastMinutesApart", ${ms('w.back_by')} AS "backBy", w.trails,
         (SELECT coalesce(json_agg(json_build_object('key', p.key, 'kind', p.kind, 'nameZh', p.name_zh, 'nameEn', p.name_en,
             'gameZh', p.game_zh, 'gameEn', p.game_en, 'x', p.x, 'y', p.y, 'opensAt', ${ms('p.opens_at')},
             'closesAt', ${ms('p.closes_at')}) ORDER BY p.position, p.key), '[]')
            FROM walks_place p WHERE p.campaign = w.campaign) AS places,
         (SELECT coalesce(json_agg(json_build_object('key', l.key, 'nameZh', l.name_zh, 'nameEn', l.name_en, 'km', l.km,
             'needs', l.needs) ORDER BY l.position, l.key), '[]')
            FROM walks_level l WHERE l.campaign = w.campaign) AS levels,
         (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('id', h.id, 'place', h.place, 'kind', h.kind,
             'stepSeconds', h.step_seconds, 'startsAt', ${ms('h.starts_at')}, 'steps', h.steps,
             'anchor', encode(h.anchor, 'hex'), 'revokedAt', ${ms('h.revoked_at')})) ORDER BY h.created_at, h.id), '[]')
            FROM walks_code_chain h WHERE h.campaign = w.campaign) AS chains
    FROM walks_walk w JOIN campaigns_campaign c ON c.slug = w.campaign
   WHERE w.campaign = $1`

interface Row extends Omit<WalkPlan, 'backBy'> {
  backBy: bigint
  day: Day
  places: PlanPlace[]
  levels: PlanLevel[]
  chains: PublicChain[]
}

/** The walk of a campaign as phones keep it, or null where it has none. Whether the campaign may be seen is the caller's to ask. */
export async function findWalkPlan(sql: Sql, campaign: string): Promise<WalkPlan | null> {
  const [row] = await sql.query<Row>(find, [campaign])
  if (!row) return null
  const chains = row.chains.map((chain) => ({
    ...chain,
    anchor: lettersOf(Buffer.from(chain.anchor, 'hex')),
  }))
  return { ...row, backBy: Number(row.backBy), chains }
}
