import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

export type NameState = 'shown' | 'hidden'

interface Row {
  campaign: string
  state: NameState
  public: boolean
}
const lockGift = `
  SELECT campaign, name_state AS state, name_consent AND donor_name <> '' AS public
    FROM giving_gift WHERE id = $1::uuid FOR UPDATE`

/**
 * Hides a public name that insults or advertises (it is shown as an anonymous donor's), or shows it again. The donor's
 * own paper keeps it. Names appear at once and can be taken back: docs/decisions/0011. The trail does not hold the name.
 * Refuses `not-allowed`, `no-name` (none that is public by consent).
 */
export async function moderateName(
  db: Database,
  by: Actor,
  { giftId, decision }: { giftId: string; decision: NameState },
): Promise<Outcome<{ giftId: string }, 'not-allowed' | 'no-name'>> {
  return db.transaction(async (tx) => {
    const [gift] = isUuid(giftId) ? await tx.query<Row>(lockGift, [giftId]) : []
    if (!can(by, 'message.moderate', { campaign: gift?.campaign }))
      return { ok: false, reason: 'not-allowed' }
    if (!gift?.public) return { ok: false, reason: 'no-name' }
    if (gift.state === decision) return { ok: true, giftId }
    await tx.query('UPDATE giving_gift SET name_state = $2 WHERE id = $1::uuid', [giftId, decision])
    await recordAct(tx, {
      by,
      action: 'message.name',
      subject: { kind: 'gift', id: giftId },
      before: { name: gift.state },
      after: { name: decision },
    })
    return { ok: true, giftId }
  })
}
