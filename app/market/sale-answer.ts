/** `void` is the reversal of one earlier receipt: nothing is ever edited or taken out. */
export type SaleKind = 'sale' | 'donation' | 'void'
export type SaleMethod = 'cash' | 'qr'

/**
 * `sale-missing`: what a void reverses is not here. A till sends its row in the order of its numbers, so it hears this only
 * where the sale itself was refused: then both stay on the phone, marked, for a person to look at. Everything else will be
 * refused the same next time: `unreadable`, `differs` (the id is known with other content), `number-taken` (its phone has
 * another receipt with this number), `not-own-receipt` (a void of another phone's), `voided-already`, `void-differs` (gives
 * back another amount, or cash for what was paid by QR), `not-a-sale` (a void of a void).
 */
export type SaleRefusal =
  | 'unreadable'
  | 'differs'
  | 'number-taken'
  | 'sale-missing'
  | 'not-own-receipt'
  | 'voided-already'
  | 'void-differs'
  | 'not-a-sale'

export type SaleAnswer =
  | { id: string; result: 'kept' | 'again' }
  /** `id` is empty where not even that could be read. */
  | { id: string; result: 'refused'; reason: SaleRefusal }

/**
 * What a person should look at; the receipt is kept and counted all the same. `after-pass`: made after the pass was taken
 * back or its day was over; `pass-revoked`: arrived after the pass was taken back, whenever it says it was made;
 * `before-pass`: before its day; `device-ended`: from a phone that was given up; `sum-differs`: the
 * lines do not sum to the amount; `settled`: its campaign's books were settled.
 */
export type SaleFlag =
  | 'after-pass'
  | 'pass-revoked'
  | 'before-pass'
  | 'device-ended'
  | 'sum-differs'
  | 'settled'

/** What the server answers a batch, receipt by receipt in the order they were sent in. */
export interface SalesAnswered {
  answers: SaleAnswer[]
  /** The last receipt up to which the server has all of this phone's. */
  arrived: number
  /** Of the receipts that are watched, those whose payment has arrived, with what arrived. */
  paid: { sale: string; amountFen: string }[]
}
