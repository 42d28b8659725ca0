import { randomUUID } from 'node:crypto'
import { postEntry } from '~/ledger/post-entry.server'
import { reverseEntry } from '~/ledger/reverse-entry.server'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

interface Row {
  campaign: string
  fund: string
  state: string
  leftFen: Fen
}
const lock = `
  SELECT campaign, fund, state, cash_fen - arrived_fen AS "leftFen" FROM giving_sponsor WHERE id = $1::uuid FOR UPDATE`
const keep = `
  WITH moved AS (UPDATE giving_sponsor SET arrived_fen = arrived_fen + $3 WHERE id = $2::uuid)
  INSERT INTO giving_sponsor_arrival (id, sponsor_id, amount_fen, arrived_on, bank_line_id, entry_id) VALUES ($1, $2, $3, $4, $5, $6)`

export interface SponsorCash {
  sponsorId: string
  amountFen: Fen
  occurredOn: Day
  bankLineId: string | null
}

/**
 * Books cash of a sponsor that came, in `tx`: kind `sponsorship`, into its fund, and in no total of what the public gave. Whoever asks has
 * asked `can()`. Refuses `unknown-sponsor`, `not-agreed`, `more-than-agreed`.
 */
export async function bookSponsorCash(
  tx: Sql,
  { sponsorId, amountFen, occurredOn, bankLineId }: SponsorCash,
): Promise<
  Outcome<{ arrivalId: string; campaign: string }, 'unknown-sponsor' | 'not-agreed' | 'more-than-agreed'>
> {
  const [sponsor] = isUuid(sponsorId) ? await tx.query<Row>(lock, [sponsorId]) : []
  if (!sponsor) return { ok: false, reason: 'unknown-sponsor' }
  if (sponsor.state !== 'agreed') return { ok: false, reason: 'not-agreed' }
  if (amountFen <= 0n || amountFen > sponsor.leftFen) return { ok: false, reason: 'more-than-agreed' }
  const { fund, campaign } = sponsor
  const arrivalId = randomUUID()
  const posted = await postEntry(tx, {
    ...{ source: 'sponsor', key: arrivalId, kind: 'sponsorship', occurredOn, channel: 'bank' },
    lines: [
      { account: 'bank', fund, campaign, amountFen },
      { account: 'sponsorship', fund, campaign, amountFen: -amountFen },
    ],
  })
  if (!posted.ok) throw new Error(`a sponsor's cash could not be booked: ${posted.reason}`)
  await tx.query(keep, [arrivalId, sponsorId, amountFen, occurredOn, bankLineId, posted.entryId])
  return { ok: true, arrivalId, campaign }
}

const undo = `
  WITH a AS (UPDATE giving_sponsor_arrival SET taken_back_at = clock_timestamp() WHERE id = $1::uuid AND taken_back_at IS NULL
             RETURNING sponsor_id, amount_fen)
  UPDATE giving_sponsor s SET arrived_fen = s.arrived_fen - a.amount_fen FROM a WHERE s.id = a.sponsor_id RETURNING 1`

/** The bank line was not this sponsor's: its entry is reversed and the cash is awaited again. Throws when there is no such arrival. */
export async function takeBackSponsorCash(
  tx: Sql,
  { sponsorId, bankLineId, occurredOn }: { sponsorId: string; bankLineId: string; occurredOn: Day },
): Promise<void> {
  await tx.query(lock, [sponsorId])
  const [arrival] = await tx.query<{ id: string; entryId: bigint }>(
    `SELECT id::text, entry_id AS "entryId" FROM giving_sponsor_arrival
      WHERE sponsor_id = $1::uuid AND bank_line_id = $2 AND taken_back_at IS NULL`,
    [sponsorId, bankLineId],
  )
  const reversed =
    arrival && (await reverseEntry(tx, { entryId: arrival.entryId, memo: 'not this sponsor', occurredOn }))
  const [undone] = arrival ? await tx.query(undo, [arrival.id]) : []
  if (!reversed?.ok || !undone) throw new Error('the cash of a sponsor could not be taken back')
}
