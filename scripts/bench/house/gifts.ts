import { createHash } from 'node:crypto'
import type { Sql } from '~/platform/db.server'
import { funds, slug } from './open-database'

/** The n-th gift's id: spread over the whole range, as real ones are. */
export const giftId = (n: number) =>
  createHash('md5')
    .update(`gift${n}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export const giftFen = 6_666
export const shares = [4_666, 2_000] as const
/** All donors of the bench have the same salt and no name, therefore the same commitment. */
export const salt = `'\\x00112233445566778899aabbccddeeff'::bytea`
export const commitment = `sha256('\\x7368616e78696e672d646f6e6f722f763100'::bytea || ${salt})`

/** Gifts number `from` to `to`, each over two funds and waiting to be paid, as `startGift` leaves them. */
export async function startGifts(sql: Sql, from: number, to: number): Promise<void> {
  await sql.query(
    `WITH g AS (
       INSERT INTO giving_gift (id, campaign, amount_fen, locale, contact_email, salt, donor_commitment, check_code, checkout_ref, checkout_url)
       SELECT md5('gift' || n)::uuid, $3, ${giftFen}, 'zh-CN', 'donor@example.org', ${salt}, ${commitment}, '0123456789',
              'cs_' || n, 'https://pay.example.org/' || n
         FROM generate_series($1::bigint, $2::bigint) n RETURNING id
     )
     INSERT INTO giving_allocation (gift_id, fund, amount_fen)
     SELECT id, fund, fen FROM g, (VALUES ($4, ${shares[0]}), ($5, ${shares[1]})) AS s (fund, fen)`,
    [from, to, slug, ...funds],
  )
}
