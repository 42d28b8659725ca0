import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { personalIn } from '~/platform/personal-in'
import { lockDisclosure } from '../internal/disclosure-row.server'

export const longestReason = 200
const mostNumbers = 50

/**
 * Lets a number stand that no record holds: by a person, with a reason that is published beside it. Refuses `not-allowed`,
 * `unknown-disclosure`, `not-open` (submitted or published), `reason-needed`, `personal-data` (in the reason), `too-many`.
 */
export async function acknowledgeNumber(
  db: Database,
  by: Actor,
  { id, number, reason }: { id: string; number: string; reason: string },
): Promise<
  Outcome<
    object,
    'not-allowed' | 'unknown-disclosure' | 'not-open' | 'reason-needed' | 'personal-data' | 'too-many'
  >
> {
  if (!can(by, 'disclosure.write')) return { ok: false, reason: 'not-allowed' }
  const why = reason.trim().slice(0, longestReason)
  const said = number.trim().slice(0, 60)
  return db.transaction(async (tx) => {
    const row = await lockDisclosure(tx, id)
    if (!row) return { ok: false, reason: 'unknown-disclosure' }
    if (row.state !== 'draft') return { ok: false, reason: 'not-open' }
    if (why === '' || said === '') return { ok: false, reason: 'reason-needed' }
    if (personalIn(why).length > 0) return { ok: false, reason: 'personal-data' }
    if (row.acknowledged.length >= mostNumbers) return { ok: false, reason: 'too-many' }
    const kept = [
      ...row.acknowledged.filter((one) => one.number !== said),
      { number: said, reason: why, by: by.id },
    ]
    await tx.query('UPDATE disclosures_disclosure SET acknowledged = $2::jsonb WHERE id = $1::uuid', [
      id,
      JSON.stringify(kept),
    ])
    const subject = { kind: 'disclosure', id }
    await recordAct(tx, { by, action: 'disclosure.number', subject, after: { number: said }, note: why })
    return { ok: true }
  })
}
