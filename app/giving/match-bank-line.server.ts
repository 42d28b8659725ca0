import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { arrivePledge } from './arrive-pledge.server'
import { lockLine, takeMatch } from './internal/take-match.server'
import type { SuggestionReason } from './pledge-index'

export interface MatchBankLine {
  lineId: string
  /** Each pledge once; together at most what is open of the line. */
  parts: readonly { pledgeId: string; amountFen: Fen }[]
  reason: SuggestionReason | 'by-hand'
  automatic?: boolean
}
export type MatchRefusal =
  | 'not-allowed'
  | 'unknown-line'
  | 'not-so-much-open'
  | 'already-matched'
  | 'unknown-pledge'
  | 'withdrawn'
  | 'campaign-settled'

class Refused extends Error {
  constructor(readonly reason: MatchRefusal) {
    super(reason)
  }
}

/**
 * A transfer, or parts of it, is what these pledges promised: out of suspense, a gift for each, all or none. Refuses `not-allowed`,
 * `unknown-line`, `not-so-much-open` (another person was quicker, or the amounts are wrong), `already-matched` (this line and this pledge), and
 * what `arrivePledge` refuses.
 */
export async function matchBankLine(
  db: Database,
  by: Actor,
  { lineId, parts, reason, automatic = false }: MatchBankLine,
): Promise<Outcome<{ giftIds: string[] }, MatchRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(lineId)) return { ok: false, reason: 'unknown-line' }
  const sum = parts.reduce((s, p) => s + p.amountFen, 0n)
  const wrong = parts.length === 0 || parts.some((p) => p.amountFen <= 0n)
  try {
    return await db.transaction(async (tx) => {
      const line = await lockLine(tx, lineId)
      if (!line) throw new Refused('unknown-line')
      if (wrong || sum > line.openFen) throw new Refused('not-so-much-open')
      const giftIds: string[] = []
      // In one order, so that two people's matches of the same pledges wait for each other and never both for ever.
      const ordered = [...parts].sort((a, b) => (a.pledgeId < b.pledgeId ? -1 : 1))
      for (const { pledgeId, amountFen } of ordered) {
        if (!isUuid(pledgeId)) throw new Refused('unknown-pledge')
        const [standing] = await tx.query(
          'SELECT id FROM payments_bank_match WHERE line_id = $1::uuid AND target = $2 AND undone_at IS NULL',
          [lineId, pledgeId],
        )
        if (standing) throw new Refused('already-matched')
        const arrived = await arrivePledge(tx, {
          pledgeId,
          amountFen,
          occurredOn: line.day,
          bankLineId: lineId,
        })
        if (!arrived.ok) throw new Refused(arrived.reason)
        const { giftId } = arrived
        await takeMatch(tx, by, line, {
          kind: 'pledge',
          amountFen,
          target: pledgeId,
          giftId,
          reason,
          automatic,
        })
        giftIds.push(giftId)
      }
      return { ok: true, giftIds }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}
