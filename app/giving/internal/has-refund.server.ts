import type { Sql } from '~/platform/db.server'

const look = `
  SELECT g.refunded_at IS NOT NULL OR EXISTS (SELECT FROM giving_refund r WHERE r.gift_id = g.id AND r.state <> 'failed') AS refunded
    FROM giving_gift g WHERE g.id = $1::uuid`

/**
 * Whether money of the gift has gone back or is asked to, or it was reversed: such a gift is not taken back as a mistake, for its refund would
 * go on standing. Ask it after the gift's row was locked, and not in the same statement: what was waited for is seen only by the next.
 */
export async function hasRefund(tx: Sql, giftId: string): Promise<boolean> {
  const [row] = await tx.query<{ refunded: boolean }>(look, [giftId])
  return row!.refunded
}
