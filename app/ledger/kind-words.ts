import type { EntryKind } from './entry'

/** Text keys (namespace `ledger`) of the kinds of entry. */
export const kindWords = {
  gift: 'funds.whatGift',
  takings: 'funds.whatTakings',
  summary: 'funds.whatSummary',
  transfer: 'funds.whatTransfer',
  disbursement: 'funds.whatDisbursement',
  reversal: 'funds.whatReversal',
  refund: 'funds.whatRefund',
  dispute: 'funds.whatDispute',
  receipt: 'funds.whatReceipt',
  fee: 'funds.whatFee',
  payout: 'funds.whatPayout',
  sponsorship: 'funds.whatSponsorship',
  goods: 'funds.whatGoods',
  disclosure: 'funds.whatDisclosure',
} as const satisfies Record<EntryKind, string>
