import { takesGifts } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { findPaidSale, type PaidSale } from './internal/paid-sale.server'
import type { SalePayment } from './start-sale-payment.server'

export type SalePaymentFault = 'campaign-closed' | 'receipt-differs' | 'receipt-voided'

/**
 * Whether what an address says can be paid, before anybody presses: the receipt may still be on its phone, but once it has
 * arrived its own stall and amount count. Refuses `campaign-closed`, `receipt-differs` (also a receipt in cash), `receipt-voided`.
 */
export async function checkSalePayment(
  sql: Sql,
  asked: Pick<SalePayment, 'sale' | 'campaign' | 'stall' | 'amountFen' | 'today'>,
): Promise<Outcome<object, SalePaymentFault>> {
  const campaign = await findCampaign(sql, asked.campaign)
  if (!campaign || !takesGifts(campaign, asked.today)) return { ok: false, reason: 'campaign-closed' }
  const arrived = isUuid(asked.sale) ? await findPaidSale(sql, asked.sale) : null
  if (arrived && !agrees(arrived, asked)) return { ok: false, reason: 'receipt-differs' }
  if (arrived?.voided) return { ok: false, reason: 'receipt-voided' }
  return { ok: true }
}

/** A reversal's amount is negative, so it agrees with no address. */
const agrees = (
  sale: PaidSale,
  { campaign, stall, amountFen }: Pick<SalePayment, 'campaign' | 'stall' | 'amountFen'>,
): boolean =>
  sale.method === 'qr' && sale.campaign === campaign && sale.stall === stall && sale.amountFen === amountFen
