import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { editInTurn, type TurnRefusal } from './internal/edit-in-turn.server'
import { type WaiverInput, waiverInput } from './walk-input'

const insert = 'INSERT INTO walks_waiver (campaign, version, text_zh, text_en) VALUES ($1, $2, $3, $4)'

/**
 * A new text of what walkers agree to is a new version: who has agreed keeps the one they read, who registers from now on
 * reads this one. The same text again makes none. Refuses `invalid`, `not-allowed`, `unknown-walk`, `changed-meanwhile`.
 */
export async function changeWaiver(
  db: Database,
  by: Actor,
  campaign: string,
  input: { text: WaiverInput; version: number },
): Promise<Outcome<{ changed: boolean }, TurnRefusal | 'not-allowed' | 'invalid'>> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const { version } = input
  return editInTurn(db, { campaign, version }, async (tx, { waiver }) => {
    const parsed = waiverInput.safeParse(input.text)
    if (!parsed.success) return { ok: false as const, reason: 'invalid' as const }
    const { zh, en } = parsed.data
    if (zh === waiver.zh && en === waiver.en) return { ok: true as const, changed: false }
    const next = waiver.version + 1
    await tx.query(insert, [campaign, next, zh, en])
    await tx.query('UPDATE walks_walk SET waiver_version = $2 WHERE campaign = $1', [campaign, next])
    await recordAct(tx, {
      by,
      action: 'walk.waiver',
      subject: { kind: 'walk', id: campaign },
      before: { waiver: waiver.version },
      after: { waiver: next, zh, en, version: version + 1 },
    })
    return { ok: true as const, changed: true }
  })
}
