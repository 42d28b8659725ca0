import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'

/** Waits for posts under way and keeps new ones out until the commit; readers and the sealer's reads go on. */
const holdPosts = 'LOCK TABLE ledger_entry IN SHARE ROW EXCLUSIVE MODE'
const look = `
  SELECT $1::date >= shanghai_day(clock_timestamp()) AS "notOver",
         EXISTS (SELECT FROM ledger_period_close WHERE closed_through >= $1::date) AS closed,
         EXISTS (SELECT FROM ledger_unsealed q JOIN ledger_entry e ON e.id = q.entry_id
                 WHERE e.occurred_on <= $1::date) AS unsealed`
const close = `
  INSERT INTO ledger_period_close (closed_through, closed_at, closed_by) VALUES ($1, clock_timestamp(), $2)`

/**
 * Closes every day up to and including `through` (`YYYY-MM-DD`, Asia/Shanghai): they take no entry any more, late news
 * is posted on the first open day. `by` is the account that decided. Refusals, in this order: `not-over` (today or
 * later), `already-closed`, `unsealed-left` (entries of these days wait for the sealer: try again).
 */
export function closePeriod(
  db: Database,
  { through, by }: { through: string; by: string },
): Promise<Outcome<{ through: string }, 'not-over' | 'already-closed' | 'unsealed-left'>> {
  return db.transaction(async (tx) => {
    await tx.query(holdPosts)
    const [state] = await tx.query<{ notOver: boolean; closed: boolean; unsealed: boolean }>(look, [through])
    if (state!.notOver) return { ok: false, reason: 'not-over' }
    if (state!.closed) return { ok: false, reason: 'already-closed' }
    if (state!.unsealed) return { ok: false, reason: 'unsealed-left' }
    await tx.query(close, [through, by])
    return { ok: true, through }
  })
}
