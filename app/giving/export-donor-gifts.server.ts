import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import { type DonorGift, type DonorGiftKey, listDonorGifts } from './list-donor-gifts.server'

const pageSize = 500

/** All that we keep of a gift's donor and of the gift, in JSON's own types: money in whole fen as text. */
const exported = (gift: DonorGift) => ({
  campaign: { slug: gift.campaign, ...gift.campaignName },
  state: gift.state,
  amountFen: String(gift.amountFen),
  feeCoverFen: String(gift.feeCoverFen),
  currency: gift.currency,
  shares: gift.shares.map((share) => ({ ...share, amountFen: String(share.amountFen) })),
  channel: gift.channel,
  createdAt: gift.createdAt.toISOString(),
  paidOn: gift.paidOn,
  refunded: gift.refunded,
  refundedFen: String(gift.refundedFen),
  acknowledgement: gift.acknowledgement,
  donorName: gift.donorName,
  nameConsent: gift.nameConsent,
  contactEmail: gift.contactEmail,
  lettersConsent: gift.lettersConsent,
  ticket: gift.ticketNumber,
  message: gift.message,
  dedication: gift.dedication,
  language: gift.locale,
})

/** Every gift that left this address, page by page, as pieces of one JSON array. */
export async function* exportDonorGifts(sql: Sql, email: string): AsyncGenerator<string> {
  const pages = byPage<DonorGift, DonorGiftKey>(async (after) => {
    const { gifts, next } = await listDonorGifts(sql, email, { after, limit: pageSize })
    return { rows: gifts, next }
  })
  let before = '['
  for await (const gifts of pages) {
    for (const gift of gifts) {
      yield `${before}\n${JSON.stringify(exported(gift))}`
      before = ','
    }
  }
  yield before === '[' ? '[]' : '\n]'
}
