import type { Config } from '~/platform/config.server'
import type { Sql } from '~/platform/db.server'
import { hashOfLink, isLinkSecret, linkSecret } from './internal/links.server'
import type { WalkerState } from './walker'

export interface Unit {
  id: string
  campaign: string
  name: string
  leaderName: string
  leaderEmail: string
  leaderPhone: string
  /** Nobody joins any more. */
  closed: boolean
  counts: Record<WalkerState, number>
}
export interface Member {
  id: string
  name: string
  level: string
  state: WalkerState
  bib: number | null
  card: string
  seq: bigint
}

const columns = `
  SELECT u.id::text AS id, u.campaign, u.name, u.leader_name AS "leaderName", u.leader_email AS "leaderEmail",
         u.leader_phone AS "leaderPhone", u.closed_at IS NOT NULL AS closed,
         (SELECT json_build_object('registered', count(*) FILTER (WHERE state = 'registered'),
                   'unpaid', count(*) FILTER (WHERE state = 'unpaid'), 'waiting', count(*) FILTER (WHERE state = 'waiting'),
                   'cancelled', count(*) FILTER (WHERE state = 'cancelled')) FROM walks_walker WHERE unit_id = u.id) AS counts
    FROM walks_unit u`
const list = `
  SELECT id::text AS id, name, level, state, bib, card, seq FROM walks_walker
   WHERE unit_id = $1::uuid AND seq > $2 ORDER BY seq LIMIT $3`

/** The unit that its leader's link opens, or null; with the link that its members join by. */
export async function findUnit(
  sql: Sql,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  secret: string,
): Promise<(Unit & { joinSecret: string }) | null> {
  if (!isLinkSecret(secret)) return null
  const [unit] = await sql.query<Unit>(`${columns} WHERE u.manage_hash = $1`, [hashOfLink(secret)])
  return unit ? { ...unit, joinSecret: linkSecret(SESSION_SECRET, 'join', unit.id, 1) } : null
}

/** The unit whose members join by this link, or null; one that is `closed` takes nobody any more. */
export async function findUnitToJoin(sql: Sql, secret: string): Promise<Unit | null> {
  if (!isLinkSecret(secret)) return null
  const [unit] = await sql.query<Unit>(`${columns} WHERE u.join_hash = $1`, [hashOfLink(secret)])
  return unit ?? null
}

/** A page of a unit's members in the order in which they came; `next` is null on the last. */
export async function listMembers(
  sql: Sql,
  { unitId, after = 0n, limit = 100 }: { unitId: string; after?: bigint; limit?: number },
): Promise<{ members: Member[]; next: bigint | null }> {
  const rows = await sql.query<Member>(list, [unitId, after, limit + 1])
  const members = rows.slice(0, limit)
  return { members, next: rows.length > limit ? members.at(-1)!.seq : null }
}
