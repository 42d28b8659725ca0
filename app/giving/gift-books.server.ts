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
 * channel and donor commitment, and every entry of source `gift` is a confirmed gift's; allocations sum to their gift.
 * Memory does not grow with the number of gifts.
 */
export const giftBooks: BookCheck = {
  name: 'gifts',
  async *run(tx) {
    yield* byPage(tx, firstGift, nextGift, giftFaults)
    yield* byPage(tx, 0n, nextEntry, entryFaults)
  },
}
