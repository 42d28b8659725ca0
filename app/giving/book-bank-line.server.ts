import { findCampaign } from '~/campaigns/find-campaign.server'
import { splitOver } from '~/campaigns/routing'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Fen } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { uuidOfName } from '~/platform/uuid-of-name.server'
import { bookGift } from './book-gift.server'
import { lockLine, takeMatch } from './internal/take-match.server'

export interface BookBankLine {
  lineId: string
  /** What of the line is this gift. */
  amountFen: Fen
  campaign: string
  /** One of the campaign's; null: by its routing. */
  fund: string | null
  donorName: string
  nameConsent: boolean
  contactEmail: string
  locale: Locale
}
export type BookLineRefusal =
  | 'not-allowed'
  | 'unknown-line'
  | 'not-so-much-open'
  | 'unknown-campaign'
  | 'campaign-not-open'
  | 'fund-not-routed'

const matches = 'SELECT count(*)::int AS n FROM payments_bank_match WHERE line_id = $1::uuid'

/**
 * A transfer that nobody promised is a gift to a campaign: out of suspense and booked, in one transaction. Campaigns that are
 * settled or not yet open take nothing. Refuses `not-allowed`, `unknown-line`, `not-so-much-open`, `unknown-campaign`,
 * `campaign-not-open`, `fund-not-routed`.
 */
export async function bookBankLine(
  db: Database,
  by: Actor,
  { lineId, amountFen, campaign: slug, fund, ...donor }: BookBankLine,
): Promise<Outcome<{ giftId: string }, BookLineRefusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(lineId)) return { ok: false, reason: 'unknown-line' }
  return db.transaction(async (tx) => {
    const line = await lockLine(tx, lineId)
    if (!line) return { ok: false, reason: 'unknown-line' }
    if (amountFen <= 0n || amountFen > line.openFen) return { ok: false, reason: 'not-so-much-open' }
    const campaign = await findCampaign(tx, slug)
    if (!campaign) return { ok: false, reason: 'unknown-campaign' }
    if (campaign.state !== 'open' && campaign.state !== 'closed')
      return { ok: false, reason: 'campaign-not-open' }
    const { routes } = campaign.routing
    if (fund !== null && !routes.some((r) => r.fund === fund)) return { ok: false, reason: 'fund-not-routed' }
    const [before] = await tx.query<{ n: number }>(matches, [lineId])
    const { giftId } = await bookGift(tx, {
      id: uuidOfName(`bank gift ${lineId} ${before!.n}`),
      campaign: slug,
      shares: fund === null ? splitOver(amountFen, routes) : [{ fund, amountFen }],
      channel: 'bank',
      occurredOn: line.day,
      ...donor,
      via: `bank:${lineId}`,
    })
    await takeMatch(tx, by, line, {
      kind: 'gift',
      amountFen,
      target: giftId,
      giftId,
      reason: 'by-hand',
      automatic: false,
    })
    return { ok: true, giftId }
  })
}
