import type { Day } from '~/platform/dates'

/** Where a sum of the day stands: what our books say, and what the provider says, by what it is about. */
export interface Side {
  source: 'gift' | 'refund' | 'dispute' | 'fee' | 'other'
  bookedFen: bigint
  toldFen: bigint
  booked: number
  told: number
}

/** One thing over which books and provider differ on a day. */
export interface Difference {
  /**
   * `other-day`: both have it, on another day · `not-read-yet`: posted after what was last read of the provider · `not-listed`: its provider
   * lists no movements, and a person compares its statement; all three explained, and not counted · `not-at-provider`: in the books only ·
   * `not-in-books`: at the provider only · `amount-differs`: both have it, over other sums · `other-currency`.
   */
  what:
    | 'other-day'
    | 'not-read-yet'
    | 'not-listed'
    | 'not-at-provider'
    | 'not-in-books'
    | 'amount-differs'
    | 'other-currency'
  source: string
  /** The posting key: a gift's id, the provider's name of a refund or dispute. */
  key: string
  /** The provider's name of the movement. */
  txn: string | null
  type: string | null
  bookedFen: bigint | null
  toldFen: bigint | null
  bookedOn: Day | null
  toldOn: Day | null
}

/** One payout that is to be at the bank on the day. */
export interface PayoutLine {
  id: string
  amountFen: bigint
  status: string
  /** Sum of its movements; null while they have not been read. */
  listedFen: bigint | null
  /** What the bank's line brought; null while no line is matched. */
  bankFen: bigint | null
  bookedOn: Day | null
  /** What no movement explains, and two people let pass; null of one that explains itself. */
  acceptedFen: bigint | null
  acceptedNote: string
}

export interface Reconciliation {
  day: Day
  sides: Side[]
  bookedFen: bigint
  toldFen: bigint
  /** What of the provider's side has reached the bank, and what is still with the provider or on its way. */
  atBankFen: bigint
  underwayFen: bigint
  differences: Difference[]
  payouts: PayoutLine[]
  /** Sum of what nothing explains, each taken without its sign; zero says that all three agree. */
  unexplainedFen: bigint
  unexplained: number
  /** When the provider's balance was last read past a movement; null before the first. */
  readTo: Date | null
}

const abs = (fen: bigint) => (fen < 0n ? -fen : fen)

export const isExplained = (d: Difference): boolean =>
  d.what === 'other-day' || d.what === 'not-read-yet' || d.what === 'not-listed'

/** How far a difference is from zero; what is explained is none. */
export function offOf(d: Difference): bigint {
  return isExplained(d) ? 0n : abs((d.toldFen ?? 0n) - (d.bookedFen ?? 0n))
}

/**
 * A payout that does not add up to its movements, or whose bank line brought another sum. One still on its way is not off, nor is one that
 * two people let pass.
 */
export function payoutOff(p: PayoutLine): bigint {
  if (p.status === 'failed' || p.status === 'canceled') return p.bankFen === null ? 0n : abs(p.bankFen)
  const listed = p.acceptedFen === null ? abs(p.amountFen - (p.listedFen ?? 0n)) : 0n
  return listed + (p.bankFen === null ? 0n : abs(p.bankFen - p.amountFen))
}
