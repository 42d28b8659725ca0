import { postEntry } from '~/ledger/post-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { legsOfTransactions } from './internal/transaction-legs'

export type PayoutRefusal = 'unknown-payout' | 'not-paid' | 'does-not-add-up' | 'not-explained'

interface Row {
  provider: string
  amountFen: bigint
  currency: string
  status: string
  listedFen: bigint | null
  entryId: bigint | null
}
const lock = `
  SELECT provider, amount_fen AS "amountFen", currency, status, listed_fen AS "listedFen", entry_id AS "entryId"
    FROM payments_payout WHERE id = $1 FOR UPDATE`
/** Movements of the payout that the books do not answer to the fen. */
const unexplained = `
  SELECT l.txn FROM (${legsOfTransactions('t.payout_ref = $1')}) l
   WHERE l.fen IS DISTINCT FROM (SELECT sum(i.amount_fen) FROM ledger_entry e JOIN ledger_line i ON i.entry_id = e.id AND i.account = 'provider-clearing'
                                  WHERE e.source = l.source AND e.key = l.key) LIMIT 1`
const byFund = `
  SELECT i.fund, sum(i.amount_fen)::bigint AS fen FROM (${legsOfTransactions('t.payout_ref = $1')}) l
    JOIN ledger_entry e ON e.source = l.source AND e.key = l.key
    JOIN ledger_line i ON i.entry_id = e.id AND i.account = 'provider-clearing' GROUP BY i.fund HAVING sum(i.amount_fen) <> 0 ORDER BY i.fund`
const booked = `
  UPDATE payments_payout SET entry_id = $3, booked_on = $4, accepted_fen = $5, accepted_note = $6 WHERE provider = $1 AND id = $2`
const costs = 'payment-costs'

/**
 * Books a payout that has arrived at the bank, in `tx`, which matches its bank line: each fund's money moves from what the provider
 * holds to the bank, exactly as the payout's movements say. Whoever asks has asked `can()`. Asked again it changes nothing and
 * answers `created: false`. Refuses `unknown-payout`, `not-paid` (failed or taken back at the provider), `does-not-add-up` (its sum is not
 * that of its movements, or those have not been read yet), `not-explained` (a movement has no entry, or one over another sum; the
 * reconciliation page names it). The last two are let pass with `accepted`, a reason that two people agree to: what the movements do not
 * explain then goes through `payment-costs`, and stays in what the provider holds there until somebody finds what it was.
 */
export async function bookPayout(
  tx: Sql,
  { payoutId, occurredOn, accepted }: { payoutId: string; occurredOn: Day; accepted?: string },
): Promise<Outcome<{ entryId: bigint; created: boolean }, PayoutRefusal>> {
  const [payout] = await tx.query<Row>(lock, [payoutId])
  if (!payout) return { ok: false, reason: 'unknown-payout' }
  if (payout.entryId !== null) return { ok: true, entryId: payout.entryId, created: false }
  if (payout.status === 'failed' || payout.status === 'canceled') return { ok: false, reason: 'not-paid' }
  const differs = payout.listedFen !== payout.amountFen
  const explained = (await tx.query(unexplained, [payoutId])).length === 0
  const known = await tx.query<{ fund: string; fen: bigint }>(byFund, [payoutId])
  const rest = payout.amountFen - known.reduce((all, f) => all + f.fen, 0n)
  const clean = !differs && explained && rest === 0n
  if (!clean && !accepted) return { ok: false, reason: differs ? 'does-not-add-up' : 'not-explained' }
  const own = known.find(({ fund }) => fund === costs)?.fen ?? 0n
  const funds = [...known.filter(({ fund }) => fund !== costs), { fund: costs, fen: own + rest }].filter(
    ({ fen }) => fen !== 0n,
  )
  const posted = await postEntry(tx, {
    source: 'payout',
    key: payoutId,
    kind: 'payout',
    occurredOn,
    channel: 'bank',
    lines: funds.flatMap(({ fund, fen }) => [
      { account: 'bank', fund, amountFen: fen },
      { account: 'provider-clearing', fund, amountFen: -fen },
    ]),
  })
  if (!posted.ok) throw new Error(`a payout could not be booked: ${posted.reason}`)
  const why = clean ? [null, ''] : [rest, accepted]
  await tx.query(booked, [payout.provider, payoutId, posted.entryId, occurredOn, ...why])
  return { ok: true, entryId: posted.entryId, created: true }
}
