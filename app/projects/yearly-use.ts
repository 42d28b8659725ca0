import type { Fen } from '~/money/fen'

/** What was paid under a service contract with a budget per year, by calendar year (Asia/Shanghai). Whole fen. */
export interface YearlyUse {
  contract: string
  number: string
  titleZh: string
  titleEn: string
  /**
   * For a whole calendar year, also where the contract covers it in part: it names no other sum.
   */
  budgetFen: Fen
  totalFen: Fen
  cancelled: boolean
  /** It is paid by instalments: nothing else may be paid under it. */
  byInstalments: boolean
  /** From the contract's first year to this one, the last first. */
  years: { year: number; paidFen: Fen }[]
}

/** By how much a year's payments are above the budget; zero when they are not. */
export const overBudget = (budgetFen: Fen, paidFen: Fen): Fen =>
  paidFen > budgetFen ? paidFen - budgetFen : 0n
