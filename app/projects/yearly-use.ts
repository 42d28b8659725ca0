import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'

/** What was paid under a service contract with a budget per year, by calendar year (Asia/Shanghai). Whole fen. */
export interface YearlyUse {
  contract: string
  number: string
  titleZh: string
  titleEn: string
  budgetFen: Fen
  totalFen: Fen
  cancelled: boolean
  /** It is paid by instalments: nothing else may be paid under it. */
  byInstalments: boolean
  /**
   * The contract's years up to this one, and any other in which something was paid, the last first. A year that the contract covers in part
   * has the whole budget, for it names no other sum; one outside of its term has none.
   */
  years: { year: number; budgetFen: Fen; paidFen: Fen }[]
}

/** A contract's budget of one calendar year. */
export const budgetOf = (yearlyFen: Fen, { fromOn, toOn }: { fromOn: Day; toOn: Day }, year: number): Fen =>
  year >= Number(fromOn.slice(0, 4)) && year <= Number(toOn.slice(0, 4)) ? yearlyFen : 0n

/** By how much a year's payments are above the budget; zero when they are not. */
export const overBudget = (budgetFen: Fen, paidFen: Fen): Fen =>
  paidFen > budgetFen ? paidFen - budgetFen : 0n
