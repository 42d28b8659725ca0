import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { splitFen } from '~/money/split'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

export type AcceptRefusal =
  | 'not-allowed'
  | 'unknown-gift'
  | 'not-held'
  | 'nothing-arrived'
  | 'currency-differs'
  | 'marked-for-return'
  | 'payment-used'
  | 'campaign-settled'
  | 'fund-not-routed'

interface Row {
  campaign: string
  state: string
  held_reason: string
  hold_decision: string | null
  amount_fen: bigint
  fee_cover_fen: bigint
  currency: string
  fact: { amountFen: string; currency: string } | null
}
const lockGift = `
  SELECT campaign, state, held_reason, hold_decision, amount_fen, fee_cover_fen, currency, held_fact AS fact
    FROM giving_gift WHERE id = $1::uuid FOR UPDATE`
const chosenShares =
  'SELECT fund, amount_fen AS weight FROM giving_allocation WHERE gift_id = $1::uuid ORDER BY amount_fen DESC, fund'
const routedShares = `
  SELECT fund, basis_points::bigint AS weight FROM campaigns_route WHERE campaign_slug = $1 AND basis_points > 0
   ORDER BY basis_points DESC, fund`
const changeAmount = `
  UPDATE giving_gift SET state = 'started', held_reason = NULL, hold_decision = NULL, amount_fen = $2, fee_cover_fen = $3
   WHERE id = $1::uuid`
const changeShares = `
  WITH gone AS (DELETE FROM giving_allocation WHERE gift_id = $1::uuid AND NOT fund = ANY ($2::text[]))
  INSERT INTO giving_allocation (gift_id, fund, amount_fen)
  SELECT $1::uuid, s.fund, s.amount FROM unnest($2::text[], $3::bigint[]) AS s (fund, amount)
  ON CONFLICT (gift_id, fund) DO UPDATE SET amount_fen = excluded.amount_fen`
const resolveAlert = `
  UPDATE platform_alert SET resolved_at = clock_timestamp() WHERE kind = 'gift-held' AND subject = $1 AND resolved_at IS NULL`

/** The purpose before the fee: what arrived goes to the gift up to its amount, then to the covered fee, and the rest to the gift. */
export function partsOfArrived(arrivedFen: bigint, wanted: { amountFen: bigint; feeCoverFen: bigint }) {
  const over = arrivedFen - wanted.amountFen
  const feeCoverFen = over <= 0n ? 0n : over < wanted.feeCoverFen ? over : wanted.feeCoverFen
  return { amountFen: arrivedFen - feeCoverFen, feeCoverFen }
}

class Refused extends Error {
  constructor(readonly why: AcceptRefusal) {
    super(why)
  }
}

/**
 * Confirms a held gift with the amount that really arrived: split anew in proportion of the donor's own split (where that
 * does not sum to the gift, by the campaign's routing rule), by largest remainder. `giving_settle` posts it, with
 * every check it has for a webhook and under the same ledger key, so it can be posted once only; the webhook that comes
 * meanwhile waits for the gift's row. Acknowledgement, mail and totals then say the true amount.
 * Refuses `not-allowed`, `unknown-gift`, `not-held` (decided meanwhile), `nothing-arrived` (what came is not known),
 * `currency-differs` (books are in CNY: it can only go back), `marked-for-return`, `payment-used`, `campaign-settled`,
 * `fund-not-routed` (no split and no rule to make one).
 */
export async function acceptHeldGift(
  db: Database,
  by: Actor,
  giftId: string,
): Promise<Outcome<{ giftId: string; amountFen: bigint; feeCoverFen: bigint }, AcceptRefusal>> {
  try {
    return await db.transaction(async (tx) => {
      const [gift] = isUuid(giftId) ? await tx.query<Row>(lockGift, [giftId]) : []
      if (!can(by, 'hold.decide', { campaign: gift?.campaign })) throw new Refused('not-allowed')
      if (!gift) throw new Refused('unknown-gift')
      const fact = arrivedOf(gift)
      const wanted = { amountFen: gift.amount_fen, feeCoverFen: gift.fee_cover_fen }
      const parts = partsOfArrived(BigInt(fact.amountFen), wanted)
      await tx.query(changeAmount, [giftId, parts.amountFen, parts.feeCoverFen])
      const shares = await splitAnew(tx, giftId, gift, parts.amountFen)
      await tx.query(changeShares, [giftId, shares.map((s) => s.fund), shares.map((s) => s.amountFen)])
      await post(tx, fact)
      await tx.query(resolveAlert, [giftId])
      await recordAct(tx, {
        by,
        action: 'hold.accept',
        subject: { kind: 'gift', id: giftId },
        before: { state: 'held', reason: gift.held_reason, ...wanted },
        after: { state: 'confirmed', ...parts },
      })
      return { ok: true, giftId, ...parts }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.why }
    throw error
  }
}

function arrivedOf(gift: Row) {
  if (gift.state !== 'held') throw new Refused('not-held')
  if (gift.hold_decision === 'return') throw new Refused('marked-for-return')
  if (!gift.fact || BigInt(gift.fact.amountFen) <= 0n) throw new Refused('nothing-arrived')
  if (gift.fact.currency.toUpperCase() !== gift.currency) throw new Refused('currency-differs')
  return gift.fact
}

async function splitAnew(tx: Sql, giftId: string, gift: Row, amountFen: bigint) {
  const chosen = await tx.query<{ fund: string; weight: bigint }>(chosenShares, [giftId])
  const whole = chosen.reduce((sum, s) => sum + s.weight, 0n) === gift.amount_fen
  const weights = whole
    ? chosen
    : await tx.query<{ fund: string; weight: bigint }>(routedShares, [gift.campaign])
  if (weights.length === 0) throw new Refused('fund-not-routed')
  const amounts = splitFen(
    amountFen,
    weights.map((w) => Number(w.weight)),
  )
  return weights.map(({ fund }, i) => ({ fund, amountFen: amounts[i]! })).filter((s) => s.amountFen > 0n)
}

/** The same door as a webhook's; whatever it still objects to rolls everything back. */
async function post(tx: Sql, fact: object): Promise<void> {
  const [row] = await tx.query<{ answer: { outcome: string; reason?: string } }>(
    'SELECT giving_settle($1::jsonb) AS answer',
    // A person has looked: what is held only to be looked at goes on.
    [JSON.stringify({ ...fact, accepted: true })],
  )
  const { outcome, reason } = row!.answer
  if (outcome === 'confirmed') return
  if (reason === 'payment-used' || reason === 'campaign-settled') throw new Refused(reason)
  throw new Error(`an accepted gift was answered ${outcome} ${reason ?? ''}`)
}
