import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

/** Cash in the house that can be paid in: a batch of it, one cheque, one count of a stall's box, a gift booked on its own; or, less than nothing, a refund that was paid out of it. */
export interface DepositLot {
  /** Its first entry's number: names the lot as long as it is the same. */
  key: string
  kind: 'batch' | 'cheque' | 'takings' | 'gift' | 'refund'
  /** The batch's place, the campaign of takings or of a gift. */
  zh: string
  en: string
  chequeNumber: string
  day: Day
  amountFen: Fen
  entries: bigint[]
}

/** Entries that brought cash, stand, and are in no deposit; those of a batch of cash together. */
const list = `
  WITH e AS (
    SELECT e.id, e.kind, coalesce(e.adjusts_on, e.occurred_on) AS day, max(l.campaign) AS campaign, sum(l.amount_fen)::bigint AS fen
      FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
     WHERE l.account = 'cash' AND e.source <> 'deposit' AND e.kind <> 'reversal'
       AND NOT EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = e.id)
       AND NOT EXISTS (SELECT FROM giving_deposit_part d WHERE d.entry_id = e.id AND d.taken_back_at IS NULL)
     GROUP BY e.id
  ), lots AS (
    SELECT CASE WHEN b.kind = 'cash' THEN 'batch' WHEN b.kind = 'cheque' THEN 'cheque' WHEN e.kind IN ('takings', 'refund') THEN e.kind ELSE 'gift' END AS kind,
           coalesce(b.place, c.name_zh, e.campaign, '') AS zh, coalesce(b.place, c.name_en, e.campaign, '') AS en, coalesce(l.cheque_number, '') AS "chequeNumber", e.day, e.id, e.fen,
           CASE WHEN b.kind = 'cash' THEN b.id::text ELSE e.id::text END AS lot
      FROM e LEFT JOIN giving_gift g ON g.entry_id = e.id LEFT JOIN giving_batch_line l ON l.gift_id = g.id
      LEFT JOIN giving_batch b ON b.id = l.batch_id LEFT JOIN campaigns_campaign c ON c.slug = e.campaign
  )
  SELECT min(id)::text AS key, kind, zh, en, "chequeNumber", day, sum(fen)::bigint AS "amountFen", array_agg(id ORDER BY id) AS entries
    FROM lots GROUP BY lot, kind, zh, en, "chequeNumber", day ORDER BY day, min(id)`

/** Everything in the house that can be paid into the bank, the oldest first. */
export const listDepositLots = async (sql: Sql): Promise<DepositLot[]> =>
  (await sql.query<DepositLot>(list)).map((lot) => ({ ...lot, entries: lot.entries.map(BigInt) }))
