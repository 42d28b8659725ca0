import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { projections } from '~/wiring.server'
import { commitmentOf, salt } from './gifts'
import { funds, slug } from './open-database'

const atOnce = 25_000
const nameOf = `'街坊' || substr(md5('name' || n), 1, 8)`
const mailOf = `'donor' || n || '@example.org'`

/**
 * Confirmed gifts number $1 to $2, one each $3 milliseconds from twenty days ago, as `giving_settle` leaves them, in one statement: gift, allocation, event, entry and
 * lines. With $4 each donor has a name and a mail address of their own. The ledger's triggers check them as they check everything; the input hash is the one that `ledger_post` makes.
 */
const confirmedGifts = `
  WITH s AS MATERIALIZED (
    SELECT id, id::text AS key, fen, fund, day, at, name, mail, ${commitmentOf('name')} AS donor, n
      FROM (SELECT n, md5('grown' || n)::uuid AS id, 100 + (n * 7919) % 50000 AS fen, CASE n % 3 WHEN 0 THEN '${funds[1]}' ELSE '${funds[0]}' END AS fund,
                   at, shanghai_day(at) AS day,
                   CASE WHEN $4::boolean THEN ${nameOf} ELSE '' END AS name, CASE WHEN $4::boolean THEN ${mailOf} ELSE '' END AS mail
              FROM (SELECT n, now() - interval '20 days' + n * $3 * interval '1 millisecond' AS at FROM generate_series($1::bigint, $2::bigint) n) t) t
  ), e AS (
    INSERT INTO ledger_entry (source, key, kind, occurred_on, posted_at, channel, memo, donor_commitment, input_hash, line_count)
    SELECT 'gift', key, 'gift', day, at, 'alipay', '', donor, sha256(convert_to(jsonb_build_array(
             'gift', day, 'alipay', '', encode(donor, 'hex'), NULL, ARRAY['provider-clearing', 'donations'], ARRAY[fund, fund],
             ARRAY['${slug}', '${slug}'], ARRAY[fen, -fen])::text, 'UTF8')), 2
      FROM s ORDER BY n RETURNING id AS entry_id, key
  ), l AS (
    INSERT INTO ledger_line (entry_id, line_no, account, fund, campaign, amount_fen)
    SELECT e.entry_id, t.no, t.account, s.fund, '${slug}', t.sign * s.fen
      FROM e JOIN s USING (key), (VALUES (1, 'provider-clearing', 1), (2, 'donations', -1)) t (no, account, sign)
  ), g AS (
    INSERT INTO giving_gift (id, campaign, state, amount_fen, locale, donor_name, contact_email, salt, donor_commitment, check_code, checkout_ref, payment_ref,
                             channel, ack_number, entry_id, paid_on, confirmed_at)
    SELECT s.id, '${slug}', 'confirmed', s.fen, 'zh-CN', s.name, s.mail, ${salt}, s.donor, '0123456789', 'cs_g' || s.n, 'pi_g' || s.n,
           'alipay', nextval('giving_ack_number'), e.entry_id, s.day, s.at
      FROM e JOIN s USING (key) RETURNING id
  ), a AS (
    INSERT INTO giving_allocation (gift_id, fund, amount_fen) SELECT g.id, s.fund, s.fen FROM g JOIN s USING (id)
  )
  INSERT INTO payments_event (provider, event_id, type, created_at, via, outcome, payload)
  SELECT 'stripe', 'evt_g' || n, 'charge.succeeded', at, 'webhook', '{"outcome": "confirmed"}', '{}' FROM s`

export async function growTo(
  db: Database,
  entries: number,
  { everyMs = 1_000, named = false } = {},
): Promise<void> {
  for (let n = 1; n <= entries; n += atOnce) {
    await db.query(confirmedGifts, [n, Math.min(n + atOnce - 1, entries), everyMs, named])
  }
}

/** Seals everything as the sealer does, one batch after the other; answers entries per second of each tenth. */
export async function sealAll(db: Database, entries: number): Promise<number[]> {
  const rates: number[] = []
  let sealed = 0
  let since = { sealed: 0, at: performance.now() }
  for (;;) {
    const batch = await sealEntries(db, projections)
    sealed += batch.sealed
    if (sealed - since.sealed >= entries / 10 || (batch.sealed === 0 && sealed > since.sealed)) {
      const at = performance.now()
      rates.push(((sealed - since.sealed) * 1000) / (at - since.at))
      since = { sealed, at }
    }
    if (batch.sealed === 0) return rates
  }
}
