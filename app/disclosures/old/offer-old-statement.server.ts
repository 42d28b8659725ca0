import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { canonical, sha256 } from '../statement/canonical.server'
import { makeOldStatement, type OldOffer, type OldRefusal } from './make-old-statement.server'

/** What a proposal to publish one is about. */
export const offerKey = (bundle: string, n: number) => `${bundle} ${n}`

/**
 * Offers an old disclosure to a second person, to be published as what it is. What they agree to is what is read in it now. Refuses
 * `not-allowed`, `already-offered`, and what `makeOldStatement` refuses.
 */
export async function offerOldStatement(
  db: Database,
  by: Actor,
  asked: OldOffer & { today: Day },
): Promise<Outcome<{ proposalId: string }, OldRefusal | 'not-allowed' | 'already-offered'>> {
  if (by.kind === 'software' || !can(by, 'disclosure.publish-old'))
    return { ok: false, reason: 'not-allowed' }
  const { today, ...offer } = asked
  return db.transaction(async (tx) => {
    const made = await makeOldStatement(tx, offer, today)
    if (!made.ok) return made
    const { bundle, n, project } = offer
    const proposed = await propose(tx, by, {
      action: 'disclosure.publish-old',
      subject: { kind: 'disclosure', id: offerKey(bundle, n) },
      reach: {},
      payload: {
        ...{ bundle, n, project, source: made.agreed.source },
        ...{ period: made.agreed.period, hash: sha256(canonical(made.agreed)).toString('hex') },
      },
    })
    if (proposed.ok) return proposed
    return { ok: false, reason: proposed.reason === 'not-allowed' ? 'not-allowed' : 'already-offered' }
  })
}
