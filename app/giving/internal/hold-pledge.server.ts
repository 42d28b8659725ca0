import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { findPledge, findPledgeBySecret } from '../find-pledge.server'
import type { Pledge } from '../pledge'

/** Whoever made the pledge, by its link; or somebody at the desk. */
export type PledgeHand = { secret: string } | { by: Actor; id: string; campaign: string }

/** The pledge, locked for the transaction, when this hand may change it; null is told as unknown. */
export async function holdPledge(tx: Sql, hand: PledgeHand): Promise<Pledge | null> {
  if ('secret' in hand) return findPledgeBySecret(tx, hand.secret, { lock: true })
  if (!can(hand.by, 'pledge.change', { campaign: hand.campaign })) return null
  const pledge = await findPledge(tx, hand.id, { lock: true })
  return pledge?.campaign === hand.campaign ? pledge : null
}
