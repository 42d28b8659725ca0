import type { BookCheck, Fault } from '~/ledger/projection'

/** What a fund has promised is what its approved, open plans may still take. */
const promiseFaults = `
  SELECT 'plan-promise' AS what, 'stewardship_promise ' || coalesce(m.fund, s.fund) AS row,
         coalesce(m.promised_fen, 0) || ' fen are promised, open plans may take ' || coalesce(s.fen, 0) AS detail
    FROM stewardship_promise m
    FULL JOIN (SELECT s.fund, sum(s.amount_fen - s.paid_fen - s.returned_fen) AS fen
                 FROM stewardship_plan_source s JOIN stewardship_plan p ON p.id = s.plan WHERE p.state = 'approved' GROUP BY s.fund) s ON s.fund = m.fund
   WHERE coalesce(m.promised_fen, 0) <> coalesce(s.fen, 0)`

/** A plan, its sources and its lines say the same sums; what was paid is what payments say; a closed plan owes nothing. */
const planFaults = `
  WITH d AS (SELECT d.plan, sum(d.amount_fen) AS fen FROM stewardship_disbursement d WHERE d.reversed_on IS NULL GROUP BY d.plan),
       s AS (SELECT plan, sum(amount_fen) AS fen, sum(paid_fen) AS paid, sum(returned_fen) AS back FROM stewardship_plan_source GROUP BY plan),
       l AS (SELECT plan, sum(amount_fen) AS fen, sum(paid_fen) AS paid FROM stewardship_plan_line GROUP BY plan)
  SELECT 'plan-sums' AS what, 'stewardship_plan ' || p.id AS row,
         'says ' || p.amount_fen || ' fen and ' || p.paid_fen || ' paid; sources ' || coalesce(s.fen, 0) || ' and ' || coalesce(s.paid, 0) || ', given back ' ||
         coalesce(s.back, 0) || '; lines ' || coalesce(l.fen, 0) || ' and ' || coalesce(l.paid, 0) || '; payments ' || coalesce(d.fen, 0) AS detail
    FROM stewardship_plan p LEFT JOIN s ON s.plan = p.id LEFT JOIN l ON l.plan = p.id LEFT JOIN d ON d.plan = p.id
   WHERE p.amount_fen <> coalesce(s.fen, 0) OR p.paid_fen <> coalesce(s.paid, 0) OR p.paid_fen <> coalesce(l.paid, 0) OR p.paid_fen <> coalesce(d.fen, 0)
      OR (p.state IN ('submitted', 'half-approved', 'approved', 'closed') AND p.amount_fen <> coalesce(l.fen, 0))
      OR (p.state = 'closed' AND coalesce(s.paid + s.back, 0) <> p.amount_fen)
      OR (p.state NOT IN ('approved', 'closed') AND (p.paid_fen <> 0 OR coalesce(s.back, 0) <> 0))
  UNION ALL
  SELECT 'plan-part', 'stewardship_' || what || ' ' || x.plan || ' ' || x.key, 'says ' || x.paid || ' fen paid, payments say ' || coalesce(y.fen, 0)
    FROM (SELECT 'plan_source' AS what, plan, fund AS key, paid_fen AS paid FROM stewardship_plan_source
          UNION ALL SELECT 'plan_line', plan, no::text, paid_fen FROM stewardship_plan_line) x
    LEFT JOIN (SELECT g.what, d.plan, g.key, sum(g.fen) AS fen
                 FROM stewardship_disbursement d JOIN stewardship_disbursement_part t ON t.disbursement = d.id,
                 LATERAL (VALUES ('plan_source', t.fund, t.amount_fen), ('plan_line', t.line::text, t.amount_fen)) AS g (what, key, fen)
                WHERE d.reversed_on IS NULL GROUP BY g.what, d.plan, g.key) y USING (what, plan, key)
   WHERE x.paid <> coalesce(y.fen, 0)`

/** Every payment has its one entry with what each fund paid, reversed exactly when it was taken back; every such entry its payment. */
const paymentFaults = `
  WITH e AS (SELECT e.id, e.key, e.kind, coalesce(e.adjusts_on, e.occurred_on) AS day, EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = e.id) AS reversed,
                    (SELECT string_agg(x.said, ', ' ORDER BY x.said COLLATE "C")
                       FROM (SELECT l.account || ' ' || l.fund || ' ' || sum(l.amount_fen) AS said FROM ledger_line l WHERE l.entry_id = e.id
                              GROUP BY l.account, l.fund) x) AS said
               FROM ledger_entry e WHERE e.source = 'disbursement'),
       d AS (SELECT d.id, d.entry_id, d.paid_on, d.amount_fen, d.reversed_on IS NOT NULL AS back,
                    (SELECT sum(t.amount_fen) FROM stewardship_disbursement_part t WHERE t.disbursement = d.id) AS parts,
                    (SELECT string_agg(g.said, ', ' ORDER BY g.said COLLATE "C")
                       FROM (SELECT t.fund, sum(t.amount_fen) AS fen FROM stewardship_disbursement_part t WHERE t.disbursement = d.id GROUP BY t.fund) t,
                       LATERAL (VALUES ('disbursements ' || t.fund || ' ' || t.fen), ('bank ' || t.fund || ' ' || -t.fen)) AS g (said)) AS said
               FROM stewardship_disbursement d)
  SELECT 'payment-entry' AS what, 'stewardship_disbursement ' || d.id AS row, 'says ' || coalesce(d.said, 'nothing') || '; ' ||
         coalesce('entry ' || e.id || ' says ' || e.said, 'no entry') AS detail
    FROM d LEFT JOIN e ON e.key = d.id::text
   WHERE e.id IS NULL OR e.id <> d.entry_id OR e.kind <> 'disbursement' OR e.day <> d.paid_on OR e.reversed <> d.back OR e.said <> d.said
      OR d.parts IS DISTINCT FROM d.amount_fen
  UNION ALL
  SELECT 'entry-payment', 'ledger_entry ' || e.id, 'no payment is ' || e.key FROM e WHERE NOT EXISTS (SELECT FROM d WHERE d.id::text = e.key)
  UNION ALL
  SELECT 'payment-instalment', 'projects_instalment ' || i.contract || ' ' || i.no, 'says it was paid by ' || i.paid_by || ', which says otherwise'
    FROM projects_instalment i
   WHERE i.paid_by IS NOT NULL AND NOT EXISTS (SELECT FROM stewardship_disbursement d
          WHERE d.id = i.paid_by AND d.contract = i.contract AND d.instalment = i.no AND d.reversed_on IS NULL AND d.paid_on = i.paid_on)`

/** Proves usage plans: promises against open plans, sums against payments, payments against the ledger. */
export const planBooks: BookCheck = {
  name: 'plan-books',
  async *run(tx) {
    for (const faults of [promiseFaults, planFaults, paymentFaults]) yield* await tx.query<Fault>(faults)
  },
}
