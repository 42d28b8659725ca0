import type { Sql } from '~/platform/db.server'
import { giftColumns, giftOf } from './find-gift.server'
import type { Gift } from './gift'

export interface DonorGift extends Gift {
  campaignName: { zh: string; en: string }
  /** Whether they asked to be thanked by mail. */
  lettersConsent: boolean
  /** Number of the finance bureau's ticket, once it is recorded. */
  ticketNumber: string | null
}
export interface DonorGiftKey {
  createdAt: Date
  id: string
}
type Row = Parameters<typeof giftOf>[0] & {
  campaign_zh: string
  campaign_en: string
  letters_consent: boolean
  ticket_number: string | null
}

const page = `
  SELECT c.name_zh AS campaign_zh, c.name_en AS campaign_en, g.letters_consent,
         (SELECT concat_ws(' ', nullif(t.code, ''), t.number) FROM giving_ticket t WHERE t.gift_id = g.id AND t.voided_at IS NULL) AS ticket_number,
         ${giftColumns}
    JOIN campaigns_campaign c ON c.slug = g.campaign
   WHERE g.contact_email <> '' AND lower(g.contact_email) = lower($1)
     AND ($2::timestamptz IS NULL OR (g.created_at, g.id) < ($2::timestamptz, $3::uuid))
   ORDER BY g.created_at DESC, g.id DESC LIMIT $4`

/** The gifts that left this address, the newest first. Ask only for whoever has shown that mail to it reaches them. */
export async function listDonorGifts(
  sql: Sql,
  email: string,
  { after, limit }: { after?: DonorGiftKey; limit: number },
): Promise<{ gifts: DonorGift[]; next: DonorGiftKey | null }> {
  const from = [after?.createdAt.toISOString() ?? null, after?.id ?? null]
  const rows = await sql.query<Row>(page, [email, ...from, limit + 1])
  const gifts = rows.slice(0, limit).map((row) => ({
    ...giftOf(row),
    campaignName: { zh: row.campaign_zh, en: row.campaign_en },
    lettersConsent: row.letters_consent,
    ticketNumber: row.ticket_number,
  }))
  const last = gifts.at(-1)
  return { gifts, next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null }
}
