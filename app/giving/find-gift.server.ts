import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { acknowledgementNumber } from './acknowledgement'
import type { Gift } from './gift'

interface Row {
  id: string
  campaign: string
  state: Gift['state']
  amount_fen: bigint
  fee_cover_fen: bigint
  currency: string
  locale: Gift['locale']
  donor_name: string
  name_consent: boolean
  name_state: 'shown' | 'hidden'
  contact_email: string
  message: string
  dedication: string
  checkout_ref: string | null
  checkout_url: string | null
  channel: Gift['channel']
  ack_number: bigint | null
  check_code: string
  entry_id: bigint | null
  paid_on: string | null
  created_at: Date
  refunded_at: Date | null
  refunded_fen: bigint
  shares: { fund: string; nameZh: string; nameEn: string; amountFen: string }[]
}

/** A gift's columns with its shares; used by every read of this room that shows one gift. */
export const giftColumns = `
  g.id, g.campaign, g.state, g.amount_fen, g.fee_cover_fen, g.currency, g.locale, g.donor_name, g.name_consent, g.name_state,
  g.contact_email, g.message, g.dedication, g.checkout_ref, g.checkout_url, g.channel, g.ack_number, g.check_code,
  g.entry_id, g.paid_on, g.created_at, g.refunded_at, g.refunded_fen,
  (SELECT json_agg(json_build_object('fund', a.fund, 'nameZh', f.name_zh, 'nameEn', f.name_en,
            'amountFen', a.amount_fen::text) ORDER BY a.amount_fen DESC, a.fund)
     FROM giving_allocation a JOIN ledger_fund f ON f.slug = a.fund WHERE a.gift_id = g.id) AS shares
  FROM giving_gift g`

export function giftOf(row: Row): Gift {
  const number =
    row.ack_number !== null && row.paid_on !== null
      ? acknowledgementNumber(Number(row.paid_on.slice(0, 4)), row.ack_number)
      : null
  return {
    id: row.id,
    campaign: row.campaign,
    state: row.state,
    amountFen: row.amount_fen,
    feeCoverFen: row.fee_cover_fen,
    currency: row.currency,
    locale: row.locale,
    donorName: row.donor_name,
    nameConsent: row.name_consent,
    nameHidden: row.name_state === 'hidden',
    contactEmail: row.contact_email,
    message: row.message,
    dedication: row.dedication,
    checkoutRef: row.checkout_ref,
    checkoutUrl: row.checkout_url,
    channel: row.channel,
    acknowledgement: number ? { number, code: row.check_code } : null,
    entryId: row.entry_id,
    paidOn: row.paid_on,
    createdAt: row.created_at,
    refunded: row.refunded_at !== null,
    // Wholly gone also where it never was this donor's: then its entry is reversed, and no refund says so.
    refundedFen: row.refunded_at === null ? row.refunded_fen : row.amount_fen,
    shares: (row.shares ?? []).map((s) => ({ ...s, amountFen: BigInt(s.amountFen) })),
  }
}

/** The gift with this id, or null. Its id is known to its donor only; it opens the donor's own page. */
export async function findGift(sql: Sql, id: string): Promise<Gift | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<Row>(`SELECT ${giftColumns} WHERE g.id = $1::uuid`, [id])
  return row ? giftOf(row) : null
}
