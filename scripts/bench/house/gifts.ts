import { createHash } from 'node:crypto'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database, Sql } from '~/platform/db.server'
import { projections } from '~/wiring.server'
import { funds, slug } from './open-database'

/** The n-th gift's id: spread over the whole range, as real ones are. */
export const giftId = (n: number) =>
  createHash('md5')
    .update(`gift${n}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export const giftFen = 6_666
export const shares = [4_666, 2_000] as const
/** All donors of the bench have the same salt. */
export const salt = `'\\x00112233445566778899aabbccddeeff'::bytea`
export const commitmentOf = (name: string) =>
  `sha256('\\x7368616e78696e672d646f6e6f722f763100'::bytea || ${salt} || convert_to(${name}, 'UTF8'))`
export const commitment = commitmentOf("''")

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

/** Starts these gifts and lets the provider's word be that they are paid; a third of the donors gave name and message. */
export async function payGifts(db: Database, from: number, to: number): Promise<void> {
  await startGifts(db, from, to)
  await db.query(
    `UPDATE giving_gift SET donor_name = '木棉街坊', donor_commitment = ${commitmentOf("'木棉街坊'")}, name_consent = true,
            message = '一起走，一起捐，大家平安。', message_state = 'approved'
      WHERE id IN (SELECT md5('gift' || n)::uuid FROM generate_series($1::bigint, $2::bigint, 3) n)`,
    [from, to],
  )
  await db.query(`SELECT count(${settled('n')})::int FROM generate_series($1::bigint, $2::bigint) n`, [
    from,
    to,
  ])
  while ((await sealEntries(db, projections)).sealed > 0);
}

/** What the webhook's statement does with the n-th gift's event, as SQL. */
const settled = (n: string) =>
  `payments_store_event('stripe', 'evt_' || ${n}, 'charge.succeeded', now(), 'webhook', '{}', giving_settle(jsonb_build_object(
     'giftId', md5('gift' || ${n})::uuid, 'status', 'paid', 'channel', 'wechat_pay', 'at', now(), 'amountFen', '${giftFen}',
     'currency', 'CNY', 'paymentRef', 'pi_' || ${n})))`

/** The provider's word that the n-th gift is paid. */
export const settleGift = (sql: Sql, n: number) => sql.query(`SELECT ${settled('$1::bigint')}::text`, [n])
