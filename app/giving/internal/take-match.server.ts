import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { SuggestionReason } from '../pledge-index'

export interface LockedLine {
  id: string
  day: Day
  openFen: Fen
  counterparty: string
}
const lock = `
  SELECT id::text, day, open_fen AS "openFen", counterparty FROM payments_bank_line WHERE id = $1::uuid AND amount_fen > 0 FOR UPDATE`
const insert = `
  WITH l AS (UPDATE payments_bank_line SET open_fen = open_fen - $4 WHERE id = $2::uuid)
  INSERT INTO payments_bank_match (id, line_id, kind, amount_fen, target, gift_id, reason, automatic, entry_id, matched_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

/** The credit, locked to the end of `tx`: two treasurers work on one line one after the other. Null when there is none. */
export async function lockLine(tx: Sql, id: string): Promise<LockedLine | null> {
  const [line] = await tx.query<LockedLine>(lock, [id])
  return line ?? null
}

export interface TakenMatch {
  kind: 'pledge' | 'gift' | 'payout' | 'sponsor' | 'deposit'
  amountFen: Fen
  target: string
  /** None of a payout and of a deposit, whose gifts were booked when they came, nor of a sponsor. */
  giftId: string | null
  reason: SuggestionReason | 'by-hand'
  automatic: boolean
}

/**
 * Takes a part of a locked line out of suspense and keeps what it was, in the transaction that books that. Receipt and gift
 * share the bank's day, so that no day shows the money twice.
 */
export async function takeMatch(tx: Sql, by: Actor, line: LockedLine, match: TakenMatch): Promise<string> {
  const id = randomUUID()
  const { kind, amountFen, target, giftId, reason, automatic } = match
  const posted = await postEntry(tx, {
    source: 'bank-match',
    key: id,
    kind: 'receipt',
    occurredOn: line.day,
    channel: 'bank',
    lines: [
      { account: 'unmatched-receipts', fund: 'suspense', amountFen },
      { account: 'bank', fund: 'suspense', amountFen: -amountFen },
    ],
  })
  if (!posted.ok) throw new Error(`a match could not be booked: ${posted.reason}`)
  const values = [id, line.id, kind, amountFen, target, giftId, reason, automatic, posted.entryId, by.id]
  await tx.query(insert, values)
  const after = { matchId: id, kind, target, amountFen, reason, automatic }
  await recordAct(tx, { by, action: 'bank.match', subject: { kind: 'bank-line', id: line.id }, after })
  return id
}
