import type { Sql } from '~/platform/db.server'
import type { AccountType } from '../entry'

export interface FundMove {
  receivedFen: bigint
  disbursedFen: bigint
  balanceFen: bigint
}
export type FundMoves = Map<string, FundMove>

interface CountedLine {
  account: string
  type: AccountType
  fund: string
  amountFen: bigint
}

/**
 * What lines do to their funds: received = what income accounts were credited, disbursed = what `disbursements` was
 * debited, balance = assets less liabilities. A transfer between funds moves balances only.
 */
export function countLines(moves: FundMoves, lines: Iterable<CountedLine>) {
  for (const line of lines) {
    const move = moves.get(line.fund) ?? { receivedFen: 0n, disbursedFen: 0n, balanceFen: 0n }
    moves.set(line.fund, move)
    if (line.type === 'income') move.receivedFen -= line.amountFen
    if (line.account === 'disbursements') move.disbursedFen += line.amountFen
    if (line.type === 'asset' || line.type === 'liability') move.balanceFen += line.amountFen
  }
}

const moveFunds = `
  INSERT INTO ledger_fund_total AS t (fund, received_fen, disbursed_fen, balance_fen, tree_size)
  SELECT *, $5::bigint FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
  ON CONFLICT (fund) DO UPDATE SET received_fen = t.received_fen + excluded.received_fen,
    disbursed_fen = t.disbursed_fen + excluded.disbursed_fen, balance_fen = t.balance_fen + excluded.balance_fen,
    tree_size = excluded.tree_size`

/** Adds `moves` to the totals of their funds. */
export async function applyMoves(tx: Sql, moves: FundMoves, treeSize: bigint) {
  const values = [...moves.values()]
  await tx.query(moveFunds, [
    [...moves.keys()],
    values.map((m) => m.receivedFen),
    values.map((m) => m.disbursedFen),
    values.map((m) => m.balanceFen),
    treeSize,
  ])
}
