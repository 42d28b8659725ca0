import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { askForPartyMail } from './internal/ask-for-mail.server'
import { hashOfLink, isLinkSecret } from './internal/links.server'
import { byLevel, lockLevels, movePlaces } from './internal/places.server'
import { moveUp } from './move-up.server'

export interface CancelWalkers {
  /** The party's own link, or that of their unit's leader. */
  secret: string
  walkers: readonly string[] | 'all'
  now: Date
}

const whose = `
  SELECT p.campaign, 'party' AS kind, p.id::text AS id FROM walks_party p WHERE p.manage_hash = $1
  UNION ALL SELECT u.campaign, 'unit', u.id::text FROM walks_unit u WHERE u.manage_hash = $1`
const find = `
  SELECT id::text AS id, party_id::text AS "partyId", level, state FROM walks_walker
   WHERE CASE $1 WHEN 'party' THEN party_id = $2::uuid ELSE unit_id = $2::uuid END
     AND ($3::text[] IS NULL OR id::text = ANY ($3)) AND state <> 'cancelled'`
const cancel = `UPDATE walks_walker SET state = 'cancelled', cancelled_at = $2 WHERE id = ANY ($1::uuid[])`

/**
 * Cancels walkers of a party, or members of a unit. Their places go to the waiting list in the same transaction. A fee that
 * was paid is a gift and stays one; the organiser gives it back by a refund. Refuses `unknown` (no such link), and
 * `nothing-to-cancel`.
 */
export async function cancelWalkers(
  db: Database,
  { secret, walkers, now }: CancelWalkers,
): Promise<Outcome<{ cancelled: number; movedUp: number }, 'unknown' | 'nothing-to-cancel'>> {
  if (!isLinkSecret(secret)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [link] = await tx.query<{ campaign: string; kind: string; id: string }>(whose, [hashOfLink(secret)])
    if (!link) return { ok: false, reason: 'unknown' }
    await lockLevels(tx, link.campaign)
    const wanted = walkers === 'all' ? null : walkers
    const gone = await tx.query<{ id: string; partyId: string; level: string; state: string }>(find, [
      link.kind,
      link.id,
      wanted,
    ])
    if (gone.length === 0) return { ok: false, reason: 'nothing-to-cancel' }
    await tx.query(cancel, [gone.map(({ id }) => id), now])
    const held = byLevel(gone.filter(({ state }) => state !== 'waiting'))
    await movePlaces(tx, link.campaign, new Map([...held].map(([key, n]) => [key, -n])))
    // Also without a place given back: whoever left the head of the line may have kept others from moving.
    const movedUp = await moveUp(tx, link.campaign, now)
    await askForPartyMail(tx, 'cancelled', [...new Set(gone.map(({ partyId }) => partyId))])
    return { ok: true, cancelled: gone.length, movedUp }
  })
}
