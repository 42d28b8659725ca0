import type { Sql } from '~/platform/db.server'
import { hasRefund } from './has-refund.server'

const gift = `
  SELECT gift_id::text AS "giftId" FROM giving_batch_line WHERE id = $2::uuid AND batch_id = $1::uuid`
/** The gift is held first: a deposit holds it too, so that the two see each other. */
const lock = 'SELECT entry_id AS "entryId" FROM giving_gift WHERE id = $1::uuid FOR UPDATE'
const banked = 'SELECT 1 FROM giving_deposit_part WHERE entry_id = $1 AND taken_back_at IS NULL'

/** Whether a line of a batch can be reversed, with its gift held; null when there is no such line. */
export async function lineStanding(
  tx: Sql,
  batchId: string,
  lineId: string,
): Promise<
  | { stands: 'booked'; giftId: string; entryId: bigint }
  | { stands: 'not-booked' | 'banked' | 'refunded' }
  | null
> {
  const [line] = await tx.query<{ giftId: string | null }>(gift, [batchId, lineId])
  if (!line) return null
  if (line.giftId === null) return { stands: 'not-booked' }
  const [held] = await tx.query<{ entryId: bigint }>(lock, [line.giftId])
  if (await hasRefund(tx, line.giftId)) return { stands: 'refunded' }
  if ((await tx.query(banked, [held!.entryId])).length > 0) return { stands: 'banked' }
  return { stands: 'booked', giftId: line.giftId, entryId: held!.entryId }
}
