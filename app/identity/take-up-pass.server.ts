import type { Database } from '~/platform/db.server'
import { can } from './can'
import { type FoundPass, findPass } from './find-pass.server'
import { passActor, placeScope } from './pass'
import { recordAct } from './record-act.server'

const count = `
  UPDATE identity_pass SET phones = phones + 1, last_used_at = $2
   WHERE id = $1::uuid AND revoked_at IS NULL RETURNING phones`

/**
 * A phone takes a pass up: it may then do, for the rest of the day, what the pass says. The same link is good on several
 * phones (shifts change, batteries die); each is counted and stands in the trail, so that whoever made it sees when it went
 * further than meant. Refuses as `findPass` does.
 */
export function takeUpPass(
  db: Database,
  secret: string,
  { from, now = new Date() }: { from: string; now?: Date },
): Promise<FoundPass> {
  return db.transaction(async (tx) => {
    const found = await findPass(tx, secret, now)
    if (!found.ok) return found
    const { pass } = found
    const by = passActor(pass, from)
    if (!can(by, 'pass.carry', { place: placeScope(pass.campaign, pass.place) }))
      throw new Error(`a pass cannot carry itself: ${pass.role}`)
    const [taken] = await tx.query<{ phones: number }>(count, [pass.id, now])
    if (!taken) return { ok: false, reason: 'pass-revoked', validOn: pass.validOn, contact: pass.contact }
    const after = { phones: taken.phones }
    await recordAct(tx, { by, action: 'pass.take-up', subject: { kind: 'pass', id: pass.id }, after })
    return found
  })
}
