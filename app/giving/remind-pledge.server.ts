import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { askForPledgeMail } from './internal/ask-for-pledge-mail.server'
import { holdPledge } from './internal/hold-pledge.server'

/**
 * The desk reminds a unit now. The clock's first reminder then stays out; the one before the end does not. Refuses `not-allowed`,
 * `unknown`, `not-open` (arrived or withdrawn), `no-address`, `reminded-today`.
 */
export async function remindPledge(
  db: Database,
  by: Actor,
  { id, campaign, now }: { id: string; campaign: string; now: Date },
): Promise<Outcome<object, 'not-allowed' | 'unknown' | 'not-open' | 'no-address' | 'reminded-today'>> {
  if (!can(by, 'pledge.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const pledge = await holdPledge(tx, { by, id, campaign })
    if (!pledge) return { ok: false, reason: 'unknown' }
    if (pledge.state !== 'open') return { ok: false, reason: 'not-open' }
    if (pledge.contactEmail === '') return { ok: false, reason: 'no-address' }
    const last = Math.max(pledge.remindedAt?.getTime() ?? 0, pledge.remindedLastAt?.getTime() ?? 0)
    if (now.getTime() - last < 24 * 3_600_000) return { ok: false, reason: 'reminded-today' }
    await tx.query('UPDATE giving_pledge SET reminded_at = $2 WHERE id = $1::uuid', [pledge.id, now])
    await askForPledgeMail(tx, 'reminder', [pledge.id])
    await recordAct(tx, { by, action: 'pledge.remind', subject: { kind: 'pledge', id: pledge.reference } })
    return { ok: true }
  })
}
