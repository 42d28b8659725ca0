import { findCampaign } from '~/campaigns/find-campaign.server'
import { splitOver } from '~/campaigns/routing'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { bookGift } from './book-gift.server'
import { findPledge } from './find-pledge.server'
import { namedId } from './internal/named-id.server'
import { stateFor } from './pledge'

export interface ArrivePledge {
  pledgeId: string
  /** The part of the bank line that is this pledge's; more than was promised is welcome. */
  amountFen: Fen
  /** The bank's day, Asia/Shanghai. */
  occurredOn: Day
  bankLineId: string
}

const before = `
  SELECT gift_id::text AS "giftId", amount_fen AS "amountFen", taken_back_at AS "takenBackAt"
    FROM giving_pledge_arrival WHERE pledge_id = $1::uuid AND bank_line_id = $2`
const keep = `
  WITH a AS (INSERT INTO giving_pledge_arrival (gift_id, pledge_id, bank_line_id, amount_fen) VALUES ($2::uuid, $1::uuid, $3, $4))
  UPDATE giving_pledge SET arrived_fen = arrived_fen + $4, state = $5, version = version + 1 WHERE id = $1::uuid`

/** What of a gift says which pledge it made good. */
export const pledgeVia = (pledgeId: string): string => `pledge:${pledgeId}`

/**
 * A bank line (or a part of one) makes good on a pledge: the gift is booked to the pledge's fund, or over the campaign's routing,
 * under the unit's name and consent, with its acknowledgement; in `tx`. Asked again for the same line it answers the same gift
 * and changes nothing. Several lines may come for one pledge and one line for several pledges. A closed campaign still receives
 * what was promised to it. Whoever asks has asked `can()`. Refuses `unknown-pledge`, `withdrawn`, `campaign-settled`. Throws when
 * the same line is told with another amount: a fault of the caller.
 */
export async function arrivePledge(
  tx: Sql,
  { pledgeId, amountFen, occurredOn, bankLineId }: ArrivePledge,
): Promise<Outcome<{ giftId: string }, 'unknown-pledge' | 'withdrawn' | 'campaign-settled'>> {
  if (amountFen <= 0n) throw new RangeError('what arrives is more than nothing')
  const pledge = await findPledge(tx, pledgeId, { lock: true })
  if (!pledge) return { ok: false, reason: 'unknown-pledge' }
  const told = await tx.query<{ giftId: string; amountFen: Fen; takenBackAt: Date | null }>(before, [
    pledge.id,
    bankLineId,
  ])
  const standing = told.find((arrival) => arrival.takenBackAt === null)
  if (standing) {
    if (standing.amountFen !== amountFen)
      throw new Error(`bank line ${bankLineId} arrived with another amount`)
    return { ok: true, giftId: standing.giftId }
  }
  if (pledge.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
  const campaign = (await findCampaign(tx, pledge.campaign))!
  if (campaign.state === 'settled') return { ok: false, reason: 'campaign-settled' }
  // How often the line was taken back before: matched anew it is another gift.
  const id = namedId('pledge-arrival', pledge.id, bankLineId, String(told.length))
  const { giftId } = await bookGift(tx, {
    id,
    campaign: pledge.campaign,
    shares: pledge.fund ? [{ fund: pledge.fund, amountFen }] : splitOver(amountFen, campaign.routing.routes),
    channel: 'bank',
    occurredOn,
    donorName: pledge.unitName,
    nameConsent: pledge.nameConsent,
    contactEmail: pledge.contactEmail,
    locale: pledge.locale,
    via: pledgeVia(pledge.id),
  })
  const state = stateFor(pledge.amountFen, pledge.arrivedFen + amountFen)
  await tx.query(keep, [pledge.id, giftId, bankLineId, amountFen, state])
  return { ok: true, giftId }
}
