import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { editInTurn, type TurnRefusal } from './internal/edit-in-turn.server'
import { makeChain } from './internal/make-chain.server'

/**
 * Stamps are chosen by the walk's day: a scan that is just being kept is waited for, and one that comes now waits and is read by
 * the day that it is then.
 */
const holdScans = 'LOCK TABLE walks_scan IN SHARE MODE'
const begun = 'SELECT EXISTS (SELECT FROM walks_scan WHERE campaign = $1) AS scanned'
const shiftPlaces = `
  UPDATE walks_place SET opens_at = opens_at + make_interval(days => $2), closes_at = closes_at + make_interval(days => $2)
   WHERE campaign = $1`
const shiftWalk = `
  UPDATE walks_walk SET day = $3, back_by = back_by + make_interval(days => $2) WHERE campaign = $1`
/** Printed ones are good on the old day only, and nobody has scanned one. */
const dropPrinted = `DELETE FROM walks_code_chain WHERE campaign = $1 AND kind <> 'rotating'`
const revokeShown = `UPDATE walks_code_chain SET revoked_at = now() WHERE campaign = $1 AND kind = 'rotating' AND revoked_at IS NULL`
const dayMs = 86_400_000

/**
 * Moves a walk to its campaign's event day, where that was changed: hours stay, and the codes are made anew, so that what was
 * printed for the old day is void and passes are made again. When registration opens and ends is left as it is. Refuses
 * `same-day`, `no-event-day`, `was-visited` (a card was scanned already), `not-allowed`, `unknown-walk`, `changed-meanwhile`.
 */
export async function moveWalk(
  db: Database,
  by: Actor,
  campaign: string,
  version: number,
): Promise<
  Outcome<{ changed: boolean }, TurnRefusal | 'not-allowed' | 'same-day' | 'no-event-day' | 'was-visited'>
> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  return editInTurn(db, { campaign, version }, async (tx, walk) => {
    const to = (await findCampaign(tx, campaign))!.eventOn
    if (!to) return { ok: false as const, reason: 'no-event-day' as const }
    if (to === walk.day) return { ok: false as const, reason: 'same-day' as const }
    await tx.query(holdScans)
    const [use] = await tx.query<{ scanned: boolean }>(begun, [campaign])
    if (use!.scanned) return { ok: false as const, reason: 'was-visited' as const }
    const days = (Date.parse(to) - Date.parse(walk.day)) / dayMs
    await tx.query(shiftPlaces, [campaign, days])
    await tx.query(shiftWalk, [campaign, days, to])
    await tx.query(dropPrinted, [campaign])
    await tx.query(revokeShown, [campaign])
    for (const place of walk.places)
      for (const kind of ['static', 'page'] as const)
        await makeChain(tx, { campaign, place: place.key, kind, day: to })
    await recordAct(tx, {
      by,
      action: 'walk.move',
      subject: { kind: 'walk', id: campaign },
      before: { day: walk.day },
      after: { day: to, version: version + 1 },
    })
    return { ok: true as const, changed: true }
  })
}
