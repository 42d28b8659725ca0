/** 义卖善款 of one stall, as the desk shows them; whole fen. */
export interface Takings {
  /** Cash on receipts, reversals taken off. */
  cashFen: bigint
  /** Counted by two people and in the books. */
  countedFen: bigint
  /** Cash on receipts that no agreed count has answered for yet. */
  pendingFen: bigint
  /** Paid by QR and confirmed: these are gifts, and in the books as such. */
  qrFen: bigint
  receipts: number
}

/** What was counted less what should have been there; negative is missing. */
export const differenceOf = (count: { expectedFen: bigint; countedFen: bigint }): bigint =>
  count.countedFen - count.expectedFen
