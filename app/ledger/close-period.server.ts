import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { checkPeriod, unsealedOf } from './check-period.server'
import type { PeriodCheck, PeriodCheckName } from './period-check'

/** Waits for posts under way and keeps new ones out until the commit; readers and the sealer's reads go on. */
const holdPosts = 'LOCK TABLE ledger_entry IN SHARE ROW EXCLUSIVE MODE'
const look = `
  SELECT $1::date >= shanghai_day(clock_timestamp()) AS "notOver",
         coalesce(max(closed_through) >= $1::date, false) AS closed, max(closed_through) AS before FROM ledger_period_close`
const close = `
  INSERT INTO ledger_period_close (closed_through, closed_at, closed_by) VALUES ($1, clock_timestamp(), $2)`

interface State {
  notOver: boolean
  closed: boolean
  before: Day | null
}

export type CloseRefusal = 'not-allowed' | 'not-over' | 'already-closed' | PeriodCheckName

/**
 * Closes every day up to and including `through` (Asia/Shanghai): they take no entry any more, late news is posted on the
 * first open day and says which day it adjusts. It needs four eyes: `by` is the second person, and `tx` the transaction
 * that says so. Refuses, in this order: `not-allowed`, `not-over` (today or later), `already-closed`, `unsealed-left`
 * (entries of these days wait for the sealer: try again), or the name of the first check that blocks.
 */
export async function closePeriod(
  tx: Sql,
  by: Actor,
  through: Day,
  checks: readonly PeriodCheck[] = [],
): Promise<Outcome<{ through: Day }, CloseRefusal>> {
  if (!canAgree(by, 'period.close')) return { ok: false, reason: 'not-allowed' }
  // Looked at before posts are held up: what changes meanwhile is late news like any other.
  const blocks = (await checkPeriod(tx, through, checks)).filter(({ level }) => level === 'blocks')
  await tx.query(holdPosts)
  const [state] = await tx.query<State>(look, [through])
  if (state!.notOver) return { ok: false, reason: 'not-over' }
  if (state!.closed) return { ok: false, reason: 'already-closed' }
  // The seal is asked again: a post that was under way has now been committed.
  const [unsealed] = await tx.query<{ count: number }>(unsealedOf, [through])
  if (unsealed!.count > 0) return { ok: false, reason: 'unsealed-left' }
  const block = blocks.find(({ check }) => check !== 'unsealed-left')
  if (block) return { ok: false, reason: block.check }
  await tx.query(close, [through, by.id])
  const subject = { kind: 'period', id: through }
  const [before, after] = [{ closedThrough: state!.before }, { closedThrough: through }]
  await recordAct(tx, { by, action: 'period.close', subject, before, after })
  return { ok: true, through }
}
