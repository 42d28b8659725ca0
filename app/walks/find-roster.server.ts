import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { type Pass, placeScope } from '~/identity/pass'
import type { Config } from '~/platform/config.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { opaqueKey } from './internal/links.server'
import type { Mark, Roster, RosterWalker } from './roster'

const findPlace = `
  SELECT p.key AS place, p.kind AS "placeKind", w.day, (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS "asOf"
    FROM walks_place p JOIN walks_walk w ON w.campaign = p.campaign WHERE p.campaign = $1 AND p.key = $2`
const findWalkers = `
  SELECT w.card, w.bib, w.name, u.name AS unit, w.party_id AS party, w.level, w.state, w.minor
    FROM walks_walker w LEFT JOIN walks_unit u ON u.id = w.unit_id WHERE w.campaign = $1 ORDER BY w.bib, w.seq`
const findMarks = `
  SELECT s.card, (extract(epoch FROM s.happened_at) * 1000)::bigint AS at, coalesce(d.label, '') AS by
    FROM walks_stamp s JOIN walks_scan c ON c.id = s.scan_id LEFT JOIN walks_device d ON d.id = c.device
   WHERE s.campaign = $1 AND s.place = $2`

/** The place that a pass names, `place:cp1`; null when it names none. */
export const placeOfPass = ({ placeKey }: Pick<Pass, 'placeKey'>): string | null =>
  /^place:(.+)$/.exec(placeKey)?.[1] ?? null

/**
 * What a volunteer's phone holds of its place: all walkers of the walk by name and number, and who was stamped there by which
 * phone. Refuses `not-allowed` and `no-place` (the pass names no place of this campaign's walk).
 */
export async function findRoster(
  sql: Sql,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  by: Actor,
  pass: Pass,
): Promise<Outcome<{ roster: Roster }, 'not-allowed' | 'no-place'>> {
  const { campaign } = pass
  if (!can(by, 'scan.keep', { campaign, place: placeScope(campaign, pass.place) }))
    return { ok: false, reason: 'not-allowed' }
  type Place = Pick<Roster, 'place' | 'placeKind'> & { day: Day; asOf: bigint }
  const [place] = await sql.query<Place>(findPlace, [campaign, placeOfPass(pass) ?? ''])
  if (!place) return { ok: false, reason: 'no-place' }
  const walkers = await sql.query<RosterWalker>(findWalkers, [campaign])
  const groups = new Map<string, string>()
  const groupOf = (party: string) => {
    if (!groups.has(party)) groups.set(party, opaqueKey(SESSION_SECRET, 'group', party))
    return groups.get(party)!
  }
  const marks = await sql.query<Omit<Mark, 'at'> & { at: bigint }>(findMarks, [campaign, place.place])
  return {
    ok: true,
    roster: {
      ...place,
      campaign,
      asOf: Number(place.asOf),
      walkers: walkers.map((w) => ({ ...w, party: groupOf(w.party) })),
      marks: marks.map((mark) => ({ ...mark, at: Number(mark.at) })),
    },
  }
}
