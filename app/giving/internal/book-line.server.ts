import { type Route, splitOver } from '~/campaigns/routing'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { batchVia } from '../batch'
import { bookGift } from '../book-gift.server'
import type { BatchRow } from './batch-row.server'
import { namedId } from './named-id.server'

export interface BookableLine {
  id: string
  amountFen: Fen
  fund: string | null
  donorName: string
  nameConsent: boolean
  contactEmail: string
  locale: Locale
}

/** SQL: the lines of batch `$1` in the state `$2`, held, in one order. */
export const linesToBook = `
  SELECT id::text, amount_fen AS "amountFen", fund, donor_name AS "donorName", name_consent AS "nameConsent",
         contact_email AS "contactEmail", locale
    FROM giving_batch_line WHERE batch_id = $1::uuid AND state = $2 AND ($3::uuid IS NULL OR id = $3::uuid) ORDER BY position FOR UPDATE`

/** The donor is the gift's from here on, so that whoever asks to be forgotten is forgotten in one place. */
const booked = `
  UPDATE giving_batch_line SET state = 'booked', gift_id = $2::uuid, donor_name = '', name_consent = false, contact_email = '',
         decided_by = $3, decided_at = clock_timestamp() WHERE id = $1::uuid`

/** Books one line as a gift, in `tx` that holds it, and keeps which. Throws when the gift's name is taken: nothing must hide money. */
export async function bookLine(
  tx: Sql,
  line: BookableLine,
  batch: BatchRow,
  { routes, occurredOn, by }: { routes: readonly Route[]; occurredOn: Day; by: string },
): Promise<string> {
  const { id, amountFen, fund, ...donor } = line
  const gift = await bookGift(tx, {
    id: namedId('batch-line', batch.id, id),
    campaign: batch.campaign,
    shares: fund === null ? splitOver(amountFen, routes) : [{ fund, amountFen }],
    channel: batch.kind,
    occurredOn,
    ...donor,
    via: batchVia(batch.id),
  })
  if (!gift.created) throw new Error(`batch line ${id} was booked before`)
  await tx.query(booked, [id, gift.giftId, by])
  return gift.giftId
}
