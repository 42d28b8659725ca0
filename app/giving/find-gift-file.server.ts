import type { Sql } from '~/platform/db.server'
import { findGift } from './find-gift.server'
import type { GiftFile } from './gift-file'

interface Facts {
  campaign_zh: string
  campaign_en: string
  payment_ref: string | null
  held_reason: string | null
  message_state: string
  confirmed_at: Date | null
  leaf_index: bigint | null
  mail_waits: boolean
}

const facts = `
  SELECT c.name_zh AS campaign_zh, c.name_en AS campaign_en, g.payment_ref, g.held_reason, g.message_state,
         g.confirmed_at, l.index AS leaf_index,
         EXISTS (SELECT FROM platform_outbox o WHERE o.topic = 'send-acknowledgement'
                  AND o.payload ->> 'giftId' = g.id::text) AS mail_waits
    FROM giving_gift g JOIN campaigns_campaign c ON c.slug = g.campaign
    LEFT JOIN ledger_leaf l ON l.entry_id = g.entry_id
   WHERE g.id = $1::uuid`
const touched = `
  SELECT event_id AS id, type, via, coalesce(outcome ->> 'outcome', '') AS outcome, created_at AS at,
         received_at AS "receivedAt"
    FROM payments_event WHERE outcome ->> 'gift' = $1 ORDER BY received_at LIMIT 50`

/** The file of the gift with this id, or null. */
export async function findGiftFile(sql: Sql, id: string): Promise<GiftFile | null> {
  const found = await findGift(sql, id)
  if (!found) return null
  const [row] = await sql.query<Facts>(facts, [id])
  const events = await sql.query<GiftFile['events'][number]>(touched, [id])
  const { contactEmail, checkoutUrl: _checkoutUrl, ...gift } = found
  return {
    gift,
    campaign: { zh: row!.campaign_zh, en: row!.campaign_en },
    paymentRef: row!.payment_ref,
    heldReason: row!.held_reason,
    messageState: row!.message_state,
    confirmedAt: row!.confirmed_at,
    leafIndex: row!.leaf_index,
    mail:
      contactEmail === ''
        ? 'no-address'
        : found.state !== 'confirmed'
          ? 'not-yet'
          : row!.mail_waits
            ? 'waits'
            : 'handed-on',
    events,
  }
}
