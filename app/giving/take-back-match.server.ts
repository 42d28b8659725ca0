import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import { shanghaiDay } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { hasRefund } from './internal/has-refund.server'
import { takeBackSponsorCash } from './internal/sponsor-cash.server'
import { takeBackDeposit } from './internal/take-back-deposit.server'
import { lockLine } from './internal/take-match.server'
import { takeBackArrival } from './take-back-arrival.server'

interface Row {
  lineId: string
  kind: string
  target: string
  amountFen: bigint
  entryId: bigint
}
export type TakeBackRefusal =
  | 'not-allowed'
  | 'unknown-match'
  | 'taken-back'
  | 'refunded'
  | 'payout-stays'
  | 'note-needed'
class Refused extends Error {
  constructor(readonly reason: TakeBackRefusal) {
    super(reason)
  }
}

const find = `
  SELECT line_id::text AS "lineId", kind, target, amount_fen AS "amountFen", entry_id AS "entryId", undone_at AS "undoneAt"
    FROM payments_bank_match WHERE id = $1::uuid`
const undo = `
  WITH m AS (UPDATE payments_bank_match SET undone_by = $2, undone_at = clock_timestamp(), undo_note = $3 WHERE id = $1::uuid)
  UPDATE payments_bank_line SET open_fen = open_fen + $5 WHERE id = $4::uuid`
const lockGift = 'SELECT entry_id AS "entryId" FROM giving_gift WHERE id = $1::uuid FOR UPDATE'
const longestNote = 400

/**
 * A match was a mistake: its gift is reversed, a pledge is open again by as much, a deposit's cash is in the house again, and the
 * money lies in suspense as before. The
 * note says why, for colleagues. Refuses `not-allowed`, `unknown-match`, `taken-back` (by somebody else, just now), `refunded`
 * (money of it went back to the donor, or is asked to), `payout-stays` (what the
 * provider paid out is the sum of its movements and nothing else), `note-needed`.
 */
export async function takeBackMatch(
  db: Database,
  by: Actor,
  { matchId, note, now }: { matchId: string; note: string; now: Date },
): Promise<Outcome<{ lineId: string }, TakeBackRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  const why = [...note.normalize('NFC').trim()].slice(0, longestNote).join('')
  if (why === '') return { ok: false, reason: 'note-needed' }
  const [known] = isUuid(matchId) ? await db.query<Row>(find, [matchId]) : []
  if (!known) return { ok: false, reason: 'unknown-match' }
  try {
    return await db.transaction(async (tx) => {
      await lockLine(tx, known.lineId)
      const [match] = await tx.query<Row & { undoneAt: Date | null }>(find, [matchId])
      if (match!.undoneAt !== null) throw new Refused('taken-back')
      const { lineId, kind, target, amountFen, entryId } = match!
      const occurredOn = shanghaiDay(now)
      if (kind === 'payout') throw new Refused('payout-stays')
      if (kind === 'pledge') {
        const back = await takeBackArrival(tx, { pledgeId: target, bankLineId: lineId, occurredOn })
        if (!back.ok) throw back.reason === 'refunded' ? new Refused('refunded') : new Error(back.reason)
      } else if (kind === 'sponsor')
        await takeBackSponsorCash(tx, { sponsorId: target, bankLineId: lineId, occurredOn })
      else if (kind === 'deposit') await takeBackDeposit(tx, target, occurredOn)
      else await takeBackGift(tx, target, occurredOn)
      const reversed = await reverseEntry(tx, { entryId, memo: 'match taken back', occurredOn })
      if (!reversed.ok) throw new Error(`a match could not be taken back: ${reversed.reason}`)
      await tx.query(undo, [matchId, by.id, why, lineId, amountFen])
      const subject = { kind: 'bank-line', id: lineId }
      await recordAct(tx, {
        by,
        action: 'bank.match-undo',
        subject,
        before: { matchId, kind, target, amountFen },
        note: why,
      })
      return { ok: true as const, lineId }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}

async function takeBackGift(tx: Sql, giftId: string, occurredOn: string): Promise<void> {
  const [gift] = await tx.query<{ entryId: bigint }>(lockGift, [giftId])
  if (await hasRefund(tx, giftId)) throw new Refused('refunded')
  const reversed = await reverseEntry(tx, { entryId: gift!.entryId, memo: 'not this gift', occurredOn })
  if (!reversed.ok) throw new Error(`a gift could not be taken back: ${reversed.reason}`)
  await tx.query('UPDATE giving_gift SET refunded_at = clock_timestamp() WHERE id = $1::uuid', [giftId])
}
