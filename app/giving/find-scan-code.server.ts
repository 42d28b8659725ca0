import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { GiftState } from './gift'

/** What a donor has to scan to pay this gift, and whether they still have to; null where there is nothing to scan. */
export async function findScanCode(
  sql: Sql,
  giftId: string,
): Promise<{ code: string; campaign: string; state: GiftState; payFen: bigint } | null> {
  if (!isUuid(giftId)) return null
  const [row] = await sql.query<{ code: string; campaign: string; state: GiftState; payFen: bigint }>(
    `SELECT checkout_code AS code, campaign, state, amount_fen + fee_cover_fen AS "payFen" FROM giving_gift
      WHERE id = $1::uuid AND checkout_code IS NOT NULL`,
    [giftId],
  )
  return row ?? null
}
