import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { bookSponsorCash } from './internal/sponsor-cash.server'
import { lockLine, takeMatch } from './internal/take-match.server'

export type MatchSponsorRefusal =
  | 'not-allowed'
  | 'unknown-line'
  | 'not-so-much-open'
  | 'already-matched'
  | 'unknown-sponsor'
  | 'not-agreed'
  | 'more-than-agreed'
class Refused extends Error {
  constructor(readonly reason: MatchSponsorRefusal) {
    super(reason)
  }
}

/**
 * A transfer, or a part of it, is a sponsor's cash: out of suspense and booked, in one transaction. Refuses `not-allowed`, `unknown-line`,
 * `not-so-much-open`, `already-matched` (this line and this sponsor), `unknown-sponsor`, `not-agreed`, `more-than-agreed`.
 */
export async function matchSponsor(
  db: Database,
  by: Actor,
  { lineId, sponsorId, amountFen }: { lineId: string; sponsorId: string; amountFen: Fen },
): Promise<Outcome<{ arrivalId: string }, MatchSponsorRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(lineId)) return { ok: false, reason: 'unknown-line' }
  try {
    return await db.transaction(async (tx) => {
      const line = await lockLine(tx, lineId)
      if (!line) throw new Refused('unknown-line')
      if (amountFen <= 0n || amountFen > line.openFen) throw new Refused('not-so-much-open')
      const [standing] = await tx.query(
        `SELECT 1 FROM payments_bank_match WHERE line_id = $1::uuid AND kind = 'sponsor' AND target = $2 AND undone_at IS NULL`,
        [lineId, sponsorId],
      )
      if (standing) throw new Refused('already-matched')
      const cash = { sponsorId, amountFen, occurredOn: line.day, bankLineId: lineId }
      const booked = await bookSponsorCash(tx, cash)
      if (!booked.ok) throw new Refused(booked.reason)
      const match = {
        kind: 'sponsor',
        target: sponsorId,
        giftId: null,
        reason: 'by-hand',
        automatic: false,
      } as const
      await takeMatch(tx, by, line, { ...match, amountFen })
      return { ok: true, arrivalId: booked.arrivalId }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}
