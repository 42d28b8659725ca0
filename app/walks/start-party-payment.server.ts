import { findCampaign } from '~/campaigns/find-campaign.server'
import { splitOver } from '~/campaigns/routing'
import { type StartGift, type StartRefusal, startGift } from '~/giving/start-gift.server'
import type { Gateway } from '~/payments/gateway'
import type { Config } from '~/platform/config.server'
import { shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { findParty } from './find-party.server'
import { opaqueKey } from './internal/links.server'
import { isPaid } from './internal/paid'

export interface StartPartyPayment {
  /** The party's own link. */
  secret: string
  locale: Locale
  publicUrl: string
  now: Date
  paying?: StartGift['paying']
}

const earlier = `
  SELECT count(*) FILTER (WHERE state IN ('failed', 'expired') OR refunded_at IS NOT NULL)::int AS ended,
         bool_or(state IN ('pending', 'held') OR ${isPaid('g')}) AS paid FROM giving_gift g WHERE via = $1`

/**
 * Opens the checkout of a party's fee: a gift to the campaign's funds that names the party (`via`), for as many walkers as are
 * unpaid. Pressed twice it is one gift; after one that failed, expired or was refunded it is the next. Refuses `unknown`, `nothing-to-pay` (also
 * while a payment is under way), and what startGift refuses.
 */
export async function startPartyPayment(
  db: Database,
  gateway: Gateway,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  { secret, locale, publicUrl, now, paying }: StartPartyPayment,
): Promise<Outcome<{ url: string }, 'unknown' | 'nothing-to-pay' | StartRefusal>> {
  const party = await findParty(db, secret)
  const campaign = party && (await findCampaign(db, party.campaign))
  if (!party || !campaign) return { ok: false, reason: 'unknown' }
  const unpaid = party.walkers.filter(({ state }) => state === 'unpaid').length
  const amountFen = party.feeFen * BigInt(unpaid)
  const via = `party:${party.id}`
  const [before] = await db.query<{ ended: number; paid: boolean | null }>(earlier, [via])
  if (amountFen === 0n || before!.paid) return { ok: false, reason: 'nothing-to-pay' }
  const started = await startGift(db, gateway, {
    // Keyed: of an id that is known nobody reckons the gift's, which opens its page.
    formId: opaqueKey(SESSION_SECRET, 'fee', `${party.id}\0${before!.ended}`),
    draft: {
      amountFen,
      feeCoverFen: 0n,
      shares: splitOver(amountFen, campaign.routing.routes),
      name: party.contactName,
      nameConsent: false,
      message: '',
      dedication: '',
      email: party.contactEmail,
    },
    campaign,
    today: shanghaiDay(now),
    locale,
    publicUrl,
    via,
    paying,
  })
  return started.ok ? { ok: true, url: started.url } : started
}
