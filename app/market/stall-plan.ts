import type { Day } from '~/platform/dates'
import type { FoundStall } from './find-stall.server'

/** All that a stall's phone needs to sell without a signal; it is kept on the phone. Whole fen as text. */
export interface StallPlan {
  campaign: string
  campaignZh: string
  campaignEn: string
  stall: string
  stallNumber: number
  stallZh: string
  stallEn: string
  organisation: string
  fundZh: string
  fundEn: string
  goods: { key: string; nameZh: string; nameEn: string; priceFen: string }[]
  device: string
  deviceNumber: number
  /** How far this phone's row of receipts is known to go: it never writes a number twice. */
  lastReceipt: number
  validOn: Day
  contact: string
  /** Where receipts and payments are looked at. */
  site: string
}

export function planOf(
  stall: FoundStall,
  campaign: { zh: string; en: string },
  device: { id: string; number: number; lastReceipt: number },
  pass: { validOn: Day; contact: string },
  site: string,
): StallPlan {
  return {
    campaign: stall.campaign,
    campaignZh: campaign.zh,
    campaignEn: campaign.en,
    stall: stall.key,
    stallNumber: stall.number,
    stallZh: stall.nameZh,
    stallEn: stall.nameEn,
    organisation: stall.organisation,
    fundZh: stall.fundZh,
    fundEn: stall.fundEn,
    goods: stall.goods.map((g) => ({ ...g, priceFen: g.priceFen.toString() })),
    device: device.id,
    deviceNumber: device.number,
    lastReceipt: device.lastReceipt,
    validOn: pass.validOn,
    contact: pass.contact,
    site,
  }
}

/** Where a buyer's phone sees a receipt: its id is the key to it. */
export const receiptUrl = (site: string, saleId: string): string => `${site}/market/receipt/${saleId}`

/** Where a buyer pays a receipt by QR; the page works before the receipt itself has arrived. */
export const payUrl = (
  plan: Pick<StallPlan, 'site' | 'campaign' | 'stall'>,
  saleId: string,
  amountFen: bigint,
): string =>
  `${plan.site}/market/pay/${saleId}?campaign=${plan.campaign}&stall=${plan.stall}&amountFen=${amountFen}`
