import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/** Shows or hides a donor's message. Only messages that wait or were decided before can be decided. Refuses `no-message`. */
export async function moderateMessage(
  sql: Sql,
  giftId: string,
  decision: 'approved' | 'rejected',
): Promise<Outcome<{ giftId: string }, 'no-message'>> {
  const rows = await sql.query(
    `UPDATE giving_gift SET message_state = $2 WHERE id = $1::uuid AND message_state <> 'none' RETURNING id`,
    [giftId, decision],
  )
  return rows.length ? { ok: true, giftId } : { ok: false, reason: 'no-message' }
}
