/**
 * What a posting is about. A `reversal` takes back a mistake and is made by `reverseEntry` only; a `refund` is money that
 * really went back. `receipt`: money at the bank that is not yet known to be anyone's, or is taken out of that again.
 * `disclosure`: that a statement was published, with its hash in the memo; it has no lines and moves nothing.
 */
export const entryKinds = [
  'gift',
  'takings',
  'summary',
  'transfer',
  'disbursement',
  'reversal',
  'refund',
  'dispute',
  'receipt',
  'fee',
  'payout',
  'sponsorship',
  'goods',
  'disclosure',
] as const
export type EntryKind = (typeof entryKinds)[number]
/** `in-kind`: what things are worth that were given, lie here or were given out. No total of money counts it. */
export type AccountType = 'asset' | 'liability' | 'income' | 'expense' | 'transfer' | 'in-kind'

/** One line: debit positive, credit negative, whole fen, never zero. */
export interface LineInput {
  account: string
  fund: string
  /** The campaign whose totals count this line; none for what belongs to no campaign. */
  campaign?: string | null
  amountFen: bigint
}

export interface EntryInput {
  /** Who posts, for example `gift`; with `key` the name of this posting for ever. */
  source: string
  key: string
  kind: Exclude<EntryKind, 'reversal'>
  /** The day it means in Asia/Shanghai, `YYYY-MM-DD`. In a closed period it is kept as the adjusted day. */
  occurredOn: string
  /** How the money came or went, for example `wechat_pay`. */
  channel: string
  /** Public, part of the sealed leaf: never personal data. */
  memo?: string
  /** Salted commitment that stands for the donor; the salt is in the donor's acknowledgement only. */
  donorCommitment?: Uint8Array
  /** None for a disclosure, at least two for all others. */
  lines: readonly LineInput[]
}

export interface StoredLine {
  account: string
  fund: string
  campaign: string | null
  currency: string
  amountFen: bigint
}

/** A posted entry as it stands in the database. */
export interface StoredEntry<Line extends StoredLine = StoredLine> {
  id: bigint
  source: string
  key: string
  kind: EntryKind
  occurredOn: string
  /** The real day of late news for a closed period; then `occurredOn` is the open day it was posted on. */
  adjustsOn: string | null
  postedAt: Date
  channel: string
  memo: string
  reverses: bigint | null
  donorCommitment: Uint8Array | null
  /** In the order they were posted. */
  lines: Line[]
}
