import { findCampaign } from '~/campaigns/find-campaign.server'
import { splitOver } from '~/campaigns/routing'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { uuidOfName } from '~/platform/uuid-of-name.server'
import { bookGift } from './book-gift.server'

export interface ArrivePledge {
  pledgeId: string
  /** The part of the bank line that is this pledge's; more than was promised is welcome. */
  amountFen: Fen
  /** The bank's day, Asia/Shanghai. */
  occurredOn: Day
  bankLineId: string
}
interface Row {
  campaign: string
  unitName: string
  nameConsent: boolean
  contactEmail: string
  locale: Locale
  fund: string | null
  state: string
  takenBack: number
}

const lock = `
  SELECT campaign, unit_name AS "unitName", name_consent AS "nameConsent", contact_email AS "contactEmail", locale, fund, state,
         (SELECT count(*)::int FROM payments_bank_match WHERE target = $1 AND line_id = $2::uuid AND undone_at IS NOT NULL) AS "takenBack"
    FROM giving_pledge WHERE id = $1::uuid FOR UPDATE`
const arrive = `
  UPDATE giving_pledge SET arrived_fen = arrived_fen + $2, version = version + 1,
         state = CASE WHEN arrived_fen + $2 >= amount_fen THEN 'arrived' ELSE 'open' END WHERE id = $1::uuid`

/**
 * A bank line (or a part of one) makes good on a pledge: the gift is booked to the pledge's fund, or over the campaign's routing,
 * under the unit's name and consent, with its acknowledgement; in `tx`. A line makes good on a pledge once, until that is
 * taken back. Whoever asks has asked `can()`. Refuses `unknown-pledge`, `withdrawn`, `campaign-settled`.
 */
export async function arrivePledge(
  tx: Sql,
  { pledgeId, amountFen, occurredOn, bankLineId }: ArrivePledge,
): Promise<Outcome<{ giftId: string }, 'unknown-pledge' | 'withdrawn' | 'campaign-settled'>> {
  const [pledge] = await tx.query<Row>(lock, [pledgeId, bankLineId])
  if (!pledge) return { ok: false, reason: 'unknown-pledge' }
  if (pledge.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
  const campaign = (await findCampaign(tx, pledge.campaign))!
  if (campaign.state === 'settled') return { ok: false, reason: 'campaign-settled' }
  const { giftId, created } = await bookGift(tx, {
    // Matched anew after it was taken back it is another gift.
    id: uuidOfName(`pledge arrival ${pledgeId} ${bankLineId} ${pledge.takenBack}`),
    campaign: pledge.campaign,
    shares: pledge.fund ? [{ fund: pledge.fund, amountFen }] : splitOver(amountFen, campaign.routing.routes),
    channel: 'bank',
    occurredOn,
    donorName: pledge.unitName,
    nameConsent: pledge.nameConsent,
    contactEmail: pledge.contactEmail,
    locale: pledge.locale,
    via: `pledge:${pledgeId}`,
  })
  if (created) await tx.query(arrive, [pledgeId, amountFen])
  return { ok: true, giftId }
}
