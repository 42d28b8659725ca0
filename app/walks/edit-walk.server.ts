import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { shanghaiMinute } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { differing } from './differing'
import { editInTurn, type TurnRefusal } from './internal/edit-in-turn.server'
import { settingsOf } from './walk'
import { settingsInput, type WalkSettings } from './walk-input'

const update = `
  UPDATE walks_walk SET register_from = $2, register_until = $3, back_by = $4, stamp_order = $5, least_minutes_apart = $6,
         fee_fen = $7, questions = $8::jsonb, trails = $9::jsonb, unit_members = $10 WHERE campaign = $1`

/**
 * Saves a walk's settings, whole: when registration opens and ends, when everybody is back, the order of stamps, the fee, how
 * many members a unit may have, the questions, the trail. A fee and questions hold for whoever registers from now on. Saving what already stands there changes
 * nothing and leaves no act. Refuses `invalid` (with `fields`), `not-allowed`, `unknown-walk`, `changed-meanwhile`.
 */
export async function editWalk(
  db: Database,
  by: Actor,
  campaign: string,
  input: { settings: WalkSettings; version: number },
): Promise<Outcome<{ changed: boolean }, TurnRefusal | 'not-allowed' | 'invalid'> & { fields?: string[] }> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const { version } = input
  return editInTurn(db, { campaign, version }, async (tx, walk) => {
    const parsed = settingsInput.safeParse(input.settings)
    if (!parsed.success) {
      const fields = parsed.error.issues.map((i) => i.path.join('.'))
      return { ok: false as const, reason: 'invalid' as const, fields }
    }
    const s = parsed.data
    // Both read by the same schema: the database keeps an object's fields in an order of its own.
    const plain = (settings: typeof s) => ({ ...settings, feeFen: settings.feeFen.toString() })
    const change = differing(plain(settingsInput.parse(settingsOf(walk))), plain(s))
    if (!change) return { ok: true as const, changed: false }
    const times = [s.registerFrom, s.registerUntil, `${walk.day}T${s.backBy}`].map(shanghaiMinute)
    const lists = [JSON.stringify(s.questions), JSON.stringify(s.trails)]
    await tx.query(update, [
      campaign,
      ...times,
      s.stampOrder,
      s.leastMinutesApart,
      s.feeFen,
      ...lists,
      s.unitMembers,
    ])
    await recordAct(tx, {
      by,
      action: 'walk.edit',
      subject: { kind: 'walk', id: campaign },
      before: change.before,
      after: { ...change.after, version: version + 1 },
    })
    return { ok: true as const, changed: true }
  })
}
