import type { Actor } from '~/identity/actor'
import { propose } from '~/identity/propose.server'
import type { Sql } from '~/platform/db.server'

/** A pot is not changed after it was written down, so its id is all that the second person agrees to. */
export const proposePotIn = (tx: Sql, by: Actor, pot: { id: string; campaign: string }) =>
  propose(tx, by, {
    action: 'matching.manage',
    subject: { kind: 'match-pot', id: pot.id },
    reach: { campaign: pot.campaign },
    payload: { potId: pot.id },
  })
