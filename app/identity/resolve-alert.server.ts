import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { Actor } from './actor'
import { can } from './can'
import { recordAct } from './record-act.server'

/**
 * Says that a person has looked at an alert and dealt with it; it opens again when its cause comes back. Stands here because
 * platform knows no actor. A held gift's alert is resolved by deciding the gift. Refuses `not-allowed`,
 * `unknown-alert`, `gift-waits` (decide the held gift).
 */
export async function resolveAlert(
  db: Database,
  by: Actor,
  alertId: string,
): Promise<Outcome<{ kind: string }, 'not-allowed' | 'unknown-alert' | 'gift-waits'>> {
  if (!can(by, 'alert.resolve')) return { ok: false, reason: 'not-allowed' }
  if (!/^\d{1,18}$/.test(alertId)) return { ok: false, reason: 'unknown-alert' }
  return db.transaction(async (tx) => {
    const [alert] = await tx.query<{ kind: string; subject: string; resolved: boolean }>(
      `SELECT kind, subject, resolved_at IS NOT NULL AS resolved FROM platform_alert WHERE id = $1::bigint FOR UPDATE`,
      [alertId],
    )
    if (!alert) return { ok: false, reason: 'unknown-alert' }
    if (alert.resolved) return { ok: true, kind: alert.kind }
    if (alert.kind === 'gift-held') return { ok: false, reason: 'gift-waits' }
    await tx.query('UPDATE platform_alert SET resolved_at = clock_timestamp() WHERE id = $1::bigint', [
      alertId,
    ])
    await recordAct(tx, {
      by,
      action: 'alert.resolve',
      subject: { kind: 'alert', id: alertId },
      after: { kind: alert.kind, subject: alert.subject },
    })
    return { ok: true, kind: alert.kind }
  })
}
