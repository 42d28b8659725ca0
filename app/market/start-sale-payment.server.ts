import { findCampaign } from '~/campaigns/find-campaign.server'
import { type StartGift, type StartRefusal, startGift } from '~/giving/start-gift.server'
import type { Gateway } from '~/payments/gateway'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { checkSalePayment } from './check-sale-payment.server'
import { findStall } from './find-stall.server'
import { viaSale } from './sale-via'

export interface SalePayment {
  sale: string
  campaign: string
  stall: string
  amountFen: bigint
  /** Today in Asia/Shanghai. */
  today: Day
  locale: Locale
  publicUrl: string
  paying?: StartGift['paying']
}

export type SalePaymentRefusal = StartRefusal | 'unknown-stall' | 'receipt-differs' | 'receipt-voided'

/**
 * Opens the checkout for a receipt by QR: a gift to the fund that the stall sells for, which names the receipt. The receipt
 * may not have arrived yet, so what counts is what its phone put into the code; should the two differ, `matchSalePayments`
 * says so. Once it has arrived, its own stall and amount count: an address that says something else, or a receipt in cash, is
 * refused as `receipt-differs`, and one that was taken back as `receipt-voided`. Scanned twice, it is one gift and one checkout.
 * Refuses `unknown-stall` and as `startGift` does.
 */
export async function startSalePayment(
  db: Database,
  gateway: Gateway,
  { sale, stall: key, amountFen, ...rest }: SalePayment,
): Promise<Outcome<{ giftId: string; url: string }, SalePaymentRefusal>> {
  const [campaign, stall] = await Promise.all([
    findCampaign(db, rest.campaign),
    findStall(db, rest.campaign, key),
  ])
  if (!isUuid(sale) || !campaign || !stall) return { ok: false, reason: 'unknown-stall' }
  const checked = await checkSalePayment(db, { sale, stall: key, amountFen, ...rest })
  if (!checked.ok) return checked
  return startGift(db, gateway, {
    formId: sale,
    draft: {
      amountFen,
      feeCoverFen: 0n,
      shares: [{ fund: stall.fund, amountFen }],
      name: '',
      nameConsent: false,
      message: '',
      dedication: '',
      email: '',
    },
    campaign,
    today: rest.today,
    locale: rest.locale,
    publicUrl: rest.publicUrl,
    paying: rest.paying,
    via: viaSale(sale),
  })
}
