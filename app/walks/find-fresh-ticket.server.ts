import type { Database } from '~/platform/db.server'
import { readCardId } from './card-id'
import { findTicket } from './find-ticket.server'
import { foldCards } from './fold-cards.server'
import type { Ticket } from './ticket'
import type { WalkPlans } from './walk-plans.server'

/**
 * A card as `findTicket` has it, with the stamps that arrived a moment ago: whoever stands at the finish and has just sent them
 * need not wait for the next fold.
 */
export async function findFreshTicket(
  { db, walks }: { db: Database; walks: WalkPlans },
  typed: string,
): Promise<Ticket | null> {
  const card = readCardId(typed)
  if (card) await foldCards(db, walks, { card })
  return card ? findTicket(db, card) : null
}
