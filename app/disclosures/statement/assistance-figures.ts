import { formatMonth } from '~/platform/dates'
import type { AssistanceFacts } from '~/stewardship/assistance/read-assistance-facts.server'
import { type Both, inBoth } from './figure'
import type { FigureDraft } from './figure-draft'

const cases = inBoth('宗', 'cases')

/** `2024-03` → 2024年3月 / Mar 2024. */
export function monthIn(month: string): Both {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return inBoth(formatMonth('zh-CN', year, number), formatMonth('en', year, number))
}

/** Assistance of the period: in all, by category, by those months whose sums are published (docs/decisions/0032). Sums only. */
export function assistanceFigures({
  cases: count,
  amountFen,
  byCategory,
  byMonth,
}: AssistanceFacts): FigureDraft[] {
  if (byCategory.every((one) => one.cases === 0 && one.amountFen === 0n)) return []
  return [
    { key: 'assistance.cases', label: inBoth('划拨救助个案', 'Cases of assistance'), count, unit: cases },
    { key: 'assistance.amountFen', label: inBoth('划拨救助款', 'Assistance paid'), amountFen },
    ...byCategory
      .filter((one) => one.cases !== 0 || one.amountFen !== 0n)
      .flatMap(({ key, nameZh, nameEn, cases: n, amountFen: fen }): FigureDraft[] => [
        {
          key: `assistance.byCategory.${key}.cases`,
          label: inBoth(`${nameZh}个案`, `${nameEn || nameZh}: cases`),
          count: n,
          unit: cases,
        },
        {
          key: `assistance.byCategory.${key}.amountFen`,
          label: inBoth(`${nameZh}金额`, `${nameEn || nameZh}: amount`),
          amountFen: fen,
        },
      ]),
    ...byMonth.flatMap(({ month, cases: n, amountFen: fen }): FigureDraft[] => {
      const said = monthIn(month)
      return [
        {
          key: `assistance.byMonth.${month}.cases`,
          label: inBoth(`${said['zh-CN']}救助个案`, `Cases in ${said.en}`),
          count: n,
          unit: cases,
        },
        {
          key: `assistance.byMonth.${month}.amountFen`,
          label: inBoth(`${said['zh-CN']}救助款`, `Assistance in ${said.en}`),
          amountFen: fen,
        },
      ]
    }),
  ]
}
