import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'

const make = 'INSERT INTO stewardship_promise (fund) VALUES ($1) ON CONFLICT DO NOTHING'
const hold = 'SELECT promised_fen AS fen FROM stewardship_promise WHERE fund = $1 FOR UPDATE'
/**
 * One statement, one snapshot: an entry is in the queue or in the total, never in both and never in neither. The queue is read first
 * (fenced), each of its entries by key: a fund's own lines may be millions.
 */
const there = `
  SELECT coalesce((SELECT balance_fen FROM ledger_fund_total WHERE fund = $1), 0)
       + coalesce((SELECT sum(x.fen) FROM (SELECT entry_id FROM ledger_unsealed OFFSET 0) u,
           LATERAL (SELECT sum(l.amount_fen) AS fen FROM ledger_line l JOIN ledger_account a ON a.code = l.account
                     WHERE l.entry_id = u.entry_id AND l.fund = $1 AND a.type IN ('asset', 'liability') OFFSET 0) x), 0) AS fen`

export interface FundMoney {
  /** What is really there: sealed, and posted but not yet sealed. */
  balanceFen: Fen
  /** What of it is promised to approved plans. */
  promisedFen: Fen
  /** What can still be promised; below zero when money went back to donors after it was promised. */
  availableFen: Fen
}

/** The same as `lockAvailable`, with what it is made of. */
export async function lockFundMoney(tx: Sql, fund: string): Promise<FundMoney> {
  await tx.query(make, [fund])
  const [row] = await tx.query<{ fen: Fen }>(hold, [fund])
  const promisedFen = row!.fen
  // Asked after the lock is held: whoever held it before has committed, and this statement sees it.
  const [balance] = await tx.query<{ fen: string }>(`SELECT (${there})::text AS fen`, [fund])
  const balanceFen = BigInt(balance!.fen)
  return { balanceFen, promisedFen, availableFen: balanceFen - promisedFen }
}

/**
 * What a fund can still promise or spend, in whole fen. Holds the fund's row of promises to the end of the transaction, so that nobody
 * else promises or spends from it meanwhile; for several funds call it in the order of their slugs. The transaction must be `read
 * committed`. See docs/decisions/0029.
 */
export async function lockAvailable(tx: Sql, fund: string): Promise<Fen> {
  return (await lockFundMoney(tx, fund)).availableFen
}

/** Adds `fen` (or takes it, when negative) to what a fund has promised. Its row is held by `lockAvailable` already. */
export async function movePromise(tx: Sql, fund: string, fen: Fen): Promise<void> {
  await tx.query('UPDATE stewardship_promise SET promised_fen = promised_fen + $2 WHERE fund = $1', [
    fund,
    fen,
  ])
}
