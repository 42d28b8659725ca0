import type { Figure } from '../statement/figure'
import type { Check, Finding } from './check'

/** Wholes and the parts that must make them. */
const sums: { whole: string; parts: RegExp }[] = [
  { whole: 'plans.approved.count', parts: /^plans\.byCategory\.[^.]+\.count$/ },
  { whole: 'plans.approved.amountFen', parts: /^plans\.byCategory\.[^.]+\.amountFen$/ },
  { whole: 'assistance.cases', parts: /^assistance\.byCategory\.[^.]+\.cases$/ },
  { whole: 'assistance.amountFen', parts: /^assistance\.byCategory\.[^.]+\.amountFen$/ },
  { whole: 'assistance.cases', parts: /^assistance\.byMonth\.[\d-]+\.cases$/ },
  { whole: 'assistance.amountFen', parts: /^assistance\.byMonth\.[\d-]+\.amountFen$/ },
]
const worthOf = ({ amountFen, count }: Figure) => BigInt(amountFen ?? count ?? 0)

/** Parts by category and by month make the whole that is named. */
export const categorySums: Check = ({ composed: { figures } }) =>
  sums.flatMap(({ whole, parts }): Finding[] => {
    const named = figures.find((figure) => figure.key === whole)
    const own = figures.filter((figure) => parts.test(figure.key))
    if (!named && own.length === 0) return []
    const sum = own.reduce((all, figure) => all + worthOf(figure), 0n)
    if (named && worthOf(named) === sum) return []
    const detail = { figure: whole, whole: String(named ? worthOf(named) : 0n), sum: String(sum) }
    return [{ code: 'category-sum-differs', level: 'stop', at: null, detail }]
  })
