import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'

/** One line of a statement as the bank wrote it. */
export interface StatementLine {
  /** Where it begins in the file; of XML the line of its end. */
  line: number
  /** Booked on. */
  day: Day
  /** Credit positive, debit negative, never zero. */
  amountFen: Fen
  /** What the bank says was there after it; null where it says nothing. */
  balanceFen: Fen | null
  counterparty: string
  counterAccount: string
  /** Remark (附言) and purpose (摘要), one after the other. */
  remark: string
  /** The bank's own number of the movement. */
  bankRef: string
}

/** What readers of every format hand on, in the file's order. `end` closes one statement: a file may hold several. */
export type StatementPart =
  | { kind: 'account'; number: string }
  | { kind: 'opening' | 'closing'; fen: Fen }
  | { kind: 'line'; line: StatementLine }
  | { kind: 'end' }

export const statementFormats = ['table', 'camt053', 'mt940'] as const
export type StatementFormat = (typeof statementFormats)[number]

export const statementFaults = [
  /** A table whose columns are not known: its layout has to be told once. */
  'layout-unknown',
  'day-unreadable',
  'amount-unreadable',
  /** Neither credit nor debit, or both. */
  'amount-missing',
  /** The file is of another account. */
  'other-account',
  'other-currency',
  /** Opening and lines do not give closing. */
  'sum-wrong',
  /** A line's balance does not follow from the one before: a line is missing, or was changed. */
  'balance-broken',
  /** A day that ended in the file comes again much later. */
  'not-by-day',
  'no-lines',
  'xml-broken',
  'mt940-broken',
] as const
export type StatementFaultReason = (typeof statementFaults)[number]

/** Why a file is not kept; `line` where it is known, `detail` the texts and amounts (as `formatFen` writes them) that say it. */
export class StatementFault extends Error {
  constructor(
    readonly reason: StatementFaultReason,
    readonly line: number | null = null,
    readonly detail: Record<string, string> = {},
  ) {
    super(reason)
  }
}

/** A number of an account as it is compared: letters and digits only. */
export const bareNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

/** Whether two numbers name one account: the same, or one the other's end (an IBAN holds the national number). */
export function sameAccount(a: string, b: string): boolean {
  const [x, y] = [bareNumber(a), bareNumber(b)]
  const shortest = Math.min(x.length, y.length)
  return x === y || (shortest >= 8 && (x.endsWith(y) || y.endsWith(x)))
}

/** A million lines of an ordinary bank's CSV. */
export const mostStatementBytes = 128 * 1024 * 1024
