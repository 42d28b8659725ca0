import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import { type Day, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { checkPeriod } from './check-period.server'
import { periodEnd } from './period'
import type { PeriodCheck, PeriodCheckName } from './period-check'
import { readPeriod } from './read-period.server'

/** In code points. */
export const longestClosingNote = 400

export type ProposeClosingRefusal =
  | 'not-allowed'
  | 'note-too-long'
  | 'not-a-period'
  | 'not-over'
  | 'already-closed'
  | 'already-proposed'
  | PeriodCheckName

/**
 * Asks for the end of a month or quarter to be closed; another person decides, and everything is checked again then.
 * Refuses `not-allowed`, `note-too-long`, `not-a-period` (no month ends that day), `not-over`, `already-closed`, the name of
 * the first check that blocks, `already-proposed`.
 */
export async function proposeClosing(
  tx: Sql,
  by: Actor,
  { through, note = '' }: { through: Day; note?: string },
  checks: readonly PeriodCheck[],
  now = new Date(),
): Promise<Outcome<{ proposalId: string }, ProposeClosingRefusal>> {
  if (!can(by, 'period.close')) return { ok: false, reason: 'not-allowed' }
  if ([...note].length > longestClosingNote) return { ok: false, reason: 'note-too-long' }
  if (!periodEnd(through)) return { ok: false, reason: 'not-a-period' }
  if (through >= shanghaiDay(now)) return { ok: false, reason: 'not-over' }
  const { closedThrough } = await readPeriod(tx)
  if (closedThrough && through <= closedThrough) return { ok: false, reason: 'already-closed' }
  const block = (await checkPeriod(tx, through, checks)).find(({ level }) => level === 'blocks')
  if (block) return { ok: false, reason: block.check }
  const subject = { kind: 'period', id: through }
  return propose(tx, by, { action: 'period.close', subject, reach: {}, payload: { through }, note })
}
