import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

export interface WalkerContact {
  name: string
  guardianName: string
  contactName: string
  contactPhone: string
  contactEmail: string
  emergencyName: string
  emergencyPhone: string
}

const find = `
  SELECT w.name, w.guardian_name AS "guardianName", p.contact_name AS "contactName", p.contact_phone AS "contactPhone",
         p.contact_email AS "contactEmail", w.emergency_name AS "emergencyName", w.emergency_phone AS "emergencyPhone"
    FROM walks_walker w JOIN walks_party p ON p.id = w.party_id WHERE w.campaign = $1 AND w.id = $2::uuid`

/** How to reach a walker and whom to call; each look is told in the trail, by the walker's id. Refuses `not-allowed`, `unknown`. */
export async function lookAtWalker(
  db: Database,
  by: Actor,
  { campaign, walkerId }: { campaign: string; walkerId: string },
): Promise<Outcome<{ contact: WalkerContact }, 'not-allowed' | 'unknown'>> {
  if (!can(by, 'walker.look', { campaign })) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(walkerId)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [contact] = await tx.query<WalkerContact>(find, [campaign, walkerId])
    if (!contact) return { ok: false, reason: 'unknown' }
    await recordAct(tx, { by, action: 'walker.look', subject: { kind: 'walker', id: walkerId } })
    return { ok: true, contact }
  })
}
