import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { postEntry } from '~/ledger/post-entry.server'
import type { Fen } from '~/money/fen'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { lockLine, takeMatch } from './internal/take-match.server'
import { listDepositLots } from './list-deposit-lots.server'

export type MatchDepositRefusal =
  | 'not-allowed'
  | 'unknown-line'
  | 'nothing-chosen'
  | 'lot-gone'
  | 'not-so-much-open'

class Refused extends Error {
  constructor(readonly reason: MatchDepositRefusal) {
    super(reason)
  }
}

/** A line of a batch that is being reversed holds its gift as well. */
const hold = 'SELECT id FROM giving_gift WHERE entry_id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE'
const keep = `
  INSERT INTO giving_deposit_part (deposit_id, entry_id) SELECT $1::uuid, unnest($2::bigint[])
  ON CONFLICT (entry_id) WHERE taken_back_at IS NULL DO NOTHING RETURNING entry_id`
const byFund = `
  SELECT l.fund, sum(l.amount_fen)::bigint AS fen FROM ledger_line l
   WHERE l.entry_id = ANY ($1::bigint[]) AND l.account = 'cash'
     AND NOT EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = l.entry_id) GROUP BY l.fund HAVING sum(l.amount_fen) <> 0 ORDER BY l.fund`

/**
 * A transfer is cash that was paid in at the bank's counter, or a cheque that the bank has honoured: out of suspense, and each
 * fund's money from the house to the bank, in one transaction. A lot is paid in whole, less the refunds that were paid out of it; what the line has beyond the lots stays
 * open. Refuses `not-allowed`, `unknown-line`, `nothing-chosen`, `lot-gone` (paid in or changed by somebody else, just now),
 * `not-so-much-open`.
 */
export async function matchDeposit(
  db: Database,
  by: Actor,
  { lineId, lots: keys }: { lineId: string; lots: readonly string[] },
): Promise<Outcome<{ depositId: string; amountFen: Fen }, MatchDepositRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(lineId)) return { ok: false, reason: 'unknown-line' }
  try {
    return await db.transaction(async (tx) => {
      const line = await lockLine(tx, lineId)
      if (!line) throw new Refused('unknown-line')
      const wanted = new Set(keys)
      const lots = (await listDepositLots(tx)).filter(({ key }) => wanted.has(key))
      if (wanted.size === 0) throw new Refused('nothing-chosen')
      if (lots.length !== wanted.size) throw new Refused('lot-gone')
      const amountFen = lots.reduce((sum, lot) => sum + lot.amountFen, 0n)
      if (amountFen <= 0n || amountFen > line.openFen) throw new Refused('not-so-much-open')
      const depositId = randomUUID()
      const entries = lots.flatMap((lot) => lot.entries).sort((a, b) => (a < b ? -1 : 1))
      await payIn(tx, { depositId, entries, amountFen, day: line.day })
      const match = { kind: 'deposit', target: depositId, giftId: null, reason: 'by-hand' } as const
      await takeMatch(tx, by, line, { ...match, automatic: false, amountFen })
      return { ok: true, depositId, amountFen }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}

async function payIn(
  tx: Sql,
  deposit: { depositId: string; entries: bigint[]; amountFen: Fen; day: string },
): Promise<void> {
  const { depositId, entries, amountFen, day } = deposit
  await tx.query(hold, [entries])
  const kept = await tx.query(keep, [depositId, entries])
  const funds = await tx.query<{ fund: string; fen: Fen }>(byFund, [entries])
  // Somebody else was between the look and the hold: paid in with another line, or reversed.
  if (kept.length !== entries.length || funds.reduce((sum, f) => sum + f.fen, 0n) !== amountFen)
    throw new Refused('lot-gone')
  const posted = await postEntry(tx, {
    source: 'deposit',
    key: depositId,
    kind: 'transfer',
    occurredOn: day,
    channel: 'bank',
    lines: funds.flatMap(({ fund, fen }) => [
      { account: 'bank', fund, amountFen: fen },
      { account: 'cash', fund, amountFen: -fen },
    ]),
  })
  if (!posted.ok) throw new Error(`a deposit could not be booked: ${posted.reason}`)
}
