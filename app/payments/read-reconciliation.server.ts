import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { legsOfTransactions } from './internal/transaction-legs'
import {
  type Difference,
  isExplained,
  offOf,
  type PayoutLine,
  payoutOff,
  type Reconciliation,
  type Side,
} from './reconciliation'

const dayStart = (day: string) => `(${day}::date::timestamp AT TIME ZONE 'Asia/Shanghai')`
const ofTheDay = `t.created_at >= ${dayStart('$1')} AND t.created_at < ${dayStart('($1::date + 1)')}`

/** Entries of the day that move what the provider holds, but for payouts, which the bank's line posts. */
const bookedOfTheDay = `
  SELECT e.source, e.key, coalesce(e.adjusts_on, e.occurred_on) AS day, e.posted_at, sum(l.amount_fen)::bigint AS fen
    FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'provider-clearing'
   WHERE (e.occurred_on = $1::date AND e.adjusts_on IS NULL OR e.adjusts_on = $1::date) AND e.kind <> 'payout'
   GROUP BY e.id`
/** Both sides of the day beside one another; what has no partner there is looked for on any other day. */
const paired = `
  WITH told AS (${legsOfTransactions(ofTheDay)}), booked AS (${bookedOfTheDay}),
  met AS (
    SELECT coalesce(b.source, t.source) AS source, coalesce(b.key, t.key) AS key, t.txn, t.type, t.currency, b.fen AS booked, t.fen AS told,
           b.day AS booked_on, b.posted_at, shanghai_day(t.at) AS told_on FROM booked b FULL JOIN told t ON t.source = b.source AND t.key = b.key
  )
  SELECT m.source, m.key, coalesce(m.txn, o.txn) AS txn, coalesce(m.type, o.type) AS type, coalesce(m.currency, o.currency) AS currency,
         coalesce(m.booked, e.fen) AS "bookedFen", coalesce(m.told, o.fen) AS "toldFen", coalesce(m.booked_on, e.day) AS "bookedOn",
         coalesce(m.told_on, shanghai_day(o.at)) AS "toldOn", m.posted_at AS "postedAt", m.booked IS NOT NULL AS "bookedToday", m.told IS NOT NULL AS "toldToday"
    FROM met m
    LEFT JOIN LATERAL (
      SELECT sum(l.amount_fen)::bigint AS fen, coalesce(e.adjusts_on, e.occurred_on) AS day FROM ledger_entry e
        JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'provider-clearing'
       WHERE e.source = m.source AND e.key = m.key GROUP BY e.id
    ) e ON m.booked IS NULL
    LEFT JOIN LATERAL (
      SELECT t.id AS txn, t.type, t.currency, t.amount_fen AS fen, t.created_at AS at FROM payments_balance_transaction t
       WHERE t.entry_source = m.source AND t.entry_key = m.key AND t.type <> 'payout'
      UNION ALL
      SELECT t.id, 'fee', t.currency, -t.fee_fen, t.created_at FROM payments_balance_transaction t
       WHERE m.source = 'fee' AND t.id = m.key AND t.entry_source <> 'fee' LIMIT 1
    ) o ON m.told IS NULL`
const sums = `
  SELECT CASE WHEN source IN ('gift', 'refund', 'dispute', 'fee') THEN source ELSE 'other' END AS source,
         coalesce(sum("bookedFen") FILTER (WHERE "bookedToday"), 0)::bigint AS "bookedFen", coalesce(sum("toldFen") FILTER (WHERE "toldToday"), 0)::bigint AS "toldFen",
         count(*) FILTER (WHERE "bookedToday")::int AS booked, count(*) FILTER (WHERE "toldToday")::int AS told
    FROM (${paired}) p GROUP BY 1 ORDER BY min(array_position(ARRAY['gift', 'refund', 'dispute', 'fee'], source))`
const differing = `
  SELECT CASE WHEN currency IS NOT NULL AND currency <> 'CNY' THEN 'other-currency' WHEN "toldFen" IS NULL AND provider = ANY ($2::text[]) THEN 'not-listed'
              WHEN "toldFen" IS NULL AND "postedAt" > (SELECT max(created_at) FROM payments_balance_transaction t WHERE t.provider = coalesce(p.provider, t.provider)) IS NOT FALSE
              THEN 'not-read-yet' WHEN "toldFen" IS NULL THEN 'not-at-provider'
              WHEN "bookedFen" IS NULL THEN 'not-in-books' WHEN "toldFen" <> "bookedFen" THEN 'amount-differs' ELSE 'other-day' END AS what,
         source, key, txn, type, "bookedFen", "toldFen", "bookedOn", "toldOn"
    FROM (SELECT *, CASE WHEN "toldFen" IS NULL THEN payments_provider_of(source, key) END AS provider FROM (${paired}) q) p
   WHERE "bookedFen" IS DISTINCT FROM "toldFen" OR "bookedOn" IS DISTINCT FROM "toldOn" OR currency <> 'CNY'
   ORDER BY source, key, txn`
/** What of the day's movements has been paid out to the bank and matched there. */
const reached = `
  SELECT coalesce(sum(l.fen) FILTER (WHERE p.entry_id IS NOT NULL), 0)::bigint AS "atBankFen",
         coalesce(sum(l.fen) FILTER (WHERE p.entry_id IS NULL), 0)::bigint AS "underwayFen"
    FROM (${legsOfTransactions(ofTheDay)}) l LEFT JOIN payments_payout p ON p.id = l.payout`
/** Bank money of payouts: what the matched bank line of each brought, as the books have it (source `payout`, account `bank`). */
const bankMoneyOfPayout = `
  SELECT sum(l.amount_fen)::bigint FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'bank'
   WHERE e.source = 'payout' AND e.key = p.id`
const payoutsOfTheDay = `
  SELECT p.id, p.amount_fen AS "amountFen", p.status, p.listed_fen AS "listedFen", (${bankMoneyOfPayout}) AS "bankFen", p.booked_on AS "bookedOn",
         p.accepted_fen AS "acceptedFen", p.accepted_note AS "acceptedNote"
    FROM payments_payout p WHERE p.arrives_on = $1::date OR p.booked_on = $1::date ORDER BY p.created_at, p.id`

/**
 * Gifts = provider = bank for one day (Asia/Shanghai): what our books moved in `provider-clearing` against the provider's own movements, and
 * the payouts of the day against their movements and their bank lines. Every difference is named, to the fen. `unlisted`: providers whose
 * movements cannot be read; theirs are to be compared by hand.
 */
export async function readReconciliation(
  sql: Sql,
  day: Day,
  { unlisted = [] }: { unlisted?: readonly string[] } = {},
): Promise<Reconciliation> {
  const sides = await sql.query<Side>(sums, [day])
  const differences = await sql.query<Difference>(differing, [day, unlisted])
  const [reach] = await sql.query<{ atBankFen: bigint; underwayFen: bigint }>(reached, [day])
  const payouts = await sql.query<PayoutLine>(payoutsOfTheDay, [day])
  const [last] = await sql.query<{ at: Date | null }>(
    'SELECT max(created_at) AS at FROM payments_balance_transaction',
  )
  const offs = [...differences.map(offOf), ...payouts.map(payoutOff)].filter((off) => off !== 0n)
  const strange = differences.filter((d) => !isExplained(d) && offOf(d) === 0n).length
  return {
    day,
    sides,
    bookedFen: sides.reduce((sum, s) => sum + s.bookedFen, 0n),
    toldFen: sides.reduce((sum, s) => sum + s.toldFen, 0n),
    ...reach!,
    differences,
    payouts,
    unexplainedFen: offs.reduce((sum, off) => sum + off, 0n),
    unexplained: offs.length + strange,
    readTo: last!.at,
  }
}
