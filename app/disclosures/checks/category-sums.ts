import type { Figure } from '../statement/figure'
import type { Check, Finding } from './check'

/** Wholes and the parts that must make them. */
const sums: { whole: string; parts: RegExp }[] = [
  { whole: 'plans.approved.count', parts: /^plans\.byCategory\.[^.]+\.count$/ },
  { whole: 'plans.approved.amountFen', parts: /^plans\.byCategory\.[^.]+\.amountFen$/ },
  { whole: 'assistance.cases', parts: /^assistance\.byCategory\.[^.]+\.cases$/ },
  { whole: 'assistance.amountFen', parts: /^assistance\.byCategory\.[^.]+\.amountFen$/ },
]
/** Months of few people are left out (docs/decisions/0032). */
const months = {
  cases: { whole: 'assistance.cases', parts: /^assistance\.byMonth\.[\d-]+\.cases$/ },
  money: { whole: 'assistance.amountFen', parts: /^assistance\.byMonth\.[\d-]+\.amountFen$/ },
}
const worthOf = ({ amountFen, count }: Figure) => BigInt(amountFen ?? count ?? 0)

function add(figures: readonly Figure[], { whole, parts }: (typeof sums)[number]) {
  const named = figures.find((figure) => figure.key === whole)
  const own = figures.filter((figure) => parts.test(figure.key))
  const sum = own.reduce((all, figure) => all + worthOf(figure), 0n)
  return { whole, said: named ? worthOf(named) : 0n, sum }
}

/** Categories make the whole that is named. So do months; where some of their cases are left out, they make no more than it. */
export const categorySums: Check = ({ composed: { figures } }) => {
  const cases = add(figures, months.cases)
  const money = add(figures, months.money)
  const allMonths = cases.sum === cases.said
  const wrong = [
    ...sums.map((one) => add(figures, one)).filter(({ said, sum }) => said !== sum),
    ...(cases.sum > cases.said ? [cases] : []),
    ...((allMonths ? money.sum !== money.said : money.sum > money.said) ? [money] : []),
  ]
  return wrong.map(({ whole, said, sum }): Finding => {
    const detail = { figure: whole, whole: String(said), sum: String(sum) }
    return { code: 'category-sum-differs', level: 'stop', at: null, detail }
  })
}
