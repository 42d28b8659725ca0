import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { WalkQuestion } from './walk-input'
import { type RegistrationState, registrationState } from './walker'

export interface OfferedLevel {
  key: string
  nameZh: string
  nameEn: string
  km: number
  capacity: number
  /** Places that can be had at once: none while others wait. */
  left: number
  /** How many wait. */
  waiting: number
}

/** What a walk says to whoever wants to register; public. */
export interface Registration {
  campaign: string
  nameZh: string
  nameEn: string
  placeZh: string
  placeEn: string
  state: RegistrationState
  day: Day
  registerFrom: Date
  registerUntil: Date
  /** For each walker. */
  feeFen: bigint
  /** How many members one unit may register. */
  unitMembers: number
  questions: WalkQuestion[]
  waiverVersion: number
  waiverZh: string
  waiverEn: string
  levels: OfferedLevel[]
}

const find = `
  SELECT w.campaign, c.name_zh AS "nameZh", c.name_en AS "nameEn", c.place_zh AS "placeZh", c.place_en AS "placeEn",
         c.state AS "campaignState", w.day, w.register_from AS "registerFrom", w.register_until AS "registerUntil",
         w.fee_fen AS "feeFen", w.unit_members AS "unitMembers", w.questions, w.waiver_version AS "waiverVersion", coalesce(v.text_zh, '') AS "waiverZh",
         coalesce(v.text_en, '') AS "waiverEn",
         (SELECT coalesce(json_agg(json_build_object('key', l.key, 'nameZh', l.name_zh, 'nameEn', l.name_en, 'km', l.km,
             'capacity', l.capacity, 'left', CASE WHEN l.waiting > 0 THEN 0 ELSE l.capacity - l.taken END, 'waiting', l.waiting)
             ORDER BY l.position, l.key), '[]')
            FROM (SELECT k.*, (SELECT count(*)::int FROM walks_walker q
                                WHERE q.campaign = k.campaign AND q.level = k.key AND q.state = 'waiting') AS waiting
                    FROM walks_level k WHERE k.campaign = w.campaign) l) AS levels
    FROM walks_walk w JOIN campaigns_campaign c ON c.slug = w.campaign
    LEFT JOIN walks_waiver v ON v.campaign = w.campaign AND v.version = w.waiver_version
   WHERE w.campaign = $1 AND c.state <> 'draft'`

/** A public campaign's registration with the places that are left, or null where there is no walk. */
export async function findRegistration(sql: Sql, campaign: string, now: Date): Promise<Registration | null> {
  const [row] = await sql.query<Omit<Registration, 'state'> & { campaignState: string }>(find, [campaign])
  if (!row) return null
  const { campaignState, ...rest } = row
  return { ...rest, state: registrationState(row, now) }
}
