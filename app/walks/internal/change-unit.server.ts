import type { Sql } from '~/platform/db.server'

const close = `UPDATE walks_unit SET closed_at = CASE WHEN $2 THEN coalesce(closed_at, $3) END WHERE id = $1::uuid`
const leader = `
  UPDATE walks_unit SET leader_name = '', leader_email = '', leader_phone = '', next_hash = NULL,
         manage_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')), closed_at = coalesce(closed_at, $2) WHERE id = $1::uuid`
/** The team's page goes on counting for its unit; what the leader wrote on it goes. */
const page = `
  UPDATE walks_page g SET title = left(u.name, 40), story = '', hidden_why = '' FROM walks_unit u
   WHERE u.id = g.unit_id AND u.id = $1::uuid`

/** Nobody joins a closed list, by link or by list; an open one takes members while registration does. */
export async function setUnitClosed(tx: Sql, unitId: string, closed: boolean, now: Date): Promise<void> {
  await tx.query(close, [unitId, closed, now])
}

/**
 * Takes the leader's own data out of a unit. Its name, its members and its figures stay; the leader's link opens nothing any more,
 * also none that was asked for as a lost one, and nobody joins a unit that nobody leads.
 */
export async function takeOutLeader(tx: Sql, unitId: string, now: Date): Promise<void> {
  await tx.query(leader, [unitId, now])
  await tx.query(page, [unitId])
}
