import { createHmac } from 'node:crypto'
import type { Sql } from '~/platform/db.server'

const mark = `
  INSERT INTO giving_match_mark (gift_id, device, address)
  SELECT g.id, $2, $3 FROM giving_gift g
   WHERE g.id = $1::uuid AND EXISTS (SELECT FROM giving_match_pot p WHERE p.campaign = g.campaign AND p.state = 'open' AND p.closes_at > now())
  ON CONFLICT (gift_id) DO NOTHING`
const forget = `
  DELETE FROM giving_match_mark k USING giving_gift g
   WHERE g.id = k.gift_id AND k.made_at < $1::timestamptz - interval '30 days'
     AND NOT EXISTS (SELECT FROM giving_match_pot p WHERE p.campaign = g.campaign AND p.state = 'open'
                        AND p.closes_at > $1::timestamptz - interval '30 days')
  RETURNING 1`

export interface GiftMarks {
  giftId: string
  /** The visitor's session, and the address that asked; only their keyed hashes are kept. */
  session: string
  address: string
  secret: string
}

/**
 * While a campaign's gifts are matched, remembers which of them came from one device or address, so that a split gift is
 * recognised (docs/decisions/0025). Keyed hashes only, and of other campaigns nothing.
 */
export async function markGift(sql: Sql, { giftId, session, address, secret }: GiftMarks): Promise<void> {
  const hash = (text: string) =>
    text === '' ? '' : createHmac('sha256', secret).update(`match ${text}`).digest('hex').slice(0, 32)
  await sql.query(mark, [giftId, hash(session), hash(address)])
}

/** Takes marks away 30 days after the last pot of their campaign; answers how many. */
export async function forgetMatchMarks(sql: Sql, now: Date): Promise<number> {
  return (await sql.query(forget, [now])).length
}
