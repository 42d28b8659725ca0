import type { BookCheck, Fault } from '~/ledger/projection'
import type { Sql } from '~/platform/db.server'

const pageSize = 2_000
const firstGift = '00000000-0000-0000-0000-000000000000'

const nextGift = 'SELECT id FROM giving_gift WHERE id >= $1::uuid ORDER BY id OFFSET $2 LIMIT 1'
const nextEntry = 'SELECT id FROM ledger_entry WHERE id >= $1 ORDER BY id OFFSET $2 LIMIT 1'

/**
 * Gifts of one page against their entries. A gift whose donor was erased has no salt left: then only its entry can be
 * compared. What is not an asset of the entry must be exactly the allocations and the covered fee; that the assets
 * answer to it is the ledger's own balance.
 */
const giftFaults = `
  WITH page AS (
    SELECT g.id, g.state, g.campaign, g.amount_fen, g.fee_cover_fen, g.donor_name, g.salt, g.donor_commitment, g.entry_id,
           g.paid_on, g.channel, e.id AS found, e.kind, e.channel AS entry_channel, e.donor_commitment AS entry_commitment,
           coalesce(e.adjusts_on, e.occurred_on) AS entry_on
      FROM giving_gift g LEFT JOIN ledger_entry e ON e.source = 'gift' AND e.key = g.id::text
     WHERE g.id >= $1::uuid AND ($2::uuid IS NULL OR g.id < $2::uuid)
  ), given AS (
    SELECT p.id, coalesce(sum(a.amount_fen), 0)::bigint AS amount_fen
      FROM page p LEFT JOIN giving_allocation a ON a.gift_id = p.id GROUP BY p.id
  ), wanted AS (
    SELECT p.id, 'donations' AS account, a.fund, p.campaign, -a.amount_fen AS amount_fen
      FROM page p JOIN giving_allocation a ON a.gift_id = p.id WHERE p.state = 'confirmed'
    UNION ALL
    SELECT p.id, 'fee-cover', 'payment-costs', NULL, -p.fee_cover_fen
      FROM page p WHERE p.state = 'confirmed' AND p.fee_cover_fen > 0
  ), posted AS (
    SELECT p.id, l.account, l.fund, l.campaign, l.amount_fen
      FROM page p JOIN ledger_line l ON l.entry_id = p.found JOIN ledger_account c ON c.code = l.account
     WHERE p.state = 'confirmed' AND c.type <> 'asset'
  ), differing AS (
    (SELECT 'is missing' AS how, w.* FROM (SELECT * FROM wanted EXCEPT ALL SELECT * FROM posted) w)
    UNION ALL
    (SELECT 'is too much', x.* FROM (SELECT * FROM posted EXCEPT ALL SELECT * FROM wanted) x)
  )
  SELECT 'gift-allocations' AS what, 'giving_gift ' || p.id AS row,
         'allocations sum to ' || s.amount_fen || ' of ' || p.amount_fen || ' fen' AS detail
    FROM page p JOIN given s ON s.id = p.id WHERE s.amount_fen <> p.amount_fen
  UNION ALL
  SELECT 'gift-commitment', 'giving_gift ' || id, 'name and salt do not give the commitment' FROM page
   WHERE octet_length(salt) > 0
     AND donor_commitment <> sha256('\\x7368616e78696e672d646f6e6f722f763100'::bytea || salt || convert_to(donor_name, 'UTF8'))
  UNION ALL
  SELECT 'gift-entry', 'giving_gift ' || id,
         CASE WHEN found IS NULL THEN 'confirmed, and no entry'
              WHEN found IS DISTINCT FROM entry_id THEN 'its entry is ' || found || ', it names ' || coalesce(entry_id::text, 'none')
              WHEN entry_commitment IS DISTINCT FROM donor_commitment THEN 'entry ' || found || ' carries another commitment'
              ELSE 'entry ' || found || ' has another kind, day or channel' END
    FROM page
   WHERE state = 'confirmed'
     AND (found IS NULL OR found IS DISTINCT FROM entry_id OR entry_commitment IS DISTINCT FROM donor_commitment
          OR kind <> 'gift' OR entry_on IS DISTINCT FROM paid_on OR entry_channel IS DISTINCT FROM channel)
  UNION ALL
  SELECT 'gift-lines', 'ledger_entry ' || p.found,
         d.amount_fen || ' fen on ' || d.account || ' of ' || d.fund || coalesce(' for ' || d.campaign, '') || ' ' || d.how
    FROM differing d JOIN page p ON p.id = d.id WHERE p.found IS NOT NULL`

/**
 * Refunds and disputes of one page of gifts against their entries, and against what the gift says has gone back. What is not an
 * asset of an entry must be exactly the shares, the covered fee and what went beyond the gift; a refund that failed after it was
 * booked has its reversal.
 */
const backFaults = `
  WITH page AS (SELECT id, campaign, amount_fen, fee_cover_fen, refunded_fen, refunded_at, entry_id FROM giving_gift
     WHERE id >= $1::uuid AND ($2::uuid IS NULL OR id < $2::uuid)
  ), backs AS (
    SELECT 'giving_refund ' || r.id AS row, r.gift_id, p.campaign, 'refund' AS source, r.provider_ref AS key, r.entry_id, 'refund' AS kind,
           r.amount_fen, r.fee_fen, 0::bigint AS over_fen, r.funds, r.share_fens, r.state = 'settled' AS gone, r.state <> 'failed' AS counts
      FROM page p JOIN giving_refund r ON r.gift_id = p.id
    UNION ALL
    SELECT 'giving_dispute ' || d.id, d.gift_id, p.campaign, 'dispute', d.provider_ref || ':lost', d.closing_id, 'refund',
           d.amount_fen, d.fee_fen, d.over_fen, d.funds, d.share_fens, d.state = 'lost', d.state <> 'won'
      FROM page p JOIN giving_dispute d ON d.gift_id = p.id
  ), wanted AS (
    SELECT b.row, b.source, b.key, 'donations' AS account, s.fund, b.campaign, s.fen
      FROM backs b, unnest(b.funds, b.share_fens) AS s (fund, fen) WHERE b.gone
    UNION ALL SELECT row, source, key, 'fee-cover', 'payment-costs', NULL, fee_fen FROM backs WHERE gone AND fee_fen > 0
    UNION ALL SELECT row, source, key, 'provider-fees', 'payment-costs', NULL, over_fen FROM backs WHERE gone AND over_fen > 0
  ), posted AS (
    SELECT b.row, b.source, b.key, l.account, l.fund, l.campaign, l.amount_fen
      FROM backs b JOIN ledger_entry e ON e.source = b.source AND e.key = b.key AND e.id = b.entry_id AND e.kind = b.kind
      JOIN ledger_line l ON l.entry_id = e.id JOIN ledger_account c ON c.code = l.account WHERE b.gone AND c.type <> 'asset'
  ), differing AS (
    (SELECT 'is missing' AS how, w.* FROM (SELECT * FROM wanted EXCEPT ALL SELECT * FROM posted) w)
    UNION ALL
    (SELECT 'is too much', x.* FROM (SELECT * FROM posted EXCEPT ALL SELECT * FROM wanted) x)
  )
  SELECT 'money-back-lines' AS what, row, fen || ' fen on ' || account || ' of ' || fund || ' ' || how || ' in the books' AS detail FROM differing
  UNION ALL
  SELECT 'money-back-shares', row, 'its shares sum to ' || (SELECT coalesce(sum(f), 0) FROM unnest(share_fens) AS f) || ' of ' || amount_fen || ' fen'
    FROM backs WHERE counts AND amount_fen <> (SELECT coalesce(sum(f), 0) FROM unnest(share_fens) AS f)
  UNION ALL
  SELECT 'money-back-reversal', b.row, 'failed, and its entry ' || b.entry_id || ' stands' FROM backs b
   WHERE b.source = 'refund' AND NOT b.counts AND b.entry_id IS NOT NULL AND NOT EXISTS (SELECT FROM ledger_entry WHERE reverses = b.entry_id)
  UNION ALL
  SELECT 'money-back-withheld', 'giving_dispute ' || d.id, 'its opening is not entry ' || d.entry_id
    FROM page p JOIN giving_dispute d ON d.gift_id = p.id
   WHERE NOT EXISTS (SELECT FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'disputed'
      WHERE e.id = d.entry_id AND e.source = 'dispute' AND e.key = d.provider_ref || ':opened' AND e.kind = 'dispute'
      GROUP BY e.id HAVING sum(l.amount_fen) = d.amount_fen + d.fee_fen + d.over_fen)
  UNION ALL
  SELECT 'money-back-won', 'giving_dispute ' || d.id, 'its end is not entry ' || d.closing_id
    FROM page p JOIN giving_dispute d ON d.gift_id = p.id
   WHERE d.state = 'won' AND NOT EXISTS (SELECT FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id AND l.account = 'disputed'
      WHERE e.id = d.closing_id AND e.source = 'dispute' AND e.key = d.provider_ref || ':won' AND e.kind = 'dispute'
      GROUP BY e.id HAVING sum(l.amount_fen) = -(d.amount_fen + d.fee_fen + d.over_fen))
  UNION ALL
  SELECT 'gift-refunded', 'giving_gift ' || p.id, 'says ' || p.refunded_fen || ' fen went back, it is ' || b.fen
    FROM page p CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount_fen) FILTER (WHERE gone), 0) AS fen, coalesce(sum(amount_fen) FILTER (WHERE counts), 0) AS taken,
             coalesce(sum(fee_fen) FILTER (WHERE counts), 0) AS fee FROM backs WHERE gift_id = p.id
    ) b
   WHERE b.fen <> p.refunded_fen OR (p.refunded_at IS NULL AND p.refunded_fen >= p.amount_fen) OR b.taken > p.amount_fen OR b.fee > p.fee_cover_fen
  UNION ALL
  SELECT 'gift-taken-back', 'giving_gift ' || p.id, 'says that all of it has gone back; no refund and no reversal does'
    FROM page p WHERE p.refunded_at IS NOT NULL AND p.refunded_fen < p.amount_fen
     AND NOT EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = p.entry_id)`

/** Refunds of one page of gifts that were paid by hand: out of what was said, and what the bank shows is of the same sum. */
const paidFaults = `
  SELECT 'refund-paid' AS what, 'giving_refund ' || r.id AS row,
         'paid by ' || r.paid_by || ' over ' || r.amount_fen + r.fee_fen || ' fen, its entry takes ' || coalesce(l.fen::text, 'nothing') || ' from there'
           || coalesce(', the bank''s line is of ' || b.amount_fen, '') AS detail
    FROM giving_refund r LEFT JOIN payments_bank_line b ON b.id = r.bank_line_id
    LEFT JOIN LATERAL (SELECT -sum(amount_fen) AS fen FROM ledger_line WHERE entry_id = r.entry_id AND account = r.paid_by) l ON true
   WHERE r.gift_id >= $1::uuid AND ($2::uuid IS NULL OR r.gift_id < $2::uuid) AND r.paid_by <> ''
     AND (l.fen IS DISTINCT FROM r.amount_fen + r.fee_fen OR b.amount_fen <> -(r.amount_fen + r.fee_fen))`

/** Entries of one page that say money went back, and no refund or dispute of ours says so. */
const backEntryFaults = `
  SELECT 'entry-money-back' AS what, 'ledger_entry ' || e.id AS row, 'there is no such ' || e.source || ': ' || e.key AS detail
    FROM ledger_entry e
   WHERE e.source IN ('refund', 'dispute') AND e.id >= $1 AND ($2::bigint IS NULL OR e.id < $2)
     AND NOT EXISTS (SELECT FROM giving_refund WHERE entry_id = e.id OR entry_id = e.reverses)
     AND NOT EXISTS (SELECT FROM giving_dispute WHERE entry_id = e.id OR closing_id = e.id)`

/** Entries of one page that say they are gifts, and are not. The key is cast only where it can be. */
const entryFaults = `
  SELECT 'entry-gift' AS what, 'ledger_entry ' || e.id AS row,
         CASE WHEN g.id IS NULL THEN 'there is no gift ' || e.key ELSE 'gift ' || e.key || ' is ' || g.state END AS detail
    FROM ledger_entry e LEFT JOIN giving_gift g
      ON g.id = CASE WHEN e.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN e.key::uuid END
   WHERE e.source = 'gift' AND e.id >= $1 AND ($2::bigint IS NULL OR e.id < $2)
     AND (g.id IS NULL OR g.state <> 'confirmed')`

/** Walks a table by key, `pageSize` rows at a time, and gives what `faults` finds in each page. */
async function* byPage<Key>(tx: Sql, first: Key, next: string, faults: string): AsyncGenerator<Fault> {
  let from: Key | null = first
  while (from !== null) {
    const [after]: { id: Key }[] = await tx.query<{ id: Key }>(next, [from, pageSize])
    const to: Key | null = after?.id ?? null
    yield* await tx.query<Fault>(faults, [from, to])
    from = to
  }
}

/**
 * Proves that gifts and books say the same, both ways: every confirmed gift has its one entry with its funds, fee, day,
 * channel and donor commitment, and every entry of source `gift` is a confirmed gift's; allocations sum to their gift. So do refunds
 * and disputes, and what a gift says has gone back.
 * Memory does not grow with the number of gifts.
 */
export const giftBooks: BookCheck = {
  name: 'gifts',
  async *run(tx) {
    yield* byPage(tx, firstGift, nextGift, giftFaults)
    yield* byPage(tx, firstGift, nextGift, backFaults)
    yield* byPage(tx, firstGift, nextGift, paidFaults)
    yield* byPage(tx, 0n, nextEntry, entryFaults)
    yield* byPage(tx, 0n, nextEntry, backEntryFaults)
  },
}
