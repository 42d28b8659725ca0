import type { BookCheck, Fault } from '~/ledger/projection'

const said = `
  SELECT e.id, e.key, e.kind, coalesce(e.adjusts_on, e.occurred_on) AS day, r.id AS reversal, coalesce(r.adjusts_on, r.occurred_on) AS back,
         (SELECT string_agg(l.account || ' ' || l.fund || ' ' || l.amount_fen, ', ' ORDER BY l.account DESC) FROM ledger_line l WHERE l.entry_id = e.id) AS said
    FROM ledger_entry e LEFT JOIN ledger_entry r ON r.reverses = e.id WHERE e.source = 'assistance'`

/** A batch that was paid has its one entry with the sum of its cases on its day, reversed exactly when it was taken back; and the other way round. */
const faults = `
  WITH e AS (${said}),
       b AS (SELECT b.*, (SELECT coalesce(sum(amount_fen), 0) FROM stewardship_assistance_case c WHERE c.batch = b.id) AS fen
               FROM stewardship_assistance_batch b)
  SELECT 'assistance-entry' AS what, 'stewardship_assistance_batch ' || b.id AS row,
         'cases come to ' || b.fen || ' fen; ' || coalesce('entry ' || e.id || ' says ' || e.said, 'no entry') AS detail
    FROM b LEFT JOIN e ON e.key = b.id::text
   WHERE b.state = 'paid' AND (e.id IS NULL OR e.id <> b.entry_id OR e.kind <> 'disbursement' OR e.day <> b.paid_on
      OR e.reversal IS DISTINCT FROM b.reversal_entry_id OR e.back IS DISTINCT FROM b.reversed_on
      OR e.said <> 'disbursements ' || b.fund || ' ' || b.fen || ', bank ' || b.fund || ' ' || -b.fen)
  UNION ALL
  SELECT 'entry-assistance', 'ledger_entry ' || e.id, 'no batch was paid as ' || e.key
    FROM e WHERE NOT EXISTS (SELECT FROM b WHERE b.id::text = e.key AND b.state = 'paid')`

/** Proves assistance against the books, both ways. */
export const assistanceBooks: BookCheck = {
  name: 'assistance',
  async *run(tx) {
    yield* await tx.query<Fault>(faults)
  },
}
