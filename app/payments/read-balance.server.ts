import type { Database, Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { Outcome } from '~/platform/outcome'
import { entryOfTransaction, feeOfTransaction } from './entry-of-transaction'
import type { BalanceTransaction, Gateway, ProviderPayout } from './gateway'
import { inChunks, SourceFailed } from './internal/in-chunks'

const chunkSize = 100
const overlapMs = 24 * 3600_000
/** A payout's state still changes for so long, and its list is looked at again while it does not add up. */
const payoutMs = 14 * 24 * 3600_000

/** Stores what is new and posts its fee in the same statement: a movement is stored with its fee, or not at all. */
const keep = `
  WITH t AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS t (id text, type text, amount bigint, fee bigint, cost bigint, currency text, ref text, payment text, source text, key text, at timestamptz)
  ), new AS (
    INSERT INTO payments_balance_transaction (provider, id, type, amount_fen, fee_fen, currency, source_ref, entry_source, entry_key, created_at, payment_ref)
    SELECT $1, t.id, type, amount, fee, currency, ref, coalesce(nullif(source, ''), n.entry_source, ''), coalesce(nullif(key, ''), n.entry_key, ''), at, payment
      FROM t LEFT JOIN payments_named_payment n ON n.provider = $1 AND n.payment_ref = t.payment AND t.type IN ('charge', 'payment') ON CONFLICT (provider, id) DO NOTHING RETURNING id
  ), fees AS (
    SELECT p.entry_id FROM t JOIN new USING (id) CROSS JOIN LATERAL ledger_post('fee', t.id, 'fee', shanghai_day(t.at), $1, '', NULL, NULL,
        ARRAY['provider-fees', 'provider-clearing'], ARRAY['payment-costs', 'payment-costs'], ARRAY[NULL, NULL]::text[], ARRAY[t.cost, -t.cost]) p
     WHERE t.cost <> 0 AND t.currency = 'CNY'
  ), strange AS (
    SELECT platform_alert('balance-unread', t.id, jsonb_build_object('type', t.type, 'amountFen', t.amount::text, 'currency', t.currency))::text AS told
      FROM t JOIN new USING (id) WHERE t.currency <> 'CNY'
  )
  SELECT (SELECT count(*)::int FROM new) AS stored, (SELECT count(*)::int FROM fees) AS fees, (SELECT count(told)::int FROM strange) AS strange`
/** Charges that name no gift, whose payment was named since they were stored. */
const nameThem = `
  UPDATE payments_balance_transaction b SET entry_source = n.entry_source, entry_key = n.entry_key FROM payments_named_payment n
   WHERE b.provider = $1 AND n.provider = b.provider AND n.payment_ref = b.payment_ref AND b.entry_source = '' AND b.payment_ref <> ''
     AND b.type IN ('charge', 'payment')`
const keepPayout = `
  INSERT INTO payments_payout (provider, id, amount_fen, currency, status, created_at, arrives_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (provider, id) DO UPDATE SET status = excluded.status, arrives_on = excluded.arrives_on`
const putInPayout = `
  UPDATE payments_balance_transaction SET payout_ref = $2 WHERE provider = $1 AND id = ANY($3::text[]) AND type <> 'payout'`
const addUp = `
  WITH s AS (SELECT coalesce(sum(amount_fen - fee_fen), 0)::bigint AS fen FROM payments_balance_transaction WHERE provider = $1 AND payout_ref = $2)
  UPDATE payments_payout p SET listed_fen = s.fen FROM s WHERE p.provider = $1 AND p.id = $2 AND p.listed_fen IS DISTINCT FROM s.fen
  RETURNING p.amount_fen AS "amountFen", s.fen AS "listedFen"`

/**
 * Work by the clock: reads the provider's balance since the last time, a day over, and its payouts with what each pays out. Fees are
 * posted, once for each movement. A payout that does not add up is alerted as `payout-differs`, movements in another currency as
 * `balance-unread`. Refuses `unavailable`: the provider cannot be read now; the next run goes on.
 */
export async function readBalance(
  db: Database,
  gateway: Gateway,
  now: Date,
): Promise<Outcome<{ stored: number; fees: number; payouts: number }, 'unavailable'>> {
  const { provider } = gateway
  const total = { stored: 0, fees: 0, payouts: 0 }
  try {
    const [last] = await db.query<{ at: Date | null }>(
      'SELECT max(created_at) AS at FROM payments_balance_transaction WHERE provider = $1',
      [provider],
    )
    const since = new Date(last!.at ? last!.at.getTime() - overlapMs : 0)
    for await (const chunk of inChunks(gateway.listBalanceTransactions({ since }), chunkSize)) {
      const kept = await keepChunk(db, provider, chunk)
      total.stored += kept.stored
      total.fees += kept.fees
    }
    await db.query(nameThem, [provider])
    for await (const payouts of inChunks(gateway.listPayouts(new Date(now.getTime() - payoutMs)), chunkSize))
      for (const payout of payouts) {
        await readPayout(db, gateway, payout)
        total.payouts++
      }
    return { ok: true, ...total }
  } catch (error) {
    if (!(error instanceof SourceFailed)) throw error
    log.warn({ provider, err: String(error.cause) }, "the provider's balance could not be read")
    return { ok: false, reason: 'unavailable' }
  }
}

async function keepChunk(sql: Sql, provider: string, chunk: BalanceTransaction[]) {
  const rows = chunk.map((t) => ({
    id: t.id,
    type: t.type,
    amount: t.amountFen,
    fee: t.feeFen,
    cost: feeOfTransaction(t).toString(),
    currency: t.currency,
    ref: t.sourceRef,
    payment: t.paymentRef,
    source: entryOfTransaction(t)?.source ?? '',
    key: entryOfTransaction(t)?.key ?? '',
    at: t.at,
  }))
  const [kept] = await sql.query<{ stored: number; fees: number }>(keep, [provider, JSON.stringify(rows)])
  return kept!
}

async function readPayout(db: Database, gateway: Gateway, payout: ProviderPayout): Promise<void> {
  const { provider } = gateway
  const { id, amountFen, currency, status, createdAt, arrivesOn } = payout
  await db.query(keepPayout, [provider, id, amountFen, currency, status, createdAt, arrivesOn])
  const [known] = await db.query(
    'SELECT 1 FROM payments_payout WHERE provider = $1 AND id = $2 AND listed_fen = amount_fen',
    [provider, id],
  )
  if (known || status === 'failed' || status === 'canceled') return
  for await (const chunk of inChunks(gateway.listBalanceTransactions({ payoutRef: id }), chunkSize)) {
    await keepChunk(db, provider, chunk)
    await db.query(putInPayout, [provider, id, chunk.map((t) => t.id)])
  }
  const [sum] = await db.query<{ amountFen: bigint; listedFen: bigint }>(addUp, [provider, id])
  if (!sum || sum.amountFen === sum.listedFen) return
  const off = {
    amountFen: String(sum.amountFen),
    listedFen: String(sum.listedFen),
    offFen: String(sum.amountFen - sum.listedFen),
  }
  await db.query(`SELECT platform_alert('payout-differs', $1, $2::jsonb)::text`, [id, JSON.stringify(off)])
}
